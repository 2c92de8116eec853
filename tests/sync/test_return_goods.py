"""D11: **Hoàn trả đơn hàng** brings goods back once, to the order's location or another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lazdesk.models import ledger, orders
from lazdesk.models.queries import coming_back
from lazdesk.platforms.haravan.client import HaravanClient
from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import actions
from lazdesk.sync.return_goods import Chosen, NothingToReturnError
from lazdesk.views.orders.source import STATUSES
from tests.sync.levels import variant_of
from tests.sync.parcels import cancel_on_lazada, courier, shipped
from tests.sync.practice import DEADLINE, LAG, Practice
from tests.sync.test_money import (
    LOST,
    REFUND,
    buy,
    cancel,
    deliver,
    earned,
    id_of,
    ledger_rows,
    pay_back,
    turns,
)

VOUCHER = "/com/inventories/adjustorset.json"


class Killed(BaseException):
    """The process ends around a call."""


def press(shops: Practice, order: Order, **chosen: Any) -> actions.Result:
    session = shops.session()
    clicked = actions.click_return_goods(session, str(order.order_id), Chosen(**chosen))
    actions.see_through(session, [clicked])
    (result,) = actions.results(session, [clicked])
    return result


def stock(shops: Practice, number: int, place: str = "main") -> int:
    haravan = shops.world.haravan
    location = haravan.place_ids[place]
    return haravan.stock.available(location, variant_of(shops, number).id)


def second_place(shops: Practice) -> tuple[str, str]:
    """Another location of the shop: its key and its id."""
    haravan = shops.world.haravan
    primary = haravan.primary_location.id
    key, id_ = next((key, id_) for key, id_ in haravan.place_ids.items() if id_ != primary)
    return key, str(id_)


@pytest.fixture
def returned(shops: Practice) -> Order:
    """Prepaid, delivered, one piece of each SKU; the second is returned and paid back."""
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, [order.units[1]])
    shops.cycle()
    return order


def lists(shops: Practice) -> tuple[list[str], list[str]]:
    """The orders refunded whose goods are away, and those with goods on their way back."""
    with shops.desk.database.read() as connection:
        return (
            list(connection.scalars(coming_back.refunded(shops.seller, STATUSES).distinct())),
            list(connection.scalars(coming_back.on_the_way(shops.seller, STATUSES).distinct())),
        )


@pytest.mark.parametrize("kind", [None, *LOST])
def test_goods_come_back_to_the_orders_location_once(
    shops: Practice, returned: Order, kind: Kind | None
) -> None:
    before = stock(shops, 1)
    standing = shops.the_order(returned)
    money = standing.given_back
    assert lists(shops) == ([str(returned.order_id)], [])
    if kind:
        shops.fault(kind, REFUND, method="POST")
    press(shops, returned)
    turns(shops)
    assert stock(shops, 1) == before + 1
    assert standing.given_back == money  # goods only
    assert ledger_rows(shops, returned) == {id_of(returned.units[1]): "back"}
    assert shops.history(returned).count("goods_back") == 1
    assert lists(shops) == ([], [])
    with pytest.raises(NothingToReturnError, match="nothing_to_return"):
        press(shops, returned)


@pytest.mark.parametrize("path", [REFUND, VOUCHER])
@pytest.mark.parametrize("kind", [None, *LOST])
def test_goods_come_to_another_location_by_one_voucher_with_our_key(
    shops: Practice, returned: Order, path: str, kind: Kind | None
) -> None:
    place, location_id = second_place(shops)
    home, there = stock(shops, 1), stock(shops, 1, place)
    if kind:
        shops.fault(kind, path, method="POST")
    press(shops, returned, location_id=location_id)
    turns(shops)
    assert (stock(shops, 1), stock(shops, 1, place)) == (home, there + 1)
    (voucher,) = shops.world.haravan.adjustments
    assert voucher.type == "adjust"
    assert f"LZD:VN:{shops.seller}:{returned.order_id}" in str(voucher.note)
    assert ledger_rows(shops, returned) == {id_of(returned.units[1]): "back"}


@pytest.mark.parametrize("path", [REFUND, VOUCHER])
@pytest.mark.parametrize("point", [Point.BEFORE_EFFECT, Point.AFTER_EFFECT])
def test_a_click_that_died_anywhere_ends_the_same(
    shops: Practice, returned: Order, monkeypatch: pytest.MonkeyPatch, path: str, point: Point
) -> None:
    place, location_id = second_place(shops)
    there = stock(shops, 1, place)

    original, living = HaravanClient._send, [True]

    def dying(client: HaravanClient, call: Any, read: Callable[[Any], Any]) -> Any:
        is_it = call.method == "POST" and path.endswith(call.path.rpartition("/")[2])
        if not (is_it and living and living.pop()):
            return original(client, call, read)
        if point is not Point.BEFORE_EFFECT:
            original(client, call, read)
        raise Killed

    monkeypatch.setattr(HaravanClient, "_send", dying)
    with pytest.raises(Killed):
        press(shops, returned, location_id=location_id)
    turns(shops)
    assert stock(shops, 1, place) == there + 1
    assert len(shops.world.haravan.adjustments) == 1
    assert ledger_rows(shops, returned) == {id_of(returned.units[1]): "back"}


def test_a_part_by_sku_and_quantity(shops: Practice) -> None:
    order = buy(shops, "VNPAY", pieces=3)  # two of the first SKU
    deliver(shops, order)
    pay_back(shops, order, order.units)
    shops.cycle()
    before = stock(shops, 0), stock(shops, 1)
    sku = order.units[0].sku.seller_sku
    assert press(shops, order, quantities={sku: 1}).result == actions.CONFIRMED
    assert (stock(shops, 0), stock(shops, 1)) == (before[0] + 1, before[1])
    assert press(shops, order).result == actions.CONFIRMED  # the others
    assert (stock(shops, 0), stock(shops, 1)) == (before[0] + 2, before[1] + 1)


@pytest.mark.parametrize("count", [0, 3])
def test_more_than_there_is_is_refused(shops: Practice, count: int) -> None:
    order = buy(shops, "VNPAY", pieces=3)
    deliver(shops, order)
    with pytest.raises(NothingToReturnError, match="too_many_to_return"):
        press(shops, order, quantities={order.units[0].sku.seller_sku: count})


def test_a_location_that_haravan_does_not_have_is_refused(shops: Practice, returned: Order) -> None:
    with pytest.raises(NothingToReturnError, match="no_such_location"):
        press(shops, returned, location_id="4711")


# --- failed deliveries ----------------------------------------------------------------------------


@pytest.mark.parametrize("lost", [False, True])
def test_a_failed_prepaid_delivery_books_the_money_too(shops: Practice, lost: bool) -> None:
    order = buy(shops, "VNPAY")
    shipped(shops, order)
    courier(shops, order, "loses" if lost else "fails")
    shops.cycle()
    before, standing = stock(shops, 1), shops.the_order(order)
    assert standing.given_back == 0
    assert lists(shops) == ([], [str(order.order_id)])
    assert shops.problems() == {"GOODS_COME_BACK": [str(order.order_id)]}
    assert press(shops, order, lost=lost).result == actions.CONFIRMED
    assert standing.given_back == standing.captured == standing.total  # shipping too
    assert standing.financial_status == "refunded"
    assert stock(shops, 1) == before + (not lost)
    assert set(ledger_rows(shops, order).values()) == {"lost" if lost else "back"}
    shops.cycle()
    assert (lists(shops), shops.problems()) == (([], []), {})


def test_a_failed_cod_delivery_books_no_money(shops: Practice) -> None:
    order = buy(shops, "COD")
    shipped(shops, order)
    courier(shops, order, "fails")
    shops.cycle()
    before = stock(shops, 0), stock(shops, 1)
    assert press(shops, order).result == actions.CONFIRMED
    standing = shops.the_order(order)
    assert (standing.captured, standing.given_back) == (0, 0)
    assert (stock(shops, 0), stock(shops, 1)) == (before[0] + 1, before[1] + 1)


def test_cod_of_which_a_part_failed(shops: Practice) -> None:
    """Delivered and failed pieces: the total is captured, the failed share goes with its goods."""
    order = buy(shops, "COD")
    shipped(shops, order)
    kept, failed = order.units
    courier(shops, order, "delivers", [kept])
    courier(shops, order, "fails", [failed])
    shops.cycle()
    standing = shops.the_order(order)
    assert (standing.captured, standing.given_back) == (standing.total, 0)
    press(shops, order)
    assert standing.captured - standing.given_back == earned(kept) + order.shipping_fee


# --- goods that stayed out when their order was canceled ------------------------------------------


@pytest.mark.parametrize("whole", [False, True])
def test_without_auto_restock_the_button_brings_the_goods_by_a_voucher(
    shops: Practice, whole: bool
) -> None:
    shops.settings(orders_auto_restock="off")
    order = buy(shops, "VNPAY")
    if whole:
        cancel_on_lazada(shops, order)
    else:
        cancel(shops, order, order.units[1])
    shops.cycle()
    before = stock(shops, 1)
    sku = order.units[1].sku.seller_sku
    assert press(shops, order, quantities={sku: 1}).result == actions.CONFIRMED
    assert stock(shops, 1) == before + 1
    with pytest.raises(NothingToReturnError):
        press(shops, order, quantities={sku: 1})


# --- the click itself (E5) ------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [False, True])
def test_goods_that_stayed_out_may_be_lost_too(shops: Practice, whole: bool) -> None:
    """Nothing in Haravan holds them any more: they leave the lists, and no stock comes back."""
    shops.settings(orders_auto_restock="off")
    order = buy(shops, "VNPAY")
    before = stock(shops, 0), stock(shops, 1)
    if whole:
        cancel_on_lazada(shops, order)
    else:
        cancel(shops, order, order.units[1])
    shops.cycle()
    gone = order.units if whole else order.units[1:]
    press(shops, order, quantities={u.sku.seller_sku: 1 for u in gone}, lost=True)
    turns(shops)
    assert (stock(shops, 0), stock(shops, 1)) == before
    assert ledger_rows(shops, order) == {id_of(unit): "lost" for unit in gone}
    assert shops.history(order).count("goods_lost") == 1
    with pytest.raises(NothingToReturnError):
        press(shops, order)


def test_a_double_click_is_one(shops: Practice, returned: Order) -> None:
    session, before = shops.session(), stock(shops, 1)
    id_ = str(returned.order_id)
    clicked = [actions.click_return_goods(session, id_, Chosen()) for _ in range(2)]
    assert clicked[0] == clicked[1]
    actions.see_through(session, clicked)
    assert stock(shops, 1) == before + 1


def test_with_writes_off_the_button_refuses_and_says_why(shops: Practice, returned: Order) -> None:
    before = stock(shops, 1)
    shops.settings(writes="off")
    result = press(shops, returned)
    assert (result.result, result.reason) == (actions.REJECTED, "writes_off")
    assert stock(shops, 1) == before


def test_haravans_refusal_is_told_and_the_next_click_is_a_new_one(
    shops: Practice, returned: Order
) -> None:
    shops.fault(Kind.REFUSED, REFUND, method="POST", message="Không được")
    before = stock(shops, 1)
    assert press(shops, returned).result == actions.REJECTED
    shops.advance(DEADLINE + LAG)
    assert press(shops, returned).result == actions.CONFIRMED
    assert stock(shops, 1) == before + 1


def test_the_ledger_names_the_location(shops: Practice, returned: Order) -> None:
    _, location_id = second_place(shops)
    press(shops, returned, location_id=location_id)
    with shops.desk.database.read() as connection:
        rows = ledger.restocks(connection, shops.seller, [id_of(returned.units[1])])
        told = orders.history(connection, shops.seller, [str(returned.order_id)])
    assert [row.location_id for row in rows.values()] == [location_id]
    name = shops.world.haravan.locations[int(location_id)].name
    assert any(name in line.cause for line in told[str(returned.order_id)])
