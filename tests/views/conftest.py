"""Views are tested offscreen, with the program's own font and colours."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
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


@pytest.fixture(autouse=True)
def tidied() -> Iterator[None]:
    """Python tidies up between two tests alone, as the program lets it between two events alone:
    else a model could lose its attributes while its table still asks it."""
    gc.disable()
    yield
    # The widgets first, then what they held.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.enable()
    gc.collect()
