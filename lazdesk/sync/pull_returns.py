"""Reads Lazada's reverse orders by what changed: returns, refunds, and buyers' cancels (D11).

A failed delivery has none (lazada.md §8.3): there the units themselves tell.
"""

from __future__ import annotations

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
    _read_pages(session, order_id=order_id)


def _read(session: Session) -> int:
    with session.database.read() as connection:
        cursor = desk.time_cursor(connection, session.shop, CURSOR)
    since = cursor - OVERLAP if cursor else start_of_day(session.import_from)
    lines, moved = _read_pages(session, modified_after=since)
    with session.database.read() as connection:
        known = orders.orders(connection, session.shop, order_ids=moved)
    # A return may change a unit long after its order's end, and not its order's time (§14.5).
    pull_orders.read_items(session, [row.order_id for row in known])
    times = [line.modified_at for line in lines if line.modified_at is not None]
    last = max([*times, *filter(None, [cursor])], default=None)
    with session.database.write() as connection:
        if last is not None:  # only now: in which order the pages come is not documented
            desk.set_time_cursor(connection, session.shop, CURSOR, last)
        desk.clear_problems(connection, session.shop, KIND, [session.shop], session.now())
    return len(moved)


def _read_pages(
    session: Session, *, modified_after: datetime | None = None, order_id: str | None = None
) -> tuple[list[lazada.ReverseLine], set[str]]:
    """Saves page by page; returns the lines, and the orders that they change."""
    page, seen = 1, 0
    lines: list[lazada.ReverseLine] = []
    moved: set[str] = set()
    while True:
        found = session.lazada.reverse_orders(
            page, modified_after=modified_after, order_id=order_id
        )
        seen += found.count
        lines += found.lines
        with session.database.write() as connection:
            changed = ledger.save_reverse_lines(
                connection, session.shop, [_row(session.shop, line) for line in found.lines]
            )
            ledger.mark_stale(connection, session.shop, changed)
        moved.update(changed)
        if found.count < REVERSES_PAGE:
            return lines, moved
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
