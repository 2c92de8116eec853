"""What is photographed of Đơn hàng: the drawer, the menus, and each dialog its buttons open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from lazdesk.sync.events import Progress
from lazdesk.views import answers
from lazdesk.views.main_window import MainWindow
from lazdesk.views.orders.backfill import BackfillDialog
from lazdesk.views.orders.left_out import LeftOutDialog
from lazdesk.views.orders.receiver import Receiver
from lazdesk.views.orders.return_dialog import ReturnDialog
from lazdesk.views.orders.tab import OrdersTab
from tests.screens import cancel_scenes, print_scenes, told

if TYPE_CHECKING:
    from tests.screens.gallery import Photographer

SOON = 150  # ms: a modal dialog is on the screen by then
DRAWN = ("pending", "delivered", "refunded", "coming_back", "unlinked", "canceled")


def play(window: MainWindow, tab: OrdersTab, photographer: Photographer) -> None:
    drawers(window, tab, photographer)
    tab.show_part("ready")
    for choice, name in ((1, "unprinted"), (2, "printed")):
        tab.prints.setCurrentIndex(choice)
        photographer.take(window, f"orders-{name}")
    tab.prints.setCurrentIndex(0)
    tab.show_part("pending")
    photographer.rest(window)
    results(tab, photographer)
    failed = answers.Failed("ready_to_ship", told.unreachable(photographer.language))
    photographer.take_modal(lambda: tab.answered(failed), "orders-click-failed")
    cancel_scenes.play(tab, photographer)
    goods_that_come_back(tab, photographer)
    lines_without_a_link(tab, photographer)
    backfill(tab, photographer)
    print_scenes.play(tab, photographer)


def results(tab: OrdersTab, photographer: Photographer) -> None:
    """Before a button acts, and what came of it."""
    language = photographer.language
    left = told.left_out(language)
    ready = tab.order_button("ready_to_ship").title()
    for name, some, rest in (("one", left[:1], 149), ("many", left, 1)):
        dialog = LeftOutDialog(ready, some, rest, tab)
        photographer.take_modal(dialog.open, f"orders-left-out-{name}")
    for name, wish, amounts in told.RESULTS:
        answer = answers.OrderResults(wish, told.order_results(amounts, language))
        photographer.take_modal(partial(tab.answered, answer), f"orders-results-{name}")


def drawers(window: MainWindow, tab: OrdersTab, photographer: Photographer) -> None:
    """One order of each kind, from its head to its end."""
    for group in DRAWN:
        tab.show_part(group)
        photographer.rest(window)
        if (first := tab.list.id_at(0)) is None:
            continue
        tab.open_order(first)
        photographer.take(window, f"orders-drawer-{group}")
        bar = tab.drawer._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())
        photographer.take(window, f"orders-drawer-{group}-below")
        if group == DRAWN[0]:
            receiver(window, tab, photographer)
        tab.drawer.close_drawer()
    for menu, name in ((tab.group_bar.menu, "groups"), (tab.drawer.row.menu, "actions")):
        if menu.actions():
            menu.popup(window.mapToGlobal(window.rect().center()))
            photographer.take(menu, f"orders-menu-{name}")
            menu.close()
    tab.show_part("pending")


def receiver(window: MainWindow, tab: OrdersTab, photographer: Photographer) -> None:
    """The buyer, as he is; and that he is to be forgotten."""
    for shown in tab.drawer.findChildren(Receiver):
        shown.button.click()
        photographer.take(window, "orders-drawer-receiver")
        photographer.take_modal(shown.forget.click, "orders-forget-buyer")
        shown.button.click()


def goods_that_come_back(tab: OrdersTab, photographer: Photographer) -> None:
    def shown(planned: answers.ReturnPlanned, act: Callable[[ReturnDialog], object]) -> None:
        QTimer.singleShot(SOON, lambda: act(_on_screen(ReturnDialog)))
        tab.answered(planned)

    one, many = told.away(tab.shop, 1), told.away(tab.shop, 12)
    for name, planned, act in (
        ("one", one, lambda dialog: dialog.table),
        ("many", many, lambda dialog: dialog.table),
        ("lost", one, lambda dialog: dialog.lost.click()),
        ("elsewhere", many, lambda dialog: dialog.place.setCurrentIndex(2)),
        ("nothing", one, lambda dialog: [row.count.setValue(0) for row in dialog._rows]),
    ):
        photographer.take_modal(partial(shown, planned, act), f"orders-return-{name}")


def lines_without_a_link(tab: OrdersTab, photographer: Photographer) -> None:
    button = tab.order_button("take_stock")
    first = tab.list.id_at(0)
    assert first is not None
    orders = tab.facts([first])
    photographer.take_modal(lambda: button.ask(orders), "orders-take-stock")
    photographer.take_modal(lambda: tab.order_button("link").ask(orders), "orders-link-sku")


def backfill(tab: OrdersTab, photographer: Photographer) -> None:
    photographer.take_modal(tab.backfill.click, "orders-backfill")

    def chosen() -> BackfillDialog:
        tab.backfill.click()
        dialog = tab._backfilling
        assert dialog is not None
        dialog.day.setDate(QDate(dialog.day.date()).addDays(-90))
        return dialog

    def under_way() -> BackfillDialog:
        dialog = chosen()
        dialog.go.click()
        for event in (answers.Done("set_settings"), answers.SyncStarted()):
            dialog.answered(event)
        dialog.answered(Progress("lazada_orders", 1_240, 3_512))
        return dialog

    def ended(*errors: str) -> None:
        under_way().answered(answers.SyncEnded(told.AT, errors=errors))

    photographer.take_modal(chosen, "orders-backfill-chosen")
    photographer.take_modal(under_way, "orders-backfill-under-way")
    photographer.take_modal(lambda: under_way().stop.click(), "orders-backfill-stopping")
    photographer.take_modal(ended, "orders-backfill-done")
    photographer.take_modal(
        partial(ended, told.unreachable(photographer.language)), "orders-backfill-error"
    )


def _on_screen(kind: type[ReturnDialog]) -> ReturnDialog:
    widgets: list[QWidget] = QApplication.topLevelWidgets()
    return next(widget for widget in widgets if isinstance(widget, kind) and widget.isVisible())
