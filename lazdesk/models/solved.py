"""Problems whose cause is gone: kept apart for a while, so that the merchant sees it (F)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables

KEPT = timedelta(days=30)
_IDENTITY = ("shop", "code", "kind", "object")
_CARRIED = (*_IDENTITY, "title", "message", "since", "count", "platform_code", "request_id")


def move(
    connection: sa.Connection, shop: str, chosen: sa.ColumnElement[bool], now: datetime
) -> None:
    """The problems of ``shop`` that are ``chosen`` are over. What was over long ago is dropped."""
    p, s = tables.problems, tables.solved_problems
    over = (p.c.shop == shop) & chosen
    moved = connection.execute(
        sa.insert(s).from_select(
            [*_CARRIED, "solved_at"],
            sa.select(*(p.c[name] for name in _CARRIED), sa.literal(now, s.c.solved_at.type)).where(
                over
            ),
        )
    )
    if not moved.rowcount:
        return
    connection.execute(sa.delete(p).where(over))
    connection.execute(sa.delete(s).where(s.c.shop == shop, s.c.solved_at < now - KEPT))


def come_back(connection: sa.Connection, **identity: str) -> None:
    """A problem that was over stands again."""
    s = tables.solved_problems
    connection.execute(sa.delete(s).where(*(s.c[name] == identity[name] for name in _IDENTITY)))


def newest_first(connection: sa.Connection, shop: str) -> list[sa.Row[Any]]:
    s = tables.solved_problems
    return list(
        connection.execute(
            sa.select(s)
            .where(s.c.shop.in_(["", shop]))
            .order_by(s.c.solved_at.desc(), s.c.id.desc())
        )
    )
