"""What the mirror knows of buyers, and how it forgets them: on request and with their age (G3).

A buyer's data is in an order's ``buyer`` and ``search``, and may be in what platforms said of it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lazdesk.models import mirror_file, orders, tables
from lazdesk.models.database import chunks
from lazdesk.models.mirror_file import Key

HIDDEN = "***"
# Shorter words stand in texts that are nobody's.
SHORTEST = 5
# In ``buyer`` in place of everything else: when it was forgotten. Nothing fills it again.
FORGOTTEN = "forgotten"
# An order on its way into Haravan needs its buyer for the address.
NEEDED = (orders.READY, orders.INTENT, orders.UNKNOWN, orders.CREATED)

# Where platforms' words on an order are kept: the table, its column, and the order's id in it.
_SAID: tuple[tuple[sa.Table, str, sa.Column[str]], ...] = (
    (tables.history, "cause", tables.history.c.order_id),
    (tables.imports, "reason", tables.imports.c.order_id),
    (tables.actions, "answer", tables.actions.c.order_id),
    (tables.effects, "answer", tables.effects.c.order_id),
    (tables.problems, "message", tables.problems.c.object),
    (tables.solved_problems, "message", tables.solved_problems.c.object),
)


def is_forgotten(buyer: Mapping[str, str]) -> bool:
    return FORGOTTEN in buyer


def older_than(connection: sa.Connection, shop: str, before: datetime) -> list[str]:
    """Orders from before that whose buyers are still known, and needed for nothing."""
    o, i = tables.orders, tables.imports
    statement = (
        sa.select(o.c.order_id)
        .outerjoin(i, (i.c.shop == o.c.shop) & (i.c.order_id == o.c.order_id))
        .where(
            o.c.shop == shop,
            o.c.created_at < before,
            sa.or_(i.c.state.is_(None), i.c.state.not_in(NEEDED)),
            sa.cast(o.c.buyer, sa.Text).not_like(f'%"{FORGOTTEN}"%'),
        )
    )
    return list(connection.scalars(statement))


def forget(connection: sa.Connection, shop: str, order_ids: Collection[str], now: datetime) -> None:
    """The buyers of these orders are known no more, nor in what was said of their orders."""
    o = tables.orders
    forgotten = {FORGOTTEN: now.astimezone(UTC).isoformat()}
    for part in chunks(order_ids):
        buyers = {
            row.order_id: row.buyer
            for row in connection.execute(
                sa.select(o.c.order_id, o.c.buyer).where(o.c.shop == shop, o.c.order_id.in_(part))
            )
        }
        _forget_words(connection, shop, buyers)
        connection.execute(
            sa.update(o)
            .where(o.c.shop == shop, o.c.order_id.in_(list(buyers)))
            .values(buyer=forgotten, search=sa.func.lower(o.c.order_number))
        )


def _forget_words(
    connection: sa.Connection, shop: str, buyers: Mapping[str, Mapping[str, str]]
) -> None:
    """``buyers`` by order: what they are known by goes from what was said of their orders."""
    for table, column, order_id in _SAID:
        rows = connection.execute(
            sa.select(
                *table.primary_key, order_id.label("of"), table.c[column].label("text")
            ).where(table.c.shop == shop, order_id.in_(list(buyers)), table.c[column].is_not(None))
        ).all()
        for row in rows:
            clean = without_words(row.text, buyers[row.of])
            if clean != row.text:
                same = [key == row._mapping[key.name] for key in table.primary_key]
                connection.execute(sa.update(table).where(*same).values({column: clean}))


def without_words(text: str, buyer: Mapping[str, str]) -> str:
    """A sentence without what the buyer is known by."""
    words = {word for word in buyer.values() if word and len(word) >= SHORTEST}
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, HIDDEN)
    return text


def forget_in_copy(file: Path, key: Key | None, before: datetime, now: datetime) -> bool:
    """The same in a copy, which may be of an earlier schema, for all orders from before that; what
    was said of them goes as a whole.

    False: the copy cannot be changed.
    """
    try:
        with mirror_file.connected(file, key) as connection:
            connection.execute("PRAGMA secure_delete = ON").close()
            known = connection.execute("SELECT name FROM sqlite_master").fetchall()
            there = {name for (name,) in known}
            connection.execute("BEGIN IMMEDIATE").close()
            for statement, values in _in_copy(there, before, now):
                connection.execute(statement, values).close()
            connection.execute("COMMIT").close()
    except mirror_file.FAULTS:
        return False
    return True


def _in_copy(
    there: Collection[str], before: datetime, now: datetime
) -> Iterator[tuple[str, list[str]]]:
    """What is changed in a copy that has these tables: every name in it is one of ours."""
    then = before.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    which = [then, f'%"{FORGOTTEN}"%']
    old = "created_at < ? AND buyer NOT LIKE ?"
    for table, column, order_id in _SAID:
        if table.name in there:
            yield (
                f"UPDATE {table.name} SET {column} = ? WHERE {column} IS NOT NULL"  # noqa: S608
                f" AND {order_id.name} IN (SELECT order_id FROM orders WHERE {old})",
                [HIDDEN, *which],
            )
    forgotten = json.dumps({FORGOTTEN: now.astimezone(UTC).isoformat()})
    yield (
        f"UPDATE orders SET buyer = ?, search = order_number WHERE {old}",  # noqa: S608
        [forgotten, *which],
    )


def unanswered_requests(connection: sa.Connection, before: datetime) -> Any:
    """Deletes handed-over commands whose asker never came for the answer."""
    return connection.execute(
        sa.delete(tables.requests).where(tables.requests.c.asked_at < before)
    ).rowcount
