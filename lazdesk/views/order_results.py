"""What became of a click on many orders: one line each, and again for those that may succeed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import labels, order_words, theme
from lazdesk.views.answers import OrderResult

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ResultsDialog(QDialog):
    """Accepted means *Thử lại*; ``failed`` are then the orders to press again."""

    def __init__(
        self, title: str, results: Sequence[OrderResult], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(820, 460)
        self.failed = [result.order_id for result in results if result.result == "rejected"]
        heading = QLabel(self._summary(results))
        theme.set_role(heading, "title")
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Đóng"), QDialogButtonBox.ButtonRole.RejectRole)
        if self.failed:
            text = self.tr("Thử lại {n} đơn").format(n=labels.number(len(self.failed)))
            buttons.addButton(text, QDialogButtonBox.ButtonRole.AcceptRole)
        close.setDefault(True)
        close.setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(heading)
        self.table = self._table(results)
        whole.addWidget(self.table, 1)
        whole.addWidget(buttons)

    def _summary(self, results: Sequence[OrderResult]) -> str:
        counted = {
            words: sum(result.result in states for result in results)
            for words, states in (
                (self.tr("{n} đã xác nhận"), ("confirmed",)),
                (self.tr("{n} bị từ chối"), ("rejected",)),
                (self.tr("{n} đang chờ hoặc chưa rõ"), ("waiting", "unknown")),
            )
        }
        return " · ".join(
            words.format(n=labels.number(count)) for words, count in counted.items() if count
        )

    def _table(self, results: Sequence[OrderResult]) -> QTableWidget:
        heads = [self.tr("Mã đơn Lazada"), self.tr("Kết quả"), self.tr("Lý do")]
        table = plain_table(heads, [170, 190])
        table.setAccessibleName(self.windowTitle())
        table.setRowCount(len(results))
        # Those that went wrong first.
        order = {"rejected": 0, "unknown": 1, "waiting": 2}
        for number, result in enumerate(sorted(results, key=lambda r: order.get(r.result, 3))):
            level = order_words.CLICK_LEVELS.get(result.result, "text")
            words = order_words.tr(order_words.CLICKS[result.result])
            fill_row(table, number, (result.order_number, words, result.reason))
            if (item := table.item(number, 1)) is not None:
                item.setForeground(QColor(getattr(theme.colors(), level)))
        table.resizeRowsToContents()
        return table


def plain_table(heads: Sequence[str], widths: Sequence[int]) -> QTableWidget:
    """A table to read, with these columns; the last one takes what room is left."""
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().setVisible(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setStyleSheet("QTableView::item { padding: 0 6px; }")
    table.horizontalHeader().setDefaultAlignment(_LEFT)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)
    table.horizontalHeader().setSectionResizeMode(len(widths), QHeaderView.ResizeMode.Stretch)
    return table


def fill_row(table: QTableWidget, number: int, texts: Sequence[str]) -> None:
    """Writes one row; what is cut off is in the tool tip."""
    for column, text in enumerate(texts):
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setTextAlignment(_LEFT)
        table.setItem(number, column, item)
