"""The mirror is encrypted at rest; a plain one of an earlier version becomes so, whole (G3)."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lazdesk.models import backups, desk, mirror_file
from lazdesk.models import database as databases
from lazdesk.models.database import (
    FILE_NAME,
    Database,
    DatabaseDamagedError,
    DatabaseError,
    DatabaseLockedError,
    open_database,
)
from lazdesk.models.mirror_file import Key

CANARY = "Nguyễn Thị Chim Yến"
SHOP = "1"


def write(opened: Database, key: str, value: str) -> None:
    with opened.write() as connection:
        desk.set_setting(connection, SHOP, key, value)


def settings(opened: Database) -> dict[str, str]:
    with opened.read() as connection:
        return desk.settings(connection, SHOP)


def every_byte(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.fixture
def plain(tmp_path: Path, now: datetime) -> Path:
    """A mirror as an earlier version left it when it was killed: committed rows in its WAL, rows
    that are deleted still in its free pages, and a plain backup."""
    opened = open_database(tmp_path, now)
    for number in range(200):
        write(opened, f"deleted.{number}", CANARY * 40)
    with opened.write() as connection:
        connection.exec_driver_sql("DELETE FROM settings")
    write(opened, "stock.buffer", "5")
    backups.before_migration(opened.path, None, "0001", now)
    write(opened, "secret", CANARY)  # in the WAL only
    saved = {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    opened.close()
    for file, content in saved.items():
        file.write_bytes(content)
    assert (tmp_path / f"{FILE_NAME}-wal").stat().st_size > 0
    assert CANARY.encode() in every_byte(tmp_path)
    return tmp_path


@pytest.fixture
def key() -> Key:
    return Key.new()


def test_nothing_in_the_folder_can_be_read_without_the_key(
    tmp_path: Path, now: datetime, key: Key
) -> None:
    opened = open_database(tmp_path, now, key)
    write(opened, "secret", CANARY)
    assert opened.back_up_daily(now) is not None
    write(opened, "secret", f"{CANARY} 2")
    content = every_byte(tmp_path)  # with the WAL, while it is open
    opened.close()
    content += every_byte(tmp_path)
    assert CANARY.encode() not in content
    assert b"SQLite format" not in content
    assert key.salt == (tmp_path / FILE_NAME).read_bytes()[:16].hex()
    again = open_database(tmp_path, now, key)
    assert settings(again)["secret"] == f"{CANARY} 2"
    again.close()


def test_a_plain_mirror_is_encrypted_and_nothing_of_it_stays(
    plain: Path, now: datetime, key: Key
) -> None:
    opened = open_database(plain, now, key)
    assert opened.opening.encrypted
    assert settings(opened) == {"stock.buffer": "5", "secret": CANARY}
    opened.close()
    assert CANARY.encode() not in every_byte(plain)
    assert b"SQLite format" not in every_byte(plain)
    assert sorted(file.name for file in plain.iterdir()) == ["backups", FILE_NAME]
    again = open_database(plain, now, key)
    assert not again.opening.encrypted
    again.close()


def test_the_planner_still_knows_how_rows_lie(plain: Path, now: datetime, key: Key) -> None:
    opened = open_database(plain, now, key)
    with opened.read() as connection:
        told = connection.exec_driver_sql("SELECT count(*) FROM sqlite_stat1").scalar_one()
    opened.close()
    assert told > 20


def test_while_an_older_lazdesk_has_it_open_it_stays_as_it_is(
    plain: Path, now: datetime, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What that one writes meanwhile would be lost."""
    monkeypatch.setattr(mirror_file, "PATIENCE_MS", 50)
    with closing(sqlite3.connect(plain / FILE_NAME)) as older:
        older.execute("SELECT count(*) FROM settings").fetchone()
        with pytest.raises(DatabaseError, match="phiên bản cũ"):
            open_database(plain, now, key)
        older.execute("INSERT INTO settings VALUES ('1', 'poll.seconds', '90')")
        older.commit()
    opened = open_database(plain, now, key)
    assert settings(opened)["poll.seconds"] == "90"
    opened.close()


# --- killed on the way ----------------------------------------------------------------------------


class Camera:
    """Copies a folder before every touch of one of its files: what a kill there would leave."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.pictures: list[Path] = []
        sys.addaudithook(self._look)  # for good; it sleeps while there is no folder

    def _look(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.folder is None or event not in ("open", "os.rename", "os.remove"):
            return
        folder, path = self.folder, str(arguments[0])
        if path.startswith(str(folder)):
            self.folder = None  # copying touches files too
            picture = folder.with_name(f"{folder.name}-{len(self.pictures)}")
            shutil.copytree(folder, picture)
            self.pictures.append(picture)
            self.folder = folder


CAMERA = Camera()


@pytest.fixture
def camera() -> Iterator[Camera]:
    CAMERA.pictures.clear()
    yield CAMERA
    CAMERA.folder = None


def test_killed_anywhere_while_it_is_encrypted_nothing_is_lost(
    plain: Path, now: datetime, key: Key, camera: Camera
) -> None:
    camera.folder = plain
    open_database(plain, now, key).close()
    camera.folder = None
    assert len(camera.pictures) > 15
    for picture in camera.pictures:
        opened = open_database(picture, now, key)
        assert settings(opened) == {"stock.buffer": "5", "secret": CANARY}, picture
        opened.close()
        assert CANARY.encode() not in every_byte(picture), picture


def test_killed_anywhere_while_it_is_repaired_nothing_is_lost(
    tmp_path: Path, now: datetime, key: Key, camera: Camera
) -> None:
    folder = backed_up(tmp_path / "data", now, key)
    tear(folder / FILE_NAME)
    camera.folder = folder
    open_database(folder, now, key).close()
    camera.folder = None
    assert len(camera.pictures) > 10
    for picture in camera.pictures:
        opened = open_database(picture, now, key)
        assert settings(opened)["stock.buffer"] == "5", picture
        opened.close()


# --- the key --------------------------------------------------------------------------------------


@pytest.mark.parametrize("other", [Key.new(), None], ids=["another key", "none"])
def test_without_its_key_a_file_is_refused_and_left_as_it_was(
    tmp_path: Path, now: datetime, key: Key, other: Key | None
) -> None:
    open_database(tmp_path, now, key).close()
    before = every_byte(tmp_path)
    with pytest.raises(DatabaseError, match="lazdesk restore") as refused:
        open_database(tmp_path, now, other)
    assert isinstance(refused.value, DatabaseLockedError) == (other is not None)
    assert every_byte(tmp_path) == before


def test_no_key_shows_in_what_is_printed_of_it(key: Key) -> None:
    assert key.text[2:20] not in f"{key!r} {key}"


# --- damaged --------------------------------------------------------------------------------------


def backed_up(folder: Path, now: datetime, key: Key | None) -> Path:
    """A mirror whose backup is a few rows behind it."""
    folder.mkdir()
    opened = open_database(folder, now, key)
    write(opened, "stock.buffer", "5")
    opened.back_up_daily(now)
    write(opened, "poll.seconds", "90")
    opened.close()
    return folder


def tear(file: Path, page: int = 3) -> None:
    content = bytearray(file.read_bytes())
    content[page * 4096 + 100 : page * 4096 + 2100] = os.urandom(2000)
    file.write_bytes(content)


@pytest.mark.parametrize("page", [0, 3, 7])
def test_a_torn_page_brings_back_the_last_copy_and_keeps_the_torn_file(
    tmp_path: Path, now: datetime, key: Key, page: int
) -> None:
    folder = backed_up(tmp_path / "data", now, key)
    tear(folder / FILE_NAME, page)
    torn = (folder / FILE_NAME).read_bytes()
    opened = open_database(folder, now, key)
    assert settings(opened) == {"stock.buffer": "5"}
    assert opened.opening.repaired_from == now
    assert opened.opening.set_aside is not None
    assert opened.opening.set_aside.read_bytes() == torn
    opened.close()


def test_a_torn_copy_is_passed_over(tmp_path: Path, now: datetime, key: Key) -> None:
    folder = backed_up(tmp_path / "data", now, key)
    opened = open_database(folder, now, key)
    later = opened.back_up_daily(now + timedelta(days=1))
    opened.close()
    assert later is not None
    tear(later)
    tear(folder / FILE_NAME)
    opened = open_database(folder, now, key)
    assert opened.opening.repaired_from == now
    opened.close()


def test_a_large_file_is_checked_once_a_day_and_when_damage_was_met(
    tmp_path: Path, now: datetime, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To check all of it takes seconds."""
    monkeypatch.setattr(databases, "LARGE", 0)
    checks: list[Path] = []
    verdict = mirror_file.verdict

    def watched(path: Path, with_key: Key | None) -> str:
        checks.append(path)
        return verdict(path, with_key)

    folder = backed_up(tmp_path / "data", now, key)
    monkeypatch.setattr(mirror_file, "verdict", watched)
    for hours, expected in ((1, 1), (23, 1), (25, 2), (26, 2)):
        open_database(folder, now + timedelta(hours=hours), key).close()
        assert len(checks) == expected, hours

    later = now + timedelta(hours=27)
    tear(folder / FILE_NAME, page=0)  # met when it is opened
    opened = open_database(folder, later, key)
    assert opened.opening.repaired_from == now
    opened.close()

    open_database(folder, later, key).close()  # the file that took its place is checked too
    with mirror_file.connected(folder / FILE_NAME, key) as connection:
        ((root,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name='settings'")
    tear(folder / FILE_NAME, page=root - 1)  # met when it is read
    opened = open_database(folder, later, key)
    with pytest.raises(DatabaseDamagedError):
        settings(opened)
    opened.close()
    opened = open_database(folder, later, key)
    assert opened.opening.repaired_from == now
    assert settings(opened) == {"stock.buffer": "5"}
    opened.close()


def test_a_copy_is_kept_for_each_of_the_last_seven_days(
    tmp_path: Path, now: datetime, key: Key
) -> None:
    opened = open_database(tmp_path, now, key)
    for hours in range(0, 10 * 24, 6):
        opened.back_up_daily(now + timedelta(hours=hours))
    opened.close()
    kept = sorted(file.name for file in (tmp_path / "backups").iterdir())
    assert [name[14:22] for name in kept] == [
        f"{now + timedelta(days=day):%Y%m%d}" for day in range(3, 10)
    ]


@pytest.mark.parametrize(("days", "there"), [(89, True), (91, False)])
def test_what_was_moved_away_stays_as_long_as_buyers_may_be_kept(
    tmp_path: Path, now: datetime, key: Key, days: int, there: bool
) -> None:
    """G3: ninety days, in the folder of the copies, among which it is not."""
    open_database(tmp_path, now, key).close()
    moved = backups.move_away(tmp_path / FILE_NAME, now)
    assert not (tmp_path / FILE_NAME).exists()
    assert backups.newest_first(tmp_path) == []
    opened = open_database(tmp_path, now, key)
    opened.change_copies(lambda _file, _key: True, now + timedelta(days=days))
    opened.close()
    assert moved.exists() is there
