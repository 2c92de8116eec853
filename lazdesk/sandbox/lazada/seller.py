"""The seller's own APIs: who the shop is, and its warehouses (lazada.md §9)."""

from __future__ import annotations

from typing import Any

from lazdesk.sandbox.lazada.gateway import BOTH, GET, Api, Request
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import MisuseError, read_json


def seller_get(shop: LazadaShop, _request: Request) -> dict[str, Any]:
    return {
        "data": {
            "seller_id": shop.seller_id,
            "name": shop.name,
            "name_company": f"Công ty TNHH {shop.name}",
            "short_code": shop.short_code,
            "email": shop.email,
            "location": "Hồ Chí Minh",
            "logo_url": "",
            "cb": False,
            "status": "ACTIVE",
            "verified": True,
            "marketplaceEaseMode": False,
        }
    }


def warehouse_get(shop: LazadaShop, request: Request) -> dict[str, Any]:
    complaint = 'addressTypes must be ["warehouse"]'
    if read_json(request.params["addressTypes"], "InvalidParameter", complaint) != ["warehouse"]:
        raise MisuseError("InvalidParameter", complaint, "ISV")
    warehouses = [
        {
            "code": code,
            "name": f"Kho {code}",
            "detailAddress": "12 Hoàng Hoa Thám, Tân Bình",
            "needToUpdate": False,
            "defaultAddress": code == shop.options.warehouses[0],
            "status": "ACTIVE",
        }
        for code in shop.options.warehouses
    ]
    return {"result": {"success": True, "module": warehouses, "error_code": {}}}


APIS = (
    Api("/seller/get", GET, {}, seller_get),
    Api("/seller/warehouse/get", BOTH, {"addressTypes": True}, warehouse_get),
)
