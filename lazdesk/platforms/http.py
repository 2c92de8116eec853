"""Sending one operation: the HTTP client factory, and which failures are repeated.

A repeat belongs to the *operation*, not to the HTTP method (sync-engine.md, ground rules). httpx's
own exceptions hold the URL with the token in it, so none of them ever leaves this module.
"""

import copy
import logging
import os
import random
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Self, TypeVar

import httpx
import truststore

from lazdesk.platforms import errors, reading
from lazdesk.platforms.clock import Clock
from lazdesk.platforms.limits import PATIENCE, CircuitBreaker, Lane, Limiter, RetryBudget
from lazdesk.platforms.server_time import ServerTime, http_date

T = TypeVar("T")

log = logging.getLogger(__name__)

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ANSWER_LIMIT = 32 * 1024 * 1024
_TRIES = 4
_THROTTLES = {Lane.CLICK: 5, Lane.ORDERS: 30, Lane.BULK: 30}
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)

# At INFO httpx logs whole URLs, and httpcore headers at DEBUG: with Lazada that is the token (G3).
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

# Seconds. A network that swallows everything is noticed by these.
CONNECT_WITHIN = 10.0
ANSWER_WITHIN = 30.0


def client(transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """A client for both platforms, to be built once per thread and shop.

    Verifies with the system's trust store, or with ``SSL_CERT_FILE`` where that is set; takes the
    usual proxy variables, but never for loopback; keeps no cookies, since Haravan ignores POSTs
    that carry some (haravan.md §1.2); follows no redirect. ``transport`` simulates a network.
    """
    trust: ssl.SSLContext | bool = True
    if not os.environ.get("SSL_CERT_FILE"):
        trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.Client(
        transport=transport,
        verify=trust,
        timeout=httpx.Timeout(ANSWER_WITHIN, connect=CONNECT_WITHIN),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        headers={"User-Agent": "LazDesk"},
        mounts={f"all://{host}": None for host in ("127.0.0.1", "localhost", "[::1]")}
        if transport is None
        else None,
    )


def safe_base(url: str) -> str:
    """``url`` without a trailing slash; ``ValueError`` for plain http to any but this computer."""
    parsed = httpx.URL(url)
    if parsed.scheme == "https" or (parsed.scheme == "http" and parsed.host in LOOPBACK):
        return url.rstrip("/")
    raise ValueError(f"not https: {parsed.scheme}://{parsed.host}")


class Effect(Enum):
    """What repeating an operation would do."""

    READ = "read"
    """Changes nothing: repeated after any failure."""
    REPEATABLE = "repeatable"
    """Sets what is already set when repeated: repeated too, then the outcome is unknown."""
    ONCE = "once"
    """Would happen twice: repeated only when the first provably did not happen."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One kind of call; ``path`` is the limiter's key and is never a whole URL."""

    name: str
    effect: Effect
    path: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete HTTP answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """What it looks like, for a message: never the body itself, which may say too much."""
        media_type = self.headers.get("content-type", "no type").split(";")[0]
        return f"{media_type}, {len(self.body)} bytes"

    def retry_after(self, now: datetime) -> float | None:
        """Seconds of ``Retry-After`` (a decimal, or a date); ``None`` without one."""
        written = self.headers.get("retry-after", "").strip()
        try:
            return max(0.0, float(written))
        except ValueError:
            until = http_date(written)
            return max(0.0, (until - now).total_seconds()) if until else None


class Fate(Enum):
    """What a failed try proves."""

    NEVER_LEFT = "never left"
    LOST = "lost"
    THROTTLED = "throttled"


class Failure(Exception):  # noqa: N818 - the end of one try, not yet of the call
    """One try failed; raised by the readers of answers and handled by ``Sender``."""

    def __init__(
        self,
        fate: Fate,
        message: str,
        *,
        code: str = "",
        http_status: int | None = None,
        request_id: str = "",
        wait: float = 0.0,
        everywhere: bool = False,
    ) -> None:
        super().__init__(message)
        self.fate = fate
        self.message = message
        self.code = code
        self.http_status = http_status
        self.request_id = request_id
        self.wait = wait
        self.everywhere = everywhere


class Sender:
    """Sends operations to one platform; shared by the threads and lanes of one shop.

    Raises only what ``errors`` lists. ``calls`` counts every HTTP request that left, ``throttles``
    how many of them the platform called one too many.
    """

    def __init__(
        self,
        platform: str,
        http: httpx.Client,
        limiter: Limiter,
        clock: Clock,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.platform = platform
        self.server_time = ServerTime(clock)
        self.calls = 0
        self.throttles = 0
        self.may_write: Callable[[], bool] = lambda: True
        self._http = http
        self._limiter = limiter
        self._clock = clock
        self._jitter = jitter
        self._budget = RetryBudget(clock)
        self._breaker = CircuitBreaker(clock)
        self._lock = threading.Lock()

    def only_reading(self, share: float | None) -> Self:
        """This sender, refusing to write, with calls counted for itself; with ``share``, at most so
        much of what the limits allow."""
        other = copy.copy(self)
        other.may_write = lambda: False
        other.calls = other.throttles = 0
        if share is not None:
            other._limiter = self._limiter.share(share)
        return other

    def send(
        self,
        operation: Operation,
        build: Callable[[], httpx.Request],
        read: Callable[[Answer], T],
        lane: Lane,
        cancel: threading.Event | None = None,
    ) -> T:
        """Send what ``build`` makes (anew for each try) and return what ``read`` makes of it.

        ``read`` raises ``PlatformError`` for a proven refusal, ``Failure`` or ``reading.Garbled``
        otherwise. Raises those, ``Unreachable``, ``NotExecuted``, ``Unavailable`` (reads),
        ``OutcomeUnknown`` (writes) or ``Cancelled``.
        """
        self._budget.called()
        tries = throttles = 0
        lost: Failure | None = None
        while True:
            try:
                outcome = self._try(operation, build, read, lane, cancel)
            except (errors.Refused, errors.NotExecuted, errors.Cancelled) as refusal:
                # The refusal of a repeat says nothing of the try whose answer was lost.
                if lost is None or operation.effect is Effect.READ:
                    raise
                said = f"{lost.message}; then {refusal}"
                raise self._error(errors.OutcomeUnknown, operation, lost, said) from None
            if not isinstance(outcome, Failure):
                return outcome
            if outcome.fate is Fate.THROTTLED:
                throttles += 1
                if throttles <= _THROTTLES[lane] and outcome.wait <= PATIENCE:
                    continue  # the limiter holds the next try back
                raise self._final(operation, outcome, lost)
            tries += 1
            if outcome.fate is Fate.LOST:
                lost = outcome
            repeats = lost is None or operation.effect is not Effect.ONCE
            if not repeats or tries >= _TRIES or not self._budget.allows():
                raise self._final(operation, outcome, lost)
            self._clock.sleep(2.0**tries / 4 * (1 + self._jitter()), cancel)

    def _try(
        self,
        operation: Operation,
        build: Callable[[], httpx.Request],
        read: Callable[[Answer], T],
        lane: Lane,
        cancel: threading.Event | None,
    ) -> T | Failure:
        if pause := self._breaker.wait(lane):
            message = f"{self.platform} did not answer for a while; next try in {pause:.0f} s"
            paused = Failure(Fate.NEVER_LEFT, message, code="CircuitOpen", wait=pause)
            raise self._error(errors.Unreachable, operation, paused)
        self._limiter.acquire(lane, cancel, operation.path)
        try:
            self._check_writes(operation)
            answer = self._transmit(build())
            result = answer if isinstance(answer, Failure) else self._read(answer, read)
            self._learn(operation, result)
        except errors.Refused as refusal:
            self._learn(operation, None)
            # Code and request id only: a refusal's words may repeat a buyer's (G3).
            log.info(
                "%s %s refused: %s (HTTP %s, request %s)",
                self.platform,
                operation.name,
                refusal.code,
                refusal.http_status,
                refusal.request_id or "?",
            )
            raise
        finally:
            self._limiter.release(operation.path)
        return result

    def _check_writes(self, operation: Operation) -> None:
        """Right before a call leaves, after all waiting: *Dừng ghi* stops the very next (C10)."""
        if operation.effect is not Effect.READ and not self.may_write():
            stopped = Failure(Fate.NEVER_LEFT, "writes are stopped", code="WritesStopped")
            raise self._error(errors.WritesStopped, operation, stopped)

    def _learn(self, operation: Operation, result: object) -> None:
        """Tell limiter and breaker, before anybody else may call, how the platform took it."""
        if not isinstance(result, Failure):
            self._breaker.succeeded()
            self._limiter.succeeded(operation.path)
            return
        log.warning(
            "%s %s: %s, code %s (HTTP %s, request %s)",
            self.platform,
            operation.name,
            result.fate.value,
            result.code or "?",
            result.http_status,
            result.request_id or "?",
        )
        if result.fate is Fate.THROTTLED:
            with self._lock:
                self.throttles += 1
            self._limiter.throttled(result.wait, operation.path, result.everywhere)
        else:
            self._breaker.failed()

    def _transmit(self, request: httpx.Request) -> Answer | Failure:
        """One HTTP exchange. Errors are returned, so that no traceback chains to httpx's own."""
        try:
            response = self._http.send(request, stream=True)
            try:
                answer = self._complete(response)
            finally:
                response.close()
        except _NEVER_LEFT as error:
            name = "TLS" if "CERTIFICATE" in str(error) else type(error).__name__
            return Failure(Fate.NEVER_LEFT, "no connection", code=name)
        except httpx.HTTPError as error:
            answer = Failure(Fate.LOST, "the answer was lost", code=type(error).__name__)
        with self._lock:
            self.calls += 1
        if isinstance(answer, Answer):
            self.server_time.heard(answer.headers.get("date", ""))
        return answer

    @staticmethod
    def _complete(response: httpx.Response) -> Answer | Failure:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > ANSWER_LIMIT:
                return Failure(Fate.LOST, "the answer is too long", http_status=200)
        return Answer(response.status_code, response.headers, bytes(body))

    @staticmethod
    def _read(answer: Answer, read: Callable[[Answer], T]) -> T | Failure:
        try:
            return read(answer)
        except Failure as failure:
            return failure
        except reading.Garbled as garbled:
            message = f"unreadable answer ({answer.kind}): {garbled}"
            return Failure(Fate.LOST, message, http_status=answer.status)

    def _final(
        self, operation: Operation, failure: Failure, lost: Failure | None
    ) -> errors.PlatformError:
        if lost and operation.effect is not Effect.READ:
            return self._error(errors.OutcomeUnknown, operation, lost)
        if failure.fate is Fate.THROTTLED:
            return self._error(errors.NotExecuted, operation, failure)
        if failure.fate is Fate.NEVER_LEFT:
            return self._error(errors.Unreachable, operation, failure)
        return self._error(errors.Unavailable, operation, failure)

    def _error(
        self,
        kind: type[errors.PlatformError],
        operation: Operation,
        failure: Failure,
        message: str | None = None,
    ) -> errors.PlatformError:
        return kind(
            platform=self.platform,
            operation=operation.name,
            code=failure.code,
            message=message or failure.message,
            http_status=failure.http_status,
            request_id=failure.request_id,
            retry_after=failure.wait,
        )


class LaneClient:
    """What the clients share: cheap copies that ask in another lane or can be cancelled.

    Copies share connections, limiter and counter, and may be used from any thread.
    """

    def __init__(self, sender: Sender, lane: Lane) -> None:
        self._sender = sender
        self._lane = lane
        self._cancel: threading.Event | None = None

    def with_lane(self, lane: Lane) -> Self:
        """The same client asking in another lane."""
        other = copy.copy(self)
        other._lane = lane
        return other

    def guarded(self, may_write: Callable[[], bool]) -> Self:
        """This client and its copies ask ``may_write`` before each call that changes something."""
        self._sender.may_write = may_write
        return self

    def only_reading(self, share: float | None = None) -> Self:
        """The same client for work that must not write, and may take at most this ``share`` of the
        limits."""
        other = copy.copy(self)
        other._sender = self._sender.only_reading(share)
        return other

    def with_cancel(self, cancel: threading.Event | None) -> Self:
        """The same client whose waits end in ``Cancelled`` once ``cancel`` is set."""
        other = copy.copy(self)
        other._cancel = cancel
        return other

    @property
    def calls(self) -> int:
        """HTTP requests that left."""
        return self._sender.calls

    @property
    def throttles(self) -> int:
        """How many of them the platform called one too many; the aim is none."""
        return self._sender.throttles

    @property
    def clock_offset(self) -> timedelta | None:
        """Server time minus PC time by the last answer; ``None`` before the first (A8)."""
        return self._sender.server_time.offset
