"""sync-engine.md §3, I29: what moved is read first, the rest by turns, and no reading sells twice.

The practice shop is small; the rule (tests/rules/test_sweep.py) is given less room here instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest

from lazdesk.models import desk, stock_reads
from lazdesk.rules import sweep
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sync import stock_changes
from tests.sync import levels
from tests.sync.practice import LISTED_AFTER, Practice, practice

READ = "/com/inventory_locations.json"
ROOM = 4


@pytest.fixture
def large(level: Practice, monkeypatch: pytest.MonkeyPatch) -> Practice:
    """A level shop with more variants than a cycle may read; nothing is touched any more."""
    level.advance(60)
    level.cycle()  # what was imported or edited before
    level.advance(60)
    monkeypatch.setattr(sweep, "variants", lambda *_: ROOM)
    return level


def read_in_a_cycle(shops: Practice) -> list[str]:
    """The variants whose stock one cycle asked for by their ids; a minute passes."""
    since = len(shops.world.calls)
    shops.cycle()
    shops.advance(60)
    return asked(shops, since)


def asked(shops: Practice, since: int) -> list[str]:
    calls = shops.calls(since, face="haravan", path=READ)
    return [id_ for call in calls for id_ in call.params.get("variant_ids", "").split(",") if id_]


def tracked(shops: Practice) -> set[str]:
    """Haravan's ids of the variants that are pushed."""
    numbers = range(len(shops.world.lazada.skus))
    pushed = (levels.variant_of(shops, number) for number in numbers)
    return {str(variant.id) for variant in pushed if variant.tracked}


def fresh(shops: Practice) -> stock_reads.Freshness:
    with shops.desk.database.read() as connection:
        found = stock_reads.freshness(connection, shops.seller)
    assert found is not None
    return found


# --- which are read -------------------------------------------------------------------------------


def test_a_shop_that_fits_is_read_whole_in_every_cycle(level: Practice) -> None:
    for _ in range(2):
        level.advance(60)
        assert set(read_in_a_cycle(level)) == tracked(level)


def test_the_first_reading_is_whole_whatever_the_sweep_may(
    published: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "variants", lambda *_: 0)
    published.settings(push_quantity="on")
    assert set(read_in_a_cycle(published)) == tracked(published)


def test_the_rest_is_read_by_turns_the_oldest_first(large: Practice) -> None:
    everything = tracked(large)
    seen: list[str] = []
    for _ in range(len(everything) // ROOM):
        some = read_in_a_cycle(large)
        assert len(some) == ROOM
        assert not set(some) & set(seen)  # nobody twice before everybody once
        seen += some
    # The next turn takes those that are left, and begins again with the first.
    turn = set(read_in_a_cycle(large))
    assert everything - set(seen) <= turn
    assert turn - (everything - set(seen)) <= set(seen[:ROOM])


def test_how_fresh_the_numbers_are_is_known(large: Practice) -> None:
    before = large.world.now()
    read_in_a_cycle(large)
    assert fresh(large).oldest < before <= fresh(large).newest
    for _ in range(len(tracked(large)) // ROOM + 1):
        read_in_a_cycle(large)
    assert fresh(large).oldest >= before


@pytest.mark.parametrize("moved_by", ["a web order", "an edit"])
def test_what_moved_is_read_in_the_next_cycle(large: Practice, moved_by: str) -> None:
    """The variant whose turn is the last, so that only its being touched explains it. Its product
    was not edited for a day: Haravan does not list it, and its stock with it, as changed."""
    large.place_order()
    large.sync()  # from the first import on Haravan's orders are followed
    large.advance(24 * 3600)
    edit_the_last(large)
    read_in_a_cycle(large)
    turns = [read_in_a_cycle(large) for _ in range(len(tracked(large)) // ROOM)]
    number, id_ = next(
        (number, id_)
        for number in range(len(large.world.lazada.skus))
        if (id_ := str(levels.variant_of(large, number).id)) in turns[-1]
    )
    if moved_by == "a web order":
        lines = [{"variant_id": int(id_), "quantity": 1}]
        large.shops.call(lambda world: world.haravan.place_order({"line_items": lines}))
    else:
        levels.set_price(large, number, large.sku(number).price + 1000)
    large.advance(LISTED_AFTER)
    reads = [id_ in read_in_a_cycle(large) for _ in range(2)]
    assert any(reads)  # an edit is seen before the stock is read, an order after
    levels.assert_level(large)


# --- an old reading sells nothing twice -----------------------------------------------------------


def test_a_unit_imported_after_an_old_reading_is_still_taken_off(
    large: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C4's u counts by each variant's own reading: the piece sold on Lazada is not offered again
    although Haravan's number is an old one; and not taken off twice once it is read."""
    levels.tracked_deny(large, 0, available=9)
    monkeypatch.undo()
    read_in_a_cycle(large)
    # A day later the product is no longer among those that Haravan lists as edited.
    large.advance(24 * 3600)
    edit_the_last(large)
    read_in_a_cycle(large)
    assert large.sku(0).sellable == 9
    monkeypatch.setattr(sweep, "variants", lambda *_: 0)
    monkeypatch.setattr(stock_reads, "touch", lambda *_: None)
    order = large.place_order({large.sku(0).seller_sku: 2})
    large.sync()
    assert large.the_order(order) is not None
    for _ in range(3):
        assert str(levels.variant_of(large, 0).id) not in read_in_a_cycle(large)
        assert large.sku(0).sellable == 7
    # Somebody spoils the number on Lazada: it is set right from the old reading all the same.
    large.shops.call(lambda world: world.lazada.set_stock(large.sku(0).seller_sku, 9))
    large.cycle()
    assert large.sku(0).sellable == 7
    old = levels.pushed_inputs(large, large.sku(0))
    assert (old["q"], old["u"]) == (9, 2)
    monkeypatch.undo()
    large.shops.call(lambda world: world.lazada.set_stock(large.sku(0).seller_sku, 9))
    large.cycle()
    assert large.sku(0).sellable == 7
    assert levels.pushed_inputs(large, large.sku(0))["u"] == 0


# --- a shop that tells what changed ---------------------------------------------------------------


@pytest.fixture(params=["local", "utc"])
def telling(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Practice]:
    """Haravan answers by time alone; its way of reading a time is unknown too."""
    options = HaravanOptions(
        list_lag_seconds=LISTED_AFTER,
        inventory_without_ids="delta",
        other_time_filters=request.param,
    )
    with practice(tmp_path, products=12, haravan=options) as shops:
        levels.make_level(shops)
        make_large(shops, monkeypatch)
        yield shops


def edit_the_last(shops: Practice) -> None:
    number = len(shops.world.lazada.skus) - 1
    levels.set_price(shops, number, shops.sku(number).price + 1000)


def make_large(shops: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of different ages, and more than a cycle may read; no product lists its stock any more,
    since the last edit is a day younger than they are."""
    shops.advance(24 * 3600)
    edit_the_last(shops)
    levels.change_stock(shops, 0, 1)
    for _ in range(2):
        shops.cycle()
        shops.advance(60)
    monkeypatch.setattr(sweep, "variants", lambda *_: len(tracked(shops)) - ROOM)


def cursor(shops: Practice) -> str | None:
    session = shops.session()
    with session.database.read() as connection:
        return desk.cursor(connection, session.org, stock_changes.CURSOR)


def question_asked(shops: Practice, since: int) -> int:
    calls = shops.calls(since, face="haravan", path=READ)
    return sum("variant_ids" not in call.params for call in calls)


def test_changes_are_read_where_the_shop_tells_them(telling: Practice) -> None:
    shops = telling
    while cursor(shops) is None:
        read_in_a_cycle(shops)
    assert cursor(shops) != stock_changes.NOT_TOLD
    for number in range(3):
        levels.change_stock(shops, number, 3)
    assert read_in_a_cycle(shops) == []  # none by its id
    levels.assert_level(shops)


def test_everything_is_still_read_once_a_day(telling: Practice) -> None:
    while cursor(telling) is None:
        read_in_a_cycle(telling)
    telling.advance(timedelta(hours=25).total_seconds())
    assert len(read_in_a_cycle(telling)) == len(tracked(telling)) - ROOM


@pytest.mark.parametrize("answer", ["refuse", "everything", "nothing"])
def test_another_answer_is_believed_never_and_asked_for_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: Literal["refuse", "everything", "nothing"],
) -> None:
    options = HaravanOptions(list_lag_seconds=LISTED_AFTER, inventory_without_ids=answer)
    with practice(tmp_path, products=12, haravan=options) as shops:
        levels.make_level(shops)
        make_large(shops, monkeypatch)
        while cursor(shops) is None:
            assert read_in_a_cycle(shops)
        assert cursor(shops) == stock_changes.NOT_TOLD
        since = len(shops.world.calls)
        for _ in range(3):
            assert read_in_a_cycle(shops)
        assert question_asked(shops, since) == 0
