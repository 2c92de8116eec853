"""Two PCs on the same shops import the same orders at once (Must show 6, I1)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

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
