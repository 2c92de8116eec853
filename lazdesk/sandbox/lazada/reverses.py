"""The reverse APIs: the seller's cancel, the answer to a buyer's, and returns (lazada.md §8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lazdesk.sandbox.lazada.gateway import BOTH, GET, Api, Params, Request
from lazdesk.sandbox.lazada.records import ReverseLine, ReverseOrder, Unit
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import (
    LazopError,
    MisuseError,
    milliseconds,
    read_ids,
    read_json,
    read_number,
)

REASONS = {
    "10000019": "Sourcing Delay",
    "10000021": "Out of Stock",
    "10000023": "Wrong Price or Pricing Error",
}
# These say that the offer was wrong, so Lazada takes it down.
ZEROING = frozenset({"10000021", "10000023"})
_CANCELLABLE = frozenset(
    {"pending", "packed", "repacked", "ready_to_ship_pending", "ready_to_ship"}
)


def cancel_validate(shop: LazadaShop, request: Request) -> dict[str, Any]:
    if obstacle := _obstacle(_named_units(shop, request)):
        return _tip("error", obstacle, reason_options=[])
    options = [{"reason_id": id_, "reason_name": name} for id_, name in REASONS.items()]
    return _tip("warning", "SKU stock may be set to 0 after cancellation", reason_options=options)


def cancel_create(shop: LazadaShop, request: Request) -> dict[str, Any]:
    units = _named_units(shop, request)
    reason = request.params["reason_id"]
    if reason not in REASONS:
        raise LazopError("104", "E0104: reason is empty or invalid")
    if obstacle := _obstacle(units):
        return _tip("error", obstacle)
    if delay := shop.options.seller_cancel_seconds:
        _begin_cancel(shop, units, reason)
        shop.world.later(delay, lambda: _cancel(shop, units, reason))
    else:
        _cancel(shop, units, reason)
    return _tip("success", "The order has been cancelled")


def _begin_cancel(shop: LazadaShop, units: list[Unit], reason: str) -> None:
    """The cancel is accepted and shows later."""
    for unit in units:
        unit.is_cancel_pending = True
        shop.change(unit)
    if shop.options.seller_cancel_has_reverse:
        reverse = shop.open_reverse(units[0].order, "CANCEL", units, REASONS[reason])
        shop.move_reverse(reverse, "AGREE_CANCEL_ORDER")


def _cancel(shop: LazadaShop, units: list[Unit], reason: str) -> None:
    shop.cancel(units, "cancellation-seller", REASONS[reason])
    for reverse in shop.reverses.values():
        if reverse.lines[0].unit in units and reverse.lines[0].status == "AGREE_CANCEL_ORDER":
            shop.move_reverse(reverse, "CANCEL_SUCCESS")
    if reason in ZEROING and shop.options.zeroes_stock:
        if delay := shop.options.zeroes_after_seconds:
            shop.world.later(delay, lambda: _zero(shop, units))
        else:
            _zero(shop, units)


def _zero(shop: LazadaShop, units: list[Unit]) -> None:
    for unit in units:
        for bucket in unit.sku.buckets.values():
            bucket.sellable = 0
        if shop.options.zeroing_touches_product:
            unit.sku.item.updated_at = shop.now()


def _named_units(shop: LazadaShop, request: Request) -> list[Unit]:
    params, complaint = request.params, "E0102: trade order line id is empty or invalid"
    unit_ids = read_ids(params["order_item_id_list"], "102", complaint)
    if not unit_ids:
        raise MisuseError("102", complaint)
    order_id = params["order_id"]
    order = shop.orders.get(int(order_id)) if order_id.isdecimal() else None
    if order is None:
        raise LazopError("122", "E0122: invalid trade order")
    units = {unit.order_item_id: unit for unit in order.units}
    for unit_id in unit_ids:
        if unit_id not in units:
            raise LazopError("123", f"E0123: invalid trade order lines {unit_id}")
    return [units[unit_id] for unit_id in unit_ids]


def _obstacle(units: list[Unit]) -> str | None:
    """Why these units cannot be canceled by the seller, if so."""
    if not all(unit.status in _CANCELLABLE for unit in units):
        return "The order status does not support cancellation"
    if any(unit.need_cancel_confirm or unit.is_cancel_pending for unit in units):
        return "A cancellation request is in progress"
    return None


def _tip(kind: str, content: str, **more: object) -> dict[str, Any]:
    return {"data": {"tip_type": kind, "tip_content": content, **more}}


def cancel_decide(shop: LazadaShop, request: Request) -> dict[str, Any]:
    params = request.params
    if params["agree_cancel"] not in ("true", "false"):
        raise MisuseError("InvalidParameter", "The specified parameter “agree_cancel” is not valid")
    reverse = _reverse(shop, params)
    if reverse.request_type != "CANCEL" or reverse.lines[0].status != "REQUEST_INITIATE":
        raise LazopError("131", "E0131: no decision for this reverse order")
    agreed = params["agree_cancel"] == "true"
    shop.move_reverse(reverse, "AGREE_CANCEL_ORDER" if agreed else "REJECT_CANCEL_ORDER")
    for line in reverse.lines:
        line.unit.need_cancel_confirm = False
        line.unit.is_cancel_pending = agreed
        line.unit.cancel_trigger_at = None
        shop.change(line.unit)
    if agreed:
        delay = shop.options.cancel_pending_seconds
        shop.world.later(delay, lambda: shop.complete_cancel(reverse))
    return {}


def reverse_list(shop: LazadaShop, request: Request) -> dict[str, Any]:
    params = request.params
    page_no = read_number(params, "page_no", 1, "19", "Invalid page_no")
    page_size = read_number(params, "page_size", 10, "19", "Invalid page_size")
    if page_no < 1 or not 1 <= page_size <= 100:
        raise MisuseError("InvalidParameter", "page_no starts at 1, page_size ends at 100")
    found = [reverse for reverse in shop.reverses.values() if _matches(reverse, params)]
    start = (page_no - 1) * page_size
    items = [
        {
            **_show_reverse(reverse),
            "reverse_order_lines": [
                {
                    **_show_line(line),
                    "product": {
                        "product_id": line.unit.sku.item.item_id,
                        "product_sku": line.unit.sku.shop_sku,
                    },
                    "buyer": {"buyer_id": 100_000 + reverse.order.order_id % 100_000},
                    "receiver_address": "",
                }
                for line in reverse.lines
            ],
        }
        for reverse in found[start : start + page_size]
    ]
    return {
        "result": {
            "total": len(found),
            "success": True,
            "page_no": page_no,
            "page_size": page_size,
            "items": items,
        }
    }


def return_detail(shop: LazadaShop, request: Request) -> dict[str, Any]:
    reverse = _reverse(shop, request.params)
    lines = [
        {
            **_show_line(line),
            "productDTO": {
                "product_id": line.unit.sku.item.item_id,
                "sku": line.unit.sku.shop_sku,
            },
            "buyer": {"user_id": 100_000 + reverse.order.order_id % 100_000},
        }
        for line in reverse.lines
    ]
    return {"data": {**_show_reverse(reverse), "reverseOrderLineDTOList": lines}}


def _reverse(shop: LazadaShop, params: Params) -> ReverseOrder:
    text = params["reverse_order_id"]
    if not text.isdecimal():
        raise MisuseError("105", "E0105: reverse order id is empty or invalid")
    if int(text) not in shop.reverses:
        raise LazopError("106", "E0106: ROC internal error")
    return shop.reverses[int(text)]


def _show_reverse(reverse: ReverseOrder) -> dict[str, Any]:
    return {
        "reverse_order_id": reverse.reverse_order_id,
        "trade_order_id": reverse.order.order_id,
        "request_type": reverse.request_type,
        "is_rtm": reverse.to_merchant,
        "shipping_type": "PICK_UP",
    }


def _show_line(line: ReverseLine) -> dict[str, Any]:
    unit = line.unit
    return {
        "reverse_order_line_id": line.line_id,
        "trade_order_line_id": unit.order_item_id,
        "trade_order_gmt_create": milliseconds(unit.created_at),
        "return_order_line_gmt_create": milliseconds(line.created_at),
        "return_order_line_gmt_modified": milliseconds(line.modified_at),
        "reverse_status": line.status,
        "ofc_status": line.ofc_status,
        # đồng as they are: only other countries' amounts are in cents (§8.3).
        "refund_amount": line.amount,
        "item_unit_price": unit.price,
        "refund_payment_method": unit.order.payment_method,
        "is_need_refund": line.needs_refund,
        "is_dispute": False,
        "reason_code": 10000101,
        "reason_text": line.reason,
        "whqc_decision": "",
        "seller_sku_id": unit.sku.seller_sku,
        "platform_sku_id": str(unit.sku.sku_id),
        "tracking_number": "",
        "sla": milliseconds(line.created_at) + 172_800_000,
    }


# Filters of the list: sets of words, of which one is enough …
_WORDS: dict[str, Callable[[ReverseOrder], set[str]]] = {
    "request_type_list": lambda reverse: {reverse.request_type},
    "reverse_status_list": lambda reverse: {line.status for line in reverse.lines},
    "ofc_status_list": lambda reverse: {line.ofc_status for line in reverse.lines},
}
# … exact words (no dispute and no warehouse check ever happens here) …
_EXACT: dict[str, Callable[[ReverseOrder], str]] = {
    "reverse_order_id": lambda reverse: str(reverse.reverse_order_id),
    "trade_order_id": lambda reverse: str(reverse.order.order_id),
    "return_to_type": lambda reverse: "RTM" if reverse.to_merchant else "RTW",
    "dispute_in_progress": lambda _reverse: "false",
    "QC_Decision": lambda _reverse: "",
}
# … and windows in milliseconds that some line must lie in.
_WINDOWS: dict[str, Callable[[ReverseLine], int]] = {
    "TradeOrderLineCreatedTimeRange": lambda line: milliseconds(line.unit.created_at),
    "ReverseOrderLineTimeRange": lambda line: milliseconds(line.created_at),
    "ReverseOrderLineModifiedTimeRange": lambda line: milliseconds(line.modified_at),
}


def _words_of(text: str) -> set[str]:
    complaint = "a list parameter is a JSON array of words"
    value = read_json(text, "InvalidParameter", complaint)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise MisuseError("InvalidParameter", complaint, "ISV")
    return set(value)


def _matches(reverse: ReverseOrder, params: Params) -> bool:
    for name, words in _WORDS.items():
        if name in params and not words(reverse) & _words_of(params[name]):
            return False
    if any(name in params and params[name] != word(reverse) for name, word in _EXACT.items()):
        return False
    return all(
        any(
            read_number(params, f"{name}Start", 0, "17", "Invalid Date Format")
            <= time_of(line)
            <= read_number(params, f"{name}End", 2**62, "17", "Invalid Date Format")
            for line in reverse.lines
        )
        for name, time_of in _WINDOWS.items()
    )


_CANCEL_PARAMS = {"order_id": True, "order_item_id_list": True}
_LIST_PARAMS = {
    "page_no": True,
    "page_size": True,
    **dict.fromkeys(_WORDS, False),
    **{f"{name}{end}": False for name in _WINDOWS for end in ("Start", "End")},
    **dict.fromkeys(_EXACT, False),
}
_DECIDE_PARAMS = {"reverse_order_id": True, "agree_cancel": True, "reason_code": False}

APIS = (
    Api("/order/reverse/cancel/validate", GET, _CANCEL_PARAMS, cancel_validate),
    # A GET that changes state (§12.15).
    Api("/order/reverse/cancel/create", GET, {**_CANCEL_PARAMS, "reason_id": True}, cancel_create),
    Api("/order/reverse/cancel/seller/decide", GET, _DECIDE_PARAMS, cancel_decide),
    Api("/reverse/getreverseordersforseller", BOTH, _LIST_PARAMS, reverse_list),
    Api("/order/reverse/return/detail/list", GET, {"reverse_order_id": True}, return_detail),
)
