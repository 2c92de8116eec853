"""A data folder that cannot be used, or whose database is not as it should be (G2)."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from lazdesk.sandbox.server import PracticeShops
from tests import mirrors
from tests.cli.conftest import sell
from tests.cli.terminal import Ran, command, environment, lazdesk

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def database(connected: PracticeShops, data: Path) -> Path:
    """The file of a desk that has synchronised, with nothing left in its side files."""
    assert lazdesk("sync", "--once").status == 0
    file = data / "lazdesk.db"
    with opened(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a file"
    file.write_text("")
    monkeypatch.setenv("LAZDESK_DATA_DIR", str(file / "below"))
    ran = lazdesk("status", "--json")
    assert ran.status == 2
    assert "LAZDESK_DATA_DIR" in ran.err
    assert ran.error == "settings"


def obey_permissions() -> None:
    """Root reads and writes everything; a program without these two capabilities obeys."""
    libc = ctypes.CDLL(None)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def run_obediently(*words: str) -> Ran:
    ended = subprocess.run(
        command(*words),
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        preexec_fn=obey_permissions,
    )
    return Ran(ended.returncode, ended.stdout, ended.stderr)


@pytest.mark.parametrize("started", [False, True], ids=["empty", "with a database"])
def test_a_folder_that_takes_no_writes(
    data: Path, keyring: None, monkeypatch: pytest.MonkeyPatch, started: bool
) -> None:
    data.mkdir()
    if started:
        lazdesk("status")
        for file in data.iterdir():
            file.chmod(0o444)
    before = {file.name: file.read_bytes() for file in data.iterdir()}
    data.chmod(0o555)
    try:
        ran = run_obediently("config", "set", "stock.buffer", "1", "--json")
    finally:
        data.chmod(0o755)
    assert (ran.status, ran.error) == (1, "database")
    assert "Hãy kiểm tra quyền ghi" in ran.err
    assert {file.name: file.read_bytes() for file in data.iterdir()} == before


@pytest.fixture
def no_room(database: Path) -> Iterator[None]:
    """SQLite itself finds its disk full: its file may grow by three pages more."""
    with opened(database) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()

    def limit(connection: Any, *_more: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 3}").close()

    sa.event.listen(sa.pool.Pool, "checkout", limit)
    yield
    sa.event.remove(sa.pool.Pool, "checkout", limit)


def test_a_full_disk(connected: PracticeShops, database: Path, no_room: None) -> None:
    before = lazdesk("status", "--json").document
    sell(connected, 20)
    ran = lazdesk("sync", "--once", "--json")
    assert (ran.status, ran.error) == (1, "database")
    assert "Ổ đĩa đã đầy" in ran.err
    assert lazdesk("status", "--json").document == before
    assert connected.world.haravan.orders == {}


def test_a_database_of_a_newer_version(database: Path) -> None:
    with opened(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = dump(database)
    ran = lazdesk("sync", "--once", "--json")
    assert (ran.status, ran.error) == (1, "database")
    assert "Hãy cập nhật LazDesk" in ran.err
    assert dump(database) == before


@pytest.mark.parametrize("left", [0.5, 0.0001], ids=["half", "a few bytes"])
def test_a_half_written_database_gives_way_to_todays_copy(
    database: Path, data: Path, left: float
) -> None:
    before = lazdesk("status", "--json").document
    half = cut(database, left)
    ran = lazdesk("status", "--json")
    assert (ran.status, ran.document) == (0, before)
    assert "Tệp dữ liệu bị hỏng" in ran.err
    (aside,) = data.glob("backups/lazdesk-damaged-*.db")
    assert str(aside) in ran.err
    assert aside.read_bytes() == half
    assert lazdesk("status").err == ""  # it is said once


@pytest.mark.parametrize("left", [0.5, 0.0001], ids=["half", "a few bytes"])
def test_a_half_written_database_without_a_copy_is_left_alone(
    database: Path, data: Path, left: float
) -> None:
    shutil.rmtree(data / "backups")
    half = cut(database, left)
    ran = lazdesk("status", "--json")
    assert (ran.status, ran.error) == (1, "database")
    assert "bản sao lưu" in ran.err
    assert database.read_bytes() == half


def cut(database: Path, left: float) -> bytes:
    whole = database.read_bytes()
    half = whole[: max(60, int(len(whole) * left))]
    database.write_bytes(half)
    for side in ("-wal", "-shm"):
        database.with_name(database.name + side).unlink(missing_ok=True)
    return half


def test_something_else_in_place_of_the_database(data: Path, keyring: None) -> None:
    data.mkdir()
    (data / "lazdesk.db").write_text("Đây không phải cơ sở dữ liệu. " * 100, encoding="utf-8")
    ran = lazdesk("status", "--json")
    assert (ran.status, ran.error) == (1, "database")


def test_a_backup_put_back_works(database: Path, data: Path, tmp_path: Path) -> None:
    """What the message tells the merchant to do does help."""
    copy = shutil.copy(database, tmp_path / "backup.db")
    before = lazdesk("status", "--json").document["counts"]
    shutil.rmtree(data / "backups")
    database.write_bytes(b"half")
    for side in ("-wal", "-shm"):
        database.with_name(database.name + side).unlink(missing_ok=True)
    assert lazdesk("status").status == 1
    shutil.copy(copy, database)
    assert lazdesk("status", "--json").document["counts"] == before


def opened(database: Path) -> AbstractContextManager[Any]:
    return mirrors.connected(database, mirrors.command_key(database))


def dump(database: Path) -> list[str]:
    return mirrors.dump(database, mirrors.command_key(database))
