"""``bench sync``: what a first mirror and an import cost, beside what they must cost.

The practice shops run in a process of their own at the world's own speed, so that the memory and
the time measured are the client's. The minimum is that of sync-engine.md §5.
"""

from __future__ import annotations

import math
import multiprocessing
import random
import re
import sys
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from lazdesk.models import desk as settings
from lazdesk.models import goods, pairs, pushes, queries
from lazdesk.platforms.clock import ScaledClock
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World, WorldClock
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.sync import cycle
from lazdesk.sync.session import Session
from lazdesk.vault import MemoryVault

CALLS_GOAL = 0.85
TIME_GOAL = 0.85
BUCKET, LEAK = 80, 4.0  # Haravan's (haravan.md §2)
PAGE, LAZADA_ORDERS_PAGE, ITEMS_BATCH, PUSH_BATCH = 50, 100, 50, 20
STOCK_ROWS = 250
SECONDS_BETWEEN_ORDERS = 20
PLATFORMS = ("lazada", "haravan")
WRITES = frozenset(
    {"/product/stock/sellable/update", "/product/price_quantity/update", "/order/fulfill/pack"}
)

Told = Callable[[str], object]


class Call(Protocol):
    """What this command needs of the invocation."""

    words: Namespace

    def answer(self, document: Any, lines: Iterable[str]) -> None: ...

    def warn(self, text: str) -> None: ...


# --- the practice shops, in their own process -----------------------------------------------------


@dataclass(frozen=True)
class Size:
    """How much there is to read: ``lazada_products`` and ``products`` are the shops' own counts."""

    products: int
    lazada_products: int
    orders: int


@dataclass(frozen=True)
class Shops:
    """The practice shops as their client sees them."""

    hosts: Hosts
    app: AppKey
    redirect_uri: str
    code: str
    haravan_token: str
    size: Size
    pipe: Connection

    def calls(self) -> Counter[str]:
        """The calls since this was last asked, by ``platform METHOD path``; ids become N."""
        self.pipe.send("calls")
        answer: Counter[str] = self.pipe.recv()
        return answer


@contextmanager
def practice_shops(products: int, orders: int, seed: int, speed: float) -> Iterator[Shops]:
    """Serves them while the block runs; the orders are there from the start."""
    spawning = multiprocessing.get_context("spawn")
    here, there = spawning.Pipe()
    server = spawning.Process(target=_serve, args=(there, products, orders, seed, speed))
    server.start()
    try:
        yield Shops(**here.recv(), pipe=here)
        here.send("stop")
    finally:
        server.join(timeout=10)
        server.kill()


def _serve(pipe: Connection, products: int, orders: int, seed: int, speed: float) -> None:
    ordering = timedelta(seconds=orders * SECONDS_BETWEEN_ORDERS)
    world = World(seed, products, WorldClock(speed, datetime.now(UTC) - ordering))
    _place_orders(world, orders)
    with PracticeShops(world) as shops:
        addresses, app = shops.addresses, world.lazada_platform.app
        pipe.send(
            {
                "hosts": Hosts(addresses.lazada_api, addresses.lazada_auth, addresses.haravan_api),
                "app": AppKey(app.key, app.secret),
                "redirect_uri": app.callback,
                "code": world.lazada_platform.grant(world.lazada),
                "haravan_token": world.haravan.token,
                "size": Size(
                    len(world.haravan.products),
                    len({sku.item.item_id for sku in world.lazada.skus.values()}),
                    orders,
                ),
            }
        )
        told = 0
        while pipe.recv() == "calls":
            made = shops.call(lambda world: list(world.calls))
            pipe.send(Counter(name_of(call.face, call.method, call.path) for call in made[told:]))
            told = len(made)


def name_of(face: str, method: str, path: str) -> str:
    return f"{face} {method} {re.sub(r'[0-9]+', 'N', path)}"


def _place_orders(world: World, count: int) -> None:
    """Orders of one to three lines from buyers Lazada masks, half of them cash on delivery."""
    rng = random.Random(world.seed)  # noqa: S311 - practice buyers
    plenty = [sku.seller_sku for sku in world.lazada.skus.values() if sku.seller_sku.strip()]
    for number in range(count):
        basket = {sku: rng.randint(1, 2) for sku in rng.sample(plenty, rng.randint(1, 3))}
        payment = "COD" if number % 2 else "VNPAY"
        world.lazada.place_order(basket, payment, shipping_fee=15_000, oversell=True)
        world.advance(SECONDS_BETWEEN_ORDERS)


# --- costs ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    """One kind of call: how many were made, and how many there must be at least."""

    platform: str
    call: str
    calls: int
    minimum: int


def pages(rows: int, size: int) -> int:
    return math.ceil(rows / size)


def minimum_of_import(size: Size) -> dict[str, int]:
    """§5: both sides' goods and orders read once, each order posted and confirmed, one sweep of
    Haravan's orders before (there are none: one page) and one after."""
    return {
        "lazada GET /products/get": pages(size.lazada_products, PAGE),
        "lazada GET /orders/get": pages(size.orders, LAZADA_ORDERS_PAGE),
        "lazada GET /orders/items/get": pages(size.orders, ITEMS_BATCH),
        "haravan GET /com/locations.json": 1,
        "haravan GET /com/products.json": pages(size.products, PAGE),
        "haravan GET /com/orders.json": 1 + pages(size.orders, PAGE),
        "haravan POST /com/orders.json": size.orders,
        "haravan POST /com/orders/N/confirm.json": size.orders,
    }


def minimum_of_push(variants: int, locations: int, changes: Mapping[str, int]) -> dict[str, int]:
    """§5: the stock of what is linked, the differences in batches, and one look at each stream
    that may have changed."""
    stock_calls = pages(variants, PAGE) * pages(PAGE * locations, STOCK_ROWS)
    return {
        "lazada GET /products/get": 1,
        "lazada GET /orders/get": 1,
        "lazada POST /product/stock/sellable/update": pages(changes["quantity"], PUSH_BATCH),
        "lazada POST /product/price_quantity/update": pages(changes["price"], PUSH_BATCH),
        "haravan GET /com/locations.json": 1,
        "haravan GET /com/products.json": 1,
        "haravan GET /com/orders.json": 1,
        "haravan GET /com/inventory_locations.json": stock_calls,
    }


def costs(calls: Counter[str], minimum: Mapping[str, int]) -> list[Cost]:
    """Calls and minimum side by side; a kind the minimum does not know has none."""
    return [
        Cost(name.partition(" ")[0], name, calls[name], minimum.get(name, 0))
        for name in [*minimum, *sorted(calls.keys() - minimum.keys())]
    ]


def ratio(rows: Iterable[Cost], platform: str) -> float:
    mine = [row for row in rows if row.platform == platform]
    return sum(row.minimum for row in mine) / max(1, sum(row.calls for row in mine))


def is_write(name: str) -> bool:
    platform, method, path = name.split(" ")
    return method != "GET" and (platform == "haravan" or path in WRITES)


def peak_memory() -> int | None:
    """This process's peak resident memory in bytes; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


# --- the run --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """What was measured; times in seconds, memory in bytes."""

    size: Size
    first: list[Cost]
    pushed: list[Cost]
    seconds: float
    imported: int
    throttled: int
    writes_of_second_sync: int
    memory: int | None

    @property
    def bound(self) -> float:
        """The seconds that Haravan's bucket needs for the fewest calls, however clever the client:
        (n − 80)/4."""
        calls = sum(row.minimum for row in self.first if row.platform == "haravan")
        return max(0.0, (calls - BUCKET) / LEAK)

    @property
    def goals(self) -> dict[str, bool]:
        return {
            "imported": self.imported == self.size.orders,
            **{f"calls_{name}": ratio(self.first, name) >= CALLS_GOAL for name in PLATFORMS},
            "time": self.bound >= TIME_GOAL * self.seconds,
            "throttled": self.throttled == 0,
            "second_sync": self.writes_of_second_sync == 0,
        }


def measure(
    products: int, orders: int, seed: int, speed: float = 1.0, told: Told = print
) -> Result:
    """Connects, mirrors and imports, then publishes everything and pushes, then syncs again."""
    with (
        practice_shops(products, orders, seed, speed) as shops,
        tempfile.TemporaryDirectory(prefix="lazdesk-bench-") as folder,
    ):
        desk = Desk(Path(folder), MemoryVault, shops.hosts, ScaledClock(speed))
        try:
            return _measure(desk, shops, told)
        finally:
            desk.close()


def _measure(desk: Desk, shops: Shops, told: Told) -> Result:
    desk.connect_haravan(shops.haravan_token)
    seller_id = desk.connect_lazada(shops.app, shops.code, shops.redirect_uri).seller_id
    with desk.database.write() as connection:
        # The orders' first ones may be of yesterday.
        first_day = (desk.clock.now() - timedelta(days=2)).date().isoformat()
        settings.set_setting(connection, seller_id, "orders.import_from", first_day)
    session = desk.session(seller_id)
    shops.calls()

    told("first mirror and import …")
    began = desk.clock.monotonic()
    outcome = cycle.run_cycle(session)
    cycle.wait_for_imports(session, outcome)
    seconds = desk.clock.monotonic() - began
    first = costs(shops.calls(), minimum_of_import(shops.size))

    told("first push …")
    _publish_everything(session)
    session = desk.session(seller_id)
    before_push = session.now()
    cycle.run_cycle(session, consent=True)
    pushed = costs(shops.calls(), _minimum_of_push(session, before_push))

    told("second sync …")
    cycle.run_cycle(desk.session(seller_id))
    return Result(
        size=shops.size,
        first=first,
        pushed=pushed,
        seconds=seconds,
        imported=outcome.imported,
        throttled=session.lazada.throttles + session.haravan.throttles,
        writes_of_second_sync=sum(n for name, n in shops.calls().items() if is_write(name)),
        memory=peak_memory(),
    )


def _publish_everything(session: Session) -> None:
    with session.database.write() as connection:
        rows = queries.product_rows(connection, session.shop, session.org)
        goods.publish(connection, session.shop, {row.product_id for row in rows}, session.now())
        for key in ("push.quantity", "push.price"):
            settings.set_setting(connection, session.shop, key, "on")


def _minimum_of_push(session: Session, since: datetime) -> dict[str, int]:
    with session.database.read() as connection:
        changes = pushes.counts_since(connection, session.shop, since)
        tracked = len(pairs.tracked_variants(connection, session.shop, session.org))
        places = len(goods.locations(connection, session.org))
    return minimum_of_push(tracked, places, changes)


def run(call: Call) -> int:
    """Measures and prints; 1 when a goal is missed."""
    words = call.words
    result = measure(words.products, words.orders, words.seed, told=call.warn)
    call.answer(_document(result), _lines(result))
    return 0 if all(result.goals.values()) else 1


def _document(result: Result) -> dict[str, Any]:
    return {
        "first": [vars(row) for row in result.first],
        "pushed": [vars(row) for row in result.pushed],
        "imported": result.imported,
        "ratios": {
            **{platform: round(ratio(result.first, platform), 3) for platform in PLATFORMS},
            "time": round(result.bound / result.seconds, 3),
        },
        "seconds": round(result.seconds, 1),
        "bound_seconds": round(result.bound, 1),
        "throttled": result.throttled,
        "peak_memory_bytes": result.memory,
        "writes_of_second_sync": result.writes_of_second_sync,
        "goals": result.goals,
    }


def _lines(result: Result) -> Iterator[str]:
    size = result.size
    yield f"first mirror of {size.products} products, import of {size.orders} orders"
    yield from _table(result.first)
    for platform in PLATFORMS:
        yield f"{platform}: minimum / calls = {ratio(result.first, platform):.3f}"
    yield (
        f"time {result.seconds:.1f} s, bound by Haravan {result.bound:.1f} s,"
        f" bound / time = {result.bound / result.seconds:.3f}"
    )
    yield "first push of everything"
    yield from _table(result.pushed)
    yield f"429 and ApiCallLimit: {result.throttled}"
    memory = "unknown" if result.memory is None else f"{result.memory / 2**20:.0f} MB"
    yield f"peak memory of the client: {memory}"
    yield f"second sync: {result.writes_of_second_sync} writes"
    missed = [name for name, reached in result.goals.items() if not reached]
    yield f"MISSED: {', '.join(missed)}" if missed else "all goals reached"


def _table(rows: Iterable[Cost]) -> Iterator[str]:
    yield f"  {'call':<50}{'made':>6}{'minimum':>9}"
    for row in rows:
        yield f"  {row.call:<50}{row.calls:>6}{row.minimum:>9}"
