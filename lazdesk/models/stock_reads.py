"""When each variant's stock was read, which is due to be read next, and how fresh it all is."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import desk, tables
from lazdesk.models.database import chunks, upsert

FRESHNESS = "stock.freshness"

_v, _k, _pub, _state = tables.variants, tables.links, tables.publications, tables.link_states


@dataclass(frozen=True)
class Freshness:
    """The oldest and the newest reading of the stock that is synchronised."""

    oldest: datetime
    newest: datetime


def _pushed(shop: str, org: str) -> sa.Select[Any]:
    """Variants whose quantity may be pushed: linked, published, tracked (C2)."""
    return (
        sa.select()
        .select_from(_k)
        .join(_v, (_v.c.org == org) & (_v.c.id == _k.c.variant_id))
        .join(_pub, (_pub.c.shop == shop) & (_pub.c.product_id == _v.c.product_id))
        .join(_state, (_state.c.shop == shop) & (_state.c.variant_id == _k.c.variant_id))
        .where(_k.c.shop == shop, _v.c.tracked, _state.c.state.in_(["linked", "by_hand"]))
    )


def due(connection: sa.Connection, shop: str, org: str) -> list[str]:
    """Variants never read, or touched by an order or an edit since they were."""
    never, touched = _v.c.stock_read_at.is_(None), _v.c.stock_touched_at >= _v.c.stock_read_at
    statement = _pushed(shop, org).add_columns(_v.c.id).where(never | touched)
    return list(connection.scalars(statement.order_by(_v.c.id)))


def oldest(
    connection: sa.Connection, shop: str, org: str, limit: int, before: datetime
) -> list[str]:
    """Variants read before ``before``, those read longest ago first."""
    return list(
        connection.scalars(
            _pushed(shop, org)
            .add_columns(_v.c.id)
            .where(_v.c.stock_read_at < before)
            .order_by(_v.c.stock_read_at, _v.c.id)
            .limit(limit)
        )
    )


def known(connection: sa.Connection, org: str, variant_ids: Collection[str]) -> set[str]:
    """Those of the variants whose stock was ever read whole."""
    return {
        id_
        for part in chunks(variant_ids)
        for id_ in connection.scalars(
            sa.select(_v.c.id).where(
                _v.c.org == org, _v.c.id.in_(part), _v.c.stock_read_at.is_not(None)
            )
        )
    }


def save_changed(
    connection: sa.Connection, org: str, rows: Sequence[Mapping[str, Any]], read_at: datetime
) -> None:
    """Some places' rows of variants read before; their other places have not changed."""
    upsert(connection, tables.stock, rows)
    _set(connection, org, {row["variant_id"] for row in rows}, stock_read_at=read_at)


def touch(connection: sa.Connection, org: str, variant_ids: Collection[str], now: datetime) -> None:
    """Marks variants that something has moved: they are read first in the next cycle."""
    _set(connection, org, variant_ids, stock_touched_at=now)


def _set(
    connection: sa.Connection, org: str, variant_ids: Collection[str], **values: datetime
) -> None:
    for part in chunks(variant_ids):
        connection.execute(sa.update(_v).where(_v.c.org == org, _v.c.id.in_(part)).values(**values))


def measure(connection: sa.Connection, shop: str, org: str) -> Freshness | None:
    """How fresh what is pushed from is; None: nothing was read yet."""
    times = sa.func.min(_v.c.stock_read_at), sa.func.max(_v.c.stock_read_at)
    first, last = connection.execute(_pushed(shop, org).add_columns(*times)).one()
    return None if first is None or last is None else Freshness(first, last)


def save_freshness(connection: sa.Connection, shop: str, fresh: Freshness) -> None:
    """Kept beside the cursors: the window shows it without going through all variants."""
    text = json.dumps([fresh.oldest.isoformat(), fresh.newest.isoformat()])
    desk.set_cursor(connection, shop, FRESHNESS, text)


def freshness(connection: sa.Connection, shop: str) -> Freshness | None:
    """As the last cycle left it."""
    text = desk.cursor(connection, shop, FRESHNESS)
    return None if text is None else Freshness(*map(datetime.fromisoformat, json.loads(text)))
