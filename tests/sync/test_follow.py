"""D5, D8–D10: what Lazada says of an order reaches Haravan, once and never backwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import pytest

from lazdesk.models import orders, tables
from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.lazada.records import Order
from tests.sync.parcels import (
    cancel_on_lazada,
    courier,
    hands_over,
    packs,
    parcels,
    shipped,
    show,
    states,
)
from tests.sync.practice import DEADLINE, LAG, Practice

FULFIL = "/com/orders/*/fulfillments.json"
CARRIER = "/com/orders/*/fulfillments/*/carrier_status/*.json"
CAPTURE = "/com/orders/*/transactions.json"
CANCEL = "/com/orders/*/cancel.json"


@pytest.fixture
def order(shops: Practice) -> Order:
    """A COD order of two pieces, imported."""
    order = shops.place_order({shops.sku().seller_sku: 2})
    shops.sync()
    return order


# --- D8: the table --------------------------------------------------------------------------------


def test_an_order_from_pending_to_delivered(shops: Practice, order: Order) -> None:
    assert (word(shops, order), states(shops, order)) == ("Chưa giao hàng", [])

    packs(shops, order)
    shops.cycle()
    assert (word(shops, order), states(shops, order)) == ("Chưa giao hàng", [])

    hands_over(shops, order)
    shops.cycle()
    (parcel,) = parcels(shops, order)
    package = order.units[0].package
    assert package is not None
    assert (parcel.tracking_number, parcel.tracking_company) == (package.tracking_number, "LEX VN")
    assert parcel.notify_customer is False
    assert (word(shops, order), states(shops, order)) == ("Chờ giao hàng", ["readytopick"])

    courier(shops, order, "picks up")
    shops.cycle()
    assert (word(shops, order), states(shops, order)) == ("Đang giao hàng", ["delivering"])
    assert shops.the_order(order).captured == 0

    courier(shops, order, "delivers")
    shops.cycle()
    assert (word(shops, order), states(shops, order)) == ("Đã giao hàng", ["delivered"])
    assert shops.the_order(order).captured == shops.the_order(order).total > 0
    assert shops.history(order)[-3:] == ["status", "captured", "status"]


@pytest.mark.parametrize(
    ("event", "state"), [("fails", "cancel"), ("loses", "cancel"), ("damages", "cancel")]
)
def test_failed_deliveries(
    shops: Practice, order: Order, event: Literal["fails", "loses", "damages"], state: str
) -> None:
    shipped(shops, order)
    courier(shops, order, event)
    shops.cycle()
    assert (word(shops, order), states(shops, order)) == ("Hủy giao hàng", [state])
    assert shops.the_order(order).captured == 0
    assert shops.the_order(order).cancelled_at is None


def test_delivered_may_follow_failed(shops: Practice, order: Order) -> None:
    shipped(shops, order)
    courier(shops, order, "fails")
    shops.cycle()
    courier(shops, order, "delivers")
    shops.cycle()
    assert (word(shops, order), states(shops, order)) == ("Đã giao hàng", ["delivered"])
    assert shops.the_order(order).captured == shops.the_order(order).total


def test_returned_follows_delivered(shops: Practice, order: Order) -> None:
    shipped(shops, order)
    courier(shops, order, "delivers")
    shops.cycle()
    show(shops, order, "returned")
    shops.cycle()
    assert (word(shops, order), states(shops, order)) == ("Chuyển hoàn", ["return"])
    assert shops.problems() == {}


@pytest.mark.parametrize("back", ["shipped", "ready_to_ship", "packed", "pending"])
def test_a_status_never_moves_backwards(shops: Practice, order: Order, back: str) -> None:
    shipped(shops, order)
    courier(shops, order, "delivers")
    shops.cycle()
    before = len(shops.world.calls)
    show(shops, order, back)
    shops.cycle()
    assert (word(shops, order), states(shops, order)) == ("Đã giao hàng", ["delivered"])
    assert haravan_writes(shops, before) == []
    assert shops.problems() == {}


def test_each_package_has_its_fulfilment_and_the_least_advanced_counts(
    shops: Practice, order: Order
) -> None:
    first, second = order.units
    packs(shops, order, [first])
    packs(shops, order, [second])
    hands_over(shops, order)
    shops.cycle()
    made = parcels(shops, order)
    numbers = {unit.package.tracking_number for unit in order.units if unit.package}
    assert {parcel.tracking_number for parcel in made} == numbers
    assert [quantity for parcel in made for _, quantity in parcel.lines] == [1, 1]

    courier(shops, order, "picks up")
    courier(shops, order, "delivers", [first])
    shops.cycle()
    assert (word(shops, order), states(shops, order)) == ("Đang giao hàng", ["delivering"] * 2)
    assert shops.the_order(order).captured == 0

    courier(shops, order, "delivers", [second])
    shops.cycle()
    assert (word(shops, order), states(shops, order)) == ("Đã giao hàng", ["delivered"] * 2)


def test_a_package_that_comes_later_gets_its_own_fulfilment(shops: Practice, order: Order) -> None:
    first, second = order.units
    packs(shops, order, [first])
    hands_over(shops, order)
    shops.cycle()
    assert states(shops, order) == []  # the other unit is pending still
    packs(shops, order, [second])
    hands_over_of(shops, second)
    shops.cycle()
    assert len(parcels(shops, order)) == 2


def test_a_parcel_the_merchant_made_is_not_made_again(shops: Practice, order: Order) -> None:
    packs(shops, order)
    hands_over(shops, order)
    package = order.units[0].package
    assert package is not None
    id_, number = shops.the_order(order).id, package.tracking_number
    shops.shops.call(lambda world: world.haravan.fulfil_order(id_, number))
    shops.cycle()
    assert len(parcels(shops, order)) == 1


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.GARBLED])
def test_a_lost_fulfilment_is_looked_for(shops: Practice, order: Order, kind: Kind) -> None:
    packs(shops, order)
    hands_over(shops, order)
    fault = shops.fault(kind, FULFIL, method="POST")
    for _ in range(3):
        shops.cycle()
        shops.advance(DEADLINE + LAG)
    assert fault.struck == 1
    assert states(shops, order) == ["readytopick"]


def test_what_another_thread_polls_meanwhile_is_not_passed_over(
    shops: Practice, order: Order
) -> None:
    """A click brings the order along while the cycle hears that it was canceled."""
    database, order_id, items = shops.desk.database, str(order.order_id), tables.order_items

    def poll() -> None:
        with database.write() as connection:
            connection.execute(items.update().values(status="canceled"))
            orders.change_order(connection, shops.seller, order_id, stale=True)

    shops.hook(Point.AFTER_EFFECT, FULFIL, poll, method="POST")
    packs(shops, order)
    hands_over(shops, order)
    shops.cycle()
    assert shops.mirrored(order).stale
    shops.cycle()
    (standing,) = shops.haravan_orders(order)
    assert standing.cancelled_at is not None
    assert not shops.mirrored(order).stale


def test_a_lost_carrier_status_is_set_again(shops: Practice, order: Order) -> None:
    shipped(shops, order)
    shops.fault(Kind.RESET_BEFORE, CARRIER)
    shops.cycle()
    shops.cycle()
    assert states(shops, order) == ["delivering"]


# --- D8: what is flagged --------------------------------------------------------------------------


def test_a_refused_carrier_status_goes_to_the_notes_once(shops: Practice, order: Order) -> None:
    switch(shops, accept_carrier_status=False)
    before = attributes(shops, order)
    shipped(shops, order)
    shops.cycle()
    shops.cycle()
    assert attributes(shops, order) == before | {"lazada_status": "Đang giao hàng"}
    assert len(shops.calls(face="haravan", method="PUT", path="/com/orders/*.json")) == 2
    assert len(shops.calls(face="haravan", method="PUT", path=CARRIER)) == 1
    assert shops.problems() == {"CARRIER_STATUS_REFUSED": [str(order.order_id)]}

    switch(shops, accept_carrier_status=True)
    courier(shops, order, "delivers")
    shops.cycle()
    assert states(shops, order) == ["delivered"]
    assert shops.problems() == {}


def test_a_fulfilment_that_starts_as_delivered_is_flagged(shops: Practice, order: Order) -> None:
    switch(shops, fulfillment_start="delivered")
    packs(shops, order)
    hands_over(shops, order)
    shops.cycle()
    assert shops.problems() == {"FULFILMENT_STARTS_DELIVERED": [str(order.order_id)]}
    assert attributes(shops, order)["lazada_status"] == "Chờ giao hàng"
    assert shops.the_order(order).captured == 0


def test_an_unknown_status_is_flagged_raw_and_never_guessed(shops: Practice, order: Order) -> None:
    packs(shops, order)
    before = len(shops.world.calls)
    show(shops, order, "teleported")
    assert shops.cycle().failed == 1  # a problem that is new in this run
    assert shops.cycle().failed == 0  # and then merely persists
    assert shops.problems() == {"UNKNOWN_STATUS": [str(order.order_id)]}
    assert haravan_writes(shops, before) == []
    assert "teleported" in problem_text(shops)

    show(shops, order, "shipped")
    shops.cycle()
    assert states(shops, order) == ["delivering"]
    assert shops.problems() == {}


def test_one_orders_refusal_does_not_hold_up_the_others(shops: Practice) -> None:
    some = [shops.place_order() for _ in range(3)]
    shops.sync()
    for order in some:
        packs(shops, order)
        hands_over(shops, order)
    shops.fault(Kind.REFUSED, FULFIL, method="POST", message="Không")
    shops.cycle()
    assert sorted(len(parcels(shops, order)) for order in some) == [0, 1, 1]
    (objects,) = shops.problems().values()
    assert len(objects) == 1


# --- D5: money ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", [Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.ERROR_AFTER, Kind.TRUNCATED]
)
def test_cod_is_captured_once_whatever_happens_to_the_call(
    shops: Practice, order: Order, kind: Kind
) -> None:
    shipped(shops, order)
    courier(shops, order, "delivers")
    fault = shops.fault(kind, CAPTURE, method="POST")
    for _ in range(4):
        shops.cycle()
        shops.advance(DEADLINE + LAG)
    assert fault.struck == 1
    standing = shops.the_order(order)
    assert standing.captured == standing.total
    assert [t.amount for t in standing.transactions if t.kind == "capture"] == [standing.total]
    assert shops.problems() == {}


def test_a_lost_capture_is_not_sent_again_before_d_and_l(shops: Practice, order: Order) -> None:
    shipped(shops, order)
    courier(shops, order, "delivers")
    shops.fault(Kind.RESET_BEFORE, CAPTURE, method="POST")
    for _ in range(3):
        shops.cycle()
    assert len(shops.calls(method="POST", path=CAPTURE)) == 1


def test_a_prepaid_order_is_paid_at_creation(shops: Practice) -> None:
    order = shops.place_order(payment="VNPAY")
    shops.sync()
    standing = shops.the_order(order)
    assert (standing.financial_status, standing.captured) == ("paid", standing.total)
    shipped(shops, order)
    courier(shops, order, "delivers")
    shops.cycle()
    assert standing.captured == standing.total
    assert shops.calls(method="POST", path=CAPTURE) == []


# --- D10: canceled as a whole ---------------------------------------------------------------------


@pytest.mark.parametrize("payment", ["COD", "VNPAY"])
@pytest.mark.parametrize("kind", [None, Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.ERROR_AFTER])
def test_a_canceled_order_is_canceled_and_restocked_once(
    shops: Practice, payment: str, kind: Kind | None
) -> None:
    order = shops.place_order({shops.sku().seller_sku: 2}, payment=payment)
    before = stock(shops)
    shops.sync()
    standing = shops.the_order(order)
    assert stock(shops) == before - 2
    if kind:
        shops.fault(kind, CANCEL)
    cancel_on_lazada(shops, order)
    for _ in range(4):
        shops.cycle()
        shops.advance(DEADLINE + LAG)

    assert standing.cancelled_at is not None
    assert standing.captured == standing.given_back
    assert stock(shops) == before
    units = sorted(str(unit.order_item_id) for unit in order.units)
    assert restocked(shops) == units
    assert shops.history(order).count("canceled") == 1
    (refund,) = standing.refunds
    assert refund.note is not None
    assert str(order.order_id) in refund.note


def test_without_auto_restock_the_goods_stay_out(shops: Practice, order: Order) -> None:
    shops.settings(orders_auto_restock="off")
    before = stock(shops)
    standing = shops.the_order(order)
    cancel_on_lazada(shops, order)
    shops.cycle()
    assert standing.cancelled_at is not None
    assert stock(shops) == before
    assert restocked(shops) == []


def test_goods_of_an_unlinked_line_were_never_out(shops: Practice) -> None:
    sku = shops.sku()
    shops.shops.call(lambda world: world.lazada.rename_sku(sku.seller_sku, "KHONG-CO"))
    order = shops.place_order({"KHONG-CO": 2})
    shops.sync()
    cancel_on_lazada(shops, order)
    shops.cycle()
    assert shops.haravan_orders(order)[0].cancelled_at is not None
    assert restocked(shops) == []


def test_the_merchants_own_cancel_is_left_as_it_is(shops: Practice, order: Order) -> None:
    standing = shops.the_order(order)
    shops.shops.call(lambda world: world.haravan.cancel_order(standing.id, restock=False))
    shops.cycle()
    before = len(shops.world.calls)
    cancel_on_lazada(shops, order)
    shops.cycle()
    assert haravan_writes(shops, before) == []
    assert len(standing.refunds) == 1
    assert restocked(shops) == []


# --- D9 -------------------------------------------------------------------------------------------


def test_handled_at_haravan_nothing_flows(shops: Practice) -> None:
    shops.settings(orders_handling="haravan")
    moving, canceled = shops.place_order(), shops.place_order()
    shops.sync()
    standing = shops.the_order(canceled)
    before = len(shops.world.calls)
    shipped(shops, moving)
    courier(shops, moving, "delivers")
    cancel_on_lazada(shops, canceled)
    shops.cycle()
    assert haravan_writes(shops, before) == []
    assert standing.cancelled_at is None
    assert states(shops, moving) == []


def test_writes_off_holds_statuses_back_until_they_are_on(shops: Practice, order: Order) -> None:
    shipped(shops, order)
    shops.settings(writes="off")
    shops.cycle()
    assert states(shops, order) == []
    shops.settings(writes="on")
    shops.cycle()
    assert states(shops, order) == ["delivering"]


# --- helpers --------------------------------------------------------------------------------------


def word(shops: Practice, order: Order) -> str:
    """Haravan's word as LazDesk shows it."""
    row = shops.mirrored(order)
    session = shops.session()
    with session.database.read() as connection:
        found = orders.haravan_order(connection, session.org, row.haravan_id)
    assert found is not None
    return str(found.word)


def hands_over_of(shops: Practice, unit: Any) -> None:
    shops.session().lazada.ready_to_ship([unit.package.package_id])
    shops.advance(30)


def switch(shops: Practice, **switches: Any) -> None:
    options = shops.world.options
    options.haravan = replace(options.haravan, **switches)


def attributes(shops: Practice, order: Order) -> dict[str, str]:
    return {each["name"]: each["value"] for each in shops.the_order(order).note_attributes}


def haravan_writes(shops: Practice, since: int) -> list[str]:
    return [call.path for call in shops.calls(since, face="haravan") if call.method != "GET"]


def stock(shops: Practice) -> int:
    """What the primary location has of the first SKU."""
    haravan = shops.world.haravan
    code = shops.sku().seller_sku
    (variant,) = [v for v in haravan.variants.values() if v.barcode == code]
    return haravan.stock.available(haravan.primary_location.id, variant.id)


def restocked(shops: Practice) -> list[str]:
    """The units in the ledger."""
    with shops.desk.database.read() as connection:
        return sorted(row.order_item_id for row in connection.execute(tables.restocks.select()))


def problem_text(shops: Practice) -> str:
    with shops.desk.database.read() as connection:
        return " ".join(row.message for row in connection.execute(tables.problems.select()))
