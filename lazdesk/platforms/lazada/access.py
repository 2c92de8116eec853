"""Consent, token exchange and silent refresh (A2, A4, A8; lazada.md §3)."""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol, Self
from urllib.parse import urlencode

import httpx
import msgspec

from lazdesk.platforms import errors, http, reading
from lazdesk.platforms.clock import Clock
from lazdesk.platforms.http import Effect, Operation
from lazdesk.platforms.lazada.gateway import PLATFORM, Gateway
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.platforms.limits import Lane, LazadaLimiter

log = logging.getLogger(__name__)

_EXCHANGE = Operation("token create", Effect.ONCE, "/auth/token/create")
_REFRESH = Operation("token refresh", Effect.ONCE, "/auth/token/refresh")
_REFRESH_BEFORE = timedelta(minutes=30)
_REST_AFTER_FAILURE = 60.0
# A refresh token Lazada knows no more, and an app that may not refresh at all (lazada.md §3.7).
DEAD_REFRESH = frozenset({"IllegalRefreshToken", "AUTH_TYPE_UNSUPPORTED"})


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a consent or a refresh gives. ``refresh_expires_at`` is ``None`` when there is none.

    A refresh starts the access token's life anew, never the refresh token's (lazada.md §3.3).
    """

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    access_expires_at: datetime
    refresh_expires_at: datetime | None
    seller_id: str
    country: str
    account: str = field(repr=False)
    short_code: str
    issued_at: datetime

    def refresh_at(self) -> datetime:
        """When to renew it: half an hour before the end, as Lazada advises.

        A tenth of its life where that is shorter, or short-lived tokens would never rest.
        """
        life = self.access_expires_at - self.issued_at
        return self.access_expires_at - min(_REFRESH_BEFORE, life / 10)

    def to_text(self) -> str:
        """All of it, secrets included, as one line for the keyring."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_text(cls, text: str) -> Self:
        """What ``to_text`` wrote; ``ValueError`` for anything else."""
        try:
            return msgspec.json.decode(text, type=cls)
        except msgspec.MsgspecError:
            raise ValueError("not a stored token pair") from None


class TokenStore(Protocol):
    """Where the pair is kept (A3); every process of the desk works on the same one."""

    def load(self) -> TokenPair | None:
        """The pair stored last."""

    def save(self, pair: TokenPair) -> None:
        """Store the pair; it is on disk when this returns."""

    def exclusive(self) -> AbstractContextManager[object]:
        """Keeps every other thread and process from refreshing meanwhile.

        Raises ``TimeoutError`` when one of them does not come to an end.
        """


def authorize_url(
    auth_url: str, app_key: str, redirect_uri: str, state: str, country: str = "vn"
) -> str:
    """The consent page for the browser (lazada.md §3.1); ``auth_url`` is without ``/rest``."""
    query = {
        "response_type": "code",
        "force_auth": "true",
        "redirect_uri": redirect_uri,
        "client_id": app_key,
        "state": state,
        "country": country,
    }
    return f"{http.safe_base(auth_url)}/oauth/authorize?{urlencode(query)}"


class LazadaAccess:
    """The tokens of one shop; shared by all its threads."""

    def __init__(
        self, auth_url: str, app: AppKey, store: TokenStore, client: httpx.Client, clock: Clock
    ) -> None:
        # A limiter of its own: a refresh must never wait for calls that wait for the refresh.
        limiter = LazadaLimiter(clock)
        self.app = app
        self._gateway = Gateway(f"{http.safe_base(auth_url)}/rest", app, client, limiter, clock)
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._pair: TokenPair | None = None
        self._dead = ""  # the access token that was refused and could not be renewed
        self._rest_until = clock.monotonic()

    @property
    def calls(self) -> int:
        """HTTP requests that left for the token host."""
        return self._gateway.sender.calls

    def exchange(self, code: str) -> TokenPair:
        """The pair for the ``code`` of a consent: one use, 30 minutes (lazada.md §3.1).

        It is not stored: whether this seller is wanted is the caller's to decide (A2, A5), who
        then calls ``adopt``. Raises ``Refused`` (``InvalidCode``) and the network errors.
        """
        return self._obtain(_EXCHANGE, {"code": code}, None)

    def adopt(self, pair: TokenPair) -> None:
        """Store ``pair`` and use it from now on. Raises ``NotExecuted`` when a refresh is under way
        and does not come to an end."""
        with self._lock, self._turn():
            self._keep(pair)

    def token(self) -> str:
        """A living access token, renewed when its end is near.

        Raises ``Unauthorized`` when there is none or it cannot be renewed, or the network error of
        the refresh. While the old one lives, a failed refresh is only logged and tried later.
        """
        with self._lock:
            pair = self._current()
            now = self._clock.now()
            if pair.access_token == self._dead or now >= pair.access_expires_at:
                # Another process may have renewed it, or the merchant reconnected there.
                pair = self._stored()
            if pair.access_token == self._dead:
                raise _no_access("IllegalRefreshToken", "access has run out and cannot be renewed")
            alive = now < pair.access_expires_at
            rests = pair.refresh_expires_at is None or self._clock.monotonic() < self._rest_until
            if now < pair.refresh_at() or (alive and rests):
                return pair.access_token
            try:
                return self._refresh(pair.access_token).access_token
            except errors.PlatformError as failure:
                if not alive:
                    raise
                self._rest_until = self._clock.monotonic() + _REST_AFTER_FAILURE
                log.warning("early refresh failed, the token still lives: %s", failure)
                return pair.access_token

    def renewed(self, refused: str) -> str:
        """A token other than the ``refused`` one: at most one refresh however many threads and
        processes ask. What cannot be renewed is not tried again until the merchant reconnects."""
        with self._lock:
            try:
                return self._refresh(refused).access_token
            except errors.Unauthorized:
                self._dead = refused
                raise

    def _current(self) -> TokenPair:
        return self._pair or self._stored()

    def _stored(self) -> TokenPair:
        """The pair as it is stored now, by whichever process."""
        self._pair = self._store.load()
        if self._pair is None:
            raise _no_access("NotConnected", "no shop is connected")
        return self._pair

    def _refresh(self, old: str) -> TokenPair:
        """A pair whose access token is not the ``old`` one (A4).

        One process of the desk at a time: who waited finds what the first one stored.
        """
        with self._turn():
            pair = self._stored()
            return self._rotate(pair) if pair.access_token == old else pair

    @contextmanager
    def _turn(self) -> Iterator[None]:
        try:
            with self._store.exclusive():
                yield
        except TimeoutError:
            raise _not_renewed("Busy", "another process refreshes the access") from None

    def _rotate(self, pair: TokenPair) -> TokenPair:
        if pair.refresh_expires_at is None:
            raise _no_access("IllegalRefreshToken", "access has run out and cannot be renewed")
        try:
            new = self._obtain(_REFRESH, {"refresh_token": pair.refresh_token}, pair)
        except errors.Unauthorized as refusal:
            if refusal.code in DEAD_REFRESH:
                # Remembered where every process sees it: only a reconnection helps (A5).
                self._keep(replace(pair, refresh_expires_at=None))
            raise
        except errors.OutcomeUnknown as lost:
            # The call this was for has not been sent; the next one tries the old pair again, which
            # ends in Unauthorized when Lazada did rotate it (A5).
            raise _not_renewed(lost.code, lost.message, lost.http_status) from None
        self._keep(new)
        return new

    def _keep(self, pair: TokenPair) -> None:
        # Stored before it is used: the old pair is dead from here on (A4).
        self._store.save(pair)
        self._pair = pair

    def _obtain(
        self, operation: Operation, params: Mapping[str, str], old: TokenPair | None
    ) -> TokenPair:
        return self._gateway.call(
            operation,
            "POST",
            params,
            lambda said: _token_pair(said, self._clock.now(), old),
            lane=Lane.CLICK,
        )


def _no_access(code: str, message: str) -> errors.Unauthorized:
    return errors.Unauthorized(platform=PLATFORM, operation="access", code=code, message=message)


def _not_renewed(code: str, message: str, http_status: int | None = None) -> errors.NotExecuted:
    return errors.NotExecuted(
        platform=PLATFORM,
        operation=_REFRESH.name,
        code=code,
        message=message,
        http_status=http_status,
    )


def _token_pair(said: Mapping[str, Any], now: datetime, old: TokenPair | None) -> TokenPair:
    """The pair in a token answer; a refresh names the list of countries otherwise than a create."""
    sellers = reading.rows(said.get("country_user_info")) or reading.rows(
        said.get("country_user_info_list")
    )
    country = reading.text(said.get("country")).lower()
    listed = [s for s in sellers if reading.text(s.get("country")).lower() == country]
    seller = (listed or sellers or [{}])[0]
    refresh_seconds = reading.whole(said.get("refresh_expires_in"))
    pair = TokenPair(
        access_token=reading.key(said, "access_token"),
        refresh_token=reading.text(said.get("refresh_token")),
        access_expires_at=now + timedelta(seconds=reading.whole(said.get("expires_in"))),
        refresh_expires_at=now + timedelta(seconds=refresh_seconds) if refresh_seconds else None,
        seller_id=reading.text(seller.get("seller_id")),
        country=country,
        account=reading.text(said.get("account")),
        short_code=reading.text(seller.get("short_code")),
        issued_at=now,
    )
    if old is None:
        return pair
    return replace(
        pair,
        refresh_token=pair.refresh_token or old.refresh_token,
        seller_id=pair.seller_id or old.seller_id,
        country=pair.country or old.country,
        account=pair.account or old.account,
        short_code=pair.short_code or old.short_code,
    )
