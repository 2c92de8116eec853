"""The window as a program of its own: `python -m tests.views.window_program`.

All that differs from `python -m lazdesk` is that a line on standard input closes the window, as the
merchant's click on its ✕ does.
"""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QApplication

from lazdesk import cli


def main() -> int:
    threading.Thread(target=_close_when_told, daemon=True).start()
    return cli.main([])


def _close_when_told() -> None:
    sys.stdin.readline()
    program = QApplication.instance()
    assert program is not None
    QMetaObject.invokeMethod(program, "closeAllWindows", Qt.ConnectionType.QueuedConnection)


if __name__ == "__main__":
    sys.exit(main())
