"""Lỗi: the seed's three problems word for word; causes, retry, ignore."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lazdesk.models import desk as stored
from lazdesk.models.desk import Problem
from lazdesk.practice import PracticeDesk
from lazdesk.shop import Desk
from lazdesk.views import wishes
from lazdesk.views.problems import ProblemsTab
from tests.views import lists
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


@pytest.fixture(scope="module")
def opened() -> Iterator[Desk]:
    with PracticeDesk(seed=3, products=12, orders=5) as practice:
        practice.connect()
        assert practice.desk is not None
        yield practice.desk


@pytest.fixture
def practice(opened: Desk) -> Desk:
    """The shops with exactly these problems."""
    shop, now = opened.pick(None), opened.clock.now()
    with opened.database.write() as connection:
        codes = {row.code for row in stored.problems(connection, shop)}
        stored.replace_problems(connection, shop, codes, [], now)
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


def test_a_cause_leads_to_its_problems(qtbot: QtBot, tab: ProblemsTab) -> None:
    texts = [tab.causes.item(number).text() for number in range(tab.causes.count())]
    assert texts[0] == "4 · Tất cả lỗi"
    with qtbot.waitSignal(tab.list.listed):
        tab.causes.setCurrentRow(texts.index("1 · Giá nằm ngoài phạm vi cho phép."))
    assert cells(tab, "message") == [SEED[2][0].message]


def test_only_what_can_succeed_is_retried(tab: ProblemsTab, hands: Hands) -> None:
    row = cells(tab, "message").index(SEED[0][0].message)
    tab.list.tick([row], on=True)
    assert not tab.retry.isEnabled()
    tab.list.tick_all(on=True)
    QTest.mouseClick(tab.retry, Qt.MouseButton.LeftButton)
    (asked,) = hands.asked_for(wishes.RetryProblems)
    assert len(asked.problem_ids) == 1
    assert tab.list.ticks() == []


def test_ignored_problems_leave_the_list_and_the_count(qtbot: QtBot, tab: ProblemsTab) -> None:
    tab.list.tick([0, 1], on=True)
    QTest.mouseClick(tab.ignore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.list.rowCount() == 2 and tab.count() == 2)
    with qtbot.waitSignal(tab.list.listed):
        tab.causes.setCurrentRow(tab.causes.count() - 1)
    assert tab.list.rowCount() == 2


def test_the_support_code_is_copied(tab: ProblemsTab) -> None:
    tab.table.selectRow(cells(tab, "message").index(SEED[2][0].message))
    QTest.mouseClick(tab.detail.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("PRICE_OUT_OF_RANGE · sku_price 3")


def test_no_problems_is_said(qtbot: QtBot, tab: ProblemsTab) -> None:
    tab.list.tick_all(on=True)
    with qtbot.waitSignal(tab.list.listed):
        QTest.mouseClick(tab.ignore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.table._empty.isVisible())
    assert tab.table._empty.text().startswith("Không có lỗi")
