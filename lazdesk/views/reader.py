"""Reads the mirror beside the main thread: what takes longer than a few milliseconds."""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from lazdesk.models.stop import Stop, StoppedError
from lazdesk.priority import stand_back

# Two threads for all lists: the one looked at does not stand behind the one left. And one for what
# nobody waits for.
_lists = ThreadPoolExecutor(2, thread_name_prefix="lazdesk-read")
_counts = ThreadPoolExecutor(1, "lazdesk-count", stand_back)


@dataclass(frozen=True)
class _Delivery:
    """What a question came to; without an answer it failed."""

    reader: weakref.ref[Reader]
    answer: tuple[object, ...]


class _Relay(QObject):
    """Carries answers into the main thread. It outlives every reader: a thread that spoke for a
    reader whose window is being closed would touch what is no longer there."""

    carried = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.carried.connect(self._deliver)

    @Slot(object)
    def _deliver(self, delivery: _Delivery) -> None:
        reader = delivery.reader()
        if reader is not None and shiboken6.isValid(reader):
            reader.receive(delivery.answer)


@cache
def _relay() -> _Relay:
    """The one relay; first asked for by a reader, so that it lives in the main thread."""
    return _Relay()


class Reader(QObject):
    """Asks one question at a time; of those asked meanwhile only the newest is put.

    ``answered`` carries what the question returned, in the order of asking, in the main thread. A
    question that fails is logged and has no answer, nor has one that is stopped. ``urgent``:
    somebody waits for the answers.
    """

    answered = Signal(object)

    def __init__(self, parent: QObject | None = None, *, urgent: bool) -> None:
        super().__init__(parent)
        self._pool = _lists if urgent else _counts
        self._next: tuple[Callable[[], object], Stop] | None = None
        self._under_way = Stop()
        self._busy = False
        self._relay = _relay()

    def ask(self, question: Callable[[], object], stop: Stop | None = None) -> None:
        """``stop`` ends the question, if it can be ended."""
        self._next = question, stop or Stop()
        if not self._busy:
            self._put()

    def stop(self) -> None:
        """Nobody waits any more for what was asked."""
        self._next = None
        self._under_way.now()

    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._busy

    def receive(self, answer: tuple[object, ...]) -> None:
        """The relay brings what the question came to; the next one may be put."""
        self._busy = False
        if answer:
            self.answered.emit(*answer)
        if not self._busy:  # whoever was answered may have asked again
            self._put()

    def _put(self) -> None:
        if self._next is not None:
            question, self._under_way = self._next
            self._next, self._busy = None, True
            self._pool.submit(_work, question, weakref.ref(self), self._relay)


def _work(question: Callable[[], object], reader: weakref.ref[Reader], relay: _Relay) -> None:
    """In the pool's thread: the relay alone leads back."""
    answer: tuple[object, ...] = ()
    try:
        answer = (question(),)
    except StoppedError:
        pass  # another one is asked instead
    except Exception:
        logging.getLogger(__name__).exception("reading the mirror")
    relay.carried.emit(_Delivery(reader, answer))
