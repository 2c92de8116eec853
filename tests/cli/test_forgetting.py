"""*Xóa dữ liệu cửa hàng*: a second, separate action that leaves nothing of one shop (A6, A10)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World
from tests import mirrors
from tests.cli.conftest import connect, connect_lazada, use, world
from tests.cli.terminal import lazdesk


def test_without_consent_nothing_is_forgotten(connected: PracticeShops) -> None:
    before = lazdesk("status", "--json").document
    ran = lazdesk("forget-shop")
    assert (ran.status, "--yes" in ran.err) == (2, True)
    assert lazdesk("status", "--json").document == before


def test_nothing_of_a_forgotten_shop_is_left(
    keyring: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with PracticeShops(world(lazada_shops=2)) as shops:
        use(shops.addresses, monkeypatch)
        connect(shops)
        connect_lazada(shops, 2)
        first, second = (str(shop.seller_id) for shop in shops.world.lazada_shops)

        def sell(practice: World) -> list[str]:
            return [
                str(shop.place_order({next(iter(shop.by_seller_sku)): 1}, oversell=True).order_id)
                for shop in practice.lazada_shops
            ]

        gone, kept = shops.call(sell)
        for seller_id in (first, second):
            lag = ("config", "set", "orders.list_lag_seconds", "0.3", "--shop", seller_id)
            assert lazdesk(*lag).status == 0
        assert lazdesk("sync", "--once", "--wait", "--yes").status in (0, 1)
        for seller_id in (first, second):
            label = data / "labels" / seller_id / "one.pdf"
            label.parent.mkdir(parents=True, exist_ok=True)
            label.write_bytes(b"%PDF")
        (data / "backups").mkdir(exist_ok=True)
        shutil.copy(data / "lazdesk.db", data / "backups" / "lazdesk-0001-20261101-000000.db")
        calls = len(shops.world.calls)

        assert lazdesk("forget-shop", "--shop", first, "--yes").status == 0

        assert len(shops.world.calls) == calls
        left = "".join(opened(file) for file in data.rglob("*.db"))
        assert gone not in left
        assert kept in left
        assert not (data / "labels" / first).exists()
        assert (data / "labels" / second).exists()
        entries = (tmp_path / "keyring.json").read_text(encoding="utf-8")
        assert f"lazada/{first}/" not in entries
        assert f"lazada/{second}/" in entries
        (standing,) = lazdesk("status", "--json").document["shops"]
        assert (standing["seller_id"], standing["connected"]) == (second, True)
        numbers = [row["order_number"] for row in lazdesk("orders", "list", "--json").document]
        assert numbers == [kept]

        # With the last shop Haravan's mirror goes too; its connection stays.
        assert lazdesk("forget-shop", "--yes").status == 0
        document = lazdesk("status", "--json").document
        assert (document["shops"], document["haravan"]["connected"]) == ([], True)
        assert kept not in opened(data / "lazdesk.db")


def opened(database: Path) -> str:
    """Every byte of an encrypted file, and of its pages that are free."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.db"
        with mirrors.connected(database, mirrors.command_key(database)) as connection:
            assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
            connection.execute("ATTACH DATABASE ? AS plain KEY ''", [str(plain)])
            connection.execute("SELECT sqlcipher_export('plain')").fetchall()
        return plain.read_bytes().decode(errors="replace")
