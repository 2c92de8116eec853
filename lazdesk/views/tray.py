"""LazDesk beside the clock: it goes on with its window closed, and tells what is new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from lazdesk.views.wishes import Sync, Wishes

SHOWN_MS = 10_000


class Tray(QObject):
    """An icon with a menu; ``wanted``: the window is asked for, ``left``: the program is to end."""

    wanted = Signal()
    left = Signal()

    def __init__(self, icon: QIcon, wish: Wishes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wishes = wish
        self.icon = QSystemTrayIcon(icon, self)
        self.icon.setToolTip("LazDesk")
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self.wanted)
        self.menu = QMenu()
        self.icon.setContextMenu(self.menu)
        self.retranslate()
        self.icon.show()

    def retranslate(self) -> None:
        self.menu.clear()
        self.menu.addAction(self.tr("Mở LazDesk")).triggered.connect(self._open)
        self.menu.addAction(self.tr("Đồng bộ ngay")).triggered.connect(self._sync)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Thoát")).triggered.connect(self._leave)

    def tell(self, lines: Sequence[str]) -> None:
        """What is new, in one message."""
        if lines:
            kind = QSystemTrayIcon.MessageIcon.Information
            self.icon.showMessage("LazDesk", "\n".join(lines), kind, SHOWN_MS)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # A right click opens the menu by itself.
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.wanted.emit()

    @Slot()
    def _open(self) -> None:
        self.wanted.emit()

    @Slot()
    def _sync(self) -> None:
        self._wishes.sync.emit(Sync())

    @Slot()
    def _leave(self) -> None:
        self.left.emit()
