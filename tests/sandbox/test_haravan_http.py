"""The practice Haravan over real HTTP: speed, lost answers, the control face."""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from lazdesk.sandbox.faults import Fault, Kind
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World, WorldClock

GIFT = {"order": {"line_items": [{"title": "Quà", "price": 50_000, "quantity": 1}]}}


@pytest.fixture
def shops() -> Iterator[PracticeShops]:
    with PracticeShops(World(seed=3, products=50, clock=WorldClock(speed=1000))) as shops:
        yield shops


@pytest.fixture
def client(shops: PracticeShops) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=f"{shops.addresses.haravan_api}/com",
        headers={"Authorization": f"Bearer {shops.world.haravan.token}"},
        trust_env=False,
    ) as client:
        yield client


def test_answers_300_requests_in_well_under_3_seconds(client: httpx.Client) -> None:
    start = time.process_time()  # the shops are a thread of this process
    assert all(client.get("/shop.json").is_success for _ in range(300))
    assert time.process_time() - start < 3


@pytest.mark.parametrize(("kind", "orders"), [(Kind.RESET_BEFORE, 0), (Kind.RESET_AFTER, 1)])
def test_lost_answer_to_a_create(
    shops: PracticeShops, client: httpx.Client, kind: Kind, orders: int
) -> None:
    shops.call(lambda world: world.faults.add(Fault(kind=kind, path="/com/orders.json")))
    with pytest.raises(httpx.TransportError):
        client.post("/orders.json", json=GIFT)
    assert shops.call(lambda world: len(world.haravan.orders)) == orders


def test_repeated_rows_of_a_page(shops: PracticeShops, client: httpx.Client) -> None:
    shops.call(lambda world: world.faults.add(Fault(kind=Kind.REPEATED_ROWS)))
    rows = client.get("/products.json", params={"limit": 3}).json()["products"]
    assert [row["id"] for row in rows] == [*(row["id"] for row in rows[:3]), rows[0]["id"]]


def test_a_client_that_keeps_cookies_is_caught(shops: PracticeShops, client: httpx.Client) -> None:
    client.cookies.set("session", "1")
    answer = client.post("/orders.json", json=GIFT)
    assert answer.headers["content-type"].startswith("text/html")
    assert shops.call(lambda world: (len(world.haravan.orders), len(world.violations))) == (0, 1)


def test_delete_of_tags_carries_a_body(client: httpx.Client) -> None:
    order = client.post("/orders.json", json={"order": GIFT["order"] | {"tags": "a,b"}}).json()
    path = f"/orders/{order['order']['id']}/tags.json"
    assert client.request("DELETE", path, json={"tags": "a"}).json() == {"tags": "b"}


def test_list_lag_passes_in_world_time(client: httpx.Client) -> None:
    client.post("/orders.json", json=GIFT)
    deadline = time.monotonic() + 30
    while not client.get("/orders.json", params={"status": "any"}).json()["orders"]:
        assert time.monotonic() < deadline


def test_control_face_acts_as_the_merchant(shops: PracticeShops) -> None:
    control = shops.addresses.control

    def say(verb: str, **body: Any) -> Any:
        answer = httpx.post(f"{control}/{verb}", json=body, trust_env=False)
        assert answer.is_success, answer.text
        return answer.json()

    order = {"fields": {"line_items": GIFT["order"]["line_items"], "source_name": "lazada"}}
    made = say("act", shop="haravan", act="place_order", args=order)
    say("act", shop="haravan", act="cancel_order", args={"order_id": made["result"]})
    state = say("state", shop="haravan")
    (kept,) = state["orders"]
    assert kept["cancelled_at"] is not None
