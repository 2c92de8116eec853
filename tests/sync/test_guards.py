"""C9: jumps of a price and many zeros wait for the merchant; a consent is to that one change."""

from __future__ import annotations

import pytest

from lazdesk.models import desk
from lazdesk.sync import previews
from lazdesk.sync.wanted import PRICE_GUARD, ZERO_STOCK_GUARD
from tests.sync.levels import change_stock, set_price, tracked_deny, updates, variant_of
from tests.sync.practice import Practice


def agree(shops: Practice, kind: str) -> None:
    """Looks at the preview and agrees, as the window does."""
    session = shops.session()
    previews.agree(session, previews.make(session), [kind])


def test_agreeing_to_a_jump_lets_that_price_through_and_no_other(level: Practice) -> None:
    old = level.sku().price
    set_price(level, 0, old * 3)
    assert [change.held for change in level.cycle().held] == [PRICE_GUARD]
    agree(level, "price")
    assert level.cycle().held == []
    assert level.sku().price == old * 3
    level.cycle()
    assert PRICE_GUARD not in level.problems()

    set_price(level, 0, old * 9)
    level.advance(60)
    assert [change.held for change in level.cycle().held] == [PRICE_GUARD]
    assert level.sku().price == old * 3


def test_a_jump_that_became_another_one_waits_again(level: Practice) -> None:
    old = level.sku().price
    set_price(level, 0, old * 3)
    level.cycle()
    agree(level, "price")
    set_price(level, 0, old * 4)
    level.advance(60)
    assert [change.held for change in level.cycle().held] == [PRICE_GUARD]
    assert level.sku().price == old


@pytest.mark.parametrize(("percent", "held"), [("10", True), ("30", False)])
def test_the_limit_of_a_price_can_be_changed(level: Practice, percent: str, held: bool) -> None:
    old = level.sku().price
    level.settings(guard_price_change_percent=percent)
    set_price(level, 0, old * 6 // 5)
    outcome = level.cycle()
    assert bool(outcome.held) is held
    assert (level.sku().price == old) is held


def test_a_jump_of_what_a_sale_makes_buyers_pay_waits(level: Practice) -> None:
    """The price before the sale stays the same all the while."""
    level.settings(push_sale_price="on")
    sku, variant, old = level.sku(), variant_of(level, 0), level.sku().price

    def sells_at(price: int, before: int) -> list[str | None]:
        level.shops.call(lambda world: world.haravan.set_price(variant.id, price, before))
        level.advance(60)
        return [change.held for change in level.cycle().held]

    assert sells_at(old, old + 20_000) == []
    assert sells_at(1_000, old + 20_000) == [PRICE_GUARD]
    assert (sku.price, sku.special_price) == (old + 20_000, old)
    with level.session().database.read() as connection:
        (row,) = desk.problems_of_code(connection, level.session().shop, PRICE_GUARD)
    assert f"{old} ₫ thành 1000 ₫" in row.message
    agree(level, "price")
    level.cycle()
    assert (sku.price, sku.special_price) == (old + 20_000, 1_000)


def test_a_first_sale_far_below_the_price_waits(level: Practice) -> None:
    level.settings(push_sale_price="on")
    sku, variant, old = level.sku(), variant_of(level, 0), level.sku().price
    level.shops.call(lambda world: world.haravan.set_price(variant.id, old // 3, old))
    assert [change.held for change in level.cycle().held] == [PRICE_GUARD]
    assert (sku.price, sku.special_price) == (old, 0)


def emptied(level: Practice, count: int) -> None:
    for number in range(count):
        tracked_deny(level, number, available=20)
    level.cycle()
    level.advance(60)
    level.cycle()
    for number in range(count):
        change_stock(level, number, -20)


@pytest.mark.parametrize(
    ("settings", "held"),
    [
        ({"guard_zero_stock_min": "5", "guard_zero_stock_percent": "10"}, True),
        ({"guard_zero_stock_min": "7", "guard_zero_stock_percent": "10"}, False),
        ({"guard_zero_stock_min": "5", "guard_zero_stock_percent": "60"}, False),
    ],
)
def test_both_limits_of_zeros_can_be_changed(
    level: Practice, settings: dict[str, str], held: bool
) -> None:
    level.settings(**settings)
    emptied(level, 6)
    outcome = level.cycle()
    assert {change.held for change in outcome.held} == ({ZERO_STOCK_GUARD} if held else set())


def test_agreeing_to_zeros_lets_them_through_once(level: Practice) -> None:
    """The next many that go to zero ask again."""
    level.settings(guard_zero_stock_min="3", guard_zero_stock_percent="5")
    emptied(level, 6)
    assert len(level.cycle().held) == 6
    agree(level, "quantity")
    assert level.cycle().held == []
    assert [level.sku(number).sellable for number in range(6)] == [0] * 6

    for number in range(6):
        change_stock(level, number, 8)
    level.advance(60)
    level.cycle()
    for number in range(6):
        change_stock(level, number, -8)
    before = len(updates(level))
    level.advance(60)
    assert {change.held for change in level.cycle().held} == {ZERO_STOCK_GUARD}
    assert len(updates(level)) == before
