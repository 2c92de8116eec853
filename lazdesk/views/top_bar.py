"""The bar over the tabs: which shop, how it goes, *Đồng bộ ngay* and *Dừng ghi*."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from lazdesk.sync.events import Progress
from lazdesk.views import labels, theme, wishes
from lazdesk.views.labels import translate
from lazdesk.views.wishes import Wishes


class TopBar(QFrame):
    """Shows and wishes; what it shows is told by the main window."""

    def __init__(self, wish: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wish
        self._writes = True
        theme.set_role(self, "bar")
        self._name = QLabel("LazDesk")
        theme.set_role(self._name, "title")
        self._shops = QComboBox()
        self._shops.setAccessibleName(self.tr("Gian hàng đang xem"))
        self._shops.hide()
        self._shops.activated.connect(self._pick)
        self._practice = QLabel(self.tr("Gian hàng tập dượt"))
        theme.set_role(self._practice, "chip", "warn")
        self._practice.hide()
        self.light = QLabel("●")
        self.light.setAccessibleName(self.tr("Đèn trạng thái"))
        self._state = QLabel()
        self._progress = QProgressBar()
        self._progress.setFixedWidth(270)
        self._progress.setAccessibleName(self.tr("Tiến độ đồng bộ"))
        self.cancel = QPushButton(self.tr("Dừng đồng bộ"))
        self.cancel.clicked.connect(self._cancel_sync)
        self.sync = QPushButton(self.tr("Đồng bộ ngay"))
        self.sync.setShortcut(QKeySequence("F5"))
        self.sync.setToolTip(self.tr("Chạy một lượt đồng bộ ngay bây giờ (F5)"))
        theme.set_role(self.sync, "primary")
        self.sync.clicked.connect(self._sync_now)
        self.stop = QPushButton()
        self.stop.clicked.connect(self._toggle_writes)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        left: tuple[QWidget, ...] = (
            self._name,
            self._shops,
            self._practice,
            self.light,
            self._state,
        )
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        pressed: tuple[QWidget, ...] = (self._progress, self.cancel, self.sync, self.stop)
        for widget in pressed:
            row.addWidget(widget)
        self.set_syncing(False)
        self.set_writes(True)
        self.set_state("idle", self.tr("Đang mở dữ liệu…"))
        self.set_ready(False)

    def set_ready(self, ready: bool) -> None:
        """Without a connected shop there is nothing to synchronise or to stop."""
        self.sync.setEnabled(ready)
        self.stop.setEnabled(ready)

    def set_shops(self, shops: Sequence[tuple[str, str]], shop: str) -> None:
        """``shops`` are (seller id, name); ``shop`` is the one shown."""
        names = dict(shops)
        self._name.setText(names.get(shop, "LazDesk"))
        self._name.setVisible(len(shops) < 2)
        self._shops.setVisible(len(shops) > 1)
        self._shops.clear()
        for seller_id, name in shops:
            self._shops.addItem(f"{name} ({seller_id})", seller_id)
        self._shops.setCurrentIndex(max(0, self._shops.findData(shop)))

    def set_practice(self, on: bool) -> None:
        self._practice.setVisible(on)

    def set_state(self, level: str, text: str) -> None:
        """``level``: ok, warn, bad or idle; the words say it too."""
        theme.set_role(self.light, "dot", level)
        self._state.setText(text)

    def state(self) -> str:
        return self._state.text()

    def set_syncing(self, on: bool) -> None:
        self._progress.setVisible(on)
        self.cancel.setVisible(on)
        self.cancel.setEnabled(on)
        self.sync.setVisible(not on)
        if on:
            self._progress.setRange(0, 0)
            self._progress.setFormat("")

    def set_progress(self, event: Progress) -> None:
        words = step_words(event.step)
        if event.total:
            self._progress.setRange(0, event.total)
            self._progress.setValue(min(event.done, event.total))
            self._progress.setFormat(
                f"{words} · {labels.number(event.done)}/{labels.number(event.total)}"
            )
        else:
            # Qt shows no text on a bar without an end: an empty one with words says more.
            self._progress.setRange(0, 1)
            self._progress.setValue(0)
            count = f" · {labels.number(event.done)}" if event.done else ""
            self._progress.setFormat(f"{words}{count}")

    def set_writes(self, on: bool) -> None:
        self._writes = on
        self.stop.setText(self.tr("Dừng ghi") if on else self.tr("Cho ghi lại"))
        self.stop.setShortcut(QKeySequence("Shift+F9"))
        self.stop.setToolTip(
            self.tr("Ngừng ngay mọi thay đổi lên Lazada và Haravan; việc đọc vẫn chạy (Shift+F9)")
            if on
            else self.tr("Cho phép LazDesk thay đổi Lazada và Haravan trở lại (Shift+F9)")
        )
        theme.set_role(self.stop, "danger" if on else "primary")

    @Slot()
    def _sync_now(self) -> None:
        self._wishes.sync.emit(wishes.Sync())

    @Slot()
    def _cancel_sync(self) -> None:
        self.cancel.setEnabled(False)
        self._progress.setFormat(self.tr("Đang dừng…"))
        self._wishes.cancel_sync.emit(wishes.CancelSync())

    @Slot()
    def _toggle_writes(self) -> None:
        self._wishes.set_writes.emit(wishes.SetWrites(not self._writes))

    @Slot(int)
    def _pick(self, index: int) -> None:
        self._wishes.pick_shop.emit(wishes.PickShop(self._shops.itemData(index)))


def step_words(step: str) -> str:
    """A step of the cycle in the merchant's words."""
    words = {
        "clock": translate("TopBar", "Hỏi giờ Lazada"),
        "goods": translate("TopBar", "Đọc sản phẩm"),
        "haravan_products": translate("TopBar", "Đọc sản phẩm Haravan"),
        "lazada_products": translate("TopBar", "Đọc sản phẩm Lazada"),
        "link": translate("TopBar", "Liên kết sản phẩm"),
        "stock": translate("TopBar", "Đọc tồn kho"),
        "orders": translate("TopBar", "Đọc đơn hàng"),
        "lazada_orders": translate("TopBar", "Đọc đơn Lazada"),
        "haravan_orders": translate("TopBar", "Đọc đơn Haravan"),
        "push": translate("TopBar", "Cập nhật Lazada"),
        "push_quantity": translate("TopBar", "Gửi số lượng"),
        "push_price": translate("TopBar", "Gửi giá"),
        "import": translate("TopBar", "Nhập đơn vào Haravan"),
        "confirm": translate("TopBar", "Xác nhận đơn Haravan"),
        "clicks": translate("TopBar", "Thao tác đang chờ"),
        "take_again": translate("TopBar", "Lấy lại đơn"),
        "look": translate("TopBar", "Chờ Lazada xác nhận"),
        "statuses": translate("TopBar", "Cập nhật trạng thái"),
        "follow": translate("TopBar", "Cập nhật trạng thái"),
        "read_back": translate("TopBar", "Đọc lại từ Lazada"),
        "waiting": translate("TopBar", "Chờ Haravan"),
    }
    return words.get(step, translate("TopBar", "Đang đồng bộ"))


def running(last: datetime | None, following: datetime | None) -> str:
    """``Đang chạy · đồng bộ lúc 14:03 · lần tới 14:04``."""
    parts = [translate("TopBar", "Đang chạy")]
    if last is not None:
        parts.append(translate("TopBar", "đồng bộ lúc {time}").format(time=labels.clock(last)))
    if following is not None:
        parts.append(translate("TopBar", "lần tới {time}").format(time=labels.clock(following)))
    return " · ".join(parts)


def cut_off(following: datetime | None) -> str:
    """``Không liên lạc được · tự thử lại lúc 14:04``."""
    parts = [translate("TopBar", "Không liên lạc được")]
    if following is not None:
        again = translate("TopBar", "tự thử lại lúc {time}")
        parts.append(again.format(time=labels.clock(following)))
    return " · ".join(parts)
