"""A dialog that asks for one of Lazada's reasons before something that cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import theme
from lazdesk.views.orders import words as order_words


class ReasonDialog(QDialog):
    """Heading and form, to be laid out in ``column`` with the ``buttons`` at its end. Nothing is
    chosen beforehand, and Enter leaves all as it is."""

    def __init__(self, title: str, head: str, stay: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        heading = QLabel(head)
        theme.set_role(heading, "heading")
        self.reason = QComboBox()
        self.reason.setAccessibleName(self.tr("Lý do"))
        self.reason.setPlaceholderText(self.tr("Chọn lý do…"))
        self.go = QPushButton()
        theme.set_role(self.go, "danger")
        self.go.setAutoDefault(False)
        self.stay = QPushButton(stay)
        self.stay.setDefault(True)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.stay, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.form = QFormLayout()
        self.form.addRow(self.tr("Lý do"), self.reason)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 18, 22, 18)
        self.column.setSpacing(10)
        self.column.addWidget(heading)

    def offer(self, reasons: Iterable[tuple[str, object]]) -> None:
        """``reasons``: Lazada's words, which are the tooltip of the merchant's, and the value."""
        for name, value in reasons:
            self.reason.addItem(order_words.lazada_reason(name), value)
            last = self.reason.count() - 1
            self.reason.setItemData(last, name, Qt.ItemDataRole.ToolTipRole)
        self.reason.setCurrentIndex(-1)
