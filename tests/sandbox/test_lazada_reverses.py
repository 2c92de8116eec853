"""Cancels, returns and refunds in the practice Lazada (lazada.md §8)."""

from __future__ import annotations

import pytest

from lazdesk.sandbox.lazada.records import Order
from tests.sandbox.lazada_api import Api, Json

CREATE = "/order/reverse/cancel/create"
VALIDATE = "/order/reverse/cancel/validate"
DECIDE = "/order/reverse/cancel/seller/decide"
LIST = "/reverse/getreverseordersforseller"


@pytest.fixture
def api() -> Api:
    return Api()


def seller_cancels(
    api: Api, order: Order, count: int = 1, reason: str = "10000019", path: str = CREATE
) -> Json:
    unit_ids = [unit.order_item_id for unit in order.units[:count]]
    reasons = {"reason_id": reason} if path == CREATE else {}
    return api.get(path, order_id=str(order.order_id), order_item_id_list=unit_ids, **reasons)


def test_the_seller_cancels_units_for_a_reason_that_was_offered(api: Api) -> None:
    order = api.order(2)
    offered = seller_cancels(api, order, path=VALIDATE)["data"]
    assert offered["tip_type"] == "warning"
    assert {option["reason_id"] for option in offered["reason_options"]} == {
        "10000019",
        "10000021",
        "10000023",
    }
    assert seller_cancels(api, order)["data"]["tip_type"] == "success"
    gone, left = api.units(order)
    assert (gone["status"], left["status"]) == ("canceled", "pending")
    assert (gone["cancel_return_initiator"], gone["reason"]) == (
        "cancellation-seller",
        "Sourcing Delay",
    )
    assert api.buckets() == (9, 10, 0, 1)
    assert api.shop.reverses == {}


@pytest.mark.parametrize(
    ("reason", "sellable"), [("10000019", 10), ("10000021", 0), ("10000023", 0)]
)
def test_some_reasons_take_the_sku_off_sale(api: Api, reason: str, sellable: int) -> None:
    order = api.order()
    seller_cancels(api, order, reason=reason)
    assert order.units[0].sku.sellable == sellable


def test_whether_and_when_stock_is_zeroed_is_not_documented() -> None:
    """Lazada says that it "may" be set to 0 (§8.1)."""
    for switches, now, later in (
        ({"zeroes_stock": False}, 10, 10),
        ({"zeroes_after_seconds": 30}, 10, 0),
        ({"zeroing_touches_product": False}, 0, 0),
    ):
        api = Api(**switches)
        order = api.order()
        sku, touched = order.units[0].sku, order.units[0].sku.item.updated_at
        seller_cancels(api, order, reason="10000021")
        assert sku.sellable == now, switches
        api.world.advance(60)
        assert sku.sellable == later, switches
        assert (sku.item.updated_at > touched) is ("zeroes_after_seconds" in switches)


@pytest.mark.parametrize("tells", [False, True])
def test_or_the_cancel_shows_later(tells: bool) -> None:
    api = Api(seller_cancel_seconds=30, seller_cancel_has_reverse=tells)
    order = api.order()
    seller_cancels(api, order)
    (row,) = api.units(order)
    assert (row["status"], row["is_cancel_pending"]) == ("pending", True)
    found = [line.status for reverse in api.shop.reverses.values() for line in reverse.lines]
    assert found == ["AGREE_CANCEL_ORDER"] * tells
    assert seller_cancels(api, order)["data"]["tip_type"] == "error"
    api.world.advance(30)
    assert order.statuses == ["canceled"]
    found = [line.status for reverse in api.shop.reverses.values() for line in reverse.lines]
    assert found == ["CANCEL_SUCCESS"] * tells


def test_parcel_mates_are_canceled_together(api: Api) -> None:
    order = api.order(3)
    package_id = api.pack(order)[0]["package_id"]
    seller_cancels(api, order)
    assert order.statuses == ["canceled"]
    assert api.rts(package_id)[0]["item_err_code"] == "600002"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("pending", "success"),
        ("packed", "success"),
        ("ready_to_ship", "success"),
        ("unpaid", "error"),
        ("shipped", "error"),
        ("canceled", "error"),
    ],
)
def test_the_seller_may_cancel_until_the_courier_has_it(api: Api, status: str, kind: str) -> None:
    order = api.order()
    api.shop.show_status(order.order_id, status)
    offered = seller_cancels(api, order, path=VALIDATE)["data"]
    assert bool(offered["reason_options"]) is (kind == "success")
    assert seller_cancels(api, order)["data"]["tip_type"] == kind
    assert (order.statuses == ["canceled"]) is (kind == "success" or status == "canceled")


@pytest.mark.parametrize(
    ("order_id", "items", "reason", "code"),
    [
        ("1", "[1]", "10000019", "122"),
        ("", "[1]", "10000019", "123"),
        ("", "[]", "10000019", "102"),
        ("", "1", "10000019", "102"),
        ("", "own", "1", "104"),
    ],
)
def test_bad_cancels_have_codes(
    api: Api, order_id: str, items: str, reason: str, code: str
) -> None:
    order = api.order()
    items = str([order.units[0].order_item_id]) if items == "own" else items
    answer = api.get(
        CREATE,
        order_id=order_id or str(order.order_id),
        order_item_id_list=items,
        reason_id=reason,
    )
    assert answer["code"] == code
    assert order.statuses == ["pending"]


def test_a_buyer_cancels_at_once_until_it_is_packed(api: Api) -> None:
    order = api.order()
    assert api.shop.buyer_cancels(order.order_id) is None
    assert order.statuses == ["canceled"]


def cancel_request(api: Api) -> tuple[Order, str]:
    order = api.order()
    api.pack(order)
    reverse = api.shop.buyer_cancels(order.order_id)
    assert reverse is not None
    return order, str(reverse.reverse_order_id)


def test_later_the_buyer_asks_and_the_seller_agrees(api: Api) -> None:
    order, reverse_id = cancel_request(api)
    (row,) = api.units(order)
    assert (row["need_cancel_confirm"], row["status"]) == (True, "packed")
    assert str(row["reverse_order_id"]) == reverse_id
    assert row["cancel_trigger_time"] == (api.world.now().timestamp() + 48 * 3600) * 1000
    assert seller_cancels(api, order)["data"]["tip_type"] == "error"
    assert api.get(DECIDE, reverse_order_id=reverse_id, agree_cancel="true")["code"] == "0"
    (row,) = api.units(order)
    assert (row["need_cancel_confirm"], row["is_cancel_pending"]) == (False, True)
    api.world.advance(60)
    assert order.statuses == ["canceled"]
    again = api.get(DECIDE, reverse_order_id=reverse_id, agree_cancel="true")
    assert again["code"] == "131"


def test_or_refuses(api: Api) -> None:
    order, reverse_id = cancel_request(api)
    api.get(DECIDE, reverse_order_id=reverse_id, agree_cancel="false", reason_code="1")
    (row,) = api.units(order)
    assert (row["need_cancel_confirm"], row["is_cancel_pending"]) == (False, False)
    api.world.advance(48 * 3600)
    assert order.statuses == ["packed"]
    detail = api.get("/order/reverse/return/detail/list", reverse_order_id=reverse_id)["data"]
    assert detail["reverseOrderLineDTOList"][0]["reverse_status"] == "REJECT_CANCEL_ORDER"


def test_or_does_not_answer_in_time(api: Api) -> None:
    order, _ = cancel_request(api)
    api.world.advance(48 * 3600 - 1)
    assert order.statuses == ["packed"]
    api.world.advance(1)
    assert order.statuses == ["canceled"]


@pytest.mark.parametrize(("reverse_id", "code"), [("x", "105"), ("1", "106")])
def test_bad_decisions_have_codes(api: Api, reverse_id: str, code: str) -> None:
    answer = api.get(DECIDE, reverse_order_id=reverse_id, agree_cancel="true")
    assert answer["code"] == code


def delivered(api: Api, quantity: int = 2) -> Order:
    return api.delivered(quantity, voucher_seller=quantity * 1000)


def test_a_return_is_refunded_line_by_line_in_dong(api: Api) -> None:
    order = delivered(api)
    first, second = order.units
    reverse = api.shop.buyer_returns(order.order_id)
    api.shop.return_moves(reverse.reverse_order_id, "SELLER_AGREE_RETURN")
    api.world.advance(60)
    api.shop.refund(reverse.reverse_order_id, [first.paid_price, 5_000])
    result = api.get(LIST, page_no="1", page_size="10", trade_order_id=str(order.order_id))
    (item,) = result["result"]["items"]
    assert (item["request_type"], item["is_rtm"]) == ("RETURN", True)
    lines = item["reverse_order_lines"]
    assert [line["trade_order_line_id"] for line in lines] == [
        first.order_item_id,
        second.order_item_id,
    ]
    assert [line["refund_amount"] for line in lines] == [first.price - 1000, 5_000]
    assert {line["reverse_status"] for line in lines} == {"REFUND_SUCCESS"}
    assert [row["status"] for row in api.units(order)] == ["returned", "delivered"]
    assert api.buckets()[0] == 8


def test_only_what_was_delivered_goes_back(api: Api) -> None:
    with pytest.raises(ValueError, match="not all delivered"):
        api.shop.buyer_returns(api.order().order_id)


def test_the_list_is_paged_and_filtered(api: Api) -> None:
    start = api.world.now()
    returns = [api.shop.buyer_returns(delivered(api, 1).order_id) for _ in range(3)]
    money = api.shop.buyer_returns(delivered(api, 1).order_id, goods=False, to_merchant=False)
    api.world.advance(60)
    api.shop.refund(returns[0].reverse_order_id)

    def found(**params: object) -> set[int]:
        answer = api.get(LIST, **{"page_no": "1", "page_size": "10", **params})
        return {item["reverse_order_id"] for item in answer["result"]["items"]}

    refunded = {returns[0].reverse_order_id}
    later = int((start.timestamp() + 1) * 1000)
    assert found(request_type_list=["ONLY_REFUND"]) == {money.reverse_order_id}
    assert found(reverse_status_list=["REFUND_SUCCESS"]) == refunded
    assert found(ReverseOrderLineModifiedTimeRangeStart=str(later)) == refunded
    assert len(found(ReverseOrderLineModifiedTimeRangeEnd=str(later))) == 3
    assert found(return_to_type="RTW") == {money.reverse_order_id}
    assert len(found(page_size="3")) == 3
    assert len(found(page_size="3", page_no="2")) == 1
