"""The problem list by cause (F): ids in order, rows by id, counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.queries.listing import Listing, Scope, ordered, read_ids

IGNORED = "ignored"

_problem = tables.problems


@dataclass(frozen=True)
class ProblemRow:
    """One problem; ``rules.problems`` explains its code."""

    id: str
    code: str
    kind: str
    object: str
    title: str
    message: str
    since: datetime
    last_seen: datetime
    count: int
    ignored: bool


_SORTS = {
    "message": _problem.c.message,
    "title": _problem.c.title,
    "since": _problem.c.since,
    "last_seen": _problem.c.last_seen,
    "count": _problem.c.count,
}


def ids(connection: sa.Connection, scope: Scope, listing: Listing) -> list[str]:
    """The problems of one code (group), of all, or those ignored; newest first by default."""
    sort = _SORTS.get(listing.sort, _problem.c.last_seen)
    descending = listing.descending if listing.sort else True
    statement = sa.select(_problem.c.id).where(
        _of(scope), _problem.c.ignored == (listing.group == IGNORED)
    )
    if listing.group not in ("all", IGNORED):
        statement = statement.where(_problem.c.code == listing.group)
    statement = statement.order_by(*ordered(sort, _problem.c.id, descending=descending))
    return read_ids(connection, statement, listing.most)


def rows(
    connection: sa.Connection, _scope: Scope, problem_ids: Sequence[str]
) -> dict[str, ProblemRow]:
    """These problems; those that cleared meanwhile are left out."""
    return {
        str(row.id): ProblemRow(
            id=str(row.id),
            code=row.code,
            kind=row.kind,
            object=row.object,
            title=row.title,
            message=row.message,
            since=row.since,
            last_seen=row.last_seen,
            count=row.times,
            ignored=row.ignored,
        )
        for row in connection.execute(
            sa.select(_problem, _problem.c.count.label("times")).where(
                _problem.c.id.in_([int(id_) for id_ in problem_ids])
            )
        )
    }


def counts(connection: sa.Connection, scope: Scope) -> dict[str, int]:
    """How many problems of each code there are; those ignored stand under ``IGNORED``."""
    found: dict[str, int] = {}
    for row in connection.execute(
        sa.select(_problem.c.code, _problem.c.ignored, sa.func.count().label("n"))
        .where(_of(scope))
        .group_by(_problem.c.code, _problem.c.ignored)
    ):
        key = IGNORED if row.ignored else row.code
        found[key] = found.get(key, 0) + row.n
    return found


def _of(scope: Scope) -> sa.ColumnElement[bool]:
    # Shop "" are the desk's own problems.
    return _problem.c.shop.in_(["", scope.shop])
