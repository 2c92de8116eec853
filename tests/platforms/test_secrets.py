"""No token, secret or signature in a log, an exception or a repr, whatever fails (G3, I30)."""

import logging
import traceback
from collections.abc import Callable, Iterator

import httpx
import pytest

from lazdesk.platforms import errors, http
from lazdesk.platforms.haravan.client import HaravanClient
from lazdesk.platforms.lazada.access import LazadaAccess, TokenPair
from lazdesk.platforms.lazada.client import LazadaClient
from lazdesk.platforms.lazada.payloads import PackOrder
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.platforms.limits import HaravanBucket, LazadaLimiter
from tests.platforms.conftest import SECRETS, MemoryStore
from tests.platforms.manual_clock import ManualClock

Answer = Callable[[httpx.Request], httpx.Response]


def _raise(kind: type[httpx.RequestError]) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        raise kind(f"while talking to {request.url}", request=request)

    return answer


def _echo(status: int, wrap: str) -> Answer:
    """A platform that repeats the request, token and all, in its answer."""

    def answer(request: httpx.Request) -> httpx.Response:
        seen = f"{request.url} {request.headers.get('authorization')} {request.content!r}"
        return httpx.Response(status, text=wrap % seen.replace('"', "'").replace("\\", "/"))

    return answer


FAILURES: dict[str, Answer] = {
    **{
        kind.__name__: _raise(kind)
        for kind in (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.ReadTimeout,
            httpx.ReadError,
            httpx.WriteError,
            httpx.RemoteProtocolError,
            httpx.ProxyError,
            httpx.PoolTimeout,
            httpx.DecodingError,
        )
    },
    "HTML 502": _echo(502, "<html>%s</html>"),
    "HTML 200": _echo(200, "<html>%s</html>"),
    "plain 400": _echo(400, "%s"),
    "Lazada refuses": _echo(200, '{"code": "16", "message": "%s"}'),
    "Lazada dead token": _echo(200, '{"code": "IllegalAccessToken", "message": "%s"}'),
    "Haravan refuses": _echo(422, '{"errors": "%s"}'),
    "Haravan 401": _echo(401, '{"error": "%s"}'),
}


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


def _assert_clean(text: str, signatures: list[str]) -> None:
    for secret in (*SECRETS.values(), *signatures):
        assert secret not in text
        assert secret[:20] not in text


@pytest.mark.parametrize("name", FAILURES)
def test_failures_tell_no_secret(
    name: str,
    pair: TokenPair,
    clock: ManualClock,
    everything_logged: pytest.LogCaptureFixture,
) -> None:
    signatures: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sign = request.url.params.get("sign")
        signatures.extend([sign] if sign else [])
        return FAILURES[name](request)

    with http.client(httpx.MockTransport(answer)) as simulated:
        app = AppKey("500123", SECRETS["app_secret"])
        store = MemoryStore(pair)
        access = LazadaAccess("https://auth.lazada.com", app, store, simulated, clock)
        limiter = LazadaLimiter(clock)
        lazada = LazadaClient("https://api.lazada.vn/rest", access, simulated, limiter, clock)
        haravan = HaravanClient(
            "https://apis.haravan.com",
            lambda: SECRETS["haravan_token"],
            simulated,
            HaravanBucket(clock),
            clock,
        )
        uses: list[Callable[[], object]] = [
            lazada.seller,
            lambda: lazada.pack([PackOrder("1", ("2",))]),
            lambda: access.exchange(SECRETS["refresh_token"]),
            lambda: access.renewed(SECRETS["access_token"]),
            haravan.shop,
            lambda: haravan.create_order({}),
        ]
        for use in uses:
            with pytest.raises(errors.PlatformError) as caught:
                use()
            shown = "".join(traceback.format_exception(caught.value))
            _assert_clean(f"{caught.value!r} {caught.value} {shown}", signatures)
            chained = caught.value.__context__
            assert not isinstance(chained, httpx.HTTPError), "it would hold the URL"
    _assert_clean(everything_logged.text, signatures)


def test_a_successful_call_logs_nothing_secret(
    lazada: LazadaClient, everything_logged: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(errors.Unavailable):
        lazada.seller()  # the loopback answers {}: real sockets, real httpcore records
    _assert_clean(everything_logged.text, [])
    assert "access_token" not in everything_logged.text


def test_records_do_not_show_secrets(pair: TokenPair) -> None:
    _assert_clean(repr(pair), [])
    assert "seller@example.com" not in repr(pair)
