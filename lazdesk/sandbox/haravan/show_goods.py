"""Shop, locations, products, stock and customers as Haravan writes them in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lazdesk.sandbox.haravan.records import (
    Adjustment,
    Customer,
    Event,
    Location,
    Metafield,
    Product,
    StockRow,
    Variant,
)
from lazdesk.sandbox.haravan.times import long_stamp, stamp

if TYPE_CHECKING:
    from lazdesk.sandbox.haravan.endpoints import Json
    from lazdesk.sandbox.haravan.shop_state import ShopState

ORG_ID = 200000244883
SHOP_NAME = "Nhà Mây"
_DOMAIN = "https://nha-may-thuc-hanh.myharavan.com"

_SHOP_ADDRESS = {
    "address1": "123 Nguyễn Đình Chiểu",
    "address2": None,
    "zip": "700000",
    "city": None,
    "province": "Hồ Chí Minh",
    "country": "Vietnam",
    "phone": "0332456789",
    "country_code": "VN",
    "country_name": "Vietnam",
    "province_code": "HC",
    "district": "Quận Phú Nhuận",
    "district_code": "HC481",
    "ward": "Phường 04",
    "ward_code": "27043",
}


def shop(state: ShopState) -> Json:
    return {
        "address1": "123 Nguyễn Đình Chiểu",
        "city": None,
        "country": "VN",
        "country_code": "VN",
        "country_name": "Vietnam",
        "created_at": stamp(state.primary_location.created_at),
        "customer_email": "shop@example.com",
        "currency": "VND",
        "domain": f"{_DOMAIN}/",
        "email": "shop@example.com",
        "google_apps_domain": None,
        "google_apps_login_enabled": None,
        "id": ORG_ID,
        "latitude": 0.0,
        "longitude": 0.0,
        "money_format": "₫",
        "money_with_currency_format": "-n $;n $",
        "myharavan_domain": _DOMAIN,
        "name": SHOP_NAME,
        "plan_name": None,
        "display_plan_name": None,
        "password_enabled": True,
        "phone": "0332456789",
        "province": "Hồ Chí Minh",
        "province_code": "HC",
        "public": None,
        "shop_owner": SHOP_NAME,
        "source": None,
        "tax_shipping": False,
        "taxes_included": None,
        "county_taxes": None,
        "timezone": "(GMT+07:00) Hanoi",
        "zip": "700000",
        "has_storefront": False,
        "shop_plan_id": -1,
        "inventory_method": "default",
        "fullname_checkout_behavior": "optional",
        "email_checkout_behavior": "optional",
        "phone_checkout_behavior": "required",
        "address_checkout_behavior": "optional",
        "district_checkout_behavior": "optional",
        "ward_checkout_behavior": "disabled",
        "primary_locale": "",
    }


def location(each: Location) -> Json:
    return {
        "id": each.id,
        "name": each.name,
        "location_type": None,
        "email": None,
        **_SHOP_ADDRESS,
        "created_at": stamp(each.created_at),
        "updated_at": stamp(each.created_at),
        "is_primary": each.is_primary,
        "is_unavailable_quantity": each.is_unavailable_quantity,
        "type": each.type,
    }


def product(state: ShopState, each: Product) -> Json:
    created = stamp(each.created_at)
    # Dates of images come without the Z.
    image_id = each.id + 136_289_020
    image = {
        "created_at": created.removesuffix("Z"),
        "id": image_id,
        "position": 1,
        "product_id": each.id,
        "src": f"https://product.hstatic.net/{ORG_ID}/product/{each.id}.jpg",
        "updated_at": created.removesuffix("Z"),
        "filename": f"{each.id}.jpg",
        "variant_ids": [entry.id for entry in each.variants],
    }
    return {
        "body_html": f"<p>{each.title}</p>",
        "body_plain": None,
        "created_at": created,
        "handle": each.handle,
        "id": each.id,
        "images": [image],
        "product_type": each.product_type,
        "published_at": created,
        "published_scope": "global",
        "tags": each.tags,
        "template_suffix": "product",
        "title": each.title,
        "updated_at": stamp(each.updated_at),
        "variants": [variant(state, entry) for entry in each.variants],
        "vendor": each.vendor,
        "options": [
            {"name": name, "id": each.id + number, "position": number, "product_id": each.id}
            for number, name in enumerate(("Màu sắc", "Kích thước"), start=1)
        ],
        "only_hide_from_list": False,
        "not_allow_promotion": False,
    }


def variant(state: ShopState, each: Variant) -> Json:
    rows = [state.stock.find(location_id, each.id) for location_id in state.locations]
    stocked = [row for row in rows if row is not None]
    available = sum(row.available for row in stocked)
    advance = {
        "qty_available": available,
        "qty_onhand": sum(row.onhand for row in stocked),
        "qty_commited": sum(row.committed for row in stocked),
        "qty_incoming": sum(row.incoming for row in stocked),
    }
    option1, _, option2 = each.title.partition(" / ")
    shown: dict[str, Any] = {
        "barcode": each.barcode,
        "compare_at_price": (
            None if each.compare_at_price is None else float(each.compare_at_price)
        ),
        "created_at": stamp(each.created_at),
        "fulfillment_service": None,
        "grams": each.grams,
        "id": each.id,
        "inventory_management": "haravan" if each.tracked else None,
        "inventory_policy": "continue" if each.oversell else "deny",
        "inventory_quantity": available,
        "position": each.position,
        "price": float(each.price),
        "product_id": each.product_id,
        "requires_shipping": True,
        "sku": each.sku,
        "taxable": True,
        "title": each.title,
        "updated_at": stamp(each.updated_at),
        "image_id": each.product_id + 136_289_020,
        "option1": option1,
        "option2": option2 or None,
        "option3": None,
        "inventory_advance": advance if state.options.inventory_advance else None,
    }
    if each.unit_barcodes:
        shown["variant_units"] = [_unit(each, *entry) for entry in enumerate(each.unit_barcodes)]
    return shown


def _unit(each: Variant, number: int, barcode: str) -> Json:
    ratio = 10 * (number + 1)
    return {
        "id": each.id + number,
        "unit": "Hộp",
        "base": False,
        "sellable": True,
        "ratio": ratio,
        "barcode": barcode,
        "sku": each.sku,
        "price": float(each.price * ratio),
    }


def stock_row(each: StockRow) -> Json:
    return {
        "id": each.id,
        "loc_id": each.location_id,
        "product_id": each.product_id,
        "variant_id": each.variant_id,
        "qty_onhand": each.onhand,
        "qty_commited": each.committed,
        "qty_incoming": each.incoming,
        "qty_available": each.available,
        "updated_at": stamp(each.updated_at),
    }


def adjustment(each: Adjustment, *, with_type: bool = False) -> Json:
    """A stock voucher; the list leaves its type null."""
    return {
        "id": each.id,
        "created_at": stamp(each.created_at),
        "updated_at": stamp(each.created_at),
        "adjust_number": f"IA{each.id % 1_000_000}",
        "tran_date": stamp(each.created_at),
        "location_id": each.location_id,
        "type": each.type if with_type else None,
        "total_quantity": sum(abs(line.quantity) for line in each.lines),
        "reason": each.reason,
        "note": each.note,
        "total_cost": 0.0,
        "tags": each.tags,
        "line_items": [
            {
                "id": line.id,
                "product_id": line.variant.product_id,
                "product_variant_id": line.variant.id,
                "quantity": line.quantity,
                "cost_amount": 0.0,
                "sku": line.variant.sku,
                "barcode": line.variant.barcode,
            }
            for line in each.lines
        ],
    }


def metafield(each: Metafield) -> Json:
    return {
        "created_at": stamp(each.created_at),
        "description": None,
        "id": each.id,
        "key": each.key,
        "namespace": each.namespace,
        "owner_id": ORG_ID,
        "updated_at": stamp(each.updated_at),
        "value": each.value,
        "value_type": each.value_type,
        "owner_resource": "shop",
    }


def event(each: Event) -> Json:
    message = f"{each.verb}: {each.order_name}"
    return {
        "arguments": [each.order_name],
        "body": None,
        "created_at": long_stamp(each.created_at),
        "id": each.id,
        "subject_id": each.order_id,
        "subject_type": "Order",
        "verb": each.verb,
        "message": message,
        "author": "haravan",
        "description": message,
        "path": f"/admin/orders/{each.order_id}",
    }


def customer(state: ShopState, each: Customer, *, in_order: bool = False) -> Json:
    """A customer; inside an order it carries four keys more."""
    theirs = [state.orders[order_id] for order_id in each.order_ids]
    shown = {
        "accepts_marketing": False,
        "addresses": each.addresses,
        "created_at": stamp(each.created_at),
        "default_address": each.addresses[0] if each.addresses else None,
        "email": each.email or "guest@haravan.com",
        "phone": each.phone,
        "first_name": each.first_name,
        "id": each.id,
        "multipass_identifier": None,
        "last_name": each.last_name,
        "last_order_id": theirs[-1].id if theirs else None,
        "last_order_name": theirs[-1].name if theirs else None,
        "note": each.note,
        "orders_count": len(theirs),
        "state": "Disabled" if in_order else "Enabled",
        "tags": each.tags,
        "total_spent": float(sum(order.total for order in theirs)),
        "total_paid": float(sum(order.captured for order in theirs)),
        "updated_at": stamp(each.updated_at),
        "verified_email": False,
        "group_name": None,
        "birthday": None,
        "gender": None,
        "last_order_date": None,
    }
    if in_order:
        shown |= {
            "send_email_invite": False,
            "send_email_welcome": False,
            "password": None,
            "password_confirmation": None,
        }
    return shown
