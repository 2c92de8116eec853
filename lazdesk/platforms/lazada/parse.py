"""From Lazada's JSON to the records of ``answers``; takes every wire form of lazada.md §1.6."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lazdesk.platforms import errors, reading
from lazdesk.platforms.lazada.answers import (
    Address,
    CampaignLock,
    CancelOffer,
    Order,
    OrderItem,
    OrderPage,
    PackageResult,
    PackedItem,
    Product,
    ProductPage,
    Provider,
    ProviderChoice,
    Reason,
    ReverseLine,
    ReversePage,
    Seller,
    Sku,
    Warehouse,
    WarehouseStock,
)

DEFAULT_WAREHOUSE = "dropshipping"


def seller(row: Mapping[str, Any]) -> Seller:
    """``data`` of ``/seller/get``."""
    return Seller(
        seller_id=reading.key(row, "seller_id"),
        name=reading.text(row.get("name")),
        short_code=reading.text(row.get("short_code")),
        status=reading.text(row.get("status")),
        email=reading.text(row.get("email")),
        verified=reading.flag(row.get("verified")),
    )


def warehouse_code(value: object) -> str:
    """A warehouse code; guides write the default one in either case (lazada.md §5.4)."""
    code = reading.text(value).strip()
    return DEFAULT_WAREHOUSE if code.lower() == DEFAULT_WAREHOUSE else code


def warehouse(row: Mapping[str, Any]) -> Warehouse:
    """One element of ``result.module`` of ``/seller/warehouse/get``."""
    return Warehouse(
        code=warehouse_code(reading.key(row, "code")),
        name=reading.text(row.get("name")).strip(),
        default=reading.flag(row.get("defaultAddress")),
        active=reading.text(row.get("status")).upper() in {"ACTIVE", ""},
    )


def _warehouse_stock(row: Mapping[str, Any]) -> WarehouseStock:
    return WarehouseStock(
        code=warehouse_code(row.get("warehouseCode")),
        sellable=reading.whole(row.get("sellableQuantity")),
        withhold=reading.whole(row.get("withholdQuantity")),
        occupy=reading.whole(row.get("occupyQuantity")),
    )


def _lock(row: Mapping[str, Any]) -> CampaignLock:
    return CampaignLock(
        name=reading.text(row.get("channelName")),
        start=reading.moment(row.get("startTime"), reading.VIETNAM),
        end=reading.moment(row.get("endTime"), reading.VIETNAM),
        sellable=reading.whole(row.get("sellableQuantity")),
    )


def _special_time(row: Mapping[str, Any], end: str) -> datetime | None:
    # Special prices are in shop time and carry no zone (lazada.md §5.1).
    precise = reading.moment(row.get(f"special_{end}_time"), reading.VIETNAM)
    return precise or reading.moment(row.get(f"special_{end}_date"), reading.VIETNAM)


def _sku(row: Mapping[str, Any]) -> Sku:
    warehouses = tuple(map(_warehouse_stock, reading.rows(row.get("multiWarehouseInventories"))))
    quantity = reading.whole_or_none(row.get("quantity"))
    return Sku(
        sku_id=reading.key(row, "SkuId"),
        seller_sku=reading.text(row.get("SellerSku")),
        shop_sku=reading.text(row.get("ShopSku")),
        status=reading.text(row.get("Status")).lower(),
        quantity=sum(w.sellable for w in warehouses) if quantity is None else quantity,
        price=reading.whole(row.get("price")),
        special_price=reading.whole(row.get("special_price")) or None,
        special_from=_special_time(row, "from"),
        special_to=_special_time(row, "to"),
        variation=", ".join(map(reading.text, reading.mapping(row.get("saleProp")).values())),
        warehouses=warehouses,
        fbl_only=not warehouses and bool(reading.rows(row.get("fblWarehouseInventories"))),
        locks=tuple(map(_lock, reading.rows(row.get("channelInventories")))),
    )


def product(row: Mapping[str, Any]) -> Product:
    """One element of ``data.products``; one documented demo spells the keys in camelCase."""
    return Product(
        item_id=reading.key(row, "item_id", "itemId"),
        name=reading.text(reading.mapping(row.get("attributes")).get("name")),
        status=reading.text(row.get("status")),
        updated_at=reading.moment(row.get("updated_time") or row.get("updatedTime")),
        skus=tuple(map(_sku, reading.rows(row.get("skus")))),
        raw=row,
    )


def product_page(row: Mapping[str, Any]) -> ProductPage:
    """``data`` of ``/products/get``; without any match ``products`` may be absent."""
    products = reading.distinct(
        map(product, reading.rows(row.get("products"))), lambda each: each.item_id
    )
    return ProductPage(reading.whole(row.get("total_products")), tuple(products))


def _full_name(row: Mapping[str, Any], prefix: str = "") -> str:
    parts = (row.get(f"{prefix}{part}") for part in ("first_name", "last_name"))
    return " ".join(filter(None, (reading.text(part).strip() for part in parts)))


def _address(row: Mapping[str, Any]) -> Address:
    return Address(
        name=_full_name(row),
        phone=reading.text(row.get("phone")),
        address1=reading.text(row.get("address1")),
        address2=reading.text(row.get("address2")),
        address3=reading.text(row.get("address3")),
        address4=reading.text(row.get("address4")),
        address5=reading.text(row.get("address5")),
        # "addressDsitrict" is Lazada's own spelling in /orders/get.
        district=reading.text(row.get("addressDsitrict") or row.get("addressDistrict")),
        city=reading.text(row.get("city")),
        post_code=reading.text(row.get("post_code")),
        country=reading.text(row.get("country")),
    )


def _required_moment(row: Mapping[str, Any], name: str) -> datetime:
    if found := reading.moment(row.get(name)):
        return found
    raise reading.Garbled(f"no {name}")


def order(row: Mapping[str, Any]) -> Order:
    """One element of ``data.orders``; without its times no cursor could be kept."""
    order_id = reading.key(row, "order_id")
    return Order(
        order_id=order_id,
        order_number=reading.text(row.get("order_number")) or order_id,
        created_at=_required_moment(row, "created_at"),
        updated_at=_required_moment(row, "updated_at"),
        statuses=tuple(status.lower() for status in reading.words(row.get("statuses"))),
        price=reading.whole(row.get("price")),
        shipping_fee=reading.whole(row.get("shipping_fee")),
        voucher=reading.whole(row.get("voucher")),
        voucher_seller=reading.whole(row.get("voucher_seller")),
        voucher_platform=reading.whole(row.get("voucher_platform")),
        items_count=reading.whole(row.get("items_count")),
        payment_method=reading.text(row.get("payment_method")),
        buyer_name=_full_name(row, "customer_"),
        shipping=_address(reading.mapping(row.get("address_shipping"))),
        need_cancel_confirm=reading.flag(row.get("need_cancel_confirm")),
        is_cancel_pending=reading.flag(row.get("is_cancel_pending")),
        buyer_note=reading.text(row.get("buyer_note")),
        remarks=reading.text(row.get("remarks")),
        warehouse_code=warehouse_code(row.get("warehouse_code")),
        raw=row,
    )


def order_page(row: Mapping[str, Any]) -> OrderPage:
    """``data`` of ``/orders/get``."""
    orders = reading.distinct(
        map(order, reading.required_rows(row, "orders")), lambda each: each.order_id
    )
    return OrderPage(reading.whole_or_none(row.get("countTotal")), tuple(orders))


def order_item(row: Mapping[str, Any]) -> OrderItem:
    """One element of ``order_items``."""
    return OrderItem(
        order_item_id=reading.key(row, "order_item_id"),
        order_id=reading.key(row, "order_id"),
        status=reading.key(row, "status").lower(),
        name=reading.text(row.get("name")),
        variation=reading.text(row.get("variation")),
        sku=reading.text(row.get("sku")),
        shop_sku=reading.text(row.get("shop_sku")),
        sku_id=reading.text(row.get("sku_id")),
        item_id=reading.text(row.get("product_id")),
        item_price=reading.whole(row.get("item_price")),
        paid_price=reading.whole(row.get("paid_price")),
        voucher_seller=reading.whole(row.get("voucher_seller")),
        voucher_platform=reading.whole(row.get("voucher_platform")),
        shipping_amount=reading.whole(row.get("shipping_amount")),
        package_id=reading.text_or_none(row.get("package_id")),
        tracking_code=reading.text_or_none(row.get("tracking_code")),
        shipment_provider=reading.text_or_none(row.get("shipment_provider")),
        shipping_type=reading.text(row.get("shipping_type")),
        shipping_provider_type=reading.text(row.get("shipping_provider_type")).lower(),
        is_digital=reading.flag(row.get("is_digital")),
        is_fbl=reading.flag(row.get("is_fbl")),
        is_dbs=reading.flag(row.get("delivery_option_sof")),
        warehouse_code=warehouse_code(row.get("warehouse_code")),
        order_type=reading.text(row.get("order_type")),
        stage_pay_status=reading.text_or_none(row.get("stage_pay_status")),
        need_cancel_confirm=reading.flag(row.get("need_cancel_confirm")),
        is_cancel_pending=reading.flag(row.get("is_cancel_pending")),
        cancel_trigger_time=reading.moment(row.get("cancel_trigger_time")),
        reverse_order_id=_id_or_none(row.get("reverse_order_id")),
        reason=reading.text(row.get("reason")),
        cancel_initiator=reading.text(row.get("cancel_return_initiator")),
        created_at=reading.moment(row.get("created_at")),
        updated_at=reading.moment(row.get("updated_at")),
        sla_at=reading.moment(row.get("sla_time_stamp"), reading.VIETNAM),
        raw=row,
    )


def cancel_offer(row: Mapping[str, Any]) -> CancelOffer:
    """``data`` of ``/order/reverse/cancel/validate``; an error offers no reasons."""
    is_error = reading.text(row.get("tip_type")).lower() == "error"
    options = () if is_error else reading.rows(row.get("reason_options"))
    return CancelOffer(
        reasons=tuple(
            Reason(reading.key(option, "reason_id"), reading.text(option.get("reason_name")))
            for option in options
        ),
        tip=reading.text(row.get("tip_content")),
    )


def refusal_reason(row: Mapping[str, Any]) -> Reason:
    """One element of ``data`` of ``/order/reverse/reason/list``."""
    # "muti" is Lazada's own spelling.
    name = reading.text(row.get("muti_language_text")) or reading.text(row.get("text"))
    return Reason(reading.key(row, "reason_id"), name)


def reverse_page(row: Mapping[str, Any]) -> ReversePage:
    """``result`` of ``/reverse/getreverseordersforseller``."""
    found = reading.required_rows(row, "items")
    lines = (
        ReverseLine(
            line_id=reading.key(line, "reverse_order_line_id"),
            reverse_order_id=reading.key(reverse, "reverse_order_id"),
            order_id=reading.key(reverse, "trade_order_id"),
            order_item_id=reading.key(line, "trade_order_line_id"),
            request_type=reading.text(reverse.get("request_type")),
            status=reading.text(line.get("reverse_status")),
            amount=reading.whole(line.get("refund_amount")),
            needs_refund=reading.flag(line.get("is_need_refund")),
            modified_at=reading.moment(line.get("return_order_line_gmt_modified")),
            to_merchant=reading.flag(reverse.get("is_rtm")),
            reason=reading.text(line.get("reason_text")),
            answer_by=reading.moment(line.get("sla")),
        )
        for reverse in found
        for line in reading.rows(reverse.get("reverse_order_lines"))
    )
    distinct = reading.distinct(lines, lambda line: line.line_id)
    return ReversePage(reading.whole_or_none(row.get("total")), len(found), tuple(distinct))


def _id_or_none(value: object) -> str | None:
    found = reading.text_or_none(value)
    return None if found == "0" else found


def provider_choice(row: Mapping[str, Any]) -> ProviderChoice:
    """``result.data`` of ``/order/shipment/providers/get``."""
    return ProviderChoice(
        platform_default=reading.flag(row.get("platform_default")),
        allocate_type=reading.text(row.get("shipping_allocate_type")),
        providers=tuple(
            Provider(reading.text(p.get("name")), reading.text(p.get("provider_code")))
            for p in reading.rows(row.get("shipment_providers"))
        ),
    )


def packed_items(row: Mapping[str, Any]) -> list[PackedItem]:
    """``result.data`` of ``/order/fulfill/pack``: success of the call says nothing of a unit."""
    return [
        PackedItem(
            order_id=reading.key(packed, "order_id"),
            order_item_id=reading.key(item, "order_item_id"),
            ok=reading.text(item.get("item_err_code")) == "0",
            code=reading.text(item.get("item_err_code")),
            message=errors.scrub(reading.text(item.get("msg"))),
            retry=reading.flag(item.get("retry")),
            package_id=reading.text_or_none(item.get("package_id")),
            tracking_number=reading.text_or_none(item.get("tracking_number")),
            shipment_provider=reading.text_or_none(item.get("shipment_provider")),
        )
        for packed in reading.required_rows(row, "pack_order_list")
        for item in reading.rows(packed.get("order_item_list"))
    ]


def package_results(row: Mapping[str, Any]) -> list[PackageResult]:
    """``result.data.packages`` of the package actions."""
    return [
        PackageResult(
            package_id=reading.key(package, "package_id"),
            ok=reading.text(package.get("item_err_code")) == "0",
            code=reading.text(package.get("item_err_code")),
            message=errors.scrub(reading.text(package.get("msg"))),
            retry=reading.flag(package.get("retry")),
        )
        for package in reading.required_rows(row, "packages")
    ]
