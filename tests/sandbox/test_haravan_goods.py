"""Products, stock reads, regions and metafields of the practice Haravan (haravan.md §3–§6, §10)."""

from typing import Any

import pytest

from lazdesk.sandbox import regions
from tests.sandbox.haravan_api import Api


def ids(rows: list[dict[str, Any]]) -> list[int]:
    return [row["id"] for row in rows]


def test_products_come_by_descending_id_50_at_most_whatever_is_asked() -> None:
    api = Api(products=120)
    first = api.read("/products", limit=250, page=1)["products"]
    second = api.read("/products", limit=250, page=2)["products"]
    third = api.read("/products", page=3)["products"]
    assert (len(first), len(second), api.read("/products", page=4)["products"]) == (50, 50, [])
    everything = ids(first) + ids(second) + ids(third)
    assert everything == sorted(everything, reverse=True)
    assert len(everything) == api.read("/products/count")["count"]


def test_lazada_only_goods_are_not_in_haravan() -> None:
    api = Api(products=160)
    expected = sum(good.on_haravan for good in api.world.goods)
    assert expected < len(api.world.goods)
    assert api.read("/products/count")["count"] == expected


def test_barcodes_are_the_catalogues_traps_included() -> None:
    api = Api(products=200)
    expected = [
        variant.barcode for good in api.world.goods for variant in good.variants if good.on_haravan
    ]
    shown = [variant.barcode for variant in api.shop.variants.values()]
    assert shown == expected
    assert None in shown
    assert len(set(shown)) < len(shown)


def test_a_blank_barcode_filter_returns_any_50() -> None:
    api = Api(products=80)
    barcode = next(iter(api.shop.variants.values())).barcode
    assert len(api.read("/products", barcode=barcode)["products"]) == 1
    assert len(api.read("/products", barcode="")["products"]) == 50
    assert len(api.read("/products", sku="")["products"]) == 50


def test_a_price_change_moves_the_products_updated_at() -> None:
    api = Api()
    variant = api.variant()
    before = api.read("/products", updated_at_min="2026-11-02T10:30:00")["products"]
    api.world.advance(3600)
    api.shop.set_price(variant.id, 123_000)
    changed = api.read("/products", updated_at_min="2026-11-02T10:30:00")["products"]
    assert (before, ids(changed)) == ([], [variant.product_id])


@pytest.mark.parametrize("touches", [True, False])
def test_whether_a_stock_change_moves_it_is_a_switch(touches: bool) -> None:
    api = Api(stock_touches_product=touches)
    variant = api.variant()
    api.world.advance(3600)
    api.shop.change_stock(variant.id, 1)
    changed = api.read("/products", updated_at_min="2026-11-02T10:30:00")["products"]
    assert bool(changed) is touches


def test_untracked_and_oversold_variants_say_so() -> None:
    api = Api(products=120)
    untracked, oversold = api.variant(tracked=False), api.variant(oversell=True)
    shown = [api.read(f"/variants/{each.id}")["variant"] for each in (untracked, oversold)]
    assert shown[0]["inventory_management"] is None
    assert (shown[1]["inventory_management"], shown[1]["inventory_policy"]) == (
        "haravan",
        "continue",
    )


def test_put_changes_what_is_named_and_leaves_other_variants() -> None:
    api = Api()
    product = next(each for each in api.shop.products.values() if len(each.variants) > 1)
    first, second = product.variants[:2]
    before = second.price
    body = {"product": {"id": product.id, "variants": [{"id": first.id, "price": 590_000}]}}
    shown = api.write("PUT", f"/products/{product.id}", body)["product"]["variants"]
    assert [shown[0]["price"], shown[1]["price"]] == [590_000, before]


def test_deleted_product_is_gone_and_spoils_stock_reads_that_name_it() -> None:
    api = Api()
    variant, other = list(api.shop.variants.values())[:2]
    api.shop.delete_product(variant.product_id)
    assert api.send("GET", f"/products/{variant.product_id}").status_code == 404
    asked = {"location_ids": api.main, "variant_ids": f"{variant.id},{other.id + 10}"}
    assert api.send("GET", "/inventory_locations", params=asked).status_code == 422
    api.switch(refuse_unknown_ids=False)
    rows = api.read("/inventory_locations", **asked)["inventory_locations"]
    assert {row["variant_id"] for row in rows} <= {other.id + 10}


def test_51_variant_ids_are_refused_in_vietnamese() -> None:
    api = Api()
    many = list(api.shop.variants)[:51]
    asked = {"location_ids": api.main, "variant_ids": ",".join(map(str, many))}
    answer = api.send("GET", "/inventory_locations", params=asked)
    assert (answer.status_code, answer.json()) == (422, {"errors": "Tối đa chỉ được 50 biến thể"})


def test_stock_pages_hold_250_rows_and_go_on_by_since_id() -> None:
    api = Api()
    variants = list(api.shop.variants)[:50]
    for variant_id in variants:
        for place in api.shop.place_ids:
            api.shop.change_stock(variant_id, 1, place)
    # A sixth location makes 300 rows.
    extra = api.shop.next_id("location")
    for variant_id in variants:
        api.shop.stock.change(extra, api.shop.variants[variant_id], onhand=1)
    places = ",".join(map(str, [*api.shop.locations, extra]))
    asked = {"location_ids": places, "variant_ids": ",".join(map(str, variants)), "limit": 1000}
    first = api.read("/inventory_locations", **asked)["inventory_locations"]
    rest = api.read("/inventory_locations", since_id=first[-1]["id"], **asked)
    assert (len(first), len(rest["inventory_locations"])) == (250, 50)


def test_a_pair_never_stocked_has_no_row() -> None:
    api = Api()
    variant = api.variant()
    api.shop.stock.forget(variant.id)
    rows = api.read("/inventory_locations", location_ids=api.main, variant_ids=variant.id)
    assert rows == {"inventory_locations": []}


def test_stock_without_ids_is_refused_or_a_delta() -> None:
    api = Api()
    variant = api.variant()
    api.world.advance(3600)
    api.shop.change_stock(variant.id, 1)
    asked = {"updated_at_min": "2026-11-02T10:30:00"}
    assert api.send("GET", "/inventory_locations", params=asked).status_code == 422
    api.switch(inventory_without_ids="delta")
    rows = api.read("/inventory_locations", **asked)["inventory_locations"]
    assert [row["variant_id"] for row in rows] == [variant.id]
    assert api.world.violations == []


@pytest.mark.parametrize(("reading", "found"), [("local", False), ("utc", True)])
def test_time_filters_outside_orders_are_a_switch(reading: str, found: bool) -> None:
    # It changed at 03:00 UTC, which is 10:00 in Vietnam; asked for 02:30 UTC, read as 19:30 UTC.
    api = Api(other_time_filters=reading)
    shown = api.read("/products", updated_at_max="2026-11-02T02:30:00Z")["products"]
    assert shown == []
    shown = api.read("/products", updated_at_max="2026-11-02T03:30:00Z")["products"]
    assert bool(shown) is found


@pytest.mark.parametrize(
    ("kind", "target", "expected"),
    [
        ("adjust", "onhand", (13, 2, 11)),
        ("set", "onhand", (3, 2, 1)),
        ("set", "available", (5, 2, 3)),
    ],
)
def test_adjust_adds_and_set_overwrites_what_the_switch_says(
    kind: str, target: str, expected: tuple[int, int, int]
) -> None:
    api = Api(set_overwrites=target)
    variant = api.variant()
    api.shop.stock.change(api.main, variant, onhand=10 - api.levels(variant)[0], committed=2)
    line = {"product_id": variant.product_id, "product_variant_id": variant.id, "quantity": 3}
    body = {"inventory": {"location_id": api.main, "type": kind, "line_items": [line]}}
    api.write("POST", "/inventories/adjustorset", body)
    assert api.levels(variant) == expected


def test_adjustments_are_listed_newest_first_with_their_note() -> None:
    api = Api()
    variant = api.variant()
    line = {"product_id": variant.product_id, "product_variant_id": variant.id, "quantity": 1}
    for note in ("one", "two"):
        body = {"inventory": {"location_id": api.main, "note": note, "line_items": [line]}}
        api.write("POST", "/inventories/adjustorset", body)
    listed = api.read("/inventories/adjustments", location_id=api.main)["adjustments"]
    assert [each["note"] for each in listed] == ["two", "one"]
    assert api.read("/inventories/adjustments", location_id=1)["adjustments"] == []


def test_one_location_is_primary_one_travels_and_one_is_not_for_sale() -> None:
    locations = Api().read("/locations")["locations"]
    assert [each["is_primary"] for each in locations].count(True) == 1
    assert [each["type"] for each in locations].count("ontheroad") == 1
    assert [each["is_unavailable_quantity"] for each in locations].count(True) == 1


def test_regions_are_read_from_the_top_down() -> None:
    api = Api(products=1)
    provinces = api.read("/countries/241/provinces")["provinces"]
    assert len(provinces) == 63
    assert (provinces[49]["code"], provinces[49]["name"]) == ("HC", "Hồ Chí Minh")
    districts = api.read("/provinces/50/districts")["districts"]
    eleven = {"id": 476, "name": "Quận 11", "code": "HC476", "province_id": 50}
    assert eleven in districts
    wards = api.read("/districts/466/wards")["wards"]
    assert wards[0] == {
        "id": 26734,
        "name": "Phường Tân Định",
        "code": "26734",
        "district_id": 466,
    }
    for path in ("/countries/1/provinces", "/provinces/64/districts", "/districts/9999/wards"):
        assert api.send("GET", path).status_code == 404


def test_region_table_is_whole() -> None:
    districts = [
        each for province in regions.PROVINCES for each in regions.districts_of(province.id)
    ]
    assert len({each.id for each in districts}) == len(districts)
    assert all(len(regions.districts_of(province.id)) >= 3 for province in regions.PROVINCES)
    assert [province.id for province in regions.PROVINCES] == list(range(1, 64))
    assert len({province.code for province in regions.PROVINCES}) == 63
    wards = [ward for each in districts for ward in regions.wards_of(each.id)]
    assert len(wards) > 150
    assert all(ward.code == f"{ward.id:05d}" for ward in wards)


def test_metafields_are_kept_changed_and_found_by_the_misspelt_filter() -> None:
    api = Api(products=1)
    fields = {"namespace": "lazdesk", "key": "owner", "value": "a", "value_type": "string"}
    made = api.write("POST", "/metafields", {"metafield": fields}, status=201)["metafield"]
    changed = {"metafield": {"id": made["id"], "value": "b", "value_type": "string"}}
    api.write("PUT", f"/metafields/{made['id']}", changed)
    found = api.read("/metafields", namepace="lazdesk", key="owner")["metafields"]
    assert [each["value"] for each in found] == ["b"]
    assert api.read("/metafields", namepace="other")["metafields"] == []
    assert api.write("DELETE", f"/metafields/{made['id']}") == {}
    assert api.read("/metafields")["metafields"] == []


def test_customers_phone_is_unique_and_found_by_search() -> None:
    api = Api(products=1)
    body = {"customer": {"first_name": "A", "last_name": "Nguyễn Văn", "phone": "0909090909"}}
    made = api.write("POST", "/customers", body, status=201)["customer"]
    assert api.send("POST", "/customers", json=body).json() == {
        "errors": {"phone": ["has already been taken"]}
    }
    assert ids(api.read("/customers/search", query="0909")["customers"]) == [made["id"]]
    assert ids(api.read("/customers/search", query="nguyễn văn a")["customers"]) == [made["id"]]
    assert api.read("/customers/search", query="0911")["customers"] == []


def test_ids_need_more_than_32_bits() -> None:
    api = Api(products=1)
    assert all(product_id > 2**32 for product_id in api.shop.products)
    assert api.order()["id"] > 2**32


@pytest.mark.parametrize(("unique", "status"), [(False, 201), (True, 422)])
def test_whether_a_metafields_key_is_unique_is_a_switch(unique: bool, status: int) -> None:
    api = Api(products=1, unique_metafields=unique)
    fields = {"namespace": "lazdesk", "key": "owner", "value": "a", "value_type": "string"}
    api.write("POST", "/metafields", {"metafield": fields}, status=201)
    again = api.send("POST", "/metafields", json={"metafield": fields})
    assert again.status_code == status
