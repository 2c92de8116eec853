"""A document's keys, fixed words, times and money as a person reads them (G1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from lazdesk import texts
from lazdesk.rules.order import VIETNAM

NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "barcode": ("Barcode", "Barcode"),
        "seller_sku": ("SellerSku", "SellerSku"),
        "title": ("Sản phẩm", "Product"),
        "link": ("Liên kết", "Link"),
        "wanted_quantity": ("SL cần có", "Wanted"),
        "lazada_quantity": ("SL Lazada", "On Lazada"),
        "haravan_price": ("Giá Haravan", "Haravan price"),
        "lazada_price": ("Giá Lazada", "Lazada price"),
        "kind": ("Loại", "Kind"),
        "now": ("Đang là", "Now"),
        "wanted": ("Sẽ thành", "Will be"),
        "waits_for": ("Đang chờ", "Waits for"),
        "order_number": ("Mã đơn", "Order"),
        "state": ("Nhập đơn", "Import"),
        "lazada_status": ("Lazada", "Lazada"),
        "haravan_status": ("Haravan", "Haravan"),
        "total": ("Tổng tiền", "Total"),
        "haravan_id": ("ID Haravan", "Haravan id"),
        "result": ("Kết quả", "Result"),
        "reason": ("Lý do", "Reason"),
        "id": ("ID", "ID"),
        "message": ("Thông báo lỗi", "Message"),
        "cause": ("Nguyên do", "Cause"),
        "remedy": ("Phương án xử lý", "Remedy"),
        "object": ("Đối tượng", "Object"),
        "since": ("Từ lúc", "Since"),
        "count": ("Số lần", "Times"),
        # link states
        "linked": ("đã liên kết", "linked"),
        "by_hand": ("liên kết tay", "by hand"),
        "missing_barcode": ("thiếu barcode", "no barcode"),
        "not_on_lazada": ("chưa có trên Lazada", "not on Lazada"),
        "duplicate": ("trùng mã", "duplicate"),
        "unpublished": ("chưa đăng", "unpublished"),
        "unlinked": ("đã bỏ liên kết", "unlinked"),
        # kinds of a change and what it waits for
        "quantity": ("số lượng", "quantity"),
        "price": ("giá", "price"),
        "preview": ("xem trước", "preview"),
        "resting": ("thử lại sau", "next try"),
        "locked": ("đang khóa", "locked"),
        "PRICE_GUARD": ("giá đổi nhiều", "large price change"),
        "ZERO_STOCK_GUARD": ("nhiều mã về 0", "many go to zero"),
        "MULTI_WAREHOUSE": ("chọn kho Lazada", "choose a warehouse"),
        # imports and results
        "imported": ("đã nhập", "imported"),
        "not_imported": ("không nhập", "not imported"),
        "unknown": ("chưa rõ", "unknown"),
        "waiting": ("đang chờ", "waiting"),
        "confirmed": ("đã xác nhận", "confirmed"),
        "rejected": ("bị từ chối", "rejected"),
        "expired": ("quá hạn, không gửi nữa", "too late, not sent"),
        "superseded": ("thay bằng thao tác sau", "replaced by a later button"),
        # buttons
        "pack": ("Đóng gói", "pack"),
        "ready_to_ship": ("Sẵn sàng giao hàng", "ready to ship"),
        "cancel": ("Hủy đơn hàng", "cancel"),
        "answer_cancel": ("Trả lời yêu cầu hủy", "answer to a cancel request"),
        "answer_return": ("Trả lời yêu cầu trả hàng", "answer to a return"),
        "return_goods": ("Hoàn trả đơn hàng", "return goods"),
        "take_stock": ("Trừ tồn", "take stock"),
        # events of an order's history
        "canceled_by_shop": ("Shop đã hủy trên Lazada", "canceled on Lazada by the shop"),
        "import_rejected": ("Haravan từ chối nhập", "import rejected"),
        "adopted": (
            "nhận đơn do kênh Lazada của Haravan tạo",
            "adopted from Haravan's own channel",
        ),
        "status": ("trạng thái", "status"),
        "canceled": ("đã hủy, hàng trả về kho", "canceled, back in stock"),
        "units_canceled": ("hủy một phần, hàng trả về kho", "canceled in part, back in stock"),
        "refunded": ("đã ghi nhận hoàn tiền", "refund booked"),
        "goods_back": ("hoàn trả đơn hàng", "goods taken back"),
        "goods_lost": ("hàng không về nữa", "goods written off"),
        "stock_voucher": ("phiếu nhập kho hàng hoàn", "stock voucher of returned goods"),
        "stock_taken": ("trừ tồn cho dòng vừa liên kết", "stock taken for a line linked late"),
        "label_failed": ("chưa lấy được phiếu giao hàng", "no label yet"),
        "printed": ("đã in vận đơn", "label printed"),
        "refused": ("Haravan từ chối", "refused by Haravan"),
        "captured": ("đã ghi nhận thanh toán", "payment booked"),
        # counts
        "problems": ("lỗi", "problems"),
        "orders": ("đơn hàng", "orders"),
        "unanswered": ("SKU Lazada chưa có biến thể", "Lazada SKUs without variant"),
        # the doctor's checks
        "network": ("Mạng", "Network"),
        "access": ("Quyền truy cập", "Access"),
        "permission": ("Quyền", "Permission"),
        "warehouses": ("Kho Lazada", "Lazada warehouses"),
        "channel": ("Kênh Lazada của Haravan", "Haravan's own Lazada channel"),
        "keyring": ("Kho mật khẩu", "Keyring"),
        "database": ("Cơ sở dữ liệu", "Database"),
        "disk": ("Ổ đĩa", "Disk"),
        "connections": ("Kết nối", "Connections"),
        "lazada": ("Lazada", "Lazada"),
        "haravan": ("Haravan", "Haravan"),
        "clock": ("Đồng hồ", "Clock"),
    }
)

ENDINGS = frozenset({"confirmed", "rejected", "expired", "superseded"})


def name(word: str, language: str) -> str:
    """A document's key or fixed word as a person reads it; others stay as they are. How a button
    ended, in an order's history, is made up of the two words."""
    button, _, ended = word.rpartition("_")
    if word not in NAMES and ended in ENDINGS and button in NAMES:
        return f"{name(button, language)}: {name(ended, language)}"
    return NAMES[word][texts.LANGUAGES.index(language)] if word in NAMES else word


def moment(iso: str | None) -> str:
    """A document's time as a person in Vietnam reads it (G1)."""
    return f"{datetime.fromisoformat(iso).astimezone(VIETNAM):%d/%m/%Y %H:%M}" if iso else "–"


def money(dong: int) -> str:
    """``1.234.567 ₫`` (G1)."""
    return f"{dong:,} ₫".replace(",", ".")
