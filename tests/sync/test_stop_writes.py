"""C10: Dừng ghi stops the very next write to either platform; reading goes on."""

from __future__ import annotations

import pytest

from lazdesk.sandbox.faults import Point
from lazdesk.sync import sending
from lazdesk.sync.session import HTTP_THREADS
from tests.sync.levels import STOCK, assert_level, move_all, updates
from tests.sync.practice import CREATE, Practice, written


def stop(shops: Practice) -> None:
    shops.settings(writes="off")


@pytest.mark.parametrize("point", [Point.BEFORE_EFFECT, Point.AFTER_EFFECT])
def test_the_very_next_call_inside_a_push_is_stopped(level: Practice, point: Point) -> None:
    """Three batches are due and an order waits for its import; the first call is under way."""
    move_all(level, 3)
    level.place_order()
    start = len(level.world.calls)
    level.hook(point, STOCK, lambda: stop(level))
    outcome = level.cycle()
    writes = [call.path for call in level.calls(start) if written(call)]
    assert writes == [STOCK]
    assert outcome.stopped == []
    assert outcome.pushed == sending.BATCH
    assert level.problems() == {}

    reads = [call.path for call in level.calls(start) if not written(call)]
    assert "/products/get" in reads
    level.settings(writes="on")
    level.sync()
    level.cycle()
    assert_level(level)
    assert len(level.haravan_orders()) == 1


def test_an_import_stops_before_its_post_and_goes_on_later(shops: Practice) -> None:
    """What is under way on the other threads cannot be called back; no other post leaves."""
    placed = shops.place_orders(12)
    shops.hook(Point.BEFORE_EFFECT, CREATE, lambda: stop(shops), method="POST")
    start = len(shops.world.calls)
    shops.cycle()
    writes = [call for call in shops.calls(start) if written(call)]
    assert {call.path for call in writes} == {CREATE}
    assert len(writes) == len(shops.haravan_orders()) <= HTTP_THREADS
    shops.settings(writes="on")
    shops.sync()
    for order in placed:
        assert len(shops.haravan_orders(order)) == 1


def test_stopped_from_the_start_nothing_is_written_for_a_day(level: Practice) -> None:
    stop(level)
    start, before = len(level.world.calls), len(updates(level))
    for _ in range(12):
        move_all(level, 1)
        level.place_order(oversell=True)
        level.cycle(consent=True)
        level.advance(2 * 3600)
    assert [call.path for call in level.calls(start) if written(call)] == []
    assert len(updates(level)) == before
