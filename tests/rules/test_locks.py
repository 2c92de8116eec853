"""C13: what a lock keeps from Lazada, and when it ends."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lazdesk.rules import locks
from lazdesk.rules.locks import Lock, Source

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


@pytest.mark.parametrize("kind", ["price", "quantity"])
@pytest.mark.parametrize("wanted", [0, 5, 10, 15])
def test_a_merchants_lock_keeps_every_value(kind: str, wanted: int) -> None:
    lock = Lock(kind, Source.MERCHANT, LATER)
    assert locks.holds(lock, NOW, present=10, wanted=wanted)


@pytest.mark.parametrize(("wanted", "held"), [(0, True), (4, True), (5, False), (15, False)])
def test_a_campaign_keeps_the_pieces_it_holds_and_no_more(wanted: int, held: bool) -> None:
    lock = Lock("quantity", Source.CAMPAIGN, LATER, floor=5)
    assert locks.holds(lock, NOW, present=10, wanted=wanted) is held


@pytest.mark.parametrize(("wanted", "held"), [(0, True), (9, True), (11, False)])
def test_a_refused_quantity_may_still_be_raised(wanted: int, held: bool) -> None:
    lock = Lock("quantity", Source.REFUSAL, LATER)
    assert locks.holds(lock, NOW, present=10, wanted=wanted) is held


@pytest.mark.parametrize("wanted", [9, 11])
def test_a_refused_price_may_not_change_either_way(wanted: int) -> None:
    lock = Lock("price", Source.REFUSAL, LATER)
    assert locks.holds(lock, NOW, present=10, wanted=wanted)


@pytest.mark.parametrize(("prices", "held"), [("100/", True), ("101/", False)])
def test_an_undone_price_waits_until_haravan_says_another(prices: str, held: bool) -> None:
    lock = Lock("price", Source.UNDO, prices="100/")
    assert locks.holds(lock, NOW, present=90, wanted=100, prices=prices) is held


@pytest.mark.parametrize("source", Source)
@pytest.mark.parametrize(("until", "over"), [(EARLIER, True), (NOW, True), (LATER, False)])
def test_it_ends_by_itself_at_its_date(source: Source, until: datetime, over: bool) -> None:
    lock = Lock("price", source, until, floor=9, prices="1/")
    assert locks.is_over(lock, NOW) is over
    assert locks.holds(lock, NOW, present=5, wanted=1, prices="1/") is not over


def test_without_a_date_it_lasts_until_it_is_lifted() -> None:
    assert not locks.is_over(Lock("price", Source.MERCHANT), NOW + timedelta(days=3650))


def test_the_last_day_counts_whole_in_vietnam() -> None:
    assert locks.end_of_day(date(2026, 11, 30)) == datetime(2026, 11, 30, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "message", "campaign"),
    [
        ("501", "THD_IC_ERR_F_IC_ABILITY_PG_003", True),
        ("501", "THD_IC_ERR_F_IC_ABILITY_PG_004", True),
        ("501", "negative sellable on channel inventory", True),
        ("4170", "Sellers can increase stocks, but may not decrease stocks.", True),
        ("501", "SELLER_SKU_NOT_FOUND", False),
        ("4155", "BIZ_CHECK_NO_EDIT_ITEM_LOCK", False),
    ],
)
def test_lazadas_campaign_codes_are_known(code: str, message: str, campaign: bool) -> None:
    assert locks.is_campaign("update sellable", code, message) is campaign


@pytest.mark.parametrize(
    ("ends", "rests", "until"),
    [
        ([LATER + timedelta(days=2), LATER], LATER, LATER + timedelta(days=2)),
        ([EARLIER, None], LATER, LATER),
        ([], None, None),
    ],
)
def test_a_learned_lock_ends_with_the_campaign_or_when_the_value_is_tried_again(
    ends: list[datetime | None], rests: datetime | None, until: datetime | None
) -> None:
    assert locks.learned_until(NOW, ends, rests) == until
