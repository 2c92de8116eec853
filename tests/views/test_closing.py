"""Closing the window at any moment of a sync ends the process within three seconds, and nothing is
lost: the next start goes on, and every Lazada order is one Haravan order (D2, G2)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from lazdesk.models import desk as stored
from lazdesk.models import goods
from lazdesk.platforms.clock import SystemClock
from lazdesk.sandbox.faults import Fault, Hook, Kind, Point
from lazdesk.sandbox.world import World
from lazdesk.shop import Desk
from lazdesk.sync import link_goods
from lazdesk.vault import Vault
from tests.sync.practice import CREATE, hosts_of
from tests.sync.programs import ROOT, Programs, programs

WITHIN = 3.0  # seconds
SOON = 60.0  # a program that has not come to its moment by then never will
HANGS = 20.0  # an answer that takes so long is not waited for
ORDERS = 3  # new ones before each start
STOCK = "/product/stock/sellable/update"


@dataclass(frozen=True)
class Moment:
    """The call during which the window is closed; `fault`: what it suffers besides."""

    path: str
    point: Point = Point.BEFORE_EFFECT
    nth: int = 1
    fault: Kind | None = None
    method: str = "*"


MOMENTS = (
    # A reading call: at its beginning, done, answered.
    Moment("/seller/get"),
    Moment("/products/get", Point.AFTER_ANSWER),
    Moment("/com/inventory_locations.json"),
    Moment("/orders/get", Point.AFTER_EFFECT),
    Moment("/com/orders.json", Point.AFTER_ANSWER, method="GET"),
    # A writing one: not yet done, done, answered.
    Moment(STOCK),
    Moment(STOCK, Point.AFTER_EFFECT),
    Moment(CREATE, nth=2, method="POST"),
    Moment(CREATE, Point.AFTER_EFFECT, nth=2, method="POST"),
    Moment(CREATE, Point.AFTER_ANSWER, nth=2, method="POST"),
    # An answer that does not come: of a read, of a write that has had its effect.
    Moment("/orders/get", fault=Kind.SLOW),
    Moment(CREATE, Point.AFTER_EFFECT, fault=Kind.LATE, method="POST"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("system_keyring")
def test_closing_the_window_at_any_moment_of_a_sync(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with programs() as running:
        running.connect(folder)
        switch_quantity_on(running, folder)
        refs, took = [], {}
        for number, moment in enumerate(MOMENTS):
            refs += running.place_orders(ORDERS)
            running.shops.call(partial(change_stock, number))
            took[moment] = close_at(running, folder, moment)

        for _ in range(2):  # what the first one imports changes what is sold
            last = running.start_sync(folder)
            _, said = last.communicate(timeout=SOON)
            assert last.returncode == 0, said

        confirmed, others = running.standing()
        with capsys.disabled():
            print(  # noqa: T201 - the numbers are asked for
                f"\n{len(MOMENTS)} closings, {len(refs)} orders: the process ended after at most "
                f"{max(took.values()):.1f} s, {sum(took.values()) / len(took):.1f} s on average; "
                f"{len(running.shops.world.haravan.orders)} Haravan orders made"
            )
        assert confirmed == dict.fromkeys(refs, 1)
        assert others == {}
        late = {moment: round(each, 1) for moment, each in took.items() if each > WITHIN * busy()}
        assert late == {}
        assert running.shops.call(unequal) == []


def busy() -> float:
    """How many times longer everything takes because the machine has other work."""
    return (
        max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)) if hasattr(os, "getloadavg") else 1.0
    )


def switch_quantity_on(running: Programs, folder: Path) -> None:
    """Everything is read, published, and its quantity agreed to (C1)."""
    first = running.start_sync(folder)
    _, said = first.communicate(timeout=SOON)
    assert first.returncode == 0, said
    opened = Desk(folder, Vault, hosts_of(running.shops.addresses), SystemClock())
    session = opened.session(running.seller, online=False)
    with opened.database.write() as connection:
        products = {row.product_id for row in goods.variants(connection, session.org)}
        goods.publish(connection, session.shop, products, session.now())
        stored.set_setting(connection, session.shop, "push.quantity", "on")
    link_goods.link_goods(session)
    opened.consent(session.shop, "quantity")
    opened.close()


def change_stock(number: int, world: World) -> None:
    """Something to push: the merchant sold a piece in his shop."""
    variants = list(world.haravan.variants.values())
    world.haravan.change_stock(variants[number % len(variants)].id, 40 + number)


def close_at(running: Programs, folder: Path, moment: Moment) -> float:
    """Starts the window and closes it at the moment; returns the seconds its process then takes."""
    reached = threading.Event()
    window: list[subprocess.Popen[str]] = []

    def close() -> None:
        stdin = window[0].stdin
        assert stdin is not None
        stdin.write("\n")
        stdin.flush()
        reached.set()

    def arm(world: World) -> None:
        method, path, nth = moment.method, moment.path, moment.nth
        hook = Hook(point=moment.point, action=close, method=method, path=path, nth=nth)
        world.faults.arm(hook)
        if kind := moment.fault:
            fault = Fault(kind=kind, seconds=HANGS, method=method, path=path, nth=nth)
            world.faults.add(fault)

    running.shops.call(arm)
    window.append(start_window(running, folder))
    try:
        came = reached.wait(SOON)
        began = time.monotonic()
        _, said = window[0].communicate(timeout=SOON)
        took = time.monotonic() - began
    finally:
        window[0].kill()
        window[0].wait()
    running.shops.call(lambda world: world.faults.clear())
    assert came, moment
    assert (window[0].returncode, said) == (0, "")
    return took


def start_window(running: Programs, folder: Path) -> subprocess.Popen[str]:
    addresses = running.shops.addresses
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "LAZDESK_DATA_DIR": str(folder),
        "LAZDESK_LAZADA_API_URL": addresses.lazada_api,
        "LAZDESK_LAZADA_AUTH_URL": addresses.lazada_auth,
        "LAZDESK_HARAVAN_API_URL": addresses.haravan_api,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.views.window_program"],
        cwd=ROOT,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def unequal(world: World) -> list[tuple[str, int, int]]:
    """The SKUs of which Lazada does not sell what is available in Haravan."""
    places = [  # C3
        place.id
        for place in world.haravan.locations.values()
        if place.type != "ontheroad" and not place.is_unavailable_quantity
    ]
    found = []
    for variant in world.haravan.variants.values():
        sku = world.lazada.sku(str(variant.barcode))
        n = sum(world.haravan.stock.available(place, variant.id) for place in places)
        wanted = max(0, n) if not variant.oversell or n > 0 else 100_000
        if variant.tracked and sku.sellable != wanted:
            found.append((sku.seller_sku, sku.sellable, wanted))
    return found
