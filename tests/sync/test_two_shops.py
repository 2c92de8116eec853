"""A10: several Lazada shops at one Haravan shop never mix, and each knows what the other sold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lazdesk.models import desk as desk_rows
from lazdesk.models import goods
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import Options, World, WorldClock
from lazdesk.sync import cycle
from lazdesk.sync.cycle import Outcome
from tests.sync.levels import tracked_deny
from tests.sync.practice import CREATE, LISTED_AFTER, START, Practice

OPTIONS = Options(
    haravan=HaravanOptions(list_lag_seconds=LISTED_AFTER), lazada_shops=2, traps=False
)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Practice]:
    """Both shops are connected, published, switched on and level."""
    world = World(seed=7, products=4, clock=WorldClock(0, START), options=OPTIONS)
    with PracticeShops(world) as shops:
        opened = Practice(shops, tmp_path)
        second = world.lazada_shops[1]
        app = world.lazada_platform.app
        code = shops.call(lambda world: world.lazada_platform.grant(second))
        opened.desk.connect_lazada(
            AppKey(app.key, app.secret), code, app.callback, str(second.seller_id)
        )
        with opened.desk.database.write() as connection:
            for each in world.lazada_shops:
                settings = {
                    "push.quantity": "on",
                    "orders.post_deadline_seconds": "60",
                    "orders.list_lag_seconds": "10",
                }
                for key, value in settings.items():
                    desk_rows.set_setting(connection, str(each.seller_id), key, value)
        for each in world.lazada_shops:
            turn(opened, each)
            session = opened.desk.session(str(each.seller_id))
            with session.database.write() as connection:
                ids = {row.product_id for row in goods.variants(connection, session.org)}
                goods.publish(connection, session.shop, ids, session.now())
            turn(opened, each)
        yield opened
        opened.close()
        assert world.violations == []


def turn(opened: Practice, shop: LazadaShop, *, wait: bool = False) -> Outcome:
    session = opened.desk.session(str(shop.seller_id))
    outcome = cycle.run_cycle(session, consent=True)
    if wait:
        cycle.wait_for_imports(session, outcome)
    return outcome


def test_one_basket_over_two_shops_is_two_orders(both: Practice) -> None:
    """Both shops' orders carry the same order id then (lazada.md §6.2)."""
    first, second = both.world.lazada_shops

    def order_in_both(_: World) -> None:
        for shop in (first, second):
            shop.place_order({next(iter(shop.by_seller_sku)): 1}, order_id=123456789012345)

    both.shops.call(order_in_both)
    for shop in (first, second):
        turn(both, shop, wait=True)
    refs = {
        each["value"]
        for order in both.haravan_orders()
        for each in order.note_attributes
        if each["name"] == "lazdesk_ref"
    }
    assert refs == {f"LZD:VN:{shop.seller_id}:123456789012345" for shop in (first, second)}
    assert all(order.confirmed_at and not order.cancelled_at for order in both.haravan_orders())


def test_what_one_shop_sold_is_not_offered_by_the_other(both: Practice) -> None:
    """C4: u counts the units of every connected shop."""
    first, second = both.world.lazada_shops
    tracked_deny(both, 0, available=9)
    for shop in (first, second):
        turn(both, shop)
    sku = both.sku()
    other = second.sku(sku.seller_sku)
    assert (sku.sellable, other.sellable) == (9, 9)

    both.fault(Kind.REFUSED, CREATE, method="POST", times=None, message="Không")
    both.shops.call(lambda _: second.place_order({other.seller_sku: 2}))
    turn(both, second)
    turn(both, first)
    assert (sku.sellable, other.sellable) == (7, 7)

    both.clear_faults()
    canceled = next(iter(second.orders.values()))
    both.shops.call(lambda _: second.buyer_cancels(canceled.order_id, ask=False))
    turn(both, second)
    turn(both, first)
    assert (sku.sellable, other.sellable) == (9, 9)
