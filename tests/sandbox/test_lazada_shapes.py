"""Answers have the documented keys, methods and parameters, and the wire types of live captures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lazdesk.sandbox.lazada import app, consent
from tests.sandbox.lazada_api import Api

SHAPES = json.loads(Path(__file__).with_name("lazada_shapes.json").read_text("utf-8"))
APIS = {api.path: api for api in (*app.SELLER_APIS, *consent.APIS)}

# Documented as withdrawn, so that sending them is an error.
WITHDRAWN = {"/product/item/get": {"seller_sku"}, "/auth/token/create": {"uuid"}}
# Live, a GET of this one is refused although its page lists it.
POST_ONLY = {"/product/stock/sellable/update"}


@pytest.mark.parametrize("path", SHAPES)
def test_methods_and_parameters_are_the_documented_ones(path: str) -> None:
    documented, api = SHAPES[path], APIS[path]
    methods = {"POST"} if path in POST_ONLY else set(documented["methods"])
    assert api.methods == methods
    assert api.params.keys() == documented["params"].keys() - WITHDRAWN.get(path, set())
    assert all(api.params[name] for name, needed in documented["params"].items() if needed)


def keys(value: Any, prefix: str = "") -> set[str]:
    """Dotted names of all keys; lists are looked through."""
    if isinstance(value, list):
        return {key for child in value for key in keys(child, prefix)}
    if not isinstance(value, dict):
        return set()
    return {prefix + key for key in value} | {
        found for key, child in value.items() for found in keys(child, f"{prefix}{key}.")
    }


def answers() -> dict[str, Any]:
    """One telling answer of every API."""
    api = Api()
    api.shop.lock(api.sku(), 3600, sellable=2)
    order = api.order(2, voucher_seller=10_000)
    order_id, unit_ids = str(order.order_id), [unit.order_item_id for unit in order.units]
    item_id = str(order.units[0].sku.item.item_id)
    wish = {"Request": {"Product": {"Skus": {"Sku": {"ItemId": item_id, "SellerSku": api.sku()}}}}}
    cancelling = {"order_id": order_id, "order_item_id_list": unit_ids}
    providers = {"orders": [{"order_id": order_id, "order_item_ids": unit_ids}]}
    since = "2026-01-01T00:00:00+07:00"
    token = api.auth("/auth/token/create", code=api.platform.grant(api.shop))
    found = {
        "/auth/token/create": token,
        "/auth/token/refresh": api.auth(
            "/auth/token/refresh", refresh_token=token["refresh_token"]
        ),
        "/seller/get": api.get("/seller/get"),
        "/seller/warehouse/get": api.get("/seller/warehouse/get", addressTypes=["warehouse"]),
        "/products/get": api.get("/products/get", filter="all"),
        "/product/item/get": api.get("/product/item/get", item_id=item_id),
        "/product/price_quantity/update": api.post("/product/price_quantity/update", payload=wish),
        "/orders/get": api.get("/orders/get", created_after=since),
        "/order/get": api.get("/order/get", order_id=order_id),
        "/order/items/get": api.get("/order/items/get", order_id=order_id),
        "/orders/items/get": api.get("/orders/items/get", order_ids=[order.order_id]),
        "/order/shipment/providers/get": api.get(
            "/order/shipment/providers/get", getShipmentProvidersReq=providers
        ),
        "/order/reverse/cancel/validate": api.get("/order/reverse/cancel/validate", **cancelling),
        "/order/fulfill/pack": api.post(
            "/order/fulfill/pack",
            packReq={
                "pack_order_list": [{"order_id": order.order_id, "order_item_list": unit_ids}],
                "delivery_type": "dropship",
                "shipping_allocate_type": "TFS",
            },
        ),
    }
    packages = [{"package_id": api.units(order)[0]["package_id"]}]
    label = {"doc_type": "PDF", "packages": packages}
    found["/order/package/document/get"] = api.post(
        "/order/package/document/get", getDocumentReq=label
    )
    found["/order/package/rts"] = api.post(
        "/order/package/rts", readyToShipReq={"packages": packages}
    )
    found["/order/package/repack"] = api.post(
        "/order/package/repack", rePackReq={"packages": packages}
    )
    reverse = api.shop.buyer_cancels(order_id)
    assert reverse is not None
    reverse_id = str(reverse.reverse_order_id)
    found["/reverse/getreverseordersforseller"] = api.get(
        "/reverse/getreverseordersforseller", page_no="1", page_size="10"
    )
    found["/order/reverse/return/detail/list"] = api.get(
        "/order/reverse/return/detail/list", reverse_order_id=reverse_id
    )
    found["/order/reverse/cancel/seller/decide"] = api.get(
        "/order/reverse/cancel/seller/decide", reverse_order_id=reverse_id, agree_cancel="false"
    )
    returned = api.shop.buyer_returns(api.delivered(1).order_id)
    refunded = api.shop.buyer_returns(api.delivered(1).order_id, goods=False)
    found["/order/reverse/reason/list"] = api.get(
        "/order/reverse/reason/list", reverse_order_line_id=str(returned.lines[0].line_id)
    )
    found["/order/reverse/return/update"] = api.answer_return(returned, "agreeReturn")
    found["/order/reverse/onlyrefund/seller/decide"] = api.get(
        "/order/reverse/onlyrefund/seller/decide",
        action="agreeRefund",
        reverse_order_id=str(refunded.reverse_order_id),
        reverse_order_item_ids=[refunded.lines[0].line_id],
    )
    found["/order/reverse/cancel/create"] = api.get(
        "/order/reverse/cancel/create", reason_id="10000019", **cancelling
    )
    found["/product/stock/sellable/update"] = api.post(
        "/product/stock/sellable/update",
        payload="<Request><Product><Skus><Sku><ItemId>"
        f"{item_id}</ItemId><SellerSku>{api.sku()}</SellerSku>"
        "<SellableQuantity>9</SellableQuantity></Sku></Skus></Product></Request>",
    )
    return found


@pytest.fixture(scope="module")
def seen() -> dict[str, Any]:
    return answers()


@pytest.mark.parametrize("path", SHAPES)
def test_answers_succeed(path: str, seen: dict[str, Any]) -> None:
    answer = seen[path]
    assert answer["code"] == "0"
    assert len(answer["request_id"]) >= 23


@pytest.mark.parametrize("path", [path for path in SHAPES if SHAPES[path]["live"]])
def test_every_key_of_the_live_captures_is_there(path: str, seen: dict[str, Any]) -> None:
    expected = {
        key
        for key in SHAPES[path]["live"]
        # Attributes of one category, and stock fields that answers of 2023 still had.
        if "attributes." not in key and "Stock" not in key
    }
    assert expected - keys(seen[path]) == set()


@pytest.mark.parametrize("path", SHAPES)
def test_no_key_is_made_up(path: str, seen: dict[str, Any]) -> None:
    documented = set(SHAPES[path]["documented"]) | set(SHAPES[path]["live"])
    # Pages of one API leave out what the page of its sister documents.
    sisters = {
        "/orders/items/get": "data.order_items.",
        "/order/items/get": "data.",
        "/products/get": "data.products.",
        "/product/item/get": "data.",
    }
    common = {
        name.removeprefix(prefix)
        for sister, prefix in sisters.items()
        for name in (*SHAPES[sister]["documented"], *SHAPES[sister]["live"])
        if path in sisters and name.startswith(prefix)
    }
    documented |= {sisters[path] + name for name in common} if path in sisters else set()
    made_up = {
        key
        for key in keys(seen[path]) - documented - {"code", "request_id", "data", "detail"}
        # Named by the seller, not by the documentation.
        if not any(free in key for free in ("attributes.", "variation.", "saleProp.", ".size"))
    }
    assert made_up == set()


def test_wire_types_are_those_of_live_captures(seen: dict[str, Any]) -> None:
    order = seen["/order/get"]["data"]
    (unit, _) = seen["/order/items/get"]["data"]
    product = seen["/products/get"]["data"]["products"][0]
    assert isinstance(order["price"], str)
    assert order["price"].endswith(".00")
    assert isinstance(unit["item_price"], float)
    assert isinstance(order["order_id"], int)
    assert isinstance(unit["sku_id"], str)
    assert order["gift_option"] is False
    assert unit["is_fbl"] == 0
    assert product["updated_time"].isdecimal()
    assert isinstance(product["skus"][0]["price"], int)
    assert order["created_at"] == "2026-11-02 10:00:00 +0700"


def test_or_everything_comes_as_text() -> None:
    api = Api(all_strings=True)
    order = api.order()
    (unit,) = api.units(order)
    assert unit["item_price"] == f"{order.units[0].price}.00"
    assert (unit["is_fbl"], unit["need_cancel_confirm"]) == ("0", "false")
    assert unit["stage_pay_status"] == "null"
