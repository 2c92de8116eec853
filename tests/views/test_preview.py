"""C1, C9 in the window: the preview is read, sorted by risk, and agreed to exactly as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lazdesk import errands
from lazdesk.errands import failures
from lazdesk.models.queries.listing import Scope
from lazdesk.practice import PracticeDesk
from lazdesk.rules.risk import Risk
from lazdesk.shop import Desk
from lazdesk.sync import cycle
from lazdesk.views import answers, wishes
from lazdesk.views.preview import PreviewDialog

BOTH = (("push.price", "on"), ("push.quantity", "on"))


@pytest.fixture
def practice() -> Iterator[PracticeDesk]:
    """All published, both sides read, nothing switched on."""
    with PracticeDesk(seed=3, products=40, orders=1) as practice:
        practice.connect()
        cycle.run_cycle(session_of(practice))
        yield practice


def session_of(practice: PracticeDesk) -> Any:
    assert practice.desk is not None
    return practice.desk.session(practice.desk.pick(None))


def do(desk: Desk | None, wish: Any) -> list[Any]:
    assert desk is not None
    return list(errands.ERRANDS[type(wish)](desk, wish, "vi"))


def open_preview(
    qtbot: QtBot, practice: PracticeDesk, settings: tuple[tuple[str, str], ...] = ()
) -> PreviewDialog:
    assert practice.desk is not None
    session = session_of(practice)
    (previewed,) = do(practice.desk, wishes.Preview(session.shop, settings))
    assert isinstance(previewed, answers.Previewed)
    scope = Scope(session.shop, session.org)
    dialog = PreviewDialog(previewed, practice.desk.database, scope, "Đồng ý và gửi")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.list.loaded)
    return dialog


def cells(dialog: PreviewDialog, key: str) -> list[str]:
    column = [column.key for column in dialog.list.columns].index(key)
    model = dialog.list
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def test_all_changes_are_listed_the_most_dangerous_first(
    qtbot: QtBot, practice: PracticeDesk
) -> None:
    dialog = open_preview(qtbot, practice, BOTH)
    total = sum(n for _, _, n in dialog.previewed.counts)
    assert dialog.list.rowCount() == total >= 20
    words = [dialog._risk_words(risk) for risk in Risk]
    order = [words.index(text) for text in cells(dialog, "risk")]
    assert order == sorted(order)
    assert len(set(order)) > 1


def test_one_risk_alone_can_be_looked_at(qtbot: QtBot, practice: PracticeDesk) -> None:
    dialog = open_preview(qtbot, practice, BOTH)
    down = dialog.risks.findData(str(int(Risk.LOWER)))
    with qtbot.waitSignal(dialog.list.listed):
        dialog.risks.setCurrentIndex(down)
    assert set(cells(dialog, "risk")) == {"Số lượng giảm"}
    assert set(cells(dialog, "kind")) == {"Số lượng"}
    assert dialog.risks.currentText() == f"Số lượng giảm ({dialog.list.rowCount()})"


def test_enter_does_not_agree(qtbot: QtBot, practice: PracticeDesk) -> None:
    dialog = open_preview(qtbot, practice, BOTH)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == PreviewDialog.DialogCode.Rejected


def test_agreeing_sends_what_was_shown_and_holds_what_changed(
    qtbot: QtBot, practice: PracticeDesk
) -> None:
    """C1: a price that changes between preview and confirmation is not sent."""
    dialog = open_preview(qtbot, practice, BOTH)
    session = session_of(practice)
    with dialog.list._database.read() as connection:  # type: ignore[union-attr]
        rows = dialog.list.source.rows(
            connection, Scope(session.shop, session.org), dialog.list._ids
        )
    prices = [row for row in rows.values() if row.kind == "price" and row.held == "preview"]
    late = prices[0].seller_sku
    variants = practice.world.haravan.variants.values()
    variant = next(v for v in variants if v.barcode == late)
    practice.shops.call(lambda world: world.haravan.set_price(variant.id, variant.price + 1000))
    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    assert dialog.result() == PreviewDialog.DialogCode.Accepted

    shown = dialog.previewed
    do(practice.desk, wishes.SetSettings(shown.shop, BOTH, shown.kinds, shown.preview))
    outcome = cycle.run_cycle(session_of(practice))
    held = {change.sku_id for change in outcome.held if change.held == "CHANGED_SINCE_PREVIEW"}
    assert held == {prices[0].sku_id}
    now = {str(sku.sku_id): sku.price for sku in practice.world.lazada.skus.values()}
    assert now[prices[0].sku_id] == prices[0].now
    assert all(now[row.sku_id] == row.wanted for row in prices[1:])


@pytest.mark.parametrize("on", [(), ("price",), ("quantity",), ("price", "quantity")])
def test_a_preview_says_what_it_looked_at(practice: PracticeDesk, on: tuple[str, ...]) -> None:
    """C1: what is switched off is not compared."""
    settings = tuple((f"push.{kind}", "on") for kind in on)
    (previewed,) = do(practice.desk, wishes.Preview(session_of(practice).shop, settings))
    assert previewed.looked_at == on
    assert set(previewed.kinds) <= set(on)


def test_a_preview_that_was_replaced_cannot_be_agreed_to(
    qtbot: QtBot, practice: PracticeDesk
) -> None:
    first = open_preview(qtbot, practice, BOTH).previewed
    open_preview(qtbot, practice, BOTH)
    assert practice.desk is not None
    with pytest.raises(Exception) as raised:
        do(practice.desk, wishes.Agree(first.shop, first.preview, first.kinds))
    assert "xem trước" in failures.told(raised.value, practice.desk, "vi").lower()
