"""The finder finds: a picture without faults means something only then."""

from __future__ import annotations

from collections.abc import Callable

import pytest
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
