"""Views are tested offscreen, with the program's own font and colours."""

from __future__ import annotations

import os

import pytest
from PySide6.QtWidgets import QApplication

from lazdesk.views import theme

# Before the application is made; a developer may choose a real screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """As the merchant sees it."""
    if not qapp.styleSheet():
        theme.load_fonts()
        theme.apply(qapp, dark=False)
