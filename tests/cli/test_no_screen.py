"""Without a screen Qt would end the process: the practice day goes to the terminal instead."""

from __future__ import annotations

import pytest

from tests.cli.terminal import lazdesk


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_the_practice_day_runs_in_the_terminal() -> None:
    ran = lazdesk("demo", "--products", "60", "--orders", "60", "--json")
    assert ran.status == 0
    assert "không có màn hình" in ran.err
    assert '"agree": true' in ran.out


def test_the_window_alone_says_why_it_does_not_open() -> None:
    ran = lazdesk()
    assert ran.status == 2
    assert "lazdesk --help" in ran.err
