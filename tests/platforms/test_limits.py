"""The limiters in simulated time (sync-engine.md §5)."""

import threading

import pytest

from lazdesk.platforms.errors import Cancelled, NotExecuted
from lazdesk.platforms.limits import (
    CircuitBreaker,
    HaravanBucket,
    Lane,
    LazadaLimiter,
    RetryBudget,
)
from tests.platforms.manual_clock import ManualClock

PATH = "/orders/get"


class RealBucket:
    """Haravan's side: 80, leaking 4 a second, and the header it would send."""

    def __init__(self, clock: ManualClock, *, whole_seconds: bool = False) -> None:
        self._clock = clock
        self._whole_seconds = whole_seconds
        self._at = 0.0
        self.level = 0.0

    def call(self, weight: float = 1.0) -> int:
        now = self._clock.monotonic()
        passed = now - self._at
        if self._whole_seconds:
            passed = float(int(now) - int(self._at))
        self.level = max(0.0, self.level - 4 * passed) + weight
        self._at = now
        assert self.level <= 80, "a 429"
        return int(self.level)


@pytest.mark.parametrize("whole_seconds", [False, True])
def test_an_import_runs_at_the_full_rate_without_a_429(whole_seconds: bool) -> None:
    clock = ManualClock()
    bucket = HaravanBucket(clock)
    real = RealBucket(clock, whole_seconds=whole_seconds)
    calls = 1_040  # 500 orders: create and confirm, and what it takes to read
    for _ in range(calls):
        bucket.acquire(Lane.ORDERS)
        clock.advance(0.1)  # the way there
        used = real.call()
        clock.advance(0.1)  # and back
        bucket.heard(used)
        bucket.release()
        bucket.succeeded()
    assert clock.monotonic() <= (calls - 80) / 4 / 0.9


def test_background_leaves_room_for_clicks() -> None:
    clock = ManualClock()
    bucket = HaravanBucket(clock)
    for _ in range(64):
        bucket.acquire(Lane.BULK)
    assert clock.monotonic() == 0
    for _ in range(12):
        bucket.acquire(Lane.CLICK)
    assert clock.monotonic() == 0, "a click starts at once"
    bucket.acquire(Lane.BULK)
    assert clock.monotonic() == pytest.approx(13 / 4)


def test_a_shared_bucket_is_believed_upwards_only() -> None:
    clock = ManualClock()
    bucket = HaravanBucket(clock)
    bucket.acquire(Lane.BULK)
    bucket.heard(60)  # somebody else calls too
    bucket.release()
    for _ in range(4):
        bucket.acquire(Lane.BULK)
        bucket.heard(3)  # an answer from before that
        bucket.release()
    assert clock.monotonic() == 0
    bucket.acquire(Lane.BULK)
    assert clock.monotonic() == pytest.approx(0.25)


def test_no_call_before_retry_after() -> None:
    clock = ManualClock()
    bucket = HaravanBucket(clock)
    bucket.throttled(7.5)
    bucket.acquire(Lane.CLICK)
    assert clock.monotonic() >= 7.5


def test_backoff_grows_while_haravan_keeps_refusing() -> None:
    clock = ManualClock()
    bucket = HaravanBucket(clock)
    waits = []
    for _ in range(7):
        before = clock.monotonic()
        bucket.throttled(0)
        bucket.acquire(Lane.CLICK)
        bucket.release()
        waits.append(clock.monotonic() - before)
    # The first also waits for a full bucket to leak below the clicks' ceiling.
    assert waits == pytest.approx([1.25, 2, 4, 8, 16, 30, 30])
    bucket.succeeded()
    bucket.throttled(0)
    before = clock.monotonic()
    bucket.acquire(Lane.CLICK)
    assert clock.monotonic() - before == pytest.approx(1.25)


def test_a_long_pause_is_reported_not_waited_out() -> None:
    clock = ManualClock()
    bucket = HaravanBucket(clock)
    bucket.throttled(3_600)
    with pytest.raises(NotExecuted) as caught:
        bucket.acquire(Lane.ORDERS, path="/orders.json")
    assert caught.value.retry_after == pytest.approx(3_600)
    assert clock.monotonic() == 0


def test_a_set_cancel_event_ends_the_wait() -> None:
    cancel = threading.Event()
    cancel.set()
    for limiter in (HaravanBucket(ManualClock()), LazadaLimiter(ManualClock())):
        with pytest.raises(Cancelled):
            limiter.acquire(Lane.BULK, cancel, PATH)


def _call(limiter: LazadaLimiter, lane: Lane = Lane.BULK, path: str = PATH) -> None:
    limiter.acquire(lane, None, path)
    limiter.release(path)


def test_lazada_starts_at_five_a_second_per_path() -> None:
    clock = ManualClock()
    limiter = LazadaLimiter(clock)
    for _ in range(11):
        _call(limiter)
        _call(limiter, path="/products/get")  # its own pace
    assert clock.monotonic() == pytest.approx(2.0)


def test_a_hundred_clean_calls_earn_half_a_call_per_second() -> None:
    limiter = LazadaLimiter(ManualClock())
    for _ in range(99):
        limiter.succeeded(PATH)
    assert limiter.rate(PATH) == 5.0
    limiter.succeeded(PATH)
    assert limiter.rate(PATH) == 5.5


def test_too_fast_halves_the_rate_and_pauses() -> None:
    clock = ManualClock()
    limiter = LazadaLimiter(clock)
    for _ in range(4):
        limiter.throttled(0, PATH)  # four calls in flight hear the same refusal
    assert limiter.rate(PATH) == 2.5
    _call(limiter)
    assert clock.monotonic() == pytest.approx(1.0)
    assert limiter.rate("/products/get") == 5.0


def test_the_rate_never_falls_to_nothing() -> None:
    clock = ManualClock()
    limiter = LazadaLimiter(clock)
    for _ in range(20):
        limiter.throttled(0, PATH)
        clock.advance(2)
    assert limiter.rate(PATH) == LazadaLimiter.FLOOR


@pytest.mark.parametrize(("everywhere", "waited"), [(False, 0.0), (True, 12.0)])
def test_a_ban_is_kept_and_may_hold_for_all_paths(everywhere: bool, waited: float) -> None:
    clock = ManualClock()
    limiter = LazadaLimiter(clock)
    limiter.throttled(12, PATH, everywhere)
    _call(limiter, path="/products/get")
    assert clock.monotonic() == pytest.approx(waited)
    _call(limiter)
    assert clock.monotonic() >= 12


@pytest.mark.parametrize("lane", [Lane.ORDERS, Lane.BULK])
def test_one_of_four_places_is_kept_for_a_click(lane: Lane) -> None:
    limiter = LazadaLimiter(ManualClock())
    for number in range(3):
        limiter.acquire(lane, None, f"/path/{number}")
    cancel = threading.Event()
    threading.Timer(0.05, cancel.set).start()
    with pytest.raises(Cancelled):
        limiter.acquire(lane, cancel, "/path/3")
    limiter.acquire(Lane.CLICK, None, "/path/4")


def test_retries_are_a_tenth_of_the_calls_of_five_minutes() -> None:
    clock = ManualClock()
    budget = RetryBudget(clock)
    for _ in range(300):
        budget.called()
    assert [budget.allows() for _ in range(31)] == [True] * 30 + [False]
    clock.advance(301)
    assert [budget.allows() for _ in range(11)] == [True] * 10 + [False]


def test_a_failing_host_is_left_alone_and_tried_again() -> None:
    clock = ManualClock()
    breaker = CircuitBreaker(clock)
    for _ in range(CircuitBreaker.FAILURES):
        assert breaker.wait(Lane.BULK) == 0
        breaker.failed()
    assert breaker.wait(Lane.BULK) == pytest.approx(15)
    assert breaker.wait(Lane.CLICK) == 0, "a click gets its own answer"
    clock.advance(15)
    assert breaker.wait(Lane.BULK) == 0, "one goes to see"
    assert breaker.wait(Lane.BULK) > 0, "the others wait for it"
    breaker.failed()
    assert breaker.wait(Lane.BULK) == pytest.approx(30)
    clock.advance(30)
    assert breaker.wait(Lane.BULK) == 0
    breaker.succeeded()
    assert breaker.wait(Lane.BULK) == 0


def test_a_share_of_the_bucket_is_a_quarter_of_its_size_and_leak() -> None:
    clock = ManualClock()
    bucket = HaravanBucket(clock)
    night = bucket.share(0.25)
    for _ in range(20):
        night.acquire(Lane.BULK, path="/any")
        night.release("/any")
    assert clock.monotonic() == 0.0
    for _ in range(60):
        night.acquire(Lane.BULK, path="/other")  # one bucket for all paths
        night.release("/other")
    assert clock.monotonic() == pytest.approx(60)
    # The rest is everybody else's.
    before = clock.monotonic()
    for _ in range(60):
        bucket.acquire(Lane.BULK)
        bucket.release()
    assert clock.monotonic() == before


def test_a_share_of_lazadas_pace_is_a_quarter_of_each_paths_rate() -> None:
    clock = ManualClock()
    limiter = LazadaLimiter(clock)
    night = limiter.share(0.25)
    for path in (PATH, "/products/get"):
        began = clock.monotonic()
        for _ in range(11):
            night.acquire(Lane.BULK, path=path)
            night.release(path)
        assert clock.monotonic() - began == pytest.approx(10 / 1.25)
    limiter.throttled(1, PATH)
    clock.advance(1)
    began = clock.monotonic()
    for _ in range(3):
        night.acquire(Lane.BULK, path=PATH)
        night.release(PATH)
    assert clock.monotonic() - began >= 2 / (2.5 * 0.25)


def test_a_share_waits_for_no_turn_once_cancelled() -> None:
    night = HaravanBucket(ManualClock()).share(0.25)
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        night.acquire(Lane.BULK, cancel)
