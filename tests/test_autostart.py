"""Starting with the computer: one entry, where each system looks for it."""

from __future__ import annotations

import configparser
import plistlib
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from lazdesk import autostart


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def switched(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    """Off, on, on again, off, off again: as the merchant may click."""
    monkeypatch.setattr(sys, "platform", system)
    assert not autostart.is_on()
    for on in (True, True, False, False, True):
        autostart.set_on(on)
        assert autostart.is_on() == on


def test_on_linux(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    switched(monkeypatch, "linux")
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(home / "config" / "autostart" / "lazdesk.desktop")
    started = shlex.split(entry["Desktop Entry"]["Exec"])
    assert started == [sys.executable, "-m", "lazdesk", "--background"]


@pytest.mark.parametrize("folder", ["Lan's shop", 'a "quoted" one', "100 % $HOME", "back\\slash"])
def test_on_linux_whatever_the_folder_is_called(
    home: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """As the desktop entry specification reads Exec: double quotes only."""
    program = f"/home/lan/{folder}/lazdesk"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", program)
    switched(monkeypatch, "linux")
    text = (home / "config" / "autostart" / "lazdesk.desktop").read_text(encoding="utf-8")
    (line,) = re.findall("^Exec=(.*)$", text, re.MULTILINE)
    (quoted,) = re.findall(r'^"(.*)" --background$', line.replace("\\\\", "\\"))
    assert re.sub(r'\\(["`$\\])', r"\1", quoted).replace("%%", "%") == program
    assert re.search(r'(?<!\\)["`$]', quoted) is None


def test_on_macos(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    switched(monkeypatch, "darwin")
    content = (home / "Library" / "LaunchAgents" / "vn.lazdesk.LazDesk.plist").read_bytes()
    agent = plistlib.loads(content)
    assert agent["RunAtLoad"] is True
    assert agent["ProgramArguments"][-1] == "--background"


@pytest.mark.parametrize("program", ["lazdesk.exe", "lazdeskw.exe"])
def test_on_windows(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Whichever program was opened: the one without a console starts with the computer."""
    values: dict[str, str] = {}

    @contextmanager
    def opened(root: str, path: str) -> Iterator[str]:
        assert (root, path) == ("user", autostart.WINDOWS_KEY)
        yield path

    def value(_key: str, name: str) -> tuple[str, int]:
        if name not in values:
            raise FileNotFoundError
        return values[name], 1

    registry = SimpleNamespace(
        HKEY_CURRENT_USER="user",
        REG_SZ=1,
        OpenKey=opened,
        CreateKey=opened,
        QueryValueEx=value,
        SetValueEx=lambda _key, name, _zero, _kind, text: values.__setitem__(name, text),
        DeleteValue=lambda _key, name: values.__delitem__(name),
    )
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", rf"C:\Program Files\LazDesk\{program}")
    switched(monkeypatch, "win32")
    assert values == {"LazDesk": r'"C:\Program Files\LazDesk\lazdeskw.exe" --background'}
