"""What is told of a cycle to a merchant who is not looking: a line for each kind of news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lazdesk import texts
from lazdesk.models import desk as stored
from lazdesk.models.queries.standing import Standing, standing
from lazdesk.rules import access, problems
from lazdesk.rules.access import Urgency
from lazdesk.rules.explanations.kinds import Severity
from lazdesk.shop import Desk

# They pass by themselves; meanwhile the window's strip tells of them.
PASSING = frozenset(
    {"NO_CONNECTION", "ANSWER_LOST", "LAZADA_DOWN", "HARAVAN_DOWN", "HARAVAN_GARBLED"}
)


@dataclass(frozen=True)
class Look:
    """How the desk stood when it was looked at; ``urgency`` is that of the access next to end."""

    standing: Standing
    urgency: Urgency


def look(desk: Desk) -> Look:
    now = desk.clock.now()
    with desk.database.read() as connection:
        ends = [
            access.urgency(
                row.refresh_expires_at or row.access_expires_at,
                row.consented_at or row.connected_at,
                now,
            )
            for row in stored.shops(connection)
            if row.connected
        ]
        return Look(standing(connection), max(ends, default=Urgency.NONE))


def news(before: Look, after: Look, imported: int, language: str) -> Iterator[str]:
    """New orders, buyers who ask to cancel, access that ends, something blocked; what stood before
    is no news."""
    if imported:
        yield texts.say("notice_orders", language, count=imported)
    if asking := len(after.standing.asking - before.standing.asking):
        yield texts.say("notice_cancel", language, count=asking)
    if after.urgency > before.urgency:
        ended = after.urgency is Urgency.ENDED
        yield texts.say("notice_access_ended" if ended else "notice_access", language)
    more = after.standing.problems - before.standing.problems
    if blocked := sum(count for code, count in more.items() if blocks(code)):
        yield texts.say("notice_blocked", language, count=blocked)


def blocks(code: str) -> bool:
    """Whether orders or stock stand still because of it until somebody does something (F)."""
    return code not in PASSING and problems.CATALOGUE[code].severity is not Severity.NOTICE
