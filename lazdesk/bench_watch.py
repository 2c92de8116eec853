"""Looks how long the main thread was away between two events, and on demand at what."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import TextIO

from PySide6.QtCore import QObject, Qt, QTimer, Slot

TICK_MS = 5
STALL_MS = 20
LOOK_SECONDS = 0.002
MOST_LOOKS = 40  # at one stall
DEPTH = 12  # frames of a thread that are told


class Watchdog(QObject):
    """Notes by how much each look of the main thread at its events came late."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.step = "opening"
        self.stalls: list[float] = []
        self.steps: dict[str, dict[str, float]] = {}
        self._onlooker: _Onlooker | None = None
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self, where: str | None) -> None:
        """``where``: a file that is told of every stall, with every thread's frames in it."""
        if where:
            self._onlooker = _Onlooker(Path(where))
            self._onlooker.start()
        self._last = time.perf_counter()
        self._timer.start(TICK_MS)

    def stop(self) -> None:
        self._timer.stop()
        if self._onlooker is not None:
            self._onlooker.stop()

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        gap = (now - self._last) * 1000
        self._last = now
        late = max(0.0, gap - TICK_MS)
        step = self.steps.setdefault(self.step, {"seconds": 0.0, "stall_ms": 0.0})
        step["seconds"] += gap / 1000
        step["stall_ms"] = max(step["stall_ms"], late)
        self.stalls.append(late)
        if self._onlooker is not None:
            self._onlooker.ticked(late, self.step)


class _Onlooker(threading.Thread):
    """Looks at all threads' frames while the main thread is away.

    It runs only while it has the interpreter, so that no frame changes under its eyes. Where a call
    kept the interpreter to itself, it looks right after, most often before that thread goes on.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(name="onlooker", daemon=True)
        self._out: TextIO = file.open("a", encoding="utf-8")
        self._main = threading.get_ident()
        self._ended = threading.Event()
        self._ticked_at = time.perf_counter()
        self._seen: list[str] = []
        self._waited = self._waited_before = 0.0
        self._tidied = 0.0
        self._tidying_since = 0.0

    def run(self) -> None:
        asleep = time.perf_counter()
        while not self._ended.wait(LOOK_SECONDS):
            now = time.perf_counter()
            late = (now - asleep - LOOK_SECONDS) * 1000
            away = (now - self._ticked_at) * 1000 - TICK_MS
            if max(late, away) > STALL_MS / 2 and len(self._seen) < MOST_LOOKS:
                self._seen.append(f"after {away:.0f} ms, looked {late:.1f} ms late\n" + _frames())
            asleep = time.perf_counter()

    def stop(self) -> None:
        self._ended.set()
        self.join()
        gc.callbacks.remove(self._note_tidying)
        self._out.close()

    def start(self) -> None:
        gc.callbacks.append(self._note_tidying)
        self._waited_before = _kept_waiting()
        super().start()

    def ticked(self, late: float, step: str) -> None:
        """In the main thread: it is back after ``late`` milliseconds."""
        self._ticked_at = time.perf_counter()
        waited = _kept_waiting()
        seen, self._seen = self._seen, []
        tidied, self._tidied = self._tidied, 0.0
        if late > STALL_MS:
            told = f"=== {late:.0f} ms in {step}; of it waiting for a processor "
            told += f"{waited - self._waited_before:.0f} ms, collecting garbage {tidied:.0f} ms\n"
            self._out.write(told + "".join(seen))
            self._out.flush()
        self._waited_before = waited

    def _note_tidying(self, phase: str, _info: Mapping[str, int]) -> None:
        now = time.perf_counter()
        if phase == "start":
            self._tidying_since = now
        else:
            self._tidied += (now - self._tidying_since) * 1000


def _frames() -> str:
    """Where every thread is but this one."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    me = threading.get_ident()
    return "".join(
        f"  {names.get(ident, ident)}: {_told(frame)}\n"
        for ident, frame in sys._current_frames().items()
        if ident != me
    )


def _told(frame: FrameType | None) -> str:
    told: list[str] = []
    while frame is not None and len(told) < DEPTH:
        code = frame.f_code
        file = os.sep.join(code.co_filename.split(os.sep)[-2:])
        told.append(f"{file}:{frame.f_lineno} {code.co_name}")
        frame = frame.f_back
    return " < ".join(told)


def _kept_waiting() -> float:
    """Milliseconds this thread was ready to run and had no processor; 0 where nobody tells."""
    schedule = Path("/proc/thread-self/schedstat")
    try:
        return int(schedule.read_text(encoding="ascii").split()[1]) / 1e6
    except OSError:
        return 0.0
