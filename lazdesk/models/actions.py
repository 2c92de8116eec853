"""The merchant's clicks as they are stored, one row each (E5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks

Row = sa.Row[Any]

# States of an action; in these it is open:
QUEUED = "queued"
SENT = "sent"
UNKNOWN = "unknown"
WAITING = "waiting"  # Lazada shows it; Haravan's half is still to come
# and in these it is over:
CONFIRMED = "confirmed"
REJECTED = "rejected"
EXPIRED = "expired"
SUPERSEDED = "superseded"


def click(connection: sa.Connection, row: Mapping[str, Any]) -> str:
    """Stores a click before it is sent; an open one with the same effect is the same click.

    Returns the id of the action that stands.
    """
    table = tables.actions
    open_one = connection.scalar(
        sa.select(table.c.id).where(table.c.effect_key == row["effect_key"])
    )
    if open_one is not None:
        return str(open_one)
    last = connection.scalar(
        sa.select(sa.func.max(table.c.number)).where(table.c.shop == row["shop"])
    )
    connection.execute(sa.insert(table).values(**row, number=(last or 0) + 1))
    return str(row["id"])


def by_id(connection: sa.Connection, ids: Collection[str]) -> list[Row]:
    table = tables.actions
    return [
        row
        for part in chunks(ids)
        for row in connection.execute(sa.select(table).where(table.c.id.in_(part)))
    ]


def open_ones(connection: sa.Connection, shop: str) -> list[Row]:
    """The shop's open actions, in the order clicked."""
    table = tables.actions
    return list(
        connection.execute(
            sa.select(table)
            .where(table.c.shop == shop, table.c.effect_key.is_not(None))
            .order_by(table.c.number, table.c.asked_at)
        )
    )


def is_due(connection: sa.Connection, shop: str, now: datetime) -> bool:
    """Whether an open action may go on now."""
    table = tables.actions
    return bool(
        connection.scalar(
            sa.select(
                sa.exists().where(
                    table.c.shop == shop,
                    table.c.effect_key.is_not(None),
                    table.c.next_at.is_(None) | (table.c.next_at <= now),
                )
            )
        )
    )


def unsent(
    connection: sa.Connection, shop: str, order_id: str, kinds: Collection[str]
) -> list[Row]:
    """Open clicks of these kinds on the order that have not left yet."""
    table = tables.actions
    return list(
        connection.execute(
            sa.select(table).where(
                table.c.shop == shop,
                table.c.order_id == order_id,
                table.c.kind.in_(list(kinds)),
                table.c.effect_key.is_not(None),
                table.c.state == QUEUED,
            )
        )
    )


def change(connection: sa.Connection, ids: Collection[str], **values: Any) -> None:
    table = tables.actions
    for part in chunks(ids):
        connection.execute(sa.update(table).where(table.c.id.in_(part)).values(**values))
