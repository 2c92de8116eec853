"""Haravan orders of channel Lazada that LazDesk did not make (A9)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks

Row = sa.Row[Any]


def origins(
    connection: sa.Connection, org: str, ids: Collection[str]
) -> dict[str, tuple[str | None, str | None]]:
    """Of orders that are known: the ref and the foreign numbers they were stored with."""
    table = tables.haravan_orders
    return {
        row.id: (row.ref, row.foreign_numbers)
        for part in chunks(ids)
        for row in connection.execute(
            sa.select(table.c.id, table.c.ref, table.c.foreign_numbers).where(
                table.c.org == org, table.c.id.in_(part)
            )
        )
    }


def unclaimed(connection: sa.Connection, org: str) -> list[Row]:
    """Those that count for no Lazada order yet, oldest first."""
    table = tables.haravan_orders
    return list(
        connection.execute(
            sa.select(table)
            .where(table.c.org == org, table.c.foreign_numbers.is_not(None), table.c.ref.is_(None))
            .order_by(sa.func.length(table.c.id), table.c.id)
        )
    )


def owners(connection: sa.Connection, shop: str, numbers: Collection[str]) -> list[Row]:
    """The shop's mirrored Lazada orders with these numbers."""
    table = tables.orders
    found: list[Row] = []
    for part in chunks(numbers):
        found += connection.execute(
            sa.select(table.c.shop, table.c.order_id, table.c.order_number, table.c.created_at)
            .where(table.c.shop == shop, table.c.order_number.in_(part))
            .order_by(table.c.order_id)
        )
    return found


def is_claimed(connection: sa.Connection, org: str, ref: str) -> bool:
    """Whether an order of the other channel counts for this ref already."""
    table = tables.haravan_orders
    found = sa.select(table.c.id).where(
        table.c.org == org, table.c.ref == ref, table.c.foreign_numbers.is_not(None)
    )
    return connection.execute(found).first() is not None
