"""Sản phẩm on the practice shops: groups, search, publishing, wanted numbers, why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from lazdesk.models.queries import product_list
from lazdesk.practice import PracticeDesk
from lazdesk.rules.text import fold
from lazdesk.shop import Desk
from lazdesk.sync import cycle
from lazdesk.views import answers, wishes
from lazdesk.views.products.tab import ProductsTab
from lazdesk.views.products.why import ExplainDialog
from tests.views import lists
from tests.views.hands import Hands
from tests.views.lists import cells, go_to


@pytest.fixture(scope="module")
def practice() -> Iterator[Desk]:
    with PracticeDesk(seed=3, products=40, orders=10) as practice:
        practice.connect()
        desk = practice.desk
        assert desk is not None
        cycle.run_cycle(desk.session(desk.pick(None)))
        yield desk


@pytest.fixture
def hands(practice: Desk) -> Hands:
    return Hands(practice)


@pytest.fixture
def tab(qtbot: QtBot, practice: Desk, hands: Hands) -> ProductsTab:
    return lists.opened(qtbot, ProductsTab, practice, hands)


def test_groups_show_their_counts_and_hold_as_many(qtbot: QtBot, tab: ProductsTab) -> None:
    for group in product_list.GROUPS:
        go_to(qtbot, tab, group)
        count = tab.group_count(group)
        assert tab.list.rowCount() == count
        title = tab.tabs.tabText(product_list.GROUPS.index(group))
        assert title.endswith(f"({count})") == bool(count)


def test_search_ignores_case_marks_and_d(qtbot: QtBot, tab: ProductsTab) -> None:
    go_to(qtbot, tab, "all")
    title = next(title for title in cells(tab, "title") if "đ" in title.lower())
    plain = fold(title.split(" / ")[0])
    with qtbot.waitSignal(tab.list.listed):
        QTest.keyClicks(tab.search, plain.upper())
    assert title in cells(tab, "title")
    assert tab.list.rowCount() < tab.group_count("all")
    with qtbot.waitSignal(tab.list.listed):
        tab.search.setText("không có chữ này")
    assert tab.list.rowCount() == 0


def test_unpublish_asks_then_publish_brings_back(
    qtbot: QtBot, tab: ProductsTab, hands: Hands
) -> None:
    go_to(qtbot, tab, "linked")
    linked = tab.group_count("linked")
    tab.list.tick([0], on=True)
    assert tab.bar.isVisible()
    answer_with(QMessageBox.ButtonRole.AcceptRole)
    QTest.mouseClick(tab.unpublish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.group_count("unpublished") > 0)
    assert tab.group_count("linked") < linked
    assert len(hands.asked_for(wishes.Unpublish)[0].product_ids) == 1
    go_to(qtbot, tab, "unpublished")
    tab.list.tick_all(on=True)
    QTest.mouseClick(tab.publish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.group_count("linked") == linked)


def test_unpublish_does_nothing_without_a_yes(qtbot: QtBot, tab: ProductsTab, hands: Hands) -> None:
    go_to(qtbot, tab, "linked")
    tab.list.tick([0], on=True)
    answer_with(QMessageBox.ButtonRole.RejectRole)
    QTest.mouseClick(tab.unpublish, Qt.MouseButton.LeftButton)
    assert hands.asked_for(wishes.Unpublish) == []


def answer_with(role: QMessageBox.ButtonRole) -> None:
    """Presses the button of the question that will be open in a moment."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if box.buttonRole(button) == role).click()

    QTimer.singleShot(0, press)


def test_wanted_numbers_come_for_the_rows_in_view(
    qtbot: QtBot, tab: ProductsTab, hands: Hands
) -> None:
    go_to(qtbot, tab, "linked")
    qtbot.waitUntil(lambda: any(text.isdigit() for text in cells(tab, "wanted")[:10]))
    (asked, *_) = hands.asked_for(wishes.Numbers)
    assert 0 < len(asked.sku_ids) < 40
    untracked = [r for r in tab.list.shown_rows() if not r.tracked]
    assert all(tab._wanted_text(row) == "–" for row in untracked)


@pytest.mark.parametrize(
    ("state", "tracked", "said"),
    [
        ("unpublished", True, "Chưa đăng lên kênh bán hàng"),
        ("not_on_lazada", True, "Chưa liên kết với SKU Lazada"),
        ("unlinked", True, "Chưa liên kết với SKU Lazada"),
        ("linked", False, "Không quản lý tồn kho"),
    ],
)
def test_without_a_number_it_says_why(
    qtbot: QtBot, tab: ProductsTab, state: str, tracked: bool, said: str
) -> None:
    go_to(qtbot, tab, "linked")
    row = replace(tab.list.shown_rows()[0], state=state, tracked=tracked)
    assert tab._wanted_tip(row) == f"{said} nên không gửi số lượng."


def test_why_is_it_this_number(qtbot: QtBot, tab: ProductsTab, hands: Hands) -> None:
    go_to(qtbot, tab, "linked")
    qtbot.waitUntil(lambda: any(text.isdigit() for text in cells(tab, "wanted")[:10]))
    row = next(n for n, text in enumerate(cells(tab, "wanted")[:10]) if text.isdigit())
    tab.table.selectRow(row)
    number = cells(tab, "wanted")[row]
    assert tab.why.text() == f"Vì sao là {number}?"
    QTest.mouseClick(tab.why, Qt.MouseButton.LeftButton)
    dialog = tab.findChild(ExplainDialog)
    assert isinstance(dialog, ExplainDialog)
    assert dialog.windowTitle() == f"Vì sao là {number}?"
    (why,) = [answer for answer in hands.answers if isinstance(answer, answers.Explained)]
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert f"{why.q}" in texts
    assert [f"Khả dụng tại {name}" in texts for name, _ in why.locations] == [True] * len(
        why.locations
    )
    dialog.reject()


def test_preview_is_asked_for(qtbot: QtBot, tab: ProductsTab, hands: Hands) -> None:
    QTest.mouseClick(tab.preview, Qt.MouseButton.LeftButton)
    assert hands.asked_for(wishes.Preview) == [wishes.Preview(tab.shop)]


def test_what_is_wrong_is_said_in_the_row(qtbot: QtBot, tab: ProductsTab) -> None:
    go_to(qtbot, tab, "problems")
    assert set(cells(tab, "state")) <= {"Không có barcode", "Chưa có trên Lazada", "Trùng mã"}
    assert set(cells(tab, "wanted")) == {"–"}


def test_without_a_shop_it_says_what_to_do(qtbot: QtBot, practice: Desk) -> None:
    tab = ProductsTab(Hands().wishes)
    qtbot.addWidget(tab)
    tab.set_database(practice.database)
    tab.show()
    qtbot.waitUntil(lambda: tab.list.loaded)
    tab.retranslate()
    assert "Kết nối" in tab.table._empty.text()
