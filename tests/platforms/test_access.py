"""Consent, exchange and silent refresh (A2, A4, A8)."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from lazdesk.platforms import errors
from lazdesk.platforms.lazada import access as lazada_access
from lazdesk.platforms.lazada.access import LazadaAccess, TokenPair
from lazdesk.platforms.lazada.client import LazadaClient
from tests.platforms import loopback
from tests.platforms.conftest import SECRETS, MemoryStore
from tests.platforms.loopback import Asked, Loopback, Reply
from tests.platforms.manual_clock import ManualClock

WEEK = timedelta(days=7)
NEW = "50000401freshaccesstokenfreshaccesstokenfreshaccesstoken00001"
NEW_REFRESH = "50001401freshrefreshtokenfreshrefreshtokenfreshrefresh000001"
DEAD = {
    "code": "IllegalAccessToken",
    "type": "ISV",
    "message": "The specified access token is invalid or expired",
    "request_id": "0ba2887315172940728551014",
}


def granted(**changes: Any) -> dict[str, Any]:
    return {
        "access_token": NEW,
        "refresh_token": NEW_REFRESH,
        "expires_in": 604800,
        "refresh_expires_in": "2591000",
        "country": "VN",
        "account_platform": "seller_center",
        "account": "seller@example.com",
        "account_id": None,
        "code": "0",
        "request_id": "0ba9f84415579064983495524",
        "country_user_info_list": [
            {"country": "vn", "seller_id": "200123456", "short_code": "VN1ABCDE"}
        ],
        **changes,
    }


def test_authorize_url() -> None:
    url = lazada_access.authorize_url(
        "https://auth.lazada.com", "500123", "http://127.0.0.1:53682/callback", "nonce"
    )
    parts = urlsplit(url)
    assert (parts.netloc, parts.path) == ("auth.lazada.com", "/oauth/authorize")
    assert parse_qs(parts.query) == {
        "response_type": ["code"],
        "force_auth": ["true"],
        "redirect_uri": ["http://127.0.0.1:53682/callback"],
        "client_id": ["500123"],
        "state": ["nonce"],
        "country": ["vn"],
    }


def test_exchange_reads_lifetimes_and_seller_and_stores_nothing(
    access: LazadaAccess, server: Loopback, store: MemoryStore, clock: ManualClock
) -> None:
    created = granted(
        country_user_info=[
            {"country": "sg", "seller_id": "1", "short_code": "SG1"},
            {"country": "VN", "seller_id": 200123456, "short_code": "VN1ABCDE"},
        ]
    )
    server.script = [loopback.reply(created)]
    pair = access.exchange("0_100132_2DL4DV3jcU1UOT7WGI1A4rY91")
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("POST", "/rest/auth/token/create")
    assert asked.form["code"] == "0_100132_2DL4DV3jcU1UOT7WGI1A4rY91"
    assert "access_token" not in asked.form
    assert pair.seller_id == "200123456"
    assert pair.country == "vn"
    assert pair.access_expires_at - clock.now() == timedelta(days=7)
    assert pair.refresh_expires_at == clock.now() + timedelta(seconds=2_591_000)
    assert len(store.saved) == 1
    access.adopt(pair)
    assert store.load() is pair
    assert access.token() == NEW


def test_a_used_code_is_refused(access: LazadaAccess, server: Loopback) -> None:
    server.script = [
        loopback.reply({"code": "InvalidCode", "message": "Invalid authorization code"})
    ]
    with pytest.raises(errors.Refused) as caught:
        access.exchange("0_1")
    assert caught.value.code == "InvalidCode"


@pytest.mark.parametrize(
    ("life", "rest_before_refresh"),
    [(timedelta(days=30), timedelta(minutes=30)), (timedelta(seconds=100), timedelta(seconds=10))],
)
def test_refresh_moment(pair: TokenPair, life: timedelta, rest_before_refresh: timedelta) -> None:
    expires = pair.issued_at + life
    assert expires - replace(pair, access_expires_at=expires).refresh_at() == rest_before_refresh


def test_a_token_near_its_end_is_renewed_and_stored_first(
    access: LazadaAccess, server: Loopback, store: MemoryStore, clock: ManualClock
) -> None:
    assert access.token() == SECRETS["access_token"]
    assert not server.asked
    clock.advance(7 * 86_400 - 1_799)
    server.script = [loopback.reply(granted())]
    assert access.token() == NEW
    (asked,) = server.asked
    assert asked.path == "/rest/auth/token/refresh"
    assert asked.form["refresh_token"] == SECRETS["refresh_token"]
    saved = store.load()
    assert saved
    assert (saved.access_token, saved.refresh_token) == (NEW, NEW_REFRESH)


def test_the_pair_is_stored_before_it_is_used(
    access: LazadaAccess, server: Loopback, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: TokenPair) -> None:
        raise OSError("keyring locked")

    monkeypatch.setattr(store, "save", full)
    server.script = [loopback.reply(granted())]
    with pytest.raises(OSError, match="keyring locked"):
        access.renewed(SECRETS["access_token"])
    assert access.token() == SECRETS["access_token"]


def test_a_failed_early_refresh_is_harmless_and_not_repeated_at_once(
    access: LazadaAccess,
    server: Loopback,
    clock: ManualClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock.advance(7 * 86_400 - 600)
    server.otherwise = lambda _: loopback.html(502)
    assert access.token() == SECRETS["access_token"]
    asked = len(server.asked)
    assert access.token() == SECRETS["access_token"]
    assert len(server.asked) == asked
    assert "early refresh failed" in caplog.text


def test_a_dead_refresh_token_ends_in_unauthorized(
    access: LazadaAccess, server: Loopback, clock: ManualClock
) -> None:
    clock.advance(8 * 86_400)
    server.otherwise = lambda _: loopback.reply({"code": "IllegalRefreshToken", "message": "no"})
    with pytest.raises(errors.Unauthorized):
        access.token()


@pytest.mark.parametrize("code", ["IllegalRefreshToken", "AUTH_TYPE_UNSUPPORTED"])
def test_a_dead_refresh_token_is_tried_once_and_never_again_until_reconnected(
    access: LazadaAccess, server: Loopback, clock: ManualClock, pair: TokenPair, code: str
) -> None:
    """A4, A5: not once per step, not after a restart either: the store remembers it."""
    clock.advance(8 * 86_400)
    server.otherwise = lambda _: loopback.reply({"code": code, "message": "no"})
    for _ in range(3):
        with pytest.raises(errors.Unauthorized):
            access.token()
    assert len(server.asked) == 1
    now = clock.now()
    access.adopt(replace(pair, access_token=NEW, issued_at=now, access_expires_at=now + WEEK))
    assert access.token() == NEW


def test_a_refused_token_that_cannot_be_renewed_leaves_the_desk_no_more(
    lazada: LazadaClient, access: LazadaAccess, server: Loopback, pair: TokenPair
) -> None:
    """While access is out the steps of a cycle do not ask Lazada again and again."""

    def answer(asked: Asked) -> Reply:
        refused = "IllegalRefreshToken" if "token" in asked.path else "IllegalAccessToken"
        return loopback.reply({"code": refused, "message": "no"})

    server.otherwise = answer
    for _ in range(3):
        with pytest.raises(errors.Unauthorized):
            lazada.seller()
    assert [asked.path.rsplit("/", 1)[1] for asked in server.asked] == ["get", "refresh"]
    access.adopt(replace(pair, access_token=NEW))
    assert access.token() == NEW


def test_a_reconnection_in_another_process_is_noticed(
    lazada: LazadaClient, store: MemoryStore, server: Loopback, pair: TokenPair
) -> None:
    server.script = [loopback.reply(DEAD), loopback.reply({"code": "IllegalRefreshToken"})]
    with pytest.raises(errors.Unauthorized):
        lazada.seller()
    store.save(replace(pair, access_token=NEW))  # what another process's `connect` does
    server.otherwise = platform([])
    assert lazada.seller().seller_id == "1"


def test_whoever_waited_for_another_process_takes_its_pair(
    access: LazadaAccess, store: MemoryStore, server: Loopback, pair: TokenPair
) -> None:
    """A4: the store is read again once the turn is ours, not before."""
    found: list[str] = []

    def renew() -> None:
        found.append(access.renewed(SECRETS["access_token"]))

    access.token()
    with store.exclusive():
        store.wanted.clear()
        thread = threading.Thread(target=renew)
        thread.start()
        assert store.wanted.wait(5)
        store.save(replace(pair, access_token=NEW))
    thread.join()
    assert found == [NEW]
    assert not server.asked


def test_a_refresh_that_cannot_have_its_turn_is_not_executed(
    access: LazadaAccess, store: MemoryStore, server: Loopback
) -> None:
    with store.exclusive(), pytest.raises(errors.NotExecuted):
        access.renewed(SECRETS["access_token"])
    assert not server.asked


def test_a_lost_refresh_means_the_call_was_not_executed(
    access: LazadaAccess, server: Loopback, clock: ManualClock
) -> None:
    clock.advance(8 * 86_400)
    server.script = [loopback.reset, loopback.reply(granted())]
    with pytest.raises(errors.NotExecuted):
        access.token()
    assert access.token() == NEW


def test_without_a_pair_there_is_no_call(
    access: LazadaAccess, store: MemoryStore, server: Loopback
) -> None:
    store.saved.clear()
    with pytest.raises(errors.Unauthorized) as caught:
        access.token()
    assert caught.value.code == "NotConnected"
    assert not server.asked


def test_a_pair_that_another_process_rotated_is_taken_over(
    access: LazadaAccess, store: MemoryStore, pair: TokenPair, server: Loopback
) -> None:
    access.token()
    store.save(replace(pair, access_token=NEW))
    assert access.renewed(SECRETS["access_token"]) == NEW
    assert not server.asked


def platform(refreshes: list[Asked]) -> Any:
    """Refuses any token but the new one, and gives that one out."""

    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/auth/token/refresh"):
            refreshes.append(asked)
            return loopback.reply(granted(), delay=0.05)
        if asked.params["access_token"] != NEW:
            return loopback.reply(DEAD)
        return loopback.reply({"code": "0", "data": {"seller_id": 1}})

    return answer


def test_threads_that_meet_a_dead_token_refresh_once(
    lazada: LazadaClient, server: Loopback
) -> None:
    refreshes: list[Asked] = []
    server.otherwise = platform(refreshes)
    found = []

    def work() -> None:
        found.append(lazada.seller().seller_id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["1"] * 4
    assert len(refreshes) == 1


def test_a_token_refused_again_after_the_refresh_is_unauthorized(
    lazada: LazadaClient, server: Loopback
) -> None:
    def answer(asked: Asked) -> Reply:
        return loopback.reply(granted() if "token" in asked.path else DEAD)

    server.otherwise = answer
    with pytest.raises(errors.Unauthorized):
        lazada.seller()
    assert [asked.path.rsplit("/", 1)[1] for asked in server.asked] == ["get", "refresh", "get"]


def test_a_refused_timestamp_takes_the_servers_time_once(
    lazada: LazadaClient, server: Loopback
) -> None:
    stale = {"code": "IllegalTimestamp", "message": "The timestamp is not valid"}
    date = {"Date": "Sun, 01 Nov 2026 05:00:00 GMT"}
    server.script = [
        loopback.reply(stale, headers=date),
        loopback.reply({"code": "0", "data": {"seller_id": 1}}, headers=date),
    ]
    assert lazada.seller().seller_id == "1"
    first, second = (int(asked.query["timestamp"]) for asked in server.asked)
    assert second - first == pytest.approx(5 * 3_600_000, abs=2_000)
    assert lazada.clock_offset
    assert lazada.clock_offset > timedelta(hours=4)
    server.otherwise = lambda _: loopback.reply(stale, headers=date)
    with pytest.raises(errors.Refused):
        lazada.seller()
    assert len(server.asked) == 4


def test_a_pair_survives_the_keyring(pair: TokenPair) -> None:
    for stored in (pair, replace(pair, refresh_expires_at=None)):
        assert TokenPair.from_text(stored.to_text()) == stored


@pytest.mark.parametrize("text", ["", "{}", "null", '{"access_token": "50000secret"'])
def test_other_text_is_no_pair_and_is_not_shown(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a stored token pair$"):
        TokenPair.from_text(text)
