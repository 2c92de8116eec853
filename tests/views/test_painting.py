"""A window's picture is painted within one call from Python, and it is Qt's own picture."""

from __future__ import annotations

import inspect
import traceback
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lazdesk.views.painting import PaintedAtOnce

WITHIN = 30_000  # ms


class Cells(QAbstractTableModel):
    """Writes down, for each cell Qt asked for, whether that was within a call from Python."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[bool] = []

    def rowCount(self, parent: object = None) -> int:  # noqa: N802 - Qt's name
        return 500

    def columnCount(self, parent: object = None) -> int:  # noqa: N802
        return 8

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        callers = {frame.f_code for frame, _ in traceback.walk_stack(inspect.currentframe())}
        self.asked.append(PaintedAtOnce.eventFilter.__code__ in callers)
        return "0" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    PaintedAtOnce(window)
    return window


def show(qtbot: QtBot, window: QWidget) -> None:
    with qtbot.waitExposed(window):
        window.show()


def test_all_cells_of_a_list_are_asked_for_within_one_call(qtbot: QtBot, window: QWidget) -> None:
    cells, table = Cells(), QTableView(window)
    table.setModel(cells)
    QVBoxLayout(window).addWidget(table)
    show(qtbot, window)
    qtbot.waitUntil(lambda: bool(cells.asked), timeout=WITHIN)
    cells.asked.clear()
    table.viewport().update()
    qtbot.waitUntil(lambda: bool(cells.asked), timeout=WITHIN)
    assert all(cells.asked)


def test_only_what_is_due_in_the_window_is_painted(qtbot: QtBot, window: QWidget) -> None:
    painted: list[str] = []

    class Patch(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            painted.append(self.objectName())

    column = QVBoxLayout(window)
    for name in ("một", "hai"):
        patch = Patch(window)
        patch.setObjectName(name)
        column.addWidget(patch)
    show(qtbot, window)
    qtbot.waitUntil(lambda: set(painted) == {"một", "hai"}, timeout=WITHIN)
    painted.clear()
    patch.update()
    qtbot.waitUntil(lambda: bool(painted), timeout=WITHIN)
    assert painted == ["hai"]


def test_a_hidden_window_paints_once_it_is_shown_again(qtbot: QtBot, window: QWidget) -> None:
    cells, table = Cells(), QTableView(window)
    table.setModel(cells)
    QVBoxLayout(window).addWidget(table)
    show(qtbot, window)
    window.hide()
    cells.asked.clear()
    table.viewport().update()
    show(qtbot, window)
    qtbot.waitUntil(lambda: bool(cells.asked), timeout=WITHIN)
