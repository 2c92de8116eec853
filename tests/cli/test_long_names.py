"""Names of 10,000 characters: in the mirror whole, on the terminal short, in nobody's way (I17)."""

from __future__ import annotations

from urllib.parse import urlencode

from lazdesk.sandbox.people import Buyer
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World
from tests.cli.terminal import lazdesk

LENGTH = 10_000
TITLE = "Đầm “hoa nhí” <b>&amp;</b> 花 " * (LENGTH // 26)
LONGEST_QUERY = 7_000  # gateways take about 8,000 characters of a URL
WIDEST = 8 * 62 + 16  # a row of the widest table


def stretch(world: World) -> tuple[str, str]:
    """Long names wherever a shop or a buyer may write one; returns the long code, an order."""
    haravan, lazada = world.haravan, world.lazada
    product = next(iter(haravan.products.values()))
    haravan.rename_product(product.id, TITLE)
    sku = lazada.sku(product.variants[0].barcode or "")
    sku.item.name = TITLE
    code = "Á" * LENGTH
    lazada.rename_sku(sku.seller_sku, code)
    haravan.set_barcode(product.variants[0].id, code)
    buyer = Buyer(TITLE, "84901234567", TITLE, "Phường Bến Nghé", "Quận 1", "Hồ Chí Minh")
    lazada.rename_sku(list(lazada.by_seller_sku)[-2], "N" * LENGTH)  # answers to no barcode
    order = lazada.place_order(
        {code: 1, "N" * LENGTH: 1}, "VNPAY", buyer=buyer, masked=False, buyer_note=TITLE
    )
    return code, str(order.order_id)


def test_long_names_stay_whole_and_hold_nobody_up(connected: PracticeShops) -> None:
    code, number = connected.call(stretch)
    assert lazdesk("sync", "--once").status == 1  # an order line is not linked
    assert lazdesk("products", "publish", "--all").status == 0
    for kind in ("quantity", "price"):
        assert lazdesk("config", "set", f"push.{kind}", "on", "--yes").status == 0
    ran = lazdesk("sync", "--once", "--wait", "--yes", "--json")
    assert ran.status == 0, ran.err
    assert ran.document["waiting"] == 0
    assert connected.world.violations == []
    longest = max(len(urlencode(call.params)) for call in connected.world.calls)
    assert longest < LONGEST_QUERY

    (long,) = [p for p in lazdesk("products", "list", "--json").document if p["barcode"] == code]
    assert long["title"].startswith(TITLE[:200])
    assert (long["link"], long["seller_sku"]) == ("linked", code)
    assert long["wanted_quantity"] == long["lazada_quantity"]
    (order,) = lazdesk("orders", "list", "--json").document
    assert (order["order_number"], order["state"]) == (number, "imported")
    (there,) = connected.world.haravan.orders.values()
    assert there.confirmed_at is not None

    for words in (["products", "list"], ["orders", "list"], ["problems"], ["products", "preview"]):
        lines = lazdesk(*words).out.splitlines()
        assert lines
        assert max(map(len, lines)) <= WIDEST, words
    assert lazdesk("orders", "ready-to-ship", number).status == 0
