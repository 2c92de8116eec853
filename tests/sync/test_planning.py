"""Planning goes through the pairs page by page, and comes to what one look at all of them would."""

from __future__ import annotations

import pytest

from lazdesk.models import pairs
from lazdesk.sync import wanted
from lazdesk.sync.wanted import ZERO_STOCK_GUARD
from tests.sync.levels import change_stock, set_price, tracked_deny
from tests.sync.practice import Practice


def test_pages_change_neither_the_changes_nor_their_order(
    level: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C8's order – zeros, lowers, raises, prices – holds over all pages."""
    count = len(level.world.lazada.skus)
    for number in range(count):
        tracked_deny(level, number, available=20)
    level.cycle()
    for number in range(count):
        change_stock(level, number, (-20, -5, 5)[number % 3])
    set_price(level, 0, level.sku().price + 1000)
    level.settings(writes="off", guard_zero_stock_min="1000")
    level.cycle()
    whole = wanted.plan(level.session())
    assert len(whole) == count + 1

    monkeypatch.setattr(pairs, "PAGE", 7)
    paged = wanted.plan(level.session())
    assert paged == whole
    turns = ["price" if c.kind == "price" else (c.wanted > 0) + (c.wanted > c.now) for c in paged]
    assert turns == sorted(turns, key=[0, 1, 2, "price"].index)


def test_a_guard_counts_over_all_pages(level: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """C9: no page alone has ten SKUs that go to zero."""
    monkeypatch.setattr(pairs, "PAGE", 7)
    count = len(level.world.lazada.skus)
    for number in range(count):
        tracked_deny(level, number, available=20)
    level.cycle()
    for number in range(count):
        change_stock(level, number, -20)
    outcome = level.cycle()
    assert [change.held for change in outcome.held] == [ZERO_STOCK_GUARD] * count


def test_a_second_look_at_some_sees_the_same(level: Practice) -> None:
    level.settings(writes="off")
    for number in range(5):
        tracked_deny(level, number, available=70 + number)
    level.cycle()
    session = level.session()
    whole = wanted.plan(session)
    assert len(whole) == 5
    some = [change.sku_id for change in whole][1:3]
    assert wanted.plan(session, only=some) == [c for c in whole if c.sku_id in some]
