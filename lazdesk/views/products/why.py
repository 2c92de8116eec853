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
from lazdesk.views.answers import Drift, Explained, Withheld
from lazdesk.views.cards import Note

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
        self.withheld = Note()
        if why.rule != "untracked":
            self.withheld.say("\n".join(map(self._not_sent, why.withheld)), "warn")
        whole.addWidget(self.withheld)
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
        if why.wanted is not None:
            self._line(form, self.tr("Số lượng cho Lazada"), why.wanted, role="title")
        return card

    def _line(self, form: QFormLayout, name: str, value: int, role: str = "") -> None:
        words, figure = QLabel(name), QLabel(labels.number(value))
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        for label in (words, figure):
            theme.set_role(label, role)
        form.addRow(words, figure)

    def _not_sent(self, withheld: Withheld) -> str:
        if withheld.why == "locked" and withheld.until is not None:
            told = self.tr("Đang khóa tồn đến {at}: trước đó không gửi số lượng lên Lazada.")
            return told.format(at=labels.moment(withheld.until))
        return {
            "stopped": self.tr("Đang dừng ghi: không gửi gì cho đến khi bạn bấm Cho ghi lại."),
            "off": self.tr("Cập nhật Số lượng đang tắt ở thẻ Cấu hình: không gửi số lượng nào."),
            "locked": self.tr("Đang khóa tồn: không gửi số lượng lên Lazada cho đến khi bỏ khóa."),
            "resting": self.tr("Lazada vừa từ chối số lượng này: LazDesk sẽ thử lại sau."),
            "MULTI_WAREHOUSE": self.tr("Chưa chọn kho Lazada ở thẻ Cấu hình: chưa gửi số lượng."),
            "ANOTHER_WRITER": self.tr(
                "Chương trình khác cũng ghi số lượng của SKU này: LazDesk không gửi, xem thẻ Lỗi."
            ),
        }.get(withheld.why, self.tr("Chưa gửi: đang chờ bạn xem trước và đồng ý."))

    def _rule(self, why: Explained) -> str:
        match why.rule:
            case "untracked":
                return self.tr("Biến thể không quản lý tồn kho nên số lượng không được cập nhật.")
            case "continue":
                return self.tr(
                    "Cho phép đặt hàng khi hết hàng: còn trên 0 thì giữ nguyên, hết thì 100.000."
                )
            case _:
                return self.tr("Không bán khi hết hàng: dưới 0 thì là 0.")

    def _drift(self, drift: Drift) -> str:
        is_price = drift.kind == "price"
        show = labels.money if is_price else labels.number
        told = (
            self.tr("Giá trên Lazada bị sửa từ nơi khác lúc {at}: {expected} → {found}")
            if is_price
            else self.tr("Số lượng trên Lazada bị sửa từ nơi khác lúc {at}: {expected} → {found}")
        )
        return told.format(
            at=labels.moment(drift.at), expected=show(drift.expected), found=show(drift.found)
        )

    def _sent(self, why: Explained) -> str:
        if why.sent is None or why.sent_at is None:
            return self.tr("Chưa gửi lần nào; trên đây là số liệu hiện tại.")
        answer = self.tr("Lazada đã nhận") if why.answer == "0" else (why.answer or "–")
        return self.tr(
            "Đã gửi {n} lúc {at}. Trả lời: {answer}. Số liệu trên là của lần gửi đó."
        ).format(n=labels.number(why.sent), at=labels.moment(why.sent_at), answer=answer)
