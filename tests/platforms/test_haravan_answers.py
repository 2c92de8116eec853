"""Haravan's answers as its documentation shows them, and worse (haravan.md §5–§10, §14)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from lazdesk.platforms import reading
from lazdesk.platforms.haravan import answers

ORDER: dict[str, Any] = {
    "id": 1456389374,
    "name": "#100811",
    "created_at": "2026-08-20T04:15:00.027Z",
    "updated_at": "2026-08-20T04:15:00.0590186Z",
    "source": "lazada",
    "source_name": "lazada",
    "confirmed_status": "unconfirmed",
    "cancelled_status": "uncancelled",
    "cancelled_at": None,
    "closed_status": "unclosed",
    "closed_at": None,
    "financial_status": "partially_paid",
    "fulfillment_status": "notfulfilled",
    "location_id": 963414,
    "total_price": 465000.0,
    "note": None,
    "tags": "Lazada, VIP",
    "note_attributes": [{"name": "lazdesk_ref", "value": "LZD:VN:1:2"}],
    "line_items": [
        {
            "id": 1615733005,
            "variant_id": 1061514767,
            "sku": "AO551",
            "title": "Váy Quây dài",
            "quantity": 2,
            "price": "225000.0000",
            "fulfillable_quantity": 2,
            "properties": [{"name": "order_item_id", "value": "415000987654321"}],
        },
        {"id": 1615733006, "variant_id": None, "quantity": 1, "properties": None},
    ],
    "transactions": [{"id": 1, "kind": "Capture", "amount": 465000.0, "status": None}],
    "refunds": [
        {
            "id": 1011644929,
            "note": "Lazada reverse 500012",
            "refund_line_items": [
                {"line_item_id": 1615733005, "line_item": {"id": 0}, "quantity": 1}
            ],
            "transactions": [{"id": 2, "kind": "refund", "amount": -225000.0}],
        },
        {"id": 1011644930, "note": "Khách hủy", "refund_line_items": None, "transactions": []},
    ],
    "fulfillments": [
        {
            "id": 1052688901,
            "tracking_number": "LMP0123456789VNA",
            "tracking_company": "Lazada Express",
            "status": "success",
            "carrier_status_code": "ready_to_pick",
            "line_items": [{"id": 1615733005, "quantity": 2}],
            "location_id": 963414,
        }
    ],
}


def test_order() -> None:
    order = answers.order(ORDER)
    assert (order.id, order.name, order.source) == ("1456389374", "#100811", "lazada")
    assert order.updated_at == datetime(2026, 8, 20, 4, 15, 0, 59_018, tzinfo=UTC)
    assert (order.confirmed, order.closed, order.cancelled_at) == (False, False, None)
    assert order.financial_status == "partiallypaid"
    assert (order.location_id, order.total, order.note) == ("963414", 465_000, "")
    assert order.tags == ("Lazada", "VIP")
    assert order.note_attributes == {"lazdesk_ref": "LZD:VN:1:2"}
    line, custom = order.lines
    assert (line.variant_id, line.quantity, line.price) == ("1061514767", 2, 225_000)
    assert line.properties == {"order_item_id": "415000987654321"}
    assert (custom.variant_id, custom.properties) == (None, {})
    assert order.transactions == (answers.Transaction("1", "capture", 465_000, ""),)
    money, nothing = order.refunds
    assert (money.lines, money.amount) == ((("1615733005", 1),), 225_000)
    assert (nothing.lines, nothing.amount) == ((), 0)
    (shipment,) = order.fulfillments
    assert (shipment.order_id, shipment.carrier_status) == ("1456389374", "readytopick")
    assert shipment.lines == (("1615733005", 2),)


def test_only_the_id_is_taken_for_granted() -> None:
    order = answers.order({"id": 1})
    assert (order.total, order.lines, order.created_at) == (None, (), None)
    with pytest.raises(reading.Garbled):
        answers.order({"name": "#1"})


@pytest.mark.parametrize(
    ("row", "cancelled", "closed", "confirmed"),
    [
        ({"cancelled_at": "2026-08-20T04:15:00Z"}, True, False, False),
        (
            {"cancelled_status": "cancelled", "updated_at": "2026-08-20T04:15:00Z"},
            True,
            False,
            False,
        ),
        ({"closed_at": "2026-08-20T04:15:00Z"}, False, True, False),
        ({"confirmed_status": "confirmed"}, False, False, True),
    ],
)
def test_states(row: dict[str, Any], cancelled: bool, closed: bool, confirmed: bool) -> None:
    order = answers.order({"id": 1, **row})
    assert (order.cancelled_at is not None, order.closed, order.confirmed) == (
        cancelled,
        closed,
        confirmed,
    )


def test_product() -> None:
    product = answers.product(
        {
            "id": 1028183686,
            "title": "Váy Quây dài",
            "updated_at": "2021-11-26T06:23:12.986Z",
            "variants": [
                {
                    "id": 1061514767,
                    "barcode": "AO551",
                    "sku": None,
                    "price": "600000.0000",
                    "compare_at_price": 800000.0,
                    "inventory_management": "haravan",
                    "inventory_policy": "continue",
                    "inventory_quantity": -3,
                    "variant_units": [{"barcode": "AO551-BOX"}, {"barcode": None}],
                },
                {"id": 2, "inventory_management": None, "compare_at_price": 0},
            ],
        }
    )
    first, second = product.variants
    assert (first.product_id, first.barcode, first.sku) == ("1028183686", "AO551", "")
    assert (first.price, first.compare_at_price) == (600_000, 800_000)
    assert (first.tracked, first.oversell, first.inventory_quantity) == (True, True, -3)
    assert first.unit_barcodes == ("AO551-BOX",)
    assert (second.tracked, second.oversell, second.compare_at_price) == (False, False, None)


def test_stock_and_location() -> None:
    row = {"loc_id": 963414, "variant_id": 1, "qty_commited": 12, "qty_onhand": "-3"}
    stock = answers.stock({**row, "qty_available": -15, "updated_at": "2021-07-08T01:47:17.6Z"})
    assert (stock.location_id, stock.committed, stock.onhand, stock.available) == (
        "963414",
        12,
        -3,
        -15,
    )
    location = answers.location(
        {"id": 1, "is_primary": True, "type": "OnTheRoad", "is_unavailable_quantity": "true"}
    )
    assert (location.primary, location.type, location.unavailable) == (True, "ontheroad", True)


def test_customer_name_is_family_name_first_and_private() -> None:
    customer = answers.customer(
        {"id": 1, "first_name": "A", "last_name": "Nguyễn Văn", "phone": "0909090909"}
    )
    assert customer.name == "Nguyễn Văn A"
    assert "Nguyễn" not in repr(customer)
    assert "0909" not in repr(customer)
