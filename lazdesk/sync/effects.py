"""Calls that may take effect at most once: the intent is durable first, what it did is noted once.

After an unknown outcome the caller reads the platform before anything is sent again
(sync-engine.md §4).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from lazdesk.models import ledger, orders
from lazdesk.platforms.errors import OutcomeUnknown, PlatformError
from lazdesk.sync.session import Session

T = TypeVar("T")


@dataclass(frozen=True)
class Details:
    """What an order's history is told once the effect held, and which units' goods went where.

    ``cause`` is the ledger's word for the goods; ``location_id`` None: they are lost. ``variants``
    are units whose goods a voucher takes, with the product and variant it takes them from (D3).
    """

    event: str
    said: str
    unit_ids: tuple[str, ...] = ()
    cause: str = ""
    location_id: str | None = None
    variants: dict[str, list[int]] = field(default_factory=dict)


def once(
    session: Session,
    order_id: str,
    key: str,
    details: Details | None,
    call: Callable[[], T],
    *,
    again: bool = False,
    patient: bool = False,
) -> T:
    """Performs ``call`` with its intent durable first, and notes what it did.

    Every caller has just read Haravan and found the effect absent: an intent of an earlier attempt
    whose outcome was unknown has therefore not taken effect, unless it is younger than D + L. Then,
    or when Haravan does not show yet what held, OutcomeUnknown is raised and a later turn looks.
    ``again``: what held and is gone since may be done once more. ``patient``: another database may
    be about to do the same, so that the first attempt is an intent only, and Haravan is read once
    more after D + L.
    """
    now = session.now()
    with session.database.write() as connection:
        before = ledger.effect(connection, key)
        if before is not None and (
            is_young(session, before) or (before.state == ledger.HELD and not again)
        ):
            raise unknown(key)
        noted = asdict(details) if details else {}
        ledger.ask_effect(connection, key, session.shop, order_id, now, noted)
    if patient and before is None:
        raise unknown(key)
    try:
        answer = call()
    except OutcomeUnknown:
        raise
    except PlatformError as error:
        with session.database.write() as connection:
            ledger.end_effect(connection, key, ledger.REFUSED, error.message)
        raise
    held(session, order_id, key, getattr(answer, "id", None))
    return answer


def found(
    session: Session,
    order_id: str,
    key: str,
    details: Details,
    answer: str,
    *,
    at: datetime | None = None,
) -> None:
    """The platform shows an effect that this ledger may not know of: another one asked for it."""
    with session.database.write() as connection:
        if ledger.effect(connection, key) is None:
            noted = asdict(details)
            ledger.ask_effect(connection, key, session.shop, order_id, at or session.now(), noted)
    held(session, order_id, key, answer, at=at)


def held(
    session: Session,
    order_id: str,
    key: str,
    answer: str | None = None,
    *,
    at: datetime | None = None,
) -> None:
    """The platform shows the effect: history and the ledger of goods are told, in one go.

    ``answer``: the id of what it made; ``at``: when, if it was not now.
    """
    now = at or session.now()
    with session.database.write() as connection:
        row = ledger.effect(connection, key)
        if row is None:
            return
        ledger.end_effect(connection, key, ledger.HELD, answer)
        details = row.details
        if not details:
            return
        units = details["unit_ids"]
        known = ledger.restocks(connection, session.shop, units)
        ledger.record_restocks(
            connection,
            [
                {
                    "shop": session.shop,
                    "order_item_id": unit_id,
                    "order_id": order_id,
                    "cause": details["cause"],
                    "location_id": details["location_id"],
                    "at": now,
                }
                for unit_id in units
                if unit_id not in known
            ],
        )
        orders.note(connection, session.shop, [order_id], details["event"], details["said"], now)


def refused(session: Session, key: str, answer: str) -> None:
    """The effect is known not to have taken place."""
    with session.database.write() as connection:
        ledger.end_effect(connection, key, ledger.REFUSED, answer)


def is_young(session: Session, effect: Any) -> bool:
    """Whether a lost call may still take effect or not be shown yet."""
    age = session.now() - effect.asked_at
    return bool(effect.state == ledger.ASKED and age < session.policy.outcome_after)


def unknown(key: str) -> OutcomeUnknown:
    return OutcomeUnknown(
        platform="haravan",
        operation=key.partition(":")[0],
        message="the outcome of the last attempt is not known yet",
    )
