"""The window's wishes about locks, and about prices to be taken back (C13)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from lazdesk import texts
from lazdesk.models import locks as stored
from lazdesk.rules import locks
from lazdesk.shop import Desk
from lazdesk.sync import locking, undo_prices
from lazdesk.sync.session import Session
from lazdesk.views import answers, wishes
from lazdesk.views.answers import Answer


def lock(desk: Desk, wish: wishes.Lock, language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    sku_ids = _skus(session, wish.variant_ids)
    until = None if wish.last_day is None else locks.end_of_day(wish.last_day)
    locking.lock(session, sku_ids, wish.kinds, until, wish.why)
    yield answers.Done("lock", texts.say("locked_count", language, count=len(sku_ids)))


def unlock(desk: Desk, wish: wishes.Unlock, language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    count = locking.unlock(session, _skus(session, wish.variant_ids), wish.kinds)
    yield answers.Done("unlock", texts.say("unlocked", language, count=count))


def plan_undo(desk: Desk, wish: wishes.PlanUndo, language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    if (why := undo_prices.refusal(session.policy)) is not None:
        yield answers.Failed("undo_prices", texts.say(why, language))
        return
    chosen = _skus(session, wish.variant_ids) if wish.variant_ids else None
    rows = tuple(
        answers.UndoRow(u.change.sku_id, u.seller_sku, u.title, u.change.now, u.change.wanted)
        for u in undo_prices.plan(session, chosen)
    )
    yield answers.UndoPlanned(wish.shop, rows)


def undo(desk: Desk, wish: wishes.UndoPrices, language: str) -> Iterable[Answer]:
    done = undo_prices.undo(desk.session(wish.shop), wish.sku_ids)
    planned = len(wish.sku_ids)
    message = texts.say("undo_done", language, count=len(done), planned=planned)
    yield answers.Done("undo_prices", message)


def _skus(session: Session, variant_ids: Collection[str]) -> set[str]:
    with session.database.read() as connection:
        return stored.skus_of(connection, session.shop, variant_ids)


ERRANDS: Mapping[type, Callable[[Desk, Any, str], Iterable[Answer]]] = MappingProxyType(
    {
        wishes.Lock: lock,
        wishes.Unlock: unlock,
        wishes.PlanUndo: plan_undo,
        wishes.UndoPrices: undo,
    }
)
