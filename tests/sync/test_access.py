"""Access that runs out: renewed once for all, told early, and nothing lost meanwhile (A4–A8)."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import Call
from tests.sync.programs import SPEED, programs

REFRESH = "/auth/token/refresh"
# Neither token of a pair survives its rotation.
STRICT = LazadaOptions(
    access_seconds=round(1.5 * SPEED),
    old_access_token_survives=False,
    old_refresh_token_survives=False,
)


def refreshes(shops: PracticeShops) -> list[Call]:
    return [call for call in shops.world.calls if call.path == REFRESH]


def tokens_sent(calls: list[Call]) -> list[str]:
    return [parse_qs(call.body.decode())["refresh_token"][0] for call in calls]


def ended(started: list[subprocess.Popen[str]]) -> None:
    """Waits for all of them; each must have ended well."""
    said = [program.communicate(timeout=60)[1] for program in started]
    assert [program.returncode for program in started] == [0] * len(started), said


@pytest.mark.usefixtures("system_keyring")
def test_programs_on_one_folder_refresh_one_at_a_time(tmp_path: Path) -> None:
    """A4: three programs with two threads each, and an access token that dies after 1.5 s. Each
    refresh token is sent once: sent twice, the second would be refused, and the access lost."""
    with programs(STRICT) as running:
        running.connect(tmp_path / "desk")
        callers = [running.start(tmp_path / "desk", "tests.sync.caller", "4.5") for _ in range(3)]
        ended(callers)
        sent = tokens_sent(refreshes(running.shops))
        assert len(sent) >= 2
        assert len(set(sent)) == len(sent)


@pytest.mark.usefixtures("system_keyring")
def test_a_scheduled_sync_and_commands_beside_it_share_one_refresh(tmp_path: Path) -> None:
    strict = LazadaOptions(old_access_token_survives=False, old_refresh_token_survives=False)
    with programs(strict) as running:
        running.connect(tmp_path / "desk")
        running.shops.call(lambda world: world.lazada_platform.expire_access(world.lazada))
        folder = tmp_path / "desk"
        started = [running.start_sync(folder), running.start_sync(folder)]
        started += [running.start(folder, "lazdesk", "doctor") for _ in range(2)]
        ended(started)
        assert len(refreshes(running.shops)) == 1
