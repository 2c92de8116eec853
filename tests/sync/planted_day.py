"""A day that agrees, and the differences that are planted on either side of it, one by one.

A plant changes one thing and keeps everything else level: where a real change would move a shelf
too, the shelf is set right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.rules.agreement import What
from lazdesk.sandbox.haravan import money
from lazdesk.sandbox.haravan.records import Order as Copy
from lazdesk.sandbox.haravan.records import OrderLine
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sandbox.world import World
from tests.sync import parcels
from tests.sync.levels import make_level, tracked_deny, variant_of
from tests.sync.planted_goods import GOODS, PLENTY, PREPAID, Day, Expected
from tests.sync.practice import Practice

PRODUCTS = 20
COD = "COD"


Plant = Callable[[Day, Order], Expected]


def number(order: Order) -> str:
    return str(order.order_id)


def missing(day: Day, order: Order) -> Expected:
    """Somebody deleted it; its goods are free again."""

    def work(world: World) -> None:
        copy = world.haravan.orders.pop(day.copy(order).id)
        for line in copy.lines:
            world.haravan.move(copy.location_id, line, committed=-line.reserved)

    day.shops.shops.call(work)
    return What.MISSING, number(order)


def another_of(day: Day, order: Order, *, ref: str | None = None) -> None:
    """One more Haravan order for the ref, without goods of the shelf."""
    fields = {
        "name": f"{number(order)}-2",
        "source_name": "lazada",
        "note_attributes": [{"name": "lazdesk_ref", "value": ref or ref_of(day, order)}],
        "line_items": [
            {
                "title": unit.sku.seller_sku,
                "sku": unit.sku.seller_sku,
                "quantity": 1,
                "price": unit.price,
                "properties": [{"name": "order_item_id", "value": str(unit.order_item_id)}],
            }
            for unit in order.units
        ],
    }
    day.shops.shops.call(lambda world: world.haravan.place_order(fields))


def ref_of(day: Day, order: Order) -> str:
    return f"LZD:VN:{day.shops.seller}:{order.order_id}"


def doubled(day: Day, order: Order) -> Expected:
    another_of(day, order)
    return What.DOUBLED, number(order)


def unwanted(day: Day, order: Order) -> Expected:
    another_of(day, order)
    return What.UNWANTED, number(order)


def stray(day: Day, order: Order) -> Expected:
    """Of an order that Lazada never had."""
    fields = {
        "name": "LAC-LOAI",
        "source_name": "lazada",
        "note_attributes": [{"name": "lazdesk_ref", "value": f"{ref_of(day, order)}9"}],
        "line_items": [{"title": "Áo", "quantity": 1, "price": 1_000}],
    }
    day.shops.shops.call(lambda world: world.haravan.place_order(fields))
    return What.STRAY, "LAC-LOAI"


def unconfirmed(day: Day, order: Order) -> Expected:
    day.change(order, lambda copy: setattr(copy, "confirmed_at", None))
    return What.UNCONFIRMED, number(order)


def line(what: What, act: Callable[[OrderLine], object]) -> Plant:
    def plant(day: Day, order: Order) -> Expected:
        day.change(order, lambda copy: act(copy.lines[0]))
        return what, number(order)

    return plant


def other_variant(day: Day, order: Order) -> Expected:
    other, _ = day.next()
    variant = variant_of(day.shops, other)
    day.change(order, lambda copy: setattr(copy.lines[0], "variant_id", variant.id))
    return What.LINE, number(order)


def discount(day: Day, order: Order) -> Expected:
    day.change(order, lambda copy: setattr(copy, "total_discounts", copy.total_discounts + 5_000))
    return What.TOTAL, number(order)


def shipping(day: Day, order: Order) -> Expected:
    day.change(order, lambda copy: copy.shipping_lines[0].update(price=1))
    return What.TOTAL, number(order)


def not_captured(day: Day, order: Order) -> Expected:
    def forget(copy: Copy) -> None:
        copy.transactions = [row for row in copy.transactions if row.kind != "capture"]

    day.change(order, forget)
    return What.CAPTURED, number(order)


def captured_again(day: Day, order: Order) -> Expected:
    def capture(copy: Copy) -> None:
        money.book(day.shops.world.haravan, copy, {"kind": "capture", "amount": copy.total})

    day.change(order, capture)
    return What.CAPTURED, number(order)


def refunded_again(day: Day, order: Order) -> Expected:
    copy = day.copy(order)
    day.shops.shops.call(lambda world: world.haravan.refund_order(copy.id, 1_000))
    return What.REFUNDED, number(order)


def refund_lost(day: Day, order: Order) -> Expected:
    day.change(order, lambda copy: copy.refunds[-1].transactions.clear())
    return What.REFUNDED, number(order)


def restock_lost(day: Day, order: Order) -> Expected:
    def forget(copy: Copy) -> None:
        copy.refunds[-1].restock = False
        for each in copy.lines:
            each.restocked = False

    day.change(order, forget)
    return What.RESTOCK, number(order)


def other_payment_word(day: Day, order: Order) -> Expected:
    day.change(order, lambda copy: setattr(copy, "financial_status", "pending"))
    return What.PAYMENT, number(order)


def canceled_since(what: What, count: int) -> Plant:
    """The buyer cancels after LazDesk looked; Lazada's number is set back to what it was."""

    def plant(day: Day, order: Order) -> Expected:
        sku = order.units[0].sku

        def work(world: World) -> None:
            before = sku.sellable
            world.lazada.cancel(order.units[:count], "buyer-cancel", "Change of mind")
            world.lazada.set_stock(sku.seller_sku, before)

        day.shops.shops.call(work)
        return what, number(order)

    return plant


def given_back_by_hand(day: Day, order: Order) -> Expected:
    """The goods of a live order went back on the shelf; the shelf is set right."""

    def work(world: World) -> None:
        copy = day.copy(order)
        world.haravan.refund_order(copy.id, 0, restock=True)
        for each in copy.lines:
            world.haravan.move(copy.location_id, each, onhand=-each.quantity)

    day.shops.shops.call(work)
    return What.GOODS, number(order)


def parcel(act: Callable[[Copy], object]) -> Plant:
    def plant(day: Day, order: Order) -> Expected:
        day.change(order, act)
        return What.STATUS, number(order)

    return plant


def _say_delivered(copy: Copy) -> None:
    copy.fulfillments[0].carrier_status = "delivered"


def _lose_parcels(copy: Copy) -> None:
    for made in copy.fulfillments:
        for each, quantity in made.lines:
            each.shipped -= quantity
    copy.fulfillments.clear()


def delivered_since(day: Day, order: Order) -> Expected:
    parcels.courier(day.shops, order, "delivers")
    return What.STATUS, number(order)


def status_in_mirror(day: Day, order: Order) -> Expected:
    items = tables.order_items
    day.in_mirror(
        sa.update(items).where(items.c.order_id == number(order)).values(status="delivered")
    )
    return What.MIRROR, number(order)


def cancel_in_mirror(day: Day, order: Order) -> Expected:
    copies = tables.haravan_orders
    day.in_mirror(
        sa.update(copies)
        .where(copies.c.id == str(day.copy(order).id))
        .values(cancelled_at=day.shops.world.now())
    )
    return What.MIRROR, number(order)


# What the order is before it is planted in.
Life = Callable[[Day], Order]


def _new(payment: str = PREPAID, pieces: int = 1) -> Life:
    return lambda day: day.order(payment, pieces)


def _unpaid(day: Day) -> Order:
    """Not paid for so long that Lazada withholds nothing for it any more (C4)."""
    wish = Wish(day.shops.sku(0).seller_sku, 1)
    order = day.shops.place_order([wish], payment=PREPAID, paid=False)
    day.shops.advance(31 * 60)
    return order


def _shipped(day: Day, payment: str = PREPAID) -> Order:
    order = day.order(payment)
    parcels.shipped(day.shops, order)
    return order


def _delivered(day: Day) -> Order:
    order = _shipped(day, COD)
    parcels.courier(day.shops, order, "delivers")
    return order


@dataclass(frozen=True)
class Case:
    """An order, what happens to it once it is in Haravan, and the plant."""

    born: Life
    plant: Plant
    then: Callable[[Day, Order], object] | None = None


def _one_canceled(day: Day, order: Order) -> None:
    day.shops.shops.call(lambda world: world.lazada.cancel(order.units[:1], "buyer-cancel", "x"))


def _all_canceled(day: Day, order: Order) -> None:
    day.shops.shops.call(lambda world: world.lazada.cancel(order.units, "buyer-cancel", "x"))


ORDERS: dict[str, Case] = {
    "missing": Case(_new(), missing),
    "missing, COD": Case(_new(COD), missing),
    "doubled": Case(_new(), doubled),
    "doubled, on its way": Case(_shipped, doubled),
    "unpaid": Case(_unpaid, unwanted),
    "stray": Case(_new(), stray),
    "not confirmed": Case(_new(), unconfirmed),
    "a piece too many": Case(
        _new(), line(What.LINE, lambda each: setattr(each, "quantity", each.quantity + 1))
    ),
    "another line price": Case(
        _new(), line(What.LINE, lambda each: setattr(each, "price", each.price - 1))
    ),
    "another variant": Case(_new(), other_variant),
    "a line without a link": Case(
        _new(), line(What.UNLINKED, lambda each: setattr(each, "variant_id", None))
    ),
    "another discount": Case(_new(), discount),
    "another shipping fee": Case(_new(COD), shipping),
    "not paid": Case(_new(), not_captured),
    "COD paid early": Case(_new(COD), captured_again),
    "COD not paid": Case(_delivered, not_captured),
    "paid twice": Case(_new(), captured_again),
    "refunded twice": Case(_new(pieces=2), refunded_again, _one_canceled),
    "refund without money": Case(_new(pieces=2), refund_lost, _one_canceled),
    "restock missing": Case(_new(pieces=2), restock_lost, _one_canceled),
    "canceled, money not back": Case(_new(), refund_lost, _all_canceled),
    "canceled, goods not back": Case(_new(), restock_lost, _all_canceled),
    "another payment status": Case(_new(), other_payment_word),
    "canceled on Lazada alone": Case(_new(COD), canceled_since(What.CANCELED, 1)),
    "a piece canceled on Lazada alone": Case(_new(pieces=2), canceled_since(What.GOODS, 1)),
    "given back in Haravan alone": Case(_new(COD), given_back_by_hand),
    "delivered in Haravan alone": Case(_shipped, parcel(_say_delivered)),
    "delivered on Lazada alone": Case(_shipped, delivered_since),
    "no parcel": Case(_shipped, parcel(_lose_parcels)),
    "another status in the mirror": Case(_new(COD), status_in_mirror),
    "canceled in the mirror": Case(_new(COD), cancel_in_mirror),
}
COUNT = len(GOODS) + len(ORDERS)


def lay_out(shops: Practice) -> tuple[Day, dict[str, Order]]:
    """The day with all its orders, in line on both sides."""
    make_level(shops)
    for each in range(len(shops.world.lazada.skus)):
        tracked_deny(shops, each, available=PLENTY)
    day = Day(shops)
    orders = {name: case.born(day) for name, case in ORDERS.items()}
    shops.sync()
    for name, case in ORDERS.items():
        if case.then is not None:
            case.then(day, orders[name])
    shops.advance(60)
    shops.sync()
    shops.cycle()
    return day, orders


def plant_all(day: Day, orders: dict[str, Order]) -> list[tuple[str, str]]:
    """Plants everything; returns what must be found."""
    expected = [plant(day) for plant in GOODS.values()]
    expected += [case.plant(day, orders[name]) for name, case in ORDERS.items()]
    return sorted((what.value, object_) for what, object_ in expected)
