"""The finder finds: a picture without faults means something only then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.views.lists.cells import Column
from lazdesk.views.lists.paged_model import PagedModel
from lazdesk.views.lists.paged_table import PagedTable
from tests.screens import faults

LONG = "Sẵn sàng giao hàng cho tất cả các đơn đã chọn"


def placed(widget: QWidget, parent: QWidget, x: int, y: int, width: int, height: int) -> None:
    widget.setParent(parent)
    widget.setGeometry(x, y, width, height)


def cut_label(window: QWidget) -> None:
    placed(QLabel(LONG), window, 10, 10, 60, 20)


def cut_lines(window: QWidget) -> None:
    label = QLabel(LONG)
    label.setWordWrap(True)
    placed(label, window, 10, 10, 80, 20)


def cut_button(window: QWidget) -> None:
    placed(QPushButton(LONG), window, 10, 10, 60, 30)


def cut_placeholder(window: QWidget) -> None:
    line = QLineEdit()
    line.setPlaceholderText(LONG)
    placed(line, window, 10, 10, 60, 30)


def cut_choice(window: QWidget) -> None:
    box = QComboBox()
    box.addItem(LONG)
    placed(box, window, 10, 10, 60, 30)


def cut_head(window: QWidget) -> None:
    table = QTableWidget(1, 1)
    table.setHorizontalHeaderLabels([LONG])
    placed(table, window, 10, 10, 300, 100)


def cut_figure(window: QWidget) -> None:
    table = QTableWidget(1, 1)
    table.setItem(0, 0, QTableWidgetItem("25/11/2026 14:05"))
    table.setColumnWidth(0, 60)
    placed(table, window, 10, 10, 300, 100)


def cut_cell(window: QWidget) -> None:
    table = QTableWidget(1, 1)
    table.setItem(0, 0, QTableWidgetItem(LONG))
    table.setColumnWidth(0, 60)
    placed(table, window, 10, 10, 300, 100)


def cut_key_part(window: QWidget) -> None:
    """In the middle, but so much that the size is gone."""
    listed(window, "Áo khoác gió mộng mơ hồng phấn 0074 / Hồng phấn / 500ml", 70, "middle")


def cut_where_it_must_not_be(window: QWidget) -> None:
    listed(window, "Chưa giao hàng", 60, "")


def cut_figure_at_its_end(window: QWidget) -> None:
    listed(window, "25/11/2026 14:05", 60, "end")


def listed(window: QWidget, text: str, width: int, cut: str, y: int = 10) -> None:
    """One row of one of the window's own lists."""
    column = Column("only", "Cột", str, width, cut=cut)
    model = PagedModel(OneRow(text), [column, Column("last", "", lambda _: "", 50)], window)
    model._ids = ["1"]
    model._rows.add({"1": text}, [])
    placed(PagedTable("one", model), window, 10, y, 300, 100)


class OneRow:
    def __init__(self, text: str) -> None:
        self.text = text

    def ids(self, _connection: Any, _scope: Scope, _listing: Listing) -> list[str]:
        return ["1"]

    def rows(self, _connection: Any, _scope: Scope, _ids: Sequence[str]) -> dict[str, str]:
        return {"1": self.text}


def overlapping(window: QWidget) -> None:
    placed(QPushButton("Hủy"), window, 10, 10, 120, 40)
    placed(QPushButton("In"), window, 100, 20, 120, 40)


def outside(window: QWidget) -> None:
    placed(QPushButton("Hủy"), window, 350, 10, 120, 40)


def untranslated(window: QWidget) -> None:
    placed(QLabel("Đã tải 12 đơn"), window, 10, 10, 300, 40)


def untranslated_tip(window: QWidget) -> None:
    button = QPushButton("Cancel")
    button.setToolTip("Hủy")
    placed(button, window, 10, 10, 300, 40)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (cut_label, "cut"),
        (cut_lines, "cut"),
        (cut_button, "cut"),
        (cut_placeholder, "cut"),
        (cut_choice, "cut"),
        (cut_head, "cut"),
        (cut_figure, "cut"),
        (cut_cell, "cut"),
        (cut_key_part, "cut"),
        (cut_where_it_must_not_be, "cut"),
        (cut_figure_at_its_end, "cut"),
        (overlapping, "overlap"),
        (outside, "outside"),
        (untranslated, "not translated"),
        (untranslated_tip, "not translated"),
    ],
)
def test_a_fault_is_found(wrong: Callable[[QWidget], None], what: str, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    wrong(window)
    window.show()
    found = faults.found_on(window, ["Đã tải {n} đơn", "Hủy"] if "translated" in what else [])
    assert len(found) == 1
    assert what in found[0]


def test_a_cell_may_be_cut_where_its_text_says_least(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 400)
    listed(window, "Áo khoác gió mộng mơ hồng phấn 0074 / Hồng phấn / 500ml", 240, "middle")
    listed(window, LONG, 60, "end", y=120)
    told = QTableWidgetItem(LONG)
    told.setToolTip(LONG)
    plain = QTableWidget(1, 1)
    plain.setItem(0, 0, told)
    plain.setColumnWidth(0, 60)
    placed(plain, window, 10, 230, 300, 100)
    window.show()
    assert faults.found_on(window, []) == []


def test_a_text_that_is_not_found_cut_is_drawn_whole(qtbot: QtBot) -> None:
    """To the pixel: half a sum is a wrong one."""

    def drawn(width: int) -> tuple[list[str], str]:
        window = QWidget()
        qtbot.addWidget(window)
        listed(window, "2.238.000 ₫", width, "")
        window.show()
        (table,) = window.findChildren(PagedTable)
        picture = table.viewport().grab(QRect(0, 0, width, 34)).toImage()
        inked = "".join(
            "1" if any(picture.pixelColor(x, y).lightness() < 128 for y in range(34)) else "0"
            for x in range(picture.width())
        )
        return faults.found_on(window, []), inked.strip("0")

    found, whole = drawn(200)
    assert not found
    assert "1" in whole
    cut = 0
    for width in range(60, 130):
        found, ink = drawn(width)
        cut += bool(found)
        assert found or ink == whole, width
    assert cut > 0


def test_a_window_that_is_right_has_none(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    tabs = QTabWidget()
    page = QWidget()
    row = QHBoxLayout(page)
    choice = QComboBox()
    choice.addItems(["Tất cả", "Đã liên kết"])
    line = QLineEdit()
    line.setPlaceholderText("Tìm đơn")
    label = QLabel("Chưa kết nối. Mất khoảng 3 phút.")
    label.setWordWrap(True)
    for widget in (choice, line, label, QPushButton("Hủy"), QTableWidget(100, 2)):
        row.addWidget(widget)
    tabs.addTab(page, "Đơn hàng")
    tabs.addTab(QWidget(), "Sản phẩm")
    QVBoxLayout(window).addWidget(tabs)
    window.resize(900, 300)
    window.show()
    assert faults.found_on(window, ["Cancel"]) == []
