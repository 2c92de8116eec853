"""A window's picture in one go, though other threads compute."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class PaintedAtOnce(QObject):
    """Keeps Python's interpreter from the first cell of a picture to the last.

    Qt asks a list's model for every cell it paints. When it paints by itself, each of these
    questions has to get the interpreter back from threads that compute: hundreds of times a
    millisecond. A call from Python to ``repaint`` keeps it all along, and paints whatever is due
    in the window; so the request to paint is taken from Qt and made again from here.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._painting = False
        self._speck = QWidget(window)  # what is repainted: the rest comes with it
        self._speck.setFixedSize(1, 1)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() != QEvent.Type.UpdateRequest or self._painting:
            return False
        if not self._speck.isVisible():
            return False
        self._painting = True
        try:
            self._speck.repaint()
        finally:
            self._painting = False
        return True
