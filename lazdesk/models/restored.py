"""What a mirror that comes from a copy must not go on with: time went on without it (D2, E5)."""

from __future__ import annotations

import sqlalchemy as sa

from lazdesk.models import actions, tables

# Which device this is, a consent that waits for its redirect, and how far both sides' orders were
# read: they are read again from the import date on, so that nothing made meanwhile is made twice.
FORGOTTEN_STREAMS = ("device", "consent", "lazada.orders", "lazada.reverses", "haravan.sweep")
WHY = "restored"  # a key of rules.buttons.REASONS


def settle(connection: sa.Connection) -> None:
    """Clicks of then are over, whatever became of them; cursors go back. What this mirror posted
    it posted on another device, which may have had bookings under way (D10, D11)."""
    clicks, cursors = tables.actions, tables.cursors
    connection.execute(
        sa.update(clicks)
        .where(clicks.c.effect_key.is_not(None))
        .values(state=actions.EXPIRED, answer=WHY, effect_key=None)
    )
    connection.execute(sa.delete(tables.requests))
    connection.execute(sa.update(tables.imports).values(attempt=None))
    connection.execute(sa.delete(cursors).where(cursors.c.stream.in_(FORGOTTEN_STREAMS)))
