"""Two PCs, or one whose database was lost, book in the same Haravan order: once in all (D10, D11).

Nothing in Haravan keeps two from booking in the same moment. So the PC that posted an order books
in it; any other looks once more after D + L. What stands there twice all the same is a task.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lazdesk.models import desk as stored
from lazdesk.rules import money as money_rules
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.haravan import money
from lazdesk.sandbox.lazada.records import Order
from lazdesk.shop import Desk
from tests.sync.parcels import cancel_on_lazada, courier, shipped
from tests.sync.practice import DEADLINE, LAG, Practice, json_of
from tests.sync.test_money import buy, cancel, deliver, earned, pay_back, stock

WAIT = DEADLINE + LAG
BOOKINGS = ("refunds", "cancel", "transactions")


def canceled_in_part(shops: Practice) -> Order:
    order = buy(shops, "VNPAY")
    cancel(shops, order, order.units[1])
    return order


def canceled(shops: Practice) -> Order:
    order = buy(shops, "VNPAY")
    cancel_on_lazada(shops, order)
    return order


def delivered(shops: Practice) -> Order:
    order = buy(shops, "COD")
    shipped(shops, order)
    courier(shops, order, "delivers")
    return order


def paid_back(shops: Practice) -> Order:
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, [order.units[1]])
    return order


HAPPENS = (canceled_in_part, canceled, delivered, paid_back)
Happens = Callable[[Practice], Order]


@pytest.mark.parametrize("happens", HAPPENS)
def test_the_pc_that_posted_the_order_books_and_the_other_one_sees_it(
    shops: Practice, happens: Happens
) -> None:
    happens(shops)
    other = shops.open_desk("another PC")
    shops.sync(opened=other)
    assert booked(shops) == []
    shops.cycle()
    (made,) = booked(shops)
    for desk in (other, shops.desk, other):
        shops.advance(WAIT)
        shops.cycle(opened=desk)
    assert booked(shops) == [made]
    assert problems(shops, other) == problems(shops, shops.desk)
    assert problems(shops, other).keys() <= {"GOODS_COME_BACK"}


@pytest.mark.parametrize("happens", HAPPENS)
def test_the_other_pc_books_what_was_left_undone(shops: Practice, happens: Happens) -> None:
    happens(shops)
    other = shops.open_desk("another PC")
    shops.sync(opened=other)
    shops.advance(WAIT)
    shops.cycle(opened=other)
    (made,) = booked(shops)
    shops.cycle()
    assert booked(shops) == [made]


def test_a_booking_under_way_when_the_database_was_lost_is_not_made_again(shops: Practice) -> None:
    order = canceled_in_part(shops)
    before = stock(shops, 1)
    shops.fault(Kind.RESET_BEFORE, "/com/orders/*/refunds.json")
    shops.cycle()
    (under_way,) = shops.calls(path="/com/orders/*/refunds.json")
    fresh = shops.open_desk("new database")
    shops.sync(opened=fresh)
    book_again(shops, order, json_of(under_way))
    for _ in range(2):
        shops.advance(WAIT)
        shops.cycle(opened=fresh)
    standing = shops.the_order(order)
    assert (standing.given_back, len(standing.refunds)) == (earned(order.units[1]), 1)
    assert stock(shops, 1) == before + 1


def test_what_both_booked_is_a_task_that_says_how_much(shops: Practice) -> None:
    order = buy(shops, "VNPAY", pieces=3)
    cancel(shops, order, order.units[0])
    shops.cycle()
    (call,) = shops.calls(path="/com/orders/*/refunds.json")
    book_again(shops, order, json_of(call))
    shops.cycle()
    assert problems(shops, shops.desk) == {"BOOKED_TWICE": order_text(order)}


def test_a_payment_that_both_booked_is_a_task(shops: Practice) -> None:
    order = buy(shops, "COD")
    deliver(shops, order)
    standing = shops.the_order(order)
    total = {"kind": "Capture", "amount": standing.total}
    shops.session().haravan.create_transaction(str(standing.id), total)
    shops.advance(1)
    shops.cycle()
    said = f"Đơn {order.order_id}: đã ghi hai lần ở Haravan: {money_rules.shown(standing.total)}"
    assert problems(shops, shops.desk) == {"BOOKED_TWICE": said}


# --- helpers --------------------------------------------------------------------------------------


def booked(shops: Practice) -> list[tuple[str, bytes]]:
    """The calls that booked something once the orders were there."""
    return [
        (call.path, call.body)
        for word in BOOKINGS
        for call in shops.calls(method="POST", path=f"/com/orders/*/{word}.json")
    ]


def book_again(shops: Practice, order: Order, body: Any) -> None:
    """The same refund takes effect in Haravan, from somewhere else."""
    standing = shops.the_order(order)
    shops.shops.call(lambda world: money.refund_by_post(world.haravan, standing, body["refund"]))
    shops.advance(1)


def problems(shops: Practice, desk: Desk) -> dict[str, str]:
    with desk.database.read() as connection:
        return {row.code: row.message for row in stored.problems(connection, shops.seller)}


def order_text(order: Order) -> str:
    unit = order.units[0]
    what = f"1 × {unit.sku.seller_sku}; {money_rules.shown(earned(unit))}"
    return f"Đơn {order.order_id}: đã ghi hai lần ở Haravan: {what}"
