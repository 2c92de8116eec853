"""Quantities per variant and location, as orders and merchants move them (haravan.md §6.1)."""

from collections.abc import Callable
from datetime import datetime

from lazdesk.sandbox.haravan.records import StockRow, Variant


class Stock:
    """All stock rows. A pair that was never stocked has no row and counts as 0."""

    def __init__(self, now: Callable[[], datetime], next_id: Callable[[], int]) -> None:
        self._now = now
        self._next_id = next_id
        self._rows: dict[tuple[int, int], StockRow] = {}
        self.on_change: Callable[[int], None] = lambda _variant_id: None

    def rows(self) -> list[StockRow]:
        """Every row, by ascending id."""
        return list(self._rows.values())

    def find(self, location_id: int, variant_id: int) -> StockRow | None:
        return self._rows.get((location_id, variant_id))

    def available(self, location_id: int, variant_id: int) -> int:
        row = self.find(location_id, variant_id)
        return row.available if row else 0

    def change(
        self, location_id: int, variant: Variant, *, onhand: int = 0, committed: int = 0
    ) -> StockRow:
        """Add to Tồn and to Đặt; either may be negative and may go below zero."""
        row = self._rows.get((location_id, variant.id))
        if row is None:
            row = StockRow(
                self._next_id(), location_id, variant.product_id, variant.id, self._now()
            )
            self._rows[location_id, variant.id] = row
        row.onhand += onhand
        row.committed += committed
        row.updated_at = self._now()
        self.on_change(variant.id)
        return row

    def forget(self, variant_id: int) -> None:
        """Drop the rows of a deleted variant."""
        for key in [key for key in self._rows if key[1] == variant_id]:
            del self._rows[key]
