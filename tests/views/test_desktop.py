"""One window per folder, signals that end it, and how Python's threads share the interpreter."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from lazdesk.desktop import (
    Housekeeping,
    SignalWatch,
    SingleInstance,
    do_without_screen,
    keep_memory_small,
)


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


# --- the interpreter ------------------------------------------------------------------------------


class Collected:
    """Stands for ``gc``: what is due, and which generations were collected."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.due = (0, 0, 0)
        self.generations: list[int] = []
        monkeypatch.setattr(gc, "get_count", lambda: self.due)
        monkeypatch.setattr(gc, "collect", self.generations.append)


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[Housekeeping]:
    keeping = Housekeeping()
    keeping.start()
    yield keeping
    keeping.stop()


def test_python_collects_in_the_main_thread_alone_and_only_while_the_window_is_there(
    qtbot: QtBot,
) -> None:
    turn = sys.getswitchinterval()
    keeping = Housekeeping()
    keeping.start()
    assert not gc.isenabled()
    assert sys.getswitchinterval() < turn
    keeping.stop()
    assert (sys.getswitchinterval(), gc.isenabled()) == (turn, True)


def test_the_old_generation_rests_while_the_engine_works(
    house: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected = Collected(monkeypatch)
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    collected.due = (5_000, 50, 50)
    house.set_busy(True)
    now += 60
    house.tidy_up()
    assert collected.generations == [1]
    house.set_busy(False)
    house.tidy_up()
    assert collected.generations == [1, 2]
    # Not at every look either: a full one is long.
    house.tidy_up()
    assert collected.generations == [1, 2, 1]


def test_a_cycle_of_hours_is_tidied_up_after_all(
    house: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected = Collected(monkeypatch)
    collected.due = (5_000, 50, 50)
    now = time.monotonic() + 3_600
    monkeypatch.setattr(time, "monotonic", lambda: now)
    house.set_busy(True)
    house.tidy_up()
    assert collected.generations == [2]


def test_nothing_due_is_nothing_collected(
    house: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected = Collected(monkeypatch)
    house.tidy_up()
    collected.due = (5_000, 0, 0)
    house.tidy_up()
    assert collected.generations == [0]


@pytest.mark.parametrize(("platform", "asked"), [("linux", 2), ("win32", 0), ("darwin", 0)])
def test_memory_is_given_back_where_the_system_keeps_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, asked: int
) -> None:
    library = SimpleNamespace(mallopt=lambda *words: told.append(words))
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    monkeypatch.setattr(sys, "platform", platform)
    keep_memory_small()
    assert len(told) == asked


@pytest.mark.parametrize(
    ("screen", "platform"), [("", "offscreen"), ("DISPLAY", None), ("WAYLAND_DISPLAY", None)]
)
def test_without_a_screen_nobody_looks_for_one(
    monkeypatch: pytest.MonkeyPatch, screen: str, platform: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if screen:
        monkeypatch.setenv(screen, ":0")
    do_without_screen()
    assert os.environ.get("QT_QPA_PLATFORM") == platform
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
