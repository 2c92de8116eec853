"""Goods of orders: what came back (D11), and the stock of lines without a link (D3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog

from lazdesk.models.queries.order_list import OrderFacts
from lazdesk.rules import buttons
from lazdesk.views import answers, labels, wishes
from lazdesk.views.consequences import ConsequencesDialog
from lazdesk.views.orders.buttons import OrderButton
from lazdesk.views.orders.return_dialog import ReturnDialog
from lazdesk.views.products.link_dialog import LinkDialog


class ReturnGoods(OrderButton):
    """*Hoàn trả đơn hàng*: what may come back is asked for, then chosen in its dialog."""

    wish = "return_goods"

    def title(self) -> str:
        return self.tr("Hoàn trả đơn hàng")

    def concerns(self, order: OrderFacts) -> bool:
        words = ("delivered", "failed", "returned")
        return order.row.word in words or self.why_not(order) is None

    def why_not(self, order: OrderFacts) -> str | None:
        return buttons.why_not_return(order.units, imported=order.row.is_imported)

    def ask(self, orders: Sequence[OrderFacts], /) -> None:
        ids = tuple(order.row.id for order in orders)
        self.tab.wishes.plan_return.emit(wishes.PlanReturn(self.tab.shop, ids))

    def answered(self, answer: Any) -> None:
        super().answered(answer)
        match answer:
            case answers.ReturnPlanned() if answer.shop == self.tab.shop:
                self._left_out += answer.refused
                self._choose(answer)
            case answers.Failed(wish="plan_return"):
                self.say_failed(answer.message)

    def _choose(self, planned: answers.ReturnPlanned) -> None:
        if not planned.orders:
            self.show_results(self._left_out)
            return
        dialog = ReturnDialog(planned, self.tab)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            wish = dialog.wish()
            self.send(wish, [order_id for order_id, _ in wish.quantities])


class TakeStock(OrderButton):
    """*Trừ tồn*: the stock of lines that were linked after their order came in (D3)."""

    wish = "take_stock"

    def title(self) -> str:
        return self.tr("Trừ tồn")

    def concerns(self, order: OrderFacts) -> bool:
        return order.row.offered

    def why_not(self, order: OrderFacts) -> str | None:
        return None if order.row.offered else "not_offered"

    def ask(self, orders: Sequence[OrderFacts], /) -> wishes.TakeStock | None:
        count = len(orders)
        question = self.tr("Trừ tồn cho {n} đơn?", "", count).format(n=labels.number(count))
        if count == 1:
            question = self.tr("Trừ tồn cho đơn {number}?").format(number=orders[0].row.number)
        dialog = ConsequencesDialog(
            self.title(),
            question,
            (
                (
                    self.tr("Điều sẽ xảy ra"),
                    (
                        self.tr("Một phiếu điều chỉnh ở kho của đơn trừ những món vừa liên kết."),
                        self.tr("Mỗi món chỉ bị trừ một lần; dòng hàng trong đơn giữ nguyên."),
                    ),
                ),
            ),
            self.tab,
        )
        dialog.offer(self.tr("Trừ tồn"), "primary")
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted:
            return None
        return wishes.TakeStock(self.tab.shop, tuple(order.row.id for order in orders))


class LinkSku(OrderButton):
    """*Liên kết SKU*: the dialog of links, with the line's SKU found on Lazada's side (B1, D3)."""

    wish = "link"
    for_many = False

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._dialog: LinkDialog | None = None

    def title(self) -> str:
        return self.tr("Liên kết SKU…")

    def concerns(self, order: OrderFacts) -> bool:
        return bool(order.row.unlinked)

    def why_not(self, order: OrderFacts) -> str | None:
        return None if order.row.unlinked else "nothing_to_link"

    def ask(self, orders: Sequence[OrderFacts], /) -> None:
        if self.tab.database is None:
            return
        order = orders[0]
        sku = next((unit.sku for unit in order.units if unit.id in order.row.unlinked), "")
        self._dialog = LinkDialog(self.tab.wishes, self.tab.database, self.tab.scope, self.tab)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.look_for(sku)
        self._dialog.open()
        self._dialog.suggest()

    def answered(self, answer: Any) -> None:
        if self._dialog is not None:
            self._dialog.answered(answer)
            if isinstance(answer, answers.Done) and answer.wish == self.wish:
                self._dialog.refresh()

    @Slot()
    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
