"""``sync --once``: one cycle of every connected shop (C5)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lazdesk import upkeep
from lazdesk.commands import holder, names
from lazdesk.commands.endings import status_of, words_of
from lazdesk.commands.invocation import DONE, FAILED, UNREACHABLE, Invocation, worst
from lazdesk.models import desk
from lazdesk.platforms.errors import PlatformError
from lazdesk.rules import access
from lazdesk.shop import Desk, NotConnectedError
from lazdesk.sync import cycle
from lazdesk.sync.events import Event, Progress
from lazdesk.sync.session import Session

SHOWN_ORDERS = 50


def run(call: Invocation) -> int:
    words = call.words
    arguments = {"shop": words.shop, "wait": words.wait, "consent": words.yes}
    status, document = holder.carry_out(call, "sync", one_cycle, arguments)
    warn(call, document)
    call.answer(document, told(call, document))
    return status


def warn(call: Invocation, document: dict[str, Any]) -> None:
    """Says what went wrong, in whichever process the cycle ran."""
    for message in document["messages"]:
        call.warn(message)


def told(call: Invocation, document: dict[str, Any]) -> Iterator[str]:
    yield call.say(
        "sync_done", **{k: document[k] for k in ("imported", "pushed", "waiting", "failed")}
    )
    if numbers := document["waiting_orders"]:
        more = " …" if len(numbers) > SHOWN_ORDERS else ""
        yield call.say("waiting_orders", orders=", ".join(numbers[:SHOWN_ORDERS]) + more)
    if document["held"]:
        yield call.say("held", count=document["held"])


def one_cycle(call: Invocation, opened: Desk, arguments: dict[str, Any]) -> tuple[int, Any]:
    """A cycle of one shop, or of every connected one; the documents' numbers are summed."""
    sellers = [opened.pick(arguments["shop"])] if arguments["shop"] else connected(opened)
    if not sellers:
        raise NotConnectedError("lazada_not_connected")
    total: dict[str, Any] = {}
    statuses = []
    with shown(opened):
        for seller_id in sellers:
            status, document = _cycle_of(call, opened, seller_id, arguments)
            statuses.append(status)
            total = _sum(total, document)
    upkeep.keep(opened)
    return worst(statuses), total


def connected(opened: Desk) -> list[str]:
    with opened.database.read() as connection:
        return [row.seller_id for row in desk.shops(connection) if row.connected]


def _cycle_of(
    call: Invocation, opened: Desk, seller_id: str, arguments: dict[str, Any]
) -> tuple[int, dict[str, Any]]:
    session = opened.session(seller_id)
    before = session.lazada.calls, session.haravan.calls
    outcome = cycle.run_cycle(session, consent=arguments["consent"])
    if arguments["wait"]:
        cycle.wait_for_imports(session, outcome)
    document = {
        "pulled": outcome.pulled,
        "imported": outcome.imported,
        "pushed": outcome.pushed,
        "followed": outcome.followed,
        "waiting": len(outcome.waiting),
        "waiting_orders": outcome.waiting,
        "held": outcome.asking,
        "failed": outcome.failed,
        "calls": {
            "lazada": session.lazada.calls - before[0],
            "haravan": session.haravan.calls - before[1],
        },
        "messages": [
            *(words_of(error, call.language) for error in _distinct(outcome.stopped)),
            *_clock_report(call, session),
            *_access_report(call, session),
        ],
    }
    statuses = [status_of(error) for error in outcome.stopped]
    return worst([*statuses, FAILED if outcome.failed else DONE]), document


def _distinct(errors: list[PlatformError]) -> list[PlatformError]:
    """Each fault is said once, however many steps it ended; a platform that is out of reach has
    one reason, the first met."""
    said: dict[tuple[str, str], PlatformError] = {}
    for error in errors:
        what = "" if status_of(error) == UNREACHABLE else error.code
        said.setdefault((error.platform, what), error)
    return list(said.values())


def _clock_report(call: Invocation, session: Session) -> Iterator[str]:
    """A8: it works by the server's time, but the merchant is told."""
    offset = session.lazada.clock_offset
    if offset is not None and access.clock_is_off(offset):
        yield call.say("clock_off", minutes=round(abs(offset).total_seconds() / 60))


def _access_report(call: Invocation, session: Session) -> Iterator[str]:
    """A5: the marks before the access ends, with the real date."""
    with session.database.read() as connection:
        shop = next(row for row in desk.shops(connection) if row.seller_id == session.shop)
    ends = shop.refresh_expires_at or shop.access_expires_at
    urgency = access.urgency(ends, shop.consented_at or shop.connected_at, session.now())
    if urgency not in (access.Urgency.NONE, access.Urgency.ENDED):
        when = names.moment(ends.isoformat())
        yield call.say("access_ends", shop=shop.name, when=when)


def _sum(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Numbers added up, messages one after the other; what only one has stays as it is."""
    return {key: _added(one.get(key), other.get(key)) for key in one | other}


def _added(one: Any, other: Any) -> Any:
    if one is None or other is None:
        return other if one is None else one
    return _sum(one, other) if isinstance(one, dict) else one + other


@contextmanager
def shown(opened: Desk) -> Iterator[None]:
    """Progress on stderr while the block runs; a windowed program has no stderr (G2)."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    # Only here: the window never draws them, and they take 4 MB.
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(event: Event) -> None:
            if isinstance(event, Progress):
                if event.step not in tasks:
                    tasks[event.step] = bars.add_task(event.step, total=event.total)
                bars.update(tasks[event.step], completed=event.done, total=event.total)

        before, opened.report = opened.report, show
        try:
            yield
        finally:
            opened.report = before
