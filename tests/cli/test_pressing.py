"""Buttons from the terminal: two processes press once; `orders pack`; each result says why (E1)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lazdesk.sandbox.server import PracticeShops
from tests.cli.conftest import sell
from tests.cli.terminal import lazdesk, program
from tests.cli.test_handing_over import running_sync
from tests.sync.parcels import PACK, READY


def imported(shops: PracticeShops, count: int = 1) -> list[str]:
    numbers = sell(shops, count)
    assert lazdesk("sync", "--once", "--wait").status == 0
    return numbers


def calls(shops: PracticeShops, path: str) -> int:
    return sum(call.path == path for call in shops.world.calls)


def press_in_two_processes(words: Sequence[str]) -> list[str]:
    """The results that both say."""
    with program(*words) as first, program(*words) as second:
        ended = [process.communicate(timeout=120) for process in (first, second)]
        assert [first.returncode, second.returncode] == [0, 0], ended
    return [row["result"] for out, _ in ended for row in json.loads(out)]


def test_two_processes_press_at_once(connected: PracticeShops) -> None:
    (number,) = imported(connected)
    words = ["orders", "ready-to-ship", number, "--json"]
    assert press_in_two_processes(words) == ["confirmed", "confirmed"]
    assert (calls(connected, PACK), calls(connected, READY)) == (1, 1)
    assert len(connected.world.lazada.packages) == 1
    (order,) = connected.world.haravan.orders.values()
    assert len(order.fulfillments) == 1


def test_two_processes_hand_the_same_click_to_a_third(connected: PracticeShops) -> None:
    (number,) = imported(connected)
    with running_sync() as holder:
        words = ["orders", "ready-to-ship", number, "--json"]
        assert press_in_two_processes(words) == ["confirmed", "confirmed"]
        assert holder.poll() is None
    assert (calls(connected, PACK), calls(connected, READY)) == (1, 1)


def test_pack_alone_and_then_ready_to_ship(connected: PracticeShops) -> None:
    first, second = imported(connected, 2)
    ran = lazdesk("orders", "pack", first, second, "--json")
    assert ran.status == 0
    assert [(row["order_number"], row["result"]) for row in ran.document] == [
        (first, "confirmed"),
        (second, "confirmed"),
    ]
    assert (calls(connected, PACK), calls(connected, READY)) == (1, 0)
    assert lazdesk("orders", "ready-to-ship", first).status == 0
    assert (calls(connected, PACK), calls(connected, READY)) == (1, 1)
    shown = lazdesk("orders", "show", first).out
    assert "Đóng gói: đã xác nhận" in shown
    assert "Sẵn sàng giao hàng: đã xác nhận" in shown


def test_an_order_that_may_not_says_why_and_the_others_go(connected: PracticeShops) -> None:
    first, second = imported(connected, 2)
    lazada = connected.world.lazada
    connected.call(lambda _: lazada.buyer_cancels(int(second), ask=True))
    ran = lazdesk("orders", "pack", first, second, "4711", "--json")
    assert ran.status == 1
    results = {row["order_number"]: (row["result"], row["reason"]) for row in ran.document}
    assert results[first] == ("confirmed", "")
    assert results[second] == (
        "rejected",
        "Người mua đang yêu cầu hủy: hãy trả lời yêu cầu này trước.",
    )
    assert results["4711"][0] == "rejected"
