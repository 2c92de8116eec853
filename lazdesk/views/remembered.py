"""What the window remembers about itself, in LazDesk's own folder: its place, columns, orders."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from lazdesk import settings


def remembered() -> QSettings:
    """Raises SettingsError when there is no folder to remember in."""
    return QSettings(str(settings.data_dir() / "window.ini"), QSettings.Format.IniFormat)
