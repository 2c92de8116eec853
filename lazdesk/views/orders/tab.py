"""Đơn hàng: by what to do next, both sides' states, the drawer, Sẵn sàng giao hàng (D8, E1)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QWidget

from lazdesk.models.queries import connections, order_groups, order_list
from lazdesk.models.queries.listing import Scope
from lazdesk.models.queries.order_list import OrderFacts, OrderRow
from lazdesk.rules import privacy
from lazdesk.sync import events
from lazdesk.views import labels
from lazdesk.views.action_row import ActionRow
from lazdesk.views.lists.cells import Column
from lazdesk.views.lists.list_tab import ListTab
from lazdesk.views.orders import words as order_words
from lazdesk.views.orders.backfill import BackfillDialog, stored_days
from lazdesk.views.orders.buttons import OrderButton
from lazdesk.views.orders.cancel_buttons import (
    AgreeToCancel,
    AgreeToReturn,
    CancelOrders,
    RefuseCancel,
    RefuseReturn,
)
from lazdesk.views.orders.detail import OrderDrawer
from lazdesk.views.orders.goods_buttons import LinkSku, ReturnGoods, TakeStock
from lazdesk.views.orders.look_buttons import OpenInHaravan, OpenOnLazada, TakeAgain
from lazdesk.views.orders.print_buttons import Handover, PickList, PrintOrders
from lazdesk.views.orders.receiver import ForgetBuyerDialog
from lazdesk.views.orders.ship_buttons import Pack, ReadyToShip
from lazdesk.views.orders.source import OrderSource, counts
from lazdesk.views.wishes import ForgetBuyer, Wishes

MADE_OF_PROBLEMS = frozenset({"unlinked", "attention"})
NEAR = timedelta(hours=6)  # a deadline that is near
TO_SHIP = frozenset({"pending", "ready"})
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
        return [
            Column("number", self.tr("Mã đơn Lazada"), lambda r: r.number, 172, "number"),
            Column(
                "deadline",
                self.tr("Hạn giao"),
                self._deadline,
                116,
                "ship_by",
                level=self._deadline_level,
                tip=self._deadline_tip,
            ),
            Column(
                "created",
                self.tr("Ngày đặt"),
                lambda r: labels.moment(r.created_at),
                136,
                "created_at",
            ),
            Column("lazada", "Lazada", self._on_lazada, 138, "word", level=_lazada_level),
            Column(
                "haravan",
                "Haravan",
                self._on_haravan,
                121,
                level=order_words.haravan_level,
                tip=self._haravan_tip,
                cut="end",
            ),
            Column("goods", self.tr("Sản phẩm"), self._goods, 100),
            Column(
                "buyer",
                self.tr("Khách"),
                lambda r: privacy.covered_name(r.buyer) or "–",
                57,
                cut="end",
            ),
            Column(
                "total",
                self.tr("Tổng tiền"),
                lambda r: labels.money(r.total),
                101,
                number=True,
            ),
            Column(
                "payment",
                self.tr("Thanh toán"),
                order_words.paid,
                112,
                tip=order_words.payment,
                cut="end",
            ),
            Column(
                "parcel",
                self.tr("Mã vận đơn"),
                order_words.number,
                166,
                tip=order_words.parcel,
                cut="end",
            ),
            Column(
                "click",
                self.tr("Thao tác"),
                self._click,
                98,
                level=_click_level,
                tip=self._why,
                cut="end",
            ),
        ]

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
            return self.tr("Không có đơn nào như vậy trong nhóm này. Hãy bỏ lọc theo bản in.")
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

    # --- cells ------------------------------------------------------------------------------------

    def _goods(self, row: OrderRow) -> str:
        count = row.live_units or row.units
        return self.tr("{skus} món · {n} cái").format(skus=row.skus, n=count)

    def _on_haravan(self, row: OrderRow) -> str:
        if self.group == "unlinked":
            if row.offered:
                return self.tr("Chờ trừ tồn")
            return self.tr("Chưa liên kết: {n}").format(n=len(row.unlinked))
        return order_words.on_haravan(row)

    def _haravan_tip(self, row: OrderRow) -> str:
        shown = self._on_haravan(row)
        return f"{shown}\n{row.import_reason}" if row.import_reason else shown

    def _deadline(self, row: OrderRow) -> str:
        due = _due(row)
        return "–" if due is None else labels.countdown(due, self.now())

    def _deadline_level(self, row: OrderRow) -> str:
        due = _due(row)
        if due is None:
            return "muted"
        left = due - self.now()
        return "bad" if left < timedelta() else "warn" if left < NEAR else ""

    def _deadline_tip(self, row: OrderRow) -> str:
        if row.answer_by is not None:
            told = self.tr("Trả lời người mua trước {time}, sau đó Lazada tự quyết định")
            return told.format(time=labels.moment(row.answer_by))
        return labels.moment(row.ship_by) if row.ship_by is not None else "–"

    def _count_down(self) -> None:
        if self.isVisible():
            self.list.touch([row.id for row in self.list.shown_rows()])

    def _on_lazada(self, row: OrderRow) -> str:
        if row.cancel_asked:
            return self.tr("Yêu cầu hủy")
        return self.tr("Đang hủy") if row.cancel_pending else order_words.on_lazada(row)

    def _click(self, row: OrderRow) -> str:
        pressed = any(row.id in button.pressed for button in self.buttons)
        return self.tr("Đang gửi") if pressed else order_words.click(row)

    def _why(self, row: OrderRow) -> str:
        if row.click_answer:
            return order_words.reason(row.click_answer, self.language())
        return self._click(row)

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


def _due(row: OrderRow) -> datetime | None:
    """What a buyer asks for goes before the goods' own deadline (E4)."""
    if row.answer_by is not None:
        return row.answer_by
    return row.ship_by if row.word in TO_SHIP else None


def _lazada_level(row: OrderRow) -> str:
    return "bad" if row.cancel_pending else order_words.WORD_LEVELS.get(row.word, "muted")


def _click_level(row: OrderRow) -> str:
    return order_words.CLICK_LEVELS.get(row.click_state or "", "warn")
