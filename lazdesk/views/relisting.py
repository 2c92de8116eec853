"""From one list of ids to another in few steps, so that a table need not forget where it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# More steps than this cost a view more than starting anew.
MOST_STEPS = 100


@dataclass(frozen=True)
class Relisting:
    """How to get from an old list to a new one: remove, then reorder, then insert.

    ``removed`` are ranges (first, last) of the old list, from its end; ``reordered`` is what is
    left in its new order, None when that did not change; ``inserted`` are ranges of the new list.
    ``positions`` finds a row by its id. ``stepwise`` False: there are too many steps.
    """

    ids: list[str]
    removed: tuple[tuple[int, int], ...]
    reordered: list[str] | None
    inserted: tuple[tuple[int, int], ...]
    positions: dict[str, int]

    @property
    def stepwise(self) -> bool:
        return len(self.removed) + len(self.inserted) <= MOST_STEPS


def relist(old: Sequence[str], new: list[str]) -> Relisting:
    """Compares two lists without repeated ids."""
    positions = {id_: row for row, id_ in enumerate(new)}
    if old == new[: len(old)]:
        longer = ((len(old), len(new) - 1),) if len(new) > len(old) else ()
        return Relisting(new, (), None, longer, positions)
    known = set(old)
    left = [id_ for id_ in old if id_ in positions]
    left_in_new_order = [id_ for id_ in new if id_ in known]
    removed = tuple(_ranges(row for row, id_ in enumerate(old) if id_ not in positions))
    inserted = tuple(_ranges(row for row, id_ in enumerate(new) if id_ not in known))
    reordered = None if left == left_in_new_order else left_in_new_order
    return Relisting(new, removed[::-1], reordered, inserted, positions)


def ranges(rows: Sequence[int]) -> list[tuple[int, int]]:
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
