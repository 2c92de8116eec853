"""Why a number is what it is (C11)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import labels, theme
from lazdesk.views.answers import Drift, Explained

WIDTH = 520


class ExplainDialog(QDialog):
    """*Vì sao là 7?*: location by location, the rule, what is deducted, what was sent (C11)."""

    def __init__(self, why: Explained, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        shown = "–" if why.wanted is None else labels.number(why.wanted)
        self.setWindowTitle(self.tr("Vì sao là {n}?").format(n=shown))
        heading = QLabel(title)
        heading.setWordWrap(True)
        theme.set_role(heading, "title")
        whole = QVBoxLayout(self)
        whole.addWidget(heading)
        whole.addWidget(self._figures(why))
        rule = QLabel(self._rule(why))
        rule.setWordWrap(True)
        theme.set_role(rule, "note")
        whole.addWidget(rule)
        sent = QLabel(self._sent(why))
        sent.setWordWrap(True)
        theme.set_role(sent, "muted")
        whole.addWidget(sent)
        for drift in why.drifts:
            line = QLabel(self._drift(drift))
            line.setWordWrap(True)
            theme.set_role(line, "note", "warn")
            whole.addWidget(line)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("Đóng"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        whole.addWidget(buttons)
        # Labels that wrap ask for another height once the width is known.
        self.setMinimumSize(WIDTH, whole.totalHeightForWidth(WIDTH))

    def _figures(self, why: Explained) -> QFrame:
        card = QFrame()
        theme.set_role(card, "card")
        form = QFormLayout(card)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, available in why.locations:
            self._line(form, self.tr("Khả dụng tại {place}").format(place=name), available)
        self._line(form, self.tr("Cộng các kho được tính"), why.q)
        self._line(form, self.tr("− Đã bán trên Lazada, chưa vào Haravan"), why.u)
        self._line(form, self.tr("− Lazada đang giữ (chưa thanh toán)"), why.w)
        self._line(form, self.tr("− Tồn kho dự phòng"), why.b)
        self._line(form, self.tr("Còn lại"), why.q - why.u - why.w - why.b)
        return card

    def _line(self, form: QFormLayout, name: str, value: int) -> None:
        figure = QLabel(labels.number(value))
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        form.addRow(name, figure)

    def _rule(self, why: Explained) -> str:
        match why.rule:
            case "untracked":
                return self.tr("Biến thể không quản lý tồn kho nên số lượng không được cập nhật.")
            case "continue":
                text = self.tr(
                    "Cho phép đặt hàng khi hết hàng: còn trên 0 thì giữ nguyên, hết thì 100.000."
                )
            case _:
                text = self.tr("Không bán khi hết hàng: dưới 0 thì là 0.")
        return f"{text} → {labels.number(why.wanted or 0)}"

    def _drift(self, drift: Drift) -> str:
        show = labels.money if drift.kind == "price" else labels.number
        return self.tr("Bị nơi khác sửa trên Lazada lúc {at}: {expected} → {found}").format(
            at=labels.moment(drift.at), expected=show(drift.expected), found=show(drift.found)
        )

    def _sent(self, why: Explained) -> str:
        if why.sent is None or why.sent_at is None:
            return self.tr("Chưa gửi lần nào; trên đây là số liệu hiện tại.")
        answer = self.tr("Lazada đã nhận") if why.answer == "0" else (why.answer or "–")
        return self.tr(
            "Đã gửi {n} lúc {at}. Trả lời: {answer}. Số liệu trên là của lần gửi đó."
        ).format(n=labels.number(why.sent), at=labels.moment(why.sent_at), answer=answer)
