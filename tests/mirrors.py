"""The mirrors of tests: plain ones, or encrypted as the merchant's are.

Most tests are not about the file and open a plain one, which is as quick as it gets;
``pytest --encrypted`` runs the same tests on encrypted ones. Commands always encrypt theirs.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa

from lazdesk import mirror
from lazdesk.models import database, mirror_file
from lazdesk.models.database import Database
from lazdesk.models.mirror_file import Key
from lazdesk.shop import Desk
from tests.cli import file_keyring

ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
ENCRYPTED = "LAZDESK_TESTS_ENCRYPTED"
TEST_KEY = Key(f"x'{'5a' * mirror_file.KEY_BYTES}{'a5' * mirror_file.SALT_BYTES}'")


def plain() -> bool:
    return ENCRYPTED not in os.environ


def key() -> Key | None:
    return None if plain() else TEST_KEY


def open_database(folder: Path, now: datetime) -> Database:
    return database.open_database(folder, now, key())


def make_new_ones_by_copy(monkeypatch: pytest.MonkeyPatch, template: Path) -> None:
    """A new plain mirror is a copy of ``template``: its revisions run once, not in every test.

    An encrypted or an older one still runs them.
    """
    upgrade = database._upgrade

    def copied(
        engine: sa.Engine, path: Path, key: Key | None, current: str | None, now: datetime
    ) -> None:
        if key is not None or current is not None:
            return upgrade(engine, path, key, current, now)
        if not template.exists():
            upgrade(engine, path, key, current, now)
            mirror_file.copy(path, None, template, None)
            return None
        with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
        return engine.dispose()

    monkeypatch.setattr(database, "_upgrade", copied)


@contextmanager
def connected(path: Path, opened_with: Key | None = None) -> Iterator[Any]:
    """A connection beside the program's."""
    with mirror_file.connected(path, opened_with or key()) as connection:
        yield connection


def dump(path: Path, opened_with: Key | None = None) -> list[str]:
    """Everything in it, as statements; JSON's escaped letters as they are read."""
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.db"
        mirror_file.copy(path, opened_with or key(), plain, None)
        with closing(sqlite3.connect(plain)) as connection:
            return [ESCAPED.sub(_letter, line) for line in connection.iterdump()]


def _letter(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def desk_key(desk: Desk) -> Key | None:
    """The key that a desk of the tests has put into its vault."""
    return None if plain() else mirror.key(desk.folder, desk.open_vault)


def command_key(path: Path) -> Key:
    """The key that a command has put into the tests' file of a keyring."""
    keyring = Path(os.environ[file_keyring.FILE])
    entries: dict[str, str] = json.loads(keyring.read_text(encoding="utf-8"))
    name = f"LazDesk/mirror/{mirror_file.salt_of(path)}#"
    (text,) = [text for entry, text in entries.items() if entry.startswith(name)]
    return Key(text)
