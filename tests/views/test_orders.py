"""Đơn hàng on the practice shops: work tabs, search, the drawer, Sẵn sàng giao hàng."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import repeat

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QMessageBox, QTableWidget
from pytestqt.qtbot import QtBot

from lazdesk.models import desk as desks
from lazdesk.models import orders as stored
from lazdesk.models.queries import order_list
from lazdesk.practice import PracticeDesk
from lazdesk.rules import problems
from lazdesk.shop import Desk
from lazdesk.sync import cycle
from lazdesk.sync.events import Changes
from lazdesk.views import answers, labels, wishes
from lazdesk.views.orders import columns
from lazdesk.views.orders import tab as orders
from lazdesk.views.orders import words as order_words
from lazdesk.views.orders.results import ResultsDialog
from lazdesk.views.orders.tab import OrdersTab
from tests.screens import faults
from tests.views import lists
from tests.views.hands import Hands
from tests.views.lists import cells, go_to

HARAVAN_WORDS = [str(word) for word in order_words.HARAVAN_WORDS]
FAST = 2000  # the practice world's clock: Lazada takes seconds to show what was done


@pytest.fixture(scope="module")
def practice() -> Iterator[Desk]:
    with PracticeDesk(seed=5, products=40, orders=30, speed=FAST) as practice:
        practice.connect()
        desk = practice.desk
        assert desk is not None
        session = desk.session(desk.pick(None))
        cycle.wait_for_imports(session, cycle.run_cycle(session))
        yield desk


@pytest.fixture
def hands(practice: Desk) -> Hands:
    return Hands(practice)


@pytest.fixture
def tab(qtbot: QtBot, practice: Desk, hands: Hands) -> OrdersTab:
    return lists.opened(qtbot, OrdersTab, practice, hands)


def results(tab: OrdersTab) -> ResultsDialog:
    dialog = tab.findChild(ResultsDialog)
    assert isinstance(dialog, ResultsDialog)
    return dialog


def told(dialog: ResultsDialog) -> list[tuple[str, str]]:
    table = dialog.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    found = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in (1, 2)]
        found.append((items[0].text() if items[0] else "", items[1].text() if items[1] else ""))
    return found


def test_work_tabs_hold_as_many_as_they_say(qtbot: QtBot, tab: OrdersTab) -> None:
    for group in tab.groups:
        go_to(qtbot, tab, group)
        assert tab.list.rowCount() == tab.group_count(group)
    assert tab.count() == tab.group_count("pending") > 0


def test_rare_work_tabs_show_only_with_something_in_them(qtbot: QtBot, tab: OrdersTab) -> None:
    go_to(qtbot, tab, "pending")
    tab.retranslate()
    offered = {tab.groups[number] for number in tab.group_bar.offered}
    assert offered == {g for g in tab.groups if g not in tab.rare or tab.group_count(g)}


def test_an_order_that_a_problem_names_is_looked_for_among_all(
    qtbot: QtBot, tab: OrdersTab, practice: Desk
) -> None:
    go_to(qtbot, tab, "pending")
    wanted = tab.list.id_at(0)
    with practice.database.read() as connection:
        (row,) = stored.orders(connection, tab.shop, order_ids=[wanted or ""])
    go_to(qtbot, tab, "ready")
    tab.show_part(row.order_number)
    qtbot.waitUntil(lambda: tab.list.rowCount() == 1 and tab.list.id_at(0) == wanted)
    assert tab.group == "all"


def test_both_sides_stand_side_by_side(qtbot: QtBot, tab: OrdersTab) -> None:
    go_to(qtbot, tab, "pending")
    assert set(cells(tab, "lazada")) <= {"Chờ xử lý", "Yêu cầu hủy", "Đã đóng gói"}
    assert set(cells(tab, "haravan")) == {"Chưa giao hàng"}
    assert all(total.endswith("₫") for total in cells(tab, "total"))


@pytest.mark.parametrize("group", ["pending", "ready"])
def test_what_must_go_out_first_comes_first(
    qtbot: QtBot, tab: OrdersTab, practice: Desk, group: str
) -> None:
    go_to(qtbot, tab, group)
    ids = [tab.list.id_at(row) or "" for row in range(tab.list.rowCount())]
    with practice.database.read() as connection:
        units = stored.items(connection, tab.shop, ids)
    deadlines = [
        min(
            datetime.fromisoformat(unit.raw["sla_time_stamp"])
            for unit in units[id_]
            if unit.status != "canceled"
        )
        for id_ in ids
    ]
    assert deadlines == sorted(deadlines)
    with practice.database.read() as connection:
        rows = order_list.rows(connection, tab.scope, ids)
    assert [rows[id_].ship_by for id_ in ids] == deadlines


def test_a_deadline_is_counted_down(qtbot: QtBot, tab: OrdersTab) -> None:
    go_to(qtbot, tab, "pending")
    row = tab.list.row_at(0)
    assert row is not None
    for left, shown, level in (
        (timedelta(days=1, hours=20, minutes=59), "1 ngày 20 giờ", ""),
        (timedelta(hours=5, minutes=20, seconds=30), "5 giờ 20 phút", "warn"),
        (timedelta(minutes=40), "40 phút", "warn"),
        (-timedelta(minutes=40), "trễ 40 phút", "bad"),
        (-timedelta(hours=30), "trễ 1 ngày", "bad"),
    ):
        tab.now = repeat(row.ship_by - left).__next__
        assert cells(tab, "deadline")[0] == shown
        assert columns.OrderCells(tab, "pending").deadline_level(row) == level
    go_to(qtbot, tab, "unpaid")
    assert set(cells(tab, "deadline")) == {"–"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("color_family:Trắng,size:29", "Trắng, 29"),
        ("Size:M", "M"),
        ("Màu: Xanh, đậm", "Xanh, đậm"),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_variation_is_said_as_people_say_it(text: str, said: str) -> None:
    assert order_words.variation(text) == said


@pytest.mark.parametrize("what", ["number", "buyer"])
def test_an_order_is_found(qtbot: QtBot, tab: OrdersTab, practice: Desk, what: str) -> None:
    go_to(qtbot, tab, "all")
    wanted = typed = cells(tab, what)[0]
    if what == "buyer":  # who is shown covered (G3)
        with practice.database.read() as connection:
            first = stored.orders(connection, tab.shop, order_ids=[tab.list.id_at(0) or ""])[0]
        typed = first.buyer["name"]
        assert typed not in wanted
    with qtbot.waitSignal(tab.list.listed):
        tab.search.setText(typed.upper())
    assert set(cells(tab, what)) == {wanted}
    with qtbot.waitSignal(tab.list.listed):
        tab.search.clear()


def test_an_order_is_found_by_a_sku_in_it(qtbot: QtBot, tab: OrdersTab, practice: Desk) -> None:
    go_to(qtbot, tab, "all")
    first = tab.list.id_at(0) or ""
    with practice.database.read() as connection:
        sku = stored.items(connection, tab.shop, [first])[first][0].sku
    with qtbot.waitSignal(tab.list.listed):
        tab.search.setText(sku)
    assert first in [tab.list.id_at(row) for row in range(tab.list.rowCount())]


def test_enter_opens_the_drawer_and_escape_closes_it(qtbot: QtBot, tab: OrdersTab) -> None:
    go_to(qtbot, tab, "pending")
    tab.table.selectRow(0)
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert tab.drawer.isVisible()
    assert tab.drawer.number.text() == cells(tab, "number")[0]
    texts = "\n".join(label.text() for label in tab.drawer.findChildren(QLabel))
    assert "LazDesk đã tạo đơn này ở Haravan" in texts
    assert cells(tab, "total")[0] in texts
    QTest.keyClick(tab.table, Qt.Key.Key_Down)
    assert tab.drawer.number.text() == cells(tab, "number")[1]
    QTest.keyClick(tab.drawer, Qt.Key.Key_Escape)
    assert not tab.drawer.isVisible()


def test_ready_to_ship_for_many_with_one_result_each(
    qtbot: QtBot, tab: OrdersTab, hands: Hands
) -> None:
    go_to(qtbot, tab, "pending")
    before = tab.group_count("pending")
    tab.list.tick([0, 1, 2], on=True)
    assert tab.button("ready_to_ship").text() == "Sẵn sàng giao hàng (3)"
    numbers = [cells(tab, "number")[row] for row in range(3)]
    QTest.mouseClick(tab.button("ready_to_ship"), Qt.MouseButton.LeftButton)
    dialog = results(tab)
    assert len(told(dialog)) == 3
    confirmed = [words for words, _ in told(dialog)].count("Đã xác nhận")
    assert confirmed >= 1
    dialog.reject()
    # One whose buyer canceled it meanwhile leaves the group as well.
    qtbot.waitUntil(lambda: tab.group_count("pending") <= before - confirmed)
    go_to(qtbot, tab, "ready")
    assert set(numbers) & set(cells(tab, "number"))
    assert "Chờ giao hàng" in cells(tab, "haravan")
    (asked,) = hands.asked_for(wishes.ReadyToShip)
    assert len(asked.order_ids) == 3


@pytest.mark.parametrize("group", ["pending", "all"])
def test_what_matters_is_whole_at_the_usual_widths(
    qtbot: QtBot, tab: OrdersTab, group: str
) -> None:
    """On 1366×768, and without scrolling to the side."""
    go_to(qtbot, tab, group)
    qtbot.waitUntil(lambda: tab.list.row_at(0) is not None)
    assert list(faults.cut_cells(tab.table)) == []
    assert tab.table.horizontalScrollBar().maximum() == 0


def test_the_longest_deadline_and_tracking_number_are_whole(qtbot: QtBot, tab: OrdersTab) -> None:
    """Whatever the time of the day is."""
    go_to(qtbot, tab, "pending")
    qtbot.waitUntil(lambda: tab.list.row_at(0) is not None)
    bold = tab.table.font()
    bold.setBold(True)
    now = datetime(2026, 11, 25, tzinfo=UTC)
    minutes = (*range(-1440, 1440), -99 * 1440, 9 * 1440 + 23 * 60)
    deadlines = [labels.countdown(now + timedelta(minutes=minute), now) for minute in minutes]
    longest = max(map(QFontMetrics(bold).horizontalAdvance, deadlines))
    assert longest < faults.room_of_cell(tab.table, index_of(tab, "deadline"))
    numbers = [f"LMP{str(digit) * 10}VNA" for digit in range(10)]
    longest = max(map(QFontMetrics(tab.table.font()).horizontalAdvance, numbers))
    assert longest < faults.room_of_cell(tab.table, index_of(tab, "parcel"))


def test_every_state_at_haravan_is_whole(qtbot: QtBot, tab: OrdersTab) -> None:
    go_to(qtbot, tab, "pending")
    qtbot.waitUntil(lambda: tab.list.row_at(0) is not None)
    row = tab.list.row_at(0)
    assert row is not None
    rows = [replace(row, import_state=state) for state in order_words.IMPORTS]
    rows += [replace(row, haravan_word=word, import_state="done") for word in HARAVAN_WORDS]
    rows += [replace(row, haravan_id=None, haravan_word=None, import_state=None)]
    bold, room = tab.table.font(), faults.room_of_cell(tab.table, index_of(tab, "haravan"))
    for shown in rows:
        bold.setBold(order_words.haravan_level(shown) in ("warn", "bad"))
        told = order_words.on_haravan_briefly(shown)
        assert QFontMetrics(bold).horizontalAdvance(told) < room, told


@pytest.mark.parametrize("method", ["COD", "MIXEDCARD"])
@pytest.mark.parametrize("state", [None, *order_words.PAYMENTS])
def test_how_an_order_is_paid_is_said_in_the_width_of_its_column(
    qtbot: QtBot, tab: OrdersTab, method: str, state: str | None
) -> None:
    go_to(qtbot, tab, "pending")
    qtbot.waitUntil(lambda: tab.list.row_at(0) is not None)
    row = tab.list.row_at(0)
    assert row is not None
    told = order_words.paid(replace(row, payment_method=method, financial_status=state))
    room = faults.room_of_cell(tab.table, index_of(tab, "payment"))
    assert QFontMetrics(tab.table.font()).horizontalAdvance(told) < room


@pytest.mark.parametrize(
    ("method", "state", "word", "told"),
    [
        ("COD", None, "unpaid", "COD"),
        ("MIXEDCARD", None, "unpaid", "Chưa TT"),
        ("MIXEDCARD", None, "pending", "Trả trước"),
        ("MIXEDCARD", "paid", "ready", "Đã thanh toán"),
        ("COD", "pending", "ready", "COD"),
        ("COD", "paid", "delivered", "COD · đã thu"),
        ("COD", "refunded", "returned", "Đã nhập trả"),
        ("COD", "partiallyrefunded", "delivered", "Nhập trả 1 phần"),
    ],
)
def test_how_an_order_is_paid_in_a_word(
    qtbot: QtBot, tab: OrdersTab, method: str, state: str | None, word: str, told: str
) -> None:
    """An order that waits for its buyer's money is not called prepaid."""
    go_to(qtbot, tab, "pending")
    row = tab.list.row_at(0)
    assert row is not None
    row = replace(row, payment_method=method, financial_status=state, word=word)
    assert order_words.paid(row) == told


def hidden(tab: OrdersTab) -> set[str]:
    return {c.key for n, c in enumerate(tab.columns()) if tab.table.isColumnHidden(n)}


def test_a_column_that_says_nothing_in_a_group_is_not_there(qtbot: QtBot, tab: OrdersTab) -> None:
    """Delivered goods have no deadline; where a list is in order of it, it is seen."""
    says_nothing = {"delivered": {"deadline"}, "unpaid": {"deadline", "parcel"}, "all": set()}
    for group, columns_ in says_nothing.items():
        go_to(qtbot, tab, group)
        assert hidden(tab) == columns_
    tab.list.show_listing(replace(tab.list.listing, sort="ship_by"))
    go_to(qtbot, tab, "delivered")
    assert hidden(tab) == set()
    tab.list.show_listing(replace(tab.list.listing, sort=""))


def test_beside_the_drawer_the_list_shows_what_finds_room(qtbot: QtBot, tab: OrdersTab) -> None:
    go_to(qtbot, tab, "pending")
    tab.open_order(tab.list.id_at(0) or "")
    assert hidden(tab) == {"created", "goods", "buyer", "parcel"}
    qtbot.waitUntil(lambda: tab.table.horizontalScrollBar().maximum() == 0)
    tab.drawer.close_drawer()
    assert hidden(tab) == set()


def test_what_calls_for_attention_says_why(qtbot: QtBot, tab: OrdersTab, practice: Desk) -> None:
    go_to(qtbot, tab, "pending")
    order, now = tab.list.id_at(0) or "", practice.clock.now()
    wrong = problems.message("BOOKED_TWICE", {"order": order, "what": "129.000 ₫"})
    problem = desks.Problem("BOOKED_TWICE", "order", order, order, wrong)
    with practice.database.write() as connection:
        desks.raise_problem(connection, tab.shop, problem, now)
    go_to(qtbot, tab, "attention")
    why = tab.list.columns[-1]
    assert (why.key, why.title) == ("click", "Vì sao")
    assert cells(tab, "click") == [problems.CATALOGUE["BOOKED_TWICE"].cause("vi")]
    with practice.database.write() as connection:
        desks.clear_problems(connection, tab.shop, "order", [order], now)


def index_of(tab: OrdersTab, key: str) -> QModelIndex:
    """The cell of the first row in the column of this key."""
    return tab.list.index(0, [column.key for column in tab.columns()].index(key))


def test_of_many_ticked_orders_some_say_which_buttons_there_are(
    qtbot: QtBot, tab: OrdersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """150 orders in the morning: the button for them, not those that answer buyers."""
    go_to(qtbot, tab, "pending")
    monkeypatch.setattr(orders, "LOOKED_AT", 3)
    tab.list.tick_all(on=True)
    count = tab.list.rowCount()
    assert count > 3
    assert tab.button("ready_to_ship").text() == f"Sẵn sàng giao hàng ({count})"
    assert tab.button("ready_to_ship").isEnabled()
    shown = {button.wish for button in tab.buttons if button.for_ticked.isVisible()}
    assert {"ready_to_ship", "print_orders", "cancel_orders"} <= shown
    assert not shown & {"agree_to_cancel", "refuse_cancel", "agree_to_return", "refuse_return"}


def test_what_the_rules_forbid_is_said_without_asking(
    qtbot: QtBot, tab: OrdersTab, hands: Hands
) -> None:
    go_to(qtbot, tab, "unpaid")
    assert tab.list.rowCount() > 0
    tab.list.tick([0], on=True)
    QTest.keyClick(tab.table, Qt.Key.Key_F6)
    dialog = results(tab)
    assert told(dialog) == [("Bị từ chối", "Người mua chưa thanh toán.")]
    assert hands.asked_for(wishes.ReadyToShip) == []
    buttons = dialog.findChild(QDialogButtonBox)
    assert isinstance(buttons, QDialogButtonBox)
    assert {button.text() for button in buttons.buttons()} == {"Đóng"}, (
        "to press again would be in vain"
    )
    dialog.reject()


def test_a_click_that_failed_is_said_and_may_be_repeated(qtbot: QtBot, practice: Desk) -> None:
    hands = Hands()  # nobody fulfils the wish
    tab = OrdersTab(hands.wishes)
    qtbot.addWidget(tab)
    session = practice.session(practice.pick(None), online=False)
    tab.set_database(practice.database, session.shop, session.org)
    tab.show()
    qtbot.waitUntil(lambda: tab.list.rowCount() > 0)
    tab.table.selectRow(0)
    QTest.keyClick(tab.table, Qt.Key.Key_F6)
    assert cells(tab, "click")[0] == "Đang gửi"
    tab.answered(answers.Failed("ready_to_ship", "Không kết nối được Lazada."))
    assert cells(tab, "click")[0] != "Đang gửi"
    told = tab.findChild(QMessageBox)
    assert isinstance(told, QMessageBox)
    assert told.text() == "Không kết nối được Lazada."
    told.reject()


def test_how_a_click_stands_is_said(tab: OrdersTab) -> None:
    """E5: confirmed only once the platform shows it."""
    row = tab.list.row_at(0)
    assert row is not None
    for state, said in (
        (None, ""),
        ("queued", "Đang gửi"),
        ("sent", "Đang gửi"),
        ("waiting", "Đang gửi"),
        ("confirmed", "Đã xác nhận"),
        ("rejected", "Bị từ chối"),
        ("unknown", "Chưa rõ – đang kiểm tra"),
        ("expired", "Quá hạn, không gửi nữa"),
        ("superseded", "Thay bằng thao tác sau"),
    ):
        assert order_words.click(replace(row, click_state=state)) == said


def test_a_new_order_comes_in_without_losing_the_place(
    qtbot: QtBot, tab: OrdersTab, practice: Desk
) -> None:
    go_to(qtbot, tab, "all")
    tab.table.selectRow(3)
    here = tab.table.current_id()
    resets: list[int] = []
    tab.list.modelReset.connect(lambda: resets.append(1))
    with practice.database.write() as connection:
        (row,) = stored.orders(connection, tab.shop, order_ids=[here or ""])
        kept = ("shop", "order_number", "created_at", "updated_at", "payment_method", "buyer")
        stored.save_orders(
            connection,
            [
                {name: getattr(row, name) for name in kept}
                | {"order_id": "999", "word": "canceled", "digest": "", "stale": False, "raw": {}}
                | {"shipping_fee": 0, "voucher_seller": 0, "voucher_platform": 0}
            ],
        )
    count = tab.list.rowCount()
    tab.take_changes(Changes("order", ("999",)))
    qtbot.waitUntil(lambda: tab.list.rowCount() == count + 1)
    assert tab.table.current_id() == here
    assert resets == []
