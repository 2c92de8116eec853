"""The whole program in one test: its window, its threads, and practice shops behind loopback."""

from __future__ import annotations

import gc
import socket
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from lazdesk import app, opening
from lazdesk.models import queries
from lazdesk.platforms.clock import ScaledClock
from lazdesk.sandbox.server import Ports, PracticeShops
from lazdesk.sandbox.world import Options, World, WorldClock
from lazdesk.vault import MemoryVault
from lazdesk.views import answers, wishes
from lazdesk.views.configuration.tab import ConfigurationTab
from lazdesk.views.connection.tab import ConnectionTab
from lazdesk.views.main_window import MainWindow
from lazdesk.views.tab import Tab
from tests.cli.terminal import free_ports

PATIENCE_MS = 60_000
T = TypeVar("T", bound=Tab)


class PcClock(ScaledClock):
    """The PC's clock; what counts seconds stands still while it sleeps."""

    def __init__(self, speed: float, start: datetime) -> None:
        super().__init__(speed, start)
        self.slept = timedelta()

    def now(self) -> datetime:
        return super().now() + self.slept


class Merchant:
    """Somebody before the window, with a browser; keeps what the program told."""

    def __init__(
        self, qtbot: QtBot, program: app.Program, shops: PracticeShops, clock: PcClock
    ) -> None:
        self.qtbot = qtbot
        self.clock = clock
        self.program = program
        self.shops = shops
        self.told: list[Any] = []
        self.pages: list[str] = []

    @property
    def window(self) -> MainWindow:
        return self.program.window

    def open(self) -> None:
        self.program.start()
        self.wait(lambda: self.program.office is not None)
        assert self.program.bridge is not None
        self.program.bridge.arrived.connect(self.told.append)

    def wait(self, done: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(done, timeout=PATIENCE_MS)

    def tab(self, kind: type[T]) -> T:
        found = next(tab for tab in self.window.tabs if isinstance(tab, kind))
        self.window.pages.setCurrentWidget(found)
        return found

    @property
    def connection(self) -> ConnectionTab:
        return self.tab(ConnectionTab)

    @property
    def configuration(self) -> ConfigurationTab:
        return self.tab(ConfigurationTab)

    def press(self, button: QPushButton) -> None:
        """As soon as it can be: while a cycle runs, some cannot."""
        self.wait(lambda: button.isVisible() and button.isEnabled())
        button.click()

    def hears(self, kind: type, wish: str = "") -> Any:
        """Waits until an answer of this kind came after the one of the last call, and returns it.

        A cycle that ended need not be the one that was asked for: cycles come by themselves, too.
        """

        def found() -> list[int]:
            return [
                number
                for number, event in enumerate(self.told)
                if isinstance(event, kind) and wish in ("", getattr(event, "wish", ""))
            ]

        self.wait(lambda: bool(found()))
        last = found()[-1]
        answer = self.told[last]
        del self.told[: last + 1]
        return answer

    # --- what happens to a PC ---------------------------------------------------------------------

    @contextmanager
    def unplugged(self, *, silent: bool = False) -> Iterator[World]:
        """No network for so long: calls are refused, or (`silent`) swallowed. The shops' world,
        which goes on meanwhile, is the test's."""
        world, addresses = self.shops.world, vars(self.shops.addresses).values()
        ports = [int(address.split(":")[2].split("/")[0]) for address in addresses]
        self.shops.stop()
        with ExitStack() as held:
            for port in ports:
                taken = held.enter_context(socket.socket())
                taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                taken.bind(("127.0.0.1", port))
                if silent:
                    taken.listen()
            yield world
        self.shops = PracticeShops(world, ports=Ports(*ports))
        self.shops.start()

    def sleep(self, hours: float) -> None:
        """The PC sleeps while the world goes on."""
        self.shops.call(lambda world: world.advance(hours * 3600))
        self.clock.slept += timedelta(hours=hours)

    # --- what a merchant does in one go -----------------------------------------------------------

    def allow(self, shop: str = "VN1ABCDE") -> str:
        """Presses *Cho phép* on the consent page; returns what the browser then shows."""
        self.wait(lambda: bool(self.pages))
        form = urllib.parse.urlencode({"decision": "allow", "shop": shop}).encode()
        with urllib.request.urlopen(self.pages.pop(), form) as page:  # noqa: S310 - loopback
            return str(page.read().decode())

    def redirected(self, shop: str = "VN1ABCDE") -> str:
        """The address the browser is sent to, where nobody takes it."""
        self.wait(lambda: bool(self.pages))
        form = urllib.parse.urlencode({"decision": "allow", "shop": shop}).encode()
        opener = urllib.request.build_opener(_Stay)
        try:
            opener.open(self.pages.pop(), form)
        except urllib.error.HTTPError as answer:
            return str(answer.headers["Location"])
        raise AssertionError("no redirect")

    def connect_haravan(self) -> None:
        card = self.connection.haravan
        card.token.setText(self.shops.call(lambda world: world.haravan.token))
        self.press(card.connect_button)
        self.hears(answers.Done, "connect_haravan")

    def fill_in_lazada(self) -> None:
        platform = self.shops.call(lambda world: world.lazada_platform)
        card = self.connection.lazada
        card.app_key.setText(platform.app.key)
        card.app_secret.setText(platform.app.secret)
        card.redirect_uri.setText(platform.app.callback)
        self.press(card.connect_button)

    def connect_both(self) -> None:
        self.connect_haravan()
        self.fill_in_lazada()
        self.allow()
        self.hears(answers.Done, "connect_lazada")
        self.hears(answers.SyncEnded)

    def publish_all(self) -> None:
        office = self.program.office
        assert office is not None
        with office.desk.database.read() as connection:
            tab = self.connection
            rows = queries.product_rows(connection, tab.shop, tab.org)
        products = tuple({row.product_id for row in rows})
        self.told.clear()
        self.program.wishes.publish.emit(wishes.Publish(self.window.shop, products))
        self.hears(answers.SyncEnded)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@contextmanager
def merchant(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    qapp: QApplication,
    products: int = 40,
    speed: float = 1.0,
    lazada_shops: int = 1,
) -> Iterator[Merchant]:
    """A program that knows nothing yet, before practice shops whose app calls back on a free
    port; `speed` is how fast the time of both runs."""
    world = World(3, products, WorldClock(speed), Options(lazada_shops=lazada_shops))
    clock = PcClock(speed, world.now())
    monkeypatch.setattr(opening, "SystemClock", lambda: clock)
    world.lazada_platform.app.callback = f"http://127.0.0.1:{free_ports(1)}/callback"
    vault = MemoryVault()
    monkeypatch.setattr(opening, "Vault", lambda: vault)
    with PracticeShops(world) as shops:
        addresses = shops.addresses
        monkeypatch.setenv("LAZDESK_LAZADA_API_URL", addresses.lazada_api)
        monkeypatch.setenv("LAZDESK_LAZADA_AUTH_URL", addresses.lazada_auth)
        monkeypatch.setenv("LAZDESK_HARAVAN_API_URL", addresses.haravan_api)
        program = app.Program(qapp, None)
        somebody = Merchant(qtbot, program, shops, clock)

        def browse(url: QUrl) -> bool:
            somebody.pages.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
            return True

        monkeypatch.setattr(QDesktopServices, "openUrl", browse)
        # The tests' process must not end with the program: its threads are waited for instead.
        monkeypatch.setattr(app, "leave", lambda _status: None)
        try:
            somebody.open()
            yield somebody
        finally:
            held = program.office
            program.close()
            assert held is None or held.end(PATIENCE_MS)
            program.window.deleteLater()
            program.deleteLater()
            # Gone for good before the next test, and not in the middle of one of its events.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            gc.collect()
            somebody.shops.stop()
        assert world.violations == []


def when_shown(kind: type[QDialog], act: Callable[[Any], None]) -> list[QDialog]:
    """Does ``act`` on the modal dialog of this kind once it is shown; returns those met."""
    met: list[QDialog] = []

    def look() -> None:
        shown = [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, kind) and widget.isVisible()
        ]
        if not shown:
            QTimer.singleShot(20, look)
            return
        met.append(shown[0])
        try:
            act(shown[0])
        except BaseException:
            shown[0].reject()  # else nothing would end its waiting
            raise

    QTimer.singleShot(0, look)
    return met
