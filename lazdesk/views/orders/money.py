"""An order's money as Haravan has it, beside what Lazada's side leaves of it (D4, D5, D10, D11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lazdesk.models.queries.order_list import OrderDetail
from lazdesk.rules import books, order, status

CAPTURES = ("capture", "sale")


@dataclass(frozen=True)
class Money:
    """In đồng, by the last reading of Haravan. ``due``: what captured − refunded has to come to;
    None: not known (an order that another channel made does not say which units it is for)."""

    total: int
    captured: int
    refunded: int
    due: int | None

    @property
    def kept(self) -> int:
        return self.captured - self.refunded

    @property
    def astray(self) -> int:
        """What is still to be booked, or was booked too much; 0: both sides agree."""
        return 0 if self.due is None else self.due - self.kept


def of(detail: OrderDetail) -> Money | None:
    """None while the order is not in Haravan."""
    if detail.haravan_total is None:
        return None
    raw = detail.haravan
    captured = sum(
        _amount(row)
        for row in _rows(raw, "transactions")
        if str(row.get("kind")).lower() in CAPTURES
    )
    refunds = [
        books.refund(str(row.get("note") or ""), sum(map(_amount, _rows(row, "transactions"))), {})
        for row in _rows(raw, "refunds")
    ]
    refunded = sum(refund.amount for refund in refunds)
    return Money(detail.haravan_total, captured, refunded, _due(detail, refunds))


def _due(detail: OrderDetail, refunds: Iterable[books.Refund]) -> int | None:
    imported = set(_unit_ids(detail.haravan))
    if not imported:
        return None
    if detail.row.haravan_canceled:
        return 0
    units = [unit for unit in detail.units if unit.id in imported]
    rollup = status.word([unit.status for unit in units])
    if not books.is_owed(rollup, cod=order.is_cod(detail.row.payment_method)):
        return 0
    total = detail.haravan_total or 0
    kept = books.Books(
        units=tuple(
            books.Unit(unit.id, "", unit.status, unit.price - unit.voucher_seller, unit.paid_price)
            for unit in units
        ),
        reverses=tuple(
            books.ReverseLine(f"{unit.id}/{number}", unit.id, line.amount)
            for unit in units
            for number, line in enumerate(unit.reverses)
            if books.is_complete(line.request_type, line.status, needs_refund=line.needs_refund)
        ),
        refunds=tuple(refunds),
        quantities={},
        total=total,
        captured=total,
        owed=True,
    )
    return total - min(kept.target, total)


def _unit_ids(raw: Mapping[str, Any]) -> Iterable[str]:
    for line in _rows(raw, "line_items"):
        properties = {row["name"]: str(row["value"]) for row in _rows(line, "properties")}
        yield from order.unit_ids(properties)


def _rows(raw: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return [row for row in raw.get(name) or () if isinstance(row, dict)]


def _amount(row: Mapping[str, Any]) -> int:
    """Haravan writes what it gave back with a minus (haravan.md §9)."""
    return abs(round(float(row.get("amount") or 0)))
