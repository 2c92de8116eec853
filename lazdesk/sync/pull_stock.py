"""Reads Haravan's stock: what moved first, the rest in turns (sync-engine.md §3, I29).

A quantity is counted with the units as of its own reading (C4): one read a while ago still has
every unit that came into Haravan since taken off, so that an old reading never sells too much.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from lazdesk.models import desk, goods, stock_reads
from lazdesk.models.database import chunks
from lazdesk.platforms.errors import PlatformError, Refused
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import sweep
from lazdesk.sync import stock_changes
from lazdesk.sync.session import Session

HARAVAN_BATCH = 50
SWEEP = "haravan.stock.sweep"
# Where Haravan tells what changed, everything is still read this often for itself.
READ_ANYWAY = timedelta(hours=24)


def refresh_stock(session: Session) -> None:
    """Reads the stock that is due, and of the rest as much as the sweep may.

    Due are variants never read, or touched since by an order or an edit; they know no limit. A shop
    whose whole stock fits the sweep has it read in every cycle.
    """
    with session.database.read() as connection:
        places = [place.id for place in goods.locations(connection, session.org)]
        due = stock_reads.due(connection, session.shop, session.org)
        last = desk.time_cursor(connection, session.org, SWEEP)
    began = session.now()
    read_stock(session, places, due)
    room = sweep.variants(None if last is None else began - last, len(places))
    rest, more = _oldest(session, room, began)
    if more and stock_changes.told(session):
        rest, _ = _oldest(session, room, began - READ_ANYWAY)
        read_stock(session, places, rest)
    else:
        sample = stock_changes.Sample() if more and stock_changes.is_open(session) else None
        read_stock(session, places, rest, sample)
        if sample is not None:
            stock_changes.try_once(session, sample)
    with session.database.write() as connection:
        if rest:
            desk.set_time_cursor(connection, session.org, SWEEP, began)
        fresh = stock_reads.measure(connection, session.shop, session.org)
        if fresh is not None:
            stock_reads.save_freshness(connection, session.shop, fresh)


def _oldest(session: Session, room: int, before: datetime) -> tuple[list[str], bool]:
    """As many variants as there is room for, and whether that left some out."""
    with session.database.read() as connection:
        ids = stock_reads.oldest(connection, session.shop, session.org, room + 1, before)
    return ids[:room], len(ids) > room


def read_stock(
    session: Session,
    places: Sequence[str],
    variant_ids: Sequence[str],
    sample: stock_changes.Sample | None = None,
) -> None:
    """Reads the stock of these variants at every location (C3), ≤ 50 variants a call.

    All rows are too many to keep: ``sample`` takes some.
    """
    batches = list(chunks(variant_ids, HARAVAN_BATCH))
    done = 0
    for batch, answer in session.in_pool(batches, lambda part: _stock_of(session, places, part)):
        if isinstance(answer, PlatformError):
            raise answer
        read_at, found = answer
        rows = [row for some in found.values() for row in some]
        with session.database.write() as connection:
            goods.save_stock(
                connection,
                session.org,
                list(found),
                [stock_changes.row_of(session.org, row) for row in rows],
                read_at,
            )
        if sample is not None:
            sample.add(rows)
        done += len(batch)
        session.progress("stock", done, len(variant_ids))


def _stock_of(
    session: Session, places: Sequence[str], variant_ids: Sequence[str]
) -> tuple[datetime, dict[str, list[haravan.Stock]]]:
    """One batch's rows by variant and when the reading began: an order made later is not in them
    (C4). A variant that Haravan refuses to tell of is left out, so that its old rows stay."""
    read_at = session.now()
    found: dict[str, list[haravan.Stock]] = {}
    for part in chunks(places, HARAVAN_BATCH):
        for variant_id, rows in _stock_or_halves(session, part, variant_ids).items():
            found.setdefault(variant_id, []).extend(rows)
    return read_at, found


def _stock_or_halves(
    session: Session, places: Sequence[str], variant_ids: Sequence[str]
) -> dict[str, list[haravan.Stock]]:
    """One id that Haravan no longer knows may have the whole batch refused (haravan.md §6.2): the
    batch is halved until it shows which."""
    try:
        rows = session.haravan.inventory(places, variant_ids)
    except Refused as refusal:
        if refusal.http_status != 422:
            raise
        if len(variant_ids) == 1:
            return {}
        middle = len(variant_ids) // 2
        return _stock_or_halves(session, places, variant_ids[:middle]) | _stock_or_halves(
            session, places, variant_ids[middle:]
        )
    found: dict[str, list[haravan.Stock]] = {variant_id: [] for variant_id in variant_ids}
    for row in rows:
        if row.variant_id in found:  # what was not asked for is nobody's
            found[row.variant_id].append(row)
    return found
