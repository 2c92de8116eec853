"""``sync`` without ``--once``: cycle after cycle, serving what other commands hand over (G5)."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType

from lazdesk.commands import (
    beside,
    connect,
    endings,
    handed_over,
    holder,
    orders,
    privacy,
    reconcile,
    sync,
    undo_price,
)
from lazdesk.commands.invocation import DONE, NOT_CONNECTED, Invocation
from lazdesk.platforms.errors import Cancelled
from lazdesk.shop import Desk

LOOK_EVERY = 0.5
# After this many quiet cycles the shop is idle and is polled every five minutes (G5).
QUIET_CYCLES = 30
IDLE_SECONDS = 300
WORKS: Mapping[str, holder.Work] = MappingProxyType(
    {
        "sync": sync.one_cycle,
        orders.REFRESH: orders.take_again,
        undo_price.COMMAND: undo_price.press,
        "disconnect": connect.end_connection,
        "forget-shop": connect.forget,
        privacy.COMMAND: privacy.forget,
    }
)
# These take long: cycles go on beside them.
BESIDE: Mapping[str, holder.Work] = MappingProxyType(
    {reconcile.COMMAND: partial(reconcile.compare, beside=True)}
)


def run(call: Invocation) -> int:
    """Runs until Ctrl+C, or until the access is gone. Raises AlreadyHeldError for a second copy."""
    opened = call.open()
    status, quiet = DONE, 0
    with holder.held(), beside.running(call, opened), _comparing_beside(call, opened):
        arguments = {"shop": call.words.shop, "wait": False, "consent": call.words.yes}
        while not call.cancel.is_set():
            status, document = sync.one_cycle(call, opened, arguments)
            sync.warn(call, document)
            call.warn(" ".join(sync.told(call, document)))
            if status == NOT_CONNECTED and len(sync.connected(opened)) == 1:
                return status  # of several shops the others go on
            moved = document["imported"] + document["pushed"] + document["waiting"]
            quiet = 0 if moved else quiet + 1
            _rest(call, opened, quiet)
    return status


def _rest(call: Invocation, opened: Desk, quiet: int) -> None:
    """Waits for the next cycle's time, doing what other commands hand over meanwhile."""
    seconds = max(
        (opened.policy(seller_id).poll_seconds for seller_id in sync.connected(opened)),
        default=60,
    )
    if quiet >= QUIET_CYCLES:
        seconds = max(seconds, IDLE_SECONDS)
    until = call.clock.monotonic() + seconds
    while call.clock.monotonic() < until and not call.cancel.is_set():
        serve(call, opened)
        call.clock.sleep(LOOK_EVERY, call.cancel)


@contextmanager
def _comparing_beside(call: Invocation, opened: Desk) -> Iterator[None]:
    """Another thread compares both sides while the block runs: when asked to, and at night."""
    over = threading.Event()

    def work() -> None:
        while not over.wait(LOOK_EVERY):
            try:
                serve(call, opened, BESIDE)
                for seller_id in reconcile.due(opened):
                    reconcile.nightly_of(opened, opened.session(seller_id), call.language)
            except Cancelled:
                return
            except Exception as error:  # told in the log; the next night is another one
                endings.ending(call, error)

    thread = threading.Thread(target=work, name="lazdesk-reconcile")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def serve(call: Invocation, opened: Desk, works: Mapping[str, holder.Work] = WORKS) -> None:
    """Does what other commands handed over to this process, the folder's holder; buttons are
    pressed beside the cycle."""
    while (request := handed_over.take(opened, among=works)) is not None:
        handed_over.do(call, opened, request, works)


def start(call: Invocation) -> int:
    """``sync``: once, or until stopped."""
    return sync.run(call) if call.words.once else run(call)
