"""Đơn hàng: by what to do next, both sides' states, the drawer, Sẵn sàng giao hàng (D8, E1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from lazdesk.models.queries import order_list
from lazdesk.models.queries.listing import Scope
from lazdesk.models.queries.order_list import OrderFacts, OrderRow
from lazdesk.rules import privacy
from lazdesk.sync import events
from lazdesk.views import labels, order_words
from lazdesk.views.action_row import ActionRow
from lazdesk.views.cells import Column
from lazdesk.views.list_tab import ListTab
from lazdesk.views.order_buttons import OrderButton, ReadyToShip
from lazdesk.views.order_detail import OrderDrawer
from lazdesk.views.wishes import Wishes

NEAR = timedelta(hours=6)  # a deadline that is near
TO_SHIP = frozenset({"pending", "ready"})
COUNT_EVERY_MS = 30_000

BUTTONS: tuple[type[OrderButton], ...] = (ReadyToShip,)
"""In the order in which they find room in the bar and in the drawer."""


class OrderSource:
    """Orders with what is known of them on both sides."""

    ids = staticmethod(order_list.ids)
    rows = staticmethod(order_list.rows)


class OrdersTab(ListTab):
    """Work tabs are named by what is to be done; one order opens in the drawer."""

    name = "orders"
    kind = "order"
    groups = (
        "pending",
        "ready",
        "transit",
        "delivered",
        "cancel_requested",
        "attention",
        "waiting",
        "unpaid",
        "failed",
        "returned",
        "canceled",
        "all",
    )
    rare = frozenset({"cancel_requested", "attention", "waiting", "unpaid", "failed", "returned"})
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
        self.actions_ = ActionRow(Qt.AlignmentFlag.AlignRight)
        self.buttons = [kind(self) for kind in BUTTONS]
        for button in self.buttons:
            self.actions_.add(button.for_ticked, button.role)
        self.drawer.set_buttons(self.buttons)
        self.bar.fill(self.actions_)
        self.drawer.closed.connect(self.table.setFocus)
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
                106,
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
            Column("lazada", "Lazada", self._on_lazada, 128, "word", level=_lazada_level),
            Column(
                "haravan",
                "Haravan",
                order_words.on_haravan,
                120,
                level=order_words.haravan_level,
                cut="end",
            ),
            Column("goods", self.tr("Sản phẩm"), self._goods, 106),
            Column(
                "buyer",
                self.tr("Khách"),
                lambda r: privacy.covered_name(r.buyer) or "–",
                80,
                cut="end",
            ),
            Column(
                "total",
                self.tr("Tổng tiền"),
                lambda r: labels.money(r.total),
                96,
                number=True,
            ),
            Column("payment", self.tr("Thanh toán"), order_words.payment, 166, cut="end"),
            Column("parcel", self.tr("Mã vận đơn"), _parcel, 102, cut="end"),
            Column(
                "click",
                self.tr("Nút bấm"),
                self._click,
                104,
                level=_click_level,
                tip=self._why,
                cut="end",
            ),
        ]

    def group_title(self, group: str) -> str:
        return {
            "pending": self.tr("Cần xử lý"),
            "ready": self.tr("Sẵn sàng giao"),
            "transit": self.tr("Đang giao"),
            "delivered": self.tr("Đã giao"),
            "cancel_requested": self.tr("Yêu cầu hủy"),
            "attention": self.tr("Cần chú ý"),
            "waiting": self.tr("Chờ vào Haravan"),
            "unpaid": self.tr("Chờ thanh toán"),
            "failed": self.tr("Giao thất bại"),
            "returned": self.tr("Hoàn/Trả"),
            "canceled": self.tr("Đã hủy"),
            "all": self.tr("Tất cả"),
        }[group]

    def count_groups(self, connection: Any, scope: Scope) -> dict[str, int]:
        return order_list.counts(connection, scope)

    def search_hint(self) -> str:
        return self.tr("Tìm mã đơn, khách, số điện thoại, mã vận đơn, SKU (Ctrl+K)")

    def empty_text(self) -> str:
        if self.group == "pending":
            return self.tr("Không còn đơn cần xử lý.")
        if self.group == "all":
            return self.tr("Chưa có đơn nào. Bấm Đồng bộ ngay để tải đơn từ Lazada.")
        return self.tr("Không có đơn nào trong nhóm này.")

    def retranslate(self) -> None:
        super().retranslate()
        self.drawer.retranslate()
        self.actions_.retranslate()
        self._show_buttons()
        self._reload_drawer()

    # --- cells ------------------------------------------------------------------------------------

    def _goods(self, row: OrderRow) -> str:
        count = row.live_units or row.units
        return self.tr("{skus} món · {n} cái").format(skus=row.skus, n=count)

    def _deadline(self, row: OrderRow) -> str:
        if row.ship_by is None or row.word not in TO_SHIP:
            return "–"
        return labels.countdown(row.ship_by, self.now())

    def _deadline_level(self, row: OrderRow) -> str:
        if row.ship_by is None or row.word not in TO_SHIP:
            return "muted"
        left = row.ship_by - self.now()
        return "bad" if left < timedelta() else "warn" if left < NEAR else ""

    def _deadline_tip(self, row: OrderRow) -> str:
        return labels.moment(row.ship_by) if row.ship_by is not None else "–"

    def _count_down(self) -> None:
        if self.isVisible():
            self.list.touch([row.id for row in self.list.shown_rows()])

    def _on_lazada(self, row: OrderRow) -> str:
        return self.tr("Yêu cầu hủy") if row.cancel_pending else order_words.on_lazada(row)

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

    def _reload_drawer(self) -> None:
        if self.drawer.order_id:
            self.open_order(self.drawer.order_id)

    def refresh(self) -> None:
        super().refresh()
        self._reload_drawer()

    def changed(self, changes: events.Changes) -> None:
        super().changed(changes)
        if self.drawer.order_id in changes.ids:
            self._reload_drawer()

    # --- buttons ----------------------------------------------------------------------------------

    def button(self, wish: str) -> QPushButton:
        """The bar's button that gives this wish."""
        return self.actions_.button(self._button(wish).for_ticked)

    def _button(self, wish: str) -> OrderButton:
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

    def _on_ticked(self) -> None:
        super()._on_ticked()
        self._show_buttons()

    def _show_buttons(self) -> None:
        for button in self.buttons:
            button.show_ticked(self.list.ticks())

    def answered(self, answer: Any) -> None:
        for button in self.buttons:
            button.answered(answer)


def _lazada_level(row: OrderRow) -> str:
    return "bad" if row.cancel_pending else order_words.WORD_LEVELS.get(row.word, "muted")


def _click_level(row: OrderRow) -> str:
    return order_words.CLICK_LEVELS.get(row.click_state or "", "warn")


def _parcel(row: OrderRow) -> str:
    return " · ".join(part for part in (row.carrier, row.tracking) if part) or "–"
