"""The mirrors on the pictures: of practice shops, after some hours of a merchant's work."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lazdesk.errands import locks as lock_errands
from lazdesk.errands import orders as order_errands
from lazdesk.models import desk as stored
from lazdesk.models import orders
from lazdesk.models.database import FILE_NAME, open_database
from lazdesk.models.queries import product_list
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.practice import PracticeDesk
from lazdesk.rules import problems
from lazdesk.sandbox.faults import Fault, Kind
from lazdesk.sandbox.world import World
from lazdesk.shop import Desk
from lazdesk.sync import cycle
from lazdesk.views import wishes

BETWEEN = 600.0  # world seconds between two cycles
SHIPPED = 0.2  # of the orders are made ready to ship, now and then


@dataclass(frozen=True)
class Amount:
    products: int
    orders: int
    cycles: int
    # World seconds in one real one: an order's two minutes of waiting (D2) pass in a third of a
    # second. Where a cycle takes long, buyers must not order faster than orders can be read.
    speed: float


AMOUNTS = {"usual": Amount(120, 60, 12, 400.0), "full": Amount(1_500, 500, 3, 40.0)}


def stock(folder: Path, states: Sequence[str]) -> None:
    """Mirrors for these states of the window, each under its name; one that is there stays."""
    (folder / "empty").mkdir(exist_ok=True)
    for name, amount in AMOUNTS.items():
        asked = name in states or (name == "usual" and "error" in states)
        if asked and not (folder / name).exists():
            fill(folder / name, amount)
    if "error" in states and not (folder / "error").exists():
        spoil(folder / "usual", folder / "error")


def fill(folder: Path, amount: Amount) -> None:
    """Leaves a mirror of `amount` in `folder`."""
    practice = PracticeDesk(products=amount.products, orders=amount.orders, speed=amount.speed)
    with practice:
        desk = practice.desk
        assert desk is not None
        practice.connect()
        with desk.database.read() as connection:
            shop = stored.shops(connection)[0].seller_id
        with desk.database.write() as connection:
            for key in ("push.quantity", "push.price"):
                stored.set_setting(connection, shop, key, "on")
        for number in range(amount.cycles):
            outcome = cycle.run_cycle(session := desk.session(shop), consent=True)
            cycle.wait_for_imports(session, outcome)
            session.clock.sleep(BETWEEN)
            if number in (0, amount.cycles - 3, amount.cycles - 1):
                _ship(desk, shop, round(amount.orders * SHIPPED))
        _trouble(practice, desk, shop)
        _lock(desk, shop)
        _solve(desk, shop)
        _ship(desk, shop, round(amount.orders * SHIPPED))  # that no courier has taken yet
        desk.database.close()
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(desk.folder / FILE_NAME, folder / FILE_NAME)


def spoil(usual: Path, folder: Path) -> None:
    """The usual mirror, with Lazada's access at its end (A5)."""
    folder.mkdir()
    shutil.copy(usual / FILE_NAME, folder / FILE_NAME)
    ended = datetime.now(UTC) - timedelta(hours=5)
    mirror = open_database(folder, ended)
    with mirror.write() as connection:
        for row in stored.shops(connection):
            stored.change_shop(
                connection,
                row.seller_id,
                connected_at=ended - timedelta(days=180),
                access_expires_at=ended,
                refresh_expires_at=ended,
            )
    mirror.close()


def _ship(desk: Desk, shop: str, count: int) -> None:
    with desk.database.read() as connection:
        rows = orders.orders(connection, shop)
    ids = [row.order_id for row in rows][:count]
    wish = wishes.ReadyToShip(shop, tuple(ids))
    list(order_errands.ready_to_ship(desk.session(shop), wish, "vi"))


def _trouble(practice: PracticeDesk, desk: Desk, shop: str) -> None:
    """Orders for each list of what is to be done: goods not back after a refund and after a failed
    delivery, a line without a link, and imports that wait or whose outcome is unknown."""
    with desk.database.read() as connection:
        known = {row.order_number for row in orders.orders(connection, shop) if row.haravan_id}

    def happen(world: World) -> None:
        lazada = world.lazada
        moving = [
            order
            for order in lazada.orders.values()
            if str(order.order_id) in known and order.units[0].status == "pending"
        ]
        *returned, failed = moving[:3]
        for order in returned:
            lazada.show_status(order.order_id, "shipped")
            lazada.courier(order.order_id, "delivers")
            reverse = lazada.buyer_returns(order.order_id, [order.units[0].order_item_id])
            lazada.refund(reverse.reverse_order_id)
        lazada.show_status(failed.order_id, "shipped")
        lazada.courier(failed.order_id, "fails")
        code = next(sku.seller_sku for sku in lazada.skus.values() if sku.status == "active")
        world.haravan.set_barcode(
            next(v.id for v in world.haravan.variants.values() if v.barcode == code), "KHAC"
        )
        lazada.place_order({code: 2}, oversell=True)

    practice.shops.call(happen)
    cycle.wait_for_imports(session := desk.session(shop), cycle.run_cycle(session))
    practice.shops.call(buy_one)
    cycle.run_cycle(desk.session(shop))
    practice.shops.call(lose_the_answer)
    practice.shops.call(buy_one)
    cycle.run_cycle(desk.session(shop))


def _solve(desk: Desk, shop: str) -> None:
    """Some problems that are over (F)."""
    now = datetime.now(UTC)
    with desk.database.write() as connection:
        for number in ("0058", "0089", "0120"):
            name = f"Áo khoác gió mộng mơ {number}"
            said = problems.message("MISSING_BARCODE", {"variant": name})
            problem = stored.Problem("MISSING_BARCODE", "variant", f"over-{number}", name, said)
            stored.raise_problem(connection, shop, problem, now - timedelta(hours=20))
            stored.clear_problems(connection, shop, "variant", [f"over-{number}"], now)


def buy_one(world: World) -> None:
    code = next(iter(world.lazada.skus.values())).seller_sku
    world.lazada.place_order({code: 1}, oversell=True)


def lose_the_answer(world: World) -> None:
    world.faults.add(Fault(kind=Kind.RESET_AFTER, path="/com/orders.json", method="POST"))


def _lock(desk: Desk, shop: str) -> None:
    """Two products for a sale, one without an end."""
    with desk.database.read() as connection:
        haravan = stored.haravan(connection)
        assert haravan is not None
        linked = product_list.ids(connection, Scope(shop, haravan.org), Listing("linked"))
    for ids, day, why in (
        (linked[:2], datetime.now(UTC).date() + timedelta(days=7), "Sale 12.12"),
        (linked[2:3], None, ""),
    ):
        wish = wishes.Lock(shop, tuple(ids), ("price", "quantity"), day, why)
        list(lock_errands.lock(desk, wish, "vi"))
