"""A short list in a dialog, all of it there: to be read, not written in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
AROUND = 170
PADDING = 12  # what the style sheet leaves free on both sides of a text
LINES = 40  # two of them
REST = 0  # the width of the column that takes what room is left


def plain_table(
    columns: Mapping[str, int], name: str, numbers: Collection[int] = ()
) -> QTableWidget:
    """An empty one. ``columns``: each title with its width; ``name`` is for a screen reader,
    ``numbers`` are the columns whose titles stand on the right."""
    table = QTableWidget(0, len(columns))
    table.setHorizontalHeaderLabels(list(columns))
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.setAlternatingRowColors(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    header = table.horizontalHeader()
    header.setDefaultAlignment(LEFT)
    for column, width in enumerate(columns.values()):
        if width == REST:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        else:
            table.setColumnWidth(column, width)
    for column in numbers:
        table.model().setHeaderData(
            column, Qt.Orientation.Horizontal, RIGHT, Qt.ItemDataRole.TextAlignmentRole
        )
    return table


def wrap(table: QTableWidget, *, once: bool = False) -> None:
    """Rows as high as their longest text, whatever width the window gives them.

    ``once``: when its owner says so. Rows that follow each cell take a minute to be listed anew
    when there are some hundreds of them.
    """
    table.setWordWrap(True)
    table.setStyleSheet("QTableView::item { padding: 5px 6px; }")
    table.setItemDelegate(Wrapped(table))
    if not once:
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)


class Wrapped(QStyledItemDelegate):
    """The height of a cell within its padding, which Qt forgets when it breaks the lines."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect = narrower.rect.adjusted(0, 0, -PADDING, 0)
        return super().sizeHint(narrower, index)


def height(rows: int, most: int) -> int:
    """Of a dialog that is such a table, a line above and buttons below: no more than it needs."""
    return min(AROUND + rows * LINES, most)


def fill_row(
    table: QTableWidget, number: int, texts: Sequence[str], numbers: Collection[int] = ()
) -> None:
    """Writes one row; what is cut off is in the tool tip."""
    for column, text in enumerate(texts):
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setTextAlignment(RIGHT if column in numbers else LEFT)
        table.setItem(number, column, item)
