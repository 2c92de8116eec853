"""**In đơn hàng**, **Phiếu nhặt hàng** and **Biên bản bàn giao**: what is put on paper (E3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMessageBox, QPushButton

from lazdesk.models.queries import packing_list
from lazdesk.models.queries.listing import Scope
from lazdesk.models.queries.order_list import OrderFacts
from lazdesk.rules import buttons
from lazdesk.views import answers, labels, print_wishes
from lazdesk.views.answers import OrderResult
from lazdesk.views.orders.buttons import OrderButton
from lazdesk.views.printing import label_files, paper_sizes, print_memory, work_papers
from lazdesk.views.printing.dialog import PrintDialog


class PrintOrders(OrderButton):
    """The labels are gathered by the action thread, then shown as they will be printed."""

    wish = "print_orders"
    shortcut = "F7"

    def title(self) -> str:
        return self.tr("In đơn hàng")

    def refused(self) -> str:
        return self.tr("Chưa in được")

    def concerns(self, order: OrderFacts) -> bool:
        return self.why_not(order) is None

    def why_not(self, order: OrderFacts) -> str | None:
        """One that is not packed yet may be packed first."""
        reason = buttons.why_not_printed(order.units)
        return buttons.why_not_ready(order.units) if reason == "not_packed" else reason

    def ask(self, orders: Sequence[OrderFacts], /) -> print_wishes.PrintOrders | None:
        ids = tuple(order.row.id for order in orders)
        unpacked = tuple(
            order.row.id for order in orders if buttons.why_not_printed(order.units) == "not_packed"
        )
        if not unpacked:
            return print_wishes.PrintOrders(self.tab.shop, ids)
        asking = QMessageBox(self.tab)
        asking.setIcon(QMessageBox.Icon.Question)
        asking.setWindowTitle(self.title())
        asking.setText(
            self.tr("{n} đơn chưa đóng gói nên chưa có vận đơn.", "", len(unpacked)).format(
                n=labels.number(len(unpacked))
            )
        )
        asking.setInformativeText(self.tr("Đóng gói trước rồi in? Trạng thái giao hàng không đổi."))
        role = QMessageBox.ButtonRole
        pack = asking.addButton(self.tr("Đóng gói rồi in"), role.AcceptRole)
        others = asking.addButton(self.tr("Chỉ in đơn đã đóng gói"), role.ActionRole)
        others.setVisible(len(unpacked) < len(ids))
        asking.addButton(self.tr("Không in"), role.RejectRole)
        asking.exec()
        chosen = asking.clickedButton()
        asking.deleteLater()
        if chosen is pack:
            return print_wishes.PrintOrders(self.tab.shop, ids, unpacked)
        if chosen is others:
            packed = tuple(id_ for id_ in ids if id_ not in unpacked)
            return print_wishes.PrintOrders(self.tab.shop, packed)
        return None

    def answered(self, answer: Any) -> None:
        if isinstance(answer, answers.LabelsGathered):
            self._gathered(answer)
        else:
            super().answered(answer)

    def _gathered(self, found: answers.LabelsGathered) -> None:
        pressed, self.pressed = self.pressed, set()  # also those that were left unpacked
        self.tab.list.touch(pressed)
        refused, self._refused = self._refused, []
        missing = [
            *refused,
            *(
                OrderResult(order.order_id, order.order_number, "rejected", order.reason)
                for order in found.orders
                if order.reason
            ),
        ]
        if any(order.files for order in found.orders):
            LabelsDialog(self, found, missing).open()
        else:
            self.show_results(missing)


class LabelsDialog(PrintDialog):
    """The labels of some orders, in their order, and what is missing."""

    def __init__(
        self,
        button: PrintOrders,
        found: answers.LabelsGathered,
        missing: Sequence[OrderResult],
    ) -> None:
        files = [file for order in found.orders for file in order.files]
        super().__init__(
            self.tr("In đơn hàng"),
            print_memory.LABELS,
            paper_sizes.LABEL_PRESETS,
            lambda: label_files.together(files),
            button.tab,
        )
        self._button = button
        self._found = found
        self._missing = missing
        self.finished.connect(self.deleteLater)
        self.printed.connect(self._on_printed)
        again = sum(1 for order in found.orders if order.prints)
        if again:
            told = self.tr("{n} đơn đã in trước đây, nhiều nhất {times} lần.", "", again).format(
                n=labels.number(again),
                times=labels.number(max(order.prints for order in found.orders)),
            )
            self.note(told)
        told = self.tr("{n} đơn không có vận đơn: xem lý do", "", len(missing))
        self.why = QPushButton(told.format(n=labels.number(len(missing))))
        self.why.setAutoDefault(False)
        self.why.clicked.connect(self._on_missing)
        self.why.setVisible(bool(missing))
        self.add(self.why)

    @Slot()
    def _on_missing(self) -> None:
        self._button.show_results(self._missing)

    @Slot()
    def _on_printed(self) -> None:
        packages = tuple(id_ for order in self._found.orders for id_ in order.package_ids)
        tab = self._button.tab
        tab.wishes.count_prints.emit(print_wishes.CountPrints(self._found.shop, packages))


class PaperButton(OrderButton):
    """A paper about the chosen orders, read from the mirror: nothing is asked of anybody."""

    file_name = ""

    @staticmethod
    def write(_connection: Any, _scope: Scope, _ids: Sequence[str], _now: datetime) -> bytes:
        """The PDF; beside the main thread."""
        raise TypeError("this button writes no paper")

    def ask(self, orders: Sequence[OrderFacts], /) -> None:
        database, scope, now = self.tab.database, self.tab.scope, self.tab.now()
        ids, write = [order.row.id for order in orders], self.write
        if database is None:
            return

        def make() -> bytes:
            with database.read() as connection:
                return write(connection, scope, ids, now)

        dialog = PrintDialog(
            self.title(), self.file_name, paper_sizes.SHEET_PRESETS, make, self.tab
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class PickList(PaperButton):
    """*Phiếu nhặt hàng*: the goods of these orders, by SKU."""

    file_name = print_memory.PICK_LIST

    def title(self) -> str:
        return self.tr("Phiếu nhặt hàng")

    def concerns(self, order: OrderFacts) -> bool:
        return self.why_not(order) is None

    def why_not(self, order: OrderFacts) -> str | None:
        if any(
            unit.status in packing_list.TO_PICK and not (unit.is_fbl or unit.is_digital)
            for unit in order.units
        ):
            return None
        return "nothing_to_pick"

    @staticmethod
    def write(connection: Any, scope: Scope, ids: Sequence[str], now: datetime) -> bytes:
        lines = packing_list.pick_list(connection, scope, ids)
        return work_papers.pick_list(lines, packing_list.shop_name(connection, scope.shop), now)


class Handover(PaperButton):
    """*Biên bản bàn giao*: the parcels of these orders, by carrier."""

    file_name = print_memory.HANDOVER

    def title(self) -> str:
        return self.tr("Biên bản bàn giao")

    def concerns(self, order: OrderFacts) -> bool:
        return self.why_not(order) is None

    def why_not(self, order: OrderFacts) -> str | None:
        if reason := buttons.why_not_printed(order.units):
            return reason
        has_number = any(unit.tracking and buttons.is_own(unit) for unit in order.units)
        return None if has_number else "label_later"

    @staticmethod
    def write(connection: Any, scope: Scope, ids: Sequence[str], now: datetime) -> bytes:
        parcels = packing_list.parcels(connection, scope, ids)
        return work_papers.handover(parcels, packing_list.shop_name(connection, scope.shop), now)
