"""Connecting with wrong or strange input: one clear message, status 3, data as before (A1–A5)."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lazdesk.commands import loopback
from lazdesk.platforms.errors import Cancelled
from lazdesk.sandbox.haravan import show_goods
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World
from tests.cli.conftest import connect, connect_lazada, sell, use, world
from tests.cli.consent import allow, visit
from tests.cli.terminal import Ran, free_ports, lazdesk, program


def entries(tmp_path: Path) -> str:
    """What the keyring holds; it must not change when a connection is refused."""
    file = tmp_path / "keyring.json"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def desk(tmp_path: Path) -> tuple[Any, str]:
    return lazdesk("status", "--json").document, entries(tmp_path)


def lazada(shops: PracticeShops, *words: str, secret: str | None = None) -> Ran:
    app = shops.world.lazada_platform.app
    asked = ["connect", "lazada", "--app-key", app.key, "--app-secret", "-", "--json", *words]
    return lazdesk(*asked, stdin=secret or app.secret)


def code(shops: PracticeShops, number: int = 1) -> str:
    shop = shops.world.lazada_shops[number - 1]
    return shops.call(lambda world: world.lazada_platform.grant(shop))


# --- Haravan --------------------------------------------------------------------------------------


def test_a_wrong_haravan_token(shops: PracticeShops, tmp_path: Path) -> None:
    before = desk(tmp_path)
    ran = lazdesk("connect", "haravan", "--token", "-", "--json", stdin="not-the-token\n")
    assert (ran.status, ran.error) == (3, "haravan_token_wrong")
    assert "not-the-token" not in ran.out + ran.err
    assert desk(tmp_path) == before


@pytest.mark.parametrize("missing", ["orders", "inventories", "products", "shop"])
def test_a_missing_read_scope_is_named(shops: PracticeShops, tmp_path: Path, missing: str) -> None:
    before = desk(tmp_path)

    def take_away(world: World) -> None:
        for right in ("read", "write"):  # the right to write includes the right to read
            world.haravan.remove_scope(f"com.{right}_{missing}")

    shops.call(take_away)
    ran = lazdesk("connect", "haravan", "--token", "-", stdin=shops.world.haravan.token)
    assert ran.status == 3
    assert f"com.read_{missing}" in ran.err
    assert "Ứng dụng riêng tư" in ran.err
    assert desk(tmp_path) == before


def test_a_missing_write_scope_is_named_at_its_first_refusal(connected: PracticeShops) -> None:
    connected.call(lambda world: world.haravan.remove_scope("com.write_orders"))
    sell(connected)
    ran = lazdesk("sync", "--once", "--json")
    assert ran.status == 3
    assert "com.write_orders" in ran.err
    assert ran.document["waiting"] == 1


def test_an_empty_secret(shops: PracticeShops) -> None:
    ran = lazdesk("connect", "haravan", "--token", "-", "--json")
    assert (ran.status, ran.error) == (2, "usage")


def test_another_haravan_shop_is_refused(
    connected: PracticeShops, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk(tmp_path)
    monkeypatch.setattr(show_goods, "ORG_ID", show_goods.ORG_ID + 1)
    token = connected.world.haravan.token
    ran = lazdesk("connect", "haravan", "--token", "-", "--json", stdin=token)
    assert (ran.status, ran.error) == (3, "other_haravan_shop")
    assert desk(tmp_path) == before


# --- Lazada ---------------------------------------------------------------------------------------


def test_a_wrong_app_secret(shops: PracticeShops, tmp_path: Path) -> None:
    before = desk(tmp_path)
    ran = lazada(shops, "--code", code(shops), secret="0123456789abcdef0123456789abcdef")
    assert (ran.status, ran.error) == (3, "app_secret_wrong")
    assert "0123456789abcdef" not in ran.out + ran.err
    assert desk(tmp_path) == before


def test_a_code_is_good_once_and_for_half_an_hour(shops: PracticeShops, tmp_path: Path) -> None:
    used = code(shops)
    assert lazada(shops, "--code", used).status == 0
    before = desk(tmp_path)
    assert (ran := lazada(shops, "--code", used)).status == 3
    assert ran.error == "code_invalid"
    old = code(shops)
    shops.call(lambda world: world.advance(30 * 60 + 1))
    assert (ran := lazada(shops, "--code", old)).status == 3
    assert ran.error == "code_invalid"
    assert desk(tmp_path) == before


def test_another_shop_on_reconnect_is_refused(
    keyring: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with PracticeShops(world(lazada_shops=2)) as shops:
        use(shops.addresses, monkeypatch)
        connect(shops)
        before = desk(tmp_path)
        ran = lazada(shops, "--code", code(shops, 2))
        assert (ran.status, ran.error) == (3, "other_seller")
        first = str(shops.world.lazada.seller_id)
        assert lazada(shops, "--shop", first, "--code", code(shops, 2)).error == "other_seller"
        assert desk(tmp_path) == before
        # Named, it is a second shop; then a command must say which one it means.
        connect_lazada(shops, 2)
        assert len(lazdesk("status", "--json").document["shops"]) == 2
        assert lazdesk("products", "list", "--json").error == "which_shop"
        # Nor is it guessed whose access is renewed, and the code is not spent on the question.
        unspent = code(shops, 2)
        assert (ran := lazada(shops, "--code", unspent)).status == 2
        assert ran.error == "which_shop"
        second = str(shops.world.lazada_shops[1].seller_id)
        assert lazada(shops, "--shop", second, "--code", unspent).status == 0
        calls = len(shops.world.calls)
        document = lazdesk("sync", "--once", "--json").document
        assert sum(document["calls"].values()) == len(shops.world.calls) - calls
        for seller_id in (first, second):
            assert lazdesk("products", "list", "--shop", seller_id, "--json").document
        assert lazdesk("products", "list", "--shop", "4711", "--json").error == "no_such_shop"


def test_one_shops_trouble_is_not_the_others(
    keyring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A10: shops never mix; the sum of a run holds what each of them did."""
    with PracticeShops(world(lazada_shops=2)) as shops:
        use(shops.addresses, monkeypatch)
        connect(shops)
        connect_lazada(shops, 2)
        shops.call(lambda world: world.lazada_platform.revoke(world.lazada))
        ran = lazdesk("sync", "--once", "--json")
        assert ran.status == 3
        assert ran.document["pulled"]["lazada_products"] > 0
        last = {
            s["seller_id"]: s["last_sync_at"] for s in lazdesk("status", "--json").document["shops"]
        }
        first, second = (str(shop.seller_id) for shop in shops.world.lazada_shops)
        assert last[first] is None
        assert last[second] is not None


# --- the consent in the browser (A2) --------------------------------------------------------------


@pytest.fixture
def asked(shops: PracticeShops, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Runs ``connect lazada`` up to the browser, as another process would, and leaves it there;
    returns the address of the consent page."""

    def gone(_uri: str, _cancel: threading.Event, listening: Callable[[], None]) -> str:
        listening()
        raise Cancelled

    def ask() -> str:
        with monkeypatch.context() as patched:
            patched.setattr(loopback, "wait_for_redirect", gone)
            ran = lazada(shops)
        return next(line for line in ran.err.splitlines() if line.startswith("http"))

    return ask


def test_the_redirected_address_connects_once(
    shops: PracticeShops, asked: Callable[[], str]
) -> None:
    redirected = allow(asked())
    ran = lazada(shops, "--redirected", redirected)
    assert ran.status == 0
    assert ran.document["seller_id"] == str(shops.world.lazada.seller_id)
    assert (ran := lazada(shops, "--redirected", redirected)).status == 3
    assert ran.error == "consent_expired"


def test_a_changed_state_is_refused(
    shops: PracticeShops, asked: Callable[[], str], tmp_path: Path
) -> None:
    before = desk(tmp_path)
    redirected = allow(asked())
    asked()  # the merchant started again: the first address is stale
    ran = lazada(shops, "--redirected", redirected)
    assert (ran.status, ran.error) == (3, "state_changed")
    assert desk(tmp_path) == before


def test_a_denied_consent_and_an_address_without_code(
    shops: PracticeShops, asked: Callable[[], str]
) -> None:
    denied = allow(asked(), "deny")
    assert (ran := lazada(shops, "--redirected", denied)).status == 3
    assert ran.error == "consent_denied"
    assert (ran := lazada(shops, "--redirected", "http://127.0.0.1/")).status == 2
    assert ran.error == "usage"


@pytest.mark.parametrize(
    ("words", "status", "error"),
    [
        (["--redirected", "http://[half"], 2, "usage"),
        (["--redirected", ""], 2, "usage"),
        (["--redirected", "http://127.0.0.1/?code=x&state=%C3%A9"], 3, "state_changed"),
        (["--code", " "], 2, "usage"),
        (["--redirect-uri", "junk"], 2, "usage"),
        (["--redirect-uri", "http://127.0.0.1:99999/callback"], 2, "usage"),
    ],
)
def test_garbled_answers_of_the_consent(
    shops: PracticeShops,
    asked: Callable[[], str],
    words: list[str],
    status: int,
    error: str,
) -> None:
    asked()
    ran = lazada(shops, *words)
    assert (ran.status, ran.error) == (status, error)


@pytest.mark.parametrize("token", ["mã thông báo", "half\x01token"])
def test_a_token_that_no_header_carries(shops: PracticeShops, token: str) -> None:
    ran = lazdesk("connect", "haravan", "--token", "-", "--json", stdin=f"{token}\n")
    assert (ran.status, ran.error) == (3, "haravan_token_wrong")


def test_the_loopback_listener_takes_the_redirect(shops: PracticeShops) -> None:
    app, uri = shops.world.lazada_platform.app, f"http://127.0.0.1:{free_ports(1)}/callback"
    shops.call(lambda world: setattr(world.lazada_platform.app, "callback", uri))
    words = ["connect", "lazada", "--app-key", app.key, "--app-secret", "-", "--redirect-uri", uri]
    with program(*words, "--json", stdin=f"{app.secret}\n") as process:
        assert process.stderr is not None
        page = next(line.strip() for line in process.stderr if line.startswith("http"))
        assert "Quay lại LazDesk" in visit(allow(page))
        out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert json.loads(out)["seller_id"] == str(shops.world.lazada.seller_id)


def test_somebody_listens_before_the_page_is_shown() -> None:
    """Who agreed before is sent back at once."""
    port, cancel = free_ports(1), threading.Event()

    def come_back() -> None:
        socket.create_connection(("127.0.0.1", port)).close()
        cancel.set()

    with pytest.raises(Cancelled):
        loopback.wait_for_redirect(f"http://127.0.0.1:{port}/callback", cancel, come_back)


def test_a_busy_callback_port_says_what_to_do(shops: PracticeShops) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        uri = f"http://127.0.0.1:{other.getsockname()[1]}/callback"
        ran = lazada(shops, "--redirect-uri", uri)
    assert (ran.status, ran.error) == (2, "usage")
    assert "/oauth/authorize" in ran.err
    assert "--redirected" in ran.err


# --- the keyring (A3) -----------------------------------------------------------------------------


def test_without_a_keyring_nothing_is_stored(
    shops: PracticeShops, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    token = shops.world.haravan.token
    ran = lazdesk("connect", "haravan", "--token", "-", "--json", stdin=token)
    assert (ran.status, ran.error) == (3, "keyring")
    assert (ran := lazada(shops, "--code", code(shops))).status == 3
    assert ran.error == "keyring"
    status = lazdesk("status", "--json").document
    assert (status["haravan"]["connected"], status["shops"]) == (False, [])
    data = b"".join(f.read_bytes() for f in (tmp_path / "data").iterdir() if f.is_file())
    assert token.encode() not in data


def test_disconnecting_asks_first_and_keeps_the_mirror(
    connected: PracticeShops, tmp_path: Path
) -> None:
    lazdesk("sync", "--once")
    before = desk(tmp_path)
    ran = lazdesk("disconnect", "lazada")  # nobody there to agree
    assert (ran.status, "--yes" in ran.err) == (2, True)
    assert desk(tmp_path) == before
    assert lazdesk("disconnect", "lazada", "--yes").status == 0
    assert lazdesk("disconnect", "haravan", "--yes").status == 0
    assert connected.world.haravan.token not in entries(tmp_path)
    assert connected.world.lazada_platform.app.secret not in entries(tmp_path)
    calls = len(connected.world.calls)
    ran = lazdesk("sync", "--once", "--json")
    assert (ran.status, ran.error) == (3, "lazada_not_connected")
    assert len(connected.world.calls) == calls
    assert lazdesk("products", "list", "--json").document
