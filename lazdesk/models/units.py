"""The units on order that no Haravan order may hold yet: what u and w are counted from (C4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks

Row = sa.Row[Any]
# An order of another word has left the shelf: canceling its Haravan order frees nothing.
UNSHIPPED = ("unpaid", "pending", "ready", "unknown")


@dataclass(frozen=True, slots=True)
class Unit:
    """A live unit of any shop with what is known of its order's import."""

    shop: str
    order_id: str
    sku_id: str
    status: str
    stage_pay_status: str | None
    created_at: datetime
    is_fbl: bool
    is_digital: bool
    ordered_at: datetime
    held_since: datetime | None
    is_canceled: bool  # the merchant canceled the Haravan order


def maybe_unheld(
    connection: sa.Connection, org: str, since: datetime, held_before: datetime
) -> list[Unit]:
    """The live units of every shop's orders since ``since`` but those that a standing Haravan order
    has held since before ``held_before``. Few, while the orders may be many: their rows are only
    read where it is needed."""
    known = {
        (row.shop, row.order_id): row
        for row in (
            *_recent(connection, org, since, held_before),
            *_canceled(connection, org, since),
        )
    }
    return [
        Unit(
            **item._mapping,
            ordered_at=row.created_at,
            held_since=row.held_since,
            is_canceled=row.is_canceled,
        )
        for item in _live_items(connection, [order_id for _, order_id in known])
        if (row := known.get((item.shop, item.order_id))) is not None
    ]


def _orders(org: str, *, with_import: bool) -> sa.Select[Any]:
    o, i, h = tables.orders, tables.imports, tables.haravan_orders
    return (
        sa.select(
            o.c.shop,
            o.c.order_id,
            o.c.created_at,
            i.c.held_since,
            h.c.cancelled_at.is_not(None).label("is_canceled"),
        )
        .join(i, (i.c.shop == o.c.shop) & (i.c.order_id == o.c.order_id), isouter=not with_import)
        .join(h, (h.c.org == org) & (h.c.id == i.c.haravan_id), isouter=not with_import)
    )


def _recent(
    connection: sa.Connection, org: str, since: datetime, held_before: datetime
) -> Iterable[Row]:
    """Orders that no Haravan order holds, or one that was first seen after ``held_before``."""
    o, i = tables.orders, tables.imports
    unheld = sa.or_(i.c.held_since.is_(None), i.c.held_since > held_before)
    return connection.execute(
        _orders(org, with_import=False).where(o.c.created_at >= since, unheld)
    )


def _canceled(connection: sa.Connection, org: str, since: datetime) -> Iterable[Row]:
    """Orders that are still to be sent while the merchant canceled them in Haravan."""
    o, h = tables.orders, tables.haravan_orders
    return connection.execute(
        _orders(org, with_import=True).where(
            o.c.created_at >= since, o.c.word.in_(UNSHIPPED), h.c.cancelled_at.is_not(None)
        )
    )


def _live_items(connection: sa.Connection, order_ids: list[str]) -> Iterable[Any]:
    t = tables.order_items
    for part in chunks(order_ids):
        yield from connection.execute(
            sa.select(
                t.c.shop,
                t.c.order_id,
                t.c.sku_id,
                t.c.status,
                t.c.stage_pay_status,
                t.c.created_at,
                t.c.is_fbl,
                t.c.is_digital,
            ).where(t.c.order_id.in_(part), t.c.status.not_in(["canceled", "cancelled"]))
        )
