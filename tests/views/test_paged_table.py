"""The table over SQL: little is read, what changes moves alone, the merchant keeps the place."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QModelIndex, QModelRoleData, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lazdesk.models import tables
from lazdesk.models.database import Database
from lazdesk.models.queries import order_list
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.models.queries.order_list import OrderRow
from lazdesk.views.lists.cells import Column
from lazdesk.views.lists.paged_model import BLOCK, FIRST, MISSING, MOST_REST, SHARE, PagedModel
from lazdesk.views.lists.paged_table import ROW_HEIGHT, PagedTable
from lazdesk.views.orders.source import OrderSource
from lazdesk.views.remembered import remembered
from tests.views import synthetic

SCOPE = Scope(synthetic.SHOP, synthetic.ORG)
ORDERS = 600


class Orders:
    """The order list, counting what is read of it."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def ids(self, connection: Any, scope: Scope, listing: Listing) -> list[str]:
        return OrderSource.ids(connection, scope, listing)

    def rows(self, connection: Any, scope: Scope, ids: Sequence[str]) -> dict[str, OrderRow]:
        self.read += ids
        return order_list.rows(connection, scope, ids)


def columns() -> list[Column]:
    return [
        Column("number", "Mã", lambda row: row.number, 160, "number"),
        Column("word", "Trạng thái", lambda row: row.word, 120, "word"),
        Column("buyer", "Khách", lambda row: row.buyer, 120),
    ]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = synthetic.mirror(tmp_path_factory.mktemp("mirror"), 0, ORDERS)
    yield database
    database.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = synthetic.mirror(tmp_path / "mirror", 0, 100)
    yield database
    database.close()


class Shown:
    """A table on the screen, and everything its model said."""

    def __init__(self, qtbot: QtBot, database: Database) -> None:
        self.qtbot, self.source = qtbot, Orders()
        self.model = PagedModel(self.source, columns(), tickable=True)
        self.table = PagedTable("test", self.model)
        self.model.setParent(self.table)
        qtbot.addWidget(self.table)
        self.table.resize(600, 400)
        self.model.set_database(database, SCOPE)
        self.table.show()
        self.listed(self.model.refresh)
        self.said: list[Any] = []
        self.model.modelReset.connect(self._on_reset)
        self.model.dataChanged.connect(self._on_changed)
        self.model.rowsInserted.connect(self._on_inserted)
        self.model.rowsRemoved.connect(self._on_removed)

    def listed(self, act: Any, *given: Any) -> None:
        """Acts and waits for the list."""
        with self.qtbot.waitSignal(self.model.listed, timeout=60_000):
            act(*given)
        self.qtbot.waitUntil(lambda: self.model.whole)

    def _on_reset(self) -> None:
        self.said.append("reset")

    def _on_changed(self, first: Any, last: Any, _roles: Any) -> None:
        self.said.append(("changed", first.row(), last.row()))

    def _on_inserted(self, _parent: Any, first: int, last: int) -> None:
        self.said.append(("inserted", first, last))

    def _on_removed(self, _parent: Any, first: int, last: int) -> None:
        self.said.append(("removed", first, last))

    def text(self, row: int, column: int = 0) -> str:
        return str(self.model.data(self.model.index(row, column)))


@pytest.fixture
def shown(qtbot: QtBot, database: Database) -> Shown:
    return Shown(qtbot, database)


def change(database: Database, order_id: str, **values: Any) -> None:
    with database.write() as connection:
        connection.execute(
            sa.update(tables.orders).where(tables.orders.c.order_id == order_id).values(**values)
        )


def test_only_what_is_looked_at_is_read(qtbot: QtBot, template: Database) -> None:
    shown = Shown(qtbot, template)
    qtbot.waitUntil(lambda: shown.table.verticalScrollBar().maximum() > 0)
    assert shown.model.rowCount() == ORDERS
    assert len(shown.source.read) <= 2 * BLOCK
    shown.table.scrollToBottom()
    shown.table.grab()
    assert shown.text(ORDERS - 1) == MISSING
    qtbot.waitUntil(lambda: shown.text(ORDERS - 1) == shown.model.id_at(ORDERS - 1))
    told = [said for said in shown.said if said[0] == "changed"]
    assert told[-1][-1] == ORDERS - 1  # and painted again
    assert len(shown.source.read) <= 4 * BLOCK


def test_a_change_in_view_touches_its_row_alone(shown: Shown, database: Database) -> None:
    shown.table.grab()
    third = shown.model.id_at(2) or ""
    change(database, third, buyer={"name": "Người khác"})
    shown.listed(shown.model.refresh_rows, [third])
    assert shown.said == [("changed", 2, 2)]
    assert shown.text(2, 2) == "Người khác"


def test_what_changed_while_rows_were_read_is_read_again(shown: Shown, database: Database) -> None:
    """What was read before the change came to be known is not kept."""
    row = shown.model.rowCount() - 30  # a neighbour of what comes into view
    id_ = shown.model.id_at(row) or ""
    held: list[Any] = []
    shown.model._row_reader.answered.disconnect()
    shown.model._row_reader.answered.connect(held.append)
    shown.table.scrollToBottom()
    shown.qtbot.waitUntil(lambda: any(id_ in answer.rows for answer in held))
    answer = next(answer for answer in held if id_ in answer.rows)
    change(database, id_, buyer={"name": "Người khác"})
    shown.listed(shown.model.refresh_rows, [id_])
    shown.model._take_rows(answer)
    kept = shown.model.row_at(row)
    assert kept is not None
    assert kept.buyer == "Người khác"


def test_a_refresh_without_a_change_touches_nothing(shown: Shown) -> None:
    shown.table.grab()
    shown.listed(shown.model.refresh)
    assert shown.said == []


def test_rows_come_and_go_under_the_merchants_hand(shown: Shown, database: Database) -> None:
    """Ticks, the current row and what stands at the top stay."""
    shown.listed(shown.model.show_listing, Listing(group="pending"))
    shown.table.selectRow(5)
    current, gone = shown.table.current_id(), shown.model.id_at(3) or ""
    shown.model.tick([3, 4, 5], on=True)
    shown.said.clear()
    change(database, gone, word="ready")
    change(database, "300000000001", word="pending")
    shown.listed(shown.model.refresh_rows, [gone, "300000000001"])
    moves = [said for said in shown.said if said[0] != "changed"]
    assert moves == [("removed", 3, 3), ("inserted", 1, 1)]
    assert shown.table.current_id() == current
    assert shown.model.ticks() == [shown.model.id_at(4), current]


def test_a_choice_of_the_merchant_starts_anew(shown: Shown) -> None:
    shown.listed(shown.model.show_listing, Listing(words=("dang", "uoc")))
    assert shown.said == ["reset"]
    assert {row.buyer for row in shown.model.shown_rows()} == {"Đặng Văn Ước"}


def test_a_click_on_a_head_sorts_down_and_back(shown: Shown) -> None:
    head = shown.table.horizontalHeader()
    spot = QPoint(head.sectionPosition(0) + 20, head.height() // 2)
    orders = []
    for _ in range(3):
        shown.listed(
            QTest.mouseClick,
            head.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            spot,
        )
        orders.append((head.sortIndicatorSection(), shown.text(0)))
    assert orders == [(0, "300000000000"), (0, "300000000099"), (-1, "300000000000")]


def test_space_ticks_the_selected_rows_and_ctrl_a_all(shown: Shown) -> None:
    shown.table.selectRow(1)
    QTest.keyClick(shown.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(shown.table, Qt.Key.Key_Space)
    assert shown.model.ticks() == [shown.model.id_at(1), shown.model.id_at(2)]
    QTest.keyClick(shown.table, Qt.Key.Key_Space)
    assert shown.model.ticks() == []
    QTest.keyClick(shown.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(shown.model.ticks()) == shown.model.rowCount()


def test_a_click_on_the_box_ticks(shown: Shown) -> None:
    QTest.mouseClick(
        shown.table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(15, 2 * ROW_HEIGHT + ROW_HEIGHT // 2),
    )
    assert shown.model.ticks() == [shown.model.id_at(2)]


def test_enter_opens_the_current_row(shown: Shown) -> None:
    shown.table.selectRow(2)
    with shown.qtbot.waitSignal(shown.table.opened) as opened:
        QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert opened.args == [shown.model.id_at(2)]


def test_column_widths_are_remembered(qtbot: QtBot, database: Database) -> None:
    first = Shown(qtbot, database)
    head = first.table.horizontalHeader()
    edge = QPoint(head.sectionPosition(1) - 1, head.height() // 2)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(head.viewport(), edge + QPoint(62, 0))
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(62, 0))
    assert first.table.columnWidth(0) == 222
    qtbot.waitUntil(lambda: remembered().contains("columns/test/number"))
    again = Shown(qtbot, database)
    assert again.table.columnWidth(0) == 222


def test_the_order_is_remembered(qtbot: QtBot, database: Database) -> None:
    first = Shown(qtbot, database)
    head = first.table.horizontalHeader()
    middle = QPoint(head.sectionPosition(0) + 40, head.height() // 2)
    for _ in range(2):  # the second click turns it round
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: remembered().value("order/test/descending") == "1")
    again = Shown(qtbot, database)
    assert (again.model.listing.sort, again.model.listing.descending) == ("number", True)
    assert again.table.horizontalHeader().sortIndicatorSection() == 0
    numbers = [again.model.data(again.model.index(row, 0)) for row in range(3)]
    assert numbers == sorted(numbers, reverse=True)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: remembered().value("order/test/sort") == "")
    assert Shown(qtbot, database).model.listing.sort == ""


def test_a_cell_answers_one_question_as_it_answers_all_at_once(shown: Shown) -> None:
    """Qt asks for all that a picture takes in one call."""
    shown.qtbot.waitUntil(shown.model.is_complete)
    shown.model.tick([1], on=True)
    for row, column in ((0, 0), (1, 0), (1, 1), (2, 2)):
        index = shown.model.index(row, column)
        asked = [QModelRoleData(role) for role in Qt.ItemDataRole if role.value < 0x100]
        for each in asked:
            each.setData("left from another cell")
        shown.model.multiData(index, asked)
        for each in asked:
            assert each.data() == shown.model.data(index, each.role())
        told = {each.role(): each.data() for each in asked}
        assert told[Qt.ItemDataRole.DisplayRole] == shown.text(row, column)
        ticks = {0: Qt.CheckState.Unchecked, 1: Qt.CheckState.Checked}
        assert told[Qt.ItemDataRole.CheckStateRole] == (None if column else ticks[row])


def test_the_list_is_a_model_as_qt_wants_it(shown: Shown, qtmodeltester: Any) -> None:
    qtmodeltester.check(shown.model)
    assert not shown.model.index(shown.model.rowCount(), 0).isValid()
    assert not shown.model.index(0, 3).isValid()
    assert not shown.model.flags(QModelIndex())


def test_ticks_are_in_the_lists_order_whatever_the_order_is(shown: Shown) -> None:
    for row in (7, 2, 5):
        shown.model.tick([row], on=True)
    ids = [shown.model.id_at(row) for row in (2, 5, 7)]
    assert shown.model.ticks() == ids
    shown.listed(shown.model.show_listing, Listing(sort="number", descending=True))
    assert shown.model.ticks() == ids[::-1]
    shown.model.tick([shown.model.position(ids[1] or "") or 0], on=False)
    assert shown.model.ticks() == [ids[2], ids[0]]


def test_an_empty_list_says_so(shown: Shown) -> None:
    shown.table.set_empty_text("Không có gì")
    assert not shown.table._empty.isVisible()
    shown.listed(shown.model.show_listing, Listing(group="returned"))
    assert shown.table._empty.isVisible()


def test_another_mirror_is_another_list(shown: Shown, template: Database) -> None:
    shown.model.tick([1], on=True)
    shown.model.set_database(template, SCOPE)
    assert (shown.model.rowCount(), shown.model.ticks()) == (0, [])
    shown.listed(shown.model.refresh)
    assert shown.model.rowCount() == ORDERS


def test_a_long_list_shows_its_first_rows_before_the_others_are_there(
    shown: Shown, template: Database
) -> None:
    shown.model.set_database(template, SCOPE)
    shown.said.clear()
    with shown.qtbot.waitSignal(shown.model.listed):
        shown.model.refresh()
    assert (shown.model.rowCount(), shown.model.whole) == (FIRST, False)
    assert shown.text(0)
    shown.qtbot.waitUntil(lambda: shown.model.whole)
    # The others come below: nothing is begun anew under the merchant's hand.
    assert shown.said == ["reset", ("inserted", FIRST, ORDERS - 1)]


def test_all_is_all_though_only_the_first_rows_are_there(shown: Shown, template: Database) -> None:
    shown.model.set_database(template, SCOPE)
    with shown.qtbot.waitSignal(shown.model.listed):
        shown.model.refresh()
    shown.model.tick_all(on=True)
    assert not shown.model.whole
    shown.qtbot.waitUntil(lambda: shown.model.whole)
    assert len(shown.model.ticks()) == ORDERS


def test_a_list_that_takes_long_is_read_again_less_often(shown: Shown) -> None:
    """While a cycle runs its lists change all the time."""
    taken = 0.1
    now = time.monotonic()
    shown.model._asked_at, shown.model._took = now, taken
    assert shown.model.rest_ms() == pytest.approx(taken / SHARE * 1000, rel=0.1)
    shown.model._asked_at = now - taken / SHARE
    assert shown.model.rest_ms() == 0
    # What changed is not kept back for long, however busy the machine.
    shown.model._asked_at, shown.model._took = time.monotonic(), 60.0
    assert shown.model.rest_ms() <= MOST_REST * 1000


ENDLESS = sa.text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
)


def test_another_choice_does_not_wait_for_the_rest_of_the_list_that_was_left(
    shown: Shown, template: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.model.set_database(template, SCOPE)
    ids = shown.source.ids
    begun: list[Listing] = []

    def slow(connection: Any, scope: Scope, listing: Listing) -> list[str]:
        if listing.sort == "number" and listing.most is None:
            begun.append(listing)
            connection.execute(ENDLESS)
        return ids(connection, scope, listing)

    monkeypatch.setattr(shown.source, "ids", slow)
    shown.model.show_listing(Listing(sort="number"))
    shown.qtbot.waitUntil(lambda: bool(begun))
    assert not shown.model.whole
    shown.qtbot.wait(50)  # it is within the endless question
    shown.listed(shown.model.show_listing, Listing(group="pending"))
    assert {row.word for row in shown.model.shown_rows()} == {"pending"}
