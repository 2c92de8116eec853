"""What buyers do in the practice Lazada: order, pay, cancel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lazdesk.sandbox import people
from lazdesk.sandbox.lazada.records import Order, ReverseLine, ReverseOrder, Sku, Unit
from lazdesk.sandbox.lazada.state import Id, ShopState


class SoldOutError(Exception):
    """The buyer's basket asks for more than is sellable."""


@dataclass(frozen=True)
class Wish:
    """One line of a basket. Vouchers and price are per unit; None = the SKU's present price."""

    sku: str
    quantity: int = 1
    price: int | None = None
    voucher_seller: int = 0
    voucher_platform: int = 0
    fbl: bool = False
    digital: bool = False
    dbs: bool = False
    pickup_in_store: bool = False
    presale: bool = False
    warehouse: str | None = None
    shipping_type: str = "Dropshipping"


# What may be wished for: {"SellerSku": 2}, or rows of `Wish` (as objects or as its keywords).
Basket = Mapping[str, int] | Sequence[Wish | Mapping[str, Any]]


class Buyers(ShopState):
    """The buyers' acts of a shop."""

    def place_order(
        self,
        items: Basket,
        payment: str = "COD",
        *,
        paid: bool = True,
        voucher_seller: int = 0,
        voucher_platform: int = 0,
        shipping_fee: int = 0,
        buyer: people.Buyer | None = None,
        masked: bool | None = None,
        buyer_note: str = "",
        order_id: Id | None = None,
        oversell: bool = False,
    ) -> Order:
        """Place an order: `payment` "COD", or a method that is `paid` at once or later by `pay`.

        `voucher_*` are the order's, shared out by price on top of the wishes' own. Money in đồng.
        Raises SoldOutError unless `oversell`, and KeyError for an unknown SellerSku.
        """
        rows = [(self.sku(wish.sku), wish) for wish in _wishes(items) for _ in range(wish.quantity)]
        if not oversell:
            self._check_stock(rows)
        now = self.now()
        order = Order(
            order_id=int(order_id) if order_id is not None else self.new_id(15),
            created_at=now,
            updated_at=now,
            buyer=buyer or people.someone(self.rng),
            masked=self.options.masked_buyers if masked is None else masked,
            payment_method=payment,
            shipping_fee=shipping_fee,
            buyer_note=buyer_note,
            paid_at=now if paid and payment != "COD" else None,
        )
        unpaid = payment != "COD" and not paid
        order.units = [self._unit(order, sku, wish, unpaid) for sku, wish in rows]
        _share_out(order, voucher_seller, voucher_platform)
        for unit in order.units:
            self.units[unit.order_item_id] = unit
            self.hold(unit, "withhold" if unpaid else "occupy")
        self.orders[order.order_id] = order
        self.world.lazada_sold(order)
        if unpaid:
            self.world.later(self.options.unpaid_hold_seconds, lambda: self._end_hold(order))
            self.world.later(
                self.options.unpaid_life_seconds, lambda: self.expire_unpaid(order.order_id)
            )
        return order

    def pay(self, order_id: Id) -> Order:
        """Pay an unpaid order, or the final payment of a pre-sale."""
        order = self.order(order_id)
        order.paid_at = self.now()
        for unit in order.units:
            if unit.status == "unpaid":
                self.hold(unit, "occupy")
                self.change(unit, "pending")
            elif unit.stage_pay_status is not None:
                unit.stage_pay_status = None
                self.change(unit)
        return order

    def expire_unpaid(self, order_id: Id) -> None:
        """Lazada gives up waiting for the money."""
        unpaid = [unit for unit in self.order(order_id).units if unit.status == "unpaid"]
        self.cancel(unpaid, "system-cancel", "Payment timeout")

    def buyer_cancels(
        self, order_id: Id, units: Iterable[Id] | None = None, *, ask: bool | None = None
    ) -> ReverseOrder | None:
        """The buyer cancels: at once, or by a request the seller must answer (§8.2).

        `ask` None = a request only once the seller has packed. Returns the request.
        """
        chosen = [u for u in self.some_units(order_id, units) if u.status != "canceled"]
        if ask is None:
            ask = any(unit.package for unit in chosen)
        if not ask:
            self.cancel(chosen, "buyer-cancel", "Change of mind")
            return None
        reverse = self.open_reverse(self.order(order_id), "CANCEL", chosen, "Change of mind")
        wait = timedelta(seconds=self.options.cancel_decision_seconds)
        for unit in chosen:
            unit.need_cancel_confirm = True
            unit.cancel_trigger_at = self.now() + wait
            self.change(unit)
        self.world.later(
            self.options.cancel_decision_seconds, lambda: self._cancel_unanswered(reverse)
        )
        return reverse

    def open_reverse(
        self,
        order: Order,
        request_type: str,
        units: Sequence[Unit],
        reason: str,
        *,
        to_merchant: bool = True,
    ) -> ReverseOrder:
        """Open a reverse order over `units`, each to be refunded with what was paid for it."""
        now = self.now()
        lines = [
            ReverseLine(
                line_id=self.new_id(15),
                unit=unit,
                status="REQUEST_INITIATE",
                reason=reason,
                amount=unit.paid_price,
                created_at=now,
                modified_at=now,
                needs_refund=order.payment_method != "COD" or request_type != "CANCEL",
            )
            for unit in units
        ]
        reverse = ReverseOrder(self.new_id(15), order, request_type, to_merchant, lines)
        self.reverses[reverse.reverse_order_id] = reverse
        for unit in units:
            unit.reverse_order_id = reverse.reverse_order_id
        return reverse

    def move_reverse(self, reverse: ReverseOrder, status: str) -> None:
        """Give every line of the reverse order a status."""
        for line in reverse.lines:
            line.status = status
            line.modified_at = self.now()

    def complete_cancel(self, reverse: ReverseOrder) -> None:
        """A cancel request that was agreed to (or not answered in time) comes true."""
        self.cancel([line.unit for line in reverse.lines], "buyer-cancel", reverse.lines[0].reason)
        self.move_reverse(reverse, "CANCEL_SUCCESS")

    def _cancel_unanswered(self, reverse: ReverseOrder) -> None:
        if reverse.lines[0].status == "REQUEST_INITIATE":
            self.complete_cancel(reverse)

    def _end_hold(self, order: Order) -> None:
        for unit in order.units:
            if unit.status == "unpaid":
                self.release(unit)

    def _check_stock(self, rows: Sequence[tuple[Sku, Wish]]) -> None:
        wanted: dict[tuple[int, str], int] = {}
        for sku, wish in rows:
            if wish.fbl or not sku.buckets:
                continue
            warehouse = wish.warehouse or self.options.warehouses[0]
            key = (sku.sku_id, warehouse)
            wanted[key] = wanted.get(key, 0) + 1
            if wanted[key] > sku.buckets[warehouse].sellable:
                raise SoldOutError(sku.seller_sku)

    def _unit(self, order: Order, sku: Sku, wish: Wish, unpaid: bool) -> Unit:
        return Unit(
            order_item_id=self.new_id(15),
            order=order,
            sku=sku,
            status="unpaid" if unpaid else "pending",
            price=wish.price if wish.price is not None else sku.special_price or sku.price,
            voucher_seller=wish.voucher_seller,
            voucher_platform=wish.voucher_platform,
            shipping_amount=0,
            warehouse=wish.warehouse or self.options.warehouses[0],
            created_at=order.created_at,
            updated_at=order.created_at,
            fbl=wish.fbl or not sku.buckets,
            digital=wish.digital,
            dbs=wish.dbs,
            pickup_in_store=wish.pickup_in_store,
            shipping_type=wish.shipping_type,
            order_type="PreSale" if wish.presale else "Normal",
            stage_pay_status="unpaid final payment" if wish.presale else None,
        )


def _wishes(items: Basket) -> list[Wish]:
    if isinstance(items, Mapping):
        return [Wish(sku, quantity) for sku, quantity in items.items()]
    return [item if isinstance(item, Wish) else Wish(**item) for item in items]


def _share_out(order: Order, voucher_seller: int, voucher_platform: int) -> None:
    """Share an order's vouchers and shipping fee out to its units by price."""
    prices = [unit.price for unit in order.units]
    seller, platform = _share(voucher_seller, prices), _share(voucher_platform, prices)
    shipping = _share(order.shipping_fee, prices)
    for unit, of_seller, of_platform, fee in zip(
        order.units, seller, platform, shipping, strict=True
    ):
        unit.voucher_seller += of_seller
        unit.voucher_platform += of_platform
        unit.shipping_amount = fee


def _share(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` shared out by weight, to the đồng: the last one takes the rest."""
    whole = sum(weights) or 1
    shares = [amount * weight // whole for weight in weights]
    shares[-1] += amount - sum(shares)
    return shares
