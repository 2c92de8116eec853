"""Compares what is linked: the link itself, stock, price, and what the mirror believes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from lazdesk.models import second_reading
from lazdesk.rules import agreement
from lazdesk.rules.agreement import Difference, What
from lazdesk.sync import wanted, warehouses
from lazdesk.sync.session import Session

# Such a value is not to be what the rules say otherwise (C12, C13).
KEPT_APART = (wanted.LOCKED, warehouses.MULTI_WAREHOUSE)


def compare(
    session: Session, apart: Session, sku_ids: Sequence[str]
) -> Iterator[tuple[str, list[Difference]]]:
    """Each of these SKUs with what differs."""
    with ExitStack() as reading:
        fresh_rows = reading.enter_context(apart.database.read())
        known_rows = reading.enter_context(session.database.read())
        fresh = second_reading.sku_facts(fresh_rows, apart.shop, apart.org, sku_ids)
        known = second_reading.sku_facts(known_rows, session.shop, session.org, sku_ids)
        codes = second_reading.seller_skus(fresh_rows, apart.shop, sku_ids)
    changes: dict[str, list[wanted.Change]] = {}
    for found in wanted.look(apart, consent=True, only=sku_ids):
        for each in found:
            if isinstance(each, wanted.Change) and each.held not in KEPT_APART:
                changes.setdefault(each.sku_id, []).append(each)
    for sku_id in sku_ids:
        now, then = fresh.get(sku_id), known.get(sku_id)
        either = then or now
        if either is None:
            continue
        code = either.seller_sku or sku_id
        differences = _link(sku_id, code, codes.get(sku_id), now, then) or [
            _value(change, code) for change in changes.get(sku_id, ()) if _is_kept(change, then)
        ]
        yield sku_id, differences or _mirrored(session, code, now, then)


def _is_kept(change: wanted.Change, then: Any) -> bool:
    """Whether the merchant has agreed to the value's first push: from then on it is kept in step
    (C1)."""
    return bool(then.quantity_consent if change.kind == "quantity" else then.price_consent)


def _link(sku_id: str, code: str, on_lazada: str | None, now: Any, then: Any) -> list[Difference]:
    """By the codes as they are now, against the link that LazDesk works with (B1–B4)."""
    right, linked = _named(now), _named(then)
    if (now and now.variant_id) == (then and then.variant_id):
        return []
    return [Difference(What.LINK, code, sku_id, on_lazada, linked, right, linked)]


def _named(row: Any) -> str | None:
    """A variant as the merchant finds it in Haravan: its barcode and id."""
    return None if row is None else f"{row.barcode or '–'} ({row.variant_id})"


def _value(change: wanted.Change, code: str) -> Difference:
    why = change.why
    if isinstance(why, wanted.Numbers):
        return Difference(What.STOCK, code, change.sku_id, change.now, why.need.q, change.wanted)
    on_sale = change.now == change.wanted
    return Difference(
        What.PRICE,
        code,
        change.sku_id,
        change.sale_now if on_sale else change.now,
        why.price,
        change.sale_price if on_sale else change.wanted,
    )


def _mirrored(session: Session, code: str, now: Any, then: Any) -> list[Difference]:
    found, known = _believed(now), _believed(then)
    if not now.tracked or then.stock_is_due:
        # Nobody counts it, or an order has just moved it and the next cycle reads it first.
        del found["haravan_available"]
    if not (now.tracked and now.is_synchronised and session.policy.push_quantity):
        # A sale moves it, and nobody reads it again for that alone.
        del found["lazada_quantity"]
    return list(agreement.of_mirror(code, now.sku_id, found, known))


def _believed(row: Any) -> dict[str, agreement.Value]:
    """What one mirror says of a pair."""
    return {
        "lazada_quantity": row.quantity,
        "lazada_price": row.price,
        "haravan_price": row.haravan_price,
        "haravan_available": row.available,
    }
