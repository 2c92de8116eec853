"""Reads both platforms anew into a mirror of its own, beside the one LazDesk works with.

The same readers fill it, so that the same rules can be asked what each side should hold; nothing of
LazDesk's own mirror is touched, and no client of it may write. A reading that was broken off goes
on where it stopped, if that was not long ago.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lazdesk.models import desk, goods, orders, second_reading
from lazdesk.models.database import FILE_NAME, DatabaseError
from lazdesk.platforms.errors import PlatformError, Refused
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import order as order_rules
from lazdesk.sync import (
    foreign_orders,
    import_orders,
    link_goods,
    pull_goods,
    pull_orders,
    pull_returns,
    pull_stock,
)
from lazdesk.sync.session import Hands, Session

BEGUN = "second_reading.begun"
GOES_ON_FOR = timedelta(hours=6)
REACH = timedelta(days=90)  # buyers' data are kept no longer (G3)
# The orders' money and parcels as well: following asks for them order by order.
FIELDS = (*pull_orders.SWEEP_FIELDS, "refunds", "fulfillments")


@contextmanager
def begun(session: Session, folder: Path, share: float | None) -> Iterator[Session]:
    """A session like this one whose mirror lies in ``folder``; ``share`` of the limits is its own.

    The folder goes when the block ends as it should.
    """
    if _is_old(session, folder):
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    database = session.database.open_beside(folder)
    try:
        with database.write() as connection:
            if desk.time_cursor(connection, "", BEGUN) is None:
                desk.set_time_cursor(connection, "", BEGUN, session.now())
        earliest = (session.now() - REACH).astimezone(order_rules.VIETNAM).date()
        yield replace(
            session,
            database=database,
            lazada=session.lazada.only_reading(share),
            haravan=session.haravan.only_reading(share),
            policy=replace(session.policy, import_from=max(session.import_from, earliest)),
            hands=Hands(),
            new_problems=Counter(),
        )
    finally:
        with database.write() as connection:
            second_reading.drop_buyers(connection)
        database.close()
    shutil.rmtree(folder, ignore_errors=True)


def _is_old(session: Session, folder: Path) -> bool:
    """Whether what lies there was begun too long ago to go on with, or cannot be used."""
    if not (folder / FILE_NAME).exists():
        return False
    try:
        database = session.database.open_beside(folder)
    except DatabaseError:
        return True
    try:
        with database.read() as connection:
            at = desk.time_cursor(connection, "", BEGUN)
    except DatabaseError:
        return True
    finally:
        database.close()
    return at is None or session.now() - at > GOES_ON_FOR


def read_all(session: Session, apart: Session) -> None:
    """Everything, in the order in which what is read later can only be newer: a sale in between
    shows in the orders. Raises PlatformError, Cancelled."""
    _carry_over(session, apart)
    pull_goods.pull_locations(apart)
    pull_goods.pull_haravan_products(apart)
    pull_goods.pull_lazada_products(apart)
    link_goods.link_goods(apart)
    pull_stock.refresh_stock(apart)
    _read_orders(apart)
    start = pull_orders.start_of_day(apart.import_from)
    with apart.database.read() as connection:
        pages = second_reading.order_pages(connection, apart.shop, start)
        for ids in pages:
            settle(apart, ids)


def _carry_over(session: Session, apart: Session) -> None:
    since = session.now() - timedelta(days=1)
    with session.database.read() as source, apart.database.write() as target:
        second_reading.carry_over(source, target, session.shop, since)


def _read_orders(apart: Session) -> None:
    pull_orders.poll_lazada_orders(apart)
    pull_returns.poll_returns(apart)
    # After Lazada's: a wiped order is known by its units only.
    pull_orders.sweep_created(apart, fields=FIELDS)
    foreign_orders.adopt(apart)


def settle(apart: Session, order_ids: Collection[str]) -> None:
    """Notes for these orders which Haravan order counts, and since when it holds their goods (C4):
    the rules look there."""
    refs = {id_: order_rules.ref(apart.shop, id_) for id_ in order_ids}
    with apart.database.write() as connection:
        found = orders.haravan_by_ref(connection, apart.org, list(refs.values()))
        rows = []
        for order_id, ref in refs.items():
            if ref in found:
                counting = import_orders.counting(found[ref])
                rows.append(
                    {
                        "shop": apart.shop,
                        "order_id": order_id,
                        "state": orders.DONE,
                        "haravan_id": counting.id,
                        "held_since": counting.created_at,
                    }
                )
        orders.save_imports(connection, rows)
        gone = [order_id for order_id, ref in refs.items() if ref not in found]
        orders.forget_imports(connection, apart.shop, gone)


def read_again(
    session: Session, apart: Session, order_ids: Sequence[str], sku_ids: Sequence[str]
) -> None:
    """A fresh look at these alone, and at the orders that came in meanwhile; what Lazada holds is
    read last. Raises PlatformError, Cancelled."""
    _carry_over(session, apart)
    skus = _read_goods(apart, sku_ids)
    with apart.database.read() as connection:
        # One that Lazada does not know would have its whole batch refused.
        known = [row.order_id for row in orders.orders(connection, apart.shop, None, order_ids)]
    pull_orders.read_items(apart, known)
    _read_orders(apart)
    _read_copies(session, apart, order_ids)
    start = pull_orders.start_of_day(apart.import_from)
    with apart.database.read() as connection:
        fresh = [row.order_id for row in orders.without_import(connection, apart.shop, start)]
    settle(apart, [*order_ids, *fresh])
    pull_goods.read_skus(apart, skus)


def _read_goods(apart: Session, sku_ids: Sequence[str]) -> list[Any]:
    """The variants' side of these SKUs; returns the SKUs' rows."""
    if not sku_ids:
        return []
    with apart.database.read() as connection:
        places = [place.id for place in goods.locations(connection, apart.org)]
        facts = second_reading.sku_facts(connection, apart.shop, apart.org, sku_ids)
        variants = {row.variant_id for row in facts.values() if row.barcode is not None}
        products = goods.products_of(connection, apart.org, variants)
    pull_goods.reread_products(apart, sorted(products))
    link_goods.link_goods(apart)
    pull_stock.read_stock(apart, places, sorted(variants))
    return [row for row in facts.values() if row.seller_sku]


def _read_copies(session: Session, apart: Session, order_ids: Sequence[str]) -> None:
    """The Haravan orders of these, those included that the list does not show yet but LazDesk has
    made; one that is gone is forgotten."""
    refs = [order_rules.ref(apart.shop, id_) for id_ in order_ids]
    with apart.database.read() as connection:
        listed = orders.haravan_by_ref(connection, apart.org, refs)
    with session.database.read() as connection:
        rows = orders.orders(connection, session.shop, order_ids=order_ids)
    ids = {order.id for some in listed.values() for order in some}
    ids.update(row.haravan_id for row in rows if row.haravan_id)
    found: list[haravan.Order] = []
    for id_, answer in apart.in_pool(sorted(ids), apart.haravan.order):
        apart.progress("orders_again", len(found), len(ids))
        if isinstance(answer, Refused) and answer.http_status == 404:
            with apart.database.write() as connection:
                orders.forget_haravan_order(connection, apart.org, id_)
        elif isinstance(answer, PlatformError):
            raise answer
        else:
            found.append(answer)
    with apart.database.write() as connection:
        pull_orders.save_haravan_orders(apart, connection, found)


def knows(apart: Session, order_id: str) -> bool:
    """Whether Lazada knows an order that its list did not show; if so it is read."""
    with suppress(Refused):
        pull_orders.read_order(apart, order_id)
        return True
    return False


def since(apart: Session) -> datetime:
    """Orders created before are not compared."""
    return pull_orders.start_of_day(apart.import_from)
