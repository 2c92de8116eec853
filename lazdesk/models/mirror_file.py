"""The mirror as a file: encrypted by SQLCipher or plain, connected to, copied, checked, wiped.

A key belongs to one file and to the copies made of it: its salt is what the file begins with, and
by it the key is found. Plain files are the practice shops', and those of versions that did not
encrypt yet.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

FAULTS: tuple[type[Exception], ...] = (sqlite3.Error, sqlcipher.Error)
FILE_FAULTS: tuple[type[Exception], ...] = (*FAULTS, OSError)
OPERATIONAL: tuple[type[Exception], ...] = (sqlite3.OperationalError, sqlcipher.OperationalError)

FILE_NAME = "lazdesk.db"
PLAIN_HEAD = b"SQLite format 3\0"
SALT_BYTES = 16
KEY_BYTES = 32
SIDE_FILES = ("-wal", "-shm", "-journal")
UNFINISHED = ".part"
PATIENCE_MS = 5_000  # for another process that is about to close the file
STEP = 256  # pages that are copied at a time beside others who work


@dataclass(frozen=True)
class Key:
    """What opens one file. ``text`` is SQLCipher's: a passphrase, or ``x'…'`` for a raw key."""

    text: str = field(repr=False)

    @classmethod
    def new(cls) -> Key:
        """A random key and salt; as it is no passphrase, opening costs no derivation."""
        return cls(f"x'{secrets.token_hex(KEY_BYTES)}{secrets.token_hex(SALT_BYTES)}'")

    @property
    def salt(self) -> str:
        """What a file with this raw key begins with, in hex."""
        return self.text[-2 * SALT_BYTES - 1 : -1]


def salt_of(path: Path) -> str | None:
    """The salt an encrypted file begins with; None for a plain, empty or missing one."""
    try:
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
    except FileNotFoundError:
        return None
    return head.hex() if head and head != PLAIN_HEAD else None


def is_plain(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN_HEAD)) == PLAIN_HEAD
    except FileNotFoundError:
        return False


def driver(key: Key | None) -> ModuleType:
    return sqlite3 if key is None else sqlcipher


def unlock(connection: Any, key: Key | None) -> None:
    """The first thing a new connection is told."""
    if key is not None:
        # It would write its errors to stderr, which is the merchant's.
        connection.execute("PRAGMA cipher_log_level = NONE").close()
        connection.execute(f"PRAGMA key = {_quoted(key)}").close()


@contextmanager
def connected(path: Path, key: Key | None, *, read_only: bool = False) -> Iterator[Any]:
    """One connection outside the engine; a wrong key shows with the first statement."""
    mode = "?mode=ro" if read_only else ""
    address = f"{path.absolute().as_uri()}{mode}"
    with closing(driver(key).connect(address, uri=True, isolation_level=None)) as connection:
        unlock(connection, key)
        yield connection


def verdict(path: Path, key: Key | None) -> str:
    """SQLite's own check, "ok" or the first fault. SQLCipher verifies every page on the way.

    Raises one of ``FAULTS`` for a file that is none, or that this key does not open.
    """
    with connected(path, key, read_only=True) as connection:
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return str(said)


def is_sound(path: Path, key: Key | None) -> bool:
    with suppress(*FAULTS):
        return verdict(path, key) == "ok"
    return False


def copy(source: Path, key: Key | None, target: Path, new_key: Key | None) -> None:
    """Copies the database under another key, or the same; ``target`` is there whole or not at all.

    What is deleted in ``source`` but still lies in its pages does not come along. Raises one of
    ``FAULTS``, OSError.
    """
    with _finished(target) as unfinished:
        if key == new_key:
            with connected(source, key) as connection:
                connection.execute("VACUUM INTO ?", [str(unfinished)]).close()
        else:
            _export(source, key, unfinished, new_key)


def copy_beside(source: Path, key: Key | None, target: Path, rest: Callable[[], None]) -> None:
    """Copies the database as it is now while others go on to read and write it; ``rest`` is called
    every ``STEP`` pages, and what it raises ends the copy. ``target`` is there whole or not at all.

    Raises one of ``FAULTS``, OSError.
    """
    with (
        _finished(target) as unfinished,
        connected(source, key) as connection,
        connected(unfinished, key) as made,
    ):
        # It is synchronised as a whole, once it is there.
        for pragma in ("synchronous = OFF", "journal_mode = OFF"):
            made.execute(f"PRAGMA {pragma}").close()
        # Within a transaction nothing that is written meanwhile starts it anew.
        connection.execute("BEGIN").close()
        connection.execute("SELECT 1 FROM sqlite_master").fetchall()
        connection.backup(made, pages=STEP, progress=lambda *_: rest())
        made.execute("PRAGMA journal_mode = DELETE").close()  # a copy is one file


@contextmanager
def _finished(target: Path) -> Iterator[Path]:
    """A file to fill, which becomes ``target`` once the block is through."""
    unfinished = target.with_name(target.name + UNFINISHED)
    remove(unfinished)
    try:
        yield unfinished
    except BaseException:
        with suppress(OSError):
            remove(unfinished)
        raise
    _to_disk(unfinished)
    unfinished.replace(target)
    _folder_to_disk(target.parent)


def _export(source: Path, key: Key | None, target: Path, new_key: Key | None) -> None:
    """SQLCipher's own way from one key to another; it reads plain files too."""
    address = source.absolute().as_uri()
    with closing(sqlcipher.connect(address, uri=True, isolation_level=None)) as connection:
        unlock(connection, key)
        attached = "''" if new_key is None else _quoted(new_key)
        connection.execute(f"ATTACH DATABASE ? AS copy KEY {attached}", [str(target)]).close()
        # A constraint broken long ago must not lose the rest.
        connection.execute("PRAGMA foreign_keys = OFF").close()
        connection.execute("SELECT sqlcipher_export('copy')").fetchall()
        connection.execute("DETACH DATABASE copy").close()


def settle(path: Path, key: Key | None) -> None:
    """Takes the side files into the database and leaves it alone in the folder.

    Raises one of ``FAULTS`` while another process has it open.
    """
    with connected(path, key) as connection:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}").close()
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise sqlite3.OperationalError("database is locked")


def remove(path: Path) -> None:
    """Deletes a database with its side files."""
    for file in (path, *side_files(path)):
        file.unlink(missing_ok=True)


def wipe(path: Path) -> None:
    """Deletes a database so that its bytes do not stay on the disk (as far as a file can do it:
    a drive may keep a copy of its own)."""
    for file in (*side_files(path), path):
        with suppress(FileNotFoundError):
            with file.open("r+b") as content:
                left = content.seek(0, os.SEEK_END)
                content.seek(0)
                while left > 0:
                    left -= content.write(bytes(min(left, 1 << 20)))
                content.flush()
                os.fsync(content.fileno())
            file.unlink()


def duplicate(source: Path, target: Path) -> None:
    """Copies the bytes of a database, whatever they are, and of its side files."""
    for suffix in ("", *SIDE_FILES):
        with suppress(FileNotFoundError):
            shutil.copyfile(
                source.with_name(source.name + suffix), target.with_name(target.name + suffix)
            )


def replace(path: Path, fresh: Path) -> None:
    """Puts ``fresh`` in the place of ``path``, whose side files must not meet it; killed on the
    way, ``path`` is without them, which is for a file that is given up."""
    for file in side_files(path):
        file.unlink(missing_ok=True)
    fresh.replace(path)
    _folder_to_disk(path.parent)


def side_files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in SIDE_FILES]


def _quoted(key: Key) -> str:
    text = key.text.replace('"', '""')
    return f'"{text}"'


def _to_disk(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    with suppress(OSError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
