"""A10: several Lazada shops at one Haravan shop never mix, and each knows what the other sold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from lazdesk.models import desk as desk_rows
from lazdesk.models import goods, orders, tables
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.haravan.records import Order as HaravanOrder
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import Options, World, WorldClock
from lazdesk.sync import actions, cycle, wanted
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


def test_what_is_asked_for_few_skus_is_what_all_orders_say(
    both: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C4: the window asks for the SKUs in view alone; the other shop's orders count there too."""
    first, second = both.world.lazada_shops
    for number in (0, 1):
        tracked_deny(both, number, available=9)
    sold, unpaid = both.sku(0), both.sku(1)
    both.fault(Kind.REFUSED, CREATE, method="POST", times=None, message="Không")

    def order_in_both(_: World) -> None:
        second.place_order({sold.seller_sku: 2, unpaid.seller_sku: 1})
        first.place_order({unpaid.seller_sku: 1}, "VNPAY", paid=False)

    both.shops.call(order_in_both)
    for shop in (second, first):
        turn(both, shop)
    session = both.desk.session(str(first.seller_id))
    ids = [str(sku.sku_id) for sku in (sold, unpaid)]
    few = [wanted.numbers(session, [id_])[id_] for id_ in ids]
    monkeypatch.setattr(wanted, "FEW", 0)
    found = wanted.numbers(session, ids)
    assert few == [found[id_] for id_ in ids]
    assert [(each.need.u, each.need.w) for each in few] == [(2, 0), (1, 1)]


# --- one order id and one SellerSku in both shops (issue 4, must show 6) --------------------------

SHARED = 123456789012345


def sell_in_both(both: Practice, *pieces: int) -> None:
    """One basket: the same order id, the same SellerSku, other quantities."""

    def order(world: World) -> None:
        for shop, count in zip(world.lazada_shops, pieces, strict=True):
            code = next(iter(shop.by_seller_sku))
            shop.place_order({code: count}, order_id=SHARED, oversell=True)

    both.shops.call(order)
    for shop in both.world.lazada_shops:
        turn(both, shop, wait=True)


def mirrored(both: Practice, shop: LazadaShop) -> Any:
    with both.desk.database.read() as connection:
        (row,) = orders.orders(connection, str(shop.seller_id), order_ids=[str(SHARED)])
    return row


def in_haravan(both: Practice, shop: LazadaShop) -> HaravanOrder:
    return both.world.haravan.orders[int(mirrored(both, shop).haravan_id)]


def rows(both: Practice, table: sa.Table, shop: LazadaShop) -> list[Any]:
    with both.desk.database.read() as connection:
        return list(connection.execute(sa.select(table).where(table.c.shop == str(shop.seller_id))))


def test_orders_of_one_id_keep_their_own_items_and_money(both: Practice) -> None:
    first, second = both.world.lazada_shops
    sell_in_both(both, 1, 3)
    for shop, pieces in ((first, 1), (second, 3)):
        units = {str(unit.order_item_id) for unit in shop.orders[SHARED].units}
        items = rows(both, tables.order_items, shop)
        assert {row.order_item_id for row in items} == units
        made = in_haravan(both, shop)
        (line,) = made.lines
        assert line.quantity == pieces
        assert made.total == sum(unit.price for unit in shop.orders[SHARED].units)


def test_a_status_and_a_cancel_of_one_are_not_the_others(both: Practice) -> None:
    first, second = both.world.lazada_shops
    sell_in_both(both, 1, 2)
    both.shops.call(lambda _: second.buyer_cancels(SHARED, ask=False))
    turn(both, first, wait=True)
    turn(both, second, wait=True)
    assert in_haravan(both, first).cancelled_at is None
    assert in_haravan(both, second).cancelled_at is not None
    assert {row.event for row in rows(both, tables.history, first)} == {"imported"}
    assert "canceled" in {row.event for row in rows(both, tables.history, second)}
    assert (len(rows(both, tables.restocks, first)), len(rows(both, tables.restocks, second))) == (
        0,
        2,
    )


def test_a_button_and_its_label_are_one_shops(both: Practice) -> None:
    """E1 on the first shop's order; both orders carry the same id and number."""
    first, second = both.world.lazada_shops
    sell_in_both(both, 1, 1)
    session = both.desk.session(str(first.seller_id))
    clicked = actions.click_ready_to_ship(session, [str(SHARED)])
    turn(both, second)  # the other shop's clicks: there are none
    assert {unit.status for unit in second.orders[SHARED].units} == {"pending"}
    actions.see_through(session, clicked)
    assert {unit.status for unit in first.orders[SHARED].units} != {"pending"}
    assert {unit.status for unit in second.orders[SHARED].units} == {"pending"}
    labels = both.desk.folder / "labels"
    assert [file.parent.name for file in labels.rglob("*.pdf")] == [str(first.seller_id)]
    assert rows(both, tables.actions, second) == []


def test_links_pushes_and_settings_are_one_shops(both: Practice) -> None:
    """The buffer of the one lowers its numbers alone; each pushes to SKUs of its own."""
    first, second = both.world.lazada_shops
    tracked_deny(both, 0, available=9)
    with both.desk.database.write() as connection:
        desk_rows.set_setting(connection, str(second.seller_id), "stock.buffer", "3")
    for shop in (first, second):
        turn(both, shop)
    code = both.sku().seller_sku
    assert (first.sku(code).sellable, second.sku(code).sellable) == (9, 6)
    for shop in (first, second):
        own = {str(sku_id) for sku_id in shop.skus}
        assert {row.sku_id for row in rows(both, tables.links, shop)} <= own
        pushed = {row.sku_id for row in rows(both, tables.pushes, shop)}
        assert str(shop.sku(code).sku_id) in pushed
        assert pushed <= own


def test_problems_and_access_are_one_shops(both: Practice) -> None:
    first, second = both.world.lazada_shops
    both.shops.call(lambda world: world.lazada_platform.revoke(second))
    for shop in (first, second):
        turn(both, shop)
    assert "ACCESS_EXPIRED" not in {row.code for row in rows(both, tables.problems, first)}
    assert "ACCESS_EXPIRED" in {row.code for row in rows(both, tables.problems, second)}
    sell = first.place_order
    both.shops.call(lambda _: sell({both.sku().seller_sku: 1}, oversell=True))
    turn(both, first, wait=True)
    assert len(both.haravan_orders()) == 1


def test_a_second_order_of_the_other_channel_is_flagged_beside_another_shop(
    both: Practice,
) -> None:
    """A9 beside A10: once the other shop was read, too, and has no order of that number."""
    first, second = both.world.lazada_shops
    both.shops.call(lambda world: world.haravan.run_lazada_channel(seconds_after=0))
    code = both.sku().seller_sku
    order = both.shops.call(lambda _: first.place_order({code: 1}, oversell=True))
    both.advance(LISTED_AFTER + 5)
    for shop in (first, second):
        turn(both, shop, wait=True)
    (adopted,) = both.haravan_orders()
    again = {
        "name": str(order.order_id),
        "source": "lazada",
        "source_name": "lazada",
        "line_items": [{"variant_id": adopted.lines[0].variant_id, "quantity": 1}],
    }
    twin = both.shops.call(lambda world: world.haravan.place_order(again))
    both.advance(LISTED_AFTER + 5)
    for _ in range(2):
        for shop in (first, second):
            turn(both, shop, wait=True)
            both.advance(60)
    found = {shop.seller_id: rows(both, tables.problems, shop) for shop in (first, second)}
    doubles = {
        seller: [row.object for row in some if row.code == "FOREIGN_DOUBLE"]
        for seller, some in found.items()
    }
    assert doubles == {first.seller_id: [str(twin)], second.seller_id: []}
    assert adopted.cancelled_at is None


@pytest.mark.parametrize("other", [0, 1])
def test_each_shop_adopts_its_own_of_the_other_channels_orders(both: Practice, other: int) -> None:
    """A9 beside A10: two orders of one number, told apart by what is in them, if it differs."""
    first, second = both.world.lazada_shops
    both.shops.call(lambda world: world.haravan.run_lazada_channel(seconds_after=0))

    def order(_: World) -> None:
        codes = list(first.by_seller_sku)
        second.place_order({codes[other]: 1}, order_id=SHARED, oversell=True)
        first.place_order({codes[0]: 1}, order_id=SHARED, oversell=True)

    both.shops.call(order)
    both.advance(LISTED_AFTER + 5)
    for _ in range(2):
        for shop in (first, second):
            turn(both, shop, wait=True)
    ids = {shop.seller_id: mirrored(both, shop).haravan_id for shop in (first, second)}
    assert len(set(ids.values())) == len(both.haravan_orders()) == 2
    for shop in (first, second):
        (line,) = in_haravan(both, shop).lines
        assert line.barcode == shop.orders[SHARED].units[0].sku.seller_sku
