"""Which failures are repeated, and what each ends in (sync-engine.md, ground rules)."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from lazdesk.platforms import errors, http
from lazdesk.platforms.http import Answer, Effect, Failure, Fate, Operation, Sender
from lazdesk.platforms.limits import CircuitBreaker, Lane, LazadaLimiter
from tests.platforms import loopback
from tests.platforms.loopback import Loopback, Reply
from tests.platforms.manual_clock import ManualClock

READ = Operation("read", Effect.READ, "/read")
REPEATABLE = Operation("set", Effect.REPEATABLE, "/set")
ONCE = Operation("make", Effect.ONCE, "/make")


def understand(answer: Answer) -> str:
    if answer.status == 429:
        wait = answer.retry_after(ManualClock().now()) or 0.0
        raise Failure(Fate.THROTTLED, "slow down", code="429", wait=wait)
    if answer.status == 400:
        raise errors.Refused(platform="test", operation="any", message="no")
    if answer.status != 200:
        raise Failure(Fate.LOST, answer.kind, http_status=answer.status)
    return answer.body.decode()


@pytest.fixture
def sender(http_client: httpx.Client, clock: ManualClock) -> Sender:
    return Sender("test", http_client, LazadaLimiter(clock), clock, jitter=lambda: 0.0)


@pytest.fixture
def send(sender: Sender, http_client: httpx.Client, server: Loopback) -> Callable[[Operation], str]:
    def call(operation: Operation, lane: Lane = Lane.BULK) -> str:
        return sender.send(
            operation,
            lambda: http_client.build_request("POST", f"{server.url}{operation.path}"),
            understand,
            lane,
        )

    return call


LOST: dict[str, Reply] = {
    "reset after sending": loopback.reset,
    "HTML 502": loopback.html(502),
}


@pytest.mark.parametrize("failure", LOST.values(), ids=LOST)
@pytest.mark.parametrize(
    ("operation", "tries", "ends_in"),
    [
        (READ, 4, errors.Unavailable),
        (REPEATABLE, 4, errors.OutcomeUnknown),
        (ONCE, 1, errors.OutcomeUnknown),
    ],
)
def test_lost_answers(
    send: Callable[[Operation], str],
    server: Loopback,
    operation: Operation,
    failure: Reply,
    tries: int,
    ends_in: type[errors.PlatformError],
) -> None:
    server.otherwise = lambda _: failure
    with pytest.raises(ends_in) as caught:
        send(operation)
    assert type(caught.value) is ends_in
    assert len(server.asked) == tries


@pytest.mark.parametrize("operation", [READ, REPEATABLE])
def test_a_repeat_that_succeeds_is_a_success(
    send: Callable[[Operation], str], server: Loopback, operation: Operation
) -> None:
    server.script = [loopback.reset, loopback.html(503), loopback.reply(b"done")]
    assert send(operation) == "done"


def test_a_refused_repeat_leaves_the_first_try_open(
    send: Callable[[Operation], str], server: Loopback
) -> None:
    server.script = [loopback.reset, loopback.reply({}, 400)]
    with pytest.raises(errors.OutcomeUnknown):
        send(REPEATABLE)
    server.script = [loopback.reset, loopback.reply({}, 400)]
    with pytest.raises(errors.Refused):
        send(READ)


@pytest.mark.parametrize("operation", [READ, REPEATABLE, ONCE])
def test_throttled_calls_wait_and_go_again(
    send: Callable[[Operation], str], server: Loopback, clock: ManualClock, operation: Operation
) -> None:
    server.script = [
        loopback.reply({}, 429, {"Retry-After": "2.5"}),
        loopback.reply({}, 429, {"Retry-After": "2.5"}),
        loopback.reply(b"done"),
    ]
    assert send(operation) == "done"
    assert clock.monotonic() >= 5.0


@pytest.mark.parametrize(("lane", "tries"), [(Lane.CLICK, 6), (Lane.BULK, 31)])
def test_throttling_without_end_was_not_executed(
    server: Loopback,
    sender: Sender,
    http_client: httpx.Client,
    lane: Lane,
    tries: int,
) -> None:
    server.otherwise = lambda _: loopback.reply({}, 429)
    with pytest.raises(errors.NotExecuted):
        sender.send(ONCE, lambda: http_client.build_request("POST", server.url), understand, lane)
    assert len(server.asked) == tries


@pytest.mark.parametrize("operation", [READ, REPEATABLE, ONCE])
def test_connection_refused(
    sender: Sender, http_client: httpx.Client, clock: ManualClock, operation: Operation
) -> None:
    url = loopback.closed_port()
    with pytest.raises(errors.Unreachable):
        sender.send(operation, lambda: http_client.build_request("GET", url), understand, Lane.BULK)
    assert sender.calls == 0, "nothing left"
    assert clock.slept == [0.5, 1.0, 2.0], "four tries"


def test_a_read_timeout_of_a_write_is_unknown(server: Loopback, clock: ManualClock) -> None:
    server.otherwise = lambda _: loopback.reply(b"late", delay=0.3)
    with httpx.Client(timeout=httpx.Timeout(0.1)) as impatient:
        sender = Sender("test", impatient, LazadaLimiter(clock), clock)
        with pytest.raises(errors.OutcomeUnknown) as caught:
            sender.send(
                ONCE, lambda: impatient.build_request("POST", server.url), understand, Lane.BULK
            )
    assert caught.value.code == "ReadTimeout"
    assert sender.calls == 1


def test_a_dead_host_is_not_called_for_a_while(
    send: Callable[[Operation], str], server: Loopback, clock: ManualClock
) -> None:
    server.otherwise = lambda _: loopback.html(502)
    for _ in range(2):
        with pytest.raises(errors.Unavailable):
            send(READ)
    assert len(server.asked) == CircuitBreaker.FAILURES
    with pytest.raises(errors.Unreachable) as caught:
        send(READ)
    assert caught.value.code == "CircuitOpen"
    assert len(server.asked) == CircuitBreaker.FAILURES
    clock.advance(60)
    server.otherwise = lambda _: loopback.reply(b"back")
    assert send(READ) == "back"


def test_cancel_is_heard_before_the_call(sender: Sender, http_client: httpx.Client) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(errors.Cancelled):
        sender.send(
            ONCE,
            lambda: http_client.build_request("GET", loopback.closed_port()),
            understand,
            Lane.BULK,
            cancel,
        )
    assert sender.calls == 0


def test_cookies_are_not_kept(send: Callable[[Operation], str], server: Loopback) -> None:
    server.otherwise = lambda _: loopback.reply(b"ok", headers={"Set-Cookie": "a=b"})
    send(READ)
    send(READ)
    assert "Cookie" not in server.asked[1].headers


def test_the_server_clock_is_measured(
    send: Callable[[Operation], str], sender: Sender, server: Loopback, clock: ManualClock
) -> None:
    ahead = format_datetime(clock.now() + timedelta(hours=3), usegmt=True)
    server.script = [loopback.reply(b"ok", headers={"Date": ahead})]
    send(READ)
    assert sender.server_time.offset == timedelta(hours=3)
    assert sender.server_time.now() == clock.now(), "not applied before a refusal"
    sender.server_time.adopt()
    assert sender.server_time.now() == clock.now() + timedelta(hours=3)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("2.0", 2.0),
        ("-1", 0.0),
        ("Sun, 01 Nov 2026 00:01:00 GMT", 60.0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after(written: str, seconds: float | None) -> None:
    answer = Answer(429, {"retry-after": written}, b"")
    assert answer.retry_after(ManualClock().now()) == seconds


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://apis.haravan.com/", True),
        ("http://127.0.0.1:8080", True),
        ("http://localhost:8080/rest", True),
        ("http://apis.haravan.com", False),
        ("http://127.0.0.1.example.com", False),
        ("ftp://localhost", False),
    ],
)
def test_plain_http_is_for_this_computer_only(url: str, safe: bool) -> None:
    if safe:
        assert http.safe_base(url) == url.rstrip("/")
    else:
        with pytest.raises(ValueError, match="not https"):
            http.safe_base(url)


def test_loopback_never_goes_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch, server: Loopback
) -> None:
    monkeypatch.setenv("HTTP_PROXY", loopback.closed_port())
    with http.client() as proxied:
        assert proxied.get(server.url).status_code == 200


def test_ssl_cert_file_goes_before_the_trust_store(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    with pytest.raises(FileNotFoundError):
        http.client()
    monkeypatch.delenv("SSL_CERT_FILE")
    http.client().close()


def test_an_endless_answer_is_cut(
    send: Callable[[Operation], str], server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "ANSWER_LIMIT", 1_000)
    server.otherwise = lambda _: loopback.reply(b"x" * 1_001)
    with pytest.raises(errors.OutcomeUnknown):
        send(ONCE)


def test_many_threads_share_one_sender(
    sender: Sender, http_client: httpx.Client, server: Loopback
) -> None:
    server.otherwise = lambda _: loopback.reply(b"ok")
    most = 0
    inside = 0
    lock = threading.Lock()

    def counted(answer: Answer) -> str:
        nonlocal most, inside
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.002)
        with lock:
            inside -= 1
        return understand(answer)

    def work() -> None:
        for _ in range(10):
            sender.send(
                READ, lambda: http_client.build_request("GET", server.url), counted, Lane.BULK
            )

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sender.calls == 80
    assert most <= 3
