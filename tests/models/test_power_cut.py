"""A power cut: the WAL ends anywhere, pages are half written. The mirror opens, has everything that
was on the disk, or goes back to its last copy and says so (G2)."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import pytest

from lazdesk.models import desk
from lazdesk.models.database import FILE_NAME, Database, open_database
from lazdesk.models.mirror_file import Key

CUTS, TEARS = 200, 60
PAGE = 4096
FRAME = 24 + PAGE
WAL_HEAD = 32
KEY = Key.new()


class Desk:
    """A mirror with a copy, then many small commits; its files as they were when the power went."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder = folder
        self.now = now
        opened = open_database(folder, now, KEY)
        for number in range(300):
            commit(opened, f"old.{number}", "x" * 300)
        opened.back_up_daily(now)
        opened.close()  # everything is in the database, the WAL is empty
        opened = open_database(folder, now, KEY)
        # How long the WAL was after each commit.
        self.grown = [commit(opened, "last", str(number)) for number in range(80)]
        self.files = {file: file.read_bytes() for file in folder.iterdir() if file.is_file()}
        opened.close()
        self.database = folder / FILE_NAME
        self.wal = folder / f"{FILE_NAME}-wal"

    def cut(self, database: bytes, wal: bytes) -> None:
        """The files as after a power cut; what only memory held is gone or stale."""
        for file in self.folder.iterdir():
            if file.is_file():
                file.unlink()
        for file, content in (self.files | {self.database: database, self.wal: wal}).items():
            file.write_bytes(content)

    def last(self) -> str | None:
        """What the mirror holds now; it must not have been repaired."""
        opened = open_database(self.folder, self.now, KEY)
        try:
            assert opened.opening.repaired_from is None
            return setting(opened, "last")
        finally:
            opened.close()


def commit(opened: Database, key: str, value: str) -> int:
    with opened.write() as connection:
        desk.set_setting(connection, "", key, value)
    return opened.path.with_name(f"{FILE_NAME}-wal").stat().st_size


def setting(opened: Database, key: str) -> str | None:
    with opened.read() as connection:
        return desk.settings(connection, "").get(key)


@pytest.fixture
def fallen(tmp_path: Path, now: datetime) -> Desk:
    return Desk(tmp_path, now)


def test_wherever_the_wal_ends_all_commits_before_it_are_there(fallen: Desk) -> None:
    rng = random.Random(5)  # noqa: S311
    whole = fallen.files[fallen.wal]
    assert fallen.grown == sorted(set(fallen.grown))
    for length in [0, len(whole), *(rng.randrange(len(whole)) for _ in range(CUTS))]:
        fallen.cut(fallen.files[fallen.database], whole[:length])
        whole_commits = sum(1 for size in fallen.grown if size <= length)
        expected = str(whole_commits - 1) if whole_commits else None
        assert fallen.last() == expected, length


def test_pages_half_written_from_the_wal_lose_nothing(fallen: Desk) -> None:
    """The power went while the WAL was taken into the database: it is taken in again."""
    wal = fallen.files[fallen.wal]
    database = bytearray(fallen.files[fallen.database])
    for frame in range(WAL_HEAD, len(wal), FRAME):
        page = int.from_bytes(wal[frame : frame + 4], "big")
        middle = (page - 1) * PAGE + PAGE // 2
        database[middle : middle + PAGE // 2] = wal[frame + 24 + PAGE // 2 : frame + FRAME]
    fallen.cut(bytes(database), wal)
    assert fallen.last() == str(len(fallen.grown) - 1)


def test_a_page_torn_anywhere_is_noticed_and_the_last_copy_used(fallen: Desk) -> None:
    rng = random.Random(6)  # noqa: S311
    whole = fallen.files[fallen.database]
    repaired = 0
    for _ in range(TEARS):
        start = rng.randrange(len(whole) - 600)
        torn = whole[:start] + rng.randbytes(600) + whole[start + 600 :]
        fallen.cut(torn, fallen.files[fallen.wal])
        opened = open_database(fallen.folder, fallen.now, KEY)
        if opened.opening.repaired_from is None:  # the page was free, or the WAL has it
            assert setting(opened, "last") == str(len(fallen.grown) - 1)
        else:
            repaired += 1
            assert opened.opening.repaired_from == fallen.now
            assert setting(opened, "last") is None
        assert setting(opened, "old.299") == "x" * 300
        opened.close()
    assert repaired > TEARS / 2
