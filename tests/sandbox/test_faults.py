"""Faults and hooks over real loopback HTTP: before the effect, after it, and after the answer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest

from lazdesk.sandbox.faults import Fault, Hook, Kind, Point, kill
from lazdesk.sandbox.lazada.gateway import sign
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World, WorldClock

PACK = "/order/fulfill/pack"


class Shops(PracticeShops):
    """Practice shops at work, with a client."""

    def __enter__(self) -> Shops:
        super().__enter__()
        self.http = httpx.Client(trust_env=False, timeout=30)
        self.token = self.world.lazada_platform.issue(self.world.lazada).access
        return self

    def __exit__(self, *outcome: object) -> None:
        self.http.close()
        self.stop()

    def params(self, path: str, **params: str) -> dict[str, str]:
        app = self.world.lazada_platform.app
        params |= {
            "app_key": app.key,
            "timestamp": str(int(self.world.now().timestamp() * 1000)),
            "sign_method": "sha256",
            "access_token": self.token,
        }
        return {**params, "sign": sign(app.secret, path, params)}

    def get(self, path: str, **params: str) -> httpx.Response:
        url = f"{self.addresses.lazada_api}{path}"
        return self.http.get(url, params=self.params(path, **params))

    def pack_params(self, order: Order) -> dict[str, str]:
        units = [unit.order_item_id for unit in order.units]
        request = {
            "pack_order_list": [{"order_id": order.order_id, "order_item_list": units}],
            "delivery_type": "dropship",
            "shipping_allocate_type": "TFS",
        }
        return self.params(PACK, packReq=json.dumps(request))

    def pack(self, order: Order) -> httpx.Response:
        return self.http.post(f"{self.addresses.lazada_api}{PACK}", data=self.pack_params(order))

    def haravan(self, path: str = "/com/products.json") -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.world.haravan.token}"}
        return self.http.get(f"{self.addresses.haravan_api}{path}", headers=headers)

    def order(self) -> Order:
        def place(world: World) -> Order:
            seller_sku = next(iter(world.lazada.skus.values())).seller_sku
            return world.lazada.place_order({seller_sku: 1}, oversell=True)

        return self.call(place)


@pytest.fixture
def shops() -> Iterator[Shops]:
    with Shops(World(7, 5, WorldClock(0))) as shops:
        yield shops


def test_all_faces_serve(shops: Shops) -> None:
    assert shops.get("/seller/get").json()["code"] == "0"
    assert len(shops.haravan().json()["products"]) == 5
    consent = shops.http.get(f"{shops.addresses.lazada_auth}/oauth/authorize")
    assert "Không thể cấp quyền" in consent.text
    assert shops.http.post(f"{shops.addresses.control}/goods").status_code == 200


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.RESET_AFTER])
def test_a_reset_is_a_tcp_reset(shops: Shops, kind: Kind) -> None:
    order = shops.order()
    shops.world.faults.add(Fault(kind=kind, path=PACK))
    with pytest.raises(httpx.ReadError, match=r"104|10054"):
        shops.pack(order)
    assert (order.statuses == ["packed"]) is (kind is Kind.RESET_AFTER)
    call = shops.world.calls[-1]
    assert (call.path, call.status, call.fault) == (PACK, None, kind)


@pytest.mark.parametrize(
    ("fault", "status", "body", "done"),
    [
        (Fault(kind=Kind.ERROR_BEFORE, status=502), 502, b"<html>", False),
        (Fault(kind=Kind.ERROR_AFTER, status=504), 504, b"<html>", True),
        (Fault(kind=Kind.GARBLED), 200, b"<html>", True),
        (Fault(kind=Kind.EMPTY), 200, b"", True),
        (Fault(kind=Kind.TRUNCATED), 200, b'{"code":"0"', True),
        (Fault(kind=Kind.THROTTLED), 200, b'{"code":"ApiCallLimit"', False),
        (Fault(kind=Kind.EXPIRED_TOKEN), 200, b'{"code":"IllegalAccessToken"', False),
        (Fault(kind=Kind.REFUSED, code="901", message="E901"), 200, b'{"code":"901"', False),
        (Fault(kind=Kind.SLOW, seconds=0.01), 200, b'{"code":"0"', True),
        (Fault(kind=Kind.LATE, seconds=0.01), 200, b'{"code":"0"', True),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
def test_a_fault_comes_before_the_effect_or_after(
    shops: Shops, fault: Fault, status: int, body: bytes, done: bool
) -> None:
    order = shops.order()
    shops.world.faults.add(fault)
    answer = shops.pack(order)
    assert answer.status_code == status
    assert answer.content.startswith(body)
    assert (order.statuses == ["packed"]) is done


def test_a_truncated_answer_is_no_json(shops: Shops) -> None:
    shops.world.faults.add(Fault(kind=Kind.TRUNCATED))
    with pytest.raises(ValueError):
        shops.get("/seller/get").json()


@pytest.mark.parametrize("kind", [Kind.SLOW, Kind.LATE])
def test_an_answer_may_come_after_the_clients_patience(shops: Shops, kind: Kind) -> None:
    order = shops.order()
    shops.world.faults.add(Fault(kind=kind, path=PACK, seconds=0.2))
    shops.http.timeout = httpx.Timeout(0.05)
    with pytest.raises(httpx.ReadTimeout):
        shops.pack(order)
    assert (order.statuses == ["packed"]) is (kind is Kind.LATE)
    shops.http.timeout = httpx.Timeout(5)
    assert shops.get("/seller/get").json()["code"] == "0"


def test_rows_may_come_twice(shops: Shops) -> None:
    shops.world.faults.add(Fault(kind=Kind.REPEATED_ROWS, path="/products/get"))
    first, *_, last = shops.get("/products/get").json()["data"]["products"]
    assert first == last


def test_haravan_words_faults_its_own_way(shops: Shops) -> None:
    shops.world.faults.add(Fault(kind=Kind.THROTTLED, face="haravan"))
    shops.world.faults.add(Fault(kind=Kind.EXPIRED_TOKEN, face="haravan", nth=2))
    assert shops.get("/seller/get").json()["code"] == "0"
    throttled, expired, well = shops.haravan(), shops.haravan(), shops.haravan()
    assert (throttled.status_code, throttled.headers["retry-after"]) == (429, "2.0")
    assert expired.status_code == 401
    assert well.status_code == 200


def test_a_fault_strikes_from_the_nth_call_on_and_so_many_times(shops: Shops) -> None:
    shops.world.faults.add(Fault(kind=Kind.EMPTY, path="/seller/*", nth=2, times=2))
    lengths = [len(shops.get("/seller/get").content) for _ in range(4)]
    assert [length == 0 for length in lengths] == [False, True, True, False]


def test_a_fault_may_be_a_matter_of_chance_which_the_seed_repeats() -> None:
    def struck() -> list[bool]:
        faults = World(7, 1, WorldClock(0)).faults
        faults.add(Fault(kind=Kind.EMPTY, probability=0.5, times=None))
        return [faults.strike("lazada", "GET", "/seller/get") is not None for _ in range(40)]

    first = struck()
    assert first == struck()
    assert 5 < sum(first) < 35


def test_cleared_faults_strike_no_more(shops: Shops) -> None:
    shops.world.faults.add(Fault(kind=Kind.EMPTY, times=None))
    assert shops.get("/seller/get").content == b""
    shops.world.faults.clear()
    assert shops.get("/seller/get").content


def test_hooks_run_around_the_effect(shops: Shops) -> None:
    order = shops.order()
    seen: list[tuple[Point, list[str], int | None]] = []

    def note(point: Point) -> Hook:
        return Hook(
            path=PACK,
            point=point,
            action=lambda: seen.append((point, order.statuses, shops.world.calls[-1].status)),
        )

    for point in Point:
        shops.world.faults.arm(note(point))
    shops.pack(order)
    shops.get("/seller/get")
    assert seen == [
        (Point.BEFORE_EFFECT, ["pending"], None),
        (Point.AFTER_EFFECT, ["packed"], None),
        (Point.AFTER_ANSWER, ["packed"], 200),
    ]


CLIENT = """
import sys, urllib.request
answer = urllib.request.urlopen(sys.argv[1], sys.argv[2].encode()).read()
print("answered", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("point", list(Point))
def test_a_process_can_be_killed_at_any_point_of_its_call(shops: Shops, point: Point) -> None:
    order = shops.order()
    environment = {name: text for name, text in os.environ.items() if "proxy" not in name.lower()}
    client = subprocess.Popen(
        [
            sys.executable,
            "-c",
            CLIENT,
            f"{shops.addresses.lazada_api}{PACK}",
            urlencode(shops.pack_params(order)),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )
    shops.world.faults.arm(Hook(path=PACK, point=point, action=kill(client.pid)))
    client.communicate(timeout=60)
    assert client.returncode == (-signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    # The request itself goes on: a dead client does not undo what it has sent.
    shops.get("/seller/get")
    assert order.statuses == ["packed"]


def test_three_hundred_requests_a_second(shops: Shops) -> None:
    began = time.process_time()  # the shops are a thread of this process
    for _ in range(300):
        shops.get("/seller/get")
    assert time.process_time() - began < 1


def test_the_world_is_touched_between_requests_only(shops: Shops) -> None:
    shops.world.later(60, lambda: shops.world.violation("lazada", "here", "time has come"))
    shops.call(lambda world: world.clock.advance(60))
    assert shops.call(lambda world: list(world.violations)) == ["lazada here: time has come"]


def test_ports_are_free_again_after_stopping() -> None:
    shops = PracticeShops(World(7, 1, WorldClock(0)))
    shops.start()
    shops.stop()
    with pytest.raises(RuntimeError, match="not open"):
        shops.call(lambda world: world)
    shops.stop()
