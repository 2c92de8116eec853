"""Endpoints of the shop: itself, locations, regions, metafields, events (haravan.md §4, §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lazdesk.sandbox import regions
from lazdesk.sandbox.haravan import refusals, shapes, show_goods
from lazdesk.sandbox.haravan.endpoints import (
    FIELDS,
    PAGING,
    Call,
    Endpoint,
    Json,
    Parser,
    natural,
    one_page,
    only_fields,
    span,
    within,
    words,
)
from lazdesk.sandbox.haravan.records import Metafield

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lazdesk.sandbox.haravan.shop_state import ShopState


def get_shop(shop: ShopState, _call: Call) -> Json:
    return {"shop": show_goods.shop(shop)}


def list_locations(shop: ShopState, _call: Call) -> Json:
    return {"locations": [show_goods.location(each) for each in shop.locations.values()]}


def get_location(shop: ShopState, call: Call) -> Json:
    location = shop.locations.get(call.path["location_id"])
    if location is None:
        raise refusals.not_found("Location")
    return {"location": show_goods.location(location)}


def list_provinces(shop: ShopState, call: Call) -> Json:
    if call.path["country_id"] != regions.VIETNAM:
        raise refusals.not_found("Country")
    is_new = shop.options.provinces == "new"
    listed = regions.NEW_PROVINCES if is_new else regions.PROVINCES
    taxless = dict.fromkeys(("tax", "tax_name", "tax_type", "tax_percentage"))
    return {
        "provinces": [
            {"code": each.code, "country_id": regions.VIETNAM, "id": each.id, "name": each.name}
            | taxless
            for each in listed
        ]
    }


def list_districts(shop: ShopState, call: Call) -> Json:
    try:
        districts = regions.districts_of(call.path["province_id"])
    except KeyError:
        raise refusals.not_found("Province") from None
    if shop.options.provinces == "new":
        districts = ()
    return {
        "districts": [
            {"id": each.id, "name": each.name, "code": each.code, "province_id": each.province_id}
            for each in districts
        ]
    }


def list_wards(_shop: ShopState, call: Call) -> Json:
    try:
        wards = regions.wards_of(call.path["district_id"])
    except KeyError:
        raise refusals.not_found("District") from None
    return {
        "wards": [
            {"id": each.id, "name": each.name, "code": each.code, "district_id": each.district_id}
            for each in wards
        ]
    }


def list_metafields(shop: ShopState, call: Call) -> Json:
    _metafields_allowed(shop)
    query = call.query
    rows: Iterable[Metafield] = shop.metafields.values()
    # The documentation spells the filter `namepace`, and so does the server.
    for name, wanted in (("namespace", query.get("namepace")), ("key", query.get("key"))):
        rows = [row for row in rows if not wanted or getattr(row, name) == wanted]
    if query.get("value_type"):
        rows = [row for row in rows if row.value_type == query["value_type"]]
    for name in ("created_at", "updated_at"):
        rows = within(rows, query, shop.read_filter, name)
    shown = [show_goods.metafield(row) for row in one_page(rows, query)]
    return {"metafields": only_fields(shown, query)}


def create_metafield(shop: ShopState, call: Call) -> Json:
    _metafields_allowed(shop)
    fields = call.body["metafield"]
    _check_lengths(fields)
    taken = {(each.namespace, each.key) for each in shop.metafields.values()}
    if shop.options.unique_metafields and (fields["namespace"], fields["key"]) in taken:
        raise refusals.invalid("key", "has already been taken")
    now = shop.now()
    metafield = Metafield(
        shop.next_id("metafield"),
        fields["namespace"],
        fields["key"],
        fields["value"],
        fields["value_type"],
        created_at=now,
        updated_at=now,
    )
    shop.metafields[metafield.id] = metafield
    return {"metafield": show_goods.metafield(metafield)}


def update_metafield(shop: ShopState, call: Call) -> Json:
    metafield = _metafield(shop, call)
    fields = call.body["metafield"]
    _check_lengths(fields)
    metafield.value, metafield.value_type = fields["value"], fields["value_type"]
    metafield.updated_at = shop.now()
    return {"metafield": show_goods.metafield(metafield)}


def delete_metafield(shop: ShopState, call: Call) -> Json:
    del shop.metafields[_metafield(shop, call).id]
    return {}


def list_events(shop: ShopState, call: Call) -> Json:
    query = call.query
    rows = within(shop.events, query, shop.read_filter, "created_at")
    if query.get("verb"):
        rows = [row for row in rows if row.verb == query["verb"]]
    shown = [show_goods.event(row) for row in one_page(rows, query)]
    return {"events": only_fields(shown, query)}


def _metafields_allowed(shop: ShopState) -> None:
    """Which scope they need is unknown: a switch says whether the token has it."""
    if not shop.options.metafields_allowed:
        raise refusals.RefusalError(403, {}, "metafields")


def _metafield(shop: ShopState, call: Call) -> Metafield:
    _metafields_allowed(shop)
    metafield = shop.metafields.get(call.path["metafield_id"])
    if metafield is None:
        raise refusals.not_found("Metafield")
    return metafield


def _check_lengths(fields: Json) -> None:
    for name, low, high in (("namespace", 2, 20), ("key", 3, 30), ("value", 1, 80_000)):
        if name in fields and not low <= len(fields[name]) <= high:
            raise refusals.invalid(name, f"must have {low} to {high} characters")


_VALUE_TYPE = shapes.one_of("string", "integer", "json")
_NEW_METAFIELD = shapes.record(
    {
        "metafield": shapes.record(
            {
                "namespace": shapes.text,
                "key": shapes.text,
                "value": shapes.text,
                "value_type": _VALUE_TYPE,
            }
        )
    }
)
_METAFIELD = shapes.record(
    {
        "metafield": shapes.record(
            {"value": shapes.text, "value_type": _VALUE_TYPE}, {"id": shapes.whole}
        )
    }
)
_METAFIELD_FILTERS: dict[str, Parser] = {
    **PAGING,
    **FIELDS,
    **span("created_at", "updated_at"),
    "namepace": str,
    "namespace": str,
    "key": str,
    "value_type": words("string", "integer", "json"),
}
_SHOP = "com.read_shop"

ENDPOINTS = (
    Endpoint("GET", "/com/shop.json", _SHOP, get_shop),
    Endpoint(
        "GET", "/com/locations.json", _SHOP, list_locations, {"limit": natural, "page": natural}
    ),
    Endpoint("GET", "/com/locations/{location_id:int}.json", _SHOP, get_location),
    Endpoint("GET", "/com/countries/{country_id:int}/provinces.json", _SHOP, list_provinces),
    Endpoint("GET", "/com/provinces/{province_id:int}/districts.json", _SHOP, list_districts),
    Endpoint("GET", "/com/districts/{district_id:int}/wards.json", _SHOP, list_wards),
    Endpoint("GET", "/com/metafields.json", None, list_metafields, _METAFIELD_FILTERS),
    Endpoint(
        "POST", "/com/metafields.json", None, create_metafield, body=_NEW_METAFIELD, status=201
    ),
    Endpoint(
        "PUT", "/com/metafields/{metafield_id:int}.json", None, update_metafield, body=_METAFIELD
    ),
    Endpoint("DELETE", "/com/metafields/{metafield_id:int}.json", None, delete_metafield),
    Endpoint(
        "GET",
        "/com/events.json",
        "com.read_orders",
        list_events,
        {**PAGING, **FIELDS, **span("created_at"), "filter": str, "verb": str},
    ),
)
