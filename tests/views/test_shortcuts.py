"""The keys of the window, pressed wherever the keyboard is in it (ux.md "Keyboard and scanner")."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lazdesk import opening
from lazdesk.models.database import Database
from lazdesk.models.queries.connections import connections
from lazdesk.models.queries.order_list import OrderFacts
from lazdesk.rules import buttons
from lazdesk.views import wishes
from lazdesk.views.main_window import MainWindow
from lazdesk.views.orders.tab import OrdersTab
from lazdesk.views.products.tab import ProductsTab
from lazdesk.views.tab import Tab
from tests.views import fingers, synthetic


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = synthetic.mirror(tmp_path_factory.mktemp("mirror"), 60, 60)
    yield database
    database.close()


@pytest.fixture
def window(qtbot: QtBot, database: Database, tmp_path: Path) -> MainWindow:
    window = MainWindow(wishes.Wishes())
    qtbot.addWidget(window)
    window.set_tabs(opening.tabs(window.wishes))
    window.resize(1366, 690)
    window.show()
    with database.read() as connection:
        known = connections(connection)
    window.set_database(database, lambda: synthetic.NOW)
    window.set_connections(known)
    return window


def shown(window: MainWindow) -> Tab:
    tab = window.pages.currentWidget()
    assert isinstance(tab, Tab)
    return tab


def test_control_and_a_number_go_to_the_tabs(window: MainWindow) -> None:
    names = []
    for number in (2, 3, 4, 5, 6, 1):
        fingers.press_keys(window, f"Ctrl+{number}")
        names.append(shown(window).name)
    assert names == ["orders", "products", "problems", "configuration", "connection", "overview"]


def test_f5_synchronises_from_every_tab(qtbot: QtBot, window: MainWindow) -> None:
    for number in range(len(window.tabs)):
        fingers.open_tab(window.pages.tabBar(), number)
        with qtbot.waitSignal(window.wishes.sync):
            fingers.press_keys(window, "F5")


def test_shift_f9_stops_writing(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.wishes.set_writes) as wish:
        fingers.press_keys(window, "Shift+F9")
    assert wish.args == [wishes.SetWrites(on=False)]


@pytest.mark.parametrize("keys", ["Ctrl+K", "F3"])
@pytest.mark.parametrize("kind", [OrdersTab, ProductsTab])
def test_search_is_at_hand_wherever_the_keyboard_is(
    window: MainWindow, kind: type[OrdersTab | ProductsTab], keys: str
) -> None:
    number = next(n for n, tab in enumerate(window.tabs) if isinstance(tab, kind))
    fingers.open_tab(window.pages.tabBar(), number)
    tab = shown(window)
    assert isinstance(tab, kind)
    before = QApplication.focusWidget()
    assert before is not None
    assert not tab.isAncestorOf(before)
    fingers.press_keys(window, keys)
    assert QApplication.focusWidget() is tab.search


def nothing_stays(order: OrderFacts) -> bool:
    return buttons.why_not_ready(order.units) is None and not buttons.left_out(order.units)


def test_f6_makes_the_ticked_orders_ready(qtbot: QtBot, window: MainWindow) -> None:
    fingers.press_keys(window, "Ctrl+2")
    tab = shown(window)
    assert isinstance(tab, OrdersTab)
    qtbot.waitUntil(lambda: tab.list.rowCount() > 2 and tab.list.is_complete())
    facts = tab.facts([row.id for row in tab.list.shown_rows()])
    may = {order.row.id for order in facts if nothing_stays(order)}
    first, second, *_ = (n for n, row in enumerate(tab.list.shown_rows()) if row.id in may)
    fingers.tick(tab.table, first)
    fingers.tick(tab.table, second)
    ids = tuple(tab.list.ticks())
    with qtbot.waitSignal(window.wishes.ready_to_ship) as wish:
        fingers.press_keys(window, "F6")
    (asked,) = wish.args or []
    assert set(asked.order_ids) == set(ids)


def test_enter_opens_an_order_and_escape_closes_it(qtbot: QtBot, window: MainWindow) -> None:
    fingers.press_keys(window, "Ctrl+2")
    tab = shown(window)
    assert isinstance(tab, OrdersTab)
    qtbot.waitUntil(lambda: tab.list.rowCount() > 2)
    tab.table.setFocus()
    fingers.press_keys(window, "Down")
    fingers.press_keys(window, "Return")
    assert tab.drawer.isVisible()
    fingers.press_keys(window, "Esc")
    assert not tab.drawer.isVisible()
    assert QApplication.focusWidget() is tab.table


def test_space_ticks_and_control_a_ticks_all(qtbot: QtBot, window: MainWindow) -> None:
    fingers.press_keys(window, "Ctrl+3")
    tab = shown(window)
    assert isinstance(tab, ProductsTab)
    qtbot.waitUntil(lambda: tab.list.rowCount() > 2)
    fingers.click_row(tab.table, 1, 1)
    fingers.press_keys(window, "Space")
    assert tab.list.ticks() == [tab.list.id_at(1)]
    fingers.press_keys(window, "Ctrl+A")
    assert len(tab.list.ticks()) == tab.list.rowCount()
