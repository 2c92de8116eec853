"""D10, D11 over HTTP: partial cancels and returns, to the đồng and each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from lazdesk.models import ledger
from lazdesk.models import orders as order_rows
from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.haravan.records import Order as HaravanOrder
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order, Unit
from lazdesk.sync import actions
from tests.sync.levels import tracked_deny, variant_of
from tests.sync.parcels import courier, shipped
from tests.sync.practice import DEADLINE, LAG, Practice

REFUND = "/com/orders/*/refunds.json"
REVERSES = "/reverse/getreverseordersforseller"
LOST = [Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.ERROR_AFTER, Kind.GARBLED]
PAYMENTS = ["COD", "VNPAY"]


def buy(shops: Practice, payment: str, pieces: int = 2) -> Order:
    """Pieces of two SKUs with vouchers and shipping, imported."""
    for number in (0, 1):
        tracked_deny(shops, number, available=30)
    first, second = shops.sku(0).seller_sku, shops.sku(1).seller_sku
    order = shops.place_order(
        [Wish(first, pieces - 1), Wish(second)],
        payment=payment,
        voucher_seller=10_001,
        voucher_platform=3_003,
        shipping_fee=21_000,
    )
    shops.sync()
    return order


def deliver(shops: Practice, order: Order) -> None:
    shipped(shops, order)
    courier(shops, order, "delivers")
    shops.cycle()


def cancel(shops: Practice, order: Order, *units: Unit) -> None:
    ids = [unit.order_item_id for unit in units]
    shops.shops.call(lambda world: world.lazada.buyer_cancels(order.order_id, ids, ask=False))
    shops.advance(1)


def pay_back(
    shops: Practice,
    order: Order,
    units: Sequence[Unit],
    amounts: Iterable[int] | None = None,
    *,
    goods: bool = True,
    status: str = "REFUND_SUCCESS",
) -> None:
    """The buyer asks, Lazada pays."""

    def act(world: object) -> None:
        lazada = shops.world.lazada
        ids = [unit.order_item_id for unit in units]
        reverse = lazada.buyer_returns(order.order_id, ids, goods=goods)
        lazada.refund(reverse.reverse_order_id, amounts, status)

    shops.shops.call(act)
    shops.advance(1)


def earned(unit: Unit) -> int:
    return unit.price - unit.voucher_seller


def stock(shops: Practice, number: int) -> int:
    haravan = shops.world.haravan
    variant = variant_of(shops, number)
    return haravan.stock.available(haravan.primary_location.id, variant.id)


def turns(shops: Practice, count: int = 4) -> None:
    for _ in range(count):
        shops.cycle()
        shops.advance(DEADLINE + LAG)


def notes(standing: HaravanOrder) -> str:
    return " ".join(refund.note or "" for refund in standing.refunds)


# --- D10: a part is canceled ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", [None, *LOST])
def test_d10_prepaid_money_and_goods_of_those_lines_once(
    shops: Practice, kind: Kind | None
) -> None:
    order = buy(shops, "VNPAY")
    before = stock(shops, 1) + 1
    gone = order.units[1]
    standing = shops.the_order(order)
    if kind:
        shops.fault(kind, REFUND, method="POST")
    cancel(shops, order, gone)
    turns(shops)
    assert standing.cancelled_at is None
    assert standing.given_back == earned(gone)
    assert standing.financial_status == "partially_refunded"
    assert stock(shops, 1) == before
    assert len(standing.refunds) == 1
    assert shops.history(order).count("units_canceled") == 1
    place = shops.world.haravan.primary_location.name
    assert f"1 × {gone.sku.seller_sku} → {place}" in notes(standing)


def test_d10_cod_goods_now_and_the_share_when_delivered(shops: Practice) -> None:
    order = buy(shops, "COD")
    before = stock(shops, 1) + 1
    gone, kept = order.units[1], order.units[0]
    standing = shops.the_order(order)
    cancel(shops, order, gone)
    shops.cycle()
    assert stock(shops, 1) == before
    assert (standing.captured, standing.given_back) == (0, 0)
    assert standing.financial_status == "pending"

    shipped(shops, order)
    courier(shops, order, "delivers")
    shops.cycle()
    assert standing.captured == standing.total
    assert standing.captured - standing.given_back == earned(kept) + order.shipping_fee
    assert stock(shops, 1) == before
    assert shops.history(order)[-3:] == ["captured", "refunded", "status"]


@pytest.mark.parametrize("payment", PAYMENTS)
def test_d10_one_after_the_other_until_nothing_is_left(shops: Practice, payment: str) -> None:
    order = buy(shops, payment, pieces=3)
    before = stock(shops, 0) + 2, stock(shops, 1) + 1
    standing = shops.the_order(order)
    for unit in order.units:
        cancel(shops, order, unit)
        shops.cycle()
    assert standing.cancelled_at is not None
    assert standing.given_back == standing.captured
    assert (stock(shops, 0), stock(shops, 1)) == before
    assert ledger_rows(shops, order) == dict.fromkeys(map(id_of, order.units[:-1]), "gone") | {
        id_of(order.units[-1]): "cancel"
    }


def test_d10_without_auto_restock_the_goods_stay_out(shops: Practice) -> None:
    shops.settings(orders_auto_restock="off")
    order = buy(shops, "VNPAY")
    before = stock(shops, 1)
    cancel(shops, order, order.units[1])
    shops.cycle()
    assert stock(shops, 1) == before
    assert shops.the_order(order).given_back == earned(order.units[1])
    assert ledger_rows(shops, order) == {}


def test_d10_a_line_that_haravan_gives_back_only_once_is_a_problem_of_its_order(
    shops: Practice,
) -> None:
    """haravan.md §16.14: the second piece of a line is refused; all else goes on, and once Haravan
    takes it, it is booked."""
    options = shops.world.options
    options.haravan = replace(options.haravan, refund_line_once=True)
    order, other = buy(shops, "VNPAY", pieces=4), buy(shops, "VNPAY")
    standing = shops.the_order(order)
    for unit in order.units[:2]:
        cancel(shops, order, unit)
        shops.cycle()
    cancel(shops, other, other.units[0])
    shops.cycle()
    assert len(standing.refunds) == 1
    assert standing.given_back == earned(order.units[0])
    assert shops.the_order(other).given_back == earned(other.units[0])
    assert str(order.order_id) in str(shops.problems())

    options.haravan = replace(options.haravan, refund_line_once=False)
    with shops.desk.database.write() as connection:
        order_id, now = str(order.order_id), shops.clock.now()
        order_rows.try_again(connection, shops.seller, "order", order_id, now)
    shops.cycle()
    assert standing.given_back == earned(order.units[0]) + earned(order.units[1])
    assert shops.problems() == {}


def test_d10_a_unit_canceled_in_a_parcel_comes_back_from_the_shelf(shops: Practice) -> None:
    """The parcel is made in Haravan already, then Lazada cancels one unit of it."""
    order = buy(shops, "VNPAY")
    before = stock(shops, 1) + 1
    shipped(shops, order)
    shops.cycle()
    shops.shops.call(lambda world: world.lazada.cancel([order.units[1]], "system-cancel", "x"))
    shops.advance(1)
    shops.cycle()
    assert stock(shops, 1) == before


def test_d9_handled_at_haravan_the_button_ships_and_books_nothing_else(shops: Practice) -> None:
    """E6: it changes both sides in either mode; the cancel of a part is the merchant's task."""
    shops.settings(orders_handling="haravan")
    order = buy(shops, "VNPAY")
    cancel(shops, order, order.units[1])
    session = shops.session()
    clicked = actions.click_ready_to_ship(session, [str(order.order_id)])
    actions.see_through(session, clicked)
    shops.advance(30)
    shops.cycle()
    copy = shops.the_order(order)
    assert [parcel.carrier_status for parcel in copy.fulfillments] == ["readytopick"]
    assert copy.refunds == []


# --- D11: returns ---------------------------------------------------------------------------------


@pytest.mark.parametrize("payment", PAYMENTS)
@pytest.mark.parametrize("kind", [None, *LOST])
def test_d11_a_part_returned_is_booked_once_as_money_only(
    shops: Practice, payment: str, kind: Kind | None
) -> None:
    order = buy(shops, payment)
    deliver(shops, order)
    before = stock(shops, 0), stock(shops, 1)
    standing = shops.the_order(order)
    back = order.units[1]
    if kind:
        shops.fault(kind, REFUND, method="POST")
    pay_back(shops, order, [back])
    turns(shops)
    assert standing.given_back == earned(back)
    assert standing.financial_status == "partially_refunded"  # Nhập trả một phần
    assert (stock(shops, 0), stock(shops, 1)) == before
    assert len(standing.refunds) == 1
    assert shops.history(order).count("refunded") == 1
    assert ledger_rows(shops, order) == {}  # the goods are not back
    assert f"{back.paid_price:,} ₫".replace(",", ".") in notes(standing)  # Lazada's own amount


@pytest.mark.parametrize("payment", PAYMENTS)
def test_d11_all_of_it_books_the_shipping_too(shops: Practice, payment: str) -> None:
    order = buy(shops, payment)
    deliver(shops, order)
    standing = shops.the_order(order)
    pay_back(shops, order, [order.units[0]])
    shops.cycle()
    pay_back(shops, order, [order.units[1]])
    shops.cycle()
    assert standing.given_back == standing.captured == standing.total
    assert standing.financial_status == "refunded"  # Đã nhập trả
    assert [bool(refund.lines) for refund in standing.refunds] == [False] * 3


def test_d11_a_refund_of_a_part_books_lazadas_amount(shops: Practice) -> None:
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, [order.units[0]], [12_345], goods=False)
    shops.cycle()
    assert shops.the_order(order).given_back == 12_345


@pytest.mark.parametrize("status", ["REQUEST_INITIATE", "REFUND_PENDING", "REQUEST_REJECT"])
def test_d11_a_return_that_is_not_complete_books_nothing(shops: Practice, status: str) -> None:
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, [order.units[0]], [1_000], status=status)
    shops.cycle()
    assert shops.the_order(order).given_back == 0
    assert shops.problems() == {}


def test_d11_an_unknown_reverse_status_is_flagged_and_not_guessed(shops: Practice) -> None:
    """lazada.md §14.9: the full list of statuses is not known."""
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, [order.units[0]], [1_000], status="REFUND_BY_OWL")
    shops.cycle()
    assert shops.the_order(order).given_back == 0
    assert shops.problems() == {"UNKNOWN_STATUS": [str(order.order_id)]}


def test_d11_a_seller_without_the_reverse_apis_has_a_problem_and_all_else_goes_on(
    shops: Practice,
) -> None:
    order = buy(shops, "COD")
    shops.fault(Kind.REFUSED, REVERSES, code="Mp3SellerApiLimit", message="limited")
    shipped(shops, order)
    outcome = shops.cycle()
    assert outcome.stopped == []
    assert [parcel.carrier_status for parcel in shops.the_order(order).fulfillments] == [
        "delivering"
    ]
    assert len(shops.problems()) == 1
    shops.cycle()
    assert shops.problems() == {}


@pytest.mark.parametrize("changed", [30_000, 10_000])
def test_d11_a_refund_that_lazada_changes_after_its_booking_is_a_task(
    shops: Practice, changed: int
) -> None:
    """Each is booked once; what was raised or lowered since is the merchant's to book."""
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, [order.units[0]], [20_000], goods=False)
    shops.cycle()
    standing = shops.the_order(order)
    assert (standing.given_back, shops.problems()) == (20_000, {})
    (reverse,) = shops.world.lazada.reverses.values()
    shops.shops.call(lambda world: world.lazada.refund(reverse.reverse_order_id, [changed]))
    shops.advance(1)
    assert shops.cycle().failed == 0
    assert len(standing.refunds) == 1
    assert shops.problems() == {"REFUND_CHANGED": [str(order.order_id)]}
    if changed > 20_000:  # he books the difference himself
        by_hand = changed - 20_000
        shops.shops.call(lambda world: world.haravan.refund_order(standing.id, by_hand))
        shops.advance(1)
        shops.cycle()
        assert shops.problems() == {}


# --- the merchant acts in Haravan at the same moment ----------------------------------------------


@pytest.mark.parametrize("point", [Point.BEFORE_EFFECT, Point.AFTER_EFFECT])
def test_a_refund_by_hand_between_our_calls_is_not_doubled(shops: Practice, point: Point) -> None:
    order = buy(shops, "VNPAY")
    gone = order.units[1]
    standing = shops.the_order(order)
    cancel(shops, order, gone)
    by_hand = 30_000

    def refund() -> None:
        shops.world.haravan.refund_order(standing.id, by_hand)

    path = "/com/orders/*.json"
    shops.hook(point, path, refund, method="GET")  # between our read and our booking, or before it
    turns(shops, 2)
    assert standing.captured - standing.given_back in (
        earned(order.units[0]) + order.shipping_fee,
        earned(order.units[0]) + order.shipping_fee - by_hand,
    )
    overpaid = standing.given_back > earned(gone)
    assert bool(shops.problems().get("REFUNDED_BY_HAND")) is overpaid


def test_a_refund_by_hand_long_after_is_seen(shops: Practice) -> None:
    """Nothing moves on Lazada any more."""
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    shops.advance(86_400)
    shops.cycle()
    assert shops.problems() == {}
    standing = shops.the_order(order)
    shops.shops.call(lambda world: world.haravan.refund_order(standing.id, 5_000))
    shops.advance(1)
    shops.cycle()
    assert shops.problems() == {"REFUNDED_BY_HAND": [str(order.order_id)]}
    assert len(standing.refunds) == 1


def test_a_cancel_by_hand_between_our_calls_is_the_merchants_word(shops: Practice) -> None:
    order = buy(shops, "VNPAY")
    standing = shops.the_order(order)
    cancel(shops, order, order.units[1])
    shops.hook(
        Point.BEFORE_EFFECT,
        "/com/orders/*.json",
        lambda: shops.world.haravan.cancel_order(standing.id, restock=False),
        method="GET",
    )
    turns(shops, 2)
    assert len(standing.refunds) == 1
    assert ledger_rows(shops, order) == {}


# --- helpers --------------------------------------------------------------------------------------


def id_of(unit: Unit) -> str:
    return str(unit.order_item_id)


def ledger_rows(shops: Practice, order: Order) -> dict[str, str]:
    """The ledger's causes by unit."""
    with shops.desk.database.read() as connection:
        rows = ledger.restocks(connection, shops.seller, list(map(id_of, order.units)))
    return {unit_id: row.cause for unit_id, row in rows.items()}
