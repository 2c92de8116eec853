"""P8: Haravan orders of LazDesk that stand beside the one that counts are canceled with restock."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from lazdesk.models import desk, orders
from lazdesk.platforms.errors import PlatformError, Refused
from lazdesk.rules import order as order_rules
from lazdesk.rules import policy
from lazdesk.sync.session import Session

LEASE_NAMESPACE = "lazdesk"
LEASE_KEY = "owner"
LEASE_LIFE = timedelta(minutes=5)
DEVICE = "device"
MOST_DEADLINE = 3600.0
MOST_LAG = 300.0


def cancel_repeated(session: Session) -> None:
    """Cancels every unconfirmed, uncanceled order beside the one that counts. A late post may show
    up any time, so this looks at all refs known, each turn."""
    with session.database.read() as connection:
        rows = [
            order
            for ref, some in orders.haravan_by_ref(
                connection, session.org, orders.repeated_refs(connection, session.org)
            ).items()
            for order in _beside(connection, ref, some)
        ]
    if not rows:
        return
    imports = _imports(session, [order.ref for order in rows])
    own = [
        order
        for order in rows
        if order.ref in imports and order.attempt == imports[order.ref].attempt
    ]
    others = [order for order in rows if order not in own]
    if any(row.tries > 1 for row in imports.values()):
        _allow_more_time(session)
    # A desk clears up after itself; what another one left is the lease holder's.
    for order in own + (others if others and holds_lease(session) else []):
        _cancel(session, order)


def _allow_more_time(session: Session) -> None:
    """An order was posted again and then stood there twice: its first post took effect, or was
    listed, later than D and L allow (§1)."""
    allowed = session.policy.post_deadline_seconds, session.policy.list_lag_seconds
    keys = "orders.post_deadline_seconds", "orders.list_lag_seconds"
    with session.database.write() as connection:
        for key, seconds, most in zip(keys, allowed, (MOST_DEADLINE, MOST_LAG), strict=True):
            longer = max(seconds, min(seconds * 2, most))
            desk.set_setting(connection, session.shop, key, policy.show(key, longer))


def _imports(session: Session, refs: list[str]) -> dict[str, Any]:
    """This shop's imports of these refs; an import knows its own last attempt."""
    ids = [ref.rpartition(":")[2] for ref in refs]
    with session.database.read() as connection:
        rows = orders.orders(connection, session.shop, order_ids=ids)
    return {order_rules.ref(session.shop, row.order_id): row for row in rows}


def _beside(connection: Any, ref: str, candidates: list[Any]) -> list[Any]:
    counting = orders.counting_order(connection, ref)
    if counting is None:
        return []  # not elected yet
    return [
        order
        for order in candidates
        if order.id != counting
        and order.foreign_numbers is None  # the merchant's to cancel (A9)
        and not order.confirmed
        and order.cancelled_at is None
    ]


def _cancel(session: Session, order: Any) -> None:
    """Decided on a fresh read: another desk may have been quicker (two cancels would be harmless,
    since Haravan refuses the second)."""
    fresh = session.haravan.order(order.id)
    if not fresh.confirmed and fresh.cancelled_at is None:
        try:
            fresh = session.haravan.cancel_order(
                order.id,
                {
                    "reason": "other",
                    "restock": True,
                    "amount": fresh.captured,
                    "note": f"LazDesk: đơn trùng của {order.ref}",
                    "email": False,
                },
            )
        except Refused:
            fresh = session.haravan.order(order.id)
    with session.database.write() as connection:
        orders.change_haravan_order(
            connection,
            session.org,
            order.id,
            confirmed=fresh.confirmed,
            cancelled_at=fresh.cancelled_at,
        )


def holds_lease(session: Session) -> bool:
    """Whether this desk may do the work that one desk is enough for.

    The lease saves work only: it has no compare-and-set, and Haravan may refuse it for lack of
    scope; then every desk does the work, which is harmless.
    """
    try:
        held = session.haravan.metafields(LEASE_NAMESPACE, LEASE_KEY)
        device = _device(session)
        value = json.dumps({"device": device, "until": (session.now() + LEASE_LIFE).isoformat()})
        if not held:
            session.haravan.create_metafield(LEASE_NAMESPACE, LEASE_KEY, value)
            return True
        owner = _owner(held[0].value)
        if owner.get("device") != device and owner.get("until", "") > session.now().isoformat():
            return False
        session.haravan.update_metafield(held[0].id, value)
    except PlatformError:
        return True
    return True


def _owner(value: str) -> dict[str, str]:
    try:
        owner = json.loads(value)
    except ValueError:
        return {}
    return owner if isinstance(owner, dict) else {}


def _device(session: Session) -> str:
    with session.database.write() as connection:
        device = desk.cursor(connection, "", DEVICE)
        if device is None:
            device = session.new_id()
            desk.set_cursor(connection, "", DEVICE, device)
    return device
