"""One merchant's day by clicks and keys alone, before practice shops over HTTP.

Connect both sides, publish, preview and switch on, meet the seed's three problems, change the
warehouse, make thirty orders ready, cancel a running sync, disconnect, connect again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QTableWidget
from pytestqt.qtbot import QtBot

from lazdesk.rules.text import fold
from lazdesk.sandbox.faults import Fault, Kind
from lazdesk.sandbox.world import World
from lazdesk.views import answers
from lazdesk.views.connection.disconnect import DisconnectDialog
from lazdesk.views.lists.list_tab import ListTab
from lazdesk.views.main_window import MainWindow
from lazdesk.views.orders.left_out import LeftOutDialog
from lazdesk.views.orders.results import ResultsDialog
from lazdesk.views.orders.tab import OrdersTab
from lazdesk.views.preview import PreviewDialog
from lazdesk.views.problems.tab import ProblemsTab
from lazdesk.views.products.tab import ProductsTab
from tests.views import fingers, office
from tests.views.office import Merchant

ORDERS = 30
# The shops' time and the desk's: Lazada takes seconds to show what was done, Haravan minutes.
SPEED = 40.0
DEFAULT = "Default Title"
UNKNOWN = "8939999999999"
ASKED_TO_CANCEL = "Người mua đang yêu cầu hủy: hãy trả lời yêu cầu này trước."
STOCK = "/product/stock/sellable/update"
PRICES = "/product/price_quantity/update"


@pytest.fixture
def day(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Day]:
    with office.merchant(qtbot, monkeypatch, qapp, products=30, speed=SPEED) as somebody:
        somebody.shops.call(flaws)
        somebody.window.resize(1366, 690)
        somebody.window.activateWindow()
        yield Day(somebody)


def flaws(world: World) -> None:
    """One product without barcode, one that Lazada does not have, one price that is too high."""
    codes = {sku.seller_sku for sku in world.lazada.skus.values() if sku.status == "active"}
    sold = [variant for variant in world.haravan.variants.values() if variant.barcode in codes]
    bare, unknown, dear = sold[0], *sold[-2:]
    bare.title = DEFAULT  # what Haravan calls the only variant of a product
    world.haravan.set_barcode(bare.id, None)
    world.haravan.set_barcode(unknown.id, UNKNOWN)
    world.haravan.set_price(dear.id, world.lazada.sku(str(dear.barcode)).price * 5 // 4)
    world.lazada.limit_prices(0.5, 1.0)


class Day:
    """What the merchant does, each by pointer and keyboard only."""

    def __init__(self, merchant: Merchant) -> None:
        self.merchant = merchant
        self.hears = merchant.hears
        self.wait = merchant.wait
        self.world = merchant.shops.call

    @property
    def window(self) -> MainWindow:
        return self.merchant.window

    def go_to(self, kind: type[Any]) -> Any:
        """Clicks the tab in the window's tab bar."""
        number = next(n for n, tab in enumerate(self.window.tabs) if isinstance(tab, kind))
        fingers.open_tab(self.window.pages.tabBar(), number)
        tab = self.window.tabs[number]
        if isinstance(tab, ListTab):
            self.wait(lambda: tab.list.loaded)
        return tab

    def connect_haravan(self) -> None:
        card = self.go_to(type(self.merchant.connection)).haravan
        fingers.fill_in(card.token, self.world(lambda world: world.haravan.token))
        fingers.click(card.connect_button)
        self.hears(answers.Done, "connect_haravan")
        assert "Nhà Mây" in card.note.text()

    def open_consent(self) -> Any:
        """Fills in the app and opens Lazada's page."""
        app = self.world(lambda world: world.lazada_platform.app)
        card = self.go_to(type(self.merchant.connection)).lazada
        for field, text in (
            (card.app_key, app.key),
            (card.app_secret, app.secret),
            (card.redirect_uri, app.callback),
        ):
            fingers.fill_in(field, text)
        fingers.click(card.connect_button)
        return card

    def sync(self) -> None:
        """F5, and until that cycle is over."""
        self.wait(self.window.bar.sync.isVisible)
        self.merchant.told.clear()
        fingers.press_keys(self.window, "F5")
        assert self.hears(answers.SyncEnded).errors == ()

    def show_group(self, tab: ListTab, group: str) -> None:
        if tab.group != group:
            fingers.open_tab(tab.tabs, tab.groups.index(group))
        self.wait(lambda: tab.list.rowCount() == tab.group_count(group))

    def search(self, tab: ListTab, words: str) -> None:
        fingers.press_keys(self.window, "Ctrl+K")
        assert QApplication.focusWidget() is tab.search
        fingers.fill_in(tab.search, words)
        self.wait(lambda: bool(tab.list.listing.words) == bool(words))

    def agree(self) -> list[Any]:
        """Will agree to the preview that comes; returns what was seen of it."""
        return office.when_shown(PreviewDialog, lambda dialog: fingers.click(dialog.agree))

    def count_calls(self, path: str) -> int:
        return self.world(lambda world: sum(call.path == path for call in world.calls))

    def shown(self, tab: ListTab) -> list[dict[str, str]]:
        """The rows of the list as they are read, also those below what is in view."""
        for row in range(tab.list.rowCount()):
            tab.list.row_at(row)
        return [
            {
                column.key: str(tab.list.data(tab.list.index(row, number)))
                for number, column in enumerate(tab.list.columns)
            }
            for row in range(tab.list.rowCount())
        ]


def test_a_merchants_day(day: Day) -> None:
    connect_both_sides(day)
    publish(day)
    switch_on(day)
    see_the_three_problems(day)
    change_the_warehouse(day)
    make_thirty_orders_ready(day)
    cancel_a_running_sync(day)
    disconnect_and_connect_again(day)


def connect_both_sides(day: Day) -> None:
    """A1 and A2: the token is typed, the consent given in a browser that is sent back to us."""
    day.connect_haravan()
    day.open_consent()
    assert "Quay lại LazDesk" in day.merchant.allow()
    ended = day.hears(answers.SyncEnded)
    assert (ended.errors, ended.cancelled) == ((), False)
    assert day.window.bar.state().startswith("Đang chạy")


def publish(day: Day) -> None:
    """B2: found by a word, ticked, put on the channel; then all the others at once."""
    connection = day.go_to(type(day.merchant.connection))
    day.wait(connection.to_products.isVisible)  # whoever has just connected is led there
    fingers.click(connection.to_products)
    tab: ProductsTab = day.merchant.tab(ProductsTab)
    assert (day.window.pages.currentWidget(), tab.group) == (tab, "unpublished")
    assert QApplication.focusWidget() is tab.table
    day.wait(lambda: tab.list.loaded)
    day.show_group(tab, "unpublished")
    day.search(tab, fold(day.shown(tab)[0]["title"].split(" / ")[0]))
    before = tab.group_count("unpublished")
    day.wait(lambda: 0 < tab.list.rowCount() < before)
    fingers.tick(tab.table, 0)
    assert tab.bar.told.text() == "Đã chọn 1"
    fingers.click(tab.publish)
    day.hears(answers.SyncEnded)
    day.wait(lambda: tab.group_count("unpublished") < before)

    day.search(tab, "")
    day.show_group(tab, "unpublished")
    fingers.click_row(tab.table, 0, 1)
    fingers.press_keys(day.window, "Ctrl+A")
    fingers.click(tab.publish)
    day.hears(answers.SyncEnded)
    day.wait(lambda: tab.group_count("unpublished") == 0)
    assert tab.group_count("linked") > 20
    day.go_to(type(day.merchant.connection))
    day.wait(lambda: not connection.to_products.isVisible())


def switch_on(day: Day) -> None:
    """C1: nothing goes out before the preview was agreed to; refused, nothing changes."""
    tab = day.go_to(type(day.merchant.configuration))
    fingers.click(tab.update_block.price)
    fingers.click(tab.update_block.quantity)
    assert tab.save.text() == "Xem trước và lưu"

    refused = office.when_shown(PreviewDialog, lambda dialog: fingers.click(dialog.refuse))
    fingers.click(tab.save)
    day.wait(lambda: bool(refused) and tab.save.isEnabled())
    assert (day.count_calls(PRICES), day.count_calls(STOCK)) == (0, 0)

    agreed = day.agree()
    fingers.click(tab.save)
    day.hears(answers.Done, "set_settings")
    day.hears(answers.SyncEnded)  # perhaps of a cycle that began before
    assert kinds_in(agreed[0]) == {"price", "quantity"}
    day.wait(lambda: day.count_calls(PRICES) > 0 and day.count_calls(STOCK) > 0)


def see_the_three_problems(day: Day) -> None:
    """F: the seed's words, in the table and whole below it."""
    tab: ProblemsTab = day.go_to(ProblemsTab)
    day.wait(lambda: tab.list.rowCount() == tab.count() == 3)
    rows = {row["message"]: (row["cause"], row["remedy"]) for row in day.shown(tab)}
    assert rows == {
        f"{DEFAULT} không có barcode": (
            "Sản phẩm thiếu barcode tại Haravan.",
            "Bổ sung barcode cho sản phẩm đó.",
        ),
        f"Lazada Error {UNKNOWN} SELLER_SKU_NOT_FOUND": (
            "Sản phẩm chưa có trên hệ thống Lazada.",
            "Bổ sung sản phẩm trên hệ thống Lazada.",
        ),
        "The price is out of range, should between (0.50, 1.00)": (
            "Giá nằm ngoài phạm vi cho phép.",
            "Kiểm tra điều khoản dịch vụ của Lazada.",
        ),
    }
    for message, (cause, remedy) in rows.items():
        fingers.click_row(tab.table, list(rows).index(message), 1)
        lines = tab.detail.lines
        assert lines["message"].text() == message
        assert lines["cause"].text() == f"Nguyên do: {cause}"
        assert lines["remedy"].text() == f"Phương án xử lý: {remedy}"


def change_the_warehouse(day: Day) -> None:
    """C1, C3: another warehouse means other numbers, so they are previewed again."""
    tab = day.go_to(type(day.merchant.configuration))
    block = tab.warehouses_block
    fingers.click(block.chosen)
    fingers.click(next(iter(block.places.values())))
    agreed = day.agree()
    before = day.count_calls(STOCK)
    fingers.click(tab.save)
    day.hears(answers.Done, "set_settings")
    day.hears(answers.SyncEnded)
    assert "quantity" in kinds_in(agreed[0])
    day.wait(lambda: day.count_calls(STOCK) > before)


def make_thirty_orders_ready(day: Day) -> None:
    """E1: one click, one result per order, and both sides show it. One buyer wants to cancel."""
    changed_mind = day.world(buy)
    day.sync()
    tab: OrdersTab = day.go_to(OrdersTab)
    day.wait(lambda: tab.group_count("pending") == tab.list.rowCount() == ORDERS + 1)
    day.wait(lambda: {row["haravan"] for row in day.shown(tab)} == {"Chưa giao hàng"})
    numbers = {row["number"] for row in day.shown(tab)} - {changed_mind}
    fingers.click_row(tab.table, 0, 1)
    assert tab.drawer.isVisible()
    fingers.press_keys(day.window, "Esc")
    assert not tab.drawer.isVisible()
    fingers.press_keys(day.window, "Ctrl+A")
    assert tab.button("ready_to_ship").text() == f"Sẵn sàng giao hàng ({ORDERS + 1})"

    results: list[tuple[str, ...]] = []
    office.when_shown(LeftOutDialog, LeftOutDialog.accept)  # the one who wants to cancel
    office.when_shown(ResultsDialog, lambda dialog: results.extend(read_and_close(dialog)))
    fingers.click(tab.button("ready_to_ship"))
    day.wait(lambda: bool(results))
    # What went wrong comes first.
    assert results[0] == (changed_mind, "Bị từ chối", ASKED_TO_CANCEL)
    assert sorted(results[1:]) == [(number, "Đã xác nhận", "") for number in sorted(numbers)]
    day.wait(lambda: tab.group_count("ready") == ORDERS)
    day.show_group(tab, "ready")
    assert {row["number"] for row in day.shown(tab)} == numbers
    day.wait(lambda: {row["haravan"] for row in day.shown(tab)} == {"Chờ giao hàng"})
    assert day.world(statuses) == {True: ORDERS, False: 1}


def buy(world: World) -> str:
    """Thirty orders and one more, whose buyer asks to cancel it; returns that one's number."""
    codes = [sku.seller_sku for sku in world.lazada.skus.values() if sku.status == "active"]
    for number in range(ORDERS + 1):
        order = world.lazada.place_order(
            {codes[number % len(codes)]: 1 + number % 2}, oversell=True
        )
    world.lazada.buyer_cancels(order.order_id, ask=True)
    return str(order.order_id)


def statuses(world: World) -> dict[bool, int]:
    """How many of Lazada's orders are ready to ship, and how many are not."""
    return Counter(
        all(unit.status.startswith("ready_to_ship") for unit in order.units)
        for order in world.lazada.orders.values()
    )


def cancel_a_running_sync(day: Day) -> None:
    fault = Fault(kind=Kind.SLOW, face="haravan", seconds=0.5, times=None)
    day.world(lambda world: world.faults.add(fault))
    day.wait(day.window.bar.sync.isVisible)
    day.merchant.told.clear()
    fingers.click(day.window.bar.sync)
    day.hears(answers.SyncStarted)
    fingers.click(day.window.bar.cancel)
    assert day.hears(answers.SyncEnded).cancelled
    day.world(lambda world: world.faults.clear())
    day.wait(day.window.bar.sync.isVisible)


def disconnect_and_connect_again(day: Day) -> None:
    """A6, A2: the dialog's default keeps; afterwards a pasted address goes on where it stopped."""
    card = day.go_to(type(day.merchant.connection)).lazada
    kept = office.when_shown(DisconnectDialog, lambda dialog: fingers.press_keys(dialog, "Return"))
    fingers.click(card.disconnect_button)
    day.wait(lambda: bool(kept))
    assert card.chip.text() == "✓ Đã kết nối"
    before = remembered(day)
    office.when_shown(DisconnectDialog, lambda dialog: fingers.click(dialog.disconnect_button))
    fingers.click(card.disconnect_button)
    day.hears(answers.Done, "disconnect_side")
    assert card.chip.text() == "Đã ngắt kết nối"
    assert not day.window.bar.sync.isEnabled()
    assert remembered(day) == before

    day.open_consent()
    day.wait(card.pasted.isVisible)
    fingers.fill_in(card.pasted, day.merchant.redirected())
    fingers.press_keys(card.pasted, "Return")
    day.hears(answers.Done, "connect_lazada")
    assert day.hears(answers.SyncEnded).errors == ()
    assert card.chip.text() == "✓ Đã kết nối"
    assert remembered(day) == before
    assert day.world(lambda world: len(world.haravan.orders)) == ORDERS + 1


def remembered(day: Day) -> dict[str, Any]:
    """What must outlive a disconnection: links, orders, what was switched on."""
    products, orders = day.go_to(ProductsTab), day.go_to(OrdersTab)
    day.go_to(type(day.merchant.connection))
    held = day.merchant.program.office
    assert held is not None
    policy = held.desk.policy(day.window.shop)
    return {
        "linked": products.group_count("linked"),
        "orders": orders.group_count("all"),
        "on": (policy.push_price, policy.push_quantity, policy.stock_locations),
    }


def kinds_in(dialog: PreviewDialog) -> set[str]:
    return set(dialog.previewed.kinds)


def read_and_close(dialog: ResultsDialog) -> list[tuple[str, ...]]:
    table, box = dialog.findChild(QTableWidget), dialog.findChild(QDialogButtonBox)
    assert isinstance(table, QTableWidget)
    assert isinstance(box, QDialogButtonBox)
    found = [tuple(column(table, n, row) for n in range(3)) for row in range(table.rowCount())]
    fingers.click(next(button for button in box.buttons() if button.text() == "Đóng"))
    return found


def column(table: QTableWidget, number: int, row: int) -> str:
    item = table.item(row, number)
    assert item is not None
    return item.text()
