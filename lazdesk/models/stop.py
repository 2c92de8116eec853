"""Breaks off a reading of the mirror from another thread, because nobody waits for it any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class StoppedError(Exception):
    """The reading was broken off; there is no answer."""


class Stop:
    """For one reading; ``now`` may be called in any thread, before it, within it, or after it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reading: Any = None
        self._wanted = False

    def now(self) -> None:
        with self._lock:
            self._wanted = True
            if self._reading is not None:
                self._reading.interrupt()

    @contextmanager
    def stops(self, connection: Any) -> Iterator[None]:
        """What the driver's ``connection`` is asked within the block can be stopped. Raises
        StoppedError."""
        with self._lock:
            if self._wanted:
                raise StoppedError
            self._reading = connection
        try:
            yield
        except Exception as error:
            if self._wanted:
                raise StoppedError from error
            raise
        finally:
            with self._lock:
                self._reading = None
