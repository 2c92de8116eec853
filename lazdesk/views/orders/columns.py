"""The columns of the order list: what each shows of an order, and in which group it says nothing.

At 1366 px all of them find room beside one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lazdesk.models import orders as stored
from lazdesk.models.queries.order_list import OrderRow
from lazdesk.rules import privacy
from lazdesk.rules.problems import CATALOGUE
from lazdesk.views import labels
from lazdesk.views.lists.cells import Column
from lazdesk.views.orders import words as order_words

if TYPE_CHECKING:
    from lazdesk.views.orders.tab import OrdersTab

NEAR = timedelta(hours=6)  # a deadline that is near
TO_SHIP = frozenset({"pending", "ready"})
_GONE = ("transit", "delivered", "refunded", "coming_back", "failed", "returned", "canceled")
HIDDEN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(_GONE, frozenset({"deadline"})),
        "unpaid": frozenset({"deadline", "parcel"}),
        "attention": frozenset({"deadline", "parcel"}),  # what is wrong needs their room
    }
)
"""The columns that say nothing in a group, by its name."""
IN_DRAWER = frozenset({"created", "goods", "buyer", "parcel"})
"""What the drawer tells of its order, and the list beside it has no room for."""
ROOMY = 1_820  # px: all columns stand beside the drawer


class OrderCells(QObject):
    """Made anew for each group and language."""

    def __init__(self, tab: OrdersTab, group: str) -> None:
        super().__init__()
        self._tab = tab
        self._group = group

    def columns(self) -> list[Column]:
        attention = self._group == "attention"
        return [
            Column("number", self.tr("Mã đơn Lazada"), lambda r: r.number, 172, "number"),
            Column(
                "deadline",
                self.tr("Hạn giao"),
                self._deadline,
                116,
                "ship_by",
                level=self.deadline_level,
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
                self._on_haravan,
                120,
                level=order_words.haravan_level,
                tip=self._haravan_tip,
            ),
            Column("goods", self.tr("Sản phẩm"), self._goods, 99),
            Column(
                "buyer",
                self.tr("Khách"),
                lambda r: privacy.initials(r.buyer) or "–",
                57,
                tip=lambda r: privacy.covered_name(r.buyer) or "–",
                cut="end",
            ),
            Column(
                "total", self.tr("Tổng tiền"), lambda r: labels.money(r.total), 100, number=True
            ),
            Column(
                "payment",
                self.tr("Thanh toán"),
                order_words.paid,
                118,
                tip=order_words.payment,
            ),
            Column(
                "parcel",
                self.tr("Mã vận đơn"),
                order_words.number,
                174,
                tip=order_words.parcel,
                cut="end",
            ),
            Column(
                "click",
                self.tr("Vì sao") if attention else self.tr("Thao tác"),
                self._trouble if attention else self._click,
                98,
                level=self._click_level,
                tip=self._trouble if attention else self._why,
                cut="end",
            ),
        ]

    def _goods(self, row: OrderRow) -> str:
        count = row.live_units or row.units
        return self.tr("{skus} món · {n} cái").format(skus=row.skus, n=count)

    def _on_haravan(self, row: OrderRow) -> str:
        if self._group == "unlinked":
            if row.offered:
                return self.tr("Chờ trừ tồn")
            return self.tr("Chưa liên kết: {n}").format(n=len(row.unlinked))
        return order_words.on_haravan_briefly(row)

    def _haravan_tip(self, row: OrderRow) -> str:
        shown = order_words.on_haravan(row)
        return f"{shown}\n{row.import_reason}" if row.import_reason else shown

    def _deadline(self, row: OrderRow) -> str:
        due = _due(row)
        return "–" if due is None else labels.countdown(due, self._tab.now())

    def deadline_level(self, row: OrderRow) -> str:
        due = _due(row)
        if due is None:
            return "muted"
        left = due - self._tab.now()
        return "bad" if left < timedelta() else "warn" if left < NEAR else ""

    def _deadline_tip(self, row: OrderRow) -> str:
        if row.answer_by is not None:
            told = self.tr("Trả lời người mua trước {time}, sau đó Lazada tự quyết định")
            return told.format(time=labels.moment(row.answer_by))
        return labels.moment(row.ship_by) if row.ship_by is not None else "–"

    def _on_lazada(self, row: OrderRow) -> str:
        if row.cancel_asked:
            return self.tr("Yêu cầu hủy")
        return self.tr("Đang hủy") if row.cancel_pending else order_words.on_lazada(row)

    def _click(self, row: OrderRow) -> str:
        pressed = any(row.id in button.pressed for button in self._tab.buttons)
        return self.tr("Đang gửi") if pressed else order_words.click(row)

    def _why(self, row: OrderRow) -> str:
        if row.click_answer:
            return order_words.reason(row.click_answer, self._tab.language())
        return self._click(row)

    def _trouble(self, row: OrderRow) -> str:
        """What is wrong with the order as a whole."""
        language = self._tab.language()
        if row.problem:
            return CATALOGUE[row.problem].cause(language)
        if row.import_state == stored.REJECTED:
            return row.import_reason or order_words.on_haravan(row)
        return order_words.reason("unknown_status", language)

    def _click_level(self, row: OrderRow) -> str:
        if self._group == "attention":
            return ""
        return order_words.CLICK_LEVELS.get(row.click_state or "", "warn")


def _due(row: OrderRow) -> datetime | None:
    """What a buyer asks for goes before the goods' own deadline (E4)."""
    if row.answer_by is not None:
        return row.answer_by
    return row.ship_by if row.word in TO_SHIP else None


def _lazada_level(row: OrderRow) -> str:
    return "bad" if row.cancel_pending else order_words.WORD_LEVELS.get(row.word, "muted")
