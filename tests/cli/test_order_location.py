"""D7: an order location outside the stock locations is saved only after a warning."""

from __future__ import annotations

import pytest

from lazdesk.sandbox.server import PracticeShops
from tests.cli.terminal import lazdesk


def test_a_location_whose_sales_would_not_count_needs_consent(connected: PracticeShops) -> None:
    places = connected.world.haravan.place_ids
    assert lazdesk("sync", "--once").status == 0
    assert lazdesk("config", "set", "stock.locations", str(places["main"])).status == 0

    refused = lazdesk("config", "set", "orders.location", str(places["hanoi"]))
    assert refused.status == 2
    assert "bán quá số hàng có" in refused.err
    assert "primary" in lazdesk("config", "get", "orders.location").out

    agreed = lazdesk("config", "set", "orders.location", str(places["hanoi"]), "--yes")
    assert agreed.status == 0
    assert "bán quá số hàng có" in agreed.err
    assert str(places["hanoi"]) in lazdesk("config", "get", "orders.location").out


def test_leaving_out_the_order_location_of_the_stock_needs_consent_too(
    connected: PracticeShops,
) -> None:
    places = connected.world.haravan.place_ids
    assert lazdesk("sync", "--once").status == 0
    assert lazdesk("config", "set", "stock.locations", str(places["hanoi"])).status == 2
    assert lazdesk("config", "set", "stock.locations", str(places["main"])).status == 0


@pytest.mark.parametrize("key", ["stock.locations", "orders.location"])
def test_a_location_that_does_not_exist(connected: PracticeShops, key: str) -> None:
    """Its stock would be 0 for everything."""
    assert lazdesk("sync", "--once").status == 0
    ran = lazdesk("config", "set", key, "4711", "--yes", "--json")
    assert (ran.status, ran.error) == (2, "usage")
    assert str(connected.world.haravan.primary_location.id) in ran.err
