"""How soon a click starts while orders are imported: `python3 dev.py clicks 5000`.

The click is handed over by another process, the longest way there is; the shops keep their limits
and their own speed (Must show 4, I28).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lazdesk.models import desk as desk_rows
from lazdesk.platforms.clock import SystemClock
from lazdesk.sandbox.faults import Hook, Point
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import Options, World, WorldClock
from lazdesk.shop import Desk
from lazdesk.vault import Vault
from tests.cli import file_keyring
from tests.sync.parcels import PACK
from tests.sync.practice import CREATE, hosts_of
from tests.sync.programs import Programs

ORDERS = 5000
TOGETHER = 100
GOAL = 2.0
PATIENCE = 240.0


@dataclass(frozen=True)
class Start:
    """``seconds`` from the click to the call that packs; how many orders Haravan held then."""

    during: str
    seconds: float
    result: str
    imported: int


def measure(orders: int, folder: Path, moments: list[tuple[str, str, int]]) -> Iterator[Start]:
    """Presses *Sẵn sàng giao hàng* once at each moment of one long cycle: when it has made so many
    calls of a path."""
    options = Options(
        lazada=LazadaOptions(rts_pending_seconds=0),
        haravan=HaravanOptions(list_lag_seconds=0.1),
        traps=False,
    )
    world = World(seed=7, products=8, clock=WorldClock(1.0), options=options)
    with PracticeShops(world) as shops:
        running = Programs(shops)
        running.connect(folder)
        refs = running.place_orders(len(moments))
        first = running.start_sync(folder)
        _, said = first.communicate(timeout=PATIENCE)
        assert first.returncode == 0, said
        for placed in range(0, orders, TOGETHER):  # Lazada's pages lose their way in a crowd
            running.place_orders(min(TOGETHER, orders - placed))
            shops.call(lambda world: world.advance(1))
        since = len(world.calls)
        holder = running.start(folder, "lazdesk", "sync")
        asker = Desk(folder, Vault, hosts_of(shops.addresses), SystemClock())
        try:
            for ref, moment in zip(refs, moments, strict=True):
                yield _click(running, asker, ref.rpartition(":")[2], moment, since)
        finally:
            asker.close()
            holder.kill()
            holder.communicate()


def _click(
    running: Programs, asker: Desk, number: str, moment: tuple[str, str, int], since: int
) -> Start:
    during, path, calls = moment
    world = running.shops.world
    _wait(lambda: sum(call.path == path for call in world.calls[since:]) >= calls)
    started: list[tuple[float, int]] = []

    def note() -> None:
        started.append((time.monotonic(), len(world.haravan.orders)))

    running.shops.call(
        lambda world: world.faults.arm(Hook(point=Point.BEFORE_EFFECT, path=PACK, action=note))
    )
    began, request_id = time.monotonic(), uuid.uuid4().hex
    arguments: dict[str, Any] = {"shop": None, "orders": [number], "said": {}}
    with asker.database.write() as connection:
        now = asker.clock.now()
        desk_rows.ask(connection, request_id, "ready-to-ship", arguments, now)
    documents: list[Any] = []

    def answered() -> bool:
        with asker.database.write() as connection:
            answer = desk_rows.take_answer(connection, request_id)
        if answer is not None:
            documents.append(answer.answer)
        return bool(documents)

    _wait(answered)
    ((at, imported),), ((row,),) = started, documents
    return Start(during, at - began, row["result"], imported)


def _wait(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def use_keyring(folder: Path) -> None:
    """A keyring that this process and those it starts share."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "tests.cli.file_keyring.Keyring"
    os.environ[file_keyring.FILE] = str(folder / "keyring.json")


def main(orders: int = ORDERS) -> int:
    moments = [
        ("Lazada's orders are read", "/orders/get", orders // 250),
        ("the first orders are created in Haravan", CREATE, 20),
        ("the import goes on", CREATE, 120),
    ]
    with tempfile.TemporaryDirectory() as folder:
        use_keyring(Path(folder))
        slowest = 0.0
        for start in measure(orders, Path(folder) / "desk", moments):
            slowest = max(slowest, start.seconds)
            print(  # noqa: T201
                f"{start.during}: the click starts after {start.seconds:.2f} s, {start.result}; "
                f"{start.imported} of {orders} orders were in Haravan",
                flush=True,
            )
    return 0 if slowest <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
