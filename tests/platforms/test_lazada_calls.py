"""Every Lazada call: what is sent, within which limits, whether it is repeated."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from lazdesk.platforms.errors import OutcomeUnknown, Refused
from lazdesk.platforms.lazada.client import LazadaClient
from lazdesk.platforms.lazada.payloads import (
    PackOrder,
    PriceChange,
    SellableChange,
)
from lazdesk.platforms.lazada.reverses import ReturnAction
from lazdesk.platforms.lazada.signing import sign
from tests.platforms import loopback
from tests.platforms.conftest import SECRETS
from tests.platforms.lazada_samples import BLUE, PACKED, RED, ok, ok_result
from tests.platforms.loopback import Loopback

WHEN = datetime(2025, 10, 31, 17, tzinfo=UTC)
SYSTEM = {"app_key", "timestamp", "sign_method", "sign", "access_token"}
PRICE = PriceChange("1742512445", "11781189655", "4240kyfd", 878_000, 666_000)
Use = Callable[[LazadaClient], Any]

# Method, path and parameters as the reference lists them for each call.
SENT: dict[str, tuple[Use, dict[str, Any], str, str, dict[str, str]]] = {
    "seller": (lambda c: c.seller(), ok({"seller_id": 1}), "GET", "/seller/get", {}),
    "warehouses": (
        lambda c: c.warehouses(),
        ok_result(module=[]),
        "GET",
        "/seller/warehouse/get",
        {"addressTypes": '["warehouse"]'},
    ),
    "products": (
        lambda c: c.products(50, 20, update_after=WHEN, seller_skus=["39817:01:01", "Áo đỏ"]),
        ok({"total_products": 0, "products": []}),
        "GET",
        "/products/get",
        {
            "filter": "all",
            "options": "1",
            "offset": "50",
            "limit": "20",
            "update_after": "2025-11-01T00:00:00+07:00",
            "sku_seller_list": '["39817:01:01","Áo đỏ"]',
        },
    ),
    "orders": (
        lambda c: c.orders(update_after=WHEN, offset=100),
        ok({"count": 0, "countTotal": 0, "orders": []}),
        "GET",
        "/orders/get",
        {
            "update_after": "2025-11-01T00:00:00+07:00",
            "sort_by": "updated_at",
            "sort_direction": "ASC",
            "offset": "100",
            "limit": "100",
        },
    ),
    "first import": (
        lambda c: c.orders(created_after=WHEN, created_before=WHEN, sort_by="created_at", limit=1),
        ok({"orders": []}),
        "GET",
        "/orders/get",
        {
            "created_after": "2025-11-01T00:00:00+07:00",
            "created_before": "2025-11-01T00:00:00+07:00",
            "sort_by": "created_at",
            "sort_direction": "ASC",
            "offset": "0",
            "limit": "1",
        },
    ),
    "order items": (
        lambda c: c.order_items(["42922", "32793"]),
        ok([]),
        "GET",
        "/orders/items/get",
        {"order_ids": "[42922,32793]"},
    ),
    "sellable": (
        lambda c: c.update_sellable([RED, BLUE]),
        ok({}),
        "POST",
        "/product/stock/sellable/update",
        {
            "payload": "<Request><Product><Skus>"
            "<Sku><ItemId>2198127336</ItemId><SkuId>10463678435</SkuId>"
            "<SellerSku>ÁO &amp; &lt;quần&gt;</SellerSku>"
            "<SellableQuantity>20</SellableQuantity></Sku>"
            "<Sku><ItemId>2198127336</ItemId><SkuId>10463678434</SkuId>"
            "<SellerSku>BLUE</SellerSku><SellableQuantity>0</SellableQuantity></Sku>"
            "</Skus></Product></Request>"
        },
    ),
    "sellable of a multi-warehouse seller": (
        lambda c: c.update_sellable([SellableChange("1", "2", "", 7, "dropshipping")]),
        ok({}),
        "POST",
        "/product/stock/sellable/update",
        {
            "payload": "<Request><Product><Skus><Sku><ItemId>1</ItemId><SkuId>2</SkuId>"
            "<MultiWarehouseInventories><MultiWarehouseInventory>"
            "<WarehouseCode>dropshipping</WarehouseCode><SellableQuantity>7</SellableQuantity>"
            "</MultiWarehouseInventory></MultiWarehouseInventories></Sku>"
            "</Skus></Product></Request>"
        },
    ),
    "prices, never with Quantity": (
        lambda c: c.update_prices([PRICE, PriceChange("1", "2", "x", 5_000)]),
        ok({}),
        "POST",
        "/product/price_quantity/update",
        {
            "payload": "<Request><Product><Skus>"
            "<Sku><ItemId>1742512445</ItemId><SkuId>11781189655</SkuId>"
            "<SellerSku>4240kyfd</SellerSku><Price>878000</Price>"
            "<SalePrice>666000</SalePrice></Sku>"
            "<Sku><ItemId>1</ItemId><SkuId>2</SkuId><SellerSku>x</SellerSku>"
            "<Price>5000</Price></Sku></Skus></Product></Request>"
        },
    ),
    "shipment providers": (
        lambda c: c.shipment_providers("12312312", ["123124321"]),
        ok_result(data={"platform_default": 1, "shipping_allocate_type": "TFS"}),
        "GET",
        "/order/shipment/providers/get",
        {
            "getShipmentProvidersReq": '{"orders":[{"order_id":12312312,'
            '"order_item_ids":[123124321]}]}'
        },
    ),
    "pack": (
        lambda c: c.pack([PackOrder("711433089564242", ("711433089764242",))]),
        ok_result(
            data={"pack_order_list": [{"order_id": 711433089564242, "order_item_list": [PACKED]}]}
        ),
        "POST",
        "/order/fulfill/pack",
        {
            "packReq": '{"pack_order_list":[{"order_id":711433089564242,'
            '"order_item_list":[711433089764242]}],"delivery_type":"dropship",'
            '"shipping_allocate_type":"TFS"}'
        },
    ),
    "ready to ship": (
        lambda c: c.ready_to_ship(["FP038524014"]),
        ok_result(data={"packages": []}),
        "POST",
        "/order/package/rts",
        {"readyToShipReq": '{"packages":[{"package_id":"FP038524014"}]}'},
    ),
    "repack": (
        lambda c: c.repack(["FP038524014"]),
        ok_result(data={"packages": []}),
        "POST",
        "/order/package/repack",
        {"rePackReq": '{"packages":[{"package_id":"FP038524014"}]}'},
    ),
    "cancel reasons": (
        lambda c: c.cancel_reasons("42922", ["1", "2"]),
        ok({"tip_type": "warning", "reason_options": []}),
        "GET",
        "/order/reverse/cancel/validate",
        {"order_id": "42922", "order_item_id_list": '["1","2"]'},
    ),
    "cancel": (
        lambda c: c.cancel("42922", ["1"], "10000021"),
        ok({"tip_type": "success", "tip_content": "The order has been cancelled"}),
        "GET",
        "/order/reverse/cancel/create",
        {"order_id": "42922", "order_item_id_list": '["1"]', "reason_id": "10000021"},
    ),
    "agree to a cancel": (
        lambda c: c.answer_cancel("77", agree=True),
        {"code": "0", "request_id": "1"},
        "GET",
        "/order/reverse/cancel/seller/decide",
        {"reverse_order_id": "77", "agree_cancel": "true"},
    ),
    "refuse a cancel": (
        lambda c: c.answer_cancel("77", agree=False),
        {"code": "0", "request_id": "1"},
        "GET",
        "/order/reverse/cancel/seller/decide",
        {"reverse_order_id": "77", "agree_cancel": "false"},
    ),
    "reasons of a refusal": (
        lambda c: c.refusal_reasons("88"),
        ok([]),
        "GET",
        "/order/reverse/reason/list",
        {"reverse_order_line_id": "88"},
    ),
    "agree to a return": (
        lambda c: c.answer_return("77", ["88", "89"], ReturnAction.AGREE),
        {"code": "0", "request_id": "1"},
        "GET",
        "/order/reverse/return/update",
        {"action": "agreeReturn", "reverse_order_id": "77", "reverse_order_item_ids": "[88,89]"},
    ),
    "refuse a return": (
        lambda c: c.answer_return(
            "77", ["88"], ReturnAction.REFUSE, reason_id="5", comment="Đã dùng"
        ),
        {"code": "0", "request_id": "1"},
        "GET",
        "/order/reverse/return/update",
        {
            "action": "refuseReturn",
            "reverse_order_id": "77",
            "reverse_order_item_ids": "[88]",
            "reason_id": "5",
            "comment": "Đã dùng",
        },
    ),
    "agree to a refund": (
        lambda c: c.agree_to_refund("77", "88"),
        {"code": "0", "request_id": "1"},
        "GET",
        "/order/reverse/onlyrefund/seller/decide",
        {"action": "agreeRefund", "reverse_order_id": "77", "reverse_order_item_ids": "[88]"},
    ),
}


@pytest.mark.parametrize("name", SENT)
def test_what_is_sent(lazada: LazadaClient, server: Loopback, name: str) -> None:
    use, answer, method, path, params = SENT[name]
    server.script = [loopback.reply(answer)]
    use(lazada)
    (asked,) = server.asked
    assert (asked.method, asked.path) == (method, f"/rest{path}")
    sent = asked.query if method == "GET" else asked.form
    assert sent == asked.params, "GET puts all into the query, POST all into the body"
    assert {key: value for key, value in sent.items() if key not in SYSTEM} == params
    assert sent["sign_method"] == "sha256"
    signature = sent.pop("sign")
    assert signature == sign(SECRETS["app_secret"], path, sent), "signed over what arrived"


@pytest.mark.parametrize(
    "use",
    [
        lambda c: c.products(limit=51),
        lambda c: c.products(seller_skus=["x"] * 101),
        lambda c: c.orders(),
        lambda c: c.orders(update_after=WHEN, limit=101),
        lambda c: c.orders(update_after=WHEN, offset=4_900),
        lambda c: c.order_items(["1"] * 51),
        lambda c: c.update_sellable([RED] * 21),
        lambda c: c.update_prices([PRICE] * 21),
        lambda c: c.pack([PackOrder("1", ("2",))] * 21),
        lambda c: c.ready_to_ship(["FP1"] * 21),
        lambda c: c.repack(["FP1"] * 21),
        lambda c: c.label(["FP1"] * 21),
        lambda c: c.answer_return("7", ["8", "9"], ReturnAction.REFUSE, reason_id="5", comment="x"),
        lambda c: c.answer_return("7", ["8"], ReturnAction.REFUSE, reason_id="5"),
    ],
)
def test_documented_limits_are_kept(lazada: LazadaClient, server: Loopback, use: Use) -> None:
    with pytest.raises(ValueError, match=r"at most|need"):
        use(lazada)
    assert not server.asked


@pytest.mark.parametrize(
    "name",
    [
        "cancel",
        "agree to a cancel",
        "refuse a cancel",
        "agree to a return",
        "refuse a return",
        "agree to a refund",
    ],
)
@pytest.mark.parametrize("lost", [loopback.reset, loopback.html(502)])
def test_a_get_that_changes_state_is_never_repeated(
    lazada: LazadaClient, server: Loopback, name: str, lost: Any
) -> None:
    """Repeats belong to the operation, not to the HTTP method (lazada.md §12.15)."""
    use, answer, *_ = SENT[name]
    server.script = [lost, loopback.reply(answer)]
    with pytest.raises(OutcomeUnknown):
        use(lazada)
    assert len(server.asked) == 1


def test_a_cancel_may_be_refused_with_code_0(lazada: LazadaClient, server: Loopback) -> None:
    tip = "The order status does not support cancellation"
    server.script = [loopback.reply(ok({"tip_type": "error", "tip_content": tip}))]
    with pytest.raises(Refused, match=tip):
        lazada.cancel("1", ["2"], "10000021")


@pytest.mark.parametrize(
    ("tip_type", "reasons"),
    [
        ("warning", [("10000021", "Out of Stock")]),
        ("warn", [("10000021", "Out of Stock")]),
        ("error", []),
    ],
)
def test_the_reasons_of_a_cancel(
    lazada: LazadaClient, server: Loopback, tip_type: str, reasons: list[tuple[str, str]]
) -> None:
    options = [{"reason_id": 10000021, "reason_name": "Out of Stock"}]
    said = {"tip_type": tip_type, "tip_content": "stock will be set as 0"}
    server.script = [loopback.reply(ok(said | {"reason_options": options}))]
    offer = lazada.cancel_reasons("1", ["2"])
    assert [(reason.id, reason.name) for reason in offer.reasons] == reasons
    assert offer.tip == "stock will be set as 0"


@pytest.mark.parametrize("name", ["ready to ship", "repack", "prices, never with Quantity"])
def test_writes_that_set_what_is_set_are_repeated(
    lazada: LazadaClient, server: Loopback, name: str
) -> None:
    use, answer, *_ = SENT[name]
    server.script = [loopback.reset, loopback.html(502), loopback.reply(answer)]
    use(lazada)
    assert len(server.asked) == 3
