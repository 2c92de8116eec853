"""What the Haravan client sends, and what it makes of every kind of answer."""

from typing import Any

import pytest

from lazdesk.platforms import errors
from lazdesk.platforms.haravan.client import HaravanClient
from lazdesk.platforms.limits import Lane
from tests.platforms import loopback
from tests.platforms.loopback import Asked, Loopback, Reply
from tests.platforms.manual_clock import ManualClock

ORDER = {"order": {"id": 7}}
FIELD = {"metafield": {"id": 5, "namespace": "lazdesk", "key": "owner", "value": "{}"}}


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
