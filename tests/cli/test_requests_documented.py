"""Every request of a full run is valid by the platforms' documents: path, method, names, types."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from lazdesk import demo
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import Call, World
from tests.cli.conftest import sell
from tests.cli.terminal import lazdesk
from tests.reference.documented import complaints


def live_through_a_day(shops: PracticeShops) -> None:
    """Publish, push, import, make ready to ship, follow to delivery, cancel, take back."""

    def sync() -> None:
        assert lazdesk("sync", "--once", "--wait", "--yes").status == 0

    sync()
    assert lazdesk("products", "publish", "--all").status == 0
    for kind in ("quantity", "price", "sale_price"):
        lazdesk("config", "set", f"push.{kind}", "on", "--yes")
    cod, prepaid, canceled, failed = (*sell(shops, 3), *sell(shops, 1, "VNPAY"))
    unmasked = shops.call(an_unmasked_buyer)
    sync()
    parcels = (cod, prepaid, failed, unmasked)
    assert lazdesk("orders", "ready-to-ship", *parcels).status == 0
    shops.call(lambda world: world.lazada.buyer_cancels(canceled))
    sync()
    shops.call(lambda world: [world.lazada.courier(number, "picks up") for number in parcels])
    sync()
    shops.call(lambda world: [world.lazada.courier(number, "delivers") for number in parcels[:2]])
    shops.call(lambda world: world.lazada.courier(failed, "fails"))
    sync()
    shops.call(lambda world: world.lazada_platform.expire_access(world.lazada))
    sync()
    assert lazdesk("doctor").status == 0


def an_unmasked_buyer(world: World) -> str:
    sku = list(world.lazada.by_seller_sku)[5]
    order = world.lazada.place_order(
        {sku: 2},
        "VNPAY",
        voucher_seller=5_000,
        voucher_platform=3_000,
        shipping_fee=20_000,
        masked=False,
    )
    return str(order.order_id)


def test_every_request_of_a_full_run_is_documented(connected: PracticeShops) -> None:
    live_through_a_day(connected)
    calls = connected.world.calls
    assert [said for call in calls for said in complaints(call)] == []
    assert connected.world.violations == []
    # The run was a full one.
    paths = {(call.method, "".join(c for c in call.path if not c.isdigit())) for call in calls}
    assert paths >= {
        ("POST", "/auth/token/create"),
        ("POST", "/auth/token/refresh"),
        ("POST", "/product/stock/sellable/update"),
        ("POST", "/product/price_quantity/update"),
        ("POST", "/order/fulfill/pack"),
        ("POST", "/order/package/rts"),
        ("GET", "/com/inventory_locations.json"),
        ("POST", "/com/orders.json"),
        ("POST", "/com/orders//confirm.json"),
        ("POST", "/com/orders//cancel.json"),
        ("POST", "/com/orders//fulfillments.json"),
        ("PUT", "/com/orders//fulfillments//carrier_status/delivered.json"),
        ("POST", "/com/orders//transactions.json"),
        ("POST", "/com/customers.json"),
    }


def test_every_request_of_the_demo_is_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    worlds: list[World] = []

    def remembered(*words: Any) -> World:
        worlds.append(World(*words))
        return worlds[-1]

    monkeypatch.setattr(demo, "World", remembered)
    ran = lazdesk("demo", "--headless", "--products", "60", "--orders", "60")
    assert ran.status == 0, ran.out
    (world,) = worlds
    assert len(world.calls) > 500
    assert [said for call in world.calls for said in complaints(call)] == []
    assert world.violations == []


# --- the check itself -----------------------------------------------------------------------------

SYSTEM = {"app_key": "1", "timestamp": "1", "sign_method": "sha256", "sign": "A"}


def lazada(path: str, method: str = "GET", **params: str) -> Call:
    sent = SYSTEM | {"access_token": "t"} | params
    if method == "GET":
        return Call("lazada", method, path, sent, b"", datetime.now(UTC))
    return Call("lazada", method, path, {}, urlencode(sent).encode(), datetime.now(UTC))


def haravan(method: str, path: str, body: object = None, **query: str) -> Call:
    text = b"" if body is None else json.dumps(body).encode()
    return Call("haravan", method, path, query, text, datetime.now(UTC))


ORDER = {"order": {"line_items": [{"quantity": 1, "price": 5, "title": "x"}], "is_confirm": False}}
PACK = {"pack_order_list": [{"order_item_list": [1], "order_id": 1}], "delivery_type": "dropship"}
PACK_TEXT = json.dumps(PACK | {"shipping_allocate_type": "TFS"})


def sku_xml(inside: str) -> str:
    return f"<Request><Product><Skus><Sku>{inside}</Sku></Skus></Product></Request>"


VALID = [
    lazada("/orders/get", limit="100", update_after="2026-11-24T00:00:00+07:00"),
    lazada("/orders/items/get", order_ids="[1,2]"),
    lazada("/order/fulfill/pack", "POST", packReq=PACK_TEXT),
    lazada(
        "/product/stock/sellable/update",
        "POST",
        payload=sku_xml("<ItemId>1</ItemId><SkuId>2</SkuId><SellableQuantity>3</SellableQuantity>"),
    ),
    haravan("GET", "/com/orders.json", limit="50", created_at_min="2026-11-24T00:00:00"),
    haravan("POST", "/com/orders.json", ORDER),
    haravan("POST", "/com/orders/12/confirm.json"),
    haravan("PUT", "/com/orders/1/fulfillments/2/carrier_status/delivering.json"),
]

WRONG = [
    (lazada("/orders/got"), "no such path"),
    (lazada("/orders/get", "POST"), "no such method"),
    (lazada("/orders/get", since="2026"), "since is not documented"),
    (lazada("/orders/get", limit="many"), "limit is no Number"),
    (lazada("/orders/items/get"), "order_ids is missing"),
    (lazada("/orders/items/get", order_ids='["1"]'), "order_ids is no Number"),
    (replace(lazada("/orders/get"), params={"limit": "1"}), "access_token is missing"),
    (lazada("/order/fulfill/pack", "POST", packReq=json.dumps(PACK)), "allocate_type is missing"),
    (
        lazada("/order/fulfill/pack", "POST", packReq=PACK_TEXT.replace("dropship", "x") + "}"),
        "packReq is no JSON",
    ),
    (
        lazada("/order/fulfill/pack", "POST", packReq=PACK_TEXT.replace("order_id", "order")),
        "packReq.pack_order_list.order is not documented",
    ),
    (
        lazada("/product/price_quantity/update", "POST", payload=sku_xml("<Prize>1</Prize>")),
        "Prize is not documented",
    ),
    (
        lazada(
            "/product/price_quantity/update",
            "POST",
            payload=sku_xml("<ItemId>1</ItemId><SkuId>2</SkuId><Price>1.5</Price>"),
        ),
        "Price is no whole number",
    ),
    (haravan("GET", "/com/order.json"), "no such method and path"),
    (haravan("DELETE", "/com/orders/1.json"), "no such method and path"),
    (haravan("POST", "/com/orders/x/confirm.json"), "no such method and path"),
    (haravan("GET", "/com/orders.json", tag="Lazada"), "tag is not documented"),
    (haravan("GET", "/com/orders.json", page="first"), "page is no integer"),
    (
        haravan("GET", "/com/orders.json", created_at_min="2026-11-24T00:00:00Z"),
        "created_at_min is no datetime",
    ),
    (haravan("GET", "/com/inventory_locations.json", variant_ids="1"), "location_ids is missing"),
    (haravan("POST", "/com/orders.json", {"order": {}}), "order.line_items is missing"),
    (
        haravan("POST", "/com/orders.json", {"order": ORDER["order"] | {"ref": "x"}}),
        "order.ref is not documented",
    ),
    (
        haravan("POST", "/com/orders.json", {"order": ORDER["order"] | {"is_confirm": "no"}}),
        "order.is_confirm is no boolean",
    ),
    (
        haravan("POST", "/com/orders.json", {"order": {"line_items": [{"amount": 1}]}}),
        "order.line_items[].amount is not documented",
    ),
    (
        haravan("POST", "/com/orders.json", {"order": {"line_items": [{"quantity": "1"}]}}),
        "order.line_items[].quantity is no number",
    ),
]


@pytest.mark.parametrize("call", VALID, ids=lambda call: f"{call.method} {call.path}")
def test_a_documented_request_passes(call: Call) -> None:
    assert complaints(call) == []


@pytest.mark.parametrize(("call", "said"), WRONG, ids=lambda it: it if isinstance(it, str) else "")
def test_an_undocumented_request_is_named(call: Call, said: str) -> None:
    assert any(said in complaint for complaint in complaints(call)), complaints(call)
