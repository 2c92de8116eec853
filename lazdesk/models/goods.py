"""Products, stock and links: what both sides hold and which belong together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import upsert

Row = sa.Row[Any]
CHUNK = 500  # ids in one IN list: SQLite's parameter limit is far above, its planner's patience not


def chunks(ids: Iterable[str], size: int = CHUNK) -> Iterable[list[str]]:
    rest = list(ids)
    for start in range(0, len(rest), size):
        yield rest[start : start + size]


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
) -> None:
    """Upserts whole products; a variant that is no longer among them is gone."""
    upsert(connection, tables.products, products)
    table = tables.variants
    present = {row["id"] for row in variants}
    for part in chunks(row["id"] for row in products):
        held = connection.scalars(
            sa.select(table.c.id).where(table.c.org == org, table.c.product_id.in_(part))
        ).all()
        forget_variants(connection, org, [id_ for id_ in held if id_ not in present])
    upsert(connection, table, variants)


def forget_variants(connection: sa.Connection, org: str, ids: Collection[str]) -> None:
    for part in chunks(ids):
        for table, column in (
            (tables.variants, tables.variants.c.id),
            (tables.stock, tables.stock.c.variant_id),
        ):
            connection.execute(sa.delete(table).where(table.c.org == org, column.in_(part)))


def forget_products_except(connection: sa.Connection, org: str, kept: Collection[str]) -> int:
    """Drops the products a complete re-read did not show; returns how many."""
    known = connection.scalars(
        sa.select(tables.products.c.id).where(tables.products.c.org == org)
    ).all()
    gone = [id_ for id_ in known if id_ not in kept]
    forget_products(connection, org, gone)
    return len(gone)


def forget_products(connection: sa.Connection, org: str, ids: Collection[str]) -> None:
    for part in chunks(ids):
        forget_variants(
            connection,
            org,
            connection.scalars(
                sa.select(tables.variants.c.id).where(
                    tables.variants.c.org == org, tables.variants.c.product_id.in_(part)
                )
            ).all(),
        )
        connection.execute(
            sa.delete(tables.products).where(
                tables.products.c.org == org, tables.products.c.id.in_(part)
            )
        )


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
    upsert(connection, tables.lazada_products, products)
    table = tables.skus
    present = {row["sku_id"] for row in skus}
    for part in chunks((row["item_id"] for row in products) if complete else ()):
        held = connection.scalars(
            sa.select(table.c.sku_id).where(table.c.shop == shop, table.c.item_id.in_(part))
        ).all()
        gone = [sku_id for sku_id in held if sku_id not in present]
        connection.execute(sa.delete(table).where(table.c.shop == shop, table.c.sku_id.in_(gone)))
    upsert(connection, table, skus)


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
    upsert(
        connection,
        tables.publications,
        [{"shop": shop, "product_id": id_, "published_at": now} for id_ in product_ids],
        keep=["published_at"],
    )


def unpublish(connection: sa.Connection, shop: str, product_ids: Collection[str]) -> None:
    table = tables.publications
    for part in chunks(product_ids):
        connection.execute(
            sa.delete(table).where(table.c.shop == shop, table.c.product_id.in_(part))
        )


def published(connection: sa.Connection, shop: str) -> set[str]:
    table = tables.publications
    return set(connection.scalars(sa.select(table.c.product_id).where(table.c.shop == shop)))


def links(connection: sa.Connection, shop: str) -> list[Row]:
    table = tables.links
    return list(connection.execute(sa.select(table).where(table.c.shop == shop)))


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


def save_links(
    connection: sa.Connection,
    shop: str,
    linked: Mapping[str, str],
    states: Mapping[str, str],
    now: datetime,
) -> None:
    """Makes the links exactly ``linked`` (variant → SKU); a link that stays keeps its consents."""
    table = tables.links
    known = {row.variant_id: row for row in links(connection, shop)}
    gone = [id_ for id_, row in known.items() if linked.get(id_) != row.sku_id]
    for part in chunks(gone):
        connection.execute(
            sa.delete(table).where(table.c.shop == shop, table.c.variant_id.in_(part))
        )
    fresh = [
        {
            "shop": shop,
            "variant_id": variant_id,
            "sku_id": sku_id,
            "by_hand": False,
            "linked_at": now,
            "price_consent": False,
            "quantity_consent": False,
        }
        for variant_id, sku_id in linked.items()
        if variant_id not in known or known[variant_id].sku_id != sku_id
    ]
    if fresh:
        connection.execute(sa.insert(table), fresh)
    _save_link_states(connection, shop, states)


def _save_link_states(connection: sa.Connection, shop: str, states: Mapping[str, str]) -> None:
    """Writes only what moved: a large catalogue rarely does."""
    known = link_states(connection, shop)
    table = tables.link_states
    for part in chunks(known.keys() - states.keys()):
        connection.execute(
            sa.delete(table).where(table.c.shop == shop, table.c.variant_id.in_(part))
        )
    upsert(
        connection,
        table,
        [
            {"shop": shop, "variant_id": id_, "state": state}
            for id_, state in states.items()
            if known.get(id_) != state
        ],
    )


def link_states(connection: sa.Connection, shop: str) -> dict[str, str]:
    table = tables.link_states
    rows = connection.execute(
        sa.select(table.c.variant_id, table.c.state).where(table.c.shop == shop)
    )
    return {row.variant_id: row.state for row in rows}


def give_consent(
    connection: sa.Connection, shop: str, kind: str, variant_ids: Collection[str] | None = None
) -> None:
    """Marks the previews of these links' ``kind`` (price, quantity) as confirmed; None: all."""
    table = tables.links
    statement = sa.update(table).where(table.c.shop == shop).values({f"{kind}_consent": True})
    if variant_ids is None:
        connection.execute(statement)
        return
    for part in chunks(variant_ids):
        connection.execute(statement.where(table.c.variant_id.in_(part)))


def withdraw_consent(connection: sa.Connection, shop: str, kind: str) -> None:
    """After a change of warehouse the next push is previewed again (C1)."""
    connection.execute(
        sa.update(tables.links)
        .where(tables.links.c.shop == shop)
        .values({f"{kind}_consent": False})
    )
