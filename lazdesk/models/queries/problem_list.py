"""The problem list by cause (F): ids in order, rows by id, counts; what is over is kept apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.links import OF_CODE, OF_VARIANT
from lazdesk.models.queries.listing import Listing, Scope, ordered, read_ids

IGNORED = "ignored"
SOLVED = "solved"
APART = frozenset({IGNORED, SOLVED})  # neither is a problem any more
OVER = "s"  # before the id of one that is solved: it is another table's

_problem, _solved = tables.problems, tables.solved_problems


@dataclass(frozen=True)
class ProblemRow:
    """One problem; ``rules.problems`` explains its code. ``reason``: why it is ignored."""

    id: str
    code: str
    kind: str
    object: str
    title: str
    message: str
    since: datetime
    last_seen: datetime  # of one that is solved: when it was
    count: int
    ignored: bool
    reason: str
    platform_code: str
    request_id: str

    @property
    def is_solved(self) -> bool:
        return self.id.startswith(OVER)


@dataclass(frozen=True)
class About:
    """What on either side a problem is about, as far as it is about one thing."""

    product_id: str | None = None
    order_id: str | None = None
    order_number: str | None = None
    haravan_id: str | None = None


def ids(
    connection: sa.Connection,
    scope: Scope,
    listing: Listing,
    urgent: Sequence[Collection[str]] = (),
) -> list[str]:
    """The problems of one code (group), of all, those ignored or solved; by default the newest
    first, where all are listed those of the ``urgent`` codes before all others."""
    if listing.group == SOLVED:
        return [OVER + id_ for id_ in _ids(connection, scope, listing, _solved, sa.true(), ())]
    chosen = _problem.c.ignored == (listing.group == IGNORED)
    if listing.group not in ("all", *APART):
        chosen &= _problem.c.code == listing.group
        urgent = ()
    return _ids(connection, scope, listing, _problem, chosen, urgent)


def _ids(
    connection: sa.Connection,
    scope: Scope,
    listing: Listing,
    table: sa.Table,
    chosen: sa.ColumnElement[bool],
    urgent: Sequence[Collection[str]],
) -> list[str]:
    last = _last(table)
    names = ("message", "title", "since", "count", "reason")
    sorts = {name: table.c[name] for name in names if name in table.c} | {"last_seen": last}
    statement = sa.select(table.c.id).where(_of(table, scope), chosen)
    sort = sorts.get(listing.sort, last)
    descending = listing.descending if listing.sort else True
    order: list[sa.ColumnElement[Any]] = []
    if not listing.sort:
        order += [table.c.code.in_(codes).desc() for codes in urgent]
    order += ordered(sort, table.c.id, descending=descending)
    return read_ids(connection, statement.order_by(*order), listing.most)


def rows(
    connection: sa.Connection, _scope: Scope, problem_ids: Sequence[str]
) -> dict[str, ProblemRow]:
    """These problems; those that cleared meanwhile are left out."""
    over = [int(id_.removeprefix(OVER)) for id_ in problem_ids if id_.startswith(OVER)]
    standing = [int(id_) for id_ in problem_ids if not id_.startswith(OVER)]
    found = [_row(row, "") for row in _read(connection, _problem, standing)]
    found += [_row(row, OVER) for row in _read(connection, _solved, over)]
    return {row.id: row for row in found}


def _read(connection: sa.Connection, table: sa.Table, wanted: Sequence[int]) -> Sequence[Any]:
    if not wanted:
        return []
    columns = [column for column in table.c if column.name not in ("count", _last(table).name)]
    return connection.execute(
        sa.select(*columns, table.c.count.label("times"), _last(table).label("last")).where(
            table.c.id.in_(wanted)
        )
    ).all()


def _row(row: Any, mark: str) -> ProblemRow:
    said = row._mapping
    return ProblemRow(
        id=f"{mark}{row.id}",
        code=row.code,
        kind=row.kind,
        object=row.object,
        title=row.title,
        message=row.message,
        since=row.since,
        last_seen=row.last,
        count=row.times,
        ignored=bool(said.get("ignored")),
        reason=said.get("reason") or "",
        platform_code=row.platform_code,
        request_id=row.request_id,
    )


def counts(connection: sa.Connection, scope: Scope) -> dict[str, int]:
    """How many problems of each code there are; the others stand under ``IGNORED``, ``SOLVED``."""
    found: dict[str, int] = {}
    for row in connection.execute(
        sa.select(_problem.c.code, _problem.c.ignored, sa.func.count().label("n"))
        .where(_of(_problem, scope))
        .group_by(_problem.c.code, _problem.c.ignored)
    ):
        key = IGNORED if row.ignored else row.code
        found[key] = found.get(key, 0) + row.n
    over = sa.select(sa.func.count()).select_from(_solved).where(_of(_solved, scope))
    if solved := connection.scalar(over):
        found[SOLVED] = solved
    return found


def about(connection: sa.Connection, scope: Scope, row: ProblemRow) -> About:
    """Which product or order the problem is about: where it is mended leads there."""
    v, links = tables.variants, tables.links
    product = sa.select(v.c.product_id).where(v.c.org == scope.org).limit(1)
    if row.kind == OF_VARIANT:
        return About(product_id=connection.scalar(product.where(v.c.id == row.object)))
    if row.kind == OF_CODE:
        return About(product_id=connection.scalar(product.where(v.c.code == row.object)))
    if row.kind.startswith("sku_"):
        mine = (links.c.shop == scope.shop) & (links.c.sku_id == row.object)
        linked = product.join_from(v, links, links.c.variant_id == v.c.id).where(mine)
        return About(product_id=connection.scalar(linked))
    o, i = tables.orders, tables.imports
    order_id = row.object.partition("/")[0]  # of a line
    found = connection.execute(
        sa.select(o.c.order_id, o.c.order_number, i.c.haravan_id)
        .outerjoin(i, (i.c.shop == o.c.shop) & (i.c.order_id == o.c.order_id))
        .where(o.c.shop == scope.shop, o.c.order_id == order_id)
    ).first()
    return About() if found is None else About(None, *found)


def _last(table: sa.Table) -> sa.Column[datetime]:
    return table.c.solved_at if table is _solved else table.c.last_seen


def _of(table: sa.Table, scope: Scope) -> sa.ColumnElement[bool]:
    # Shop "" are the desk's own problems.
    return table.c.shop.in_(["", scope.shop])
