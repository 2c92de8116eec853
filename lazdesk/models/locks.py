"""Locked values: what is kept from Lazada, by whom and until when (C13)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks, upsert

Row = sa.Row[Any]
_locks = tables.locks


def put(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds locks; one that stands takes the new end and reason."""
    upsert(connection, _locks, rows, keep=["since"])


def of(
    connection: sa.Connection, shop: str, now: datetime, sku_ids: Collection[str]
) -> dict[str, list[Row]]:
    """The locks in force of these SKUs."""
    found: dict[str, list[Row]] = {}
    for part in chunks(sku_ids):
        for row in connection.execute(
            sa.select(_locks)
            .where(_locks.c.shop == shop, _locks.c.sku_id.in_(part), in_force(now))
            .order_by(_locks.c.kind, _locks.c.source)
        ):
            found.setdefault(row.sku_id, []).append(row)
    return found


def named(
    connection: sa.Connection, shop: str, org: str, codes: Collection[str] | None
) -> dict[str, set[str]]:
    """The SKUs that each code stands for: a SellerSku, or the barcode of a linked variant; None:
    all linked ones, each by its own id."""
    k, s, v = tables.links, tables.skus, tables.variants
    found: dict[str, set[str]] = {}
    if codes is None:
        for sku_id in connection.scalars(sa.select(k.c.sku_id).where(k.c.shop == shop)):
            found[sku_id] = {sku_id}
        return found
    seller_sku, barcode = sa.func.trim(s.c.seller_sku), sa.func.trim(v.c.barcode)
    own = sa.select(seller_sku, s.c.sku_id).where(s.c.shop == shop, seller_sku.in_(list(codes)))
    linked = (
        sa.select(barcode, k.c.sku_id)
        .join(k, (k.c.shop == shop) & (k.c.variant_id == v.c.id))
        .where(v.c.org == org, barcode.in_(list(codes)))
    )
    for statement in (own, linked):
        for code, sku_id in connection.execute(statement):
            found.setdefault(code, set()).add(sku_id)
    return found


def skus_of(connection: sa.Connection, shop: str, variant_ids: Collection[str]) -> set[str]:
    """The SKUs that these variants are linked with."""
    k = tables.links
    return {
        sku_id
        for part in chunks(variant_ids)
        for sku_id in connection.scalars(
            sa.select(k.c.sku_id).where(k.c.shop == shop, k.c.variant_id.in_(part))
        )
    }


def in_force(now: datetime) -> sa.ColumnElement[bool]:
    return _locks.c.until.is_(None) | (_locks.c.until > now)


def replace_campaigns(
    connection: sa.Connection,
    shop: str,
    sku_ids: Collection[str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Makes the campaigns of these SKUs exactly what their products show."""
    for part in chunks(sku_ids):
        connection.execute(
            sa.delete(_locks).where(
                _locks.c.shop == shop, _locks.c.source == "campaign", _locks.c.sku_id.in_(part)
            )
        )
    upsert(connection, _locks, rows)


def lift(
    connection: sa.Connection, shop: str, kinds: Collection[str], sku_ids: Collection[str]
) -> int:
    """Removes every lock of these values but what a product shows: that is Lazada's to lift.

    Returns how many were removed.
    """
    lifted = 0
    for part in chunks(sku_ids):
        lifted += connection.execute(
            sa.delete(_locks).where(
                _locks.c.shop == shop,
                _locks.c.kind.in_(list(kinds)),
                _locks.c.source != "campaign",
                _locks.c.sku_id.in_(part),
            )
        ).rowcount
    return lifted


def release(connection: sa.Connection, shop: str, sku_ids: Collection[str]) -> None:
    """Ends the holds after an undo that did not come about."""
    for part in chunks(sku_ids):
        connection.execute(
            sa.delete(_locks).where(
                _locks.c.shop == shop, _locks.c.source == "undo", _locks.c.sku_id.in_(part)
            )
        )


def tidy(connection: sa.Connection, shop: str, org: str, now: datetime) -> None:
    """Removes what has ended, and holds of an undone price that Haravan no longer says."""
    k, v = tables.links, tables.variants
    before = sa.func.coalesce(sa.cast(v.c.compare_at_price, sa.String), "")
    prices = sa.cast(v.c.price, sa.String) + "/" + before
    still = (
        sa.select(k.c.sku_id)
        .join(v, (v.c.org == org) & (v.c.id == k.c.variant_id))
        .where(k.c.shop == shop, k.c.sku_id == _locks.c.sku_id, prices == _locks.c.prices)
        .correlate(_locks)
    )
    connection.execute(
        sa.delete(_locks).where(
            _locks.c.shop == shop,
            sa.not_(in_force(now)) | ((_locks.c.source == "undo") & sa.not_(sa.exists(still))),
        )
    )
