"""The threads of the window: the engine's, the clicks', and what every one of them shares.

They report frozen facts through one ``Bridge``; nothing of Qt's widgets is touched here. A thread
is never ended from outside: ``close`` sets its events, and its current wait returns.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from lazdesk import errands, notices
from lazdesk.absence import Absence
from lazdesk.commands.keep_running import IDLE_SECONDS, QUIET_CYCLES
from lazdesk.errands import connections, failures
from lazdesk.errands import orders as order_errands
from lazdesk.models import desk as stored
from lazdesk.platforms.errors import (
    Cancelled,
    NotExecuted,
    PlatformError,
    Unauthorized,
    Unavailable,
)
from lazdesk.priority import stand_back
from lazdesk.shop import Desk
from lazdesk.sync import cycle
from lazdesk.sync.events import Changes, Progress
from lazdesk.sync.session import Session
from lazdesk.views import answers, problem_wishes, wishes

THINNED_MS = 100
PRESSES = 4  # clicks that are heard of at a time
LOOK_EVERY = 0.3  # real seconds between looks for handed-over commands and for the time
RETRY_SECONDS = 15  # after a cycle that could not reach a side
CHANGES_EVERY = 2.0

# Which lists a finished step of the cycle may have changed.
CHANGED_BY = {
    "goods": ("product", "problem"),
    "stock": ("product",),
    "orders": ("order",),
    "push": ("product", "problem"),
    "import": ("order", "problem"),
    "clicks": ("order",),
    "statuses": ("order", "problem"),
    "read_back": ("product",),
}


class Bridge(QObject):
    """Takes events from any thread and gives them to the main thread, progress thinned."""

    arrived = Signal(object)
    _woken = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: list[Any] = []
        self._woken.connect(self._wake)

    def tell(self, event: Any) -> None:
        """Called in any thread. Progress replaces older progress, changes of a kind are merged."""
        with self._lock:
            first = not self._waiting
            if isinstance(event, Progress):
                self._waiting = [e for e in self._waiting if not isinstance(e, Progress)]
            elif isinstance(event, Changes):
                event = self._merged(event)
            self._waiting.append(event)
        if not isinstance(event, Progress | Changes):
            self._woken.emit(0)
        elif first:
            self._woken.emit(THINNED_MS)

    def _merged(self, event: Changes) -> Changes:
        """Several changes of one kind are one; without ids all rows of the kind are meant."""
        same = [e for e in self._waiting if isinstance(e, Changes) and e.kind == event.kind]
        self._waiting = [e for e in self._waiting if e not in same]
        if not event.ids or any(not e.ids for e in same):
            return Changes(event.kind, ())
        ids = dict.fromkeys(id_ for e in (*same, event) for id_ in e.ids)
        return Changes(event.kind, tuple(ids))

    @Slot(int)
    def _wake(self, milliseconds: int) -> None:
        QTimer.singleShot(milliseconds, self._flush)

    @Slot()
    def _flush(self) -> None:
        with self._lock:
            events, self._waiting = self._waiting, []
        for event in events:
            self.arrived.emit(event)


class Work(QThread):
    """A thread that tells what it meets; ``close`` asks it to end."""

    def __init__(self, desk: Desk, bridge: Bridge, language: str) -> None:
        super().__init__()
        self.desk = desk
        self.language = language
        self.tell = bridge.tell
        self.closing = threading.Event()

    def close(self) -> None:
        self.closing.set()

    def session(self, seller_id: str, cancel: threading.Event) -> Session:
        """The shop's session with a cancel of this thread's own."""
        return self.desk.session(seller_id).with_cancel(cancel)


class SyncThread(Work):
    """Cycle after cycle of every connected shop, and what other commands hand over meanwhile."""

    def __init__(
        self, desk: Desk, bridge: Bridge, language: str, serve: Callable[[Desk], None]
    ) -> None:
        super().__init__(desk, bridge, language)
        self._serve = serve
        self._wanted = threading.Event()
        self._cancel = threading.Event()
        self._turning = threading.Lock()
        self._agreed = threading.Event()
        self._quiet = 0
        self._absence = Absence()
        self._look: notices.Look | None = None
        self._step = ""
        self._told_at = 0.0

    def sync_now(self, *, agreed: bool = False) -> None:
        """Starts a cycle at once, or another one after the present one."""
        if agreed:
            self._agreed.set()
        self._wanted.set()

    def cancel(self) -> None:
        """The running cycle stops; the next one comes at its time."""
        self._cancel.set()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Between two cycles: the running one is cancelled, none begins within the block (A6, C10).

        For another thread; waits for the call the cycle is in.
        """
        while not self._turning.acquire(timeout=LOOK_EVERY):
            self._cancel.set()
        try:
            yield
        finally:
            self._turning.release()

    def close(self) -> None:
        super().close()
        self._cancel.set()
        self._wanted.set()

    def run(self) -> None:
        stand_back()
        while not self.closing.is_set():
            try:
                with self._turning:
                    pause = self._turn()
                self._rest(pause)
            except Exception as error:  # the thread lives on, after a pause
                self.tell(self._ended(errors=(failures.told(error, self.desk, self.language),)))
                self._wanted.wait(RETRY_SECONDS)

    def _turn(self) -> float:
        """One cycle of every connected shop; returns the seconds until the next one."""
        self._wanted.clear()
        self._cancel.clear()
        if self.closing.is_set():
            return 0
        self.desk.keep_retention()
        agreed = self._agreed.is_set()
        if agreed:  # what is agreed to from here on is the next cycle's, too
            self._agreed.clear()
        self._absence.cycle_begins(self.desk.clock.now())
        outcomes: list[cycle.Outcome] = []
        errors: list[str] = []
        lost: list[str] = []
        cancelled, offset = False, None
        try:
            shops = self._connected()
            if not shops:
                return IDLE_SECONDS
            self.tell(answers.SyncStarted())
            for seller_id in shops:
                session = replace(self.session(seller_id, self._cancel), report=self._report)
                outcome = cycle.run_cycle(session, consent=agreed)
                outcomes.append(outcome)
                offset = session.lazada.clock_offset
                if any(_is_lost(error) for error in outcome.stopped):
                    lost.append(seller_id)
        except Cancelled:
            cancelled = True
        except Exception as error:  # the thread lives on; what it was is told and logged
            errors.append(failures.told(error, self.desk, self.language))
        stopped = [error for outcome in outcomes for error in outcome.stopped]
        distinct = {(error.platform, error.code): error for error in stopped}
        errors += [failures.told(error, self.desk, self.language) for error in distinct.values()]
        unreachable = any(isinstance(error, NotExecuted | Unavailable) for error in stopped)
        pause = RETRY_SECONDS if unreachable else self._pause(outcomes)
        missed = self._absence.cycle_ends(
            self.desk.clock.now(),
            outcomes,
            whole=bool(outcomes) and not stopped,
            language=self.language,
        )
        if self._absence.slept:  # what changed behind its back is for the next cycle, at once
            pause = 0
        self.tell(
            self._ended(
                cancelled=cancelled,
                errors=tuple(errors),
                access_lost=tuple(lost),
                unreachable=unreachable,
                held=sum(outcome.asking for outcome in outcomes),
                next_at=self.desk.clock.now() + timedelta(seconds=pause),
                notes=tuple(self._notes(offset)),
                news=tuple(self._news(outcomes)),
                missed=missed,
            )
        )
        self._all_changed()
        return pause

    def _ended(self, **how: Any) -> answers.SyncEnded:
        return answers.SyncEnded(ended_at=self.desk.clock.now(), **how)

    def _connected(self) -> list[str]:
        with self.desk.database.read() as connection:
            haravan = stored.haravan(connection)
            if haravan is None or not haravan.connected:
                return []
            return [row.seller_id for row in stored.shops(connection) if row.connected]

    def _notes(self, offset: timedelta | None) -> list[str]:
        if offset is None or (check := connections.clock_check(offset, self.language)).ok:
            return []
        return [check.message]

    def _news(self, outcomes: list[cycle.Outcome]) -> Iterable[str]:
        """What is new since the cycle before; of the first one only its orders."""
        before, self._look = self._look, notices.look(self.desk)
        imported = sum(outcome.imported for outcome in outcomes)
        return notices.news(before or self._look, self._look, imported, self.language)

    def _pause(self, outcomes: list[cycle.Outcome]) -> float:
        """The shop's own interval; five minutes once nothing has happened for long (G5)."""
        moved = any(o.imported or o.pushed or o.waiting for o in outcomes)
        self._quiet = 0 if moved else self._quiet + 1
        seconds = max(
            (self.desk.policy(seller_id).poll_seconds for seller_id in self._connected()),
            default=IDLE_SECONDS,
        )
        return max(seconds, IDLE_SECONDS) if self._quiet >= QUIET_CYCLES else seconds

    def _rest(self, seconds: float) -> None:
        """Waits by the wall clock, so that a PC that slept goes on at once when it wakes (G6)."""
        due = self.desk.clock.now() + timedelta(seconds=seconds)
        while not self._wanted.wait(LOOK_EVERY) and self.desk.clock.now() < due:
            self._serve(self.desk)

    # --- what the engine reports ------------------------------------------------------------------

    def _report(self, event: Any) -> None:
        self._absence.cycle_reports(self.desk.clock.now())
        self.tell(event)
        if not isinstance(event, Progress):
            return
        now = self.desk.clock.monotonic()
        if event.step in CHANGED_BY and event.step != self._step:
            self._changed(self._step)
            self._step = event.step
        elif now - self._told_at > CHANGES_EVERY:
            self._changed(self._step)
            self._told_at = now

    def _changed(self, step: str) -> None:
        for kind in CHANGED_BY.get(step, ()):
            self.tell(Changes(kind, ()))

    def _all_changed(self) -> None:
        for kind in ("product", "order", "problem"):
            self.tell(Changes(kind, ()))


# What changes which variant is linked with what.
RELINKING = (
    wishes.Publish,
    wishes.Unpublish,
    wishes.Link,
    wishes.Unlink,
    wishes.FollowCodes,
    wishes.ApplyLinks,
)


Prove = Callable[[wishes.Reconcile | wishes.StopReconcile], None]
"""Has both sides compared, or the comparison broken off; returns at once."""


class ActionThread(Work):
    """The merchant's wishes one after the other, beside the cycle: a click never waits for it, nor
    for what an earlier click still has to see."""

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        language: str,
        sync: SyncThread,
        buttons_stopped: Callable[[], AbstractContextManager[None]],
        prove: Prove,
    ) -> None:
        super().__init__(desk, bridge, language)
        self._sync = sync
        self._buttons_stopped = buttons_stopped
        self._prove = prove
        self._wishes: deque[tuple[str, Any]] = deque()
        self._rung = threading.Semaphore(0)
        self._cancel = threading.Event()
        self._pressed: list[Future[None]] = []

    def ask(self, name: str, wish: Any) -> None:
        """Queues the wish; ``name`` is the signal it came by. *Dừng ghi* goes first, and stops
        the clicks that are under way (C10)."""
        if isinstance(wish, wishes.SetWrites) and not wish.on:
            self._wishes.appendleft((name, wish))
            self._cancel.set()
        else:
            self._wishes.append((name, wish))
        self._rung.release()

    def close(self) -> None:
        super().close()
        self._cancel.set()
        self._rung.release()

    def run(self) -> None:
        with ThreadPoolExecutor(PRESSES, thread_name_prefix="lazdesk-press") as pool:
            while True:
                self._rung.acquire()
                if self.closing.is_set():
                    return
                name, wish = self._wishes.popleft()
                try:
                    if type(wish) in order_errands.CLICKS:
                        self._press(pool, name, wish)
                    else:
                        self._do(wish)
                except Exception as error:
                    self._failed(name, error)

    def _failed(self, name: str, error: Exception) -> None:
        self.tell(answers.Failed(name, failures.told(error, self.desk, self.language)))

    # --- clicks on orders -------------------------------------------------------------------------

    def _press(self, pool: ThreadPoolExecutor, name: str, wish: Any) -> None:
        """Once the clicks are stored, in the order of the wishes, the next wish is taken; what
        becomes of them is heard beside."""
        click = order_errands.CLICKS[type(wish)]
        found = iter(click(self.session(wish.shop, self._cancel), wish, self.language))
        first = next(found, None)
        if isinstance(first, answers.Pressed):
            self.tell(Changes("order", ()))
            self._pressed = [press for press in self._pressed if not press.done()]
            self._pressed.append(pool.submit(self._hear, name, found))
        elif first is not None:
            self.tell(first)
            self._hear(name, found)

    def _hear(self, name: str, found: Iterator[answers.Answer]) -> None:
        try:
            for answer in found:
                self.tell(answer)
        except Exception as error:
            self._failed(name, error)
        for kind in ("order", "problem"):
            self.tell(Changes(kind, ()))

    # --- everything else --------------------------------------------------------------------------

    def _do(self, wish: Any) -> None:
        if isinstance(wish, wishes.Reconcile | wishes.StopReconcile):
            self._prove(wish)
            return
        found = errands.ERRANDS[type(wish)](self.desk, wish, self.language)
        # After these no call of an old cycle or click may go out any more (A6, C10).
        final = isinstance(wish, wishes.Disconnect | wishes.ForgetShop | wishes.SetWrites)
        with self._all_stopped() if final else nullcontext():
            for answer in found:
                self.tell(answer)
        if isinstance(wish, wishes.ForgetBuyer):
            self.tell(Changes("order", ()))
        if isinstance(wish, RELINKING):
            self.tell(Changes("product", ()))
            self.tell(Changes("problem", ()))
        if isinstance(wish, problem_wishes.ALL):
            self.tell(Changes("problem", ()))

    @contextmanager
    def _all_stopped(self) -> Iterator[None]:
        self._cancel.set()
        wait(self._pressed)
        try:
            with self._buttons_stopped(), self._sync.stopped():
                yield
        finally:
            if not self.closing.is_set():
                self._cancel = threading.Event()


def _is_lost(error: PlatformError) -> bool:
    return isinstance(error, Unauthorized) and error.platform == "lazada"
