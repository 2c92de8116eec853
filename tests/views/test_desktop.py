"""One window per folder, and signals that end it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lazdesk.desktop import SignalWatch, SingleInstance


def test_a_second_window_brings_the_first_one_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert not first.another_was_shown()
    with qtbot.waitSignal(first.asked_to_show):
        assert second.another_was_shown()
    first.close()
    third = SingleInstance(tmp_path)
    assert not third.another_was_shown()
    third.close()


def test_folders_do_not_know_each_other(qtbot: QtBot, tmp_path: Path) -> None:
    here, there = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert not here.another_was_shown()
    assert not there.another_was_shown()
    here.close()
    there.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_are_heard_inside_the_event_loop(qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    watch = SignalWatch()
    if sys.platform != "win32":
        with qtbot.waitSignal(watch.told):
            os.kill(os.getpid(), number)
    watch.close()
    assert signal.getsignal(number) is before
