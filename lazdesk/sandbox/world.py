"""The imagined merchant's world behind both practice shops: clock, goods, faults and journal.

How the faces hang together (the agreement between their authors):

- `World.lazada` is the first of `World.lazada_shops`, `lazada.shop.LazadaShop(world, number)`;
  app, codes, tokens and call limits are in `World.lazada_platform`. `World.haravan` is
  `haravan.state.HaravanShop(world)`: plain state with acts as methods. Each has
  `ACTS: frozenset[str]` (method names the control face may call with JSON arguments) and
  `dump() -> dict` (its whole state, JSON-able).
- Each face's ASGI side is `<face>/app.py` with `routes(world) -> list[BaseRoute]` (Lazada has
  `api_routes` and `auth_routes`). Every route's endpoint is `gate.Endpoint(world, FACE, handler)`;
  handlers are plain functions `(world, incoming) -> Answer`, and the last route catches all paths.
- Switches for what the references leave unknown: `Options.lazada`, `Options.haravan`.
- Everything runs in the server's one event loop thread. Handlers and acts are synchronous and
  never wait, so each of them is atomic. Outside the loop use `PracticeShops.call(fn)`.
- Time: always `world.now()`. What happens by itself later is booked with `world.later(...)`; it
  runs before the next request or act that finds it due, and sees the time it was due at.
- What a client must never do (undocumented path, parameter or type) gets an error answer and
  an entry by `world.violation(...)`.
"""

from __future__ import annotations

import heapq
import itertools
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from lazdesk.sandbox import catalogue
from lazdesk.sandbox.faults import Faults
from lazdesk.sandbox.gate import Incoming
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.haravan.state import HaravanShop
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.lazada.platform import Platform
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sandbox.lazada.shop import LazadaShop


class WorldClock:
    """World time: `speed` world seconds pass per real second; 0 stands still between `advance`s."""

    def __init__(self, speed: float = 1.0, start: datetime | None = None) -> None:
        self.speed = speed
        self._start = start or datetime.now(UTC)
        self._began = time.monotonic()

    def now(self) -> datetime:
        """The world's time, aware UTC."""
        return self._start + timedelta(seconds=(time.monotonic() - self._began) * self.speed)

    def advance(self, seconds: float) -> None:
        """Jump ahead; `World.advance` also lets happen what falls due meanwhile."""
        self._start += timedelta(seconds=seconds)


@dataclass
class Options:
    """How this world behaves where the references leave it open, and how big it is."""

    lazada: LazadaOptions = field(default_factory=LazadaOptions)
    haravan: HaravanOptions = field(default_factory=HaravanOptions)
    lazada_shops: int = 1
    traps: bool = True


@dataclass
class Call:
    """One request that reached a practice shop.

    `path` is the API's own (Lazada's without `/rest`), `params` are the query's. `status` stays
    None while unanswered, and for ever when the connection was reset.
    """

    face: str
    method: str
    path: str
    params: dict[str, str]
    body: bytes
    at: datetime
    status: int | None = None
    fault: str | None = None


class World:
    """Both practice shops and what they share. Deterministic from `seed` under a frozen clock."""

    def __init__(
        self,
        seed: int = 1,
        products: int = 1000,
        clock: WorldClock | None = None,
        options: Options | None = None,
    ) -> None:
        self.seed = seed
        self.clock = clock or WorldClock()
        self.options = options or Options()
        self.rng = self.stream("world")
        self.faults = Faults(self.stream("faults"))
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self._agenda: list[tuple[datetime, int, Callable[[], object]]] = []
        self._turns = itertools.count()
        self._moment: datetime | None = None
        self.goods = catalogue.generate(
            self.stream("catalogue"), products, traps=self.options.traps
        )
        self.lazada_shops = [
            LazadaShop(self, number) for number in range(1, self.options.lazada_shops + 1)
        ]
        self.lazada = self.lazada_shops[0]
        self.lazada_platform = Platform(self)
        self.haravan = HaravanShop(self)

    def stream(self, name: str) -> random.Random:
        """A random stream of its own, so that one part's draws do not shift another's."""
        return random.Random(f"{self.seed}/{name}")

    def now(self) -> datetime:
        """The world's time, aware UTC; within a booked event, the time it was due at."""
        return self._moment or self.clock.now()

    def later(self, seconds: float, action: Callable[[], object]) -> None:
        """Book `action` to happen `seconds` of world time from now."""
        due = self.now() + timedelta(seconds=seconds)
        heapq.heappush(self._agenda, (due, next(self._turns), action))

    def lazada_sold(self, order: Order) -> None:
        """Haravan's own Lazada channel, where it runs, hears of every order."""
        channel, shop = self.haravan.lazada_channel, self.haravan
        if channel is not None:
            self.later(channel.seconds_after, lambda: channel.make(shop, order))

    def settle(self) -> None:
        """Let happen, in order, everything that has fallen due."""
        now = self.clock.now()
        while self._agenda and self._agenda[0][0] <= now:
            self._moment, _, action = heapq.heappop(self._agenda)
            try:
                action()
            finally:
                self._moment = None

    def advance(self, seconds: float) -> None:
        """Jump ahead by `seconds` of world time, living through what happens meanwhile."""
        self.clock.advance(seconds)
        self.settle()

    def record(self, face: str, incoming: Incoming) -> Call:
        """Enter a request into the journal."""
        params = dict(incoming.query)
        call = Call(face, incoming.method, incoming.path, params, incoming.body, self.now())
        self.calls.append(call)
        return call

    def violation(self, face: str, where: str, what: str) -> None:
        """Note that a client broke the documented contract of `face` at `where`."""
        self.violations.append(f"{face} {where}: {what}")
