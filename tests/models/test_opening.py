"""The mirror's file: made, migrated behind a backup, or refused and left as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from lazdesk.models import database as databases
from lazdesk.models import desk, tables
from lazdesk.models.database import (
    FILE_NAME,
    Database,
    DatabaseDamagedError,
    DatabaseLockedError,
    DatabaseTooNewError,
    DatabaseUnwritableError,
)
from tests.mirrors import connected, dump, open_database

ROOT = Path(__file__).parents[2]
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("novelties", sa.Column("id", sa.Integer(), primary_key=True))
    {more}
"""


@pytest.fixture
def file(tmp_path: Path, now: datetime) -> Path:
    """A mirror with something in it, closed."""
    opened = open_database(tmp_path, now)
    with opened.write() as connection:
        desk.set_setting(connection, "1", "stock.buffer", "5")
    opened.close()
    return tmp_path / FILE_NAME


def test_the_migrations_make_exactly_the_tables(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_opening_again_changes_nothing(file: Path, now: datetime) -> None:
    before = file.read_bytes()
    open_database(file.parent, now).close()
    assert file.read_bytes() == before
    assert not (file.parent / "backups").exists()


def test_a_file_that_was_only_just_begun_is_a_new_one(tmp_path: Path, now: datetime) -> None:
    (tmp_path / FILE_NAME).touch()
    opened = open_database(tmp_path, now)
    with opened.read() as connection:
        assert desk.settings(connection, "1") == {}
    opened.close()


# --- migrations -----------------------------------------------------------------------------------


def newer_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str = "pass") -> None:
    """The program of tomorrow: one more migration."""
    migrations = tmp_path / "migrations"
    shutil.copytree(databases.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    text = NEXT.format(head=head(), more=more)
    (migrations / "versions" / "9001_next.py").write_text(text)
    monkeypatch.setattr(databases, "MIGRATIONS", migrations)


def head() -> str:
    newest = max((databases.MIGRATIONS / "versions").glob("[0-9]*.py"))
    return newest.name.partition("_")[0]


def test_before_a_migration_the_file_is_copied(
    file: Path, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = head()
    newer_schema(tmp_path, monkeypatch)
    open_database(file.parent, now).close()
    assert "novelties" in names(file)
    assert buffer(file) == "5"
    (backup,) = (file.parent / "backups").iterdir()
    assert backup.name == f"lazdesk-{old}-{now:%Y%m%d-%H%M%S}.db"
    assert "novelties" not in names(backup)
    assert buffer(backup) == "5"


def test_only_the_latest_backups_are_kept(
    file: Path, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = head()
    newer_schema(tmp_path, monkeypatch)
    for minute in range(5):
        open_database(file.parent, now + timedelta(minutes=minute)).close()
        with connected(file) as connection:
            connection.execute("DROP TABLE novelties")
            connection.execute("UPDATE alembic_version SET version_num = ?", [old])
    kept = sorted(path.name[-7:-3] for path in (file.parent / "backups").iterdir())
    assert kept == ["0200", "0300", "0400"]


def test_a_migration_that_fails_changes_nothing(
    file: Path, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or nothing: also after a power cut in its middle."""
    before = dump(file)
    newer_schema(tmp_path, monkeypatch, 'raise RuntimeError("power cut")')
    with pytest.raises(RuntimeError):
        open_database(file.parent, now)
    assert dump(file) == before


def test_without_a_backup_nothing_is_migrated(
    file: Path, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(file)
    (file.parent / "backups").write_text("a file where the folder should be")
    newer_schema(tmp_path, monkeypatch)
    with pytest.raises(DatabaseUnwritableError, match="quyền ghi"):
        open_database(file.parent, now)
    assert dump(file) == before


# --- files that must not be used ------------------------------------------------------------------


def test_a_newer_programs_file_is_left_alone(file: Path, now: datetime) -> None:
    with connected(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()
    with pytest.raises(DatabaseTooNewError, match="cập nhật LazDesk"):
        open_database(file.parent, now)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[::-1], id="another file"),
        pytest.param(lambda content: content[: len(content) // 2], id="half written"),
        pytest.param(lambda content: content[:5000], id="hardly written"),
        pytest.param(
            lambda content: content[:8192] + b"\xff" * 16_384 + content[24_576:], id="overwritten"
        ),
    ],
)
def test_a_damaged_file_is_refused_and_left_as_it_was(
    file: Path, now: datetime, damage: object
) -> None:
    assert callable(damage)
    file.write_bytes(damage(file.read_bytes()))
    before = file.read_bytes()
    with pytest.raises((DatabaseDamagedError, DatabaseLockedError), match="restore"):
        open_database(file.parent, now)
    assert file.read_bytes() == before


def test_a_folder_that_is_gone(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(DatabaseUnwritableError):
        open_database(tmp_path / "gone", now)


# Root writes everywhere; a program without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH obeys.
OBEY = """
import ctypes, os, sys
if sys.platform == "linux":
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
os.execv(sys.executable, [sys.executable, "-c", *sys.argv[1:]])
"""
WRITE = """
import datetime, pathlib, sys
from lazdesk.models import database, desk
from tests import mirrors
try:
    opened = mirrors.open_database(pathlib.Path(sys.argv[1]), datetime.datetime.now())
    with opened.write() as connection:
        desk.set_setting(connection, "", "stock.buffer", "1")
except database.DatabaseError as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize("started", [False, True])
def test_a_read_only_folder(tmp_path: Path, now: datetime, started: bool) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    if started:
        opened = open_database(folder, now)
        opened.close()
        (folder / FILE_NAME).chmod(0o444)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    folder.chmod(0o555)
    try:
        said = subprocess.run(
            [sys.executable, "-c", OBEY, WRITE, str(folder)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        folder.chmod(0o755)
    assert said.stdout.strip() == "DatabaseUnwritableError", said.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


# --- helpers --------------------------------------------------------------------------------------


def names(file: Path) -> set[str]:
    with connected(file) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in rows}


def buffer(file: Path) -> str:
    with connected(file) as connection:
        (value,) = connection.execute("SELECT value FROM settings").fetchone()
    return str(value)


@pytest.mark.parametrize(
    ("few", "index"),
    [
        (
            "order_items WHERE shop = '1' AND order_id IN ('1', '2') ORDER BY order_item_id",
            "order_id=?",
        ),
        ("order_items WHERE shop = '1' AND sku_id IN ('1', '2', '3')", "sku_id=?"),
        ("orders WHERE shop = '1' AND stale = 1 ORDER BY order_id", "stale=?"),
        ("imports WHERE shop = '1' AND state = 'ready' ORDER BY order_id", "state=?"),
    ],
)
def test_few_rows_of_a_shop_are_found_without_reading_the_others(
    tmp_path: Path, now: datetime, few: str, index: str
) -> None:
    """Left to guess, SQLite takes "of this shop" for the narrower choice and reads all of them."""
    opened = open_database(tmp_path, now)
    with opened.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN SELECT * FROM {few}").all()  # noqa: S608
    opened.close()
    assert index in plan[0].detail
