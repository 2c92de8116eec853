"""An order's history in sentences: what happened, to what, and why (D12)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from lazdesk.views.orders import words as order_words

# Goods that went nowhere, as the engine notes them.
NOTHING: object = QT_TRANSLATE_NOOP("OrderHistory", "không")

# Beside {said} some tell of {goods} and of {money}.
SENTENCES: Mapping[str, object] = MappingProxyType(
    {
        "imported": QT_TRANSLATE_NOOP(
            "OrderHistory", "LazDesk đã tạo đơn này ở Haravan (mã {said})."
        ),
        "adopted": QT_TRANSLATE_NOOP(
            "OrderHistory",
            "Đơn {said} do kênh Lazada của Haravan tạo được nhận làm đơn này; không tạo thêm đơn.",
        ),
        "import_rejected": QT_TRANSLATE_NOOP("OrderHistory", "Haravan từ chối tạo đơn: {said}"),
        "status": QT_TRANSLATE_NOOP(
            "OrderHistory", "Lazada đổi trạng thái, nên đơn Haravan chuyển sang “{said}”."
        ),
        "captured": QT_TRANSLATE_NOOP(
            "OrderHistory", "Đơn Haravan được ghi nhận thanh toán {said}."
        ),
        "refunded": QT_TRANSLATE_NOOP(
            "OrderHistory", "Đơn Haravan được ghi nhận hoàn tiền {said}."
        ),
        "canceled": QT_TRANSLATE_NOOP(
            "OrderHistory", "Lazada hủy đơn, nên đơn Haravan được hủy; hàng trả về kho: {goods}."
        ),
        "canceled_by_shop": QT_TRANSLATE_NOOP(
            "OrderHistory", "Shop đã hủy đơn trên Lazada, lý do: {said}."
        ),
        "units_canceled": QT_TRANSLATE_NOOP(
            "OrderHistory",
            "Lazada hủy một phần, nên phần đó được bỏ khỏi đơn Haravan; hàng trả về kho: {goods}.",
        ),
        "goods_back": QT_TRANSLATE_NOOP(
            "OrderHistory", "Bạn bấm Hoàn trả đơn hàng: đơn Haravan nhận lại {goods}."
        ),
        "goods_lost": QT_TRANSLATE_NOOP(
            "OrderHistory", "Bạn báo hàng không về nữa: {goods}, không nhập kho."
        ),
        "stock_voucher": QT_TRANSLATE_NOOP(
            "OrderHistory", "Một phiếu nhập kho đưa hàng hoàn về: {goods}."
        ),
        "stock_taken": QT_TRANSLATE_NOOP(
            "OrderHistory", "Một phiếu điều chỉnh trừ tồn cho dòng liên kết muộn: {goods}."
        ),
        "printed": QT_TRANSLATE_NOOP("OrderHistory", "Bạn đã in vận đơn. {said}"),
        "label_failed": QT_TRANSLATE_NOOP(
            "OrderHistory", "Chưa lấy được vận đơn, các bước khác vẫn đi tiếp: {said}"
        ),
        "refused": QT_TRANSLATE_NOOP("OrderHistory", "Haravan từ chối cập nhật đơn: {said}"),
    }
)
# How a click ended (E5).
CLICKS: Mapping[str, object] = MappingProxyType(
    {
        "confirmed": QT_TRANSLATE_NOOP(
            "OrderHistory", "Thao tác {button} của bạn đã được xác nhận."
        ),
        "rejected": QT_TRANSLATE_NOOP("OrderHistory", "Bạn bấm {button}, nhưng bị từ chối: {said}"),
        "expired": QT_TRANSLATE_NOOP(
            "OrderHistory", "Bạn bấm {button}, nhưng không gửi được trong thời hạn nên bị bỏ."
        ),
        "superseded": QT_TRANSLATE_NOOP(
            "OrderHistory", "Bạn bấm {button}, rồi bấm {said} thay cho nút này."
        ),
    }
)
MONEY: object = QT_TRANSLATE_NOOP("OrderHistory", "Hoàn tiền: {money}.")


def sentence(event: str, cause: str, language: str) -> str:
    """What happened; an event that is not known here stands as the engine calls it."""
    said = order_words.cause(event, cause, language)
    button, _, ended = event.rpartition("_")
    if button in order_words.BUTTONS and ended in CLICKS:
        names = order_words.BUTTONS
        said = order_words.tr(names[cause]) if cause in names else said
        return tr(CLICKS[ended]).format(button=order_words.tr(names[button]), said=said)
    if event not in SENTENCES:
        return f"{event}: {said}" if said else event
    text = tr(SENTENCES[event])
    if "{goods}" not in text:
        return text.format(said=said).strip()
    goods, _, money = cause.partition("; ")
    told = text.format(goods=tr(goods) if goods == str(NOTHING) else goods)
    return f"{told} {tr(MONEY).format(money=money)}" if money else told


def tr(text: object) -> str:
    return QCoreApplication.translate("OrderHistory", str(text))
