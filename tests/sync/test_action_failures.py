"""E5, I22, I23: whatever happens around a call of a button, it has one effect, says the truth, and
ends where it should (Must show 2)."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from keyring.core import load_keyring

from lazdesk.vault import Vault
from tests.cli import file_keyring
from tests.sync.action_cases import CASES, Case
from tests.sync.failures import FAILURES, REAL_KILLS, press, press_and_kill, table
from tests.sync.practice import practice


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_every_step_and_every_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: Case
) -> None:
    cells = [(step, failure) for step in case.steps for failure in FAILURES]
    with practice(tmp_path) as shops:
        orders = case.orders(shops, len(cells))
        found = [
            press(shops, case, order, step, failure)
            for order, (step, failure) in zip(orders, cells, strict=True)
        ]
    with capsys.disabled():
        print(table(found))  # noqa: T201 - the table is asked for
    assert [cell for cell in found if not cell.is_truthful] == []
    assert [cell for cell in found if not cell.is_once] == []
    assert [cell for cell in found if not cell.has_ended] == []


@pytest.mark.parametrize("kill", REAL_KILLS)
def test_a_program_that_is_really_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kill: str
) -> None:
    """One of the kills of `python -m tests.sync.action_kills`: nothing is flushed or closed."""
    monkeypatch.setenv(file_keyring.FILE, str(tmp_path / "keyring.json"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.cli.file_keyring.Keyring")
    keyring.set_keyring(load_keyring("tests.cli.file_keyring.Keyring"))
    case = next(case for case in CASES if case.kind == "ready_to_ship")
    with practice(tmp_path, vault=Vault) as shops:
        (order,) = case.orders(shops, 1)
        cell = press_and_kill(shops, case, order, case.steps[0], kill)
    assert cell.is_fine, cell
