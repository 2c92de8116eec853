"""Endpoints below an order: fulfilments, transactions, refunds (haravan.md §8, §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lazdesk.sandbox.haravan import money, parcels, refusals, shapes, show_orders, times
from lazdesk.sandbox.haravan.endpoints import (
    FIELDS,
    PAGING,
    Call,
    Endpoint,
    Json,
    one_page,
    only_fields,
    span,
    within,
)
from lazdesk.sandbox.haravan.pages_orders import find_order

if TYPE_CHECKING:
    from lazdesk.sandbox.haravan.records import Fulfillment, Order
    from lazdesk.sandbox.haravan.shop_state import ShopState


def list_fulfillments(shop: ShopState, call: Call) -> Json:
    rows = list(find_order(shop, call).fulfillments)
    for name in ("created_at", "updated_at"):
        rows = list(within(rows, call.query, times.as_shop_time, name))
    shown = [show_orders.fulfillment(shop, row) for row in one_page(rows, call.query)]
    return {"fulfillments": only_fields(shown, call.query)}


def get_fulfillment(shop: ShopState, call: Call) -> Json:
    _, parcel = _parcel(shop, call)
    return {"fulfillment": show_orders.fulfillment(shop, parcel)}


def create_fulfillment(shop: ShopState, call: Call) -> Json:
    parcel = parcels.create(shop, find_order(shop, call), call.body["fulfillment"])
    return {"fulfillment": show_orders.fulfillment(shop, parcel)}


def update_fulfillment(shop: ShopState, call: Call) -> Json:
    order, parcel = _parcel(shop, call)
    parcels.update(shop, order, parcel, call.body["fulfillment"])
    return {"fulfillment": show_orders.fulfillment(shop, parcel)}


def set_carrier_status(shop: ShopState, call: Call) -> Json:
    order, parcel = _parcel(shop, call)
    state = call.path["state"]
    if state not in parcels.SETTABLE_STATES:
        raise refusals.UndocumentedError(f"carrier status {state}")
    parcels.set_carrier_status(shop, order, parcel, state)
    return {"fulfillment": show_orders.fulfillment(shop, parcel)}


def set_cod_status(shop: ShopState, call: Call) -> Json:
    order, parcel = _parcel(shop, call)
    state = call.path["state"]
    if state not in parcels.SETTABLE_COD:
        raise refusals.UndocumentedError(f"cod status {state}")
    parcels.set_cod_status(shop, order, parcel, state)
    return {"fulfillment": show_orders.fulfillment(shop, parcel)}


def list_transactions(shop: ShopState, call: Call) -> Json:
    shown = [show_orders.transaction_row(row) for row in find_order(shop, call).transactions]
    return {"transactions": only_fields(shown, call.query)}


def create_transaction(shop: ShopState, call: Call) -> Json:
    transaction = money.book(shop, find_order(shop, call), call.body["transaction"])
    return {"transaction": show_orders.transaction_row(transaction)}


def list_refunds(shop: ShopState, call: Call) -> Json:
    """`fields` is taken and ignored."""
    return {"refunds": [show_orders.refund(row) for row in find_order(shop, call).refunds]}


def create_refund(shop: ShopState, call: Call) -> Json:
    refund = money.refund_by_post(shop, find_order(shop, call), call.body["refund"])
    return {"refund": show_orders.refund(refund)}


def _parcel(shop: ShopState, call: Call) -> tuple[Order, Fulfillment]:
    order = find_order(shop, call)
    for parcel in order.fulfillments:
        if parcel.id == call.path["fulfillment_id"]:
            return order, parcel
    raise refusals.not_found("Fulfillment")


_TRACKING = dict.fromkeys(
    ("tracking_company", "tracking_number", "tracking_url", "note"), shapes.text
)
_NEW_PARCEL = shapes.record(
    {
        "fulfillment": shapes.record(
            optional=_TRACKING
            | {
                "location_id": shapes.whole,
                "line_items": shapes.list_of(
                    shapes.record({"id": shapes.whole}, {"quantity": shapes.whole})
                ),
                "cod_amount": shapes.number,
                "notify_customer": shapes.flag,
            }
        )
    }
)
_PARCEL = shapes.record({"fulfillment": shapes.record(optional={"id": shapes.whole} | _TRACKING)})
_TRANSACTION = shapes.record(
    {
        "transaction": shapes.record(
            {
                "kind": shapes.one_of(
                    *("pending", "authorization", "capture", "sale", "void", "refund"),
                    any_case=True,
                ),
                "amount": shapes.number,
            },
            {"gateway": shapes.text},
        )
    }
)
_REFUND = shapes.record(
    {
        "refund": shapes.record(
            optional={
                "restock": shapes.flag,
                "notify": shapes.flag,
                "note": shapes.text,
                "refund_line_items": shapes.refund_lines,
                "transactions": shapes.refund_payments,
            }
        )
    }
)
_READ, _WRITE = "com.read_orders", "com.write_orders"
_ORDER = "/com/orders/{order_id:int}"
_FULFILLMENT = _ORDER + "/fulfillments/{fulfillment_id:int}"

ENDPOINTS = (
    Endpoint(
        "GET",
        f"{_ORDER}/fulfillments.json",
        _READ,
        list_fulfillments,
        {**PAGING, **FIELDS, **span("created_at", "updated_at")},
    ),
    Endpoint(
        "POST",
        f"{_ORDER}/fulfillments.json",
        _WRITE,
        create_fulfillment,
        body=_NEW_PARCEL,
        status=201,
    ),
    Endpoint("GET", f"{_FULFILLMENT}.json", _READ, get_fulfillment),
    Endpoint("PUT", f"{_FULFILLMENT}.json", _WRITE, update_fulfillment, body=_PARCEL),
    Endpoint("PUT", _FULFILLMENT + "/carrier_status/{state}.json", _WRITE, set_carrier_status),
    Endpoint("PUT", _FULFILLMENT + "/cod_status/{state}.json", _WRITE, set_cod_status),
    Endpoint("GET", f"{_ORDER}/transactions.json", _READ, list_transactions, FIELDS),
    Endpoint(
        "POST",
        f"{_ORDER}/transactions.json",
        _WRITE,
        create_transaction,
        body=_TRANSACTION,
        status=201,
    ),
    Endpoint("GET", f"{_ORDER}/refunds.json", _READ, list_refunds, FIELDS),
    Endpoint("POST", f"{_ORDER}/refunds.json", _WRITE, create_refund, body=_REFUND, status=201),
)
