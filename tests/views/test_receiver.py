"""Buyers are covered on the screen until the merchant asks to see one (G3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from lazdesk.models.queries import order_list
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.views import wishes
from lazdesk.views.orders.detail import OrderDrawer
from lazdesk.views.orders.receiver import ForgetBuyerDialog, Receiver
from lazdesk.views.orders.source import OrderSource
from lazdesk.views.orders.tab import OrdersTab
from tests.views import synthetic
from tests.views.office import when_shown

BUYER = {"name": "Nguyễn Thị An", "phone": "0901234567", "address1": "12 Lê Lợi", "city": "Huế"}
PRIVATE = ("Nguyễn Thị An", "0901234567", "12 Lê Lợi")


def test_a_receiver_is_covered_until_asked_for(qtbot: QtBot) -> None:
    receiver = Receiver(BUYER)
    qtbot.addWidget(receiver)
    assert receiver.text.text() == "N***** T** A* · *******567\n***, Huế"
    receiver.button.click()
    assert receiver.text.text() == "Nguyễn Thị An · 0901234567\n12 Lê Lợi, Huế"
    receiver.button.click()
    assert not any(word in receiver.text.text() for word in PRIVATE)


@pytest.mark.parametrize(
    ("buyer", "forgotten", "told"),
    [({}, False, "–"), ({"forgotten": "2026-11-01"}, True, "Đã xóa khỏi máy này.")],
)
def test_of_nobody_nothing_can_be_shown(
    qtbot: QtBot, buyer: dict[str, str], forgotten: bool, told: str
) -> None:
    receiver = Receiver(buyer, forgotten=forgotten)
    qtbot.addWidget(receiver)
    assert receiver.text.text() == told
    assert receiver.button.isHidden()


def test_the_drawer_covers_each_order_anew_and_keeps_what_was_asked_for(
    qtbot: QtBot, tmp_path: Path
) -> None:
    database = synthetic.mirror(tmp_path, variants=2, orders=2)
    scope = Scope(synthetic.SHOP, synthetic.ORG)
    with database.read() as connection:
        ids = OrderSource.ids(connection, scope, Listing())
        first, second = (order_list.detail(connection, scope, id_) for id_ in ids[:2])
    database.close()
    assert first is not None
    assert second is not None
    drawer = OrderDrawer()
    qtbot.addWidget(drawer)

    def covered() -> bool:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        (receiver,) = drawer.findChildren(Receiver)
        return "*" in receiver.text.text()

    drawer.show_order(first, "vi")
    assert covered()
    (receiver,) = drawer.findChildren(Receiver)
    receiver.button.click()
    drawer.show_order(first, "vi")  # as after every cycle
    assert not covered()
    drawer.show_order(second, "vi")
    assert covered()
    drawer.show_order(first, "vi")
    assert covered()


def test_a_buyer_is_deleted_after_a_question(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = synthetic.mirror(tmp_path, variants=2, orders=2)
    wish = wishes.Wishes()
    tab = OrdersTab(wish)
    qtbot.addWidget(tab)
    tab.set_database(database, synthetic.SHOP, synthetic.ORG)
    scope = Scope(synthetic.SHOP, synthetic.ORG)
    with database.read() as connection:
        (first, *_) = OrderSource.ids(connection, scope, Listing())
    tab.open_order(first)
    asked: list[wishes.ForgetBuyer] = []
    wish.forget_buyer.connect(asked.append)
    (receiver,) = tab.drawer.findChildren(Receiver)

    when_shown(ForgetBuyerDialog, lambda dialog: dialog.reject())
    receiver.forget.click()
    assert asked == []
    when_shown(ForgetBuyerDialog, lambda dialog: dialog.forget_button.click())
    receiver.forget.click()
    assert asked == [wishes.ForgetBuyer(synthetic.SHOP, tab.drawer.number.text())]
    tab.set_database(None)
    database.close()
