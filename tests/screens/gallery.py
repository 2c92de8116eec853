"""Shows the window in every state and takes its pictures; one process per scale.

python -m tests.screens.gallery FOLDER MIRRORS SCALE [WORD…]   (QT_SCALE_FACTOR is the scale)
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from lazdesk import errands, opening
from lazdesk.models.queries.connections import connections
from lazdesk.platforms.clock import SystemClock
from lazdesk.rules import problems
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.texts import window as window_texts
from lazdesk.vault import MemoryVault
from lazdesk.views import theme, wishes
from lazdesk.views.main_window import MainWindow
from lazdesk.views.reader import Reader
from resources import update_translations as translations
from tests.screens import faults, scenes
from tests.screens.part import Part

SIZE = (1366, 690)  # what a screen of 1366×768 leaves between its bars
PATIENCE = 10.0  # seconds
QUIET = 0.25
AGAIN_MS = 100


@dataclass(frozen=True)
class Picture:
    """One file, what it shows, and what is wrong on it."""

    file: str
    scene: str
    state: str
    language: str
    theme: str
    scale: str
    faults: tuple[str, ...]


class Errands(QObject):
    """Does at once what the window wishes, as far as the mirror alone can."""

    def __init__(self, desk: Desk, window: MainWindow, language: str) -> None:
        super().__init__()
        self._desk, self._window, self._language = desk, window, language
        for signal in (
            *("numbers", "explain", "preview", "suggest"),
            *("ignore_problems", "heed_problems"),
        ):
            getattr(window.wishes, signal).connect(self._do)

    @Slot(object)
    def _do(self, wish: Any) -> None:
        for answer in errands.ERRANDS[type(wish)](self._desk, wish, self._language):
            self._window.take(answer)


class Photographer:
    """Takes the pictures of one window and looks for faults on each."""

    def __init__(
        self,
        folder: Path,
        part: Part,
        scale: str,
        language: str,
        theme_name: str,
        state: str,
    ) -> None:
        self._folder = folder
        self.part = part
        self.language = language
        self._facts = {"scale": scale, "language": language, "theme": theme_name, "state": state}
        self._foreign = foreign_to(language)
        self.pictures: list[Picture] = []

    def take(self, widget: QWidget, scene: str) -> None:
        settle(widget)
        if not self.part.takes(scene):
            return
        file = "-".join([scene, *(self._facts[key] for key in sorted(self._facts))]) + ".png"
        if file in {picture.file for picture in self.pictures}:
            raise RuntimeError(f"two scenes are called {scene}")
        image = widget.grab().toImage()
        image.save(str(self._folder / file))
        found = faults.found_on(widget, self._foreign)
        if faults.says_nothing(widget):
            found.append("says nothing")
        self.pictures.append(Picture(file, scene, faults=tuple(found), **self._facts))

    def rest(self, widget: QWidget) -> None:
        """Waits until what was asked for is read and drawn."""
        settle(widget)

    def take_modal(self, act: Callable[[], object], scene: str) -> None:
        """The dialog that `act` opens, also when it waits there for an answer."""
        if not self.part.takes(scene):
            return
        taken: list[bool] = []
        end = time.monotonic() + PATIENCE

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is not None:
                self.take(dialog, scene)
                taken.append(True)
                dialog.close()
            elif time.monotonic() < end:
                QTimer.singleShot(AGAIN_MS, look)

        QTimer.singleShot(300, look)
        act()
        while not taken and time.monotonic() < end:
            QApplication.processEvents()
        if not taken:
            raise RuntimeError(f"no dialog opened for {scene}")


def settle(widget: QWidget) -> None:
    """Lets the window read and draw until nothing more comes."""
    end, quiet = time.monotonic() + PATIENCE, time.monotonic()
    while time.monotonic() - quiet < QUIET:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.005)
        if any(reader.busy() for reader in widget.window().findChildren(Reader)):
            quiet = time.monotonic()
        if time.monotonic() > end:
            raise RuntimeError("the window does not come to rest")


def foreign_to(language: str) -> list[str]:
    """Every text the window has in the other language and that is not the same in this one."""
    pairs = [
        (text, english) for (_, text), forms in translations.messages().items() for english in forms
    ]
    pairs += [*window_texts.TEXTS.values()]
    pairs += [
        pair
        for known in problems.CATALOGUE.values()
        for pair in (
            (known.cause("vi"), known.cause("en")),
            (known.remedy("vi"), known.remedy("en")),
        )
    ]
    other = 0 if language == "en" else 1
    ours = {pair[1 - other] for pair in pairs}
    return [
        pair[other]
        for pair in pairs
        # One that is a part of its translation (" SKU", " SKUs") tells nothing.
        if pair[other] not in ours and pair[other] not in pair[1 - other] and len(pair[other]) > 2
    ]


def photograph(folder: Path, mirrors: Path, scale: str, part: Part) -> Iterator[Picture]:
    """Every scene in every state, theme and language that is asked for."""
    program = QApplication.instance()
    assert isinstance(program, QApplication)
    theme.load_fonts()
    for language in part.of("language"):
        scenes.speak(program, language)
        for theme_name in part.of("theme"):
            theme.apply(program, dark=theme_name == "dark")
            for state in part.of("state"):
                photographer = Photographer(folder, part, scale, language, theme_name, state)
                show(photographer, mirrors / state, language, state)
                yield from photographer.pictures


def show(photographer: Photographer, shelf: Path, language: str, state: str) -> None:
    """One window over one mirror."""
    desk = Desk(shelf, MemoryVault, Hosts(), SystemClock(), plain=True)
    window = MainWindow(wishes.Wishes())
    helper = Errands(desk, window, language)
    try:
        window.set_tabs(opening.tabs(window.wishes))
        window.resize(*SIZE)
        window.show()
        with desk.database.read() as connection:
            known = connections(connection)
        now = max(
            (shop.last_sync_at for shop in known.shops if shop.last_sync_at is not None),
            default=datetime.now(UTC),
        )
        window.set_database(desk.database, lambda: now)
        window.set_connections(known)
        scenes.play(window, state, now, photographer)
    finally:
        helper.deleteLater()
        window.close()
        settle(window)
        window.deleteLater()
        desk.close()
        gc.collect()


def main(folder: Path, mirrors: Path, scale: str, part: Part) -> None:
    QApplication(sys.argv[:1])
    gc.disable()  # as the program does: a reading thread must not end the window's objects
    for picture in photograph(folder, mirrors, scale, part):
        print(json.dumps(asdict(picture), ensure_ascii=False), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Part(tuple(sys.argv[4:])))
