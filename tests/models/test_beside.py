"""What takes long in a large mirror is done beside those who work in it, or broken off (G2, G3)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from lazdesk.models import desk, mirror_file
from lazdesk.models.database import Database, open_database
from lazdesk.models.mirror_file import Key
from lazdesk.models.stop import Stop, StoppedError

ENDLESS = sa.text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
)


@pytest.fixture
def key() -> Key:
    return Key.new()


@pytest.fixture
def opened(tmp_path: Path, now: datetime, key: Key) -> Iterator[Database]:
    opened = open_database(tmp_path, now, key)
    yield opened
    opened.close()


def write(opened: Database, number: int) -> None:
    with opened.write() as connection:
        for of in range(100):
            desk.set_setting(connection, "1", f"n.{of}", str(number))


def numbers(opened: Database) -> set[str]:
    with opened.read() as connection:
        return set(desk.settings(connection, "1").values())


def test_a_copy_is_one_moments_mirror_whatever_is_written_meanwhile(
    opened: Database, now: datetime, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror_file, "STEP", 10)
    write(opened, 0)
    written = iter(range(1, 1_000))
    made = opened.back_up_daily(now, rest=lambda: write(opened, next(written)))
    assert made is not None
    assert next(written) > 3
    assert mirror_file.verdict(made, key) == "ok"
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    (tmp_path / "restored").mkdir()
    made.rename(tmp_path / "restored" / opened.path.name)
    restored = open_database(tmp_path / "restored", now, key)
    assert numbers(restored) == {"0"}
    restored.close()


def test_a_copy_that_is_broken_off_leaves_nothing(
    opened: Database, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror_file, "STEP", 10)
    rests = iter([None, None])
    with pytest.raises(StopIteration):
        opened.back_up_daily(now, rest=lambda: next(rests))
    assert list((tmp_path / "backups").iterdir()) == []
    assert opened.back_up_daily(now) is not None
    assert opened.back_up_daily(now + timedelta(hours=1)) is None


def test_a_reading_is_stopped_from_another_thread(opened: Database) -> None:
    stop, begun, over = Stop(), threading.Event(), threading.Event()

    def read() -> None:
        with opened.search(stop) as connection:
            begun.set()
            connection.execute(ENDLESS)

    def interrupt() -> None:
        begun.wait()
        while not over.wait(0.01):
            stop.now()

    stopper = threading.Thread(target=interrupt)
    stopper.start()
    with pytest.raises(StoppedError):
        read()
    over.set()
    stopper.join()
    # The next one is not.
    with opened.search(Stop()) as connection:
        assert connection.scalar(sa.text("SELECT 1")) == 1


def test_what_was_stopped_before_it_began_reads_nothing(opened: Database) -> None:
    stop = Stop()
    stop.now()
    with pytest.raises(StoppedError), opened.search(stop) as connection:
        connection.execute(ENDLESS)


def test_what_fails_by_itself_is_not_taken_for_stopped(opened: Database) -> None:
    with pytest.raises(sa.exc.OperationalError), opened.search(Stop()) as connection:
        connection.execute(sa.text("SELECT nothing"))
