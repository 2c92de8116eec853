"""The rows of a list that were looked at, as the mirror had them: what is missing, what is old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MOST = 1024
FEW = 24  # neighbours: not read a row at a time while one scrolls


class RowCache:
    """Rows by id; None for one that is gone from the mirror.

    ``age`` counts the changes that were told: what was read before the last one may be old.
    """

    def __init__(self) -> None:
        self._rows: dict[str, Any] = {}
        self._old: set[str] = set()  # of those in view
        self._asked: set[str] = set()  # were to be painted and could not be
        self.age = 0

    def __contains__(self, id_: str) -> bool:
        return id_ in self._rows

    def get(self, id_: str) -> Any | None:
        return self._rows.get(id_)

    def clear(self) -> None:
        self._rows, self._old, self._asked = {}, set(), set()
        self.age += 1  # what is being read belongs to another list

    def old(self) -> list[str]:
        """The rows in view that are to be read again."""
        return list(self._old)

    def ask(self, id_: str) -> None:
        """The row was to be painted and is not there."""
        self._asked.add(id_)

    def changed(self, ids: set[str] | None, view: Iterable[str]) -> None:
        """These rows changed (None: any may have). In view they stay until they are read again."""
        self.age += 1
        self._old |= {id_ for id_ in view if ids is None or id_ in ids}
        known = set(self._rows) if ids is None else ids & self._rows.keys()
        for id_ in known - self._old:
            del self._rows[id_]

    def renew(self, rows: Mapping[str, Any], age: int, view: Iterable[str]) -> list[str]:
        """Takes what was read anew; returns the rows that are another."""
        other = [id_ for id_, row in rows.items() if id_ not in self or self._rows[id_] != row]
        self._keep(rows, view)
        if age == self.age:
            self._old -= rows.keys()
        return other

    def add(self, rows: Mapping[str, Any], view: Iterable[str]) -> list[str]:
        """Takes what was missing; returns the rows that were asked for meanwhile."""
        self._keep({id_: row for id_, row in rows.items() if id_ not in self._rows}, view)
        shown = [id_ for id_ in rows if id_ in self._asked]
        self._asked -= rows.keys()
        return shown

    def missing(self, view: Sequence[str], near: Sequence[str]) -> list[str]:
        """What is to be read of the rows in view and their neighbours."""
        ids = [id_ for id_ in near if id_ not in self._rows]
        if len(ids) < FEW and all(id_ in self._rows for id_ in view):
            return []
        return ids

    def _keep(self, rows: Mapping[str, Any], view: Iterable[str]) -> None:
        if len(self._rows) > MOST:
            self._rows = {id_: self._rows[id_] for id_ in view if id_ in self._rows}
        self._rows |= rows
