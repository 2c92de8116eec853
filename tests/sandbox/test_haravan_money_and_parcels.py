"""The practice Haravan: money, cancels and fulfilments of orders (haravan.md §7.5, §8, §9)."""

from typing import Any

import pytest

from tests.sandbox.haravan_api import Api, Json

GIFT = {"title": "Quà", "price": 50_000, "quantity": 2}


@pytest.fixture
def api() -> Api:
    return Api(products=20)


# Money


def test_capture_pays_and_is_shown_in_three_ways(api: Api) -> None:
    order = api.order(GIFT)
    path = f"/orders/{order['id']}"
    body = {"transaction": {"kind": "Capture", "amount": 100_000}}
    made = api.write("POST", f"{path}/transactions", body, status=201)["transaction"]
    assert (made["kind"], made["status"]) == ("Capture", "success")
    read = api.read(path)["order"]
    assert read["financial_status"] == "paid"
    assert [(row["kind"], row["status"]) for row in read["transactions"]] == [
        ("pending", None),
        ("capture", None),
    ]
    rows = api.read(f"{path}/transactions")["transactions"]
    assert rows[1]["parent_id"] == rows[0]["id"]
    api.write("POST", f"{path}/refunds", {"refund": {"transactions": [{"amount": 1}]}})
    refund = api.read(f"{path}/refunds")["refunds"][0]["transactions"][0]
    assert (refund["amount"], refund["status"]) == (-1, "Thành công")


def test_capture_without_an_amount_books_nothing(api: Api) -> None:
    order = api.order(GIFT, financial_status="paid", transactions=[{"kind": "capture"}])
    assert order["financial_status"] == "paid"
    assert order["transactions"][1]["amount"] == 0


@pytest.mark.parametrize(
    ("captured", "returned", "status"),
    [
        (100_000, 40_000, "partially_refunded"),
        (100_000, 100_000, "refunded"),
        (100_000, 0, "paid"),
        (60_000, 0, "partially_paid"),
    ],
)
def test_financial_status_follows_the_money(
    api: Api, captured: int, returned: int, status: str
) -> None:
    order = api.order(GIFT, transactions=[{"kind": "capture", "amount": captured}])
    refund: Json = {"note": "Lazada"}
    if returned:
        refund["transactions"] = [{"amount": returned, "kind": "refund"}]
    shown = api.write("POST", f"/orders/{order['id']}/refunds", {"refund": refund})["refund"]
    assert (shown["location_id"], shown["restock"], shown["refund_line_items"]) == (None, None, [])
    assert api.read(f"/orders/{order['id']}")["order"]["financial_status"] == status


def test_more_than_was_paid_or_bought_is_not_given_back(api: Api) -> None:
    order = api.order(GIFT, transactions=[{"kind": "capture", "amount": 100_000}])
    path, line = f"/orders/{order['id']}/refunds", order["line_items"][0]["id"]
    goods = {"refund": {"refund_line_items": [{"line_item_id": line, "quantity": 1}]}}
    money = {"refund": {"transactions": [{"amount": 60_000, "kind": "refund"}]}}
    api.write("POST", path, money)
    assert api.send("POST", path, json=money).status_code == 422
    api.write("POST", path, goods)
    api.write("POST", path, goods)
    assert api.send("POST", path, json=goods).status_code == 422
    assert len(api.read(path)["refunds"]) == 3
    assert api.world.violations == []


def test_limits_of_refunds_that_nobody_documented_have_either_answer(api: Api) -> None:
    """haravan.md §16.14."""
    path, goods = "/orders/{}/refunds", {"refund_line_items": [{"line_item_id": 0, "quantity": 1}]}

    def refuses(**paid: Any) -> bool:
        order = api.order(GIFT, **paid)
        goods["refund_line_items"][0]["line_item_id"] = order["line_items"][0]["id"]
        first = api.send("POST", path.format(order["id"]), json={"refund": goods})
        second = api.send("POST", path.format(order["id"]), json={"refund": goods})
        return 422 in (first.status_code, second.status_code)

    assert not refuses()
    api.switch(refund_line_once=True)
    assert refuses()
    api.switch(refund_line_once=False, refund_before_payment=False)
    assert refuses()
    assert not refuses(transactions=[{"kind": "capture", "amount": 100_000}])

    api.switch(refund_beyond=True)
    order = api.order(GIFT, transactions=[{"kind": "capture", "amount": 100_000}])
    much = {"refund": {"transactions": [{"amount": 150_000, "kind": "refund"}]}}
    api.write("POST", path.format(order["id"]), much)


# Cancel


@pytest.mark.parametrize(
    ("body", "reason"),
    [({}, "customer"), ({"amount": "0"}, "other"), ({"reason": "inventory"}, "inventory")],
)
def test_cancel_takes_any_body_and_always_adds_a_refund_row(
    api: Api, body: Json, reason: str
) -> None:
    order = api.order()
    shown = api.write("POST", f"/orders/{order['id']}/cancel", body)["order"]
    assert (shown["cancelled_status"], shown["cancel_reason"]) == ("cancelled", reason)
    assert shown["order_processing_status"] == "cancel"
    (row,) = shown["refunds"]
    assert (row["note"], row["refund_line_items"], row["restock"]) == ("Khách hủy", None, None)
    assert shown["financial_status"] == "pending"


def test_second_cancel_is_refused_and_there_is_no_way_back(api: Api) -> None:
    path = f"/orders/{api.order()['id']}"
    api.write("POST", f"{path}/cancel", {})
    for act in ("cancel", "confirm"):
        assert api.send("POST", f"{path}/{act}", json={}).status_code == 422
    fulfilment = api.send("POST", f"{path}/fulfillments", json={"fulfillment": {}})
    assert fulfilment.status_code == 422
    assert len(api.read(path)["order"]["refunds"]) == 1


def test_cancel_books_money_back_but_not_more_than_was_paid(api: Api) -> None:
    order = api.order(GIFT, transactions=[{"kind": "capture", "amount": 100_000}])
    path = f"/orders/{order['id']}/cancel"
    assert api.send("POST", path, json={"amount": 100_001}).status_code == 422
    shown = api.write("POST", path, {"amount": "100000", "restock": True})["order"]
    assert shown["financial_status"] == "refunded"
    assert shown["refunds"][0]["transactions"][0]["amount"] == -100_000
    assert shown["refunds"][0]["location_id"] == order["location_id"]


@pytest.mark.parametrize(("ignored", "status"), [(False, "cancel"), (True, "readytopick")])
def test_cancel_turns_the_fulfilment_unless_told_not_to(
    api: Api, ignored: bool, status: str
) -> None:
    path = f"/orders/{api.order()['id']}"
    api.write("POST", f"{path}/fulfillments", {"fulfillment": {"tracking_number": "LMP1"}})
    body = {"restock": True, "ignore_cancel_fulfillment": ignored}
    shown = api.write("POST", f"{path}/cancel", body)["order"]
    parcel = shown["fulfillments"][0]
    assert parcel["carrier_status_code"] == status
    assert parcel["line_items"][0]["fulfillment_status"] == "Nhập kho"
    assert shown["line_items"][0]["fulfillment_status"] == "restock"
    assert shown["fulfillment_status"] == "fulfilled"


# Fulfilments


@pytest.mark.parametrize("start", ["readytopick", "pending", "delivered"])
def test_start_of_a_fulfilment_is_a_switch(api: Api, start: str) -> None:
    api.switch(fulfillment_start=start)
    path = f"/orders/{api.order()['id']}/fulfillments"
    body = {"fulfillment": {"tracking_company": "LEX", "tracking_number": "LMP1"}}
    made = api.write("POST", path, body, status=201)["fulfillment"]
    assert made["carrier_status_code"] == start
    assert api.read(path)["fulfillments"][0]["tracking_number"] == "LMP1"


def test_part_of_an_order_ships_and_not_more_than_is_left(api: Api) -> None:
    order = api.order(GIFT)
    path, line = f"/orders/{order['id']}", order["line_items"][0]["id"]
    one = {"fulfillment": {"line_items": [{"id": line, "quantity": 1}]}}
    api.write("POST", f"{path}/fulfillments", one)
    read = api.read(path)["order"]
    assert (read["fulfillment_status"], read["line_items"][0]["fulfillable_quantity"]) == (
        "partial",
        1,
    )
    two = {"fulfillment": {"line_items": [{"id": line, "quantity": 2}]}}
    assert api.send("POST", f"{path}/fulfillments", json=two).status_code == 422
    api.write("POST", f"{path}/fulfillments", {"fulfillment": {}})
    read = api.read(path)["order"]
    assert read["fulfillment_status"] == "fulfilled"
    assert read["line_items"][0]["fulfillment_status"] == "notfulfilled"
    assert api.send("POST", f"{path}/fulfillments", json={"fulfillment": {}}).status_code == 422


@pytest.mark.parametrize(
    ("state", "code", "name"),
    [
        ("picking", "picking", "Đang đi lấy"),
        ("delivering", "delivering", "Đang giao hàng"),
        ("not_meet_customer", "notmeetcustomer", "Không gặp khách"),
        ("waiting_for_return", "waitingforreturn", "Chờ chuyển hoàn"),
        ("delivered", "delivered", "Đã giao hàng"),
        ("cancel", "cancel", "Hủy giao hàng"),
        ("return", "return", "Chuyển hoàn"),
    ],
)
def test_carrier_status_is_written_with_underscores_and_read_without(
    api: Api, state: str, code: str, name: str
) -> None:
    order_id = api.order()["id"]
    parcel = api.shop.fulfil_order(order_id)
    path = f"/orders/{order_id}/fulfillments/{parcel}"
    shown = api.write("PUT", f"{path}/carrier_status/{state}")["fulfillment"]
    assert (shown["carrier_status_code"], shown["carrier_status_name"]) == (code, name)


def test_carrier_status_may_be_refused_or_unheard_of(api: Api) -> None:
    order_id = api.order()["id"]
    path = f"/orders/{order_id}/fulfillments/{api.shop.fulfil_order(order_id)}"
    assert api.send("PUT", f"{path}/carrier_status/readytopick").status_code == 422
    assert api.world.violations
    api.switch(accept_carrier_status=False)
    assert api.send("PUT", f"{path}/carrier_status/delivered").status_code == 422
    assert api.send("PUT", f"{path}/cod_status/paid").status_code == 422
    assert api.read(path)["fulfillment"]["carrier_status_code"] == "readytopick"
    assert len(api.world.violations) == 1


def test_cod_status_and_tracking_are_changed(api: Api) -> None:
    order_id = api.order()["id"]
    path = f"/orders/{order_id}/fulfillments/{api.shop.fulfil_order(order_id)}"
    paid = api.write("PUT", f"{path}/cod_status/receipt")["fulfillment"]
    assert (paid["carrier_cod_status_code"], paid["carrier_cod_status_name"]) == (
        "codreceipt",
        "Đã nhận",
    )
    body = {"fulfillment": {"tracking_number": "LMP9"}}
    assert api.write("PUT", path, body)["fulfillment"]["tracking_numbers"] == ["LMP9"]


def test_fulfilled_at_creation_is_delivered_at_once(api: Api) -> None:
    order = api.order(fulfillment_status="fulfilled")
    assert order["fulfillment_status"] == "fulfilled"
    assert order["fulfillments"][0]["carrier_status_name"] == "Đã giao hàng"
