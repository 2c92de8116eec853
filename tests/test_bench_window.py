"""The window's benchmark: what it judges, and a small run of it with real processes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lazdesk.bench import window as bench_window
from tests.cli.terminal import lazdesk

FINE = bench_window.Result(
    variants=100_000,
    orders=100_000,
    stall_ms=50,
    stalls_over_20=3,
    scroll_ms=16,
    scroll_p95_ms=30,
    tab_ms=100,
    filter_ms=100,
    memory_bytes=250 * 2**20,
    first_paint_ms=500,
    early_imports=(),
    seconds=60,
    syncing=0.97,
    engine_cpu=0.6,
    load=1.0,
    steps={"goods": {"seconds": 9.0, "stall_ms": 12.0}},
    cycles=({"seconds": 20.0, "ended": True, "errors": []},),
    calls={"lazada GET /products/get": 12},
)


def test_all_goals_reached_is_exit_0(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_window, "measure", lambda *_, **__: FINE)
    ran = lazdesk("bench", "window", "--json")
    assert ran.status == 0
    assert set(json.loads(ran.out)["goals"].values()) == {True}
    # A system that does not tell its memory misses no goal by it.
    monkeypatch.setattr(bench_window, "measure", lambda *_, **__: replace(FINE, memory_bytes=None))
    assert lazdesk("bench", "window").status == 0


@pytest.mark.parametrize(
    ("name", "missed"),
    [
        ("stall_ms", replace(FINE, stall_ms=50.1)),
        ("scroll_ms", replace(FINE, scroll_ms=16.1)),
        ("tab_ms", replace(FINE, tab_ms=101)),
        ("filter_ms", replace(FINE, filter_ms=101)),
        ("memory_bytes", replace(FINE, memory_bytes=251 * 2**20)),
        ("first_paint_ms", replace(FINE, first_paint_ms=501)),
        ("imports", replace(FINE, early_imports=("httpx",))),
        ("syncing", replace(FINE, syncing=0.9)),
        ("errors", replace(FINE, cycles=({"seconds": 1.0, "ended": True, "errors": ["x"]},))),
    ],
)
def test_a_missed_goal_is_exit_1(
    name: str, missed: bench_window.Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_window, "measure", lambda *_, **__: missed)
    ran = lazdesk("bench", "window")
    assert ran.status == 1
    assert f"MISSED: {name}" in ran.out


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    found = bench_window.open_window(tmp_path, {"shops": None})
    assert found["first_paint_ms"] > 0
    assert "PySide6" in found["modules"]
    assert not set(bench_window.NOT_BEFORE_PAINT) & set(found["modules"])


def test_the_window_stays_awake_while_the_engine_works(tmp_path: Path) -> None:
    """A smaller shop than the goals are for, a quicker merchant, and bounds that a busy machine
    keeps too."""
    pace = bench_window.Pace(cycles=1, scrolls=8, jumps=2, between_looks=0.01)
    result = bench_window.measure(2_000, 1_000, seed=7, starts=1, pace=pace)
    assert result.variants == pytest.approx(2_000, rel=0.05)
    assert result.orders >= 1_000
    assert result.goals["syncing"]
    assert result.goals["errors"]
    assert result.goals["memory_bytes"]
    assert result.stall_ms < 2_000
    assert result.scroll_ms < 200
    # The engine did it all meanwhile: read both sides, pushed, imported.
    done = {call for call, count in result.calls.items() if count}
    assert {
        "haravan GET /com/products.json",
        "haravan GET /com/inventory_locations.json",
        "lazada GET /products/get",
        "lazada GET /orders/get",
        "lazada POST /product/stock/sellable/update",
        "lazada POST /product/price_quantity/update",
        "haravan POST /com/orders.json",
    } <= done
