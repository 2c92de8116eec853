"""Orders and units as Lazada writes them, in the wire types of live captures (§1.6, §6.2, §6.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.lazada.records import Order, Unit
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.lazada.wire import milliseconds, text_time

SHIP_WITHIN = timedelta(days=2)


def show_listed_order(options: LazadaOptions, order: Order) -> dict[str, Any]:
    """An order as `/orders/get` lists it: with keys that the page of `/order/get` lacks."""
    return {
        **show_order(options, order, "addressDsitrict"),
        "voucher_seller": float(sum(unit.voucher_seller for unit in order.units)),
        "voucher_platform": float(sum(unit.voucher_platform for unit in order.units)),
        "address_updated_at": text_time(options, order.created_at),
    }


def show_order(
    options: LazadaOptions, order: Order, district_key: str = "addressDistrict"
) -> dict[str, Any]:
    """An order; `district_key` because the list spells it differently (§12.10)."""
    units = order.units
    counted = [
        unit for unit in units if not (options.price_follows_cancel and unit.status == "canceled")
    ]
    address = _address(options, order, district_key)
    return {
        "order_id": order.order_id,
        "order_number": order.order_id,
        "created_at": text_time(options, order.created_at),
        "updated_at": text_time(options, order.updated_at),
        "statuses": order.statuses,
        # The order's price is text where the units' are numbers (§12.3).
        "price": f"{sum(unit.price for unit in counted):.2f}",
        "shipping_fee": float(order.shipping_fee),
        "shipping_fee_original": float(order.shipping_fee),
        "shipping_fee_discount_seller": 0,
        "shipping_fee_discount_platform": 0,
        "voucher": float(sum(unit.voucher_seller + unit.voucher_platform for unit in units)),
        "voucher_code": "",
        "items_count": len(units),
        "payment_method": order.payment_method,
        "customer_first_name": address["first_name"],
        "customer_last_name": "",
        "address_shipping": address,
        "address_billing": address,
        "recipient_info": {"passport_no": "", "identify_no": "", "detail_address": ""},
        "buyer_note": order.buyer_note,
        "remarks": "",
        "delivery_info": "",
        "gift_message": "",
        "gift_option": False,
        "extra_attributes": '{"TaxInvoiceRequested":false}',
        "national_registration_number": "",
        "tax_code": "",
        "branch_number": "",
        "promised_shipping_times": "",
        "warehouse_code": units[0].warehouse,
        "need_cancel_confirm": any(unit.need_cancel_confirm for unit in units),
        "is_cancel_pending": any(unit.is_cancel_pending for unit in units),
    }


def _address(options: LazadaOptions, order: Order, district_key: str) -> dict[str, str]:
    buyer = order.buyer.masked() if order.masked else order.buyer
    if options.address_levels == "ward-district-city":
        levels = {"address3": buyer.ward, "address4": buyer.district, "address5": ""}
    else:
        levels = {"address3": buyer.province, "address4": buyer.district, "address5": buyer.ward}
    return {
        "first_name": buyer.name,
        "last_name": "",
        "phone": buyer.phone,
        "phone2": "",
        "address1": buyer.street,
        "address2": "",
        **levels,
        district_key: buyer.district,
        # City and country were seen in the clear where all else was masked.
        "city": order.buyer.province,
        "post_code": "",
        "country": "Vietnam",
    }


def show_unit(shop: LazadaShop, unit: Unit) -> dict[str, Any]:
    """One unit, which is one row: there is no quantity."""
    options, order, sku, package = shop.options, unit.order, unit.sku, unit.package
    variation = ",".join(f"{name}:{value}" for name, value in sku.variation.items())
    trigger = unit.cancel_trigger_at
    return {
        "order_item_id": unit.order_item_id,
        "order_id": order.order_id,
        "status": unit.status,
        "name": sku.item.name,
        "variation": variation,
        "sku": sku.seller_sku,
        "shop_sku": sku.shop_sku,
        "sku_id": str(sku.sku_id),
        "product_id": str(sku.item.item_id),
        "product_main_image": f"https://vn-live.slatic.net/p/{sku.item.item_id}.jpg",
        "product_detail_url": f"https://www.lazada.vn/-i{sku.item.item_id}-s{sku.sku_id}.html",
        "item_price": float(unit.price),
        "paid_price": float(unit.paid_price),
        "tax_amount": 0.0,
        "shipping_amount": float(unit.shipping_amount),
        "shipping_service_cost": 0,
        "voucher_amount": float(unit.voucher_seller + unit.voucher_platform),
        "voucher_seller": unit.voucher_seller,
        "voucher_platform": unit.voucher_platform,
        "voucher_seller_lpi": 0,
        "voucher_platform_lpi": 0,
        "voucher_code": "",
        "voucher_code_seller": "",
        "voucher_code_platform": "",
        "wallet_credits": 0,
        "currency": "VND",
        "package_id": package.package_id if package else "",
        "tracking_code": package.tracking_number if package else "",
        "tracking_code_pre": "",
        "shipment_provider": package.provider if package else "",
        "shipping_type": unit.shipping_type,
        "shipping_provider_type": _provider_type(unit),
        "is_digital": int(unit.digital),
        "is_fbl": int(unit.fbl),
        "is_reroute": 0,
        "delivery_option_sof": int(unit.dbs),
        "warehouse_code": "OMS-LAZADA-VN-SG" if unit.fbl else unit.warehouse,
        "order_type": unit.order_type,
        "stage_pay_status": unit.stage_pay_status,
        "order_flag": "NORMAL",
        "created_at": text_time(options, unit.created_at),
        "updated_at": text_time(options, unit.updated_at),
        "payment_time": milliseconds(order.paid_at) if order.paid_at else None,
        "promised_shipping_time": "",
        "sla_time_stamp": (unit.created_at + SHIP_WITHIN).isoformat(timespec="seconds"),
        "fulfillment_sla": "",
        "priority_fulfillment_tag": "",
        "need_cancel_confirm": unit.need_cancel_confirm,
        "is_cancel_pending": unit.is_cancel_pending,
        "cancel_trigger_time": milliseconds(trigger) if trigger else None,
        "reverse_order_id": unit.reverse_order_id,
        "reason": unit.reason,
        "reason_detail": "",
        "cancel_return_initiator": unit.initiator,
        "return_status": unit.return_status,
        "can_escalate_pickup": False,
        "mp3_order": False,
        "semi_managed": False,
        "shop_id": shop.name,
        "buyer_id": 100_000 + order.order_id % 100_000,
        "invoice_number": "",
        "purchase_order_id": "",
        "purchase_order_number": "",
        "digital_delivery_info": "",
        "extra_attributes": "",
    }


def _provider_type(unit: Unit) -> str:
    if unit.digital:
        return "digital"
    if unit.pickup_in_store:
        return "pickup_in_store"
    return "seller_own_fleet" if unit.dbs else "standard"
