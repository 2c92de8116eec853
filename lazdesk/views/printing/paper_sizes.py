"""The papers labels are printed on, and where on them a page lies at its own size (E3).

Nothing is ever scaled: a barcode made smaller may not scan. Lengths are millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from lazdesk.views.labels import translate

# What may be cut from a page without loss: labels keep a margin of two millimetres.
MARGIN = 2.0


@dataclass(frozen=True)
class Preset:
    """A paper, and how many pages lie on a sheet of it: ``across`` × ``down`` cells."""

    key: str
    name: object  # a text to be translated
    width: float
    height: float
    across: int = 1
    down: int = 1

    @property
    def cells(self) -> int:
        return self.across * self.down

    def sheets(self, pages: int) -> int:
        return -(-pages // self.cells)


LABEL_PRESETS = (
    Preset("100x150", QT_TRANSLATE_NOOP("PaperSizes", "Giấy nhiệt 100×150 mm"), 100, 150),
    Preset("a6", QT_TRANSLATE_NOOP("PaperSizes", "A6 105×148 mm"), 105, 148),
    Preset("a5", QT_TRANSLATE_NOOP("PaperSizes", "A5 148×210 mm"), 148, 210),
    Preset("a4x4", QT_TRANSLATE_NOOP("PaperSizes", "A4, bốn vận đơn một tờ"), 210, 297, 2, 2),
)
SHEET_PRESETS = (Preset("a4", QT_TRANSLATE_NOOP("PaperSizes", "A4 210×297 mm"), 210, 297),)


def title(preset: Preset) -> str:
    return translate("PaperSizes", str(preset.name))


@dataclass(frozen=True)
class Place:
    """Where a page lies on its sheet: its corner, its size there, and its cell, beyond which it is
    cut. ``turned``: by a quarter to the right."""

    left: float
    top: float
    width: float
    height: float
    turned: bool
    cell: tuple[float, float, float, float]

    @property
    def cut(self) -> bool:
        """Whether the paper is so small that more than a margin is lost."""
        _, _, width, height = self.cell
        lost = max(self.width - width, self.height - height) / 2
        return lost > MARGIN


def place(preset: Preset, number: int, size: tuple[float, float]) -> Place:
    """Where the page ``number`` (from 0) of this size lies on its sheet: in the middle of its
    cell, in its own size, turned when it lies and the cell stands, or the other way round."""
    width, height = preset.width / preset.across, preset.height / preset.down
    column, row = number % preset.cells % preset.across, number % preset.cells // preset.across
    left, top = column * width, row * height
    turned = (size[0] - size[1]) * (width - height) < 0
    shown = (size[1], size[0]) if turned else size
    return Place(
        left + (width - shown[0]) / 2,
        top + (height - shown[1]) / 2,
        *shown,
        turned,
        (left, top, width, height),
    )
