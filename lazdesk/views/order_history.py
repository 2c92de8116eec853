"""An order's history in sentences: what happened, to what, and why (D12)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from lazdesk.views import order_words

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
        "take_stock_confirmed": QT_TRANSLATE_NOOP(
            "OrderHistory", "Bạn bấm Trừ tồn; Haravan đã xác nhận."
        ),
        "take_stock_rejected": QT_TRANSLATE_NOOP(
            "OrderHistory", "Bạn bấm Trừ tồn, nhưng bị từ chối: {said}"
        ),
        "return_goods_confirmed": QT_TRANSLATE_NOOP(
            "OrderHistory", "Bạn bấm Hoàn trả đơn hàng; Haravan đã xác nhận."
        ),
        "return_goods_rejected": QT_TRANSLATE_NOOP(
            "OrderHistory", "Bạn bấm Hoàn trả đơn hàng, nhưng bị từ chối: {said}"
        ),
        "ready_to_ship_confirmed": QT_TRANSLATE_NOOP(
            "OrderHistory", "Bạn bấm Sẵn sàng giao hàng; Lazada đã xác nhận."
        ),
        "ready_to_ship_rejected": QT_TRANSLATE_NOOP(
            "OrderHistory", "Bạn bấm Sẵn sàng giao hàng, nhưng bị từ chối: {said}"
        ),
        "label_failed": QT_TRANSLATE_NOOP(
            "OrderHistory", "Chưa lấy được vận đơn, các bước khác vẫn đi tiếp: {said}"
        ),
        "refused": QT_TRANSLATE_NOOP("OrderHistory", "Haravan từ chối cập nhật đơn: {said}"),
    }
)
MONEY: object = QT_TRANSLATE_NOOP("OrderHistory", "Hoàn tiền: {money}.")


def sentence(event: str, cause: str, language: str) -> str:
    """What happened; an event without a sentence is called by its name."""
    if event not in SENTENCES:
        told = order_words.cause(event, cause, language)
        return f"{order_words.event(event)}: {told}" if told else order_words.event(event)
    text = tr(SENTENCES[event])
    goods, _, money = cause.partition("; ")
    if "{goods}" in text:
        told = text.format(goods=tr(goods) if goods == str(NOTHING) else goods)
        return f"{told} {tr(MONEY).format(money=money)}" if money else told
    return text.format(said=order_words.cause(event, cause, language))


def tr(text: object) -> str:
    return QCoreApplication.translate("OrderHistory", str(text))
