"""Buyers and couriers who act by themselves, so that a practice shop has days like a real one."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable

from lazdesk.sandbox.lazada.buyers import SoldOutError, Wish
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.world import World

PAYMENTS = ("COD", "COD", "MIXEDCARD", "VNPAY")
# World seconds between two acts of a kind.
ORDERS_EVERY = (60, 240)
COURIERS_EVERY = (200, 500)
CANCELS_EVERY = (900, 2400)


def enliven(world: World, orders: int = 0) -> None:
    """Places ``orders`` at once, then lets buyers and couriers come by for ever."""
    rng = world.stream("life")
    shop = world.lazada
    for _ in range(orders):
        _buy(shop, rng)
    _again(world, rng, ORDERS_EVERY, lambda: _buy(shop, rng))
    _again(world, rng, COURIERS_EVERY, lambda: _carry(shop, rng))
    _again(world, rng, CANCELS_EVERY, lambda: _change_mind(shop, rng))


def _again(
    world: World, rng: random.Random, every: tuple[int, int], act: Callable[[], None]
) -> None:
    def turn() -> None:
        act()
        _again(world, rng, every, act)

    world.later(rng.uniform(*every), turn)


def _buy(shop: LazadaShop, rng: random.Random) -> None:
    """One order of one to three kinds; a basket that is sold out is left behind."""
    for_sale = [sku for sku in shop.skus.values() if sku.status == "active" and sku.sellable > 0]
    if not for_sale:
        return
    chosen = rng.sample(for_sale, k=min(rng.choice((1, 1, 1, 2, 3)), len(for_sale)))
    basket = [Wish(sku.seller_sku, quantity=rng.choice((1, 1, 1, 2))) for sku in chosen]
    payment = rng.choice(PAYMENTS)
    with contextlib.suppress(SoldOutError, KeyError):
        shop.place_order(
            basket,
            payment,
            paid=rng.random() < 0.9,
            voucher_seller=rng.choice((0, 0, 0, 10_000)),
            shipping_fee=rng.choice((0, 15_000, 22_000)),
        )


def _carry(shop: LazadaShop, rng: random.Random) -> None:
    """A courier collects what is ready and brings what is on the way; a few are not at home."""
    for order in list(shop.orders.values()):
        statuses = {unit.status for unit in order.units}
        if "ready_to_ship" in statuses and rng.random() < 0.6:
            shop.courier(order.order_id, "picks up")
        elif "shipped" in statuses and rng.random() < 0.4:
            shop.courier(order.order_id, "delivers" if rng.random() < 0.93 else "fails")


def _change_mind(shop: LazadaShop, rng: random.Random) -> None:
    pending = [
        order.order_id
        for order in shop.orders.values()
        if {unit.status for unit in order.units} == {"pending"}
    ]
    if pending:
        shop.buyer_cancels(rng.choice(pending))
