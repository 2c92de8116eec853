"""*Xóa dữ liệu cửa hàng*: a second, separate action that leaves nothing of one shop (A6, A10)."""

from __future__ import annotations

from pathlib import Path

import pytest

from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World
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
        (data / "backups" / "lazdesk-0001.db").write_bytes(gone.encode())
        calls = len(shops.world.calls)

        assert lazdesk("forget-shop", "--shop", first, "--yes").status == 0

        assert len(shops.world.calls) == calls
        left = b"".join(file.read_bytes() for file in data.rglob("*.db*") if file.is_file())
        assert gone.encode() not in left
        assert kept.encode() in left
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
        assert kept.encode() not in (data / "lazdesk.db").read_bytes()
