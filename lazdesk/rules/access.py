"""A5, A8 – when the merchant is told that Lazada's access ends, or that the clock is off."""

from datetime import datetime, timedelta
from enum import IntEnum

QUARTER = 4
EARLIEST = timedelta(days=30)
WARNING = timedelta(days=7)
URGENT = timedelta(hours=48)
CLOCK_TOLERANCE = timedelta(minutes=5)


class Urgency(IntEnum):
    """How near the end is; NONE needs no banner."""

    NONE = 0
    NOTICE = 1
    WARNING = 2
    URGENT = 3
    ENDED = 4


def urgency(ends: datetime | None, since: datetime, now: datetime) -> Urgency:
    """Return how urgent renewing is: ``ends`` is the refresh token's end (None: there is none to
    renew with), ``since`` the consent.

    The banner shows at a quarter of the life but at most 30 days before the end, then at 7 days
    and at 48 hours; short lives know the later steps within their last quarter only.
    """
    if ends is None or ends <= now:
        return Urgency.ENDED
    left = ends - now
    quarter = (ends - since) / QUARTER
    if left > min(quarter, EARLIEST):
        return Urgency.NONE
    if left <= URGENT:
        return Urgency.URGENT
    return Urgency.WARNING if left <= WARNING else Urgency.NOTICE


def clock_is_off(offset: timedelta) -> bool:
    """Whether the PC's clock is reported (A8); ``offset`` is the server's time less the PC's."""
    return abs(offset) > CLOCK_TOLERANCE
