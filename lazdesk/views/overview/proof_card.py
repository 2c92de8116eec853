"""*Hai bên có khớp không?*: the last comparison in a line, its list, the button for a new one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from lazdesk.models import proofs
from lazdesk.models.database import Database
from lazdesk.views import answers, labels, wishes
from lazdesk.views.cards import Card, muted
from lazdesk.views.overview.proof_dialog import ProofDialog
from lazdesk.views.wishes import Wishes

FILES = "Excel (*.xlsx);;CSV (*.csv)"


class ProofCard(Card):
    """Lies on *Tổng quan*, which hands on its mirror and what comes back."""

    def __init__(self, wishes_: Wishes, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._wishes = wishes_
        self._database: Database | None = None
        self._shop = ""
        self._last: dict[str, Any] | None = None
        self._running = False
        self._dialog: ProofDialog | None = None
        self.told = muted("")
        self.start, self.stop, self.open = QPushButton(), QPushButton(), QPushButton()
        self.start.clicked.connect(self._on_start)
        self.stop.clicked.connect(self._on_stop)
        self.open.clicked.connect(self._on_open)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.open, self.start, self.stop):
            row.addWidget(button)
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.body.addLayout(row)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Hai bên có khớp không?"))
        self.start.setText(self.tr("Đối soát ngay"))
        self.start.setToolTip(
            self.tr("Đọc lại cả hai bên và so từng đơn, từng SKU. Chỉ đọc, không ghi gì.")
        )
        self.stop.setText(self.tr("Dừng"))
        self.open.setText(self.tr("Xem chỗ lệch"))
        self._show()

    def refresh(self, database: Database, shop: str) -> None:
        """Reads the last comparison of this shop."""
        if shop != self._shop:
            self._running = False
        self._database, self._shop = database, shop
        with database.read() as connection:
            self._last = proofs.last(connection, shop)
        self._show()

    def answered(self, answer: object) -> None:
        match answer:
            case answers.Proving() if answer.shop == self._shop:
                self._running = True
                self._show()
                self.told.setText(self._how_far(answer))
            case answers.Proved() if answer.shop == self._shop and self._database is not None:
                self._running = False
                self.refresh(self._database, self._shop)
                if answer.error:
                    before = self.told.text() if self._last is not None else ""
                    self.told.setText("\n".join(filter(None, (answer.error, before))))
                elif self._dialog is not None:
                    self._dialog.show_proof(*self._found())
            case answers.Done(wish="export_proof"):
                self.told.setText(answer.message)
            case answers.Failed(wish="export_proof"):
                self.told.setText(answer.message)

    # --- what it shows ----------------------------------------------------------------------------

    def _show(self) -> None:
        self.start.setVisible(not self._running)
        self.stop.setVisible(self._running)
        last = self._last
        self.open.setEnabled(last is not None and last["agree"] < last["checked"])
        if self._running:
            self.set_chip(self.tr("Đang đối soát"), "")
            return
        if self._last is None:
            self.set_chip("", "")
            self.told.setText(self.tr("Chưa đối soát lần nào."))
            return
        agree, checked = self._last["agree"], self._last["checked"]
        self.set_chip(
            self.tr("Khớp {agree}/{checked}").format(
                agree=labels.number(agree), checked=labels.number(checked)
            ),
            "ok" if agree == checked else "bad",
        )
        at = labels.moment(datetime.fromisoformat(self._last["at"]))
        self.told.setText(
            self.tr("Lần đối soát gần nhất: {at}. Mọi đơn hàng và SKU đều khớp.").format(at=at)
            if agree == checked
            else self.tr(
                "Lần đối soát gần nhất: {at}. {n} đơn hàng và SKU bị lệch.", "", checked - agree
            ).format(at=at, n=labels.number(checked - agree))
        )

    def _how_far(self, proving: answers.Proving) -> str:
        if proving.step == "waiting_for_cycle":
            return self.tr("Chờ một lượt đồng bộ rồi xem lại những chỗ lệch…")
        if proving.step.startswith("compare"):
            return self.tr("Đang so hai bên…")
        if proving.total:
            return self.tr("Đang đọc lại hai bên: {done}/{total}").format(
                done=labels.number(proving.done), total=labels.number(proving.total)
            )
        return self.tr("Đang đọc lại hai bên: {done}").format(done=labels.number(proving.done))

    # --- buttons ----------------------------------------------------------------------------------

    @Slot()
    def _on_start(self) -> None:
        if self._shop:
            self._running = True
            self._show()
            self.told.setText(self.tr("Đang bắt đầu…"))
            self._wishes.reconcile.emit(wishes.Reconcile(self._shop))

    @Slot()
    def _on_stop(self) -> None:
        self._wishes.stop_reconcile.emit(wishes.StopReconcile())

    @Slot()
    def _on_open(self) -> None:
        if self._last is None:
            return
        self._dialog = ProofDialog(self.window())
        self._dialog.show_proof(*self._found())
        self._dialog.export.clicked.connect(self._on_export)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()

    def _found(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        if self._database is None or self._last is None:
            return {}, []
        with self._database.read() as connection:
            return self._last, proofs.differences(connection, self._shop)

    @Slot()
    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot()
    def _on_export(self) -> None:
        path, kind = QFileDialog.getSaveFileName(
            self._dialog, self.tr("Xuất chỗ lệch"), self.tr("doi-soat.xlsx"), FILES
        )
        if path:
            if not path.lower().endswith((".xlsx", ".csv")):
                path += ".csv" if "csv" in kind else ".xlsx"
            self._wishes.export_proof.emit(wishes.ExportProof(self._shop, path))
