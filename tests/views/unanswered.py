"""A dialog that nobody answers fails its test, with its words.

While Qt waits in a dialog no Python runs that pytest-timeout could stop: the worker would hang.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

PATIENCE_SECONDS = 60.0
LOOK_EVERY_MS = 500


@dataclass
class Unanswered:
    """What was closed, in its words. After the first, whatever opens is closed at once."""

    closed: list[str] = field(default_factory=list)
    _open: QWidget | None = None
    _since: float = 0.0

    def look(self) -> None:
        found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if found is not self._open:
            self._open, self._since = found, time.monotonic()
        patience = 0.0 if self.closed else PATIENCE_SECONDS
        if found is not None and time.monotonic() - self._since >= patience:
            self.closed.append(_words(found))
            if isinstance(found, QDialog):
                QDialog.done(found, QDialog.DialogCode.Rejected)
            else:
                found.close()


class _Watch(QObject):
    """Looks again and again, in whatever loop Qt is in."""

    def __init__(self, unanswered: Unanswered) -> None:
        super().__init__()
        self._unanswered = unanswered
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_EVERY_MS)

    def stop(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        self._unanswered.look()


def _words(widget: QWidget) -> str:
    texts = [part.text() for part in widget.findChildren(QLabel) if part.isVisible()]
    buttons = [f"[{button.text()}]" for button in widget.findChildren(QAbstractButton)]
    entries = [f"[{entry.text()}]" for entry in widget.actions()]
    said = " ".join([*filter(None, texts), *buttons, *entries])
    return f"{type(widget).__name__} {widget.windowTitle()!r}: {said}"


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, object, object]:
    """Around each test of a folder whose conftest has it."""
    unanswered = Unanswered()
    watch = _Watch(unanswered)
    try:
        result = yield
    except BaseException as failure:
        for words in unanswered.closed:
            failure.add_note(f"nobody answered {words}")
        raise
    finally:
        watch.stop()
    if unanswered.closed:
        pytest.fail("nobody answered " + "; ".join(unanswered.closed))
    return result
