"""What the window's lists have in common: whose rows, and which of them in what order."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa


@dataclass(frozen=True)
class Scope:
    """One Lazada shop beside one Haravan shop (A10)."""

    shop: str
    org: str


@dataclass(frozen=True)
class Listing:
    """Which rows and in what order; ``words`` are folded (G1), all of them must be found."""

    group: str = "all"
    words: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False


def containing(column: sa.ColumnElement[str], words: tuple[str, ...]) -> sa.ColumnElement[bool]:
    """Whether every word occurs in the folded ``column``."""
    return sa.and_(sa.true(), *(column.contains(word, autoescape=True) for word in words))


def ordered(
    column: sa.ColumnElement[object], key: sa.ColumnElement[object], *, descending: bool
) -> list[sa.ColumnElement[object]]:
    """The order of a list: rows of equal value stay in the order of their key."""
    return [column.desc(), key.desc()] if descending else [column.asc(), key.asc()]
