"""Opens the one database: pragmas, migrations with a backup before each, and clear faults.

This is the only module that knows the mirror is SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

FILE_NAME = "lazdesk.db"
MIGRATIONS = Path(__file__).parent / "migrations"
BACKUPS = "backups"
BACKUPS_KEPT = 3
# What a large shop's tables are like: so many rows each, and so many values in the columns that
# have few. Of those with two values the rarer one is asked for: it counts as one of many.
ROWS = 100_000
DISTINCT = {
    **{"shop": 1, "org": 1, "kind": 4, "state": 8, "word": 8, "status": 8, "tracked": 8},
    **{"stale": 500, "cancel_pending": 500, "code": 20_000, "order_id": 50_000, "item_id": 40_000},
    **{"product_id": 40_000, "location_id": 5},
}
# Every thread has its connection, and the system caches the file too: a small cache (KiB) each.
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -1000")
CHUNK = 500  # ids in one IN list: SQLite's parameter limit is far above, its planner's patience not


class DatabaseError(Exception):
    """The mirror cannot be used; ``str()`` tells the merchant in Vietnamese what to do (G2)."""


class DatabaseTooNewError(DatabaseError):
    """Written by a newer LazDesk than this one."""


class DatabaseDamagedError(DatabaseError):
    """Not a database, or one that fails SQLite's own check."""


class DatabaseUnwritableError(DatabaseError):
    """The folder or the disk takes no writes."""


class Database:
    """One engine over one file; hands out short read and write transactions."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(lazdesk_begin="BEGIN IMMEDIATE")

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A consistent snapshot; never waits for the writer (WAL)."""
        with speaking_plainly(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Takes the write lock at once, so that what was read inside stays true until commit.

        Raises DatabaseUnwritableError when the disk is full or read-only; nothing is then written.
        """
        with speaking_plainly(), self._writer.begin() as connection:
            yield connection

    def scrub(self) -> None:
        """Takes what was deleted out of the file itself, and out of its backups (G3)."""
        with speaking_plainly():
            raw = self._engine.raw_connection()
            try:
                for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    raw.cursor().execute(statement).close()
            except sqlite3.Error as fault:
                raise unwritable() from fault
            finally:
                raw.close()
        for copy in Path(str(self._engine.url.database)).parent.glob(f"{BACKUPS}/*.db"):
            copy.unlink()

    def close(self) -> None:
        self._engine.dispose()


@contextmanager
def speaking_plainly() -> Iterator[None]:
    """Turns SQLite's faults into DatabaseError with a remedy."""
    try:
        yield
    except sa.exc.DBAPIError as fault:
        raise translated(fault) from fault


def translated(fault: sa.exc.DBAPIError) -> Exception:
    text = str(fault.orig).lower()
    if "disk is full" in text or "database or disk" in text:
        return DatabaseUnwritableError(
            "Ổ đĩa đã đầy nên LazDesk không lưu được dữ liệu. Hãy giải phóng dung lượng rồi "
            "chạy lại; dữ liệu đã lưu vẫn còn nguyên."
        )
    if "readonly" in text or "unable to open" in text or "disk i/o" in text:
        return unwritable()
    if "malformed" in text or "not a database" in text:
        return damaged()
    return fault


def unwritable() -> DatabaseUnwritableError:
    return DatabaseUnwritableError(
        "LazDesk không ghi được vào thư mục dữ liệu. Hãy kiểm tra quyền ghi của thư mục này "
        "(hoặc chọn thư mục khác bằng LAZDESK_DATA_DIR) rồi chạy lại."
    )


def damaged() -> DatabaseDamagedError:
    return DatabaseDamagedError(
        f"Tệp dữ liệu {FILE_NAME} bị hỏng nên LazDesk không mở. Hãy đóng LazDesk, đổi tên tệp này, "
        "chép bản sao lưu mới nhất trong thư mục backups về chỗ cũ (hoặc để LazDesk tải lại từ "
        "đầu) rồi chạy lại. Đơn hàng trên hai sàn không bị ảnh hưởng."
    )


def open_database(folder: Path, now: datetime) -> Database:
    """Opens (or makes) the mirror in ``folder``, brought up to this version's schema.

    Before an older schema is changed the file is copied to ``backups/``. Raises DatabaseError with
    the remedy; the file is then left as it was.
    """
    path = folder / FILE_NAME
    with speaking_plainly():
        _check_file(path)
        engine = _engine(path)
        try:
            _migrate(engine, path, now)
        except BaseException:
            engine.dispose()
            raise
    return Database(engine)


def _engine(path: Path) -> sa.Engine:
    # 30 s: another process of ours may be in the middle of a write; WAL readers never wait.
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is ours, see below
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(options.get("lazdesk_begin", "BEGIN"))

    return engine


def _check_file(path: Path) -> None:
    """Refuses a half-written file before anything touches it."""
    if not path.exists():
        return
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as fault:
        if isinstance(fault, sqlite3.OperationalError):
            # A folder that takes no writes cannot hold WAL's side files: said when opening.
            return
        raise damaged() from fault
    finally:
        if "connection" in locals():
            connection.close()
    if verdict[0] != "ok":
        raise damaged()


def _migrate(engine: sa.Engine, path: Path, now: datetime) -> None:
    with engine.connect() as connection:
        has_one = sa.inspect(connection).has_table("alembic_version")
        chosen = sa.text("SELECT version_num FROM alembic_version")
        current = connection.scalar(chosen) if has_one else None
    # A revision is what its file's name begins with.
    newest = max(file.name for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    if current != newest.partition("_")[0]:
        _upgrade(engine, path, current, now)


def _upgrade(engine: sa.Engine, path: Path, current: str | None, now: datetime) -> None:
    # Only here: once a version it is needed, and it takes as much room as a list of 100,000 rows.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix())
    script = ScriptDirectory.from_config(config)
    if current is not None:
        if current not in {revision.revision for revision in script.walk_revisions()}:
            raise DatabaseTooNewError(
                "Dữ liệu này do một phiên bản LazDesk mới hơn tạo ra. Hãy cập nhật LazDesk rồi mở "
                "lại; dữ liệu chưa bị thay đổi."
            )
        try:
            _back_up(path, current, now)
        except (OSError, sqlite3.Error) as fault:
            raise unwritable() from fault  # without a backup nothing is changed
    with engine.execution_options(lazdesk_begin="BEGIN IMMEDIATE").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _describe(connection)
    engine.dispose()  # a connection takes the description in when it is made


def _describe(connection: sa.Connection) -> None:
    """Tells SQLite's planner how a large shop's rows lie (sqlite_stat1).

    Left to guess, it takes "of this shop" for a narrow choice and goes through all rows of the only
    shop there is, where an index leads to a handful. Its own ANALYZE would describe what is there
    today, and plans would change with it.
    """
    connection.exec_driver_sql("PRAGMA analysis_limit = 1")
    connection.exec_driver_sql("ANALYZE")
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    indexes = connection.exec_driver_sql(
        "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index'"
    )
    for table, index in indexes.all():
        columns = connection.exec_driver_sql(f'PRAGMA index_info("{index}")')
        left, told = ROWS, [ROWS]
        for column in columns:
            left = max(1, left // DISTINCT.get(column.name, ROWS))
            told.append(left)
        connection.exec_driver_sql(
            "INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, index, " ".join(map(str, told)))
        )


def _back_up(path: Path, revision: str, now: datetime) -> None:
    folder = path.parent / BACKUPS
    folder.mkdir(exist_ok=True)
    target = folder / f"{path.stem}-{revision}-{now:%Y%m%d-%H%M%S}.db"
    source, copy = sqlite3.connect(path), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()
    for old in sorted(folder.glob(f"{path.stem}-*.db"), key=lambda file: file.stat().st_mtime)[
        :-BACKUPS_KEPT
    ]:
        old.unlink()


def chunks(ids: Iterable[str], size: int = CHUNK) -> Iterable[list[str]]:
    rest = list(ids)
    for start in range(0, len(rest), size):
        yield rest[start : start + size]


def upsert(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[Mapping[str, Any]],
    keep: Sequence[str] = (),
) -> None:
    """Inserts ``rows`` or updates those whose primary key is there; ``keep`` names columns that an
    update leaves as they are. All rows must have the same keys."""
    if not rows:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    key = [column.name for column in table.primary_key]
    changed = {
        name: statement.excluded[name] for name in rows[0] if name not in key and name not in keep
    }
    if changed:
        connection.execute(
            statement.on_conflict_do_update(index_elements=key, set_=changed), list(rows)
        )
    else:
        connection.execute(statement.on_conflict_do_nothing(index_elements=key), list(rows))
