"""Haravan's stock by what changed, where the shop tells it (haravan.md §6.2).

Whether stock may be asked for by its time alone, without ids, is not documented. It is tried once:
the answer must agree with rows that were read just before by their ids. Else it is never used.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from lazdesk.models import desk, stock_reads
from lazdesk.platforms.errors import PlatformError, Refused
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.sync.pull_goods import OVERLAP, ZONE_MARGIN
from lazdesk.sync.session import Session

CURSOR = "haravan.stock.changes"  # the newest change known, or:
NOT_TOLD = "no"
SAMPLE = 500  # rows


def told(session: Session) -> bool:
    """Reads what changed, where that was found to work. False: the sweep has to do."""
    with session.database.read() as connection:
        cursor = desk.cursor(connection, session.org, CURSOR)
    if cursor in (None, NOT_TOLD):
        return False
    since, began = datetime.fromisoformat(cursor), session.now()
    try:
        rows = _changes(session, since)
    except (Refused, _NotCredibleError):
        _remember(session, NOT_TOLD)
        return False
    times = [row.updated_at for row in rows if row.updated_at is not None]
    with session.database.write() as connection:
        known = stock_reads.known(connection, session.org, {row.variant_id for row in rows})
        stock_reads.save_changed(
            connection,
            session.org,
            [row_of(session.org, row) for row in rows if row.variant_id in known],
            began,
        )
        newest = max([*times, since])
        desk.set_cursor(connection, session.org, CURSOR, newest.isoformat())
    return True


def is_open(session: Session) -> bool:
    """Whether it is not known yet if Haravan tells what changed."""
    with session.database.read() as connection:
        return desk.cursor(connection, session.org, CURSOR) is None


class Sample:
    """Of rows that were just read: how far their times reach, and some of the newest."""

    def __init__(self) -> None:
        self.times: tuple[datetime, datetime] | None = None  # the oldest and the newest
        self.newest: list[tuple[datetime, haravan.Stock]] = []

    def add(self, rows: Iterable[haravan.Stock]) -> None:
        timed = [(row.updated_at, row) for row in rows if row.updated_at is not None]
        times = [at for at, _ in timed]
        if not times:
            return
        self.times = min([*times, *(self.times or ())]), max([*times, *(self.times or ())])
        late = self.times[1] - OVERLAP
        self.newest = [pair for pair in (*self.newest, *timed) if pair[0] >= late][-SAMPLE:]


def try_once(session: Session, just_read: Sample) -> None:
    """Asks for the changes since about the newest row of ``just_read``, whose truth is known.

    Rows that tell nothing (all of one time) leave the question open. Whatever answers the question
    is remembered for good.
    """
    with session.database.read() as connection:
        fresh = stock_reads.measure(connection, session.shop, session.org)
    if fresh is None or just_read.times is None:
        return
    first, last = just_read.times
    if first >= _earliest(last):
        return
    try:
        rows = _changes(session, last)
    except (Refused, _NotCredibleError):
        _remember(session, NOT_TOLD)
        return
    except PlatformError:
        return  # no answer to the question; another cycle asks again
    answered = {(row.variant_id, row.location_id) for row in rows}
    agrees = all((row.variant_id, row.location_id) in answered for _, row in just_read.newest)
    # What changed since the oldest reading has not been told yet.
    _remember(session, (fresh.oldest - OVERLAP).isoformat() if agrees else NOT_TOLD)


class _NotCredibleError(Exception):
    """The answer holds what it should not: the time was not looked at."""


def _changes(session: Session, since: datetime) -> list[haravan.Stock]:
    """Every row changed since, of which none may be older than what was asked for."""
    found: list[haravan.Stock] = []
    after: int | None = 0
    while after is not None:
        rows, after = session.haravan.stock_changes(_asked(since), after)
        if any(row.updated_at is None or row.updated_at < _earliest(since) for row in rows):
            raise _NotCredibleError
        found += rows
    return found


def _asked(since: datetime) -> datetime:
    """Early enough for either way Haravan may read a time (§3.1)."""
    return since - ZONE_MARGIN - OVERLAP


def _earliest(since: datetime) -> datetime:
    """No row of an answer may be older; what is sent has whole seconds."""
    return _asked(since) - timedelta(seconds=1)


def row_of(org: str, row: haravan.Stock) -> dict[str, Any]:
    """A row as the mirror keeps it."""
    return {
        "org": org,
        "variant_id": row.variant_id,
        "location_id": row.location_id,
        "available": row.available,
        "onhand": row.onhand,
        "committed": row.committed,
        "incoming": row.incoming,
    }


def _remember(session: Session, answer: str) -> None:
    with session.database.write() as connection:
        desk.set_cursor(connection, session.org, CURSOR, answer)
