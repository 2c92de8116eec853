"""Every SKU's sellable quantity and price, and Haravan's stock, worked out anew (C2–C6, D10)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl

from lazdesk.sandbox.comparison.report import Open, Report
from lazdesk.sandbox.comparison.sides import WORD_OF, Pair, Sides, code, live
from lazdesk.sandbox.lazada.payload import read_skus
from lazdesk.sandbox.lazada.records import Unit

_HOLD = timedelta(minutes=30)
_GONE = ("transit", "delivered", "failed", "returned")
_STOCK_WRITE = "/product/stock/sellable/update"
_PRICE_WRITE = "/product/price_quantity/update"


@dataclass(frozen=True)
class Number:
    """C4 of one SKU: n, and what Lazada should offer by C2 (None: quantity is not pushed)."""

    rule: str
    n: int
    wanted: int | None


class Stock:
    """What the merchant has of each SKU (C3, C4)."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.counted = [
            place.id
            for place in sides.haravan.locations.values()
            if place.type != "ontheroad" and not place.is_unavailable_quantity
        ]
        self.unheld, self.withheld = Counter[int](), Counter[int]()
        for order in sides.lazada.orders.values():
            for unit in live(order):
                if unit.fbl or unit.digital:
                    continue
                if unit.status == "unpaid":
                    young = sides.world.now() - unit.created_at < _HOLD
                    self.withheld[unit.sku.sku_id] += young
                elif sides.wants_import(order) and self._is_unheld(unit):
                    self.unheld[unit.sku.sku_id] += 1

    def number(self, pair: Pair) -> Number:
        variant, sku = pair.variant, pair.sku
        q = sum(self.sides.haravan.stock.available(id_, variant.id) for id_ in self.counted)
        n = q - self.unheld[sku.sku_id] - self.withheld[sku.sku_id] - self.sides.merchant.buffer
        if not variant.tracked:
            return Number("untracked", n, None)
        if variant.oversell:
            return Number("continue", n, n if n > 0 else 100_000)
        return Number("deny", n, n if n >= 0 else 0)

    def _is_unheld(self, unit: Unit) -> bool:
        """No Haravan order holds it; one the merchant canceled lets go until the parcel leaves."""
        if unit.order_item_id in self.sides.held:
            return False
        withdrawn = unit.order.order_id in self.sides.copies
        return not (withdrawn and WORD_OF.get(unit.status) in _GONE)


def compare(sides: Sides, report: Report) -> None:
    """Enter what differs in prices and quantities."""
    _compare_offers(sides, report)
    _compare_untouched(sides, report)
    _compare_shelves(sides, report)


def _compare_offers(sides: Sides, report: Report) -> None:
    stock, now = Stock(sides), sides.lazada.now()
    for pair in sides.pairs.values():
        if not pair.synchronised:
            continue
        sku, number = pair.sku, stock.number(pair)
        name = code(sku.seller_sku)
        if sku.buckets and number.wanted is not None:
            report.note(name, f"tồn bán được ({number.rule})", sku.sellable, number.wanted)
        if any(lock.price for lock in sku.locked_at(now)):
            if sku.price != pair.variant.price:
                report.open.append(Open(name, "giá bị chương trình của Lazada khóa"))
        elif pair.variant.price > 0:
            report.note(name, "giá", sku.price, pair.variant.price)


def _compare_untouched(sides: Sides, report: Report) -> None:
    """Nobody may have written to a SKU that is not synchronised, nor an untracked quantity."""
    quantities, prices = _written(sides, _STOCK_WRITE), _written(sides, _PRICE_WRITE)
    for sku in sides.lazada.skus.values():
        pair = sides.pairs.get(sku.sku_id)
        name = code(sku.seller_sku) or sku.shop_sku
        if pair is None or not pair.synchronised:
            writes = quantities[sku.sku_id] + prices[sku.sku_id]
            report.note(name, "lần ghi vào SKU không đồng bộ", writes, 0)
        elif not pair.variant.tracked:
            report.note(name, "lần ghi tồn không theo dõi", quantities[sku.sku_id], 0)


def _written(sides: Sides, path: str) -> Counter[int]:
    """How often each SKU was named in calls of a path, by the journal."""
    found = Counter[int]()
    for call in sides.world.calls:
        if call.face == "lazada" and call.path == path:
            form = dict(parse_qsl(call.body.decode(), keep_blank_values=True))
            rows = read_skus(form.get("payload") or call.params["payload"])
            found.update(int(row["SkuId"]) for row in rows)
    return found


def _compare_shelves(sides: Sides, report: Report) -> None:
    """What is available in Haravan: what the merchant shelved less what standing orders take; a
    unit canceled by itself is back (D10)."""
    taken = Counter[int]()
    for order in sides.lazada.orders.values():
        for unit in [] if sides.is_over(order) else sides.imported(order):
            variant = sides.variant_of(unit)
            if variant is not None and variant.tracked:
                taken[variant.id] += unit.status != "canceled"
    primary = sides.haravan.primary_location.id
    for variant in sides.haravan.variants.values():
        for place in sides.haravan.locations.values():
            found = sides.haravan.stock.available(place.id, variant.id)
            wanted = sides.merchant.shelved.get((place.id, variant.id), 0)
            if place.id == primary:
                wanted -= taken[variant.id]
            report.note(code(variant.barcode), f"khả dụng tại {place.name}", found, wanted)
