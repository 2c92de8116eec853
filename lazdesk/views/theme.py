"""Light and dark by explicit palettes, one style sheet, and the bundled font.

Fusion with our own palette looks the same on the three systems, whatever their themes do. Widgets
say what they are by the property ``role`` (and ``level`` for a strip or chip); colours are here.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

FAMILY = "Be Vietnam Pro"
# What covers Vietnamese on the three systems, should the bundled font be missing.
FALLBACKS = ["Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"]
POINT_SIZE = 10
OUTLINED = ("QCheckBox", "QRadioButton")


@dataclass(frozen=True)
class Colors:
    """One theme's colours; text on its ground keeps a contrast of at least 4.5."""

    window: str
    base: str
    alternate: str
    text: str
    muted: str
    border: str
    outline: str
    accent: str
    accent_hover: str
    on_accent: str
    selected: str
    ok: str
    warn: str
    bad: str
    ok_ground: str
    warn_ground: str
    bad_ground: str
    info_ground: str


LIGHT = Colors(
    window="#f4f5f8",
    base="#ffffff",
    alternate="#f8f9fb",
    text="#1b2033",
    muted="#596078",
    border="#d5d9e3",
    outline="#b9bfcc",
    accent="#2545c9",
    accent_hover="#1c36a3",
    on_accent="#ffffff",
    selected="#dbe3ff",
    ok="#12703d",
    warn="#8a5200",
    bad="#b3261e",
    ok_ground="#e0f4e8",
    warn_ground="#fdf0d8",
    bad_ground="#fde6e4",
    info_ground="#e4eaff",
)
DARK = Colors(
    window="#171a23",
    base="#1f2330",
    alternate="#242938",
    text="#e8eaf2",
    muted="#a3abc2",
    border="#3a4156",
    outline="#b4bcd6",
    accent="#8ea6ff",
    accent_hover="#a9bcff",
    on_accent="#10142b",
    selected="#2f3b6e",
    ok="#6fd69c",
    warn="#f2bd66",
    bad="#ff9d94",
    ok_ground="#1c3a2a",
    warn_ground="#43341a",
    bad_ground="#4a2523",
    info_ground="#29335c",
)

_current = LIGHT


def colors() -> Colors:
    """The colours in use."""
    return _current


def resources() -> Path:
    """The folder of fonts, icons and translations, also inside the frozen program."""
    root = getattr(sys, "_MEIPASS", None)
    return (Path(root) if root else Path(__file__).parents[2]) / "resources"


def load_fonts() -> None:
    """Makes the bundled font known; without it the system's own fonts serve."""
    for file in sorted(resources().glob("fonts/*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def font() -> QFont:
    chosen = QFont()
    chosen.setFamilies([FAMILY, *FALLBACKS])
    chosen.setPointSize(POINT_SIZE)
    return chosen


def apply(app: QApplication, *, dark: bool | None = None) -> None:
    """Dresses the program; ``dark`` None follows the system."""
    global _current  # there is one application, and it has one theme
    if dark is None:
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _current = DARK if dark else LIGHT
    app.setStyle("Fusion")
    app.setFont(font())
    palette = _palette(_current)
    app.setPalette(palette)
    # Fusion outlines these by a shade of the window's colour, which on a dark card nobody sees.
    palette.setColor(QPalette.ColorRole.Window, QColor(_current.outline))
    for kind in OUTLINED:
        # The stubs want bytes, which the call itself refuses.
        app.setPalette(palette, kind)  # type: ignore[arg-type]
    app.setStyleSheet(_sheet(_current))


def set_role(widget: QWidget, role: str, level: str = "") -> None:
    """Names what ``widget`` is, so that the style sheet dresses it (also when it changes)."""
    widget.setProperty("role", role)
    widget.setProperty("level", level)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()  # a label reckons its padding only when asked anew


def _palette(c: Colors) -> QPalette:
    palette = QPalette()
    for role, color in {
        QPalette.ColorRole.Window: c.window,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.Base: c.base,
        QPalette.ColorRole.AlternateBase: c.alternate,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.PlaceholderText: c.muted,
        QPalette.ColorRole.Button: c.base,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.BrightText: c.bad,
        QPalette.ColorRole.Highlight: c.selected,
        QPalette.ColorRole.HighlightedText: c.text,
        QPalette.ColorRole.ToolTipBase: c.base,
        QPalette.ColorRole.ToolTipText: c.text,
        QPalette.ColorRole.Link: c.accent,
        QPalette.ColorRole.LinkVisited: c.accent,
        QPalette.ColorRole.Accent: c.accent,
        QPalette.ColorRole.Light: c.base,
        QPalette.ColorRole.Midlight: c.alternate,
        QPalette.ColorRole.Mid: c.border,
        QPalette.ColorRole.Dark: c.border,
        QPalette.ColorRole.Shadow: c.border,
    }.items():
        palette.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.muted))
    return palette


def _sheet(c: Colors) -> str:
    down, up = (
        (resources() / f"{way}-{'dark' if c is DARK else 'light'}.svg").as_posix()
        for way in ("down", "up")
    )
    return f"""
    QToolTip {{ background: {c.base}; color: {c.text}; border: 1px solid {c.border};
        padding: 4px; }}
    QPushButton, QToolButton {{ background: {c.base}; color: {c.text};
        border: 1px solid {c.border}; border-radius: 6px; padding: 6px 12px; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {c.accent}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; padding: 5px 11px; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; background: {c.window}; }}
    QPushButton[role="primary"] {{ background: {c.accent}; color: {c.on_accent};
        border-color: {c.accent}; font-weight: 600; }}
    QPushButton[role="primary"]:hover {{ background: {c.accent_hover}; }}
    QPushButton[role="primary"]:focus {{ border-color: {c.text}; }}
    QPushButton[role="primary"]:disabled {{ background: {c.border}; color: {c.muted};
        border-color: {c.border}; }}
    QPushButton[role="danger"] {{ color: {c.bad}; border-color: {c.bad}; }}
    QPushButton[role="danger"]:disabled {{ color: {c.muted}; border-color: {c.border}; }}
    QLineEdit, QPlainTextEdit {{ background: {c.base};
        color: {c.text}; placeholder-text-color: {c.muted};
        border: 1px solid {c.border}; border-radius: 6px; padding: 5px 8px; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {c.accent}; padding: 4px 7px; }}
    QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {c.muted}; background: {c.window}; }}
    QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: 0; padding: 0;
        background: transparent; }}
    QComboBox, QAbstractSpinBox {{ background: {c.base}; color: {c.text};
        border: 1px solid {c.border}; border-radius: 6px; padding: 5px 8px; }}
    QComboBox:hover, QAbstractSpinBox:hover {{ border-color: {c.accent}; }}
    QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {c.accent};
        padding: 4px 7px; }}
    QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {c.muted}; background: {c.window}; }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: 24px;
        subcontrol-origin: border; subcontrol-position: center right; }}
    QComboBox::down-arrow, QDateEdit::down-arrow, QSpinBox::down-arrow, QTimeEdit::down-arrow {{
        image: url("{down}"); width: 12px; height: 12px; }}
    QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{
        border: 0; width: 24px; subcontrol-origin: border; }}
    QSpinBox::up-button, QTimeEdit::up-button {{ subcontrol-position: top right;
        padding-top: 3px; }}
    QSpinBox::down-button, QTimeEdit::down-button {{ subcontrol-position: bottom right;
        padding-bottom: 3px; }}
    QSpinBox::up-arrow, QTimeEdit::up-arrow {{ image: url("{up}"); width: 12px; height: 12px; }}
    QMessageBox QLabel#qt_msgbox_informativelabel {{ min-width: 300px; }}
    QComboBox QAbstractItemView {{ background: {c.base}; border: 1px solid {c.border}; }}
    QMenu {{ background: {c.base}; color: {c.text}; border: 1px solid {c.border}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.selected}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QTabWidget::pane {{ border: 0; border-top: 1px solid {c.border}; }}
    QTabBar::tab {{ background: transparent; color: {c.muted}; padding: 8px 16px;
        border: 0; border-bottom: 3px solid transparent; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.accent}; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTabBar:focus {{ outline: 0; }}
    QTabBar::tab:focus {{ color: {c.accent}; }}
    QTableView, QTreeView, QListView {{ background: {c.base}; color: {c.text};
        alternate-background-color: {c.alternate}; border: 1px solid {c.border};
        gridline-color: {c.border}; selection-background-color: {c.selected};
        selection-color: {c.text}; outline: 0; }}
    QTableView:focus, QTreeView:focus, QListView:focus {{ border-color: {c.accent}; }}
    QTableWidget::item {{ padding: 0 6px; }}
    QHeaderView::section {{ background: {c.window}; color: {c.muted}; border: 0;
        border-bottom: 1px solid {c.border}; padding: 6px 8px; font-weight: 600; }}
    QProgressBar {{ background: {c.alternate}; color: {c.text}; border: 1px solid {c.border};
        border-radius: 6px; text-align: center; }}
    QProgressBar::chunk {{ background: {c.selected}; border-radius: 5px; }}
    QScrollArea, QScrollArea > QWidget > QWidget[role="page"] {{ background: {c.window};
        border: 0; }}
    QFrame[role="card"] {{ background: {c.base}; border: 1px solid {c.border};
        border-radius: 10px; }}
    QFrame[role="bar"] {{ background: {c.base}; border: 0;
        border-bottom: 1px solid {c.border}; }}
    QFrame[role="strip"] {{ background: {c.info_ground}; border: 0; }}
    QFrame[role="strip"][level="warn"] {{ background: {c.warn_ground}; }}
    QFrame[role="strip"][level="bad"] {{ background: {c.bad_ground}; }}
    QLabel[role="heading"] {{ font-size: 14pt; font-weight: 600; }}
    QLabel[role="title"] {{ font-size: 11pt; font-weight: 600; }}
    QLabel[role="muted"] {{ color: {c.muted}; }}
    QLabel[role="figure"] {{ font-size: 20pt; font-weight: 600; }}
    QLabel[role="note"] {{ border-radius: 6px; padding: 6px 10px; color: {c.text};
        background: {c.info_ground}; }}
    QLabel[role="note"][level="ok"] {{ background: {c.ok_ground}; color: {c.ok}; }}
    QLabel[role="note"][level="warn"] {{ background: {c.warn_ground}; color: {c.warn}; }}
    QLabel[role="note"][level="bad"] {{ background: {c.bad_ground}; color: {c.bad}; }}
    QLabel[role="dot"] {{ color: {c.muted}; }}
    QLabel[role="dot"][level="ok"] {{ color: {c.ok}; }}
    QLabel[role="dot"][level="warn"] {{ color: {c.warn}; }}
    QLabel[role="dot"][level="bad"] {{ color: {c.bad}; }}
    QLabel[role="chip"] {{ border-radius: 8px; padding: 2px 8px; color: {c.text};
        background: {c.info_ground}; }}
    QLabel[role="chip"][level="ok"] {{ background: {c.ok_ground}; color: {c.ok}; }}
    QLabel[role="chip"][level="warn"] {{ background: {c.warn_ground}; color: {c.warn}; }}
    QLabel[role="chip"][level="bad"] {{ background: {c.bad_ground}; color: {c.bad}; }}
    """
