"""After a quiet state a second cycle writes nothing and reads little (Must show 7, I29)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.levels import make_level
from tests.sync.parcels import courier, shipped
from tests.sync.practice import Practice, practice, written

PRODUCTS = 60


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Practice]:
    """Goods pushed; orders pending, on the road, delivered and canceled; nothing left to do."""
    with practice(tmp_path, PRODUCTS) as shops:
        make_level(shops)
        pending, road, done, canceled = (shops.place_order() for _ in range(4))
        shops.place_order(payment="VNPAY", paid=False)
        shops.sync()
        for order in (road, done):
            shipped(shops, order)
        courier(shops, done, "delivers")
        shops.shops.call(lambda world: world.lazada.buyer_cancels(canceled.order_id))
        for _ in range(3):
            shops.cycle()
        assert pending.statuses == ["pending"]
        yield shops


def test_a_second_cycle_makes_no_write(quiet: Practice) -> None:
    before = len(quiet.world.calls)
    outcome = quiet.cycle()
    assert [call.path for call in quiet.calls(before) if written(call)] == []
    assert (outcome.imported, outcome.pushed, outcome.followed, outcome.failed) == (0, 0, 0, 0)
    assert (outcome.waiting, outcome.held, outcome.stopped) == ([], [], [])


def test_a_second_cycle_reads_little(quiet: Practice) -> None:
    """What changed is asked for, not everything: the one thing read anew each time is stock."""
    before = len(quiet.world.calls)
    quiet.cycle()
    read = Counter(call.path for call in quiet.calls(before))
    stock = read.pop("/com/inventory_locations.json")
    tracked = sum(variant.tracked for variant in quiet.world.haravan.variants.values())
    assert stock == -(-tracked // 50)
    # One page of locations, of products on either side, and of orders on either side.
    assert read.total() <= 7, read


def test_a_program_started_anew_makes_no_write(quiet: Practice) -> None:
    """`sync --once` again, as another process does it."""
    before = len(quiet.world.calls)
    again = quiet.sync()
    assert [call.path for call in quiet.calls(before) if written(call)] == []
    assert (again.imported, again.followed) == (0, 0)


def test_the_half_hours_reading_of_open_orders_finds_nothing_to_write(quiet: Practice) -> None:
    quiet.advance(31 * 60)
    before = len(quiet.world.calls)
    quiet.cycle()
    paths = [call.path for call in quiet.calls(before)]
    assert "/orders/items/get" in paths
    assert [call.path for call in quiet.calls(before) if written(call)] == []


def test_the_daily_full_read_makes_no_write(quiet: Practice) -> None:
    quiet.advance(25 * 3600)
    before = len(quiet.world.calls)
    quiet.cycle()
    assert [call.path for call in quiet.calls(before) if written(call)] == []
