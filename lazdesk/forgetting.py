"""Buyers are forgotten on request, and with the age the merchant set (G3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from lazdesk.models import desk as stored
from lazdesk.models import orders, privacy
from lazdesk.models.database import chunks
from lazdesk.shop import Desk

ROWS = 200  # a write transaction
ASKED_LONG_AGO = timedelta(days=1)


class ForgettingError(Exception):
    """The buyer cannot be forgotten; ``key`` names the message of ``texts``."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def forget_buyer(desk: Desk, seller_id: str, number: str) -> None:
    """Name, phone and address of an order's buyer leave this PC: mirror, copies, label. What
    Lazada and Haravan keep is theirs.

    Raises ForgettingError for an order that is unknown, or still needs them on its way into
    Haravan; DatabaseError.
    """
    with desk.database.read() as connection:
        found = orders.orders(connection, seller_id, [number])
    if not found:
        raise ForgettingError("order_unknown", number=number)
    if found[0].import_state in privacy.NEEDED:
        raise ForgettingError("buyer_needed", number=number)
    now = desk.clock.now()
    ids = [row.order_id for row in found]
    with desk.database.write() as connection:
        privacy.forget(connection, seller_id, ids, now)
        privacy.unanswered_requests(connection, now - ASKED_LONG_AGO)
    desk.drop_labels(seller_id, ids)
    desk.database.scrub(now)


def forget_old(desk: Desk, seller_id: str, rest: Callable[[], None] = lambda: None) -> int:
    """Buyers older than ``privacy.retention_days``; returns how many were forgotten. ``rest`` is
    called between two transactions."""
    now = desk.clock.now()
    before = now - timedelta(days=desk.policy(seller_id).retention_days)
    with desk.database.read() as connection:
        old = privacy.older_than(connection, seller_id, before)
    for part in chunks(old, ROWS):
        with desk.database.write() as connection:
            privacy.forget(connection, seller_id, part, now)
        rest()
    if old:
        desk.drop_labels(seller_id, old)
    return len(old)


def forget_everything_old(desk: Desk, rest: Callable[[], None] = lambda: None) -> None:
    """Retention, in everything that holds buyers: mirror, labels, copies (G3); ``rest`` is called
    between two transactions."""
    with desk.database.read() as connection:
        shops = [row.seller_id for row in stored.shops(connection)]
    days = [desk.policy(seller_id).retention_days for seller_id in shops]
    if not days:
        return
    now = desk.clock.now()
    with desk.database.write() as connection:
        privacy.unanswered_requests(connection, now - ASKED_LONG_AGO)
    forgotten = sum(forget_old(desk, seller_id, rest) for seller_id in shops)
    if forgotten:
        desk.database.flush()
    before = now - timedelta(days=min(days))
    desk.database.change_copies(partial(privacy.forget_in_copy, before=before, now=now), now)
