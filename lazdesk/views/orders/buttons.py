"""What can be done with orders: in the bar for those that are ticked, in the drawer for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMessageBox

from lazdesk.models.queries.order_list import OrderFacts
from lazdesk.views import answers, labels
from lazdesk.views.answers import OrderResult
from lazdesk.views.orders import words as order_words
from lazdesk.views.orders.results import ResultsDialog

if TYPE_CHECKING:
    from lazdesk.views.orders.tab import OrdersTab


class OrderButton(QObject):
    """One button. A subclass says what it is called, which orders it is for, why it may not act on
    one of them, and what is wished for; the answer comes with one result per order."""

    wish = ""  # the signal of ``Wishes`` that is emitted
    shortcut = ""
    role = ""  # primary, danger
    for_many = True
    tells_success = True  # also when one order was meant and all is well

    def __init__(self, tab: OrdersTab) -> None:
        super().__init__(tab)
        self.tab = tab
        self.pressed: set[str] = set()  # asked for, and not answered yet
        self._left_out: list[OrderResult] = []  # of the press that is being asked about
        self._refused: list[OrderResult] = []  # of those that are under way
        self.for_ticked = QAction(self)
        self.for_ticked.triggered.connect(self.press_chosen)
        self.for_one = QAction(self)
        self.for_one.triggered.connect(self._press_one)
        if self.shortcut:
            QShortcut(QKeySequence(self.shortcut), tab).activated.connect(self.press_chosen)

    # --- what a subclass says ---------------------------------------------------------------------

    def title(self) -> str:
        raise TypeError(f"{type(self).__name__} has no title")

    def title_of(self, count: int) -> str:
        """What it is called for so many orders."""
        return f"{self.title()} ({labels.number(count)})" if self.for_many else self.title()

    def concerns(self, _order: OrderFacts) -> bool:
        """Whether it stands in the drawer of this order, even if it may not act now."""
        return True

    def why_not(self, _order: OrderFacts) -> str | None:
        """Why it may not act on this order: a key of ``rules.buttons.REASONS``; None: it may."""
        return None

    def ask(self, _orders: Sequence[OrderFacts], /) -> object | None:
        """The wish for these orders, after whatever must be chosen first; None: given up, or
        ``send`` is called later."""
        raise TypeError(f"{type(self).__name__} wishes for nothing")

    def refused(self) -> str:
        """What it is called when it did nothing to an order; empty: *Bị từ chối*."""
        return ""

    # --- how it stands ----------------------------------------------------------------------------

    def show_ticked(self, orders: Sequence[OrderFacts], count: int) -> None:
        """The bar's button for ``count`` orders; ``orders``: the same, or some of them where they
        are too many. It is there when it concerns one of these, and may act when one allows it, or
        when one that was not looked at could."""
        reasons = [self.why_not(order) for order in orders if self.concerns(order)]
        may = len(orders) < count or None in reasons
        self.for_ticked.setText(self.title_of(count))
        self.for_ticked.setVisible(bool(reasons) and (self.for_many or count == 1))
        self.for_ticked.setEnabled(may)
        self.for_ticked.setToolTip(self.shortcut if may or not reasons else self._words(reasons[0]))

    def show_one(self, order: OrderFacts) -> str:
        """The drawer's button for this order; returns why it may not act, in words."""
        reason = self.why_not(order)
        concerned = self.concerns(order)
        self.for_one.setText(self.title())
        self.for_one.setToolTip(self._words(reason) or self.shortcut)
        self.for_one.setEnabled(reason is None)
        self.for_one.setVisible(concerned)
        return self._words(reason) if concerned else ""

    def _words(self, reason: str | None) -> str:
        return order_words.reason(reason, self.tab.language()) if reason else ""

    # --- pressing ---------------------------------------------------------------------------------

    @Slot()
    def press_chosen(self) -> None:
        """Those that are ticked, or else the current one."""
        self.press(self.tab.chosen())

    @Slot()
    def _press_one(self) -> None:
        self.press([self.tab.drawer.order_id])

    def press(self, ids: Sequence[str]) -> None:
        """Orders that the rules forbid are answered at once; the others are asked for."""
        orders = self.tab.facts(ids)
        refused = {
            order.row.id: OrderResult(
                order.row.id, order.row.number, "rejected", self._words(reason), again=False
            )
            for order in orders
            if (reason := self.why_not(order)) is not None
        }
        allowed = [order for order in orders if order.row.id not in refused]
        if not allowed:
            self.show_results(list(refused.values()))
            return
        self._left_out = list(refused.values())
        wish = self.ask(allowed)
        if wish is not None:
            self.send(wish, [order.row.id for order in allowed])

    def send(self, wish: object, ids: Sequence[str]) -> None:
        """Wishes it for these orders; of those that were left out is told with the answer."""
        self._refused += self._left_out
        self._left_out = []
        self.pressed.update(ids)
        self.tab.list.tick_all(on=False)
        self.tab.list.touch(ids)
        getattr(self.tab.wishes, self.wish).emit(wish)

    # --- what came of it --------------------------------------------------------------------------

    def answered(self, answer: Any) -> None:
        match answer:
            case answers.OrderResults() if answer.wish == self.wish:
                self.pressed -= {result.order_id for result in answer.results}
                results, self._refused = [*self._refused, *answer.results], []
                self.show_results(results)
                self.tab.mark_stale()
            case answers.Failed() if answer.wish == self.wish:
                pressed, self.pressed, self._refused = self.pressed, set(), []
                self.tab.list.touch(pressed)
                self.say_failed(answer.message)

    def show_results(self, results: Sequence[OrderResult]) -> None:
        silent = not self.tells_success and [r.result for r in results] == ["confirmed"]
        if silent or not results:
            return
        dialog = ResultsDialog(self.title(), results, self.tab, refused=self.refused())
        dialog.accepted.connect(self._on_again)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _on_again(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, ResultsDialog):
            self.press(dialog.failed)

    def say_failed(self, message: str) -> None:
        told = QMessageBox(self.tab)
        told.setIcon(QMessageBox.Icon.Warning)
        told.setWindowTitle(self.title())
        told.setText(message)
        told.finished.connect(told.deleteLater)
        told.open()
