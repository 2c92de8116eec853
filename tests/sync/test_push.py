"""C1–C5, C11: what goes to Lazada, and when it may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lazdesk.models import consents, goods, pushes
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.records import Buckets
from lazdesk.sandbox.world import World
from lazdesk.sync.wanted import PREVIEW
from tests.sync.levels import (
    PRICE,
    STOCK,
    assert_level,
    change_stock,
    code_of,
    counted,
    pushed_inputs,
    sent_quantities,
    tracked_deny,
    updates,
    variant_of,
)
from tests.sync.practice import Practice

# --- C1: switches and previews --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("switch", "silent"), [("push_price", STOCK), ("push_quantity", PRICE), (None, "*update")]
)
def test_a_switch_that_is_off_sends_not_one_call(
    published: Practice, switch: str | None, silent: str
) -> None:
    if switch:
        published.settings(**{switch: "on"})
    published.cycle(consent=True)
    assert published.calls(face="lazada", path=silent) == []


def test_the_first_push_is_previewed_and_waits(published: Practice) -> None:
    published.settings(push_quantity="on", push_price="on")
    outcome = published.cycle()
    assert {change.held for change in outcome.held} == {PREVIEW}
    assert {change.kind for change in outcome.held} == {"quantity", "price"}
    assert updates(published) == []

    with published.desk.database.write() as connection:
        consents.give(connection, published.seller, "price")
    outcome = published.cycle()
    assert {change.kind for change in outcome.held} == {"quantity"}
    assert {path for path, _ in updates(published)} == {PRICE}


def test_a_new_link_is_previewed_while_the_others_go_on(level: Practice) -> None:
    """A code that finds its SKU later: the first push after linking (C1)."""
    sku = level.sku()
    level.shops.call(lambda world: world.lazada.rename_sku(sku.seller_sku, "KHAC"))
    level.cycle()
    level.shops.call(lambda world: world.lazada.rename_sku("KHAC", code_of(level, 0)))
    level.shops.call(lambda world: world.lazada.set_stock(sku.seller_sku, 5555))
    outcome = level.cycle()
    assert [(change.sku_id, change.held) for change in outcome.held] == [(str(sku.sku_id), PREVIEW)]


def test_goods_that_lie_with_lazada_are_not_pushed(level: Practice) -> None:
    """FBL stock is Lazada's to keep: Haravan's number says nothing about it (lazada.md §5.1)."""
    sku = level.sku()

    def move_to_lazada(_: World) -> None:
        sku.fbl, sku.buckets = Buckets(3), {}
        sku.item.updated_at = level.world.now()

    level.shops.call(move_to_lazada)
    level.cycle()
    change_stock(level, 0, 7)
    before = len(updates(level))
    level.cycle()
    assert len(updates(level)) == before
    assert level.problems() == {}


def test_writes_off_sends_nothing(level: Practice) -> None:
    change_stock(level, 0, 7)
    level.settings(writes="off")
    before = len(updates(level))
    outcome = level.cycle(consent=True)
    assert outcome.pushed == 0
    assert len(updates(level)) == before


# --- C2–C4: what is written -----------------------------------------------------------------------


def test_what_is_pushed_is_the_rules_number(level: Practice) -> None:
    """C2: by the rule of each variant; here every variant of the world."""
    assert_level(level)
    rules = {(v.tracked, v.oversell) for v in level.world.haravan.variants.values()}
    assert len(rules) >= 3


@pytest.mark.parametrize(
    ("oversell", "left", "wanted"),
    [
        (False, 6, 6),
        (False, 0, 0),
        (False, -3, 0),
        (True, 6, 6),
        (True, 0, 100_000),
        (True, -3, 100_000),
    ],
)
def test_continue_and_deny(level: Practice, oversell: bool, left: int, wanted: int) -> None:
    variant = variant_of(level, 0)
    shop = level.world.haravan
    level.shops.call(lambda _: shop.set_policy(variant.id, tracked=True, oversell=oversell))
    change_stock(level, 0, left - counted(level, variant))
    level.cycle()
    assert level.sku().sellable == wanted


def test_an_untracked_variants_quantity_is_left_alone(level: Practice) -> None:
    variant, shop = variant_of(level, 0), level.world.haravan
    level.shops.call(lambda _: shop.set_policy(variant.id, tracked=False, oversell=False))
    level.shops.call(lambda world: world.lazada.set_stock(level.sku().seller_sku, 4321))
    level.cycle()
    assert level.sku().sellable == 4321


def test_unheld_withheld_and_buffer_lower_the_number(level: Practice) -> None:
    """C4: u while no Haravan order holds the units, w while they are unpaid and young, b always."""
    tracked_deny(level, 0, available=40)
    sku = level.sku()
    level.fault(Kind.REFUSED, "/com/orders.json", method="POST", times=None, message="Không")
    level.place_order({sku.seller_sku: 3})
    level.place_order({sku.seller_sku: 2}, payment="VNPAY", paid=False)
    level.settings(stock_buffer="4")
    level.cycle()
    assert sku.sellable == 40 - 3 - 2 - 4
    inputs = pushed_inputs(level, sku)
    assert {name: inputs[name] for name in "quwb"} == {"q": 40, "u": 3, "w": 2, "b": 4}

    level.advance(31 * 60)  # Lazada lets go of the unpaid ones
    level.cycle()
    assert sku.sellable == 40 - 3 - 4


def test_once_haravan_holds_the_units_they_are_not_counted_twice(level: Practice) -> None:
    tracked_deny(level, 0, available=40)
    level.cycle()
    level.place_order({level.sku().seller_sku: 3})
    level.sync()
    level.cycle()
    assert level.sku().sellable == 37
    assert counted(level, variant_of(level, 0)) == 37


def test_an_order_the_merchant_canceled_goes_on_to_count(level: Practice) -> None:
    tracked_deny(level, 0, available=40)
    level.cycle()
    order = level.place_order({level.sku().seller_sku: 3})
    level.sync()
    id_ = level.the_order(order).id
    level.shops.call(lambda world: world.haravan.cancel_order(id_))
    level.cycle()
    level.cycle()
    assert counted(level, variant_of(level, 0)) == 40
    assert level.sku().sellable == 37


def test_only_the_chosen_locations_count(level: Practice) -> None:
    tracked_deny(level, 0, available=40)
    place = level.world.haravan.place_ids["shop"]
    level.settings(stock_locations=str(place))
    level.cycle(consent=True)
    variant = variant_of(level, 0)
    assert level.sku().sellable == level.world.haravan.stock.available(place, variant.id)


def test_explain_keeps_the_inputs_of_that_push(level: Practice) -> None:
    """C11: stored inputs, not a recomputation."""
    tracked_deny(level, 0, available=25)
    level.cycle()
    sent = level.world.now()
    level.settings(writes="off")
    change_stock(level, 0, 50)
    level.advance(60)
    level.cycle()
    with level.desk.database.read() as connection:
        push = pushes.last(connection, level.seller, str(level.sku().sku_id), "quantity")
    assert push is not None
    assert (push.wanted, push.inputs["q"], push.inputs["rule"]) == (25, 25, "deny")
    assert sum(place["available"] for place in push.inputs["locations"]) == 25
    assert abs(push.sent_at - sent) < timedelta(seconds=5)
    assert push.answer == "0"


# --- C5: pull before push -------------------------------------------------------------------------


def test_after_a_failed_poll_only_zeros_go_out(level: Practice) -> None:
    tracked_deny(level, 0, available=9)
    tracked_deny(level, 1, available=9)
    level.cycle()
    change_stock(level, 0, -9)
    change_stock(level, 1, 5)
    fault = level.fault(Kind.ERROR_BEFORE, "/orders/get", times=None)
    before = len(updates(level))

    outcome = level.cycle()
    assert fault.struck > 0
    assert [error.platform for error in outcome.stopped] == ["lazada"]
    assert sent_quantities(level, before) == {str(level.sku(0).sku_id): 0}
    assert level.sku(1).sellable == 9

    level.clear_faults()
    level.cycle()
    assert level.sku(1).sellable == 14


def test_without_haravans_stock_nothing_goes_out(level: Practice) -> None:
    change_stock(level, 0, -1000)
    level.fault(Kind.ERROR_BEFORE, "/com/inventory_locations.json", times=None)
    before = len(updates(level))
    level.cycle()
    assert len(updates(level)) == before


def test_stock_orders_push_in_this_order(level: Practice) -> None:
    change_stock(level, 0, 3)
    start = len(level.world.calls)
    level.cycle()
    paths = [call.path for call in level.calls(start)]
    last_stock = max(i for i, path in enumerate(paths) if path.startswith("/com/inventory"))
    assert last_stock < paths.index("/orders/get") < paths.index(STOCK)


def test_a_sale_between_reading_and_planning_is_no_difference(level: Practice) -> None:
    """C7: Lazada's own count fell with the sale; nothing needs to be written for it."""
    tracked_deny(level, 0, available=20)
    level.cycle()
    level.place_order({level.sku().seller_sku: 2})
    before = len(updates(level))
    level.sync()
    level.cycle()
    assert len(updates(level)) == before
    assert level.sku().sellable == 18


# --- B2, B5 ---------------------------------------------------------------------------------------


def test_unpublish_stops_the_push(level: Practice) -> None:
    variant = variant_of(level, 0)
    with level.desk.database.write() as connection:
        goods.unpublish(connection, level.seller, [str(variant.product_id)])
    change_stock(level, 0, 5)
    before = len(updates(level))
    level.cycle()
    assert len(updates(level)) == before


def test_a_barcode_put_right_clears_its_problem(level: Practice) -> None:
    variant = variant_of(level, 0)
    barcode, shop = variant.barcode, level.world.haravan
    level.shops.call(lambda _: shop.set_barcode(variant.id, None))
    level.advance(60)
    level.cycle()
    assert level.problems() == {"MISSING_BARCODE": [str(variant.id)]}
    level.shops.call(lambda _: shop.set_barcode(variant.id, barcode))
    level.advance(60)
    level.cycle()
    assert level.problems() == {}


def test_shared_barcodes_name_all_holders_and_push_nothing(level: Practice) -> None:
    """B4: two products with one code."""
    first, second = variant_of(level, 0), variant_of(level, 4)
    shop = level.world.haravan
    change_stock(level, 0, 5)
    level.shops.call(lambda _: shop.set_barcode(second.id, first.barcode))
    before = len(updates(level))
    level.cycle()
    assert len(updates(level)) == before
    assert "DUPLICATE_BARCODE" in level.problems()
