"""C2–C4 cell by cell, and over random worlds against an oracle that shares no code with the rules.

A cell is: rule × sign of n × u, w, b there or not × which locations count.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from lazdesk.rules import stock
from lazdesk.rules.stock import Location, Need, StockUnit

READ = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
NOW = READ + timedelta(seconds=40)
MINUTE = timedelta(minutes=1)

# Haravan's places: two that count, goods on the road, and a place for faulty goods.
PLACES = (
    Location("main", primary=True, type="default"),
    Location("shop", type="default"),
    Location("road", type="ontheroad"),
    Location("faulty", type="default", unavailable=True),
)


class Rule(NamedTuple):
    """How Haravan says it: inventory management and what happens when out of stock."""

    tracked: bool
    oversell: bool


RULES = {
    "continue": Rule(tracked=True, oversell=True),
    "deny": Rule(tracked=True, oversell=False),
    "untracked": Rule(tracked=False, oversell=False),
}

# What Lazada must hold, by rule and n: the table of C2, written out.
WANTED = {
    ("continue", 7): 7,
    ("continue", 0): 100_000,
    ("continue", -3): 100_000,
    ("deny", 7): 7,
    ("deny", 0): 0,
    ("deny", -3): 0,
    ("untracked", 7): None,
    ("untracked", 0): None,
    ("untracked", -3): None,
}


@dataclass(frozen=True)
class Shelves:
    """What the merchant chose and where goods lie; what must not count is 50 each. q is the sum
    over ``counts``, made up by the first of them."""

    chosen: tuple[str, ...] | None
    counts: tuple[str, ...]
    rows: Mapping[str, int]

    def filled(self, q: int) -> dict[str, int]:
        first, *others = self.counts
        return {**self.rows, first: q - sum(self.rows.get(place, 0) for place in others)}


SHELVES = {
    "Kho tổng without the road and the unavailable": Shelves(
        None, ("main", "shop"), {"shop": 4, "road": 50, "faulty": 50}
    ),
    "one location": Shelves(("shop",), ("shop",), {"main": 50, "road": 50, "faulty": 50}),
    "two locations": Shelves(
        ("main", "shop"), ("shop", "main"), {"main": -2, "road": 50, "faulty": 50}
    ),
    "an unavailable one named": Shelves(
        ("faulty",), ("faulty",), {"main": 50, "shop": 50, "road": 50}
    ),
    "one on the road named": Shelves(("road", "main"), ("road", "main"), {"main": 3, "faulty": 50}),
    "rows missing": Shelves(("main", "shop"), ("main", "shop"), {"faulty": 50}),
}


def sold(count: int) -> list[StockUnit]:
    """`count` units that u counts, among others of the SKU that it must not."""
    return [
        *(StockUnit("S", "pending", READ - MINUTE) for _ in range(count)),
        StockUnit("S", "pending", READ - MINUTE, held_since=READ - MINUTE),
        StockUnit("S", "canceled", READ - MINUTE),
        StockUnit("S", "packed", READ - MINUTE, fbl=True),
        StockUnit("S", "pending", READ - MINUTE, digital=True),
        StockUnit("S", "pending", READ - MINUTE, imports=False),
        StockUnit("other", "pending", READ - MINUTE),
    ]


def unpaid(count: int) -> list[StockUnit]:
    """`count` units that w counts, among others of the SKU that it must not."""
    return [
        *(StockUnit("S", "unpaid", NOW - 29 * MINUTE) for _ in range(count)),
        StockUnit("S", "unpaid", NOW - 30 * MINUTE),
        StockUnit("S", "unpaid", NOW - MINUTE, fbl=True),
        StockUnit("other", "unpaid", NOW - MINUTE),
    ]


def need_of(
    places: Sequence[Location],
    shelves: Mapping[str, int],
    chosen: Sequence[str] | None,
    units: Sequence[StockUnit],
    buffer: int,
) -> Need:
    """q, u, w and b by the rules under test, as the engine joins them."""
    return Need(
        q=stock.available(shelves, stock.counted_locations(places, chosen)),
        u=stock.unheld(units, READ)["S"],
        w=stock.withheld(units, NOW)["S"],
        b=buffer,
    )


def wanted(rule: Rule, need: Need) -> int | None:
    said = stock.stock_rule(tracked=rule.tracked, oversell=rule.oversell)
    return stock.wanted_quantity(said, need.n)


@pytest.mark.parametrize("place", SHELVES)
@pytest.mark.parametrize(("u", "w", "b"), [*itertools.product((0, 2), (0, 1), (0, 4))])
@pytest.mark.parametrize(("rule", "n"), WANTED)
def test_every_cell_of_c2_to_c4(rule: str, n: int, u: int, w: int, b: int, place: str) -> None:
    shelves = SHELVES[place]
    units = [*sold(u), *unpaid(w)]
    need = need_of(PLACES, shelves.filled(n + u + w + b), shelves.chosen, units, b)
    assert (need.u, need.w, need.b, need.n) == (u, w, b, n)
    assert wanted(RULES[rule], need) == WANTED[rule, n]


def test_the_table_has_every_cell() -> None:
    rules = {rule for rule, _ in WANTED}
    signs = {(n > 0) - (n < 0) for _, n in WANTED}
    assert (rules, signs) == ({"continue", "deny", "untracked"}, {1, 0, -1})
    assert len(WANTED) == len(rules) * len(signs)


# --- the same over random worlds ------------------------------------------------------------------

LIVE = ("pending", "packed", "ready_to_ship", "shipped", "delivered", "failed", "never_heard_of")
BEFORE_THE_COURIER = ("pending", "packed", "ready_to_ship", "never_heard_of")


def oracle(
    rule: Rule,
    places: Sequence[Location],
    shelves: Mapping[str, int],
    chosen: Sequence[str] | None,
    units: Sequence[StockUnit],
    buffer: int,
) -> int | None:
    """C2–C4 once more, said as the spec says it and in nothing shared with the rules."""
    if not rule.tracked:
        return None
    left = -buffer
    for place in places:
        if chosen is None:
            counts = place.type != "ontheroad" and not place.unavailable
        else:
            counts = place.id in chosen
        if counts and place.id in shelves:
            left += shelves[place.id]
    for unit in units:
        if unit.sku_id != "S" or unit.fbl or unit.digital:
            continue
        if unit.status == "unpaid":
            if (NOW - unit.created_at).total_seconds() < 1800:
                left -= 1
        elif unit.status != "canceled" and unit.imports:
            if unit.merchant_canceled:
                left -= unit.status in BEFORE_THE_COURIER
            elif not (unit.held_since and unit.held_since <= READ):
                left -= 1
    if left > 0:
        return left
    return 100_000 if rule.oversell else 0


def some_unit(rng: random.Random) -> StockUnit:
    held = rng.random() < 0.4
    return StockUnit(
        sku_id=rng.choice(("S", "S", "S", "other")),
        status=rng.choice((*LIVE, "canceled", "unpaid", "unpaid", "unpaid")),
        created_at=NOW - timedelta(seconds=rng.choice((0, 60, 1799, 1800, 1801, 9000))),
        fbl=rng.random() < 0.1,
        digital=rng.random() < 0.1,
        imports=rng.random() < 0.9,
        held_since=READ + timedelta(seconds=rng.choice((-60, 0, 1, 60))) if held else None,
        merchant_canceled=held and rng.random() < 0.3,
    )


@pytest.mark.parametrize("seed", range(8))
def test_random_worlds_agree_with_the_oracle(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - examples, not secrets
    seen = set()
    for _ in range(6_000):
        rule_name = rng.choice(list(RULES))
        places = [
            Location(
                str(number),
                type=rng.choice(("default", "default", "store", "ontheroad")),
                unavailable=rng.random() < 0.2,
            )
            for number in range(rng.randint(1, 6))
        ]
        ids = [place.id for place in places]
        chosen = None if rng.random() < 0.4 else rng.sample(ids, rng.randint(1, len(ids)))
        shelves = {id_: rng.randint(-2, 4) for id_ in ids if rng.random() < 0.8}
        units = [some_unit(rng) for _ in range(rng.randint(0, 8))]
        buffer = rng.choice((0, 0, 1, 5))
        rule = RULES[rule_name]

        need = need_of(places, shelves, chosen, units, buffer)
        found = wanted(rule, need)
        assert found == oracle(rule, places, shelves, chosen, units, buffer), (need, units)
        signs = (need.n > 0) - (need.n < 0)
        seen.add((rule_name, signs, need.u > 0, need.w > 0, need.b > 0))
    assert len(seen) == 3 * 3 * 2 * 2 * 2  # every kind of cell came up
