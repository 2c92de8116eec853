"""How a buyer pays on Lazada, in the merchant's words (lazada.md §8, ``payment_method``)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

WAYS: Mapping[str, object] = MappingProxyType(
    {
        "COD": QT_TRANSLATE_NOOP("WaysToPay", "Thu hộ khi giao (COD)"),
        "MIXEDCARD": QT_TRANSLATE_NOOP("WaysToPay", "Thẻ ngân hàng"),
        "NAPAS_ONLINE": QT_TRANSLATE_NOOP("WaysToPay", "Thẻ nội địa (NAPAS)"),
        "MOMO_WALLET": QT_TRANSLATE_NOOP("WaysToPay", "Ví MoMo"),
        "ZALOPAY_WALLET": QT_TRANSLATE_NOOP("WaysToPay", "Ví ZaloPay"),
        "WALLET_ZALOPAY_CASHIER": QT_TRANSLATE_NOOP("WaysToPay", "Ví ZaloPay"),
    }
)
IN_PARTS: object = QT_TRANSLATE_NOOP("WaysToPay", "Trả góp ({bank})")
PART_ENDINGS = ("_MANUAL_IPP", "_IPP")


def words(code: str) -> str:
    """A code that is not known stays as Lazada writes it."""
    if code in WAYS:
        return _tr(WAYS[code])
    for ending in PART_ENDINGS:
        if code.endswith(ending) and code != ending:
            return _tr(IN_PARTS).format(bank=code.removesuffix(ending))
    return code or "–"


def _tr(text: object) -> str:
    return QCoreApplication.translate("WaysToPay", str(text))
