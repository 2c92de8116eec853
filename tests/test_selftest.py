"""``selftest``: right here it comes out right, and what is wrong it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from lazdesk import selftest
from lazdesk.commands.invocation import DONE, FAILED, Invocation


def test_everything_is_right_here(tmp_path: Path) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "lazdesk", "selftest", "--json"]
    done = subprocess.run(command, env=env, capture_output=True, timeout=120, check=False)
    document = json.loads(done.stdout)
    assert {check["check"]: check["ok"] for check in document["checks"]} == {
        "imports": True,
        "database": True,
        "keyring": True,
        "sync": True,
        "window": True,
    }
    assert (done.returncode, document["ok"]) == (DONE, True)


def broken() -> str:
    raise selftest.SelftestError("the font is missing")


def test_what_is_wrong_is_said_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("imports", "sync", "window"):
        monkeypatch.setattr(selftest, name, lambda *_: "fine")
    monkeypatch.setattr(selftest, "keyring", broken)
    assert selftest.run(Invocation(Namespace(json=True))) == FAILED
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] is False
    assert [check["check"] for check in document["checks"] if not check["ok"]] == ["keyring"]
    assert "the font is missing" in document["checks"][2]["detail"]


def test_a_window_that_does_not_open_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "none-of-these")
    with pytest.raises(selftest.SelftestError, match="exit"):
        selftest.window(tmp_path / "window")


FOUND = {
    "painted_at": 100.5,
    "tabs": ["1", "2", "3", "4", "5", "6"],
    "platform": "xcb",
    "font": "Be Vietnam Pro",
    "letters": True,
    "translations": True,
    "paper": True,
    "printers": 0,
}


def test_a_window_with_all_its_parts_is_right() -> None:
    assert selftest.judged(FOUND, 100.0) == "6 tabs on xcb, first paint after 0.50 s"


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ({"tabs": ["1"]}, "tabs"),
        ({"font": "DejaVu Sans"}, "font"),
        ({"letters": False}, "font"),
        ({"translations": False}, "translations"),
        ({"paper": False}, "paper"),
    ],
)
def test_a_part_that_is_missing_is_named(missing: dict[str, object], named: str) -> None:
    with pytest.raises(selftest.SelftestError, match=f"^{named}:"):
        selftest.judged(FOUND | missing, 100.0)


def test_without_a_keyring_service_linux_is_not_at_fault() -> None:
    assert "GNOME Keyring" in selftest.keyring()


def test_a_secret_makes_the_round_trip(system_keyring: None) -> None:
    assert selftest.keyring() == "round trip"
