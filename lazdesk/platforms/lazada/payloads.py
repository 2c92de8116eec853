"""What Lazada is sent: list parameters, times and the XML of product writes."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from lazdesk.platforms import reading

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class SellableChange:
    """A SKU's sellable units, absolute; ``warehouse_code`` only for multi-warehouse sellers."""

    item_id: str
    sku_id: str
    seller_sku: str
    quantity: int
    warehouse_code: str | None = None


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A SKU's price and, optionally, its lower selling price, in đồng."""

    item_id: str
    sku_id: str
    seller_sku: str
    price: int
    sale_price: int | None = None


@dataclass(frozen=True, slots=True)
class PackOrder:
    """The units of one order that are to be packed."""

    order_id: str
    item_ids: tuple[str, ...]


def compact(value: object) -> str:
    """A parameter that is JSON text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def numbers(ids: Iterable[str]) -> list[int]:
    """Ids as Lazada wants them inside JSON: without quotes (lazada.md §1.2)."""
    return [int(each) for each in ids]


def iso(when: datetime) -> str:
    """``2025-11-01T00:00:00+07:00``."""
    return when.astimezone(reading.VIETNAM).isoformat(timespec="seconds")


def package_list(package_ids: Iterable[str]) -> list[dict[str, str]]:
    """The ``packages`` of a package action."""
    return [{"package_id": package_id} for package_id in package_ids]


def sellable_xml(changes: Sequence[SellableChange]) -> str:
    """The payload of ``/product/stock/sellable/update`` (lazada.md §5.4)."""
    skus: dict[str, list[SellableChange]] = {}
    for change in changes:
        skus.setdefault(change.sku_id, []).append(change)
    return _request(_sellable_node(same_sku) for same_sku in skus.values())


def _sellable_node(changes: list[SellableChange]) -> str:
    first = changes[0]
    single = "".join(
        _node("SellableQuantity", change.quantity)
        for change in changes
        if change.warehouse_code is None
    )
    by_warehouse = "".join(
        "<MultiWarehouseInventory>"
        + _node("WarehouseCode", change.warehouse_code)
        + _node("SellableQuantity", change.quantity)
        + "</MultiWarehouseInventory>"
        for change in changes
        if change.warehouse_code is not None
    )
    if by_warehouse:
        by_warehouse = f"<MultiWarehouseInventories>{by_warehouse}</MultiWarehouseInventories>"
    return _identity(first.item_id, first.sku_id, first.seller_sku) + single + by_warehouse


def price_xml(changes: Sequence[PriceChange]) -> str:
    """The payload of ``/product/price_quantity/update``, without ``Quantity`` (C6)."""
    return _request(
        _identity(change.item_id, change.sku_id, change.seller_sku)
        + _node("Price", change.price)
        + ("" if change.sale_price is None else _node("SalePrice", change.sale_price))
        for change in changes
    )


def _request(skus: Iterable[str]) -> str:
    nodes = "".join(f"<Sku>{sku}</Sku>" for sku in skus)
    return f"<Request><Product><Skus>{nodes}</Skus></Product></Request>"


def _identity(item_id: str, sku_id: str, seller_sku: str) -> str:
    named = _node("SellerSku", seller_sku) if seller_sku else ""
    return _node("ItemId", item_id) + _node("SkuId", sku_id) + named


def _node(name: str, value: object) -> str:
    # One character that XML cannot hold would make the whole batch unreadable.
    valid = _NOT_XML.sub("", str(value))
    return f"<{name}>{escape(valid, quote=False)}</{name}>"
