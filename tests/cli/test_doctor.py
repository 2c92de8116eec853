"""``doctor`` in plain words: every line says what was looked at, and what to do if not well."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lazdesk.models import desk as desk_rows
from lazdesk.models.database import FILE_NAME, open_database
from lazdesk.rules.order import VIETNAM
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World
from tests import mirrors
from tests.cli.conftest import connect, connect_lazada, sell, use, world
from tests.cli.terminal import Ran, lazdesk


def doctor(*words: str) -> tuple[int, list[dict[str, Any]]]:
    ran = lazdesk("doctor", "--json", *words)
    return ran.status, ran.document


def bad(document: list[dict[str, Any]]) -> dict[str, str]:
    """What is not well, and the advice."""
    return {check["check"]: check["message"] for check in document if not check["ok"]}


def test_a_healthy_desk(connected: PracticeShops) -> None:
    status, document = doctor()
    assert (status, bad(document)) == (0, {})
    looked_at = {check["check"] for check in document}
    assert looked_at == {
        *("keyring", "database", "disk", "network", "lazada", "haravan", "access", "permission"),
        *("warehouses", "clock", "channel"),
    }
    scopes = {check["about"] for check in document if check["check"] == "permission"}
    assert scopes >= {"com.read_orders", "com.read_products", "com.read_inventories"}
    assert connected.world.violations == []


def test_for_a_person_each_line_is_a_mark_and_words(connected: PracticeShops) -> None:
    ran: Ran = lazdesk("doctor")
    lines = ran.out.splitlines()
    assert all(line[0] in "✓✗" for line in lines)
    assert "✓ Kho mật khẩu" in ran.out
    assert "✓ Quyền com.read_orders" in ran.out


def test_nothing_connected_is_said(shops: PracticeShops) -> None:
    status, document = doctor()
    assert status == 3
    assert "lazdesk connect lazada" in bad(document)["connections"]


def test_a_missing_permission_is_named_with_where_to_tick_it(connected: PracticeShops) -> None:
    def take_away(world: World) -> None:
        world.haravan.remove_scope("com.read_customers")
        world.haravan.remove_scope("com.write_customers")
        world.lazada_platform.app.denied.add("/orders/get")

    connected.call(take_away)
    status, document = doctor()
    assert status == 3
    missing = {c["about"]: c["message"] for c in document if not c["ok"]}
    assert "Ứng dụng riêng tư" in missing["com.read_customers"]
    assert "App Console" in missing["/orders/get"]


def test_a_write_permission_that_was_refused_is_named(connected: PracticeShops) -> None:
    connected.call(lambda world: world.haravan.remove_scope("com.write_orders"))
    sell(connected)
    assert lazdesk("sync", "--once").status == 3
    status, document = doctor()
    assert status == 3
    assert "com.write_orders" in bad(document)["permission"]


def test_access_that_is_out(connected: PracticeShops) -> None:
    connected.call(lambda world: world.lazada_platform.revoke(world.lazada))
    status, document = doctor()
    assert status == 3
    assert "Làm mới quyền truy cập" in bad(document)["access"]


def test_access_that_ends_soon_is_said_with_its_date(
    connected: PracticeShops, tmp_path: Path
) -> None:
    """A5: within 48 hours of its end it still works, and that is no failure of the check."""
    data = tmp_path / "data"
    key = mirrors.command_key(data / FILE_NAME)
    opened = open_database(data, datetime.now(UTC), key)
    ends = datetime.now(UTC) + timedelta(hours=40)
    with opened.write() as connection:
        seller = str(connected.world.lazada.seller_id)
        since = ends - timedelta(days=180)
        desk_rows.change_shop(connection, seller, refresh_expires_at=ends, consented_at=since)
    opened.close()
    status, document = doctor()
    (said,) = [check["message"] for check in document if check["check"] == "access"]
    assert status == 0
    assert f"hết hạn lúc {ends.astimezone(VIETNAM):%d/%m/%Y %H:%M}" in said
    # A scheduled run says it too.
    assert said in lazdesk("sync", "--once").err


def test_an_unreachable_host_is_named(
    connected: PracticeShops, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAZDESK_LAZADA_AUTH_URL", "http://127.0.0.1:9")
    status, document = doctor()
    assert status == 4
    assert "127.0.0.1:9" in bad(document)["network"]


def test_haravans_own_channel_that_waits_for_a_choice(connected: PracticeShops) -> None:
    connected.call(lambda world: world.haravan.run_lazada_channel(seconds_after=0))
    sell(connected)
    connected.call(lambda world: world.advance(30))
    assert lazdesk("sync", "--once", "--wait").status == 1
    status, document = doctor()
    assert status == 1
    assert "orders.foreign_channel" in bad(document)["channel"]
    assert lazdesk("config", "set", "orders.foreign_channel", "off").status == 0
    assert doctor()[0] == 0


def test_several_shops_are_looked_at_one_by_one(
    keyring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PracticeShops(world(lazada_shops=2)) as shops:
        use(shops.addresses, monkeypatch)
        connect(shops)
        connect_lazada(shops, 2)
        shops.call(lambda world: world.lazada_platform.revoke(world.lazada_shops[1]))
        status, document = doctor()
        assert status == 3
        access = {c["about"]: c["ok"] for c in document if c["check"] == "access"}
        assert access == {"Tiệm Mộng Mơ": True, "Tiệm Mộng Mơ 2": False}
        first = str(shops.world.lazada.seller_id)
        assert doctor("--shop", first)[0] == 0
