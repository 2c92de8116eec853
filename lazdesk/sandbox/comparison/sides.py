"""Both shops' raw states joined: which SKU is which variant, which order which (B1–B4, D1–D2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from lazdesk.sandbox.haravan.records import Order as Copy
from lazdesk.sandbox.haravan.records import Variant
from lazdesk.sandbox.lazada.records import Order, Sku, Unit

if TYPE_CHECKING:
    from lazdesk.sandbox.comparison.report import Merchant
    from lazdesk.sandbox.world import World

VIETNAM = timezone(timedelta(hours=7))

# Lazada's statuses by the word of D8, least advanced first.
_WORDS = {
    "unpaid": "unpaid",
    "pending": "pending topack packed repacked",
    "ready": "ready_to_ship_pending ready_to_ship toship",
    "transit": "shipped shipping",
    "delivered": "delivered confirmed",
    "failed": "failed_delivery failed lost lost_by_3pl damaged_by_3pl package_scrapped"
    " shipped_back shipped_back_success shipped_back_failed",
    "returned": "returned",
    "canceled": "canceled",
}
WORD_OF = {status: word for word, statuses in _WORDS.items() for status in statuses.split()}
_PROGRESS = tuple(_WORDS)


@dataclass(frozen=True)
class Pair:
    """A variant and the one SKU of its code; `synchronised`: price and stock are kept in step."""

    variant: Variant
    sku: Sku
    synchronised: bool


class Sides:
    """What both shops hold, read once. "Copies" of an order are the Haravan orders of its ref."""

    def __init__(self, world: World, merchant: Merchant) -> None:
        self.world = world
        self.merchant = merchant
        self.lazada = world.lazada
        self.haravan = world.haravan
        self.pairs = _pairs(world, merchant.unpublished)
        self.copies: dict[int, list[Copy]] = defaultdict(list)
        self.strays: list[Copy] = []
        for copy in self.haravan.orders.values():
            order_id = self._order_of(copy)
            if order_id is not None:
                self.copies[order_id].append(copy)
            elif copy.source == "lazada":
                self.strays.append(copy)
        self.held = {
            id_
            for copies in self.copies.values()
            for copy in copies
            if copy.cancelled_at is None
            for id_ in unit_ids(copy)
        }

    def ref(self, order: Order) -> str:
        """The one key of a Lazada order."""
        return f"LZD:VN:{self.lazada.seller_id}:{order.order_id}"

    def variant_of(self, unit: Unit) -> Variant | None:
        """The variant a unit's order line has; None = a custom line (D3)."""
        pair = self.pairs.get(unit.sku.sku_id)
        return None if pair is None or unit.fbl else pair.variant

    def wants_import(self, order: Order) -> bool:
        """D1, as the order stands now."""
        return self.is_recent(order) and any(is_sold(unit) for unit in order.units)

    def is_recent(self, order: Order) -> bool:
        """Created on or after the day the merchant imports from."""
        return order.created_at.astimezone(VIETNAM).date() >= self.merchant.import_from

    def imported(self, order: Order) -> list[Unit]:
        """The units that were live when the order's first copy was made."""
        if not (copies := self.copies.get(order.order_id)):
            return []
        made_at = min(copies, key=lambda copy: copy.id).created_at
        return [u for u in order.units if u.status != "canceled" or u.updated_at > made_at]

    def is_over(self, order: Order) -> bool:
        """No Haravan order should hold the goods any more."""
        return not live(order) or order.order_id in self.merchant.withdrawn

    def paid_back(self, unit: Unit) -> int | None:
        """What Lazada paid the buyer back for a delivered unit; None = nothing (D11)."""
        amounts = [
            line.amount
            for reverse in self.lazada.reverses.values()
            for line in reverse.lines
            if line.unit is unit
            and reverse.request_type in ("RETURN", "ONLY_REFUND")
            and line.status in ("REFUND_SUCCESS", "REQUEST_COMPLETE")
        ]
        return sum(amounts) if amounts else None

    def _order_of(self, copy: Copy) -> int | None:
        """By the ref, or by the units should the ref be missing."""
        seller = f"LZD:VN:{self.lazada.seller_id}:"
        ref = next((a["value"] for a in copy.note_attributes if a["name"] == "lazdesk_ref"), "")
        if ref.startswith(seller) and (order_id := int(ref.removeprefix(seller))):
            return order_id if order_id in self.lazada.orders else None
        units = (self.lazada.units.get(id_) for id_ in unit_ids(copy))
        return next((unit.order.order_id for unit in units if unit), None)


def live(order: Order) -> list[Unit]:
    """The units that are not canceled."""
    return [unit for unit in order.units if unit.status != "canceled"]


def is_sold(unit: Unit) -> bool:
    """Paid or COD: what makes an order one to import (D1)."""
    return unit.status not in ("unpaid", "canceled") and unit.stage_pay_status is None


def word(order: Order) -> str | None:
    """The order's word by D8; None = a unit's status is unknown."""
    words = {WORD_OF.get(unit.status) for unit in live(order)}
    if None in words:
        return None
    moving = words - {"failed", "returned"}
    known = [word for word in _PROGRESS if word in (moving or words)]
    return known[0] if known else "canceled"


def unit_ids(copy: Copy) -> list[int]:
    """The Lazada units a Haravan order says it stands for."""
    return [id_ for line in copy.lines for id_ in line_unit_ids(line.properties)]


def line_unit_ids(properties: Iterable[dict[str, str]]) -> list[int]:
    texts = (each["value"] for each in properties if each["name"] == "order_item_id")
    return [int(part) for text in texts for part in text.split(",")]


def code(text: str | None) -> str:
    """Codes are compared exactly, but for white space around them (B1)."""
    return (text or "").strip()


def _pairs(world: World, unpublished: Iterable[int]) -> dict[int, Pair]:
    """By SKU id: code for code, where neither side has the code twice (B1, B2, B4)."""
    variants = list(world.haravan.variants.values())
    skus = [sku for sku in world.lazada.skus.values() if sku.status != "deleted"]
    holders = Counter(code(variant.barcode) for variant in variants)
    sellers = Counter(code(sku.seller_sku) for sku in skus)
    within = Counter((variant.product_id, code(variant.barcode)) for variant in variants)
    blocked = {product for (product, text), count in within.items() if text and count > 1}
    blocked.update(unpublished)
    by_code = {code(sku.seller_sku): sku for sku in skus}
    return {
        sku.sku_id: Pair(variant, sku, variant.product_id not in blocked)
        for variant in variants
        if (text := code(variant.barcode))
        and holders[text] == sellers[text] == 1
        and (sku := by_code[text])
    }
