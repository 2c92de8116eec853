"""The order APIs: all of them only read (lazada.md §6)."""

from __future__ import annotations

from typing import Any

from lazdesk.sandbox.lazada.gateway import GET, Api, Params, Request
from lazdesk.sandbox.lazada.order_rows import show_listed_order, show_order, show_unit
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import LazopError, MisuseError, read_ids, read_number, within

# Filter word → item statuses it finds; the last three are Seller Center's tabs (§6.4).
_FILTERS: dict[str, set[str]] = {
    status: {status}
    for status in (
        "unpaid",
        "pending",
        "packed",
        "canceled",
        "ready_to_ship",
        "delivered",
        "returned",
        "shipped",
        "failed",
        "lost",
        "lost_by_3pl",
        "damaged_by_3pl",
        "failed_delivery",
        "shipped_back",
        "shipped_back_success",
        "shipped_back_failed",
        "package_scrapped",
    )
} | {
    "topack": {"pending", "repacked"},
    "toship": {"packed", "ready_to_ship_pending", "ready_to_ship"},
    "shipping": {"shipped"},
}


def orders_get(shop: LazadaShop, request: Request) -> dict[str, Any]:
    params = request.params
    if "created_after" not in params and "update_after" not in params:
        raise MisuseError("1", "E001: Parameter created_after or update_after is mandatory")
    offset = read_number(params, "offset", 0, "14", "Invalid Offset")
    limit = read_number(params, "limit", 100, "19", "Invalid Limit")
    if not 1 <= limit <= 100:
        raise MisuseError("19", f'E019: "{limit}" Invalid Limit')
    if offset + limit >= 5000:
        raise MisuseError(
            "97", f"E097: Offset and limit sum {offset + limit} must be less than 5000"
        )
    orders = within(list(shop.orders.values()), params, "created", lambda o: o.created_at)
    orders = within(orders, params, "update", lambda o: o.updated_at)
    orders = _with_status(orders, params.get("status", "all"))
    _sort(orders, params)
    page = [show_listed_order(shop.options, order) for order in orders[offset : offset + limit]]
    return {"data": {"count": len(page), "countTotal": len(orders), "orders": page}}


def order_get(shop: LazadaShop, request: Request) -> dict[str, Any]:
    return {"data": show_order(shop.options, _order(shop, request))}


def order_items_get(shop: LazadaShop, request: Request) -> dict[str, Any]:
    return {"data": [show_unit(shop, unit) for unit in _order(shop, request).units]}


def orders_items_get(shop: LazadaShop, request: Request) -> dict[str, Any]:
    complaint = "E056: Invalid OrdersIdList format. Must use array format [1,2]"
    order_ids = read_ids(request.params["order_ids"], "56", complaint)
    if len(order_ids) > 50:
        raise MisuseError("38", "E038: Too many orders were requested")
    known = [shop.orders[order_id] for order_id in order_ids if order_id in shop.orders]
    if not known:
        raise LazopError("39", "E039: No orders were found")
    if len(known) < len(order_ids):
        raise LazopError("37", "E037: One or more order id in the list are incorrect")
    return {
        "data": [
            {
                "order_id": order.order_id,
                "order_number": order.order_id,
                "order_items": [show_unit(shop, unit) for unit in order.units],
            }
            for order in known
        ]
    }


def _order(shop: LazadaShop, request: Request) -> Order:
    text = request.params["order_id"]
    order = shop.orders.get(int(text)) if text.isdecimal() else None
    if order is None:
        raise LazopError("16", f'E016: "{text}" Invalid Order ID')
    return order


def _with_status(orders: list[Order], word: str) -> list[Order]:
    if word == "all":
        return orders
    statuses = _FILTERS.get(word)
    if statuses is None:
        raise MisuseError("36", "E036: Invalid status filter")
    return [order for order in orders if not statuses.isdisjoint(order.statuses)]


def _sort(orders: list[Order], params: Params) -> None:
    by, direction = params.get("sort_by", "created_at"), params.get("sort_direction", "DESC")
    if by not in ("created_at", "updated_at"):
        raise MisuseError("75", "E075: Invalid sort filter.")
    if direction not in ("ASC", "DESC"):
        raise MisuseError("74", "E074: Invalid sort direction.")
    if by == "created_at":
        orders.sort(key=lambda order: order.created_at, reverse=direction == "DESC")
    else:
        orders.sort(key=lambda order: order.updated_at, reverse=direction == "DESC")


_LIST_PARAMS = (
    "created_after",
    "created_before",
    "update_after",
    "update_before",
    "status",
    "sort_by",
    "sort_direction",
    "offset",
    "limit",
)

APIS = (
    Api("/orders/get", GET, dict.fromkeys(_LIST_PARAMS, False), orders_get),
    Api("/order/get", GET, {"order_id": True}, order_get),
    Api("/order/items/get", GET, {"order_id": True}, order_items_get),
    Api("/orders/items/get", GET, {"order_ids": True}, orders_items_get),
)
