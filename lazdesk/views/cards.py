"""Pieces of the pages: a card with a heading, a note, a line of facts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lazdesk.views import theme


class Card(QFrame):
    """A framed part of a page: heading, chip on the right, and whatever is put into ``body``."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "card")
        self.heading = QLabel(heading)
        theme.set_role(self.heading, "title")
        self.chip = QLabel()
        theme.set_role(self.chip, "chip")
        self.chip.hide()
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.chip)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 14, 18, 16)
        self.body.setSpacing(10)
        self.body.addLayout(top)

    def set_chip(self, text: str, level: str) -> None:
        self.chip.setText(text)
        self.chip.setVisible(bool(text))
        theme.set_role(self.chip, "chip", level)


class Note(QLabel):
    """A sentence on a coloured ground; hidden while it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "note")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def say(self, text: str, level: str = "") -> None:
        """``level``: ok, warn, bad, or empty for a plain one."""
        self.setText(text)
        theme.set_role(self, "note", level)
        self.setVisible(bool(text))


class Facts(QWidget):
    """Names on the left, what is so on the right; what is so can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(18)
        self._values: dict[str, QLabel] = {}

    def add(self, key: str, name: str) -> None:
        label, value = muted(name), QLabel()
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(name)
        self._values[key] = value
        self._form.addRow(label, value)

    def set(self, key: str, text: str) -> None:
        self._values[key].setText(text)

    def text(self, key: str) -> str:
        return self._values[key].text()


def muted(text: str) -> QLabel:
    """An explanation in the quieter colour."""
    label = QLabel(text)
    label.setWordWrap(True)
    theme.set_role(label, "muted")
    return label


def bulleted(text: str) -> QHBoxLayout:
    """A line of a list; what wraps stands under its own text."""
    row = QHBoxLayout()
    dot = QLabel("•")
    theme.set_role(dot, "muted")
    row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(muted(text), 1)
    return row


def page(content: QWidget, parent: QWidget) -> QScrollArea:
    """``content`` in a page that scrolls when the window is too low for it."""
    theme.set_role(content, "page")
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    return area
