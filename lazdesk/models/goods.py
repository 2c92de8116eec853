"""Products, stock and links: what both sides hold and which belong together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import link_inputs, tables
from lazdesk.models.database import chunks, upsert

Row = sa.Row[Any]


# --- Haravan --------------------------------------------------------------------------------------


def save_locations(connection: sa.Connection, org: str, rows: Sequence[Mapping[str, Any]]) -> None:
    connection.execute(sa.delete(tables.locations).where(tables.locations.c.org == org))
    if rows:
        connection.execute(sa.insert(tables.locations), list(rows))


def locations(connection: sa.Connection, org: str) -> list[Row]:
    return list(
        connection.execute(sa.select(tables.locations).where(tables.locations.c.org == org))
    )


def save_regions(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    upsert(connection, tables.regions, rows)


def regions(connection: sa.Connection, org: str, level: str, parent: str) -> list[Row]:
    table = tables.regions
    return list(
        connection.execute(
            sa.select(table).where(
                table.c.org == org, table.c.level == level, table.c.parent == parent
            )
        )
    )


def product_digests(connection: sa.Connection, org: str, ids: Collection[str]) -> dict[str, str]:
    table = tables.products
    return {
        row.id: row.digest
        for part in chunks(ids)
        for row in connection.execute(
            sa.select(table.c.id, table.c.digest).where(table.c.org == org, table.c.id.in_(part))
        )
    }


def save_products(
    connection: sa.Connection,
    org: str,
    products: Sequence[Mapping[str, Any]],
    variants: Sequence[Mapping[str, Any]],
    units: Sequence[Mapping[str, Any]],
) -> None:
    """Upserts whole products; a variant or a unit that is no longer among them is gone."""
    ids = [row["id"] for row in products]
    with link_inputs.watched_products(connection, org, ids):
        upsert(connection, tables.products, products)
        held = _variants_of(connection, org, ids)
        present = {row["id"] for row in variants}
        _drop_variants(connection, org, [id_ for id_ in held if id_ not in present])
        _drop(connection, tables.variant_units, org, "variant_id", present)
        upsert(connection, tables.variants, variants)
        upsert(connection, tables.variant_units, units)


def _variants_of(connection: sa.Connection, org: str, product_ids: Collection[str]) -> list[str]:
    table = tables.variants
    return [
        id_
        for part in chunks(product_ids)
        for id_ in connection.scalars(
            sa.select(table.c.id).where(table.c.org == org, table.c.product_id.in_(part))
        )
    ]


def _drop_variants(connection: sa.Connection, org: str, ids: Collection[str]) -> None:
    _drop(connection, tables.variants, org, "id", ids)
    _drop(connection, tables.variant_units, org, "variant_id", ids)
    _drop(connection, tables.stock, org, "variant_id", ids)


def _drop(
    connection: sa.Connection, table: sa.Table, org: str, column: str, ids: Collection[str]
) -> None:
    for part in chunks(ids):
        connection.execute(sa.delete(table).where(table.c.org == org, table.c[column].in_(part)))


def forget_products_except(connection: sa.Connection, org: str, kept: Collection[str]) -> int:
    """Drops the products a complete re-read did not show; returns how many."""
    known = connection.scalars(
        sa.select(tables.products.c.id).where(tables.products.c.org == org)
    ).all()
    gone = [id_ for id_ in known if id_ not in kept]
    forget_products(connection, org, gone)
    return len(gone)


def forget_products(connection: sa.Connection, org: str, ids: Collection[str]) -> None:
    with link_inputs.watched_products(connection, org, ids):
        _drop_variants(connection, org, _variants_of(connection, org, ids))
        _drop(connection, tables.products, org, "id", ids)


def products_of(connection: sa.Connection, org: str, variant_ids: Collection[str]) -> set[str]:
    v = tables.variants
    chosen = sa.select(v.c.product_id).where(v.c.org == org, v.c.id.in_(list(variant_ids)))
    return set(connection.scalars(chosen))


def variants(connection: sa.Connection, org: str) -> list[Row]:
    """Every variant with its product's title, in a stable order."""
    v, p = tables.variants, tables.products
    return list(
        connection.execute(
            sa.select(v, p.c.title.label("product_title"))
            .join(p, (p.c.org == v.c.org) & (p.c.id == v.c.product_id))
            .where(v.c.org == org)
            .order_by(v.c.product_id, v.c.id)
        )
    )


def save_stock(
    connection: sa.Connection,
    org: str,
    variant_ids: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    read_at: datetime,
) -> None:
    """Replaces the stock rows of ``variant_ids``: a location without a row now holds 0 (C3)."""
    for part in chunks(variant_ids):
        connection.execute(
            sa.delete(tables.stock).where(
                tables.stock.c.org == org, tables.stock.c.variant_id.in_(part)
            )
        )
        connection.execute(
            sa.update(tables.variants)
            .where(tables.variants.c.org == org, tables.variants.c.id.in_(part))
            .values(stock_read_at=read_at)
        )
    if rows:
        connection.execute(sa.insert(tables.stock), list(rows))


def available(connection: sa.Connection, org: str, variant_ids: Collection[str]) -> Iterable[Any]:
    """What each location has of these variants; no row: nothing (C3)."""
    table = tables.stock
    for part in chunks(variant_ids):
        yield from connection.execute(
            sa.select(table.c.variant_id, table.c.location_id, table.c.available).where(
                table.c.org == org, table.c.variant_id.in_(part)
            )
        )


# --- Lazada ---------------------------------------------------------------------------------------


def save_skus(
    connection: sa.Connection,
    shop: str,
    products: Sequence[Mapping[str, Any]],
    skus: Sequence[Mapping[str, Any]],
    *,
    complete: bool,
) -> None:
    """Upserts Lazada products; when they are ``complete``, a SKU that is not among them is gone."""
    item_ids = [row["item_id"] for row in products]
    present = {row["sku_id"] for row in skus}
    with link_inputs.watched_skus(connection, shop, item_ids, present):
        upsert(connection, tables.lazada_products, products)
        if complete:
            _drop_skus(connection, shop, item_ids, present)
        upsert(connection, tables.skus, skus)


def stock_by_warehouse(
    connection: sa.Connection, shop: str, sku_ids: Collection[str]
) -> dict[str, list[tuple[str, int]]]:
    """What each Lazada warehouse can sell of these SKUs; an empty one may be left out (C12)."""
    table = tables.skus
    return {
        row.sku_id: [(code, sellable) for code, sellable in row.warehouses]
        for part in chunks(sku_ids)
        for row in connection.execute(
            sa.select(table.c.sku_id, table.c.warehouses).where(
                table.c.shop == shop, table.c.sku_id.in_(part), sa.not_(table.c.fbl_only)
            )
        )
    }


def set_quantities(connection: sa.Connection, shop: str, quantities: Mapping[str, int]) -> None:
    """What Lazada is known to hold, once it is counted otherwise (C12)."""
    table = tables.skus
    statement = sa.update(table).where(table.c.shop == shop, table.c.sku_id == sa.bindparam("id"))
    values = [{"id": sku_id, "held": quantity} for sku_id, quantity in quantities.items()]
    if values:
        connection.execute(statement.values(quantity=sa.bindparam("held")), values)


def _drop_skus(
    connection: sa.Connection, shop: str, item_ids: Collection[str], present: Collection[str]
) -> None:
    table = tables.skus
    for part in chunks(item_ids):
        held = connection.scalars(
            sa.select(table.c.sku_id).where(table.c.shop == shop, table.c.item_id.in_(part))
        ).all()
        gone = [sku_id for sku_id in held if sku_id not in present]
        for rows in (table, tables.unanswered_skus):
            connection.execute(sa.delete(rows).where(rows.c.shop == shop, rows.c.sku_id.in_(gone)))


def skus(connection: sa.Connection, shop: str) -> list[Row]:
    s, p = tables.skus, tables.lazada_products
    return list(
        connection.execute(
            sa.select(s, p.c.name, p.c.status.label("item_status"))
            .join(p, (p.c.shop == s.c.shop) & (p.c.item_id == s.c.item_id))
            .where(s.c.shop == shop)
            .order_by(s.c.sku_id)
        )
    )


# --- links ----------------------------------------------------------------------------------------


def publish(
    connection: sa.Connection, shop: str, product_ids: Collection[str], now: datetime
) -> None:
    link_inputs.mark_products(connection, shop, set(product_ids) - published(connection, shop))
    upsert(
        connection,
        tables.publications,
        [{"shop": shop, "product_id": id_, "published_at": now} for id_ in product_ids],
        keep=["published_at"],
    )


def unpublish(connection: sa.Connection, shop: str, product_ids: Collection[str]) -> None:
    link_inputs.mark_products(connection, shop, product_ids)
    table = tables.publications
    for part in chunks(product_ids):
        connection.execute(
            sa.delete(table).where(table.c.shop == shop, table.c.product_id.in_(part))
        )


def published(connection: sa.Connection, shop: str) -> set[str]:
    table = tables.publications
    return set(connection.scalars(sa.select(table.c.product_id).where(table.c.shop == shop)))


def variants_of(connection: sa.Connection, shop: str, sku_ids: Collection[str]) -> dict[str, str]:
    """The variants that these SKUs are linked with, by SKU (D3)."""
    table = tables.links
    return {
        row.sku_id: row.variant_id
        for part in chunks(sku_ids)
        for row in connection.execute(
            sa.select(table.c.sku_id, table.c.variant_id).where(
                table.c.shop == shop, table.c.sku_id.in_(part)
            )
        )
    }


def skus_in_shops(
    connection: sa.Connection, shop: str, sku_ids: Collection[str], shops: Collection[str]
) -> list[str]:
    """The SKUs that stand for the variants of these SKUs of ``shop``, in any of ``shops`` (A10)."""
    k, own = tables.links, tables.links.alias()
    return [
        sku_id
        for part in chunks(sku_ids)
        for sku_id in connection.scalars(
            sa.select(k.c.sku_id)
            .join(own, (own.c.shop == shop) & (own.c.variant_id == k.c.variant_id))
            .where(own.c.sku_id.in_(part), k.c.shop.in_(shops))
        )
    ]


def skus_of_other_shops(
    connection: sa.Connection, shop: str, theirs: Collection[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """This shop's SKU of the variant that each (other shop, its SKU) is linked with (A10)."""
    k, own = tables.links, tables.links.alias()
    found = {}
    for other in {shop_ for shop_, _ in theirs} - {shop}:
        for part in chunks(sku_id for shop_, sku_id in theirs if shop_ == other):
            for row in connection.execute(
                sa.select(k.c.sku_id.label("theirs"), own.c.sku_id)
                .join(own, (own.c.shop == shop) & (own.c.variant_id == k.c.variant_id))
                .where(k.c.shop == other, k.c.sku_id.in_(part))
            ):
                found[other, row.theirs] = row.sku_id
    return found
