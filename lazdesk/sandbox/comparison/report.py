"""What a comparison is told and what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Merchant:
    """What the merchant told LazDesk, and what he did by himself in Haravan's admin.

    `shelved` is what would be available by (location id, variant id) had no Lazada order come;
    `withdrawn` are Lazada orders whose Haravan order he canceled, `stuck` are order numbers with
    what could not happen to them.
    """

    import_from: date
    unpublished: frozenset[int]
    withdrawn: frozenset[int]
    shelved: Mapping[tuple[int, int], int]
    stuck: Mapping[str, str]
    buffer: int = 0


@dataclass(frozen=True)
class Difference:
    """`object` is an order number or a SKU; the other texts are the merchant's language."""

    object: str
    what: str
    found: str
    wanted: str


@dataclass(frozen=True)
class Open:
    """A case whose rule comes later; it is told, and is no fault."""

    object: str
    case: str


@dataclass
class Report:
    """Both sides at the end. `table` has one row (name, on Lazada, in Haravan) per number."""

    differences: list[Difference] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    cases: dict[str, int] = field(default_factory=dict)
    table: list[tuple[str, int, int]] = field(default_factory=list)

    def note(self, object_: str, what: str, found: object, wanted: object) -> None:
        """Enter a difference if what was found is not what is wanted."""
        if found != wanted:
            self.differences.append(Difference(object_, what, str(found), str(wanted)))

    @property
    def agrees(self) -> bool:
        """Both sides agree, and every case was there to be judged."""
        return not self.differences and all(self.cases.values())
