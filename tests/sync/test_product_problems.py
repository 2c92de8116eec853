"""F: each problem of linking, stock and price is provoked, listed, mended, and over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from lazdesk.sandbox.lazada.records import Sku
from lazdesk.sandbox.world import World
from lazdesk.sync import hand_links, previews
from tests.sync.levels import (
    assert_level,
    change_stock,
    make_level,
    set_price,
    tracked_deny,
    variant_of,
)
from tests.sync.practice import Practice, practice
from tests.sync.test_drift import contended, retry
from tests.sync.troubles import assert_listed, assert_over, listed

RESTED = 601  # seconds: the first rest of what was refused is over
OUT_OF_RANGE = "The price is out of range, should between (0.50, 1.00)"

# What Lazada says of one SKU (lazada.md §11), and the problem it is.
SAID = (
    ("4136", "SELLER_SKU_NOT_FOUND", "SELLER_SKU_NOT_FOUND"),
    ("4119", OUT_OF_RANGE, "PRICE_OUT_OF_RANGE"),
    ("501", "THD_IC_ERR_F_IC_ABILITY_PG_003", "CAMPAIGN_LOCK"),
    ("E501", "SELLER_NOT_PERMITTED", "LAZADA_NOT_FOR_SELLER"),
    ("4150", "SELLER_SKU_INVALID", "LAZADA_SELLER_SKU_INVALID"),
    ("4152", "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL", "LAZADA_QUANTITY_REFUSED"),
    ("4104", "BIZ_CHECK_PRICE_PRECISION_INVALID", "LAZADA_PRICE_REFUSED"),
    ("4117", "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE", "LAZADA_SALE_DATES"),
    ("10006", "the control price is not pass", "LAZADA_PRICE_CONTROLLED"),
    ("501", "E501: Update product failed", "LAZADA_PRODUCT_REFUSED"),
    ("4133", "Invalid variation", "LAZADA_PRODUCT_DATA"),
    ("4155", "BIZ_CHECK_NO_EDIT_ITEM_LOCK", "LAZADA_PRODUCT_LOCKED"),
    ("4225", "semi-hosted program", "LAZADA_GLOBAL_PLUS"),
    ("EDIT_ITEM_NOT_BELONG_SELLER", "You are not authorized to edit", "LAZADA_OTHER_SHOP"),
    ("4147", "THD_IC_ERR_F_IC_SERVICE_EDIT_002", "LAZADA_PRODUCT_BUSY"),
    ("204", "E204: Too many SKU in one request", "LAZADA_BATCH_TOO_BIG"),
    ("4154", "SYS_REQUEST_TOO_FAST", "LAZADA_THROTTLED"),
    ("31415", "nobody knows this one", "LAZADA_OTHER"),
)
LINKING = (
    "MISSING_BARCODE",
    "SELLER_SKU_NOT_FOUND",
    "DUPLICATE_BARCODE",
    "DUPLICATE_SELLER_SKU",
    "TAKEN_BY_HAND",
    "UNIT_BARCODE",
)
ASKING = ("PRICE_GUARD", "ZERO_STOCK_GUARD", "CHANGED_SINCE_PREVIEW", "MULTI_WAREHOUSE")
HERE = {*(code for *_, code in SAID), *LINKING, *ASKING, "ANOTHER_WRITER"}


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    with practice(tmp_path_factory.mktemp("stocked"), 12) as shops:
        shops.cycle()
        for number in range(len(shops.world.lazada.skus)):
            tracked_deny(shops, number, available=60)
        make_level(shops)
        yield shops


@pytest.fixture
def level(stocked: Practice) -> Iterator[Practice]:
    """Both sides hold the same, and nothing is wrong; each test mends what it spoilt."""
    yield stocked
    assert listed(stocked) == {}


def skus(shops: Practice) -> list[Sku]:
    return list(shops.world.lazada.skus.values())


def refuse(shops: Practice, sku: Sku, code: str, message: str = "") -> None:
    shops.shops.call(lambda world: world.lazada.refuse(sku.seller_sku, code, message))


def recode(shops: Practice, codes: Mapping[int, str | None]) -> None:
    """Barcodes in Haravan, by variant."""

    def change(world: World) -> None:
        for variant_id, code in codes.items():
            world.haravan.set_barcode(variant_id, code)

    shops.shops.call(change)


def cycle(shops: Practice, *, consent: bool = False) -> None:
    shops.advance(60)
    assert shops.cycle(consent=consent).stopped == []


def test_what_lazada_says_of_a_sku(level: Practice) -> None:
    """Eighteen SKUs at once, each refused in other words."""
    refused = skus(level)[: len(SAID)]
    assert len(refused) == len(SAID)
    for sku, (code, message, _) in zip(refused, SAID, strict=True):
        refuse(level, sku, code, message)
    for number in range(len(SAID)):
        change_stock(level, number, -5)
    cycle(level)
    assert_listed(level, [problem for *_, problem in SAID])
    found = listed(level)
    gone = refused[0].seller_sku
    assert found["SELLER_SKU_NOT_FOUND"].in_vietnamese == (
        f"Lazada Error {gone} SELLER_SKU_NOT_FOUND",
        "Sản phẩm chưa có trên hệ thống Lazada.",
        "Bổ sung sản phẩm trên hệ thống Lazada.",
    )
    assert found["PRICE_OUT_OF_RANGE"].in_vietnamese == (
        OUT_OF_RANGE,
        "Giá nằm ngoài phạm vi cho phép.",
        "Kiểm tra điều khoản dịch vụ của Lazada.",
    )
    for *_, message, problem in SAID[1:]:
        assert found[problem].message == message
        assert found[problem].request_id

    for sku in refused:
        refuse(level, sku, "")
    level.advance(RESTED)
    cycle(level)
    assert_over(level, [problem for *_, problem in SAID])
    assert_level(level)


def test_codes_that_do_not_link(level: Practice) -> None:
    variants = [variant_of(level, number) for number in range(9)]
    was = {variant.id: variant.barcode for variant in variants}
    names = [sku.seller_sku for sku in skus(level)[:9]]
    nothing, astray, twin, holder, _, _, by_hand, _, boxed = variants
    boxed.unit_barcodes = ("THUNG-24",)
    recode(
        level,
        {nothing.id: None, astray.id: "KHONG-CO", twin.id: holder.barcode, boxed.id: "LE-24"},
    )
    level.shops.call(lambda world: world.lazada.rename_sku(names[4], names[5]))
    level.shops.call(lambda world: world.lazada.rename_sku(names[8], "THUNG-24"))
    hand_links.link(level.session(), {str(by_hand.id): str(skus(level)[7].sku_id)})
    cycle(level)
    assert_listed(level, LINKING)
    assert listed(level)["MISSING_BARCODE"].in_vietnamese == (
        f"{nothing.title} không có barcode",
        "Sản phẩm thiếu barcode tại Haravan.",
        "Bổ sung barcode cho sản phẩm đó.",
    )

    boxed.unit_barcodes = ()
    recode(level, was)
    for sku, name in zip(skus(level)[:9], names, strict=True):
        if sku.seller_sku != name:
            rename(level, sku, name)
    hand_links.follow_codes(level.session(), [str(by_hand.id)])
    cycle(level, consent=True)
    assert_over(level, LINKING)


def rename(shops: Practice, sku: Sku, name: str) -> None:
    """The SKU itself, whichever others share its SellerSku."""

    def change(world: World) -> None:
        world.lazada.by_seller_sku[sku.seller_sku].remove(sku)
        world.lazada.by_seller_sku[name].append(sku)
        sku.seller_sku = name
        sku.item.updated_at = world.now()

    shops.shops.call(change)


def test_what_waits_for_the_merchant(level: Practice) -> None:
    """A leap of a price, many zeros, a value that moved after its preview, a second warehouse."""
    price = skus(level)[0].price
    emptied = range(1, 1 + len(skus(level)) // 2)
    set_price(level, 0, price * 2)
    for number in emptied:
        change_stock(level, number, -1000)
    cycle(level)
    assert_listed(level, ["PRICE_GUARD", "ZERO_STOCK_GUARD"])
    set_price(level, 0, price)
    for number in emptied:
        change_stock(level, number, 1000)
    cycle(level)
    assert_over(level, ["PRICE_GUARD", "ZERO_STOCK_GUARD"])

    level.desk.withdraw_consent(level.seller, "quantity")
    change_stock(level, 0, 1)
    level.advance(60)
    level.cycle()
    previews.agree(level.session(), previews.make(level.session()), ["quantity"])
    change_stock(level, 0, 1)
    cycle(level)
    assert_listed(level, ["CHANGED_SINCE_PREVIEW"])
    cycle(level, consent=True)
    assert_over(level, ["CHANGED_SINCE_PREVIEW"])

    options = level.world.options.lazada
    known = options.warehouses
    options.warehouses = (*known, "kho-2")
    level.advance(3601)
    cycle(level)
    assert_listed(level, ["MULTI_WAREHOUSE"])
    options.warehouses = known
    level.advance(3601)
    cycle(level)
    assert_over(level, ["MULTI_WAREHOUSE"])


def test_another_program_writes_too(level: Practice) -> None:
    contended(level)
    assert_listed(level, ["ANOTHER_WRITER"])
    level.shops.call(lambda world: world.lazada.contend(level.sku().seller_sku, None))
    retry(level)
    cycle(level)
    assert_over(level, ["ANOTHER_WRITER"])
