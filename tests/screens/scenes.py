"""What is photographed: each tab as it opens, and each dialog over it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from lazdesk.models import desk as stored
from lazdesk.models.database import FILE_NAME, open_database
from lazdesk.sync.events import Progress
from lazdesk.views import answers, theme
from lazdesk.views.disconnect import DisconnectDialog
from lazdesk.views.list_tab import ListTab
from lazdesk.views.main_window import MainWindow

if TYPE_CHECKING:
    from tests.screens.gallery import Photographer

# State → the mirror it is shown with.
SHELF = {"empty": "empty", "usual": "usual", "full": "full", "error": "error"}
STATES = tuple(SHELF)


_translators: list[QTranslator] = []


def speak(program: QApplication, language: str) -> None:
    """The window's language, as the program sets it."""
    for translator in _translators:
        program.removeTranslator(translator)
    _translators.clear()
    if language == "en":
        translator = QTranslator()
        assert translator.load(str(theme.resources() / "translations" / "en.qm"))
        program.installTranslator(translator)
        _translators.append(translator)


def spoil(usual: Path, folder: Path) -> None:
    """The usual mirror, with Lazada's access at its end (A5)."""
    folder.mkdir()
    shutil.copy(usual / FILE_NAME, folder / FILE_NAME)
    ended = datetime.now(UTC) - timedelta(hours=5)
    mirror = open_database(folder, ended)
    with mirror.write() as connection:
        for row in stored.shops(connection):
            stored.change_shop(
                connection, row.seller_id, access_expires_at=ended, refresh_expires_at=ended
            )
    mirror.close()


def play(window: MainWindow, state: str, photographer: Photographer) -> None:
    """Goes through the tabs and takes each; the dialogs are taken once there is something in."""
    tell(window, state)
    for tab in window.tabs:
        window.pages.setCurrentWidget(tab)
        photographer.take(window, tab.name)
        if isinstance(tab, ListTab) and state in ("usual", "full"):
            list_scenes(window, tab, photographer)
    if state == "usual":
        for platform, name in (("lazada", "Áo Dài Sài Gòn"), ("haravan", "Áo Dài Sài Gòn")):
            dialog = DisconnectDialog(platform, name, window)
            photographer.take_modal(dialog.open, f"disconnect-{platform}")


def tell(window: MainWindow, state: str) -> None:
    """What the threads would have told by then."""
    now = datetime.now(UTC)
    if state == "full":
        window.take(answers.SyncStarted())
        window.take(Progress("haravan_products", 850, 1_500))
    if state == "error":
        window.take(ended(now, errors=(UNREACHABLE,), unreachable=True))
    if state == "usual":
        window.take(ended(now, held=12, notes=()))


UNREACHABLE = "Haravan: connect timeout"


def ended(
    now: datetime,
    *,
    errors: tuple[str, ...] = (),
    unreachable: bool = False,
    held: int = 0,
    notes: tuple[str, ...] = (),
) -> answers.SyncEnded:
    return answers.SyncEnded(
        ended_at=now,
        cancelled=False,
        errors=errors,
        access_lost=(),
        unreachable=unreachable,
        held=held,
        next_at=now + timedelta(minutes=1),
        notes=notes,
    )


def list_scenes(window: MainWindow, tab: ListTab, photographer: Photographer) -> None:
    """A list with some rows ticked, each of its groups, and what its rows open."""
    tab.list.tick(range(3), on=True)
    photographer.take(window, f"{tab.name}-ticked")
    tab.list.tick_all(on=False)
    for number, group in enumerate(tab.groups):
        if tab.tabs.isTabVisible(number):
            tab.tabs.setCurrentIndex(number)
            photographer.take(window, f"{tab.name}-{group}")
    tab.tabs.setCurrentIndex(tab.groups.index("all"))
    tab.search.setText("zzzz")
    photographer.take(window, f"{tab.name}-nothing-found")
    tab.search.clear()
    photographer.take(window, f"{tab.name}-found-again")
