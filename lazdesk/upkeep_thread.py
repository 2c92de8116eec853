"""The thread of the day's upkeep: beside the cycles, and in nobody's way."""

from __future__ import annotations

import time

from lazdesk import upkeep
from lazdesk.errands import failures
from lazdesk.models import desk as stored
from lazdesk.platforms.errors import Cancelled
from lazdesk.priority import stand_back
from lazdesk.shop import Desk
from lazdesk.workers import Bridge, Work

LOOK_EVERY = 30.0  # real seconds
SHARE = 0.5  # of the time may go into it,
MOST_REST = 1.0  # but it need not rest longer at a time (seconds)


class UpkeepThread(Work):
    """What a day's upkeep would do at a stretch it does in small steps with rests between: the
    cycle writes meanwhile, and the lists are read."""

    def __init__(self, desk: Desk, bridge: Bridge, language: str) -> None:
        super().__init__(desk, bridge, language)
        self._went_on_at = 0.0

    def run(self) -> None:
        stand_back()
        while not self.closing.is_set():
            try:
                if self._has_synced():
                    self._went_on_at = time.monotonic()
                    upkeep.keep(self.desk, self._rest)
            except Cancelled:
                return
            except Exception as error:  # the thread lives on; what it was is logged
                failures.told(error, self.desk, self.language)
            self.closing.wait(LOOK_EVERY)

    def _has_synced(self) -> bool:
        """Whether there is a first mirror: a copy of less would be the day's."""
        with self.desk.database.read() as connection:
            return any(row.last_sync_at is not None for row in stored.shops(connection))

    def _rest(self) -> None:
        """As long as it has worked since the last rest. Raises Cancelled when the window closes."""
        worked = time.monotonic() - self._went_on_at
        if self.closing.wait(min(MOST_REST, worked * (1 / SHARE - 1))):
            raise Cancelled
        self._went_on_at = time.monotonic()
