"""F: each problem of an order is provoked, listed, mended in the shops, and over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lazdesk.models import orders as order_rows
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.records import Order
from tests.sync.levels import tracked_deny, variant_of
from tests.sync.parcels import (
    cancel_on_lazada,
    courier,
    hands_over,
    packs,
    shipped,
    show,
)
from tests.sync.practice import CREATE, LISTED_AFTER, Practice, json_of, practice
from tests.sync.test_follow import switch
from tests.sync.test_foreign_channel import choose, run_channel, stop_channel, theirs
from tests.sync.test_late_links import agree
from tests.sync.test_money import buy, cancel, deliver, pay_back
from tests.sync.test_two_books import book_again
from tests.sync.troubles import assert_listed, assert_over, listed

# What Haravan answers when an order is to be made (haravan.md §13), and the problem it is.
REFUSED = (
    ("400", "HARAVAN_BAD_REQUEST"),
    ("404", "HARAVAN_GONE"),
    ("409", "HARAVAN_CONFLICT"),
    ("422", "HARAVAN_REFUSED"),
    ("418", "HARAVAN_OTHER"),
)
HERE = {
    *(code for _, code in REFUSED),
    *("UNLINKED_ORDER_LINE", "STOCK_CORRECTION_OFFERED", "UNKNOWN_STATUS"),
    *("CARRIER_STATUS_REFUSED", "FULFILMENT_STARTS_DELIVERED"),
    *("REFUNDED_BY_HAND", "REFUND_CHANGED", "CANCELED_ON_LAZADA", "GOODS_COME_BACK"),
    *("FOREIGN_CHANNEL", "FOREIGN_DOUBLE", "BOOKED_TWICE"),
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    with practice(tmp_path_factory.mktemp("orders")) as shops:
        shops.cycle()
        for number in range(4):
            tracked_deny(shops, number, available=60)
        yield shops


@pytest.fixture
def shops(opened: Practice) -> Iterator[Practice]:
    """Nothing is wrong; each test mends what it spoilt."""
    yield opened
    opened.advance(LISTED_AFTER + 5)
    opened.sync()
    assert listed(opened) == {}


def turn(shops: Practice) -> None:
    shops.advance(60)
    shops.sync()


def retry(shops: Practice, order: Order) -> None:
    with shops.desk.database.write() as connection:
        order_id, now = str(order.order_id), shops.clock.now()
        order_rows.try_again(connection, shops.seller, "order", order_id, now)


def cancel_in_haravan(shops: Practice, order_id: int) -> None:
    shops.shops.call(lambda world: world.haravan.cancel_order(order_id))


@pytest.fixture
def order(shops: Practice) -> Order:
    """A COD order of two pieces, imported."""
    made = shops.place_order({shops.sku().seller_sku: 2})
    turn(shops)
    return made


def test_what_haravan_says_of_a_new_order(shops: Practice) -> None:
    """Five orders, each refused in another way."""
    for nth, (status, _) in enumerate(REFUSED, 1):
        shops.fault(
            Kind.REFUSED,
            CREATE,
            method="POST",
            nth=nth,
            code=status,
            message=f"Không nhận {status}",
        )
    made = shops.place_orders(len(REFUSED))
    turn(shops)
    assert_listed(shops, [code for _, code in REFUSED])
    assert listed(shops)["HARAVAN_REFUSED"].message == "Không nhận 422"

    shops.clear_faults()
    for order in made:
        retry(shops, order)
    turn(shops)
    assert_over(shops, [code for _, code in REFUSED])
    assert all(len(shops.haravan_orders(order)) == 1 for order in made)


def test_a_line_that_is_not_linked(shops: Practice) -> None:
    variant = variant_of(shops, 1)
    code = variant.barcode
    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, "KHAC"))
    shops.place_order({shops.sku(1).seller_sku: 1})
    turn(shops)
    assert_listed(shops, ["UNLINKED_ORDER_LINE"])
    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, code))
    turn(shops)
    assert_over(shops, ["UNLINKED_ORDER_LINE"])
    assert_listed(shops, ["STOCK_CORRECTION_OFFERED"])
    agree(shops)
    turn(shops)
    assert_over(shops, ["STOCK_CORRECTION_OFFERED"])


def test_a_status_that_nobody_knows(shops: Practice, order: Order) -> None:
    show(shops, order, "teleported")
    turn(shops)
    assert_listed(shops, ["UNKNOWN_STATUS"])
    assert "teleported" in listed(shops)["UNKNOWN_STATUS"].message
    show(shops, order, "pending")
    turn(shops)
    assert_over(shops, ["UNKNOWN_STATUS"])


def test_a_parcel_that_haravan_does_not_let_move(shops: Practice, order: Order) -> None:
    switch(shops, accept_carrier_status=False)
    shipped(shops, order)
    turn(shops)
    assert_listed(shops, ["CARRIER_STATUS_REFUSED"])
    switch(shops, accept_carrier_status=True)
    courier(shops, order, "delivers")
    turn(shops)
    assert_over(shops, ["CARRIER_STATUS_REFUSED"])


def test_a_parcel_that_starts_as_delivered(shops: Practice, order: Order) -> None:
    switch(shops, fulfillment_start="delivered")
    packs(shops, order)
    hands_over(shops, order)
    turn(shops)
    assert_listed(shops, ["FULFILMENT_STARTS_DELIVERED"])
    switch(shops, fulfillment_start="readytopick")
    courier(shops, order, "picks up")
    courier(shops, order, "delivers")
    turn(shops)
    assert_over(shops, ["FULFILMENT_STARTS_DELIVERED"])


def test_goods_that_come_back(shops: Practice, order: Order) -> None:
    shipped(shops, order)
    courier(shops, order, "fails")
    turn(shops)
    assert_listed(shops, ["GOODS_COME_BACK"])
    courier(shops, order, "delivers")
    turn(shops)
    assert_over(shops, ["GOODS_COME_BACK"])


def test_money_that_only_one_side_gave_back(shops: Practice) -> None:
    """By hand in Haravan before Lazada does; and by Lazada once more after it was booked."""
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    standing = shops.the_order(order)
    shops.shops.call(lambda world: world.haravan.refund_order(standing.id, 5_000))
    turn(shops)
    assert_listed(shops, ["REFUNDED_BY_HAND"])
    pay_back(shops, order, [order.units[0]], [5_000], goods=False)
    turn(shops)
    assert_over(shops, ["REFUNDED_BY_HAND"])

    other = buy(shops, "VNPAY")
    deliver(shops, other)
    pay_back(shops, other, [other.units[0]], [20_000], goods=False)
    turn(shops)
    reverse = list(shops.world.lazada.reverses.values())[-1]
    shops.shops.call(lambda world: world.lazada.refund(reverse.reverse_order_id, [30_000]))
    turn(shops)
    assert_listed(shops, ["REFUND_CHANGED"])
    standing = shops.the_order(other)
    shops.shops.call(lambda world: world.haravan.refund_order(standing.id, 10_000))
    turn(shops)
    assert_over(shops, ["REFUND_CHANGED"])


def test_what_two_pcs_booked_in_the_same_moment(shops: Practice) -> None:
    order = buy(shops, "VNPAY", pieces=3)
    cancel(shops, order, order.units[0])
    turn(shops)
    call = shops.calls(path="/com/orders/*/refunds.json")[-1]
    book_again(shops, order, json_of(call))
    turn(shops)
    assert_listed(shops, ["BOOKED_TWICE"])
    cancel_in_haravan(shops, shops.the_order(order).id)
    turn(shops)
    assert_over(shops, ["BOOKED_TWICE"])


def test_a_cancel_that_is_haravans_affair(shops: Practice, order: Order) -> None:
    shops.settings(orders_handling="haravan")
    cancel_on_lazada(shops, order)
    turn(shops)
    assert_listed(shops, ["CANCELED_ON_LAZADA"])
    cancel_in_haravan(shops, shops.the_order(order).id)
    turn(shops)
    assert_over(shops, ["CANCELED_ON_LAZADA"])
    shops.settings(orders_handling="lazada")


def test_haravans_own_channel(shops: Practice) -> None:
    run_channel(shops, seconds_after=300)
    shops.place_order()
    shops.sync()
    shops.advance(300 + LISTED_AFTER)
    turn(shops)
    assert_listed(shops, ["FOREIGN_CHANNEL", "FOREIGN_DOUBLE"])
    stop_channel(shops)
    for double in theirs(shops):
        cancel_in_haravan(shops, double.id)
    choose(shops, "off")
    turn(shops)
    assert_over(shops, ["FOREIGN_CHANNEL", "FOREIGN_DOUBLE"])
