"""Opens the one database: pragmas, migrations with a backup before each, repair, and clear faults.

Beside the file's own modules (``mirror_file``, ``backups``) the only one that knows the mirror is
SQLite.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from lazdesk.models import backups, mirror_file, planner
from lazdesk.models.faults import DatabaseDamagedError as DatabaseDamagedError
from lazdesk.models.faults import DatabaseError as DatabaseError
from lazdesk.models.faults import DatabaseLockedError as DatabaseLockedError
from lazdesk.models.faults import DatabaseTooNewError as DatabaseTooNewError
from lazdesk.models.faults import DatabaseUnwritableError as DatabaseUnwritableError
from lazdesk.models.faults import damaged, locked, speaking_plainly, unwritable, writing_files
from lazdesk.models.mirror_file import FILE_NAME as FILE_NAME
from lazdesk.models.mirror_file import Key
from lazdesk.models.stop import Stop

# A plain file while its encrypted copy takes its place.
OLD_FILE = "lazdesk-plain.db"
MIGRATIONS = Path(__file__).parent / "migrations"
PRAGMAS = (
    *("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"),
    "secure_delete = ON",  # what is deleted is gone from its page (G3)
)
REVISION = sa.text("SELECT version_num FROM alembic_version")
EMPTY_WAL = "PRAGMA wal_checkpoint(TRUNCATE)"
# A file's own mark that it came from a copy and is not settled yet.
MARK = "PRAGMA user_version"
UNSETTLED, SETTLED = f"{MARK} = 1", f"{MARK} = 0"
# Every thread has its connection, and the system caches the file too: a small cache (KiB) each. A
# larger one serves within one question alone: whatever is written meanwhile empties it. A search's
# holds the indexes that the words of two lists of 20,000 rows are looked for in.
CACHE, SEARCH_CACHE = 1_000, 8_000
SEARCHERS = 2  # connections: one for each thread that reads lists
# To check a file so large takes seconds: it is done once a day, and after damage was met.
LARGE = 200 * 2**20
CHECKED = "lazdesk.checked"
CHECK_EVERY = timedelta(days=1)
CHUNK = 500  # ids in one IN list: SQLite's parameter limit is far above, its planner's patience not


@dataclass(frozen=True)
class Opening:
    """What happened to the file when it was opened, for the merchant to know."""

    encrypted: bool = False  # it was a plain one of an earlier version
    repaired_from: datetime | None = None  # it was damaged; the copy of this time took its place
    set_aside: Path | None = None  # where the damaged one lies


class Database:
    """One engine over one file; hands out short read and write transactions."""

    def __init__(self, engine: sa.Engine, path: Path, key: Key | None, opening: Opening) -> None:
        self._engine = engine
        self._writer = engine.execution_options(lazdesk_begin="BEGIN IMMEDIATE")
        # What it reads over and over need not be decrypted each time.
        self._searcher = engine if key is None else _engine(path, key, SEARCH_CACHE, size=SEARCHERS)
        # The file and its copies are rewritten by one thread at a time.
        self._rewriting = threading.Lock()
        self.path = path
        self._key = key
        self.opening = opening

    @property
    def encrypted(self) -> bool:
        return self._key is not None

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A consistent snapshot; never waits for the writer (WAL)."""
        with self._watched(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def search(self, stop: Stop) -> Iterator[sa.Connection]:
        """``read`` for what goes through whole lists. Raises StoppedError once ``stop`` says so."""
        with (
            self._watched(),
            self._searcher.begin() as connection,
            stop.stops(connection.connection.driver_connection),
        ):
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Takes the write lock at once, so that what was read inside stays true until commit.

        Raises DatabaseUnwritableError when the disk is full or read-only; nothing is then written.
        """
        with self._watched(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """What turns out to be damaged is checked as a whole, and repaired, at the next start."""
        try:
            with speaking_plainly():
                yield
        except DatabaseDamagedError:
            self.path.with_name(CHECKED).unlink(missing_ok=True)
            raise

    def scrub(self, now: datetime) -> None:
        """Takes what was deleted out of the file itself, and out of its backups (G3)."""
        with self._rewriting, writing_files():
            self._outside_transactions("VACUUM", EMPTY_WAL)
            backups.renewed(self.path, self._key, now)

    def flush(self) -> None:
        """Nothing of what was deleted stays in the WAL, if nobody reads at this moment (G3)."""
        with speaking_plainly():
            self._outside_transactions(EMPTY_WAL)

    def _outside_transactions(self, *statements: str) -> None:
        raw = self._engine.raw_connection()
        try:
            for statement in statements:
                raw.cursor().execute(statement).close()
        finally:
            raw.close()

    def back_up_daily(self, now: datetime, rest: Callable[[], None] = lambda: None) -> Path | None:
        """Today's copy, unless there is one; with a ``rest`` every few pages, so that it is in
        nobody's way. Raises DatabaseUnwritableError, and what ``rest`` raises."""
        with self._rewriting, writing_files():
            return backups.daily(self.path, self._key, now, rest)

    def schema(self) -> str:
        """The revision its tables are at."""
        with self.read() as connection:
            return str(connection.scalar(REVISION))

    def settle(self, change: Callable[[sa.Connection], None]) -> None:
        """Changes what a file that came from a copy must not go on with, once: its mark goes with
        the change."""
        with self.read() as connection:
            if not connection.scalar(sa.text(MARK)):
                return
        with self.write() as connection:
            change(connection)
            connection.exec_driver_sql(SETTLED)

    def last_backup(self) -> datetime | None:
        """When the latest copy beside it was made."""
        newest = next(iter(backups.newest_first(self.path.parent)), None)
        return None if newest is None else backups.made_at(newest)

    def save_copy(self, target: Path, key: Key) -> None:
        """A copy under another key, to take to another PC. Raises DatabaseUnwritableError."""
        with writing_files():
            mirror_file.copy(self.path, self._key, target, key)

    def change_copies(self, change: Callable[[Path, Key | None], bool], now: datetime) -> None:
        """Changes the copies beside it; one that cannot be changed goes, and so does with time what
        was set aside (G3)."""
        with self._rewriting, writing_files():
            backups.drop_aside(self.path.parent, now)
            backups.each(self.path.parent, lambda file: change(file, self._key))

    def open_beside(self, folder: Path) -> Database:
        """A mirror of its own in ``folder``, under the same key, with this version's schema and
        nothing in it. It is thrown away with its folder, so it need not survive a power cut."""
        # Every table is known only once they have all been imported.
        from lazdesk.models import tables

        path = folder / FILE_NAME
        with speaking_plainly():
            engine = _engine(path, self._key, pragmas=(*PRAGMAS, "synchronous = OFF"))
            try:
                with engine.begin() as connection:
                    tables.metadata.create_all(connection)
                    planner.describe(connection.connection.driver_connection)
            except BaseException:
                engine.dispose()
                raise
            engine.dispose()  # a connection takes the description in when it is made
        return Database(engine, path, self._key, Opening())

    def close(self) -> None:
        self._searcher.dispose()
        self._engine.dispose()


def open_database(folder: Path, now: datetime, key: Key | None = None) -> Database:
    """Opens (or makes) the mirror in ``folder``, brought up to this version's schema.

    With a ``key`` it is encrypted, and a plain one of an earlier version becomes so first. A
    damaged file gives way to the latest sound backup: ``Database.opening`` says so. Before an older
    schema is changed the file is copied to ``backups/``. Raises DatabaseError with the remedy; the
    file is then left as it was.

    Two processes must not do this at once to a file that is plain or damaged.
    """
    path = folder / FILE_NAME
    try:
        return _opened(path, now, key)
    except DatabaseDamagedError:
        if not path.with_name(CHECKED).exists():
            raise
        path.with_name(CHECKED).unlink()
        return _opened(path, now, key)  # it is checked as a whole now, and repaired


def _opened(path: Path, now: datetime, key: Key | None) -> Database:
    with writing_files():
        opening = _encrypted(path, key) if key is not None else Opening()
        opening = _repaired(path, key, now, opening)
        engine = _engine(path, key)
        try:
            _migrate(engine, path, key, now)
        except BaseException:
            engine.dispose()
            raise
    return Database(engine, path, key, opening)


def _engine(
    path: Path,
    key: Key | None,
    cache: int = CACHE,
    size: int = 5,
    pragmas: Sequence[str] = PRAGMAS,
) -> sa.Engine:
    """Up to ``size`` connections are kept, each with a cache of ``cache`` KiB."""
    # 30 s: another process of ours may be in the middle of a write; WAL readers never wait.
    engine = sa.create_engine(
        f"sqlite:///{path}",
        module=mirror_file.driver(key),
        connect_args={"timeout": 30},
        pool_size=size,
        hide_parameters=True,  # a fault's text goes into the log; a buyer may be what was written
        pool_use_lifo=True,  # whose cache still holds what was just read or written
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is ours, see below
        mirror_file.unlock(connection, key)
        for pragma in (*pragmas, f"cache_size = -{cache}"):
            connection.execute(f"PRAGMA {pragma}").close()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(options.get("lazdesk_begin", "BEGIN"))

    return engine


# --- before it is opened --------------------------------------------------------------------------


def _encrypted(path: Path, key: Key) -> Opening:
    """Puts an encrypted copy in a plain file's place; killed anywhere, one of them is whole."""
    old = path.with_name(OLD_FILE)
    if not path.exists() and old.exists():
        old.replace(path)  # killed between the two renamings below
    if mirror_file.is_plain(path):
        if mirror_file.verdict(path, None) != "ok":
            raise damaged()
        try:
            # Its own side files must not meet the encrypted one.
            mirror_file.settle(path, None)
        except mirror_file.OPERATIONAL as fault:
            if "locked" not in str(fault):
                raise
            raise DatabaseError(
                "Một LazDesk phiên bản cũ đang mở dữ liệu này. Hãy đóng nó rồi chạy lại để LazDesk "
                "mã hóa dữ liệu.",
                "An older LazDesk has this data open. Close it, then start again, so that LazDesk "
                "can encrypt the data.",
            ) from fault
        fresh = path.with_name(f"{path.name}.encrypted")
        mirror_file.copy(path, None, fresh, key)
        with mirror_file.connected(fresh, key) as connection:
            planner.describe(connection)
        path.replace(old)
        fresh.replace(path)
        encrypted = True
    else:
        encrypted = False
    if old.exists():
        mirror_file.wipe(old)
    backups.wipe_plain(path.parent)
    return Opening(encrypted=encrypted)


def _repaired(path: Path, key: Key | None, now: datetime, opening: Opening) -> Opening:
    """Checks the file; a damaged one is set aside, and the latest sound backup put in its place."""
    if not path.exists() or _was_checked(path, now):
        return opening
    try:
        said = mirror_file.verdict(path, key)
    except mirror_file.OPERATIONAL:
        # A folder that takes no writes cannot hold WAL's side files: said when opening.
        return opening
    except mirror_file.FAULTS as fault:
        said = str(fault)
    if said == "ok":
        if path.stat().st_size > LARGE:
            path.with_name(CHECKED).write_text(now.isoformat(), encoding="utf-8")
        return opening
    backup = backups.newest_sound(path.parent, key)
    if backup is None:
        is_its_key = key is None or key.salt == mirror_file.salt_of(path)
        raise damaged() if is_its_key else locked()
    aside = backups.set_aside(path, backups.DAMAGED, now)
    fresh = path.with_name(f"{path.name}.repaired")
    mirror_file.copy(backup, key, fresh, key)
    with mirror_file.connected(fresh, key) as connection:
        connection.execute(UNSETTLED).close()
    mirror_file.replace(path, fresh)
    return replace(opening, repaired_from=backups.made_at(backup), set_aside=aside)


def _was_checked(path: Path, now: datetime) -> bool:
    """Whether a large file was found sound not long ago."""
    if path.stat().st_size <= LARGE:
        return False
    try:
        then = datetime.fromisoformat(path.with_name(CHECKED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return timedelta() <= now - then < CHECK_EVERY


# --- the schema -----------------------------------------------------------------------------------


def _migrate(engine: sa.Engine, path: Path, key: Key | None, now: datetime) -> None:
    with engine.connect() as connection:
        has_one = sa.inspect(connection).has_table("alembic_version")
        current = connection.scalar(REVISION) if has_one else None
    # A revision is what its file's name begins with.
    newest = max(file.name for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    if current != newest.partition("_")[0]:
        _upgrade(engine, path, key, current, now)


def _upgrade(
    engine: sa.Engine, path: Path, key: Key | None, current: str | None, now: datetime
) -> None:
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
                "lại; dữ liệu chưa bị thay đổi.",
                "A newer LazDesk made this data. Update LazDesk, then open it again; the data was "
                "not changed.",
            )
        try:
            backups.before_migration(path, key, current, now)
        except mirror_file.FILE_FAULTS as fault:
            raise unwritable() from fault  # without a backup nothing is changed
    with engine.execution_options(lazdesk_begin="BEGIN IMMEDIATE").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        planner.describe(connection.connection.driver_connection)
    engine.dispose()  # a connection takes the description in when it is made


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
