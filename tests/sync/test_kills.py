"""A power cut at any point of an import leaves exactly one order each (Must show 5, I1, I21)."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from lazdesk.sandbox.faults import Fault, Hook, Kind, Point
from lazdesk.sandbox.world import World
from tests.sync.practice import CONFIRM, CREATE
from tests.sync.programs import Programs, programs

ORDERS = 200
KILLS = 5
# How many calls of its kind a program gets through before the one that kills it.
POSTS_BEFORE = 9
CONFIRMS_BEFORE = 29


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.mark.usefixtures("system_keyring")
def test_twenty_kills_leave_one_confirmed_order_each(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with programs() as running:
        refs = running.place_orders(ORDERS)
        running.connect(folder)
        # Before the effect: three times the post dies with its sender, twice it lives on.
        for number in range(KILLS):
            kill_at(running, folder, Point.BEFORE_EFFECT, CREATE, POSTS_BEFORE, lost=number < 3)
        for point in (Point.AFTER_EFFECT, Point.AFTER_ANSWER):
            for _ in range(KILLS):
                kill_at(running, folder, point, CREATE, POSTS_BEFORE)
        for number in range(KILLS):
            point = Point.BEFORE_EFFECT if number % 2 else Point.AFTER_EFFECT
            kill_at(running, folder, point, CONFIRM, CONFIRMS_BEFORE)

        last = running.start_sync(folder)
        output, said = last.communicate(timeout=60)
        assert last.returncode == 0, said

        confirmed, others = running.standing()
        made = len(running.shops.world.haravan.orders)
        with capsys.disabled():
            print(  # noqa: T201 - the numbers are asked for
                f"\n{4 * KILLS} kills, {ORDERS} Lazada orders: {made} Haravan orders made, "
                f"{sum(confirmed.values())} confirmed, {sum(others.values())} others standing, "
                f"{made - sum(confirmed.values())} canceled; last sync said {output.strip()}"
            )
        assert confirmed == dict.fromkeys(refs, 1)
        assert others == {}


def kill_at(
    running: Programs, folder: Path, point: Point, path: str, before: int, lost: bool = False
) -> None:
    """Starts a sync and kills it at `point` of the call after `before` others of its kind;
    `lost`: that call never takes effect."""
    process: list[subprocess.Popen[str]] = []

    def arm(world: World) -> None:
        def strike() -> None:
            os.kill(process[0].pid, signal.SIGKILL)

        nth = before + 1
        world.faults.arm(Hook(point=point, action=strike, method="POST", path=path, nth=nth))
        if lost:
            fault = Fault(kind=Kind.RESET_BEFORE, method="POST", path=path, nth=nth)
            world.faults.add(fault)

    running.shops.call(arm)
    process.append(running.start_sync(folder))
    output, said = process[0].communicate(timeout=60)

    running.shops.call(lambda world: world.faults.clear())
    assert process[0].returncode == -signal.SIGKILL, output + said
