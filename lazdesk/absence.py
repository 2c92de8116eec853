"""How long nothing came in, whether the PC slept or the shops were not reached, and the one line
that says what was caught up (G6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from lazdesk.rules.order import VIETNAM
from lazdesk.sync import cycle
from lazdesk.texts import window as window_texts

AWAY = timedelta(minutes=10)  # a longer pause is told


class Absence:
    """Follows cycle after cycle of one thread by the wall clock, which goes on while a PC sleeps.

    A cycle reports every few seconds: a long silence between two reports is a sleep within it.
    What changed meanwhile may have been changed behind its back, so the next cycle tells the line.
    """

    def __init__(self) -> None:
        self._complete_until: datetime | None = None
        self._outcomes_since: list[cycle.Outcome] = []
        self._began: datetime | None = None
        self._awake: datetime | None = None
        self._fell_asleep: datetime | None = None

    @property
    def slept(self) -> bool:
        """Whether the PC slept within the present cycle."""
        return self._fell_asleep is not None

    def cycle_begins(self, now: datetime) -> None:
        self._began = self._awake = now
        self._fell_asleep = None

    def cycle_reports(self, now: datetime) -> None:
        if self._awake is not None and now - self._awake > AWAY:
            self._fell_asleep = self._fell_asleep or self._awake
        self._awake = now

    def cycle_ends(
        self, now: datetime, outcomes: Iterable[cycle.Outcome], *, whole: bool, language: str
    ) -> str:
        """Returns the line, empty when there is nothing to tell (yet).

        `whole`: nothing of this cycle was broken off.
        """
        self.cycle_reports(now)
        self._outcomes_since += outcomes
        if not whole:
            return ""
        if self._fell_asleep is not None:
            self._complete_until = self._complete_until and self._fell_asleep
            return ""
        line = self._line(language)
        self._complete_until = now
        self._outcomes_since.clear()
        return line

    def _line(self, language: str) -> str:
        since, until = self._complete_until, self._began
        if since is None or until is None or until - since <= AWAY:
            return ""
        return window_texts.say(
            "was_away",
            language,
            since=f"{since.astimezone(VIETNAM):%d/%m %H:%M}",
            until=f"{until.astimezone(VIETNAM):%d/%m %H:%M}",
            orders=sum(o.pulled.get("lazada_orders", 0) for o in self._outcomes_since),
            imported=sum(outcome.imported for outcome in self._outcomes_since),
            pushed=sum(outcome.pushed for outcome in self._outcomes_since),
        )
