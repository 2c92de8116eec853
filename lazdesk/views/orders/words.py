"""An order's states and history in the merchant's words (ux.md "Words")."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from lazdesk.models import orders as stored
from lazdesk.models.queries.order_list import OrderRow
from lazdesk.rules import buttons, order, status
from lazdesk.rules.status import Word
from lazdesk.views import labels

PAYMENTS: Mapping[str, object] = MappingProxyType(
    {
        "pending": QT_TRANSLATE_NOOP("OrderWords", "Chưa thanh toán"),
        "unpaid": QT_TRANSLATE_NOOP("OrderWords", "Chưa thanh toán"),
        "paid": QT_TRANSLATE_NOOP("OrderWords", "Đã thanh toán"),
        "partiallypaid": QT_TRANSLATE_NOOP("OrderWords", "Thanh toán một phần"),
        "refunded": QT_TRANSLATE_NOOP("OrderWords", "Đã nhập trả"),
        "partiallyrefunded": QT_TRANSLATE_NOOP("OrderWords", "Nhập trả một phần"),
        "voided": QT_TRANSLATE_NOOP("OrderWords", "Đã hủy"),
    }
)
SHORT_PAYMENTS: Mapping[str, object] = MappingProxyType(
    {
        "pending": QT_TRANSLATE_NOOP("OrderWords", "Chưa TT"),
        "unpaid": QT_TRANSLATE_NOOP("OrderWords", "Chưa TT"),
        "partiallypaid": QT_TRANSLATE_NOOP("OrderWords", "Trả một phần"),
        "refunded": PAYMENTS["refunded"],
        "partiallyrefunded": QT_TRANSLATE_NOOP("OrderWords", "Nhập trả 1 phần"),
        "voided": PAYMENTS["voided"],
    }
)
HARAVAN_WORDS: tuple[object, ...] = (
    QT_TRANSLATE_NOOP("OrderWords", "Chưa giao hàng"),
    QT_TRANSLATE_NOOP("OrderWords", "Chờ giao hàng"),
    QT_TRANSLATE_NOOP("OrderWords", "Đang giao hàng"),
    QT_TRANSLATE_NOOP("OrderWords", "Đã giao hàng"),
    QT_TRANSLATE_NOOP("OrderWords", "Hủy giao hàng"),
    QT_TRANSLATE_NOOP("OrderWords", "Chuyển hoàn"),
)
IMPORTS: Mapping[str, object] = MappingProxyType(
    {
        "ready": QT_TRANSLATE_NOOP("OrderWords", "Chờ tạo"),
        "intent": QT_TRANSLATE_NOOP("OrderWords", "Đang tạo"),
        "unknown": QT_TRANSLATE_NOOP("OrderWords", "Chưa rõ – đang kiểm tra"),
        "created": QT_TRANSLATE_NOOP("OrderWords", "Đang xác nhận"),
        "rejected": QT_TRANSLATE_NOOP("OrderWords", "Haravan từ chối"),
    }
)
CLICKS: Mapping[str, object] = MappingProxyType(
    {
        "queued": QT_TRANSLATE_NOOP("OrderWords", "Đang gửi"),
        "sent": QT_TRANSLATE_NOOP("OrderWords", "Đang gửi"),
        "waiting": QT_TRANSLATE_NOOP("OrderWords", "Đang gửi"),
        "confirmed": QT_TRANSLATE_NOOP("OrderWords", "Đã xác nhận"),
        "rejected": QT_TRANSLATE_NOOP("OrderWords", "Bị từ chối"),
        "unknown": QT_TRANSLATE_NOOP("OrderWords", "Chưa rõ – đang kiểm tra"),
        "expired": QT_TRANSLATE_NOOP("OrderWords", "Quá hạn, không gửi nữa"),
        "superseded": QT_TRANSLATE_NOOP("OrderWords", "Thay bằng thao tác sau"),
    }
)
BUTTONS: Mapping[str, object] = MappingProxyType(
    {
        "pack": QT_TRANSLATE_NOOP("OrderWords", "Đóng gói"),
        "ready_to_ship": QT_TRANSLATE_NOOP("OrderWords", "Sẵn sàng giao hàng"),
        "cancel": QT_TRANSLATE_NOOP("OrderWords", "Hủy đơn hàng"),
        "answer_cancel": QT_TRANSLATE_NOOP("OrderWords", "Trả lời yêu cầu hủy"),
        "answer_return": QT_TRANSLATE_NOOP("OrderWords", "Trả lời yêu cầu trả hàng"),
        "return_goods": QT_TRANSLATE_NOOP("OrderWords", "Hoàn trả đơn hàng"),
        "take_stock": QT_TRANSLATE_NOOP("OrderWords", "Trừ tồn"),
    }
)
LAZADA_REASONS: Mapping[str, object] = MappingProxyType(
    {
        "Sourcing Delay": QT_TRANSLATE_NOOP("OrderWords", "Nguồn hàng về chậm"),
        "Out of Stock": QT_TRANSLATE_NOOP("OrderWords", "Hết hàng"),
        "Wrong Price or Pricing Error": QT_TRANSLATE_NOOP("OrderWords", "Sai giá"),
    }
)
"""The reasons to cancel that are documented (lazada.md §8.1); it may send others."""
CLICK_LEVELS: Mapping[str, str] = MappingProxyType(
    {"confirmed": "ok", "rejected": "bad", "unknown": "warn"}
)
WORD_LEVELS: Mapping[str, str] = MappingProxyType(
    {
        "pending": "warn",
        "ready": "accent",
        "transit": "accent",
        "delivered": "ok",
        "failed": "bad",
        "returned": "bad",
        "unknown": "bad",
    }
)
PACKED = "packed"


def tr(text: object) -> str:
    """One of the texts above in the window's language."""
    return QCoreApplication.translate("OrderWords", str(text))


def on_lazada(row: OrderRow) -> str:
    """Lazada's state; a status no rule knows is shown raw (D8)."""
    if row.word == "unknown":
        return ", ".join(row.statuses)
    if row.word == "pending" and set(row.statuses) <= {PACKED}:
        return QCoreApplication.translate("OrderWords", "Đã đóng gói")
    return labels.lazada_word(Word[row.word.upper()])


def variation(text: str) -> str:
    """Lazada's ``color_family:Trắng,size:29`` as people say it: ``Trắng, 29``; its ``...``, of a
    product that comes in one kind only, is nothing."""
    values = [part.partition(":")[2].strip() or part.strip() for part in text.split(",")]
    return ", ".join(value for value in values if value.strip("."))


def lazada_reason(name: str) -> str:
    """A reason as the merchant says it; one that is not known is Lazada's own words."""
    return tr(LAZADA_REASONS[name]) if name in LAZADA_REASONS else name


def unit_on_lazada(raw: str) -> str:
    word = status.of_unit(raw)
    return raw if word is None else labels.lazada_word(word)


def on_haravan(row: OrderRow) -> str:
    """Haravan's delivery state, or how far the order's way into Haravan is."""
    if row.haravan_canceled:
        return QCoreApplication.translate("OrderWords", "Đã hủy")
    if row.import_state is not None and row.import_state in IMPORTS:
        return tr(IMPORTS[row.import_state])
    if row.haravan_word:
        return tr(row.haravan_word)
    if row.word == "canceled":
        return QCoreApplication.translate("OrderWords", "Không tạo")
    return QCoreApplication.translate("OrderWords", "Chưa tạo")


def on_haravan_briefly(row: OrderRow) -> str:
    """``on_haravan`` for a column."""
    if row.import_state == stored.UNKNOWN and not row.haravan_canceled:
        return QCoreApplication.translate("OrderWords", "Chưa rõ")
    if row.import_state == stored.REJECTED and not row.haravan_canceled:
        return tr(CLICKS["rejected"])
    return on_haravan(row)


def haravan_level(row: OrderRow) -> str:
    if row.import_state == "rejected":
        return "bad"
    if row.import_state in IMPORTS:
        return "warn"
    return "muted" if row.haravan_word is None or row.haravan_canceled else ""


def payment(row: OrderRow) -> str:
    """Whether the courier is paid, and Haravan's payment state once the order is there."""
    cod = order.is_cod(row.payment_method)
    if row.word == "unpaid" and not cod:
        return tr(PAYMENTS["unpaid"])
    if row.financial_status is None or row.financial_status not in PAYMENTS:
        return "COD" if cod else QCoreApplication.translate("OrderWords", "Trả trước")
    state = tr(PAYMENTS[row.financial_status])
    return f"COD · {state}" if cod else state


def paid(row: OrderRow) -> str:
    """``payment`` as short as a column: COD says by itself that the courier is paid later, and of
    money that went back it no longer matters how it came."""
    state = "unpaid" if row.word == "unpaid" else row.financial_status
    if order.is_cod(row.payment_method) and state in (None, "pending", "unpaid"):
        return "COD"
    if order.is_cod(row.payment_method) and state == "paid":
        return QCoreApplication.translate("OrderWords", "COD · đã thu")
    return tr(SHORT_PAYMENTS[state]) if state and state in SHORT_PAYMENTS else payment(row)


def click(row: OrderRow) -> str:
    """How the last click stands (E5)."""
    state = row.click_state
    return tr(CLICKS[state]) if state is not None and state in CLICKS else ""


reason = buttons.reason


def cause(name: str, text: str, language: str) -> str:
    """What stands beside an event: a reason of the buttons, a Haravan word, an amount."""
    if name == "captured" and text.isdigit():
        return labels.money(int(text))
    return tr(text) if text in HARAVAN_WORDS else reason(text, language)


def prints(row: OrderRow) -> str:
    """*Đã in 2 lần*; nothing before the first time (E3)."""
    told = QCoreApplication.translate("OrderWords", "Đã in {n} lần")
    return told.format(n=labels.number(row.prints)) if row.prints else ""


def number(row: OrderRow) -> str:
    """The number; the carrier, and how often it was printed, is its tooltip's."""
    told = row.tracking or row.carrier or "–"
    return f"✓ {told}" if row.prints else told


def parcel(row: OrderRow) -> str:
    """Carrier and tracking number, and how often the label was printed."""
    return " · ".join(part for part in (row.carrier, row.tracking, prints(row)) if part) or "–"
