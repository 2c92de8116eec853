"""What is left to do once a parcel went wrong or an order was canceled (D5, D8–D10)."""

from __future__ import annotations

from pathlib import Path

import pytest

from lazdesk.models import orders
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.haravan import money
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import actions
from tests.sync.parcels import cancel_on_lazada, courier, shipped, show, states
from tests.sync.practice import Practice, practice
from tests.sync.test_money import buy, cancel, deliver, earned, pay_back


def out_of_sight(shops: Practice) -> None:
    """Half an hour and another order later: what is older is not among those that the next poll
    reads, and has just been read with all that may still move."""
    shops.advance(1900)
    shops.place_order({shops.sku(2).seller_sku: 1})
    shops.cycle()


@pytest.fixture
def order(shops: Practice) -> Order:
    """A COD order of two pieces, imported."""
    order = shops.place_order({shops.sku().seller_sku: 2})
    shops.sync()
    return order


def test_handled_at_haravan_a_cancel_is_a_task(shops: Practice) -> None:
    shops.settings(orders_handling="haravan")
    order = shops.place_order()
    shops.sync()
    cancel_on_lazada(shops, order)
    outcome = shops.cycle()
    assert shops.problems() == {"CANCELED_ON_LAZADA": [str(order.order_id)]}
    assert outcome.failed == 0
    standing = shops.the_order(order)
    shops.shops.call(lambda world: world.haravan.cancel_order(standing.id))
    shops.cycle()
    assert shops.problems() == {}


def test_handled_at_haravan_the_task_goes_when_the_merchant_gave_the_part_back(
    shops: Practice,
) -> None:
    shops.settings(orders_handling="haravan")
    order = buy(shops, "VNPAY")
    cancel(shops, order, order.units[1])
    shops.cycle()
    assert shops.problems() == {"CANCELED_ON_LAZADA": [str(order.order_id)]}
    standing = shops.the_order(order)
    shops.shops.call(
        lambda world: money.give_back(
            world.haravan,
            standing,
            goods=[(standing.lines[1], 1)],
            amount=earned(order.units[1]),
            restock=True,
        )
    )
    shops.advance(1)
    shops.cycle()
    assert shops.problems() == {}


def test_a_button_at_haravan_does_not_make_the_cancel_forgotten(tmp_path: Path) -> None:
    """The rest of the order is made ready to ship; later, orders are handled at Lazada again (D9).

    Nothing else tells of the order meanwhile: no poll shows it anew (lazada.md §14.5).
    """
    with practice(tmp_path, lazada=LazadaOptions(order_touch_rate=0.0)) as shops:
        shops.settings(orders_handling="haravan")
        order = buy(shops, "VNPAY")
        cancel(shops, order, order.units[1])
        out_of_sight(shops)
        (clicked,) = actions.click_ready_to_ship(shops.session(), [str(order.order_id)])
        actions.see_through(shops.session(), [clicked])
        shops.cycle()
        assert shops.the_order(order).fulfillments
        assert shops.problems() == {"CANCELED_ON_LAZADA": [str(order.order_id)]}
        shops.settings(orders_handling="lazada")
        shops.cycle()
        assert shops.the_order(order).given_back == earned(order.units[1])
        assert shops.problems() == {}


def test_goods_on_their_way_back_are_a_task_until_they_are_delivered(
    shops: Practice, order: Order
) -> None:
    shipped(shops, order)
    courier(shops, order, "fails")
    outcome = shops.cycle()
    assert shops.problems() == {"GOODS_COME_BACK": [str(order.order_id)]}
    assert outcome.failed == 0
    courier(shops, order, "delivers")
    shops.cycle()
    assert shops.problems() == {}


def test_history_and_note_say_which_goods_went_where(shops: Practice, order: Order) -> None:
    standing = shops.the_order(order)
    cancel_on_lazada(shops, order)
    shops.cycle()
    place = shops.world.haravan.primary_location.name
    said = f"2 × {order.units[0].sku.seller_sku} → {place}"
    with shops.desk.database.read() as connection:
        rows = orders.history(connection, shops.seller, [str(order.order_id)])
    assert [row.cause for row in rows[str(order.order_id)] if row.event == "canceled"] == [said]
    assert said in str(standing.refunds[0].note)


def test_cod_is_captured_even_if_delivered_was_never_seen(shops: Practice, order: Order) -> None:
    shipped(shops, order)
    courier(shops, order, "delivers")
    show(shops, order, "returned")
    shops.cycle()
    assert shops.the_order(order).captured == shops.the_order(order).total


@pytest.mark.parametrize(
    ("first", "then", "state"),
    [("delivered", "returned", "return"), ("failed_delivery", "delivered", "delivered")],
)
def test_what_follows_the_end_is_seen_without_the_orders_time(
    tmp_path: Path, first: str, then: str, state: str
) -> None:
    """A unit's change may not touch its order's time (lazada.md §14.5)."""
    with practice(tmp_path, lazada=LazadaOptions(order_touch_rate=0.0)) as shops:
        order = shops.place_order()
        shops.sync()
        shipped(shops, order)
        for status in (first, then):
            show(shops, order, status)
            shops.advance(1900)
            shops.cycle()
        assert states(shops, order) == [state]


def test_the_units_of_a_return_are_read_although_no_poll_shows_their_order(tmp_path: Path) -> None:
    """D11: it changes units long after their order's end, and not its time (lazada.md §14.5). The
    connection breaks between the return and its units: they are read once it is back."""
    with practice(tmp_path, lazada=LazadaOptions(order_touch_rate=0.0)) as shops:
        order = buy(shops, "VNPAY")
        deliver(shops, order)
        show(shops, order, "confirmed")
        out_of_sight(shops)
        pay_back(shops, order, order.units)
        show(shops, order, "returned")
        shops.fault(Kind.ERROR_BEFORE, "/orders/items/get", times=None)
        shops.cycle()
        assert states(shops, order) == ["delivered"]
        shops.clear_faults()
        shops.advance(60)
        shops.cycle()
        assert states(shops, order) == ["return"]


def test_goods_the_merchant_shipped_in_haravan_are_not_shipped_again(
    shops: Practice, order: Order
) -> None:
    """Without a tracking number; the money and the word of his parcel follow all the same."""
    standing = shops.the_order(order)
    shops.shops.call(lambda world: world.haravan.fulfil_order(standing.id))
    shipped(shops, order)
    courier(shops, order, "delivers")
    shops.cycle()
    assert states(shops, order) == ["delivered"]
    assert standing.captured == standing.total
    assert shops.problems() == {}
