"""What became of a click on many orders: one line each, and again for those that may succeed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import labels, theme
from lazdesk.views.answers import OrderResult
from lazdesk.views.lists import plain_table
from lazdesk.views.orders import words as order_words


class ResultsDialog(QDialog):
    """Accepted means *Thử lại*; ``failed`` are then the orders to press again, those for which it
    may help. ``refused`` is what it is called that nothing came of one."""

    def __init__(
        self,
        title: str,
        results: Sequence[OrderResult],
        parent: QWidget | None = None,
        *,
        refused: str = "",
    ) -> None:
        super().__init__(parent)
        self._refused = refused
        self.setWindowTitle(title)
        self.resize(820, plain_table.height(len(results), 460))
        self.failed = [r.order_id for r in results if r.result == "rejected" and r.again]
        heading = QLabel(f"{title}: {self._summary(results)}")
        theme.set_role(heading, "title")
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Đóng"), QDialogButtonBox.ButtonRole.RejectRole)
        if self.failed:
            count = len(self.failed)
            text = self.tr("Thử lại {n} đơn", "", count).format(n=labels.number(count))
            buttons.addButton(text, QDialogButtonBox.ButtonRole.AcceptRole)
        close.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(heading)
        self.table = self._table(results)
        whole.addWidget(self.table, 1)
        whole.addWidget(buttons)
        close.setFocus()

    def _summary(self, results: Sequence[OrderResult]) -> str:
        counted = {
            words: sum(result.result in states for result in results)
            for words, states in (
                (self.tr("{n} đã xác nhận"), ("confirmed",)),
                (f"{{n}} {self._of_refused().lower()}", ("rejected",)),
                (self.tr("{n} đang chờ hoặc chưa rõ"), ("waiting", "unknown")),
            )
        }
        return " · ".join(
            words.format(n=labels.number(count)) for words, count in counted.items() if count
        )

    def _of_refused(self) -> str:
        return self._refused or order_words.tr(order_words.CLICKS["rejected"])

    def _table(self, results: Sequence[OrderResult]) -> QTableWidget:
        columns = {
            self.tr("Mã đơn Lazada"): 170,
            self.tr("Kết quả"): 172,
            self.tr("Lý do"): plain_table.REST,
        }
        table = plain_table.plain_table(columns, self.windowTitle())
        plain_table.wrap(table)
        table.setRowCount(len(results))
        # Those that went wrong first.
        order = {"rejected": 0, "unknown": 1, "waiting": 2}
        for number, result in enumerate(sorted(results, key=lambda r: order.get(r.result, 3))):
            level = order_words.CLICK_LEVELS.get(result.result, "text")
            words = order_words.tr(order_words.CLICKS[result.result])
            if result.result == "rejected":
                words = self._of_refused()
            plain_table.fill_row(table, number, (result.order_number, words, result.reason))
            if (item := table.item(number, 1)) is not None:
                item.setForeground(QColor(getattr(theme.colors(), level)))
        return table
