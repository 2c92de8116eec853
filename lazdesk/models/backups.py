"""Copies of the mirror beside it: one a day, one before each change of the schema.

They carry the mirror's own key. A copy that leaves this PC is made with a passphrase instead.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from lazdesk.models import mirror_file
from lazdesk.models.mirror_file import Key

FOLDER = "backups"
STEM = "lazdesk"
DAILY = "daily"
DAILY_KEPT = 7
SCHEMA_KEPT = 3
DAMAGED, REPLACED, OLD = "damaged", "replaced", "old"
# What lies aside, and how long: nobody forgets buyers in it (G3).
ASIDE_KEPT = {DAMAGED: timedelta(days=7), REPLACED: timedelta(days=7), OLD: timedelta(days=90)}
ROOM = 5  # times the size of the mirror: for a copy, and for what else the disk is for
_TIME = "%Y%m%d-%H%M%S"
# A day is the merchant's.
_VIETNAM = timezone(timedelta(hours=7))


def before_migration(path: Path, key: Key | None, revision: str, now: datetime) -> None:
    """Raises one of ``mirror_file.FAULTS``, OSError."""
    _make(path, key, revision, now)
    _prune([file for file in _all(path.parent) if not _is_daily(file)], SCHEMA_KEPT)


def daily(path: Path, key: Key | None, now: datetime, rest: Callable[[], None]) -> Path | None:
    """Today's copy, unless there is one; the last ``DAILY_KEPT`` are kept. It is made beside those
    who work in the mirror, with a ``rest`` every few pages.

    Raises one of ``mirror_file.FAULTS``, OSError, and what ``rest`` raises.
    """
    kept = [file for file in newest_first(path.parent) if _is_daily(file)]
    today = now.astimezone(_VIETNAM).date()
    if any(made_at(file).astimezone(_VIETNAM).date() == today for file in kept):
        return None
    # Copies of a large shop must not fill the disk: then fewer are kept.
    while len(kept) > 1 and shutil.disk_usage(path.parent).free < ROOM * path.stat().st_size:
        mirror_file.remove(kept.pop())
    made = _target(path, DAILY, now)
    mirror_file.copy_beside(path, key, made, rest)
    _prune([*kept, made], DAILY_KEPT)
    return made


def renewed(path: Path, key: Key | None, now: datetime) -> None:
    """In place of all copies one of the mirror as it is: what was deleted is in none of them (G3).

    Raises one of ``mirror_file.FAULTS``, OSError.
    """
    old = [*_all(path.parent), *_all_aside(path.parent)]
    if not old:
        return
    made = _make(path, key, DAILY, now)
    _delete(file for file in old if file != made)


def of_now(path: Path, key: Key | None, now: datetime) -> Path:
    """A copy whatever copies there are. Raises one of ``mirror_file.FAULTS``, OSError."""
    return _make(path, key, DAILY, now)


def set_aside(path: Path, why: str, now: datetime) -> Path:
    """The bytes of a mirror that another one replaces, whether it opens or not; ``why`` is one of
    ``ASIDE_KEPT``. Raises OSError."""
    target = _target(path, why, now)
    mirror_file.duplicate(path, target)
    return target


def move_away(path: Path, now: datetime) -> Path:
    """Takes a mirror that does not open out of the way, with its side files, for another to begin
    in its place. Raises OSError."""
    target = _target(path, OLD, now)
    for file in (*mirror_file.side_files(path), path):
        with suppress(FileNotFoundError):
            file.rename(target.with_name(target.name + file.name.removeprefix(path.name)))
    return target


def drop_aside(folder: Path, now: datetime) -> None:
    """Deletes what was set aside long ago."""
    for why, kept in ASIDE_KEPT.items():
        _delete(file for file in _aside(folder, why) if now - made_at(file) > kept)


def each(folder: Path, change: Callable[[Path], bool]) -> None:
    """Changes every copy; one that cannot be changed goes."""
    _delete(file for file in _all(folder) if not change(file))


def wipe_plain(folder: Path) -> None:
    """Those that an earlier version left unencrypted."""
    for file in _all(folder):
        if mirror_file.is_plain(file):
            mirror_file.wipe(file)


def newest_sound(folder: Path, key: Key | None) -> Path | None:
    """The latest copy that opens with ``key`` and passes the check."""
    return next((file for file in newest_first(folder) if mirror_file.is_sound(file, key)), None)


def newest_first(folder: Path) -> list[Path]:
    return sorted(_all(folder), key=made_at, reverse=True)


def made_at(file: Path) -> datetime:
    """When the copy was made, as its name says; one that was renamed: as its file does."""
    with suppress(ValueError):
        return datetime.strptime("-".join(file.stem.split("-")[-2:]), _TIME).replace(tzinfo=UTC)
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _make(path: Path, key: Key | None, kind: str, now: datetime) -> Path:
    target = _target(path, kind, now)
    mirror_file.copy(path, key, target, key)
    return target


def _target(path: Path, kind: str, now: datetime) -> Path:
    folder = path.parent / FOLDER
    folder.mkdir(exist_ok=True)
    return folder / f"{STEM}-{kind}-{now.astimezone(UTC):{_TIME}}.db"


def _all(folder: Path) -> list[Path]:
    aside = _all_aside(folder)
    return sorted(file for file in (folder / FOLDER).glob(f"{STEM}-*.db") if file not in aside)


def _all_aside(folder: Path) -> list[Path]:
    return [file for why in ASIDE_KEPT for file in _aside(folder, why)]


def _aside(folder: Path, why: str) -> list[Path]:
    return list((folder / FOLDER).glob(f"{STEM}-{why}-*.db"))


def _is_daily(file: Path) -> bool:
    return file.name.startswith(f"{STEM}-{DAILY}-")


def _prune(files: Iterable[Path], kept: int) -> None:
    _delete(sorted(files, key=made_at)[:-kept])


def _delete(files: Iterable[Path]) -> None:
    for file in files:
        mirror_file.remove(file)
