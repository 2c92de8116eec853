"""What is said of locks, of prices taken back, and of how fresh the stock is (C13, G1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "stock_read": (
            "Tồn kho đọc lúc {newest}, cũ nhất {oldest}.",
            "Stock read at {newest}, the oldest of it at {oldest}.",
        ),
        "locked": (
            "Đã khóa {kinds} của {count} SKU {until}.",
            "Locked {kinds} of {count} SKUs {until}.",
        ),
        "until_day": ("đến hết ngày {day}", "through {day}"),
        "until_lifted": ("cho đến khi bỏ khóa", "until unlocked"),
        "unlocked": ("Đã bỏ {count} khóa.", "Lifted {count} locks."),
        "bad_day": (
            "“{text}” không phải một ngày sắp tới. Ví dụ: 2026-12-12 hoặc 12/12/2026.",
            "“{text}” is no day to come. For example: 2026-12-12 or 12/12/2026.",
        ),
        "locked_count": ("Đã khóa {count} SKU.", "Locked {count} SKUs."),
        "undo_line": (
            "{sku}: {now} → {before}",
            "{sku}: {now} → {before}",
        ),
        "undo_nothing": (
            "Không có giá nào hoàn tác được: chưa đẩy giá, đã hoàn tác, hoặc Lazada đang giữ giá khác.",
            "No price can be taken back: none was sent, it was taken back, or Lazada holds another.",
        ),
        "undo_question": (
            "Đặt lại {count} giá trên Lazada như trước lần đẩy cuối? Giá Haravan hiện tại sẽ không "
            "được đẩy lại cho đến khi bạn đổi giá ở Haravan hoặc bỏ khóa. [c/K] ",
            "Set {count} prices on Lazada back to what they were before the last push? Haravan's "
            "present price is not sent again until it changes or you unlock it. [y/N] ",
        ),
        "undo_consent": (
            "Chưa đặt lại gì: thêm --yes để đồng ý.",
            "Nothing was set back: add --yes to agree.",
        ),
        "undo_done": (
            "Đã đặt lại {count}/{planned} giá trên Lazada.",
            "{count} of {planned} prices on Lazada were set back.",
        ),
        "price_switch_off": (
            "Đồng bộ Giá đang tắt nên không gửi giá nào lên Lazada. Bật Giá rồi hoàn tác lại.",
            "Prices are switched off, so none is sent to Lazada. Switch prices on and undo again.",
        ),
        "writes_stopped": (
            "Đang dừng ghi: không gửi gì lên Lazada. Bật lại bằng: lazdesk config set writes on",
            "Writes are stopped: nothing is sent to Lazada. Resume with: lazdesk config set writes on",
        ),
    }
)
