"""Which labels are kept, and how often each was printed (E3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks, upsert

Row = sa.Row[Any]


def keep(
    connection: sa.Connection,
    shop: str,
    package_id: str,
    order_id: str,
    file: str,
    now: datetime,
) -> None:
    """``file`` holds this package's label; how often it was printed stays."""
    row = {
        "shop": shop,
        "package_id": package_id,
        "order_id": order_id,
        "file": file,
        "fetched_at": now,
        "prints": 0,
        "printed_at": None,
    }
    upsert(connection, tables.labels, [row], keep=["prints", "printed_at"])


def of_orders(
    connection: sa.Connection, shop: str, order_ids: Collection[str]
) -> dict[str, dict[str, Row]]:
    """The labels kept, by order and package."""
    table = tables.labels
    found: dict[str, dict[str, Row]] = {order_id: {} for order_id in order_ids}
    for part in chunks(order_ids):
        for row in connection.execute(
            sa.select(table).where(table.c.shop == shop, table.c.order_id.in_(part))
        ):
            found[row.order_id][row.package_id] = row
    return found


def printed(
    connection: sa.Connection, shop: str, package_ids: Collection[str], now: datetime
) -> list[str]:
    """Counts one more print of each package; returns the orders they belong to."""
    table = tables.labels
    orders: dict[str, None] = {}
    for part in chunks(package_ids):
        these = (table.c.shop == shop) & table.c.package_id.in_(part)
        connection.execute(
            sa.update(table).where(these).values(prints=table.c.prints + 1, printed_at=now)
        )
        orders |= dict.fromkeys(connection.scalars(sa.select(table.c.order_id).where(these)))
    return list(orders)


def fetched_before(connection: sa.Connection, shop: str, before: datetime) -> list[Row]:
    table = tables.labels
    return list(
        connection.execute(
            sa.select(table).where(table.c.shop == shop, table.c.fetched_at < before)
        )
    )


def forget(connection: sa.Connection, shop: str, package_ids: Iterable[str]) -> None:
    table = tables.labels
    for part in chunks(list(package_ids)):
        connection.execute(
            sa.delete(table).where(table.c.shop == shop, table.c.package_id.in_(part))
        )


def files(connection: sa.Connection, shop: str) -> set[str]:
    """The names of the files that hold a label."""
    table = tables.labels
    return set(connection.scalars(sa.select(table.c.file).where(table.c.shop == shop)))
