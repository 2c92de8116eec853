"""How fast we may call: Haravan's leaky bucket, Lazada's rate per path, and who goes first.

sync-engine.md §5. All of it is shared by the threads of one shop. A waiting thread sleeps on the
clock and looks again, so that the same code runs on real, fast and simulated time.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from lazdesk.platforms.clock import Clock
from lazdesk.platforms.errors import Cancelled, NotExecuted

PATIENCE = 60.0
"""Seconds a call may wait out a pause; a longer one is reported instead (``NotExecuted``)."""

_LOOK_AGAIN = 0.05
_EPSILON = 1e-6


class Lane(IntEnum):
    """Who asks; a lower lane goes before a higher one."""

    CLICK = 0
    ORDERS = 1
    BULK = 2


class Limiter(Protocol):
    """What a client needs of a limiter; ``path`` is the API path of the call."""

    def acquire(self, lane: Lane, cancel: threading.Event | None = None, path: str = "") -> None:
        """Wait for permission to send one call; ``Cancelled``, or ``NotExecuted`` when banned."""

    def release(self, path: str = "") -> None:
        """The call that was permitted has ended, however it ended."""

    def succeeded(self, path: str = "") -> None:
        """The platform took the call."""

    def throttled(self, seconds: float, path: str = "", everywhere: bool = False) -> None:
        """The platform refused the call as one too many; ``seconds`` is the wait it asked for."""

    def share(self, fraction: float) -> "Limiter":
        """This limiter for work that has time: it gets at most so much of the whole."""


class _Waiting:
    """How many wait in each lane, so that a lane can see whether a better one is waiting."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys(Lane, 0)

    @contextmanager
    def joined(self, lane: Lane, lock: threading.Lock) -> Iterator[None]:
        with lock:
            self._counts[lane] += 1
        try:
            yield
        finally:
            with lock:
                self._counts[lane] -= 1

    def better_than(self, lane: Lane) -> bool:
        return any(count for other, count in self._counts.items() if other < lane)


def _check(cancel: threading.Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise Cancelled


class HaravanBucket:
    """Our copy of Haravan's leaky bucket, kept at or above the real one (haravan.md §2).

    Background lanes fill it up to ``background_ceiling`` only; the rest is room for clicks, who
    therefore start at once. The last second's worth is left empty: Haravan may leak in steps.
    """

    def __init__(
        self, clock: Clock, size: int = 80, leak: float = 4.0, background_ceiling: int = 64
    ) -> None:
        self._clock = clock
        self._size = size
        self._leak = leak
        self._ceilings = {
            Lane.CLICK: size - leak,
            Lane.ORDERS: background_ceiling,
            Lane.BULK: background_ceiling,
        }
        self._lock = threading.Lock()
        self._waiting = _Waiting()
        self._level = 0.0
        self._at = clock.monotonic()
        self._closed_until = self._at
        self._in_flight = 0
        self._strikes = 0

    def acquire(self, lane: Lane, cancel: threading.Event | None = None, path: str = "") -> None:
        """Wait until one more call fits; ``NotExecuted`` when that is over ``PATIENCE`` away."""
        with self._waiting.joined(lane, self._lock):
            while True:
                _check(cancel)
                with self._lock:
                    pause = self._take(lane)
                if not pause:
                    return
                if pause > PATIENCE:
                    raise _paused("haravan", path, pause)
                self._clock.sleep(pause, cancel)

    def _take(self, lane: Lane) -> float:
        """Take a place, or say after how many seconds to ask again."""
        now = self._drain()
        if now < self._closed_until:
            return self._closed_until - now
        if self._waiting.better_than(lane):
            return 1 / self._leak
        missing = self._level + 1 - self._ceilings[lane]
        if missing > _EPSILON:
            return missing / self._leak
        self._level += 1
        self._in_flight += 1
        return 0.0

    def _drain(self) -> float:
        now = self._clock.monotonic()
        self._level = max(0.0, self._level - (now - self._at) * self._leak)
        self._at = now
        return now

    def release(self, path: str = "") -> None:  # noqa: ARG002 - one bucket for all paths
        """The call ended."""
        with self._lock:
            self._in_flight -= 1

    def heard(self, used: int) -> None:
        """Take over what the answer's ``X-Haravan-Api-Call-Limit`` said was used.

        Only upwards: our count and Haravan's leak alike, so ours is too low only through others
        who share the bucket, while a header may be older than calls that left since.
        """
        with self._lock:
            self._drain()
            others_in_flight = max(0, self._in_flight - 1)
            self._level = max(self._level, min(used + others_in_flight, self._size))

    def succeeded(self, path: str = "") -> None:  # noqa: ARG002
        """A call was taken: the next 429 starts from the shortest back-off again."""
        with self._lock:
            self._strikes = 0

    def throttled(
        self,
        seconds: float,
        path: str = "",  # noqa: ARG002
        everywhere: bool = False,  # noqa: ARG002
    ) -> None:
        """A 429: nobody calls for ``seconds`` or our own back-off, whichever is longer."""
        with self._lock:
            now = self._drain()
            self._level = float(self._size)
            if now >= self._closed_until:  # calls in flight together are one strike
                self._strikes += 1
            pause = max(seconds, min(30.0, 0.5 * 2**self._strikes))
            self._closed_until = max(self._closed_until, now + pause)

    def share(self, fraction: float) -> Limiter:
        """A bucket within this one, so much smaller in size and leak."""
        return _Share(self, self._clock, lambda _: self._leak * fraction, self._size * fraction)


@dataclass
class _Path:
    """The pace of one Lazada API path and who waits for it."""

    rate: float
    next_at: float = 0.0
    banned_until: float = 0.0
    clean: int = 0
    waiting: _Waiting = field(default_factory=_Waiting)


class LazadaLimiter:
    """Additive increase, multiplicative decrease per API path, since no rate is published.

    Starts at 5 calls/s, +0.5/s per 100 clean calls, halved with a pause of at least a second when
    Lazada says it is too much. At most ``in_flight`` calls at a time, one of them kept for clicks.
    """

    STEP = 0.5
    CLEAN_CALLS = 100
    FLOOR = 0.5

    def __init__(self, clock: Clock, rate: float = 5.0, in_flight: int = 4) -> None:
        self._clock = clock
        self._rate = rate
        self._places = {Lane.CLICK: in_flight, Lane.ORDERS: in_flight - 1, Lane.BULK: in_flight - 1}
        self._lock = threading.Lock()
        self._paths: dict[str, _Path] = {}
        self._banned_until = 0.0
        self._in_flight = 0

    def rate(self, path: str) -> float:
        """Calls per second that ``path`` is given now."""
        with self._lock:
            return self._path(path).rate

    def acquire(self, lane: Lane, cancel: threading.Event | None = None, path: str = "") -> None:
        """Wait for a place and for the path's turn; ``NotExecuted`` under a long ban."""
        with self._lock:
            pace = self._path(path)
        with pace.waiting.joined(lane, self._lock):
            while True:
                _check(cancel)
                with self._lock:
                    pause = self._take(lane, pace)
                if not pause:
                    return
                if pause > PATIENCE:
                    raise _paused("lazada", path, pause)
                self._clock.sleep(pause, cancel)

    def _path(self, path: str) -> _Path:
        return self._paths.setdefault(path, _Path(self._rate))

    def _take(self, lane: Lane, pace: _Path) -> float:
        """Take a place, or say after how many seconds to ask again."""
        now = self._clock.monotonic()
        turn = max(pace.next_at, pace.banned_until, self._banned_until)
        if turn - now > _EPSILON:
            return turn - now
        if self._in_flight >= self._places[lane] or pace.waiting.better_than(lane):
            return _LOOK_AGAIN
        pace.next_at = now + 1 / pace.rate
        self._in_flight += 1
        return 0.0

    def release(self, path: str = "") -> None:  # noqa: ARG002 - places are shared by all paths
        """The call ended."""
        with self._lock:
            self._in_flight -= 1

    def succeeded(self, path: str = "") -> None:
        """A clean call; a hundred of them in a row earn half a call per second."""
        with self._lock:
            pace = self._path(path)
            pace.clean += 1
            if pace.clean >= self.CLEAN_CALLS:
                pace.clean = 0
                pace.rate += self.STEP

    def throttled(self, seconds: float, path: str = "", everywhere: bool = False) -> None:
        """Halve the path's rate and stop it (``everywhere``: all paths) for ``seconds``, ≥ 1."""
        with self._lock:
            now = self._clock.monotonic()
            pace = self._path(path)
            pace.clean = 0
            if now >= pace.banned_until:  # calls in flight together are halved once
                pace.rate = max(self.FLOOR, pace.rate / 2)
            until = now + max(1.0, seconds)
            pace.banned_until = max(pace.banned_until, until)
            if everywhere:
                self._banned_until = max(self._banned_until, until)

    def share(self, fraction: float) -> Limiter:
        """So much of each path's rate, one call at a time."""
        return _Share(self, self._clock, lambda path: self.rate(path) * fraction, 1)


class _Share:
    """A part of a limiter: ``burst`` calls at once, then ``rate(path)`` of them a second."""

    def __init__(
        self, whole: Limiter, clock: Clock, rate: Callable[[str], float], burst: float
    ) -> None:
        self._whole = whole
        self._clock = clock
        self._rate = rate
        self._burst = burst
        self._lock = threading.Lock()
        self._paid_off: dict[str, float] = {}
        """By path: when all calls let through so far will have been paid for by waiting."""
        self.release = whole.release
        self.succeeded = whole.succeeded
        self.throttled = whole.throttled
        self.share = whole.share

    def acquire(self, lane: Lane, cancel: threading.Event | None = None, path: str = "") -> None:
        """Wait for the part's own turn, then for the whole limiter's."""
        while True:
            _check(cancel)
            with self._lock:
                pause = self._take(path)
            if not pause:
                break
            self._clock.sleep(pause, cancel)
        self._whole.acquire(lane, cancel, path)

    def _take(self, path: str) -> float:
        rate, now = self._rate(path), self._clock.monotonic()
        key = path if self._burst == 1 else ""  # a bucket is one for all paths
        paid_off = max(self._paid_off.get(key, now), now)
        pause = paid_off - now - (self._burst - 1) / rate
        if pause > _EPSILON:
            return pause
        self._paid_off[key] = paid_off + 1 / rate
        return 0.0


def _paused(platform: str, path: str, seconds: float) -> NotExecuted:
    return NotExecuted(
        platform=platform,
        operation=path,
        code="Paused",
        message=f"{platform} asked for no calls for another {seconds:.0f} s",
        retry_after=seconds,
    )


class RetryBudget:
    """Retries are at most ``share`` of the calls of the last ``window`` seconds, or ``floor``."""

    def __init__(
        self, clock: Clock, share: float = 0.1, window: float = 300.0, floor: int = 10
    ) -> None:
        self._clock = clock
        self._share = share
        self._window = window
        self._floor = floor
        self._lock = threading.Lock()
        self._calls: deque[float] = deque()
        self._retries: deque[float] = deque()

    def called(self) -> None:
        """A call was sent for the first time."""
        with self._lock:
            self._forget()
            self._calls.append(self._clock.monotonic())

    def allows(self) -> bool:
        """Whether one more retry is in the budget; if so it is spent."""
        with self._lock:
            self._forget()
            if len(self._retries) >= max(self._floor, self._share * len(self._calls)):
                return False
            self._retries.append(self._clock.monotonic())
            return True

    def _forget(self) -> None:
        horizon = self._clock.monotonic() - self._window
        for times in (self._calls, self._retries):
            while times and times[0] <= horizon:
                times.popleft()


class CircuitBreaker:
    """Leaves a host alone that keeps failing: 15 s after 8 failures in a row, up to 5 minutes.

    Then one call goes ahead to see; its end opens or closes the circuit.
    """

    FAILURES = 8
    FIRST_PAUSE = 15.0
    LONGEST_PAUSE = 300.0

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._pause = self.FIRST_PAUSE
        self._open_until = 0.0

    def wait(self, lane: Lane) -> float:
        """Seconds to leave the host alone; 0 = call. A click always gets its own answer."""
        with self._lock:
            if self._failures < self.FAILURES or lane is Lane.CLICK:
                return 0.0
            now = self._clock.monotonic()
            if now < self._open_until:
                return self._open_until - now
            self._open_until = now + self._pause  # this call goes to see, the others wait for it
            return 0.0

    def succeeded(self) -> None:
        """The host answered sensibly."""
        with self._lock:
            self._failures = 0
            self._pause = self.FIRST_PAUSE

    def failed(self) -> None:
        """No connection, no answer, 5xx or an unreadable one."""
        with self._lock:
            self._failures += 1
            if self._failures == self.FAILURES:
                self._open_until = self._clock.monotonic() + self._pause
            elif self._failures > self.FAILURES:
                self._pause = min(self.LONGEST_PAUSE, self._pause * 2)
                self._open_until = self._clock.monotonic() + self._pause
