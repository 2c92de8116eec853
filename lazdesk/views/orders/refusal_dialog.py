"""**Từ chối trả hàng**: Lazada asks for one of its reasons and a comment (lazada.md §8.3)."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lazdesk.views import cancel_wishes
from lazdesk.views.answers import RefusalPlanned
from lazdesk.views.cards import muted
from lazdesk.views.orders.reason_dialog import ReasonDialog

WIDTH = 560
COMMENT_HEIGHT = 96


class RefusalDialog(ReasonDialog):
    """Accepted: ``wish`` says what was chosen."""

    def __init__(self, planned: RefusalPlanned, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Từ chối trả hàng"),
            self.tr("Từ chối trả hàng, đơn {n}").format(n=planned.order_number),
            self.tr("Quay lại"),
            parent,
        )
        self.planned = planned
        self.setMinimumWidth(WIDTH)
        self.offer((name or id_, id_) for id_, name in planned.reasons)
        self.go.setText(self.tr("Từ chối"))
        self.comment = QPlainTextEdit()
        self.comment.setAccessibleName(self.tr("Giải thích"))
        self.comment.setPlaceholderText(self.tr("Người mua và Lazada đọc được lời này"))
        self.comment.setFixedHeight(COMMENT_HEIGHT)
        self.comment.setTabChangesFocus(True)
        self.form.addRow(self.tr("Giải thích"), self.comment)
        if planned.asked:
            told = self.tr("Người mua nói: {reason}").format(reason=planned.asked)
            self.column.addWidget(muted(told))
        self.column.addLayout(self.form)
        self.column.addWidget(self.buttons)
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
