"""The buttons that pack parcels and hand them over (E1, E3)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot

from lazdesk.models.queries.order_list import OrderFacts
from lazdesk.rules import buttons
from lazdesk.views import ship_wishes, wishes
from lazdesk.views.orders import left_out
from lazdesk.views.orders.buttons import OrderButton
from lazdesk.views.orders.left_out import LeftOutDialog


class ShipButton(OrderButton):
    """Says what stays, and why, before anything is sent."""

    _asked: tuple[object, list[str]]

    def ask(self, orders: Sequence[OrderFacts], /) -> object | None:
        ids = [order.row.id for order in orders]
        wish = self.wish_for(tuple(ids))
        left = [(result.order_number, result.reason) for result in self._left_out]
        left += left_out.pieces(orders, self.tab.language())
        if not left:
            return wish
        self._asked = (wish, ids)
        dialog = LeftOutDialog(self.title(), left, len(orders), self.tab)
        dialog.accepted.connect(self._on_agreed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return None

    def wish_for(self, _ids: tuple[str, ...]) -> object:
        raise TypeError(f"{type(self).__name__} wishes for nothing")

    @Slot()
    def _on_agreed(self) -> None:
        self.send(*self._asked)


class ReadyToShip(ShipButton):
    """*Sẵn sàng giao hàng* (E1)."""

    wish = "ready_to_ship"
    shortcut = "F6"
    role = "primary"

    def title(self) -> str:
        return self.tr("Sẵn sàng giao hàng")

    def concerns(self, order: OrderFacts) -> bool:
        return order.row.word == "pending"

    def why_not(self, order: OrderFacts) -> str | None:
        return buttons.why_not_ready(order.units)

    def wish_for(self, ids: tuple[str, ...]) -> wishes.ReadyToShip:
        return wishes.ReadyToShip(self.tab.shop, ids)


class Pack(ShipButton):
    """*Đóng gói*, and nothing else (E3)."""

    wish = "pack"

    def title(self) -> str:
        return self.tr("Đóng gói")

    def concerns(self, order: OrderFacts) -> bool:
        return buttons.why_not_packed(order.units) is None

    def why_not(self, order: OrderFacts) -> str | None:
        return buttons.why_not_packed(order.units)

    def wish_for(self, ids: tuple[str, ...]) -> ship_wishes.Pack:
        return ship_wishes.Pack(self.tab.shop, ids)
