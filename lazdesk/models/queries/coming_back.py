"""Goods that are not back yet: after a refund, and after a delivery that failed (D8, D11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks
from lazdesk.models.orders import DONE


@dataclass(frozen=True, slots=True)
class Statuses:
    """What the rules say of Lazada's statuses: a unit's in which its goods are on their way back,
    or lost, a reverse line's in which the buyer has his money, or waits for the seller, and a
    unit's in which its parcel has a label."""

    coming_back: frozenset[str]
    paid_back: frozenset[str]
    waiting: str
    labelled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Restock:
    """Where a unit's goods went; ``location`` None: nowhere, they are lost."""

    cause: str  # rules.books.Kind
    location: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Reverse:
    """What Lazada says of a unit's return; ``amount`` in đồng."""

    request_type: str
    status: str
    amount: int
    needs_refund: bool
    to_merchant: bool  # False: the goods go to Lazada's warehouse, which decides
    answer_by: datetime | None


_i, _m, _r, _k, _l = (
    tables.order_items,
    tables.imports,
    tables.reverse_lines,
    tables.restocks,
    tables.locations,
)


def refunded(shop: str, statuses: Statuses) -> sa.Select[str]:
    """ "đã hoàn tiền – hàng chưa về": orders in which Lazada paid the buyer back for a return, and
    no row of the ledger says where the goods are."""
    return (
        _away(shop)
        .join(_r, (_r.c.shop == _i.c.shop) & (_r.c.order_item_id == _i.c.order_item_id))
        .where(_is_paid_back(statuses))
    )


def on_the_way(shop: str, statuses: Statuses) -> sa.Select[str]:
    """ "hàng hoàn về": orders with goods that were not delivered, or returned, and are not among
    those of ``refunded``."""
    # Read once, not for each unit: no index leads from a unit to its reverse lines.
    paid_back = sa.select(_r.c.order_item_id).where(_r.c.shop == shop, _is_paid_back(statuses))
    # Status by status, as its index leads to the few that have it: most units are delivered.
    unit = _i.alias()
    coming_back = sa.union_all(
        *(
            sa.select(unit.c.order_item_id).where(unit.c.shop == shop, unit.c.status == status)
            for status in sorted(statuses.coming_back)
        )
    )
    return _away(shop).where(
        _i.c.order_item_id.in_(coming_back), _i.c.order_item_id.not_in(paid_back)
    )


def asked_for(shop: str, statuses: Statuses) -> sa.Select[str]:
    """Orders whose buyer asks for a return, or for his money, and waits for the seller (E4)."""
    return sa.select(_r.c.order_id).where(
        _r.c.shop == shop, _r.c.status == statuses.waiting, _is_return()
    )


def answer_times(
    connection: sa.Connection, shop: str, order_ids: Collection[str], waiting: str
) -> Mapping[str, datetime]:
    """Until when the returns of these orders that wait are to be answered, by order."""
    return {
        row.order_id: row.answer_by
        for part in chunks(order_ids)
        for row in connection.execute(
            sa.select(_r.c.order_id, sa.func.min(_r.c.answer_by).label("answer_by"))
            .where(_r.c.shop == shop, _r.c.order_id.in_(part), _r.c.status == waiting)
            .where(_is_return(), _r.c.answer_by.is_not(None))
            .group_by(_r.c.order_id)
        )
    }


def _is_return() -> sa.ColumnElement[bool]:
    return sa.func.upper(_r.c.request_type) != "CANCEL"


def restocks(connection: sa.Connection, shop: str, item_ids: Collection[str]) -> dict[str, Restock]:
    """Where the goods of these units went, by unit; those that are still out are left out."""
    return {
        row.order_item_id: Restock(row.cause, row.name or row.location_id, row.at)
        for part in chunks(item_ids)
        for row in connection.execute(
            sa.select(_k.c.order_item_id, _k.c.cause, _k.c.location_id, _k.c.at, _l.c.name)
            .outerjoin(_l, _l.c.id == _k.c.location_id)
            .where(_k.c.shop == shop, _k.c.order_item_id.in_(part))
        )
    }


def reverses(
    connection: sa.Connection, shop: str, order_ids: Collection[str]
) -> Mapping[str, list[Reverse]]:
    """Lazada's reverse lines of these orders, by unit."""
    found: dict[str, list[Reverse]] = {}
    for part in chunks(order_ids):
        for row in connection.execute(
            sa.select(_r)
            .where(_r.c.shop == shop, _r.c.order_id.in_(part))
            .order_by(_r.c.modified_at, _r.c.line_id)
        ):
            line = Reverse(
                *(row.request_type, row.status, row.amount, row.needs_refund),
                *(row.to_merchant, row.answer_by),
            )
            found.setdefault(row.order_item_id, []).append(line)
    return found


def _is_paid_back(statuses: Statuses) -> sa.ColumnElement[bool]:
    return sa.and_(
        sa.func.upper(_r.c.status).in_(sorted(statuses.paid_back)),
        sa.func.upper(_r.c.request_type) == "RETURN",
        _r.c.needs_refund,
    )


def _away(shop: str) -> sa.Select[str]:
    """Orders in Haravan with units whose goods no row of the ledger knows."""
    # Both are looked up unit by unit: the units in question are few, the orders in Haravan many.
    known = (
        sa.exists()
        .where(_k.c.shop == _i.c.shop, _k.c.order_item_id == _i.c.order_item_id)
        .correlate(_i)
    )
    imported = (
        sa.exists()
        .where(_m.c.shop == _i.c.shop, _m.c.order_id == _i.c.order_id, _m.c.state == DONE)
        .correlate(_i)
    )
    return sa.select(_i.c.order_id).where(_i.c.shop == shop, imported, ~known)
