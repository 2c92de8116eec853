"""What one shop's engine works with; clock, ids and transport are handed in."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from lazdesk.models import desk, orders, privacy
from lazdesk.models.database import Database
from lazdesk.platforms.clock import Clock
from lazdesk.platforms.errors import Cancelled, PlatformError
from lazdesk.platforms.haravan.client import HaravanClient
from lazdesk.platforms.lazada.client import LazadaClient
from lazdesk.platforms.limits import Lane
from lazdesk.rules import order, problems
from lazdesk.rules.policy import Policy
from lazdesk.sync.events import Event, Progress

HTTP_THREADS = 4
AHEAD = 2 * HTTP_THREADS  # calls

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class HasId(Protocol):
    """A stored click."""

    id: str


Claimed = TypeVar("Claimed", bound=HasId)


class Hands:
    """Who is at which order: a click and a cycle must not both bring it along in Haravan (E5)."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._held: set[str] = set()

    @contextmanager
    def on(self, order_id: str) -> Iterator[None]:
        """Waits until nobody else is at the order. Not to be nested."""
        with self._free:
            self._free.wait_for(lambda: order_id not in self._held)
            self._held.add(order_id)
        try:
            yield
        finally:
            with self._free:
                self._held.remove(order_id)
                self._free.notify_all()


class Claims:
    """Which clicks a thread is carrying out: each is one thread's (E5)."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._held: set[str] = set()

    @contextmanager
    def claim(self, pick: Callable[[Collection[str]], list[Claimed]]) -> Iterator[list[Claimed]]:
        """Holds the clicks that ``pick`` chooses, given the ids of those that others hold."""
        with self._free:
            picked = pick(self._held)
            self._held.update(click.id for click in picked)
        try:
            yield picked
        finally:
            with self._free:
                self._held.difference_update(click.id for click in picked)
                self._free.notify_all()

    @contextmanager
    def held_still(self) -> Iterator[Collection[str]]:
        """The ids that are held; no thread picks any within the block."""
        with self._free:
            yield frozenset(self._held)

    def wait_for(self, ids: Collection[str]) -> None:
        """Waits until no thread holds any of these."""
        with self._free:
            self._free.wait_for(lambda: self._held.isdisjoint(ids))


@dataclass
class Session:
    """One connected Lazada shop beside its Haravan shop."""

    shop: str
    org: str
    lazada: LazadaClient
    haravan: HaravanClient
    database: Database
    policy: Policy
    clock: Clock
    new_id: Callable[[], str]
    cancel: threading.Event
    report: Callable[[Event], None]
    labels: Path
    run: str = ""  # names the cycle: what it sent can be set back together
    hands: Hands = field(default_factory=Hands)
    claims: Claims = field(default_factory=Claims)
    new_problems: Counter[str] = field(default_factory=Counter)

    def now(self) -> datetime:
        """Aware UTC by the desk's clock, set right by what the servers say (A8)."""
        return self.clock.now() + (self.lazada.clock_offset or timedelta())

    def in_lane(self, lane: Lane) -> Session:
        """The same session with its calls in another lane; faults are counted together."""
        return replace(
            self, lazada=self.lazada.with_lane(lane), haravan=self.haravan.with_lane(lane)
        )

    def with_cancel(self, cancel: threading.Event) -> Session:
        """The same session, given up by another event."""
        return replace(
            self,
            cancel=cancel,
            lazada=self.lazada.with_cancel(cancel),
            haravan=self.haravan.with_cancel(cancel),
        )

    @property
    def import_from(self) -> date:
        """The day D1 starts at; a shop without one imports from today on."""
        return self.policy.import_from or self.now().astimezone(order.VIETNAM).date()

    def progress(self, step: str, done: int, total: int | None = None) -> None:
        if self.cancel.is_set():
            raise Cancelled
        self.report(Progress(step, done, total))

    def in_pool(
        self, tasks: Iterable[Task], call: Callable[[Task], Answer]
    ) -> Iterator[tuple[Task, Answer | PlatformError]]:
        """Performs ``call`` for each task on a few threads and yields results as they come.

        The threads do HTTP only; this generator's caller alone decides and writes. A platform's
        error is yielded as the result, so that one task's fault does not lose the others' answers.
        No more than ``AHEAD`` are begun or answered before the caller has dealt with the others:
        answers do not heap up, and what breaks off leaves few calls behind.
        """

        def guarded(task: Task) -> Answer | PlatformError:
            try:
                return call(task)
            except PlatformError as error:
                return error

        rest = iter(tasks)
        with ThreadPoolExecutor(HTTP_THREADS, thread_name_prefix="lazdesk-http") as pool:
            running = {pool.submit(guarded, task): task for task in islice(rest, AHEAD)}
            while running:
                ended, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in ended:
                    task = running.pop(future)
                    # Before the answer is dealt with: the next call is under way meanwhile.
                    running |= {pool.submit(guarded, next_): next_ for next_ in islice(rest, 1)}
                    yield task, future.result()

    def failed(
        self, error: PlatformError, kind: str, id_: str, title: str, sku: str | None = None
    ) -> None:
        """Notes a platform's refusal as a problem of the object it concerns (F), without the buyer
        whose data it may repeat (G3)."""
        code = problems.explain(error.platform, error.operation, error.code, error.message).code
        text = error.message
        if code == "SELLER_SKU_NOT_FOUND" and sku is not None:
            text = problems.message(code, {"sku": sku})  # the seed's own wording
        if kind == "order":
            text = self._without_buyer(text, id_)
        self.note_problem(desk.Problem(code, kind, id_, title, text, error.code, error.request_id))

    def _without_buyer(self, text: str, order_id: str) -> str:
        """Neither name nor street; the parts of the country stay, for they may be what is wrong."""
        with self.database.read() as connection:
            rows = orders.orders(connection, self.shop, order_ids=[order_id])
        for row in rows:
            known = {part: row.buyer.get(part, "") for part in ("name", "address1")}
            text = privacy.without_words(text, known)
        return text

    def raise_problem(
        self,
        code: str,
        kind: str,
        id_: str,
        title: str,
        message: str,
        *,
        is_failure: bool = True,
    ) -> None:
        """Notes a problem, or (``is_failure`` False) a task: no fault of this run."""
        self.note_problem(desk.Problem(code, kind, id_, title, message), is_failure=is_failure)

    def note_problem(self, problem: desk.Problem, *, is_failure: bool = True) -> None:
        with self.database.write() as connection:
            is_new = desk.raise_problem(connection, self.shop, problem, self.now())
        self.new_problems[problem.code] += is_new and is_failure
