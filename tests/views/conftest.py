"""Views are tested offscreen, with the program's own font and colours."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from gc import collect, disable, enable  # as they are, whatever a test puts in their place
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lazdesk.views import theme
from lazdesk.views.orders.tab import OrdersTab
from tests.sync.practice import Practice, practice
from tests.views import lists
from tests.views.hands import Hands
from tests.views.unanswered import pytest_pyfunc_call as pytest_pyfunc_call

# Before the application is made; a developer may choose a real screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PATIENCE_MS = 60_000  # other work may hold the machine; a wait ends when the thing is there


class PatientBot(QtBot):
    """Waits for what is late, not for what never comes."""

    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:  # noqa: N802
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


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
    disable()
    yield
    # The widgets first, then what they held.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    enable()
    collect()


# --- over practice shops; a file whose world is another has its own ---


@pytest.fixture
def shops(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path) as running:
        yield running


@pytest.fixture
def hands(shops: Practice) -> Hands:
    return Hands(shops.desk)


@pytest.fixture
def open_tab(qtbot: QtBot, shops: Practice, hands: Hands) -> Callable[[str], OrdersTab]:
    """The tab in one of its groups, once the world is as the test wants it."""

    def opened(group: str) -> OrdersTab:
        tab = lists.opened(qtbot, OrdersTab, shops.desk, hands)
        lists.go_to(qtbot, tab, group)
        return tab

    return opened
