"""What each difference between the two sides is called, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lazdesk.rules.agreement import What


@dataclass(frozen=True, slots=True)
class Told:
    """A difference in the merchant's words: what it is, and the remedy."""

    title_vi: str
    remedy_vi: str
    title_en: str
    remedy_en: str

    def title(self, language: str) -> str:
        """Return what it is in `vi` or `en`."""
        return self.title_en if language == "en" else self.title_vi

    def remedy(self, language: str) -> str:
        """Return what to do in `vi` or `en`."""
        return self.remedy_en if language == "en" else self.remedy_vi


_SYNC_VI = "Bấm Đồng bộ ngay rồi đối soát lại; nếu vẫn lệch, xem lỗi của đơn này ở thẻ Lỗi."
_SYNC_EN = (
    "Press Synchronise now and compare again; if it still differs, see this order on the Problems "
    "tab."
)
_PUSH_VI = "Bấm Đồng bộ ngay; nếu vẫn lệch, xem SKU này ở thẻ Lỗi: có thể đang chờ bạn đồng ý."
_PUSH_EN = (
    "Press Synchronise now; if it still differs, see this SKU on the Problems tab: it may wait for "
    "your consent."
)

TOLD: Mapping[What, Told] = MappingProxyType(
    {
        What.MISSING: Told(
            "Đơn chưa có trong Haravan",
            _SYNC_VI,
            "The order is not in Haravan",
            _SYNC_EN,
        ),
        What.DOUBLED: Told(
            "Một đơn Lazada có nhiều đơn Haravan",
            "Giữ một đơn, hủy các đơn còn lại trong Haravan có nhập lại kho; tắt kênh Lazada của "
            "Haravan nếu kênh đó còn chạy.",
            "Several Haravan orders for one Lazada order",
            "Keep one, cancel the others in Haravan with restock; switch Haravan's own Lazada "
            "channel off if it still runs.",
        ),
        What.UNWANTED: Told(
            "Đơn chưa thanh toán đã có trong Haravan",
            "Hủy đơn này trong Haravan; khi người mua thanh toán LazDesk sẽ không tạo lại.",
            "An unpaid order is in Haravan",
            "Cancel it in Haravan; LazDesk will not create it again once the buyer pays.",
        ),
        What.STRAY: Told(
            "Đơn Haravan không có đơn Lazada tương ứng",
            "Tìm mã đơn này trong Seller Center; nếu không có, hủy đơn trong Haravan.",
            "A Haravan order that no Lazada order stands behind",
            "Look for its number in Seller Center; if it is not there, cancel it in Haravan.",
        ),
        What.UNCONFIRMED: Told(
            "Đơn Haravan chưa được xác thực",
            _SYNC_VI,
            "The Haravan order is not confirmed",
            _SYNC_EN,
        ),
        What.CANCELED: Told(
            "Đơn đã hủy trên Lazada, chưa hủy trong Haravan",
            _SYNC_VI,
            "Canceled on Lazada, not in Haravan",
            _SYNC_EN,
        ),
        What.LINE: Told(
            "Dòng hàng không khớp",
            "So đơn này ở hai bên; sửa đơn trong Haravan, hoặc kiểm tra liên kết của SKU.",
            "A line does not match",
            "Compare the order on both sides; edit it in Haravan, or check the SKU's link.",
        ),
        What.UNLINKED: Told(
            "Dòng hàng chưa trừ tồn của biến thể",
            "Ở thẻ Lỗi, chọn đề nghị trừ tồn của đơn này rồi bấm Thử lại.",
            "A line has not taken the variant's stock",
            "On the Problems tab choose this order's stock correction and press Retry.",
        ),
        What.TOTAL: Told(
            "Tổng tiền không khớp",
            "So giảm giá và phí vận chuyển của đơn ở hai bên; sửa đơn trong Haravan.",
            "The totals differ",
            "Compare the order's discount and shipping on both sides; edit it in Haravan.",
        ),
        What.CAPTURED: Told(
            "Tiền đã thu không khớp",
            "Thiếu thì bấm Đồng bộ ngay; thừa thì kiểm tra các giao dịch của đơn trong Haravan.",
            "The money captured differs",
            "Too little: press Synchronise now. Too much: check its transactions in Haravan.",
        ),
        What.REFUNDED: Told(
            "Tiền hoàn không khớp",
            "Thiếu thì bấm Đồng bộ ngay; thừa thì kiểm tra các lần hoàn tiền trong Haravan.",
            "The money refunded differs",
            "Too little: press Synchronise now. Too much: check the order's refunds in Haravan.",
        ),
        What.PAYMENT: Told(
            "Trạng thái thanh toán không khớp",
            "Mở đơn trong Haravan và kiểm tra các giao dịch.",
            "The payment status differs",
            "Open the order in Haravan and check its transactions.",
        ),
        What.GOODS: Told(
            "Số món đã trả lại không khớp",
            "Thiếu thì bấm Đồng bộ ngay; thừa thì kiểm tra các lần hoàn trả của đơn trong Haravan.",
            "The number of pieces given back differs",
            "Too few: press Synchronise now. Too many: check the order's returns in Haravan.",
        ),
        What.RESTOCK: Told(
            "Hàng hủy chưa được nhập lại kho",
            "Kiểm kho rồi nhập lại số còn thiếu bằng phiếu điều chỉnh trong Haravan.",
            "Canceled goods are not back in stock",
            "Count the shelf, then add what is missing with a stock voucher in Haravan.",
        ),
        What.STATUS: Told(
            "Trạng thái giao hàng không khớp",
            _SYNC_VI,
            "The delivery status differs",
            _SYNC_EN,
        ),
        What.LINK: Told(
            "Liên kết không còn đúng mã",
            "Bấm Đồng bộ ngay để liên kết lại theo mã; sai mã thì sửa barcode trong Haravan.",
            "The link does not follow the codes",
            "Press Synchronise now to link by code again; mend a wrong barcode in Haravan.",
        ),
        What.STOCK: Told(
            "Số lượng trên Lazada không đúng",
            _PUSH_VI,
            "The quantity on Lazada is wrong",
            _PUSH_EN,
        ),
        What.PRICE: Told(
            "Giá trên Lazada không đúng",
            _PUSH_VI,
            "The price on Lazada is wrong",
            _PUSH_EN,
        ),
        What.MIRROR: Told(
            "Dữ liệu của LazDesk cũ hơn hai bên",
            "Bấm Đồng bộ ngay; với đơn hàng có thể bấm Lấy lại đơn này.",
            "LazDesk's data are older than both sides",
            "Press Synchronise now; for an order, Take this order again helps too.",
        ),
    }
)
