"""The benchmark: its minimum is that of sync-engine.md §5, and a small run of it counts truly."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lazdesk.bench import sync as bench
from tests.cli.terminal import lazdesk


def test_minimum_of_a_first_mirror_and_import() -> None:
    minimum = bench.minimum_of_import(bench.Size(products=1000, lazada_products=990, orders=500))
    lazada = sum(count for name, count in minimum.items() if name.startswith("lazada"))
    haravan = sum(count for name, count in minimum.items() if name.startswith("haravan"))
    assert lazada == 20 + 5 + 10
    assert haravan == 20 + 1 + (1 + 10) + 2 * 500


def test_minimum_of_a_push() -> None:
    minimum = bench.minimum_of_push(101, 6, {"quantity": 21, "price": 0})
    assert minimum["haravan GET /com/inventory_locations.json"] == 3 * 2
    assert minimum["lazada POST /product/stock/sellable/update"] == 2
    assert minimum["lazada POST /product/price_quantity/update"] == 0


def test_what_counts_as_a_write() -> None:
    assert bench.is_write("haravan PUT /com/orders/N.json")
    assert bench.is_write("lazada POST /product/stock/sellable/update")
    assert not bench.is_write("haravan GET /com/orders.json")
    assert not bench.is_write("lazada POST /auth/token/refresh")


@pytest.fixture(scope="module")
def small() -> bench.Result:
    return bench.measure(60, 40, seed=7, speed=10)


def test_a_small_run_makes_no_needless_call(small: bench.Result) -> None:
    made = {row.call: row.calls for row in [*small.first, *small.pushed]}
    least = {row.call: row.minimum for row in [*small.first, *small.pushed]}
    assert small.imported == 40
    for call in (
        "haravan POST /com/orders.json",
        "haravan POST /com/orders/N/confirm.json",
        "haravan GET /com/inventory_locations.json",
        "lazada GET /orders/items/get",
        "lazada POST /product/stock/sellable/update",
        "lazada POST /product/price_quantity/update",
    ):
        assert made[call] == least[call] > 0, call
    assert (small.throttled, small.writes_of_second_sync) == (0, 0)


def test_a_missed_goal_is_exit_1(small: bench.Result, monkeypatch: pytest.MonkeyPatch) -> None:
    # So few calls fit into the bucket at once: there is no bound to compare with.
    fine = replace(
        small, first=[replace(row, calls=row.minimum) for row in small.first], seconds=0.01
    )
    monkeypatch.setattr(bench, "measure", lambda *_, **__: fine)
    assert (ran := lazdesk("bench", "sync", "--json")).status == 0
    assert set(json.loads(ran.out)["goals"].values()) == {True}
    for missed in (
        replace(fine, throttled=1),
        replace(fine, writes_of_second_sync=1),
        replace(fine, imported=39),
        replace(fine, seconds=fine.bound / bench.TIME_GOAL + 1),
        replace(fine, first=[replace(row, calls=row.minimum * 2) for row in fine.first]),
    ):
        monkeypatch.setattr(bench, "measure", lambda *_, result=missed, **__: result)
        ran = lazdesk("bench", "sync")
        assert ran.status == 1
        assert "MISSED" in ran.out
