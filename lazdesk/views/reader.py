"""Reads the mirror beside the main thread: what takes longer than a few milliseconds."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

# One thread for all lists: SQLite serves reads of one file no faster side by side.
_pool = ThreadPoolExecutor(1, thread_name_prefix="lazdesk-read")


class Reader(QObject):
    """Asks one question at a time; of those asked meanwhile only the newest is put.

    ``answered`` carries what the question returned, in the order of asking, in the thread this
    object lives in. A question that fails is logged and has no answer.
    """

    answered = Signal(object)
    _ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next: Callable[[], object] | None = None
        self._busy = False
        self._ended.connect(self._on_ended)

    def ask(self, question: Callable[[], object]) -> None:
        self._next = question
        if not self._busy:
            self._put()

    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._busy

    def _put(self) -> None:
        question, self._next = self._next, None
        if question is not None:
            self._busy = True
            _pool.submit(self._work, question)

    def _work(self, question: Callable[[], object]) -> None:
        """In the pool's thread: signals alone lead back."""
        with suppress(RuntimeError):  # the window was closed meanwhile, and this object with it
            try:
                self.answered.emit(question())
            except Exception:
                logging.getLogger(__name__).exception("reading the mirror")
            self._ended.emit()

    def _on_ended(self) -> None:
        self._busy = False
        self._put()
