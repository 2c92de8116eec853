"""When the nightly comparison of both sides is due: in the quiet hours, once a night."""

from datetime import datetime, time, timedelta

from lazdesk.rules.order import VIETNAM

QUIET = timedelta(hours=3)
"""A PC that is switched on later than so long after the hour waits for the next night."""

TRY_AGAIN = timedelta(minutes=30)


def is_due(at: time | None, now: datetime, ended: datetime | None, tried: datetime | None) -> bool:
    """Tell whether tonight's comparison is to begin.

    `at` is the hour in Vietnam, None for never; `ended` when the last one ended well, `tried` when
    one was last begun, all aware.
    """
    if at is None:
        return False
    here = now.astimezone(VIETNAM)
    start = datetime.combine(here.date(), at, VIETNAM)
    if start > here:
        start -= timedelta(days=1)
    if here - start >= QUIET or (ended is not None and ended >= start):
        return False
    return tried is None or now - tried >= TRY_AGAIN
