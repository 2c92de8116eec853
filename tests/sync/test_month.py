"""A month over HTTP agrees with the book, order by order (D1–D12); a second look writes nothing.

300 orders: ``python -m tests.sync.month 300``.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.lazada.options import LazadaOptions
from tests.sync import month
from tests.sync.levels import make_level
from tests.sync.month import Month
from tests.sync.practice import LISTED_AFTER, practice


def test_a_month_agrees_with_its_book(tmp_path: Path) -> None:
    lived = month.live(tmp_path, count=16, days=10)
    words = {piece.word for sale in lived.sales for piece in sale.book.pieces}
    assert words >= {"canceled", "delivered"}


HARAVAN: dict[str, dict[str, Any]] = {
    "haravan §16.1": {"honour_name": False},
    "haravan §16.3": {"onhand_leaves_at": "pickup"},
    "haravan §16.4 start": {"fulfillment_start": "pending"},
    "haravan §16.6": {"orders_default_order": "updated_at desc", "orders_default_status": "any"},
    "haravan §16.8": {"merge_note_attributes": True, "tags_by_put": False},
    "haravan §16.13": {"cancel_frees_committed": True},
    "shapes": {"numbers_as_text": True, "order_shape": "2021", "sparse": True, "extra_keys": True},
}
LAZADA: dict[str, dict[str, Any]] = {
    "lazada §14.5": {"order_touch_rate": 0.0},
    "lazada §14.7": {"offset_hours": 8},
    "lazada §14.11": {"masked_buyers": False},
    "lazada §14.13": {"price_follows_cancel": True},
    "wire": {"all_strings": True, "iso_times": True},
}


@pytest.mark.parametrize("unknown", HARAVAN)
def test_either_answer_of_haravans_unknowns_survives(tmp_path: Path, unknown: str) -> None:
    options = HaravanOptions(list_lag_seconds=LISTED_AFTER, **HARAVAN[unknown])
    month.live(tmp_path, count=4, days=4, haravan=options)


@pytest.mark.parametrize("unknown", LAZADA)
def test_either_answer_of_lazadas_unknowns_survives(tmp_path: Path, unknown: str) -> None:
    month.live(tmp_path, count=4, days=4, lazada=LazadaOptions(**LAZADA[unknown]))


def test_d9_handled_at_haravan_a_month_leaves_nothing_but_new_orders_and_the_buttons(
    tmp_path: Path,
) -> None:
    """Statuses, payment, cancels and returns of Lazada do not reach Haravan; orders do."""
    with practice(tmp_path, products=10) as shops:
        make_level(shops)
        lived = Month(shops, seed=11, handling="haravan")
        lived.run(count=16, days=8)
        happened = {piece.word for sale in lived.sales for piece in sale.book.pieces}
        assert happened >= {"canceled", "delivered"}
        assert lived.pressed
        for sale, created in lived.created.items():
            copy = lived.copy_of(sale)
            assert copy is not None
            now, before = asdict(copy), dict(created)
            if sale in lived.pressed | lived.returned:
                # The buttons change both sides in either mode (E6): parcels, and goods given back.
                for part in ("fulfillments", "lines", "updated_at"):
                    del now[part], before[part]
            if sale in lived.returned:
                del now["refunds"], before["refunds"]
                assert all(refund.lines for refund in copy.refunds)
            assert now == before
        made = [order for sale in lived.sales if (order := lived.copy_of(sale)) is not None]
        assert shops.haravan_orders() == sorted(made, key=lambda order: order.id)
