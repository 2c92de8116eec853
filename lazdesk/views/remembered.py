"""What the window remembers about itself, in LazDesk's own folder: its place, columns, orders."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QSettings

from lazdesk import settings

_writer = ThreadPoolExecutor(1, thread_name_prefix="lazdesk-remember")


def remembered() -> QSettings:
    """Raises SettingsError when there is no folder to remember in."""
    return _file(_path())


def remember(values: Mapping[str, str]) -> None:
    """Notes them beside the main thread: Qt waits until they are on the disk, and one that is busy
    with the mirror may take half a second. Raises SettingsError."""
    _writer.submit(_write, _path(), dict(values))


def _write(path: str, values: Mapping[str, str]) -> None:
    file = _file(path)
    for key, value in values.items():
        file.setValue(key, value)
    file.sync()


def _path() -> str:
    return str(settings.data_dir() / "window.ini")


def _file(path: str) -> QSettings:
    return QSettings(path, QSettings.Format.IniFormat)
