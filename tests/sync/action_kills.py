"""Every step of every button, killed for real at every point: `python3 dev.py kills`.

Minutes long; the test suite kills a few of them and plays the others (test_action_failures.py).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from lazdesk.vault import Vault
from tests.cli import file_keyring
from tests.sync.action_cases import CASES
from tests.sync.failures import REAL_KILLS, Cell, press_and_kill, table
from tests.sync.practice import practice


def main() -> int:
    os.environ["PYTHON_KEYRING_BACKEND"] = "tests.cli.file_keyring.Keyring"
    cells: list[Cell] = []
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ[file_keyring.FILE] = str(Path(folder) / "keyring.json")
            points = [(step, kill) for step in case.steps for kill in REAL_KILLS]
            with practice(Path(folder), vault=Vault) as shops:
                orders = case.orders(shops, len(points))
                cells += [
                    press_and_kill(shops, case, order, step, kill)
                    for order, (step, kill) in zip(orders, points, strict=True)
                ]
    print(table(cells))  # noqa: T201
    wrong = [cell for cell in cells if not cell.is_fine]
    for cell in wrong:
        print(cell)  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
