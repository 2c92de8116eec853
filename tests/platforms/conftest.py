"""A loopback platform and the clients that talk to it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
import pytest

from lazdesk.platforms import http
from lazdesk.platforms.haravan.client import HaravanClient
from lazdesk.platforms.lazada.access import LazadaAccess, TokenPair
from lazdesk.platforms.lazada.client import LazadaClient
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.platforms.limits import HaravanBucket, LazadaLimiter
from tests.platforms import loopback
from tests.platforms.loopback import Loopback
from tests.platforms.manual_clock import ManualClock

SECRETS = {
    "app_secret": "7bd2c6e0a1f94d35b8e1c0f3a9d47e62",
    "access_token": "50000601c30atpedfgu3LVvik87Ixlsvle3mSoB7701ceb156fPunYZ43GBg",
    "refresh_token": "500016000300bwa2WteaQyfwBMnPxurcA0mXGhQdTt18356663CfcDTYpWoi",
    "haravan_token": "F3A1B2C4D5E6F7081920314253647586978A9BACBDCEDFE0F1A2B3C4D5E6F708",
}


class MemoryStore:
    """A token store that remembers every pair it was given."""

    def __init__(self, pair: TokenPair | None = None) -> None:
        self.saved = [] if pair is None else [pair]
        self.turn = threading.Lock()
        self.wanted = threading.Event()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """One at a time, as between processes."""
        self.wanted.set()
        if not self.turn.acquire(timeout=1):
            raise TimeoutError
        try:
            yield
        finally:
            self.turn.release()

    def load(self) -> TokenPair | None:
        """The last pair."""
        return self.saved[-1] if self.saved else None

    def save(self, pair: TokenPair) -> None:
        """Remember it."""
        self.saved.append(pair)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback.serving() as running:
        yield running


@pytest.fixture
def http_client() -> Iterator[httpx.Client]:
    with http.client() as built:
        yield built


@pytest.fixture
def pair(clock: ManualClock) -> TokenPair:
    return TokenPair(
        access_token=SECRETS["access_token"],
        refresh_token=SECRETS["refresh_token"],
        access_expires_at=clock.now() + timedelta(days=7),
        refresh_expires_at=clock.now() + timedelta(days=30),
        seller_id="200123456",
        country="vn",
        account="seller@example.com",
        short_code="VN1ABCDE",
        issued_at=clock.now(),
    )


@pytest.fixture
def store(pair: TokenPair) -> MemoryStore:
    return MemoryStore(pair)


@pytest.fixture
def access(
    server: Loopback, store: MemoryStore, http_client: httpx.Client, clock: ManualClock
) -> LazadaAccess:
    app = AppKey("500123", SECRETS["app_secret"])
    return LazadaAccess(server.url, app, store, http_client, clock)


@pytest.fixture
def lazada(
    server: Loopback, access: LazadaAccess, http_client: httpx.Client, clock: ManualClock
) -> LazadaClient:
    return LazadaClient(f"{server.url}/rest", access, http_client, LazadaLimiter(clock), clock)


@pytest.fixture
def haravan(server: Loopback, http_client: httpx.Client, clock: ManualClock) -> HaravanClient:
    bucket = HaravanBucket(clock)
    return HaravanClient(server.url, lambda: SECRETS["haravan_token"], http_client, bucket, clock)
