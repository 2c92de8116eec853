"""The product APIs that read (lazada.md §5.1, §5.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from lazdesk.sandbox.lazada.gateway import GET, Api, Request
from lazdesk.sandbox.lazada.records import Buckets, Item, Sku
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import (
    LazopError,
    MisuseError,
    milliseconds,
    read_json,
    read_number,
    shop_time,
    within,
)

_FILTERS: dict[str, Callable[[Item], bool]] = {
    "all": lambda _item: True,
    "live": lambda item: item.status == "Active",
    "inactive": lambda item: item.status == "InActive",
    "deleted": lambda item: item.status == "Deleted",
    "pending": lambda item: item.status == "Pending QC",
    "rejected": lambda item: item.status == "Suspended",
    "sold-out": lambda item: not any(sku.sellable for sku in item.skus),
}
_CORRUPT_LIST = "E070: You have corrupt data in your sku seller list."


def products_get(shop: LazadaShop, request: Request) -> dict[str, Any]:
    params = request.params
    offset = read_number(params, "offset", 0, "14", "Invalid Offset")
    if offset > 10_000:
        raise MisuseError("14", f'E014: "{offset}" Invalid Offset')
    limit = read_number(params, "limit", 20, "19", "Invalid Limit")
    if not 1 <= limit <= 50:
        raise MisuseError("19", f'E019: "{limit}" Invalid Limit')
    chosen = _FILTERS.get(params.get("filter", "all"))
    if chosen is None:
        raise MisuseError("36", "E036: Invalid status filter")
    items = [item for item in shop.items.values() if chosen(item)]
    items = within(items, params, "create", lambda item: item.created_at)
    items = within(items, params, "update", lambda item: item.updated_at)
    if "sku_seller_list" in params:
        wanted = _seller_skus(params["sku_seller_list"])
        items = [item for item in items if wanted & {sku.seller_sku for sku in item.skus}]
    page = [show_item(item, shop.now()) for item in items[offset : offset + limit]]
    return {"data": {"total_products": len(items), "products": page}}


def item_get(shop: LazadaShop, request: Request) -> dict[str, Any]:
    item_id = read_number(request.params, "item_id", 0, "6", "Unexpected internal error")
    item = shop.items.get(item_id)
    if item is None:
        raise LazopError("208", "E208: Item not exist")
    variation = {
        f"Variation{number}": {
            "name": name,
            "label": name,
            "options": sorted({sku.variation[name] for sku in item.skus}),
            "hasImage": False,
            "customize": True,
        }
        for number, name in enumerate(item.skus[0].variation, start=1)
    }
    return {"data": {**show_item(item, shop.now()), "variation": variation}}


def show_item(item: Item, now: datetime) -> dict[str, Any]:
    """An item with its SKUs, in the wire types of live captures."""
    return {
        "item_id": item.item_id,
        "primary_category": 6396,
        "status": item.status,
        "created_time": str(milliseconds(item.created_at)),
        "updated_time": str(milliseconds(item.updated_at)),
        "images": [f"https://vn-live.slatic.net/p/{item.item_id}.jpg"],
        "marketImages": [],
        "trialProduct": False,
        "attributes": {
            "name": item.name,
            "brand": "No Brand",
            "description": f"<p>{item.name}</p>",
            "source": "asc",
        },
        "skus": [_show_sku(sku, now) for sku in item.skus],
    }


def _show_sku(sku: Sku, now: datetime) -> dict[str, Any]:
    sale = {
        "special_from_time": sku.special_from,
        "special_to_time": sku.special_to,
        "special_time_format": "yyyy-MM-dd HH:mm",
    }
    return {
        "SkuId": sku.sku_id,
        "SellerSku": sku.seller_sku,
        "ShopSku": sku.shop_sku,
        "Status": sku.status,
        "quantity": sku.sellable,
        "Available": sku.sellable,
        "price": sku.price,
        "special_price": sku.special_price,
        **(sale if sku.special_from else {}),
        "saleProp": dict(sku.variation),
        **sku.variation,
        "multiWarehouseInventories": [
            # Empty warehouses are left out (§9), but for the only one.
            _show_stock(code, bucket)
            for code, bucket in sku.buckets.items()
            if bucket.total or len(sku.buckets) == 1
        ],
        "fblWarehouseInventories": [_show_stock("OMS-LAZADA-VN-SG", sku.fbl)] if sku.fbl else [],
        "channelInventories": [
            {
                "channelName": lock.name,
                "startTime": shop_time(lock.start),
                "endTime": shop_time(lock.end),
                "sellableQuantity": lock.sellable,
            }
            for lock in sku.locked_at(now)
            if lock.shown
        ],
        "Images": [],
        "Url": f"https://www.lazada.vn/-i{sku.item.item_id}-s{sku.sku_id}.html",
        "package_width": "12.00",
        "package_height": "12.00",
        "package_length": "23.00",
        "package_weight": "0.3",
    }


def _show_stock(code: str, bucket: Buckets) -> dict[str, Any]:
    return {
        "warehouseCode": code,
        "sellableQuantity": bucket.sellable,
        "withholdQuantity": bucket.withhold,
        "occupyQuantity": bucket.occupy,
        "totalQuantity": bucket.total,
        "quantity": bucket.sellable,
    }


def _seller_skus(text: str) -> set[str]:
    value = read_json(text, "70", _CORRUPT_LIST)
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise MisuseError("70", _CORRUPT_LIST)
    if len(value) > 100:
        raise MisuseError("70", _CORRUPT_LIST)
    return set(value)


_PAGING = (
    "filter",
    "offset",
    "limit",
    "create_after",
    "create_before",
    "update_after",
    "update_before",
    "options",
    "sku_seller_list",
)

APIS = (
    Api("/products/get", GET, dict.fromkeys(_PAGING, False), products_get),
    Api("/product/item/get", GET, {"item_id": True}, item_get),
)
