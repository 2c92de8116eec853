"""*Ngắt kết nối* and *Xóa dữ liệu cửa hàng* ask first, and say what stops and what stays (A6)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lazdesk.views.consequences import ConsequencesDialog
from lazdesk.views.labels import translate


class DisconnectDialog(ConsequencesDialog):
    """Accepted: disconnect. The default is to leave all as it is."""

    def __init__(self, platform: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("Disconnect", "Ngắt kết nối"),
            translate("Disconnect", "Ngắt kết nối {name}?").format(name=name),
            (
                (translate("Disconnect", "Những việc sẽ dừng"), _stops(platform)),
                (translate("Disconnect", "Những gì vẫn giữ"), _stays()),
            ),
            parent,
        )
        self.disconnect_button = self.offer(translate("Disconnect", "Ngắt kết nối"), "danger")


class ForgetDialog(ConsequencesDialog):
    """Accepted: everything of the shop is deleted from this computer for good."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("Forget", "Xóa dữ liệu cửa hàng"),
            translate("Forget", "Xóa dữ liệu của {name} khỏi máy này?").format(name=name),
            (
                (
                    translate("Forget", "Những gì bị xóa, không lấy lại được"),
                    (
                        translate("Forget", "Đơn hàng, sản phẩm, liên kết, cấu hình và lịch sử."),
                        translate("Forget", "Vận đơn đã lưu và các bản sao lưu dữ liệu."),
                        translate("Forget", "Mã truy cập và App Secret, nếu còn."),
                    ),
                ),
                (
                    translate("Forget", "Những gì vẫn giữ"),
                    (
                        translate(
                            "Forget",
                            "Đơn hàng và sản phẩm trên Lazada và Haravan không bị thay đổi.",
                        ),
                        translate("Forget", "Dữ liệu của gian hàng Lazada khác trên máy này."),
                    ),
                ),
            ),
            parent,
        )
        self.forget_button = self.offer(translate("Forget", "Xóa dữ liệu"), "danger")


def _stops(platform: str) -> list[str]:
    if platform == "lazada":
        return [
            translate("Disconnect", "Giá và số lượng không còn cập nhật từ Haravan sang Lazada."),
            translate(
                "Disconnect",
                "Đơn Lazada mới không còn vào Haravan; trạng thái không còn cập nhật.",
            ),
            translate(
                "Disconnect",
                "Mã truy cập và App Secret bị xóa khỏi máy này; không còn lệnh gọi nào.",
            ),
        ]
    return [
        translate(
            "Disconnect",
            "Mọi gian hàng Lazada ngừng đồng bộ: không đọc, không ghi bên Haravan nữa.",
        ),
        translate("Disconnect", "Mã truy cập Haravan bị xóa khỏi máy này."),
    ]


def _stays() -> list[str]:
    return [
        translate("Disconnect", "Liên kết sản phẩm, cấu hình và lịch sử trên máy này."),
        translate("Disconnect", "Đơn hàng và sản phẩm trên Lazada và Haravan không bị thay đổi."),
        translate("Disconnect", "Kết nối lại đúng gian hàng này thì chạy tiếp từ chỗ đã dừng."),
    ]
