"""Every object the practice Haravan answers with has the keys and types of the documentation's."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.haravan_api import Api

SAMPLES = json.loads(Path(__file__).with_name("haravan_samples.json").read_text(encoding="utf-8"))

ADDRESS = {"address1": "182 Lê Đại Hành", "first_name": "A", "last_name": "Nguyễn Văn"}


def differences(sample: Any, answer: Any, where: str = "") -> list[str]:
    """Keys only one side has, and types that differ; null fits everything."""
    if sample is None or answer is None:
        return []
    if isinstance(sample, dict) and isinstance(answer, dict):
        found = [f"{where}.{key}: one side only" for key in sample.keys() ^ answer.keys()]
        for key in sample.keys() & answer.keys():
            found += differences(sample[key], answer[key], f"{where}.{key}")
        return found
    if isinstance(sample, list) and isinstance(answer, list):
        return differences(sample[0], answer[0], f"{where}[]") if sample and answer else []
    same = type(sample) is type(answer)
    return [] if same else [f"{where}: {type(sample).__name__} or {type(answer).__name__}"]


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """One answer of each kind, from an order that has lived through everything."""
    api = Api()
    variant = api.variant(stock=5)
    customer = {
        "customer": {
            "first_name": "A",
            "last_name": "Nguyễn Văn",
            "phone": "0909090909",
            "tags": "Lazada",
            "addresses": [ADDRESS],
        }
    }
    bought = api.write("POST", "/customers", customer, status=201)["customer"]
    order = api.order(
        {"variant_id": variant.id, "quantity": 2, "properties": [{"name": "a", "value": "1"}]},
        customer={"id": bought["id"]},
        shipping_address=ADDRESS,
        shipping_lines=[{"code": "Lazada", "title": "Lazada", "price": 15000}],
        transactions=[{"kind": "capture", "amount": 100_000}],
        note_attributes=[{"name": "lazada_order_id", "value": "1"}],
        tags="Lazada",
        gateway="Lazada",
    )
    path = f"/orders/{order['id']}"
    line = order["line_items"][0]["id"]
    parcel = {"fulfillment": {"tracking_company": "LEX", "tracking_number": "LMP1"}}
    refund = {
        "restock": True,
        "refund_line_items": [{"line_item_id": line, "quantity": 1}],
        "transactions": [{"amount": 20_000, "kind": "refund"}],
    }
    voucher = {
        "location_id": api.main,
        "type": "adjust",
        "reason": "returned",
        "note": "x",
        "line_items": [
            {"product_id": variant.product_id, "product_variant_id": variant.id, "quantity": 1}
        ],
    }
    metafield = {"namespace": "lazdesk", "key": "owner", "value": "{}", "value_type": "json"}
    api.write("POST", "/metafields", {"metafield": metafield}, status=201)
    collected = {
        "shop": api.read("/shop")["shop"],
        "location": api.read("/locations")["locations"][0],
        "product": api.read(f"/products/{variant.product_id}")["product"],
        "variant": api.read(f"/variants/{variant.id}")["variant"],
        "variant_update": api.write(
            "PUT", f"/variants/{variant.id}", {"variant": {"price": 590000}}
        )["variant"],
        "stock": api.read("/inventory_locations", location_ids=api.main, variant_ids=variant.id)[
            "inventory_locations"
        ][0],
        "inventory": api.write("POST", "/inventories/adjustorset", {"inventory": voucher})[
            "inventory"
        ],
        "adjustment": api.read("/inventories/adjustments")["adjustments"][0],
        "province": api.read("/countries/241/provinces")["provinces"][0],
        "district": api.read("/provinces/50/districts")["districts"][0],
        "ward": api.read("/districts/466/wards")["wards"][0],
        "metafield": api.read("/metafields")["metafields"][0],
        "event": api.read("/events")["events"][0],
        "customer": bought,
        "fulfillment": api.write("POST", f"{path}/fulfillments", parcel, status=201)["fulfillment"],
        "transaction": api.write(
            "POST", f"{path}/transactions", {"transaction": {"kind": "Capture", "amount": 1000}}
        )["transaction"],
        "refund": api.write("POST", f"{path}/refunds", {"refund": refund}, status=201)["refund"],
    }
    collected["order"] = api.read(path)["order"]
    assert api.world.violations == []
    return collected


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_answer_has_the_documented_shape(kind: str, answers: dict[str, Any]) -> None:
    assert differences(SAMPLES[kind], answers[kind]) == []


def test_comparison_sees_missing_keys_and_wrong_types() -> None:
    found = differences({"a": 1, "b": [{"c": 1.0}]}, {"b": [{"c": 1}], "d": 2})
    assert sorted(found) == [".a: one side only", ".b[].c: float or int", ".d: one side only"]


def test_shape_of_2021_lacks_later_keys() -> None:
    api = Api(order_shape="2021")
    order = api.order()
    assert "order_processing_status" not in order
    assert order["omni_order_status"] == 0


def test_numbers_may_come_as_text_and_nulls_stay_out() -> None:
    api = Api(numbers_as_text=True, sparse=True, extra_keys=True)
    product = api.read("/products")["products"][0]
    assert (
        product["variants"][0]["price"]
        == f"{api.shop.products[product['id']].variants[0].price}.0000"
    )
    assert "body_plain" not in product
    assert "is_beta" in product
