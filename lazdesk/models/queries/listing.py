"""What the window's lists have in common: whose rows, and which of them in what order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

BETWEEN = "\n"  # no id has one


@dataclass(frozen=True)
class Scope:
    """One Lazada shop beside one Haravan shop (A10)."""

    shop: str
    org: str


@dataclass(frozen=True)
class Listing:
    """Which rows and in what order; ``words`` are folded (G1), all of them must be found.

    ``printed``: of orders, those whose labels were all printed, or the others; None: both.
    ``most``: so many of the first rows are enough; None: all.
    """

    group: str = "all"
    words: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False
    printed: bool | None = None
    most: int | None = None


def containing(column: sa.ColumnElement[str], words: tuple[str, ...]) -> sa.ColumnElement[bool]:
    """Whether every word occurs in the folded ``column``."""
    return sa.and_(sa.true(), *(column.contains(word, autoescape=True) for word in words))


def ordered(
    column: sa.ColumnElement[object], key: sa.ColumnElement[object], *, descending: bool
) -> list[sa.ColumnElement[object]]:
    """The order of a list: rows of equal value stay in the order of their key."""
    return [column.desc(), key.desc()] if descending else [column.asc(), key.asc()]


def read_ids(
    connection: sa.Connection, statement: sa.Select[Any], most: int | None = None
) -> list[str]:
    """The ids that ``statement`` selects, in its order; ``most``: the first ones only.

    They come as one row: fetching a row lets other threads have the interpreter, and beside a busy
    one a list of 100,000 rows would wait 100,000 times to get it back.
    """
    listed = statement.limit(most).subquery()
    joined = sa.func.aggregate_strings(sa.cast(listed.c[0], sa.String), BETWEEN)
    text = connection.scalar(sa.select(joined).select_from(listed))
    return text.split(BETWEEN) if text else []
