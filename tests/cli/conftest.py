"""A merchant's machine with practice shops in reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.server import Addresses, PracticeShops
from lazdesk.sandbox.world import Options, World, WorldClock
from tests.cli import file_keyring
from tests.cli.terminal import lazdesk

REDIRECT_URI = "http://127.0.0.1:1/callback"


@pytest.fixture
def keyring(private_machine: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A keyring that this process and the programs it starts share."""
    monkeypatch.setenv(file_keyring.FILE, str(tmp_path / "keyring.json"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.cli.file_keyring.Keyring")


def use(addresses: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    """Environment variables alone lead the program to these shops (G4)."""
    monkeypatch.setenv("LAZDESK_LAZADA_API_URL", addresses.lazada_api)
    monkeypatch.setenv("LAZDESK_LAZADA_AUTH_URL", addresses.lazada_auth)
    monkeypatch.setenv("LAZDESK_HARAVAN_API_URL", addresses.haravan_api)


def world(products: int = 12, lazada_shops: int = 1) -> World:
    """A small world, thirty times as fast as ours. It begins a little behind, so that a slow test
    ends before the PC's clock is reported as wrong (A8)."""
    clock = WorldClock(30, datetime.now(UTC) - timedelta(minutes=4))
    options = Options(lazada=LazadaOptions(rts_pending_seconds=0), lazada_shops=lazada_shops)
    return World(7, products, clock, options)


@pytest.fixture
def shops(keyring: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeShops]:
    """Practice shops that nobody is connected to."""
    with PracticeShops(world()) as open_shops:
        use(open_shops.addresses, monkeypatch)
        yield open_shops


def connect(shops: PracticeShops, number: int = 1) -> None:
    """Connects both sides; ``number`` is the Lazada shop's."""
    token = shops.world.haravan.token
    assert lazdesk("connect", "haravan", "--token", "-", stdin=token).status == 0
    connect_lazada(shops, number)


def connect_lazada(shops: PracticeShops, number: int = 1) -> None:
    app = shops.world.lazada_platform.app
    shop = shops.world.lazada_shops[number - 1]
    code = shops.call(lambda world: world.lazada_platform.grant(shop))
    words = ["connect", "lazada", "--app-key", app.key, "--app-secret", "-", "--code", code]
    ran = lazdesk(*words, "--shop", str(shop.seller_id), stdin=app.secret)
    assert ran.status == 0, ran.err


@pytest.fixture
def connected(shops: PracticeShops) -> PracticeShops:
    """Practice shops that this machine is connected to, with short waits."""
    connect(shops)
    for key, seconds in (("list_lag", "0.3"), ("post_deadline", "0.3")):
        assert lazdesk("config", "set", f"orders.{key}_seconds", seconds).status == 0
    return shops


def sell(shops: PracticeShops, count: int = 1, payment: str = "COD") -> list[str]:
    """Buyers order this many times; returns the orders' numbers."""

    def order(world: World) -> list[str]:
        skus = list(world.lazada.by_seller_sku)
        return [
            str(world.lazada.place_order({skus[number]: 1}, payment, oversell=True).order_id)
            for number in range(count)
        ]

    return shops.call(order)
