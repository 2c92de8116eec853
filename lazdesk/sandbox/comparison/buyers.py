"""The buyer of an order as it should stand in Haravan: no ward, matched codes (D6)."""

from __future__ import annotations

from lazdesk.sandbox import regions
from lazdesk.sandbox.comparison.report import Report
from lazdesk.sandbox.comparison.sides import Sides
from lazdesk.sandbox.haravan.records import Order as Copy
from lazdesk.sandbox.lazada.records import Order

_CITY_WORDS = ("Thành phố ", "Tỉnh ")


def compare(sides: Sides, order: Order, copy: Copy, report: Report) -> None:
    """Enter what differs in name, phone, address and customer."""
    number, address = str(order.order_id), copy.shipping_address
    shown = order.buyer.masked() if order.masked else order.buyer
    # Lazada shows the city in the clear even where all else is masked.
    province = _province(order.buyer.province)
    district = None if order.masked else _district(province, shown.district)
    wanted = {
        "first_name": shown.name,
        "phone": shown.phone,
        "address1": shown.street,
        "province_code": province.code if province else None,
        "district_code": district.code if district else None,
        "ward": None,
        "ward_code": None,
    }
    for name, value in wanted.items():
        report.note(number, f"địa chỉ: {name}", address.get(name) or None, value)
    places = ("address1", "address2", "district", "province", "city")
    named = [key for key in places if shown.ward in (address.get(key) or "")]
    report.note(number, "phường/xã còn trong địa chỉ", named, [])
    marked = any("masked" in each["name"] and each["value"] for each in copy.note_attributes)
    report.note(number, "đánh dấu thông tin bị che", marked, order.masked)
    customer = sides.haravan.customers.get(copy.customer_id or 0)
    phone = customer.phone if customer else None
    report.note(number, "khách hàng", phone, None if order.masked else shown.phone)


def _province(name: str) -> regions.Province | None:
    for word in _CITY_WORDS:
        name = name.removeprefix(word)
    return next((province for province in regions.PROVINCES if province.name == name), None)


def _district(province: regions.Province | None, name: str) -> regions.District | None:
    districts = regions.districts_of(province.id) if province else ()
    return next((district for district in districts if district.name == name), None)
