"""The strips under the bar: only there when something is wrong, each with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lazdesk.views import theme

_ICONS = {"bad": "✖", "warn": "⚠", "info": "ℹ"}


@dataclass(frozen=True)
class Strip:
    """``name`` tells which; ``level`` bad, warn or info; ``button`` empty: nothing to press."""

    name: str
    level: str
    text: str
    button: str = ""
    closable: bool = False


class Strips(QWidget):
    """The strips that apply, worst first; ``pressed`` and ``closed`` carry a strip's name."""

    pressed = Signal(str)
    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._shown: tuple[Strip, ...] = ()
        self._rows: list[_Row] = []
        self.hide()

    @property
    def shown(self) -> tuple[Strip, ...]:
        return self._shown

    def show_strips(self, strips: tuple[Strip, ...]) -> None:
        """Shows exactly these; nothing moves when they are as before."""
        order = ("bad", "warn", "info")
        wanted = tuple(sorted(strips, key=lambda strip: order.index(strip.level)))
        if wanted == self._shown:
            return
        self._shown = wanted
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [_Row(strip, self) for strip in wanted]
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(wanted))


class _Row(QFrame):
    def __init__(self, strip: Strip, strips: Strips) -> None:
        super().__init__(strips)
        self._strips = strips
        self._name = strip.name
        theme.set_role(self, "strip", strip.level)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(QLabel(_ICONS[strip.level]))
        text = QLabel(strip.text)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(text, 1)
        if strip.button:
            button = QPushButton(strip.button)
            theme.set_role(button, "primary")
            button.clicked.connect(self._press)
            row.addWidget(button)
        if strip.closable:
            close = QPushButton(self.tr("Đóng"))
            close.clicked.connect(self._close)
            row.addWidget(close)

    @Slot()
    def _press(self) -> None:
        self._strips.pressed.emit(self._name)

    @Slot()
    def _close(self) -> None:
        self._strips.closed.emit(self._name)
