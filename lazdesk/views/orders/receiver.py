"""Who receives an order: covered, until the merchant asks to see him (G3)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lazdesk.rules import privacy
from lazdesk.views.consequences import ConsequencesDialog
from lazdesk.views.labels import translate


class Receiver(QWidget):
    """Name, phone and address; ``revealed`` carries whether they are shown as they are,
    ``forget_asked``: the merchant wants them gone from this computer."""

    revealed = Signal(bool)
    forget_asked = Signal()

    def __init__(
        self,
        buyer: Mapping[str, str],
        *,
        forgotten: bool = False,
        shown: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buyer, self._forgotten = buyer, forgotten
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton()
        self.button.setCheckable(True)
        self.button.setChecked(shown)
        self.button.toggled.connect(self._toggle)
        self.forget = QPushButton(self.tr("Xóa thông tin người mua…"))
        self.forget.clicked.connect(self._ask_to_forget)
        row = QHBoxLayout()
        for button in (self.button, self.forget):
            button.setVisible(any(buyer.values()) and not forgotten)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addLayout(row)
        self._show()

    @Slot(bool)
    def _toggle(self, on: bool) -> None:
        self._show()
        self.revealed.emit(on)

    @Slot()
    def _ask_to_forget(self) -> None:
        self.forget_asked.emit()

    def _show(self) -> None:
        on = self.button.isChecked()
        self.button.setText(self.tr("Che lại") if on else self.tr("Hiện người nhận"))
        self.text.setText(self._told(on))

    def _told(self, on: bool) -> str:
        if self._forgotten:
            return self.tr("Đã xóa khỏi máy này.")
        name, phone = self._buyer.get("name") or "", self._buyer.get("phone") or ""
        parts = [self._buyer.get(f"address{number}") for number in (1, 2, 3, 4, 5)]
        parts += [self._buyer.get("district"), self._buyer.get("city")]
        where = [part for part in dict.fromkeys(parts) if part]
        if not on:
            name, phone = privacy.covered_name(name), privacy.covered_phone(phone)
            where = privacy.covered_address(where)
        lines = (" · ".join(filter(None, (name, phone))), ", ".join(where))
        told = "\n".join(filter(None, lines))
        if on and "*" in told:
            told += "\n" + self.tr("(bị Lazada che)")
        return told or "–"


class ForgetBuyerDialog(ConsequencesDialog):
    """Accepted: the buyer of this order is deleted from this computer for good."""

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        goes = (
            translate("ForgetBuyer", "Tên, điện thoại, địa chỉ người mua và vận đơn đã lưu."),
            translate("ForgetBuyer", "Cả trong các bản sao lưu ở máy này; không lấy lại được."),
        )
        stays = (
            translate("ForgetBuyer", "Đơn hàng, tiền và lịch sử."),
            translate("ForgetBuyer", "Dữ liệu trên Lazada, Haravan và tệp sao lưu cất nơi khác."),
        )
        super().__init__(
            translate("ForgetBuyer", "Xóa thông tin người mua"),
            translate("ForgetBuyer", "Xóa người mua của đơn {number}?").format(number=number),
            (
                (translate("ForgetBuyer", "Những gì bị xóa"), goes),
                (translate("ForgetBuyer", "Những gì vẫn giữ"), stays),
            ),
            parent,
        )
        self.forget_button = self.offer(translate("ForgetBuyer", "Xóa"), "danger")
