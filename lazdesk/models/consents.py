"""What was shown to the merchant before it was sent, and what he agreed to (C1, C9)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks, upsert

Row = sa.Row[Any]

_preview, _agreed, _links = tables.previews, tables.agreements, tables.links


def clear_preview(connection: sa.Connection, shop: str) -> None:
    connection.execute(sa.delete(_preview).where(_preview.c.shop == shop))


def add_to_preview(connection: sa.Connection, rows: list[Mapping[str, Any]]) -> None:
    upsert(connection, _preview, rows)


def previewed(connection: sa.Connection, shop: str, preview: str, kind: str) -> Iterable[Row]:
    """Every value of ``kind`` that the preview showed; one that would stay shows as it is."""
    return connection.execute(
        sa.select(_preview.c.sku_id, _preview.c.wanted, _preview.c.sale_price).where(
            _preview.c.shop == shop, _preview.c.preview == preview, _preview.c.kind == kind
        )
    )


def agree(connection: sa.Connection, shop: str, preview: str, kinds: Collection[str]) -> None:
    """The merchant agreed to exactly what ``preview`` showed of these kinds."""
    columns = ["shop", "kind", "sku_id", "variant_id", "wanted", "sale_price"]
    chosen = (
        (_preview.c.shop == shop) & (_preview.c.preview == preview) & _preview.c.kind.in_(kinds)
    )
    connection.execute(
        sa.delete(_agreed).where(
            _agreed.c.shop == shop,
            sa.tuple_(_agreed.c.kind, _agreed.c.sku_id).in_(
                sa.select(_preview.c.kind, _preview.c.sku_id).where(chosen)
            ),
        )
    )
    connection.execute(
        sa.insert(_agreed).from_select(
            columns, sa.select(*(_preview.c[name] for name in columns)).where(chosen)
        )
    )


def agreements(
    connection: sa.Connection, shop: str, sku_ids: Collection[str]
) -> dict[tuple[str, str], Row]:
    """What was agreed to and is not reached yet, by kind and SKU."""
    return {
        (row.kind, row.sku_id): row
        for part in chunks(sku_ids)
        for row in connection.execute(
            sa.select(_agreed).where(_agreed.c.shop == shop, _agreed.c.sku_id.in_(part))
        )
    }


def reached(connection: sa.Connection, shop: str, sku_ids: Collection[str]) -> set[tuple[str, str]]:
    """Those of the agreed values, by kind and SKU, that Lazada was seen to hold."""
    s = tables.skus
    holds = sa.case(
        (_agreed.c.kind == "quantity", _agreed.c.wanted == s.c.quantity),
        else_=(_agreed.c.wanted == s.c.price)
        & (_agreed.c.sale_price.is_(None) | (_agreed.c.sale_price == s.c.special_price)),
    )
    return {
        (row.kind, row.sku_id)
        for part in chunks(sku_ids)
        for row in connection.execute(
            sa.select(_agreed.c.kind, _agreed.c.sku_id)
            .join(s, (s.c.shop == _agreed.c.shop) & (s.c.sku_id == _agreed.c.sku_id))
            .where(_agreed.c.shop == shop, _agreed.c.sku_id.in_(part), holds)
        )
    }


def settle(connection: sa.Connection, shop: str, values: Collection[tuple[str, str]]) -> None:
    """These (kind, SKU) hold what was agreed to: from now on they go by themselves (C1)."""
    for kind in {kind for kind, _ in values}:
        for part in chunks(sku_id for kind_, sku_id in values if kind_ == kind):
            connection.execute(
                sa.update(_links)
                .where(_links.c.shop == shop, _links.c.sku_id.in_(part))
                .values({f"{kind}_consent": True})
            )
            connection.execute(
                sa.delete(_agreed).where(
                    _agreed.c.shop == shop, _agreed.c.kind == kind, _agreed.c.sku_id.in_(part)
                )
            )


def give(connection: sa.Connection, shop: str, kind: str) -> None:
    """The merchant agreed beforehand to whatever a preview of ``kind`` would show (``--yes``)."""
    connection.execute(
        sa.update(_links).where(_links.c.shop == shop).values({f"{kind}_consent": True})
    )
    _forget(connection, shop, kind)


def withdraw(connection: sa.Connection, shop: str, kind: str) -> None:
    """After a change of warehouse the next push is previewed again (C1)."""
    connection.execute(
        sa.update(_links).where(_links.c.shop == shop).values({f"{kind}_consent": False})
    )
    _forget(connection, shop, kind)


def _forget(connection: sa.Connection, shop: str, kind: str) -> None:
    connection.execute(sa.delete(_agreed).where(_agreed.c.shop == shop, _agreed.c.kind == kind))
