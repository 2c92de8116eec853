"""D6 – a Lazada address as Haravan takes it: matched province and district, never a ward."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lazdesk.rules import regions
from lazdesk.rules.regions import Level, Region


@dataclass(frozen=True, slots=True)
class LazadaAddress:
    """The buyer and the address fields as they came; which level is in which field varies."""

    name: str
    phone: str
    address1: str = ""
    address2: str = ""
    address3: str = ""
    address4: str = ""
    address5: str = ""
    district: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Regions:
    """Haravan's lists: districts by province id, wards by district id; a missing list is empty."""

    provinces: tuple[Region, ...] = ()
    districts: Mapping[str, tuple[Region, ...]] = field(default_factory=dict)
    wards: Mapping[str, tuple[Region, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShippingAddress:
    """What goes to `shipping_address`: there is no ward, and a code is None when none matched.

    `district_id` is that of Haravan's list, for its wards. `masked` names the parts Lazada hides
    behind asterisks: "name", "phone", "address".
    """

    name: str
    phone: str
    address1: str
    province: str
    province_code: str | None
    district: str
    district_code: str | None
    district_id: str | None = None
    masked: tuple[str, ...] = ()

    @property
    def customer_phone(self) -> str | None:
        """The phone a customer may be found or created by; None when masked or missing (D6)."""
        return self.phone if self.phone and "phone" not in self.masked else None


def is_masked(text: str) -> bool:
    """Tell whether Lazada hides part of the text behind asterisks."""
    return "*" in text


def prefer_unmasked(known: str, arrived: str) -> str:
    """Return the text to keep: a masked one never replaces an unmasked one (D6)."""
    return known if known and is_masked(arrived) and not is_masked(known) else arrived


def province_candidates(raw: LazadaAddress, provinces: Sequence[Region]) -> tuple[Region, ...]:
    """Return the provinces whose districts `match` may look at, so that only these are read."""
    found = (
        region
        for part in _province_parts(raw)
        for region in regions.provinces_meant(part, provinces)
    )
    return tuple(dict.fromkeys(found))


def match(raw: LazadaAddress, lists: Regions) -> ShippingAddress:
    """Return the delivery address for Haravan (D6).

    Province and district are looked for in every field, since which level is in which field is
    not documented (lazada.md §6.2). Wards are dropped, the street line stays as it came, and
    names stand in where no code matched.
    """
    province, district = _place(raw, lists)
    wards = _wards(province, district, lists)
    return ShippingAddress(
        name=raw.name.strip(),
        phone=raw.phone.strip(),
        address1=_street(raw, wards),
        province=province.name if province else _province_name(raw, wards),
        province_code=province.code if province else None,
        district=district.name if district else _district_name(raw, wards),
        district_code=district.code if district else None,
        district_id=district.id if district else None,
        masked=tuple(_masked(raw)),
    )


def _place(raw: LazadaAddress, lists: Regions) -> tuple[Region | None, Region | None]:
    """The province and its district; a province one of whose districts is named goes first."""
    fallback: Region | None = None
    for part in _province_parts(raw):
        meant = regions.provinces_meant(part, lists.provinces)
        found = [
            (province, district)
            for province in meant
            if (district := _district(raw, part, lists.districts.get(province.id, ())))
        ]
        # Under a new province's name two of the old ones may have such a district: no guess.
        if found and (found[0][0] is meant[0] or len(found) == 1):
            return found[0]
        fallback = fallback or next(iter(meant), None)
    return fallback, None


def _district(raw: LazadaAddress, province: str, districts: Sequence[Region]) -> Region | None:
    found = []
    for part in _district_parts(raw):
        match = regions.find(part, districts, Level.DISTRICT)
        # The text that named the province names its city too only if it says so: "Bắc Ninh" is
        # the province, "Thành phố Bắc Ninh" may be both.
        if match and (match.exact or part != province):
            found.append(match)
    exact = [match for match in found if match.exact]
    return next((match.region for match in exact or found), None)


def _wards(province: Region | None, district: Region | None, lists: Regions) -> tuple[Region, ...]:
    """The wards a field is compared with: the district's, or all of the province's."""
    if district:
        return lists.wards.get(district.id, ())
    districts = lists.districts.get(province.id, ()) if province else ()
    return tuple(ward for one in districts for ward in lists.wards.get(one.id, ()))


def _street(raw: LazadaAddress, wards: Sequence[Region]) -> str:
    """address1 as it came, and what address2 adds to it unless that is a region of some level."""
    more = raw.address2.strip()
    is_region = (
        regions.is_province(more)
        or regions.has_kind(more, Level.DISTRICT)
        or regions.is_ward(more, wards)
    )
    return ", ".join(part for part in (raw.address1.strip(), "" if is_region else more) if part)


def _province_name(raw: LazadaAddress, wards: Sequence[Region]) -> str:
    known = [part for part in _province_parts(raw) if regions.is_province(part)]
    others = [part for part in (raw.city.strip(), raw.address3.strip()) if part]
    return next(iter(known + [part for part in others if not regions.is_ward(part, wards)]), "")


def _district_name(raw: LazadaAddress, wards: Sequence[Region]) -> str:
    """The best name for the district when no list has it; a ward never stands in for one."""
    said = [part for part in _district_parts(raw) if regions.has_kind(part, Level.DISTRICT)]
    others = [part for part in (raw.district.strip(), raw.address4.strip()) if part]
    return next(
        (
            part
            for part in said + others
            if not regions.is_province(part) and not regions.is_ward(part, wards)
        ),
        "",
    )


def _province_parts(raw: LazadaAddress) -> Iterator[str]:
    for text in (raw.city, raw.address3, raw.address4, raw.address5, raw.address2, raw.district):
        yield from _parts(text)
    # The street line ends with the widest region, if it has any.
    yield from reversed(list(_parts(raw.address1)))


def _district_parts(raw: LazadaAddress) -> Iterator[str]:
    for text in (raw.district, raw.address4, raw.address5, raw.address3, raw.city, raw.address2):
        yield from _parts(text)
    yield from reversed(list(_parts(raw.address1)))


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(",") if part.strip())


def _masked(raw: LazadaAddress) -> Iterator[str]:
    if is_masked(raw.name):
        yield "name"
    if is_masked(raw.phone):
        yield "phone"
    fields = (raw.address1, raw.address2, raw.address3, raw.address4, raw.address5)
    if any(map(is_masked, (*fields, raw.district, raw.city))):
        yield "address"
