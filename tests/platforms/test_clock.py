"""Clocks: real, and a world that runs faster."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from lazdesk.platforms.clock import Clock, ScaledClock, SystemClock

START = datetime(2026, 11, 1, tzinfo=UTC)


def test_a_scaled_clock_runs_faster() -> None:
    clock = ScaledClock(1_000, START)
    before, real = clock.monotonic(), time.monotonic()
    clock.sleep(20)
    assert time.monotonic() - real < 1
    assert clock.monotonic() - before >= 20
    assert clock.now() - START >= timedelta(seconds=20)


def test_time_is_aware_utc() -> None:
    for clock in (SystemClock(), ScaledClock(10)):
        assert clock.now().utcoffset() == timedelta(0)
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=60)


@pytest.mark.parametrize("clock", [SystemClock(), ScaledClock(1)])
def test_cancel_ends_a_sleep(clock: Clock) -> None:
    cancel = threading.Event()
    threading.Timer(0.02, cancel.set).start()
    started = time.monotonic()
    clock.sleep(30, cancel)
    assert time.monotonic() - started < 5


def test_no_sleep_for_no_time() -> None:
    started = time.monotonic()
    SystemClock().sleep(0)
    SystemClock().sleep(-1)
    assert time.monotonic() - started < 1


def test_time_must_move() -> None:
    with pytest.raises(ValueError, match="above zero"):
        ScaledClock(0)
