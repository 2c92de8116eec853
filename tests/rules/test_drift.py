"""C7: what explains a value that changed on Lazada by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from lazdesk.rules import drift

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)

CASES = [
    # kind, before, after, sent meanwhile, sold, given back, explained
    ("quantity", 10, 8, (), 2, 0, True),
    ("quantity", 10, 9, (), 2, 0, True),  # one of them was in the first number already
    ("quantity", 10, 7, (), 2, 0, False),
    ("quantity", 10, 11, (), 0, 1, True),
    ("quantity", 10, 11, (), 5, 0, False),
    ("quantity", 10, 20, (20,), 0, 0, True),  # ours
    ("quantity", 10, 18, (20,), 2, 0, True),  # ours, then sold
    ("quantity", 10, 17, (20,), 2, 0, False),
    ("price", 100, 120, (120,), 0, 0, True),
    ("price", 100, 99, (), 1, 0, False),  # no order moves a price
    ("price", 100, 99, (120,), 1, 0, False),
]


@pytest.mark.parametrize(
    ("kind", "before", "after", "sent", "sold", "given_back", "explained"), CASES
)
def test_explained(
    kind: str,
    before: int,
    after: int,
    sent: tuple[int, ...],
    sold: int,
    given_back: int,
    explained: bool,
) -> None:
    found = drift.is_explained(kind, before, after, sent=sent, sold=sold, given_back=given_back)
    assert found is explained


@pytest.mark.parametrize(
    ("minutes_ago", "contended"),
    [
        ((0, 10, 20), False),
        ((0, 10, 20, 30), True),
        ((0, 10, 20, 60), False),
        ((70, 80, 90, 100, 110), False),
    ],
)
def test_more_than_three_flips_in_an_hour(minutes_ago: tuple[int, ...], contended: bool) -> None:
    times = [NOW - timedelta(minutes=each) for each in minutes_ago]
    assert drift.is_another_writer(times, NOW) is contended
