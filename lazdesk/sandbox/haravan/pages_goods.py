"""Endpoints of products, variants and stock (haravan.md §5, §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lazdesk.sandbox.haravan import refusals, shapes, show_goods
from lazdesk.sandbox.haravan.endpoints import (
    FIELDS,
    PAGING,
    Call,
    Endpoint,
    Json,
    Parser,
    id_list,
    natural,
    one_page,
    only_fields,
    span,
    within,
    words,
)
from lazdesk.sandbox.haravan.records import Adjustment, AdjustmentLine, Product, StockRow, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lazdesk.sandbox.haravan.shop_state import ShopState

STOCK_IDS = 50
STOCK_ROWS = 250
VOUCHER_LINES = 200


def list_products(shop: ShopState, call: Call) -> Json:
    """Newest id first, whatever else is asked."""
    rows = one_page(_filtered_products(shop, call.query), call.query)
    shown = [show_goods.product(shop, row) for row in rows]
    return {"products": only_fields(shown, call.query)}


def count_products(shop: ShopState, call: Call) -> Json:
    return {"count": sum(1 for _ in _filtered_products(shop, call.query))}


def _filtered_products(shop: ShopState, query: Any) -> Iterable[Product]:
    # There are no collections.
    rows: Iterable[Product] = [] if "collection_id" in query else reversed(shop.products.values())
    if "ids" in query:
        wanted = set(query["ids"])
        rows = [row for row in rows if row.id in wanted]
    for name in ("vendor", "handle", "product_type"):
        if query.get(name):
            rows = [row for row in rows if getattr(row, name) == query[name]]
    # A blank sku or barcode filters nothing.
    for name in ("sku", "barcode"):
        if query.get(name):
            rows = [
                row for row in rows if any(getattr(v, name) == query[name] for v in row.variants)
            ]
    for name in ("created_at", "updated_at", "published_at"):
        rows = within(rows, query, shop.read_filter, name)
    return rows


def get_product(shop: ShopState, call: Call) -> Json:
    shown = show_goods.product(shop, _product(shop, call))
    return {"product": only_fields([shown], call.query)[0]}


def update_product(shop: ShopState, call: Call) -> Json:
    """Change what is named; variants that are not named stay as they are."""
    product, fields = _product(shop, call), call.body["product"]
    by_id = {each.id: each for each in product.variants}
    for entry in fields.get("variants") or []:
        if entry.get("id") not in by_id:
            raise refusals.invalid("variants", "is invalid")
    for entry in fields.get("variants") or []:
        _change_variant(shop, by_id[entry["id"]], entry)
    if "title" in fields:
        if not fields["title"]:
            raise refusals.invalid("title", "can't be blank")
        product.title = fields["title"]
    if "tags" in fields:
        product.tags = fields["tags"]
    product.updated_at = shop.now()
    return {"product": show_goods.product(shop, product)}


def list_variants(shop: ShopState, call: Call) -> Json:
    rows = _product(shop, call).variants
    if "ids" in call.query:
        rows = [row for row in rows if row.id in call.query["ids"]]
    shown = [show_goods.variant(shop, row) for row in one_page(rows, call.query)]
    return {"variants": only_fields(shown, call.query)}


def get_variant(shop: ShopState, call: Call) -> Json:
    shown = show_goods.variant(shop, _variant(shop, call))
    return {"variant": only_fields([shown], call.query)[0]}


def update_variant(shop: ShopState, call: Call) -> Json:
    variant = _variant(shop, call)
    _change_variant(shop, variant, call.body["variant"])
    shown = show_goods.variant(shop, variant)
    extra = {
        "old_inventory_quantity": shown["inventory_quantity"],
        "inventory_quantity_adjustment": None,
    }
    return {"variant": shown | extra}


def _change_variant(shop: ShopState, variant: Variant, fields: Json) -> None:
    if "price" in fields:
        if fields["price"] is None:
            raise refusals.invalid("price", "can't be blank")
        variant.price = int(fields["price"])
    if "compare_at_price" in fields:
        sent = fields["compare_at_price"]
        variant.compare_at_price = None if sent is None else int(sent)
    for name in ("barcode", "sku"):
        if name in fields:
            setattr(variant, name, fields[name])
    variant.updated_at = shop.products[variant.product_id].updated_at = shop.now()


def _product(shop: ShopState, call: Call) -> Product:
    product = shop.products.get(call.path["product_id"])
    if product is None:
        raise refusals.not_found("Product")
    return product


def _variant(shop: ShopState, call: Call) -> Variant:
    variant = shop.variants.get(call.path["variant_id"])
    if variant is None:
        raise refusals.not_found("Variant")
    return variant


def list_stock(shop: ShopState, call: Call) -> Json:
    """Stock rows of ≤ 50 variants at ≤ 50 locations; how else it may be asked is unknown."""
    query = call.query
    variant_ids, location_ids = query.get("variant_ids"), query.get("location_ids")
    if variant_ids is not None and len(variant_ids) > STOCK_IDS:
        raise refusals.plain("Tối đa chỉ được 50 biến thể")
    if location_ids is not None and len(location_ids) > STOCK_IDS:
        raise refusals.plain("Tối đa chỉ được 50 địa điểm")
    if variant_ids is None or location_ids is None:
        rows = list(_stock_delta(shop, query))
    else:
        if shop.options.refuse_unknown_ids and not shop.variants.keys() >= set(variant_ids):
            raise refusals.plain("Biến thể không tồn tại")
        found = (
            shop.stock.find(location, variant)
            for variant in dict.fromkeys(variant_ids)
            for location in dict.fromkeys(location_ids)
        )
        asked = [row for row in found if row is not None]
        rows = list(within(asked, query, shop.read_filter, "updated_at"))
    key = query.get("order", "id")
    rows.sort(key=lambda row: getattr(row, key), reverse=query.get("direction") == "desc")
    page = one_page(rows, query, cap=STOCK_ROWS)
    return {"inventory_locations": [show_goods.stock_row(row) for row in page]}


def _stock_delta(shop: ShopState, query: Any) -> Iterable[StockRow]:
    if "updated_at_min" not in query:
        raise refusals.UndocumentedError("location_ids and variant_ids are required")
    if shop.options.inventory_without_ids == "refuse":
        raise refusals.invalid("variant_ids", "can't be blank")
    if shop.options.inventory_without_ids == "nothing":
        return []
    wanted = query.get("location_ids")
    rows = [row for row in shop.stock.rows() if wanted is None or row.location_id in wanted]
    if shop.options.inventory_without_ids == "everything":
        return rows
    return within(rows, query, shop.read_filter, "updated_at")


def adjust_stock(shop: ShopState, call: Call) -> Json:
    """Book a voucher: `adjust` adds to Tồn, `set` overwrites what the switch says."""
    fields = call.body["inventory"]
    kind, lines = fields.get("type") or "adjust", fields["line_items"]
    location = shop.locations.get(fields["location_id"])
    if location is None:
        raise refusals.invalid("location_id", "is invalid")
    if not 0 < len(lines) <= VOUCHER_LINES:
        raise refusals.invalid("line_items", f"must have 1 to {VOUCHER_LINES} entries")
    variants = [shop.variants.get(line["product_variant_id"]) for line in lines]
    known = [variant for variant in variants if variant is not None]
    right = [v.product_id == line["product_id"] for v, line in zip(known, lines, strict=False)]
    if len(known) < len(lines) or not all(right):
        raise refusals.impossible("Sản phẩm không tồn tại")
    voucher = Adjustment(
        id=shop.next_id("adjustment"),
        created_at=shop.now(),
        location_id=location.id,
        type=kind,
        reason=fields.get("reason") or "newproduct",
        note=fields.get("note"),
        tags=fields.get("tags"),
        lines=[],
    )
    for variant, line in zip(known, lines, strict=True):
        overwritten = _overwritten(shop, location.id, variant) if kind == "set" else 0
        shop.stock.change(location.id, variant, onhand=line["quantity"] - overwritten)
        voucher.lines.append(AdjustmentLine(shop.next_id("line"), variant, line["quantity"]))
    shop.adjustments.append(voucher)
    return {"inventory": show_goods.adjustment(voucher, with_type=True)}


def _overwritten(shop: ShopState, location_id: int, variant: Variant) -> int:
    row = shop.stock.find(location_id, variant.id)
    if row is None:
        return 0
    return row.onhand if shop.options.set_overwrites == "onhand" else row.available


def list_adjustments(shop: ShopState, call: Call) -> Json:
    wanted = call.query.get("location_id")
    rows = [row for row in reversed(shop.adjustments) if wanted in (None, row.location_id)]
    shown = [show_goods.adjustment(row) for row in one_page(rows, call.query)]
    return {"adjustments": only_fields(shown, call.query)}


_VARIANT_FIELDS = {
    "price": shapes.number,
    "compare_at_price": shapes.number,
    "barcode": shapes.text,
    "sku": shapes.text,
}
_VARIANT = shapes.record(
    {"variant": shapes.record(optional={"id": shapes.whole} | _VARIANT_FIELDS)}
)
_PRODUCT = shapes.record(
    {
        "product": shapes.record(
            optional={
                "id": shapes.whole,
                "title": shapes.text,
                "tags": shapes.text,
                "variants": shapes.list_of(shapes.record({"id": shapes.whole}, _VARIANT_FIELDS)),
            }
        )
    }
)
_VOUCHER_LINE = shapes.record(
    {
        "product_id": shapes.whole,
        "product_variant_id": shapes.whole,
        "quantity": shapes.whole,
    }
)
_REASONS = (
    *("newproduct", "returned", "productionofgoods", "damaged"),
    *("shrinkage", "promotion", "transfer"),
)
_VOUCHER = shapes.record(
    {
        "inventory": shapes.record(
            {"location_id": shapes.whole, "line_items": shapes.list_of(_VOUCHER_LINE)},
            {
                "type": shapes.one_of("adjust", "set"),
                "reason": shapes.one_of(*_REASONS),
                "note": shapes.text,
                "tags": shapes.text,
            },
        )
    }
)
_PRODUCT_FILTERS: dict[str, Parser] = {
    **span("created_at", "updated_at", "published_at"),
    "ids": id_list,
    "collection_id": natural,
    **dict.fromkeys(("vendor", "handle", "product_type", "sku", "barcode"), str),
}
_STOCK_FILTERS: dict[str, Parser] = {
    **{"location_ids": id_list, "variant_ids": id_list, "limit": natural, "since_id": natural},
    **span("updated_at"),
    "order": words("id", "updated_at"),
    "direction": words("asc", "desc"),
}
_READ, _WRITE = "com.read_products", "com.write_products"
_PRODUCT_PATH = "/com/products/{product_id:int}"

ENDPOINTS = (
    Endpoint(
        "GET", "/com/products.json", _READ, list_products, {**PAGING, **FIELDS, **_PRODUCT_FILTERS}
    ),
    Endpoint("GET", "/com/products/count.json", _READ, count_products, _PRODUCT_FILTERS),
    Endpoint("GET", f"{_PRODUCT_PATH}.json", _READ, get_product, FIELDS),
    Endpoint("PUT", f"{_PRODUCT_PATH}.json", _WRITE, update_product, body=_PRODUCT),
    Endpoint(
        "GET",
        f"{_PRODUCT_PATH}/variants.json",
        _READ,
        list_variants,
        {**PAGING, **FIELDS, "ids": id_list},
    ),
    Endpoint("GET", "/com/variants/{variant_id:int}.json", _READ, get_variant, FIELDS),
    Endpoint("PUT", "/com/variants/{variant_id:int}.json", _WRITE, update_variant, body=_VARIANT),
    Endpoint(
        "GET", "/com/inventory_locations.json", "com.read_inventories", list_stock, _STOCK_FILTERS
    ),
    Endpoint(
        "POST",
        "/com/inventories/adjustorset.json",
        "com.write_inventories",
        adjust_stock,
        body=_VOUCHER,
    ),
    Endpoint(
        "GET",
        "/com/inventories/adjustments.json",
        "com.read_inventories",
        list_adjustments,
        {**PAGING, **FIELDS, "location_id": natural},
    ),
)
