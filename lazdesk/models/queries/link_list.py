"""What one side has and the other lacks: the two lists a merchant links by hand from (B1, B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.queries.listing import Listing, Scope, containing, ordered, read_ids

MISSING = "missing"
"""The group of rows whose code the other side does not have at all; else all that are unlinked."""

_v, _p, _k, _s = tables.variants, tables.products, tables.links, tables.skus
_lp, _u, _state = tables.lazada_products, tables.unanswered_skus, tables.link_states


@dataclass(frozen=True)
class Candidate:
    """A row without a link; ``state`` is a variant's link state, or of a SKU whether it is
    ``unanswered`` (``""``: a variant carries its code)."""

    id: str
    title: str
    code: str
    state: str


def variant_ids(connection: sa.Connection, scope: Scope, listing: Listing) -> list[str]:
    """Variants linked with nothing; ``MISSING``: that have a code which Lazada does not know."""
    sort = {"code": _v.c.code}.get(listing.sort, _v.c.search)
    statement = (
        sa.select(_v.c.id)
        .outerjoin(_k, (_k.c.shop == scope.shop) & (_k.c.variant_id == _v.c.id))
        .where(_v.c.org == scope.org, _k.c.sku_id.is_(None))
        .where(containing(_v.c.search, listing.words))
        .order_by(*ordered(sort, _v.c.id, descending=listing.descending))
    )
    if listing.group == MISSING:
        sold = sa.exists().where(_s.c.shop == scope.shop, _s.c.code == _v.c.code)
        statement = statement.where(_v.c.code != "", ~sold)
    return read_ids(connection, statement, listing.most)


def variants(connection: sa.Connection, scope: Scope, ids: Sequence[str]) -> dict[str, Candidate]:
    found = connection.execute(
        sa.select(_v.c.id, _p.c.title.label("product"), _v.c.title, _v.c.code, _state.c.state)
        .join(_p, (_p.c.org == _v.c.org) & (_p.c.id == _v.c.product_id))
        .outerjoin(_state, (_state.c.shop == scope.shop) & (_state.c.variant_id == _v.c.id))
        .where(_v.c.org == scope.org, _v.c.id.in_(ids))
    )
    return {
        row.id: Candidate(
            row.id,
            row.product if row.title == "Default Title" else f"{row.product} / {row.title}",
            row.code,
            row.state or "unpublished",
        )
        for row in found
    }


def sku_ids(connection: sa.Connection, scope: Scope, listing: Listing) -> list[str]:
    """SKUs linked with nothing; ``MISSING``: that no variant answers to (B6)."""
    sort = {"code": _s.c.code}.get(listing.sort, _s.c.search)
    statement = sa.select(_s.c.sku_id).where(
        _s.c.shop == scope.shop, containing(_s.c.search, listing.words)
    )
    if listing.group == MISSING:
        statement = statement.join(_u, (_u.c.shop == _s.c.shop) & (_u.c.sku_id == _s.c.sku_id))
    else:
        deleted = (sa.func.lower(_s.c.status) == "deleted") | (
            sa.func.lower(_lp.c.status) == "deleted"
        )
        statement = (
            statement.join(_lp, (_lp.c.shop == _s.c.shop) & (_lp.c.item_id == _s.c.item_id))
            .outerjoin(_k, (_k.c.shop == _s.c.shop) & (_k.c.sku_id == _s.c.sku_id))
            .where(_k.c.sku_id.is_(None), ~deleted)
        )
    statement = statement.order_by(*ordered(sort, _s.c.sku_id, descending=listing.descending))
    return read_ids(connection, statement, listing.most)


def skus(connection: sa.Connection, scope: Scope, ids: Sequence[str]) -> dict[str, Candidate]:
    found = connection.execute(
        sa.select(
            _s.c.sku_id, _lp.c.name, _s.c.variation, _s.c.code, _u.c.sku_id.label("unanswered")
        )
        .join(_lp, (_lp.c.shop == _s.c.shop) & (_lp.c.item_id == _s.c.item_id))
        .outerjoin(_u, (_u.c.shop == _s.c.shop) & (_u.c.sku_id == _s.c.sku_id))
        .where(_s.c.shop == scope.shop, _s.c.sku_id.in_(ids))
    )
    return {
        row.sku_id: Candidate(
            row.sku_id,
            f"{row.name} / {row.variation}" if row.variation else row.name,
            row.code,
            "unanswered" if row.unanswered else "",
        )
        for row in found
    }
