"""What a PC meets: the network goes and comes, the lid closes for two hours. Nobody presses
anything, and the window says how it stands (G2, G6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from lazdesk.platforms import http
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sandbox.world import World
from lazdesk.views import answers
from tests.views import fingers, office
from tests.views.office import Merchant

SPEED = 40.0  # the pauses between tries pass as much faster


@pytest.fixture
def merchant(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[Merchant]:
    monkeypatch.setattr(http, "ANSWER_WITHIN", 0.5)
    monkeypatch.setattr(http, "CONNECT_WITHIN", 0.5)
    with office.merchant(qtbot, monkeypatch, qapp, products=20, speed=SPEED) as somebody:
        somebody.connect_both()
        somebody.publish_all()
        yield somebody


@pytest.mark.parametrize(
    ("silent", "said"),
    [(False, "Không kết nối được"), (True, "LazDesk sẽ thử lại")],
    ids=["refused", "swallowed"],
)
def test_a_lost_network_is_said_and_recovers_by_itself(
    merchant: Merchant, silent: bool, said: str
) -> None:
    assert light(merchant) == "ok"
    with merchant.unplugged(silent=silent) as world:
        order = buy(world)
        merchant.wait(lambda: light(merchant) == "bad")
        assert merchant.window.bar.state().startswith("Không liên lạc được · tự thử lại lúc ")
        (strip,) = merchant.window.strips.shown
        assert (strip.name, strip.level) == ("error", "bad")
        assert said in strip.text
        # It stays so while it tries again, and what is in the mirror can still be looked at.
        for _ in range(2):
            merchant.hears(answers.SyncStarted)
            assert light(merchant) == "bad"
    merchant.wait(lambda: light(merchant) == "ok")
    assert merchant.window.strips.shown == ()
    merchant.wait(lambda: imported(merchant) == [str(order.order_id)])


def test_waking_after_two_hours_catches_up_and_says_so_in_one_line(merchant: Merchant) -> None:
    def meanwhile(world: World) -> None:
        for hour in (0.5, 1.0, 1.5):
            world.later(hour * 3600, lambda: buy(world))

    merchant.shops.call(meanwhile)
    merchant.sleep(hours=2)
    merchant.wait(lambda: bool(merchant.window.strips.shown))
    (strip,) = merchant.window.strips.shown
    assert (strip.level, strip.closable) == ("info", True)
    assert strip.text.startswith("Từ ")
    assert "đã tải bù: 3 đơn thay đổi" in strip.text
    assert "\n" not in strip.text
    assert light(merchant) == "ok"
    merchant.wait(lambda: len(imported(merchant)) == 3)

    # The line waits for the merchant, whatever cycles come meanwhile.
    merchant.told.clear()
    merchant.hears(answers.SyncEnded)
    assert merchant.window.strips.shown == (strip,)
    (close,) = merchant.window.strips.findChildren(QPushButton)
    fingers.click(close)
    merchant.wait(lambda: not merchant.window.strips.shown)


def test_a_network_lost_while_asleep_is_caught_up_too(merchant: Merchant) -> None:
    with merchant.unplugged() as world:
        merchant.wait(lambda: light(merchant) == "bad")  # no cycle is under way that came through
        world.advance(7200)
        buy(world)
        merchant.clock.slept += timedelta(hours=2)
        merchant.hears(answers.SyncEnded)
        assert light(merchant) == "bad"
    merchant.wait(lambda: light(merchant) == "ok")
    (strip,) = merchant.window.strips.shown
    assert "đã tải bù: 1 đơn thay đổi" in strip.text
    merchant.wait(lambda: len(imported(merchant)) == 1)


def light(merchant: Merchant) -> str:
    """The level of the state light."""
    return str(merchant.window.bar.light.property("level"))


def buy(world: World) -> Order:
    code = next(sku.seller_sku for sku in world.lazada.skus.values() if sku.status == "active")
    return world.lazada.place_order({code: 1}, oversell=True)


def imported(merchant: Merchant) -> list[str]:
    """The Lazada numbers of Haravan's orders, each as often as it is there."""
    return merchant.shops.call(
        lambda world: [
            order.name for order in world.haravan.orders.values() if order.confirmed_at is not None
        ]
    )
