"""Haravan's answers that are no success (haravan.md §13)."""

from collections.abc import Mapping
from types import MappingProxyType

from lazdesk.rules.explanations.kinds import Explanation, Severity

ENTRIES = (
    Explanation(
        "HARAVAN_TOKEN",
        Severity.ORDERS,
        "Haravan không còn nhận token của ứng dụng riêng.",
        "Tạo hoặc sao chép lại token trong Haravan → Ứng dụng riêng và kết nối lại; việc đang chờ "
        "được giữ nguyên.",
        "Haravan no longer accepts the private app's token.",
        "Make or copy the token in Haravan → Private apps and connect again; work waits.",
    ),
    Explanation(
        "HARAVAN_GONE",
        Severity.ORDERS,
        "Đơn hàng hoặc sản phẩm này đã bị xóa ở Haravan.",
        "Kiểm tra trong Haravan; nếu xóa nhầm thì tạo lại, nếu không thì bỏ qua lỗi này.",
        "This order or product was deleted in Haravan.",
        "Check in Haravan; make it again if that was a mistake, otherwise ignore this.",
    ),
    Explanation(
        "HARAVAN_BAD_REQUEST",
        Severity.ORDERS,
        "Haravan không hiểu yêu cầu của LazDesk.",
        "Sao chép mã hỗ trợ và gửi cho người hỗ trợ LazDesk.",
        "Haravan does not understand LazDesk's request.",
        "Copy the support code and send it to whoever supports LazDesk.",
    ),
    Explanation(
        "HARAVAN_CONFLICT",
        Severity.ORDERS,
        "Trạng thái hiện tại ở Haravan không cho phép thao tác này.",
        "Mở đơn ở Haravan, xem ai vừa thay đổi gì, rồi bấm Thử lại.",
        "The present state in Haravan does not allow this.",
        "Open the order in Haravan, see what was changed, then retry.",
        retryable=True,
    ),
    Explanation(
        "HARAVAN_REFUSED",
        Severity.ORDERS,
        "Haravan từ chối dữ liệu; lý do nằm trong thông báo lỗi.",
        "Sửa dữ liệu theo thông báo rồi bấm Thử lại.",
        "Haravan refused the data; its message says why.",
        "Correct the data as the message says, then retry.",
    ),
    Explanation(
        "HARAVAN_READ_REFUSED",
        Severity.NOTICE,
        "Haravan tạm thời không trả lời được yêu cầu đọc này.",
        "Không cần làm gì: LazDesk đọc lại từng phần nhỏ hơn.",
        "Haravan could not answer this reading for the moment.",
        "Nothing to do: LazDesk reads again in smaller parts.",
        retryable=True,
    ),
    Explanation(
        "HARAVAN_THROTTLED",
        Severity.NOTICE,
        "Đã dùng hết lượt gọi Haravan cho phép trong chốc lát.",
        "Không cần làm gì: LazDesk chạy chậm lại rồi tiếp tục. Tắt bớt ứng dụng khác dùng chung "
        "cửa hàng nếu lặp lại nhiều.",
        "The calls Haravan allows are used up for the moment.",
        "Nothing to do: LazDesk slows down and goes on. If it keeps happening, stop other apps "
        "that use the same shop.",
        retryable=True,
    ),
    Explanation(
        "HARAVAN_DOWN",
        Severity.ORDERS,
        "Máy chủ Haravan đang gặp sự cố.",
        "Chờ vài phút; LazDesk tự thử lại và làm tiếp từ chỗ dừng.",
        "Haravan's servers have trouble.",
        "Wait a few minutes; LazDesk retries and goes on from where it stopped.",
        retryable=True,
    ),
    Explanation(
        "HARAVAN_GARBLED",
        Severity.ORDERS,
        "Câu trả lời không phải của API Haravan (trang đăng nhập hoặc proxy chen vào).",
        "Kiểm tra proxy, VPN hoặc phần mềm diệt virus đang chặn apis.haravan.com.",
        "The answer is not Haravan's API speaking (a login page or a proxy in between).",
        "Check for a proxy, VPN or virus scanner in front of apis.haravan.com.",
        retryable=True,
    ),
    Explanation(
        "HARAVAN_OTHER",
        Severity.ORDERS,
        "Haravan từ chối với một mã chưa có trong danh mục.",
        "Đọc thông báo lỗi của Haravan; nếu chưa rõ, sao chép mã hỗ trợ và gửi cho người hỗ trợ.",
        "Haravan refused with a code that is not in the catalogue.",
        "Read Haravan's message; if it does not help, copy the support code and send it on.",
    ),
)

CODES: Mapping[str, str] = MappingProxyType(
    {
        "200": "HARAVAN_GARBLED",
        "400": "HARAVAN_BAD_REQUEST",
        "401": "HARAVAN_TOKEN",
        "403": "MISSING_SCOPE",
        "404": "HARAVAN_GONE",
        "409": "HARAVAN_CONFLICT",
        "422": "HARAVAN_REFUSED",
        "408": "HARAVAN_DOWN",
        "429": "HARAVAN_THROTTLED",
        "Paused": "HARAVAN_THROTTLED",
    }
)
"""HTTP status → entry (haravan.md §13); all of 5xx is HARAVAN_DOWN."""

READS: Mapping[str, str] = MappingProxyType({"422": "HARAVAN_READ_REFUSED"})
"""What the same status means when something is only read."""
