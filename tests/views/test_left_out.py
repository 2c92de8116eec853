"""E1: what a button leaves out is said before anything is sent; Đóng gói packs alone (E3)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order
from lazdesk.views import ship_wishes, wishes
from lazdesk.views.orders.left_out import LeftOutDialog
from lazdesk.views.orders.results import ResultsDialog
from lazdesk.views.orders.tab import OrdersTab
from tests.sync.practice import Practice
from tests.views import lists
from tests.views.hands import Hands
from tests.views.lists import go_to


@pytest.fixture
def orders(shops: Practice) -> list[Order]:
    """A plain one, one with a piece in Lazada's own warehouse beside ours, one all of it there."""
    code = shops.sku().seller_sku
    baskets = ([Wish(code)], [Wish(code), Wish(code, fbl=True)], [Wish(code, fbl=True)])
    placed = [shops.place_order(basket, oversell=True) for basket in baskets]
    shops.sync()
    return placed


@pytest.fixture
def tab(qtbot: QtBot, shops: Practice, hands: Hands, orders: list[Order]) -> OrdersTab:
    tab = lists.opened(qtbot, OrdersTab, shops.desk, hands)
    go_to(qtbot, tab, "pending")
    tab.list.tick(list(range(len(orders))), on=True)
    return tab


def dialog_of(tab: OrdersTab) -> LeftOutDialog:
    (dialog,) = (found for found in tab.findChildren(LeftOutDialog) if found.isVisible())
    return dialog


def rows_of(dialog: LeftOutDialog) -> dict[str, str]:
    (table,) = dialog.findChildren(QTableWidget)
    items = [[table.item(row, column) for column in (0, 1)] for row in range(table.rowCount())]
    return {number.text(): why.text() for number, why in items if number and why}


def test_what_stays_is_said_before_anything_is_sent(
    tab: OrdersTab, hands: Hands, orders: list[Order]
) -> None:
    plain, mixed, theirs = (str(order.order_id) for order in orders)
    QTest.keyClick(tab.table, Qt.Key.Key_F6)
    dialog = dialog_of(tab)
    fbl = "Hàng trong kho Lazada (FBL): Lazada tự giao, xử lý ở Seller Center."
    assert rows_of(dialog) == {mixed: f"Riêng 1 cái: {fbl}", theirs: fbl}
    assert hands.asked == []
    dialog.reject()
    assert hands.asked == []

    QTest.keyClick(tab.table, Qt.Key.Key_F6)
    dialog_of(tab).accept()
    (asked,) = hands.asked_for(wishes.ReadyToShip)
    assert set(asked.order_ids) == {plain, mixed}
    (results,) = tab.findChildren(ResultsDialog)
    assert results.failed == [], "Lazada ships it: pressed again it is refused again"
    results.reject()


def test_pack_alone(tab: OrdersTab, hands: Hands, orders: list[Order]) -> None:
    plain, mixed, _ = orders
    tab.button("pack").click()
    dialog_of(tab).accept()
    (asked,) = hands.asked_for(ship_wishes.Pack)
    assert set(asked.order_ids) == {str(plain.order_id), str(mixed.order_id)}
    assert plain.statuses == ["packed"]
    assert [unit.status for unit in mixed.units] == ["packed", "pending"]
    (results,) = tab.findChildren(ResultsDialog)
    results.reject()
