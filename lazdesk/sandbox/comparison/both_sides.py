"""The comparison: what both shops hold when all is quiet, number beside number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lazdesk.sandbox.comparison import cases, goods, orders
from lazdesk.sandbox.comparison.report import Merchant, Report
from lazdesk.sandbox.comparison.sides import Sides, word
from lazdesk.sandbox.haravan.records import Order as Copy

if TYPE_CHECKING:
    from lazdesk.sandbox.world import World

_HARAVAN_WORDS = {
    "unpaid": "Chưa giao hàng",
    "pending": "Chưa giao hàng",
    "ready": "Chờ giao hàng",
    "transit": "Đang giao hàng",
    "delivered": "Đã giao hàng",
    "failed": "Hủy giao hàng",
    "returned": "Chuyển hoàn",
    "canceled": "Đã hủy",
    None: "Chưa giao hàng",  # a status nobody knows is not mapped
}
_CARRIER_WORDS = {
    "delivering": "Đang giao hàng",
    "delivered": "Đã giao hàng",
    "cancel": "Hủy giao hàng",
    "return": "Chuyển hoàn",
}


def compare(world: World, merchant: Merchant) -> Report:
    """Compare both shops of a quiet world by the rules and what the merchant decided."""
    sides, report = Sides(world, merchant), Report()
    goods.compare(sides, report)
    orders.compare(sides, report)
    for number, event in merchant.stuck.items():
        report.note(number, "diễn biến không xảy ra được", "–", event)
    for violation in world.violations:
        report.note("API", "lệnh gọi sai tài liệu", violation, "–")
    report.cases = cases.count(sides)
    report.table = _table(sides)
    return report


def _table(sides: Sides) -> list[tuple[str, int, int]]:
    """(what, on Lazada, in Haravan): goods, then the orders that both sides hold by their word."""
    skus = [sku for sku in sides.lazada.skus.values() if sku.status != "deleted"]
    copies = [copy for some in sides.copies.values() for copy in some]
    here, there = Counter[str](), Counter(_word_of(copy) for copy in copies)
    for order in sides.lazada.orders.values():
        if order.order_id in sides.merchant.withdrawn:
            here["Đã hủy"] += 1
        elif sides.imported(order):
            here[_HARAVAN_WORDS[word(order)]] += 1
    linked = len(sides.pairs)
    kept = sum(pair.synchronised for pair in sides.pairs.values())
    names = dict.fromkeys(_HARAVAN_WORDS.values())
    return [
        ("SKU / biến thể", len(skus), len(sides.haravan.variants)),
        ("đã liên kết", linked, linked),
        ("đang đồng bộ", kept, kept),
        ("đơn hàng", len(sides.lazada.orders), len(copies)),
        *((f"  {name}", here[name], there[name]) for name in names),
    ]


def _word_of(copy: Copy) -> str:
    if copy.cancelled_at is not None:
        return "Đã hủy"
    if not copy.fulfillments:
        return "Chưa giao hàng"
    states = {parcel.carrier_status for parcel in copy.fulfillments}
    return next((_CARRIER_WORDS[s] for s in _CARRIER_WORDS if s in states), "Chờ giao hàng")
