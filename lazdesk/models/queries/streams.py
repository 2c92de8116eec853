"""How far each stream has come, and what still waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lazdesk.models import desk, stock_reads, tables
from lazdesk.models import orders as stored
from lazdesk.models.queries.listing import Scope
from lazdesk.models.stock_reads import Freshness as Freshness


@dataclass(frozen=True)
class Stream:
    """How far one stream has come: when it last did something, and what still waits for it."""

    name: str  # orders, statuses, stock, price, clicks
    last: datetime | None
    backlog: int
    on: bool = True  # what is pushed can be switched off


def stock_freshness(connection: sa.Connection, scope: Scope) -> Freshness | None:
    """The oldest and newest reading of the stock that is pushed from (sync-engine.md §3)."""
    return stock_reads.freshness(connection, scope.shop)


def last_sync(connection: sa.Connection, scope: Scope) -> datetime | None:
    """When the last cycle without a fault ended."""
    return connection.scalar(
        sa.select(tables.shops.c.last_sync_at).where(tables.shops.c.seller_id == scope.shop)
    )


def streams(connection: sa.Connection, scope: Scope) -> list[Stream]:
    """Orders in, statuses along, stock and price out, clicks."""
    i, o, a, r = tables.imports, tables.orders, tables.actions, tables.rests

    def one(statement: sa.Select[int]) -> int:
        return connection.scalar(statement) or 0

    count = sa.select(sa.func.count())
    waiting = one(
        count.select_from(i).where(
            i.c.shop == scope.shop,
            i.c.state.in_([stored.READY, stored.INTENT, stored.UNKNOWN, stored.CREATED]),
        )
    )
    behind = one(
        count.select_from(o)
        .join(i, (i.c.shop == o.c.shop) & (i.c.order_id == o.c.order_id))
        .where(o.c.shop == scope.shop, o.c.stale, i.c.state == stored.DONE)
    )
    clicks = one(count.select_from(a).where(a.c.shop == scope.shop, a.c.effect_key.is_not(None)))
    resting = {
        kind: one(count.select_from(r).where(r.c.shop == scope.shop, r.c.kind == kind))
        for kind in ("quantity", "price")
    }
    switches = desk.settings(connection, scope.shop)
    on = {kind: switches.get(f"push.{kind}") == "on" for kind in resting}
    return [
        Stream("orders", _last_import(connection, scope), waiting),
        Stream("statuses", last_sync(connection, scope), behind),
        *(
            Stream(name, _last_push(connection, scope, kind), resting[kind], on[kind])
            for name, kind in (("stock", "quantity"), ("price", "price"))
        ),
        Stream("clicks", _last_click(connection, scope), clicks),
    ]


def _last_import(connection: sa.Connection, scope: Scope) -> datetime | None:
    """The newest order held in Haravan; by the last rows of history, which only grows."""
    table = tables.history
    return connection.scalar(
        sa.select(table.c.at)
        .where(table.c.shop == scope.shop, table.c.event == "imported")
        .order_by(table.c.id.desc())
        .limit(1)
    )


def _last_push(connection: sa.Connection, scope: Scope, kind: str) -> datetime | None:
    table = tables.pushes
    return connection.scalar(
        sa.select(table.c.sent_at)
        .where(table.c.shop == scope.shop, table.c.kind == kind)
        .order_by(table.c.id.desc())
        .limit(1)
    )


def _last_click(connection: sa.Connection, scope: Scope) -> datetime | None:
    table = tables.actions
    return connection.scalar(
        sa.select(table.c.asked_at)
        .where(table.c.shop == scope.shop)
        .order_by(table.c.asked_at.desc())
        .limit(1)
    )
