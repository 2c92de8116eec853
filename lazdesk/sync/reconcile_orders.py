"""Compares orders, page by page: both platforms as just read, and what the mirror believes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from lazdesk.models import ledger, orders, second_reading
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import agreement, books, status
from lazdesk.rules import order as order_rules
from lazdesk.rules.agreement import Difference
from lazdesk.sync import booked, follow_orders, import_orders, sides
from lazdesk.sync.session import Session

RESTOCKED = "restock"  # a line's word once a cancel put it back (haravan.md §7.5)


def compare(
    session: Session, apart: Session, order_ids: Sequence[str]
) -> Iterator[tuple[str, list[Difference]]]:
    """Each of these orders with what differs; those on their way in are left out (D2)."""
    page = _Page(session, apart, order_ids)
    for row in page.fresh.rows.values():
        if not _is_on_its_way(session, page.known.rows.get(row.order_id)):
            yield row.order_id, page.differences(row)


def _is_on_its_way(session: Session, row: Any) -> bool:
    """Whether LazDesk waits for Haravan's list, or for a post that may still take effect."""
    if row is None or row.import_state not in (orders.INTENT, orders.UNKNOWN, orders.CREATED):
        return False
    wait = session.policy.outcome_after + timedelta(seconds=session.policy.poll_seconds)
    at = row.sent_at or row.found_at
    return at is None or session.now() < at + wait


@dataclass
class _Side:
    """The rows of some orders in one mirror."""

    rows: dict[str, Any]
    units: dict[str, list[Any]]
    copies: dict[str, list[Any]]
    links: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, connection: Any, order_ids: Sequence[str]) -> _Side:
        refs = [order_rules.ref(session.shop, id_) for id_ in order_ids]
        rows = orders.orders(connection, session.shop, order_ids=order_ids)
        units = orders.items(connection, session.shop, order_ids)
        sku_ids = {unit.sku_id for some in units.values() for unit in some}
        return cls(
            {row.order_id: row for row in sorted(rows, key=lambda row: str(row.order_id))},
            units,
            orders.haravan_by_ref(connection, session.org, refs),
            second_reading.sku_facts(connection, session.shop, session.org, sku_ids),
        )


class _Page:
    """Some orders with everything that judging them takes, read at once."""

    def __init__(self, session: Session, apart: Session, order_ids: Sequence[str]) -> None:
        self._session = session
        self._apart = apart
        with ExitStack() as reading:
            fresh = reading.enter_context(apart.database.read())
            known = reading.enter_context(session.database.read())
            self.fresh = _Side.of(apart, fresh, order_ids)
            self.known = _Side.of(session, known, order_ids)
            self._returns = ledger.reverse_lines(fresh, session.shop, order_ids)
            unit_ids = [u.order_item_id for some in self.fresh.units.values() for u in some]
            self._restocks = ledger.restocks(known, session.shop, unit_ids)
            self._effects = ledger.effects_of(known, session.shop, order_ids, ledger.HELD)

    def differences(self, row: Any) -> list[Difference]:
        ref = order_rules.ref(self._session.shop, row.order_id)
        copies = self.fresh.copies.get(ref, [])
        counting = import_orders.counting(copies) if copies else None
        found = agreement.of_order(self._sides(row, copies, counting))
        return found or self._mirrored(row, ref, counting)

    # --- both platforms ---------------------------------------------------------------------------

    def _sides(self, row: Any, copies: Sequence[Any], counting: Any) -> agreement.Sides:
        units = self.fresh.units[row.order_id]
        lazada = import_orders.lazada_order(self._session, row, units, self._variants(units))
        common: dict[str, Any] = {
            "lazada": lazada,
            "standing": tuple(copy.name for copy in copies if copy.cancelled_at is None),
            "wanted": order_rules.wants_import(lazada, self._apart.import_from),
            "at_lazada": self._session.policy.orders_handling == "lazada",
        }
        if counting is None:
            return agreement.Sides(**common)
        both = sides.Sides(self._session, row, units, self._returns[row.order_id], counting)
        read = haravan.order(counting.raw)
        effects = self._effects[row.order_id]
        kept = both.books(read, {e.answer: e.key for e in effects if e.answer})
        taken = {unit_id for e in effects for unit_id in e.details.get("variants", {})}
        canceled = any(made.kind is books.Kind.CANCEL for made in kept.refunds)
        by_us = canceled or any(e.key.startswith(f"{books.Kind.CANCEL}:") for e in effects)
        known = self.known.copies.get(both.ref, [])
        before = next((copy for copy in known if copy.id == counting.id), None)
        return agreement.Sides(
            **common,
            copy=_copy(both, read),
            books=kept,
            packages={p.key: p.item_ids for p in follow_orders.packages(both)},
            before=status.Word.PENDING if before is None else follow_orders.word_of(before),
            relinked=frozenset(u.order_item_id for u in units if self._is_relinked(u, counting)),
            taken=frozenset(taken | {u.order_item_id for u in units if self._is_loose(u)}),
            put_back=self._put_back(units, effects, counting),
            canceled_by_us=by_us,
        )

    def _variants(self, units: Sequence[Any]) -> dict[str, str]:
        links_ = self.fresh.links
        return {u.sku_id: links_[u.sku_id].variant_id for u in units if u.sku_id in links_}

    def _is_relinked(self, unit: Any, copy: Any) -> bool:
        """Linked otherwise since the order came in: its line is as it was right then (D3)."""
        link = self.known.links.get(unit.sku_id)
        return copy.created_at is not None and (link is None or link.linked_at > copy.created_at)

    def _is_loose(self, unit: Any) -> bool:
        """Of a variant whose stock nobody counts: a custom line takes nothing too little."""
        link = self.fresh.links.get(unit.sku_id)
        return link is not None and not link.tracked

    def _put_back(self, units: Sequence[Any], effects: Sequence[Any], copy: Any) -> frozenset[str]:
        """What the ledger says is back at the order's own place by a refund of the order."""
        brought = {
            unit_id
            for effect in effects
            if effect.key.startswith(f"{booked.BRING}:")
            for unit_id in effect.details["unit_ids"]
        }
        return frozenset(
            unit.order_item_id
            for unit in units
            if (back := self._restocks.get(unit.order_item_id)) is not None
            and back.location_id == copy.location_id
            and unit.order_item_id not in brought
        )

    # --- the mirror -------------------------------------------------------------------------------

    def _mirrored(self, row: Any, ref: str, counting: Any) -> list[Difference]:
        known = self.known.rows.get(row.order_id)
        copies = self.known.copies.get(ref, [])
        held = next((c for c in copies if counting is not None and c.id == counting.id), None)
        return list(
            agreement.of_mirror(
                row.order_number,
                row.order_id,
                _believed(row, self.fresh.units[row.order_id], counting),
                _believed(known, self.known.units[row.order_id], held) if known else {},
            )
        )


def _believed(row: Any, units: Sequence[Any], copy: Any) -> dict[str, agreement.Value]:
    """What one mirror says of an order."""
    found: dict[str, agreement.Value] = {
        "status": ", ".join(sorted(f"{unit.order_item_id} {unit.status}" for unit in units)),
        "shipping_fee": row.shipping_fee,
    }
    if copy is not None:
        found |= {
            "haravan_id": copy.id,
            "canceled": "yes" if copy.cancelled_at else "no",
            "confirmed": "yes" if copy.confirmed else "no",
            "total": copy.total,
        }
    return found


def _copy(both: sides.Sides, read: haravan.Order) -> agreement.Copy:
    stands_for, left = both.lines, follow_orders.left_to_ship(read)
    restocked: dict[str, int] = {}
    for made in read.refunds:
        for line_id, quantity in made.lines if made.restocked else ():
            restocked[line_id] = restocked.get(line_id, 0) + quantity
    if read.cancelled_at is not None:
        for row in read.raw.get("line_items") or []:
            if row.get("fulfillment_status") == RESTOCKED:
                restocked[str(row["id"])] = int(row["quantity"])
    return agreement.Copy(
        confirmed=read.confirmed,
        canceled=read.cancelled_at is not None,
        payment=read.financial_status,
        lines=tuple(
            agreement.Line(
                line.id,
                line.variant_id,
                line.sku,
                line.quantity,
                line.price,
                stands_for[line.id].item_ids if line.id in stands_for else (),
                left[line.id],
            )
            for line in read.lines
        ),
        restocked=restocked,
        parcels=tuple(
            agreement.Parcel(made.tracking_number, made.carrier_status)
            for made in read.fulfillments
        ),
        noted_word=read.note_attributes.get(follow_orders.STATUS_ATTRIBUTE),
        adopted=both.order.foreign_numbers is not None,
    )


def strays(session: Session, apart: Session) -> Iterator[tuple[str, str]]:
    """Haravan orders with a ref of this shop's of which no Lazada order was read: name and ref."""
    prefix = order_rules.ref(session.shop, "")
    with apart.database.read() as connection:
        rows = second_reading.strays(connection, apart.org, apart.shop, prefix)
    for row in rows:
        yield row.name, row.ref
