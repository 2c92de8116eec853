"""The window among the machine's other programs: one per data folder, signals that end it, and
how Python's threads share the interpreter."""

from __future__ import annotations

import ctypes
import gc
import hashlib
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 500
COLLECT_EVERY_MS = 100
# Seconds a computing thread keeps the interpreter when another one waits for it. Shorter turns cost
# more than they give: then most of the time goes into handing it on.
TURN = 0.001
# Seconds between two collections of everything.
FULL_EVERY, FULL_WHILE_BUSY = 10.0, 600.0
SHOW = b"show\n"
# glibc's own numbers (malloc.h), and what they are set to.
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
LARGE, ARENAS = 128 * 1024, 2


class Housekeeping(QObject):
    """Keeps the interpreter at the main thread's call while other threads compute.

    Python collects cycles in whichever thread happens to allocate: a worker would then destroy
    widgets that only the main thread may touch, or the main thread do so in the middle of one's
    event. So they are collected here only, between two events, young ones often: there are few. The
    old ones are many while the engine holds a catalogue; they wait until it rests.

    And a thread that computes keeps the interpreter for a turn before others get it back.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._turn = sys.getswitchinterval()
        self._busy = False
        self._full_at = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tidy_up)

    def start(self) -> None:
        keep_memory_small()
        gc.disable()
        sys.setswitchinterval(TURN)
        self._full_at = time.monotonic()
        self._timer.start(COLLECT_EVERY_MS)

    def stop(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        sys.setswitchinterval(self._turn)
        gc.enable()

    def settle(self) -> None:
        """What is there now stays as long as the program: it is not looked at again."""
        gc.freeze()

    def set_busy(self, busy: bool) -> None:
        """Whether the engine is within a cycle."""
        self._busy = busy

    @Slot()
    def tidy_up(self) -> None:
        """The oldest generation that is due, as Python itself would."""
        counts = gc.get_count()
        resting = FULL_WHILE_BUSY if self._busy else FULL_EVERY
        if counts[2] > self._thresholds[2] and time.monotonic() - self._full_at > resting:
            gc.collect(2)
            self._full_at = time.monotonic()
        elif counts[1] > self._thresholds[1]:
            gc.collect(1)
        elif counts[0] > self._thresholds[0]:
            gc.collect(0)


def do_without_screen() -> None:
    """Lets a window that nobody looks at open on a Linux machine that has no screen. To be called
    before there is a ``QApplication``."""
    if sys.platform == "linux" and not (os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def keep_memory_small() -> None:
    """On Linux, has C's memory given back: by default every thread has a heap of its own, and
    what a long list took stays in it. To be called before there are threads."""
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "mallopt"):
        library.mallopt(M_ARENA_MAX, ARENAS)
        library.mallopt(M_MMAP_THRESHOLD, LARGE)


class Loader(QObject):
    """Runs one slow thing in a thread; ``ended`` brings its result or exception, and ``told`` what
    it says meanwhile."""

    ended = Signal(object)
    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._thread: threading.Thread | None = None

    def start(self, work: Callable[[], Any]) -> None:
        self._thread = threading.Thread(target=self._run, args=(work,), name="loader", daemon=True)
        self._thread.start()

    def is_working(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _run(self, work: Callable[[], Any]) -> None:
        try:
            result = work()
        except Exception as error:
            result = error
        self.ended.emit(result)


def leave(status: int) -> None:
    """Ends the process though a thread is still in a call: Qt must not tidy up under it."""
    logging.shutdown()
    os._exit(status)


class SingleInstance(QObject):
    """The first window on a folder listens; a second one asks it to come forward and ends."""

    asked_to_show = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Names of local sockets are short on macOS, and a path need not be one on Windows.
        digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        self._name = f"lazdesk-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)

    def another_was_shown(self) -> bool:
        """True when a window runs on this folder; it comes forward. Else this is the one."""
        knock = QLocalSocket()
        knock.connectToServer(self._name)
        if knock.waitForConnected(PATIENCE_MS):
            knock.write(SHOW)
            knock.waitForBytesWritten(PATIENCE_MS)
            knock.disconnectFromServer()
            return True
        # A window that was killed leaves its socket file behind.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return False

    def close(self) -> None:
        self._server.close()

    @Slot()
    def _take(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            self.asked_to_show.emit()


class SignalWatch(QObject):
    """Ctrl+C and SIGTERM, told inside Qt's event loop: Python alone would hear them too late."""

    told = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._before_fd = signal.set_wakeup_fd(self._write.fileno())
        self._before = {
            number: signal.signal(number, lambda *_: None)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def close(self) -> None:
        """Gives the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._read.close()
        self._write.close()

    @Slot()
    def _hear(self) -> None:
        self._read.recv(64)
        self.told.emit()
