"""What the Haravan client sends, and what it makes of every kind of answer."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from lazdesk.platforms import errors
from lazdesk.platforms.haravan.client import HaravanClient
from lazdesk.platforms.limits import Lane
from tests.platforms import loopback
from tests.platforms.conftest import SECRETS
from tests.platforms.loopback import Asked, Loopback, Reply
from tests.platforms.manual_clock import ManualClock

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


def test_a_request_timeout_leaves_a_write_open(haravan: HaravanClient, server: Loopback) -> None:
    server.script = [loopback.reply({}, 408)]
    with pytest.raises(errors.OutcomeUnknown):
        haravan.create_order({})


def test_200_without_the_order_is_not_success(haravan: HaravanClient, server: Loopback) -> None:
    answers: list[Any] = [{}, {"order": None}, {"order": {}}, []]
    for said in answers:
        server.script = [loopback.reply(said)]
        with pytest.raises(errors.OutcomeUnknown):
            haravan.create_order({})


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (401, {"error": "invalid token"}, errors.Unauthorized, "invalid token"),
        (404, {}, errors.Refused, "no reason given"),
        (400, {"errors": "bad"}, errors.Refused, "bad"),
        (409, {"message": "duplicate"}, errors.Refused, "duplicate"),
        (422, {"errors": {"phone": ["has been taken"]}}, errors.Refused, "phone has been taken"),
        (422, {"errors": {"base": ["Đơn đã hủy"]}}, errors.Refused, "Đơn đã hủy"),
        (422, {"messages": ["a", "b"]}, errors.Refused, "a; b"),
    ],
)
def test_proven_refusals_of_a_write(
    haravan: HaravanClient,
    server: Loopback,
    status: int,
    body: Any,
    kind: type[errors.Refused],
    words: str,
) -> None:
    server.script = [loopback.reply(body, status)]
    with pytest.raises(kind) as caught:
        haravan.create_order({})
    assert type(caught.value) is kind
    assert words in caught.value.message
    assert caught.value.http_status == status
    assert len(server.asked) == 1


def test_plain_text_is_shown_but_no_page(haravan: HaravanClient, server: Loopback) -> None:
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    server.script = [loopback.reply("Hết hàng".encode(), 422, plain), loopback.html(400)]
    with pytest.raises(errors.Refused) as caught:
        haravan.create_order({})
    assert caught.value.message == "Hết hàng"
    with pytest.raises(errors.Refused) as caught:
        haravan.create_order({})
    assert caught.value.message == "no reason given"


def test_a_422_on_a_read_is_asked_once_more(haravan: HaravanClient, server: Loopback) -> None:
    server.script = [loopback.reply({"errors": "?"}, 422), loopback.reply({"products": []})]
    assert haravan.products() == []
    said = {"errors": "Tối đa chỉ được 50 biến thể"}
    server.otherwise = lambda _: loopback.reply(said, 422)
    with pytest.raises(errors.Refused, match="Tối đa chỉ được 50 biến thể"):
        haravan.products()
    assert len(server.asked) == 4


def test_429_waits_and_goes_again(
    haravan: HaravanClient, server: Loopback, clock: ManualClock
) -> None:
    full = {"X-Haravan-Api-Call-Limit": "80/80", "Retry-After": "2.0"}
    server.script = [loopback.reply({}, 429, full), loopback.reply(ORDER, 201)]
    assert haravan.create_order({}).id == "7"
    assert clock.monotonic() >= 2.0


def test_503_with_retry_after_was_not_executed(haravan: HaravanClient, server: Loopback) -> None:
    server.script = [loopback.reply({}, 503, {"Retry-After": "1"}), loopback.reply(ORDER, 201)]
    assert haravan.create_order({}).id == "7"
    server.script = [loopback.reply({}, 503)]
    with pytest.raises(errors.OutcomeUnknown):
        haravan.create_order({})


def test_the_header_slows_background_down_but_no_click(
    haravan: HaravanClient, server: Loopback, clock: ManualClock
) -> None:
    server.script = [
        loopback.reply(ORDER, headers={"X-Haravan-Api-Call-Limit": "70/80"}),
        loopback.reply(ORDER, headers={"X-Haravan-Api-Call-Limit": "a/b"}),
        loopback.reply(ORDER),
    ]
    haravan.order("7")
    haravan.with_lane(Lane.CLICK).order("7")
    assert clock.monotonic() == 0
    haravan.order("7")
    assert clock.monotonic() == pytest.approx((71 + 1 - 64) / 4)


def stock_rows(ids: range) -> dict[str, Any]:
    return {
        "inventory_locations": [
            {"id": i, "loc_id": i % 10, "variant_id": i, "qty_available": "-3"} for i in ids
        ]
    }


def test_inventory_pages_by_since_id(haravan: HaravanClient, server: Loopback) -> None:
    def answer(asked: Asked) -> Reply:
        start = int(asked.query.get("since_id", 0)) + 1
        return loopback.reply(stock_rows(range(start, min(start + 250, 401))))

    server.otherwise = answer
    ids = [str(number) for number in range(50)]
    found = haravan.inventory(ids[:10], ids)
    assert len(found) == 400
    assert found[0].available == -3
    assert [asked.query.get("since_id") for asked in server.asked] == [None, "250"]


def test_inventory_stops_when_every_pair_is_there(haravan: HaravanClient, server: Loopback) -> None:
    server.script = [loopback.reply(stock_rows(range(1, 251)))]
    ids = [str(number) for number in range(50)]
    assert len(haravan.inventory(ids[:5], ids)) == 250
    assert len(server.asked) == 1


def test_a_page_that_does_not_advance_is_not_believed(
    haravan: HaravanClient, server: Loopback
) -> None:
    server.otherwise = lambda _: loopback.reply(stock_rows(range(1, 251)))
    ids = [str(number) for number in range(50)]
    with pytest.raises(errors.Unavailable):
        haravan.inventory(ids, ids)


def test_blank_and_overlong_filters_are_not_sent(haravan: HaravanClient, server: Loopback) -> None:
    assert haravan.inventory([], ["1"]) == []
    assert haravan.inventory(["1"], []) == []
    for use in (
        lambda: haravan.inventory(["1"], ["1"] * 51),
        lambda: haravan.inventory(["1"] * 51, ["1"]),
        lambda: haravan.orders(),
        lambda: haravan.search_customers("  "),
    ):
        with pytest.raises(ValueError, match=r"at most|need|blank"):
            use()
    assert not server.asked


def test_metafields_of_others_are_left_out(haravan: HaravanClient, server: Loopback) -> None:
    mine = FIELD["metafield"]
    others = [{**mine, "id": 6, "key": "other"}, {**mine, "id": 7, "namespace": "x"}]
    server.script = [loopback.reply({"metafields": [*others, mine]})]
    assert [field.id for field in haravan.metafields("lazdesk", "owner")] == ["5"]
