"""A9 – orders that Haravan's own Lazada channel made: which Lazada order they stand for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lazdesk.rules.order import SOURCE

# Lazada's numbers have 14 digits and more; shorter ones are phones, prices and Haravan's own.
_NUMBER = re.compile(r"\d{12,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of such an order; it does not say which units it stands for."""

    id: str
    variant_id: str | None
    sku: str
    barcode: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the Lazada order; ``variant_id`` is its link's (B1)."""

    order_item_id: str
    sku: str
    variant_id: str | None


def numbers(source: str, *texts: str) -> tuple[str, ...]:
    """The numbers that could be a Lazada order's, in the ``texts`` (name, note) of an order of
    channel Lazada; none in an order of another channel."""
    if source.strip().casefold() != SOURCE:
        return ()
    return tuple(dict.fromkeys(n for text in texts for n in _NUMBER.findall(text)))


def units_of_lines(lines: Iterable[Line], units: Sequence[Unit]) -> dict[str, tuple[str, ...]]:
    """The ``order_item_id`` of the units that each line stands for, by line id: those of its
    variant or code, as many as its quantity."""
    left = list(units)
    found: Mapping[str, list[str]] = {line.id: [] for line in lines}
    for line in lines:
        for unit in [unit for unit in left if _is_of(unit, line)][: line.quantity]:
            found[line.id].append(unit.order_item_id)
            left.remove(unit)
    return {line_id: tuple(ids) for line_id, ids in found.items()}


def fits(lines: Sequence[Line], units: Sequence[Unit]) -> bool:
    """Whether every unit has its place in a line: tells two shops' orders of one number apart."""
    placed = units_of_lines(lines, units).values()
    return sum(map(len, placed)) == len(units)


def _is_of(unit: Unit, line: Line) -> bool:
    if unit.variant_id is not None and unit.variant_id == line.variant_id:
        return True
    return bool(unit.sku) and unit.sku in (line.sku, line.barcode)
