"""The window before anything is connected, without a fault; all the rest takes minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lazdesk.views import theme
from tests.screens import gallery, scenes
from tests.screens.part import CHOICES, Part


@pytest.mark.parametrize("language", CHOICES["language"])
def test_the_first_window_is_without_a_fault(language: str, qtbot: QtBot, tmp_path: Path) -> None:
    program = QApplication.instance()
    assert isinstance(program, QApplication)
    theme.load_fonts()
    theme.apply(program, dark=False)
    scenes.speak(program, language)
    try:
        photographer = gallery.Photographer(tmp_path, Part(), "1x", language, "light", "empty")
        gallery.show(photographer, tmp_path, language, "empty")
    finally:
        scenes.speak(program, "vi")
    assert len(photographer.pictures) >= 6
    assert [
        (picture.file, picture.faults) for picture in photographer.pictures if picture.faults
    ] == []
