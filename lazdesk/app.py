"""The program with a window: shows it at once, loads the rest in a thread, wires the signals.

Nothing heavy is imported here: the first paint must not wait for the database or the network
libraries. ``opening`` and ``workers`` are imported by the loader's thread.
"""

from __future__ import annotations

import logging
import sys
from argparse import Namespace
from contextlib import ExitStack, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QLocale, QObject, Qt, QTranslator, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QSystemTrayIcon

from lazdesk import logs, settings
from lazdesk.desktop import Housekeeping, Loader, SignalWatch, SingleInstance, leave
from lazdesk.sync.events import Progress
from lazdesk.views import answers, cannot_open, theme, wishes
from lazdesk.views.cannot_open import Choice
from lazdesk.views.configuration.background_card import closes_to_tray
from lazdesk.views.errand_signals import ERRANDS, SYNC_AFTER
from lazdesk.views.main_window import MainWindow
from lazdesk.views.remembered import remembered
from lazdesk.views.tray import Tray
from lazdesk.views.wishes import Wishes

if TYPE_CHECKING:
    from lazdesk.opening import Office

log = logging.getLogger(__name__)

CLOSING_MS = 2_000  # the window is gone at once, the process within three seconds
PLACE = "window/place"  # what it is remembered by
LAST_CALL_MS = 60_000  # a call that is under way when the shops are changed has this long
REDIRECT_URI = "http://127.0.0.1:53682/callback"
SMALL_PRACTICE = Namespace(seed=7, products=300, orders=40)


class Program(QObject):
    """The window and what works behind it; ``practice`` names the practice shops' size."""

    def __init__(self, program: QApplication, practice: Namespace | None) -> None:
        super().__init__()
        self._program = program
        self._size = practice or SMALL_PRACTICE
        self._practising = self._started_practising = practice is not None
        self._office: Office | None = None
        self._before: Office | None = None
        self._bridge: Any = None
        self._consent: Any = None
        self._browsed = self._agreed = False
        self._translator: QTranslator | None = None
        self._language = "vi"
        self._held: ExitStack | None = None
        self._mending: wishes.Restore | wishes.BeginAnew | None = None
        self._tray: Tray | None = None
        self.exit_status = 0
        self._house = Housekeeping(self)
        self._loader = Loader()
        self._loader.ended.connect(self._loaded)
        self._loader.told.connect(self._say_how_far)
        self.wishes = Wishes()
        for name in ERRANDS.values():
            getattr(self.wishes, name).connect(self._ask)
        self.wishes.sync.connect(self._sync)
        self.wishes.cancel_sync.connect(self._cancel_sync)
        self.wishes.connect_lazada.connect(self._open_consent)
        self.wishes.renew.connect(self._open_consent)
        self.wishes.paste_redirect.connect(self._paste)
        self.wishes.confirm_shop.connect(self._confirm_shop)
        self.wishes.cancel_consent.connect(self._cancel_consent)
        self.wishes.practice.connect(self._practise)
        self.wishes.restore.connect(self._restore)
        self.wishes.pick_shop.connect(self._pick_shop)
        self.window = self._new_window()
        program.styleHints().colorSchemeChanged.connect(self._dress)
        program.aboutToQuit.connect(self.close)

    @property
    def office(self) -> Office | None:
        """What is open now; None while it opens."""
        return self._office

    @property
    def bridge(self) -> Any:
        """What brings the threads' events (``workers.Bridge``); None until the first opening."""
        return self._bridge

    def start(self, *, hidden: bool = False) -> None:
        """Shows the window; everything else begins once it is painted. ``hidden``: only its icon
        beside the clock, where there is a place for it."""
        self._house.start()
        self._recall_place()
        if hidden and self._place_tray():
            self._load()
            return
        self.window.painted.connect(self._load)
        self.window.painted.connect(self._place_tray)
        self.window.show()

    @Slot()
    def _place_tray(self) -> bool:
        """False where there is no place for an icon; to ask for one may take a while."""
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = Tray(self._program.windowIcon(), self.wishes, self)
            self._tray.wanted.connect(self.come_forward)
            self._tray.left.connect(self._closed)
        return self._tray is not None

    @Slot()
    def come_forward(self) -> None:
        self.window.show()
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    # --- opening ----------------------------------------------------------------------------------

    @Slot()
    def _load(self) -> None:
        # Kept: a thread's object must not go before the thread has ended.
        self._before, self._office = self._office, None
        before = self._before

        def work() -> Any:
            if before is not None and not before.end(LAST_CALL_MS):
                raise TimeoutError
            # The heavy imports, here and nowhere else.
            bridge = import_module("lazdesk.workers").Bridge()
            bridge.moveToThread(self.thread())
            return bridge, self.open_office(bridge)

        self._loader.start(work)

    def open_office(self, bridge: Any) -> Any:
        """What the window is to show; in the loader's thread."""
        opening = import_module("lazdesk.opening")
        if not self._practising:
            wish, self._mending = self._mending, None
            return opening.open_office(bridge, wish, self._language)
        return opening.open_practice(bridge, self._size, self._loader.told.emit)

    @Slot(object)
    def _say_how_far(self, progress: Progress) -> None:
        self.window.show_opening(progress)

    @Slot(object)
    def _loaded(self, result: Any) -> None:
        if isinstance(result, Exception):
            self._could_not_open(result)
            return
        self._bridge, office = result
        if not self._practising and not self._hold_folder():
            office.end(0)
            return
        self._bridge.arrived.connect(self._take)
        self._office = office
        self._speak(office.language)
        self._furnish()
        self._house.settle()
        office.start()

    def _furnish(self) -> None:
        """Puts the tabs over the office's mirror."""
        if self._office is None:
            return
        self.window.set_tabs(import_module("lazdesk.opening").tabs(self.wishes))
        self.window.set_database(self._office.desk.database, self._office.desk.clock.now)
        self.window.tell(self._office.news)
        self._reread()
        self.window.take(answers.Opened(self._practising))
        if not self.window.shop:
            self.wishes.show_tab.emit(wishes.Show("connection"))

    def _hold_folder(self) -> bool:
        """One process works on a folder; a command that does so now is not pushed aside."""
        if self._held is not None:
            return True
        holder = import_module("lazdesk.commands.holder")
        held = ExitStack()
        try:
            held.enter_context(holder.held())
        except import_module("lazdesk.commands.endings").AlreadyHeldError:
            QMessageBox.critical(self.window, "LazDesk", self._say("already_running"))
            self._end(2)
            return False
        self._held = held
        return True

    def _could_not_open(self, error: Exception) -> None:
        """The database, the folder or the practice shops could not be opened (G2)."""
        log.error("cannot open", exc_info=error)
        opening = import_module("lazdesk.opening")
        why = opening.why(error, self._language) or self._say("unexpected")
        is_lost = opening.is_lost(error)
        only_those = self._started_practising
        choice = cannot_open.ask(why, self._practising, only_those, self.window, is_lost=is_lost)
        if choice is Choice.CLOSE:
            self._end(1)
            return
        self._mending = None if isinstance(choice, Choice) else choice
        self._practising = choice is Choice.PRACTICE
        self._load()

    def _say(self, key: str) -> str:
        texts = import_module("lazdesk.texts.window")
        return str(texts.say(key, self._language, log=settings.data_dir() / logs.FILE_NAME))

    def _end(self, status: int) -> None:
        self.exit_status = status
        self._program.exit(status)

    # --- what arrives -----------------------------------------------------------------------------

    @Slot(object)
    def _take(self, event: Any) -> None:
        match event:
            case answers.ConsentOpened():
                self._browse(event)
            case answers.Done(wish="set_settings"):
                self._reread()
                self._speak_as_set()
            case answers.SyncStarted():
                self._house.set_busy(True)
            case answers.SyncEnded():
                self._house.set_busy(False)
                if self._tray is not None and not self.window.isActiveWindow():
                    self._tray.tell(event.news)
                self._reread()
            case answers.Done():
                self._reread()
        self.window.take(event)
        if isinstance(event, answers.Done) and event.wish in SYNC_AFTER and self._office:
            agreed, self._agreed = self._agreed, False
            self._office.sync.sync_now(agreed=agreed)

    def _reread(self) -> None:
        """What is connected now, for the window."""
        if self._office is None:
            return
        queries = import_module("lazdesk.models.queries.connections")
        with self._office.desk.database.read() as connection:
            found = queries.connections(connection)
        self.window.set_connections(found, practice=self._practising, warning=self._office.warning)

    def _browse(self, opened: answers.ConsentOpened) -> None:
        """Opens the browser once per consent, also when it turns out that nobody listens."""
        if not self._browsed:
            self._browsed = True
            QDesktopServices.openUrl(QUrl(opened.url))

    # --- what is wished ---------------------------------------------------------------------------

    @Slot(object)
    def _ask(self, wish: Any) -> None:
        if self._office is None:
            return
        if isinstance(wish, wishes.Agree):
            self._agreed = True
        elif isinstance(wish, wishes.SetSettings):
            self._agreed = bool(wish.agreed)
        self._office.actions.ask(ERRANDS[type(wish)], wish)

    @Slot(object)
    def _sync(self, _wish: wishes.Sync) -> None:
        if self._office is not None:
            self._office.sync.sync_now()

    @Slot(object)
    def _cancel_sync(self, _wish: wishes.CancelSync) -> None:
        if self._office is not None:
            self._office.sync.cancel()

    @Slot(object)
    def _open_consent(self, wish: wishes.ConnectLazada | wishes.Renew) -> None:
        if self._office is None:
            return
        self._cancel_consent(None)
        consent = import_module("lazdesk.consent")
        self._browsed = False
        self._consent = consent.ConsentThread(
            self._office.desk, self._bridge, self._language, wish, REDIRECT_URI
        )
        self._office.others = [t for t in self._office.others if t.isRunning()] + [self._consent]
        self._consent.start()

    @Slot(object)
    def _paste(self, wish: wishes.PasteRedirect) -> None:
        if self._consent is not None:
            self._consent.paste(wish.text)

    @Slot(object)
    def _confirm_shop(self, wish: wishes.ConfirmShop) -> None:
        if self._consent is not None:
            self._consent.confirm(agreed=wish.agreed)

    @Slot(object)
    def _cancel_consent(self, _wish: wishes.CancelConsent | None) -> None:
        if self._consent is not None:
            self._consent.close()
            self._consent = None

    @Slot(object)
    def _practise(self, wish: wishes.Practice) -> None:
        if self._office is None or wish.on == self._practising:
            return
        self._practising = wish.on
        self._new_frame()
        self._load()

    @Slot(object)
    def _restore(self, wish: wishes.Restore) -> None:
        """The desk is closed, the copy put in its place, and opened again."""
        if self._office is None or self._practising:
            return
        self._mending = wish
        self._new_frame()
        self._load()

    @Slot(object)
    def _pick_shop(self, wish: wishes.PickShop) -> None:
        self.window.shop = wish.shop
        self._reread()

    # --- the window -------------------------------------------------------------------------------

    def _new_window(self) -> MainWindow:
        window = MainWindow(self.wishes)
        window.closing.connect(self._closed)
        window.to_tray = lambda: self._tray is not None and closes_to_tray()
        return window

    def _new_frame(self) -> None:
        """Another window in the place of this one: other language, other shops."""
        old = self.window
        self.window = self._new_window()
        self.window.restore_place(old.place())
        self.window.setVisible(old.isVisible())
        old.closing.disconnect(self._closed)
        old.to_tray = bool  # it goes for good
        old.close()
        old.deleteLater()

    def _speak_as_set(self) -> None:
        if self._office is None:
            return
        language = self._office.desk.policy(self.window.shop).language
        if language != self._language:
            tab = self.window.pages.currentIndex()
            self._office.set_language(language)
            self._speak(language)
            self._furnish()
            self.window.pages.setCurrentIndex(tab)

    def _speak(self, language: str) -> None:
        """Qt's texts in this language; a change needs a new window."""
        if language == self._language:
            return
        self._language = language
        if self._translator is not None:
            self._program.removeTranslator(self._translator)
            self._translator = None
        if language != "vi":
            translator = QTranslator(self)
            if translator.load(str(theme.resources() / "translations" / f"{language}.qm")):
                self._program.installTranslator(translator)
                self._translator = translator
        self._new_frame()
        if self._tray is not None:
            self._tray.retranslate()

    @Slot()
    def _dress(self) -> None:
        theme.apply(self._program)

    # --- the end ----------------------------------------------------------------------------------

    def _recall_place(self) -> None:
        """Where and how large the window was; a wrong folder is told once it is opened."""
        with suppress(settings.SettingsError):
            place = remembered().value(PLACE)
            if isinstance(place, QByteArray):
                self.window.restore_place(place)

    @Slot()
    def _closed(self) -> None:
        with suppress(settings.SettingsError):
            remembered().setValue(PLACE, self.window.place())
        self._program.quit()

    @Slot()
    def close(self) -> None:
        """Stops, waits, closes clients and mirror. A call that hangs in the network is not waited
        for: everything that counts is on disk already (D2, E5)."""
        self.window.hide()
        office, self._office = self._office, None
        if office is not None and not office.end(CLOSING_MS):
            log.warning("closed during a call")
            leave(self.exit_status)
        self._house.stop()  # no thread is left that could collect what is the window's
        if self._held is not None:
            self._held.close()

    def ended(self, status: int) -> int:
        """The exit status. While something is still loading the process ends here: Python would
        tear that thread out of Qt, and crash."""
        status = status or self.exit_status
        if self._loader.is_working():
            leave(status)
        return status


def run(words: Namespace) -> int:
    """Opens the window and stays until it is closed. ``words.practice``: on the practice shops.

    A second window on the same folder brings the first one forward and ends with 0.
    """
    program = QApplication(sys.argv[:1])
    program.setApplicationName("LazDesk")
    program.setApplicationDisplayName("LazDesk")
    program.setDesktopFileName("lazdesk")
    program.setQuitOnLastWindowClosed(False)  # it may be in the tray; _closed ends it
    program.setWindowIcon(QIcon(str(theme.resources() / "lazdesk.png")))
    QLocale.setDefault(QLocale("vi_VN"))
    theme.load_fonts()
    theme.apply(program)
    practice = words if words.practice else None
    main = Program(program, practice)
    instance = None
    if practice is None:
        try:
            instance = SingleInstance(settings.data_dir(), program)
        except settings.SettingsError as error:
            QMessageBox.critical(None, "LazDesk", str(error))
            return 2
        if instance.another_was_shown():
            return 0
        instance.asked_to_show.connect(main.come_forward)
    watch = SignalWatch(program)
    watch.told.connect(program.quit)
    main.start(hidden=words.background)
    status = program.exec()
    main.close()
    watch.close()
    return main.ended(status)
