"""What is wrong with the connections themselves: access, permissions, clock (A1, A5, A8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lazdesk.models import desk
from lazdesk.platforms.errors import (
    MissingScope,
    NotExecuted,
    OutcomeUnknown,
    PlatformError,
    Unauthorized,
    Unavailable,
)
from lazdesk.rules import access, problems
from lazdesk.sync.session import Session

KIND = "connection"
ACCESS_EXPIRED = "ACCESS_EXPIRED"
HARAVAN_TOKEN = "HARAVAN_TOKEN"  # noqa: S105 - a problem's code
MISSING_SCOPE = "MISSING_SCOPE"
CLOCK_OFF = "CLOCK_OFF"
CODES = (ACCESS_EXPIRED, HARAVAN_TOKEN, MISSING_SCOPE, CLOCK_OFF)
NAMES = {"lazada": "Lazada", "haravan": "Haravan"}


def note(session: Session, stopped: Sequence[PlatformError]) -> None:
    """Makes the problems of the connections what this cycle met (F).

    A side that did not answer says nothing about its access: what was known of it stays.
    """
    found = list(_found(session, stopped))
    silent = any(isinstance(e, NotExecuted | Unavailable | OutcomeUnknown) for e in stopped)
    now = session.now()
    with session.database.write() as connection:
        if silent:
            for problem in found:
                desk.raise_problem(connection, session.shop, problem, now)
        else:
            desk.replace_problems(connection, session.shop, CODES, found, now)


def _found(session: Session, stopped: Sequence[PlatformError]) -> Iterator[desk.Problem]:
    for error in stopped:
        match error:
            case MissingScope():
                scope = error.scope or error.operation
                text = problems.message(MISSING_SCOPE, {"scope": scope})
                yield desk.Problem(MISSING_SCOPE, KIND, scope, NAMES[error.platform], text)
            case Unauthorized() if error.platform == "lazada":
                with session.database.read() as connection:
                    name = desk.shop_name(connection, session.shop)
                text = problems.message(ACCESS_EXPIRED, {"shop": name})
                yield desk.Problem(ACCESS_EXPIRED, KIND, session.shop, name, text)
            case Unauthorized():
                text = problems.message(HARAVAN_TOKEN, {})
                yield desk.Problem(HARAVAN_TOKEN, KIND, session.org, "Haravan", text)
    offset = session.lazada.clock_offset
    if offset is not None and access.clock_is_off(offset):
        seconds = round(abs(offset).total_seconds())
        text = problems.message(CLOCK_OFF, {"seconds": seconds})
        yield desk.Problem(CLOCK_OFF, KIND, "clock", "", text)


def access_is_back(connection: Any, seller_id: str) -> None:
    """The merchant reconnected, or disconnected: there is nothing left to renew (A5)."""
    desk.clear_problems(connection, seller_id, KIND, [seller_id], ACCESS_EXPIRED)
