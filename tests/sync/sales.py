"""Lazada orders of all kinds with the book beside each."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order, Unit
from tests.sync.book import Book, Piece
from tests.sync.levels import code_of
from tests.sync.practice import Practice

WARES = 6
UNLINKED = "KHONG-CO-BEN-HARAVAN"
KINDS = (
    *("plain", "many", "fbl", "plain", "digital", "unpaid", "dbs"),
    *("many", "presale", "unlinked", "mixed"),
)
COD_KINDS = frozenset({"plain", "many", "fbl", "dbs", "unlinked", "mixed"})


@dataclass(eq=False)
class Sale:
    """A Lazada order with the book beside it."""

    kind: str
    order: Order
    book: Book
    pieces: dict[int, Piece]
    parcels: set[str] = field(default_factory=set)
    """The parcels that Haravan must know of: their tracking numbers, or the order's."""

    def read(self) -> None:
        """The book hears what Lazada shows of the pieces."""
        for unit in self.order.units:
            piece = self.pieces[unit.order_item_id]
            piece.status = unit.status
            piece.half_paid = unit.stage_pay_status is not None

    def units(self, *statuses: str) -> list[Unit]:
        return [unit for unit in self.order.units if unit.status in statuses]

    @property
    def cancel_is_asked(self) -> bool:
        """The buyer asked to cancel: whoever acts waits for the answer."""
        return any(unit.need_cancel_confirm for unit in self.order.units)

    def living(self) -> list[Unit]:
        """The imported units that are not canceled."""
        return [
            unit for unit in self.order.units if self.pieces[unit.order_item_id] in self.book.living
        ]


def sell(
    shops: Practice, rng: random.Random, kind: str, place: int, *, linked: bool, restock: bool
) -> Sale:
    """Somebody orders; ``linked``: the SKU that had no counterpart has one by now."""
    payment = rng.choice(("COD", "COD", "VNPAY", "MOMO_WALLET"))
    if kind not in COD_KINDS:
        payment = "VNPAY"
    order = shops.place_order(
        _basket(shops, rng, kind),
        payment=payment,
        paid=kind != "unpaid",
        voucher_seller=rng.choice((0, 0, 7_003)),
        voucher_platform=rng.choice((0, 0, 9_001)),
        shipping_fee=rng.choice((0, 18_500)),
        oversell=True,
    )
    codes = {shops.sku(number).sku_id: code_of(shops, number) for number in range(WARES + 1)}
    last = shops.sku(WARES).sku_id
    pieces = {
        unit.order_item_id: Piece(
            codes[unit.sku.sku_id],
            unit.price,
            unit.voucher_seller,
            unit.voucher_platform,
            linked=not unit.fbl and (linked or unit.sku.sku_id != last),
        )
        for unit in order.units
    }
    book = Book(list(pieces.values()), payment == "COD", order.shipping_fee, str(place), restock)
    book.refunds_unpaid = shops.world.options.haravan.refund_before_payment
    sale = Sale(kind, order, book, pieces)
    sale.read()
    return sale


def _basket(shops: Practice, rng: random.Random, kind: str) -> list[Wish]:
    def wish(number: int, quantity: int, **marks: Any) -> Wish:
        return Wish(shops.sku(number).seller_sku, quantity, **marks)

    first, second = rng.sample(range(WARES), 2)
    match kind:
        case "many":
            return [wish(first, rng.randint(1, 2)), wish(second, 2)]
        case "fbl" | "digital" | "dbs" | "presale":
            return [wish(first, rng.randint(1, 2), **{kind: True})]
        case "unlinked":
            return [wish(first, 1), wish(WARES, rng.randint(1, 2))]
        case "mixed":
            return [wish(first, 1), wish(second, 1, fbl=True), wish(first, 1, fbl=True)]
    return [wish(first, rng.randint(1, 2)), *([wish(second, 1)] if rng.random() < 0.5 else [])]
