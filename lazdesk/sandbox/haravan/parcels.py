"""Fulfilments and the delivery status of each (haravan.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lazdesk.sandbox.haravan import refusals
from lazdesk.sandbox.haravan.records import Fulfillment, Order, OrderLine

if TYPE_CHECKING:
    from lazdesk.sandbox.haravan.shop_state import ShopState

CARRIER_NAMES = {
    "pending": "Chờ xử lý",
    "readytopick": "Chờ lấy hàng",
    "picking": "Đang đi lấy",
    "delivering": "Đang giao hàng",
    "notmeetcustomer": "Không gặp khách",
    "waitingforreturn": "Chờ chuyển hoàn",
    "delivered": "Đã giao hàng",
    "cancel": "Hủy giao hàng",
    "return": "Chuyển hoàn",
}
COD_NAMES = {
    "none": "Không",
    "codpending": "Chưa nhận",
    "codpaid": "Đã thu",
    "codreceipt": "Đã nhận",
    "codnotreceipt": "Chưa nhận",
}
SETTABLE_STATES = (
    "picking",
    "delivering",
    "delivered",
    "cancel",
    "return",
    "not_meet_customer",
    "waiting_for_return",
)
SETTABLE_COD = ("paid", "receipt")

_CARRIER_REFUSAL = "Nhà vận chuyển không thuộc ứng dụng này"
# The courier has the goods in each of these states.
_ON_THE_WAY = {"delivering", "notmeetcustomer", "waitingforreturn", "delivered", "return"}


def create(shop: ShopState, order: Order, fields: dict[str, Any]) -> Fulfillment:
    """Ship an order's lines, all that is left unless named. Raises RefusalError."""
    if order.cancelled_at is not None:
        raise refusals.impossible("Đơn hàng đã bị hủy")
    location_id = fields.get("location_id") or order.location_id
    if location_id not in shop.locations:
        raise refusals.invalid("location_id", "is invalid")
    lines = _lines_to_ship(order, fields.get("line_items"))
    return _ship(shop, order, fields, location_id, lines, shop.options.fulfillment_start)


def deliver_at_once(shop: ShopState, order: Order) -> None:
    """What `fulfillment_status: fulfilled` at creation does: everything counts as delivered."""
    lines = [(line, line.quantity) for line in order.lines]
    _ship(shop, order, {}, order.location_id, lines, "delivered")


def update(shop: ShopState, order: Order, parcel: Fulfillment, fields: dict[str, Any]) -> None:
    """Change the tracking fields that are named."""
    for name in ("tracking_company", "tracking_number", "tracking_url", "note"):
        if name in fields:
            setattr(parcel, name, fields[name])
    parcel.updated_at = shop.now()
    shop.touch(order)


def set_carrier_status(shop: ShopState, order: Order, parcel: Fulfillment, state: str) -> None:
    """Take a state as written in the path (`not_meet_customer`). Raises RefusalError."""
    if not shop.options.accept_carrier_status:
        raise refusals.impossible(_CARRIER_REFUSAL)
    reach(shop, parcel, state.replace("_", ""))
    shop.touch(order)


def set_cod_status(shop: ShopState, order: Order, parcel: Fulfillment, state: str) -> None:
    """Take `paid` or `receipt`. Raises RefusalError."""
    if not shop.options.accept_carrier_status:
        raise refusals.impossible(_CARRIER_REFUSAL)
    parcel.cod_status = f"cod{state}"
    parcel.dates[parcel.cod_status] = parcel.updated_at = shop.now()
    shop.touch(order)


def reach(shop: ShopState, parcel: Fulfillment, status: str) -> None:
    """Bring a parcel to a carrier status, as written in answers."""
    parcel.carrier_status = status
    parcel.dates[status] = parcel.updated_at = shop.now()
    if status in _ON_THE_WAY:
        _take_off_shelf(shop, parcel)


def _lines_to_ship(order: Order, named: list[dict[str, int]] | None) -> list[tuple[OrderLine, int]]:
    if named is None:
        lines = [(line, line.fulfillable) for line in order.lines if line.fulfillable]
    else:
        by_id = {line.id: line for line in order.lines}
        if any(each["id"] not in by_id for each in named):
            raise refusals.invalid("line_items", "is invalid")
        lines = [
            (by_id[each["id"]], each.get("quantity", by_id[each["id"]].fulfillable))
            for each in named
        ]
    if not lines or any(not 0 < quantity <= line.fulfillable for line, quantity in lines):
        raise refusals.invalid("line_items", "quantity is greater than what is left to fulfill")
    return lines


def _ship(
    shop: ShopState,
    order: Order,
    fields: dict[str, Any],
    location_id: int,
    lines: list[tuple[OrderLine, int]],
    start: str,
) -> Fulfillment:
    now = shop.now()
    parcel = Fulfillment(
        id=shop.next_id("fulfillment"),
        order_id=order.id,
        location_id=location_id,
        tracking_company=fields.get("tracking_company"),
        tracking_number=fields.get("tracking_number"),
        tracking_url=fields.get("tracking_url"),
        cod_amount=int(fields.get("cod_amount") or 0),
        note=fields.get("note"),
        notify_customer=bool(fields.get("notify_customer")),
        lines=lines,
        carrier_status=start,
        created_at=now,
        updated_at=now,
    )
    for line, quantity in lines:
        line.shipped += quantity
    order.fulfillments.append(parcel)
    if shop.options.onhand_leaves_at == "fulfillment":
        _take_off_shelf(shop, parcel)
    reach(shop, parcel, start)
    shop.touch(order)
    shop.log(order, "fulfillment_success")
    return parcel


def _take_off_shelf(shop: ShopState, parcel: Fulfillment) -> None:
    """Goods leave Tồn where the parcel ships from, and Đặt where the order stands, once."""
    if parcel.has_left:
        return
    parcel.has_left = True
    order = shop.orders[parcel.order_id]
    for line, quantity in parcel.lines:
        leaving = min(quantity, line.reserved)
        line.reserved -= leaving
        line.left += leaving
        shop.move(order.location_id, line, committed=-leaving)
        shop.move(parcel.location_id, line, onhand=-leaving)
