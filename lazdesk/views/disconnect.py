"""*Ngắt kết nối* asks first, and says what stops and what stays (A6)."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import theme
from lazdesk.views.cards import muted

WIDTH = 560


class DisconnectDialog(QDialog):
    """Accepted: disconnect. The default is to leave all as it is."""

    def __init__(self, platform: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ngắt kết nối"))
        heading = QLabel(self.tr("Ngắt kết nối {name}?").format(name=name))
        heading.setWordWrap(True)
        theme.set_role(heading, "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        column.addWidget(heading)
        for title, lines in (
            (self.tr("Những việc sẽ dừng"), self._stops(platform)),
            (self.tr("Những gì vẫn giữ"), self._stays()),
        ):
            head = QLabel(title)
            theme.set_role(head, "title")
            column.addWidget(head)
            column.addWidget(muted("\n".join(f"•  {line}" for line in lines)))
        buttons = QDialogButtonBox()
        self.cancel = QPushButton(self.tr("Hủy bỏ"))
        self.disconnect_button = QPushButton(self.tr("Ngắt kết nối"))
        theme.set_role(self.disconnect_button, "danger")
        self.disconnect_button.setAutoDefault(False)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.disconnect_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.cancel.setDefault(True)
        column.addWidget(buttons)
        # Labels that wrap ask for too much height unless the width is known.
        self.resize(WIDTH, column.heightForWidth(WIDTH))

    def _stops(self, platform: str) -> list[str]:
        if platform == "lazada":
            return [
                self.tr("Giá và số lượng không còn cập nhật từ Haravan sang Lazada."),
                self.tr("Đơn Lazada mới không còn vào Haravan; trạng thái không còn cập nhật."),
                self.tr("Mã truy cập và App Secret bị xóa khỏi máy này; không còn lệnh gọi nào."),
            ]
        return [
            self.tr("Mọi gian hàng Lazada ngừng đồng bộ: không đọc, không ghi bên Haravan nữa."),
            self.tr("Mã truy cập Haravan bị xóa khỏi máy này."),
        ]

    def _stays(self) -> list[str]:
        return [
            self.tr("Liên kết sản phẩm, cấu hình và lịch sử trên máy này."),
            self.tr("Đơn hàng và sản phẩm trên Lazada và Haravan không bị thay đổi."),
            self.tr("Kết nối lại đúng gian hàng này thì chạy tiếp từ chỗ đã dừng."),
        ]
