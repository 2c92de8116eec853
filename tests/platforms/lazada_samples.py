"""Answers and changes that several Lazada tests use."""

from typing import Any

from lazdesk.platforms.lazada.payloads import SellableChange

RED = SellableChange("2198127336", "10463678435", "ÁO & <quần>", 20)
BLUE = SellableChange("2198127336", "10463678434", "BLUE", 0)
PACKED = {
    "item_err_code": "0",
    "msg": "success",
    "order_item_id": 711433089764242,
    "package_id": "FP094612143977611",
    "retry": False,
    "shipment_provider": "LEX TH",
    "tracking_number": "LEXDO0069388114",
}


def ok(data: Any) -> dict[str, Any]:
    return {"code": "0", "data": data, "request_id": "0ba2887315178178017221014"}


def ok_result(**result: Any) -> dict[str, Any]:
    return {"code": "0", "result": {"success": True, **result}, "request_id": "0ba2"}
