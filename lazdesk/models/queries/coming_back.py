"""Goods that are not back yet: after a refund, and after a delivery that failed (D8, D11)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.orders import DONE


@dataclass(frozen=True, slots=True)
class OrderAway:
    """An imported order with goods away, and how many of its units that are."""

    order_id: str
    order_number: str
    units: int


def refunded_not_back(
    connection: sa.Connection, shop: str, paid_back: Collection[str]
) -> list[OrderAway]:
    """ "đã hoàn tiền – hàng chưa về": Lazada paid the buyer back for a return, and no row of the
    ledger says where the goods are. ``paid_back`` are the reverse statuses that say so. Oldest
    first."""
    i, r = tables.order_items, tables.reverse_lines
    is_paid_back = (
        sa.exists()
        .where(
            r.c.shop == i.c.shop,
            r.c.order_item_id == i.c.order_item_id,
            sa.func.upper(r.c.status).in_(sorted(paid_back)),
            sa.func.upper(r.c.request_type) == "RETURN",
            r.c.needs_refund,
        )
        .correlate(i)
    )
    return _away(connection, shop, is_paid_back)


def on_the_way_back(
    connection: sa.Connection, shop: str, failed: Collection[str]
) -> list[OrderAway]:
    """ "hàng hoàn về": units whose status is one of ``failed``: not delivered, or lost. Oldest
    first."""
    return _away(connection, shop, tables.order_items.c.status.in_(sorted(failed)))


def _away(
    connection: sa.Connection, shop: str, expected: sa.ColumnElement[bool]
) -> list[OrderAway]:
    i, o, m, back = tables.order_items, tables.orders, tables.imports, tables.restocks
    known = (
        sa.exists()
        .where(back.c.shop == i.c.shop, back.c.order_item_id == i.c.order_item_id)
        .correlate(i)
    )
    rows = connection.execute(
        sa.select(o.c.order_id, o.c.order_number, sa.func.count())
        .join(i, (i.c.shop == o.c.shop) & (i.c.order_id == o.c.order_id))
        .join(m, (m.c.shop == o.c.shop) & (m.c.order_id == o.c.order_id))
        .where(o.c.shop == shop, m.c.state == DONE, expected, ~known)
        .group_by(o.c.order_id, o.c.order_number, o.c.created_at)
        .order_by(o.c.created_at, o.c.order_id)
    )
    return [OrderAway(*row) for row in rows]
