"""What becomes of Haravan's own Lazada channel is the merchant's choice (A9)."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from lazdesk.views.consequences import ConsequencesDialog
from lazdesk.views.labels import translate

SETTING = "orders.foreign_channel"


class ChannelDialog(ConsequencesDialog):
    """Accepted: ``choice`` is off or adopt, the setting's value; else import goes on waiting."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        title = translate("Channel", "Kênh Lazada của Haravan")
        question = translate("Channel", "Kênh Lazada có sẵn của Haravan vẫn tạo đơn của {name}")
        sections = (
            (
                translate("Channel", "Việc LazDesk đã làm"),
                (
                    translate(
                        "Channel",
                        "Đơn kênh kia đã tạo được nhận: tính là đơn của LazDesk, không tạo lại.",
                    ),
                    translate(
                        "Channel", "Tạm dừng nhập đơn mới, để không đơn nào vào Haravan hai lần."
                    ),
                ),
            ),
            (
                translate("Channel", "Bạn chọn một trong hai"),
                (
                    translate(
                        "Channel",
                        "Đã tắt kênh kia (nên chọn): tắt kênh Lazada trong Haravan trước, rồi "
                        "LazDesk nhập tiếp. Nếu kênh đó lại tạo đơn, LazDesk sẽ hỏi lại.",
                    ),
                    translate(
                        "Channel",
                        "Nhận các đơn đó: kênh kia vẫn chạy. Đơn nó tạo trước thì được nhận; đơn "
                        "nó tạo sau LazDesk sẽ thành đơn thừa và được báo ở thẻ Lỗi.",
                    ),
                ),
            ),
        )
        super().__init__(title, question.format(name=name), sections, parent)
        self.choice = ""
        self.cancel.setText(self.tr("Để sau"))
        self.adopt = self.offer(self.tr("Nhận các đơn đó"), "", self._choose_adopt)
        self.off = self.offer(self.tr("Đã tắt kênh kia"), "primary", self._choose_off)

    @Slot()
    def _choose_adopt(self) -> None:
        self.choice = "adopt"
        self.accept()

    @Slot()
    def _choose_off(self) -> None:
        self.choice = "off"
        self.accept()
