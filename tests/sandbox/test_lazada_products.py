"""Products, stock buckets and writes of the practice Lazada (lazada.md §5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import pytest

from lazdesk.sandbox.lazada.records import Sku
from tests.sandbox.lazada_api import Api, Json

STOCK = "/product/stock/sellable/update"
PRICE = "/product/price_quantity/update"


@pytest.fixture
def api() -> Api:
    return Api(products=60)


def skus(api: Api) -> list[Sku]:
    return list(api.shop.skus.values())


def payload(*rows: Mapping[str, object]) -> str:
    """An XML payload; a dict of numbers becomes a warehouse block."""

    def element(name: str, value: object) -> str:
        if isinstance(value, dict):
            blocks = "".join(
                f"<MultiWarehouseInventory><WarehouseCode>{code}</WarehouseCode>"
                f"<SellableQuantity>{n}</SellableQuantity></MultiWarehouseInventory>"
                for code, n in value.items()
            )
            return f"<{name}>{blocks}</{name}>"
        return f"<{name}>{escape(str(value))}</{name}>"

    inner = "".join(f"<Sku>{''.join(element(*f) for f in row.items())}</Sku>" for row in rows)
    return f"<Request><Product><Skus>{inner}</Skus></Product></Request>"


def row(sku: Sku, **fields: object) -> dict[str, object]:
    ids = {"ItemId": sku.item.item_id, "SkuId": sku.sku_id, "SellerSku": sku.seller_sku}
    return {**ids, **fields}


def write(api: Api, path: str, *rows: dict[str, object]) -> Json:
    return api.post(path, payload=payload(*rows))


def test_pages_hold_items_and_count_items(api: Api) -> None:
    first = api.get("/products/get", filter="all", limit="50", offset="0")["data"]
    second = api.get("/products/get", filter="all", limit="50", offset="50")["data"]
    listed = [item["item_id"] for item in first["products"] + second["products"]]
    assert listed == list(api.shop.items)
    assert first["total_products"] == len(listed)


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"limit": "51"}, "19"),
        ({"limit": "0"}, "19"),
        ({"offset": "10001"}, "14"),
        ({"offset": "-1"}, "14"),
        ({"filter": "new"}, "36"),
        ({"update_after": "2026-11-01 00:00:00"}, "17"),
        ({"update_after": "2026-11-01T00:00:00"}, "17"),
        ({"sku_seller_list": "A,B"}, "70"),
    ],
)
def test_bad_parameters_have_codes(api: Api, params: dict[str, str], code: str) -> None:
    assert api.get("/products/get", **params)["code"] == code
    assert len(api.world.violations) == 1


def test_products_can_be_asked_for_by_time_and_by_code(api: Api) -> None:
    sku = skus(api)[30]
    api.shop.set_price(sku.seller_sku, 123_000)
    recent = api.get("/products/get", update_after="2026-11-02T10:00:00+07:00")["data"]
    assert [item["item_id"] for item in recent["products"]] == [sku.item.item_id]
    named = api.get("/products/get", sku_seller_list=[sku.seller_sku, "nobody"])["data"]
    assert [item["item_id"] for item in named["products"]] == [sku.item.item_id]


def test_deleted_and_missing_items(api: Api) -> None:
    item = skus(api)[0].item
    for sku in item.skus:
        api.shop.delete_sku(sku.seller_sku)
    deleted = api.get("/products/get", filter="deleted")["data"]["products"]
    assert [found["item_id"] for found in deleted] == [item.item_id]
    assert api.get("/product/item/get", item_id="1")["code"] == "208"


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ("order unpaid", (9, 10, 1, 0)),
        ("order unpaid, pay", (9, 10, 0, 1)),
        ("order unpaid, pay, pack", (9, 10, 0, 1)),
        ("order unpaid, pay, pack, rts", (9, 9, 0, 0)),
        ("order unpaid, pay, cancel", (10, 10, 0, 0)),
        ("order unpaid, cancel", (10, 10, 0, 0)),
        ("order unpaid, 29 minutes", (9, 10, 1, 0)),
        ("order unpaid, 30 minutes", (10, 10, 0, 0)),
        ("order unpaid, 30 minutes, pay", (9, 10, 0, 1)),
        ("order unpaid, 3 days", (10, 10, 0, 0)),
        ("order COD", (9, 10, 0, 1)),
    ],
)
def test_a_unit_moves_between_the_buckets(acts: str, expected: tuple[int, ...]) -> None:
    """sellable, total, withhold, occupy, from 10: the worked states of §5.3 and some more."""
    api = Api()
    order = api.order(payment="COD" if "COD" in acts else "MOMO_WALLET", paid=False)
    for act in acts.split(", ")[1:]:
        match act:
            case "pay":
                api.shop.pay(order.order_id)
            case "cancel":
                api.shop.buyer_cancels(order.order_id)
            case "pack":
                api.pack(order)
            case "rts":
                api.rts(api.units(order)[0]["package_id"])
            case "3 days":
                api.world.advance(3 * 86_400)
            case _:
                api.world.advance(60 * int(act.split()[0]))
    assert api.buckets() == expected


def test_sellable_is_written_absolutely_whatever_is_held() -> None:
    api = Api()
    sku = api.order(2).units[0].sku
    assert write(api, STOCK, row(sku, SellableQuantity=20))["code"] == "0"
    assert api.buckets() == (20, 22, 0, 2)
    assert write(api, PRICE, row(sku, Quantity=20))["code"] == "0"
    assert api.buckets() == (18, 20, 0, 2)


def test_json_text_is_taken_too_one_sku_or_several(api: Api) -> None:
    first, second = skus(api)[:2]
    one: dict[str, Any] = row(first, SellableQuantity=4)
    two = [row(first, SellableQuantity="5"), row(second, SellableQuantity="6")]
    for wanted, seen in ((one, [4]), (two, [5, 6])):
        body = {"Request": {"Product": {"Skus": {"Sku": wanted}}}}
        assert api.post(STOCK, payload=body)["code"] == "0"
        assert [sku.sellable for sku in (first, second)][: len(seen)] == seen


def test_codes_with_markup_survive_xml(api: Api) -> None:
    sku = api.shop.rename_sku(skus(api)[0].seller_sku, "Áo <thun> & quần: Size M")
    fields = row(sku, SellableQuantity=3)
    del fields["SkuId"]
    assert write(api, STOCK, fields)["code"] == "0"
    assert sku.sellable == 3


def test_one_bad_sku_does_not_hold_up_the_others(api: Api) -> None:
    good, gone = skus(api)[0], skus(api)[1]
    api.shop.delete_sku(gone.seller_sku)
    answer = write(api, STOCK, row(gone, SellableQuantity=7), row(good, SellableQuantity=7))
    assert (answer["code"], answer["type"]) == ("501", "ISP")
    (failure,) = answer["detail"]
    assert failure["message"] == "SELLER_SKU_NOT_FOUND"
    assert failure["seller_sku"] == gone.seller_sku
    assert good.sellable == 7


def test_a_partial_failure_may_look_like_a_success() -> None:
    api = Api(partial_failure_code="0", price_detail_with_code_0=True)
    good, bad = skus(api)[0], {"ItemId": 1, "SkuId": 2, "SellerSku": "x"}
    for path, field in ((STOCK, "SellableQuantity"), (PRICE, "Price")):
        answer = write(api, path, {**bad, field: 1000}, row(good, **{field: 1000}))
        assert answer["code"] == "0"
        assert answer["detail"][0]["message"] == "ITEM_NOT_FOUND"
        assert write(api, path, {**bad, field: 1000})["code"] == "501"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"Price": 0}, "BIZ_CHECK_PRICE_IS_ZERO"),
        ({"Price": "1000.50"}, "BIZ_CHECK_PRICE_PRECISION_INVALID"),
        ({"Price": 1000, "SalePrice": 2000}, "BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE"),
        (
            {"SalePrice": 1, "SaleStartDate": "2026-12-02", "SaleEndDate": "2026-12-01"},
            "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE",
        ),
    ],
)
def test_prices_have_rules(api: Api, fields: dict[str, object], message: str) -> None:
    sku = skus(api)[0]
    before = sku.price
    answer = write(api, PRICE, row(sku, **fields))
    assert answer["detail"][0]["message"] == message
    assert (sku.price, sku.special_price) == (before, 0)


def test_prices_and_sales_are_written(api: Api) -> None:
    sku = skus(api)[0]
    write(api, PRICE, row(sku, Price="200000.00", SalePrice=150_000))
    assert (sku.price, sku.special_price) == (200_000, 150_000)
    assert api.shop.place_order({sku.seller_sku: 1}).units[0].price == 150_000


def test_the_shop_may_bound_price_changes(api: Api) -> None:
    sku = skus(api)[0]
    api.shop.limit_prices(0.5, 1.0)
    (failure,) = write(api, PRICE, row(sku, Price=sku.price + 1000))["detail"]
    assert failure["message"] == "The price is out of range, should between (0.50, 1.00)"


def test_campaigns_lock_stock_and_price_until_they_end(api: Api) -> None:
    sku = api.shop.sku(api.sku(stock=10))
    api.shop.lock(sku.seller_sku, 3600, sellable=5, price=True)
    (failure,) = write(api, STOCK, row(sku, SellableQuantity=4))["detail"]
    assert failure["message"] == "negative sellable on channel inventory"
    assert write(api, STOCK, row(sku, SellableQuantity=5))["code"] == "0"
    (failure,) = write(api, PRICE, row(sku, Price=1000))["detail"]
    assert failure["message"] == "THD_IC_ERR_F_IC_ABILITY_PG_003"
    item = api.get("/product/item/get", item_id=str(sku.item.item_id))["data"]
    (lock,) = item["skus"][0]["channelInventories"]
    assert (lock["sellableQuantity"], lock["startTime"]) == (5, "2026-11-02 10:00:00")
    api.world.advance(3600)
    assert write(api, STOCK, row(sku, SellableQuantity=0))["code"] == "0"


def test_in_a_mega_campaign_stock_only_grows(api: Api) -> None:
    sku = api.shop.sku(api.sku(stock=10))
    api.shop.start_campaign(3600)
    assert write(api, STOCK, row(sku, SellableQuantity=9))["code"] == "4170"
    assert write(api, STOCK, row(sku, SellableQuantity=11))["code"] == "0"
    api.world.advance(3600)
    assert write(api, STOCK, row(sku, SellableQuantity=9))["code"] == "0"


def test_several_warehouses_are_written_one_by_one() -> None:
    api = Api(warehouses=("dropshipping", "VN1-WH-2"))
    sku = skus(api)[0]
    block = {"DROPSHIPPING": 4, "VN1-WH-2": 6}
    assert write(api, STOCK, row(sku, MultiWarehouseInventories=block))["code"] == "0"
    assert write(api, STOCK, row(sku, MultiWarehouseInventories={"VN1-WH-2": 1}))["code"] == "0"
    assert [bucket.sellable for bucket in sku.buckets.values()] == [4, 1]
    (failure,) = write(api, STOCK, row(sku, MultiWarehouseInventories={"nowhere": 1}))["detail"]
    assert failure["message"] == "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL"
    codes = api.get("/seller/warehouse/get", addressTypes=["warehouse"])["result"]["module"]
    assert [(row["code"], row["defaultAddress"]) for row in codes] == [
        ("dropshipping", True),
        ("VN1-WH-2", False),
    ]


def test_goods_in_lazadas_warehouse_are_not_the_sellers_to_count() -> None:
    api = Api(products=600)
    sku = next(sku for sku in skus(api) if sku.fbl)
    item = api.get("/product/item/get", item_id=str(sku.item.item_id))["data"]
    assert item["skus"][0]["multiWarehouseInventories"] == []
    assert item["skus"][0]["fblWarehouseInventories"]
    (failure,) = write(api, STOCK, row(sku, SellableQuantity=1))["detail"]
    assert failure["message"] == "SELLER_NOT_PERMITTED"
    order = api.shop.place_order({sku.seller_sku: 1})
    assert api.units(order)[0]["is_fbl"] == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<Request><Product>", "5"),
        ('{"Request":{}}', "5"),
        ("<Request><Product><Skus/></Product></Request>", "30"),
        (payload(*[{"ItemId": 1, "SkuId": n, "SellableQuantity": 1} for n in range(51)]), "204"),
    ],
)
def test_bad_payloads_are_refused_whole(api: Api, text: str, code: str) -> None:
    assert api.post(STOCK, payload=text)["code"] == code


def test_unknown_elements_are_ignored_without_a_word_to_the_client(api: Api) -> None:
    sku = skus(api)[0]
    assert write(api, PRICE, row(sku, Prise=1000))["code"] == "0"
    assert api.world.violations == ["lazada /product/price_quantity/update: unknown element Prise"]
