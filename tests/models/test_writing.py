"""Transactions, upserts, and what the tables keep."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from lazdesk.models import consents, desk, goods, links, orders, tables
from lazdesk.models.database import Database, DatabaseUnwritableError, upsert
from tests.mirrors import open_database

SHOP = "200123456"


def setting(key: str, value: str) -> dict[str, str]:
    return {"shop": SHOP, "key": key, "value": value}


# --- transactions ---------------------------------------------------------------------------------


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    def interrupted() -> None:
        with database.write() as connection:
            desk.set_setting(connection, SHOP, "stock.buffer", "5")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    with database.read() as connection:
        assert desk.settings(connection, SHOP) == {}


def test_a_reader_sees_one_moment_and_never_waits(database: Database) -> None:
    with database.write() as connection:
        desk.set_setting(connection, SHOP, "stock.buffer", "1")
    with database.read() as reading:
        assert desk.settings(reading, SHOP)["stock.buffer"] == "1"
        with database.write() as writing:
            desk.set_setting(writing, SHOP, "stock.buffer", "2")
        assert desk.settings(reading, SHOP)["stock.buffer"] == "1"
    with database.read() as reading:
        assert desk.settings(reading, SHOP)["stock.buffer"] == "2"


@pytest.mark.parametrize("two_processes", [False, True])
def test_writes_take_turns(database: Database, tmp_path: Path, two_processes: bool) -> None:
    """What was read inside a write transaction is true until its commit: no count is lost."""
    other = open_database(tmp_path, datetime.now(UTC)) if two_processes else database
    rounds, start = 25, threading.Barrier(4)
    failures: list[Exception] = []

    def count_up(mirror: Database) -> None:
        start.wait()
        try:
            for _ in range(rounds):
                with mirror.write() as connection:
                    value = int(desk.cursor(connection, SHOP, "count") or 0)
                    desk.set_cursor(connection, SHOP, "count", str(value + 1))
        except Exception as error:
            failures.append(error)

    threads = [
        threading.Thread(target=count_up, args=[mirror])
        for mirror in (database, database, other, other)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if two_processes:
        other.close()
    assert failures == []
    with database.read() as connection:
        assert desk.cursor(connection, SHOP, "count") == str(4 * rounds)


def test_a_full_disk_says_so_and_loses_nothing(database: Database) -> None:
    """SQLite itself finds its disk full: the file may not grow by another page."""
    with database.write() as connection:
        desk.set_setting(connection, SHOP, "stock.buffer", "5")

    def fill() -> None:
        with database.write() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            desk.set_setting(connection, SHOP, "stock.buffer", "x" * 100_000)

    with pytest.raises(DatabaseUnwritableError, match="Ổ đĩa đã đầy"):
        fill()
    with database.read() as connection:
        assert desk.settings(connection, SHOP) == {"stock.buffer": "5"}


def test_a_fault_does_not_repeat_what_was_to_be_written(database: Database) -> None:
    """Its text goes into the log (G3)."""
    row = setting("stock.buffer", "Nguyễn Thị An") | {"key": None}
    with database.write() as connection, pytest.raises(sa.exc.IntegrityError) as fault:
        connection.execute(sa.insert(tables.settings), row)
    assert "settings" in str(fault.value)
    assert "Nguyễn Thị An" not in str(fault.value)


# --- upserts --------------------------------------------------------------------------------------


def test_upsert_inserts_and_updates(database: Database) -> None:
    with database.write() as connection:
        upsert(connection, tables.settings, [setting("a", "1"), setting("b", "1")])
        upsert(connection, tables.settings, [setting("b", "2"), setting("c", "2")])
        assert desk.settings(connection, SHOP) == {"a": "1", "b": "2", "c": "2"}


def test_upsert_of_nothing_is_nothing(database: Database) -> None:
    with database.write() as connection:
        upsert(connection, tables.settings, [])
        assert desk.settings(connection, SHOP) == {}


def test_upsert_keeps_what_it_is_told_to(database: Database, now: datetime) -> None:
    """Publishing again does not make a product newly published."""
    with database.write() as connection:
        goods.publish(connection, SHOP, ["1"], now)
        goods.publish(connection, SHOP, ["1", "2"], now + timedelta(days=1))
        rows = connection.execute(sa.select(tables.publications).order_by("product_id")).all()
    assert [(row.product_id, row.published_at) for row in rows] == [
        ("1", now),
        ("2", now + timedelta(days=1)),
    ]


def test_an_import_keeps_what_a_step_does_not_name(database: Database, now: datetime) -> None:
    with database.write() as connection:
        row = {"shop": SHOP, "order_id": "1"}
        orders.save_imports(connection, [row | {"state": orders.INTENT, "attempt": "a1"}])
        orders.save_imports(connection, [row | {"state": orders.UNKNOWN, "sent_at": now}])
        kept = connection.execute(sa.select(tables.imports)).one()
    assert (kept.state, kept.attempt, kept.sent_at) == (orders.UNKNOWN, "a1", now)


# --- what is kept ---------------------------------------------------------------------------------


def test_times_come_back_aware_and_the_same(database: Database) -> None:
    vietnam = datetime(2026, 11, 2, 10, 0, 1, 120_000, tzinfo=timezone(timedelta(hours=7)))
    with database.write() as connection:
        goods.publish(connection, SHOP, ["1"], vietnam)
        (back,) = connection.scalars(sa.select(tables.publications.c.published_at))
    assert back == vietnam
    assert back.tzinfo is UTC


def test_shops_never_mix(database: Database, now: datetime) -> None:
    """A10: the same ids in two shops are two rows."""
    with database.write() as connection:
        for shop in (SHOP, "2"):
            desk.set_setting(connection, shop, "stock.buffer", shop)
            orders.save_imports(
                connection, [{"shop": shop, "order_id": "1", "state": orders.READY}]
            )
        orders.forget_imports(connection, "2", ["1"])
        assert desk.settings(connection, SHOP) == {"stock.buffer": SHOP}
        assert connection.scalars(sa.select(tables.imports.c.shop)).all() == [SHOP]


def test_a_shops_setting_goes_before_the_desks(database: Database) -> None:
    with database.write() as connection:
        desk.set_setting(connection, "", "stock.buffer", "1")
        assert desk.settings(connection, SHOP) == {"stock.buffer": "1"}
        desk.set_setting(connection, SHOP, "stock.buffer", "2")
        assert desk.settings(connection, SHOP) == {"stock.buffer": "2"}


def test_problems_are_counted_replaced_and_cleared(database: Database, now: datetime) -> None:
    """F: since when, how often; gone once the cause is (B5)."""
    one = desk.Problem("MISSING_BARCODE", "variant", "1", "Áo", "Áo không có barcode")
    two = desk.Problem("MISSING_BARCODE", "variant", "2", "Váy", "Váy không có barcode")
    later = now + timedelta(hours=1)
    with database.write() as connection:
        assert desk.raise_problem(connection, SHOP, one, now)
        assert not desk.raise_problem(connection, SHOP, one, later)
        (row,) = desk.problems(connection, SHOP)
        assert (row._mapping["count"], row.since, row.last_seen) == (2, now, later)
        assert desk.replace_problems(connection, SHOP, ["MISSING_BARCODE"], [two], later) == 1
        assert [row.object for row in desk.problems(connection, SHOP)] == ["2"]
        desk.clear_problems(connection, SHOP, "variant", ["2"], later, "ANOTHER_CODE")
        assert len(desk.problems(connection, SHOP)) == 1
        desk.clear_problems(connection, SHOP, "variant", ["2"], later)
        assert desk.problems(connection, SHOP) == []


def test_links_that_stay_keep_their_consents(database: Database, now: datetime) -> None:
    """C1: only a new link is previewed anew."""
    with database.write() as connection:
        both = ("v1", "v2")
        links.save_links(connection, SHOP, both, {"v1": "s1", "v2": "s2"}, set(), now)
        consents.give(connection, SHOP, "quantity")
        moved = links.save_links(connection, SHOP, both, {"v1": "s1", "v2": "s3"}, {"v1"}, now)
        given = {
            row.variant_id: (row.sku_id, row.quantity_consent, row.price_consent)
            for row in connection.execute(sa.select(tables.links))
        }
    assert given == {"v1": ("s1", True, False), "v2": ("s3", False, False)}
    assert moved == {"s2", "s3"}


def test_a_command_is_handed_over_once(database: Database, now: datetime) -> None:
    with database.write() as connection:
        desk.ask(connection, "r1", "sync", {"wait": True}, now)
        assert desk.waiting_request(connection, ["pack"]) is None
        first = desk.waiting_request(connection, ["pack", "sync"])
        assert first is not None
        assert (first.command, first.arguments) == ("sync", {"wait": True})
        assert desk.take_request(connection, first.id)
        assert not desk.take_request(connection, first.id)
        assert desk.waiting_request(connection, ["sync"]) is None
        assert desk.take_answer(connection, "r1") is None
        desk.answer_request(connection, "r1", 0, {"imported": 1})
        answer = desk.take_answer(connection, "r1")
        assert answer is not None
        assert (answer.exit_code, answer.answer) == (0, {"imported": 1})
        assert desk.take_answer(connection, "r1") is None
