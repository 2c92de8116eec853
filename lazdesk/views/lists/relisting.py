"""From one list of ids to another in few steps, so that a table need not forget where it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# More steps than this cost a view more than starting anew.
MOST_STEPS = 100


@dataclass(frozen=True)
class Relisting:
    """How to get from an old list to a new one: remove, then reorder, then insert.

    ``removed`` are ranges (first, last) of the old list, from its end; ``reordered`` is what is
    left in its new order, None when that did not change; ``inserted`` are ranges of the new list.
    ``stepwise`` False: there are too many steps.
    """

    ids: list[str]
    removed: tuple[tuple[int, int], ...]
    reordered: list[str] | None
    inserted: tuple[tuple[int, int], ...]

    @property
    def stepwise(self) -> bool:
        return len(self.removed) + len(self.inserted) <= MOST_STEPS


def relist(old: list[str], new: list[str]) -> Relisting:
    """Compares two lists without repeated ids.

    Where they begin or end alike nothing is looked at id by id: most often few of many rows moved.
    """
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if not before or not after:
        removed = ((head, head + len(before) - 1),) if before else ()
        inserted = ((head, head + len(after) - 1),) if after else ()
        return Relisting(new, removed, None, inserted)
    known, present = set(before), set(after)
    left = [id_ for id_ in before if id_ in present]
    left_in_new_order = [id_ for id_ in after if id_ in known]
    gone = (head + row for row, id_ in enumerate(before) if id_ not in present)
    come = (head + row for row, id_ in enumerate(after) if id_ not in known)
    reordered = None
    if left != left_in_new_order:
        reordered = [*old[:head], *left_in_new_order, *old[len(old) - tail :]]
    return Relisting(new, tuple(ranges(gone))[::-1], reordered, tuple(ranges(come)))


def _alike(one: list[str], other: list[str]) -> int:
    """How many of their first ids are the same; by halves, so that the ids are compared in bulk."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def ranges(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending row numbers as (first, last) runs."""
    return list(_ranges(iter(rows)))


def _ranges(rows: Iterator[int]) -> Iterator[tuple[int, int]]:
    first = last = next(rows, None)
    for row in rows:
        if first is None or last is None:
            break
        if row != last + 1:
            yield first, last
            first = row
        last = row
    if first is not None and last is not None:
        yield first, last
