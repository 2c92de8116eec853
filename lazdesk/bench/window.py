"""``bench window``: how smooth the window stays over a large mirror while the engine works.

The practice shops run in a process of their own, and so does the window, started as a merchant
starts it: what is measured there is its alone. It is driven from inside (``bench_visit``) and
writes down what it found; the goals are judged here.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from lazdesk import mirror, upkeep
from lazdesk.bench import mirror as bench_mirror
from lazdesk.bench.sync import Call, Told, name_of
from lazdesk.platforms.clock import ScaledClock
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World, WorldClock
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.vault import MemoryVault

# World seconds in one. Haravan lets four calls a second through, so that a merchant's engine waits
# most of the time; here it gets, and computes, four times as much beside the window.
SPEED = 4.0
STARTS = 3
# The merchant's shops are at other places: here they take what processor the window leaves them.
BEHIND = 10
PATIENCE = 1_200.0
FROZEN = bool(getattr(sys, "frozen", False))

# What must hold (milliseconds, bytes; ``at_least`` is a share).
GOALS: Mapping[str, float] = {
    "stall_ms": 50,
    "scroll_ms": 16,
    "tab_ms": 100,
    "filter_ms": 100,
    "memory_bytes": 250 * 2**20,
    "first_paint_ms": 500,
}
SYNCING_AT_LEAST = 0.95
NOT_BEFORE_PAINT = ("sqlalchemy", "httpx", "keyring")


# --- the practice shops, in their own process -----------------------------------------------------


@contextmanager
def practice_shops(
    variants: int, orders: int, seed: int, folder: Path
) -> Iterator[tuple[dict[str, Any], Callable[[], Counter[str]]]]:
    """Serves them while the block runs, after filling ``folder``'s mirror with what they hold.

    Gives what a client needs to connect, and what counts the calls it made.
    """
    spawning = multiprocessing.get_context("spawn")
    here, there = spawning.Pipe()
    server = spawning.Process(target=_serve, args=(there, variants, orders, seed, folder))
    server.start()
    there.close()  # so that its end is noticed here

    def calls() -> Counter[str]:
        here.send("calls")
        made: Counter[str] = here.recv()
        return made

    try:
        yield here.recv(), calls
        here.send("stop")
    finally:
        server.join(timeout=10)
        server.kill()


def _serve(pipe: Connection, variants: int, orders: int, seed: int, folder: Path) -> None:
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    began = datetime.now(UTC) - orders * bench_mirror.BETWEEN_ORDERS
    world = World(seed, bench_mirror.products_for(variants), WorldClock(SPEED, began))
    bench_mirror.place_orders(world, orders)
    with PracticeShops(world) as shops:
        addresses, app = shops.addresses, world.lazada_platform.app
        hosts = (addresses.lazada_api, addresses.lazada_auth, addresses.haravan_api)

        def code() -> str:
            return shops.call(lambda world: world.lazada_platform.grant(world.lazada))

        vault = MemoryVault()
        desk = Desk(folder, lambda: vault, Hosts(*hosts), ScaledClock(SPEED, world.now()))
        try:
            desk.connect_haravan(world.haravan.token)
            seller = desk.connect_lazada(AppKey(app.key, app.secret), code(), app.callback)
            bench_mirror.fill(world, desk.session(seller.seller_id))
            upkeep.keep(desk)  # as it would have been day after day: what is old was forgotten
        finally:
            desk.close()
        shops.call(bench_mirror.keep_moving)
        pipe.send(
            {
                "hosts": hosts,
                "app": (app.key, app.secret, app.callback),
                "code": code(),
                "mirror": (name := mirror.key_name(folder), vault.get(name)),
                "token": world.haravan.token,
                "now": world.now().isoformat(),
                "speed": SPEED,
            }
        )
        filled = len(world.calls)
        while pipe.recv() == "calls":
            made = shops.call(lambda world: world.calls[filled:])
            pipe.send(Counter(name_of(call.face, call.method, call.path) for call in made))


# --- the window, in its own process ---------------------------------------------------------------


def open_window(folder: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Starts the program's window and returns what it wrote down. Raises RuntimeError."""
    asked_for, report = folder / "asked.json", folder / "report.json"
    asked_for.write_text(json.dumps(asked), encoding="utf-8")
    report.unlink(missing_ok=True)
    program = [sys.executable, *([] if FROZEN else ["-m", "lazdesk"])]
    env = {**os.environ, "LAZDESK_DATA_DIR": str(folder)}
    began = time.time()
    done = subprocess.run(  # noqa: S603 - the program itself
        [*program, "bench", "window", "--visit", str(report)],
        env=env,
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )
    if done.returncode != 0 or not report.exists():
        said = done.stderr.decode(errors="replace")
        raise RuntimeError(f"the window ended with {done.returncode}: {said}")
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    found["first_paint_ms"] = (found["painted_at"] - began) * 1000
    return found


@dataclass(frozen=True)
class Pace:
    """How the merchant works: he goes through everything until ``cycles`` cycles have ended, with
    so many notches of the wheel and jumps in each list, and seconds between two looks."""

    cycles: int = 1
    scrolls: int = 40
    jumps: int = 10
    between_looks: float = 0.25


# --- what was measured ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """What was measured; times in milliseconds, memory in bytes, ``syncing`` a share of 1."""

    variants: int
    orders: int
    stall_ms: float
    stalls_over_20: int
    scroll_ms: float
    scroll_p95_ms: float
    tab_ms: float
    filter_ms: float
    memory_bytes: int | None
    first_paint_ms: float
    early_imports: tuple[str, ...]
    seconds: float
    syncing: float
    engine_cpu: float
    load: float | None
    steps: Mapping[str, Mapping[str, float]]
    cycles: tuple[Mapping[str, Any], ...]
    calls: Mapping[str, int]

    @property
    def goals(self) -> dict[str, bool]:
        reached = {
            name: (value := getattr(self, name)) is None or value <= goal
            for name, goal in GOALS.items()
        }
        return {
            **reached,
            "imports": not self.early_imports,
            "syncing": self.syncing >= SYNCING_AT_LEAST,
            "errors": not any(cycle["errors"] for cycle in self.cycles),
        }


def measure(
    variants: int,
    orders: int,
    seed: int,
    where: Path | None = None,
    starts: int = STARTS,
    pace: Pace = Pace(),
    told: Told = print,
) -> Result:
    """Fills a mirror, opens the window on it and works in it while full cycles run."""
    with tempfile.TemporaryDirectory(prefix="lazdesk-bench-") as name:
        folder = Path(name)
        told("first paint …")
        opened = [open_window(folder, {"shops": None}) for _ in range(starts)]
        told(f"filling the mirror: {variants} variants, {orders} orders …")
        with practice_shops(variants, orders, seed, folder) as (shops, calls):
            if hasattr(os, "sync"):
                os.sync()  # what filling wrote is no part of what the window does to the disk
            told("working in the window …")
            asked = {"shops": shops, "pace": asdict(pace), "where": where and str(where)}
            found = open_window(folder, asked)
            made = calls()
    return Result(
        variants=found["products"],
        orders=found["orders"],
        stall_ms=found["stall_ms"],
        stalls_over_20=found["stalls_over_20"],
        scroll_ms=statistics.median(found["scroll_ms"]),
        scroll_p95_ms=statistics.quantiles(found["scroll_ms"], n=20)[-1],
        tab_ms=max(found["tab_ms"]),
        filter_ms=max(found["filter_ms"]),
        memory_bytes=found["memory_bytes"],
        first_paint_ms=statistics.median(start["first_paint_ms"] for start in opened),
        early_imports=tuple(
            name for name in NOT_BEFORE_PAINT if any(name in each["modules"] for each in opened)
        ),
        seconds=found["seconds"],
        syncing=found["syncing"],
        engine_cpu=found["engine_cpu"],
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        steps=found["steps"],
        cycles=tuple(found["cycles"]),
        calls=made,
    )


def run(call: Call) -> int:
    """Measures and prints; 1 when a goal is missed."""
    words = call.words
    result = measure(words.variants, words.orders, words.seed, words.where, told=call.warn)
    call.answer(asdict(result) | {"goals": result.goals}, _lines(result))
    return 0 if all(result.goals.values()) else 1


def _lines(result: Result) -> Iterator[str]:
    yield (
        f"{result.variants} variants, {result.orders} orders;"
        f" worked in for {result.seconds:.0f} s while the engine ran"
    )
    yield f"  {'':<44}{'measured':>10}{'goal':>10}"
    for label, name, unit, scale in (
        ("longest stall of the main thread", "stall_ms", "ms", 1),
        ("scroll step, median", "scroll_ms", "ms", 1),
        ("tab switch, longest", "tab_ms", "ms", 1),
        ("filter, search or sort, longest", "filter_ms", "ms", 1),
        ("peak memory of the window's process", "memory_bytes", "MB", 2**20),
        ("start to first paint, median", "first_paint_ms", "ms", 1),
    ):
        value, goal = getattr(result, name), GOALS[name]
        shown = "unknown" if value is None else f"{value / scale:.1f} {unit}"
        yield f"  {label:<44}{shown:>10}{f'≤ {goal / scale:.0f} {unit}':>10}"
    early = ", ".join(result.early_imports) or "none"
    yield f"  {'SQLAlchemy, httpx, keyring before it':<44}{early:>10}{'none':>10}"
    share, least = f"{result.syncing:.0%}", f"≥ {SYNCING_AT_LEAST:.0%}"
    yield f"  {'time within a sync cycle':<44}{share:>10}{least:>10}"
    yield (
        f"scroll step p95 {result.scroll_p95_ms:.1f} ms; stalls over 20 ms:"
        f" {result.stalls_over_20}; the other threads computed {result.engine_cpu:.0%} of the time"
        + ("" if result.load is None else f"; load average {result.load:.2f}")
    )
    yield f"  {'step of the cycle':<24}{'seconds':>9}{'longest stall':>15}"
    for name, step in result.steps.items():
        yield f"  {name:<24}{step['seconds']:>9.1f}{step['stall_ms']:>12.1f} ms"
    for number, cycle in enumerate(result.cycles, 1):
        did = ", ".join(f"{name} {value}" for name, value in cycle.items())
        yield f"cycle {number}: {did}"
    yield "calls: " + ", ".join(f"{name} {count}" for name, count in result.calls.items())
    missed = [name for name, reached in result.goals.items() if not reached]
    yield f"MISSED: {', '.join(missed)}" if missed else "all goals reached"
