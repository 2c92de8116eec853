"""E4, E5: the answer to a buyer's cancel request reaches Lazada once, and is what it shows."""

from __future__ import annotations

from typing import Any

import pytest

from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.lazada.records import Order, ReverseOrder
from lazdesk.sync import actions
from lazdesk.sync.actions import CONFIRMED, REJECTED, UNKNOWN, Result
from tests.sync.parcels import packs
from tests.sync.practice import DEADLINE, LAG, Practice

DECIDE = "/order/reverse/cancel/seller/decide"
LOST = [Kind.RESET_BEFORE, Kind.ERROR_BEFORE, Kind.RESET_AFTER, Kind.ERROR_AFTER, Kind.GARBLED]


@pytest.fixture
def order(shops: Practice) -> Order:
    order = shops.place_order({shops.sku().seller_sku: 2}, payment="VNPAY")
    shops.sync()
    packs(shops, order)
    return order


def ask(shops: Practice, order: Order, units: Any = None) -> ReverseOrder:
    """The buyer asks to cancel, and LazDesk hears of it."""
    asked = shops.shops.call(lambda world: world.lazada.buyer_cancels(order.order_id, units))
    shops.advance(60)
    shops.cycle()
    assert asked is not None
    return asked


def press(
    shops: Practice, order: Order, *, agree: bool, request: ReverseOrder | None = None
) -> Result:
    session = shops.session()
    of = None if request is None else str(request.reverse_order_id)
    id_ = actions.click_answer_cancel(session, str(order.order_id), agree=agree, request=of)
    actions.see_through(session, [id_])
    return actions.results(session, [id_])[0]


def turns(shops: Practice, count: int = 4) -> None:
    for _ in range(count):
        shops.advance(DEADLINE + LAG)
        shops.cycle()


def test_agreed_both_sides_are_canceled_and_restocked(shops: Practice, order: Order) -> None:
    ask(shops, order)
    result = press(shops, order, agree=True)
    assert (result.result, result.reason) == (CONFIRMED, "")
    assert all(unit.is_cancel_pending for unit in order.units)
    turns(shops, 2)
    standing = shops.haravan_orders(order)[0]
    assert order.statuses == ["canceled"]
    assert standing.cancelled_at is not None
    assert standing.given_back == standing.captured
    assert "answer_cancel_confirmed" in shops.history(order)


def test_refused_the_order_goes_on(shops: Practice, order: Order) -> None:
    ask(shops, order)
    assert press(shops, order, agree=False).result == CONFIRMED
    shops.advance(48 * 3600)
    shops.cycle()
    assert order.statuses == ["packed"]
    assert shops.the_order(order).cancelled_at is None


@pytest.mark.parametrize("agree", [True, False])
@pytest.mark.parametrize("kind", LOST)
def test_a_lost_answer_is_looked_up_before_it_is_given_again(
    shops: Practice, order: Order, kind: Kind, agree: bool
) -> None:
    ask(shops, order)
    shops.fault(kind, DECIDE)
    result = press(shops, order, agree=agree)
    before = kind in (Kind.RESET_BEFORE, Kind.ERROR_BEFORE)
    assert result.result == (UNKNOWN if before else CONFIRMED)
    turns(shops)
    assert order.statuses == (["canceled"] if agree else ["packed"])
    calls = shops.calls(path=DECIDE)
    assert len(calls) == 1 + before
    assert (calls[-1].at - calls[0].at).total_seconds() >= before * (DEADLINE + LAG)
    assert "answer_cancel_confirmed" in shops.history(order)


def test_a_double_click_is_one_and_the_first_word_counts(shops: Practice, order: Order) -> None:
    request = str(ask(shops, order).reverse_order_id)
    session, id_ = shops.session(), str(order.order_id)
    first = actions.click_answer_cancel(session, id_, agree=True, request=request)
    again = actions.click_answer_cancel(session, id_, agree=False, request=request)
    assert again == first
    actions.see_through(session, [first])
    (call,) = shops.calls(path=DECIDE)
    assert call.params["agree_cancel"] == "true"


def test_every_request_of_an_order_is_answered(shops: Practice, order: Order) -> None:
    first, second = order.units
    ask(shops, order, [first.order_item_id])
    ask(shops, order, [second.order_item_id])
    assert press(shops, order, agree=False).result == CONFIRMED
    assert len(shops.calls(path=DECIDE)) == 2
    assert order.statuses == ["packed"]


def test_an_answer_is_bound_to_its_request(shops: Practice, order: Order) -> None:
    """The buyer withdrew nothing and asks for another unit: that is not agreed to."""
    first, second = order.units
    request = ask(shops, order, [first.order_item_id])
    ask(shops, order, [second.order_item_id])
    assert press(shops, order, agree=False, request=request).result == CONFIRMED
    assert (first.need_cancel_confirm, second.need_cancel_confirm) == (False, True)
    assert len(shops.calls(path=DECIDE)) == 1


# --- refusals -------------------------------------------------------------------------------------


def test_nobody_asked(shops: Practice, order: Order) -> None:
    result = press(shops, order, agree=True)
    assert (result.result, result.reason) == (REJECTED, "no_cancel_request")
    assert shops.calls(path=DECIDE) == []


@pytest.mark.parametrize("agree", [True, False])
def test_too_late_lazada_has_canceled(shops: Practice, order: Order, agree: bool) -> None:
    request = ask(shops, order)
    shops.advance(48 * 3600)
    result = press(shops, order, agree=agree, request=request)
    assert (result.result, result.reason) == (REJECTED, "no_cancel_request")


@pytest.mark.parametrize("agree", [True, False])
def test_lazada_is_quicker_between_the_look_and_the_call(
    shops: Practice, order: Order, agree: bool
) -> None:
    """The outcome tells: what was wanted is confirmed, its contrary is not."""
    request = ask(shops, order)
    shops.hook(Point.BEFORE_EFFECT, DECIDE, lambda: shops.world.lazada.complete_cancel(request))
    result = press(shops, order, agree=agree)
    expected = (CONFIRMED, "") if agree else (REJECTED, "request_over")
    assert (result.result, result.reason) == expected


def test_lazadas_own_words(shops: Practice, order: Order) -> None:
    ask(shops, order)
    shops.fault(Kind.REFUSED, DECIDE, code="106", message="E0106: ROC internal error")
    result = press(shops, order, agree=True)
    assert (result.result, result.reason) == (REJECTED, "106: E0106: ROC internal error")
    assert press(shops, order, agree=True).result == CONFIRMED


def test_dung_ghi_refuses(shops: Practice, order: Order) -> None:
    ask(shops, order)
    shops.settings(writes="off")
    assert press(shops, order, agree=True).reason == "writes_off"
