"""*Chạy nền*: whether LazDesk goes on with its window closed, and starts with the computer."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon

from lazdesk import autostart, settings
from lazdesk.views.cards import Card, Note, muted
from lazdesk.views.remembered import remembered

IN_TRAY = "window/close_to_tray"


def closes_to_tray() -> bool:
    """What the merchant chose; not before he did."""
    with suppress(settings.SettingsError):
        return remembered().value(IN_TRAY, False, bool) is True
    return False


class BackgroundCard(Card):
    """Two choices of this computer's, taken at once."""

    def __init__(self) -> None:
        super().__init__(self.tr("Chạy nền"))
        self.tray = QCheckBox(self.tr("Đóng cửa sổ thì LazDesk vẫn chạy cạnh đồng hồ"))
        self.tray.setChecked(closes_to_tray())
        self.tray.setEnabled(QSystemTrayIcon.isSystemTrayAvailable())
        self.tray.toggled.connect(self._choose_tray)
        self.autostart = QCheckBox(self.tr("Tự mở LazDesk khi bật máy tính"))
        self.autostart.setChecked(autostart.is_on())
        self.autostart.toggled.connect(self._choose_autostart)
        self.note = Note()
        self.body.addWidget(self.tray)
        if not self.tray.isEnabled():
            self.body.addWidget(muted(self.tr("Máy này không có khay cạnh đồng hồ.")))
        self.body.addWidget(self.autostart)
        self.body.addWidget(
            muted(
                self.tr(
                    "LazDesk báo khi có đơn mới, yêu cầu hủy, quyền truy cập sắp hết hạn hoặc có "
                    "lỗi chặn đơn, chặn tồn kho."
                )
            )
        )
        self.body.addWidget(self.note)

    @Slot(bool)
    def _choose_tray(self, on: bool) -> None:
        with suppress(settings.SettingsError):
            remembered().setValue(IN_TRAY, on)

    @Slot(bool)
    def _choose_autostart(self, on: bool) -> None:
        try:
            autostart.set_on(on)
            self.note.say("")
        except OSError as error:
            self.note.say(self.tr("Không đổi được: {why}").format(why=error.strerror), "bad")
