"""From one list to another in steps: what is done step by step ends in the new list."""

from __future__ import annotations

import random

import pytest

from lazdesk.views.lists.relisting import MOST_STEPS, Relisting, ranges, relist


def followed(old: list[str], change: Relisting) -> list[str]:
    """What a table does with it."""
    ids = list(old)
    for first, last in change.removed:
        del ids[first : last + 1]
    if change.reordered is not None:
        assert sorted(change.reordered) == sorted(ids)
        ids = list(change.reordered)
    for first, last in change.inserted:
        ids[first:first] = change.ids[first : last + 1]
    return ids


@pytest.mark.parametrize(
    ("old", "new", "removed", "reordered", "inserted"),
    [
        ("abc", "abc", (), None, ()),
        ("", "abc", (), None, ((0, 2),)),
        ("abc", "", ((0, 2),), None, ()),
        ("abc", "xabc", (), None, ((0, 0),)),
        ("abcd", "ad", ((1, 2),), None, ()),
        ("abcde", "bd", ((4, 4), (2, 2), (0, 0)), None, ()),
        ("abc", "axbyc", (), None, ((1, 1), (3, 3))),
        ("abc", "cab", (), ["c", "a", "b"], ()),
        ("abcd", "dxb", ((2, 2), (0, 0)), ["d", "b"], ((1, 1),)),
        # Where both begin and end alike, the same rows are told as if all were looked at.
        ("abcdef", "abxef", ((2, 3),), None, ((2, 2),)),
        ("abcdef", "abdcef", (), ["a", "b", "d", "c", "e", "f"], ()),
        ("abcdef", "abcdefgh", (), None, ((6, 7),)),
        ("abcdef", "xyabcdef", (), None, ((0, 1),)),
        ("aXbYc", "ac", ((1, 3),), None, ()),
    ],
)
def test_steps(
    old: str,
    new: str,
    removed: tuple[tuple[int, int], ...],
    reordered: list[str] | None,
    inserted: tuple[tuple[int, int], ...],
) -> None:
    change = relist(list(old), list(new))
    assert (change.removed, change.reordered, change.inserted) == (removed, reordered, inserted)
    assert followed(list(old), change) == list(new)


def test_any_list_can_be_reached_from_any_other() -> None:
    rng = random.Random(5)  # noqa: S311 - examples, not secrets
    letters = [f"{n}" for n in range(60)]
    for _ in range(300):
        old = rng.sample(letters, rng.randint(0, 60))
        new = rng.sample(letters, rng.randint(0, 60))
        assert followed(old, relist(old, new)) == new


def test_a_list_that_is_another_one_altogether_is_not_walked_to() -> None:
    old = [f"{n}" for n in range(1000)]
    assert relist(old, old[: MOST_STEPS // 2]).stepwise
    assert not relist(old, old[::2]).stepwise


def test_rows_make_runs() -> None:
    assert ranges([]) == []
    assert ranges([3, 4, 5, 8, 10, 11]) == [(3, 5), (8, 8), (10, 11)]
