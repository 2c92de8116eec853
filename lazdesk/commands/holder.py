"""One process holds a data folder at a time; others hand their work over to it and wait.

The lock is the operating system's, so that it ends with the process however that dies.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from filelock import FileLock, Timeout

from lazdesk import settings
from lazdesk.commands.endings import AlreadyHeldError, Ending, HandedBackError
from lazdesk.commands.invocation import Invocation
from lazdesk.models import desk
from lazdesk.platforms.errors import Cancelled
from lazdesk.shop import Desk

FILE_NAME = "lazdesk.lock"
LOOK_EVERY = 0.2


@contextmanager
def held() -> Iterator[None]:
    """Holds the data folder for the time of the block. Raises AlreadyHeldError at once if taken."""
    lock = FileLock(settings.data_dir() / FILE_NAME)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyHeldError from None
    try:
        yield
    finally:
        lock.release()


Work = Callable[[Invocation, Desk, dict[str, Any]], tuple[int, Any]]
"""A work on the folder: its exit status and its JSON document."""


def carry_out(
    call: Invocation, command: str, work: Work, arguments: dict[str, Any]
) -> tuple[int, Any]:
    """Does the work here, or has the holder of the folder do it; returns exit status and answer.

    A holder that dies before it answers leaves the work to this process. Raises what the work
    raises, HandedBackError when the holder met it.
    """
    opened = call.open()
    try:
        with held():
            return work(call, opened, arguments)
    except AlreadyHeldError:
        return _hand_over(call, opened, command, work, arguments)


def _hand_over(
    call: Invocation, opened: Desk, command: str, work: Work, arguments: dict[str, Any]
) -> tuple[int, Any]:
    request_id = uuid.uuid4().hex
    with opened.database.write() as connection:
        desk.ask(connection, request_id, command, arguments, opened.clock.now())
    while True:
        with opened.database.write() as connection:
            answer = desk.take_answer(connection, request_id)
        if answer is not None:
            return _received(answer)
        if call.cancel.wait(LOOK_EVERY):
            raise Cancelled
        try:
            with held():
                with opened.database.write() as connection:
                    answer = desk.take_answer(connection, request_id)
                    desk.withdraw_request(connection, request_id)
                if answer is not None:
                    return _received(answer)
                return work(call, opened, arguments)
        except AlreadyHeldError:
            continue


def _received(answer: Any) -> tuple[int, Any]:
    match answer.answer:
        case {"error": {"code": code, "message": message}}:
            raise HandedBackError(Ending(answer.exit_code, code, message))
        case document:
            return answer.exit_code, document
