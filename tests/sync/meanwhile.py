"""Lives of one order during which the merchant does something in Haravan right before our n-th call
about it.

``python -m tests.sync.meanwhile`` lets him do each thing before every single call; the usual suite
before some of them.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lazdesk.sandbox.faults import Point
from lazdesk.sandbox.haravan.records import Order as HaravanOrder
from lazdesk.sandbox.haravan.state import HaravanShop
from lazdesk.sandbox.lazada.records import Order
from tests.sync.levels import counted, variant_of
from tests.sync.parcels import cancel_on_lazada, courier, hands_over, packs, shipped
from tests.sync.practice import Practice, practice
from tests.sync.test_money import buy, cancel, earned, pay_back, turns
from tests.sync.test_return_goods import press, second_place

BY_HAND = 5_000
OWN_NOTE = "giao giờ hành chính"
OWN_MARK = {"name": "quà", "value": "1 móc khóa"}
AT_FIRST = 60
"""The pieces of both wares there are at all locations before anybody orders."""
AWAY = {"GOODS_COME_BACK"}
"""The task of goods that are not back; any other would be a fault of ours."""


@dataclass(eq=False)
class Lived:
    """A life that was lived; ``acted``: the merchant found something to do."""

    shops: Practice
    order: Order
    copy: HaravanOrder
    calls: int
    acted: bool

    def held(self, path: str) -> int:
        """How many of our calls took effect."""
        path = f"/com/orders/{self.copy.id}/{path}.json"
        return sum(
            (call.status or 0) in range(200, 300)
            for call in self.shops.calls(method="POST", path=path)
        )


Act = Callable[[HaravanShop, HaravanOrder], None]
Life = Callable[[Practice], Order]


def pieces(shops: Practice) -> int:
    return sum(counted(shops, variant_of(shops, number)) for number in (0, 1))


# --- what he does ---------------------------------------------------------------------------------


def cancels(haravan: HaravanShop, order: HaravanOrder) -> None:
    if order.cancelled_at is None:
        haravan.cancel_order(order.id, restock=True, amount=order.captured - order.given_back)


def edits(haravan: HaravanShop, order: HaravanOrder) -> None:
    marks = [*order.note_attributes, OWN_MARK]
    haravan.edit_order(order.id, {"note": OWN_NOTE, "note_attributes": marks})


def fulfils(haravan: HaravanShop, order: HaravanOrder) -> None:
    if order.cancelled_at is None and any(line.fulfillable for line in order.lines):
        haravan.fulfil_order(order.id)


def refunds(haravan: HaravanShop, order: HaravanOrder) -> None:
    if order.cancelled_at is None and order.captured - order.given_back >= BY_HAND:
        haravan.refund_order(order.id, BY_HAND)


# --- lives ----------------------------------------------------------------------------------------


def cod(shops: Practice) -> Order:
    """A piece is canceled, the rest shipped and delivered, one piece paid back."""
    order = buy(shops, "COD", pieces=3)
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
    return order


def prepaid(shops: Practice) -> Order:
    """All is paid back, and the goods come to another location."""
    order = buy(shops, "VNPAY")
    shipped(shops, order)
    courier(shops, order, "delivers")
    shops.cycle()
    pay_back(shops, order, order.units)
    shops.cycle()
    press(shops, order, location_id=second_place(shops)[1])
    return order


def canceled(shops: Practice) -> Order:
    """First a piece, then the rest."""
    order = buy(shops, "VNPAY", pieces=3)
    cancel(shops, order, order.units[2])
    shops.cycle()
    cancel_on_lazada(shops, order)
    return order


LIVES: tuple[Life, ...] = (cod, prepaid, canceled)


@contextmanager
def lived(folder: Path, life: Life, act: Act, nth: int) -> Iterator[Lived]:
    """Calls are counted from the one on that follows the order's creation."""
    with practice(folder) as shops:
        haravan, seen, acted = shops.world.haravan, 0, False

        def meanwhile() -> None:
            nonlocal seen, acted
            for copy in haravan.orders.values():
                seen += 1
                if seen == nth:
                    before = _stamp(copy)
                    act(haravan, copy)
                    acted = _stamp(copy) != before

        for path in ("/com/orders*", "/com/inventories/*"):
            shops.hook(Point.BEFORE_EFFECT, path, meanwhile, times=None)
        order = life(shops)
        turns(shops, 3)
        (copy,) = shops.haravan_orders()
        yield Lived(shops, order, copy, seen, acted)


def _stamp(copy: HaravanOrder) -> tuple[Any, ...]:
    return copy.cancelled_at, copy.note, len(copy.refunds), len(copy.fulfillments)


# --- what must hold -------------------------------------------------------------------------------


def check(life: Life, act: Act, it: Lived) -> None:
    """Nothing of his is overwritten, nothing of ours is doubled, and what cannot be reconciled is a
    task. Raises AssertionError."""
    copy, order = it.copy, it.order
    assert len(it.shops.haravan_orders()) == 1
    assert 0 <= copy.given_back <= copy.captured <= copy.total
    assert it.held("cancel") <= 1
    assert len(it.shops.calls(path="/com/inventories/adjustorset.json")) <= 1
    for line in copy.lines:
        assert line.refunded <= line.quantity
    numbers = [parcel.tracking_number for parcel in copy.fulfillments]
    assert len(numbers) == len(set(numbers))
    MUST_HOLD[act](life, it, due_of(life, order))


def due_of(life: Life, order: Order) -> int:
    """What Lazada's side explains as given back in the end."""
    total = sum(map(earned, order.units)) + order.shipping_fee
    return earned(order.units[2]) + earned(order.units[0]) if life is cod else total


def _his_cancel_is_final(life: Life, it: Lived, due: int) -> None:
    copy = it.copy
    if not it.acted:
        assert copy.cancelled_at is not None or life is not canceled
        return
    assert copy.cancelled_at is not None
    assert [r for r in copy.refunds if r.created_at > copy.cancelled_at] == []
    assert [t for t in copy.transactions if t.created_at > copy.cancelled_at] == []
    assert pieces(it.shops) == AT_FIRST
    assert set(it.shops.problems()) <= AWAY


def _his_note_and_marks_stay(life: Life, it: Lived, due: int) -> None:
    copy = it.copy
    if it.acted:
        assert copy.note == OWN_NOTE
        assert OWN_MARK in copy.note_attributes
    names = {each["name"] for each in copy.note_attributes}
    assert {"lazdesk_ref", "lazada_order_number"} <= names
    assert copy.given_back == due
    assert set(it.shops.problems()) <= AWAY


def _what_he_shipped_is_not_shipped_again(life: Life, it: Lived, due: int) -> None:
    copy = it.copy
    shipped_there = Counter[int]()
    for parcel in copy.fulfillments:
        shipped_there.update({line.id: quantity for line, quantity in parcel.lines})
    assert all(shipped_there[line.id] <= line.quantity for line in copy.lines)
    state = "cancel" if life is canceled else "return" if life is prepaid else "delivered"
    assert {parcel.carrier_status for parcel in copy.fulfillments} <= {state}
    assert copy.given_back == due
    assert set(it.shops.problems()) <= AWAY


def _his_refund_counts_or_is_a_task(life: Life, it: Lived, due: int) -> None:
    assert it.copy.given_back in (due, due + BY_HAND)
    is_task = "REFUNDED_BY_HAND" in it.shops.problems()
    assert is_task is (it.copy.given_back > due)


MUST_HOLD: dict[Act, Callable[[Life, Lived, int], None]] = {
    cancels: _his_cancel_is_final,
    edits: _his_note_and_marks_stay,
    fulfils: _what_he_shipped_is_not_shipped_again,
    refunds: _his_refund_counts_or_is_a_task,
}


def _main() -> None:
    for life in LIVES:
        for act in MUST_HOLD:
            nth, calls, acted = 0, 1, 0
            while nth < calls:
                nth += 1
                calls, did = _one(life, act, nth)
                acted += did
            said = f"{life.__name__}: he {act.__name__} before each of {calls} calls, {acted} times"
            sys.stdout.write(f"{said} with effect: nothing lost, nothing doubled\n")
            sys.stdout.flush()


def _one(life: Life, act: Act, nth: int) -> tuple[int, bool]:
    with tempfile.TemporaryDirectory() as scratch, lived(Path(scratch), life, act, nth) as it:
        try:
            check(life, act, it)
        except AssertionError as wrong:
            said = f"{life.__name__}, he {act.__name__} before call {nth}"
            raise AssertionError(f"{said}: {wrong}") from wrong
        return it.calls, it.acted


if __name__ == "__main__":
    _main()
