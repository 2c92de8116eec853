"""Looking again: the order anew from Lazada, and its pages on both platforms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from lazdesk.models.queries.order_list import OrderFacts
from lazdesk.views import answers, labels, wishes
from lazdesk.views.orders.buttons import OrderButton

# As the notices of Seller Center link to an order.
ON_LAZADA = "https://sellercenter.lazada.vn/apps/order/detail?tradeOrderId={id}"
IN_HARAVAN = "https://{domain}/admin/orders/{id}"


class TakeAgain(OrderButton):
    """*Lấy lại đơn này*: read anew, refused imports tried once more, then synchronised."""

    wish = "take_again"
    tells_success = False

    def title(self) -> str:
        return self.tr("Lấy lại đơn này")

    def title_of(self, count: int) -> str:
        return self.tr("Lấy lại đơn ({n})").format(n=labels.number(count))

    def ask(self, orders: Sequence[OrderFacts], /) -> wishes.TakeAgain:
        return wishes.TakeAgain(self.tab.shop, tuple(order.row.id for order in orders))


class _OpenPage(OrderButton):
    """Opens a page in the browser; the practice shops have none."""

    for_many = False

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._practising = False

    def answered(self, answer: Any) -> None:
        if isinstance(answer, answers.Opened):
            self._practising = answer.practising

    def why_not(self, order: OrderFacts) -> str | None:
        if not self.address(order):
            return "no_haravan_order"
        return "no_page" if self._practising else None

    def address(self, _order: OrderFacts, /) -> str:
        """The page's address; empty while there is none."""
        raise TypeError(f"{type(self).__name__} has no page")

    def ask(self, orders: Sequence[OrderFacts], /) -> None:
        QDesktopServices.openUrl(QUrl(self.address(orders[0])))


class OpenInHaravan(_OpenPage):
    """The order in Haravan's admin."""

    wish = "open_in_haravan"

    def title(self) -> str:
        return self.tr("Mở ở Haravan")

    def address(self, order: OrderFacts, /) -> str:
        domain = self.tab.haravan_domain()
        if not domain or order.row.haravan_id is None:
            return ""
        return IN_HARAVAN.format(domain=domain, id=order.row.haravan_id)


class OpenOnLazada(_OpenPage):
    """The order in Lazada's Seller Center."""

    wish = "open_on_lazada"

    def title(self) -> str:
        return self.tr("Mở ở Lazada")

    def address(self, order: OrderFacts, /) -> str:
        return ON_LAZADA.format(id=order.row.id)
