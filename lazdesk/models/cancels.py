"""What the clicks on **Hủy đơn hàng** said, for as long as their orders are followed (E2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.actions import EXPIRED, REJECTED, SUPERSEDED
from lazdesk.models.database import chunks

KIND = "cancel"
# The click had no effect, so what it chose does not count.
_WITHOUT_EFFECT = (REJECTED, EXPIRED, SUPERSEDED)

_a = tables.actions


def choices(connection: sa.Connection, shop: str, order_ids: Collection[str]) -> dict[str, bool]:
    """Whether the goods of a unit are restocked, by unit: of those that the merchant canceled, or
    is about to, with what went in their packages. The last word counts."""
    found: dict[str, bool] = {}
    for part in chunks(order_ids):
        for row in connection.execute(
            sa.select(_a.c.arguments)
            .where(
                _a.c.shop == shop,
                _a.c.kind == KIND,
                _a.c.order_id.in_(part),
                _a.c.state.not_in(_WITHOUT_EFFECT),
            )
            .order_by(_a.c.number, _a.c.asked_at)
        ):
            if _is_fixed(row.arguments):
                found |= dict.fromkeys(_units(row.arguments), row.arguments["restock"])
    return found


def zeroed_skus(connection: sa.Connection, shop: str, since: datetime) -> set[str]:
    """The SKUs whose stock Lazada may have set to 0 since then, because of a cancel's reason."""
    i = tables.order_items
    newest_first = (
        sa.select(_a.c.kind, _a.c.state, _a.c.asked_at, _a.c.arguments)
        .where(_a.c.shop == shop)
        .order_by(_a.c.number.desc())
    )
    units: set[str] = set()
    for row in connection.execute(newest_first):
        if row.asked_at < since:
            break  # a shop's clicks of years are not gone through in every cycle
        if row.kind == KIND and row.state not in _WITHOUT_EFFECT and row.arguments["zeroes"]:
            units.update(_units(row.arguments))
    return {
        sku_id
        for part in chunks(units)
        for sku_id in connection.scalars(
            sa.select(i.c.sku_id).where(i.c.shop == shop, i.c.order_item_id.in_(part))
        )
    }


def _is_fixed(told: Mapping[str, Any]) -> bool:
    """Before a click's units, reason and goods are fixed nothing is sent."""
    return told["zeroes"] is not None


def _units(told: Mapping[str, Any]) -> list[str]:
    return [*told["units"], *told["mates"]]
