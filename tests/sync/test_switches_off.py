"""C1, I16: a switch that is off sends not one such call in a practice day; the server counts."""

from __future__ import annotations

import pytest

from tests.sync.levels import PRICE, STOCK, move_all, set_price
from tests.sync.practice import Practice

HOURS = 24


@pytest.mark.parametrize(
    ("settings", "silent"),
    [
        ({}, (STOCK, PRICE)),
        ({"push_price": "on"}, (STOCK,)),
        ({"push_quantity": "on"}, (PRICE,)),
    ],
    ids=["both-off", "quantity-off", "price-off"],
)
def test_a_day_of_sales_and_changes(
    published: Practice, settings: dict[str, str], silent: tuple[str, ...]
) -> None:
    """Buyers order, stock and prices move every hour, and the merchant agrees to everything."""
    published.settings(**settings)
    for hour in range(HOURS):
        move_all(published, 1 if hour % 2 else -1)
        set_price(published, hour % 8, published.sku(hour % 8).price + 100)
        published.place_order(oversell=True)
        published.cycle(consent=True)
        published.advance(3600)
    for path in (STOCK, PRICE):
        sent = len(published.calls(face="lazada", path=path))
        assert (sent == 0) == (path in silent)
