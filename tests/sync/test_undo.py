"""Undo of the last price push: only what Lazada still holds, never twice, and held afterwards."""

from __future__ import annotations

import pytest

from lazdesk.sandbox.faults import Kind
from lazdesk.sync import locking, undo_prices
from lazdesk.sync.wanted import LOCKED
from tests.sync.levels import PRICE, assert_level, set_price, updates, variant_of
from tests.sync.practice import Practice

WRONG = 3  # the first three SKUs get a wrong price


@pytest.fixture
def wrong(level: Practice) -> Practice:
    """A cycle sent three prices that the merchant did not mean."""
    for number in range(WRONG):
        set_price(level, number, level.sku(number).price + 7000)
    level.cycle()
    assert_level(level)
    return level


def ids(shops: Practice, *numbers: int) -> list[str]:
    return [str(shops.sku(number).sku_id) for number in numbers]


def planned(shops: Practice) -> set[str]:
    return {u.change.sku_id for u in undo_prices.plan(shops.session())}


def undo_all(shops: Practice) -> set[str]:
    return {u.change.sku_id for u in undo_prices.undo(shops.session(), planned(shops))}


def test_the_plan_shows_what_would_be_set_back_and_sends_nothing(wrong: Practice) -> None:
    before = len(updates(wrong))
    undos = undo_prices.plan(wrong.session())
    assert {u.change.sku_id for u in undos} == set(ids(wrong, 0, 1, 2))
    assert all(u.change.now - u.change.wanted == 7000 for u in undos)
    assert updates(wrong)[before:] == []


def test_the_last_prices_are_set_back_and_held(wrong: Practice) -> None:
    old = [wrong.sku(number).price - 7000 for number in range(WRONG)]
    assert undo_all(wrong) == set(ids(wrong, 0, 1, 2))
    assert [wrong.sku(number).price for number in range(WRONG)] == old
    before = len(updates(wrong))
    outcome = wrong.cycle(consent=True)
    assert updates(wrong)[before:] == []  # not sent right again
    assert {c.sku_id for c in outcome.held if c.held == LOCKED} == set(ids(wrong, 0, 1, 2))


def test_another_price_in_haravan_ends_the_hold(wrong: Practice) -> None:
    undo_all(wrong)
    set_price(wrong, 0, wrong.sku(0).price + 2000)
    wrong.cycle()
    assert wrong.sku(0).price == wrong_price(wrong, 0)
    assert wrong.sku(1).price == wrong_price(wrong, 1) - 7000
    set_price(wrong, 0, wrong.sku(0).price + 5000)  # the undone price once more: now it is meant
    wrong.cycle()
    assert wrong.sku(0).price == wrong_price(wrong, 0)


def wrong_price(shops: Practice, number: int) -> int:
    return variant_of(shops, number).price


def test_the_merchant_may_release_it(wrong: Practice) -> None:
    undo_all(wrong)
    locking.unlock(wrong.session(), ids(wrong, 0), ["price"])
    wrong.cycle()
    assert wrong.sku(0).price == wrong_price(wrong, 0)
    assert wrong.sku(1).price == wrong_price(wrong, 1) - 7000


def test_nothing_is_undone_twice(wrong: Practice) -> None:
    chosen = planned(wrong)
    undo_all(wrong)
    prices = [wrong.sku(number).price for number in range(WRONG)]
    before = len(updates(wrong))
    assert planned(wrong) == set()
    assert undo_prices.undo(wrong.session(), chosen) == []
    assert updates(wrong)[before:] == []
    assert [wrong.sku(number).price for number in range(WRONG)] == prices


def test_what_was_undone_stays_undone_when_somebody_sends_it_again(wrong: Practice) -> None:
    """Lazada holds our value once more, but it is not ours any more: the undo was done once."""
    undo_all(wrong)
    code, price = wrong.sku(0).seller_sku, wrong.sku(0).price + 7000
    wrong.shops.call(lambda world: world.lazada.set_price(code, price))
    wrong.cycle()
    assert planned(wrong) == set()


def test_a_price_that_somebody_changed_meanwhile_is_left_alone(wrong: Practice) -> None:
    """Lazada does not hold our value any more; the mirror does not know it yet."""
    chosen = planned(wrong)
    code = wrong.sku(1).seller_sku
    wrong.shops.call(lambda world: world.lazada.set_price(code, 55_000))
    done = {u.change.sku_id for u in undo_prices.undo(wrong.session(), chosen)}
    assert done == set(ids(wrong, 0, 2))
    assert wrong.sku(1).price == 55_000


def test_only_the_last_cycle_that_sent_prices_is_meant(wrong: Practice) -> None:
    """Of named SKUs it is each one's own last price."""
    set_price(wrong, 5, wrong.sku(5).price + 3000)
    wrong.advance(60)
    wrong.cycle()
    assert planned(wrong) == set(ids(wrong, 5))
    named = undo_prices.plan(wrong.session(), ids(wrong, 0, 5, 6))
    assert {u.change.sku_id for u in named} == set(ids(wrong, 0, 5))


def test_a_refused_undo_is_no_undo(wrong: Practice) -> None:
    """It may be tried again, and the price in Haravan is sent as ever."""
    wrong.shops.call(lambda world: world.lazada.limit_prices(0.999999, 1.5))
    chosen = planned(wrong)
    assert undo_prices.undo(wrong.session(), chosen) == []
    assert planned(wrong) == chosen
    assert wrong.cycle().held == []


def test_a_lost_answer_is_read_back(wrong: Practice) -> None:
    wrong.fault(Kind.RESET_AFTER, PRICE, times=1)
    assert undo_all(wrong) == set(ids(wrong, 0, 1, 2))


@pytest.mark.parametrize("switch", ["push.price", "writes"])
def test_c1_c10_nothing_is_sent_while_a_switch_is_off(wrong: Practice, switch: str) -> None:
    chosen = planned(wrong)
    wrong.settings(**{switch.replace(".", "_"): "off"})
    before = len(updates(wrong))
    assert undo_prices.undo(wrong.session(), chosen) == []
    assert updates(wrong)[before:] == []
    wrong.settings(**{switch.replace(".", "_"): "on"})
    assert planned(wrong) == chosen  # neither marked nor held
    assert undo_all(wrong) == chosen
