"""How things stand for a merchant who is not looking: what the next cycle may change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.units import CANCELED


@dataclass(frozen=True)
class Standing:
    """Orders whose buyers ask to cancel, and problems not ignored by code; of all shops."""

    asking: frozenset[str] = frozenset()
    problems: Counter[str] = field(default_factory=Counter)


def standing(connection: sa.Connection) -> Standing:
    unit, problem = tables.order_items, tables.problems
    asking = connection.scalars(
        sa.select(unit.c.order_id)
        .where(
            unit.c.shop.in_(sa.select(tables.shops.c.seller_id)),  # as the index begins
            unit.c.cancel_pending,
            unit.c.status.not_in(CANCELED),
        )
        .distinct()
    )
    counted = connection.execute(
        sa.select(problem.c.code, sa.func.count().label("n"))
        .where(sa.not_(problem.c.ignored))
        .group_by(problem.c.code)
    )
    return Standing(frozenset(asking), Counter({row.code: row.n for row in counted}))
