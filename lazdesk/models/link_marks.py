"""What moved since a shop's goods were linked last, so that only this is linked anew.

Whoever changes a row that linking looks at marks it in the same transaction. A shop whose goods
were never linked is not marked: there everything is new.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import upsert

STREAM = "links"
"""The cursor that says by which version of the rules a shop's goods were linked in full."""

CODE, PRODUCT, VARIANT = "code", "product", "variant"
Mark = tuple[str, str]


def watching(connection: sa.Connection) -> list[str]:
    """The shops whose goods are linked, or are just being so."""
    table = tables.cursors
    return list(connection.scalars(sa.select(table.c.shop).where(table.c.stream == STREAM)))


def mark(
    connection: sa.Connection, shops: Iterable[str], kind: str, values: Collection[str]
) -> None:
    rows = [{"shop": shop, "kind": kind, "value": value} for shop in shops for value in values]
    upsert(connection, tables.link_marks, rows)


def some(connection: sa.Connection, shop: str, limit: int) -> list[Mark]:
    """Up to ``limit`` marks."""
    table = tables.link_marks
    statement = sa.select(table.c.kind, table.c.value).where(table.c.shop == shop)
    return [(row.kind, row.value) for row in connection.execute(statement.limit(limit))]


def wipe(connection: sa.Connection, shop: str, marks: Sequence[Mark] | None = None) -> None:
    """Takes these marks away; None: all of the shop."""
    table = tables.link_marks
    statement = sa.delete(table).where(table.c.shop == shop)
    if marks is None:
        connection.execute(statement)
    elif marks:
        chosen = (table.c.kind == sa.bindparam("a_kind"), table.c.value == sa.bindparam("a_value"))
        rows = [{"a_kind": kind, "a_value": value} for kind, value in marks]
        connection.execute(statement.where(*chosen), rows)
