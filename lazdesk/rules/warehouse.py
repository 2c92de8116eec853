"""C12 – which of a Lazada seller's warehouses LazDesk writes."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """The seller's active warehouses, as far as they are known, and the merchant's pick."""

    codes: tuple[str, ...] = ()
    chosen: str | None = None

    def is_missing(self, shown: int = 0) -> bool:
        """Tell whether a warehouse must be picked before a quantity is written.

        `shown`: how many warehouses a SKU's stock was seen in; an empty one does not show. A pick
        that is no longer among the seller's warehouses is none, however many there are.
        """
        if self.chosen is not None and self.codes and not self._is_known():
            return True
        return self.chosen is None and max(len(self.codes), shown) > 1

    def code(self, shown: int = 0) -> str | None:
        """Return the warehouse to name in a write; None: the seller has one, which needs none."""
        return self.chosen if max(len(self.codes), shown) > 1 else None

    def _is_known(self) -> bool:
        return any(is_same(code, self.chosen or "") for code in self.codes)


def is_same(one: str, other: str) -> bool:
    """Tell whether two codes name the same warehouse; guides write them in either case."""
    return one.strip().lower() == other.strip().lower()


def sellable(stock: Sequence[tuple[str, int]], chosen: str | None) -> int:
    """Return what the written warehouse can sell; without a pick, what all of them can.

    One that is not among the rows is empty: Lazada leaves those out.
    """
    return sum(n for code, n in stock if chosen is None or is_same(code, chosen))
