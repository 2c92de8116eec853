"""Tổng quan: each number is that of the list it leads to; without a shop it says how to begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from lazdesk.models import desk
from lazdesk.models.database import Database
from lazdesk.models.desk import Problem
from lazdesk.views import answers, labels, wishes
from lazdesk.views.lists.list_tab import ListTab
from lazdesk.views.orders.tab import OrdersTab
from lazdesk.views.overview.tab import CARDS, OverviewTab
from lazdesk.views.problems.tab import ProblemsTab
from lazdesk.views.products.tab import ProductsTab
from tests.views import synthetic
from tests.views.hands import Hands

TABS: dict[str, type[ListTab]] = {
    "orders": OrdersTab,
    "products": ProductsTab,
    "problems": ProblemsTab,
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = synthetic.mirror(tmp_path_factory.mktemp("mirror"), 240, 240)
    yield database
    database.close()


@pytest.fixture
def tab(qtbot: QtBot, database: Database) -> OverviewTab:
    tab = OverviewTab(Hands().wishes)
    qtbot.addWidget(tab)
    tab.resize(1366, 690)
    tab.set_database(database, synthetic.SHOP, synthetic.ORG)
    tab.show()
    qtbot.waitUntil(lambda: tab.cards["orders", "pending"].figure.text() != "…")
    return tab


@pytest.mark.parametrize("key", CARDS, ids=" ".join)
def test_a_number_leads_to_exactly_that_list(
    qtbot: QtBot, tab: OverviewTab, database: Database, key: tuple[str, str]
) -> None:
    card = tab.cards[key]
    with qtbot.waitSignal(tab.wishes.show_tab) as wish:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    (show,) = wish.args or []
    assert show == wishes.Show(*key)
    there = TABS[show.tab](tab.wishes)
    qtbot.addWidget(there)
    there.set_database(database, synthetic.SHOP, synthetic.ORG)
    there.show_part(show.part)
    there.show()
    qtbot.waitUntil(lambda: there.list.loaded)
    assert there.group == show.part
    assert card.figure.text() == labels.number(there.list.rowCount())


def test_what_is_over_is_no_problem_any_more(
    qtbot: QtBot, tab: OverviewTab, database: Database
) -> None:
    card = tab.cards["problems", "all"]
    before = int(card.figure.text().replace(".", ""))
    problem = Problem("UNKNOWN_STATUS", "order_status", "1", "Đơn", "?")
    with database.write() as connection:
        desk.raise_problem(connection, synthetic.SHOP, problem, synthetic.NOW)
    tab.mark_stale()
    qtbot.waitUntil(lambda: card.figure.text() == labels.number(before + 1))
    with database.write() as connection:
        desk.clear_problems(connection, synthetic.SHOP, problem.kind, ["1"], synthetic.NOW)
    tab.mark_stale()
    qtbot.waitUntil(lambda: card.figure.text() == labels.number(before))


def test_all_of_it_is_seen_at_once_on_a_small_screen(qtbot: QtBot, tab: OverviewTab) -> None:
    """1366×768 less the bars of the screen, the window's own, the tabs, and one strip."""
    tab.resize(1366, 690 - 48 - 36 - 40)
    (scroll,) = tab.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: scroll.width() == tab.width())
    assert scroll.verticalScrollBar().maximum() == 0
    assert tab.proof.isVisible()


def test_streams_say_last_next_and_backlog(tab: OverviewTab) -> None:
    ended = answers.SyncEnded(
        ended_at=synthetic.NOW,
        cancelled=False,
        errors=(),
        access_lost=(),
        unreachable=False,
        held=0,
        next_at=synthetic.NOW,
    )
    tab.answered(ended)
    tab._show_streams()
    name, last, following, backlog = (cell.text() for cell in tab._cells["statuses"])
    assert name == "Trạng thái đơn sang Haravan"
    assert (last, following, backlog) == ("24/11/2026 13:58", "14:00", "0")


def test_no_time_is_promised_that_cannot_be_kept(
    qtbot: QtBot, tab: OverviewTab, database: Database
) -> None:
    """Cut off from a side, without access, with writes stopped; and while it runs."""

    def next_times() -> set[str]:
        return {tab._cells[name][2].text() for name in ("orders", "statuses", "clicks")}

    ended = answers.SyncEnded(
        ended_at=synthetic.NOW,
        cancelled=False,
        errors=(),
        access_lost=(),
        unreachable=True,
        held=0,
        next_at=synthetic.NOW,
    )
    tab.answered(ended)
    assert next_times() == {"thử lại 14:00"}
    assert tab._as_of.text().startswith("Đang mất kết nối")
    tab.answered(answers.SyncStarted())
    assert next_times() == {"đang chạy"}
    tab.answered(replace(ended, unreachable=False, access_lost=(synthetic.SHOP,)))
    assert next_times() == {"chờ quyền truy cập"}
    tab.answered(replace(ended, unreachable=False))
    assert next_times() == {"14:00"}
    assert not tab._as_of.text().startswith("Đang mất kết nối")
    with database.write() as connection:
        desk.set_setting(connection, synthetic.SHOP, "writes", "off")
    tab.mark_stale()
    qtbot.waitUntil(lambda: next_times() == {"đang dừng ghi"})
    with database.write() as connection:
        desk.set_setting(connection, synthetic.SHOP, "writes", "on")


def test_what_is_switched_off_has_no_next_time(
    qtbot: QtBot, tab: OverviewTab, database: Database
) -> None:
    def next_times() -> list[str]:
        return [tab._cells[name][2].text() for name in ("stock", "price")]

    with database.write() as connection:
        for kind, value in (("quantity", "off"), ("price", "on")):
            desk.set_setting(connection, synthetic.SHOP, f"push.{kind}", value)
    tab.mark_stale()
    qtbot.waitUntil(lambda: next_times() == ["đang tắt", "–"])


@pytest.mark.parametrize("kind", [OrdersTab, ProductsTab])
def test_without_a_shop_nothing_can_be_pressed_in_vain(qtbot: QtBot, kind: type[ListTab]) -> None:
    tab = kind(Hands().wishes)
    qtbot.addWidget(tab)
    tab.set_database(None)
    tab.show()
    buttons = [b for b in tab.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    assert buttons == []


def test_without_a_shop_it_says_how_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    hands = Hands()
    tab = OverviewTab(hands.wishes)
    qtbot.addWidget(tab)
    database = synthetic.mirror(tmp_path / "empty", 0, 0)
    tab.set_database(database, "", "")
    tab.show()
    assert tab.go.isVisible()
    QTest.mouseClick(tab.go, Qt.MouseButton.LeftButton)
    assert hands.asked == [wishes.Show("connection")]
    database.close()
