"""Orders on both sides, the import's intents, the ledgers of what happens at most once, history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import desk, drifts, tables
from lazdesk.models.database import chunks, upsert

Row = sa.Row[Any]

# States of an import (design: P0…P9).
READY = "ready"
INTENT = "intent"
UNKNOWN = "unknown"
CREATED = "created"
REJECTED = "rejected"
DONE = "done"


# --- Lazada's side --------------------------------------------------------------------------------


def digests(connection: sa.Connection, shop: str, order_ids: Collection[str]) -> dict[str, str]:
    table = tables.orders
    return {
        row.order_id: row.digest
        for part in chunks(order_ids)
        for row in connection.execute(
            sa.select(table.c.order_id, table.c.digest).where(
                table.c.shop == shop, table.c.order_id.in_(part)
            )
        )
    }


def save_orders(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    upsert(connection, tables.orders, rows)


def save_items(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    upsert(connection, tables.order_items, rows)


def change_order(connection: sa.Connection, shop: str, order_id: str, **values: Any) -> None:
    table = tables.orders
    connection.execute(
        sa.update(table).where(table.c.shop == shop, table.c.order_id == order_id).values(**values)
    )


def _with_import() -> sa.Select[Any]:
    o, i = tables.orders, tables.imports
    return sa.select(
        o,
        i.c.state.label("import_state"),
        i.c.attempt,
        i.c.tries,
        i.c.watermark,
        i.c.sent_at,
        i.c.haravan_id,
        i.c.held_since,
        i.c.found_at,
        i.c.reason,
    ).outerjoin(i, (i.c.shop == o.c.shop) & (i.c.order_id == o.c.order_id))


def orders(
    connection: sa.Connection,
    shop: str,
    numbers: Collection[str] | None = None,
    order_ids: Collection[str] | None = None,
) -> list[Row]:
    """Orders with what is known of their import, newest first."""
    statement = _with_import().where(tables.orders.c.shop == shop)
    if numbers is not None:
        statement = statement.where(tables.orders.c.order_number.in_(list(numbers)))
    if order_ids is not None:
        return [
            row
            for part in chunks(order_ids)
            for row in connection.execute(statement.where(tables.orders.c.order_id.in_(part)))
        ]
    return list(
        connection.execute(
            statement.order_by(tables.orders.c.created_at.desc(), tables.orders.c.order_id)
        )
    )


def has_any(connection: sa.Connection, shop: str) -> bool:
    table = tables.orders
    found = sa.select(table.c.order_id).where(table.c.shop == shop).limit(1)
    return connection.execute(found).first() is not None


def items(connection: sa.Connection, shop: str, order_ids: Collection[str]) -> dict[str, list[Row]]:
    """The units of these orders, by order."""
    table = tables.order_items
    found: dict[str, list[Row]] = {order_id: [] for order_id in order_ids}
    for part in chunks(order_ids):
        for row in connection.execute(
            sa.select(table)
            .where(table.c.shop == shop, table.c.order_id.in_(part))
            .order_by(table.c.order_item_id)
        ):
            found[row.order_id].append(row)
    return found


def order_of_items(connection: sa.Connection, item_ids: Collection[str]) -> tuple[str, str] | None:
    """The shop and the order that these units belong to, if they are known."""
    table = tables.order_items
    row = connection.execute(
        sa.select(table.c.shop, table.c.order_id).where(table.c.order_item_id.in_(list(item_ids)))
    ).first()
    return None if row is None else (row.shop, row.order_id)


def without_import(connection: sa.Connection, shop: str, created_from: datetime) -> list[Row]:
    """Orders created since ``created_from`` that nothing was decided about yet (D1). One unpaid
    unit makes the order's word "unpaid", but another one may be paid."""
    i = tables.imports
    return list(
        connection.execute(
            _with_import()
            .where(
                tables.orders.c.shop == shop,
                tables.orders.c.created_at >= created_from,
                tables.orders.c.word != "canceled",
                i.c.state.is_(None),
            )
            .order_by(tables.orders.c.created_at, tables.orders.c.order_id)
        )
    )


def there_without_import(
    connection: sa.Connection, org: str, shop: str, ref_prefix: str, created_from: datetime
) -> list[Row]:
    """Canceled orders created since ``created_from`` that nothing was decided about although
    Haravan holds one that LazDesk made for them. ``ref_prefix`` begins the refs of the shop."""
    o, h = tables.orders, tables.haravan_orders
    is_there = sa.exists().where(
        h.c.org == org,
        h.c.ref == sa.literal(ref_prefix).concat(o.c.order_id),
        h.c.foreign_numbers.is_(None),
    )
    return list(
        connection.execute(
            _with_import()
            .where(
                o.c.shop == shop,
                o.c.word == "canceled",
                o.c.created_at >= created_from,
                tables.imports.c.state.is_(None),
                is_there,
            )
            .order_by(o.c.created_at, o.c.order_id)
        )
    )


def in_import(connection: sa.Connection, shop: str, *states: str) -> list[Row]:
    return list(
        connection.execute(
            _with_import()
            .where(tables.orders.c.shop == shop, tables.imports.c.state.in_(states))
            .order_by(tables.orders.c.created_at, tables.orders.c.order_id)
        )
    )


def stale(connection: sa.Connection, shop: str) -> list[Row]:
    """Imported orders whose units moved since Haravan was last brought along."""
    return list(
        connection.execute(
            _with_import()
            .where(
                tables.orders.c.shop == shop,
                tables.orders.c.stale,
                tables.imports.c.state == DONE,
            )
            .order_by(tables.orders.c.updated_at, tables.orders.c.order_id)
        )
    )


def canceled_and_standing(
    connection: sa.Connection, shop: str, org: str, canceled: Collection[str]
) -> list[Row]:
    """Imported orders with a unit in one of the ``canceled`` statuses that moved since Haravan was
    last brought along, and that are not canceled there."""
    o, i, h = tables.orders, tables.order_items, tables.haravan_orders
    has_canceled = sa.exists().where(
        i.c.shop == o.c.shop, i.c.order_id == o.c.order_id, i.c.status.in_(list(canceled))
    )
    stands = sa.exists().where(
        h.c.org == org, h.c.id == tables.imports.c.haravan_id, h.c.cancelled_at.is_(None)
    )
    return list(
        connection.execute(
            _with_import().where(
                o.c.shop == shop, o.c.stale, tables.imports.c.state == DONE, has_canceled, stands
            )
        )
    )


def read_before(
    connection: sa.Connection,
    shop: str,
    before: datetime,
    *,
    created_from: datetime,
    final: Collection[str],
) -> list[str]:
    """Orders created since ``created_from`` with a unit in none of the ``final`` statuses, whose
    units were last read before ``before``."""
    o, i = tables.orders, tables.order_items
    moving = sa.exists().where(
        i.c.shop == o.c.shop, i.c.order_id == o.c.order_id, i.c.status.not_in(list(final))
    )
    return list(
        connection.scalars(
            sa.select(o.c.order_id).where(
                o.c.shop == shop, o.c.items_read_at < before, o.c.created_at >= created_from, moving
            )
        )
    )


# --- Haravan's side and the import ----------------------------------------------------------------


def haravan_versions(
    connection: sa.Connection, org: str, ids: Collection[str]
) -> dict[str, datetime | None]:
    table = tables.haravan_orders
    return {
        row.id: row.updated_at
        for part in chunks(ids)
        for row in connection.execute(
            sa.select(table.c.id, table.c.updated_at).where(
                table.c.org == org, table.c.id.in_(part)
            )
        )
    }


def save_haravan_orders(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    upsert(connection, tables.haravan_orders, rows, keep=["first_seen_at", "word"])


def haravan_by_ref(
    connection: sa.Connection, org: str, refs: Collection[str]
) -> dict[str, list[Row]]:
    """The Haravan orders of each ref, lowest id first (P6); ids are numbers kept as text."""
    table = tables.haravan_orders
    found: dict[str, list[Row]] = {}
    for part in chunks(refs):
        for row in connection.execute(
            sa.select(table).where(table.c.org == org, table.c.ref.in_(part))
        ):
            found.setdefault(row.ref, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (len(row.id), row.id))
    return found


def repeated_refs(connection: sa.Connection, org: str) -> list[str]:
    """Refs that more than one Haravan order carries, where not all but one are canceled (P8)."""
    table = tables.haravan_orders
    return list(
        connection.scalars(
            sa.select(table.c.ref)
            .where(table.c.org == org, table.c.ref.is_not(None), table.c.cancelled_at.is_(None))
            .group_by(table.c.ref)
            .having(sa.func.count() > 1)
        )
    )


def haravan_order(connection: sa.Connection, org: str, id_: str) -> Row | None:
    table = tables.haravan_orders
    return connection.execute(sa.select(table).where(table.c.org == org, table.c.id == id_)).first()


def save_imports(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:  # rows may set different columns; each keeps what it does not name
        upsert(connection, tables.imports, [row])


def forget_imports(connection: sa.Connection, shop: str, order_ids: Collection[str]) -> None:
    table = tables.imports
    for part in chunks(order_ids):
        connection.execute(sa.delete(table).where(table.c.shop == shop, table.c.order_id.in_(part)))


def counting_order(connection: sa.Connection, ref: str) -> str | None:
    """The id of the Haravan order that counts for ``ref`` (P9), None before it is elected."""
    i, h = tables.imports, tables.haravan_orders
    return connection.scalar(
        sa.select(i.c.haravan_id)
        .join(h, h.c.id == i.c.haravan_id)
        .where(h.c.ref == ref, i.c.state == DONE)
    )


def change_haravan_order(connection: sa.Connection, org: str, id_: str, **values: Any) -> None:
    table = tables.haravan_orders
    connection.execute(
        sa.update(table).where(table.c.org == org, table.c.id == id_).values(**values)
    )


def forget_haravan_order(connection: sa.Connection, org: str, id_: str) -> None:
    table = tables.haravan_orders
    connection.execute(sa.delete(table).where(table.c.org == org, table.c.id == id_))


# --- history ---------------------------------------------------------------------------


def note(
    connection: sa.Connection,
    shop: str,
    order_ids: Iterable[str],
    event: str,
    cause: str,
    now: datetime,
) -> None:
    """A line in each order's history (D12)."""
    rows = [
        {"shop": shop, "order_id": order_id, "at": now, "event": event, "cause": cause}
        for order_id in order_ids
    ]
    if rows:
        connection.execute(sa.insert(tables.history), rows)


def history(
    connection: sa.Connection, shop: str, order_ids: Collection[str]
) -> dict[str, list[Row]]:
    table = tables.history
    found: dict[str, list[Row]] = {order_id: [] for order_id in order_ids}
    for part in chunks(order_ids):
        for row in connection.execute(
            sa.select(table)
            .where(table.c.shop == shop, table.c.order_id.in_(part))
            .order_by(table.c.id)
        ):
            found[row.order_id].append(row)
    return found


def try_again(connection: sa.Connection, shop: str, kind: str, object_: str, now: datetime) -> None:
    """Frees what a problem's object waits for: a refused import, a refused follow-up, a rest."""
    if kind in ("order", "order_status"):
        i = tables.imports
        connection.execute(
            sa.update(i)
            .where(i.c.shop == shop, i.c.order_id == object_, i.c.state == REJECTED)
            .values(state=READY)
        )
        change_order(connection, shop, object_, stale=True)
    elif kind.startswith("sku_"):
        r = tables.rests
        connection.execute(sa.delete(r).where(r.c.shop == shop, r.c.sku_id == object_))
    elif kind.startswith(drifts.WRITER_KIND):
        drifts.forgive(connection, shop, kind.removeprefix(drifts.WRITER_KIND), object_)
        desk.clear_problems(connection, shop, kind, [object_], now)


def try_rejected_again(connection: sa.Connection, shop: str, sku_ids: Collection[str]) -> None:
    """Frees the refused imports of orders with these SKUs: their lines will be others now."""
    i, t = tables.imports, tables.order_items
    for part in chunks(sku_ids):
        found = sa.select(t.c.order_id).where(t.c.shop == shop, t.c.sku_id.in_(part))
        chosen = (i.c.shop == shop) & (i.c.state == REJECTED) & i.c.order_id.in_(found)
        connection.execute(sa.update(i).where(chosen).values(state=READY))
