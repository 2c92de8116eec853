"""A merchant acts in Haravan between any two of our calls: nothing of his is overwritten, nothing
of ours is doubled, and what cannot be reconciled is a task (D2, D8, D10, D11).

Before every single call: ``python -m tests.sync.meanwhile``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sync import meanwhile
from tests.sync.meanwhile import Life, cancels, edits, fulfils, refunds
from tests.sync.parcels import courier, shipped
from tests.sync.practice import Practice
from tests.sync.test_money import buy, stock
from tests.sync.test_return_goods import press

# Of the calls that each life makes about its order, some early, some late.
FIRST: dict[Life, tuple[int, ...]] = {
    meanwhile.cod: (2, 11, 20),
    meanwhile.prepaid: (2, 10, 18),
    meanwhile.canceled: (1, 5, 9),
}


def before_call(later: int) -> Callable[[Any], Any]:
    points = [(life, nth + later) for life, calls in FIRST.items() for nth in calls]
    names = [f"{life.__name__} {nth}" for life, nth in points]
    return pytest.mark.parametrize(("life", "nth"), points, ids=names)


def lives(folder: Path, life: Life, act: meanwhile.Act, nth: int) -> None:
    with meanwhile.lived(folder, life, act, nth) as it:
        assert nth <= it.calls
        meanwhile.check(life, act, it)


@before_call(0)
def test_his_cancel_is_final(tmp_path: Path, life: Life, nth: int) -> None:
    lives(tmp_path, life, cancels, nth)


@before_call(1)
def test_his_note_and_marks_stay(tmp_path: Path, life: Life, nth: int) -> None:
    lives(tmp_path, life, edits, nth)


@before_call(2)
def test_what_he_shipped_is_not_shipped_again(tmp_path: Path, life: Life, nth: int) -> None:
    lives(tmp_path, life, fulfils, nth)


@before_call(0)
def test_his_refund_counts_or_is_a_task(tmp_path: Path, life: Life, nth: int) -> None:
    lives(tmp_path, life, refunds, nth)


def test_goods_that_he_took_back_himself_are_not_brought_back_by_the_button(
    shops: Practice,
) -> None:
    """The parcel failed; he cancels in Haravan with restock, and presses the button besides."""
    order = buy(shops, "COD")
    before = stock(shops, 0) + 1, stock(shops, 1) + 1
    shipped(shops, order)
    courier(shops, order, "fails")
    shops.cycle()
    copy = shops.the_order(order)
    shops.shops.call(lambda world: world.haravan.cancel_order(copy.id, restock=True))
    shops.cycle()
    press(shops, order)
    assert (stock(shops, 0), stock(shops, 1)) == before
    assert shops.world.haravan.adjustments == []
    assert shops.problems() == {}
