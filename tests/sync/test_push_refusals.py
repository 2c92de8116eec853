"""C6–C9, C12: only differences, in batches, and what happens when Lazada or a guard says no."""

from __future__ import annotations

from pathlib import Path

import pytest

from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sync.wanted import PRICE_GUARD, RESTING, ZERO_STOCK_GUARD
from tests.sync.levels import (
    PRICE,
    STOCK,
    assert_level,
    change_stock,
    counted,
    make_level,
    move_all,
    refused_by_lazada,
    sent_quantities,
    set_price,
    tracked_deny,
    updates,
    variant_of,
)
from tests.sync.practice import Practice, practice

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


def test_batches_of_twenty_and_zeros_first(published: Practice) -> None:
    published.settings(push_quantity="on", guard_zero_stock_min="1000")
    linked = list(published.world.lazada.skus.values())
    assert len(linked) > 25
    for number in range(len(linked)):
        tracked_deny(published, number, available=0 if number % 5 == 0 else 50 + number)
    published.cycle(consent=True)
    batches = [changes for path, changes in updates(published) if path == STOCK]
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
    with practice(tmp_path, 12, lazada=options) as shops:
        make_level(shops)
        bad = refused_by_lazada(shops, 0)
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
    bad = refused_by_lazada(level, 0)
    level.cycle()
    before = len(updates(level))
    change_stock(level, 0, 1)
    level.cycle()
    assert len(updates(level)) == before + 1
    assert str(bad.sku_id) in sent_quantities(level, before)


def test_rests_grow_and_end_with_the_merchant(level: Practice) -> None:
    """10 minutes, an hour, a day, then never by itself (sync-engine.md §3)."""
    refused_by_lazada(level, 0)
    tried = []
    for pause in (0, 605, 3605, 86_405, 86_405 * 3):
        level.advance(pause)
        before = len(updates(level))
        level.cycle()
        tried.append(len(updates(level)) - before)
    assert tried == [1, 1, 1, 1, 0]


def test_a_refusal_clears_once_the_difference_is_gone(level: Practice) -> None:
    """F: also when somebody else mended it."""
    bad = refused_by_lazada(level, 0)
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


def test_a_sale_of_ours_ends_with_its_reason(level: Practice) -> None:
    """Else the buyer would go on paying the old selling price, or a lower price be refused."""
    level.settings(push_sale_price="on")
    sku, variant, old = level.sku(), variant_of(level, 0), level.sku().price

    def sells_at(price: int, before: int | None = None) -> tuple[int, int]:
        level.shops.call(lambda world: world.haravan.set_price(variant.id, price, before))
        level.cycle()
        return sku.price, sku.special_price

    assert sells_at(old, old + 20_000) == (old + 20_000, old)
    assert sells_at(old + 10_000) == (old + 10_000, old + 10_000)
    assert sells_at(old - 10_000) == (old - 10_000, old - 10_000)


@pytest.mark.parametrize("allowed", [True, False])
def test_either_answer_to_a_sale_at_the_full_price(tmp_path: Path, allowed: bool) -> None:
    """C6: switched off, our own sales end. Where Lazada refuses that, one SKU has a problem until
    the seller ends the sale in Seller Center; the others go on."""
    with practice(tmp_path, 4, lazada=LazadaOptions(sale_at_full_price=allowed)) as shops:
        make_level(shops)
        shops.settings(push_sale_price="on")
        sku, variant, old = shops.sku(), variant_of(shops, 0), shops.sku().price
        shops.shops.call(lambda world: world.haravan.set_price(variant.id, old, old + 20_000))
        shops.cycle()
        assert (sku.price, sku.special_price) == (old + 20_000, old)

        shops.settings(push_sale_price="off")
        set_price(shops, 1, shops.sku(1).price + 1000)
        shops.advance(60)
        shops.cycle()
        assert shops.sku(1).price == variant_of(shops, 1).price
        if allowed:
            assert (sku.price, sku.special_price) == (old, old)
            assert shops.problems() == {}
            return
        assert str(sku.sku_id) in shops.problems()["LAZADA_PRICE_REFUSED"]
        shops.shops.call(lambda world: world.lazada.set_price(sku.seller_sku, old))
        shops.advance(60)
        shops.cycle()
        assert (sku.price, sku.special_price) == (old, 0)
        assert str(sku.sku_id) not in shops.problems().get("LAZADA_PRICE_REFUSED", [])


def test_a_sale_of_the_sellers_own_is_left_alone(level: Practice) -> None:
    sku = level.sku()
    price = sku.price
    level.shops.call(lambda world: world.lazada.set_price(sku.seller_sku, price, price - 3000))
    before = len(updates(level))
    level.cycle()
    assert len(updates(level)) == before


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
