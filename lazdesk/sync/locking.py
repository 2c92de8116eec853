"""Learns from Lazada what its campaigns lock, and looks up what is locked (C13)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from lazdesk.models import locks as stored
from lazdesk.platforms.errors import PlatformError
from lazdesk.platforms.lazada import answers as lazada
from lazdesk.rules import locks
from lazdesk.rules.locks import Lock, Source
from lazdesk.sync.session import Session


def of(session: Session, connection: Any, sku_ids: Collection[str]) -> dict[str, list[Lock]]:
    """The locks of these SKUs that are in force."""
    found = stored.of(connection, session.shop, session.now(), sku_ids)
    return {
        sku_id: [Lock(r.kind, Source(r.source), r.until, r.floor, r.prices) for r in rows]
        for sku_id, rows in found.items()
    }


def see_campaigns(session: Session, connection: Any, products: Sequence[lazada.Product]) -> None:
    """The pieces that campaigns hold of each SKU, as its product shows them (lazada.md §5.1)."""
    now = session.now()
    skus = [sku for product in products for sku in product.skus]
    rows = [
        _row(session, sku.sku_id, "quantity", Source.CAMPAIGN, lock.end)
        | {"name": lock.name, "why": lock.name, "floor": lock.sellable}
        for sku in skus
        for lock in sku.locks
        if lock.sellable and (lock.end is None or lock.end > now)
    ]
    stored.replace_campaigns(connection, session.shop, [sku.sku_id for sku in skus], rows)


def learn(
    session: Session, kind: str, sku_id: str, error: PlatformError, rests_until: datetime | None
) -> None:
    """Locks a value that Lazada refused because of a campaign: until the campaign's end as far as
    the product told it, else as long as the value rests anyway."""
    if not locks.is_campaign(error.operation, error.code, error.message):
        return
    now = session.now()
    with session.database.write() as connection:
        known = stored.of(connection, session.shop, now, [sku_id]).get(sku_id, [])
        ends = [row.until for row in known if row.source == Source.CAMPAIGN]
        until = locks.learned_until(now, ends, rests_until)
        row = _row(session, sku_id, kind, Source.REFUSAL, until)
        stored.put(connection, [row | {"why": error.message}])


def _row(session: Session, sku_id: str, kind: str, source: Source, until: Any) -> dict[str, Any]:
    return {
        "shop": session.shop,
        "sku_id": sku_id,
        "kind": kind,
        "source": source.value,
        "name": "",
        "since": session.now(),
        "until": until,
        "why": "",
        "floor": None,
        "prices": None,
    }


def lock(
    session: Session,
    sku_ids: Collection[str],
    kinds: Collection[str],
    until: Any,
    why: str,
) -> None:
    """The merchant locks these values."""
    rows = [
        _row(session, sku_id, kind, Source.MERCHANT, until) | {"why": why}
        for sku_id in sku_ids
        for kind in kinds
    ]
    with session.database.write() as connection:
        stored.put(connection, rows)


def unlock(session: Session, sku_ids: Collection[str], kinds: Collection[str]) -> int:
    """The merchant lifts locks, his own and learned ones. Returns how many there were."""
    with session.database.write() as connection:
        return stored.lift(connection, session.shop, kinds, sku_ids)


def hold_undone(session: Session, prices: dict[str, str]) -> None:
    """Keeps prices from being sent again that the merchant took back, by SKU."""
    rows = [
        _row(session, sku_id, "price", Source.UNDO, None) | {"prices": said}
        for sku_id, said in prices.items()
    ]
    with session.database.write() as connection:
        stored.put(connection, rows)


def tidy(session: Session) -> None:
    """Forgets what has ended."""
    with session.database.write() as connection:
        stored.tidy(connection, session.shop, session.org, session.now())
