"""LazDesk as programs of their own, before practice shops served by the test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lazdesk.models import desk as desk_rows
from lazdesk.platforms.clock import SystemClock
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.server import Addresses, PracticeShops
from lazdesk.sandbox.world import Options, World, WorldClock
from lazdesk.shop import Desk
from lazdesk.vault import Vault
from tests.sync.practice import connect, hosts_of

ROOT = Path(__file__).parents[2]

# The shops' time runs faster, so that their call limits do not make a test long. A new order is
# listed after a fifth of a real second; L exceeds that by the program's clock, whichever it is.
SPEED = 20.0
LISTED_AFTER = 4.0
DEADLINE = 0.3
LAG = 0.8


def start(addresses: Addresses, folder: Path, module: str, *words: str) -> subprocess.Popen[str]:
    """A Python program of its own on a data folder, before the shops at these addresses."""
    env = {
        **os.environ,
        "LAZDESK_DATA_DIR": str(folder),
        "LAZDESK_LAZADA_API_URL": addresses.lazada_api,
        "LAZDESK_LAZADA_AUTH_URL": addresses.lazada_auth,
        "LAZDESK_HARAVAN_API_URL": addresses.haravan_api,
    }
    return subprocess.Popen(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class Programs:
    """The practice shops, and what starts LazDesk before them."""

    def __init__(self, shops: PracticeShops) -> None:
        self.shops = shops
        self.seller = str(shops.world.lazada.seller_id)

    def connect(self, folder: Path, speed: float = 1.0) -> None:
        """A data folder that is connected to both shops, with the machine's own keyring, for a
        program whose clock runs at `speed`."""
        folder.mkdir()
        opened = Desk(folder, Vault, hosts_of(self.shops.addresses), SystemClock())
        try:
            connect(opened, self.shops)
            with opened.database.write() as connection:
                for key, value in (
                    ("orders.post_deadline_seconds", DEADLINE),
                    ("orders.list_lag_seconds", LAG),
                ):
                    desk_rows.set_setting(connection, self.seller, key, str(value * speed))
        finally:
            opened.close()

    def place_orders(self, count: int) -> list[str]:
        """Orders of one or two pieces on Lazada; returns their refs."""

        def place(world: World) -> list[str]:
            codes = [sku.seller_sku for sku in world.lazada.skus.values()]
            return [
                f"LZD:VN:{self.seller}:{order.order_id}"
                for number in range(count)
                for order in [
                    world.lazada.place_order(
                        {codes[number % len(codes)]: 1 + number % 2}, oversell=True
                    )
                ]
            ]

        return self.shops.call(place)

    def start_sync(self, folder: Path, speed: float = 1.0) -> subprocess.Popen[str]:
        """``sync --once --wait`` of a data folder; at another `speed` than ours, with that clock
        handed in."""
        program = ["lazdesk"] if speed == 1.0 else ["tests.sync.fast_program", str(speed)]
        return self.start(folder, *program, "sync", "--once", "--wait", "--json")

    def start(self, folder: Path, module: str, *words: str) -> subprocess.Popen[str]:
        """A Python program of its own on a data folder, before these shops."""
        return start(self.shops.addresses, folder, module, *words)

    def standing(self) -> tuple[Counter[str], Counter[str]]:
        """By ref: how many uncanceled Haravan orders are confirmed, and how many are not."""

        def count(world: World) -> tuple[Counter[str], Counter[str]]:
            confirmed, others = Counter[str](), Counter[str]()
            for order in world.haravan.orders.values():
                if order.cancelled_at is None:
                    notes = {each["name"]: each["value"] for each in order.note_attributes}
                    found = others if order.confirmed_at is None else confirmed
                    found[notes["lazdesk_ref"]] += 1
            return confirmed, others

        return self.shops.call(count)


@contextmanager
def programs(lazada: LazadaOptions | None = None, speed: float = SPEED) -> Iterator[Programs]:
    options = Options(
        lazada=lazada or LazadaOptions(),
        haravan=HaravanOptions(list_lag_seconds=LISTED_AFTER),
        traps=False,
    )
    world = World(seed=7, products=8, clock=WorldClock(speed), options=options)
    with PracticeShops(world) as shops:
        yield Programs(shops)
        assert world.violations == [], world.violations[:3]
