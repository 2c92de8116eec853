"""The threads: what the bridge lets through, and a cycle that meets what a PC meets."""

from __future__ import annotations

import ast
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import lazdesk
from lazdesk.commands.invocation import Invocation
from lazdesk.models import desk as stored
from lazdesk.opening import WORDS
from lazdesk.platforms.clock import SystemClock
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.pressing import ButtonThread
from lazdesk.sandbox.faults import Fault, Kind
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sandbox.server import Ports, PracticeShops
from lazdesk.sandbox.world import World, WorldClock
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.sync.events import Changes, Progress
from lazdesk.texts import window as window_texts
from lazdesk.vault import MemoryVault
from lazdesk.views import answers, wishes
from lazdesk.workers import ActionThread, Bridge, SyncThread
from tests import mirrors

PATIENCE_MS = 60_000


class SkippingClock(SystemClock):
    """A clock that can be put forward, as a PC's is after sleeping."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.waited = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.waited

    def sleep(self, seconds: float, cancel: threading.Event | None = None) -> None:
        """Pauses between tries are cut short."""
        super().sleep(seconds / 20, cancel)

    def now(self) -> datetime:
        return super().now() + self.ahead


class Engine:
    """A connected desk with its two threads, and what they told."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.world = World(5, 40, WorldClock(1.0))
        self.shops = PracticeShops(self.world)
        self.shops.start()
        self.clock = SkippingClock()
        self.told: list[Any] = []
        vault = MemoryVault()
        addresses = self.shops.addresses
        self.desk = Desk(
            folder=folder,
            open_vault=lambda: vault,
            hosts=Hosts(addresses.lazada_api, addresses.lazada_auth, addresses.haravan_api),
            clock=self.clock,
            plain=mirrors.plain(),
        )
        self.desk.connect_haravan(self.world.haravan.token)
        app = self.world.lazada_platform.app
        code = self.shops.call(lambda world: world.lazada_platform.grant(world.lazada))
        key = AppKey(app.key, app.secret)
        self.shop = self.desk.connect_lazada(key, code, app.callback).seller_id
        self.bridge = Bridge()
        self.bridge.arrived.connect(self.told.append)
        self.served: list[Desk] = []
        self.sync = SyncThread(self.desk, self.bridge, "vi", self.served.append)
        call = Invocation(WORDS, clock=self.clock)
        self.buttons = ButtonThread(self.desk, self.bridge, "vi", call)
        self.asked: list[Any] = []
        self.actions = ActionThread(
            self.desk, self.bridge, "vi", self.sync, self.buttons.stopped, self.asked.append
        )

    def hears(self, kind: type) -> Any:
        self.wait(lambda: any(isinstance(event, kind) for event in self.told))
        found = [event for event in self.told if isinstance(event, kind)][-1]
        self.told.clear()
        return found

    def wait(self, done: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(done, timeout=PATIENCE_MS)

    def move(self) -> None:
        """The network is back: the same shops at the same addresses."""
        ports = [
            int(url.split(":")[2].split("/")[0]) for url in vars(self.shops.addresses).values()
        ]
        self.shops = PracticeShops(self.world, ports=Ports(*ports))
        self.shops.start()

    def close(self) -> None:
        threads = (self.sync, self.buttons, self.actions)
        for thread in threads:
            thread.close()
        for thread in threads:
            assert thread.wait(PATIENCE_MS)
        self.desk.close()
        self.shops.stop()


@pytest.fixture
def engine(qtbot: QtBot, tmp_path: Path) -> Iterator[Engine]:
    made = Engine(qtbot, tmp_path)
    yield made
    made.close()


# --- the bridge -----------------------------------------------------------------------------------


def test_progress_is_thinned_and_changes_are_merged(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[Any] = []
    bridge.arrived.connect(told.append)

    def work() -> None:
        for done in range(500):
            bridge.tell(Progress("stock", done, 500))
            bridge.tell(Changes("order", (str(done % 3),)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(told) == 2)
    progress, changes = told
    assert progress == Progress("stock", 499, 500)
    assert set(changes.ids) == {"0", "1", "2"}


def test_changes_without_ids_mean_all_of_the_kind(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[Any] = []
    bridge.arrived.connect(told.append)
    for changes in (Changes("order", ("1",)), Changes("order", ()), Changes("order", ("2",))):
        bridge.tell(changes)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Changes("order", ())]


def test_an_answer_brings_what_waits_before_it(qtbot: QtBot) -> None:
    bridge = Bridge()
    told: list[Any] = []
    bridge.arrived.connect(told.append)
    events = [Progress("goods", 1, 2), answers.Done("publish"), Changes("product", ("7",))]
    for event in events:
        bridge.tell(event)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == events


def test_events_arrive_in_the_main_thread(qtbot: QtBot) -> None:
    bridge, threads = Bridge(), []
    bridge.arrived.connect(lambda _event: threads.append(threading.current_thread()))
    thread = threading.Thread(target=lambda: bridge.tell(answers.Done("x")))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]


# --- the cycle ------------------------------------------------------------------------------------


def test_cycles_come_by_themselves_and_serve_others_between(engine: Engine) -> None:
    engine.sync.start()
    ended = engine.hears(answers.SyncEnded)
    assert (ended.errors, ended.cancelled) == ((), False)
    engine.wait(lambda: bool(engine.served))
    assert engine.served[0] is engine.desk


def test_without_a_network_it_says_so_and_recovers_by_itself(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lazdesk.workers.RETRY_SECONDS", 0.2)
    engine.shops.stop()
    engine.sync.start()
    ended = engine.hears(answers.SyncEnded)
    assert ended.unreachable
    assert "Không kết nối được" in "".join(ended.errors)
    engine.move()
    # The circuit breaker's rest passes.
    engine.clock.waited += 300
    engine.wait(lambda: any(isinstance(e, answers.SyncEnded) and not e.errors for e in engine.told))


def test_waking_after_two_hours_starts_a_cycle_and_tells_what_was_missed(engine: Engine) -> None:
    engine.sync.start()
    engine.hears(answers.SyncEnded)
    engine.wait(lambda: bool(engine.served))  # it rests
    seller_sku = next(iter(engine.world.lazada.skus.values())).seller_sku
    engine.shops.call(lambda world: world.advance(7200))
    engine.shops.call(lambda world: world.lazada.place_order({seller_sku: 1}, oversell=True))
    engine.clock.ahead += timedelta(hours=2)
    ended = engine.hears(answers.SyncEnded)
    assert ended.missed.startswith("Từ ")
    assert "1 đơn thay đổi" in ended.missed


def test_stopping_writes_ends_the_running_cycle_first(engine: Engine) -> None:
    fault = Fault(kind=Kind.SLOW, face="haravan", seconds=0.3, times=None)
    engine.shops.call(lambda world: world.faults.add(fault))
    engine.sync.start()
    engine.actions.start()
    engine.hears(answers.SyncStarted)
    engine.actions.ask("set_writes", wishes.SetWrites(on=False))
    engine.wait(lambda: answers.Done("set_writes") in engine.told)
    ends = [event for event in engine.told if isinstance(event, answers.SyncEnded)]
    assert [ended.cancelled for ended in ends] == [True]
    assert not engine.desk.policy(engine.shop).writes


def test_after_disconnecting_no_call_goes_out(engine: Engine) -> None:
    fault = Fault(kind=Kind.SLOW, face="haravan", seconds=0.3, times=None)
    engine.shops.call(lambda world: world.faults.add(fault))
    engine.sync.start()
    engine.actions.start()
    engine.hears(answers.SyncStarted)
    engine.actions.ask("disconnect_side", wishes.Disconnect("lazada", engine.shop))
    engine.wait(lambda: any(isinstance(event, answers.Done) for event in engine.told))
    before = len(engine.world.calls)
    engine.sync.sync_now()
    engine.qtbot.wait(800)
    assert len(engine.world.calls) == before


# --- wishes ---------------------------------------------------------------------------------------


def test_a_click_does_not_wait_for_what_an_earlier_one_has_to_see(engine: Engine) -> None:
    """I28: the first one's answer was lost, and Lazada is looked at for a minute."""
    seller_sku = next(iter(engine.world.lazada.skus.values())).seller_sku
    first, second = (
        engine.shops.call(lambda world: world.lazada.place_order({seller_sku: 1}, oversell=True))
        for _ in range(2)
    )
    engine.sync.start()
    engine.hears(answers.SyncEnded)
    fault = Fault(kind=Kind.RESET_BEFORE, path="/order/fulfill/pack")
    engine.shops.call(lambda world: world.faults.add(fault))
    engine.actions.start()

    def press(order: Order) -> None:
        wish = wishes.ReadyToShip(engine.shop, (str(order.order_id),))
        engine.actions.ask("ready_to_ship", wish)

    def heard() -> list[str]:
        found = [event for event in engine.told if isinstance(event, answers.OrderResults)]
        return [result.order_id for event in found for result in event.results]

    press(first)
    engine.wait(lambda: fault.struck == 1)
    press(second)
    engine.wait(lambda: bool(heard()))
    assert heard() == [str(second.order_id)]


def test_what_goes_wrong_is_told_with_its_wish(engine: Engine) -> None:
    engine.actions.start()
    engine.actions.ask("set_settings", wishes.SetSettings(engine.shop, (("stock.buffer", "ba"),)))
    failed = engine.hears(answers.Failed)
    assert failed.wish == "set_settings"
    assert "stock.buffer" in failed.message
    with engine.desk.database.read() as connection:
        assert "stock.buffer" not in stored.settings(connection, engine.shop)


def test_settings_are_stored_all_or_none(engine: Engine) -> None:
    engine.actions.start()
    settings = (("stock.buffer", "3"), ("orders.handling", "nowhere"))
    engine.actions.ask("set_settings", wishes.SetSettings(engine.shop, settings))
    engine.hears(answers.Failed)
    assert engine.desk.policy(engine.shop).stock_buffer == 0


def test_every_text_of_the_window_has_both_languages() -> None:
    for key, (vietnamese, english) in window_texts.TEXTS.items():
        assert vietnamese, key
        assert english, key
        assert fields(vietnamese) == fields(english), key


def fields(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_no_signal_is_connected_to_a_function_without_a_thread() -> None:
    """Lambdas and partials would run in the thread that emits."""
    root = Path(lazdesk.__file__).parent
    found = [
        f"{path.name}:{node.lineno}"
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(isinstance(argument, ast.Lambda | ast.Call) for argument in node.args)
    ]
    assert found == []
