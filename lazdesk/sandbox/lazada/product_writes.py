"""The product APIs that write prices and stock, SKU by SKU (lazada.md §5.4–§5.6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lazdesk.sandbox.lazada.gateway import POST, Api, Request
from lazdesk.sandbox.lazada.payload import WAREHOUSES, SkuRow, read_skus
from lazdesk.sandbox.lazada.records import Buckets, Sku
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import LazopError

_KEYS = {"ItemId", "SkuId", "SellerSku", WAREHOUSES}
_STOCK_FIELDS = _KEYS | {"SellableQuantity"}
_PRICE_FIELDS = _KEYS | {"Price", "SalePrice", "SaleStartDate", "SaleEndDate", "Quantity"}
_CAMPAIGN = (
    "During the Bday Mega campaign, there are restrictions for stock adjustments in effect."
    " Sellers can increase stocks, but may not decrease stocks."
)
_ILLEGAL_QUANTITY = "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL"


class _RowError(Exception):
    """One SKU of a batch is refused; `field` names what is wrong with it."""

    def __init__(self, field: str, message: str, code: str = "") -> None:
        super().__init__(message)
        self.field = field
        self.code = code


class _SpoiledError(Exception):
    """A SKU that `LazadaShop.spoil` was told of; `row` is its row of `detail`."""

    def __init__(self, sku: Sku) -> None:
        super().__init__(sku.refuses)
        self.quietly = sku.refuses != "by_code"
        self.row = {
            "by_code": {"seller_sku": sku.seller_sku, "message": _ILLEGAL_QUANTITY},
            "quiet": {
                "seller_sku": sku.seller_sku,
                "sku_id": str(sku.sku_id),
                "message": "SELLER_NOT_PERMITTED",
            },
            "nameless": {"field": "ItemId", "message": "ITEM_NOT_FOUND", "code": "E0501"},
        }[sku.refuses]


# A change of one SKU that has passed every check.
_Change = Callable[[], None]


def sellable_update(shop: LazadaShop, request: Request) -> dict[str, Any]:
    rows = read_skus(request.params["payload"])
    _note_unknown(request, "/product/stock/sellable/update", rows, _STOCK_FIELDS)
    if shop.campaign_until and shop.now() < shop.campaign_until and _any_lower(shop, rows):
        raise LazopError("4170", _CAMPAIGN)
    return _apply(shop, rows, _stock_change, shop.options.partial_failure_code)


def price_quantity_update(shop: LazadaShop, request: Request) -> dict[str, Any]:
    rows = read_skus(request.params["payload"])
    _note_unknown(request, "/product/price_quantity/update", rows, _PRICE_FIELDS)
    code = "0" if shop.options.price_detail_with_code_0 else "501"
    return _apply(shop, rows, _price_change, code)


def _apply(
    shop: LazadaShop,
    rows: list[SkuRow],
    check: Callable[[LazadaShop, Sku, SkuRow], _Change],
    partial_code: str,
) -> dict[str, Any]:
    """Apply each row that passes; the others are told in `detail`, under `partial_code` or as the
    spoiled ones among them were seen."""
    failures = []
    for row in rows:
        try:
            sku = _find(shop, row)
            if sku.refuses:
                raise _SpoiledError(sku)
            if sku.refused_with:
                code, message = sku.refused_with
                raise _RowError("", message, code)
            check(shop, sku, row)()
            sku.item.updated_at = shop.now()
        except _RowError as refused:
            failures.append(
                {
                    "seller_sku": row.get("SellerSku", ""),
                    "sku_id": row.get("SkuId", ""),
                    "field": refused.field,
                    "message": str(refused),
                    **({"code": refused.code} if refused.code else {}),
                }
            )
        except _SpoiledError as refused:
            failures.append(refused.row)
            if refused.quietly:
                partial_code = "0"
    return _outcome(failures, len(rows), partial_code)


def _outcome(failures: list[dict[str, str]], asked: int, partial_code: str) -> dict[str, Any]:
    if failures and (partial_code == "501" or len(failures) == asked):
        raise LazopError("501", "E501: Update product failed", detail=failures)
    return {"data": {}, "detail": failures} if failures else {"data": {}}


def _find(shop: LazadaShop, row: SkuRow) -> Sku:
    item = shop.items.get(_whole(row.get("ItemId", "")) or 0)
    if item is None or item.status == "Deleted":
        raise _RowError("ItemId", "ITEM_NOT_FOUND")
    sku_id, seller_sku = _whole(row.get("SkuId", "")), row.get("SellerSku")
    for sku in item.skus:
        if sku.status != "deleted" and (
            sku.sku_id == sku_id if sku_id is not None else sku.seller_sku == seller_sku
        ):
            return sku
    raise _RowError("SellerSku", "SELLER_SKU_NOT_FOUND")


def _stock_change(shop: LazadaShop, sku: Sku, row: SkuRow) -> _Change:
    if not sku.buckets:
        raise _RowError("SellableQuantity", "SELLER_NOT_PERMITTED")
    wanted = _quantities(shop, sku, row, "SellableQuantity")
    if not wanted:
        raise _RowError("SellableQuantity", _ILLEGAL_QUANTITY)
    locked = sum(lock.sellable for lock in sku.locked_at(shop.now()))
    named = [bucket for bucket, _ in wanted]
    untouched = sum(b.sellable for b in sku.buckets.values() if b not in named)
    if untouched + sum(quantity for _, quantity in wanted) < locked:
        raise _RowError("SellableQuantity", "negative sellable on channel inventory")

    def change() -> None:
        for bucket, quantity in wanted:
            bucket.sellable = quantity if sku.contended is None else sku.contended

    return change


def _quantities(shop: LazadaShop, sku: Sku, row: SkuRow, field: str) -> list[tuple[Buckets, int]]:
    """Which warehouse is to hold how much, by the row's block or for the default warehouse."""
    if WAREHOUSES in row:
        # Live, `Quantity` worked in the block of the sellable endpoint too (§5.4).
        blocks = [
            (block.get("WarehouseCode", ""), block.get(field, block.get("Quantity", "")))
            for block in row[WAREHOUSES]
        ]
    elif field in row:
        blocks = [(shop.options.warehouses[0], row[field])]
    else:
        return []
    by_code = {code.lower(): bucket for code, bucket in sku.buckets.items()}
    wanted = []
    for code, text in blocks:
        bucket, quantity = by_code.get(code.lower()), _whole(text)
        if bucket is None or quantity is None:
            raise _RowError(field, _ILLEGAL_QUANTITY)
        wanted.append((bucket, quantity))
    return wanted


def _any_lower(shop: LazadaShop, rows: list[SkuRow]) -> bool:
    for row in rows:
        try:
            sku = _find(shop, row)
            wanted = _quantities(shop, sku, row, "SellableQuantity")
        except _RowError:
            continue
        if shop.campaign_sku not in (None, sku):
            continue
        if any(quantity < bucket.sellable for bucket, quantity in wanted):
            return True
    return False


def _price_change(shop: LazadaShop, sku: Sku, row: SkuRow) -> _Change:
    price = _price(row, "Price", "BIZ_CHECK_PRICE_PRECISION_INVALID", sku.price)
    special = _price(row, "SalePrice", "BIZ_CHECK_SPECIAL_PRICE_PRECISION_INVALID", 0)
    starts, ends = row.get("SaleStartDate", ""), row.get("SaleEndDate", "")
    if price == 0:
        raise _RowError("Price", "BIZ_CHECK_PRICE_IS_ZERO")
    if special > price or (special == price and not shop.options.sale_at_full_price):
        raise _RowError("SalePrice", "BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE")
    if starts > ends:
        raise _RowError("SaleStartDate", "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE")
    if any(lock.price for lock in sku.locked_at(shop.now())):
        raise _RowError("Price", "THD_IC_ERR_F_IC_ABILITY_PG_003")
    if shop.price_band is not None and price != sku.price:
        low, high = shop.price_band
        if not low * sku.price <= price <= high * sku.price:
            message = f"The price is out of range, should between ({low:.2f}, {high:.2f})"
            raise _RowError("Price", message)
    # Here `Quantity` is the warehouse's total, not what is sellable (§5.4).
    totals = _quantities(shop, sku, row, "Quantity")
    if any(total < bucket.withhold + bucket.occupy for bucket, total in totals):
        raise _RowError("Quantity", _ILLEGAL_QUANTITY)

    def change() -> None:
        sku.price = price
        if "SalePrice" in row:
            sku.special_price, sku.special_from, sku.special_to = special, starts, ends
        for bucket, total in totals:
            bucket.sellable = total - bucket.withhold - bucket.occupy

    return change


def _price(row: SkuRow, field: str, imprecise: str, default: int) -> int:
    """A price in whole đồng; `878000.00` is one too."""
    text = row.get(field)
    if text is None:
        return default
    whole, _, fraction = text.partition(".")
    number = _whole(whole)
    if number is None or fraction.strip("0"):
        raise _RowError(field, imprecise)
    return number


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _note_unknown(request: Request, path: str, rows: list[SkuRow], known: set[str]) -> None:
    """Unknown elements are ignored without a word (§12.30): only the journal learns of them."""
    for name in {name for row in rows for name in row} - known:
        request.world.violation("lazada", path, f"unknown element {name}")


APIS = (
    Api("/product/stock/sellable/update", POST, {"payload": True}, sellable_update),
    Api("/product/price_quantity/update", POST, {"payload": True}, price_quantity_update),
)
