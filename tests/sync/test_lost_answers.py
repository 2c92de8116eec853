"""A call whose answer was lost is not made again before D + L, whatever it books; then Haravan is
looked at, and what is missing is made (sync-engine.md §4).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.records import Order
from tests.sync.parcels import courier, shipped
from tests.sync.practice import Practice
from tests.sync.test_late_links import agree, link_late
from tests.sync.test_money import buy, cancel, deliver, pay_back, turns
from tests.sync.test_return_goods import press, second_place

# Each brings an order to where one call of its kind is due.


def parcel(shops: Practice) -> Order:
    order = buy(shops, "COD")
    shipped(shops, order)
    return order


def capture(shops: Practice) -> Order:
    order = parcel(shops)
    shops.cycle()
    courier(shops, order, "delivers")
    return order


def part_cancel(shops: Practice) -> Order:
    order = buy(shops, "VNPAY")
    cancel(shops, order, order.units[1])
    return order


def whole_cancel(shops: Practice) -> Order:
    order = buy(shops, "VNPAY")
    cancel(shops, order, *order.units)
    return order


def money_back(shops: Practice) -> Order:
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, [order.units[0]])
    return order


def goods_elsewhere(shops: Practice) -> Order:
    order = money_back(shops)
    shops.cycle()
    press(shops, order, location_id=second_place(shops)[1])
    return order


def stock_correction(shops: Practice) -> Order:
    order = link_late(shops)
    agree(shops)
    return order


DUE: dict[str, tuple[str, Callable[[Practice], Order]]] = {
    "parcel": ("/com/orders/*/fulfillments.json", parcel),
    "capture": ("/com/orders/*/transactions.json", capture),
    "part canceled": ("/com/orders/*/refunds.json", part_cancel),
    "canceled": ("/com/orders/*/cancel.json", whole_cancel),
    "returned": ("/com/orders/*/refunds.json", money_back),
    "goods elsewhere": ("/com/inventories/adjustorset.json", goods_elsewhere),
    "stock correction": ("/com/inventories/adjustorset.json", stock_correction),
}


@pytest.mark.parametrize("what", DUE)
def test_not_again_before_d_and_l_and_then_once(shops: Practice, what: str) -> None:
    path, due = DUE[what]
    shops.fault(Kind.RESET_BEFORE, path, method="POST")
    due(shops)
    for _ in range(3):
        shops.cycle()
        assert len(shops.calls(method="POST", path=path)) == 1
    turns(shops, 4)
    assert len(shops.calls(method="POST", path=path)) == 2
