"""The labels kept on this PC, a file for each package (E3): fetched at once, since a link to one
dies in ten minutes, and dropped when the merchant's retention ends (G3)."""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lazdesk import pdfs
from lazdesk.models import desk, labels
from lazdesk.models.database import Database
from lazdesk.platforms.errors import NoPdf, PlatformError, Refused, Unauthorized
from lazdesk.rules import buttons
from lazdesk.sync.session import Session

BATCH = 20  # packages a call (lazada.md §7.1)
SWEEP_EVERY = timedelta(days=1)
SWEPT = "labels.swept"
UNFINISHED = ".part"
PDF, HTML = ".pdf", ".html"

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
# A file that no row names yet is not swept away while its row is being written.
_shelf = threading.Lock()


@dataclass(frozen=True)
class Parcel:
    """A package on Lazada, and the order whose units are in it."""

    package_id: str
    order_id: str
    tracking: str


def parcels(units: Iterable[Any]) -> list[Parcel]:
    """The packages that these units lie in and Lazada makes a label for, each once."""
    return list(
        {
            unit.package_id: Parcel(unit.package_id, unit.order_id, unit.tracking_code or "")
            for unit in units
            if unit.package_id and buttons.is_own(unit) and unit.status in buttons.LABELLED
        }.values()
    )


def kept(session: Session, order_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """The labels that are there, as rows of ``labels``, by order and package."""
    with session.database.read() as connection:
        found = labels.of_orders(connection, session.shop, order_ids)
    return {
        order_id: {id_: row for id_, row in rows.items() if (session.labels / row.file).exists()}
        for order_id, rows in found.items()
    }


def fetch(session: Session, wanted: Sequence[Parcel]) -> dict[str, PlatformError | OSError]:
    """Fetches and keeps the labels of those packages that have none yet; returns what went wrong,
    by package.

    Raises Unauthorized and Cancelled.
    """
    there = kept(session, {parcel.order_id for parcel in wanted})
    missing = [parcel for parcel in wanted if parcel.package_id not in there[parcel.order_id]]
    failed: dict[str, PlatformError | OSError] = {}
    for start in range(0, len(missing), BATCH):
        failed |= _fetch(session, missing[start : start + BATCH])
    return failed


def _fetch(session: Session, some: Sequence[Parcel]) -> dict[str, PlatformError | OSError]:
    try:
        _keep(session, some, session.lazada.label([parcel.package_id for parcel in some]))
    except Unauthorized:
        raise
    except NoPdf as refusal:
        if len(some) > 1:  # a page of HTML cannot be taken apart
            return _each(session, [[parcel] for parcel in some])
        return _fetch_html(session, some[0], refusal)
    except _UnclearError:
        return _each(session, [[parcel] for parcel in some])
    except Refused as refusal:
        if len(some) == 1:
            return {some[0].package_id: refusal}
        middle = len(some) // 2  # one may be at fault
        return _each(session, [some[:middle], some[middle:]])
    except (PlatformError, OSError) as error:
        return {parcel.package_id: error for parcel in some}
    return {}


def _each(
    session: Session, parts: Iterable[Sequence[Parcel]]
) -> dict[str, PlatformError | OSError]:
    failed: dict[str, PlatformError | OSError] = {}
    for part in parts:
        failed |= _fetch(session, part)
    return failed


class _UnclearError(Exception):
    """Which page of several labels is whose cannot be told."""


def _keep(session: Session, some: Sequence[Parcel], content: bytes) -> None:
    """Raises _UnclearError, OSError; and NoPdf for a single label that cannot be opened."""
    try:
        with pdfs.opened(content) as document:
            if len(some) == 1:
                _put(session, some[0], PDF, content)
                return
            for parcel, pages in _told_apart(document, some).items():
                _put(session, parcel, PDF, document.part(pages))
    except pdfs.PdfError as error:
        if len(some) > 1:
            raise _UnclearError from None
        raise NoPdf(
            platform="lazada", operation="label", code="NoPdf", message=str(error)
        ) from None


def _told_apart(document: pdfs.Document, some: Sequence[Parcel]) -> dict[Parcel, list[int]]:
    """The pages of each package. Nothing documents their order, so each has to name its own."""
    found: dict[Parcel, list[int]] = {}
    for number in range(len(document)):
        text = "".join(document.text(number).split())
        named = [
            parcel
            for parcel in some
            if parcel.package_id in text or (parcel.tracking and parcel.tracking in text)
        ]
        if len(named) != 1:
            raise _UnclearError
        found.setdefault(named[0], []).append(number)
    if len(found) != len(some):
        raise _UnclearError
    return found


def _fetch_html(
    session: Session, parcel: Parcel, refusal: NoPdf
) -> dict[str, PlatformError | OSError]:
    try:
        page = session.lazada.label_html([parcel.package_id])
        if not page.strip():
            return {parcel.package_id: refusal}
        _put(session, parcel, HTML, page.encode())
    except Unauthorized:
        raise
    except (PlatformError, OSError) as error:
        return {parcel.package_id: error}
    return {}


def _put(session: Session, parcel: Parcel, suffix: str, content: bytes) -> None:
    """The file, then the row that names it. Raises OSError."""
    name = parcel.package_id
    if not _PLAIN_NAME.fullmatch(name):  # a platform's word is no path
        name = hashlib.sha256(name.encode()).hexdigest()[:32]
    target = session.labels / f"{name}{suffix}"
    session.labels.mkdir(parents=True, exist_ok=True)
    with _shelf:
        write_whole(target, content)
        with session.database.write() as connection:
            labels.keep(
                connection,
                session.shop,
                parcel.package_id,
                parcel.order_id,
                target.name,
                session.now(),
            )


def write_whole(path: Path, content: bytes) -> None:
    """The file as a whole or not at all, whatever ends the program. Raises OSError."""
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


# --- the end of the retention ---------------------------------------------------------------------


def drop_old(database: Database, shop: str, folder: Path, days: int, now: datetime) -> None:
    """Deletes the labels fetched more than ``days`` ago, and files that belong to none; once a
    day. A file that cannot be deleted now is tried again the next day."""
    with database.read() as connection:
        swept = desk.time_cursor(connection, shop, SWEPT)
        if swept is not None and now - swept < SWEEP_EVERY:
            return
        old = labels.fetched_before(connection, shop, now - timedelta(days=days))
    gone = [row.package_id for row in old if _deleted(folder / row.file)]
    with database.write() as connection:
        labels.forget(connection, shop, gone)
        desk.set_time_cursor(connection, shop, SWEPT, now)
    with _shelf:
        with database.read() as connection:
            named = labels.files(connection, shop)
        for file in _files(folder):
            if file.name not in named:
                _deleted(file)


def drop(database: Database, shop: str, folder: Path, order_ids: Collection[str]) -> None:
    """Deletes the labels of these orders (G3)."""
    with database.read() as connection:
        kept = [
            row
            for rows in labels.of_orders(connection, shop, order_ids).values()
            for row in rows.values()
        ]
    gone = [row.package_id for row in kept if _deleted(folder / row.file)]
    with database.write() as connection:
        labels.forget(connection, shop, gone)


def _deleted(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (file for file in folder.iterdir() if file.is_file())


def words(error: Exception) -> str:
    """Why there is no label: a key of ``buttons.REASONS``, or Lazada's own words."""
    if isinstance(error, Refused):
        return f"{error.code}: {error.message}" if error.code else error.message
    return "label_not_kept" if isinstance(error, OSError) else "label_out_of_reach"
