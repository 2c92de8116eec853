"""Lỗi: the seed's three problems word for word; causes, retry, ignore, what is over (F)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from lazdesk.models import desk as stored
from lazdesk.models import tables
from lazdesk.models.desk import Problem
from lazdesk.models.queries import problem_list
from lazdesk.models.queries.listing import Listing
from lazdesk.models.queries.problem_list import ProblemRow
from lazdesk.practice import PracticeDesk
from lazdesk.rules.problems import CATALOGUE, Severity
from lazdesk.shop import Desk
from lazdesk.sync.events import Changes
from lazdesk.views import answers, labels, problem_wishes, wishes
from lazdesk.views.problems.ignore_dialog import IgnoreDialog
from lazdesk.views.problems.tab import ProblemsTab
from tests.views import fingers, lists, office
from tests.views.hands import Hands
from tests.views.lists import cells

SEED = (
    (
        Problem("MISSING_BARCODE", "variant", "1", "Áo thun", "Default Title không có barcode"),
        "Sản phẩm thiếu barcode tại Haravan.",
        "Bổ sung barcode cho sản phẩm đó.",
    ),
    (
        Problem("SELLER_SKU_NOT_FOUND", "sku", "2", "Áo", "Lazada Error A1 SELLER_SKU_NOT_FOUND"),
        "Sản phẩm chưa có trên hệ thống Lazada.",
        "Bổ sung sản phẩm trên hệ thống Lazada.",
    ),
    (
        Problem(
            "PRICE_OUT_OF_RANGE",
            "sku_price",
            "3",
            "Quần",
            "The price is out of range, should between (0.50, 1.00)",
        ),
        "Giá nằm ngoài phạm vi cho phép.",
        "Kiểm tra điều khoản dịch vụ của Lazada.",
    ),
)
RETRYABLE = Problem("CAMPAIGN_LOCK", "sku_quantity", "4", "Nồi", "A4: Lazada đang khóa")
AN_ORDER: dict[str, Any] = {
    **{"order_id": "901", "order_number": "90123", "payment_method": "COD", "word": "pending"},
    **{"created_at": datetime(2026, 11, 2, tzinfo=UTC), "updated_at": datetime.now(UTC)},
    **{"shipping_fee": 0, "voucher_seller": 0, "voucher_platform": 0},
    **{"buyer": {}, "digest": "", "stale": False, "raw": {}},
}


@pytest.fixture(scope="module")
def opened() -> Iterator[Desk]:
    with PracticeDesk(seed=3, products=12, orders=5) as practice:
        practice.connect()
        assert practice.desk is not None
        yield practice.desk


@pytest.fixture
def practice(opened: Desk) -> Desk:
    """The shops with exactly these problems, and none that is over."""
    shop, now = opened.pick(None), opened.clock.now()
    with opened.database.write() as connection:
        for table in (tables.problems, tables.solved_problems, tables.orders):
            connection.execute(table.delete())
        for problem in (*(row[0] for row in SEED), RETRYABLE):
            stored.raise_problem(connection, shop, problem, now)
            stored.raise_problem(connection, shop, problem, now)
    return opened


@pytest.fixture
def hands(practice: Desk) -> Hands:
    return Hands(practice)


@pytest.fixture
def tab(qtbot: QtBot, practice: Desk, hands: Hands) -> ProblemsTab:
    tab = lists.opened(qtbot, ProblemsTab, practice, hands)
    qtbot.waitUntil(lambda: tab.count() > 0)
    return tab


@pytest.mark.parametrize(("problem", "cause", "remedy"), SEED)
def test_the_seeds_problems_word_for_word(
    tab: ProblemsTab, problem: Problem, cause: str, remedy: str
) -> None:
    row = cells(tab, "message").index(problem.message)
    assert (cells(tab, "cause")[row], cells(tab, "remedy")[row]) == (cause, remedy)
    assert cells(tab, "count")[row] == "2"
    tab.table.selectRow(row)
    assert tab.detail.lines["message"].text() == problem.message
    assert tab.detail.lines["remedy"].text() == f"Phương án xử lý: {remedy}"


def test_causes_stand_under_what_they_hold_up_with_their_numbers(tab: ProblemsTab) -> None:
    stock = tab.causes.severity_words(Severity.STOCK)
    everything, heading, *causes = tab.causes.texts()
    assert (everything, heading) == ("4 · Tất cả lỗi", f"{stock} (4)")
    assert {text.partition(" · ")[2] for text in causes} == {
        CATALOGUE[problem.code].cause_vi for problem in (*(row[0] for row in SEED), RETRYABLE)
    }
    assert not tab.causes.item(1).flags()  # a heading is not chosen


def test_what_holds_up_orders_comes_first_and_has_its_colour(
    qtbot: QtBot, tab: ProblemsTab, practice: Desk
) -> None:
    """A new reminder does not push what blocks orders, stock or prices out of sight."""
    shop, now = practice.pick(None), practice.clock.now()
    order = Problem("UNLINKED_ORDER_LINE", "order_line", "901/1", "901", "chặn đơn")
    notice = Problem("GOODS_COME_BACK", "parcel", "901", "901", "nhắc nhở")
    assert CATALOGUE[notice.code].severity is Severity.NOTICE
    with practice.database.write() as connection:
        stored.raise_problem(connection, shop, order, now - timedelta(days=3))
        stored.raise_problem(connection, shop, notice, now)
    tab.take_changes(Changes("problem", ()))
    qtbot.waitUntil(lambda: tab.list.rowCount() == 6)
    said = cells(tab, "message")
    assert (said[0], said[-1]) == ("chặn đơn", "nhắc nhở")
    rows = {row.message: row for row in read(tab).values()}
    assert tab._level(rows["chặn đơn"]) == "bad"
    assert tab._level(rows["nhắc nhở"]) == "muted"


def test_a_cause_leads_to_its_problems(qtbot: QtBot, tab: ProblemsTab) -> None:
    choose(qtbot, tab, "1 · Giá nằm ngoài phạm vi cho phép.")
    assert cells(tab, "message") == [SEED[2][0].message]


def test_only_what_can_succeed_is_retried(tab: ProblemsTab, hands: Hands) -> None:
    row = cells(tab, "message").index(SEED[0][0].message)
    fingers.tick(tab.table, row)
    assert not tab.retry.isEnabled()
    tab.list.tick_all(on=True)
    fingers.click(tab.retry)
    (asked,) = hands.asked_for(problem_wishes.RetryProblems)
    assert len(asked.problem_ids) == 1
    assert tab.list.ticks() == []


def test_ignored_with_a_reason_and_heeded_again(
    qtbot: QtBot, tab: ProblemsTab, hands: Hands
) -> None:
    for row in (0, 1):
        fingers.tick(tab.table, row)
    ignored = set(cells(tab, "message")[:2])
    (asked,) = when_shown(IgnoreDialog, give_reason, by=lambda: fingers.click(tab.ignore))
    assert isinstance(asked, IgnoreDialog)
    qtbot.waitUntil(lambda: tab.list.rowCount() == 2 and tab.count() == 2)
    assert not ignored & set(cells(tab, "message"))

    choose(qtbot, tab, "2 · Đã bỏ qua")
    assert cells(tab, "reason") == ["khong ban nua"] * 2
    tab.table.selectRow(0)
    assert tab.detail.lines["reason"].text() == "Bỏ qua vì: khong ban nua"
    assert tab.heed.isVisibleTo(tab.bar)
    assert not tab.ignore.isVisibleTo(tab.bar)
    fingers.tick(tab.table, 0)
    fingers.click(tab.heed)
    qtbot.waitUntil(lambda: tab.list.rowCount() == 1 and tab.count() == 3)


def test_without_a_reason_nothing_is_ignored(tab: ProblemsTab, hands: Hands) -> None:
    fingers.tick(tab.table, 0)

    def say_nothing(dialog: IgnoreDialog) -> None:
        dialog.line.setText("   ")
        assert not dialog.go.isEnabled()
        fingers.press_keys(dialog, "Esc")

    when_shown(IgnoreDialog, say_nothing, by=lambda: fingers.click(tab.ignore))
    assert hands.asked_for(problem_wishes.IgnoreProblems) == []
    assert len(tab.list.ticks()) == 1


def test_what_is_over_is_kept_apart(qtbot: QtBot, tab: ProblemsTab, practice: Desk) -> None:
    shop, now = practice.pick(None), practice.clock.now()
    problem = SEED[2][0]
    with practice.database.write() as connection:
        stored.clear_problems(connection, shop, problem.kind, [problem.object], now)
    tab.take_changes(Changes("problem", ()))
    qtbot.waitUntil(lambda: tab.count() == 3 and tab.list.rowCount() == 3)
    choose(qtbot, tab, "1 · Đã xử lý")
    assert cells(tab, "message") == [problem.message]
    assert cells(tab, "solved") == [labels.moment(now)]
    tab.table.selectRow(0)
    assert f"hết lúc {labels.moment(now)} · 2 lần" in tab.detail.lines["seen"].text()
    fingers.tick(tab.table, 0)
    assert not tab.retry.isVisibleTo(tab.bar)

    with practice.database.write() as connection:  # it is back
        stored.raise_problem(connection, shop, problem, now)
    tab.take_changes(Changes("problem", ()))
    qtbot.waitUntil(lambda: tab.count() == 4 and tab.list.rowCount() == 0)


def test_an_unknown_code_shows_the_platforms_words_and_the_request_ready_to_copy(
    qtbot: QtBot, tab: ProblemsTab, practice: Desk
) -> None:
    unknown = Problem(
        "LAZADA_OTHER", "sku_price", "9", "Nồi", "nobody knows", "31415", "0ba2887317936181"
    )
    with practice.database.write() as connection:
        stored.raise_problem(connection, practice.pick(None), unknown, practice.clock.now())
    tab.take_changes(Changes("problem", ()))
    qtbot.waitUntil(lambda: "nobody knows" in cells(tab, "message"))
    tab.table.selectRow(cells(tab, "message").index("nobody knows"))
    trace = "Mã của sàn: 31415 · Mã yêu cầu: 0ba2887317936181"
    assert tab.detail.lines["trace"].text() == trace
    fingers.click(tab.detail.copy)
    copied = QGuiApplication.clipboard().text()
    assert copied == "LAZADA_OTHER · sku_price 9 · nobody knows · 31415 · 0ba2887317936181"


def test_the_support_code_is_copied(tab: ProblemsTab) -> None:
    tab.table.selectRow(cells(tab, "message").index(SEED[2][0].message))
    fingers.click(tab.detail.copy)
    assert QGuiApplication.clipboard().text().startswith("PRICE_OUT_OF_RANGE · sku_price 3")


def test_the_page_where_it_is_mended(
    qtbot: QtBot, tab: ProblemsTab, practice: Desk, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, now = practice.pick(None), practice.clock.now()
    with practice.database.write() as connection:
        variant = connection.execute(sa.select(tables.variants)).first()
        assert variant is not None
        connection.execute(tables.orders.insert().values(**AN_ORDER, shop=shop))
        order_id, order_number = AN_ORDER["order_id"], AN_ORDER["order_number"]
        shown = connection.scalar(sa.select(tables.haravan_shops.c.domain))
        for problem in (
            Problem("DUPLICATE_BARCODE", "variant", variant.id, "Áo", "hai biến thể"),
            Problem("UNKNOWN_STATUS", "order_status", order_id, "Đơn", "đi đâu"),
            Problem("STOCK_CORRECTION_OFFERED", "take_stock", order_id, "Đơn", "chưa trừ"),
            Problem("MULTI_WAREHOUSE", "shop", shop, "Lazada", "hai kho"),
        ):
            stored.raise_problem(connection, shop, problem, now)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    rows = {row.message: row for row in read(tab).values()}
    for message, label in (
        ("hai biến thể", "Mở sản phẩm ở Haravan"),
        ("đi đâu", "Mở đơn ở Lazada"),
        ("chưa trừ", "Xem đơn"),
        ("hai kho", "Mở thẻ Cấu hình"),
    ):
        open_detail(qtbot, tab, rows[message])
        assert tab.detail.open.text() == label
        fingers.click(tab.detail.open)
    assert opened == [
        f"{shown}/admin/products/{variant.product_id}",
        f"https://sellercenter.lazada.vn/apps/order/detail?tradeOrderId={order_id}",
    ]
    assert hands.asked_for(wishes.Show) == [
        wishes.Show("orders", order_number),
        wishes.Show("configuration"),
    ]

    tab.answered(answers.Opened(practising=True))  # the practice shops have no pages
    open_detail(qtbot, tab, rows["hai biến thể"])
    assert not tab.detail.open.isEnabled()
    open_detail(qtbot, tab, rows["hai kho"])
    assert tab.detail.open.isEnabled()


def test_no_problems_is_said(qtbot: QtBot, tab: ProblemsTab) -> None:
    tab.list.tick_all(on=True)
    when_shown(IgnoreDialog, give_reason, by=lambda: fingers.click(tab.ignore))
    qtbot.waitUntil(lambda: tab.table._empty.isVisible())
    assert tab.table._empty.text().startswith("Không có lỗi")


# --- what a merchant does -------------------------------------------------------------------------


def choose(qtbot: QtBot, tab: ProblemsTab, text: str) -> None:
    """Clicks a line of the causes, once it is there."""
    qtbot.waitUntil(lambda: text in tab.causes.texts())
    item = tab.causes.item(tab.causes.texts().index(text))
    with qtbot.waitSignal(tab.list.listed):
        fingers.click(tab.causes.viewport(), tab.causes.visualItemRect(item).center())


def give_reason(dialog: IgnoreDialog) -> None:
    fingers.fill_in(dialog.line, "khong ban nua")
    fingers.click(dialog.go)


def when_shown(
    kind: type[IgnoreDialog], act: Callable[[IgnoreDialog], None], by: Callable[[], None]
) -> list[QDialog]:
    met = office.when_shown(kind, act)
    by()
    assert len(met) == 1
    return met


def read(tab: ProblemsTab) -> dict[str, ProblemRow]:
    assert tab.database is not None
    with tab.database.read() as connection:
        ids = problem_list.ids(connection, tab.scope, Listing())
        return problem_list.rows(connection, tab.scope, ids)


def open_detail(qtbot: QtBot, tab: ProblemsTab, row: ProblemRow) -> None:
    def ids() -> list[str | None]:
        return [tab.list.id_at(number) for number in range(tab.list.rowCount())]

    tab.list.refresh()
    qtbot.waitUntil(lambda: row.id in ids())
    tab.table.clearSelection()
    tab.table.selectRow(ids().index(row.id))
    qtbot.waitUntil(lambda: tab.detail.support.startswith(row.code))
