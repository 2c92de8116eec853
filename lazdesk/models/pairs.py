"""The synchronised pairs: linked and published, with both sides' numbers beside each other.

There may be 100,000 of them. Whoever goes through all of them does so page by page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks

Row = sa.Row[Any]
PAGE = 500  # rows read at once: memory stays flat, and other threads get their turn in between
SYNCHRONISED = ("linked", "by_hand")

_k, _v, _s = tables.links, tables.variants, tables.skus
_p, _lp = tables.products, tables.lazada_products
_state, _pub = tables.link_states, tables.publications

# What comparing both sides takes (C2–C7).
_NUMBERS = (
    _k.c.sku_id,
    _k.c.variant_id,
    _k.c.price_consent,
    _k.c.quantity_consent,
    _v.c.price.label("haravan_price"),
    _v.c.compare_at_price,
    _v.c.tracked,
    _v.c.oversell,
    _v.c.stock_read_at,
    _s.c.quantity,
    _s.c.price,
    _s.c.special_price,
    sa.func.json_array_length(_s.c.warehouses).label("warehouses"),
    _s.c.fbl_only,
)
# What naming a pair, to Lazada or to the merchant, takes.
_NAMES = (
    _k.c.sku_id,
    _k.c.variant_id,
    _s.c.item_id,
    _s.c.seller_sku,
    _v.c.barcode,
    _v.c.title,
    _p.c.title.label("product_title"),
)


def pages(connection: sa.Connection, shop: str, org: str) -> Iterator[list[Row]]:
    """The numbers of every pair, page by page in the order of SKU ids."""
    last = ""
    while ids := list(
        connection.scalars(
            sa.select(_k.c.sku_id)
            .where(_k.c.shop == shop, _k.c.sku_id > last)
            .order_by(_k.c.sku_id)
            .limit(PAGE)
        )
    ):
        last = ids[-1]
        yield _of(connection, shop, org, _NUMBERS, ids)


def numbers(
    connection: sa.Connection, shop: str, org: str, sku_ids: Collection[str]
) -> Iterator[list[Row]]:
    """As ``pages``, of these SKUs only."""
    for part in chunks(sku_ids, PAGE):
        yield _of(connection, shop, org, _NUMBERS, part)


def names(
    connection: sa.Connection, shop: str, org: str, sku_ids: Collection[str]
) -> dict[str, Row]:
    """What these pairs are called on both sides, by SKU id."""
    return {
        row.sku_id: row
        for part in chunks(sku_ids, PAGE)
        for row in _of(connection, shop, org, _NAMES, part)
    }


def _of(
    connection: sa.Connection, shop: str, org: str, columns: Collection[Any], sku_ids: list[str]
) -> list[Row]:
    chosen = _pairs(shop, org, *columns).where(_k.c.sku_id.in_(sku_ids)).order_by(_k.c.sku_id)
    return list(connection.execute(chosen))


def _pairs(shop: str, org: str, *columns: Any) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .select_from(_k)
        .join(_v, (_v.c.org == org) & (_v.c.id == _k.c.variant_id))
        .join(_p, (_p.c.org == org) & (_p.c.id == _v.c.product_id))
        .join(_pub, (_pub.c.shop == _k.c.shop) & (_pub.c.product_id == _v.c.product_id))
        .join(_state, (_state.c.shop == _k.c.shop) & (_state.c.variant_id == _k.c.variant_id))
        .join(_s, (_s.c.shop == _k.c.shop) & (_s.c.sku_id == _k.c.sku_id))
        .join(_lp, (_lp.c.shop == _k.c.shop) & (_lp.c.item_id == _s.c.item_id))
        .where(_k.c.shop == shop, _state.c.state.in_(SYNCHRONISED))
    )


def count(connection: sa.Connection, shop: str, org: str) -> int:
    return connection.scalar(_pairs(shop, org, sa.func.count())) or 0


def most_warehouses(connection: sa.Connection, shop: str, org: str) -> int:
    """In how many Lazada warehouses a pair's stock was seen, at most (C12)."""
    shown = sa.func.max(sa.func.json_array_length(_s.c.warehouses))
    return connection.scalar(_pairs(shop, org, shown)) or 0


def oldest_stock(
    connection: sa.Connection, shop: str, org: str, only: Collection[str] | None = None
) -> datetime | None:
    """When the stock that was read longest ago of all pairs was read; None: never any.

    ``only``: of the pairs of these SKUs, which must be few.
    """
    chosen = _pairs(shop, org, sa.func.min(_v.c.stock_read_at))
    if only is not None:
        chosen = chosen.where(_k.c.sku_id.in_(only))
    oldest = connection.scalar(chosen)
    return oldest if isinstance(oldest, datetime) else None


def is_stock_unread(connection: sa.Connection, shop: str, org: str) -> bool:
    """Whether the stock of a tracked variant is still unknown."""
    unread = _pairs(shop, org, _k.c.sku_id).where(_v.c.tracked, _v.c.stock_read_at.is_(None))
    return connection.scalar(unread.limit(1)) is not None


def tracked_variants(connection: sa.Connection, shop: str, org: str) -> list[str]:
    """The variants whose stock may be pushed."""
    return list(connection.scalars(_pairs(shop, org, _k.c.variant_id).where(_v.c.tracked)))


def by_code(
    connection: sa.Connection, shop: str, org: str, codes: Collection[str]
) -> dict[str, Row]:
    """The names of the pairs that a barcode or SellerSku among ``codes`` stands for."""
    named = _s.c.code.in_(codes) | _v.c.code.in_(codes)
    found = connection.execute(_pairs(shop, org, *_NAMES).where(named).order_by(_k.c.sku_id))
    return {row.sku_id: row for row in found}


def moved_by_orders(connection: sa.Connection, shop: str, org: str) -> set[str]:
    """The SKUs with a unit that was read after the SKU was last seen: a sale or a cancel moves what
    Lazada holds, and the product's own time need not tell of it."""
    o, i = tables.orders, tables.order_items
    oldest = connection.scalar(sa.select(sa.func.min(_s.c.seen_at)).where(_s.c.shop == shop))
    if oldest is None:
        return set()
    read_since = connection.scalars(
        sa.select(o.c.order_id).where(o.c.shop == shop, o.c.items_read_at > oldest)
    ).all()
    return {
        sku_id
        for part in chunks(read_since, PAGE)
        for sku_id in connection.scalars(
            _pairs(shop, org, _k.c.sku_id)
            .join(i, (i.c.shop == _k.c.shop) & (i.c.sku_id == _k.c.sku_id))
            .join(o, (o.c.shop == i.c.shop) & (o.c.order_id == i.c.order_id))
            .where(i.c.order_id.in_(part), o.c.items_read_at > _s.c.seen_at)
        )
    }
