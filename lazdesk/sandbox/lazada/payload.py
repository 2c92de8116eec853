"""Reads the `payload` of product writes: XML or the same as JSON text (lazada.md §5.4)."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from lazdesk.sandbox.lazada.wire import MisuseError

# One SKU of a payload: element name → text, but warehouse blocks → rows of the same.
SkuRow = dict[str, Any]

WAREHOUSES = "MultiWarehouseInventories"


def read_skus(text: str) -> list[SkuRow]:
    """The SKUs of a payload; raises `MisuseError` 5 or 30."""
    if not text.strip():
        raise MisuseError("30", "E030: Empty Request")
    rows = _from_xml(text) if text.lstrip().startswith("<") else _from_json(text)
    if not rows:
        raise MisuseError("30", "E030: Empty Request")
    if len(rows) > 50:
        raise MisuseError("204", "E204: Too many SKU in one request")
    return rows


def _from_xml(text: str) -> list[SkuRow]:
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  (only local clients reach this)
    except ElementTree.ParseError:
        raise MisuseError("5", "E005: Invalid Request Format") from None
    if root.tag != "Request":
        raise MisuseError("5", "E005: Invalid Request Format")
    return [_element(sku) for sku in root.findall("Product/Skus/Sku")]


def _element(sku: ElementTree.Element) -> SkuRow:
    row: SkuRow = {child.tag: child.text or "" for child in sku if child.tag != WAREHOUSES}
    block = sku.find(WAREHOUSES)
    if block is not None:
        row[WAREHOUSES] = [
            {field.tag: field.text or "" for field in warehouse}
            for warehouse in block.findall("MultiWarehouseInventory")
        ]
    return row


def _from_json(text: str) -> list[SkuRow]:
    try:
        rows = _listed(json.loads(text)["Request"]["Product"]["Skus"]["Sku"])
        return [_object(row) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise MisuseError("5", "E005: Invalid Request Format") from None


def _object(sku: dict[str, Any]) -> SkuRow:
    row: SkuRow = {name: str(value) for name, value in sku.items() if name != WAREHOUSES}
    if WAREHOUSES in sku:
        row[WAREHOUSES] = [
            {name: str(value) for name, value in warehouse.items()}
            for warehouse in _listed(sku[WAREHOUSES]["MultiWarehouseInventory"])
        ]
    return row


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
