"""Whether LazDesk starts with the computer: one entry, where each system looks for it.

The entry itself is the setting; whoever removes it elsewhere has switched it off here too.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path, PureWindowsPath
from typing import Any

NAME = "LazDesk"
LABEL = "vn.lazdesk.LazDesk"
IN_BACKGROUND = "--background"
WINDOWS_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


def command() -> list[str]:
    """What starts this very program, its window left in the tray."""
    program = sys.executable
    if sys.platform == "win32":  # lazdeskw, pythonw: no console opens at every login
        path = PureWindowsPath(program)
        program = str(path.with_stem(f"{path.stem.removesuffix('w')}w"))
    if getattr(sys, "frozen", False):
        return [program, IN_BACKGROUND]
    return [program, "-m", "lazdesk", IN_BACKGROUND]


def is_on() -> bool:
    if sys.platform == "win32":
        return _windows_value() is not None
    return _entry().exists()


def set_on(on: bool) -> None:
    """Writes or removes the entry. Raises OSError."""
    if sys.platform == "win32":
        _set_windows_value(on)
    elif on:
        _entry().parent.mkdir(parents=True, exist_ok=True)
        _entry().write_bytes(_agent() if sys.platform == "darwin" else _desktop_entry())
    else:
        _entry().unlink(missing_ok=True)


def _entry() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    settings = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(settings) / "autostart" / "lazdesk.desktop"


def _agent() -> bytes:
    """macOS: an agent that runs at login."""
    import plistlib  # with its parser of XML: not before the first paint

    return plistlib.dumps({"Label": LABEL, "ProgramArguments": command(), "RunAtLoad": True})


def _desktop_entry() -> bytes:
    """Freedesktop's autostart."""
    line = " ".join(map(_word, command()))
    return f"[Desktop Entry]\nType=Application\nName={NAME}\nExec={line}\n".encode()


def _word(text: str) -> str:
    """One argument as Exec wants it: in double quotes (it knows no others), what is special to a
    shell escaped, and the escapes once more, since the value is a string itself."""
    escaped = re.sub(r'(["`$\\])', r"\\\1", text).replace("\\", "\\\\").replace("%", "%%")
    return f'"{escaped}"' if re.search(r"[^\w@%+=:,./-]", text) else escaped


def _registry() -> Any:
    return import_module("winreg")  # which only Windows has


def _windows_value() -> str | None:
    winreg = _registry()
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, WINDOWS_KEY) as key:
            return str(winreg.QueryValueEx(key, NAME)[0])
    except FileNotFoundError:
        return None


def _set_windows_value(on: bool) -> None:
    winreg = _registry()
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, WINDOWS_KEY) as key:
        if on:
            line = subprocess.list2cmdline(command())
            winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, line)
        elif _windows_value() is not None:
            winreg.DeleteValue(key, NAME)
