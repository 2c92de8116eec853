"""What the cards of both sides share: the chip that says how it is, the note, *Ngắt kết nối*."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from lazdesk.views import theme, wishes
from lazdesk.views.cards import Card, Note
from lazdesk.views.connection.disconnect import DisconnectDialog
from lazdesk.views.labels import translate
from lazdesk.views.wishes import Wishes


class SideCard(Card):
    """One side of the connection; a subclass says in ``connection`` what it stands for."""

    def __init__(self, name: str, wish: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._name = name
        self._wishes = wish
        self.note = Note()
        self.disconnect_button = QPushButton(translate("SideCard", "Ngắt kết nối"))
        theme.set_role(self.disconnect_button, "danger")
        self.disconnect_button.clicked.connect(self._ask_to_disconnect)

    def connection(self) -> tuple[str, wishes.Disconnect] | None:
        """The shop's name and the wish that ends its connection; None while there is no shop."""
        raise TypeError(f"{type(self).__name__} has no connection")

    def say_state(self, *, known: bool, connected: bool) -> None:
        """The chip: connected, no more, or never yet."""
        if connected:
            self.set_chip(translate("SideCard", "✓ Đã kết nối"), "ok")
        elif known:
            self.set_chip(translate("SideCard", "Đã ngắt kết nối"), "warn")
        else:
            self.set_chip(translate("SideCard", "Chưa kết nối"), "warn")

    @Slot()
    def _ask_to_disconnect(self) -> None:
        found = self.connection()
        if found is None:
            return
        shop, wish = found
        dialog = DisconnectDialog(wish.platform, f"{self._name} · {shop}", self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.note.say("")
            self._wishes.disconnect_side.emit(wish)
