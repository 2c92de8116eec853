"""D6 – province and district with codes, never a ward, masked values as they came."""

import unicodedata
from typing import Any

import pytest

from lazdesk.rules import address, regions, text
from lazdesk.rules.address import LazadaAddress, Regions, ShippingAddress
from lazdesk.rules.regions import Region

HCM = Region("50", "Hồ Chí Minh", "HC")
BINH_DUONG = Region("47", "Bình Dương", "BI")
OLD = (
    Region("1", "Hà Nội", "HI"),
    Region("18", "Bắc Ninh", "BN"),
    Region("26", "Thanh Hóa", "TH"),
    Region("28", "Hà Tĩnh", "HT"),
    Region("31", "Thừa Thiên Huế", "TT"),
    Region("42", "Đắk Lắk", "DC"),
    BINH_DUONG,
    Region("49", "Bà Rịa - Vũng Tàu", "BV"),
    HCM,
    Region("53", "Bến Tre", "BT"),
    Region("54", "Trà Vinh", "TV"),
    Region("55", "Vĩnh Long", "VL"),
)


def region(code: str, name: str) -> Region:
    return Region(code[2:], name, code)


DISTRICTS = {
    "1": (region("HI1", "Quận Ba Đình"), region("HI13", "Thị xã Sơn Tây")),
    "18": (region("BN190", "Thành phố Bắc Ninh"), region("BN193", "Huyện Yên Phong")),
    "26": (region("TH274", "Huyện Quan Sơn"),),
    "28": (region("HT1", "Thị xã Kỳ Anh"), region("HT2", "Huyện Kỳ Anh")),
    "31": (region("TT7", "Thành phố Huế"),),
    "42": (region("DC643", "Thành phố Buôn Ma Thuột"),),
    "47": (region("BI718", "Thành phố Thủ Dầu Một"), region("BI724", "Thành phố Thuận An")),
    "49": (region("BV747", "Thành phố Vũng Tàu"),),
    "50": (
        region("HC466", "Quận 1"),
        region("HC476", "Quận 11"),
        region("HC480", "Quận Bình Thạnh"),
        region("HC485", "Thành phố Thủ Đức"),
        region("HC490", "Huyện Củ Chi"),
    ),
    "53": (region("BT831", "Huyện Châu Thành"),),
    "54": (region("TV847", "Huyện Châu Thành"),),
    "55": (region("VL855", "Thành phố Vĩnh Long"),),
}
WARDS = {
    "466": (Region("26740", "Phường Bến Nghé", "26740"), Region("26743", "Phường 5", "26743")),
    "490": (Region("27496", "Thị trấn Củ Chi", "27496"), Region("27499", "Xã Phú Mỹ", "27499")),
}
LISTS = Regions(OLD, DISTRICTS, WARDS)


def match(street: str = "12 Lê Lợi", lists: Regions = LISTS, **fields: Any) -> ShippingAddress:
    raw = {"name": "Trần An", "phone": "0901234567", "address1": street} | fields
    return address.match(LazadaAddress(**raw), lists)


@pytest.mark.parametrize(
    "name",
    [
        "Hồ Chí Minh",
        "ho chi minh",
        "Thành phố Hồ Chí Minh",
        "TP. Hồ Chí Minh",
        "TP.Hồ Chí Minh",
        "TP HCM",
        "TPHCM",
        "Tp.HCM",
        "HCMC",
        "Sài Gòn",
        "Saigon",
        "Ho Chi Minh City",
        unicodedata.normalize("NFD", "Hồ Chí Minh"),
    ],
)
def test_d6_spellings_of_a_province(name: str) -> None:
    assert match(city=name).province_code == "HC"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Tỉnh Bình Dương", "BI"),
        ("Bà Rịa-Vũng Tàu", "BV"),
        ("Ba Ria Vung Tau", "BV"),
        ("Huế", "TT"),
        ("Thành phố Huế", "TT"),
        ("Đắc Lắc", "DC"),
        ("Dak Lak", "DC"),
        ("HANOI", "HI"),
    ],
)
def test_d6_other_provinces(name: str, code: str) -> None:
    assert match(city=name).province_code == code


@pytest.mark.parametrize(
    ("city", "district", "code"),
    [
        ("Hồ Chí Minh", "Quận 1", "HC466"),
        ("Hồ Chí Minh", "Q1", "HC466"),
        ("Hồ Chí Minh", "Q.1", "HC466"),
        ("Hồ Chí Minh", "quan 01", "HC466"),
        ("Hồ Chí Minh", "Q. 11", "HC476"),
        ("Hồ Chí Minh", "Bình Thạnh", "HC480"),
        ("Hồ Chí Minh", "Q.Binh Thanh", "HC480"),
        ("Hồ Chí Minh", "Binh Thanh District", "HC480"),
        ("Hồ Chí Minh", "TP Thủ Đức", "HC485"),
        ("Hồ Chí Minh", "Quận Thủ Đức", "HC485"),
        ("Hồ Chí Minh", "H. Củ Chi", "HC490"),
        ("Hà Nội", "TX Sơn Tây", "HI13"),
        ("Thanh Hóa", "Quan Sơn", "TH274"),
        ("Thanh Hóa", "Huyện Quan Sơn", "TH274"),
        ("Hà Tĩnh", "TX. Kỳ Anh", "HT1"),
        ("Hà Tĩnh", "Huyện Kỳ Anh", "HT2"),
        ("Hà Tĩnh", "Kỳ Anh", None),
        ("Hồ Chí Minh", "1", None),
        ("Hồ Chí Minh", "Ba Đình", None),
    ],
)
def test_d6_spellings_of_a_district(city: str, district: str, code: str | None) -> None:
    assert match(city=city, address4=district).district_code == code


@pytest.mark.parametrize(
    "fields",
    [
        {"address3": "Hồ Chí Minh", "address4": "Quận 1", "address5": "700000"},
        {"address3": "Phường Bến Nghé", "address4": "Quận 1", "city": "Hồ Chí Minh"},
        {"address3": "Hồ Chí Minh", "district": "Quận 1", "address5": "Bến Nghé"},
        {"address2": "Hồ Chí Minh", "address5": "Quận 1"},
        {"city": "Quận 1, Hồ Chí Minh"},
        {"street": "12 Lê Lợi, Phường Bến Nghé, Quận 1, TP.HCM"},
    ],
    ids=["guide", "VN fixture", "district key", "odd fields", "one field", "street only"],
)
def test_d6_all_fields_are_looked_at(fields: dict[str, Any]) -> None:
    found = match(**fields)
    assert (found.province, found.province_code) == ("Hồ Chí Minh", "HC")
    assert (found.district, found.district_code) == ("Quận 1", "HC466")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        pytest.param({"city": "Bắc Ninh", "address4": "TP. Bắc Ninh"}, "BN190", id="named twice"),
        pytest.param({"city": "Bắc Ninh", "address3": "Bắc Ninh"}, None, id="the province only"),
        pytest.param({"city": "Thành phố Huế"}, "TT7", id="both in one"),
    ],
)
def test_d6_a_city_named_like_its_province(fields: dict[str, Any], code: str | None) -> None:
    assert match(**fields).district_code == code


@pytest.mark.parametrize(
    ("district", "province_code", "district_code"),
    [
        pytest.param("Quận 1", "HC", "HC466", id="a district of its own"),
        pytest.param("Thành phố Thủ Dầu Một", "BI", "BI718", id="of old Bình Dương"),
        pytest.param("TP Vũng Tàu", "BV", "BV747", id="of old Bà Rịa - Vũng Tàu"),
    ],
)
def test_d6_a_new_province_still_finds_the_old_ones_districts(
    district: str, province_code: str, district_code: str
) -> None:
    found = match(city="Hồ Chí Minh", address4=district)
    assert (found.province_code, found.district_code) == (province_code, district_code)


def test_d6_a_district_that_two_old_provinces_have_is_not_guessed() -> None:
    found = match(city="Vĩnh Long", address4="Huyện Châu Thành")
    assert (found.province_code, found.district_code) == ("VL", None)
    assert found.district == "Huyện Châu Thành"


def test_d6_an_old_province_is_found_in_a_list_of_new_ones() -> None:
    found = match(city="Bình Dương", lists=Regions(provinces=(HCM,)))
    assert (found.province, found.province_code) == ("Hồ Chí Minh", "HC")


def test_d6_there_are_34_new_and_63_old_provinces() -> None:
    assert len(regions.MERGED) + len(regions.UNCHANGED) == 34
    old = [*regions.MERGED, *regions.UNCHANGED]
    old += [part for parts in regions.MERGED.values() for part in parts]
    assert len({text.fold(name) for name in old}) == len(old) == 63


@pytest.mark.parametrize(
    "ward",
    [
        "Phường Tân Định",
        "phuong Tan Dinh",
        "P. Tân Định",
        "P.5",
        "P5",
        "Xã Tân Thông Hội",
        "X. Tân Thông Hội",
        "Thị trấn Nhà Bè",
        "TT. Nhà Bè",
        "Bến Nghé",
        "ben nghe",
        "Phường Bến Nghé",
    ],
)
def test_d6_a_ward_is_dropped_wherever_it_stands(ward: str) -> None:
    for field in ("address2", "address3", "address5", "district"):
        fields: dict[str, Any] = {"city": "Hồ Chí Minh", "address4": "Quận 1", field: ward}
        found = match(**fields)
        assert (found.address1, found.province, found.district) == (
            "12 Lê Lợi",
            "Hồ Chí Minh",
            "Quận 1",
        )


@pytest.mark.parametrize("ward", ["Phường 7", "P. Hòa Bình", "Phú Mỹ"])
def test_d6_a_ward_never_stands_in_for_a_missing_district(ward: str) -> None:
    assert match(city="Hồ Chí Minh", address4=ward).district == ""


@pytest.mark.parametrize(
    "street",
    [
        "12 Lê Lợi, Phường Bến Nghé",
        "Xã Đàn 45",
        "P. Nguyễn Huệ 3",
        "Số 5 ngõ 2 thị trấn cũ",
        "Bến Nghé",
    ],
)
def test_d6_the_street_line_stays_even_with_a_ward_like_word(street: str) -> None:
    assert match(street, city="Hồ Chí Minh", address4="Quận 1").address1 == street


@pytest.mark.parametrize("more", ["Tòa nhà Landmark, tầng 3", "Xa lộ Hà Nội", "xa lo Ha Noi"])
def test_d6_what_address2_adds_to_the_street_stays(more: str) -> None:
    assert match(city="Hồ Chí Minh", address2=more).address1 == f"12 Lê Lợi, {more}"


@pytest.mark.parametrize("more", ["Quận 1", "TP. HCM", "Phường 3"])
def test_d6_a_region_in_address2_does_not_join_the_street(more: str) -> None:
    assert match(city="Hồ Chí Minh", address4="Quận 1", address2=more).address1 == "12 Lê Lợi"


@pytest.mark.parametrize(
    ("fields", "province", "district"),
    [
        ({"city": "Hà Nội", "address4": "Quận Ba Đình"}, "Hà Nội", "Quận Ba Đình"),
        ({"address3": "Hà Nội", "city": "Quận Ba Đình"}, "Hà Nội", "Quận Ba Đình"),
        ({"city": "Attapeu", "district": "Sanamxay"}, "Attapeu", "Sanamxay"),
        ({"city": "Phường 1", "address3": "Xã Hai"}, "", ""),
        ({}, "", ""),
    ],
)
def test_d6_names_where_no_code_matched(
    fields: dict[str, Any], province: str, district: str
) -> None:
    found = match(lists=Regions(), **fields)
    assert (found.province, found.district) == (province, district)
    assert found.province_code is found.district_code is None


def test_d6_masked_values_pass_as_they_came_and_are_marked() -> None:
    found = match(
        "1** L* L**", name="T**** A*", phone="09*****67", city="H* C** M***", address4="Q*** 1"
    )
    assert found == ShippingAddress(
        name="T**** A*",
        phone="09*****67",
        address1="1** L* L**",
        province="H* C** M***",
        province_code=None,
        district="Q*** 1",
        district_code=None,
        masked=("name", "phone", "address"),
    )


def test_d6_a_masked_name_is_no_abbreviation_of_a_province() -> None:
    assert match(city="H** C** M**").province_code is None


@pytest.mark.parametrize(
    ("phone", "customer_phone"),
    [("0901234567", "0901234567"), ("09*****67", None), ("", None), (" ", None)],
)
def test_d6_a_customer_is_found_by_an_unmasked_phone_only(
    phone: str, customer_phone: str | None
) -> None:
    assert match(phone=phone).customer_phone == customer_phone


@pytest.mark.parametrize(
    ("known", "arrived", "kept"),
    [
        ("Trần An", "T*** A*", "Trần An"),
        ("T*** A*", "Trần An", "Trần An"),
        ("Trần An", "Trần Bình", "Trần Bình"),
        ("T*** A*", "T**** A*", "T**** A*"),
        ("", "T*** A*", "T*** A*"),
    ],
)
def test_d6_masked_never_replaces_unmasked(known: str, arrived: str, kept: str) -> None:
    assert address.prefer_unmasked(known, arrived) == kept


def test_d6_only_the_lists_that_may_matter_need_to_be_read() -> None:
    raw = LazadaAddress("An", "09", "12 Lê Lợi", city="Hồ Chí Minh", address4="Thuận An")
    candidates = address.province_candidates(raw, OLD)
    assert [province.code for province in candidates] == ["HC", "BI", "BV"]
    assert address.match(raw, LISTS).district_id == "724"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đường Lê Lợi", "duong le loi"),
        ("  TP.  Hồ   Chí Minh ", "tp. ho chi minh"),
        ("ĐẶT HÀNG NHẬP TRẢ", "dat hang nhap tra"),
        ("ễ Ự Ậ ẵ ỡ", "e u a a o"),
    ],
)
def test_g1_folding_drops_marks_and_maps_d(written: str, folded: str) -> None:
    assert text.fold(written) == folded
