"""The window's part of ``selftest``: a process of its own, so that its start is measured too."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, QTranslator, Slot
from PySide6.QtGui import QFontInfo, QGuiApplication, QRawFont
from PySide6.QtWidgets import QApplication

from lazdesk import app
from lazdesk.views import theme

PATIENCE_MS = 60_000
LOOK_EVERY_MS = 50
PRACTICE = Namespace(seed=1, products=30, orders=5)
# The letters with two marks are those a font for Latin alone lacks.
VIETNAMESE = "ỄỰẬẵỡđĐ"


class Visitor(QObject):
    """Sees the first paint, waits for the practice shops, goes through the tabs, and leaves."""

    def __init__(self, program: QApplication, main: app.Program) -> None:
        super().__init__()
        self._program, self._main = program, main
        self.found: dict[str, Any] = {}
        self._look = QTimer(self)
        self._look.timeout.connect(self._visit)
        program.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and watched is self._main.window.windowHandle():
            self._program.removeEventFilter(self)
            # After this event the picture is on the screen.
            QTimer.singleShot(0, self._painted)
        return False

    @Slot()
    def _painted(self) -> None:
        self.found["painted_at"] = time.time()
        self._look.start(LOOK_EVERY_MS)

    @Slot()
    def _visit(self) -> None:
        """Once the shops are open: every tab is shown, one at a time."""
        if self._main.office is None:
            return
        shown = self.found.setdefault("tabs", [])
        pages = self._main.window.pages
        if len(shown) < pages.count():
            pages.setCurrentIndex(len(shown))
            shown.append(pages.tabText(len(shown)))
        else:
            self._look.stop()
            self._program.quit()


def visit() -> dict[str, Any]:
    """Opens the window on small practice shops; returns what was there, for JSON."""
    if sys.platform == "linux" and not (os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    program = QApplication(sys.argv[:1])
    theme.load_fonts()
    theme.apply(program)
    main = app.Program(program, PRACTICE)
    visitor = Visitor(program, main)
    QTimer.singleShot(PATIENCE_MS, program.quit)
    main.start()
    program.exec()
    main.close()
    font = QRawFont.fromFont(program.font())
    return visitor.found | {
        "platform": QGuiApplication.platformName(),
        "font": QFontInfo(program.font()).family(),
        "letters": all(font.supportsCharacter(ord(letter)) for letter in VIETNAMESE),
        "translations": QTranslator().load(str(theme.resources() / "translations" / "en.qm")),
    }
