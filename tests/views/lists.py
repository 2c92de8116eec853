"""A tab that is a list, opened over practice shops, and what a merchant reads of it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lazdesk.shop import Desk
from lazdesk.views.lists.list_tab import ListTab
from lazdesk.views.orders.results import ResultsDialog
from lazdesk.views.orders.tab import OrdersTab
from tests.views.hands import Hands

SIZE = (1366, 690)  # what a screen of 1366×768 leaves
T = TypeVar("T", bound=ListTab)


def opened(qtbot: QtBot, kind: type[T], desk: Desk, hands: Hands) -> T:
    """The tab over the desk's mirror, read and counted; `hands` do what it wishes for."""
    tab = kind(hands.wishes)
    hands.tab = tab
    qtbot.addWidget(tab)
    tab.resize(*SIZE)
    session = desk.session(desk.pick(None), online=False)
    tab.now = desk.clock.now
    tab.set_database(desk.database, session.shop, session.org)
    tab.show()
    qtbot.waitUntil(lambda: tab.list.loaded and bool(tab._counted))
    return tab


def go_to(qtbot: QtBot, tab: ListTab, group: str) -> None:
    if tab.group != group:
        with qtbot.waitSignal(tab.list.listed):
            tab.show_part(group)


def cells(tab: ListTab, key: str) -> list[str]:
    """One column, row by row, also of rows that nobody has looked at yet."""
    column = [column.key for column in tab.list.columns].index(key)
    found = []
    for row in range(tab.list.rowCount()):
        tab.list.row_at(row)
        found.append(str(tab.list.data(tab.list.index(row, column))))
    return found


# --- Đơn hàng ---


def click(tab: OrdersTab, wish: str) -> None:
    """In the bar or, where it found no room there, in the menu at its end."""
    button, action = tab.button(wish), tab.order_button(wish).for_ticked
    assert button.isVisible() or action in tab.button_row.menu.actions()
    assert button.isEnabled(), button.toolTip()
    if button.isVisible():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        action.trigger()


def read_results(qtbot: QtBot, tab: OrdersTab) -> list[tuple[str, ...]]:
    """Closes the results; what stood there by order."""
    qtbot.waitUntil(lambda: any(d.isVisible() for d in tab.findChildren(ResultsDialog)))
    (dialog,) = (d for d in tab.findChildren(ResultsDialog) if d.isVisible())
    cells_ = [
        [dialog.table.item(row, column) for column in range(3)]
        for row in range(dialog.table.rowCount())
    ]
    told = [tuple(item.text() for item in row if item is not None) for row in cells_]
    dialog.reject()
    return told
