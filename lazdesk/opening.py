"""Opens a desk for the window: everything slow, in a thread, once the window is on the screen."""

from __future__ import annotations

import logging
import threading
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QThread

from lazdesk import keeping, mirror, settings, texts
from lazdesk.commands import keep_running
from lazdesk.commands.invocation import Invocation
from lazdesk.models import desk as stored
from lazdesk.models.database import DatabaseError
from lazdesk.models.faults import DatabaseDamagedError, DatabaseLockedError
from lazdesk.platforms.clock import SystemClock
from lazdesk.pressing import ButtonThread
from lazdesk.proving import ProofThread
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.sync.events import Event
from lazdesk.texts import window as window_texts
from lazdesk.upkeep_thread import UpkeepThread
from lazdesk.vault import Vault, VaultError
from lazdesk.views import wishes
from lazdesk.views.configuration.tab import ConfigurationTab
from lazdesk.views.connection.tab import ConnectionTab
from lazdesk.views.orders.tab import OrdersTab
from lazdesk.views.overview.tab import OverviewTab
from lazdesk.views.problems.tab import ProblemsTab
from lazdesk.views.products.tab import ProductsTab
from lazdesk.views.tab import Tab
from lazdesk.views.wishes import Wishes
from lazdesk.workers import ActionThread, Bridge, SyncThread, Work

if TYPE_CHECKING:
    from lazdesk.practice import PracticeDesk

TABS: tuple[type[Tab], ...] = (
    OverviewTab,
    OrdersTab,
    ProductsTab,
    ProblemsTab,
    ConfigurationTab,
    ConnectionTab,
)
Priority = QThread.Priority
# Nothing the commands would ask a person: they are handed over by processes that have asked.
WORDS = Namespace(json=False, yes=False, shop=None)


@dataclass
class Office:
    """An open desk at work: its threads, a consent while there is one, its practice shops."""

    desk: Desk
    language: str
    warning: str
    news: list[str]  # what happened to the mirror's file
    sync: SyncThread
    buttons: ButtonThread
    actions: ActionThread
    proof: ProofThread
    upkeep: UpkeepThread
    practice: PracticeDesk | None = None
    others: list[Work] = field(default_factory=list)

    def start(self) -> None:
        for thread in self._threads():
            low = thread in (self.sync, self.upkeep)
            thread.start(Priority.LowPriority if low else Priority.InheritPriority)

    def set_language(self, language: str) -> None:
        """What the threads say from now on is in this language."""
        for thread in self._threads():
            thread.language = language

    def ask_to_end(self) -> None:
        """Every wait returns and every call still to be made is given up; nothing is lost."""
        self.desk.cancel.set()
        for thread in self._threads():
            thread.close()

    def end(self, milliseconds: int) -> bool:
        """Waits for the threads, then closes clients and mirror; False when one is still in a call
        (its answer may take half a minute): then nothing is closed under it."""
        self.ask_to_end()
        deadline = QDeadlineTimer(milliseconds)
        ended = [thread.wait(deadline) for thread in self._threads()]
        if not all(ended):
            return False
        self.desk.close()
        if self.practice is not None:
            self.practice.close()
        return True

    def _threads(self) -> list[Work]:
        return [self.sync, self.buttons, self.actions, self.proof, self.upkeep, *self.others]


def tabs(wish: Wishes) -> list[Tab]:
    return [tab(wish) for tab in TABS]


def open_office(
    bridge: Bridge,
    mending: wishes.Restore | wishes.BeginAnew | None = None,
    language: str = "vi",
) -> Office:
    """The merchant's own desk, from a copy or from nothing when that is wished; a copy that cannot
    be used changes nothing. Raises SettingsError, DatabaseError, VaultError."""
    said = _mended(mending, language)
    try:
        opened = _own_office(bridge)
    except Exception as error:
        for line in said:
            error.add_note(line)
        raise
    opened.news = [*said, *opened.news]
    return opened


def _own_office(bridge: Bridge) -> Office:
    desk = Desk(
        folder=settings.data_dir(),
        open_vault=Vault,
        hosts=Hosts.from_environment(),
        clock=SystemClock(),
        cancel=threading.Event(),
    )
    try:
        return office(desk, bridge, desk.vault.warning or "")
    except BaseException:
        desk.close()  # the next try may have to encrypt a file that nobody else holds open
        raise


def _mended(wish: wishes.Restore | wishes.BeginAnew | None, language: str) -> list[str]:
    """Puts the copy in the mirror's place, or nothing; what came of it."""
    if wish is None:
        return []
    folder, now = settings.data_dir(), SystemClock().now()
    if isinstance(wish, wishes.BeginAnew):
        return [texts.say("begun_anew", language, file=keeping.begin_anew(folder, now))]
    try:
        found = keeping.restore(folder, Vault(), Path(wish.file), wish.passphrase, now)
    except keeping.KeepingError as error:
        return [texts.say(error.key, language, **error.values)]
    return keeping.told(found, language)


def why(error: Exception, language: str) -> str:
    """Why the merchant's desk does not open, if it says so itself; first what did not help."""
    match error:
        case DatabaseDamagedError():
            said = window_texts.say("data_damaged", language)
        case DatabaseLockedError():
            said = window_texts.say("data_locked", language)
        case DatabaseError() | VaultError():
            said = error.words(language)
        case settings.SettingsError():
            said = str(error)
        case _:
            return ""
    return "\n\n".join([*getattr(error, "__notes__", ()), said])


def is_lost(error: Exception) -> bool:
    """Whether only another file helps: a copy's, or a new one."""
    return isinstance(error, DatabaseDamagedError | DatabaseLockedError)


def open_practice(bridge: Bridge, size: Namespace, report: Callable[[Event], None]) -> Office:
    """The practice shops, connected, their goods read and published; the first cycle does the rest.

    ``report``: hears meanwhile how far it is.
    """
    # Only here: the merchant's own desk needs no practice servers.
    from lazdesk.practice import PracticeDesk

    practice = PracticeDesk(size.seed, size.products, size.orders)
    try:
        desk = practice.open()
        practice.connect(report)
    except BaseException:
        practice.close()
        raise
    opened = office(desk, bridge, "")
    opened.practice = practice
    return opened


def office(desk: Desk, bridge: Bridge, warning: str) -> Office:
    """The threads for an open desk. ``warning`` is the keyring's (A3)."""
    with desk.database.read() as connection:
        language = stored.settings(connection, "").get("ui.language", "vi")
    call = Invocation(WORDS, clock=desk.clock, cancel=desk.cancel, language=language)
    serve = partial(keep_running.serve, call)
    logging.getLogger(__name__).info("the window opened a desk")
    sync = SyncThread(desk, bridge, language, serve)
    proof = ProofThread(desk, bridge, language, call)
    buttons = ButtonThread(desk, bridge, language, call)
    actions = ActionThread(desk, bridge, language, sync, buttons.stopped, proof.ask)
    news = mirror.news(desk.database, language)
    upkeep = UpkeepThread(desk, bridge, language)
    return Office(desk, language, warning, news, sync, buttons, actions, proof, upkeep)
