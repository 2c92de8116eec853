"""What is photographed of Tổng quan: the comparison, and what bar and strips say on any tab."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QIcon

from lazdesk.models import desk, proofs
from lazdesk.models.queries.connections import Connections, connections
from lazdesk.rules.agreement import What
from lazdesk.sync.events import Progress
from lazdesk.views import answers, theme
from lazdesk.views.cannot_open import CannotOpen
from lazdesk.views.main_window import MainWindow
from lazdesk.views.overview.tab import OverviewTab
from lazdesk.views.tray import Tray
from tests.screens import told

if TYPE_CHECKING:
    from tests.screens.gallery import Photographer

AT = datetime(2026, 11, 24, 19, 41, tzinfo=UTC)


def play(window: MainWindow, tab: OverviewTab, photographer: Photographer) -> None:
    comparison(window, tab, photographer)
    shop = known(window).shops[0]
    now = max(filter(None, (shop.last_sync_at, AT)))
    conditions(window, now, photographer)
    beside(window, photographer)


# --- Hai bên có khớp không? -----------------------------------------------------------------------


def comparison(window: MainWindow, tab: OverviewTab, photographer: Photographer) -> None:
    for name, document in (("agrees", _found(())), ("differs", _found(DIFFERENCES))):
        _keep(tab, document)
        photographer.take(window, f"overview-proof-{name}")
    photographer.take_modal(tab.proof.open.click, "overview-proof-list")
    tab.proof.start.click()
    tab.answered(answers.Proving(tab.shop, "haravan_orders", 350, 1_240))
    photographer.take(window, "overview-proof-under-way")
    tab.answered(answers.Proved(tab.shop, told.unreachable(photographer.language)))
    photographer.take(window, "overview-proof-error")
    tab.refresh()


def _keep(tab: OverviewTab, document: dict[str, Any]) -> None:
    assert tab.database is not None
    with tab.database.write() as connection:
        proofs.save(connection, tab.shop, document)
    tab.answered(answers.Proved(tab.shop))


def _found(differ: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    return {
        "at": AT.isoformat(),
        "checked": 1_240,
        "agree": 1_240 - len(differ),
        "not_compared": ["price"] if differ else [],
        "differ": differ,
    }


def _differs(number: int, what: What) -> dict[str, Any]:
    lazada, haravan, wanted, mirror = (*VALUES[what], None)[:4]
    of_goods = what in (What.LINK, What.STOCK, What.PRICE)
    name = "AO-THUN-XANH-NAVY-XXL" if of_goods else f"783035486956{number:03}"
    values = {"lazada": lazada, "haravan": haravan, "wanted": wanted, "mirror": mirror}
    return {"what": what.value, "object": name, "id": name} | values


# What Lazada and Haravan hold and what is right, as `rules.agreement` puts it.
VALUES: dict[What, tuple[int | str | None, ...]] = {
    What.MISSING: ("Pending", 0, 1),
    What.DOUBLED: (1, "783035486956102, 783035486956102-2", 1),
    What.UNWANTED: ("Unpaid", 1, 0),
    What.STRAY: (None, "LZD:VN:200123456:783035486956199", None),
    What.UNCONFIRMED: ("Ready to ship", 0, 1),
    What.CANCELED: ("Canceled", 0, 1),
    What.LINE: (
        "2 × AO-THUN-XANH-NAVY-XXL × 129000",
        "1 × 129000 (1098765432)",
        "2 × 129000 (1098765432)",
    ),
    What.UNLINKED: ("AO-THUN-M", None, "1098765432"),
    What.TOTAL: (999_999_999, 1_190_000, 999_999_999),
    What.CAPTURED: ("Delivered", 0, 1_290_000),
    What.REFUNDED: (0, 1_500_000, 0),
    What.PAYMENT: ("Delivered", "pending", "paid"),
    What.GOODS: (2, 0, 2),
    What.RESTOCK: (1, 0, 1),
    What.STATUS: ("In transit", "Chờ giao hàng", "Đang giao hàng"),
    What.LINK: ("AO-THUN-M", None, "1098765432"),
    What.PRICE: (1_290_000, 1_190_000, 1_190_000),
    What.STOCK: (5, 7, 7),
    What.MIRROR: (*["lazada_price: 999999999"] * 3, "lazada_price: None"),
}
STATUSES = "783035486956701 pending, 783035486956702 ready_to_ship"
DIFFERENCES = (
    *(_differs(number, what) for number, what in enumerate(What, 101)),
    _differs(120, What.MIRROR)
    | dict.fromkeys(("lazada", "haravan", "wanted"), f"status: {STATUSES}")
    | {"mirror": f"status: {STATUSES.replace('ready_to_ship', 'pending')}"},
)


# --- bar and strips -------------------------------------------------------------------------------


def _set_writes(window: MainWindow, value: str) -> None:
    """As the overview reads it."""
    tab = window.tabs[0]
    assert tab.database is not None
    with tab.database.write() as connection:
        desk.set_setting(connection, tab.shop, "writes", value)
    tab.mark_stale()


def conditions(window: MainWindow, now: datetime, photographer: Photographer) -> None:
    """What the bar and the strips say beyond the usual."""
    usual = known(window)
    window.pages.setCurrentIndex(0)
    window.set_connections(told.several(usual, now))
    photographer.take(window, "overview-several-shops")
    window.set_connections(replace(usual, writes=False))
    _set_writes(window, "off")
    photographer.take(window, "overview-writes-stopped")
    _set_writes(window, "on")
    window.set_connections(usual)
    lines = told.meanwhile(photographer.language)
    window.tell(lines)
    window.set_connections(usual)
    photographer.take(window, "overview-meanwhile")
    for line in lines:
        window.strips.closed.emit(f"missed:{line}")
    failed = answers.Failed("set_writes", told.unreachable(photographer.language))
    photographer.take_modal(lambda: window.take(failed), "overview-failed")


def beside(window: MainWindow, photographer: Photographer) -> None:
    """Before there are tabs, and beside the clock."""
    opening = MainWindow(window.wishes)
    opening.resize(window.size())
    opening.show()
    opening.show_opening(Progress("haravan_products", 120, 300))
    photographer.take(opening, "overview-opening")
    why = told.cannot_open(photographer.language)
    photographer.take_modal(CannotOpen(why, opening, is_lost=True).open, "overview-cannot-open")
    opening.close()
    opening.deleteLater()
    tray = Tray(QIcon(str(theme.resources() / "lazdesk.png")), window.wishes, window)
    tray.menu.popup(window.mapToGlobal(window.rect().center()))
    photographer.take(tray.menu, "overview-menu-tray")
    tray.menu.close()
    tray.deleteLater()


def known(window: MainWindow) -> Connections:
    assert window.database is not None
    with window.database.read() as connection:
        return connections(connection)
