"""Takes back the prices that were sent last, where Lazada still holds them.

What Haravan says is not changed: the price taken back is held from being sent again (C13) until
Haravan says another one, or the merchant releases it. With the price switch off (C1) or writes
stopped (C10) nothing is taken back: no price is sent then, whoever asks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from lazdesk.models import locks as stored
from lazdesk.models import price_undo
from lazdesk.rules.policy import Policy
from lazdesk.sync import locking, pull_goods, sending
from lazdesk.sync.session import Session
from lazdesk.sync.wanted import Change, Prices


@dataclass(frozen=True)
class Undo:
    """One price as it would be set back, in đồng."""

    push_id: int
    change: Change
    item_id: str
    seller_sku: str
    title: str


def refusal(policy: Policy) -> str | None:
    """Why no price may be sent now: the key of the message; None: it may."""
    if not policy.writes:
        return "writes_stopped"
    return None if policy.push_price else "price_switch_off"


def plan(session: Session, sku_ids: Collection[str] | None = None) -> list[Undo]:
    """What would be set back: of these SKUs their last price, or (None) all of the last cycle that
    sent prices. Nothing is sent."""
    with session.database.read() as connection:
        if sku_ids is None:
            rows = price_undo.candidates(connection, session.shop, session.org)
        else:
            rows = price_undo.candidates_of(connection, session.shop, session.org, sku_ids)
    return [_undo(row) for row in rows]


def undo(session: Session, sku_ids: Collection[str]) -> list[Undo]:
    """Sets these SKUs' last prices back; returns those that Lazada shows to be back.

    Looks first whether Lazada still holds what was sent. The mark and the hold are durable before
    the call leaves, so that nothing is taken back twice or sent right again.
    """
    if refusal(session.policy) is not None:
        return []
    _read(session, plan(session, sku_ids))
    undos = plan(session, sku_ids)
    now = session.now()
    locking.hold_undone(session, {u.change.sku_id: _prices(u) for u in undos})
    with session.database.write() as connection:
        price_undo.mark(connection, [u.push_id for u in undos], now)
    left = [u.change for u in undos]
    while left:
        batch, left = left[: sending.BATCH], left[sending.BATCH :]
        left += sending.send(session, batch).left
    _read(session, undos)
    return _settle(session, undos)


def _settle(session: Session, undos: Sequence[Undo]) -> list[Undo]:
    """Only what Lazada shows counts as done; the others may be tried again."""
    ids = [u.change.sku_id for u in undos]
    with session.database.write() as connection:
        shown = price_undo.held_now(connection, session.shop, ids)
        done = [u for u in undos if shown[u.change.sku_id][0] == u.change.wanted]
        failed = [u for u in undos if u not in done]
        price_undo.mark(connection, [u.push_id for u in failed], None)
        stored.release(connection, session.shop, [u.change.sku_id for u in failed])
    return done


def _read(session: Session, undos: Sequence[Undo]) -> None:
    pull_goods.read_skus(session, undos)


def _prices(undo: Undo) -> str:
    why = undo.change.why
    return why.key if isinstance(why, Prices) else ""


def _undo(row: Any) -> Undo:
    # A sale that was sent with the price is set back to the one before. There is no way to end a
    # sale: one at the full price has the same effect (C6).
    sale = None if row.sale_price is None else row.before_sale or row.before
    change = Change(
        "price",
        row.sku_id,
        row.variant_id,
        row.price,
        row.before,
        sale,
        Prices(row.haravan_price, row.compare_at_price),
    )
    return Undo(row.push_id, change, row.item_id, row.seller_sku, sending.title(row))
