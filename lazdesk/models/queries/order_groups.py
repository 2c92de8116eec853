"""The work tabs of the order list: which orders each holds, and how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import sqlalchemy as sa

from lazdesk.models import orders as stored
from lazdesk.models import tables
from lazdesk.models.queries import coming_back
from lazdesk.models.queries.coming_back import Statuses
from lazdesk.models.queries.listing import Scope

_o, _i, _t, _l = tables.orders, tables.imports, tables.order_items, tables.labels
_problem = tables.problems

CANCELED = ("canceled", "cancelled")
WORDS = ("unpaid", "pending", "ready", "transit", "delivered", "failed", "returned", "canceled")
TO_SHIP = ("pending", "ready")
# What is to be done stands beside the word that an order also has.
TO_PRINT = "to_print"
TASKS = (
    *("cancel_requested", "return_requested", "refunded", "coming_back"),
    *("unlinked", "unknown", "waiting"),
)
GROUPS = (TO_PRINT, *TASKS, "attention", *WORDS, "all")

# Imports on their way (D2): those that are certain, and those whose outcome is looked for.
IMPORTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"waiting": (stored.READY, stored.CREATED), "unknown": (stored.INTENT, stored.UNKNOWN)}
)
UNLINKED = "order_line"
"""The kind of problem that names an order's line without a link (D3); its object begins with the
order's id and ``SEPARATOR``."""
OFFERED = "take_stock"
"""The kind of problem that offers to take the stock of a line linked late (D3)."""
ABOUT_ORDERS = ("order", "order_status", "order_task")
"""The kinds of problem that are about a whole order; their object is its id."""
SEPARATOR = "/"


def counts(connection: sa.Connection, scope: Scope, statuses: Statuses) -> dict[str, int]:
    """How many orders each work tab holds."""
    by_word = {
        row.word: row.n
        for row in connection.execute(
            sa.select(_o.c.word, sa.func.count().label("n"))
            .where(_o.c.shop == scope.shop)
            .group_by(_o.c.word)
        )
    }
    counted = {word: by_word.get(word, 0) for word in WORDS}
    for group in (TO_PRINT, *TASKS, "attention"):
        counted[group] = (
            connection.scalar(
                sa.select(sa.func.count())
                .select_from(_o)
                .where(_o.c.shop == scope.shop, within(scope, group, statuses))
            )
            or 0
        )
    return counted | {"all": sum(by_word.values())}


@dataclass(frozen=True, slots=True)
class Since:
    """What became of the orders created since a day (D1)."""

    read: int
    imported: int
    waiting: int
    rejected: int

    @property
    def left_out(self) -> int:
        """Canceled, unpaid, or not looked at yet."""
        return self.read - self.imported - self.waiting - self.rejected


def since(connection: sa.Connection, scope: Scope, start: datetime) -> Since:
    found = connection.execute(
        sa.select(_i.c.state, sa.func.count().label("n"))
        .select_from(_o)
        .outerjoin(_i, (_i.c.shop == _o.c.shop) & (_i.c.order_id == _o.c.order_id))
        .where(_o.c.shop == scope.shop, _o.c.created_at >= start)
        .group_by(_i.c.state)
    )
    by_state: dict[str | None, int] = {row.state: row.n for row in found}
    return Since(
        sum(by_state.values()),
        by_state.get(stored.DONE, 0),
        sum(by_state.get(state, 0) for states in IMPORTS.values() for state in states),
        by_state.get(stored.REJECTED, 0),
    )


def within(scope: Scope, group: str, statuses: Statuses) -> sa.ColumnElement[bool]:
    """Whether an order of the shop is in the work tab."""
    if group in WORDS:
        return _o.c.word == group
    if group in IMPORTS:
        return _o.c.order_id.in_(_imports(scope, *IMPORTS[group]))
    if group == TO_PRINT:
        return _o.c.word.in_(TO_SHIP) & _unprinted(_t.c.status.in_(statuses.labelled))
    match group:
        case "cancel_requested":
            return _o.c.order_id.in_(
                sa.select(_t.c.order_id).where(
                    _t.c.shop == scope.shop, _t.c.cancel_pending, _t.c.status.not_in(CANCELED)
                )
            )
        case "return_requested":
            return _o.c.order_id.in_(coming_back.asked_for(scope.shop, statuses))
        case "refunded":
            return _o.c.order_id.in_(coming_back.refunded(scope.shop, statuses))
        case "coming_back":
            return _o.c.order_id.in_(coming_back.on_the_way(scope.shop, statuses))
        case "unlinked":
            # The object is a line of the order; the title is the order's number.
            return _o.c.order_number.in_(_problems(scope, _problem.c.title, UNLINKED, OFFERED))
        case "attention":
            unclear = sa.select(_o.c.order_id).where(
                _o.c.shop == scope.shop, _o.c.word == "unknown"
            )
            return sa.or_(
                _o.c.order_id.in_(unclear),
                _o.c.order_id.in_(_problems(scope, _problem.c.object, *ABOUT_ORDERS)),
                _o.c.order_id.in_(_imports(scope, stored.REJECTED)),
            )
    return sa.true()


def printed(scope: Scope, wanted: bool | None) -> sa.ColumnElement[bool]:
    """Whether the labels of all the order's parcels were printed, or (``wanted`` False) one was
    not, or there is none yet (E3)."""
    if wanted is None:
        return sa.true()
    some = sa.select(_l.c.order_id).where(_l.c.shop == scope.shop, _l.c.prints > 0)
    all_of_them = _o.c.order_id.in_(some) & sa.not_(_unprinted(_t.c.status.not_in(CANCELED)))
    return all_of_them if wanted else sa.not_(all_of_them)


def _unprinted(which: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether one of these units of the order lies in a parcel whose label was not printed yet;
    what Lazada or the seller brings otherwise has none (E1)."""
    printed_one = sa.exists().where(
        _l.c.shop == _t.c.shop, _l.c.package_id == _t.c.package_id, _l.c.prints > 0
    )
    return sa.exists().where(
        _t.c.shop == _o.c.shop,
        _t.c.order_id == _o.c.order_id,
        which,
        _t.c.package_id.is_not(None),
        sa.not_(_t.c.is_fbl | _t.c.is_digital | _t.c.is_dbs),
        sa.not_(printed_one),
    )


def _imports(scope: Scope, *states: str) -> sa.Select[str]:
    return sa.select(_i.c.order_id).where(_i.c.shop == scope.shop, _i.c.state.in_(states))


def _problems(scope: Scope, column: sa.Column[str], *kinds: str) -> sa.Select[str]:
    return sa.select(column).where(
        _problem.c.shop == scope.shop, _problem.c.kind.in_(kinds), sa.not_(_problem.c.ignored)
    )
