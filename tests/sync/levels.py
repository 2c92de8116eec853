"""Both sides' goods as tests move and compare them; the rules' numbers are worked out anew here."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from lazdesk.models import pushes
from lazdesk.sandbox.haravan.records import Variant
from lazdesk.sandbox.lazada.records import Sku
from tests.sync.practice import Practice

STOCK = "/product/stock/sellable/update"
PRICE = "/product/price_quantity/update"


def make_level(shops: Practice) -> None:
    """Published, switched on, agreed to, and therefore level."""
    shops.cycle()
    shops.publish_all()
    shops.settings(push_quantity="on", push_price="on")
    shops.cycle(consent=True)
    assert_level(shops)


def code_of(shops: Practice, number: int) -> str:
    """The barcode of the variant that the n-th SKU was listed for."""
    codes = [v.seller_sku for good in shops.world.goods for v in good.variants if v.seller_sku]
    return codes[number]


def variant_of(shops: Practice, number: int) -> Variant:
    code = code_of(shops, number)
    (variant,) = [v for v in shops.world.haravan.variants.values() if v.barcode == code]
    return variant


def counted(shops: Practice, variant: Variant) -> int:
    """C3's q, worked out here: all but goods on the road and the unavailable place."""
    haravan = shops.world.haravan
    return sum(
        haravan.stock.available(location.id, variant.id)
        for location in haravan.locations.values()
        if location.type != "ontheroad" and not location.is_unavailable_quantity
    )


def change_stock(shops: Practice, number: int, delta: int) -> None:
    variant = variant_of(shops, number)
    shops.shops.call(lambda world: world.haravan.change_stock(variant.id, delta))


def set_price(shops: Practice, number: int, price: int) -> None:
    variant = variant_of(shops, number)
    shops.shops.call(lambda world: world.haravan.set_price(variant.id, price))


def tracked_deny(shops: Practice, number: int, available: int) -> None:
    variant, shop = variant_of(shops, number), shops.world.haravan
    shops.shops.call(lambda _: shop.set_policy(variant.id, tracked=True, oversell=False))
    change_stock(shops, number, available - counted(shops, variant))


def move_all(shops: Practice, delta: int) -> None:
    for number in range(len(shops.world.lazada.skus)):
        change_stock(shops, number, delta)


def refused_by_lazada(shops: Practice, number: int) -> Sku:
    """Lazada lets nobody change the SKU; Haravan says that it should change."""
    tracked_deny(shops, number, available=60)
    shops.cycle()
    sku = shops.sku(number)
    shops.shops.call(lambda world: world.lazada.spoil(sku.seller_sku, "quiet"))
    change_stock(shops, number, -30)
    return sku


def updates(shops: Practice, since: int = 0) -> list[tuple[str, dict[str, int]]]:
    """Every update sent: its path, and the values by SKU id."""
    found = []
    for call in shops.calls(face="lazada", path="/product/*/update")[since:]:
        text = parse_qs(call.body.decode())["payload"][0]
        tag = "SellableQuantity" if call.path == STOCK else "Price"
        values = re.findall(rf"<SkuId>(\d+)</SkuId>.*?<{tag}>(\d+)", text, re.DOTALL)
        found.append((call.path, {sku_id: int(value) for sku_id, value in values}))
    return found


def sent_quantities(shops: Practice, since: int) -> dict[str, int]:
    return {
        sku_id: quantity
        for path, changes in updates(shops, since)
        if path == STOCK
        for sku_id, quantity in changes.items()
    }


def pushed_inputs(shops: Practice, sku: Sku) -> dict[str, int]:
    with shops.desk.database.read() as connection:
        push = pushes.last(connection, shops.seller, str(sku.sku_id), "quantity")
    assert push is not None
    return dict(push.inputs)


def assert_level(shops: Practice, but: int | None = None) -> None:
    """I13: each SKU holds what C2, C3 and C6 say for its variant, worked out here."""
    for number, sku in enumerate(shops.world.lazada.skus.values()):
        if sku.sku_id == but:
            continue
        variant = variant_of(shops, number)
        assert sku.price == variant.price
        if variant.tracked:
            n = counted(shops, variant)
            assert sku.sellable == (n if n > 0 else 100_000 if variant.oversell else 0)
