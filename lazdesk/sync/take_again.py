""" "Lấy lại đơn này": one order is read anew on Lazada, imported if it is wanted, and followed."""

from __future__ import annotations

from lazdesk.models import orders
from lazdesk.platforms.errors import MissingScope, PlatformError, Refused, Unauthorized
from lazdesk.sync import cycle, pull_orders, pull_returns
from lazdesk.sync.session import Session


def read(session: Session, order_id: str) -> None:
    """Reads the order anew on Lazada, with its returns; what Haravan refused is tried once more in
    the next turn. Raises Refused when Lazada does not know it, and what stops all reading."""
    pull_orders.read_order(session, order_id)
    try:
        pull_returns.read_order(session, order_id)
    except (Unauthorized, MissingScope):
        raise
    except Refused as refusal:
        session.failed(refusal, pull_returns.KIND, session.shop, "Lazada")
    with session.database.write() as connection:
        orders.try_again(connection, session.shop, "order", order_id, session.now())


def take_again(session: Session, number: str) -> PlatformError | None:
    """Takes the order with this Lazada number again and waits until it is where it belongs.
    Returns what stopped it on the way, if anything did.

    Raises what ``read`` raises.
    """
    with session.database.read() as connection:
        known = orders.orders(connection, session.shop, [number])
    read(session, str(known[0].order_id) if known else number)
    outcome = cycle.Outcome()
    cycle.import_now(session, outcome)
    cycle.wait_for_imports(session, outcome)
    return outcome.stopped[0] if outcome.stopped else None
