"""The window's part of ``selftest``: a process of its own, so that its start is measured too."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, QTranslator, Slot
from PySide6.QtGui import QFontInfo, QGuiApplication, QRawFont
from PySide6.QtWidgets import QApplication

from lazdesk import app, desktop, pdfs
from lazdesk.views import theme
from lazdesk.views.printing import page_printer, papers

PATIENCE_MS = 60_000
LOOK_EVERY_MS = 50
PRACTICE = Namespace(seed=1, products=30, orders=5)
# The letters with two marks are those a font for Latin alone lacks.
VIETNAMESE = "ỄỰẬẵỡđĐ"


class Visitor(QObject):
    """Sees the first paint, waits for the practice shops, goes through the tabs, and leaves."""

    def __init__(self, program: QApplication, main: app.Program, report: Path) -> None:
        super().__init__()
        self._program, self._main, self._report = program, main, report
        self._painted_at = 0.0
        self._tabs: list[str] = []
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
        self._painted_at = time.time()
        self._look.start(LOOK_EVERY_MS)

    @Slot()
    def _visit(self) -> None:
        """Once the shops are open: every tab is shown, one at a time."""
        if self._main.office is None:
            return
        pages, number = self._main.window.pages, len(self._tabs)
        if number < pages.count():
            pages.setCurrentIndex(number)
            self._tabs.append(pages.tabText(number))
            return
        self._look.stop()
        # Before the end: a thread that is still in a call ends the process at once.
        self._report.write_text(json.dumps(self._found()), encoding="utf-8")
        self._program.quit()

    def _found(self) -> dict[str, Any]:
        font = self._program.font()
        face = QRawFont.fromFont(font)
        english = theme.resources() / "translations" / "en.qm"
        return {
            "painted_at": self._painted_at,
            "tabs": self._tabs,
            "platform": QGuiApplication.platformName(),
            "font": QFontInfo(font).family(),
            "letters": all(face.supportsCharacter(ord(letter)) for letter in VIETNAMESE),
            "translations": QTranslator().load(str(english)),
            "paper": _sets_and_reads_a_page(),
            "printers": len(page_printer.printers()),
        }


def _sets_and_reads_a_page() -> bool:
    """Qt writes a PDF in our font, and PDFium reads it."""
    (text,) = pdfs.texts(papers.pdf_of(VIETNAMESE, (100, 150), 5, points=10))
    return text.strip() == VIETNAMESE


def visit(report: Path) -> int:
    """Opens the window on small practice shops and writes what was there to `report`, as JSON."""
    desktop.do_without_screen()
    program = QApplication(sys.argv[:1])
    theme.load_fonts()
    theme.apply(program)
    main = app.Program(program, PRACTICE)
    visitor = Visitor(program, main, report)
    QTimer.singleShot(PATIENCE_MS, visitor, program.quit)
    main.start()
    status = program.exec()
    main.close()
    return status or main.exit_status
