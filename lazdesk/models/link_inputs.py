"""What linking looks at (B): both sides' codes, what is published, what the merchant decided.

Every change of it goes through here, so that it marks what must be linked anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import link_marks, tables
from lazdesk.models.database import chunks, upsert
from lazdesk.models.link_marks import CODE, PRODUCT, VARIANT

Row = Any  # of SQLAlchemy; several statements' rows in one list


# --- marking --------------------------------------------------------------------------------------


@contextmanager
def watched_products(connection: sa.Connection, org: str, ids: Collection[str]) -> Iterator[None]:
    """Marks, of these Haravan products, what the block changes."""
    shops = link_marks.watching(connection)
    if not shops:
        yield
        return
    before = _product_inputs(connection, org, ids)
    yield
    after = _product_inputs(connection, org, ids)
    moved = {id_ for id_ in ids if before.get(id_) != after.get(id_)}
    rows = [row for side in (before, after) for id_ in moved for row in side.get(id_, ())]
    link_marks.mark(connection, shops, PRODUCT, moved)
    link_marks.mark(connection, shops, VARIANT, {row.id for row in rows})
    link_marks.mark(connection, shops, CODE, {row.code for row in rows if row.code})
    units = {row.unit for row in rows if row.unit}
    link_marks.mark(connection, shops, CODE, units)


def _product_inputs(
    connection: sa.Connection, org: str, ids: Collection[str]
) -> Mapping[str, frozenset[Row]]:
    """By product, all that linking reads of its variants."""
    v, p, u = tables.variants, tables.products, tables.variant_units
    found: dict[str, set[Row]] = {}
    for part in chunks(ids):
        for row in connection.execute(
            sa.select(
                v.c.product_id,
                v.c.id,
                v.c.code,
                v.c.title,
                p.c.title.label("product_title"),
                u.c.code.label("unit"),
            )
            .join(p, (p.c.org == v.c.org) & (p.c.id == v.c.product_id))
            .outerjoin(u, (u.c.org == v.c.org) & (u.c.variant_id == v.c.id))
            .where(v.c.org == org, v.c.product_id.in_(part))
        ):
            found.setdefault(row.product_id, set()).add(row)
    return {id_: frozenset(rows) for id_, rows in found.items()}


@contextmanager
def watched_skus(
    connection: sa.Connection, shop: str, item_ids: Collection[str], sku_ids: Collection[str]
) -> Iterator[None]:
    """Marks, of these Lazada products and SKUs, what the block changes."""
    if shop not in link_marks.watching(connection):
        yield
        return
    before = _sku_inputs(connection, shop, item_ids, sku_ids)
    yield
    after = _sku_inputs(connection, shop, item_ids, sku_ids)
    moved = [id_ for id_ in before.keys() | after.keys() if before.get(id_) != after.get(id_)]
    codes = {side[id_].code for side in (before, after) for id_ in moved if id_ in side}
    link_marks.mark(connection, [shop], CODE, codes)
    linked = hand_links(connection, shop, sku_ids=moved)
    link_marks.mark(connection, [shop], VARIANT, {row.variant_id for row in linked})


def _sku_inputs(
    connection: sa.Connection, shop: str, item_ids: Collection[str], sku_ids: Collection[str]
) -> dict[str, Row]:
    return {
        row.sku_id: row
        for column, ids in (("item_id", item_ids), ("sku_id", sku_ids))
        for row in _skus(connection, shop, column, ids)
    }


def mark_products(connection: sa.Connection, shop: str, ids: Collection[str]) -> None:
    """These were published or taken off the channel."""
    if shop in link_marks.watching(connection):
        link_marks.mark(connection, [shop], PRODUCT, ids)


# --- the merchant's decisions ---------------------------------------------------------------------


def link_by_hand(
    connection: sa.Connection, shop: str, pairs: Mapping[str, str], now: datetime
) -> None:
    """Links variants with SKUs by hand (B1); what either was linked with by hand before, is not any
    more, and a pair that was taken apart is together again."""
    forget_decisions(connection, shop, pairs)
    taken = hand_links(connection, shop, sku_ids=pairs.values())
    _mark_pairs(connection, shop, {row.variant_id: row.sku_id for row in taken})
    table = tables.hand_links
    for part in chunks(pairs.values()):
        connection.execute(sa.delete(table).where(table.c.shop == shop, table.c.sku_id.in_(part)))
    upsert(
        connection,
        table,
        [
            {"shop": shop, "variant_id": variant_id, "sku_id": sku_id, "made_at": now}
            for variant_id, sku_id in pairs.items()
        ],
    )
    _mark_pairs(connection, shop, pairs)


def part(
    connection: sa.Connection, shop: str, pairs: Collection[tuple[str, str]], now: datetime
) -> None:
    """Takes pairs (variant, SKU) apart: neither a hand nor a code links them any more."""
    _drop_hand_links(connection, shop, {variant_id for variant_id, _ in pairs})
    upsert(
        connection,
        tables.parted_pairs,
        [
            {"shop": shop, "variant_id": variant_id, "sku_id": sku_id, "parted_at": now}
            for variant_id, sku_id in pairs
        ],
    )
    for variant_id, sku_id in pairs:
        _mark_pairs(connection, shop, {variant_id: sku_id})


def forget_decisions(connection: sa.Connection, shop: str, variant_ids: Collection[str]) -> None:
    """These variants link by their code alone again."""
    _drop_hand_links(connection, shop, variant_ids)
    if shop in link_marks.watching(connection):
        link_marks.mark(connection, [shop], VARIANT, variant_ids)
    table = tables.parted_pairs
    for part_ in chunks(variant_ids):
        connection.execute(
            sa.delete(table).where(table.c.shop == shop, table.c.variant_id.in_(part_))
        )


def _drop_hand_links(connection: sa.Connection, shop: str, variant_ids: Collection[str]) -> None:
    table = tables.hand_links
    rows = hand_links(connection, shop, variant_ids=variant_ids)
    _mark_pairs(connection, shop, {row.variant_id: row.sku_id for row in rows})
    for part_ in chunks(variant_ids):
        connection.execute(
            sa.delete(table).where(table.c.shop == shop, table.c.variant_id.in_(part_))
        )


def _mark_pairs(connection: sa.Connection, shop: str, pairs: Mapping[str, str]) -> None:
    if not pairs or shop not in link_marks.watching(connection):
        return
    link_marks.mark(connection, [shop], VARIANT, pairs.keys())
    codes = {row.code for row in _skus(connection, shop, "sku_id", pairs.values())}
    link_marks.mark(connection, [shop], CODE, codes)


def hand_links(
    connection: sa.Connection,
    shop: str,
    *,
    variant_ids: Collection[str] = (),
    sku_ids: Collection[str] = (),
) -> list[Row]:
    """The hand links of these variants and of these SKUs."""
    return _of_variants_and_skus(connection, tables.hand_links, shop, variant_ids, sku_ids)


def _of_variants_and_skus(
    connection: sa.Connection,
    table: sa.Table,
    shop: str,
    variant_ids: Collection[str],
    sku_ids: Collection[str],
) -> list[Row]:
    found = {
        row
        for column, ids in (("variant_id", variant_ids), ("sku_id", sku_ids))
        for part_ in chunks(ids)
        for row in connection.execute(
            sa.select(table).where(table.c.shop == shop, table.c[column].in_(part_))
        )
    }
    return sorted(found, key=lambda row: (row.variant_id, row.sku_id))


def parted(connection: sa.Connection, shop: str, variant_ids: Collection[str]) -> list[Row]:
    """The pairs of these variants that the merchant took apart."""
    return _of_variants_and_skus(connection, tables.parted_pairs, shop, variant_ids, ())


# --- what a link is made from ---------------------------------------------------------------------


def variants_of_products(
    connection: sa.Connection, org: str, product_ids: Collection[str]
) -> list[Row]:
    return _variants(connection, org, tables.variants.c.product_id, product_ids)


def variants_with_codes(connection: sa.Connection, org: str, codes: Collection[str]) -> list[Row]:
    return _variants(connection, org, tables.variants.c.code, codes)


def variants_with_units(connection: sa.Connection, org: str, codes: Collection[str]) -> list[Row]:
    """Variants of which a unit of measure carries one of these codes (B7)."""
    table = tables.variant_units
    ids = {
        id_
        for part_ in chunks(codes)
        for id_ in connection.scalars(
            sa.select(table.c.variant_id).where(table.c.org == org, table.c.code.in_(part_))
        )
    }
    return variants_by_id(connection, org, ids)


def variants_by_id(connection: sa.Connection, org: str, ids: Collection[str]) -> list[Row]:
    return _variants(connection, org, tables.variants.c.id, ids)


def _variants(
    connection: sa.Connection, org: str, column: sa.Column[Any], values: Collection[str]
) -> list[Row]:
    v, p = tables.variants, tables.products
    return [
        row
        for part_ in chunks(values)
        for row in connection.execute(
            sa.select(v.c.id, v.c.product_id, p.c.title.label("product_title"), v.c.title, v.c.code)
            .join(p, (p.c.org == v.c.org) & (p.c.id == v.c.product_id))
            .where(v.c.org == org, column.in_(part_))
        )
    ]


def units(
    connection: sa.Connection, org: str, variant_ids: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """The unit barcodes of these variants; most have none."""
    table = tables.variant_units
    found: dict[str, tuple[str, ...]] = {}
    for part_ in chunks(variant_ids):
        for row in connection.execute(
            sa.select(table.c.variant_id, table.c.code)
            .where(table.c.org == org, table.c.variant_id.in_(part_))
            .order_by(table.c.code)
        ):
            found[row.variant_id] = (*found.get(row.variant_id, ()), row.code)
    return found


def skus_with_codes(connection: sa.Connection, shop: str, codes: Collection[str]) -> list[Row]:
    return _skus(connection, shop, "code", codes)


def skus_by_id(connection: sa.Connection, shop: str, ids: Collection[str]) -> list[Row]:
    return _skus(connection, shop, "sku_id", ids)


def _skus(connection: sa.Connection, shop: str, column: str, values: Collection[str]) -> list[Row]:
    s, p = tables.skus, tables.lazada_products
    return [
        row
        for part_ in chunks(values)
        for row in connection.execute(
            sa.select(
                s.c.sku_id,
                s.c.item_id,
                s.c.code,
                p.c.name,
                _deleted(s, p).label("deleted"),
            )
            .join(p, (p.c.shop == s.c.shop) & (p.c.item_id == s.c.item_id))
            .where(s.c.shop == shop, s.c[column].in_(part_))
        )
    ]


def unlinked_variants(connection: sa.Connection, shop: str, org: str) -> dict[str, str]:
    """The codes of the variants that are linked with nothing, by id."""
    v, k = tables.variants, tables.links
    chosen = (
        sa.select(v.c.id, v.c.code)
        .outerjoin(k, (k.c.shop == shop) & (k.c.variant_id == v.c.id))
        .where(v.c.org == org, v.c.code != "", k.c.sku_id.is_(None))
        .order_by(v.c.id)
    )
    return {row.id: row.code for row in connection.execute(chosen)}


def unlinked_skus(connection: sa.Connection, shop: str) -> dict[str, str]:
    """The codes of the SKUs that are linked with nothing, by id."""
    s, p, k = tables.skus, tables.lazada_products, tables.links
    chosen = (
        sa.select(s.c.sku_id, s.c.code)
        .join(p, (p.c.shop == s.c.shop) & (p.c.item_id == s.c.item_id))
        .outerjoin(k, (k.c.shop == s.c.shop) & (k.c.sku_id == s.c.sku_id))
        .where(s.c.shop == shop, s.c.code != "", k.c.sku_id.is_(None), sa.not_(_deleted(s, p)))
        .order_by(s.c.sku_id)
    )
    return {row.sku_id: row.code for row in connection.execute(chosen)}


def _deleted(s: sa.Table, p: sa.Table) -> sa.ColumnElement[bool]:
    return sa.or_(sa.func.lower(s.c.status) == "deleted", sa.func.lower(p.c.status) == "deleted")


def published_among(connection: sa.Connection, shop: str, product_ids: Collection[str]) -> set[str]:
    table = tables.publications
    return {
        id_
        for part_ in chunks(product_ids)
        for id_ in connection.scalars(
            sa.select(table.c.product_id).where(table.c.shop == shop, table.c.product_id.in_(part_))
        )
    }


def product_ids_after(connection: sa.Connection, org: str, last: str, limit: int) -> list[str]:
    """The next products in the order of their ids: a walk through all of them."""
    table = tables.products
    chosen = sa.select(table.c.id).where(table.c.org == org, table.c.id > last)
    return list(connection.scalars(chosen.order_by(table.c.id).limit(limit)))


def skus_after(connection: sa.Connection, shop: str, last: str, limit: int) -> list[Row]:
    """The next SKUs (id and code) in the order of their ids."""
    table = tables.skus
    chosen = sa.select(table.c.sku_id, table.c.code).where(
        table.c.shop == shop, table.c.sku_id > last
    )
    return list(connection.execute(chosen.order_by(table.c.sku_id).limit(limit)))
