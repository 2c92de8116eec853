"""The window among the machine's other programs: one per data folder, signals that end it, and
where Python may tidy up."""

from __future__ import annotations

import gc
import hashlib
import signal
import socket
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 500
COLLECT_EVERY_MS = 1_000
SHOW = b"show\n"


class GarbageCollector(QObject):
    """Collects cycles in the main thread only, between two events.

    Python collects in whichever thread happens to allocate: a worker would then destroy widgets
    that only the main thread may touch, or the main thread do so in the middle of one's event.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        gc.disable()
        self._timer.start(COLLECT_EVERY_MS)

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        """The oldest generation that is due, as Python itself would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return


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
