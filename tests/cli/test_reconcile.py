"""``lazdesk reconcile``: its document, its words, its status, and whom it hands its work to."""

from __future__ import annotations

from lazdesk.sandbox.server import PracticeShops
from tests.cli.conftest import sell
from tests.cli.terminal import lazdesk
from tests.cli.test_handing_over import running_sync

DIFFERENCE = {"what", "object", "lazada", "haravan", "wanted"}


def level(shops: PracticeShops) -> list[str]:
    """Everything published, pushed and imported; the numbers of two orders."""
    numbers = sell(shops, 2)
    assert lazdesk("sync", "--once", "--wait").status == 0
    assert lazdesk("products", "publish", "--all").status == 0
    for kind in ("quantity", "price"):
        assert lazdesk("config", "set", f"push.{kind}", "on", "--yes").status == 0
    assert lazdesk("sync", "--once", "--wait", "--yes").status == 0
    assert lazdesk("sync", "--once", "--wait", "--yes").status == 0
    return numbers


def spoil(shops: PracticeShops) -> str:
    """Somebody sets a price on Lazada; returns the SKU."""
    name = next(reversed(shops.world.lazada.by_seller_sku))
    shops.call(lambda world: world.lazada.set_price(name, 777_000))
    return name


def test_both_sides_agree_and_then_one_price_does_not(connected: PracticeShops) -> None:
    level(connected)
    ran = lazdesk("reconcile", "--json")
    assert (ran.status, ran.document["differ"]) == (0, [])
    assert ran.document["checked"] == ran.document["agree"] > 20
    assert lazdesk("reconcile").out.startswith("Hai bên khớp: ")

    name = spoil(connected)
    ran = lazdesk("reconcile", "--json")
    (difference,) = ran.document["differ"]
    assert ran.status == 1
    assert difference.keys() >= DIFFERENCE
    assert (difference["what"], difference["object"]) == ("price", name)
    assert difference["lazada"] == 777_000
    assert difference["wanted"] == difference["haravan"] != 777_000
    assert ran.document["checked"] - ran.document["agree"] == 1
    said = lazdesk("reconcile").out
    assert "777000" in said
    assert "Giá trên Lazada không đúng" in said
    assert "Bấm Đồng bộ ngay" in said


def test_what_is_switched_off_is_not_compared_and_that_is_said(connected: PracticeShops) -> None:
    level(connected)
    spoil(connected)
    assert lazdesk("config", "set", "push.price", "off").status == 0
    assert lazdesk("sync", "--once").status == 0
    ran = lazdesk("reconcile")
    assert ran.status == 0
    assert "Không so giá" in ran.out


def test_the_holder_of_the_folder_compares_and_goes_on(connected: PracticeShops) -> None:
    level(connected)
    with running_sync() as holder:
        ran = lazdesk("reconcile", "--json")
        assert (ran.status, ran.document["differ"]) == (0, [])
        assert ran.document["checked"] > 20
        assert holder.poll() is None


def test_without_connections_there_is_nothing_to_compare(shops: PracticeShops) -> None:
    ran = lazdesk("reconcile", "--json")
    assert (ran.status, ran.error) == (3, "lazada_not_connected")


def test_a_dead_token_and_no_network_have_their_statuses(connected: PracticeShops) -> None:
    connected.call(lambda world: world.haravan.revoke_token())
    assert lazdesk("reconcile", "--json").status == 3
    connected.stop()
    assert lazdesk("reconcile", "--json").status == 4
