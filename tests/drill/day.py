"""A day of the drill: 50 SKUs with five pieces each, LazDesk at work, and the crowd around it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from lazdesk.platforms.errors import PlatformError
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.world import World
from lazdesk.sync.session import Session
from tests.drill.crowd import Crowd
from tests.sync.levels import STOCK, variant_of
from tests.sync.practice import CREATE, Practice, practice

Task = TypeVar("Task")
Answer = TypeVar("Answer")

PRODUCTS = 20  # of one to four variants: 50
STOCK_EACH = 5
OVERSELL_EVERY = 10  # of so many SKUs one may be ordered when out of stock
UNPAID_LIFE = 2400.0
PACE = 0.15  # how likely somebody acts in a moment between two calls
FAILING = 0.06  # how likely no order can be read all through a cycle

# What else goes wrong in a cycle, how often, and how many times (None: all through the cycle).
TROUBLES = (
    (0.03, Kind.ERROR_BEFORE, "/orders/items/get", None),
    (0.03, Kind.ERROR_BEFORE, "/com/inventory_locations.json", None),
    (0.04, Kind.RESET_AFTER, CREATE, 1),
    (0.04, Kind.ERROR_AFTER, CREATE, 1),
    (0.05, Kind.RESET_AFTER, STOCK, 1),
)


class Day:
    """Cycles with pauses between them, for some hours of the world's time."""

    def __init__(self, shops: Practice, seed: int, pace: float, failing: float) -> None:
        self.shops = shops
        self.failing = failing
        self.rng = random.Random(f"{seed}/day")  # noqa: S311 - a drill that repeats
        self.cycles = self.failed_polls = self.pushed = 0
        lay_out(shops)
        pairs = {
            sku.sku_id: variant_of(shops, number)
            for number, sku in enumerate(shops.world.lazada.skus.values())
        }
        self.crowd = Crowd(shops.world, seed, pairs, pace)
        shops.shops.call(lambda _: self.crowd.come())

    def run(self, hours: float) -> None:
        """Goes on for so long, or until more was sold than there was."""
        end = self.shops.world.now().timestamp() + hours * 3600
        while self.shops.world.now().timestamp() < end and not self.crowd.oversold:
            self._trouble()
            outcome = self.shops.cycle()
            self.shops.shops.call(lambda world: world.faults.faults.clear())
            self.cycles += 1
            self.pushed += outcome.pushed
            self.failed_polls += any(
                error.platform == "lazada" and "order" in error.operation
                for error in outcome.stopped
            )
            self.shops.shops.call(self._pause)

    def differences_when_quiet(self) -> list[str]:
        """What does not add up once everybody has gone home and unpaid orders are over: Lazada
        holds what C2–C4 say, and Haravan what it had less what was sold."""
        self.crowd.busy = False
        self.shops.advance(UNPAID_LIFE)
        for _ in range(8):
            self.shops.cycle()
            self.shops.advance(120)
        found = []
        for sku in self.crowd.skus:
            left = self.crowd.available(sku)
            wanted = left if left > 0 else 100_000 if self.crowd.may_be_oversold(sku) else 0
            if left != self.crowd.had[sku.sku_id] - self.crowd.sold(sku):
                found.append(f"{sku.seller_sku}: Haravan has {left}")
            if sku.sellable != wanted:
                found.append(f"{sku.seller_sku}: Lazada sells {sku.sellable}, not {wanted}")
        return found

    def _trouble(self) -> None:
        if self.rng.random() < self.failing:
            self.shops.fault(Kind.ERROR_BEFORE, "/orders/get", times=None)
        for rate, kind, path, times in TROUBLES:
            if self.rng.random() < rate:
                self.shops.fault(kind, path, times=times)

    def _pause(self, _: World) -> None:
        """Up to five minutes until the next cycle, in which the crowd goes on."""
        for _turn in range(self.rng.randint(2, 8)):
            self.crowd.spend(self.rng.uniform(10, 40))
            self.crowd.act()


def lay_out(shops: Practice) -> None:
    """Every variant has five pieces at the main place and nothing elsewhere, on both sides."""

    def stock_up(world: World) -> None:
        for number, sku in enumerate(world.lazada.skus.values()):
            variant = variant_of(shops, number)
            world.haravan.set_policy(
                variant.id, tracked=True, oversell=number % OVERSELL_EVERY == 0
            )
            world.haravan.stock.forget(variant.id)
            world.haravan.change_stock(variant.id, STOCK_EACH)
            world.lazada.set_stock(sku.seller_sku, STOCK_EACH)

    shops.shops.call(stock_up)
    shops.cycle()
    shops.publish_all()
    shops.settings(push_quantity="on")
    shops.cycle(consent=True)
    assert [sku.sellable for sku in shops.world.lazada.skus.values()] == [STOCK_EACH] * 50


def one_at_a_time(
    _: Session, tasks: Iterable[Task], call: Callable[[Task], Answer]
) -> Iterator[tuple[Task, Answer | PlatformError]]:
    """What `Session.in_pool` does, in an order that repeats."""
    for task in tasks:
        answer: Answer | PlatformError
        try:
            answer = call(task)
        except PlatformError as error:
            answer = error
        yield task, answer


@contextmanager
def drill(
    folder: Path, seed: int, *, pace: float = PACE, failing: float = FAILING
) -> Iterator[Day]:
    """A day that repeats from its seed: one call at a time, and retries that wait as drawn."""
    random.seed(seed)
    options = LazadaOptions(unpaid_life_seconds=int(UNPAID_LIFE))
    with (
        patch.object(Session, "in_pool", one_at_a_time),
        practice(folder, PRODUCTS, lazada=options) as shops,
    ):
        yield Day(shops, seed, pace, failing)
