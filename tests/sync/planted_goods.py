"""Differences planted in the goods of a day: stock, prices, links, and what the mirror believes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.rules.agreement import What
from lazdesk.sandbox.haravan.records import Order as Copy
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order, Sku
from lazdesk.sandbox.world import World
from tests.sync.levels import change_stock, set_price, variant_of
from tests.sync.practice import Practice

# The SKUs that are sold; goods are planted in the others.
SOLD = 6
PLENTY = 500
PREPAID = "VNPAY"


@dataclass
class Day:
    """The shops; `next` hands out SKUs that nobody has bought or touched."""

    shops: Practice
    free: int = SOLD
    sold: int = 0

    def next(self) -> tuple[int, Sku]:
        self.free += 1
        return self.free - 1, self.shops.sku(self.free - 1)

    def order(self, payment: str = PREPAID, pieces: int = 1) -> Order:
        """One more order of the SKUs that are sold."""
        self.sold += 1
        wish = Wish(self.shops.sku(self.sold % SOLD).seller_sku, pieces)
        return self.shops.place_order([wish], payment=payment, shipping_fee=18_500)

    def change(self, order: Order, act: Callable[[Copy], object]) -> None:
        """Something is otherwise in the order's Haravan order."""

        def work(world: World) -> None:
            copy = self.copy(order)
            act(copy)
            world.haravan.touch(copy)

        self.shops.shops.call(work)

    def copy(self, order: Order) -> Copy:
        (copy,) = self.shops.haravan_orders(order)
        return copy

    def in_mirror(self, statement: sa.Executable) -> None:
        with self.shops.desk.database.write() as connection:
            connection.execute(statement)


Expected = tuple[What, str]
GoodsPlant = Callable[[Day], Expected]


def stock_on_lazada(quantity: int) -> GoodsPlant:
    def plant(day: Day) -> Expected:
        number, sku = day.next()
        tracked = variant_of(day.shops, number)
        assert tracked.tracked
        day.shops.shops.call(lambda world: world.lazada.set_stock(sku.seller_sku, quantity))
        return What.STOCK, sku.seller_sku

    return plant


def stock_in_haravan(delta: int) -> GoodsPlant:
    def plant(day: Day) -> Expected:
        number, sku = day.next()
        change_stock(day.shops, number, delta)
        return What.STOCK, sku.seller_sku

    return plant


def oversell(day: Day) -> Expected:
    """May be ordered when out of stock, from now on, and is out of stock."""
    number, sku = day.next()
    variant = variant_of(day.shops, number)
    change_stock(day.shops, number, -PLENTY)
    day.shops.shops.call(
        lambda world: world.haravan.set_policy(variant.id, tracked=True, oversell=True)
    )
    day.shops.shops.call(lambda world: world.lazada.set_stock(sku.seller_sku, 0))
    return What.STOCK, sku.seller_sku


def price_on_lazada(price: int) -> GoodsPlant:
    def plant(day: Day) -> Expected:
        _, sku = day.next()
        day.shops.shops.call(lambda world: world.lazada.set_price(sku.seller_sku, price))
        return What.PRICE, sku.seller_sku

    return plant


def price_in_haravan(day: Day) -> Expected:
    number, sku = day.next()
    set_price(day.shops, number, sku.price + 1_000)
    return What.PRICE, sku.seller_sku


def barcode_in_haravan(day: Day) -> Expected:
    number, sku = day.next()
    variant = variant_of(day.shops, number)
    day.shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, "MA-KHAC"))
    return What.LINK, sku.seller_sku


def seller_sku_on_lazada(day: Day) -> Expected:
    _, sku = day.next()
    before = sku.seller_sku
    day.shops.shops.call(lambda world: world.lazada.rename_sku(before, "TEN-KHAC"))
    return What.LINK, before


def link_in_mirror(day: Day) -> Expected:
    _, sku = day.next()
    links = tables.links
    day.in_mirror(sa.delete(links).where(links.c.sku_id == str(sku.sku_id)))
    return What.LINK, sku.seller_sku


def quantity_in_mirror(day: Day) -> Expected:
    _, sku = day.next()
    skus = tables.skus
    wrong = sa.update(skus).where(skus.c.sku_id == str(sku.sku_id)).values(quantity=77_777)
    day.in_mirror(wrong)
    return What.MIRROR, sku.seller_sku


def price_in_mirror(day: Day) -> Expected:
    number, sku = day.next()
    variants, variant = tables.variants, variant_of(day.shops, number)
    day.in_mirror(sa.update(variants).where(variants.c.id == str(variant.id)).values(price=1))
    return What.MIRROR, sku.seller_sku


GOODS: dict[str, GoodsPlant] = {
    "sold out on Lazada by hand": stock_on_lazada(0),
    "too few on Lazada": stock_on_lazada(3),
    "too many on Lazada": stock_on_lazada(90_000),
    "Haravan has more": stock_in_haravan(+2),
    "Haravan has less": stock_in_haravan(-2),
    "may be oversold": oversell,
    "cheaper on Lazada": price_on_lazada(1_000),
    "dearer on Lazada": price_on_lazada(9_000_000),
    "another price in Haravan": price_in_haravan,
    "another barcode": barcode_in_haravan,
    "another SellerSku": seller_sku_on_lazada,
    "a link is missing in the mirror": link_in_mirror,
    "another quantity in the mirror": quantity_in_mirror,
    "another price in the mirror": price_in_mirror,
}
