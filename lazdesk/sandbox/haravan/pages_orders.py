"""Endpoints of orders and customers (haravan.md §7, §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lazdesk.sandbox.haravan import money, orders, refusals, shapes, show_goods, show_orders, times
from lazdesk.sandbox.haravan.endpoints import (
    FIELDS,
    PAGING,
    Call,
    Endpoint,
    Json,
    Parser,
    id_list,
    one_page,
    only_fields,
    span,
    within,
    words,
)
from lazdesk.sandbox.haravan.records import Customer, Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lazdesk.sandbox.haravan.shop_state import ShopState


def list_orders(shop: ShopState, call: Call) -> Json:
    query = call.query
    key, _, direction = query.get("order", shop.options.orders_default_order).partition(" ")
    rows = sorted(
        _filtered_orders(shop, query),
        key=lambda row: (getattr(row, key), row.id),
        reverse=direction == "desc",
    )
    shown = [show_orders.order(shop, row) for row in one_page(rows, query)]
    return {"orders": only_fields(shown, query)}


def count_orders(shop: ShopState, call: Call) -> Json:
    return {"count": sum(1 for _ in _filtered_orders(shop, call.query))}


_STATUS: dict[str, Callable[[Order], bool]] = {
    "open": lambda order: order.closed_at is None and order.cancelled_at is None,
    "closed": lambda order: order.closed_at is not None,
    "cancelled": lambda order: order.cancelled_at is not None,
    "any": lambda _order: True,
}
_SHIPPED = {"unshipped": "notfulfilled", "shipped": "fulfilled", "partial": "partial"}


def _filtered_orders(shop: ShopState, query: Any) -> Iterable[Order]:
    has_status = _STATUS[query.get("status", shop.options.orders_default_status)]
    rows: Iterable[Order] = [order for order in shop.listed_orders() if has_status(order)]
    if "ids" in query:
        wanted = set(query["ids"])
        rows = [row for row in rows if row.id in wanted]
    for name in ("created_at", "updated_at", "processed_at"):
        rows = within(rows, query, times.as_shop_time, name)
    if query.get("financial_status"):
        rows = [row for row in rows if row.financial_status == query["financial_status"]]
    if query.get("fulfillment_status"):
        wanted_status = _SHIPPED[query["fulfillment_status"]]
        rows = [row for row in rows if row.fulfillment_status == wanted_status]
    return rows


def get_order(shop: ShopState, call: Call) -> Json:
    shown = show_orders.order(shop, find_order(shop, call))
    return {"order": only_fields([shown], call.query)[0]}


def create_order(shop: ShopState, call: Call) -> Json:
    """The answer shows no transactions yet; they are there on the next read."""
    fields = call.body["order"]
    order = orders.create(shop, fields)
    order.financial_status = money.status_at_creation(order, fields)
    shown = show_orders.order(shop, order, just_created=True)
    money.book_first_payment(shop, order, fields)
    return {"order": shown}


def update_order(shop: ShopState, call: Call) -> Json:
    order = find_order(shop, call)
    orders.edit(shop, order, call.body["order"])
    return {"order": show_orders.order(shop, order)}


def _acting(act: Callable[[ShopState, Order], None]) -> Callable[[ShopState, Call], Json]:
    def handler(shop: ShopState, call: Call) -> Json:
        order = find_order(shop, call)
        act(shop, order)
        return {"order": show_orders.order(shop, order)}

    return handler


def cancel_order(shop: ShopState, call: Call) -> Json:
    order = find_order(shop, call)
    orders.cancel(shop, order, call.body)
    return {"order": show_orders.order(shop, order)}


def assign_order(shop: ShopState, call: Call) -> Json:
    order = find_order(shop, call)
    location_id = call.body.get("location_id")
    if location_id is not None and location_id not in shop.locations:
        raise refusals.invalid("location_id", "is invalid")
    order.assigned_location_id, order.assigned_at = location_id, shop.now()
    shop.touch(order)
    return {"order": show_orders.order(shop, order)}


def add_tags(shop: ShopState, call: Call) -> Json:
    order = find_order(shop, call)
    orders.add_tags(shop, order, call.body["tags"])
    return {"tags": ",".join(order.tags)}


def remove_tags(shop: ShopState, call: Call) -> Json:
    order = find_order(shop, call)
    orders.remove_tags(shop, order, call.body["tags"])
    return {"tags": ",".join(order.tags)}


def find_order(shop: ShopState, call: Call) -> Order:
    """The order of the path. Raises RefusalError 404."""
    order = shop.orders.get(call.path["order_id"])
    if order is None:
        raise refusals.not_found("Order")
    return order


def search_customers(shop: ShopState, call: Call) -> Json:
    wanted = call.query.get("query", "").casefold()
    rows = [
        row
        for row in shop.customers.values()
        if wanted
        in f"{row.last_name} {row.first_name} {row.phone or ''} {row.email or ''}".casefold()
    ]
    shown = [show_goods.customer(shop, row) for row in one_page(rows, call.query)]
    return {"customers": shown}


def create_customer(shop: ShopState, call: Call) -> Json:
    """Phone and e-mail are unique per shop."""
    fields = call.body["customer"]
    for name in ("phone", "email"):
        taken = {getattr(each, name) for each in shop.customers.values()}
        if fields.get(name) and fields[name] in taken:
            raise refusals.invalid(name, "has already been taken")
    now = shop.now()
    customer = Customer(
        id=shop.next_id("customer"),
        first_name=fields.get("first_name"),
        last_name=fields.get("last_name"),
        email=fields.get("email"),
        phone=fields.get("phone"),
        tags=fields.get("tags"),
        note=fields.get("note"),
        addresses=[
            show_orders.address(each)
            | {"country_code": "vn", "id": shop.next_id("address"), "default": number == 0}
            for number, each in enumerate(fields.get("addresses") or [])
        ],
        created_at=now,
        updated_at=now,
    )
    shop.customers[customer.id] = customer
    return {"customer": show_goods.customer(shop, customer)}


_ADDRESS = shapes.record(
    optional=dict.fromkeys(
        (
            *("address1", "address2", "city", "company", "country", "country_code", "zip"),
            *("first_name", "last_name", "phone", "province", "province_code"),
            *("district", "district_code", "ward", "ward_code"),
        ),
        shapes.text,
    )
)
_LINE = shapes.record(
    {"quantity": shapes.whole},
    {
        "product_id": shapes.whole,
        "variant_id": shapes.whole,
        "price": shapes.number,
        "title": shapes.text,
        "sku": shapes.text,
        "barcode": shapes.text,
        "total_discount": shapes.number,
        "applied_discounts": shapes.list_of(
            shapes.record({"amount": shapes.number}, {"description": shapes.text})
        ),
        "properties": shapes.name_value_pairs,
    },
)
_PAYMENT = shapes.record(
    {"kind": shapes.one_of("pending", "authorization", "sale", "capture", any_case=True)},
    {"amount": shapes.number, "gateway": shapes.text},
)
_NEW_ORDER = shapes.record(
    {"line_items": shapes.list_of(_LINE)},
    {
        **dict.fromkeys(
            ("email", "source", "source_name", "name", "tags", "note", "gateway"), shapes.text
        ),
        **dict.fromkeys(
            ("is_cod_gateway", "is_confirm", "send_receipt", "send_fulfillment_receipt"),
            shapes.flag,
        ),
        "customer": shapes.record({"id": shapes.whole}),
        "shipping_address": _ADDRESS,
        "billing_address": _ADDRESS,
        "note_attributes": shapes.name_value_pairs,
        "financial_status": shapes.one_of(
            "pending", "authorized", "partially_paid", "paid", "voided"
        ),
        "fulfillment_status": shapes.one_of("fulfilled"),
        "fulfillments": shapes.list_of(shapes.record({"location_id": shapes.whole})),
        "transactions": shapes.list_of(_PAYMENT),
        "discount_codes": shapes.list_of(
            shapes.record(
                {"amount": shapes.number}, {"code": shapes.text, "is_coupon_code": shapes.flag}
            )
        ),
        "total_discounts": shapes.number,
        "shipping_lines": shapes.list_of(
            shapes.record({"price": shapes.number}, {"code": shapes.text, "title": shapes.text})
        ),
        "location_id": shapes.whole,
        "landing_site_ref": shapes.text,
        "user_id": shapes.number_or_text,
    },
)
_EDIT = shapes.record(
    optional={
        "id": shapes.whole,
        "note": shapes.text,
        "note_attributes": shapes.name_value_pairs,
        "email": shapes.text,
        "tags": shapes.text,
        "shipping_address": _ADDRESS,
    }
)
_CANCEL = shapes.record(
    optional={
        "reason": shapes.one_of("customer", "inventory", "fraud", "declined", "other"),
        "restock": shapes.flag,
        "amount": shapes.number_or_text,
        "refund": shapes.record(
            optional={
                "refund_line_items": shapes.refund_lines,
                "transactions": shapes.refund_payments,
            }
        ),
        "note": shapes.text,
        "email": shapes.flag,
        "ignore_cancel_fulfillment": shapes.flag,
    }
)
_ASSIGN = shapes.record(
    {"user_ids": shapes.list_of(shapes.whole)},
    {"group_user_ids": shapes.list_of(shapes.whole), "location_id": shapes.whole},
)
_TAGS = shapes.record({"tags": shapes.text})
_CUSTOMER = shapes.record(
    {
        "customer": shapes.record(
            optional={
                **dict.fromkeys(
                    ("first_name", "last_name", "email", "phone", "tags", "note"), shapes.text
                ),
                "send_email_welcome": shapes.flag,
                "addresses": shapes.list_of(_ADDRESS),
            }
        )
    }
)
_FILTERS: dict[str, Parser] = {
    **span("created_at", "updated_at", "processed_at"),
    "financial_status": words(
        *("pending", "paid", "partially_paid", "refunded", "voided", "partially_refunded")
    ),
    "fulfillment_status": words(*_SHIPPED),
    "status": words(*_STATUS),
}
_ORDERINGS = words(
    *(f"{name} {way}" for name in ("created_at", "updated_at") for way in ("asc", "desc"))
)
_READ, _WRITE = "com.read_orders", "com.write_orders"
_PATH = "/com/orders/{order_id:int}"

ENDPOINTS = (
    Endpoint(
        "GET",
        "/com/orders.json",
        _READ,
        list_orders,
        {**PAGING, **FIELDS, **_FILTERS, "ids": id_list, "order": _ORDERINGS},
    ),
    Endpoint("GET", "/com/orders/count.json", _READ, count_orders, _FILTERS),
    Endpoint("GET", f"{_PATH}.json", _READ, get_order, FIELDS),
    Endpoint(
        "POST",
        "/com/orders.json",
        _WRITE,
        create_order,
        body=shapes.record({"order": _NEW_ORDER}),
        status=201,
    ),
    Endpoint("PUT", f"{_PATH}.json", _WRITE, update_order, body=shapes.record({"order": _EDIT})),
    Endpoint("POST", f"{_PATH}/confirm.json", _WRITE, _acting(orders.confirm), body=shapes.empty),
    Endpoint("POST", f"{_PATH}/close.json", _WRITE, _acting(orders.close), body=shapes.empty),
    Endpoint("POST", f"{_PATH}/open.json", _WRITE, _acting(orders.reopen), body=shapes.empty),
    Endpoint("POST", f"{_PATH}/cancel.json", _WRITE, cancel_order, body=_CANCEL),
    Endpoint("POST", f"{_PATH}/assign.json", _WRITE, assign_order, body=_ASSIGN),
    Endpoint("POST", f"{_PATH}/tags.json", _WRITE, add_tags, body=_TAGS),
    Endpoint("DELETE", f"{_PATH}/tags.json", _WRITE, remove_tags, body=_TAGS),
    Endpoint(
        "GET",
        "/com/customers/search.json",
        "com.read_customers",
        search_customers,
        {**PAGING, "query": str, "order": str},
    ),
    Endpoint(
        "POST",
        "/com/customers.json",
        "com.write_customers",
        create_customer,
        body=_CUSTOMER,
        status=201,
    ),
)
