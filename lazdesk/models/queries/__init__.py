"""Reads for those who look: counts, product rows, order rows. Nothing here writes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from lazdesk.models import orders, tables

Row = sa.Row[Any]


def counts(connection: sa.Connection, shop: str) -> dict[str, int]:
    """B6's counts and the orders': linked, problems, unpublished, orders, waiting."""
    states, problems = tables.link_states, tables.problems
    by_state = {
        row.state: row.n
        for row in connection.execute(
            sa.select(states.c.state, sa.func.count().label("n"))
            .where(states.c.shop == shop)
            .group_by(states.c.state)
        )
    }
    imports = tables.imports

    def count(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
        statement = sa.select(sa.func.count()).select_from(table).where(*conditions)
        return connection.scalar(statement) or 0

    return {
        "linked": by_state.get("linked", 0) + by_state.get("by_hand", 0),
        "unpublished": by_state.get("unpublished", 0),
        "problems": count(problems, problems.c.shop.in_(["", shop]), sa.not_(problems.c.ignored)),
        "orders": count(tables.orders, tables.orders.c.shop == shop),
        "waiting": count(
            imports,
            imports.c.shop == shop,
            imports.c.state.in_([orders.READY, orders.INTENT, orders.UNKNOWN, orders.CREATED]),
        ),
        "unanswered": unanswered(connection, shop),
    }


def unanswered(connection: sa.Connection, shop: str) -> int:
    """Lazada SKUs that no Haravan variant answers to (B6)."""
    table = tables.unanswered_skus
    chosen = sa.select(sa.func.count()).select_from(table).where(table.c.shop == shop)
    return connection.scalar(chosen) or 0


def product_rows(connection: sa.Connection, shop: str, org: str) -> list[Row]:
    """One row per variant: where it stands and both sides' numbers."""
    v, p = tables.variants, tables.products
    k, s = tables.links, tables.skus
    state, pub = tables.link_states, tables.publications
    return list(
        connection.execute(
            sa.select(
                v.c.id.label("variant_id"),
                v.c.product_id,
                v.c.barcode,
                v.c.title,
                v.c.price.label("haravan_price"),
                p.c.title.label("product_title"),
                k.c.sku_id,
                s.c.seller_sku,
                s.c.quantity.label("lazada_quantity"),
                s.c.price.label("lazada_price"),
                state.c.state,
                pub.c.product_id.is_not(None).label("published"),
            )
            .join(p, (p.c.org == v.c.org) & (p.c.id == v.c.product_id))
            .outerjoin(state, (state.c.shop == shop) & (state.c.variant_id == v.c.id))
            .outerjoin(pub, (pub.c.shop == shop) & (pub.c.product_id == v.c.product_id))
            .outerjoin(k, (k.c.shop == shop) & (k.c.variant_id == v.c.id))
            .outerjoin(s, (s.c.shop == shop) & (s.c.sku_id == k.c.sku_id))
            .where(v.c.org == org)
            .order_by(p.c.title, v.c.id)
        )
    )


def products_by_code(connection: sa.Connection, org: str, codes: list[str]) -> dict[str, set[str]]:
    """The products whose variants carry these barcodes, by barcode (white space aside)."""
    v = tables.variants
    found: dict[str, set[str]] = {}
    for row in connection.execute(
        sa.select(v.c.code, v.c.product_id).where(v.c.org == org, v.c.code.in_(codes))
    ):
        found.setdefault(row.code, set()).add(row.product_id)
    return found
