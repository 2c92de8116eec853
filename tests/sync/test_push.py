"""C: what goes to Lazada, when it may, and what happens when Lazada refuses a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from lazdesk.models import goods
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.haravan.records import Variant
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.lazada.records import Sku
from lazdesk.sync.wanted import MULTI_WAREHOUSE, PREVIEW, PRICE_GUARD, RESTING, ZERO_STOCK_GUARD
from tests.sync.practice import Practice, practice

STOCK = "/product/stock/sellable/update"
PRICE = "/product/price_quantity/update"
PRODUCTS = 12


@pytest.fixture
def shops(tmp_path: Path) -> Iterator[Practice]:
    """Everything is published; both sides agree but for what the world began with."""
    with practice(tmp_path, PRODUCTS) as running:
        running.cycle()
        running.publish_all()
        yield running


@pytest.fixture
def level(shops: Practice) -> Practice:
    """Both switches are on, the previews were agreed to, and nothing differs any more."""
    shops.settings(push_quantity="on", push_price="on")
    shops.cycle(consent=True)
    assert_level(shops)
    return shops


# --- C1: switches and previews --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("switch", "silent"), [("push_price", STOCK), ("push_quantity", PRICE), (None, "*update")]
)
def test_a_switch_that_is_off_sends_not_one_call(
    shops: Practice, switch: str | None, silent: str
) -> None:
    if switch:
        shops.settings(**{switch: "on"})
    shops.cycle(consent=True)
    assert shops.calls(face="lazada", path=silent) == []


def test_the_first_push_is_previewed_and_waits(shops: Practice) -> None:
    shops.settings(push_quantity="on", push_price="on")
    outcome = shops.cycle()
    assert {change.held for change in outcome.held} == {PREVIEW}
    assert {change.kind for change in outcome.held} == {"quantity", "price"}
    assert updates(shops) == []

    with shops.desk.database.write() as connection:
        goods.give_consent(connection, shops.seller, "price")
    outcome = shops.cycle()
    assert {change.kind for change in outcome.held} == {"quantity"}
    assert {path for path, _ in updates(shops)} == {PRICE}


def test_a_new_link_is_previewed_while_the_others_go_on(level: Practice) -> None:
    """A code that finds its SKU later: the first push after linking (C1)."""
    sku = level.sku()
    level.shops.call(lambda world: world.lazada.rename_sku(sku.seller_sku, "KHAC"))
    level.cycle()
    level.shops.call(lambda world: world.lazada.rename_sku("KHAC", code_of(level, 0)))
    level.shops.call(lambda world: world.lazada.set_stock(sku.seller_sku, 5555))
    outcome = level.cycle()
    assert [(change.row.sku_id, change.held) for change in outcome.held] == [
        (str(sku.sku_id), PREVIEW)
    ]


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
        push = goods.last_push(connection, level.seller, str(level.sku().sku_id), "quantity")
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


# --- C7, C8: differences, batches, refusals -------------------------------------------------------


def test_only_differences_are_sent_and_read_back(level: Practice) -> None:
    tracked_deny(level, 0, available=9)
    level.cycle()
    change_stock(level, 0, 2)
    start, before = len(level.world.calls), len(updates(level))
    level.cycle()
    assert sent_quantities(level, before) == {str(level.sku(0).sku_id): 11}
    after_write = level.calls(start)
    (write,) = [i for i, call in enumerate(after_write) if call.path == STOCK]
    reads = [call for call in after_write[write:] if call.path == "/products/get"]
    assert level.sku(0).seller_sku in reads[0].params["sku_seller_list"]


def test_a_value_changed_by_somebody_else_is_pushed_back(level: Practice) -> None:
    tracked_deny(level, 0, available=9)
    level.cycle()
    level.shops.call(lambda world: world.lazada.set_stock(level.sku().seller_sku, 77))
    level.shops.call(lambda world: world.lazada.set_price(level.sku(1).seller_sku, 123_000))
    level.cycle(consent=True)
    assert_level(level)


def test_batches_of_twenty_and_zeros_first(shops: Practice) -> None:
    shops.settings(push_quantity="on", guard_zero_stock_min="1000")
    linked = list(shops.world.lazada.skus.values())
    assert len(linked) > 25
    for number in range(len(linked)):
        tracked_deny(shops, number, available=0 if number % 5 == 0 else 50 + number)
    shops.cycle(consent=True)
    batches = [changes for path, changes in updates(shops) if path == STOCK]
    sizes = [len(changes) for changes in batches]
    assert sizes[0] == 20
    assert max(sizes) <= 20
    values = [quantity for changes in batches for quantity in changes.values()]
    assert 0 in values
    assert values.index(min(v for v in values if v)) >= values.count(0)
    assert values[: values.count(0)] == [0] * values.count(0)


@pytest.mark.parametrize("partial_code", ["501", "0"])
def test_one_bad_sku_rests_while_the_others_go_through(tmp_path: Path, partial_code: str) -> None:
    """C8 with per-SKU detail, whichever code it comes with (lazada.md §1.5)."""
    options = LazadaOptions(partial_failure_code=partial_code)
    with practice(tmp_path, PRODUCTS, lazada=options) as shops:
        ready(shops)
        bad = claimed_by_a_campaign(shops, 0)
        move_all(shops, 1)
        shops.cycle()

        assert_level(shops, but=bad.sku_id)
        assert [str(bad.sku_id)] in shops.problems().values()

        before = len(updates(shops))
        outcome = shops.cycle()
        assert len(updates(shops)) == before  # no endless retries
        assert [change.held for change in outcome.held] == [RESTING]

        shops.advance(601)  # ten minutes, then it is tried again
        shops.cycle()
        assert sent_quantities(shops, before).keys() == {str(bad.sku_id)}


def test_a_refused_batch_without_detail_is_narrowed_down(level: Practice) -> None:
    """C8: Lazada refuses a whole call for the one SKU that may not fall during a campaign."""
    bad, good = 0, range(1, 8)
    tracked_deny(level, bad, available=30)
    for number in good:
        tracked_deny(level, number, available=30)
    level.cycle()
    level.shops.call(lambda world: world.lazada.start_campaign(3600))
    change_stock(level, bad, -5)
    for number in good:
        change_stock(level, number, 5)
    level.cycle()
    assert [level.sku(number).sellable for number in (bad, *good)] == [30, *[35] * len(good)]
    assert [str(level.sku(bad).sku_id)] in level.problems().values()


def test_a_resting_sku_is_tried_at_once_when_its_inputs_change(level: Practice) -> None:
    bad = claimed_by_a_campaign(level, 0)
    level.cycle()
    before = len(updates(level))
    change_stock(level, 0, 1)
    level.cycle()
    assert len(updates(level)) == before + 1
    assert str(bad.sku_id) in sent_quantities(level, before)


def test_rests_grow_and_end_with_the_merchant(level: Practice) -> None:
    """10 minutes, an hour, a day, then never by itself (sync-engine.md §3)."""
    claimed_by_a_campaign(level, 0, seconds=30 * 86_400)
    tried = []
    for pause in (0, 605, 3605, 86_405, 86_405 * 3):
        level.advance(pause)
        before = len(updates(level))
        level.cycle()
        tried.append(len(updates(level)) - before)
    assert tried == [1, 1, 1, 1, 0]


def test_a_refusal_clears_once_the_difference_is_gone(level: Practice) -> None:
    """F: also when somebody else mended it."""
    bad = claimed_by_a_campaign(level, 0)
    level.cycle()
    assert [str(bad.sku_id)] in level.problems().values()
    wanted = counted(level, variant_of(level, 0))
    level.shops.call(lambda world: world.lazada.set_stock(bad.seller_sku, wanted))
    level.cycle()
    assert level.problems() == {}


def test_a_refused_price_says_so_in_lazadas_words(level: Practice) -> None:
    level.shops.call(lambda world: world.lazada.limit_prices(0.9, 1.1))
    set_price(level, 0, level.sku().price * 14 // 10)
    level.cycle()
    assert level.problems() == {"PRICE_OUT_OF_RANGE": [str(level.sku().sku_id)]}


def test_a_lost_answer_is_read_back(level: Practice) -> None:
    tracked_deny(level, 0, available=9)
    level.cycle()
    change_stock(level, 0, 2)
    level.fault(Kind.RESET_AFTER, STOCK)
    level.cycle()
    before = len(updates(level))
    level.cycle()
    assert len(updates(level)) == before  # it had taken effect: nothing is sent again
    assert level.sku().sellable == 11


# --- C6, C9: prices and guards --------------------------------------------------------------------


def test_the_price_goes_without_a_quantity(level: Practice) -> None:
    set_price(level, 0, level.sku().price + 5000)
    before = len(level.world.calls)
    level.cycle()
    (call,) = level.calls(before, path=PRICE)
    assert b"Quantity" not in call.body
    assert_level(level)


def test_a_price_jump_waits_for_consent(level: Practice) -> None:
    old = level.sku().price
    set_price(level, 0, old * 2)
    set_price(level, 5, level.sku(5).price + 1000)
    outcome = level.cycle()
    assert [change.held for change in outcome.held] == [PRICE_GUARD]
    assert level.sku().price == old
    assert level.problems() == {PRICE_GUARD: [str(level.sku().sku_id)]}

    level.cycle(consent=True)
    assert level.sku().price == old * 2
    level.cycle()
    assert level.problems() == {}


def test_too_many_zeros_wait_for_consent(level: Practice) -> None:
    """C9: more than 30 % and at least ten, for another reason than orders."""
    count = len(level.world.lazada.skus)
    emptied = range(max(10, count * 4 // 10))
    for number in range(count):
        tracked_deny(level, number, available=20)
    level.cycle()
    for number in emptied:
        change_stock(level, number, -20)
    outcome = level.cycle()
    assert {change.held for change in outcome.held} == {ZERO_STOCK_GUARD}
    assert all(level.sku(number).sellable == 20 for number in emptied)
    level.cycle(consent=True)
    assert all(level.sku(number).sellable == 0 for number in emptied)


def test_sold_out_by_orders_is_no_case_for_the_guard(level: Practice) -> None:
    level.settings(guard_zero_stock_min="1", guard_zero_stock_percent="0")
    tracked_deny(level, 0, available=2)
    level.cycle()
    level.fault(Kind.REFUSED, "/com/orders.json", method="POST", times=None, message="Không")
    level.place_order({level.sku().seller_sku: 2})
    level.shops.call(lambda world: world.lazada.set_stock(level.sku().seller_sku, 6))
    outcome = level.cycle()
    assert outcome.held == []
    assert level.sku().sellable == 0


@pytest.mark.parametrize("second_stocked", [True, False])
def test_several_warehouses_keep_quantity_off(tmp_path: Path, second_stocked: bool) -> None:
    """C12, whether or not the second warehouse holds any of the SKU."""
    options = LazadaOptions(warehouses=("dropshipping", "kho-2"))
    with practice(tmp_path, 3, lazada=options) as shops:
        if second_stocked:
            code = shops.sku().seller_sku
            shops.shops.call(lambda world: world.lazada.set_stock(code, 3, "kho-2"))
        shops.cycle()
        shops.publish_all()
        shops.settings(push_quantity="on")
        tracked_deny(shops, 0, available=9)
        outcome = shops.cycle(consent=True)
        assert {change.held for change in outcome.held} == {MULTI_WAREHOUSE}
        assert updates(shops) == []
        assert MULTI_WAREHOUSE in shops.problems()


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


# --- helpers --------------------------------------------------------------------------------------


def ready(shops: Practice) -> None:
    """Published, switched on, agreed to, level."""
    shops.cycle()
    shops.publish_all()
    shops.settings(push_quantity="on", push_price="on")
    shops.cycle(consent=True)
    assert_level(shops)


def code_of(shops: Practice, number: int) -> str:
    """The barcode of the variant that the n-th SKU was listed for."""
    codes = [v.seller_sku for good in shops.world.goods for v in good.variants if v.seller_sku]
    return codes[number]


def variant_of(shops: Practice, number: int) -> Variant:
    code = code_of(shops, number)
    (variant,) = [v for v in shops.world.haravan.variants.values() if v.barcode == code]
    return variant


def counted(shops: Practice, variant: Variant) -> int:
    """C3's q, worked out here: all but goods on the road and the unavailable place."""
    haravan = shops.world.haravan
    return sum(
        haravan.stock.available(location.id, variant.id)
        for location in haravan.locations.values()
        if location.type != "ontheroad" and not location.is_unavailable_quantity
    )


def change_stock(shops: Practice, number: int, delta: int) -> None:
    variant = variant_of(shops, number)
    shops.shops.call(lambda world: world.haravan.change_stock(variant.id, delta))


def set_price(shops: Practice, number: int, price: int) -> None:
    variant = variant_of(shops, number)
    shops.shops.call(lambda world: world.haravan.set_price(variant.id, price))


def tracked_deny(shops: Practice, number: int, available: int) -> None:
    variant, shop = variant_of(shops, number), shops.world.haravan
    shops.shops.call(lambda _: shop.set_policy(variant.id, tracked=True, oversell=False))
    change_stock(shops, number, available - counted(shops, variant))


def move_all(shops: Practice, delta: int) -> None:
    for number in range(len(shops.world.lazada.skus)):
        change_stock(shops, number, delta)


def claimed_by_a_campaign(shops: Practice, number: int, seconds: float = 3600) -> Sku:
    """The SKU may not fall below what a campaign claims of it; Haravan says that it should."""
    tracked_deny(shops, number, available=60)
    shops.cycle()
    sku = shops.sku(number)
    shops.shops.call(lambda world: world.lazada.lock(sku.seller_sku, seconds, sellable=50))
    change_stock(shops, number, -30)
    return sku


def updates(shops: Practice, since: int = 0) -> list[tuple[str, dict[str, int]]]:
    """Every update sent: its path, and the values by SKU id."""
    found = []
    for call in shops.calls(face="lazada", path="/product/*/update")[since:]:
        text = parse_qs(call.body.decode())["payload"][0]
        tag = "SellableQuantity" if call.path == STOCK else "Price"
        values = re.findall(rf"<SkuId>(\d+)</SkuId>.*?<{tag}>(\d+)", text, re.DOTALL)
        found.append((call.path, {sku_id: int(value) for sku_id, value in values}))
    return found


def sent_quantities(shops: Practice, since: int) -> dict[str, int]:
    return {
        sku_id: quantity
        for path, changes in updates(shops, since)
        if path == STOCK
        for sku_id, quantity in changes.items()
    }


def pushed_inputs(shops: Practice, sku: Sku) -> dict[str, int]:
    with shops.desk.database.read() as connection:
        push = goods.last_push(connection, shops.seller, str(sku.sku_id), "quantity")
    assert push is not None
    return dict(push.inputs)


def assert_level(shops: Practice, but: int | None = None) -> None:
    """I13: each SKU holds what C2, C3 and C6 say for its variant, worked out here."""
    for number, sku in enumerate(shops.world.lazada.skus.values()):
        if sku.sku_id == but:
            continue
        variant = variant_of(shops, number)
        assert sku.price == variant.price
        if variant.tracked:
            n = counted(shops, variant)
            assert sku.sellable == (n if n > 0 else 100_000 if variant.oversell else 0)
