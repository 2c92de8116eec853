"""Time as something handed in, so that a run can be replayed and a practice world can run fast."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the engine needs of time."""

    def now(self) -> datetime:
        """The date and time, aware, UTC."""

    def monotonic(self) -> float:
        """Seconds that never run backwards, from an arbitrary start."""

    def sleep(self, seconds: float, cancel: threading.Event | None = None) -> None:
        """Wait for ``seconds``; return early once ``cancel`` is set."""


def _wait(seconds: float, cancel: threading.Event | None) -> None:
    if seconds <= 0:
        return
    if cancel is None:
        time.sleep(seconds)
    else:
        cancel.wait(seconds)


class SystemClock:
    """The computer's own time."""

    def now(self) -> datetime:
        """The computer's date and time in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds of the computer's monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float, cancel: threading.Event | None = None) -> None:
        """Wait for ``seconds``; return early once ``cancel`` is set."""
        _wait(seconds, cancel)


class ScaledClock:
    """A world whose time runs ``speed`` times faster than ours, from ``start`` on."""

    def __init__(self, speed: float, start: datetime | None = None) -> None:
        if speed <= 0:
            raise ValueError("speed must be above zero")
        self.speed = speed
        self._start = start or datetime.now(UTC)
        self._origin = time.monotonic()

    def now(self) -> datetime:
        """The world's date and time in UTC."""
        return self._start + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """World seconds since this clock was made."""
        return (time.monotonic() - self._origin) * self.speed

    def sleep(self, seconds: float, cancel: threading.Event | None = None) -> None:
        """Wait for ``seconds`` of the world, which is ``seconds / speed`` of ours."""
        _wait(seconds / self.speed, cancel)
