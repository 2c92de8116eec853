"""One desk before the practice shops, over real loopback HTTP, in a world whose clock waits for us.

Nothing here sleeps: whoever waits moves the world's clock instead.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx

from lazdesk.models import desk as desk_rows
from lazdesk.models import goods, orders
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.sandbox.faults import Fault, Hook, Kind, Point, Target
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.haravan.records import Order as HaravanOrder
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.lazada.records import Order as LazadaOrder
from lazdesk.sandbox.lazada.records import Sku
from lazdesk.sandbox.server import Addresses, PracticeShops
from lazdesk.sandbox.world import Call, Options, World, WorldClock
from lazdesk.settings import Hosts
from lazdesk.shop import Desk
from lazdesk.sync import cycle
from lazdesk.sync.cycle import Outcome
from lazdesk.sync.session import Session
from lazdesk.vault import MemoryVault, Vault
from tests import mirrors

T = TypeVar("T")

START = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
CREATE = "/com/orders.json"
CONFIRM = "/com/orders/*/confirm.json"
# D and L of the desks here; the practice list's lag is below L unless a test says otherwise.
DEADLINE = 60.0
LAG = 10.0
LISTED_AFTER = 5.0


class WorldTime:
    """The world's clock as a desk's, or one that is ``wrong_by`` so much; to sleep moves it on."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self.wrong_by = timedelta()

    def now(self) -> datetime:
        return self._clock.now() + self.wrong_by

    def monotonic(self) -> float:
        return (self._clock.now() - START).total_seconds()

    def sleep(self, seconds: float, cancel: threading.Event | None = None) -> None:
        if seconds > 0:
            with self._lock:
                self._clock.advance(seconds)


class Practice:
    """The shops, and the desks opened before them; `desk` is the first one."""

    def __init__(
        self, shops: PracticeShops, folder: Path, vault: Callable[[], Vault] = MemoryVault
    ) -> None:
        self.shops = shops
        self._vault = vault
        self.world = shops.world
        self.clock = WorldTime(self.world.clock)
        self._folder = folder
        self._desks: list[Desk] = []
        self.desk = self.open_desk("desk")

    # --- desks ------------------------------------------------------------------------------------

    def open_desk(self, name: str) -> Desk:
        """Another PC: its own folder and keyring, connected to both shops."""
        vault = self._vault()
        folder = self._folder / name
        folder.mkdir()
        opened = Desk(
            folder,
            lambda: vault,
            hosts_of(self.shops.addresses),
            self.clock,
            plain=mirrors.plain(),
        )
        self._desks.append(opened)
        connect(opened, self.shops)
        self.set(opened, "orders.post_deadline_seconds", str(DEADLINE))
        self.set(opened, "orders.list_lag_seconds", str(LAG))
        return opened

    def restart(self, transport: httpx.BaseTransport | None = None) -> Desk:
        """The program of the first desk ends and is started anew."""
        old = self.desk
        old.close()
        self.desk = Desk(
            old.folder, old.open_vault, old.hosts, old.clock, transport, plain=old.plain
        )
        self._desks[self._desks.index(old)] = self.desk
        return self.desk

    def set(self, opened: Desk, key: str, value: str) -> None:
        with opened.database.write() as connection:
            desk_rows.set_setting(connection, self.seller, key, value)

    def settings(self, **values: str) -> None:
        """Settings of the first desk; `push_price="on"` is `push.price`."""
        for key, value in values.items():
            self.set(self.desk, key.replace("_", ".", 1), value)

    def close(self) -> None:
        for opened in self._desks:
            opened.close()

    @property
    def seller(self) -> str:
        return str(self.world.lazada.seller_id)

    def session(self, opened: Desk | None = None) -> Session:
        return (opened or self.desk).session(self.seller)

    # --- work -------------------------------------------------------------------------------------

    def cycle(self, *, consent: bool = False, opened: Desk | None = None) -> Outcome:
        """One turn of everything."""
        return cycle.run_cycle(self.session(opened), consent=consent)

    def sync(self, *, opened: Desk | None = None) -> Outcome:
        """A turn of a program just started, and the wait until no import is under way."""
        session = self.session(opened)
        outcome = cycle.run_cycle(session)
        cycle.wait_for_imports(session, outcome)
        assert outcome.stopped == []
        return outcome

    def publish_all(self) -> None:
        """Every product goes on the channel; the mirror must know them."""
        session = self.session()
        with session.database.write() as connection:
            ids = {row.product_id for row in goods.variants(connection, session.org)}
            goods.publish(connection, session.shop, ids, session.now())

    def advance(self, seconds: float) -> None:
        self.shops.call(lambda world: world.advance(seconds))

    # --- the world --------------------------------------------------------------------------------

    def fault(self, kind: Kind, path: str, **more: Any) -> Fault:
        fault = Fault(kind=kind, path=path, **more)
        return self.shops.call(lambda world: world.faults.add(fault))

    def hook(self, point: Point, path: str, action: Callable[[], object], **more: Any) -> Hook:
        hook = Hook(point=point, path=path, action=action, **more)
        return self.shops.call(lambda world: world.faults.arm(hook))

    def clear_faults(self) -> None:
        self.shops.call(lambda world: world.faults.clear())

    def place_order(self, items: Any = None, **more: Any) -> LazadaOrder:
        """A buyer's order on Lazada; of one piece of the first linked SKU unless said."""
        basket = items if items is not None else {self.sku().seller_sku: 1}
        return self.shops.call(lambda world: world.lazada.place_order(basket, **more))

    def place_orders(self, count: int) -> list[LazadaOrder]:
        return [self.place_order(oversell=True) for _ in range(count)]

    def sku(self, number: int = 0) -> Sku:
        """The n-th Lazada SKU."""
        return list(self.world.lazada.skus.values())[number]

    def haravan_orders(self, order: LazadaOrder | None = None) -> list[HaravanOrder]:
        """All orders in Haravan, or those of one Lazada order; oldest first."""
        found = list(self.world.haravan.orders.values())
        if order is None:
            return found
        return [row for row in found if number_of(row) == str(order.order_id)]

    def the_order(self, order: LazadaOrder) -> HaravanOrder:
        """The one Haravan order that stands for `order`, after the others were canceled."""
        (standing,) = [row for row in self.haravan_orders(order) if row.cancelled_at is None]
        return standing

    def calls(
        self, since: int = 0, *, face: str = "*", method: str = "*", path: str = "*"
    ) -> list[Call]:
        """The journal from `since` on; face, method and path are shell patterns."""
        wanted = Target(face=face, method=method, path=path, times=None)
        return [
            call
            for call in self.world.calls[since:]
            if wanted.hits(call.face, call.method, call.path, self.world.rng)
        ]

    # --- the mirror -------------------------------------------------------------------------------

    def mirrored(self, order: LazadaOrder) -> Any:
        """The order's row in the mirror, with its import."""
        with self.desk.database.read() as connection:
            (row,) = orders.orders(connection, self.seller, order_ids=[str(order.order_id)])
        return row

    def history(self, order: LazadaOrder) -> list[str]:
        with self.desk.database.read() as connection:
            rows = orders.history(connection, self.seller, [str(order.order_id)])
        return [row.event for row in rows[str(order.order_id)]]

    def problems(self) -> dict[str, list[str]]:
        """The objects with problems, by code."""
        found: dict[str, list[str]] = {}
        with self.desk.database.read() as connection:
            for row in desk_rows.problems(connection, self.seller):
                found.setdefault(row.code, []).append(row.object)
        return found


def hosts_of(addresses: Addresses) -> Hosts:
    return Hosts(addresses.lazada_api, addresses.lazada_auth, addresses.haravan_api)


def connect(opened: Desk, shops: PracticeShops) -> None:
    """Both consents, as the merchant gives them."""
    world = shops.world
    assert opened.connect_haravan(world.haravan.token).missing_scopes == ()
    app = world.lazada_platform.app
    code = shops.call(lambda world: world.lazada_platform.grant(world.lazada))
    opened.connect_lazada(AppKey(app.key, app.secret), code, app.callback)


def number_of(order: HaravanOrder) -> str:
    """The Lazada number an order was made for; its name survives a wiped note."""
    return order.name


def written(call: Call) -> bool:
    """Whether the call changes something; Lazada's token calls change nothing in the shop."""
    return call.method != "GET" and not call.path.startswith("/auth/")


def json_of(call: Call) -> Any:
    return json.loads(call.body)


@contextmanager
def practice(
    folder: Path,
    products: int = 8,
    *,
    haravan: HaravanOptions | None = None,
    lazada: LazadaOptions | None = None,
    traps: bool = False,
    lazada_shops: int = 1,
    vault: Callable[[], Vault] = MemoryVault,
) -> Iterator[Practice]:
    """A small world at work, without goods that are wrong unless asked for."""
    options = Options(
        haravan=replace(haravan or HaravanOptions(list_lag_seconds=LISTED_AFTER)),
        lazada=lazada or LazadaOptions(),
        lazada_shops=lazada_shops,
        traps=traps,
    )
    world = World(seed=7, products=products, clock=WorldClock(0, START), options=options)
    with PracticeShops(world) as shops:
        opened = Practice(shops, folder, vault)
        try:
            yield opened
        finally:
            opened.close()
        assert world.violations == []
