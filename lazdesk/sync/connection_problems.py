"""What is wrong with the connections themselves: access, permissions, clock, and whatever else
ended a step of the cycle before its end (A1, A5, A8, F)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
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
LAZADA, HARAVAN = "lazada", "haravan"
NAMES = {LAZADA: "Lazada", HARAVAN: "Haravan"}
ACCESS_EXPIRED = "ACCESS_EXPIRED"
HARAVAN_TOKEN = "HARAVAN_TOKEN"  # noqa: S105 - a problem's code
MISSING_SCOPE = "MISSING_SCOPE"
CLOCK_OFF = "CLOCK_OFF"
# They say what happened in words of their own.
SILENCE = ("NO_CONNECTION", "ANSWER_LOST")


def note(session: Session, stopped: Sequence[PlatformError]) -> None:
    """Makes the problems of the connections what this cycle met (F).

    A side that did not answer says nothing about its access: what was known of it stays.
    """
    found = {(problem.code, problem.object): problem for problem in _found(session, stopped)}
    silent = {
        error.platform
        for error in stopped
        if isinstance(error, NotExecuted | Unavailable | OutcomeUnknown)
    }
    now = session.now()
    with session.database.write() as connection:
        for problem in found.values():
            desk.raise_problem(connection, session.shop, problem, now)
        for row in desk.problems_of_kind(connection, session.shop, KIND):
            if (row.code, row.object) not in found and _side(row) not in silent:
                desk.clear_problems(connection, session.shop, KIND, [row.object], now, row.code)


def _found(session: Session, stopped: Sequence[PlatformError]) -> Iterator[desk.Problem]:
    for error in stopped:
        name = NAMES[error.platform]
        match error:
            case MissingScope():
                scope = error.scope or error.operation
                text = problems.message(MISSING_SCOPE, {"scope": scope})
                yield desk.Problem(MISSING_SCOPE, KIND, scope, name, text)
            case Unauthorized() if _explained(error).code == ACCESS_EXPIRED:
                with session.database.read() as connection:
                    shop = desk.shop_name(connection, session.shop)
                text = problems.message(ACCESS_EXPIRED, {"shop": shop})
                yield desk.Problem(ACCESS_EXPIRED, KIND, session.shop, shop, text)
            case Unauthorized() if error.platform == HARAVAN:
                text = problems.message(HARAVAN_TOKEN, {})
                yield desk.Problem(HARAVAN_TOKEN, KIND, session.org, name, text)
            case _:
                yield _of_call(error, name)
    offset = session.lazada.clock_offset
    if offset is not None and access.clock_is_off(offset):
        seconds = round(abs(offset).total_seconds())
        text = problems.message(CLOCK_OFF, {"seconds": seconds})
        yield desk.Problem(CLOCK_OFF, KIND, "clock", "", text)


def _of_call(error: PlatformError, name: str) -> desk.Problem:
    code = _explained(error).code
    text = problems.message(code, {"platform": name}) if code in SILENCE else error.message
    return desk.Problem(code, KIND, error.platform, name, text, error.code, error.request_id)


def _explained(error: PlatformError) -> problems.Explanation:
    return problems.explain(error.platform, error.operation, error.code, error.message)


def _side(row: Any) -> str:
    """Whose answer shows whether the problem still stands; the clock is Lazada's to tell."""
    return HARAVAN if row.code == HARAVAN_TOKEN or row.title == NAMES[HARAVAN] else LAZADA


def access_is_back(connection: Any, seller_id: str, now: datetime) -> None:
    """The merchant reconnected, or disconnected: there is nothing left to renew (A5)."""
    desk.clear_problems(connection, seller_id, KIND, [seller_id, LAZADA], now)
