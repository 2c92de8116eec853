"""What is photographed: each tab as it opens, and each dialog over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QScrollArea, QSpinBox

from lazdesk.models.queries.problem_list import IGNORED, SOLVED
from lazdesk.sync.events import Progress
from lazdesk.views import answers, problem_wishes, theme
from lazdesk.views.configuration.tab import ConfigurationTab
from lazdesk.views.connection.tab import ConnectionTab
from lazdesk.views.lists.list_tab import ListTab
from lazdesk.views.main_window import MainWindow
from lazdesk.views.problems.tab import ProblemsTab
from lazdesk.views.products.tab import ProductsTab
from tests.screens import keeping_scenes, order_scenes, overview_scenes, told

if TYPE_CHECKING:
    from tests.screens.gallery import Photographer

_translators: list[QTranslator] = []


def speak(program: QApplication, language: str) -> None:
    """The window's language, as the program sets it."""
    for translator in _translators:
        program.removeTranslator(translator)
    _translators.clear()
    if language == "en":
        translator = QTranslator()
        assert translator.load(str(theme.resources() / "translations" / "en.qm"))
        program.installTranslator(translator)
        _translators.append(translator)


def play(window: MainWindow, state: str, now: datetime, photographer: Photographer) -> None:
    """Goes through the tabs and takes each, and what can be opened there once there is data."""
    tell(window, state, now, photographer)
    for tab in window.tabs:
        if not photographer.part.enters(tab.name):
            continue
        window.pages.setCurrentWidget(tab)
        photographer.take(window, tab.name)
        if isinstance(tab, ListTab) and state in ("usual", "full"):
            list_scenes(window, tab, photographer)
        if state == "usual" and tab.name in OPENED:
            OPENED[tab.name](window, tab, photographer)
    if state == "empty" and photographer.part.enters("connection"):
        connecting(window, photographer)


def tell(window: MainWindow, state: str, now: datetime, photographer: Photographer) -> None:
    """What the threads would have told by then."""
    if state == "full":
        window.take(answers.SyncStarted())
        window.take(Progress("haravan_products", 850, 1_500))
    if state == "error":
        window.take(ended(now, errors=(told.unreachable(photographer.language),), unreachable=True))
    if state == "usual":
        window.take(ended(now, held=12, notes=()))


def ended(
    now: datetime,
    *,
    errors: tuple[str, ...] = (),
    unreachable: bool = False,
    held: int = 0,
    notes: tuple[str, ...] = (),
) -> answers.SyncEnded:
    return answers.SyncEnded(
        ended_at=now,
        cancelled=False,
        errors=errors,
        access_lost=(),
        unreachable=unreachable,
        held=held,
        next_at=now + timedelta(minutes=1),
        notes=notes,
    )


def list_scenes(window: MainWindow, tab: ListTab, photographer: Photographer) -> None:
    """A list with some rows ticked, each of its groups, and what its rows open."""
    tab.list.tick(range(3), on=True)
    photographer.take(window, f"{tab.name}-ticked")
    tab.list.tick_all(on=False)
    for number, group in enumerate(tab.groups):
        if number in tab.group_bar.offered:
            tab.show_part(group)
            photographer.take(window, f"{tab.name}-{group}")
    tab.show_part("all")
    if not tab.search.isVisibleTo(window):
        return
    tab.search.setText("zzzz")
    photographer.take(window, f"{tab.name}-nothing-found")
    tab.search.clear()
    photographer.take(window, f"{tab.name}-found-again")


# --- what each tab opens --------------------------------------------------------------------------


def products(window: MainWindow, tab: ProductsTab, photographer: Photographer) -> None:
    tab.show_part("linked")
    photographer.take(window, "products-before-why")
    why = tab.list.id_at(0)
    photographer.take_modal(lambda: tab.table.opened.emit(why), "products-why")
    for name, rule, shown in (("oversell", "continue", 100_000), ("untracked", "untracked", None)):
        tab._explaining = tab.list.row_at(0)
        tab._explaining = replace(tab._explaining, sku_id="1") if tab._explaining else None
        explained = told.explained(rule, shown, told.AT)
        photographer.take_modal(partial(tab.answered, explained), f"products-why-{name}")
    photographer.take_modal(tab.preview.click, "products-preview")
    for name, on in (("nothing", ("price", "quantity")), ("price", ("price",)), ("off", ())):
        nothing = answers.Previewed(tab.shop, (), "", 0, (), on)
        photographer.take_modal(partial(window.take, nothing), f"products-preview-{name}")
    tab.list.tick(range(2), on=True)
    photographer.take_modal(tab.unpublish.click, "products-unpublish")
    tab.list.tick(range(2), on=True)
    photographer.take_modal(tab.links.unlink.click, "products-unlink")
    links(window, tab, photographer)
    tab.list.tick(range(2), on=True)
    for menu, name in ((tab.links.button.menu(), "links"), (tab.locks.button.menu(), "locks")):
        menu.popup(window.mapToGlobal(window.rect().center()))
        photographer.take(menu, f"products-menu-{name}")
        menu.close()
    photographer.take_modal(tab.locks.lock.trigger, "products-lock")
    for name, rows in (("nothing", ()), ("prices", told.UNDOS)):
        planned = answers.UndoPlanned(tab.shop, rows)
        photographer.take_modal(partial(tab.locks.answered, planned), f"products-undo-{name}")
    tab.list.tick_all(on=False)


def links(window: MainWindow, tab: ProductsTab, photographer: Photographer) -> None:
    photographer.take_modal(tab.links.open.trigger, "products-links")

    def suggested() -> None:
        tab.links.open.trigger()
        QTimer.singleShot(100, partial(tab.links.answered, told.suggested(tab.shop)))

    photographer.take_modal(suggested, "products-links-suggested")

    def by_hand() -> None:
        tab.links.open.trigger()
        dialog = tab.links._dialog
        assert dialog is not None
        dialog.pages.setCurrentIndex(1)

    photographer.take_modal(by_hand, "products-links-by-hand")

    def chosen() -> None:
        by_hand()
        dialog = tab.links._dialog
        assert dialog is not None
        for side in (dialog.haravan, dialog.lazada):
            side.which.setCurrentIndex(1)
            QTimer.singleShot(200, partial(side.table.selectRow, 0))

    photographer.take_modal(chosen, "products-links-chosen")
    for name, read in told.imported(tab.shop, photographer.language):
        photographer.take_modal(partial(tab.answered, read), f"products-import-{name}")


def problems(window: MainWindow, tab: ProblemsTab, photographer: Photographer) -> None:
    tab.show_part("all")
    tab.table.selectRow(0)
    photographer.take(window, "problems-detail")
    tab.list.tick(range(2), on=True)
    photographer.take_modal(tab.ignore.click, "problems-ignore")
    tab.list.tick_all(on=False)
    ids = [id_ for id_ in map(tab.list.id_at, range(3)) if id_ is not None]
    why = told.why_ignored(photographer.language)
    wish = problem_wishes.IgnoreProblems(tab.shop, tuple(ids), why)
    tab.wishes.ignore_problems.emit(wish)
    tab.refresh()
    photographer.rest(window)
    tab.show_part(IGNORED)
    photographer.rest(window)
    tab.list.tick(range(1), on=True)
    photographer.take(window, "problems-ignored-ticked")
    tab.wishes.heed_problems.emit(problem_wishes.HeedProblems(tab.shop, tuple(ids)))
    tab.show_part(SOLVED)
    photographer.take(window, "problems-solved")
    tab.show_part("all")


def configuration(window: MainWindow, tab: ConfigurationTab, photographer: Photographer) -> None:
    tab.lazada_block.set_places(told.ON_LAZADA, "")
    tab.lazada_block.load({"stock.lazada_warehouse": ""})
    scroll(tab, 0.5)
    photographer.take(window, "configuration-middle")
    scroll(tab)
    photographer.take(window, "configuration-below")
    tab.update_block.findChildren(QSpinBox)[0].setValue(3)
    photographer.take(window, "configuration-changed")
    tab.orders_block.at_haravan.setChecked(True)
    tab.warehouses_block.chosen.setChecked(True)
    since = tab.orders_block.import_from
    since.setDate(since.date().addDays(-30))
    scroll(tab, 0)
    photographer.take(window, "configuration-warnings")
    scroll(tab)
    photographer.take(window, "configuration-warnings-below")
    tab.orders_block.at_lazada.setChecked(True)
    tab.warehouses_block.total.setChecked(True)
    since.setDate(since.date().addDays(30))
    photographer.take_modal(tab.save.click, "configuration-preview")
    keeping_scenes.play(window, tab, photographer)


def scroll(tab: ConfigurationTab, share: float = 1) -> None:
    for area in tab.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))


def connection(window: MainWindow, tab: ConnectionTab, photographer: Photographer) -> None:
    tab.answered(told.tested(photographer.language, refused=False))
    photographer.take(window, "connection-tested")
    photographer.take_modal(tab.lazada.disconnect_button.click, "connection-disconnect-lazada")
    photographer.take_modal(tab.haravan.disconnect_button.click, "connection-disconnect-haravan")
    photographer.take_modal(tab.lazada.forget_button.click, "connection-forget")
    found = answers.ShopFound("Tiệm Mộng Mơ 2", "200123457")
    photographer.take_modal(lambda: tab.answered(found), "connection-whose-code")
    tab.lazada.add_shop.click()
    photographer.take(window, "connection-add-shop")
    tab.lazada.add_shop.click()
    channel = f"channel:{window.shop}"
    photographer.take_modal(lambda: window.strips.pressed.emit(channel), "connection-channel")
    tab.answered(told.tested(photographer.language, refused=True))
    window.bar.set_practice(True)
    tab.set_practising(True)
    photographer.take(window, "connection-practice")
    window.bar.set_practice(False)
    tab.set_practising(False)
    tab.haravan.show_shop(None)
    tab.lazada.show_shop(told.disconnected(overview_scenes.known(window)).shops[0])
    photographer.take(window, "connection-forgettable")
    tab.refresh()


def connecting(window: MainWindow, photographer: Photographer) -> None:
    """The forms, on the way to the first connection."""
    missing = ("com.read_orders", "com.write_orders", "com.read_inventories")
    window.take(answers.HaravanChecked("Nhà Mây", "nha-may.myharavan.com", missing, False))
    window.take(
        answers.ConsentOpened("https://auth.lazada.com/oauth/authorize", told.CALLBACK, True)
    )
    photographer.take(window, "connection-consent")
    window.take(
        answers.ConsentOpened("https://auth.lazada.com/oauth/authorize", told.CALLBACK, False)
    )
    photographer.take(window, "connection-consent-pasting")


OPENED: dict[str, Callable[[MainWindow, Any, Photographer], None]] = {
    "overview": overview_scenes.play,
    "orders": order_scenes.play,
    "products": products,
    "problems": problems,
    "configuration": configuration,
    "connection": connection,
}
