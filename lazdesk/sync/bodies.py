"""Drafts of ``rules`` as Haravan's JSON bodies (haravan.md §7.2)."""

from __future__ import annotations

from typing import Any

from lazdesk.rules import order as order_rules
from lazdesk.rules.address import ShippingAddress

ATTEMPT_ATTRIBUTE = "lazdesk_attempt"


def order_body(
    draft: order_rules.Draft,
    *,
    location_id: str | None,
    attempt: str,
    customer_id: str | None,
) -> dict[str, Any]:
    """The order to create: unconfirmed, nobody mailed, stock from ``location_id`` (D2–D7)."""
    body: dict[str, Any] = {
        "name": draft.name,
        "source": order_rules.SOURCE,
        "source_name": order_rules.SOURCE,
        "tags": order_rules.TAG,
        "note": f"Lazada {draft.name}",
        "note_attributes": attributes(dict(draft.note_attributes) | {ATTEMPT_ATTRIBUTE: attempt}),
        "line_items": [_line(line) for line in draft.lines],
        "shipping_address": _address(draft.address),
        "gateway": "Lazada",
        "is_cod_gateway": draft.cod,
        "financial_status": "paid" if draft.paid else "pending",
        "is_confirm": False,
        "send_receipt": False,
        "send_fulfillment_receipt": False,
    }
    if draft.paid:
        # Without an amount the rows would show 0 (haravan.md §7.2).
        body["transactions"] = [{"kind": "capture", "amount": draft.total}]
    if draft.discount:
        body["discount_codes"] = [
            {"code": "Lazada", "amount": draft.discount, "is_coupon_code": False}
        ]
    if draft.shipping_fee:
        body["shipping_lines"] = [
            {"code": "Lazada", "title": "Lazada", "price": draft.shipping_fee}
        ]
    if location_id is not None:
        body["location_id"] = int(location_id)
    if customer_id is not None:
        body["customer"] = {"id": int(customer_id)}
    return body


def attributes(values: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in values.items()]


def _line(line: order_rules.DraftLine) -> dict[str, Any]:
    body: dict[str, Any] = {
        "quantity": line.quantity,
        "price": line.price,
        "properties": attributes(line.properties),
    }
    if line.variant_id is not None:
        return body | {"variant_id": int(line.variant_id)}
    return body | {"title": line.title, "sku": line.sku}


def _address(address: ShippingAddress) -> dict[str, Any]:
    """No ward, whatever came (D6); codes only where Haravan's own lists answered."""
    body = {
        "first_name": address.name,
        "phone": address.phone,
        "address1": address.address1,
        "country": "Vietnam",
        "country_code": "VN",
        "province": address.province,
        "district": address.district,
    }
    if address.province_code:
        body["province_code"] = address.province_code
    if address.district_code:
        body["district_code"] = address.district_code
    return body


def customer_body(address: ShippingAddress) -> dict[str, Any]:
    """A buyer whose phone Lazada shows; no welcome mail goes out (D6)."""
    return {
        "first_name": address.name,
        "phone": address.phone,
        "tags": order_rules.TAG,
        "send_email_welcome": False,
    }
