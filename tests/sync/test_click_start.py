"""I28: a click handed over during a long cycle starts beside it (Must show 4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync import click_start
from tests.sync.practice import CREATE

ORDERS = 300
AFTER = 80  # posts: the bucket is at its background's ceiling by then


@pytest.mark.usefixtures("system_keyring")
def test_a_click_starts_while_orders_are_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Seconds are printed; what is asserted is that the click did not wait for the cycle's end.
    `python3 dev.py clicks` measures it with 5,000 orders."""
    (start,) = click_start.measure(ORDERS, tmp_path / "desk", [("import", CREATE, AFTER)])
    with capsys.disabled():
        print(  # noqa: T201 - asked for
            f"\nclick during an import of {ORDERS} orders: starts after {start.seconds:.2f} s, "
            f"{start.imported} orders were in Haravan"
        )
    assert start.result == "confirmed"
    assert start.imported < ORDERS * 2 / 3
