"""*Hủy đơn hàng* and the answers to buyers, with real clicks before the practice shops (E2, E4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import repeat
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QTableWidgetItem
from pytestqt.qtbot import QtBot

from lazdesk.errands import orders as order_errands
from lazdesk.rules import buttons
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.records import Order, Unit
from lazdesk.views import answers, cancel_wishes
from lazdesk.views.consequences import ConsequencesDialog
from lazdesk.views.orders.cancel_dialog import CancelDialog
from lazdesk.views.orders.refusal_dialog import RefusalDialog
from lazdesk.views.orders.tab import OrdersTab
from tests.sync.parcels import courier, hands_over, packs, shipped
from tests.sync.practice import Practice
from tests.views import fingers
from tests.views.hands import Hands
from tests.views.lists import cells, click, read_results
from tests.views.office import when_shown

VALIDATE = "/order/reverse/cancel/validate"
CREATE = "/order/reverse/cancel/create"
DELAY, OUT_OF_STOCK, WRONG_PRICE = range(3)


def buy(shops: Practice, *skus: int) -> Order:
    order = shops.place_order({shops.sku(n).seller_sku: 1 for n in skus or (0,)}, payment="VNPAY")
    shops.sync()
    return order


def cancel_with(act: Callable[[CancelDialog], Any]) -> list[Any]:
    """Does ``act`` in the dialog and presses the red button."""

    def play(dialog: CancelDialog) -> None:
        act(dialog)
        fingers.click(dialog.go)

    return when_shown(CancelDialog, play)


def keep(dialog: CancelDialog, unit: Unit) -> None:
    """Takes the tick of this unit away."""
    item_of(dialog, unit).setCheckState(Qt.CheckState.Unchecked)


def item_of(dialog: CancelDialog, unit: Unit) -> QTableWidgetItem:
    id_ = str(unit.order_item_id)
    (item,) = (item for item in items_of(dialog) if item.data(Qt.ItemDataRole.UserRole) == id_)
    return item


def items_of(dialog: CancelDialog) -> list[QTableWidgetItem]:
    assert dialog.units is not None
    items = (dialog.units.item(row, 0) for row in range(dialog.units.rowCount()))
    return [item for item in items if item is not None]


def ticked(dialog: CancelDialog) -> list[bool]:
    return [item.checkState() is Qt.CheckState.Checked for item in items_of(dialog)]


def locked(dialog: CancelDialog, unit: Unit) -> bool:
    return Qt.ItemFlag.ItemIsEnabled not in item_of(dialog, unit).flags()


# --- hủy đơn hàng (E2) ----------------------------------------------------------------------------


def test_one_order_is_canceled_for_a_reason_of_lazadas(
    qtbot: QtBot, shops: Practice, hands: Hands, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = buy(shops)
    tab = open_tab("pending")
    fingers.tick(tab.table, 0)

    def play(dialog: CancelDialog) -> None:
        assert not dialog.go.isEnabled()
        assert [dialog.reason.itemText(n) for n in range(dialog.reason.count())] == [
            "Nguồn hàng về chậm",
            "Hết hàng",
            "Sai giá",
        ]
        assert dialog.units is None, "one unit: nothing to choose"
        dialog.reason.setCurrentIndex(DELAY)
        assert dialog.restock.isChecked()
        assert "tỷ lệ hủy" in dialog.entails.text()
        assert "về 0" not in dialog.entails.text()

    met = cancel_with(play)
    click(tab, "cancel_orders")
    assert len(met) == 1
    assert read_results(qtbot, tab) == [(str(order.order_id), "Đã xác nhận", "")]
    assert order.statuses == ["canceled"]
    assert shops.haravan_orders(order)[0].cancelled_at is not None
    qtbot.waitUntil(lambda: tab.list.rowCount() == 0)
    (asked,) = hands.asked_for(cancel_wishes.CancelOrders)
    assert asked.orders == ((str(order.order_id), (), ()),)


@pytest.mark.parametrize("pushes", ["on", "off"])
def test_what_a_reason_entails_is_said_and_the_goods_preset(
    shops: Practice, open_tab: Callable[[str], OrdersTab], pushes: str
) -> None:
    buy(shops)
    shops.settings(push_quantity=pushes)
    tab = open_tab("pending")
    fingers.tick(tab.table, 0)

    def play(dialog: CancelDialog) -> None:
        dialog.reason.setCurrentIndex(OUT_OF_STOCK)
        told = dialog.entails.text()
        assert f"Tồn Lazada của {shops.sku().seller_sku} sẽ về 0" in told
        assert ("LazDesk cập nhật lại" in told) is (pushes == "on")
        assert ("tự đặt lại trên Lazada" in told) is (pushes == "off")
        assert not dialog.restock.isChecked()
        assert "không nhập lại kho" in told
        dialog.reason.setCurrentIndex(WRONG_PRICE)
        assert dialog.restock.isChecked()
        assert "sẽ về 0" in dialog.entails.text()
        fingers.click(dialog.restock)
        dialog.reason.setCurrentIndex(DELAY)
        assert not dialog.restock.isChecked(), "the merchant's own word stays"
        fingers.press_keys(dialog, "Esc")

    met = when_shown(CancelDialog, play)
    click(tab, "cancel_orders")
    assert len(met) == 1
    assert shops.calls(path=CREATE) == []
    assert tab.list.ticks() == [tab.list.id_at(0)]


def test_enter_cancels_nothing(shops: Practice, open_tab: Callable[[str], OrdersTab]) -> None:
    buy(shops)
    tab = open_tab("pending")
    fingers.tick(tab.table, 0)

    def play(dialog: CancelDialog) -> None:
        dialog.reason.setCurrentIndex(DELAY)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    met = when_shown(CancelDialog, play)
    click(tab, "cancel_orders")
    assert not met[0].isVisible()
    assert shops.calls(path=CREATE) == []


def test_a_part_of_a_packed_order_is_canceled_and_the_rest_repacked(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = buy(shops, 0, 1)
    packs(shops, order)
    tab = open_tab("pending")
    fingers.tick(tab.table, 0)
    kept = order.units[1]

    def play(dialog: CancelDialog) -> None:
        assert dialog.units is not None
        assert dialog.units.rowCount() == 2
        dialog.reason.setCurrentIndex(DELAY)
        assert "tách ra" not in dialog.entails.text()
        keep(dialog, kept)
        assert "1 món còn lại phải đóng gói" in dialog.entails.text()
        assert dialog.go.text() == "Hủy 1 món"

    cancel_with(play)
    click(tab, "cancel_orders")
    assert read_results(qtbot, tab)[0][1] == "Đã xác nhận"
    assert [unit.status for unit in order.units] == ["canceled", "repacked"]


def test_mates_that_nothing_saves_are_named_before(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = buy(shops, 0, 1)
    packs(shops, order)
    hands_over(shops, order)
    shops.cycle()
    tab = open_tab("ready")
    fingers.tick(tab.table, 0)

    def play(dialog: CancelDialog) -> None:
        assert dialog.units is not None
        keep(dialog, order.units[1])
        dialog.reason.setCurrentIndex(OUT_OF_STOCK)
        told = dialog.entails.text()
        assert "1 món khác cùng kiện cũng bị hủy theo" in told
        assert all(unit.sku.seller_sku in told for unit in order.units)
        assert dialog.go.text() == "Hủy 2 món"
        assert ticked(dialog) == [True, True], "what goes along is ticked, too"
        assert not locked(dialog, order.units[0])
        assert locked(dialog, order.units[1])
        keep(dialog, order.units[0])
        assert ticked(dialog) == [False, False]
        assert not dialog.go.isEnabled()
        item_of(dialog, order.units[0]).setCheckState(Qt.CheckState.Checked)
        assert dialog.go.text() == "Hủy 2 món"

    cancel_with(play)
    click(tab, "cancel_orders")
    assert read_results(qtbot, tab)[0][1] == "Đã xác nhận"
    assert order.statuses == ["canceled"]


def test_many_orders_with_one_result_each(
    qtbot: QtBot, shops: Practice, hands: Hands, open_tab: Callable[[str], OrdersTab]
) -> None:
    """One of them is on its way by now: it is left out and told."""
    some = [buy(shops), buy(shops, 1), buy(shops, 2)]
    tab = open_tab("pending")
    gone = some[0]
    shops.shops.call(lambda world: world.lazada.show_status(gone.order_id, "shipped"))
    fingers.click_row(tab.table, 0, 1)
    fingers.press_keys(tab.table, "Ctrl+A")

    def play(dialog: CancelDialog) -> None:
        assert dialog.go.text() == "Hủy 2 đơn"
        dialog.reason.setCurrentIndex(DELAY)

    cancel_with(play)
    click(tab, "cancel_orders")
    told = {number: (result, why) for number, result, why in read_results(qtbot, tab)}
    assert {told[str(order.order_id)][0] for order in some[1:]} == {"Đã xác nhận"}
    assert told[str(gone.order_id)][0] == "Bị từ chối"
    assert "đơn vị vận chuyển" in told[str(gone.order_id)][1]
    (asked,) = hands.asked_for(cancel_wishes.CancelOrders)
    assert len(asked.orders) == 2


def test_what_the_rules_forbid_is_said_without_asking_lazada(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = buy(shops)
    shipped(shops, order)
    shops.cycle()
    tab = open_tab("transit")
    fingers.tick(tab.table, 0)
    assert not tab.button("cancel_orders").isVisible()
    tab.order_button("cancel_orders").press([str(order.order_id)])
    assert read_results(qtbot, tab)[0][1] == "Bị từ chối"
    assert shops.calls(path=VALIDATE) == []


# --- answers to buyers (E4) -----------------------------------------------------------------------


def agreed(dialog: ConsequencesDialog) -> None:
    (button,) = (b for b in dialog.buttons.buttons() if b is not dialog.cancel)
    fingers.click(button)


@pytest.mark.parametrize("agree", [True, False])
def test_a_buyers_request_is_counted_down_and_answered(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab], agree: bool
) -> None:
    order = buy(shops)
    packs(shops, order)
    shops.advance(7200)  # the goods' own deadline is another
    shops.shops.call(lambda world: world.lazada.buyer_cancels(order.order_id))
    shops.advance(3600)
    shops.cycle()
    tab = open_tab("cancel_requested")
    assert cells(tab, "number") == [str(order.order_id)]
    row = tab.list.row_at(0)
    assert row is not None
    tab.now = repeat(row.answer_by - timedelta(hours=3, minutes=10, seconds=30)).__next__
    assert cells(tab, "deadline") == ["3 giờ 10 phút"]
    assert cells(tab, "lazada") == ["Yêu cầu hủy"]
    fingers.tick(tab.table, 0)
    met = when_shown(ConsequencesDialog, agreed)
    click(tab, "agree_to_cancel" if agree else "refuse_cancel")
    assert len(met) == 1
    assert read_results(qtbot, tab) == [(str(order.order_id), "Đã xác nhận", "")]
    (unit,) = order.units
    assert (unit.need_cancel_confirm, unit.is_cancel_pending) == (False, agree)


def test_an_answer_that_was_not_meant_is_not_given(
    shops: Practice, hands: Hands, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = buy(shops)
    packs(shops, order)
    shops.shops.call(lambda world: world.lazada.buyer_cancels(order.order_id))
    shops.advance(60)
    shops.cycle()
    tab = open_tab("cancel_requested")
    fingers.tick(tab.table, 0)
    when_shown(ConsequencesDialog, lambda dialog: fingers.press_keys(dialog, "Return"))
    click(tab, "agree_to_cancel")
    assert hands.asked_for(cancel_wishes.AgreeToCancel) == []


def ask_back(shops: Practice, **how: Any) -> Order:
    """Delivered, and the buyer asks for a return or for his money."""
    order = buy(shops)
    shipped(shops, order)
    courier(shops, order, "delivers")
    shops.shops.call(lambda world: world.lazada.buyer_returns(order.order_id, **how))
    shops.advance(60)
    shops.cycle()
    return order


def statuses(shops: Practice) -> list[str]:
    return [line.status for made in shops.world.lazada.reverses.values() for line in made.lines]


def test_a_return_is_agreed_to(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    order = ask_back(shops)
    tab = open_tab("return_requested")
    assert cells(tab, "number") == [str(order.order_id)]
    assert cells(tab, "deadline")[0].startswith("1 ngày")
    fingers.tick(tab.table, 0)
    when_shown(ConsequencesDialog, agreed)
    click(tab, "agree_to_return")
    assert read_results(qtbot, tab)[0][1] == "Đã xác nhận"
    assert statuses(shops) == ["SELLER_AGREE_RETURN"]
    qtbot.waitUntil(lambda: tab.list.rowCount() == 0)


def test_a_return_that_is_over_by_then_is_told(shops: Practice) -> None:
    """The row is not left as being sent."""
    order = buy(shops)
    wish = cancel_wishes.AgreeToReturn(shops.seller, (str(order.order_id),))
    *_, told = order_errands.agree_to_return(shops.session(), wish, "vi")
    assert isinstance(told, answers.OrderResults)
    (result,) = told.results
    said = buttons.REASONS["no_return_request"].vi
    assert (result.order_id, result.result, result.reason) == (*wish.order_ids, "rejected", said)


def test_a_return_is_refused_with_a_reason_and_a_comment(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    ask_back(shops)
    tab = open_tab("return_requested")
    fingers.tick(tab.table, 0)

    def play(dialog: RefusalDialog) -> None:
        dialog.reason.setCurrentIndex(0)
        assert not dialog.go.isEnabled(), "a comment is asked for"
        QTest.keyClicks(dialog.comment, "Hang da dung")
        fingers.click(dialog.go)

    when_shown(RefusalDialog, play)
    click(tab, "refuse_return")
    assert read_results(qtbot, tab)[0][1] == "Đã xác nhận"
    assert statuses(shops) == ["SELLER_REJECT_RETURN"]


def test_what_is_not_the_sellers_to_refuse_says_why(
    shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    ask_back(shops, goods=False)
    tab = open_tab("return_requested")
    fingers.tick(tab.table, 0)
    assert not tab.button("refuse_return").isEnabled()
    assert "ảnh chứng minh" in tab.button("refuse_return").toolTip()
    assert tab.button("agree_to_return").isEnabled()


def test_reasons_that_cannot_be_read_are_told(
    qtbot: QtBot, shops: Practice, open_tab: Callable[[str], OrdersTab]
) -> None:
    buy(shops)
    tab = open_tab("pending")
    shops.advance(60)
    shops.fault(Kind.REFUSED, VALIDATE, code="106", message="E0106: ROC internal error")
    fingers.tick(tab.table, 0)
    click(tab, "cancel_orders")
    assert read_results(qtbot, tab)[0][1] == "Bị từ chối"
    assert tab.findChildren(QMessageBox) == []
