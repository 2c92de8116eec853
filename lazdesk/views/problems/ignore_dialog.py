"""Asks why problems are to be ignored: whoever looks later wants to know (F)."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import labels, theme

LONGEST = 200  # letters: it is shown in a column


class IgnoreDialog(QDialog):
    """Accepted: ``reason()`` says something."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Bỏ qua lỗi"))
        told = QLabel(
            self.tr(
                "Vì sao bỏ qua {n} lỗi này? Lỗi sẽ nằm ở mục Đã bỏ qua và có thể được đưa lại "
                "vào danh sách.",
                "",
                count,
            ).format(n=labels.number(count))
        )
        told.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(self.tr("Ví dụ: không bán trên Lazada"))
        self.line.setAccessibleName(self.tr("Lý do bỏ qua"))
        self.line.textChanged.connect(self._look)
        self.go = QPushButton(self.tr("Bỏ qua"))
        theme.set_role(self.go, "primary")
        buttons = QDialogButtonBox()
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Hủy bỏ"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self.line)
        column.addWidget(buttons)
        self.setMinimumWidth(440)
        self._look()

    def reason(self) -> str:
        return " ".join(self.line.text().split())

    @Slot()
    def _look(self) -> None:
        self.go.setEnabled(bool(self.reason()))
