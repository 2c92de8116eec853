"""Work lists of Đơn hàng and their buttons, with real clicks before the practice shops."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from lazdesk.rules import buttons
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.haravan.records import Variant
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order
from lazdesk.views import answers, wishes
from lazdesk.views.cards import Note
from lazdesk.views.consequences import ConsequencesDialog
from lazdesk.views.orders.results import ResultsDialog
from lazdesk.views.orders.return_dialog import ReturnDialog
from lazdesk.views.orders.tab import OrdersTab
from lazdesk.views.products.link_dialog import LinkDialog
from tests.sync.levels import tracked_deny, variant_of
from tests.sync.parcels import courier, shipped
from tests.sync.practice import CREATE, Practice
from tests.sync.test_money import buy, deliver, earned, pay_back, turns
from tests.sync.test_return_goods import second_place, stock
from tests.views import fingers
from tests.views.hands import Hands
from tests.views.lists import cells, click, read_results
from tests.views.office import when_shown


def numbers(tab: OrdersTab) -> list[str]:
    return cells(tab, "number")


def returned(shops: Practice) -> Order:
    """Prepaid, delivered; one of two pieces returned and paid back."""
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, [order.units[1]])
    shops.cycle()
    return order


def failed(shops: Practice, payment: str = "VNPAY") -> Order:
    """Not delivered, and on its way back."""
    order = buy(shops, payment)
    shipped(shops, order)
    courier(shops, order, "fails")
    shops.cycle()
    return order


# --- đã hoàn tiền – hàng chưa về (D11) ------------------------------------------------------------


def test_goods_of_a_refunded_order_come_back(
    qtbot: QtBot, shops: Practice, hands: Hands, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = returned(shops)
    before = stock(shops, 1)
    tab = open_tab("refunded")
    assert numbers(tab) == [str(order.order_id)]
    assert tab.tabs.tabText(tab.groups.index("refunded")) == "Đã hoàn tiền – hàng chưa về (1)"
    fingers.tick(tab.table, 0)

    def agree(dialog: ReturnDialog) -> None:
        told = dialog.consequence.text()
        assert "nhập trả 1 cái" in told
        assert shops.world.haravan.primary_location.name in told
        assert "Tiền của đơn không đổi" in told
        assert dialog.go.text() == "Hoàn trả 1 cái"
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    met = when_shown(ReturnDialog, agree)
    click(tab, "return_goods")
    assert len(met) == 1
    assert read_results(qtbot, tab) == [(str(order.order_id), "Đã xác nhận", "")]
    assert stock(shops, 1) == before + 1
    qtbot.waitUntil(lambda: tab.group_count("refunded") == tab.list.rowCount() == 0)
    (asked,) = hands.asked_for(wishes.ReturnGoods)
    assert asked.quantities == ((str(order.order_id), ((order.units[1].sku.seller_sku, 1),)),)


def test_goods_may_come_back_to_another_location(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    returned(shops)
    key, id_ = second_place(shops)
    before = stock(shops, 1), stock(shops, 1, key)
    tab = open_tab("refunded")
    fingers.tick(tab.table, 0)

    def elsewhere(dialog: ReturnDialog) -> None:
        dialog.place.setCurrentIndex(dialog.place.findData(id_))
        assert "một phiếu nhập kho" in dialog.consequence.text()
        fingers.press_keys(dialog, "Ctrl+Return")

    when_shown(ReturnDialog, elsewhere)
    click(tab, "return_goods")
    assert read_results(qtbot, tab)[0][1] == "Đã xác nhận"
    assert (stock(shops, 1), stock(shops, 1, key)) == (before[0], before[1] + 1)


def test_enter_in_a_number_sends_nothing_and_escape_gives_up(
    shops: Practice, hands: Hands, open_tab: Callable[[str], OrdersTab]
) -> None:
    returned(shops)
    tab = open_tab("refunded")
    fingers.tick(tab.table, 0)

    def play(dialog: ReturnDialog) -> None:
        number = dialog.focusWidget()
        assert number is not None
        fingers.press_keys(dialog, "Down")
        assert not dialog.go.isEnabled()
        assert dialog.consequence.text() == "Chưa chọn cái nào."
        fingers.press_keys(dialog, "Up")
        fingers.press_keys(dialog, "Return")
        assert dialog.isVisible()
        fingers.press_keys(dialog, "Esc")

    met = when_shown(ReturnDialog, play)
    click(tab, "return_goods")
    assert len(met) == 1
    assert not met[0].isVisible()
    assert hands.asked_for(wishes.ReturnGoods) == []
    assert tab.list.ticks() == [tab.list.id_at(0)]


# --- hàng hoàn về (D8, D11) -----------------------------------------------------------------------


@pytest.mark.parametrize("payment", ["VNPAY", "COD"])
def test_lost_goods_of_a_failed_delivery_leave_the_order(
    qtbot: QtBot, shops: Practice, payment: str, open_tab: Callable[[str], OrdersTab]
) -> None:
    """For a prepaid order its money is refunded with them, and the dialog says how much."""
    order = failed(shops, payment)
    before = stock(shops, 0), stock(shops, 1)
    money = sum(map(earned, order.units)) if payment == "VNPAY" else 0
    tab = open_tab("coming_back")
    assert numbers(tab) == [str(order.order_id)]
    fingers.tick(tab.table, 0)

    def lost(dialog: ReturnDialog) -> None:
        fingers.click(dialog.lost)
        told = dialog.consequence.text()
        assert "nhập trả 2 cái, không nhập kho" in told
        digits = "".join(letter for letter in told.partition("ghi hoàn")[2] if letter.isdigit())
        assert digits == (str(money) if money else "")
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    when_shown(ReturnDialog, lost)
    click(tab, "return_goods")
    assert read_results(qtbot, tab)[0][1] == "Đã xác nhận"
    turns(shops, 2)
    assert (stock(shops, 0), stock(shops, 1)) == before
    standing = shops.the_order(order)
    assert standing.given_back == (standing.captured if money else 0)
    qtbot.waitUntil(lambda: tab.group_count("coming_back") == 0)


def test_many_orders_come_back_in_one_go(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    orders = [failed(shops), failed(shops, "COD")]
    tab = open_tab("coming_back")
    fingers.click_row(tab.table, 0, 1)
    fingers.press_keys(tab.table, "Ctrl+A")

    def agree(dialog: ReturnDialog) -> None:
        assert dialog.windowTitle() == "Hoàn trả đơn hàng"
        assert dialog.table.rowCount() == 4
        assert dialog.go.text() == "Hoàn trả 4 cái"
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    when_shown(ReturnDialog, agree)
    click(tab, "return_goods")
    told = read_results(qtbot, tab)
    assert sorted(told) == sorted((str(o.order_id), "Đã xác nhận", "") for o in orders)


def test_an_order_without_goods_away_says_why_it_is_refused(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = buy(shops, "VNPAY")
    tab = open_tab("pending")
    fingers.click_row(tab.table, 0, 1)
    assert tab.drawer.isVisible()
    assert not tab.order_button("return_goods").for_one.isVisible()
    tab.order_button("return_goods").press([str(order.order_id)])
    why = buttons.REASONS["nothing_to_return"].vi
    assert read_results(qtbot, tab) == [(str(order.order_id), "Bị từ chối", why)]


# --- chưa liên kết SKU (D3) -----------------------------------------------------------------------


def available(shops: Practice, variant: Variant) -> int:
    haravan = shops.world.haravan
    return haravan.stock.available(haravan.primary_location.id, variant.id)


def unlinked(shops: Practice, variant: Variant) -> Order:
    """One of its SKUs was the barcode of this variant, and is that of none by now."""
    for number in (0, 1):
        tracked_deny(shops, number, available=30)
    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, "KHAC"))
    wanted = [Wish(shops.sku(0).seller_sku), Wish(shops.sku(1).seller_sku, 2)]
    order = shops.place_order(wanted, payment="VNPAY")
    shops.sync()
    return order


def test_an_unlinked_line_is_linked_by_hand_and_its_stock_taken(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    variant = variant_of(shops, 1)
    order = unlinked(shops, variant)
    before = available(shops, variant)
    tab = open_tab("unlinked")
    assert numbers(tab) == [str(order.order_id)]
    assert cells(tab, "haravan") == ["Chưa liên kết: 1"]
    fingers.tick(tab.table, 0)
    assert not tab.button("take_stock").isVisible()
    click(tab, "link")
    (dialog,) = tab.findChildren(LinkDialog)
    assert dialog.lazada.search.text() == shops.sku(1).seller_sku
    dialog.haravan.search.setText("KHAC")
    qtbot.waitUntil(lambda: dialog.lazada.list.rowCount() == dialog.haravan.list.rowCount() == 1)
    assert dialog.haravan.list.id_at(0) == str(variant.id)
    dialog.haravan.table.selectRow(0)
    dialog.lazada.table.selectRow(0)
    qtbot.waitUntil(dialog.link.isEnabled)
    QTest.mouseClick(dialog.link, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: cells(tab, "haravan") == ["Chờ trừ tồn"])
    assert available(shops, variant) == before
    assert not tab.button("link").isVisible()

    when_shown(ConsequencesDialog, QDialog.accept)
    click(tab, "take_stock")
    assert read_results(qtbot, tab)[0][1] == "Đã xác nhận"
    assert available(shops, variant) == before - 2
    qtbot.waitUntil(lambda: tab.group_count("unlinked") == tab.list.rowCount() == 0)


def test_the_drawer_says_which_piece_is_not_linked(
    shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = unlinked(shops, variant_of(shops, 1))
    tab = open_tab("unlinked")
    tab.open_order(str(order.order_id))
    told = [note.text() for note in tab.drawer.findChildren(Note) if note.isVisible()]
    sku = shops.sku(1).seller_sku
    assert len(told) == 2  # its two pieces; the linked one has none
    assert all("chưa trừ tồn kho" in text and f"SKU {sku}" in text for text in told)


# --- chờ vào Haravan, chưa rõ (D2) ----------------------------------------------------------------


def test_an_order_whose_outcome_is_unknown_is_listed_and_looked_at_again(
    qtbot: QtBot, shops: Practice, hands: Hands, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = shops.place_order()
    shops.fault(Kind.RESET_AFTER, CREATE, method="POST")
    shops.cycle()
    tab = open_tab("unknown")
    assert numbers(tab) == [str(order.order_id)]
    fingers.tick(tab.table, 0)
    click(tab, "take_again")
    assert hands.asked_for(wishes.TakeAgain) == [
        wishes.TakeAgain(shops.seller, (str(order.order_id),))
    ]
    # The cycle that the program then runs; one order that is fine needs no dialog.
    assert answers.Done("take_again") in hands.answers
    assert tab.findChildren(ResultsDialog) == []
    shops.sync()
    tab.mark_stale()
    qtbot.waitUntil(lambda: tab.group_count("unknown") == tab.list.rowCount() == 0)
    assert len(shops.haravan_orders(order)) == 1


def test_a_waiting_order_is_listed(shops: Practice, open_tab: Callable[[str], OrdersTab]) -> None:
    order = shops.place_order()
    shops.cycle()
    tab = open_tab("waiting")
    assert numbers(tab) == [str(order.order_id)]
    assert cells(tab, "haravan") == ["Đang xác nhận"]


def test_an_order_that_lazada_does_not_know_any_more_says_so(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = shops.place_order()
    shops.sync()
    tab = open_tab("pending")
    shops.shops.call(lambda world: world.lazada.orders.pop(order.order_id))
    fingers.click_row(tab.table, 0, 1)
    action = tab.order_button("take_again").for_one
    QTest.mouseClick(tab.drawer.row.button(action), Qt.MouseButton.LeftButton)
    ((number, result, why),) = read_results(qtbot, tab)
    assert (number, result) == (str(order.order_id), "Bị từ chối")
    assert why


# --- pages on both platforms ----------------------------------------------------------------------


def test_an_order_opens_on_both_platforms(
    shops: Practice, monkeypatch: pytest.MonkeyPatch, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = buy(shops, "VNPAY")
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    tab = open_tab("pending")
    fingers.click_row(tab.table, 0, 1)
    for wish in ("open_in_haravan", "open_on_lazada"):
        tab.order_button(wish).for_one.trigger()
    haravan = shops.the_order(order)
    domain = tab.haravan_domain()
    assert domain.endswith(".myharavan.com")
    assert opened == [
        f"https://{domain}/admin/orders/{haravan.id}",
        f"https://sellercenter.lazada.vn/apps/order/detail?tradeOrderId={order.order_id}",
    ]
    tab.answered(answers.Opened(practising=True))
    tab.refresh()
    no_page = buttons.REASONS["no_page"].vi
    assert not tab.order_button("open_in_haravan").for_one.isEnabled()
    assert no_page in [label.text() for label in tab.drawer.findChildren(QLabel)]
