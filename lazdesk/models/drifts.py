"""Values that changed on Lazada without us: noticed, judged, remembered (C7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks

Row = sa.Row[Any]

# A problem of this kind stands while another program writes the value named behind it.
WRITER_KIND = "writer_"

_moves, _drifts = tables.moves, tables.drifts


def note_moves(connection: sa.Connection, shop: str, skus: Sequence[Mapping[str, Any]]) -> None:
    """Notes which values of linked SKUs are other in ``skus``, as just read, than Lazada was known
    to hold. Only a value whose first push is done is ours to keep (C1)."""
    s, k, p = tables.skus, tables.links, tables.pushes

    def sent(kind: str) -> sa.ScalarSelect[Any]:
        """What Lazada took from here after the mirror saw the value."""
        return (
            sa.select(p.c.wanted)
            .where(
                p.c.shop == s.c.shop,
                p.c.sku_id == s.c.sku_id,
                p.c.kind == kind,
                p.c.answer == "0",
                p.c.sent_at >= s.c.seen_at,
            )
            .order_by(p.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )

    read = {row["sku_id"]: row for row in skus}
    moved = []
    for part in chunks(read):
        for old in connection.execute(
            sa.select(
                s.c.sku_id,
                sa.func.coalesce(sent("quantity"), s.c.quantity).label("quantity"),
                sa.func.coalesce(sent("price"), s.c.price).label("price"),
                s.c.seen_at,
                k.c.quantity_consent,
                k.c.price_consent,
            )
            .join(k, (k.c.shop == s.c.shop) & (k.c.sku_id == s.c.sku_id))
            .where(s.c.shop == shop, s.c.sku_id.in_(part))
        ):
            new = read[old.sku_id]
            moved += [
                {
                    "shop": shop,
                    "kind": kind,
                    "sku_id": old.sku_id,
                    "before": before,
                    "after": new[kind],
                    "before_at": old.seen_at,
                    "after_at": new["seen_at"],
                }
                for kind, before, ours in (
                    ("quantity", old.quantity, old.quantity_consent),
                    ("price", old.price, old.price_consent),
                )
                if ours and new[kind] != before
            ]
    if moved:
        connection.execute(sa.insert(_moves), moved)


def moves(connection: sa.Connection, shop: str) -> list[Row]:
    return list(
        connection.execute(sa.select(_moves).where(_moves.c.shop == shop).order_by(_moves.c.id))
    )


def forget_moves(connection: sa.Connection, ids: Collection[int]) -> None:
    for start in range(0, len(found := list(ids)), 500):
        connection.execute(sa.delete(_moves).where(_moves.c.id.in_(found[start : start + 500])))


def sent_values(connection: sa.Connection, move: Row) -> list[int]:
    """What was written from here since the value before the move was seen."""
    p = tables.pushes
    return list(
        connection.scalars(
            sa.select(p.c.wanted).where(
                p.c.shop == move.shop,
                p.c.sku_id == move.sku_id,
                p.c.kind == move.kind,
                p.c.sent_at >= move.before_at,
            )
        )
    )


def pieces(
    connection: sa.Connection, move: Row, slack: timedelta, unpaid_hold: timedelta
) -> tuple[int, int]:
    """How many pieces orders may have taken since before the move, and how many canceled ones, or
    those that nobody paid for in time, may have given back."""
    i, o = tables.order_items, tables.orders
    since = move.before_at - slack
    own = (i.c.shop == move.shop) & (i.c.sku_id == move.sku_id) & sa.not_(i.c.is_fbl)
    sold = sa.select(sa.func.count()).select_from(i).where(own, i.c.created_at >= since)
    canceled = (
        sa.select(sa.func.count())
        .select_from(i)
        .join(o, (o.c.shop == i.c.shop) & (o.c.order_id == i.c.order_id))
        .where(own, i.c.status.in_(["canceled", "cancelled"]), o.c.items_read_at >= since)
    )
    let_go = (
        sa.select(sa.func.count())
        .select_from(i)
        .where(
            own,
            i.c.status == "unpaid",
            i.c.created_at >= since - unpaid_hold,
            i.c.created_at <= move.after_at - unpaid_hold,
        )
    )
    taken, back, free = (connection.scalar(each) or 0 for each in (sold, canceled, let_go))
    return taken, back + free


def remember(connection: sa.Connection, move: Row, expected: int) -> None:
    connection.execute(
        sa.insert(_drifts).values(
            shop=move.shop,
            sku_id=move.sku_id,
            kind=move.kind,
            expected=expected,
            found=move.after,
            at=move.after_at,
            counts=True,
        )
    )


def times(connection: sa.Connection, shop: str, kind: str, sku_id: str) -> list[datetime]:
    """When somebody else wrote this value, since the merchant last said that it was over."""
    return list(
        connection.scalars(
            sa.select(_drifts.c.at).where(
                _drifts.c.shop == shop,
                _drifts.c.sku_id == sku_id,
                _drifts.c.kind == kind,
                _drifts.c.counts,
            )
        )
    )


def newest(connection: sa.Connection, shop: str, sku_id: str, count: int) -> list[Row]:
    return list(
        connection.execute(
            sa.select(_drifts)
            .where(_drifts.c.shop == shop, _drifts.c.sku_id == sku_id)
            .order_by(_drifts.c.id.desc())
            .limit(count)
        )
    )


def forgive(connection: sa.Connection, shop: str, kind: str, sku_id: str) -> None:
    """The merchant says that nobody else writes this value any more."""
    connection.execute(
        sa.update(_drifts)
        .where(_drifts.c.shop == shop, _drifts.c.sku_id == sku_id, _drifts.c.kind == kind)
        .values(counts=False)
    )
