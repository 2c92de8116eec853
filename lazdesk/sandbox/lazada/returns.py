"""The seller's answers to buyers who want their money back (lazada.md §8.3)."""

from __future__ import annotations

from typing import Any

from lazdesk.sandbox.lazada.gateway import GET, Api, Params, Request
from lazdesk.sandbox.lazada.records import ReverseLine, ReverseOrder
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import LazopError, MisuseError, read_ids, read_json

REFUSALS = {
    10000201: "Buyer changed mind after the parcel was opened",
    10000202: "Evidence does not show the defect",
}
# Action of /return/update → statuses it may follow, the status it leads to.
_COURSES = {
    "instantRefund": ({"REQUEST_INITIATE"}, "REFUND_PENDING"),
    "agreeReturn": ({"REQUEST_INITIATE"}, "SELLER_AGREE_RETURN"),
    "refuseReturn": ({"REQUEST_INITIATE"}, "SELLER_REJECT_RETURN"),
    "confirmDelivery": ({"SELLER_AGREE_RETURN"}, "BUYER_RETURN_ITEM"),
    "agreeRefund": ({"SELLER_AGREE_RETURN", "BUYER_RETURN_ITEM"}, "SELLER_AGREE_REFUND"),
    "refuseRefund": ({"SELLER_AGREE_RETURN", "BUYER_RETURN_ITEM"}, "SELLER_REJECT_REFUND"),
}
_REFUSED = {"refuseReturn": "return", "refuseRefund": "refund"}


def reason_list(shop: LazadaShop, request: Request) -> dict[str, Any]:
    text = request.params["reverse_order_line_id"]
    if not text.isdecimal():
        raise MisuseError("103", "E0103: reverse order line id is empty when query reject reason")
    known = {line.line_id for reverse in shop.reverses.values() for line in reverse.lines}
    if int(text) not in known:
        raise LazopError("119", "E0119: cannot find any cancel reasons for these orders")
    return {
        "data": [
            {"reason_id": id_, "text": name, "muti_language_text": name}
            for id_, name in REFUSALS.items()
        ]
    }


def return_update(shop: LazadaShop, request: Request) -> dict[str, Any]:
    params = request.params
    action = params["action"]
    if action not in _COURSES:
        raise MisuseError("107", "E0107: invalid action")
    reverse = _reverse(shop, params)
    lines = _lines(reverse, params)
    if action in _REFUSED:
        _check_refusal(action, params, lines)
    before, after = _COURSES[action]
    # Returns to Lazada's own warehouse are Lazada's to decide.
    if reverse.request_type != "RETURN" or not reverse.to_merchant:
        raise LazopError("114", "E0114: this reverse does not support this action")
    if not all(line.status in before for line in lines):
        raise LazopError("114", "E0114: this reverse does not support this action")
    _move(shop, lines, after)
    return {
        "data": {
            "reverse_order_id": reverse.reverse_order_id,
            "total_refund": str(sum(line.amount for line in lines)),
            "reason_info": [],
            "reverse_order_line": [_show(line) for line in lines],
        }
    }


def only_refund_decide(shop: LazadaShop, request: Request) -> dict[str, Any]:
    params = request.params
    action = params["action"]
    if action not in ("agreeRefund", "startDispute"):
        raise MisuseError("107", "E0107: invalid action")
    reverse = _reverse(shop, params)
    lines = _lines(reverse, params)
    if len(lines) > 1:
        raise MisuseError("133", "E0133: do not support batch operation")
    if action == "startDispute":
        if not params.get("comment"):
            raise MisuseError("109", "E0109: comment can't be empty if startDispute")
        if not _images(params, "image_info_list"):
            raise MisuseError("110", "E0110: image can't be empty if startDispute")
    if reverse.request_type != "ONLY_REFUND" or lines[0].status != "REQUEST_INITIATE":
        raise LazopError("114", "E0114: this reverse does not support this action")
    _move(shop, lines, "SELLER_AGREE_REFUND" if action == "agreeRefund" else "CS_APPROVING")
    return {}


def _reverse(shop: LazadaShop, params: Params) -> ReverseOrder:
    text = params["reverse_order_id"]
    if not text.isdecimal():
        raise MisuseError("125", "E0125: invalid reverse id")
    if int(text) not in shop.reverses:
        raise LazopError("112", "E0112: no reverse order found")
    return shop.reverses[int(text)]


def _lines(reverse: ReverseOrder, params: Params) -> list[ReverseLine]:
    ids = read_ids(params["reverse_order_item_ids"], "126", "E0126: invalid reverse order lines")
    if not ids:
        raise MisuseError("100", "E0100: reverse order list is empty")
    lines = {line.line_id: line for line in reverse.lines}
    if not lines.keys() >= set(ids):
        raise LazopError("126", "E0126: invalid reverse order lines")
    return [lines[id_] for id_ in ids]


def _check_refusal(action: str, params: Params, lines: list[ReverseLine]) -> None:
    complaint = "if you want to refuse return or refund"
    if params.get("reason_id", "") not in {str(id_) for id_ in REFUSALS}:
        raise MisuseError("108", f"E0108: reason can't be empty {complaint}")
    if not params.get("comment"):
        raise MisuseError("109", f"E0109: comment can't be empty {complaint}")
    if action == "refuseRefund" and not _images(params, "image_info"):
        raise MisuseError("110", "E0110: image can't be empty if you want to refuse refund")
    if len(lines) > 1:
        raise MisuseError(
            "111", f"E0111: do not support massive reverse order line operation {complaint}"
        )


def _images(params: Params, name: str) -> list[Any]:
    found = read_json(params.get(name, "[]"), "110", "E0110: image can't be empty")
    return found if isinstance(found, list) else []


def _move(shop: LazadaShop, lines: list[ReverseLine], status: str) -> None:
    for line in lines:
        line.status = status
        line.modified_at = shop.now()
        line.unit.return_status = status
        shop.change(line.unit)


def _show(line: ReverseLine) -> dict[str, Any]:
    return {
        "reverse_order_line_id": line.line_id,
        "order_line_id": line.unit.order_item_id,
        "order_id": line.unit.order.order_id,
        "seller_sku": line.unit.sku.seller_sku,
        "refund_amount": line.amount,
        "paid_price": line.unit.paid_price,
        "apply_reason": line.reason,
        "is_cancel": False,
    }


_ANSWER = {"action": True, "reverse_order_id": True, "reverse_order_item_ids": True}

APIS = (
    Api("/order/reverse/reason/list", GET, {"reverse_order_line_id": True}, reason_list),
    # GETs that change state (§12.15).
    Api(
        "/order/reverse/return/update",
        GET,
        {**_ANSWER, "reason_id": False, "comment": False, "image_info": False},
        return_update,
    ),
    Api(
        "/order/reverse/onlyrefund/seller/decide",
        GET,
        {**_ANSWER, "comment": False, "image_info_list": False, "video_info_list": False},
        only_refund_decide,
    ),
)
