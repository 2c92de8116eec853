"""A month over HTTP agrees with the book, order by order (D1–D12); a second look writes nothing.

300 orders: ``python -m tests.sync.month 300``, under every answer of the unknowns
``python -m tests.sync.month 300 all``.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.sync import month
from tests.sync.levels import make_level
from tests.sync.month import Month
from tests.sync.practice import practice
from tests.sync.sales import KINDS


@pytest.mark.parametrize("how", [{}, {"restock": False}], ids=["restock", "auto_restock off"])
def test_a_month_agrees_with_its_book(tmp_path: Path, how: dict[str, Any]) -> None:
    with month.lived(tmp_path, 16, days=10, **how) as lived:
        assert {sale.kind for sale in lived.sales} == set(KINDS)
        words = {piece.word for sale in lived.sales for piece in sale.book.pieces}
        assert words >= {"canceled", "delivered"}


@pytest.mark.parametrize("unknown", month.UNKNOWNS)
def test_either_answer_of_an_unknown_survives(tmp_path: Path, unknown: str) -> None:
    with month.lived(tmp_path, 5, days=4, unknown=unknown):
        pass


def test_d9_handled_at_haravan_a_month_leaves_nothing_but_new_orders_and_the_buttons(
    tmp_path: Path,
) -> None:
    """Statuses, payment, cancels and returns of Lazada do not reach Haravan; orders do, and each
    stays as it was after it came in, or after the last button."""
    with practice(tmp_path, products=10) as shops:
        make_level(shops)
        lived = Month(shops, seed=11, handling="haravan")
        lived.run(count=16, days=8)
        happened = {piece.word for sale in lived.sales for piece in sale.book.pieces}
        assert happened >= {"canceled", "delivered"}
        assert lived.people.pressed
        for sale in lived.sales:
            copy = lived.people.copy_of(sale)
            assert (copy is None) == (sale not in lived.created)
            if copy is not None:
                assert asdict(copy) == lived.people.pressed.get(sale, lived.created[sale])
                assert copy.captured in (0, copy.total)
                assert copy.cancelled_at is None
        made = [copy for sale in lived.sales if (copy := lived.people.copy_of(sale)) is not None]
        assert shops.haravan_orders() == sorted(made, key=lambda order: order.id)
