"""*Nhập đơn từ ngày* in the window: what it will do, how far it is, and stopping it (D1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from lazdesk.models import desk as stored
from lazdesk.rules.order import VIETNAM
from lazdesk.sync import cycle
from lazdesk.sync.events import Progress
from lazdesk.views import answers, wishes
from lazdesk.views.configuration.tab import ConfigurationTab
from lazdesk.views.orders.backfill import BackfillDialog
from lazdesk.views.orders.tab import OrdersTab
from tests.sync.practice import START, Practice, practice
from tests.views import fingers, lists
from tests.views.hands import Hands

AWAY = 40  # days since the orders were placed
OLD = 3  # orders


@pytest.fixture
def shops(tmp_path: Path) -> Iterator[Practice]:
    """Some orders of forty days ago, before the day that is imported from."""
    with practice(tmp_path) as running:
        connected = (START + timedelta(days=AWAY)).astimezone(VIETNAM).date()
        running.settings(orders_import_from=connected.isoformat())
        running.place_orders(OLD)
        running.advance(AWAY * 86_400)
        running.sync()
        assert running.haravan_orders() == []
        yield running


@pytest.fixture
def tab(qtbot: QtBot, shops: Practice, hands: Hands) -> OrdersTab:
    return lists.opened(qtbot, OrdersTab, shops.desk, hands)


def opened(tab: OrdersTab) -> BackfillDialog:
    fingers.click(tab.backfill)
    (dialog,) = tab.findChildren(BackfillDialog)
    assert dialog.isVisible()
    return dialog


def import_from(shops: Practice) -> date:
    with shops.desk.database.read() as connection:
        text = stored.settings(connection, shops.seller)["orders.import_from"]
    return date.fromisoformat(text)


def run_cycle(shops: Practice, tab: OrdersTab | ConfigurationTab) -> None:
    """The cycle that the program runs next, as it is told of."""
    shops.desk.report = tab.answered
    tab.answered(answers.SyncStarted())
    session = shops.session()
    cycle.wait_for_imports(session, cycle.run_cycle(session))
    tab.answered(answers.SyncEnded(shops.clock.now()))


def test_the_day_is_within_ninety_days_and_earlier_than_the_present_one(
    shops: Practice, tab: OrdersTab, hands: Hands
) -> None:
    dialog = opened(tab)
    connected = import_from(shops)
    assert not dialog.go.isEnabled()
    assert dialog.consequence.text() == "Chọn một ngày sớm hơn ngày này."
    ninety = next(b for b in dialog.findChildren(QPushButton) if b.property("days") == 90)
    fingers.click(ninety)
    earliest = connected - timedelta(days=90)
    assert dialog.day.date() == QDate(earliest.year, earliest.month, earliest.day)
    dialog.day.setDate(dialog.day.date().addDays(-1))
    assert dialog.day.date() == QDate(earliest.year, earliest.month, earliest.day)
    assert dialog.go.text() == f"Nhập đơn từ {earliest:%d/%m/%Y}"
    told = dialog.consequence.text()
    assert f"từ {earliest:%d/%m/%Y} đến {connected:%d/%m/%Y}" in told
    assert "Tồn kho Haravan bị trừ cho cả những đơn đã giao" in told
    fingers.press_keys(dialog, "Esc")
    assert tab.findChildren(BackfillDialog) == []
    assert hands.asked_for(wishes.SetSettings) == []


def test_old_orders_come_in_and_the_dialog_says_how_many(
    qtbot: QtBot, shops: Practice, tab: OrdersTab
) -> None:
    dialog = opened(tab)
    since = import_from(shops) - timedelta(days=AWAY + 1)
    dialog.day.setDate(QDate(since.year, since.month, since.day))
    fingers.click(dialog.go)
    assert import_from(shops) == since
    assert dialog.told.text() == f"Đang nhập đơn tạo từ {since:%d/%m/%Y}"
    tab.answered(answers.SyncEnded(shops.clock.now()))  # of the cycle before: not meant
    assert dialog.stop.isEnabled()
    heard: list[str] = []
    shown = dialog._show_progress

    def hear(progress: Progress) -> None:
        shown(progress)
        heard.append(dialog.bar.format())

    dialog._show_progress = hear  # type: ignore[method-assign]
    run_cycle(shops, tab)
    assert f"Đọc đơn Lazada · {OLD}/{OLD}" in heard
    assert len(shops.haravan_orders()) == OLD
    qtbot.waitUntil(lambda: f"{OLD} đã vào Haravan" in dialog.counts.text())
    assert dialog.counts.text() == f"{OLD} đơn đã đọc · {OLD} đã vào Haravan"
    assert dialog.told.text() == f"Đã đọc đơn tạo từ {since:%d/%m/%Y}"
    assert dialog.outcome.text().startswith("Đã đọc xong.")
    assert not dialog.stop.isVisible()
    fingers.click(dialog.hide_button)
    assert tab.findChildren(BackfillDialog) == []


def test_stopping_ends_the_cycle_and_sets_the_day_back(
    shops: Practice, tab: OrdersTab, hands: Hands
) -> None:
    dialog = opened(tab)
    before = import_from(shops)
    dialog.day.setDate(dialog.day.date().addDays(-AWAY - 1))
    fingers.click(dialog.go)
    tab.answered(answers.SyncStarted())
    tab.answered(Progress("lazada_orders", 1, OLD))
    assert dialog.bar.format() == f"Đọc đơn Lazada · 1/{OLD}"
    fingers.click(dialog.stop)
    assert len(hands.asked_for(wishes.CancelSync)) == 1
    assert import_from(shops) == before
    assert dialog.outcome.text() == "Đã dừng. Đơn đã vào Haravan thì ở lại."
    shops.sync()
    assert shops.haravan_orders() == []


def test_the_cycle_before_the_day_was_stored_does_not_count(qtbot: QtBot, shops: Practice) -> None:
    tab = lists.opened(qtbot, OrdersTab, shops.desk, Hands())  # nobody has stored it yet
    dialog = opened(tab)
    dialog.day.setDate(dialog.day.date().addDays(-1))
    fingers.click(dialog.go)
    tab.answered(answers.SyncStarted())
    tab.answered(answers.SyncEnded(shops.clock.now()))
    assert dialog.stop.isEnabled()
    assert dialog.outcome.isHidden()


def test_what_went_wrong_is_said(shops: Practice, tab: OrdersTab) -> None:
    dialog = opened(tab)
    dialog.day.setDate(dialog.day.date().addDays(-1))
    fingers.click(dialog.go)
    tab.answered(answers.SyncStarted())
    tab.answered(answers.SyncEnded(shops.clock.now(), errors=("Không kết nối được Lazada.",)))
    told = dialog.outcome.text()
    assert told == "Chưa xong; LazDesk tự đi tiếp ở lượt sau.\nKhông kết nối được Lazada."


def test_the_configuration_says_it_too_and_shows_how_far_it_is(
    qtbot: QtBot, shops: Practice, hands: Hands
) -> None:
    tab = ConfigurationTab(hands.wishes)
    hands.tab = tab
    qtbot.addWidget(tab)
    tab.resize(*lists.SIZE)
    tab.now = shops.desk.clock.now
    session = shops.session()
    tab.set_database(shops.desk.database, session.shop, session.org)
    tab.show()
    block = tab.orders_block
    qtbot.waitUntil(tab.isVisible)
    assert block.day_warning.isHidden()
    block.import_from.setDate(block.import_from.date().addDays(-AWAY - 1))
    assert "Tồn kho Haravan bị trừ" in block.day_warning.text()
    assert tab.save.text() == "Lưu"
    QTest.mouseClick(tab.save, Qt.MouseButton.LeftButton)
    (dialog,) = tab.findChildren(BackfillDialog)
    assert dialog.isVisible()
    run_cycle(shops, tab)
    assert len(shops.haravan_orders()) == OLD
    qtbot.waitUntil(lambda: f"{OLD} đã vào Haravan" in dialog.counts.text())
