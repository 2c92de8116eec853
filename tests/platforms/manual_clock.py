"""A clock that only moves when somebody sleeps on it, for simulations that take no time."""

import threading
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 1, tzinfo=UTC)


class ManualClock:
    """World time; ``sleep`` is what makes it pass."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._lock = threading.Lock()
        self._seconds = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        """The world's date and time."""
        return self._start + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        """Seconds since the start of the world."""
        return self._seconds

    def advance(self, seconds: float) -> None:
        """Let time pass without anybody sleeping."""
        with self._lock:
            self._seconds += seconds

    def sleep(self, seconds: float, cancel: threading.Event | None = None) -> None:
        """Let ``seconds`` pass at once, unless cancelled already."""
        if cancel is not None and cancel.is_set():
            return
        self.slept.append(seconds)
        self.advance(seconds)
