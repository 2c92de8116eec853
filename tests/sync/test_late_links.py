"""D3: a SKU linked after the import; one stock correction of −n is offered, and undone with the
order."""

from __future__ import annotations

import pytest

from lazdesk.models import desk as desk_rows
from lazdesk.models import orders as order_rows
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import actions
from lazdesk.sync.return_goods import Chosen
from tests.sync.levels import tracked_deny, variant_of
from tests.sync.parcels import cancel_on_lazada, courier, shipped
from tests.sync.practice import Practice
from tests.sync.test_money import LOST, cancel, id_of, ledger_rows, stock, turns

VOUCHER = "/com/inventories/adjustorset.json"


@pytest.fixture
def order(shops: Practice) -> Order:
    return link_late(shops)


def link_late(shops: Practice) -> Order:
    """Two pieces of a SKU whose barcode Haravan's variant did not carry yet, and one of another."""
    for number in (0, 1):
        tracked_deny(shops, number, available=30)
    variant = variant_of(shops, 1)
    code = str(variant.barcode)
    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, "KHAC"))
    wishes = [Wish(shops.sku(0).seller_sku), Wish(shops.sku(1).seller_sku, 2)]
    order = shops.place_order(wishes, payment="VNPAY")
    shops.sync()
    assert list(shops.problems()) == ["UNLINKED_ORDER_LINE"]
    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, code))
    shops.advance(1)
    shops.cycle()
    return order


def agree(shops: Practice) -> None:
    """The merchant presses retry beside the offer."""
    session = shops.session()
    with session.database.read() as connection:
        ids = desk_rows.objects_with_problems(connection, session.shop, "take_stock")
    for order_id in ids:
        actions.click_take_stock(session, order_id)
    actions.run(session)


def test_the_correction_is_offered_and_not_done_unasked(shops: Practice, order: Order) -> None:
    before = stock(shops, 1)
    assert shops.problems() == {"STOCK_CORRECTION_OFFERED": [str(order.order_id)]}
    turns(shops, 2)
    assert stock(shops, 1) == before
    assert shops.problems() == {"STOCK_CORRECTION_OFFERED": [str(order.order_id)]}


@pytest.mark.parametrize("kind", [None, *LOST])
def test_it_takes_n_once(shops: Practice, order: Order, kind: Kind | None) -> None:
    before = stock(shops, 0), stock(shops, 1)
    if kind:
        shops.fault(kind, VOUCHER, method="POST")
    agree(shops)
    turns(shops)
    assert (stock(shops, 0), stock(shops, 1)) == (before[0], before[1] - 2)
    assert len(shops.world.haravan.adjustments) == 1
    assert shops.problems() == {}
    assert shops.history(order).count("stock_taken") == 1
    agree(shops)
    assert len(shops.world.haravan.adjustments) == 1


@pytest.mark.parametrize("kind", [None, *LOST])
def test_what_was_taken_comes_back_with_a_cancel(
    shops: Practice, order: Order, kind: Kind | None
) -> None:
    before = stock(shops, 0), stock(shops, 1)
    agree(shops)
    cancel(shops, order, order.units[1])
    turns(shops, 2)
    assert (stock(shops, 0), stock(shops, 1)) == (before[0], before[1] - 1)
    if kind:
        shops.fault(kind, VOUCHER, method="POST")
    cancel_on_lazada(shops, order)
    turns(shops, 2)
    assert (stock(shops, 0), stock(shops, 1)) == (before[0] + 1, before[1])
    assert set(ledger_rows(shops, order)) == set(map(id_of, order.units))


def test_what_had_come_back_before_it_was_linked_is_not_taken(shops: Practice) -> None:
    """The goods of a custom line were returned and put back, and then its SKU is linked."""
    shops.settings(orders_handling="haravan")
    variant = variant_of(shops, 1)
    code = str(variant.barcode)
    tracked_deny(shops, 1, available=30)
    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, "KHAC"))
    order = shops.place_order([Wish(shops.sku(1).seller_sku)], payment="VNPAY")
    shops.sync()
    shipped(shops, order)
    courier(shops, order, "fails")
    shops.cycle()
    session = shops.session()
    back = actions.click_return_goods(session, str(order.order_id), Chosen())
    actions.see_through(session, [back])
    haravan = shops.world.haravan
    before = haravan.stock.available(haravan.primary_location.id, variant.id)
    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, code))
    shops.advance(1)
    shops.cycle()
    agree(shops)
    assert stock(shops, 1) == before
    assert [voucher.lines[0].quantity for voucher in haravan.adjustments] == [-1, 1]


def test_an_offer_for_a_canceled_order_goes(shops: Practice, order: Order) -> None:
    cancel_on_lazada(shops, order)
    turns(shops, 2)
    assert shops.problems() == {}


def test_the_history_says_what_was_taken(shops: Practice, order: Order) -> None:
    agree(shops)
    with shops.desk.database.read() as connection:
        rows = order_rows.history(connection, shops.seller, [str(order.order_id)])
    (line,) = [r for r in rows[str(order.order_id)] if r.event == "stock_taken"]
    assert line.cause == f"2 × {shops.sku(1).seller_sku}"
