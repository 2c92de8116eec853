"""What the product list offers for links: the dialog, files, unlinking what is ticked (B1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from lazdesk.views import answers, confirm, labels, wishes
from lazdesk.views.products.link_dialog import LinkDialog
from lazdesk.views.products.link_import import ImportDialog
from lazdesk.views.wishes import Wishes

if TYPE_CHECKING:
    from lazdesk.views.lists.list_tab import ListTab

FILES = "Excel (*.xlsx);;CSV (*.csv)"


class LinkButtons(QObject):
    """The menu *Liên kết* and the two buttons for ticked rows; the tab lays them out."""

    def __init__(self, wishes_: Wishes, tab: ListTab) -> None:
        super().__init__(tab)
        self._wishes = wishes_
        self._tab = tab
        self._dialog: LinkDialog | None = None
        self.button = QPushButton()
        self.open = QAction(self)
        self.export = QAction(self)
        self.import_ = QAction(self)
        menu = QMenu(self.button)
        for action, do in (
            (self.open, self._on_open),
            (self.export, self._on_export),
            (self.import_, self._on_import),
        ):
            menu.addAction(action)
            action.triggered.connect(do)
        self.button.setMenu(menu)
        self.unlink = QPushButton()
        self.by_code = QPushButton()
        self.unlink.clicked.connect(self._on_unlink)
        self.by_code.clicked.connect(self._on_by_code)

    def retranslate(self) -> None:
        self.button.setText(self.tr("Liên kết"))
        self.open.setText(self.tr("Gợi ý và liên kết bằng tay…"))
        self.export.setText(self.tr("Xuất liên kết ra Excel/CSV…"))
        self.import_.setText(self.tr("Nhập liên kết từ Excel/CSV…"))
        self.unlink.setText(self.tr("Bỏ liên kết"))
        self.by_code.setText(self.tr("Liên kết theo mã"))
        self.by_code.setToolTip(
            self.tr("Quên các liên kết bằng tay và các lần bỏ liên kết của biến thể đã chọn.")
        )

    def refresh(self) -> None:
        """Something changed: an open dialog shows it."""
        if self._dialog is not None:
            self._dialog.refresh()

    def answered(self, answer: object) -> None:
        if self._dialog is not None:
            self._dialog.answered(answer)
        if isinstance(answer, answers.LinksRead) and answer.shop == self._tab.shop:
            dialog = ImportDialog(answer, self._tab)
            dialog.accepted.connect(self._on_agreed)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot()
    def _on_open(self) -> None:
        if self._tab.database is None or not self._tab.shop:
            return
        self._dialog = LinkDialog(self._wishes, self._tab.database, self._tab.scope, self._tab)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()
        self._dialog.suggest()

    @Slot()
    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot()
    def _on_export(self) -> None:
        path, kind = QFileDialog.getSaveFileName(
            self._tab, self.tr("Xuất liên kết"), self.tr("lien-ket.xlsx"), FILES
        )
        if path and self._tab.shop:
            if not path.lower().endswith((".xlsx", ".csv")):
                path += ".csv" if "csv" in kind else ".xlsx"
            self._wishes.export_links.emit(wishes.ExportLinks(self._tab.shop, path))

    @Slot()
    def _on_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self._tab, self.tr("Nhập liên kết"), "", "Excel, CSV (*.xlsx *.csv)"
        )
        if path and self._tab.shop:
            self._wishes.read_links.emit(wishes.ReadLinks(self._tab.shop, path))

    @Slot()
    def _on_agreed(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, ImportDialog):
            self._wishes.apply_links.emit(wishes.ApplyLinks(dialog.read.shop, dialog.read))

    @Slot()
    def _on_unlink(self) -> None:
        ids = tuple(self._tab.list.ticks())
        if not ids:
            return
        title = self.tr("Bỏ liên kết")
        question = self.tr("Bỏ liên kết của {n} biến thể?", "", len(ids)).format(
            n=labels.number(len(ids))
        )
        told = self.tr(
            "Giá và số lượng của chúng ngừng cập nhật, và đơn hàng mới không trừ kho của "
            "chúng. Chúng không tự liên kết lại cho đến khi bạn liên kết."
        )
        if confirm.agreed(self._tab, title, question, told, title):
            self._wishes.unlink.emit(wishes.Unlink(self._tab.shop, ids))
            self._tab.list.tick_all(on=False)

    @Slot()
    def _on_by_code(self) -> None:
        if ids := tuple(self._tab.list.ticks()):
            self._wishes.follow_codes.emit(wishes.FollowCodes(self._tab.shop, ids))
            self._tab.list.tick_all(on=False)
