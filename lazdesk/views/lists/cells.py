"""A column of a list, and what a cell of it answers to Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont

from lazdesk.views import theme

# What a cell has an answer to: as numbers, since Qt asks for a thousand of them for one picture.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
TICK = int(Qt.ItemDataRole.CheckStateRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
COLOR = int(Qt.ItemDataRole.ForegroundRole)
FONT = int(Qt.ItemDataRole.FontRole)
OF_ROWS = frozenset({DISPLAY, TOOL_TIP, COLOR, FONT})
ANSWERED = OF_ROWS | {TICK, ALIGNMENT}

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column:
    """One column: its title, and what it shows of a row.

    ``sort`` is the listing's name for its order, empty when it has none. ``level`` is "", ok, warn,
    bad or muted. ``key`` is what its width is remembered by. ``cut`` says how a text that is too
    long for the column is cut: "" for one that must not be at the default widths, "end", or
    "middle" where its end says most (a tickable list's first column alone). The whole text is its
    tooltip.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    width: int
    sort: str = ""
    number: bool = False
    level: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None
    cut: str = ""

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        return RIGHT if self.number else LEFT

    def answer(self, row: Any, role: int) -> Any:
        """What the cell of ``row`` answers to one of ``OF_ROWS``."""
        if role == DISPLAY:
            return self.text(row)
        if role == TOOL_TIP:
            return self.tip(row) if self.tip else self.text(row)
        level = self.level(row) if self.level else ""
        if role == COLOR:
            return _brush(getattr(theme.colors(), level)) if level else None
        return _bold() if level in ("warn", "bad") else None


@cache
def _brush(color: str) -> QBrush:
    return QBrush(QColor(color))


@cache
def _bold() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
