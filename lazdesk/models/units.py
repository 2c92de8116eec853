"""The units on order that no Haravan order may hold yet: what u and w are counted from (C4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks

Row = sa.Row[Any]
# An order of another word has left the shelf: canceling its Haravan order frees nothing.
UNSHIPPED = ("unpaid", "pending", "ready", "unknown")
CANCELED = ("canceled", "cancelled")

_o, _i, _h, _t = tables.orders, tables.imports, tables.haravan_orders, tables.order_items


@dataclass(frozen=True, slots=True)
class Unit:
    """A live unit of any shop with what is known of its order's import."""

    shop: str
    order_id: str
    sku_id: str
    status: str
    stage_pay_status: str | None
    created_at: datetime
    is_fbl: bool
    is_digital: bool
    ordered_at: datetime
    held_since: datetime | None
    is_canceled: bool  # the merchant canceled the Haravan order


def maybe_unheld(
    connection: sa.Connection,
    org: str,
    shops: Collection[str],
    since: datetime,
    held_before: datetime,
    sku_ids: Collection[str] | None = None,
) -> list[Unit]:
    """The live units of these shops' orders since ``since`` but those that a standing Haravan order
    has held since before ``held_before``. Few, while the orders may be many: their rows are only
    read where it is needed. ``sku_ids``: the orders with one of these SKUs alone."""
    if sku_ids is None:
        chosen = [_orders(org).where(_o.c.shop.in_(shops))]
    else:
        chosen = [
            _orders(org).where(_o.c.shop.in_(shops), _o.c.order_id.in_(part))
            for part in chunks(_with_skus(connection, sku_ids))
        ]
    unheld = sa.or_(_i.c.held_since.is_(None), _i.c.held_since > held_before)
    # To be sent still, while the merchant canceled them in Haravan.
    canceled = _o.c.word.in_(UNSHIPPED) & _h.c.cancelled_at.is_not(None)
    known = {
        (row.shop, row.order_id): row
        for orders in chosen
        for which in (unheld, canceled)
        for row in connection.execute(orders.where(_o.c.created_at >= since, which))
    }
    return [
        Unit(
            **item._mapping,
            ordered_at=row.created_at,
            held_since=row.held_since,
            is_canceled=row.is_canceled,
        )
        for item in _live_items(connection, [order_id for _, order_id in known])
        if (row := known.get((item.shop, item.order_id))) is not None
    ]


def _orders(org: str) -> sa.Select[Any]:
    return (
        sa.select(
            _o.c.shop,
            _o.c.order_id,
            _o.c.created_at,
            _i.c.held_since,
            _h.c.cancelled_at.is_not(None).label("is_canceled"),
        )
        .outerjoin(_i, (_i.c.shop == _o.c.shop) & (_i.c.order_id == _o.c.order_id))
        .outerjoin(_h, (_h.c.org == org) & (_h.c.id == _i.c.haravan_id))
    )


def _with_skus(connection: sa.Connection, sku_ids: Collection[str]) -> set[str]:
    """The orders with a live unit of these SKUs."""
    return {
        order_id
        for part in chunks(sku_ids)
        for order_id in connection.scalars(
            sa.select(_t.c.order_id).where(_t.c.sku_id.in_(part), _t.c.status.not_in(CANCELED))
        )
    }


def _live_items(connection: sa.Connection, order_ids: list[str]) -> Iterable[Any]:
    for part in chunks(order_ids):
        yield from connection.execute(
            sa.select(
                _t.c.shop,
                _t.c.order_id,
                _t.c.sku_id,
                _t.c.status,
                _t.c.stage_pay_status,
                _t.c.created_at,
                _t.c.is_fbl,
                _t.c.is_digital,
            ).where(_t.c.order_id.in_(part), _t.c.status.not_in(CANCELED))
        )
