"""The buttons beside the cycle: a click starts within two seconds, however long that is (E5, I28).

The process that holds the data folder presses what other processes hand over, and takes up open
clicks whose time has come, in threads of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from lazdesk.commands import endings, handed_over, orders
from lazdesk.commands.invocation import Invocation
from lazdesk.models import actions as stored
from lazdesk.models import desk
from lazdesk.models.database import DatabaseError
from lazdesk.platforms.errors import Cancelled
from lazdesk.shop import Desk
from lazdesk.sync import actions

LOOK_EVERY = 0.3  # real seconds
PRESSES = 4
# Clicks that are still open after they were taken up are taken up again after so many seconds.
AGAIN_AFTER = 15.0


def nobody() -> None:
    """Nobody asks to hear of it."""


class Beside:
    """``run`` it in a thread; ``changed`` is called when clicks may have moved."""

    def __init__(
        self, call: Invocation, opened: Desk, changed: Callable[[], None] = nobody
    ) -> None:
        self._call = call
        self._opened = opened
        self._changed = changed
        self._ending = threading.Event()
        self._cancel = threading.Event()
        self._may_begin = threading.Lock()
        self._under_way: set[Future[None]] = set()
        self._taking_up: Future[None] | None = None
        self._not_before = 0.0

    def run(self) -> None:
        """Until ``close``."""
        with ThreadPoolExecutor(PRESSES, thread_name_prefix="lazdesk-press") as pool:
            while not self._ending.wait(LOOK_EVERY):
                try:
                    with self._may_begin:
                        self._begin(pool)
                except DatabaseError:  # the cycle meets it, too, and tells the merchant
                    self._ending.wait(AGAIN_AFTER)

    def close(self) -> None:
        """Every wait returns; ``run`` ends after the calls that are out."""
        self._ending.set()
        self._cancel.set()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """No press is under way and none begins within the block (A6, C10)."""
        with self._may_begin:
            self._cancel.set()
            wait(self._under_way)
            try:
                yield
            finally:
                if not self._ending.is_set():
                    self._cancel = threading.Event()

    def _begin(self, pool: ThreadPoolExecutor) -> None:
        self._under_way = {press for press in self._under_way if not press.done()}
        if (request := handed_over.take(self._opened, among=orders.BUTTONS)) is not None:
            self._under_way.add(pool.submit(self._press, request, self._cancel))
        if self._taking_up not in self._under_way and (shops := self._due()):
            self._taking_up = pool.submit(self._take_up, shops, self._cancel)
            self._under_way.add(self._taking_up)

    # --- what other processes press ---------------------------------------------------------------

    def _press(self, request: Any, cancel: threading.Event) -> None:
        call = replace(self._call, cancel=cancel)
        try:
            handed_over.do(call, self._opened, request, orders.BUTTONS)
        except (Cancelled, DatabaseError) as error:
            if not self._ending.is_set():  # else the asker does the work itself
                handed_over.refuse(call, self._opened, request, error)
        self._changed()

    # --- open clicks ------------------------------------------------------------------------------

    def _due(self) -> list[str]:
        if self._opened.clock.monotonic() < self._not_before:
            return []
        with self._opened.database.read() as connection:
            haravan, now = desk.haravan(connection), self._opened.clock.now()
            if haravan is None or not haravan.connected:
                return []
            return [
                row.seller_id
                for row in desk.shops(connection)
                if row.connected and stored.is_due(connection, row.seller_id, now)
            ]

    def _take_up(self, shops: list[str], cancel: threading.Event) -> None:
        for seller_id in shops:
            try:
                actions.run(self._opened.session(seller_id).with_cancel(cancel))
            except Exception as error:  # the cycle meets it, too, and tells the merchant
                endings.ending(self._call, error)
        self._not_before = self._opened.clock.monotonic() + AGAIN_AFTER
        self._changed()


@contextmanager
def running(call: Invocation, opened: Desk) -> Iterator[None]:
    """The buttons are at work within the block."""
    beside = Beside(call, opened)
    thread = threading.Thread(target=beside.run, name="lazdesk-buttons")
    thread.start()
    try:
        yield
    finally:
        beside.close()
        thread.join()
