"""E5, Must show 5: an hour without network and thirty clicks; all are done afterwards, in order."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs

import httpx
import pytest

from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import actions, packing
from lazdesk.sync.actions import CONFIRMED, REJECTED, WAITING
from tests.sync.action_cases import pending
from tests.sync.parcels import PACK
from tests.sync.practice import Practice

CLICKS = 30
EVERY = 120.0


class NoNetwork(httpx.BaseTransport):
    """Every connection fails, and is counted."""

    def __init__(self) -> None:
        self.tried = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.tried += 1
        raise httpx.ConnectError("no route to host", request=request)


class NoWayFor(httpx.BaseTransport):
    """Requests that speak of this order do not get through."""

    def __init__(self, order_id: str) -> None:
        self._wire = httpx.HTTPTransport()
        self._order_id = order_id.encode()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._order_id in request.url.raw_path + request.read():
            raise httpx.ConnectError("no route to host", request=request)
        return self._wire.handle_request(request)

    def close(self) -> None:
        self._wire.close()


def packed_in_order(shops: Practice) -> list[str]:
    """The orders of all calls to pack, as they were sent."""
    found = []
    for call in shops.calls(path=PACK):
        asked = json.loads(parse_qs(call.body.decode())["packReq"][0])
        found += [str(row["order_id"]) for row in asked["pack_order_list"]]
    return found


def test_an_hour_offline(shops: Practice, capsys: pytest.CaptureFixture[str]) -> None:
    orders = pending(shops, CLICKS)
    network = NoNetwork()
    shops.restart(network)
    clicked = []
    for number, order in enumerate(orders):
        session = shops.session()
        # Every third one is only to be packed: the order of all kinds is kept.
        press = packing.KIND if number % 3 == 2 else "ready_to_ship"
        clicked.append(actions.click(session, press, str(order.order_id)))
        actions.see_through(session, clicked[-1:])
        (result,) = actions.results(session, clicked[-1:])
        assert result.result == WAITING
        shops.advance(EVERY)
    assert network.tried > 0
    assert shops.calls(path=PACK) == []

    shops.restart()
    began = shops.clock.now()
    shops.cycle()
    took = (shops.clock.now() - began).total_seconds()
    results = actions.results(shops.session(), clicked)
    assert [result.result for result in results] == [CONFIRMED] * CLICKS
    numbers = [str(order.order_id) for order in orders]
    assert packed_in_order(shops) == numbers
    with capsys.disabled():
        print(  # noqa: T201 - asked for
            f"\n{CLICKS} clicks in {CLICKS * EVERY / 60:.0f} min offline: all done, in order, "
            f"{took:.0f} s after the network came back"
        )


def test_one_that_cannot_be_sent_holds_up_those_behind_it(shops: Practice) -> None:
    """I24: what was clicked first goes first, though Lazada could be reached for the other."""
    first, second = pending(shops, 2)
    shops.advance(60)
    session = shops.session(shops.restart(NoWayFor(str(first.order_id))))
    clicked = [
        actions.click(session, packing.KIND, str(first.order_id)),
        actions.click(session, "ready_to_ship", str(second.order_id)),
    ]
    actions.run(session)
    assert {result.result for result in actions.results(session, clicked)} == {WAITING}
    session = shops.session(shops.restart())
    actions.see_through(session, clicked)
    assert {result.result for result in actions.results(session, clicked)} == {CONFIRMED}
    assert packed_in_order(shops) == [str(first.order_id), str(second.order_id)]


def test_a_click_that_is_too_late_is_not_sent_and_says_so(
    shops: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a cancel is after ten minutes (E2)."""
    kind = replace(actions.KINDS[packing.KIND], life=timedelta(minutes=10))
    monkeypatch.setitem(actions.KINDS, packing.KIND, kind)
    late, in_time = pending(shops, 2)
    shops.restart(NoNetwork())
    clicked = [click_pack(shops, late)]
    shops.advance(9 * 60)
    clicked.append(click_pack(shops, in_time))
    shops.advance(2 * 60)
    shops.restart()
    shops.cycle()
    results = actions.results(shops.session(), clicked)
    assert [(result.result, result.reason) for result in results] == [
        (REJECTED, "expired"),
        (CONFIRMED, ""),
    ]
    assert packed_in_order(shops) == [str(in_time.order_id)]
    assert late.statuses == ["pending"]
    assert "pack_expired" in shops.history(late)


def click_pack(shops: Practice, order: Order) -> str:
    session = shops.session()
    clicked = actions.click(session, packing.KIND, str(order.order_id))
    actions.see_through(session, [clicked])
    (result,) = actions.results(session, [clicked])
    assert result.result == WAITING
    return clicked
