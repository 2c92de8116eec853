"""What is photographed of the merchant's data: copies, what they ask, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, cast
from unittest.mock import patch

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from lazdesk import texts
from lazdesk.models.database import Database
from lazdesk.views import answers
from lazdesk.views.configuration.keeping_card import KeepingCard, RestoreDialog
from lazdesk.views.configuration.passphrase import PassphraseDialog
from lazdesk.views.configuration.tab import ConfigurationTab
from lazdesk.views.main_window import MainWindow

if TYPE_CHECKING:
    from tests.screens.gallery import Photographer

FILE = "/home/may/LazDesk-2026-11-24.lazdesk"
SUPPORT = "/home/may/LazDesk-ho-tro-2026-11-24.zip"
SOON = 100  # ms: a modal dialog is on the screen by then


class Encrypted:
    """A mirror as a merchant has it; those on the pictures are plain."""

    encrypted = True

    @staticmethod
    def last_backup() -> datetime:
        return datetime(2026, 11, 24, 1, 12, tzinfo=UTC)


def play(window: MainWindow, tab: ConfigurationTab, photographer: Photographer) -> None:
    keeping, language = tab.keeping, photographer.language
    keeping.show_database(cast("Database", Encrypted))
    for scene, answer in (
        ("saved", answers.Done("backup", texts.say("copy_saved", language, file=FILE))),
        (
            "support",
            answers.Done("send_support", texts.say("support_saved", language, file=SUPPORT)),
        ),
    ):
        keeping.answered(answer)
        photographer.take(window, f"configuration-keeping-{scene}")
    keeping.note.say("")
    with (
        patch.object(QFileDialog, "getSaveFileName", return_value=(FILE, "")),
        patch.object(QFileDialog, "getOpenFileName", return_value=(FILE, "")),
    ):
        passphrases(keeping, photographer)


def passphrases(keeping: KeepingCard, photographer: Photographer) -> None:
    def asked(press: Callable[[], None], first: str, second: str) -> None:
        QTimer.singleShot(2 * SOON, partial(type_in, first, second))
        press()

    def type_in(first: str, second: str) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PassphraseDialog)
        dialog.first.setText(first)
        dialog.second.setText(second)

    def go_on() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RestoreDialog)
        dialog.restore_button.click()

    def restored() -> None:
        QTimer.singleShot(SOON, go_on)
        asked(keeping.restore.click, "mat-khau-cua-may", "")

    for scene, first, second in (
        ("asked", "", ""),
        ("differs", "mat-khau-cua-may", "mat-khau"),
        ("fine", "mat-khau-cua-may", "mat-khau-cua-may"),
    ):
        press = partial(asked, keeping.backup.click, first, second)
        photographer.take_modal(press, f"configuration-backup-{scene}")
    photographer.take_modal(keeping.restore.click, "configuration-restore")
    photographer.take_modal(restored, "configuration-restore-passphrase")
