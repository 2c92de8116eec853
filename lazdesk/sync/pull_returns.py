"""Reads Lazada's reverse orders by what changed: returns, refunds, and buyers' cancels (D11).

A failed delivery has none (lazada.md §8.3): there the units themselves tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lazdesk.models import desk, ledger, orders
from lazdesk.platforms.errors import MissingScope, Refused, Unauthorized
from lazdesk.platforms.lazada import answers as lazada
from lazdesk.platforms.lazada.reverses import REVERSES_PAGE
from lazdesk.sync import pull_orders
from lazdesk.sync.pull_goods import OVERLAP
from lazdesk.sync.pull_orders import start_of_day
from lazdesk.sync.session import Session

CURSOR = "lazada.reverses"
KIND = "returns"
"""The problem's object: this shop's returns cannot be read."""


def poll_returns(session: Session) -> int:
    """Reads the reverse lines that changed since the cursor, less an overlap; their orders are
    brought along next. Returns how many orders that concerns.

    A seller whom Lazada keeps these APIs from (lazada.md §9) has a problem, and all else goes on.
    Raises what stops all work: access, scope, network.
    """
    try:
        return _read(session)
    except (Unauthorized, MissingScope):
        raise
    except Refused as refusal:
        session.failed(refusal, KIND, session.shop, "Lazada")
        return 0


def read_order(session: Session, order_id: str) -> None:
    """Reads all reverse lines of one order anew."""
    _save(session, _lines(session, order_id=order_id))


def _read(session: Session) -> int:
    with session.database.read() as connection:
        cursor = desk.time_cursor(connection, session.shop, CURSOR)
    since = cursor - OVERLAP if cursor else start_of_day(session.import_from)
    lines = _lines(session, modified_after=since)
    moved = _save(session, lines)
    times = [line.modified_at for line in lines if line.modified_at is not None]
    last = max([*times, *filter(None, [cursor])], default=None)
    with session.database.write() as connection:
        if last is not None:  # only now: in which order the pages come is not documented
            desk.set_time_cursor(connection, session.shop, CURSOR, last)
        desk.clear_problems(connection, session.shop, KIND, [session.shop], session.now())
    return len(moved)


def _save(session: Session, lines: Sequence[lazada.ReverseLine]) -> set[str]:
    """Saves what changed, once the units it concerns are read anew; returns the orders.

    A return may change a unit long after its order's end, and not its order's time (§14.5): once
    the line is known nothing would ask for the unit again.
    """
    rows = [_row(session.shop, line) for line in lines]
    with session.database.read() as connection:
        moved = ledger.moved_reverse_lines(connection, session.shop, rows)
        order_ids = {str(row["order_id"]) for row in moved}
        known = orders.orders(connection, session.shop, order_ids=order_ids)
    pull_orders.read_items(session, [row.order_id for row in known])
    with session.database.write() as connection:
        ledger.save_reverse_lines(connection, moved)
        ledger.mark_stale(connection, session.shop, order_ids)
    return order_ids


def _lines(
    session: Session, *, modified_after: datetime | None = None, order_id: str | None = None
) -> list[lazada.ReverseLine]:
    """All pages; of a line that comes twice, its last word."""
    page, seen = 1, 0
    lines: dict[str, lazada.ReverseLine] = {}
    while True:
        found = session.lazada.reverse_orders(
            page, modified_after=modified_after, order_id=order_id
        )
        seen += found.count
        lines |= {line.line_id: line for line in found.lines}
        if found.count < REVERSES_PAGE:
            return list(lines.values())
        page += 1
        session.progress("returns", seen, found.total)


def _row(shop: str, line: lazada.ReverseLine) -> dict[str, object]:
    return {
        "shop": shop,
        "line_id": line.line_id,
        "reverse_order_id": line.reverse_order_id,
        "order_id": line.order_id,
        "order_item_id": line.order_item_id,
        "request_type": line.request_type,
        "status": line.status,
        "amount": line.amount,
        "needs_refund": line.needs_refund,
        "modified_at": line.modified_at,
        "to_merchant": line.to_merchant,
        "reason": line.reason,
        "answer_by": line.answer_by,
    }
