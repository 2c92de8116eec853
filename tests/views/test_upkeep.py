"""The day's upkeep goes on beside the cycles, and ends when the window closes (G3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from lazdesk import forgetting, upkeep_thread
from lazdesk.models import desk, privacy
from lazdesk.upkeep import DAY
from lazdesk.upkeep_thread import UpkeepThread
from lazdesk.workers import Bridge
from tests.sync.levels import make_level
from tests.sync.practice import Practice, practice

MONTHS = 100 * 24 * 3600.0


@pytest.fixture
def shops(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path, products=3) as running:
        make_level(running)
        yield running


@pytest.fixture
def thread(shops: Practice) -> Iterator[UpkeepThread]:
    made = UpkeepThread(shops.desk, Bridge(), "vi")
    yield made
    made.close()
    assert made.wait(60_000)


def kept_on(shops: Practice) -> str | None:
    with shops.desk.database.read() as connection:
        return desk.cursor(connection, "", DAY)


def test_old_buyers_are_forgotten_while_others_write(
    qtbot: QtBot, shops: Practice, thread: UpkeepThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = shops.place_orders(3)
    shops.sync()
    shops.advance(MONTHS)
    monkeypatch.setattr(forgetting, "ROWS", 1)
    rest = thread._rest

    def written_meanwhile() -> None:
        shops.set(shops.desk, "stock.buffer", "2")
        rest()

    monkeypatch.setattr(thread, "_rest", written_meanwhile)
    thread.start()
    qtbot.waitUntil(lambda: kept_on(shops) is not None)
    assert all(privacy.is_forgotten(shops.mirrored(order).buyer) for order in orders)
    assert shops.desk.policy(shops.seller).stock_buffer == 2
    assert shops.desk.plain or shops.desk.database.last_backup() is not None


def test_closing_breaks_it_off_and_it_is_still_due(
    qtbot: QtBot, shops: Practice, thread: UpkeepThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    shops.place_orders(3)
    shops.sync()
    shops.advance(MONTHS)
    monkeypatch.setattr(forgetting, "ROWS", 1)
    monkeypatch.setattr(upkeep_thread, "MOST_REST", 3_600.0)
    monkeypatch.setattr(upkeep_thread, "SHARE", 1e-9)
    begun: list[Any] = []
    forget = privacy.forget

    def watched(*given: Any) -> None:
        begun.append(given)
        forget(*given)

    monkeypatch.setattr(privacy, "forget", watched)
    thread.start()
    qtbot.waitUntil(lambda: bool(begun))
    thread.close()
    assert thread.wait(60_000)
    assert len(begun) == 1
    assert kept_on(shops) is None


def test_before_the_first_cycle_there_is_nothing_to_keep(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of an empty mirror would be the day's."""
    with practice(tmp_path, products=3) as running:
        looked: list[bool] = []
        thread = UpkeepThread(running.desk, Bridge(), "vi")
        has_synced = thread._has_synced

        def watched() -> bool:
            looked.append(has_synced())
            return looked[-1]

        monkeypatch.setattr(thread, "_has_synced", watched)
        monkeypatch.setattr(upkeep_thread, "LOOK_EVERY", 0.05)
        thread.start()
        qtbot.waitUntil(lambda: bool(looked))
        assert kept_on(running) is None
        running.cycle()
        qtbot.waitUntil(lambda: kept_on(running) is not None)
        thread.close()
        assert thread.wait(60_000)
    assert looked[0] is False
