"""Đơn hàng: by what to do next, both sides' states, the drawer, Sẵn sàng giao hàng (D8, E1)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QWidget

from lazdesk.models.queries import connections, order_groups, order_list
from lazdesk.models.queries.listing import Scope
from lazdesk.models.queries.order_list import OrderFacts
from lazdesk.sync import events
from lazdesk.views.action_row import ActionRow
from lazdesk.views.lists.cells import Column
from lazdesk.views.lists.list_tab import ListTab
from lazdesk.views.orders.backfill import BackfillDialog, stored_days
from lazdesk.views.orders.buttons import OrderButton
from lazdesk.views.orders.cancel_buttons import (
    AgreeToCancel,
    AgreeToReturn,
    CancelOrders,
    RefuseCancel,
    RefuseReturn,
)
from lazdesk.views.orders.columns import HIDDEN, IN_DRAWER, ROOMY, OrderCells
from lazdesk.views.orders.detail import OrderDrawer
from lazdesk.views.orders.goods_buttons import LinkSku, ReturnGoods, TakeStock
from lazdesk.views.orders.look_buttons import OpenInHaravan, OpenOnLazada, TakeAgain
from lazdesk.views.orders.print_buttons import Handover, PickList, PrintOrders
from lazdesk.views.orders.receiver import ForgetBuyerDialog
from lazdesk.views.orders.ship_buttons import Pack, ReadyToShip
from lazdesk.views.orders.source import OrderSource, counts
from lazdesk.views.wishes import ForgetBuyer, Wishes

MADE_OF_PROBLEMS = frozenset({"unlinked", "attention"})
COUNT_EVERY_MS = 30_000
LOOKED_AT = 50  # ticked orders: of more the buttons look at that many, spread over them

BUTTONS: tuple[type[OrderButton], ...] = (
    AgreeToCancel,
    RefuseCancel,
    AgreeToReturn,
    RefuseReturn,
    ReadyToShip,
    Pack,
    PrintOrders,
    ReturnGoods,
    LinkSku,
    TakeStock,
    CancelOrders,
    TakeAgain,
    PickList,
    Handover,
    OpenInHaravan,
    OpenOnLazada,
)
"""In the order in which they find room in the bar and in the drawer."""


class OrdersTab(ListTab):
    """Work tabs are named by what is to be done; one order opens in the drawer."""

    name = "orders"
    kind = "order"
    groups = (
        "pending",
        order_groups.TO_PRINT,
        "ready",
        "transit",
        "delivered",
        *order_groups.TASKS,
        "attention",
        "unpaid",
        "failed",
        "returned",
        "canceled",
        "all",
    )
    rare = frozenset(
        {order_groups.TO_PRINT, *order_groups.TASKS, "attention", "unpaid", "failed", "returned"}
    )
    first_group = "pending"
    counted_while_hidden = True
    source = OrderSource()
    _group = first_group  # that the columns are for

    def __init__(self, wishes_: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(wishes_, parent)
        self._countdown = QTimer(self)
        self._countdown.setInterval(COUNT_EVERY_MS)
        self._countdown.timeout.connect(self._count_down)
        self._countdown.start()
        self.drawer = OrderDrawer()
        self.button_row = ActionRow(Qt.AlignmentFlag.AlignRight)
        self.buttons = [kind(self) for kind in BUTTONS]
        for button in self.buttons:
            self.button_row.add(button.for_ticked, button.role)
        self.drawer.set_buttons(self.buttons)
        self.bar.fill(self.button_row)
        self.backfill = QPushButton()
        self.backfill.clicked.connect(self._on_backfill)
        self._backfilling: BackfillDialog | None = None
        self.prints = QComboBox()
        for printed in (None, False, True):
            self.prints.addItem("", printed)
        self.prints.currentIndexChanged.connect(self._on_prints)
        self.tools.addWidget(self.prints)
        self.tools.addWidget(self.backfill)
        self.of_a_shop = (self.backfill,)
        self.drawer.closed.connect(self.table.setFocus)
        self.drawer.closed.connect(self._show_columns)
        self.drawer.forget_asked.connect(self._forget_buyer)
        self.table.opened.connect(self.open_order)
        self.table.clicked.connect(self._follow_click)
        self.table.current.connect(self._follow_current)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.table, 1)
        row.addWidget(self.drawer)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.drawer.close_drawer)
        self.lay_out(body)

    def title(self) -> str:
        return self.tr("Đơn hàng")

    def count(self) -> int:
        return self.group_count("pending")

    def columns(self) -> list[Column]:
        return OrderCells(self, self._group).columns()

    def _on_group(self, number: int) -> None:
        super()._on_group(number)
        self._group = self.group
        self.list.set_columns(self.columns())
        self._show_columns()

    @Slot()
    def _show_columns(self) -> None:
        """Those that say something in this group, and that find room beside the drawer."""
        hidden, sort = HIDDEN.get(self.group, frozenset()), self.list.listing.sort
        if not self.drawer.isHidden() and self.width() < ROOMY:
            hidden |= IN_DRAWER
        for place, column in enumerate(self.list.columns):
            # What the list is ordered by is seen.
            away = column.key in hidden and not (sort and column.sort == sort)
            if away != self.table.isColumnHidden(place):
                self.table.setColumnHidden(place, away)

    def _count_down(self) -> None:
        if self.isVisible():
            self.list.touch([row.id for row in self.list.shown_rows()])

    def group_title(self, group: str) -> str:
        return {
            "pending": self.tr("Cần xử lý"),
            order_groups.TO_PRINT: self.tr("Chờ in"),
            "ready": self.tr("Sẵn sàng giao"),
            "transit": self.tr("Đang giao"),
            "delivered": self.tr("Đã giao"),
            "cancel_requested": self.tr("Yêu cầu hủy"),
            "return_requested": self.tr("Trả hàng chờ trả lời"),
            "refunded": self.tr("Đã hoàn tiền – hàng chưa về"),
            "coming_back": self.tr("Hàng hoàn về"),
            "unlinked": self.tr("Chưa liên kết SKU"),
            "unknown": self.tr("Chưa rõ đã vào Haravan"),
            "waiting": self.tr("Chờ vào Haravan"),
            "attention": self.tr("Cần chú ý"),
            "unpaid": self.tr("Chờ thanh toán"),
            "failed": self.tr("Giao thất bại"),
            "returned": self.tr("Hoàn/Trả"),
            "canceled": self.tr("Đã hủy"),
            "all": self.tr("Tất cả"),
        }[group]

    def count_groups(self, connection: Any, scope: Scope) -> dict[str, int]:
        return counts(connection, scope)

    def search_hint(self) -> str:
        return self.tr("Tìm mã đơn, khách, số điện thoại, mã vận đơn, SKU (Ctrl+K)")

    def empty_text(self) -> str:
        if self.list.listing.printed is not None:
            return self.tr(
                "Không có đơn nào như vậy trong nhóm này. Chọn “Đã in và chưa in” để xem tất cả."
            )
        if self.group == "pending":
            return self.tr("Không còn đơn cần xử lý.")
        if self.group == "all":
            return self.tr("Chưa có đơn nào. Bấm Đồng bộ ngay để tải đơn từ Lazada.")
        return {
            order_groups.TO_PRINT: self.tr("Vận đơn của mọi đơn đã đóng gói đều đã in."),
            "refunded": self.tr("Hàng của mọi đơn đã hoàn tiền đều đã về."),
            "coming_back": self.tr("Không có hàng nào đang hoàn về."),
            "unlinked": self.tr("Mọi dòng của các đơn đều đã liên kết và đã trừ tồn."),
            "unknown": self.tr("Không có đơn nào chưa rõ đã vào Haravan hay chưa."),
            "waiting": self.tr("Không có đơn nào đang chờ vào Haravan."),
        }.get(self.group, self.tr("Không có đơn nào trong nhóm này."))

    def retranslate(self) -> None:
        super().retranslate()
        self.drawer.retranslate()
        self.button_row.retranslate()
        self.backfill.setText(self.tr("Nhập đơn từ ngày…"))
        self.prints.setAccessibleName(self.tr("Lọc theo bản in"))
        for number, text in enumerate(
            (self.tr("Đã in và chưa in"), self.tr("Chưa in"), self.tr("Đã in"))
        ):
            self.prints.setItemText(number, text)
        self._show_buttons()
        self._reload_drawer()

    # --- the drawer -------------------------------------------------------------------------------

    def open_order(self, order_id: str) -> None:
        """Shows the order in the drawer; one that is gone closes it."""
        if self.database is None:
            return
        with self.database.read() as connection:
            detail = order_list.detail(connection, self.scope, order_id)
        if detail is None:
            self.drawer.close_drawer()
        else:
            self.drawer.show_order(detail, self.language())
            self._show_columns()

    def _follow_click(self) -> None:
        """A click on a row opens it, but not one on its tick box."""
        if self.table.currentIndex().column() > 0 and (id_ := self.table.current_id()):
            self.open_order(id_)

    def _follow_current(self, order_id: str) -> None:
        if order_id and self.drawer.isVisible():
            self.open_order(order_id)

    @Slot(str)
    def _forget_buyer(self, number: str) -> None:
        if ForgetBuyerDialog(number, self).exec() == QDialog.DialogCode.Accepted:
            self.wishes.forget_buyer.emit(ForgetBuyer(self.shop, number))

    def _reload_drawer(self) -> None:
        if self.drawer.order_id:
            self.open_order(self.drawer.order_id)

    def refresh(self) -> None:
        super().refresh()
        self._show_buttons()
        self._reload_drawer()

    def concerns(self, changes: events.Changes) -> bool:
        return changes.kind in (self.kind, "problem")

    def changed(self, changes: events.Changes) -> None:
        """Problems are what some of the groups are made of."""
        if changes.kind == self.kind or self.group in MADE_OF_PROBLEMS:
            super().changed(changes)
        else:
            self._ask_counts()
        self._show_buttons()
        if self.drawer.order_id in changes.ids:
            self._reload_drawer()

    # --- buttons ----------------------------------------------------------------------------------

    def button(self, wish: str) -> QPushButton:
        """The bar's button that gives this wish."""
        return self.button_row.button(self.order_button(wish).for_ticked)

    def order_button(self, wish: str) -> OrderButton:
        return next(button for button in self.buttons if button.wish == wish)

    def chosen(self) -> list[str]:
        """The ticked orders, or else the current one."""
        current = self.table.current_id()
        return self.list.ticks() or ([current] if current else [])

    def facts(self, order_ids: Sequence[str]) -> list[OrderFacts]:
        """What the buttons look at in these orders; those that are gone are left out."""
        if self.database is None or not order_ids:
            return []
        with self.database.read() as connection:
            return order_list.facts(connection, self.scope, order_ids)

    def haravan_domain(self) -> str:
        """Where Haravan's admin is; empty while no shop is connected."""
        if self.database is None:
            return ""
        with self.database.read() as connection:
            haravan = connections.connections(connection).haravan
        return haravan.domain.removeprefix("https://") if haravan is not None else ""

    def show_part(self, part: str) -> None:
        self.prints.setCurrentIndex(0)
        super().show_part(part)

    @Slot()
    def _on_prints(self) -> None:
        """Of whatever group is looked at, what is printed, or what is not (E3)."""
        self.list.tick_all(on=False)
        self.list.show_listing(replace(self.list.listing, printed=self.prints.currentData()))
        self._say_empty()

    def _on_ticked(self) -> None:
        super()._on_ticked()
        self._show_buttons()

    def _show_buttons(self) -> None:
        ticked = self.list.ticks()
        orders = self.facts(ticked[:: max(1, math.ceil(len(ticked) / LOOKED_AT))])
        for button in self.buttons:
            button.show_ticked(orders, len(ticked))

    def answered(self, answer: Any) -> None:
        if self._backfilling is not None:
            self._backfilling.answered(answer)
        for button in self.buttons:
            button.answered(answer)

    def _on_backfill(self) -> None:
        if self.database is None or not self.shop:
            return
        days = stored_days(self.database, self.shop, self.now())
        self._backfilling = BackfillDialog(self.wishes, self.database, self.scope, days, self)
        self._backfilling.finished.connect(self._on_backfill_closed)
        self._backfilling.open()

    def _on_backfill_closed(self) -> None:
        if self._backfilling is not None:
            self._backfilling.deleteLater()
            self._backfilling = None
