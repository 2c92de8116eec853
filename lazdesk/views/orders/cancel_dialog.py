"""**Hủy đơn hàng**: for which reason, which units, what becomes of their goods (E2)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from lazdesk.rules import cancel
from lazdesk.views import cancel_wishes, labels, theme
from lazdesk.views.answers import CancelPlanned, CancelReason, CancelUnit
from lazdesk.views.cards import Note, muted
from lazdesk.views.lists.paged_table import TickDelegate
from lazdesk.views.orders import words as order_words
from lazdesk.views.orders.reason_dialog import ReasonDialog

WIDTH = 760
UNITS_SHOWN = 5  # of the list, before it scrolls
ROW_HEIGHT = 30
GOES_ALONG = Qt.ItemDataRole.UserRole + 1  # a unit that is canceled with the chosen ones
NAME = Qt.ItemDataRole.UserRole + 2
CHOOSABLE = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
)


class CancelDialog(ReasonDialog):
    """Accepted: ``wish`` says what was chosen. Nothing is chosen beforehand but all units."""

    def __init__(self, planned: CancelPlanned, parent: QWidget | None = None) -> None:
        self.planned = planned
        self._touched = False  # the merchant's own word on the goods stays when the reason changes
        super().__init__(self.tr("Hủy đơn hàng"), self._heading(), self.tr("Không hủy"), parent)
        self.resize(WIDTH, 0)
        self.offer((reason.name or reason.id, reason) for reason in planned.reasons)
        self.units = self._list()
        self.restock = QCheckBox(self.tr("Nhập hàng lại kho ở Haravan"))
        self.restock.setEnabled(False)
        self.entails = Note()
        if self.units is not None:
            self.form.addRow(self.tr("Món cần hủy"), self.units)
        self.form.addRow("", self.restock)
        self.column.addLayout(self.form)
        self.column.addWidget(self.entails)
        for tip in dict.fromkeys(order.tip for order in planned.orders if order.tip):
            self.column.addWidget(muted(f"Lazada: {tip}"))
        self.column.addStretch(1)
        self.column.addWidget(self.buttons)
        self.reason.currentIndexChanged.connect(self._on_reason)
        self.restock.clicked.connect(self._on_restock)
        if self.units is not None:
            self.units.itemChanged.connect(self._look)
        self.reason.setFocus()
        self._look()

    def wish(self) -> cancel_wishes.CancelOrders:
        """What was chosen. All units of an order are named by none: what may be canceled then."""
        reason = self._reason()
        if reason is None:
            raise ValueError("no reason was chosen")
        whole = self._plan() is None
        orders = tuple(
            (
                order.order_id,
                () if whole else self._chosen(),
                () if whole or (plan := self._plan()) is None else plan.mates,
            )
            for order in self.planned.orders
        )
        restock = self.restock.isChecked()
        return cancel_wishes.CancelOrders(
            self.planned.shop, orders, reason.id, reason.name, restock
        )

    # --- what it shows ----------------------------------------------------------------------------

    def _heading(self) -> str:
        orders = self.planned.orders
        if len(orders) == 1:
            return self.tr("Hủy đơn {number}").format(number=orders[0].order_number)
        return self.tr("Hủy {n} đơn").format(n=labels.number(len(orders)))

    def _cancelable(self) -> list[CancelUnit]:
        return [u for order in self.planned.orders for u in order.units if cancel.may_cancel(u)]

    def _list(self) -> QTableWidget | None:
        """One order's units to choose from, when there is a choice."""
        units = self._cancelable()
        if len(self.planned.orders) != 1 or len(units) < 2:
            return None
        made = QTableWidget(len(units), 1)
        made.setAccessibleName(self.tr("Món cần hủy"))
        made.setItemDelegateForColumn(0, TickDelegate("middle", made))
        made.setShowGrid(False)
        made.setWordWrap(False)  # else Qt cuts the first line in its middle and drops the others
        made.setTabKeyNavigation(False)
        made.horizontalHeader().hide()
        made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for row, unit in enumerate(units):
            parts = (unit.sku, unit.name, order_words.variation(unit.variation))
            item = QTableWidgetItem(" · ".join(part for part in parts if part))
            item.setToolTip(item.text())
            item.setData(NAME, item.text())
            item.setFlags(CHOOSABLE)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(Qt.ItemDataRole.UserRole, unit.order_item_id)
            made.setItem(row, 0, item)
        made.setFixedHeight(ROW_HEIGHT * min(len(units), UNITS_SHOWN) + 2 * made.frameWidth())
        return made

    # --- what is chosen ---------------------------------------------------------------------------

    def _reason(self) -> CancelReason | None:
        found: CancelReason | None = self.reason.currentData()
        return found

    def _chosen(self) -> tuple[str, ...]:
        """The chosen units of the one order; of many orders all are meant."""
        if self.units is None:
            return tuple(unit.order_item_id for unit in self._cancelable())
        items = (self.units.item(row, 0) for row in range(self.units.rowCount()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item is not None
            and item.checkState() is Qt.CheckState.Checked
            and not item.data(GOES_ALONG)
        )

    def _plan(self) -> cancel.Plan | None:
        """How the chosen part of the one order is canceled; None: all that may be is meant."""
        chosen = self._chosen()
        if len(chosen) == len(self._cancelable()):
            return None
        return cancel.plan(self.planned.orders[0].units, chosen)

    def _mates(self) -> tuple[str, ...]:
        """What is canceled along with the chosen units."""
        plan = self._plan()
        return () if plan is None else plan.mates

    def _tick_mates(self) -> None:
        """What goes along is ticked, and cannot be kept but by keeping what it goes along with."""
        if self.units is None:
            return
        mates = self._mates()
        with QSignalBlocker(self.units):
            for row in range(self.units.rowCount()):
                item = self.units.item(row, 0)
                goes_along = item is not None and item.data(Qt.ItemDataRole.UserRole) in mates
                if item is None or goes_along == bool(item.data(GOES_ALONG)):
                    continue
                item.setData(GOES_ALONG, goes_along)
                item.setFlags(Qt.ItemFlag.ItemIsSelectable if goes_along else CHOOSABLE)
                ticked = Qt.CheckState.Checked if goes_along else Qt.CheckState.Unchecked
                item.setCheckState(ticked)
                name = str(item.data(NAME))
                item.setText(self._along(name) if goes_along else name)
                item.setToolTip(item.text())
                color = theme.colors().muted if goes_along else theme.colors().text
                item.setForeground(QColor(color))

    def _along(self, unit: str) -> str:
        return self.tr("{unit} / bị hủy theo").format(unit=unit)

    @Slot()
    def _on_reason(self) -> None:
        reason = self._reason()
        if reason is not None and not self._touched:
            self.restock.setChecked(reason.restock)
        self._look()

    @Slot()
    def _on_restock(self) -> None:
        self._touched = True
        self._look()

    # --- what it entails --------------------------------------------------------------------------

    @Slot()
    def _look(self) -> None:
        self._tick_mates()
        chosen, reason = self._chosen(), self._reason()
        self.restock.setEnabled(reason is not None)
        self.go.setEnabled(bool(chosen) and reason is not None)
        self.go.setText(self._go_text(len(chosen)))
        if not self.planned.reasons:
            self.entails.say(
                self.tr("Các đơn này không có lý do chung nào: hãy hủy từng đơn một."), "warn"
            )
        elif not chosen:
            self.entails.say(self.tr("Chưa chọn món nào."), "warn")
        else:
            lines = [f"•  {line}" for line in self._consequences(reason)]
            self.entails.say("\n".join(lines), "bad")
        self._grow()

    def _grow(self) -> None:
        """Makes room for what is said by now."""
        needed = self.column.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def _go_text(self, units: int) -> str:
        orders = len(self.planned.orders)
        if orders > 1:
            return self.tr("Hủy {n} đơn").format(n=labels.number(orders))
        if self._plan() is None:
            return self.tr("Hủy đơn hàng")
        gone = units + len(self._mates())
        return self.tr("Hủy {n} món", "", gone).format(n=labels.number(gone))

    def _consequences(self, reason: CancelReason | None) -> Iterator[str]:
        yield self.tr("Ảnh hưởng tỷ lệ hủy đơn của gian hàng; đã hủy thì không lấy lại được.")
        plan, mates = self._plan(), self._mates()
        if mates:
            told = self.tr(
                "{n} món khác cùng kiện cũng bị hủy theo: kiện đã sẵn sàng giao.", "", len(mates)
            )
            yield told.format(n=labels.number(len(mates)))
        if plan is not None and plan.repack:
            kept = [u for u in self.planned.orders[0].units if u.package_id in plan.repack]
            count = len(kept) - len([u for u in kept if u.order_item_id in plan.unit_ids])
            told = self.tr(
                "Kiện được tách ra trước; {n} món còn lại phải đóng gói và in lại.", "", count
            )
            yield told.format(n=labels.number(count))
        if reason is None:
            return
        if reason.zeroes:
            yield self.tr("Tồn Lazada của {skus} sẽ về 0.").format(skus=self._skus())
            if self.planned.pushes:
                yield self.tr("LazDesk cập nhật lại số lượng đúng ở lần đồng bộ sau.")
            else:
                yield self.tr("Đồng bộ số lượng đang tắt: hãy tự đặt lại trên Lazada.")
        if not self.restock.isChecked():
            yield self.tr("Hàng không nhập lại kho ở Haravan.")

    def _skus(self) -> str:
        gone = {*self._chosen(), *self._mates()}
        skus = [
            unit.sku
            for order in self.planned.orders
            for unit in order.units
            if unit.order_item_id in gone
        ]
        named = list(dict.fromkeys(skus))
        if len(named) > 3:
            return self.tr("{n} SKU").format(n=labels.number(len(named)))
        return ", ".join(named)
