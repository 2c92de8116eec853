"""What a side holds as a comparison keeps it (``rules.agreement``), in the merchant's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from lazdesk.rules import status
from lazdesk.views import labels
from lazdesk.views.orders import words as order_words

# What LazDesk believes of an order or a SKU, by the name it stands under: "lazada_price: 99000".
BELIEFS: Mapping[str, object] = MappingProxyType(
    {
        "lazada_quantity": QT_TRANSLATE_NOOP("Held", "Số lượng trên Lazada"),
        "lazada_price": QT_TRANSLATE_NOOP("Held", "Giá trên Lazada"),
        "haravan_price": QT_TRANSLATE_NOOP("Held", "Giá Haravan"),
        "haravan_available": QT_TRANSLATE_NOOP("Held", "Khả dụng ở Haravan"),
        "status": QT_TRANSLATE_NOOP("Held", "Trạng thái"),
        "shipping_fee": QT_TRANSLATE_NOOP("Held", "Phí vận chuyển"),
        "haravan_id": QT_TRANSLATE_NOOP("Held", "Đơn Haravan"),
        "canceled": QT_TRANSLATE_NOOP("Held", "Đã hủy"),
        "confirmed": QT_TRANSLATE_NOOP("Held", "Đã xác thực"),
        "total": QT_TRANSLATE_NOOP("Held", "Tổng tiền"),
    }
)
MONEY = frozenset({"lazada_price", "haravan_price", "shipping_fee", "total"})
ANSWERS: Mapping[str, object] = MappingProxyType(
    {
        "yes": QT_TRANSLATE_NOOP("Held", "có"),
        "no": QT_TRANSLATE_NOOP("Held", "không"),
        "None": "–",
    }
)
# The key of a Lazada order (``rules.order.ref``).
REF = re.compile(r"LZD:VN:\d+:(?P<order>\d+)")
LAZADA_ORDER: object = QT_TRANSLATE_NOOP("Held", "Đơn Lazada {order}")
# "2 × AO-THUN-M × 129000" on Lazada, "2 × 129000 (1098765432)", with the variant, in Haravan.
LINE = re.compile(r"(?P<before>\d+ × (?:.+ × )?)(?P<price>\d+)(?P<after>| \(.+\))")


def told(value: str) -> str:
    """A state on Lazada, in Haravan or of the payment, a ref, a line of an order, or a belief;
    anything else as it is."""
    name, is_belief, believed = value.partition(": ")
    if is_belief and name in BELIEFS:
        return f"{_tr(BELIEFS[name])}: {_believed(name, believed)}"
    if ref := REF.fullmatch(value):
        return _tr(LAZADA_ORDER).format(order=ref["order"])
    if line := LINE.fullmatch(value):
        return f"{line['before']}{labels.money(int(line['price']))}{line['after']}"
    if value in order_words.PAYMENTS:
        return order_words.tr(order_words.PAYMENTS[value])
    for word in status.Word:
        if value == status.lazada_word(word):
            return labels.lazada_word(word)
    return order_words.tr(value) if value in order_words.HARAVAN_WORDS else value


def yes_or_no(value: int) -> str:
    """Whether there is an order, or it is confirmed, or canceled."""
    return _tr(ANSWERS["yes" if value else "no"])


def _believed(name: str, text: str) -> str:
    if text in ANSWERS:
        return _tr(ANSWERS[text])
    if name == "status":  # of each unit: its id and Lazada's word
        return ", ".join(_unit(unit) for unit in text.split(", "))
    return labels.money(int(text)) if name in MONEY else text


def _unit(text: str) -> str:
    id_, _, raw = text.partition(" ")
    return f"{id_} {order_words.unit_on_lazada(raw)}".strip()


def _tr(text: object) -> str:
    return QCoreApplication.translate("Held", str(text))
