"""Orders, fulfilments, transactions and refunds as Haravan writes them in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lazdesk.sandbox.haravan import show_goods
from lazdesk.sandbox.haravan.parcels import CARRIER_NAMES, COD_NAMES
from lazdesk.sandbox.haravan.records import (
    Fulfillment,
    Order,
    OrderLine,
    Refund,
    RefundLine,
    Transaction,
)
from lazdesk.sandbox.haravan.times import long_stamp, stamp, stamp_or_none

if TYPE_CHECKING:
    from lazdesk.sandbox.haravan.endpoints import Json
    from lazdesk.sandbox.haravan.shop_state import ShopState

STAFF_ID = 200000497867

_ADDRESS_KEYS = (
    *("address1", "address2", "city", "company", "country", "first_name", "last_name", "phone"),
    *("province", "zip", "name", "province_code", "country_code", "district_code", "district"),
    *("ward_code", "ward"),
)
_CLIENT_KEYS = (
    *("accept_language", "browser_ip", "session_hash", "user_agent", "browser_height"),
    "browser_width",
)
# What the shape of 2021 does not have yet, and what it has instead.
_SINCE_2022 = (
    *("order_processing_status", "prev_order_id", "prev_order_number", "prev_order_date"),
    *("assigned_location_id", "assigned_location_name", "assigned_location_at"),
    *("exported_confirm_at", "contact_email"),
)
_UNTIL_2021 = {"omni_order_status": 0, "omni_order_status_name": None}


def order(state: ShopState, each: Order, *, just_created: bool = False) -> Json:
    """An order; the answer to its creation spells statuses without underscores."""
    financial_status = each.financial_status
    customer = state.customers.get(each.customer_id or 0)
    shown: dict[str, Any] = {
        "billing_address": address(each.billing_address) | {"id": each.id, "default": True},
        "browser_ip": None,
        "buyer_accepts_marketing": False,
        "cancel_reason": each.cancel_reason,
        "cancelled_at": stamp_or_none(each.cancelled_at),
        "cart_token": each.token,
        "checkout_token": each.token,
        "client_details": dict.fromkeys(_CLIENT_KEYS),
        "closed_at": stamp_or_none(each.closed_at),
        "created_at": stamp(each.created_at),
        "currency": "VND",
        "customer": customer and show_goods.customer(state, customer, in_order=True),
        "discount_codes": [
            {"type": "fixed_amount"} | code | {"is_coupon_code": False}
            for code in each.discount_codes
        ],
        "email": each.email,
        "financial_status": (
            financial_status.replace("_", "") if just_created else financial_status
        ),
        "fulfillments": [fulfillment(state, parcel) for parcel in each.fulfillments],
        "fulfillment_status": each.fulfillment_status,
        "tags": ", ".join(each.tags) or None,
        "gateway": None if just_created and each.is_cod else each.gateway,
        "gateway_code": "COD" if each.is_cod else None,
        "id": each.id,
        "landing_site": None,
        "landing_site_ref": each.landing_site_ref,
        "source": each.source,
        "line_items": [_line(line) for line in each.lines],
        "name": each.name,
        "note": each.note,
        "number": each.id,
        "order_number": each.name,
        "processing_method": None,
        "referring_site": None,
        "refunds": [refund(entry) for entry in each.refunds],
        "shipping_address": address(each.shipping_address) | {"latitude": 0.0, "longitude": 0.0},
        "shipping_lines": [
            {
                "code": line.get("code"),
                "price": float(line["price"]),
                "source": None,
                "title": line.get("title"),
            }
            for line in each.shipping_lines
        ],
        "source_name": each.source,
        "subtotal_price": float(each.subtotal),
        "tax_lines": None,
        "taxes_included": False,
        "token": each.token,
        "total_discounts": float(each.total_discounts),
        "total_line_items_price": float(each.subtotal),
        "total_price": float(each.total),
        "total_tax": 0.0,
        "total_weight": sum(line.grams * line.quantity for line in each.lines),
        "updated_at": stamp(each.updated_at),
        "transactions": [
            transaction(entry, kind=entry.kind, status=None) for entry in each.transactions
        ],
        "note_attributes": each.note_attributes,
        "confirmed_at": stamp_or_none(each.confirmed_at),
        "closed_status": "closed" if each.closed_at else "unclosed",
        "cancelled_status": "cancelled" if each.cancelled_at else "uncancelled",
        "confirmed_status": "confirmed" if each.confirmed_at else "unconfirmed",
        "user_id": each.user_id or STAFF_ID,
        "device_id": None,
        "location_id": each.location_id,
        "location_name": state.locations[each.location_id].name,
        "ref_order_id": 0,
        "ref_order_number": None,
        "ref_order_date": None,
        "confirm_user": None,
        "utm_source": None,
        "utm_medium": None,
        "utm_campaign": None,
        "utm_term": None,
        "utm_content": None,
        "redeem_model": None,
        "payment_url": None,
        "contact_email": each.email,
        "assigned_location_id": each.assigned_location_id,
        "assigned_location_name": (
            state.locations[each.assigned_location_id].name if each.assigned_location_id else None
        ),
        "assigned_location_at": stamp_or_none(each.assigned_at),
        "exported_confirm_at": None,
        "order_processing_status": _processing_status(each),
        "prev_order_id": None,
        "prev_order_number": None,
        "prev_order_date": None,
    }
    if state.options.order_shape == "2021":
        for key in _SINCE_2022:
            del shown[key]
        shown |= _UNTIL_2021
    return shown


def _processing_status(each: Order) -> str:
    if each.cancelled_at:
        return "cancel"
    return "confirmed" if each.confirmed_at else "pending"


def address(fields: Json) -> Json:
    """An address with every key; nothing given means Vietnam and nulls."""
    shown = dict.fromkeys(_ADDRESS_KEYS) | {"country": "Vietnam", "country_code": "VN"} | fields
    names = [shown["last_name"], shown["first_name"]]
    shown["name"] = " ".join(name for name in names if name) or None
    return shown


def _line(line: OrderLine) -> Json:
    unit_discount = line.discount / line.quantity
    return {
        "fulfillable_quantity": line.fulfillable,
        "fulfillment_service": None,
        # Stays so on a shipped line.
        "fulfillment_status": "restock" if line.restocked else "notfulfilled",
        "grams": line.grams,
        "id": line.id,
        "price": float(line.price),
        "price_original": line.price + unit_discount,
        "price_promotion": 0.0,
        "product_id": line.product_id,
        "quantity": line.quantity,
        "requires_shipping": True,
        "sku": line.sku,
        "title": line.title,
        "variant_id": line.variant_id,
        "variant_title": line.variant_title,
        "vendor": "Khác",
        "type": "Khác",
        "name": line.name,
        "gift_card": False,
        "taxable": True,
        "tax_lines": None,
        "product_exists": line.product_id is not None,
        "barcode": line.barcode,
        "properties": line.properties,
        "total_discount": unit_discount,
        "applied_discounts": line.applied_discounts,
        "image": None,
        "not_allow_promotion": False,
        "ma_cost_amount": 0.0,
        "actual_price": 0.0,
    }


def transaction(each: Transaction, *, kind: str, status: str | None) -> Json:
    """A booking; how `kind` and `status` are written depends on where it is shown."""
    return {
        "amount": float(each.amount),
        "authorization": None,
        "created_at": stamp(each.created_at),
        "device_id": None,
        "gateway": each.gateway,
        "id": each.id,
        "kind": kind,
        "order_id": each.order_id,
        "receipt": None,
        "status": status,
        "test": False,
        "user_id": STAFF_ID,
        "location_id": each.location_id,
        "payment_details": None,
        "parent_id": each.parent_id,
        "currency": "VND",
        "haravan_transaction_id": None,
        "external_transaction_id": None,
        "send_email": False,
        "is_cod_gateway": each.is_cod,
    }


def transaction_row(each: Transaction) -> Json:
    """As `transactions.json` has it: capitalised, `success`."""
    return transaction(each, kind=each.kind.capitalize(), status="success")


def refund(each: Refund) -> Json:
    return {
        "created_at": long_stamp(each.created_at),
        "id": each.id,
        "note": each.note,
        "refund_line_items": (
            None if each.lines is None else [_refund_line(line) for line in each.lines]
        ),
        "restock": each.restock,
        "user_id": STAFF_ID,
        "order_id": each.order_id,
        "location_id": each.location_id,
        "transactions": [
            transaction(entry, kind="refund", status="Thành công") for entry in each.transactions
        ],
    }


def _refund_line(each: RefundLine) -> Json:
    line = each.line
    return {
        "id": each.id,
        "line_item": {
            "fulfillment_service": None,
            "fulfillment_status": None,
            "grams": line.grams,
            "price": float(line.price),
            "product_id": line.product_id,
            "quantity": line.quantity,
            "requires_shipping": True,
            "sku": line.sku,
            "title": line.title,
            "variant_id": line.variant_id,
            "variant_title": None,
            "vendor": "Khác",
            "name": line.title,
            # Always 0: the line's id stands outside.
            "id": 0,
            "barcode": line.barcode,
            "properties": None,
        },
        "line_item_id": line.id,
        "quantity": each.quantity,
    }


def fulfillment(state: ShopState, each: Fulfillment) -> Json:
    its_order = state.orders[each.order_id]
    buyer = its_order.shipping_address
    dates = {status: stamp(moment) for status, moment in each.dates.items()}
    number = each.tracking_number
    return {
        "created_at": stamp(each.created_at),
        "id": each.id,
        "order_id": each.order_id,
        "receipt": None,
        "status": "success",
        "tracking_company": each.tracking_company,
        "tracking_company_code": "external",
        "tracking_numbers": [number] if number else [],
        "tracking_number": number,
        "tracking_url": each.tracking_url or "",
        "tracking_urls": [each.tracking_url] if each.tracking_url else [],
        "updated_at": stamp(each.updated_at),
        "line_items": [_shipped_line(each, line, quantity) for line, quantity in each.lines],
        "notify_customer": each.notify_customer,
        **dict.fromkeys(
            ("province", "province_code", "district", "district_code", "ward", "ward_code")
        ),
        "cod_amount": float(each.cod_amount),
        "carrier_status_name": CARRIER_NAMES[each.carrier_status],
        "carrier_cod_status_name": COD_NAMES[each.cod_status],
        "carrier_status_code": each.carrier_status,
        "carrier_cod_status_code": each.cod_status,
        "location_id": each.location_id,
        "shipping_package": 0,
        "note": each.note,
        "carrier_service_package": 0,
        "carrier_service_package_name": None,
        "is_new_service_package": False,
        "coupon_code": None,
        "ready_to_pick_date": dates.get("readytopick"),
        "picking_date": dates.get("picking"),
        "delivering_date": dates.get("delivering"),
        "delivered_date": dates.get("delivered"),
        "return_date": dates.get("return"),
        "not_meet_customer_date": dates.get("notmeetcustomer"),
        "waiting_for_return_date": dates.get("waitingforreturn"),
        "cod_paid_date": dates.get("codpaid"),
        "cod_receipt_date": dates.get("codreceipt"),
        "cod_pending_date": None,
        "cod_not_receipt_date": None,
        "cancel_date": dates.get("cancel"),
        **dict.fromkeys(("is_view_before", "country", "country_code", "zip_code", "city")),
        "real_shipping_fee": 0.0,
        "shipping_notes": None,
        "total_weight": sum(line.grams * quantity for line, quantity in each.lines),
        "package_length": 0.0,
        "package_width": 0.0,
        "package_height": 0.0,
        "boxme_servicecode": None,
        "transport_type": 0,
        **dict.fromkeys(("address", "sender_phone", "sender_name", "carrier_service_code")),
        **dict.fromkeys(("from_longtitude", "from_latitude", "to_longtitude", "to_latitude"), 0.0),
        "sort_code": None,
        "is_drop_off": False,
        "is_insurance": False,
        "insurance_price": 0.0,
        "is_open_box": False,
        **dict.fromkeys(("request_id", "carrier_options", "note_attributes", "carrier_shop_id")),
        "first_name": buyer.get("first_name"),
        "last_name": buyer.get("last_name"),
        "shipping_address": buyer.get("address1"),
        "shipping_phone": buyer.get("phone"),
    }


def _shipped_line(parcel: Fulfillment, line: OrderLine, quantity: int) -> Json:
    delivered = parcel.carrier_status == "delivered"
    status = "Đã hoàn thành" if delivered else "Chưa hoàn thành"
    return {
        "fulfillable_quantity": line.fulfillable,
        "fulfillment_service": "Thủ công",
        "fulfillment_status": "Nhập kho" if line.restocked else status,
        "grams": line.grams,
        "id": line.id,
        "price": float(line.price),
        "product_id": line.product_id,
        "quantity": quantity,
        "requires_shipping": True,
        "sku": line.sku,
        "title": line.title,
        "variant_id": line.variant_id,
        "variant_title": line.variant_title,
        "vendor": "Khác",
        "name": line.title,
        "variant_inventory_management": "haravan" if line.moves_stock else None,
        "properties": None,
        "product_exists": line.product_id is not None,
    }
