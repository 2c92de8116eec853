"""C2–C4, C6, C9, D7 – the quantity and price Lazada should hold."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from lazdesk.rules import stock
from lazdesk.rules.policy import Policy
from lazdesk.rules.stock import Location, Need, PriceWanted, StockRule, StockUnit

READ = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("rule", "n", "wanted"),
    [
        ("continue", 7, 7),
        ("continue", 1, 1),
        ("continue", 0, 100_000),
        ("continue", -3, 100_000),
        ("deny", 7, 7),
        ("deny", 0, 0),
        ("deny", -3, 0),
        ("untracked", 7, None),
        ("untracked", 0, None),
    ],
)
def test_c2_quantity(rule: str, n: int, wanted: int | None) -> None:
    assert stock.wanted_quantity(StockRule(rule), n) == wanted


@pytest.mark.parametrize(
    ("tracked", "oversell", "rule"),
    [
        (True, True, StockRule.CONTINUE),
        (True, False, StockRule.DENY),
        (False, True, StockRule.UNTRACKED),
        (False, False, StockRule.UNTRACKED),
    ],
)
def test_c2_rule_of_a_variant(tracked: bool, oversell: bool, rule: StockRule) -> None:
    assert stock.stock_rule(tracked=tracked, oversell=oversell) is rule


LOCATIONS = [
    Location("1", primary=True, type="store"),
    Location("2"),
    Location("3", type="OnTheRoad"),
    Location("4", unavailable=True),
]


@pytest.mark.parametrize(
    ("chosen", "counted"),
    [
        pytest.param(None, ("1", "2"), id="Kho tổng: not on the road, not unavailable"),
        pytest.param(("3",), ("3",), id="unless the merchant names it himself"),
        pytest.param(("4", "1", "4"), ("4", "1"), id="once each"),
    ],
)
def test_c3_counted_locations(chosen: tuple[str, ...] | None, counted: tuple[str, ...]) -> None:
    assert stock.counted_locations(LOCATIONS, chosen) == counted


def test_c3_a_missing_row_is_0_and_others_do_not_count() -> None:
    assert stock.available({"1": 12, "2": -5, "3": 99}, ["1", "2", "9"]) == 7


def test_c4_n_is_what_is_available_less_everything_spoken_for() -> None:
    assert Need(q=20, u=3, w=2, b=5).n == 10
    assert Need(q=1, u=3).n == -2


def unit(status: str = "pending", age: timedelta = MINUTE, **facts: Any) -> StockUnit:
    return StockUnit("S", status, READ - age, **facts)


@pytest.mark.parametrize(
    ("one", "counts"),
    [
        pytest.param(unit("unpaid"), False, id="unpaid is not past unpaid"),
        pytest.param(unit("pending"), True, id="paid, in no Haravan order"),
        pytest.param(unit("shipped"), True, id="shipped, in no Haravan order"),
        pytest.param(unit("delivered"), True, id="delivered, in no Haravan order"),
        pytest.param(unit("beamed_up"), True, id="an unknown status is live"),
        pytest.param(unit("canceled"), False, id="canceled is not live"),
        pytest.param(unit(fbl=True), False, id="FBL takes Lazada's stock"),
        pytest.param(unit(digital=True), False, id="digital takes none"),
        pytest.param(unit(imports=False), False, id="an order D1 does not import"),
    ],
)
def test_c4_u_counts_sold_units(one: StockUnit, counts: bool) -> None:
    assert stock.unheld([one], READ)["S"] == int(counts)


@pytest.mark.parametrize(
    ("held_since", "counts"),
    [
        pytest.param(None, 1, id="held by no order, or the post's outcome is unknown"),
        pytest.param(READ - MINUTE, 0, id="held before q was read"),
        pytest.param(READ, 0, id="held when q was read"),
        pytest.param(READ + MINUTE, 1, id="held only after q was read"),
    ],
)
def test_c4_u_counts_what_no_haravan_order_held_when_q_was_read(
    held_since: datetime | None, counts: int
) -> None:
    sold = StockUnit("S", "packed", READ - 60 * MINUTE, held_since=held_since)
    assert stock.unheld([sold], READ)["S"] == counts


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("pending", 1),
        ("ready_to_ship", 1),
        ("beamed_up", 1),
        ("shipped", 0),
        ("delivered", 0),
        ("lost", 0),
        ("canceled", 0),
    ],
)
def test_c4_u_counts_orders_the_merchant_canceled_until_shipped_or_canceled(
    status: str, counts: int
) -> None:
    sold = StockUnit(
        "S", status, READ - MINUTE, held_since=READ - 2 * MINUTE, merchant_canceled=True
    )
    assert stock.unheld([sold], READ)["S"] == counts


@pytest.mark.parametrize(
    ("one", "counts"),
    [
        pytest.param(unit("unpaid", 0 * MINUTE), 1, id="just placed"),
        pytest.param(unit("unpaid", 29 * MINUTE), 1, id="29 minutes"),
        pytest.param(unit("unpaid", 30 * MINUTE), 0, id="30 minutes"),
        pytest.param(unit("pending"), 0, id="paid"),
        pytest.param(unit("unpaid", fbl=True), 0, id="FBL"),
    ],
)
def test_c4_w_counts_unpaid_units_younger_than_30_minutes(one: StockUnit, counts: int) -> None:
    assert stock.withheld([one], READ)["S"] == counts


def test_c4_u_and_w_are_counted_per_sku() -> None:
    units = [
        StockUnit("A", "pending", READ),
        StockUnit("A", "packed", READ),
        StockUnit("B", "unpaid", READ),
    ]
    assert stock.unheld(units, READ) == {"A": 2}
    assert stock.withheld(units, READ) == {"B": 1}


@pytest.mark.parametrize(
    ("price", "compare_at", "sale", "wanted"),
    [
        pytest.param(120_000, None, False, PriceWanted(120_000), id="the price is Lazada's Price"),
        pytest.param(Decimal("99000.5"), None, False, PriceWanted(99_001), id="half up"),
        pytest.param(Decimal("99000.49"), None, False, PriceWanted(99_000), id="rounded down"),
        pytest.param(0, None, False, None, id="never 0"),
        pytest.param(Decimal("0.4"), None, False, None, id="never 0 after rounding"),
        pytest.param(-1, None, False, None, id="never below 0"),
        pytest.param(90_000, 120_000, False, PriceWanted(90_000), id="sale price is off"),
        pytest.param(90_000, 120_000, True, PriceWanted(120_000, 90_000), id="sale price is on"),
        pytest.param(90_000, 90_000, True, PriceWanted(90_000), id="compare_at is not higher"),
        pytest.param(90_000, None, True, PriceWanted(90_000), id="no compare_at"),
    ],
)
def test_c6_price(
    price: Decimal | int, compare_at: int | None, sale: bool, wanted: PriceWanted | None
) -> None:
    assert stock.wanted_price(price, compare_at, sale) == wanted


@pytest.mark.parametrize(
    ("old", "new", "waits"),
    [
        (100_000, 150_000, False),
        (100_000, 150_001, True),
        (100_000, 50_000, False),
        (100_000, 49_999, True),
        (100_000, 100_000, False),
        (0, 1_000, True),
    ],
)
def test_c9_a_price_change_beyond_half_waits(old: int, new: int, waits: bool) -> None:
    assert stock.price_jump(old, new, Policy()) is waits


@pytest.mark.parametrize(
    ("zeroed", "linked", "waits"),
    [
        pytest.param(31, 100, True, id="more than 30 % and at least 10"),
        pytest.param(30, 100, False, id="exactly 30 %"),
        pytest.param(9, 10, False, id="fewer than 10"),
        pytest.param(10, 10, True, id="exactly 10 of 10"),
        pytest.param(0, 0, False, id="nothing linked"),
    ],
)
def test_c9_too_many_zeros_wait(zeroed: int, linked: int, waits: bool) -> None:
    assert stock.too_many_zeros(zeroed, linked, Policy()) is waits


def test_c9_both_limits_can_be_changed() -> None:
    assert not stock.price_jump(100_000, 10_000, Policy(price_change_percent=90))
    assert stock.too_many_zeros(2, 10, Policy(zero_stock_percent=10, zero_stock_min=2))


@pytest.mark.parametrize(
    ("chosen", "location"),
    [
        pytest.param(None, "1", id="Kho tổng is the primary location"),
        pytest.param("3", "3", id="the one chosen"),
    ],
)
def test_d7_order_location(chosen: str | None, location: str) -> None:
    assert stock.order_location(LOCATIONS, chosen) == location


def test_d7_a_shop_without_a_primary_location_has_none() -> None:
    assert stock.order_location([Location("2")], None) is None
