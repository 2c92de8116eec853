"""C13 – values that are not sent for a while: locked by the merchant or by Lazada's campaigns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from lazdesk.rules import problems
from lazdesk.rules.order import VIETNAM


class Source(StrEnum):
    """Who locked the value."""

    MERCHANT = "merchant"
    CAMPAIGN = "campaign"  # read in the product: so many pieces are held until its end
    REFUSAL = "refusal"  # learned from a code of Lazada
    UNDO = "undo"  # the merchant took back a price that was sent


@dataclass(frozen=True, slots=True)
class Lock:
    """One lock of one value. `until` None: until it is lifted, or until its cause is gone.

    `floor`: the pieces a campaign holds. `prices`: the prices in Haravan that were undone.
    """

    kind: str
    source: Source
    until: datetime | None = None
    floor: int | None = None
    prices: str | None = None


def is_over(lock: Lock, now: datetime) -> bool:
    """Tell whether the lock has ended by itself."""
    return lock.until is not None and lock.until <= now


def holds(lock: Lock, now: datetime, *, present: int, wanted: int, prices: str = "") -> bool:
    """Tell whether the lock keeps `wanted` from taking the place of `present` on Lazada.

    A merchant's lock keeps everything. A campaign's keeps stock from falling below what it holds,
    and one learned from a refusal keeps it from falling at all: to raise it is allowed in either
    (lazada.md §5.5), and a number that is too high for Haravan is never kept longer than needed.
    After an undo, the prices of Haravan (`prices`) that were undone are kept.
    """
    if is_over(lock, now):
        return False
    match lock.source:
        case Source.MERCHANT:
            return True
        case Source.CAMPAIGN:
            return wanted < (lock.floor or 0)
        case Source.REFUSAL:
            return lock.kind == "price" or wanted < present
        case Source.UNDO:
            return lock.prices == prices


def is_campaign(operation: str, code: str, message: str) -> bool:
    """Tell whether Lazada refused a value because a campaign locks it (lazada.md §5.5)."""
    return problems.explain("lazada", operation, code, message).code == "CAMPAIGN_LOCK"


def learned_until(
    now: datetime, campaign_ends: Iterable[datetime | None], otherwise: datetime | None
) -> datetime | None:
    """Return when a lock ends that a refusal taught: with the campaign, if that is known."""
    known = [end for end in campaign_ends if end is not None and end > now]
    return max(known, default=otherwise)


def end_of_day(day: date) -> datetime:
    """Return the end of a lock whose last day is `day`, in Vietnam."""
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM)
