"""What happens at most once: effects with their intents, goods given back, Lazada's returns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks, upsert

Row = sa.Row[Any]

# States of an effect.
ASKED = "asked"
HELD = "held"
REFUSED = "refused"


def effect(connection: sa.Connection, key: str) -> Row | None:
    table = tables.effects
    return connection.execute(sa.select(table).where(table.c.key == key)).first()


def effects(connection: sa.Connection, shop: str, order_id: str, *states: str) -> list[Row]:
    """The order's effects in these states, oldest first."""
    table = tables.effects
    return list(
        connection.execute(
            sa.select(table)
            .where(
                table.c.shop == shop, table.c.order_id == order_id, table.c.state.in_(list(states))
            )
            .order_by(table.c.asked_at, table.c.key)
        )
    )


def effects_of(
    connection: sa.Connection, shop: str, order_ids: Collection[str], state: str
) -> dict[str, list[Row]]:
    """The effects in this state of these orders, by order."""
    table = tables.effects
    found: dict[str, list[Row]] = {order_id: [] for order_id in order_ids}
    for part in chunks(order_ids):
        for row in connection.execute(
            sa.select(table)
            .where(table.c.shop == shop, table.c.order_id.in_(part), table.c.state == state)
            .order_by(table.c.asked_at, table.c.key)
        ):
            found[row.order_id].append(row)
    return found


def ask_effect(
    connection: sa.Connection,
    key: str,
    shop: str,
    order_id: str,
    now: datetime,
    details: Mapping[str, Any],
) -> None:
    """The intent, durable before the call goes out; ``details``: what to note once it held."""
    row = {"shop": shop, "order_id": order_id, "state": ASKED, "asked_at": now}
    upsert(connection, tables.effects, [{"key": key, **row, "details": dict(details)}])


def end_effect(connection: sa.Connection, key: str, state: str, answer: str | None = None) -> None:
    table = tables.effects
    connection.execute(
        sa.update(table).where(table.c.key == key).values(state=state, answer=answer)
    )


# --- goods given back: one row per unit, whoever gave it back (D10, D11, E2) ----------------------


def restocks(connection: sa.Connection, shop: str, item_ids: Collection[str]) -> dict[str, Row]:
    """The rows of these units, by unit."""
    table = tables.restocks
    return {
        row.order_item_id: row
        for part in chunks(item_ids)
        for row in connection.execute(
            sa.select(table).where(table.c.shop == shop, table.c.order_item_id.in_(part))
        )
    }


def record_restocks(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(tables.restocks), list(rows))


# --- Lazada's reverse lines (D11) -----------------------------------------------------------------


def moved_reverse_lines(
    connection: sa.Connection, shop: str, rows: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Those of these lines that are new or not as they were."""
    known = {row.line_id: row._mapping for row in _lines_of(connection, shop, rows)}
    return [row for row in rows if known.get(row["line_id"]) != row]


def save_reverse_lines(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    upsert(connection, tables.reverse_lines, rows)


def _lines_of(connection: sa.Connection, shop: str, rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    table = tables.reverse_lines
    return [
        row
        for part in chunks([row["line_id"] for row in rows])
        for row in connection.execute(
            sa.select(table).where(table.c.shop == shop, table.c.line_id.in_(part))
        )
    ]


def reverse_lines(
    connection: sa.Connection, shop: str, order_ids: Collection[str]
) -> dict[str, list[Row]]:
    """The reverse lines of these orders, by order."""
    table = tables.reverse_lines
    found: dict[str, list[Row]] = {order_id: [] for order_id in order_ids}
    for part in chunks(order_ids):
        for row in connection.execute(
            sa.select(table)
            .where(table.c.shop == shop, table.c.order_id.in_(part))
            .order_by(table.c.line_id)
        ):
            found[row.order_id].append(row)
    return found


def mark_stale(connection: sa.Connection, shop: str, order_ids: Collection[str]) -> None:
    """Haravan has to be brought along for these orders, should they be in it."""
    table = tables.orders
    for part in chunks(order_ids):
        connection.execute(
            sa.update(table)
            .where(table.c.shop == shop, table.c.order_id.in_(part))
            .values(stale=True)
        )
