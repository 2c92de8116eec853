"""Prices that were sent last and can be set back: those that Lazada still holds (C7)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks

Row = sa.Row[Any]
_sent, _s, _v, _k, _p = (
    tables.pushes,
    tables.skus,
    tables.variants,
    tables.links,
    tables.products,
)


def candidates(connection: sa.Connection, shop: str, org: str) -> list[Row]:
    """The last price of each SKU sent in the last cycle that sent prices, where it can be set back.

    That is: Lazada took it and still holds it, what it held before is known, and it was not set
    back yet; a price set back is not sent from Haravan, and so none of these.
    """
    last = sa.select(sa.func.max(_sent.c.id)).where(
        _sent.c.shop == shop, _sent.c.kind == "price", _sent.c.before.is_not(None)
    )
    run = sa.select(_sent.c.run).where(_sent.c.id == last.scalar_subquery()).scalar_subquery()
    return _of(connection, shop, org, _sent.c.run == run)


def candidates_of(
    connection: sa.Connection, shop: str, org: str, sku_ids: Collection[str]
) -> list[Row]:
    """As ``candidates``, of these SKUs, whichever cycle sent their last price."""
    return [
        row
        for part in chunks(sku_ids)
        for row in _of(connection, shop, org, _sent.c.sku_id.in_(part))
    ]


def _of(
    connection: sa.Connection, shop: str, org: str, chosen: sa.ColumnElement[bool]
) -> list[Row]:
    newer = _sent.alias("newer")
    latest = (
        sa.select(sa.func.max(newer.c.id))
        .where(
            newer.c.shop == shop,
            newer.c.kind == "price",
            newer.c.sku_id == _sent.c.sku_id,
            # Not refused, and no undo: that one's mark is on what it set back.
            (newer.c.answer == "0") | newer.c.answer.startswith("?"),
            newer.c.run.is_not(None),
        )
        .correlate(_sent)
        .scalar_subquery()
    )
    still_there = (_s.c.price == _sent.c.wanted) & (
        _sent.c.sale_price.is_(None) | (_s.c.special_price == _sent.c.sale_price)
    )
    return list(
        connection.execute(
            sa.select(
                _sent.c.id.label("push_id"),
                _sent.c.sku_id,
                _sent.c.sale_price,
                _sent.c.before,
                _sent.c.before_sale,
                _k.c.variant_id,
                _s.c.item_id,
                _s.c.seller_sku,
                _s.c.price,
                _v.c.price.label("haravan_price"),
                _v.c.compare_at_price,
                _v.c.title,
                _p.c.title.label("product_title"),
            )
            .join(_s, (_s.c.shop == shop) & (_s.c.sku_id == _sent.c.sku_id))
            .join(_k, (_k.c.shop == shop) & (_k.c.sku_id == _sent.c.sku_id))
            .join(_v, (_v.c.org == org) & (_v.c.id == _k.c.variant_id))
            .join(_p, (_p.c.org == org) & (_p.c.id == _v.c.product_id))
            .where(
                _sent.c.shop == shop,
                _sent.c.kind == "price",
                _sent.c.before > 0,
                _sent.c.undone_at.is_(None),
                _sent.c.id == latest,
                still_there,
                chosen,
            )
            .order_by(_p.c.title, _sent.c.sku_id)
        )
    )


def held_now(
    connection: sa.Connection, shop: str, sku_ids: Collection[str]
) -> dict[str, tuple[int, int | None]]:
    """Price and sale price that Lazada was last seen to hold."""
    return {
        row.sku_id: (row.price, row.special_price)
        for part in chunks(sku_ids)
        for row in connection.execute(
            sa.select(_s.c.sku_id, _s.c.price, _s.c.special_price).where(
                _s.c.shop == shop, _s.c.sku_id.in_(part)
            )
        )
    }


def mark(connection: sa.Connection, push_ids: Collection[int], at: datetime | None) -> None:
    """These were set back at that time; None: they were not, after all."""
    for start in range(0, len(ids := list(push_ids)), 500):
        connection.execute(
            sa.update(_sent).where(_sent.c.id.in_(ids[start : start + 500])).values(undone_at=at)
        )
