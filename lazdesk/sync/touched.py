"""What somebody else did to our orders in Haravan: each is held against Lazada's side again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lazdesk.models import ledger
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import books
from lazdesk.rules import order as order_rules
from lazdesk.sync.session import Session


def is_to_be_looked_at(order: haravan.Order) -> bool:
    """Whether somebody else canceled, refunded or captured in an order of Haravan: the merchant, or
    another PC in the same moment as this one."""
    return (
        order.cancelled_at is not None
        or books.are_astray(made.note for made in order.refunds)
        or order.captured > (order.total or 0)
    )


def look_again(session: Session, connection: Any, refs: Iterable[str]) -> None:
    """Haravan's orders of these refs changed there by somebody else: they are held against Lazada's
    side, whenever that was (D10)."""
    prefix = order_rules.ref(session.shop, "")
    ours = [ref.removeprefix(prefix) for ref in refs if ref.startswith(prefix)]
    ledger.mark_stale(connection, session.shop, ours)
