"""What the demo says of the day it lives through (G1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "demo_too_small": (
            "Cần ít nhất {fewest} sản phẩm và {fewest} đơn hàng để đủ mọi trường hợp.",
            "At least {fewest} products and {fewest} orders are needed to hold every case.",
        ),
        "demo_starts": (
            "Chạy thử trên gian hàng tập dượt trong máy này: không đụng tới gian hàng thật nào. Mã "
            "truy cập nằm trong kho bí mật tạm, mất đi khi xong; kho mật khẩu của máy không được "
            "dùng.",
            "A trial on practice shops inside this computer: nothing real is touched. Tokens are "
            "kept in a throw-away secret store that ends with it; the keyring is not used.",
        ),
        "demo_connects": (
            "Kết nối: kiểm tra mã Haravan, rồi mở trang cho phép của Lazada và bấm “Cho phép” …",
            "Connecting: checking the Haravan token, then Lazada's consent page and its “allow” …",
        ),
        "demo_first_look": (
            "{at} Đọc lần đầu: nhập {imported} đơn.",
            "{at} First look: {imported} orders imported.",
        ),
        "demo_morning": (
            "{at} Đã đăng và bật đồng bộ: đẩy {pushed} giá trị.",
            "{at} Published and switched on: {pushed} values pushed.",
        ),
        "demo_acts": (
            "{at} Nhập {imported} đơn, đẩy {pushed} giá trị, cập nhật {followed} đơn.",
            "{at} {imported} orders imported, {pushed} values pushed, {followed} orders followed.",
        ),
        "demo_quiet": (
            "{at} Cuối ngày: đẩy {pushed} giá trị, cập nhật {followed} đơn.",
            "{at} End of day: {pushed} values pushed, {followed} orders followed.",
        ),
        "demo_pressed": (
            "  Bấm Sẵn sàng giao hàng: {count} đơn.",
            "  Pressed ready to ship: {count} orders.",
        ),
        "demo_case": ("Trường hợp", "Case"),
        "demo_count": ("Số lượng", "Count"),
        "demo_open": (
            "Để ngỏ ({case}): {count} – {objects}",
            "Open ({case}): {count} – {objects}",
        ),
        "demo_differs": (
            "Hai bên khác nhau ở {count} chỗ:",
            "Both sides differ in {count} places:",
        ),
        "demo_object": ("Đơn / SKU", "Order / SKU"),
        "demo_what": ("Khác ở", "Differs in"),
        "demo_found": ("Đang là", "Is"),
        "demo_wanted": ("Phải là", "Should be"),
        "demo_missing": ("Thiếu trường hợp: {case}", "Case missing: {case}"),
        "demo_agrees": ("Hai bên khớp nhau.", "Both sides agree."),
    }
)
