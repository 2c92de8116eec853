"""The mirror of a large shop, as many first cycles would have left it, without asking anybody.

The practice shops' own rows go through the engine's own doors, so that to the engine nothing is
new: what it then finds to do is what happens from now on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TypeVar

from lazdesk.models import desk, drifts, goods, orders, tables
from lazdesk.models.database import upsert
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.platforms.lazada import parse
from lazdesk.rules import order as order_rules
from lazdesk.rules import policy as policies
from lazdesk.sandbox.haravan import show_goods
from lazdesk.sandbox.lazada import order_rows, products
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sandbox.world import World
from lazdesk.sync import link_goods, pull_goods, pull_orders, wanted
from lazdesk.sync.session import Session

BATCH = 500
BETWEEN_ORDERS = timedelta(minutes=7)
# The newest orders are still on their way; what is older has arrived, or almost never has.
MOVING = (("pending", 200), ("ready_to_ship", 300), ("shipped", 500), ("delivered", 2_000))
CANCELED_EVERY = 20
VARIANTS_PER_PRODUCT = 2.4936
# World seconds between two buyers, and between two changes of a price or a stock, from now on.
BUYS_EVERY, CHANGES_EVERY = 20, 5
KINDS = ("quantity", "price")

T = TypeVar("T")


def products_for(variants: int) -> int:
    """How many products of the practice catalogue have about so many variants."""
    return round(variants / VARIANTS_PER_PRODUCT)


def place_orders(world: World, count: int) -> None:
    """Lets ``count`` buyers order in the world's past, one every seven minutes, the last one now.

    The world's clock must stand that far back.
    """
    rng = world.stream("bench")
    shop = world.lazada
    wares = [sku.seller_sku for sku in shop.skus.values() if sku.seller_sku.strip()]
    for number in range(count):
        basket = {sku: rng.randint(1, 2) for sku in rng.sample(wares, rng.randint(1, 2))}
        order = shop.place_order(basket, ("COD", "VNPAY")[number % 2], oversell=True)
        _age(order, count - number)
        world.advance(BETWEEN_ORDERS.total_seconds())


def _age(order: Order, age: int) -> None:
    """Where an order stands after which ``age`` others came."""
    status = "canceled" if age % CANCELED_EVERY == 0 else "confirmed"
    if status != "canceled":
        for young, count in MOVING:
            if age <= count:
                status = young
                break
            age -= count
    for unit in order.units:
        unit.status, unit.held = status, None


def fill(world: World, session: Session) -> None:
    """Everything both shops hold, linked, published, imported; what is equal stays equal."""
    database = session.database
    _save_goods(world, session)
    for page in _batches(world.lazada.orders.values()):
        _save_orders(world, session, page)
    with database.write() as connection:
        published = (str(id_) for id_ in world.haravan.products)
        goods.publish(connection, session.shop, set(published), session.now())
    link_goods.link_goods(session)
    with database.write() as connection:
        agreed = {f"{kind}_consent": True for kind in KINDS}
        connection.execute(tables.links.update().values(agreed))
        for kind in KINDS:
            desk.set_setting(connection, session.shop, f"push.{kind}", "on")
        for stream in ("orders", "sweep"):
            desk.set_time_cursor(connection, session.org, f"haravan.{stream}", session.now())
        first_day = (session.now() - BETWEEN_ORDERS * len(world.lazada.orders)).date()
        desk.set_setting(connection, session.shop, "orders.import_from", first_day.isoformat())
    with database.read() as connection:
        policy = policies.from_settings(desk.settings(connection, session.shop))
    _settle(world, replace(session, policy=policy))
    with database.write() as connection:
        # Nobody else wrote what was just settled.
        moved = drifts.moves(connection, session.shop)
        drifts.forget_moves(connection, [move.id for move in moved])
        now = session.now()
        desk.set_time_cursor(connection, session.org, "haravan.products", now)
        desk.set_time_cursor(connection, session.shop, "lazada.products", now)


def keep_moving(world: World) -> None:
    """From now on buyers order, and the merchant changes prices and counts stock."""
    rng = world.stream("days")
    wares = [sku.seller_sku for sku in world.lazada.skus.values() if sku.seller_sku.strip()]
    variants = list(world.haravan.variants.values())

    def buy() -> None:
        world.lazada.place_order({rng.choice(wares): 1}, "COD", oversell=True)
        world.later(BUYS_EVERY, buy)

    def change() -> None:
        variant = rng.choice(variants)
        world.haravan.set_price(variant.id, variant.price + 1_000, variant.compare_at_price)
        world.haravan.change_stock(variant.id, 1)
        world.later(CHANGES_EVERY, change)

    buy()
    change()


def _settle(world: World, session: Session) -> None:
    """Lazada holds what it should: all that was wanted has been pushed."""
    for change in wanted.plan(session, consent=True):
        sku = world.lazada.skus[int(change.sku_id)]
        if change.kind == "price":
            sku.price = change.wanted
        else:
            for code in sku.buckets:
                sku.buckets[code].sellable = 0
            sku.buckets[world.lazada.options.warehouses[0]].sellable = change.wanted
    _save_lazada_goods(world, session)


def _save_goods(world: World, session: Session) -> None:
    shop = world.haravan
    pull_goods.pull_locations(session)
    for page in _batches(shop.products.values()):
        rows = [haravan.product(show_goods.product(shop, product)) for product in page]
        pull_goods.save_haravan_page(session, rows)
        variants = [variant for product in page for variant in product.variants]
        with session.database.write() as connection:
            goods.save_stock(
                connection,
                session.org,
                [str(variant.id) for variant in variants],
                [
                    {
                        "org": session.org,
                        "variant_id": str(variant.id),
                        "location_id": str(place),
                        "available": row.available,
                        "onhand": row.onhand,
                        "committed": row.committed,
                        "incoming": row.incoming,
                    }
                    for variant in variants
                    for place in shop.locations
                    if (row := shop.stock.find(place, variant.id)) is not None
                ],
                session.now(),
            )
    _save_lazada_goods(world, session)


def _save_lazada_goods(world: World, session: Session) -> None:
    now = world.now()
    for items in _batches(world.lazada.items.values()):
        found = [parse.product(products.show_item(item, now)) for item in items]
        pull_goods.save_lazada_products(session, found, complete=True)


def _save_orders(world: World, session: Session, page: list[Order]) -> None:
    """Orders with their units, imported long ago unless they were canceled before."""
    shop, options = world.lazada, world.options.lazada
    rows = [parse.order(order_rows.show_listed_order(options, order)) for order in page]
    units = {
        str(order.order_id): (
            session.now(),
            [parse.order_item(order_rows.show_unit(shop, unit)) for unit in order.units],
        )
        for order in page
    }
    held = [order for order in page if order.statuses != ["canceled"]]
    with session.database.write() as connection:
        digests = {row.order_id: pull_goods.digest(row.raw) for row in rows}
        pull_orders.save_lazada_orders(session, connection, rows, units, digests)
        table = tables.orders
        saved = table.c.order_id.in_(list(digests))
        connection.execute(table.update().where(saved).values(stale=False))
        last = max(row.updated_at for row in rows)
        desk.set_time_cursor(connection, session.shop, "lazada.orders", last)
        upsert(
            connection,
            tables.imports,
            [
                {
                    "shop": session.shop,
                    "order_id": str(order.order_id),
                    "state": orders.DONE,
                    "tries": 1,
                    "haravan_id": f"9{order.order_id}",
                    "held_since": order.created_at,
                }
                for order in held
            ],
        )
        upsert(
            connection,
            tables.haravan_orders,
            [
                {
                    "org": session.org,
                    "id": f"9{order.order_id}",
                    "ref": order_rules.ref(session.shop, str(order.order_id)),
                    "name": f"#{order.order_id}",
                    "confirmed": True,
                    "financial_status": "paid",
                    "word": "Đã giao hàng",
                    "created_at": order.created_at,
                    "updated_at": order.updated_at,
                    "first_seen_at": order.created_at,
                    "raw": {},
                }
                for order in held
            ],
        )


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch
