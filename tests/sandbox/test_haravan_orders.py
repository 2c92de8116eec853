"""Orders of the practice Haravan: creation, lists, edits (haravan.md §7)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.sandbox.haravan_api import START, Api, Json

GIFT = {"title": "Quà", "price": 50_000, "quantity": 2}


@pytest.fixture
def api() -> Api:
    return Api(products=20)


def listed(api: Api, **query: Any) -> list[int]:
    return [row["id"] for row in api.read("/orders", **query)["orders"]]


# Creation


def test_answer_to_a_create_has_no_transactions_yet(api: Api) -> None:
    fields = {"line_items": [GIFT], "transactions": [{"kind": "capture", "amount": 60_000}]}
    created = api.write("POST", "/orders", {"order": fields}, status=201)["order"]
    assert (created["transactions"], created["financial_status"]) == ([], "partiallypaid")
    read = api.read(f"/orders/{created['id']}")["order"]
    assert [(row["kind"], row["amount"]) for row in read["transactions"]] == [
        ("pending", 100_000.0),
        ("capture", 60_000.0),
    ]
    assert read["financial_status"] == "partially_paid"


def test_updated_at_moves_with_the_rows_booked_later() -> None:
    api = Api(products=1)
    created = api.write("POST", "/orders", {"order": {"line_items": [GIFT]}}, status=201)["order"]
    api.world.advance(1)
    read = api.read(f"/orders/{created['id']}")["order"]
    assert datetime.fromisoformat(read["updated_at"]) > datetime.fromisoformat(
        created["updated_at"]
    )


def test_totals_add_up_as_in_the_documentation(api: Api) -> None:
    order = api.order(
        {"title": "A", "price": 110_000, "quantity": 1},
        {"title": "B", "price": 170_000, "quantity": 2},
        discount_codes=[{"code": "LZD", "amount": 10_000, "is_coupon_code": True}],
        shipping_lines=[{"code": "Lazada", "title": "Lazada", "price": 15_000}],
    )
    assert (order["subtotal_price"], order["total_price"]) == (450_000, 455_000)
    assert order["discount_codes"][0]["is_coupon_code"] is False


def test_discount_goes_in_per_line_and_comes_out_per_unit(api: Api) -> None:
    order = api.order({"title": "A", "price": 155_000, "quantity": 2, "total_discount": 30_000})
    line = order["line_items"][0]
    assert (line["price"], line["total_discount"], line["price_original"]) == (
        155_000,
        15_000,
        170_000,
    )


def test_variant_and_quantity_are_enough(api: Api) -> None:
    variant = api.variant()
    line = api.order({"variant_id": variant.id, "quantity": 1})["line_items"][0]
    title = api.shop.products[variant.product_id].title
    assert (line["title"], line["price"], line["barcode"]) == (
        title,
        variant.price,
        variant.barcode,
    )


@pytest.mark.parametrize("honoured", [True, False])
def test_whether_the_name_is_honoured_is_a_switch(api: Api, honoured: bool) -> None:
    api.switch(honour_name=honoured)
    order = api.order(name="414000123456789")
    assert (order["name"] == "414000123456789") is honoured
    assert order["order_number"] == order["name"]


def test_two_posts_of_one_order_make_two(api: Api) -> None:
    attributes = [{"name": "lazdesk_ref", "value": "LZD:VN:1:2"}]
    first, second = (api.order(note_attributes=attributes, name="2") for _ in range(2))
    assert first["id"] < second["id"]
    assert listed(api, status="any") == [second["id"], first["id"]]


def test_guest_order_has_no_customer_and_an_address_of_nulls(api: Api) -> None:
    order = api.order()
    assert (order["customer"], order["email"]) == (None, "guest@haravan.com")
    assert order["shipping_address"]["country"] == "Vietnam"
    assert order["shipping_address"]["address1"] is None


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"line_items": []}, {"line_items": ["can't be blank"]}),
        (
            {"line_items": [{"variant_id": 1, "quantity": 1}]},
            {"line_items": ["variant does not exist"]},
        ),
        ({"line_items": [GIFT], "customer": {"id": 1}}, {"customer": ["is invalid"]}),
        ({"line_items": [GIFT], "location_id": 1}, {"location_id": ["is invalid"]}),
    ],
)
def test_impossible_orders_are_refused_without_a_trace(
    api: Api, fields: Json, errors: Json
) -> None:
    answer = api.send("POST", "/orders", json={"order": fields})
    assert (answer.status_code, answer.json()) == (422, {"errors": errors})
    assert not api.shop.orders
    assert api.world.violations == []


def test_cod_is_named_differently_at_first(api: Api) -> None:
    body = {"order": {"line_items": [GIFT], "is_cod_gateway": True, "gateway": "Lazada"}}
    created = api.write("POST", "/orders", body)["order"]
    read = api.read(f"/orders/{created['id']}")["order"]
    assert (created["gateway"], created["gateway_code"]) == (None, "COD")
    assert read["gateway"] == "Thanh toán khi giao hàng (COD)"


# Lists


def test_a_new_order_is_in_lists_only_after_the_lag(api: Api) -> None:
    api.switch(list_lag_seconds=5)
    body = {"order": {"line_items": [GIFT]}}
    order_id = api.write("POST", "/orders", body)["order"]["id"]
    assert listed(api, status="any") == []
    assert api.read("/orders/count", status="any") == {"count": 0}
    assert api.read(f"/orders/{order_id}")["order"]["id"] == order_id
    api.world.advance(5)
    assert listed(api, status="any") == [order_id]
    assert api.read("/orders/count", status="any") == {"count": 1}


@pytest.mark.parametrize(
    ("filter_text", "found"),
    [
        ("2026-11-02T10:00:00", True),  # Vietnam time: the order was made at 10:00:00.12
        ("2026-11-02T10:00:01", False),
        ("2026-11-02T10:00:00Z", True),  # Z is ignored
        ("2026-11-02T03:00:00Z", True),
        ("2026-11-02T10:00:01Z", False),
        ("2026-11-02T17:00:00+07:00", True),  # turned to UTC, then taken for local: 7 h off
        ("2026-11-02T17:00:01+07:00", False),
    ],
)
def test_time_filters_of_orders_are_read_as_vietnam_time(
    api: Api, filter_text: str, found: bool
) -> None:
    api.order()
    assert bool(listed(api, status="any", created_at_min=filter_text)) is found


def test_lists_hold_50_and_sort_as_asked() -> None:
    api = Api(products=1)
    for _ in range(55):
        api.shop.place_order({"line_items": [GIFT]})
        api.world.advance(1)
    api.world.advance(10)
    api.shop.edit_order(min(api.shop.orders), {"note": "Sửa"})
    oldest_first = listed(api, status="any", order="created_at asc", limit=250)
    assert oldest_first == sorted(api.shop.orders)[:50]
    assert listed(api, status="any", order="created_at asc", page=2) == sorted(api.shop.orders)[50:]
    assert listed(api, status="any", order="updated_at desc")[0] == min(api.shop.orders)


@pytest.mark.parametrize(
    ("switch", "first_is_newest"),
    [("id desc", True), ("id asc", False), ("updated_at desc", False)],
)
def test_default_order_of_the_list_is_a_switch(
    api: Api, switch: str, first_is_newest: bool
) -> None:
    api.switch(orders_default_order=switch)
    first, second = (api.order()["id"] for _ in range(2))
    api.shop.edit_order(first, {"note": "Sửa"})
    assert listed(api, status="any") == ([second, first] if first_is_newest else [first, second])


@pytest.mark.parametrize(("switch", "shown"), [("open", False), ("any", True)])
def test_default_status_of_the_list_is_a_switch(api: Api, switch: str, shown: bool) -> None:
    api.switch(orders_default_status=switch)
    api.shop.cancel_order(api.order()["id"])
    assert bool(listed(api)) is shown
    assert bool(listed(api, status="cancelled"))
    assert not listed(api, status="open")


def test_fields_are_those_asked_and_the_id(api: Api) -> None:
    api.order(note="x")
    row = api.read("/orders", status="any", fields="name,note")["orders"][0]
    assert row.keys() == {"id", "name", "note"}


# Edits


@pytest.mark.parametrize(
    ("merges", "names"), [(False, {"lazada_status"}), (True, {"lazdesk_ref", "lazada_status"})]
)
def test_put_replaces_or_merges_note_attributes(api: Api, merges: bool, names: set[str]) -> None:
    api.switch(merge_note_attributes=merges)
    order = api.order(note_attributes=[{"name": "lazdesk_ref", "value": "r"}])
    body = {"order": {"note_attributes": [{"name": "lazada_status", "value": "shipped"}]}}
    shown = api.write("PUT", f"/orders/{order['id']}", body)["order"]
    assert {each["name"] for each in shown["note_attributes"]} == names


@pytest.mark.parametrize(("settable", "tags"), [(True, "b"), (False, "a")])
def test_whether_tags_are_set_by_put_is_a_switch(api: Api, settable: bool, tags: str) -> None:
    api.switch(tags_by_put=settable)
    order = api.order(tags="a")
    shown = api.write("PUT", f"/orders/{order['id']}", {"order": {"tags": "b"}})["order"]
    assert shown["tags"] == tags


def test_put_changes_no_items(api: Api) -> None:
    order = api.order()
    body = {"order": {"line_items": [GIFT]}}
    assert api.send("PUT", f"/orders/{order['id']}", json=body).status_code == 422
    assert api.world.violations


def test_tags_are_merged_and_removed(api: Api) -> None:
    path = f"/orders/{api.order(tags='VIP')['id']}/tags"
    assert api.write("POST", path, {"tags": "a1,a2,VIP"}) == {"tags": "VIP,a1,a2"}
    assert api.write("DELETE", path, {"tags": "a1"}) == {"tags": "VIP,a2"}


def test_confirm_close_open_and_assign(api: Api) -> None:
    path = f"/orders/{api.order()['id']}"
    confirmed = api.write("POST", f"{path}/confirm", {})["order"]
    api.world.advance(60)
    again = api.write("POST", f"{path}/confirm", {})["order"]
    assert confirmed["confirmed_status"] == "confirmed"
    assert again["confirmed_at"] == confirmed["confirmed_at"]
    assert api.write("POST", f"{path}/close", {})["order"]["closed_status"] == "closed"
    assert api.write("POST", f"{path}/open", {})["order"]["closed_status"] == "unclosed"
    elsewhere = api.shop.place_ids["shop"]
    body = {"user_ids": [1], "location_id": elsewhere}
    assigned = api.write("POST", f"{path}/assign", body)["order"]
    assert assigned["assigned_location_id"] == elsewhere


# Times


def test_times_have_zero_to_seven_fraction_digits() -> None:
    api = Api(products=1)
    order = api.order()
    assert order["created_at"] == "2026-11-02T03:00:00.12Z"
    api.world.clock.advance((START + timedelta(seconds=60) - api.world.now()).total_seconds())
    api.write("POST", f"/orders/{order['id']}/cancel", {})
    read = api.read(f"/orders/{order['id']}")["order"]
    assert read["cancelled_at"] == "2026-11-02T03:01:00.12Z"
    assert read["refunds"][0]["created_at"] == "2026-11-02T03:01:00.1200006Z"
