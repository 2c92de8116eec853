"""A merchant acts in Haravan between any two of our calls: nothing of his is overwritten, nothing
of ours is doubled, and what cannot be reconciled is a task (D2, D8, D10, D11).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lazdesk.sandbox.faults import Point
from lazdesk.sandbox.haravan.records import Order as HaravanOrder
from lazdesk.sandbox.haravan.state import HaravanShop
from tests.sync.parcels import courier, hands_over, packs
from tests.sync.practice import Practice, practice
from tests.sync.test_money import buy, cancel, earned, pay_back, turns

BY_HAND = 5_000
OWN_NOTE = "giao giờ hành chính"
OWN_MARK = {"name": "quà", "value": "1 móc khóa"}
COMING_BACK = "GOODS_COME_BACK"
"""The task of the piece that was returned; any other would be a fault of ours."""
LAST_CALL = 27
"""The life below makes about so many calls to Haravan once its order is there."""


def cancels(haravan: HaravanShop, order: HaravanOrder) -> None:
    if order.cancelled_at is None:
        haravan.cancel_order(order.id, restock=True)


def edits(haravan: HaravanShop, order: HaravanOrder) -> None:
    marks = [*order.note_attributes, OWN_MARK]
    haravan.edit_order(order.id, {"note": OWN_NOTE, "note_attributes": marks})


def fulfils(haravan: HaravanShop, order: HaravanOrder) -> None:
    if any(line.fulfillable for line in order.lines):
        haravan.fulfil_order(order.id)


def refunds(haravan: HaravanShop, order: HaravanOrder) -> None:
    if order.captured - order.given_back >= BY_HAND:
        haravan.refund_order(order.id, BY_HAND)


def lives(
    shops: Practice, act: Callable[[HaravanShop, HaravanOrder], None], nth: int
) -> HaravanOrder:
    """A piece is canceled, the rest shipped, delivered and paid back in part; meanwhile, right
    before our n-th call, the merchant acts."""
    order = buy(shops, "COD", pieces=3)
    copy = shops.the_order(order)
    hook = shops.hook(
        Point.BEFORE_EFFECT, "/com/orders*", lambda: act(shops.world.haravan, copy), nth=nth
    )
    cancel(shops, order, order.units[2])
    shops.cycle()
    first, second = order.units[:2]
    packs(shops, order, [first, second])
    hands_over(shops, order)
    shops.cycle()
    courier(shops, order, "picks up")
    shops.cycle()
    courier(shops, order, "delivers")
    shops.cycle()
    pay_back(shops, order, [first])
    turns(shops, 3)
    assert hook.struck == 1
    return copy


def calls_after(shops: Practice, copy: HaravanOrder, path: str) -> int:
    return len(shops.calls(method="POST", path=f"/com/orders/{copy.id}/{path}.json"))


@pytest.mark.parametrize("nth", range(1, LAST_CALL, 5))
def test_his_cancel_is_final(tmp_path: Path, nth: int) -> None:
    with practice(tmp_path) as shops:
        copy = lives(shops, cancels, nth)
        assert copy.cancelled_at is not None
        assert [r for r in copy.refunds if r.created_at > copy.cancelled_at] == []
        assert [t for t in copy.transactions if t.created_at > copy.cancelled_at] == []
        assert calls_after(shops, copy, "cancel") == 0
        assert len(shops.haravan_orders()) == 1


@pytest.mark.parametrize("nth", range(2, LAST_CALL, 5))
def test_his_note_and_marks_stay(tmp_path: Path, nth: int) -> None:
    with practice(tmp_path) as shops:
        copy = lives(shops, edits, nth)
        assert copy.note == OWN_NOTE
        assert OWN_MARK in copy.note_attributes
        assert {"lazdesk_ref", "lazada_order_number"} <= {
            each["name"] for each in copy.note_attributes
        }
        assert set(shops.problems()) == {COMING_BACK}


@pytest.mark.parametrize("nth", range(3, LAST_CALL, 5))
def test_what_he_shipped_is_not_shipped_again(tmp_path: Path, nth: int) -> None:
    with practice(tmp_path) as shops:
        copy = lives(shops, fulfils, nth)
        shipped = sum(quantity for parcel in copy.fulfillments for _, quantity in parcel.lines)
        assert 2 <= shipped <= 3  # the canceled piece too, if he was quicker than its cancel
        assert {parcel.carrier_status for parcel in copy.fulfillments} == {"delivered"}
        assert copy.captured == copy.total
        assert set(shops.problems()) == {COMING_BACK}


@pytest.mark.parametrize("nth", range(4, LAST_CALL, 5))
def test_his_refund_counts_or_is_a_task(tmp_path: Path, nth: int) -> None:
    with practice(tmp_path) as shops:
        copy = lives(shops, refunds, nth)
        (order,) = shops.world.lazada.orders.values()
        due = earned(order.units[2]) + earned(order.units[0])
        assert copy.given_back in (due, due + BY_HAND)
        is_task = "REFUNDED_BY_HAND" in shops.problems()
        assert is_task is (copy.given_back > due)
