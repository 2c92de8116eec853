"""The preview as a list: its changes, the most dangerous first, and how many there are (C1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.queries.listing import Listing, Scope, ordered, read_ids


@dataclass(frozen=True)
class PreviewRow:
    """One change; ``now`` and ``wanted`` are pieces or đồng by ``kind``."""

    id: str
    kind: str
    sku_id: str
    seller_sku: str
    title: str
    variant: str  # empty for a product without variants
    now: int
    wanted: int
    sale_price: int | None
    risk: int
    held: str | None
    inputs: Mapping[str, Any]


NO_VARIANTS = "Default Title"  # as Haravan calls the only variant of a product

_c, _s, _v, _p = tables.previews, tables.skus, tables.variants, tables.products
_id = _c.c.kind + sa.literal("/") + _c.c.sku_id

SORTS: Mapping[str, sa.ColumnElement[object]] = MappingProxyType(
    {
        "risk": _c.c.risk,
        "title": _v.c.search,
        "seller_sku": _s.c.seller_sku,
        "kind": _c.c.kind,
        "now": _c.c.now,
        "wanted": _c.c.wanted,
    }
)


def ids(connection: sa.Connection, scope: Scope, listing: Listing) -> list[str]:
    """The changes in order; the group is a risk's number, or ``all``."""
    sort = SORTS.get(listing.sort, _c.c.risk)
    statement = _named(scope, _id).order_by(*ordered(sort, _id, descending=listing.descending))
    if listing.group != "all":
        statement = statement.where(_c.c.risk == int(listing.group))
    return read_ids(connection, statement, listing.most)


def rows(connection: sa.Connection, scope: Scope, ids_: Sequence[str]) -> dict[str, PreviewRow]:
    """These changes, with what they are called."""
    keys = [tuple(id_.split("/", 1)) for id_ in ids_]
    found = _read(connection, scope, sa.tuple_(_c.c.kind, _c.c.sku_id).in_(keys))
    return {row.id: row for row in found}


def whole(connection: sa.Connection, scope: Scope) -> Iterator[PreviewRow]:
    """Every change, the most dangerous first."""
    return _read(connection, scope, sa.true())


def counts(connection: sa.Connection, scope: Scope) -> dict[tuple[str, int], int]:
    """How many changes there are of each kind and risk."""
    counted = connection.execute(
        sa.select(_c.c.kind, _c.c.risk, sa.func.count().label("n"))
        .where(_c.c.shop == scope.shop, _c.c.risk.is_not(None))
        .group_by(_c.c.kind, _c.c.risk)
    )
    return {(row.kind, row.risk): row.n for row in counted}


def skus(connection: sa.Connection, scope: Scope) -> int:
    """How many SKUs would change."""
    return (
        connection.scalar(
            sa.select(sa.func.count(_c.c.sku_id.distinct())).where(
                _c.c.shop == scope.shop, _c.c.risk.is_not(None)
            )
        )
        or 0
    )


def _read(
    connection: sa.Connection, scope: Scope, chosen: sa.ColumnElement[bool]
) -> Iterator[PreviewRow]:
    statement = _named(
        scope,
        _id.label("id"),
        _c,
        _s.c.seller_sku,
        _p.c.title.label("product_title"),
        _v.c.title.label("variant_title"),
    )
    order = (_c.c.risk, _c.c.kind, _s.c.seller_sku)
    for row in connection.execute(statement.where(chosen).order_by(*order)):
        yield PreviewRow(
            id=row.id,
            kind=row.kind,
            sku_id=row.sku_id,
            seller_sku=row.seller_sku,
            title=row.product_title,
            variant="" if row.variant_title == NO_VARIANTS else row.variant_title,
            now=row.now,
            wanted=row.wanted,
            sale_price=row.sale_price,
            risk=row.risk,
            held=row.held,
            inputs=row.inputs,
        )


def _named(scope: Scope, *columns: Any) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .select_from(_c)
        .join(_s, (_s.c.shop == _c.c.shop) & (_s.c.sku_id == _c.c.sku_id))
        .join(_v, (_v.c.org == scope.org) & (_v.c.id == _c.c.variant_id))
        .join(_p, (_p.c.org == scope.org) & (_p.c.id == _v.c.product_id))
        .where(_c.c.shop == scope.shop, _c.c.risk.is_not(None))
    )
