"""C2–C4 through the whole engine over HTTP, to the unit: one SKU for every cell of the table.

u comes from paid orders that Haravan will not take, w from unpaid ones, b from the setting, and the
goods lie where each choice of locations must find them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.world import World
from tests.sync.levels import pushed_inputs, variant_of
from tests.sync.practice import CREATE, Practice, practice

# What Lazada must hold, by rule and n (C2); None: what was there stays.
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
SOMEBODY_ELSES = 33  # on Lazada before the cycle; no cell's number
SOLD, UNPAID, BUFFER = 2, 1, 4


class Cell(NamedTuple):
    """What one SKU shows: rule, n, and how many units are sold but not held, or unpaid."""

    rule: str
    n: int
    u: int
    w: int


CELLS = [
    Cell(rule, n, u, w) for (rule, n), u, w in itertools.product(WANTED, (0, SOLD), (0, UNPAID))
]
PRODUCTS = 15  # their variants are as many as the cells


class Choice(NamedTuple):
    """The places chosen (None: Kho tổng), those that count, and what lies where."""

    chosen: tuple[str, ...] | None
    counts: tuple[str, ...]
    rows: Mapping[str, int]


CHOICES = {
    "Kho tổng without the road and the unavailable": Choice(
        None, ("main", "shop", "hanoi"), {"shop": 4, "hanoi": -1, "road": 50, "faulty": 50}
    ),
    "one": Choice(("shop",), ("shop",), {"main": 50, "hanoi": 50, "road": 50, "faulty": 50}),
    "two": Choice(("shop", "hanoi"), ("hanoi", "shop"), {"main": 50, "shop": 3, "faulty": 50}),
    "an unavailable one named": Choice(("faulty",), ("faulty",), {"main": 50, "shop": 50}),
    "rows missing": Choice(("main", "hanoi"), ("main", "hanoi"), {"faulty": 50}),
}


@pytest.fixture
def cells(tmp_path: Path) -> Iterator[Practice]:
    """A SKU per cell, published, with the orders that make u and w; nothing is pushed yet."""
    with practice(tmp_path, products=PRODUCTS) as shops:
        assert len(shops.world.lazada.skus) == len(CELLS)
        shops.cycle()
        shops.publish_all()
        shops.fault(Kind.REFUSED, CREATE, method="POST", times=None, message="Không nhận")
        for number, cell in enumerate(CELLS):
            variant, code = variant_of(shops, number), shops.sku(number).seller_sku

            def lay_out(
                world: World, cell: Cell = cell, variant_id: int = variant.id, code: str = code
            ) -> None:
                world.haravan.set_policy(
                    variant_id, tracked=cell.rule != "untracked", oversell=cell.rule == "continue"
                )
                if cell.u:
                    world.lazada.place_order({code: cell.u}, "COD", oversell=True)
                if cell.w:
                    world.lazada.place_order({code: cell.w}, "VNPAY", paid=False, oversell=True)

            shops.shops.call(lay_out)
        yield shops


def stock_up(shops: Practice, choice: Choice, buffer: int) -> None:
    """Fills the counted places so that each SKU's n comes out as its cell says, and lets somebody
    else's number stand on Lazada."""
    first, *others = choice.counts

    def shelve(world: World) -> None:
        haravan = world.haravan
        for number, cell in enumerate(CELLS):
            variant = variant_of(shops, number)
            q = cell.n + cell.u + cell.w + buffer
            rows = {**choice.rows, first: q - sum(choice.rows.get(place, 0) for place in others)}
            haravan.stock.forget(variant.id)
            for place, count in rows.items():
                haravan.change_stock(variant.id, count, place)
            world.lazada.set_stock(shops.sku(number).seller_sku, SOMEBODY_ELSES)

    shops.shops.call(shelve)


@pytest.mark.parametrize("name", CHOICES)
def test_every_cell_arrives_on_lazada_to_the_unit(cells: Practice, name: str) -> None:
    choice = CHOICES[name]
    places = cells.world.haravan.place_ids
    ids = "all" if choice.chosen is None else ",".join(str(places[key]) for key in choice.chosen)
    cells.settings(push_quantity="on", stock_locations=ids)
    for buffer in (0, BUFFER):
        cells.settings(stock_buffer=str(buffer))
        stock_up(cells, choice, buffer)
        outcome = cells.cycle(consent=True)
        assert outcome.stopped == []

        found = {cell: cells.sku(number).sellable for number, cell in enumerate(CELLS)}
        wanted = {cell: WANTED[cell.rule, cell.n] for cell in CELLS}
        assert found == {
            cell: SOMEBODY_ELSES if number is None else number for cell, number in wanted.items()
        }
        for number, cell in enumerate(CELLS):
            if cell.rule != "untracked":
                inputs = pushed_inputs(cells, cells.sku(number))
                q = cell.n + cell.u + cell.w + buffer
                assert [inputs[key] for key in "quwb"] == [q, cell.u, cell.w, buffer]
