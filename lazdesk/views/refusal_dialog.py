"""**Từ chối trả hàng**: Lazada asks for one of its reasons and a comment (lazada.md §8.3)."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import cancel_wishes, theme
from lazdesk.views.answers import RefusalPlanned
from lazdesk.views.cards import muted

WIDTH = 560
COMMENT_HEIGHT = 96


class RefusalDialog(QDialog):
    """Accepted: ``wish`` says what was chosen."""

    def __init__(self, planned: RefusalPlanned, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.planned = planned
        self.setWindowTitle(self.tr("Từ chối trả hàng"))
        self.setMinimumWidth(WIDTH)
        heading = QLabel(self.tr("Từ chối trả hàng, đơn {n}").format(n=planned.order_number))
        theme.set_role(heading, "heading")
        self.reason = QComboBox()
        self.reason.setAccessibleName(self.tr("Lý do"))
        self.reason.setPlaceholderText(self.tr("Chọn lý do…"))
        for id_, name in planned.reasons:
            self.reason.addItem(name or id_, id_)
        self.reason.setCurrentIndex(-1)
        self.comment = QPlainTextEdit()
        self.comment.setAccessibleName(self.tr("Giải thích"))
        self.comment.setPlaceholderText(self.tr("Người mua và Lazada đọc được lời này"))
        self.comment.setFixedHeight(COMMENT_HEIGHT)
        self.comment.setTabChangesFocus(True)
        self.go = QPushButton(self.tr("Từ chối"))
        theme.set_role(self.go, "danger")
        self.go.setAutoDefault(False)
        self.stay = QPushButton(self.tr("Hủy bỏ"))
        self.stay.setDefault(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.stay, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Lý do"), self.reason)
        form.addRow(self.tr("Giải thích"), self.comment)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(heading)
        if planned.asked:
            told = self.tr("Người mua nói: {reason}").format(reason=planned.asked)
            column.addWidget(muted(told))
        column.addLayout(form)
        column.addWidget(buttons)
        self.reason.currentIndexChanged.connect(self._look)
        self.comment.textChanged.connect(self._look)
        self._look()

    def wish(self) -> cancel_wishes.RefuseReturn:
        return cancel_wishes.RefuseReturn(
            self.planned.shop,
            self.planned.order_id,
            self.planned.requests,
            str(self.reason.currentData()),
            self.comment.toPlainText().strip(),
        )

    @Slot()
    def _look(self) -> None:
        said = bool(self.comment.toPlainText().strip())
        self.go.setEnabled(self.reason.currentIndex() >= 0 and said)
