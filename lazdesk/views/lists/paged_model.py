"""A table over SQL: a list of ids, and a cache of the rows that were looked at.

Sorting and filtering are SQL's. A choice of the merchant (filter, search, order) starts the list
anew; what changes by itself moves rows in ranges and keeps ticks, selection and place.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from lazdesk.models.database import Database
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.models.stop import Stop
from lazdesk.views.lists.cells import ALIGNMENT, ANSWERED, DISPLAY, TICK, Column
from lazdesk.views.lists.relisting import Relisting, ranges, relist
from lazdesk.views.lists.row_cache import RowCache
from lazdesk.views.reader import Reader

Index = QModelIndex | QPersistentModelIndex
Rows = dict[str, Any]  # what the mirror has of the asked ids; None: it is gone
BLOCK = 64  # rows that come with a list as long as its height is not known
NEAR = 48  # rows above and below those in view are read with them
MISSING = "…"
MOST_INDEXES = 4096
FIRST = 200  # rows that are shown before the whole list is there
PAINTED_MS = 60  # what is not seen yet is read once what is seen has been painted
SHARE = 0.1  # of the time may go into reading a list again and again while it changes,
MOST_REST = 2.0  # but nobody waits longer (seconds) for what changed


class Source(Protocol):
    """The two reads a list is made of (``models.queries``)."""

    def ids(self, connection: Any, scope: Scope, listing: Listing, /) -> list[str]: ...
    def rows(self, connection: Any, scope: Scope, ids: Sequence[str], /) -> dict[str, Any]: ...


@dataclass(frozen=True)
class _Answer:
    """What came back from the reader, and for what it was asked; ``change`` None: nothing is
    another. ``whole`` False: these are the first rows, the others are still to come. ``rows``:
    those that were asked for; ``age`` tells whether more have changed since."""

    asked: tuple[Listing, Scope]
    anew: bool
    change: Relisting | None
    whole: bool
    rows: Rows
    age: int


@dataclass(frozen=True)
class _Rows:
    """Rows that came into view."""

    scope: Scope
    rows: Rows
    age: int


class PagedModel(QAbstractTableModel):
    """Rows of one list. ``listed`` tells that the list is there, ``read`` that rows in view are,
    ``ticked`` that ticks changed. The mirror is read beside the main thread; a row that is not
    there yet shows three dots.

    A list that is begun anew shows its first rows at once; ``whole`` once the others are there too.
    """

    listed = Signal()
    read = Signal()
    ticked = Signal()

    def __init__(
        self,
        source: Source,
        columns: Sequence[Column],
        parent: QObject | None = None,
        *,
        tickable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.source = source
        self.tickable = tickable
        self.columns = list(columns)
        self.listing = Listing()
        self.loaded = False
        self._database: Database | None = None
        self._scope = Scope("", "")
        self._ids: list[str] = []
        self._rows = RowCache()
        self._ticks: set[str] = set()
        self._ticked: list[str] | None = []  # in the list's order; None: not known
        self._anew = True
        self.whole = True
        self._all_wanted = False
        self._asked_at = self._took = 0.0
        self._indexes: dict[tuple[int, int], QModelIndex] = {}
        self._shown = (0, BLOCK)
        self._reader = Reader(self, urgent=True)
        self._reader.answered.connect(self._take)
        self._missed: int | None = None
        self._row_reader = Reader(self, urgent=True)
        self._row_reader.answered.connect(self._take_rows)
        self._read_soon = QTimer(self, singleShot=True)
        self._read_soon.timeout.connect(self._read_missing)
        self._rest_soon = QTimer(self, singleShot=True, interval=PAINTED_MS)
        self._rest_soon.timeout.connect(self._ask)

    # --- what to show -----------------------------------------------------------------------------

    def set_database(self, database: Database | None, scope: Scope) -> None:
        """Shows another mirror or shop; the list comes with the next ``refresh``."""
        if database is self._database and scope == self._scope:
            return
        self.beginResetModel()
        self._database, self._scope = database, scope
        self._ids = []
        self._ticks, self._ticked = set(), []
        self._rows.clear()
        self._anew, self.loaded = True, False
        self.endResetModel()
        self.ticked.emit()

    def show_listing(self, listing: Listing) -> None:
        """The merchant chose another filter, search or order."""
        if listing != self.listing:
            self.listing = listing
            self._anew = True
            self._reader.stop()
            self._ask()

    def refresh(self) -> None:
        """Reads the list again and the rows in view; what did not change is not touched."""
        self._rows.changed(None, self._in_view())
        self._ask()

    def refresh_rows(self, ids: Collection[str]) -> None:
        """These rows changed; they may also have come, gone or moved."""
        self._rows.changed(set(ids), self._in_view())
        self._ask()

    def set_shown(self, first: int, last: int) -> None:
        """The rows in view: they and their neighbours are read, and again when they change."""
        self._shown = first, last
        complete = self.is_complete()
        if not (complete and self._read_soon.isActive()):
            self._read_soon.start(PAINTED_MS if complete else 0)

    def _ask(self) -> None:
        database, scope, listing = self._database, self._scope, self.listing
        self._rest_soon.stop()
        if database is None:
            return
        anew, old = self._anew, [] if self._anew else list(self._ids)
        wanted = replace(listing, most=FIRST) if anew else listing
        old_rows, age = self._rows.old(), self._rows.age
        (first, last), view = self._shown, set(self._in_view())
        self._asked_at, stop = time.monotonic(), Stop()

        def question() -> _Answer:
            with database.search(stop) as connection:
                new = self.source.ids(connection, scope, wanted)
                shown = new[: last - first + 1] if anew else new[first : last + 1]
                ids = shown if anew else [*old_rows, *(id_ for id_ in shown if id_ not in view)]
                rows = self._rows_of(connection, scope, ids)
            change = None if new == old and not anew else relist(old, new)
            whole = not anew or len(new) < FIRST
            return _Answer((listing, scope), anew, change, whole, rows, age)

        self._reader.ask(question, stop)

    def rest_ms(self) -> int:
        """How long to wait before the list is read again because something in it changed."""
        passed = time.monotonic() - self._asked_at
        rest = min(MOST_REST, self._took / SHARE)
        return max(0, round((rest - passed) * 1000))

    def _take(self, answer: _Answer) -> None:
        if answer.asked != (self.listing, self._scope):
            return  # the merchant has chosen otherwise meanwhile
        change = answer.change
        self._took = time.monotonic() - self._asked_at
        changed = self._rows.renew(answer.rows, answer.age, self._in_view())
        if change is not None and (answer.anew or self._anew or not change.stepwise):
            self.beginResetModel()
            self._ids = change.ids
            self._anew = False
            self.endResetModel()
        else:
            if change is not None:
                self._move(change)
            self._tell(changed)
        self.loaded, self.whole = True, answer.whole
        if not self.whole:
            self._rest_soon.start()
        elif self._all_wanted:
            self.tick_all(on=True)
        if change is not None:
            self._ticked = None
            if gone := self._ticks.difference(change.ids):
                self._ticks -= gone
                self.ticked.emit()
        self.listed.emit()

    def _move(self, change: Relisting) -> None:
        nowhere = QModelIndex()
        for first, last in change.removed:
            self.beginRemoveRows(nowhere, first, last)
            del self._ids[first : last + 1]
            self.endRemoveRows()
        if change.reordered is not None:
            self._reorder(change.reordered)
        for first, last in change.inserted:
            self.beginInsertRows(nowhere, first, last)
            self._ids[first:first] = change.ids[first : last + 1]
            self.endInsertRows()

    def _reorder(self, ids: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        position = {id_: row for row, id_ in enumerate(ids)}
        before = self.persistentIndexList()
        after = [self.index(position[self._ids[i.row()]], i.column()) for i in before]
        self._ids = ids
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # --- rows -------------------------------------------------------------------------------------

    def id_at(self, row: int) -> str | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def position(self, id_: str) -> int | None:
        return next(iter(self._rows_at([id_])), None)

    def row_at(self, row: int) -> Any | None:
        """The row's data, read at once when it is not there yet; None when it is gone from the
        mirror and the list has not been told yet."""
        return self.row_of(self.id_at(row) or "")

    def row_of(self, id_: str) -> Any | None:
        """As ``row_at``, of the row with this id; None for no id."""
        if not id_ or self._database is None:
            return None
        if id_ not in self._rows:
            with self._database.read() as connection:
                found = self._rows_of(connection, self._scope, [id_])
            self._rows.add(found, self._in_view())
        return self._rows.get(id_)

    def shown_rows(self) -> list[Any]:
        """The data of the rows in view that are there."""
        found = (self._rows.get(id_) for id_ in self._in_view())
        return [row for row in found if row is not None]

    def is_complete(self) -> bool:
        """Whether all rows in view are there."""
        return all(id_ in self._rows for id_ in self._in_view())

    def _in_view(self) -> list[str]:
        first, last = self._shown
        return self._ids[first : last + 1]

    def _rows_of(self, connection: Any, scope: Scope, ids: Sequence[str]) -> Rows:
        found = self.source.rows(connection, scope, ids)
        return {id_: found.get(id_) for id_ in ids}

    def _read_missing(self) -> None:
        """Reads the rows in view that are not there, with their neighbours."""
        database, scope, age = self._database, self._scope, self._rows.age
        first, last = self._shown
        if self._missed is not None and not first <= self._missed <= last:
            first = last = self._missed  # painted before the view was told
        self._missed = None
        near = self._ids[max(0, first - NEAR) : last + NEAR + 1]
        ids = self._rows.missing(self._ids[first : last + 1], near)
        if database is None or not ids:
            return

        def question() -> _Rows:
            with database.read() as connection:
                return _Rows(scope, self._rows_of(connection, scope, ids), age)

        self._row_reader.ask(question)

    def _take_rows(self, answer: _Rows) -> None:
        if answer.age != self._rows.age:
            self._read_soon.start(0)  # some of them may have changed meanwhile
        elif answer.scope == self._scope:
            self._tell(self._rows.add(answer.rows, self._in_view()))
            self.read.emit()

    def touch(self, ids: Iterable[str]) -> None:
        """What is shown beside these rows changed, not the rows themselves."""
        self._tell(ids)

    def _tell(self, ids: Iterable[str]) -> None:
        self._tell_rows(self._rows_at(ids))

    def _rows_at(self, ids: Iterable[str]) -> list[int]:
        """Where these rows are, ascending. There is no map of 100,000 ids to keep: the rows that
        are looked for are most often near those in view."""
        wanted = set(ids)
        first, last = self._shown
        start = max(0, first - NEAR)
        near = self._ids[start : last + NEAR + 1]
        if not wanted.issubset(near):
            start, near = 0, self._ids
        return [start + row for row, id_ in enumerate(near) if id_ in wanted]

    def _tell_rows(self, rows: Sequence[int]) -> None:
        for first, last in ranges(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1), [])

    # --- ticks ------------------------------------------------------------------------------------

    def ticks(self) -> list[str]:
        """The ticked ids, in the list's order."""
        if self._ticked is None:
            self._ticked = [id_ for id_ in self._ids if id_ in self._ticks] if self._ticks else []
        return list(self._ticked)

    def tick(self, rows: Iterable[int], *, on: bool) -> None:
        self._all_wanted = False
        there = sorted({row for row in rows if 0 <= row < len(self._ids)})
        ids = {self._ids[row] for row in there}
        self._ticks = self._ticks | ids if on else self._ticks - ids
        self._ticked = None
        self._tell_rows(there)
        self.ticked.emit()

    def tick_all(self, *, on: bool) -> None:
        self._all_wanted = on and not self.whole  # the others are ticked when they come
        self._ticks = set(self._ids) if on else set()
        self._ticked = list(self._ids) if on else []
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0), [])
        self.ticked.emit()

    def is_ticked(self, row: int) -> bool:
        return self.id_at(row) in self._ticks

    # --- Qt's questions ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.columns)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        # Qt's own asks for both counts, for every cell of a picture. And to make an index is one
        # of the calls that leave the interpreter to other threads and wait to get it back.
        if parent.isValid() or not 0 <= row < len(self._ids) or not 0 <= column < len(self.columns):
            return QModelIndex()
        if (known := self._indexes.get((row, column))) is not None:
            return known
        if len(self._indexes) > MOST_INDEXES:
            self._indexes.clear()
        return self._indexes.setdefault((row, column), self.createIndex(row, column))

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        id_ = self.id_at(index.row())
        return None if id_ is None or role not in ANSWERED else self._answer(id_, index, role)

    def multiData(self, index: Index, asked: Any) -> None:  # noqa: N802 - Qt's name
        """All that a cell's picture takes, in one call: while other threads compute, each call from
        Qt has to wait for the interpreter."""
        id_ = self.id_at(index.row())
        for each in asked:
            role, answer = each.role(), None
            if id_ is not None and role in ANSWERED:
                answer = self._answer(id_, index, role)
            if answer is None:
                each.clearData()
            else:
                each.setData(answer)

    def _answer(self, id_: str, index: Index, role: int) -> Any:
        number = index.column()
        if role == ALIGNMENT:
            return self.columns[number].alignment
        if role == TICK:
            if not self.tickable or number:
                return None
            return _CHECKED if id_ in self._ticks else _UNCHECKED
        row = self._rows.get(id_)
        if row is not None:
            return self.columns[number].answer(row, role)
        if id_ in self._rows:
            return None  # gone from the mirror
        self._rows.ask(id_)
        self._missed = index.row()
        self._read_soon.start(0)
        return MISSING if role == DISPLAY and not number else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _TICKABLE if self.tickable and index.column() == 0 else _PLAIN

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.tickable:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return column.title if role == Qt.ItemDataRole.DisplayRole else None

    def set_columns(self, columns: Sequence[Column]) -> None:
        """The same columns in another language."""
        self.columns = list(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        if self._ids:
            last = self.index(len(self._ids) - 1, len(columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [])


_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TICKABLE = _PLAIN | Qt.ItemFlag.ItemIsUserCheckable
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
