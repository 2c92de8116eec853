"""Every Haravan call: what is sent, which scope it needs, whether it is repeated."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from lazdesk.platforms import errors
from lazdesk.platforms.haravan.client import HaravanClient
from tests.platforms import loopback
from tests.platforms.conftest import SECRETS
from tests.platforms.loopback import Loopback, Reply

MIDNIGHT = datetime(2026, 8, 19, 17, tzinfo=UTC)
Use = Callable[[HaravanClient], Any]
ORDER = {"order": {"id": 7}}
SHIPMENT = {"fulfillment": {"id": 9}}
FIELD = {"metafield": {"id": 5, "namespace": "lazdesk", "key": "owner", "value": "{}"}}

# The call, its answer, and: method, path, query, body, scope (haravan.md §4–§12).
SENT: dict[str, tuple[Use, Any, str, str, dict[str, str], Any, str]] = {
    "shop": (
        lambda c: c.shop(),
        {"shop": {"id": 1}},
        "GET",
        "/shop.json",
        {},
        None,
        "com.read_shop",
    ),
    "locations": (
        lambda c: c.locations(),
        {"locations": []},
        "GET",
        "/locations.json",
        {},
        None,
        "com.read_shop",
    ),
    "count": (
        lambda c: c.count_products(),
        {"count": 2},
        "GET",
        "/products/count.json",
        {},
        None,
        "com.read_products",
    ),
    "products": (
        lambda c: c.products(3, updated_at_min=MIDNIGHT),
        {"products": []},
        "GET",
        "/products.json",
        {"limit": "50", "page": "3", "updated_at_min": "2026-08-20T00:00:00"},
        None,
        "com.read_products",
    ),
    "product": (
        lambda c: c.product("8"),
        {"product": {"id": 8}},
        "GET",
        "/products/8.json",
        {},
        None,
        "com.read_products",
    ),
    "inventory": (
        lambda c: c.inventory(["963414", "1007284"], ["1061514767"]),
        {"inventory_locations": []},
        "GET",
        "/inventory_locations.json",
        {
            "location_ids": "963414,1007284",
            "variant_ids": "1061514767",
            "limit": "250",
            "order": "id",
            "direction": "asc",
        },
        None,
        "com.read_inventories",
    ),
    "new orders": (
        lambda c: c.orders(created_at_min=MIDNIGHT, fields=["id", "note_attributes"]),
        {"orders": []},
        "GET",
        "/orders.json",
        {
            "status": "any",
            "limit": "50",
            "page": "1",
            "order": "created_at asc",
            "created_at_min": "2026-08-20T00:00:00",
            "fields": "id,note_attributes",
        },
        None,
        "com.read_orders",
    ),
    "changed orders": (
        lambda c: c.orders(2, updated_at_min=MIDNIGHT, order="updated_at asc"),
        {"orders": []},
        "GET",
        "/orders.json",
        {
            "status": "any",
            "limit": "50",
            "page": "2",
            "order": "updated_at asc",
            "updated_at_min": "2026-08-20T00:00:00",
        },
        None,
        "com.read_orders",
    ),
    "order": (
        lambda c: c.order("7"),
        ORDER,
        "GET",
        "/orders/7.json",
        {},
        None,
        "com.read_orders",
    ),
    "create order": (
        lambda c: c.create_order({"line_items": [{"variant_id": 1, "quantity": 2}]}),
        ORDER,
        "POST",
        "/orders.json",
        {},
        {"order": {"line_items": [{"variant_id": 1, "quantity": 2}]}},
        "com.write_orders",
    ),
    "confirm": (
        lambda c: c.confirm_order("7"),
        ORDER,
        "POST",
        "/orders/7/confirm.json",
        {},
        {},
        "com.write_orders",
    ),
    "cancel": (
        lambda c: c.cancel_order("7", {"reason": "customer", "restock": True}),
        ORDER,
        "POST",
        "/orders/7/cancel.json",
        {},
        {"reason": "customer", "restock": True},
        "com.write_orders",
    ),
    "update": (
        lambda c: c.update_order("7", {"note": "Đã đóng gói"}),
        ORDER,
        "PUT",
        "/orders/7.json",
        {},
        {"order": {"id": 7, "note": "Đã đóng gói"}},
        "com.write_orders",
    ),
    "fulfillments": (
        lambda c: c.fulfillments("7"),
        {"fulfillments": []},
        "GET",
        "/orders/7/fulfillments.json",
        {},
        None,
        "com.read_orders",
    ),
    "create fulfillment": (
        lambda c: c.create_fulfillment("7", {"tracking_number": "LMP1"}),
        SHIPMENT,
        "POST",
        "/orders/7/fulfillments.json",
        {},
        {"fulfillment": {"tracking_number": "LMP1"}},
        "com.write_orders",
    ),
    "carrier status": (
        lambda c: c.set_carrier_status("7", "9", "delivering"),
        SHIPMENT,
        "PUT",
        "/orders/7/fulfillments/9/carrier_status/delivering.json",
        {},
        None,
        "com.write_orders",
    ),
    "transactions": (
        lambda c: c.transactions("7"),
        {"transactions": []},
        "GET",
        "/orders/7/transactions.json",
        {},
        None,
        "com.read_orders",
    ),
    "create transaction": (
        lambda c: c.create_transaction("7", {"kind": "Capture", "amount": 465_000}),
        {"transaction": {"id": 3}},
        "POST",
        "/orders/7/transactions.json",
        {},
        {"transaction": {"kind": "Capture", "amount": 465_000}},
        "com.write_orders",
    ),
    "metafields": (
        lambda c: c.metafields("lazdesk", "owner"),
        {"metafields": []},
        "GET",
        "/metafields.json",
        {"namespace": "lazdesk", "namepace": "lazdesk", "key": "owner", "limit": "50"},
        None,
        "",
    ),
    "create metafield": (
        lambda c: c.create_metafield("lazdesk", "owner", "{}"),
        FIELD,
        "POST",
        "/metafields.json",
        {},
        {
            "metafield": {
                "namespace": "lazdesk",
                "key": "owner",
                "value": "{}",
                "value_type": "json",
            }
        },
        "",
    ),
    "update metafield": (
        lambda c: c.update_metafield("5", "{}"),
        FIELD,
        "PUT",
        "/metafields/5.json",
        {},
        {"metafield": {"id": 5, "value": "{}", "value_type": "json"}},
        "",
    ),
    "provinces": (
        lambda c: c.provinces(),
        {"provinces": []},
        "GET",
        "/countries/241/provinces.json",
        {},
        None,
        "com.read_shop",
    ),
    "districts": (
        lambda c: c.districts("50"),
        {"districts": []},
        "GET",
        "/provinces/50/districts.json",
        {},
        None,
        "com.read_shop",
    ),
    "wards": (
        lambda c: c.wards("466"),
        {"wards": []},
        "GET",
        "/districts/466/wards.json",
        {},
        None,
        "com.read_shop",
    ),
    "search customers": (
        lambda c: c.search_customers("0909 090909"),
        {"customers": []},
        "GET",
        "/customers/search.json",
        {"query": "0909 090909", "limit": "50"},
        None,
        "com.read_customers",
    ),
    "create customer": (
        lambda c: c.create_customer({"first_name": "A", "phone": "0909090909"}),
        {"customer": {"id": 4}},
        "POST",
        "/customers.json",
        {},
        {"customer": {"first_name": "A", "phone": "0909090909"}},
        "com.write_customers",
    ),
}
ONCE = (
    "create order",
    "cancel",
    "create fulfillment",
    "carrier status",
    "create transaction",
    "create metafield",
    "create customer",
)


@pytest.mark.parametrize("name", SENT)
def test_what_is_sent(haravan: HaravanClient, server: Loopback, name: str) -> None:
    use, answer, method, path, query, body, _ = SENT[name]
    server.script = [loopback.reply(answer, 201 if method == "POST" else 200)]
    use(haravan)
    (asked,) = server.asked
    assert (asked.method, asked.path, asked.query) == (method, f"/com{path}", query)
    assert asked.headers["Authorization"] == f"Bearer {SECRETS['haravan_token']}"
    assert (asked.json if asked.body else None) == body
    if asked.body:
        assert asked.headers["Content-Type"] == "application/json"
    assert haravan.calls == 1


@pytest.mark.parametrize("name", SENT)
def test_a_403_names_the_missing_scope(haravan: HaravanClient, server: Loopback, name: str) -> None:
    use, *_, scope = SENT[name]
    server.script = [loopback.reply({}, 403)]
    with pytest.raises(errors.MissingScope) as caught:
        use(haravan)
    assert caught.value.scope == scope


@pytest.mark.parametrize("name", ONCE)
@pytest.mark.parametrize("lost", [loopback.reset, loopback.html(502), loopback.reply(b"")])
def test_once_only_writes_are_sent_once(
    haravan: HaravanClient, server: Loopback, name: str, lost: Reply
) -> None:
    server.otherwise = lambda _: lost
    with pytest.raises(errors.OutcomeUnknown):
        SENT[name][0](haravan)
    assert len(server.asked) == 1


@pytest.mark.parametrize("name", ["confirm", "update", "update metafield"])
def test_writes_that_set_what_is_set_are_repeated(
    haravan: HaravanClient, server: Loopback, name: str
) -> None:
    use, answer, *_ = SENT[name]
    server.script = [loopback.reset, loopback.html(502), loopback.reply(answer)]
    use(haravan)
    assert len(server.asked) == 3
