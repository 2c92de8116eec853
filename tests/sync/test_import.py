"""P0–P9: exactly one Haravan order per Lazada order, whatever happens to a call (D2)."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from lazdesk.models import orders
from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.haravan.records import Order as HaravanOrder
from lazdesk.sandbox.lazada.records import Order as LazadaOrder
from lazdesk.sync import import_orders, pull_orders
from tests.sync.practice import (
    CONFIRM,
    CREATE,
    DEADLINE,
    LAG,
    Practice,
    json_of,
    practice,
)


def test_step_by_step(shops: Practice) -> None:
    order = shops.place_order()

    shops.cycle()
    assert shops.mirrored(order).import_state == orders.CREATED
    assert confirmed(shops, order) == 0  # P6: not before L

    shops.advance(LAG - 1)
    shops.cycle()
    assert confirmed(shops, order) == 0

    shops.advance(1)
    outcome = shops.cycle()
    assert outcome.imported == 1
    assert shops.mirrored(order).import_state == orders.DONE
    assert confirmed(shops, order) == 1
    assert "imported" in shops.history(order)


def test_what_was_bought_while_nothing_ran_is_read_from_where_reading_had_ended(
    shops: Practice,
) -> None:
    """G6."""
    shops.place_order()
    shops.cycle()
    order = shops.place_order()
    shops.advance(5 * 3600)
    shops.cycle()
    assert shops.mirrored(order).import_state == orders.CREATED


def test_the_intent_is_durable_before_the_post(shops: Practice) -> None:
    order = shops.place_order()
    seen: list[tuple[str, str]] = []

    def look() -> None:
        row = shops.mirrored(order)
        seen.append((row.import_state, row.attempt))

    shops.hook(Point.BEFORE_EFFECT, CREATE, look, method="POST")
    shops.sync()

    (post,) = posts(shops)
    assert seen == [(orders.INTENT, attributes(post)["lazdesk_attempt"])]


def test_what_was_posted_says_whose_it_is(shops: Practice) -> None:
    """D2: ref and number in the notes, tag, source, unconfirmed, each unit in a property."""
    order = shops.place_order({shops.sku().seller_sku: 2})
    shops.sync()

    (post,) = posts(shops)
    assert post["name"] == str(order.order_id)
    assert (post["source"], post["source_name"], post["tags"]) == ("lazada", "lazada", "Lazada")
    assert post["is_confirm"] is False
    assert attributes(post)["lazdesk_ref"] == f"LZD:VN:{shops.seller}:{order.order_id}"
    assert attributes(post)["lazada_order_number"] == str(order.order_id)
    (line,) = post["line_items"]
    units = ",".join(sorted(str(unit.order_item_id) for unit in order.units))
    assert line["properties"] == [{"name": "order_item_id", "value": units}]


# --- faults of the post ---------------------------------------------------------------------------

AFTER_EFFECT = [Kind.RESET_AFTER, Kind.ERROR_AFTER, Kind.TRUNCATED, Kind.GARBLED, Kind.EMPTY]


@pytest.mark.parametrize("kind", AFTER_EFFECT)
def test_a_lost_answer_is_looked_for_and_never_posted_again(shops: Practice, kind: Kind) -> None:
    order = shops.place_order()
    shops.fault(kind, CREATE, method="POST")

    shops.cycle()
    assert shops.mirrored(order).import_state == orders.UNKNOWN
    shops.sync()

    assert len(posts(shops)) == 1
    assert_one_counts(shops, order)


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.ERROR_BEFORE])
def test_a_post_that_never_took_effect_is_made_again_after_d_and_l(
    shops: Practice, kind: Kind
) -> None:
    order = shops.place_order()
    shops.fault(kind, CREATE, method="POST")

    shops.cycle()
    assert shops.mirrored(order).import_state == orders.UNKNOWN
    shops.advance(DEADLINE + LAG - 2)
    shops.cycle()
    assert len(posts(shops)) == 1  # P5: not before sent + D + L
    shops.advance(2)
    shops.sync()

    assert len(posts(shops)) == 2
    assert len(shops.haravan_orders(order)) == 1
    assert_one_counts(shops, order)


def test_too_many_calls_is_proof_that_nothing_happened(shops: Practice) -> None:
    order = shops.place_order()
    shops.fault(Kind.THROTTLED, CREATE, method="POST")
    before = shops.world.now()

    shops.sync()

    assert len(posts(shops)) == 2
    assert shops.world.now() - before < timedelta(seconds=DEADLINE)
    assert_one_counts(shops, order)


def test_a_refused_order_is_a_problem_and_is_not_posted_again(shops: Practice) -> None:
    refused, good = shops.place_order(), shops.place_order()
    fault = shops.fault(Kind.REFUSED, CREATE, method="POST", message="Không nhận")

    shops.sync()
    shops.sync()

    assert fault.struck == 1
    states = {order.order_id: shops.mirrored(order).import_state for order in (refused, good)}
    assert sorted(states.values()) == [orders.DONE, orders.REJECTED]
    assert len(posts(shops)) == 2
    (bad,) = [str(id_) for id_, state in states.items() if state == orders.REJECTED]
    assert [bad] in shops.problems().values()


def test_a_late_post_within_d_is_found(shops: Practice) -> None:
    order = shops.place_order()
    take_effect_later(shops, DEADLINE - 5)

    shops.sync()

    assert len(posts(shops)) == 1
    assert_one_counts(shops, order)


def test_a_post_later_than_d_is_canceled_with_restock(shops: Practice) -> None:
    """D was too short for this one: two orders are there, one counts, the stock is right."""
    order = shops.place_order()
    take_effect_later(shops, DEADLINE + LAG + 60)
    available = available_of(shops, order)

    shops.sync()
    shops.advance(300)
    shops.sync()

    first, late = shops.haravan_orders(order)
    assert first.confirmed_at is not None
    assert first.cancelled_at is None
    assert late.confirmed_at is None
    assert late.cancelled_at is not None
    assert available_of(shops, order) == available - 1
    # The next lost post is given more time.
    assert shops.session().policy.post_deadline_seconds == DEADLINE * 2


def test_a_duplicate_of_a_paid_order_gives_its_money_back(shops: Practice) -> None:
    order = shops.place_order(payment="VNPAY")
    take_effect_later(shops, DEADLINE + LAG + 60)
    shops.sync()
    shops.advance(300)
    shops.sync()

    late = shops.haravan_orders(order)[1]
    assert late.captured == late.given_back == shops.the_order(order).captured > 0


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.GARBLED])
def test_a_lost_confirmation_is_looked_at(shops: Practice, kind: Kind) -> None:
    order = shops.place_order()
    shops.fault(kind, CONFIRM)
    shops.sync()
    assert_one_counts(shops, order)


def test_an_order_is_not_posted_again_while_haravan_does_not_answer(shops: Practice) -> None:
    orders_ = shops.place_orders(3)
    shops.fault(Kind.RESET_BEFORE, CREATE, method="POST", times=None)
    shops.cycle()
    shops.cycle()
    assert len(posts(shops)) == 3
    shops.clear_faults()
    shops.sync()
    for order in orders_:
        assert_one_counts(shops, order)


def test_a_storm_of_faults_ends_in_one_order_each(shops: Practice) -> None:
    some = shops.place_orders(12)
    for kind in [*AFTER_EFFECT, Kind.RESET_BEFORE, Kind.ERROR_BEFORE]:
        shops.fault(kind, CREATE, method="POST", nth=2, probability=0.4, times=4)
    for _ in range(12):
        shops.cycle()
        shops.advance(DEADLINE)
    shops.clear_faults()
    shops.sync()
    for order in some:
        assert_one_counts(shops, order)


# --- a list that lags -----------------------------------------------------------------------------


def test_a_lag_longer_than_l_never_confirms_two(tmp_path: Path) -> None:
    """The lost post shows up in the list only after D + L: a second one is made, and counts."""
    slow = HaravanOptions(list_lag_seconds=DEADLINE + 3 * LAG)
    with practice(tmp_path, haravan=slow) as shops:
        order = shops.place_order()
        shops.fault(Kind.RESET_AFTER, CREATE, method="POST")
        shops.sync()
        assert len(shops.haravan_orders(order)) == 2
        assert confirmed(shops, order) == 1
        shops.advance(300)
        shops.sync()
        assert_one_counts(shops, order)


def test_one_that_is_confirmed_goes_on_to_count(tmp_path: Path) -> None:
    """A new PC finds both before the first one has cleared up: two confirmed would be worse."""
    slow = HaravanOptions(list_lag_seconds=DEADLINE + 3 * LAG)
    with practice(tmp_path, haravan=slow) as shops:
        order = shops.place_order()
        shops.fault(Kind.RESET_AFTER, CREATE, method="POST")
        shops.sync()
        lost, counting = shops.haravan_orders(order)
        shops.advance(300)
        shops.sync(opened=shops.open_desk("new PC"))
        assert (lost.confirmed_at, counting.cancelled_at) == (None, None)
        assert_one_counts(shops, order)


def test_the_lowest_id_counts_when_both_show_in_time(shops: Practice) -> None:
    """P6: the other PC's order, made while ours was on its way."""
    order = shops.place_order()
    shops.fault(Kind.RESET_AFTER, CREATE, method="POST")
    shops.cycle()
    (first,) = shops.haravan_orders(order)
    (post,) = posts(shops)
    shops.shops.call(lambda world: world.haravan.place_order(post))
    shops.sync()
    assert shops.the_order(order) is first
    assert_one_counts(shops, order)


# --- restarts and lost databases ------------------------------------------------------------------


def test_an_intent_found_at_start_waits_out_d_and_l(shops: Practice) -> None:
    """The process died with its post on the way: as a kill leaves the mirror."""
    order = shops.place_order()
    shops.cycle()
    with shops.desk.database.write() as connection:
        orders.save_imports(
            connection,
            [{"shop": shops.seller, "order_id": str(order.order_id), "state": orders.INTENT}],
        )
    shops.cycle()
    assert shops.mirrored(order).import_state == orders.UNKNOWN
    due = import_orders.next_due(shops.session())
    assert due is not None
    assert due - shops.world.now() >= timedelta(seconds=DEADLINE + LAG - 1)
    shops.sync()
    assert len(posts(shops)) == 1
    assert_one_counts(shops, order)


def test_a_lost_database_is_rebuilt_from_haravan(shops: Practice) -> None:
    some = shops.place_orders(5)
    shops.sync()
    fresh = shops.open_desk("new PC")
    outcome = shops.sync(opened=fresh)
    assert outcome.imported == 5
    assert len(posts(shops)) == 5
    for order in some:
        assert_one_counts(shops, order)


def test_wiped_notes_are_known_by_the_lines(shops: Practice) -> None:
    order = shops.place_order()
    shops.sync()
    id_ = shops.the_order(order).id
    shops.shops.call(lambda world: world.haravan.edit_order(id_, {"note_attributes": []}))
    shops.sync(opened=shops.open_desk("new PC"))
    assert len(posts(shops)) == 1
    assert_one_counts(shops, order)


def test_wiped_notes_are_known_even_if_haravan_was_read_first(shops: Practice) -> None:
    """This desk saw the other desk's order, wiped, before it knew the Lazada order at all."""
    other = shops.open_desk("other PC")
    shops.place_order()
    shops.sync()
    order = shops.place_order()
    shops.sync(opened=other)
    id_ = shops.the_order(order).id
    shops.shops.call(lambda world: world.haravan.edit_order(id_, {"note_attributes": []}))
    shops.fault(Kind.ERROR_BEFORE, "/orders/items/get", times=None)
    shops.cycle()  # Lazada's units do not come; Haravan's orders do
    pull_orders.sweep_created(shops.session())
    shops.clear_faults()
    shops.advance(400)
    shops.sync()
    assert len(posts(shops)) == 2
    assert_one_counts(shops, order)


def test_the_merchants_cancel_is_final(shops: Practice) -> None:
    order = shops.place_order()
    shops.sync()
    id_ = shops.the_order(order).id
    shops.shops.call(lambda world: world.haravan.cancel_order(id_))
    for opened in (shops.desk, shops.open_desk("new PC")):
        shops.sync(opened=opened)
    assert len(posts(shops)) == 1
    assert order.statuses == ["pending"]  # and nothing of it reaches Lazada (I6)


def test_a_cancel_before_the_confirmation_is_final_too(shops: Practice) -> None:
    order = shops.place_order()
    shops.cycle()
    (made,) = shops.haravan_orders(order)
    shops.shops.call(lambda world: world.haravan.cancel_order(made.id))
    outcome = shops.sync()
    assert outcome.waiting == []
    assert len(posts(shops)) == 1
    assert confirmed(shops, order) == 0


# --- D1: what goes in -----------------------------------------------------------------------------


def test_unpaid_and_canceled_orders_stay_out_until_they_are_paid(shops: Practice) -> None:
    unpaid = shops.place_order(payment="VNPAY", paid=False)
    canceled = shops.place_order()
    shops.shops.call(lambda world: world.lazada.buyer_cancels(canceled.order_id))
    shops.sync()
    assert shops.haravan_orders() == []
    shops.shops.call(lambda world: world.lazada.pay(unpaid.order_id))
    shops.sync()
    assert_one_counts(shops, unpaid)
    assert shops.haravan_orders(canceled) == []


def test_orders_from_before_the_day_stay_out(shops: Practice) -> None:
    early = shops.place_order()
    shops.advance(2 * 86_400)
    shops.settings(orders_import_from="2026-11-04")
    late = shops.place_order()
    shops.sync()
    assert shops.haravan_orders(early) == []
    assert_one_counts(shops, late)


def test_writes_off_imports_nothing(shops: Practice) -> None:
    shops.place_order()
    shops.settings(writes="off")
    shops.sync()
    assert posts(shops) == []


def test_an_unlinked_line_takes_no_stock_and_asks_to_be_linked(shops: Practice) -> None:
    sku = shops.sku()
    shops.shops.call(lambda world: world.lazada.rename_sku(sku.seller_sku, "KHONG-CO"))
    order = shops.place_order({"KHONG-CO": 2})
    shops.sync()
    (line,) = shops.the_order(order).lines
    assert (line.variant_id, line.sku, line.quantity) == (None, "KHONG-CO", 2)
    assert "UNLINKED_ORDER_LINE" in shops.problems()


# --- helpers --------------------------------------------------------------------------------------


def posts(shops: Practice) -> list[dict[str, Any]]:
    """The bodies of every order posted, whether or not it took effect."""
    calls = shops.calls(face="haravan", method="POST", path=CREATE)
    return [json_of(call)["order"] for call in calls]


def attributes(post: dict[str, Any]) -> dict[str, str]:
    return {each["name"]: each["value"] for each in post["note_attributes"]}


def confirmed(shops: Practice, order: LazadaOrder) -> int:
    return sum(row.confirmed_at is not None for row in shops.haravan_orders(order))


def assert_one_counts(shops: Practice, order: LazadaOrder) -> None:
    """I1: one order of this ref is confirmed and stands; no other one stands."""
    standing = shops.the_order(order)
    assert standing.confirmed_at is not None
    assert confirmed(shops, order) == 1


def available_of(shops: Practice, order: LazadaOrder) -> int:
    """What is left at the primary location of the order's first unit."""
    world = shops.world
    code = order.units[0].sku.seller_sku
    (variant,) = [row for row in world.haravan.variants.values() if row.barcode == code]
    return world.haravan.stock.available(world.haravan.primary_location.id, variant.id)


def take_effect_later(shops: Practice, seconds: float) -> None:
    """The next post is lost on its way, and takes effect `seconds` later all the same."""
    world = shops.world

    def book() -> None:
        body = json.loads(world.calls[-1].body)["order"]

        def make() -> HaravanOrder | int:
            return world.haravan.place_order(body)

        world.later(seconds, make)

    shops.hook(Point.BEFORE_EFFECT, CREATE, book, method="POST")
    shops.fault(Kind.RESET_BEFORE, CREATE, method="POST")
