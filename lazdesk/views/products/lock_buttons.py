"""What the product list offers for locks: lock, unlock, take back the prices sent last (C13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QPushButton

from lazdesk.views import answers, wishes
from lazdesk.views.products.lock_dialog import LockDialog, UndoDialog
from lazdesk.views.wishes import Wishes

if TYPE_CHECKING:
    from lazdesk.views.lists.list_tab import ListTab

BOTH = ("price", "quantity")


class LockButtons(QObject):
    """The menu *Khóa giá/tồn*; the tab lays it out."""

    def __init__(self, wishes_: Wishes, tab: ListTab) -> None:
        super().__init__(tab)
        self._wishes = wishes_
        self._tab = tab
        self.button = QPushButton()
        self.lock = QAction(self)
        self.unlock = QAction(self)
        self.undo = QAction(self)
        menu = QMenu(self.button)
        for action, do in (
            (self.lock, self._on_lock),
            (self.unlock, self._on_unlock),
            (self.undo, self._on_undo),
        ):
            menu.addAction(action)
            action.triggered.connect(do)
        menu.aboutToShow.connect(self._look)
        self.button.setMenu(menu)

    def retranslate(self) -> None:
        self.button.setText(self.tr("Khóa giá/tồn"))
        self.lock.setText(self.tr("Khóa…"))
        self.unlock.setText(self.tr("Bỏ khóa"))
        self.undo.setText(self.tr("Hoàn tác giá vừa đẩy…"))

    def answered(self, answer: object) -> None:
        if isinstance(answer, answers.UndoPlanned) and answer.shop == self._tab.shop:
            dialog = UndoDialog(answer, self._tab)
            accepted = dialog.exec() == QDialog.DialogCode.Accepted
            dialog.deleteLater()
            if accepted:
                sku_ids = tuple(row.sku_id for row in answer.rows)
                self._wishes.undo_prices.emit(wishes.UndoPrices(answer.shop, sku_ids))

    def _chosen(self) -> tuple[str, ...]:
        """The ticked variants, or else the current one."""
        current = self._tab.table.current_id()
        return tuple(self._tab.list.ticks()) or ((current,) if current else ())

    @Slot()
    def _look(self) -> None:
        chosen = bool(self._chosen())
        self.lock.setEnabled(chosen)
        self.unlock.setEnabled(chosen)

    @Slot()
    def _on_lock(self) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        dialog = LockDialog(len(chosen), self._tab)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            why = dialog.why.text().strip()
            wish = wishes.Lock(self._tab.shop, chosen, dialog.kinds(), dialog.last_day(), why)
            self._wishes.lock.emit(wish)

    @Slot()
    def _on_unlock(self) -> None:
        if chosen := self._chosen():
            self._wishes.unlock.emit(wishes.Unlock(self._tab.shop, chosen, BOTH))

    @Slot()
    def _on_undo(self) -> None:
        """Of the ticked variants each one's last price; of none, what the last cycle sent."""
        if self._tab.shop:
            ticked = tuple(self._tab.list.ticks())
            self._wishes.plan_undo.emit(wishes.PlanUndo(self._tab.shop, ticked))
