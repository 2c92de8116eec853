"""What a second reading of both platforms needs of the mirror: the merchant's decisions.

A second reading fills a database of its own, in which the rules then work as they do in the mirror.
What the platforms cannot tell is carried over: settings, publications, links by hand, locks, and
which sales are LazDesk's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks, upsert
from lazdesk.models.pairs import SYNCHRONISED

Row = sa.Row[Any]
AT_ONCE = 500

# Whole, of every shop: the units of other shops are taken off this one's numbers (C4, A10).
_DECISIONS = (
    tables.shops,
    tables.haravan_shops,
    tables.settings,
    tables.publications,
    tables.hand_links,
    tables.parted_pairs,
    tables.locks,
)


def carry_over(source: sa.Connection, target: sa.Connection, shop: str, since: datetime) -> None:
    """Makes the merchant's decisions in ``target`` those of ``source``; of other shops also the
    links, and the orders since ``since`` that no Haravan order held then."""
    for table in _DECISIONS:
        target.execute(sa.delete(table))
        _copy(target, table, source.execute(sa.select(table)))
    pushes, links = tables.pushes, tables.links
    target.execute(sa.delete(pushes))
    sales = pushes.c.shop == shop, pushes.c.kind == "price"
    newest = sa.select(sa.func.max(pushes.c.id)).where(*sales).group_by(pushes.c.sku_id)
    own_sale = pushes.c.id.in_(newest), pushes.c.sale_price.is_not(None)
    _copy(target, pushes, source.execute(sa.select(pushes).where(*own_sale)))
    target.execute(sa.delete(links).where(links.c.shop != shop))
    _copy(target, links, source.execute(sa.select(links).where(links.c.shop != shop)))
    _copy_orders_of_others(source, target, shop, since)


def _copy_orders_of_others(
    source: sa.Connection, target: sa.Connection, shop: str, since: datetime
) -> None:
    o, i, t = tables.orders, tables.imports, tables.order_items
    loose = (
        sa.select(o.c.order_id)
        .outerjoin(i, (i.c.shop == o.c.shop) & (i.c.order_id == o.c.order_id))
        .where(o.c.shop != shop, sa.or_(i.c.held_since.is_(None), i.c.held_since > since))
    )
    for part in chunks(source.scalars(loose)):
        for table in (o, i, t):
            others = table.c.shop != shop, table.c.order_id.in_(part)
            _copy(target, table, source.execute(sa.select(table).where(*others)))


def _copy(target: sa.Connection, table: sa.Table, rows: Any) -> None:
    for some in rows.partitions(AT_ONCE):
        upsert(target, table, [dict(row._mapping) for row in some])


def drop_buyers(connection: sa.Connection) -> None:
    """Nobody is compared by name: buyers need not lie in a second place (G3)."""
    table = tables.orders
    known = sa.update(table).where(table.c.search != "")
    connection.execute(known.values(buyer={}, search=""))


# --- going through what was read ------------------------------------------------------------------


def order_pages(
    connection: sa.Connection, shop: str, created_from: datetime, size: int = AT_ONCE
) -> Iterator[list[str]]:
    """The ids of the shop's orders since then, page by page."""
    table, last = tables.orders, ""
    while True:
        ids = list(
            connection.scalars(
                sa.select(table.c.order_id)
                .where(
                    table.c.shop == shop,
                    table.c.created_at >= created_from,
                    table.c.order_id > last,
                )
                .order_by(table.c.order_id)
                .limit(size)
            )
        )
        if not ids:
            return
        yield ids
        last = ids[-1]


def strays(connection: sa.Connection, org: str, shop: str, prefix: str) -> list[Row]:
    """Haravan orders with a ref of this shop's (they begin with ``prefix``) that are not canceled
    and of no order that was read."""
    h, o = tables.haravan_orders, tables.orders
    order_id = sa.func.substr(h.c.ref, len(prefix) + 1)
    known = sa.exists().where(o.c.shop == shop, o.c.order_id == order_id)
    return list(
        connection.execute(
            sa.select(h.c.id, h.c.name, h.c.ref)
            .where(
                h.c.org == org,
                h.c.ref.startswith(prefix, autoescape=True),
                h.c.cancelled_at.is_(None),
                sa.not_(known),
            )
            .order_by(h.c.id)
        )
    )


def linked_skus(connection: sa.Connection, shop: str, size: int = AT_ONCE) -> Iterator[list[str]]:
    """The ids of every linked SKU of the shop, page by page."""
    table, last = tables.links, ""
    while True:
        chosen = sa.select(table.c.sku_id).where(table.c.shop == shop, table.c.sku_id > last)
        ids = list(connection.scalars(chosen.order_by(table.c.sku_id).limit(size)))
        if not ids:
            return
        yield ids
        last = ids[-1]


def seller_skus(connection: sa.Connection, shop: str, sku_ids: Collection[str]) -> dict[str, str]:
    """What these SKUs are called on Lazada, linked or not; one that is gone is left out."""
    table = tables.skus
    return {
        row.sku_id: row.seller_sku
        for part in chunks(sku_ids)
        for row in connection.execute(
            sa.select(table.c.sku_id, table.c.seller_sku).where(
                table.c.shop == shop, table.c.sku_id.in_(part)
            )
        )
    }


def sku_facts(
    connection: sa.Connection, shop: str, org: str, sku_ids: Collection[str]
) -> dict[str, Row]:
    """What linked SKUs and their variants are known to hold, by SKU: the values that are compared
    with a second reading, and how the merchant knows both."""
    k, v, s, t = tables.links, tables.variants, tables.skus, tables.stock
    available = (
        sa.select(sa.func.coalesce(sa.func.sum(t.c.available), 0))
        .where(t.c.org == org, t.c.variant_id == k.c.variant_id)
        .scalar_subquery()
    )
    state, pub = tables.link_states, tables.publications
    is_published = sa.exists().where(pub.c.shop == k.c.shop, pub.c.product_id == v.c.product_id)
    is_well = sa.exists().where(
        state.c.shop == k.c.shop,
        state.c.variant_id == k.c.variant_id,
        state.c.state.in_(SYNCHRONISED),
    )
    found: dict[str, Row] = {}
    for part in chunks(sku_ids):
        rows: Any = connection.execute(
            sa.select(
                k.c.sku_id,
                k.c.variant_id,
                k.c.linked_at,
                k.c.quantity_consent,
                k.c.price_consent,
                v.c.barcode,
                v.c.price.label("haravan_price"),
                v.c.tracked,
                v.c.oversell,
                s.c.item_id,
                s.c.seller_sku,
                s.c.quantity,
                s.c.price,
                available.label("available"),
                (is_published & is_well).label("is_synchronised"),
                (v.c.stock_touched_at >= v.c.stock_read_at).label("stock_is_due"),
            )
            .outerjoin(v, (v.c.org == org) & (v.c.id == k.c.variant_id))
            .outerjoin(s, (s.c.shop == k.c.shop) & (s.c.sku_id == k.c.sku_id))
            .where(k.c.shop == shop, k.c.sku_id.in_(part))
        )
        found |= {row.sku_id: row for row in rows}
    return found
