"""The buyer of an order as Haravan takes him: matched address, found or created customer (D6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lazdesk.models import goods
from lazdesk.platforms.errors import MissingScope, OutcomeUnknown, Refused, Unauthorized
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import address
from lazdesk.rules.regions import Region
from lazdesk.sync import bodies
from lazdesk.sync.session import Session

COUNTRY = "vn"
CUSTOMER_TRIES = 3


def shipping_address(session: Session, buyer: dict[str, str]) -> address.ShippingAddress:
    """Matches the buyer's address against Haravan's lists, reading only the lists it may need.

    A list that was read once is kept in the mirror; regions change once in years.
    """
    raw = address.LazadaAddress(
        **{
            name: buyer.get(name) or ""
            for name in (
                "name",
                "phone",
                "address1",
                "address2",
                "address3",
                "address4",
                "address5",
                "district",
                "city",
            )
        }
    )
    provinces = _list(session, "province", COUNTRY)
    districts = {
        province.id: _list(session, "district", province.id)
        for province in address.province_candidates(raw, provinces)
    }
    found = address.match(raw, address.Regions(provinces, districts))
    wards = {
        district_id: _list(session, "ward", district_id)
        for district_id in _where_a_ward_may_hide(raw, found, provinces, districts)
    }
    return address.match(raw, address.Regions(provinces, districts, wards)) if wards else found


def _where_a_ward_may_hide(
    raw: address.LazadaAddress,
    found: address.ShippingAddress,
    provinces: Sequence[Region],
    districts: Mapping[str, Sequence[Region]],
) -> list[str]:
    """The districts whose ward lists are worth reading, once: address2 may be a ward without its
    word, and so may a district's name that no list has (two levels only since 2025)."""
    if found.district_id is not None:
        return [found.district_id] if raw.address2 else []
    if not found.district or address.is_masked(found.district):
        return []
    places = [region.id for region in provinces if region.code == found.province_code]
    return [district.id for place in places for district in districts.get(place, ())]


def _list(session: Session, level: str, parent: str) -> tuple[Region, ...]:
    with session.database.read() as connection:
        rows = goods.regions(connection, session.org, level, parent)
    if rows:
        return tuple(Region(row.id, row.name, row.code) for row in rows)
    match level:
        case "province":
            answer: Sequence[haravan.Region] = session.haravan.provinces()
        case "district":
            answer = session.haravan.districts(parent)
        case _:
            answer = session.haravan.wards(parent)
    with session.database.write() as connection:
        goods.save_regions(
            connection,
            [
                {
                    "org": session.org,
                    "level": level,
                    "id": region.id,
                    "parent": parent,
                    "name": region.name,
                    "code": region.code,
                }
                for region in answer
            ],
        )
    return tuple(Region(region.id, region.name, region.code) for region in answer)


def customer(session: Session, to: address.ShippingAddress) -> str | None:
    """The Haravan customer with the buyer's phone, found or created; None is a guest (D6).

    Without the scope for customers, or when Haravan will not have this one, the order goes in as a
    guest's: a customer is a convenience, the order is not.
    """
    phone = to.customer_phone
    if phone is None:
        return None
    for _ in range(CUSTOMER_TRIES):
        try:
            return (
                _customer_with(session, phone)
                or session.haravan.create_customer(bodies.customer_body(to)).id
            )
        except Unauthorized:
            raise
        except OutcomeUnknown:
            continue  # a phone is unique in a shop: a second creation would be refused
        except (MissingScope, Refused):
            break
    return None


def _customer_with(session: Session, phone: str) -> str | None:
    """The search is free text over name, phone and mail, so the phone is compared again."""
    found: Sequence[Any] = session.haravan.search_customers(phone)
    return next((row.id for row in found if _digits(row.phone) == _digits(phone)), None)


def _digits(phone: str) -> str:
    digits = "".join(filter(str.isdigit, phone))
    return "0" + digits[2:] if digits.startswith("84") else digits
