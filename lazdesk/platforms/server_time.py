"""What time it is at the platform: requests are signed with it (A8)."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from lazdesk.platforms.clock import Clock

STEADY = timedelta(seconds=5)


def http_date(value: str) -> datetime | None:
    """The time of an HTTP header; None when it is not one."""
    try:
        parsed = parsedate_to_datetime(value)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


class ServerTime:
    """The platform's clock, learnt from the ``Date`` header of its answers (A8).

    ``offset`` (server minus PC) is only measured, for the report of a wrong PC clock. ``now`` uses
    it from the first refusal of a timestamp on: before that, a proxy's wrong ``Date`` would harm.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.offset: timedelta | None = None
        self._applied = timedelta()

    def heard(self, written: str) -> None:
        """Measure the offset by the header of an answer that just came.

        The header counts whole seconds and the answer took a while: a new measure counts only when
        it differs by more, so that the time told by the offset does not run backwards.
        """
        if date := http_date(written):
            measured = date - self._clock.now()
            if self.offset is None or abs(measured - self.offset) > STEADY:
                self.offset = measured

    def adopt(self) -> None:
        """The platform refused our time: use its own from now on."""
        self._applied = self.offset or timedelta()

    def now(self) -> datetime:
        """The time to sign with."""
        return self._clock.now() + self._applied
