"""The practice desk: practice shops with people in them, and a throw-away desk connected to both.

Nothing real is touched: the data folder is a temporary one, and secrets stay in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from lazdesk.models import goods, queries
from lazdesk.platforms.clock import ScaledClock
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.sandbox import life
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World, WorldClock
from lazdesk.settings import Hosts
from lazdesk.shop import Desk, ignore
from lazdesk.sync import link_goods, pull_goods
from lazdesk.sync.events import Event
from lazdesk.vault import MemoryVault

# World seconds in one real second: a minute between two polls takes six.
SPEED = 10.0
SEED = 7
PRODUCTS = 300
ORDERS = 40


class PracticeDesk:
    """Shops, people and the desk; a context manager, or ``open`` and ``close``."""

    def __init__(
        self, seed: int = SEED, products: int = PRODUCTS, orders: int = ORDERS, speed: float = SPEED
    ) -> None:
        self._orders = orders
        clock = WorldClock(speed)
        self.world = World(seed, products, clock)
        self.shops = PracticeShops(self.world)
        # A list that is still being read when the desk closes may bring a file back.
        self._folder = tempfile.TemporaryDirectory(
            prefix="lazdesk-practice-", ignore_cleanup_errors=True
        )
        self._clock = ScaledClock(speed, clock.now())
        self._vault = MemoryVault()
        self.desk: Desk | None = None

    def open(self) -> Desk:
        """Opens the shops and a desk that knows nothing yet."""
        addresses = self.shops.start()
        self.shops.call(lambda world: life.enliven(world, self._orders))
        self.desk = Desk(
            folder=Path(self._folder.name),
            open_vault=lambda: self._vault,
            hosts=Hosts(addresses.lazada_api, addresses.lazada_auth, addresses.haravan_api),
            clock=self._clock,
            plain=True,
        )
        return self.desk

    def connect(self, report: Callable[[Event], None] = ignore) -> None:
        """Connects both sides, reads their goods and publishes everything; no switch is on.

        What there is to do with orders is left to the first cycle. ``report``: hears how far it is.
        """
        desk = self.desk
        if desk is None:
            raise RuntimeError("the practice desk is not open")
        app = self.world.lazada_platform.app
        desk.connect_haravan(self.world.haravan.token)
        code = self.shops.call(lambda world: world.lazada_platform.grant(world.lazada))
        seller = desk.connect_lazada(AppKey(app.key, app.secret), code, app.callback).seller_id
        session = replace(desk.session(seller), report=report)
        pull_goods.pull_locations(session)
        pull_goods.pull_haravan_products(session)
        pull_goods.pull_lazada_products(session)
        with desk.database.write() as connection:
            products = {
                row.product_id for row in queries.product_rows(connection, seller, session.org)
            }
            goods.publish(connection, seller, products, session.now())
        link_goods.link_goods(session)

    def close(self) -> None:
        """Ends the shops and forgets everything; the desk must be closed before."""
        self.shops.stop()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.desk is not None:
            self.desk.close()
        self.close()
