"""What was sent to Lazada, and the values that rest after a refusal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks, upsert

Row = sa.Row[Any]


def record(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(tables.pushes), list(rows))


def last(connection: sa.Connection, shop: str, sku_id: str, kind: str) -> Row | None:
    table = tables.pushes
    return connection.execute(
        sa.select(table)
        .where(table.c.shop == shop, table.c.sku_id == sku_id, table.c.kind == kind)
        .order_by(table.c.id.desc())
        .limit(1)
    ).first()


def last_sale_prices(
    connection: sa.Connection, shop: str, sku_ids: Collection[str]
) -> dict[str, int | None]:
    """The sale price that was last sent with each SKU's price, if one was."""
    table = tables.pushes
    found = {}
    for part in chunks(sku_ids):
        newest = (
            sa.select(sa.func.max(table.c.id))
            .where(table.c.shop == shop, table.c.kind == "price", table.c.sku_id.in_(part))
            .group_by(table.c.sku_id)
        )
        for row in connection.execute(
            sa.select(table.c.sku_id, table.c.sale_price).where(table.c.id.in_(newest))
        ):
            found[row.sku_id] = row.sale_price
    return found


def sent_since(connection: sa.Connection, shop: str, since: datetime) -> set[str]:
    table = tables.pushes
    return set(
        connection.scalars(
            sa.select(table.c.sku_id).where(table.c.shop == shop, table.c.sent_at >= since)
        )
    )


def counts_since(connection: sa.Connection, shop: str, since: datetime) -> Counter[str]:
    """How many SKUs had a value of each kind sent since then."""
    table = tables.pushes
    counted = connection.execute(
        sa.select(table.c.kind, sa.func.count(table.c.sku_id.distinct()).label("skus"))
        .where(table.c.shop == shop, table.c.sent_at >= since)
        .group_by(table.c.kind)
    )
    return Counter({row.kind: row.skus for row in counted})


def rests(connection: sa.Connection, shop: str) -> dict[tuple[str, str], Row]:
    table = tables.rests
    return {
        (row.sku_id, row.kind): row
        for row in connection.execute(sa.select(table).where(table.c.shop == shop))
    }


def save_rest(connection: sa.Connection, row: Mapping[str, Any]) -> None:
    upsert(connection, tables.rests, [row])


def clear_rests(
    connection: sa.Connection, shop: str, kind: str | None, sku_ids: Collection[str]
) -> None:
    table = tables.rests
    for part in chunks(sku_ids):
        statement = sa.delete(table).where(table.c.shop == shop, table.c.sku_id.in_(part))
        connection.execute(statement if kind is None else statement.where(table.c.kind == kind))
