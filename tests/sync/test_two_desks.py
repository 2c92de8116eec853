"""Two PCs on the same shops import the same orders at once (Must show 6, I1)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lazdesk.sandbox.faults import Fault, Kind
from tests.sync.practice import CREATE
from tests.sync.programs import SPEED, programs

ORDERS = 100


@pytest.mark.usefixtures("system_keyring")
def test_two_programs_leave_one_confirmed_order_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    with programs() as running:
        refs = running.place_orders(ORDERS)
        for folder in folders:
            running.connect(folder, SPEED)
        # The first posts take so long that the other program has looked before it sees any of them.
        slow = Fault(kind=Kind.SLOW, seconds=2.0, times=4, method="POST", path=CREATE)
        running.shops.call(lambda world: world.faults.add(slow))
        processes = [running.start_sync(folder, SPEED) for folder in folders]
        said = [process.communicate(timeout=60) for process in processes]
        assert [process.returncode for process in processes] == [0, 0], said

        confirmed, others = running.standing()
        made = len(running.shops.world.haravan.orders)
        with capsys.disabled():
            print(  # noqa: T201 - the numbers are asked for
                f"\n2 programs, {ORDERS} Lazada orders: {made} Haravan orders made, "
                f"{sum(confirmed.values())} confirmed, {sum(others.values())} others standing, "
                f"{made - sum(confirmed.values())} canceled"
            )
        assert made > ORDERS  # they did get in each other's way
        assert confirmed == Counter(refs)
        assert others == Counter()
