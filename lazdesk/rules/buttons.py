"""E1 – whether the buttons of an order may be pressed, and the reason in words when not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from lazdesk.rules import problems, status
from lazdesk.rules.status import Word

PACKABLE = frozenset({"pending", "topack", "repacked"})
"""Statuses a unit may be packed in (lazada.md §6.4)."""

PACKED = frozenset({"packed"})

LABELLED = frozenset({"packed", "ready_to_ship_pending", "ready_to_ship", "toship"})
"""Statuses in which Lazada makes a unit's label (lazada.md §6.4, §7.2)."""

MAY_COME_BACK = frozenset({Word.DELIVERED, Word.FAILED, Word.RETURNED, Word.CANCELED})
"""Words of a unit whose goods may come back to the merchant (D11)."""


class Unit(Protocol):
    """What the buttons look at in a Lazada unit."""

    @property
    def status(self) -> str: ...
    @property
    def is_fbl(self) -> bool: ...
    @property
    def is_digital(self) -> bool: ...
    @property
    def is_dbs(self) -> bool: ...
    @property
    def cancel_pending(self) -> bool: ...


class ReturnedUnit(Protocol):
    """What *Hoàn trả đơn hàng* looks at: whether the ledger knows where the goods are."""

    @property
    def status(self) -> str: ...
    @property
    def is_back(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a button does not act, in the merchant's words."""

    vi: str
    en: str


REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        "fbl": Reason(
            "Hàng trong kho Lazada (FBL): Lazada tự giao, xử lý ở Seller Center.",
            "Goods in Lazada's warehouse (FBL): Lazada ships them; see Seller Center.",
        ),
        "digital": Reason(
            "Hàng kỹ thuật số: xử lý ở Seller Center.",
            "Digital goods: handle them in Seller Center.",
        ),
        "dbs": Reason(
            "Đơn do người bán tự giao: xử lý ở Seller Center.",
            "Delivered by the seller: handle it in Seller Center.",
        ),
        "cancel_request": Reason(
            "Người mua đang yêu cầu hủy: hãy trả lời yêu cầu này trước.",
            "The buyer asks to cancel: answer the request first.",
        ),
        "restored": Reason(
            "Dữ liệu đã được khôi phục từ bản sao lưu sau lần bấm này: xem đơn rồi bấm lại.",
            "The data was restored from a copy after this click: look, and press again if need be.",
        ),
        "unpaid": Reason("Người mua chưa thanh toán.", "The buyer has not paid yet."),
        "canceled": Reason("Đơn đã bị hủy.", "The order is canceled."),
        "on_its_way": Reason(
            "Hàng đã giao cho đơn vị vận chuyển: người bán không hủy được nữa.",
            "The carrier has the goods: the seller cannot cancel any more.",
        ),
        "mates": Reason(
            "Kiện đã sẵn sàng giao nên món khác trong kiện cũng sẽ bị hủy: hãy chọn hủy cả kiện.",
            "The package is ready, so what else is in it would be canceled, too: cancel all of it.",
        ),
        "haravan_cancel_pending": Reason(
            "Lazada đã hủy; phía Haravan chưa cập nhật được và sẽ được thử lại.",
            "Canceled on Lazada; Haravan could not be updated yet and will be tried again.",
        ),
        "bad_reason": Reason(
            "Lazada không có lý do này cho đơn; hãy chọn trong danh sách lý do của đơn.",
            "Lazada does not offer this reason for the order; choose one it lists.",
        ),
        "no_cancel_request": Reason(
            "Người mua không (còn) yêu cầu hủy đơn này.",
            "The buyer does not ask (any more) to cancel this order.",
        ),
        "request_over": Reason(
            "Yêu cầu này đã có câu trả lời khác; xem trạng thái đơn trên Lazada.",
            "The request was answered otherwise; see the order's state on Lazada.",
        ),
        "no_return_request": Reason(
            "Không còn yêu cầu trả hàng nào của đơn này chờ trả lời.",
            "No return of this order waits for an answer any more.",
        ),
        "lazada_decides": Reason(
            "Hàng trả về kho Lazada: Lazada quyết định, xử lý ở Seller Center.",
            "The goods go to Lazada's warehouse: Lazada decides; see Seller Center.",
        ),
        "dispute": Reason(
            "Từ chối hoàn tiền cần ảnh chứng minh, chỉ tải lên được ở Seller Center: bấm Mở ở "
            "Lazada rồi khiếu nại ở đó.",
            "Refusing a refund takes pictures, which only Seller Center accepts: press Open on "
            "Lazada and dispute it there.",
        ),
        "unknown_status": Reason(
            "Lazada báo một trạng thái mà LazDesk chưa biết: hãy xem ở Seller Center.",
            "Lazada reports a status LazDesk does not know: look in Seller Center.",
        ),
        "writes_off": Reason(
            "Đang dừng ghi: hãy bật lại rồi bấm lần nữa.",
            "Writing is stopped: switch it on, then press again.",
        ),
        "not_imported": Reason(
            "Đơn chưa có bên Haravan; phần Haravan sẽ được cập nhật ngay khi đơn vào.",
            "The order is not in Haravan yet; Haravan follows as soon as it is.",
        ),
        "not_shown": Reason(
            "Lazada chưa hiện kết quả; LazDesk sẽ kiểm tra lại, không cần bấm nữa.",
            "Lazada does not show the result yet; LazDesk keeps looking, no need to press again.",
        ),
        "unknown_outcome": Reason(
            "Mất kết nối khi đang gửi; LazDesk sẽ xem Lazada đã nhận chưa, không cần bấm nữa.",
            "The connection broke while sending; LazDesk will look, no need to press again.",
        ),
        "haravan_pending": Reason(
            "Lazada đã sẵn sàng giao; phía Haravan chưa cập nhật được và sẽ được thử lại.",
            "Ready on Lazada; Haravan could not be updated yet and will be tried again.",
        ),
        "not_packed": Reason(
            "Đơn chưa đóng gói nên chưa có vận đơn: hãy đóng gói trước.",
            "Not packed yet, so there is no label: pack the order first.",
        ),
        "dbs_label": Reason(
            "Đơn do người bán tự giao: Lazada không có vận đơn cho đơn này.",
            "Delivered by the seller: Lazada has no label for it.",
        ),
        "label_later": Reason(
            "Lazada chưa cho mã kiện hàng: hãy thử lại sau ít phút.",
            "Lazada has not named the package yet: try again in a few minutes.",
        ),
        "label_gone": Reason(
            "Máy này không giữ vận đơn của đơn, và Lazada không cấp lại khi hàng đã đi.",
            "This PC holds no label of it, and Lazada gives none once the goods have left.",
        ),
        "label_out_of_reach": Reason(
            "Chưa lấy được vận đơn vì không kết nối được Lazada: hãy thử lại khi có mạng.",
            "Lazada could not be reached for the label: try again once it can.",
        ),
        "label_not_kept": Reason(
            "Không ghi được tệp vận đơn: hãy kiểm tra dung lượng và quyền ghi của ổ đĩa.",
            "The label could not be written: check the disk's space and permissions.",
        ),
        "not_in_haravan": Reason(
            "Đơn chưa có bên Haravan, nên không có gì để hoàn trả.",
            "The order is not in Haravan, so there is nothing to take back.",
        ),
        "no_haravan_order": Reason(
            "Đơn không có bên Haravan nên không có trang để mở.",
            "The order is not in Haravan, so there is no page to open.",
        ),
        "not_offered": Reason(
            "Đơn không có dòng nào cần trừ tồn.",
            "No line of the order waits for its stock to be taken.",
        ),
        "nothing_to_link": Reason(
            "Mọi dòng của đơn đều đã liên kết.", "All lines of the order are linked."
        ),
        "no_page": Reason(
            "Gian hàng tập dượt không có trang trên mạng.",
            "The practice shops have no page on the web.",
        ),
        "nothing_to_pick": Reason(
            "Đơn không còn hàng nào phải nhặt trong kho.",
            "No goods of this order are left to fetch from the shelves.",
        ),
        "nothing_to_return": Reason(
            "Đơn không có hàng nào đang hoàn về.",
            "No goods of this order are on their way back.",
        ),
        "too_many_to_return": Reason(
            "Đơn không còn ngần ấy sản phẩm có thể hoàn trả.",
            "The order does not have that many pieces left to take back.",
        ),
        "no_such_location": Reason("Haravan không có kho này.", "Haravan has no such location."),
        "packed": Reason("Đơn đã đóng gói.", "The order is packed already."),
        "expired": Reason(
            "Đã quá hạn mà chưa gửi được nên không gửi nữa; nếu vẫn cần, hãy bấm lại.",
            "It could not be sent in time and will not be sent any more; press again if need be.",
        ),
        "superseded": Reason(
            "Đã thay bằng thao tác sau trên cùng đơn này.",
            "Replaced by a later button on the same order.",
        ),
        "no_such_order": Reason(
            "Không tìm thấy đơn này. Hãy đồng bộ rồi kiểm tra lại mã đơn.",
            "No such order. Synchronise, then check the number.",
        ),
    }
)


FINAL = frozenset(
    {
        *("fbl", "digital", "dbs", "dbs_label", "canceled", "on_its_way", "mates", "bad_reason"),
        *("unpaid", "cancel_request", "packed", "label_gone"),
        *("no_cancel_request", "request_over", "no_return_request", "lazada_decides", "dispute"),
        *("not_in_haravan", "not_offered", "nothing_to_link", "nothing_to_pick"),
        *(
            "nothing_to_return",
            "too_many_to_return",
            "no_such_location",
            "no_page",
            "no_such_order",
        ),
    }
)
"""The keys of ``REASONS`` for which the same button, pressed again, would be refused again."""


def is_own(unit: Unit) -> bool:
    """Whether the merchant packs it himself and Lazada's carrier takes it (E1)."""
    return not (unit.is_fbl or unit.is_digital or unit.is_dbs)


def reason(key: str, language: str) -> str:
    """A key of ``REASONS`` in words; anything else is the platform's own text, before which cause
    and remedy stand (F)."""
    known = REASONS.get(key)
    if known is not None:
        return known.en if language == "en" else known.vi
    explained = problems.of_words(key)
    if explained is None:
        return key
    return f"{explained.cause(language)} {explained.remedy(language)} ({key})"


def left_out(units: Iterable[Unit]) -> dict[str, int]:
    """How many live units of an order that may act stay out of it, by the key of ``REASONS``."""
    live = (unit for unit in units if not status.is_canceled(unit.status))
    return dict(Counter(_whose(unit) for unit in live if not is_own(unit)))


def _whose(unit: Unit) -> str:
    return "fbl" if unit.is_fbl else "digital" if unit.is_digital else "dbs"


def why_not_ready(units: Iterable[Unit]) -> str | None:
    """Return the key of ``REASONS`` that forbids *Sẵn sàng giao hàng*, None when it may act (E1).

    An order that is ready already, or further, may be pressed again: nothing is left to do.
    """
    live = [unit for unit in units if not status.is_canceled(unit.status)]
    if not live:
        return "canceled"
    own = list(filter(is_own, live))
    if not own:
        return _whose(live[0])
    if any(unit.cancel_pending for unit in own):
        return "cancel_request"
    words = [status.of_unit(unit.status) for unit in own]
    if None in words:
        return "unknown_status"
    return "unpaid" if Word.UNPAID in words else None


def why_not_printed(units: Iterable[Unit]) -> str | None:
    """Return the key of ``REASONS`` that says why there is no label, None when there may be one.

    Lazada makes a label once a unit is packed, for each package (E3).
    """
    live = [unit for unit in units if not status.is_canceled(unit.status)]
    if not live:
        return "canceled"
    own = list(filter(is_own, live))
    if not own:
        first = live[0]
        return "fbl" if first.is_fbl else "digital" if first.is_digital else "dbs_label"
    if any(unit.status not in PACKABLE and unit.status != "unpaid" for unit in own):
        return None
    return "not_packed" if any(unit.status in PACKABLE for unit in own) else "unpaid"


def why_not_return(items: Iterable[ReturnedUnit], *, imported: bool) -> str | None:
    """Return the key of ``REASONS`` that forbids *Hoàn trả đơn hàng*; None: it may act (D11)."""
    if not imported:
        return "not_in_haravan"
    out = (unit for unit in items if not unit.is_back)
    if not any(status.of_unit(unit.status) in MAY_COME_BACK for unit in out):
        return "nothing_to_return"
    return None


def why_not_packed(units: Sequence[Unit]) -> str | None:
    """Return the key of ``REASONS`` that forbids *Đóng gói*, None when it may act."""
    reason = why_not_ready(units)
    live = (unit for unit in units if not status.is_canceled(unit.status))
    if reason is None and not any(is_own(u) and u.status in PACKABLE for u in live):
        return "packed"
    return reason
