"""The drawer of an order: its money to the đồng, where its goods are, its history in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel
from pytestqt.qtbot import QtBot

from lazdesk.models import orders
from lazdesk.rules import money as rules_money
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import actions, booked
from lazdesk.views import labels, theme
from lazdesk.views.orders import history as order_history
from lazdesk.views.orders import ways_to_pay
from lazdesk.views.orders import words as order_words
from lazdesk.views.orders.tab import OrdersTab
from tests.sync.parcels import cancel_on_lazada
from tests.sync.practice import Practice
from tests.sync.test_money import buy, cancel, deliver, earned, pay_back, turns
from tests.sync.test_return_goods import press
from tests.views import lists
from tests.views.hands import Hands

IN_PART = "Lazada hủy một phần, nên phần đó được bỏ khỏi đơn Haravan; hàng trả về kho"

RECEIVED, BY_LAZADA = "Thực thu (đã thu − đã hoàn)", "Thực thu theo Lazada"


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(theme.resources() / "translations" / "en.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def opened(qtbot: QtBot, shops: Practice, order: Order) -> OrdersTab:
    tab = lists.opened(qtbot, OrdersTab, shops.desk, Hands(shops.desk))
    tab.open_order(str(order.order_id))
    assert tab.drawer.isVisible()
    return tab


def texts(tab: OrdersTab) -> str:
    return "\n".join(label.text() for label in tab.drawer.findChildren(QLabel))


def money(tab: OrdersTab) -> dict[str, int]:
    """The money block: name → đồng."""
    found = {}
    for form in tab.drawer.findChildren(QFormLayout):
        for row in range(form.rowCount()):
            name, value = (
                form.itemAt(row, role)
                for role in (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole)
            )
            said, amount = (item.widget() if item else None for item in (name, value))
            if isinstance(said, QLabel) and isinstance(amount, QLabel) and "₫" in amount.text():
                found[said.text()] = int(re.sub(r"[^\d-]", "", amount.text()))
    return found


def test_a_refunded_order_says_what_was_received_and_given_back(
    qtbot: QtBot, shops: Practice
) -> None:
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, [order.units[1]])
    turns(shops, 2)
    standing = shops.the_order(order)
    tab = opened(qtbot, shops, order)
    told = money(tab)
    assert told["Đơn ở Haravan"] == told["Đã thu"] == standing.total
    assert told["Đã hoàn"] == -standing.given_back == -earned(order.units[1])
    assert told[RECEIVED] == told[BY_LAZADA]
    assert told[RECEIVED] == earned(order.units[0]) + order.shipping_fee
    assert "Lệch" not in texts(tab)
    assert texts(tab).count("Hàng chưa về") == 1
    paid = labels.money(order.units[1].paid_price)
    assert f"Lazada đã hoàn {paid} cho người mua, người mua gửi trả hàng" in texts(tab)


def test_money_that_is_still_to_be_booked_is_said(qtbot: QtBot, shops: Practice) -> None:
    """D11 is booked when the returns were read; by then the drawer says what is apart."""
    order = buy(shops, "COD")
    deliver(shops, order)
    turns(shops, 1)
    pay_back(shops, order, order.units)
    shops.settings(writes="off")
    shops.cycle()
    tab = opened(qtbot, shops, order)
    told = money(tab)
    assert (told[RECEIVED], told[BY_LAZADA]) == (shops.the_order(order).total, 0)
    apart = labels.money(-shops.the_order(order).total)
    assert f"Lệch {apart}: sẽ được ghi ở lượt đồng bộ tới" in texts(tab)


def test_cod_on_its_way_is_owed_nothing_yet(qtbot: QtBot, shops: Practice) -> None:
    order = buy(shops, "COD")
    told = money(opened(qtbot, shops, order))
    assert (told["Đã thu"], told["Đã hoàn"], told[BY_LAZADA]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("COD", "Thu hộ khi giao (COD)"),
        ("MIXEDCARD", "Thẻ ngân hàng"),
        ("SACOMBANK_MANUAL_IPP", "Trả góp (SACOMBANK)"),
        ("AKULAKU_IPP", "Trả góp (AKULAKU)"),
        ("VTPVN", "VTPVN"),
        ("", "–"),
    ],
)
def test_the_way_to_pay_is_said_in_words_where_it_is_known(code: str, said: str) -> None:
    assert ways_to_pay.words(code) == said


def test_each_piece_says_where_its_goods_are(qtbot: QtBot, shops: Practice) -> None:
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, order.units)
    shops.cycle()
    skus = [unit.sku.seller_sku for unit in order.units]
    assert press(shops, order, quantities={skus[0]: 1}).result == actions.CONFIRMED
    shops.advance(120)
    assert press(shops, order, quantities={skus[1]: 1}, lost=True).result == actions.CONFIRMED
    told = texts(opened(qtbot, shops, order))
    place = shops.world.haravan.primary_location.name
    assert re.search(rf"Hàng đã về {place} lúc \d\d/\d\d/2026 \d\d:\d\d", told)
    assert re.search(r"Hàng không về nữa, ghi lúc \d\d/\d\d/2026 \d\d:\d\d", told)


def test_the_history_tells_cause_and_time_in_sentences(qtbot: QtBot, shops: Practice) -> None:
    order = buy(shops, "VNPAY")
    gone = order.units[1]
    cancel(shops, order, gone)
    turns(shops, 2)
    cancel_on_lazada(shops, order)
    turns(shops, 2)
    told = texts(opened(qtbot, shops, order))
    place = shops.world.haravan.primary_location.name
    assert f"LazDesk đã tạo đơn này ở Haravan (mã {shops.haravan_orders(order)[0].id})." in told
    back, money_back = f"1 × {gone.sku.seller_sku} → {place}", rules_money.shown(earned(gone))
    assert f"{IN_PART}: {back}. Hoàn tiền: {money_back}." in told
    assert "Lazada hủy đơn, nên đơn Haravan được hủy; hàng trả về kho: 1 × " in told
    with shops.desk.database.read() as connection:
        times = {labels.moment(row.at) for row in _history(connection, shops, order)}
    assert all(at in told for at in times)


def _history(connection: Any, shops: Practice, order: Order) -> list[Any]:
    return orders.history(connection, shops.seller, [str(order.order_id)])[str(order.order_id)]


@pytest.mark.parametrize(
    ("event", "cause", "said"),
    [
        (
            "canceled",
            "không",
            "Lazada hủy đơn, nên đơn Haravan được hủy; hàng trả về kho: không.",
        ),
        ("captured", "199.000 ₫", "Đơn Haravan được ghi nhận thanh toán 199.000 ₫."),
        ("goods_lost", "2 × A", "Bạn báo hàng không về nữa: 2 × A, không nhập kho."),
        (
            "ready_to_ship_rejected",
            "unpaid",
            "Bạn bấm Sẵn sàng giao hàng, nhưng bị từ chối: Người mua chưa thanh toán.",
        ),
        ("cancel_confirmed", "", "Thao tác Hủy đơn hàng của bạn đã được xác nhận."),
        (
            "pack_superseded",
            "ready_to_ship",
            "Bạn bấm Đóng gói, rồi bấm Sẵn sàng giao hàng thay cho nút này.",
        ),
        ("something_new", "{x}", "something_new: {x}"),
        ("refused", "{goods}", "Haravan từ chối cập nhật đơn: {goods}"),
    ],
)
def test_an_event_is_a_sentence(event: str, cause: str, said: str) -> None:
    assert order_history.sentence(event, cause, "vi") == said


def test_the_sentences_are_english_too(english: None) -> None:
    said = order_history.sentence("status", "Đang giao hàng", "en")
    assert said == "The status changed on Lazada, so the Haravan order became “Out for delivery”."
    lost = order_history.sentence("canceled", "không; 5.000 ₫", "en")
    assert lost.endswith("back in stock: none. Refunded: 5.000 ₫.")


def test_every_click_and_every_booking_has_a_sentence() -> None:
    assert set(actions.KINDS) <= set(order_words.BUTTONS)
    assert set(booked.EVENTS.values()) <= set(order_history.SENTENCES)
