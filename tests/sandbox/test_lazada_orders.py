"""Orders of the practice Lazada: rows, lists, times, masks, odd kinds (lazada.md §6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from lazdesk.sandbox.lazada.buyers import SoldOutError, Wish
from lazdesk.sandbox.people import Buyer
from tests.sandbox.lazada_api import Api, Json

SINCE = "2026-01-01T00:00:00+07:00"
LINH = Buyer("Trần Thị Linh", "84901234567", "12 Lê Lợi", "Phường 14", "Quận 3", "Hồ Chí Minh")


@pytest.fixture
def api() -> Api:
    return Api()


def listed(api: Api, **params: object) -> Json:
    return api.get("/orders/get", **{"created_after": SINCE, **params})


def ids(answer: Json) -> list[int]:
    return [order["order_id"] for order in answer["data"]["orders"]]


def test_three_pieces_are_three_rows_that_go_their_own_ways(api: Api) -> None:
    order = api.order(3)
    first, second, third = (unit.order_item_id for unit in order.units)
    api.shop.buyer_cancels(order.order_id, [first])
    api.shop.show_status(order.order_id, "shipped", [second])
    assert [row["status"] for row in api.units(order)] == ["canceled", "shipped", "pending"]
    shown = api.get("/order/get", order_id=str(order.order_id))["data"]
    assert shown["statuses"] == ["canceled", "pending", "shipped"]
    assert shown["items_count"] == 3
    assert third == api.units(order)[2]["order_item_id"]


@pytest.mark.parametrize("follows", [False, True])
def test_whether_the_price_follows_a_cancel_is_a_switch(follows: bool) -> None:
    api = Api(price_follows_cancel=follows)
    order = api.shop.place_order([Wish(api.sku(), 2, price=50_000)])
    api.shop.buyer_cancels(order.order_id, [order.units[0].order_item_id])
    shown = api.get("/order/get", order_id=str(order.order_id))["data"]
    assert shown["price"] == ("50000.00" if follows else "100000.00")


def test_money_is_shared_out_to_the_dong(api: Api) -> None:
    basket = [Wish(api.sku(0), 2, price=100_000), Wish(api.sku(1), 1, price=99_000)]
    order = api.shop.place_order(
        basket, "MOMO_WALLET", voucher_seller=10_001, voucher_platform=5_000, shipping_fee=20_000
    )
    (shown,) = listed(api)["data"]["orders"]
    rows = api.units(order)
    assert shown["price"] == "299000.00"
    assert (shown["voucher"], shown["voucher_seller"], shown["voucher_platform"]) == (
        15_001,
        10_001,
        5_000,
    )
    assert sum(row["voucher_seller"] for row in rows) == 10_001
    assert sum(row["shipping_amount"] for row in rows) == shown["shipping_fee"] == 20_000
    assert all(
        row["paid_price"] == row["item_price"] - row["voucher_seller"] - row["voucher_platform"]
        for row in rows
    )


def test_nobody_buys_what_is_sold_out_unless_told_to(api: Api) -> None:
    sku = api.sku(stock=1)
    with pytest.raises(SoldOutError):
        api.shop.place_order({sku: 2})
    api.shop.place_order({sku: 2}, oversell=True)
    assert api.shop.sku(sku).sellable == 0


def test_an_order_id_is_unique_within_a_shop_only() -> None:
    api = Api(shops=2)
    first, second = api.world.lazada_shops
    order = first.place_order({api.sku(): 1})
    seller_sku = next(iter(second.skus.values())).seller_sku
    second.set_stock(seller_sku, 5)
    twin = second.place_order({seller_sku: 1}, order_id=order.order_id)
    assert api.units(order)[0]["order_item_id"] == order.units[0].order_item_id
    api.token = api.platform.issue(second).access
    assert api.units(twin)[0]["order_item_id"] == twin.units[0].order_item_id


@pytest.mark.parametrize("masked", [True, False])
def test_buyers_are_masked_unless_the_order_is_open(api: Api, masked: bool) -> None:
    api.order(buyer=LINH, masked=masked)
    (order,) = listed(api)["data"]["orders"]
    address = order["address_shipping"]
    seen = (order["customer_first_name"], address["phone"], address["address1"])
    if masked:
        assert seen == ("T***********h", "84*******67", "1*******i")
    else:
        assert seen == (LINH.name, LINH.phone, LINH.street)
    assert (address["last_name"], address["city"]) == ("", "Hồ Chí Minh")


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ("ward-district-city", ("Phường 14", "Quận 3", "")),
        ("state-city-postcode", ("Hồ Chí Minh", "Quận 3", "Phường 14")),
    ],
)
def test_address_levels_are_a_switch(levels: str, expected: tuple[str, ...]) -> None:
    api = Api(address_levels=levels)
    order = api.order(buyer=LINH, masked=False)
    address = listed(api)["data"]["orders"][0]["address_shipping"]
    assert tuple(address[f"address{level}"] for level in (3, 4, 5)) == expected
    # The two APIs do not agree how it is spelled.
    assert address["addressDsitrict"] == "Quận 3"
    single = api.get("/order/get", order_id=str(order.order_id))["data"]["address_shipping"]
    assert single["addressDistrict"] == "Quận 3"


@pytest.mark.parametrize(
    ("switches", "text"),
    [
        ({}, "2026-11-02 10:00:00 +0700"),
        ({"offset_hours": 8}, "2026-11-02 11:00:00 +0800"),
        ({"iso_times": True}, "2026-11-02T10:00:00+07:00"),
    ],
)
def test_times_come_in_two_forms_and_two_offsets(switches: dict[str, Any], text: str) -> None:
    api = Api(**switches)
    order = api.order()
    assert listed(api)["data"]["orders"][0]["updated_at"] == text
    assert api.units(order)[0]["created_at"] == text


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"created_after": ""}, "1"),
        ({"created_after": "2026-11-01 00:00:00"}, "17"),
        ({"created_after": "2026-11-01T00:00:00 07:00"}, "17"),  # a + that was not encoded
        ({"limit": "101"}, "19"),
        ({"limit": "ten"}, "19"),
        ({"offset": "-1"}, "14"),
        ({"offset": "4900", "limit": "100"}, "97"),
        ({"status": "cancelled"}, "36"),
        ({"sort_by": "price"}, "75"),
        ({"sort_direction": "asc"}, "74"),
    ],
)
def test_bad_list_parameters_have_codes(api: Api, params: dict[str, str], code: str) -> None:
    asked = {name: text for name, text in {"created_after": SINCE, **params}.items() if text}
    assert api.get("/orders/get", **asked)["code"] == code
    assert len(api.world.violations) == 1


def test_the_list_is_sorted_paged_and_bounded_inclusively(api: Api) -> None:
    orders = []
    for _ in range(5):
        orders.append(api.order())
        api.world.advance(60)
    placed = [order.order_id for order in orders]
    api.shop.show_status(placed[0], "packed")
    assert ids(listed(api, sort_by="created_at", sort_direction="ASC")) == placed
    by_update = listed(api, sort_by="updated_at", sort_direction="ASC")
    assert ids(by_update) == [*placed[1:], placed[0]]
    page = listed(api, sort_by="created_at", sort_direction="ASC", offset="1", limit="2")
    assert ids(page) == placed[1:3]
    assert (page["data"]["count"], page["data"]["countTotal"]) == (2, 5)
    third = datetime.isoformat(orders[2].created_at)
    assert ids(listed(api, created_after=third, created_before=third)) == [placed[2]]


@pytest.mark.parametrize(
    ("word", "statuses"),
    [
        ("all", {"pending", "packed", "shipped"}),
        ("pending", {"pending"}),
        ("topack", {"pending"}),
        ("toship", {"packed"}),
        ("shipping", {"shipped"}),
        ("unpaid", set()),
    ],
)
def test_the_list_is_filtered_by_the_units_statuses(
    api: Api, word: str, statuses: set[str]
) -> None:
    for status in ("pending", "packed", "shipped"):
        api.shop.show_status(api.order().order_id, status)
    found = listed(api, status=word)["data"]["orders"]
    assert {status for order in found for status in order["statuses"]} == statuses


def test_items_of_many_orders_come_in_one_call_of_at_most_fifty(api: Api) -> None:
    orders = [api.order(2) for _ in range(3)]
    wanted = [order.order_id for order in orders]
    data = api.get("/orders/items/get", order_ids=wanted)["data"]
    assert [order["order_id"] for order in data] == wanted
    assert all(len(order["order_items"]) == 2 for order in data)
    quoted = api.get("/orders/items/get", order_ids=[str(order_id) for order_id in wanted])
    assert len(quoted["data"]) == 3


@pytest.mark.parametrize(
    ("order_ids", "code"),
    [("[1]", "39"), ("1,2", "56"), ("1", "56"), (str(list(range(1, 52))), "38")],
)
def test_bad_lists_of_orders_have_codes(api: Api, order_ids: str, code: str) -> None:
    assert api.get("/orders/items/get", order_ids=order_ids)["code"] == code


def test_one_wrong_order_spoils_the_list(api: Api) -> None:
    answer = api.get("/orders/items/get", order_ids=[api.order().order_id, 1])
    assert answer["code"] == "37"


@pytest.mark.parametrize("rate", [1.0, 0.0])
def test_a_units_change_may_leave_the_orders_time_alone(rate: float) -> None:
    api = Api(order_touch_rate=rate)
    order = api.order()
    placed = order.updated_at
    api.world.advance(60)
    api.shop.show_status(order.order_id, "packed")
    assert (order.updated_at > placed) is (rate == 1.0)
    assert order.units[0].updated_at > placed


def test_unpaid_orders_are_given_up_after_three_days(api: Api) -> None:
    order = api.order(payment="NAPAS_ONLINE", paid=False)
    api.world.advance(72 * 3600 - 1)
    assert order.statuses == ["unpaid"]
    api.world.advance(1)
    (row,) = api.units(order)
    assert (row["status"], row["cancel_return_initiator"]) == ("canceled", "system-cancel")


def test_odd_kinds_of_units_are_marked(api: Api) -> None:
    sku = api.sku()
    kinds = [
        Wish(sku, digital=True),
        Wish(sku, dbs=True),
        Wish(sku, pickup_in_store=True),
        Wish(sku, presale=True),
    ]
    digital, dbs, pickup, presale = api.units(api.shop.place_order(kinds, "MOMO_WALLET"))
    assert (digital["is_digital"], digital["shipping_provider_type"]) == (1, "digital")
    assert (dbs["delivery_option_sof"], dbs["shipping_provider_type"]) == (1, "seller_own_fleet")
    assert pickup["shipping_provider_type"] == "pickup_in_store"
    assert presale["order_type"] == "PreSale"
    assert presale["stage_pay_status"] == "unpaid final payment"


def test_the_final_payment_of_a_presale_clears_its_stage(api: Api) -> None:
    order = api.shop.place_order([Wish(api.sku(), presale=True)], "MOMO_WALLET")
    api.shop.pay(order.order_id)
    assert api.units(order)[0]["stage_pay_status"] is None


def test_a_parcel_travels_by_the_couriers_acts(api: Api) -> None:
    order = api.order()
    api.shop.show_status(order.order_id, "ready_to_ship")
    seen = []
    for event in ("picks up", "fails", "ships back", "hands back", "scraps"):
        (unit,) = api.shop.courier(order.order_id, event)
        seen.append(unit.status)
    assert seen == [
        "shipped",
        "failed_delivery",
        "shipped_back",
        "shipped_back_success",
        "package_scrapped",
    ]
    with pytest.raises(ValueError, match="delivers"):
        api.shop.courier(order.order_id, "delivers")


def test_a_delivery_may_follow_a_failed_or_lost_attempt(api: Api) -> None:
    for mishap in ("fails", "loses"):
        order = api.order()
        api.shop.show_status(order.order_id, "shipped")
        api.shop.courier(order.order_id, mishap)
        api.shop.courier(order.order_id, "delivers")
        assert order.statuses == ["delivered"]


def test_unknown_statuses_appear_without_notice(api: Api) -> None:
    order = api.order()
    api.shop.show_status(order.order_id, "INFO_ST_DOMESTIC_NEW")
    assert api.units(order)[0]["status"] == "INFO_ST_DOMESTIC_NEW"
