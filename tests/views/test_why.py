"""C11: the reason that is shown is the stored one of that push, in the window and the command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lazdesk.commands import goods as goods_commands
from lazdesk.errands import products
from lazdesk.models import drifts, pairs, pushes
from lazdesk.sync import locking, wanted
from lazdesk.views import answers, wishes
from lazdesk.views.products.why import ExplainDialog
from tests.sync.levels import change_stock, make_level, tracked_deny
from tests.sync.practice import Practice, practice


@pytest.fixture
def pushed(tmp_path: Path) -> Iterator[Practice]:
    """25 were pushed; since then Haravan holds 50 more, which are read and not sent."""
    with practice(tmp_path, 4) as shops:
        make_level(shops)
        tracked_deny(shops, 0, available=25)
        shops.cycle()
        shops.settings(writes="off")
        change_stock(shops, 0, 50)
        shops.advance(60)
        shops.cycle()
        shops.cycle()
        yield shops


def test_the_window_tells_of_that_push(pushed: Practice) -> None:
    sku_id = str(pushed.sku().sku_id)
    (why,) = products.explain(pushed.desk, wishes.Explain(pushed.seller, sku_id), "vi")
    assert isinstance(why, answers.Explained)
    assert (why.q, why.wanted, why.sent, why.answer) == (25, 25, 25, "0")
    assert sum(available for _, available in why.locations) == 25
    assert why.sent_at is not None
    assert all(not name.isdigit() for name, _ in why.locations)


def withheld(shops: Practice) -> list[answers.Withheld]:
    sku_id = str(shops.sku().sku_id)
    (why,) = products.explain(shops.desk, wishes.Explain(shops.seller, sku_id), "vi")
    assert isinstance(why, answers.Explained)
    return list(why.withheld)


def test_it_is_said_what_keeps_the_number_from_being_sent(pushed: Practice) -> None:
    assert withheld(pushed) == [answers.Withheld("stopped")]
    pushed.settings(writes="on", push_quantity="off")
    assert withheld(pushed) == [answers.Withheld("off")]
    pushed.settings(push_quantity="on")
    assert withheld(pushed) == []
    sku_id, end = str(pushed.sku().sku_id), pushed.session().now() + timedelta(days=7)
    locking.lock(pushed.session(), [sku_id], ["price"], end, "")
    assert withheld(pushed) == []
    locking.lock(pushed.session(), [sku_id], ["quantity"], end, "")
    assert withheld(pushed) == [answers.Withheld("locked", end)]
    locking.lock(pushed.session(), [sku_id], ["quantity"], None, "")
    assert withheld(pushed) == [answers.Withheld("locked")]


def test_the_dialog_begins_with_what_keeps_it(qtbot: QtBot, pushed: Practice) -> None:
    locking.lock(pushed.session(), [str(pushed.sku().sku_id)], ["quantity"], None, "")
    (why,) = products.explain(
        pushed.desk, wishes.Explain(pushed.seller, str(pushed.sku().sku_id)), "vi"
    )
    assert isinstance(why, answers.Explained)
    dialog = ExplainDialog(why, "Áo thun")
    qtbot.addWidget(dialog)
    assert dialog.withheld.text().splitlines() == [
        "Đang dừng ghi: không gửi gì cho đến khi bạn bấm Cho ghi lại.",
        "Đang khóa tồn: không gửi số lượng lên Lazada cho đến khi bỏ khóa.",
    ]


def test_the_command_tells_of_that_push(pushed: Practice) -> None:
    sku_id, session = str(pushed.sku().sku_id), pushed.session()
    now = wanted.numbers(session, [sku_id])[sku_id]
    assert now.need.q == 75
    with pushed.desk.database.read() as connection:
        sent = pushes.last(connection, pushed.seller, sku_id, "quantity")
        row = pairs.names(connection, pushed.seller, session.org, [sku_id])[sku_id]
        drifted = drifts.newest(connection, pushed.seller, sku_id, 5)
    told = goods_commands.explanation(row, sent, now, drifted)
    assert (told["q"], told["wanted"], told["sent"], told["answer"]) == (25, 25, 25, "0")
    assert told["drifts"] == []
