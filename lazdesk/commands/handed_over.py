"""What the process that holds the data folder does for another one that asked (holder.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lazdesk.commands import endings
from lazdesk.commands.holder import Work
from lazdesk.commands.invocation import Invocation
from lazdesk.models import desk
from lazdesk.models.database import DatabaseError
from lazdesk.platforms.errors import Cancelled
from lazdesk.shop import Desk


def take(opened: Desk, among: Mapping[str, Work]) -> Any | None:
    """The oldest of these commands that waits; it is then the caller's to answer."""
    with opened.database.read() as connection:
        request = desk.waiting_request(connection, among)
    if request is None:
        return None
    with opened.database.write() as connection:
        return request if desk.take_request(connection, request.id) else None


def do(call: Invocation, opened: Desk, request: Any, works: Mapping[str, Work]) -> None:
    """Does the work and answers; its failure is its asker's to hear and does not end this process.

    Raises Cancelled and DatabaseError: this process ends, and the asker does the work itself.
    """
    try:
        exit_code, answer = works[request.command](call, opened, request.arguments)
    except (Cancelled, DatabaseError):
        raise
    except Exception as error:
        refuse(call, opened, request, error)
    else:
        _reply(opened, request, exit_code, answer)


def refuse(call: Invocation, opened: Desk, request: Any, error: Exception) -> None:
    """The asker hears that the work ended with ``error``."""
    ended = endings.ending(call, error)
    _reply(opened, request, ended.status, ended.document)


def _reply(opened: Desk, request: Any, exit_code: int, answer: object) -> None:
    with opened.database.write() as connection:
        desk.answer_request(connection, request.id, exit_code, answer)
