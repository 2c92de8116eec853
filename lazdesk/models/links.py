"""What linking came to (B), a few variants at a time: links, states, unanswered SKUs, problems."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import desk, solved, tables
from lazdesk.models.database import chunks, upsert

OF_VARIANT = "variant"
OF_CODE = "code"
"""The kinds of a linking problem: a variant's own, and of all who carry one code (its object)."""


def links_of(connection: sa.Connection, shop: str, variant_ids: Collection[str]) -> dict[str, Any]:
    """The links of these variants, by variant."""
    table = tables.links
    return {
        row.variant_id: row
        for part in chunks(variant_ids)
        for row in connection.execute(
            sa.select(table).where(table.c.shop == shop, table.c.variant_id.in_(part))
        )
    }


def linked_among(connection: sa.Connection, shop: str, sku_ids: Collection[str]) -> set[str]:
    """Which of these SKUs are linked."""
    return {row.sku_id for row in _with_skus(connection, shop, sku_ids)}


def variants_linked_with(
    connection: sa.Connection, shop: str, sku_ids: Collection[str]
) -> set[str]:
    return {row.variant_id for row in _with_skus(connection, shop, sku_ids)}


def _with_skus(connection: sa.Connection, shop: str, sku_ids: Collection[str]) -> list[Any]:
    table = tables.links
    return [
        row
        for part in chunks(sku_ids)
        for row in connection.execute(
            sa.select(table).where(table.c.shop == shop, table.c.sku_id.in_(part))
        )
    ]


def unanswered(connection: sa.Connection, shop: str) -> list[Any]:
    """The Lazada SKUs that no variant answers to (B6), with their names."""
    u, s, p = tables.unanswered_skus, tables.skus, tables.lazada_products
    return list(
        connection.execute(
            sa.select(s.c.sku_id, s.c.seller_sku, p.c.name)
            .select_from(u)
            .join(s, (s.c.shop == u.c.shop) & (s.c.sku_id == u.c.sku_id))
            .join(p, (p.c.shop == s.c.shop) & (p.c.item_id == s.c.item_id))
            .where(u.c.shop == shop)
            .order_by(p.c.name, s.c.sku_id)
        )
    )


def stocked_variants(
    connection: sa.Connection, shop: str, org: str, sku_ids: Collection[str]
) -> dict[str, tuple[str, str]]:
    """Product and variant of each of these SKUs that is linked with a tracked variant."""
    table, v = tables.links, tables.variants
    return {
        row.sku_id: (row.product_id, row.id)
        for part in chunks(sku_ids)
        for row in connection.execute(
            sa.select(table.c.sku_id, v.c.product_id, v.c.id)
            .join(v, (v.c.org == org) & (v.c.id == table.c.variant_id))
            .where(table.c.shop == shop, table.c.sku_id.in_(part), v.c.tracked)
        )
    }


def save_links(
    connection: sa.Connection,
    shop: str,
    variant_ids: Collection[str],
    linked: Mapping[str, str],
    by_hand: Collection[str],
    now: datetime,
) -> set[str]:
    """Makes the links of ``variant_ids`` exactly ``linked`` (variant → SKU); returns the SKUs whose
    variant is another now. A link that stays keeps its consents (C1)."""
    table = tables.links
    known = links_of(connection, shop, variant_ids)
    gone = {id_: row.sku_id for id_, row in known.items() if linked.get(id_) != row.sku_id}
    fresh = {
        id_: sku_id
        for id_, sku_id in linked.items()
        if id_ not in known or known[id_].sku_id != sku_id
    }
    _delete(connection, table, shop, "variant_id", gone)
    # Who had the SKU before is marked, but its turn may not have come yet.
    _delete(connection, table, shop, "sku_id", fresh.values())
    if fresh:
        rows = [
            {
                "shop": shop,
                "variant_id": variant_id,
                "sku_id": sku_id,
                "by_hand": variant_id in by_hand,
                "linked_at": now,
                "price_consent": False,
                "quantity_consent": False,
            }
            for variant_id, sku_id in fresh.items()
        ]
        connection.execute(sa.insert(table), rows)
    for id_, row in known.items():
        if id_ not in gone and row.by_hand != (id_ in by_hand):
            stays = (table.c.shop == shop) & (table.c.variant_id == id_)
            connection.execute(sa.update(table).where(stays).values(by_hand=not row.by_hand))
    return {*gone.values(), *fresh.values()}


def save_states(
    connection: sa.Connection, shop: str, variant_ids: Collection[str], states: Mapping[str, str]
) -> None:
    """Makes the states of ``variant_ids`` exactly ``states``; writes only what moved."""
    table = tables.link_states
    known = {
        row.variant_id: row.state
        for part in chunks(variant_ids)
        for row in connection.execute(
            sa.select(table.c.variant_id, table.c.state).where(
                table.c.shop == shop, table.c.variant_id.in_(part)
            )
        )
    }
    _delete(connection, table, shop, "variant_id", known.keys() - states.keys())
    moved = {id_: state for id_, state in states.items() if known.get(id_) != state}
    rows = [{"shop": shop, "variant_id": id_, "state": state} for id_, state in moved.items()]
    upsert(connection, table, rows)


def save_unanswered(
    connection: sa.Connection, shop: str, sku_ids: Collection[str], unanswered: Collection[str]
) -> None:
    """Says of ``sku_ids`` which no variant answers to (B6)."""
    table = tables.unanswered_skus
    known = {
        id_
        for part in chunks(sku_ids)
        for id_ in connection.scalars(
            sa.select(table.c.sku_id).where(table.c.shop == shop, table.c.sku_id.in_(part))
        )
    }
    _delete(connection, table, shop, "sku_id", known - set(unanswered))
    upsert(connection, table, [{"shop": shop, "sku_id": id_} for id_ in set(unanswered) - known])


def save_problems(
    connection: sa.Connection,
    shop: str,
    codes: Collection[str],
    concerned: Mapping[str, Collection[str]],
    current: Collection[desk.Problem],
    now: datetime,
) -> int:
    """Makes the problems (of ``codes``) of what is ``concerned`` (kind → objects) ``current``.

    One that stands stays as it is, so that its age and number tell of real changes. Returns how
    many are new.
    """
    table = tables.problems
    wanted = {(problem.code, problem.kind, problem.object): problem for problem in current}
    known = [
        row
        for kind, objects in concerned.items()
        for part in chunks(objects)
        for row in connection.execute(
            sa.select(table).where(
                table.c.shop == shop,
                table.c.code.in_(codes),
                table.c.kind == kind,
                table.c.object.in_(part),
            )
        )
    ]
    for row in known:
        problem = wanted.get((row.code, row.kind, row.object))
        if problem is None:
            solved.move(connection, shop, table.c.id == row.id, now)
            continue
        del wanted[row.code, row.kind, row.object]
        if (problem.title, problem.message) != (row.title, row.message):
            desk.raise_problem(connection, shop, problem, now)
    return sum(desk.raise_problem(connection, shop, problem, now) for problem in wanted.values())


def forget_gone(connection: sa.Connection, shop: str, org: str, codes: Collection[str]) -> None:
    """Drops what is said of rows that are not there any more: of a mirror that was not marked."""
    v, s, u, p = tables.variants, tables.skus, tables.variant_units, tables.problems
    variants = sa.select(v.c.id).where(v.c.org == org)
    skus = sa.select(s.c.sku_id).where(s.c.shop == shop)
    for table in (tables.links, tables.link_states):
        gone = table.c.variant_id.not_in(variants)
        connection.execute(sa.delete(table).where(table.c.shop == shop, gone))
    for table in (tables.links, tables.unanswered_skus):
        connection.execute(
            sa.delete(table).where(table.c.shop == shop, table.c.sku_id.not_in(skus))
        )
    carried = sa.union_all(
        sa.select(v.c.code).where(v.c.org == org), sa.select(u.c.code).where(u.c.org == org)
    )
    for kind, present in ((OF_VARIANT, variants), (OF_CODE, carried)):
        connection.execute(
            sa.delete(p).where(
                p.c.shop == shop, p.c.code.in_(codes), p.c.kind == kind, p.c.object.not_in(present)
            )
        )


def _delete(
    connection: sa.Connection, table: sa.Table, shop: str, column: str, ids: Collection[str]
) -> None:
    for part in chunks(ids):
        connection.execute(sa.delete(table).where(table.c.shop == shop, table.c[column].in_(part)))
