"""What is due once a day on a desk: what its retention ends goes, and its mirror is copied (G3)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from lazdesk import forgetting, logs
from lazdesk.models import desk as stored
from lazdesk.models.database import DatabaseError
from lazdesk.rules.order import VIETNAM
from lazdesk.shop import Desk

log = logging.getLogger(__name__)

DAY = "upkeep.day"


def keep(desk: Desk, rest: Callable[[], None] = lambda: None) -> None:
    """Cheap when nothing is due. What cannot be done now is tried again next time: a full disk must
    not stop the cycles. ``rest`` is called between steps that are short; what it raises ends the
    upkeep, which is then still due."""
    today = desk.clock.now().astimezone(VIETNAM).date().isoformat()
    with desk.database.read() as connection:
        if stored.cursor(connection, "", DAY) == today:
            return
    try:
        forgetting.forget_everything_old(desk, rest)
        logs.drop_old(desk.folder)
        if not desk.plain and (made := desk.database.back_up_daily(desk.clock.now(), rest)):
            log.info("today's copy of the mirror is %s", made.name)
    except DatabaseError as error:
        log.warning("the day's upkeep waits: %s", error)
        return
    with desk.database.write() as connection:
        stored.set_cursor(connection, "", DAY, today)
