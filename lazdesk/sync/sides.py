"""One imported order as both sides hold it: what following and booking work on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lazdesk.models import cancels, desk, goods, ledger, orders
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import books, foreign, problems, status
from lazdesk.rules import order as order_rules
from lazdesk.sync import foreign_orders
from lazdesk.sync.session import Session


@dataclass(frozen=True)
class Line:
    """A line of the Haravan order; a custom line takes no stock (D3)."""

    id: str
    item_ids: tuple[str, ...]
    takes_stock: bool


@dataclass(frozen=True)
class Sides:
    """The mirror's rows of one order; ``order`` is Haravan's as last polled."""

    session: Session
    row: Any
    units: list[Any]
    returns: list[Any]
    order: Any

    @property
    def ref(self) -> str:
        return order_rules.ref(self.session.shop, self.row.order_id)

    def is_current(self, connection: Any) -> bool:
        """Whether both platforms' words in the mirror are still those that this was read from."""
        now = _read(self.session, self.row, connection)
        return now is not None and (now.units, now.returns, now.order.raw) == (
            self.units,
            self.returns,
            self.order.raw,
        )

    @property
    def live(self) -> list[Any]:
        return [unit for unit in self.units if not status.is_canceled(unit.status)]

    @property
    def rollup(self) -> status.Rollup:
        return status.word([unit.status for unit in self.units])

    @property
    def is_cod(self) -> bool:
        return order_rules.is_cod(self.row.payment_method)

    @property
    def complete_returns(self) -> list[Any]:
        """The reverse lines whose money is with the buyer (D11)."""
        return [
            line
            for line in self.returns
            if books.is_complete(line.request_type, line.status, needs_refund=line.needs_refund)
        ]

    @property
    def is_posted_here(self) -> bool:
        """Whether this database posted the Haravan order. Else another PC, or a database that was
        lost with a booking under way, may book in it, too."""
        attempt = self.row.attempt
        return attempt is not None and bool(attempt == self.order.attempt)

    @property
    def has_refund_to_look_at(self) -> bool:
        """Whether something was given back that was not LazDesk's plan."""
        refunds = self.order.raw.get("refunds") or []
        return books.are_astray(str(made.get("note") or "") for made in refunds)

    @property
    def lines(self) -> dict[str, Line]:
        if self.order.foreign_numbers is not None:
            return self._adopted_lines()
        found = {}
        for line in self.order.raw.get("line_items") or []:
            properties = {p["name"]: str(p["value"]) for p in line.get("properties") or []}
            line_id = str(line["id"])
            units = order_rules.unit_ids(properties)
            found[line_id] = Line(line_id, units, bool(line.get("variant_id")))
        return found

    def _adopted_lines(self) -> dict[str, Line]:
        """Of an order that another channel made (A9): it does not say whose lines they are."""
        session = self.session
        with session.database.read() as connection:
            units = foreign_orders.units_of(connection, session.shop, self.row.order_id)
        lines = foreign_orders.lines_of(self.order)
        item_ids = foreign.units_of_lines(lines, units)
        return {
            line.id: Line(line.id, item_ids[line.id], line.variant_id is not None) for line in lines
        }

    def books(self, fresh: haravan.Order, ours: dict[str, str]) -> books.Books:
        """The books by a fresh read of Haravan; ``ours`` are LazDesk's refunds by their id, should
        Haravan not have kept a note."""
        line_of = {item_id: line.id for line in self.lines.values() for item_id in line.item_ids}
        return books.Books(
            units=tuple(
                books.Unit(
                    unit.order_item_id,
                    line_of[unit.order_item_id],
                    unit.status,
                    unit.item_price - unit.voucher_seller,
                    unit.paid_price,
                )
                for unit in self.units
                if unit.order_item_id in line_of
            ),
            reverses=tuple(
                books.ReverseLine(line.line_id, line.order_item_id, line.amount)
                for line in self.complete_returns
            ),
            refunds=tuple(
                books.refund(
                    f"({ours[made.id]})" if made.id in ours else made.note,
                    made.amount,
                    dict(made.lines),
                    restocked=made.restocked,
                )
                for made in fresh.refunds
            ),
            quantities={line.id: line.quantity for line in fresh.lines},
            total=fresh.total or 0,
            captured=fresh.captured,
            owed=books.is_owed(self.rollup, cod=self.is_cod),
            kept_out=self._kept_out,
        )

    @property
    def _kept_out(self) -> frozenset[str]:
        """Units whose goods are not restocked when they are canceled: as the merchant chose at the
        button (E2), else by the setting; handled at Haravan nothing is by itself (D9, D10)."""
        session = self.session
        by_itself = session.policy.auto_restock and session.policy.orders_handling == "lazada"
        with session.database.read() as connection:
            chosen = cancels.choices(connection, session.shop, [self.row.order_id])
        ids = (unit.order_item_id for unit in self.units)
        return frozenset(id_ for id_ in ids if not chosen.get(id_, by_itself))

    def flag(self, code: str, *, wrong: bool, is_task: bool = False, **said: str) -> None:
        """Raises or clears a problem of this order. A task is to be done; it is no failure of this
        run."""
        session, number = self.session, self.row.order_number
        if wrong:
            text = problems.message(code, {"order": number, **said})
            session.raise_problem(
                code, "order_status", self.row.order_id, number, text, is_failure=not is_task
            )
            return
        with session.database.write() as connection:
            objects, now = [self.row.order_id], session.now()
            desk.clear_problems(connection, session.shop, "order_status", objects, now, code)

    @property
    def taken(self) -> dict[str, list[int]]:
        """Units whose goods a stock voucher took once their SKU was linked (D3), with the product
        and variant it took them from."""
        with self.session.database.read() as connection:
            rows = ledger.effects(connection, self.session.shop, self.row.order_id, ledger.HELD)
        return {
            unit_id: variant
            for row in rows
            for unit_id, variant in row.details.get("variants", {}).items()
        }

    def stocked(self, unit_ids: Iterable[str]) -> tuple[str, ...]:
        """Those units whose goods were taken from stock: by their line, or by a voucher since."""
        held = {i for line in self.lines.values() if line.takes_stock for i in line.item_ids}
        held.update(self.taken)
        return tuple(unit_id for unit_id in unit_ids if unit_id in held)

    def goods_text(self, unit_ids: Iterable[str], location_id: str | None) -> str:
        """Which goods went to which location, e.g. "2 × 893… → Kho chính" (D10)."""
        skus = {unit.order_item_id: unit.sku for unit in self.units}
        counted = Counter(skus[unit_id] for unit_id in unit_ids)
        if not counted:
            return "không"
        named = ", ".join(f"{count} × {sku}" for sku, count in counted.items())
        if location_id is None:
            return named
        with self.session.database.read() as connection:
            places = {row.id: row.name for row in goods.locations(connection, self.session.org)}
        return f"{named} → {places.get(location_id, location_id)}"


def of(session: Session, row: Any) -> Sides | None:
    """Both sides of an imported order; None while Haravan's is not in the mirror."""
    with session.database.read() as connection:
        return _read(session, row, connection)


def _read(session: Session, row: Any, connection: Any) -> Sides | None:
    units = orders.items(connection, session.shop, [row.order_id])[row.order_id]
    returns = ledger.reverse_lines(connection, session.shop, [row.order_id])[row.order_id]
    order = orders.haravan_order(connection, session.org, row.haravan_id)
    return None if order is None else Sides(session, row, units, returns, order)
