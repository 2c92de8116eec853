"""A mirror restored from a copy, on another PC: what happened since is read, and nothing of it is
done a second time (D2, D10, D11, E5)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from lazdesk import keeping, mirror
from lazdesk.models import actions as clicks
from lazdesk.models import database, tables
from lazdesk.models import desk as stored
from lazdesk.models.database import FILE_NAME, Database
from lazdesk.sandbox.lazada.records import Order
from lazdesk.shop import Desk
from lazdesk.sync import actions
from lazdesk.vault import MemoryVault
from tests.sync.practice import Practice, connect, hosts_of, written
from tests.sync.test_money import buy, cancel, deliver, pay_back

PASSPHRASE = "một câu dài dễ nhớ"


@pytest.fixture
def another_pc(shops: Practice, tmp_path: Path) -> Iterator[Callable[[Path], Desk]]:
    """A folder and a keyring with nothing in them, for a copy."""
    opened: list[Desk] = []

    def restored(copy: Path) -> Desk:
        folder, vault = tmp_path / "another PC", MemoryVault()
        folder.mkdir()
        keeping.restore(folder, vault, copy, PASSPHRASE, shops.clock.now())
        hosts = hosts_of(shops.shops.addresses)
        opened.append(Desk(folder, lambda: vault, hosts, shops.clock))
        connect(opened[0], shops.shops)
        return opened[0]

    yield restored
    for desk in opened:
        desk.close()


def saved(shops: Practice, tmp_path: Path) -> Path:
    keeping.save(shops.desk, tmp_path / "copy.lazdesk", PASSPHRASE)
    return tmp_path / "copy.lazdesk"


def canceled_in_part(shops: Practice, order: Order) -> None:
    cancel(shops, order, order.units[1])


def returned_in_part(shops: Practice, order: Order) -> None:
    deliver(shops, order)
    pay_back(shops, order, [order.units[1]], [10_000])


@pytest.mark.parametrize("happens", [canceled_in_part, returned_in_part])
@pytest.mark.parametrize("payment", ["COD", "VNPAY"])
def test_what_was_booked_after_the_copy_is_not_booked_again(
    shops: Practice,
    another_pc: Callable[[Path], Desk],
    tmp_path: Path,
    happens: Callable[[Practice, Order], None],
    payment: str,
) -> None:
    order = buy(shops, payment)
    shops.sync()
    copy = saved(shops, tmp_path)
    happens(shops, order)
    for _ in range(2):
        shops.cycle()
        shops.advance(60)
    before = len(shops.world.calls)
    there = json.dumps(shops.world.haravan.dump()["orders"], sort_keys=True)

    desk = another_pc(copy)
    for _ in range(2):
        shops.sync(opened=desk)

    made = [call.path for call in shops.calls(before, face="haravan") if written(call)]
    assert [path for path in made if "metafields" not in path] == []
    assert json.dumps(shops.world.haravan.dump()["orders"], sort_keys=True) == there


def test_a_click_from_before_the_copy_is_not_pressed_again(
    shops: Practice, another_pc: Callable[[Path], Desk], tmp_path: Path
) -> None:
    order = buy(shops, "VNPAY")
    shops.sync()
    (clicked,) = actions.click_ready_to_ship(shops.session(), [str(order.order_id)])
    desk = another_pc(saved(shops, tmp_path))
    before = len(shops.world.calls)
    shops.sync(opened=desk)
    assert [call.path for call in shops.calls(before, face="lazada") if written(call)] == []
    with desk.database.read() as connection:
        (row,) = clicks.by_id(connection, [clicked])
    assert (row.state, row.answer, row.effect_key) == (clicks.EXPIRED, "restored", None)


def test_a_death_right_after_a_repair_leaves_no_click_of_then_to_be_pressed(tmp_path: Path) -> None:
    """The copy that takes a damaged file's place is settled by whoever opens it next, once."""
    vault, now = MemoryVault(), datetime(2026, 11, 2, tzinfo=UTC)
    opened = mirror.open_mirror(tmp_path, lambda: vault, now)
    before = pressed(opened, now)
    opened.back_up_daily(now)
    opened.close()
    file = tmp_path / FILE_NAME
    file.write_bytes(file.read_bytes()[:4096] + b"torn" * 1024)

    database.open_database(tmp_path, now, mirror.key(tmp_path, lambda: vault)).close()
    opened = mirror.open_mirror(tmp_path, lambda: vault, now)
    assert states(opened) == {before: clicks.EXPIRED}
    after = pressed(opened, now)
    opened.close()

    opened = mirror.open_mirror(tmp_path, lambda: vault, now)
    assert states(opened) == {before: clicks.EXPIRED, after: clicks.QUEUED}
    opened.close()


def pressed(opened: Database, now: datetime) -> str:
    row = {"shop": "1", "kind": "pack", "order_id": "7", "asked_at": now, "state": clicks.QUEUED}
    with opened.write() as connection:
        return clicks.click(
            connection,
            row | {"id": uuid.uuid4().hex, "step": "", "arguments": {}, "effect_key": "pack:1:7"},
        )


def states(opened: Database) -> dict[str, str]:
    with opened.read() as connection:
        return {row.id: row.state for row in connection.execute(sa.select(tables.actions))}


def test_a_copy_is_another_device_and_reads_both_sides_anew(
    shops: Practice, another_pc: Callable[[Path], Desk], tmp_path: Path
) -> None:
    """The lease tells devices apart; what was read before may have changed unseen (§1)."""
    shops.sync()
    cursors = ("device", "lazada.orders", "haravan.sweep")
    with shops.desk.database.write() as connection:
        stored.set_cursor(connection, "", "device", "the first PC")
    desk = another_pc(saved(shops, tmp_path))
    session = shops.session(desk)
    with desk.database.read() as connection:
        for owner in ("", session.shop, session.org):
            assert [stored.cursor(connection, owner, stream) for stream in cursors] == [None] * 3
