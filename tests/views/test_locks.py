"""C13, C12 in the window: locking, unlocking, taking prices back, choosing the Lazada warehouse."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from lazdesk.models import desk as rows
from lazdesk.models import locks as stored
from lazdesk.models.queries import connections
from lazdesk.practice import PracticeDesk
from lazdesk.shop import Desk
from lazdesk.sync import cycle, locking
from lazdesk.sync.session import Session
from lazdesk.views import answers, wishes
from lazdesk.views.configuration.tab import ConfigurationTab
from lazdesk.views.products.lock_dialog import LockDialog, UndoDialog
from lazdesk.views.products.tab import ProductsTab
from tests.views.hands import Hands
from tests.views.lists import cells, go_to, opened


@pytest.fixture(scope="module")
def practice() -> Iterator[Desk]:
    with PracticeDesk(seed=3, products=20, orders=5) as practice:
        practice.connect()
        desk = practice.desk
        assert desk is not None
        cycle.run_cycle(desk.session(desk.pick(None)))
        yield desk


@pytest.fixture
def session(practice: Desk) -> Iterator[Session]:
    session = practice.session(practice.pick(None), online=False)
    yield session
    with session.database.read() as connection:
        named = stored.named(connection, session.shop, session.org, None)
    locking.unlock(session, named.keys(), ["price", "quantity"])


@pytest.fixture
def hands(practice: Desk) -> Hands:
    return Hands(practice)


@pytest.fixture
def tab(qtbot: QtBot, practice: Desk, hands: Hands, session: Session) -> ProductsTab:
    found = opened(qtbot, ProductsTab, practice, hands)
    go_to(qtbot, found, "linked")
    return found


def answer_dialog(press: Callable[[QDialog], None]) -> None:
    """Does `press` to the dialog that opens next."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        press(dialog)

    QTimer.singleShot(0, act)


def switch_prices(practice: Desk, value: str) -> None:
    with practice.database.write() as connection:
        rows.set_setting(connection, practice.pick(None), "push.price", value)


def in_force(session: Session) -> set[tuple[str, str]]:
    with session.database.read() as connection:
        named = stored.named(connection, session.shop, session.org, None)
        found = stored.of(connection, session.shop, session.now(), named.keys())
    return {(sku_id, row.kind) for sku_id, some in found.items() for row in some}


def test_lock_asks_what_until_when_and_why(
    qtbot: QtBot, tab: ProductsTab, hands: Hands, session: Session
) -> None:
    last_day = date.today() + timedelta(days=7)  # noqa: DTZ011 - the merchant's own calendar

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        assert dialog.kinds() == ("price", "quantity")
        dialog.quantity.setChecked(False)
        dialog.why.setText("Sale 12.12")
        dialog.accept()

    tab.list.tick(range(2), on=True)
    chosen = tuple(tab.list.ticks())
    answer_dialog(choose)
    tab.locks.lock.trigger()
    (asked,) = hands.asked_for(wishes.Lock)
    assert asked == wishes.Lock(tab.shop, chosen, ("price",), last_day, "Sale 12.12")
    assert len(in_force(session)) == 2
    assert {kind for _, kind in in_force(session)} == {"price"}
    go_to(qtbot, tab, "locked")
    qtbot.waitUntil(lambda: cells(tab, "state") == [f"Khóa giá đến {last_day:%d/%m}"] * 2)


def test_nothing_is_locked_without_a_kind_or_when_put_off(
    tab: ProductsTab, hands: Hands, session: Session
) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        dialog.price.setChecked(False)
        dialog.quantity.setChecked(False)
        assert not dialog.go.isEnabled()
        dialog.price.setChecked(True)
        assert dialog.go.isEnabled()
        dialog.ends.setChecked(False)
        assert dialog.last_day() is None
        dialog.reject()

    tab.list.tick(range(1), on=True)
    answer_dialog(look)
    tab.locks.lock.trigger()
    assert hands.asked_for(wishes.Lock) == []
    assert in_force(session) == set()


def test_unlock_lifts_what_is_locked(qtbot: QtBot, tab: ProductsTab, session: Session) -> None:
    first = tab.list.id_at(0)
    row = tab.list.row_at(0)
    assert row is not None
    assert row.sku_id is not None
    locking.lock(session, [row.sku_id], ["price", "quantity"], None, "")
    tab.refresh()
    qtbot.waitUntil(lambda: "Khóa giá, tồn" in cells(tab, "state"))
    assert cells(tab, "wanted")[0] == "Khóa"  # whatever the number would be, it is not sent
    tab.list.tick(range(1), on=True)
    assert list(tab.list.ticks()) == [first]
    tab.locks.unlock.trigger()
    assert in_force(session) == set()
    qtbot.waitUntil(lambda: "Khóa giá, tồn" not in cells(tab, "state"))


def test_undo_shows_each_price_before_it_is_wished(tab: ProductsTab, hands: Hands) -> None:
    row = answers.UndoRow("1", "AO-M", "Áo thun", 120_000, 99_000)
    planned = answers.UndoPlanned(tab.shop, (row,))
    seen = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, UndoDialog)
        item = [dialog.table.item(0, column) for column in range(4)]
        seen.append([cell.text() for cell in item if cell is not None])
        dialog.reject() if len(seen) == 1 else dialog.accept()

    hands.wishes.undo_prices.connect(hands.asked.append)
    for _ in range(2):
        answer_dialog(look)
        tab.locks.answered(planned)
    assert seen[0][:2] == ["Áo thun", "AO-M"]
    assert "120.000" in seen[0][2]
    assert "99.000" in seen[0][3]
    assert hands.asked_for(wishes.UndoPrices) == [wishes.UndoPrices(tab.shop, ("1",))]


def test_undo_while_prices_are_off_says_so(tab: ProductsTab, hands: Hands) -> None:
    tab.locks.undo.trigger()
    (said,) = (answer for answer in hands.answers if isinstance(answer, answers.Failed))
    assert "Giá đang tắt" in said.message


def test_undo_with_nothing_to_take_back_says_so(
    tab: ProductsTab, hands: Hands, practice: Desk
) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, UndoDialog)
        assert not dialog.go.isVisible()
        assert dialog.stay.text() == "Đóng"
        dialog.reject()

    switch_prices(practice, "on")
    answer_dialog(look)
    tab.locks.undo.trigger()
    switch_prices(practice, "off")
    assert hands.asked_for(wishes.PlanUndo) == [wishes.PlanUndo(tab.shop, ())]


# --- the Lazada warehouse (C12) -------------------------------------------------------------------


def configured(
    qtbot: QtBot, practice: Desk, session: Session, listed: list[list[str]]
) -> ConfigurationTab:
    with session.database.write() as connection:
        rows.set_cursor(connection, session.shop, "lazada.warehouses", json.dumps(listed))
        assert len(connections.lazada_warehouses(connection, session.shop)) == len(listed)
    tab = ConfigurationTab(Hands(practice).wishes)
    qtbot.addWidget(tab)
    tab.set_database(session.database, session.shop, session.org)
    tab.show()
    return tab


def test_one_warehouse_needs_no_choice(qtbot: QtBot, practice: Desk, session: Session) -> None:
    tab = configured(qtbot, practice, session, [["dropshipping", "Kho chính"]])
    assert not tab.lazada_block.isVisible()
    assert tab.lazada_block.values() == {"stock.lazada_warehouse": ""}


def test_several_are_chosen_from_and_previewed(
    qtbot: QtBot, practice: Desk, session: Session
) -> None:
    listed = [["dropshipping", "Kho chính"], ["kho-2", "Kho hai"]]
    tab = configured(qtbot, practice, session, listed)
    assert tab.lazada_block.isVisible()
    assert "không được cập nhật" in tab.lazada_block.note.text()
    asked: list[wishes.Preview] = []
    tab.wishes.preview.connect(asked.append)
    tab.lazada_block.place.setCurrentIndex(2)
    assert tab.lazada_block.note.text() == ""
    tab.save.click()
    assert [wish.settings for wish in asked] == [(("stock.lazada_warehouse", "kho-2"),)]


def test_a_picked_warehouse_that_is_gone_is_shown_as_gone(
    qtbot: QtBot, practice: Desk, session: Session
) -> None:
    with session.database.write() as connection:
        rows.set_setting(connection, session.shop, "stock.lazada_warehouse", "kho-9")
    try:
        tab = configured(qtbot, practice, session, [["dropshipping", "Kho chính"]])
        assert tab.lazada_block.isVisible()
        assert "không còn" in tab.lazada_block.place.currentText()
        assert tab.lazada_block.values() == {"stock.lazada_warehouse": "kho-9"}
    finally:
        with session.database.write() as connection:
            rows.set_setting(connection, session.shop, "stock.lazada_warehouse", "")
