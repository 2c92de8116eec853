"""sync-engine.md §3, I29: the rolling stock read takes at most a quarter of Haravan's bucket."""

from datetime import timedelta

import pytest

from lazdesk.rules import sweep


@pytest.mark.parametrize(
    ("seconds", "calls"),
    [
        (None, 20),  # never run: a quarter of the bucket's 80
        (0, 20),  # cycles back to back, by hand
        (20, 20),
        (60, 60),  # a quarter of the 4 a second
        (300, 300),
        (8 * 3600, 300),  # a night is not made up for
    ],
)
def test_calls_of_one_cycle(seconds: float | None, calls: int) -> None:
    assert sweep.calls(None if seconds is None else timedelta(seconds=seconds)) == calls


@pytest.mark.parametrize(
    ("locations", "calls"), [(1, 1), (5, 1), (6, 2), (10, 2), (50, 10), (51, 11), (100, 20)]
)
def test_calls_of_fifty_variants(locations: int, calls: int) -> None:
    assert sweep.calls_per_batch(locations) == calls


def test_a_hundred_thousand_variants_take_about_half_an_hour() -> None:
    read = minutes = 0
    while read < 100_000:
        read += sweep.variants(timedelta(minutes=1), locations=5)
        minutes += 1
    assert 30 <= minutes <= 35


@pytest.mark.parametrize(("locations", "variants"), [(0, 1000), (2, 1000), (6, 500), (50, 100)])
def test_a_small_shop_is_read_whole_in_every_cycle(locations: int, variants: int) -> None:
    assert sweep.variants(timedelta(0), locations) == variants
