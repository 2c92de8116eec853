"""The thread that compares both sides: when asked to, when another command asks, and at night."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
from functools import partial
from typing import Any

from lazdesk.commands import keep_running, reconcile
from lazdesk.commands.invocation import Invocation
from lazdesk.errands import failures
from lazdesk.platforms.errors import Cancelled
from lazdesk.shop import Desk
from lazdesk.sync.events import Progress
from lazdesk.texts import window as window_texts
from lazdesk.views import answers, wishes
from lazdesk.workers import Bridge, Work

LOOK_EVERY = 1.0  # real seconds between looks for handed-over commands, and for the hour
TOLD_EVERY = 0.2


class ProofThread(Work):
    """Runs beside the cycles, which go on meanwhile."""

    def __init__(self, desk: Desk, bridge: Bridge, language: str, call: Invocation) -> None:
        super().__init__(desk, bridge, language)
        self._serve = partial(keep_running.serve, call, desk, keep_running.BESIDE)
        self._wanted: deque[str] = deque()
        self._rung = threading.Event()
        self._cancel = threading.Event()
        self._told_at = 0.0

    def ask(self, wish: wishes.Reconcile | wishes.StopReconcile) -> None:
        if isinstance(wish, wishes.Reconcile):
            self._wanted.append(wish.shop)
            self._rung.set()
        else:
            self._cancel.set()

    def close(self) -> None:
        super().close()
        self._cancel.set()
        self._rung.set()

    def run(self) -> None:
        while not self.closing.is_set():
            try:
                self._look()
            except Exception as error:  # the thread lives on; what it was is logged
                failures.told(error, self.desk, self.language)
            self._rung.wait(LOOK_EVERY)

    def _look(self) -> None:
        self._rung.clear()
        while self._wanted and not self.closing.is_set():
            self._prove(self._wanted.popleft(), None)
        self._serve()
        for seller_id in reconcile.due(self.desk):
            self._prove(seller_id, reconcile.NIGHTLY_SHARE)

    def _prove(self, seller_id: str, share: float | None) -> None:
        self._cancel.clear()
        if self.closing.is_set():
            return
        error = ""
        try:
            session = self.session(seller_id, self._cancel)
            reporting = replace(session, report=self._reporter(seller_id))
            reconcile.of_shop(self.desk, reporting, self.language, beside=True, share=share)
        except Cancelled:
            error = window_texts.say("cancelled", self.language)
        except Exception as fault:  # told where the button is
            error = failures.told(fault, self.desk, self.language)
        self.tell(answers.Proved(seller_id, error))

    def _reporter(self, seller_id: str) -> Any:
        def report(event: Any) -> None:
            now = self.desk.clock.monotonic()
            if isinstance(event, Progress) and now - self._told_at >= TOLD_EVERY:
                self._told_at = now
                self.tell(answers.Proving(seller_id, event.step, event.done, event.total))

        return report
