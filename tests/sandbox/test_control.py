"""The control face: what tests in other processes do to the world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World, WorldClock

Control = Callable[..., Any]


@pytest.fixture(scope="module")
def shops() -> Iterator[PracticeShops]:
    with PracticeShops(World(7, 5, WorldClock(0))) as shops:
        yield shops


@pytest.fixture
def control(shops: PracticeShops) -> Iterator[Control]:
    with httpx.Client(trust_env=False) as http:

        def ask(verb: str, expected: int = 200, /, **body: Any) -> Any:
            answer = http.post(f"{shops.addresses.control}/{verb}", json=body)
            assert answer.status_code == expected, answer.text
            return answer.json()

        yield ask
        shops.call(lambda world: world.faults.clear())


def test_acts_are_done_by_name_and_the_state_is_read_back(control: Control) -> None:
    goods = control("goods")["goods"]
    seller_sku = goods[0]["variants"][0]["seller_sku"]
    act = {"shop": "lazada", "act": "place_order"}
    wish = {"sku": seller_sku, "quantity": 2, "voucher_seller": 1000}
    args = {"items": [wish], "payment": "MOMO_WALLET", "paid": False, "oversell": True}
    placed = control("act", **act, args=args)["result"]
    assert [unit["status"] for unit in placed["units"]] == ["unpaid", "unpaid"]
    order_id = placed["order_id"]
    control("act", shop="lazada", act="pay", args={"order_id": order_id})
    control(
        "act",
        shop="lazada",
        act="show_status",
        args={"order_id": order_id, "status": "shipped"},
    )
    moved = control(
        "act", shop="lazada", act="courier", args={"order_id": order_id, "event": "delivers"}
    )
    assert [unit["status"] for unit in moved["result"]] == ["delivered", "delivered"]
    orders = control("state", shop="lazada")["orders"]
    assert order_id in [order["order_id"] for order in orders]


def test_haravan_is_reached_the_same_way(control: Control, shops: PracticeShops) -> None:
    variant_id = next(iter(shops.world.haravan.variants))
    args = {"variant_id": variant_id, "price": 123_000}
    control("act", shop="haravan", act="set_price", args=args)
    assert shops.world.haravan.variants[variant_id].price == 123_000
    assert control("state", shop="haravan")


def test_time_passes(control: Control, shops: PracticeShops) -> None:
    before = shops.world.now()
    now = control("advance", seconds=60)["now"]
    assert now == shops.world.now().isoformat() != before.isoformat()


def test_faults_are_set_and_lifted(control: Control, shops: PracticeShops) -> None:
    url = f"{shops.addresses.haravan_api}/com/shop.json"
    control("fault", kind="error_before", face="haravan", status=503, times=None)
    assert httpx.get(url, trust_env=False).status_code == 503
    control("clear")
    assert httpx.get(url, trust_env=False).status_code == 401


def test_a_kill_is_armed_for_a_chosen_call(control: Control, shops: PracticeShops) -> None:
    control("kill", pid=999_999_999, point="after_effect", path="/order/fulfill/pack", nth=3)
    (hook,) = shops.world.faults.hooks
    assert (hook.path, hook.nth, hook.point) == ("/order/fulfill/pack", 3, "after_effect")


def test_journal_and_violations_are_read_from_where_one_stopped(
    control: Control, shops: PracticeShops
) -> None:
    seen, wrong = len(control("calls")["calls"]), len(control("violations")["violations"])
    httpx.get(f"{shops.addresses.lazada_api}/nonsense", trust_env=False)
    (call,) = control("calls", **{"from": seen})["calls"]
    assert (call["face"], call["path"], call["status"]) == ("lazada", "/nonsense", 200)
    (violation,) = control("violations", **{"from": wrong})["violations"]
    assert "InvalidApiPath" in violation


def test_tokens_are_to_be_had_without_the_consent_page(control: Control) -> None:
    assert control("token")["country_user_info"][0]["short_code"] == "VN1ABCDE"


@pytest.mark.parametrize(
    ("verb", "body", "status"),
    [
        ("dance", {}, 404),
        ("act", {"shop": "lazada", "act": "dump"}, 400),
        ("act", {"shop": "lazada", "act": "pay", "args": {"order_id": "1"}}, 400),
        ("state", {"shop": "shopee"}, 400),
        ("fault", {"kind": "gremlin"}, 400),
    ],
)
def test_what_cannot_be_done_says_so(
    control: Control, verb: str, body: dict[str, Any], status: int
) -> None:
    assert control(verb, status, **body)["error"]
