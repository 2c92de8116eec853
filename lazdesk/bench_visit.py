"""The window's part of ``bench window``: a process of its own, worked in like a merchant would.

A script goes through tabs, lists, filters and searches while the engine runs, and a timer looks how
long the main thread was away between two events.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from lazdesk import app, desktop
from lazdesk.bench_watch import STALL_MS, Watchdog
from lazdesk.views import answers, theme
from lazdesk.views.tab import Tab

if TYPE_CHECKING:
    from lazdesk.views.lists.list_tab import ListTab

LOOK_MS = 4
WHEEL_STEP = 120  # what one notch of a wheel tells
BETWEEN_SCROLLS = 0.02  # seconds
PATIENCE = 60.0  # seconds for one thing to be shown
LISTS, PAGES = ("orders", "products"), ("overview", "problems", "configuration", "connection")
WORDS = ("áo", "quan jean 12", "893", "dam hoa")


class _Painted(QObject):
    """Notes when a widget's next picture is on the screen."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._note)  # once this event is over
        return False

    @Slot()
    def _note(self) -> None:
        self.at = time.perf_counter()


class _Program(app.Program):
    """The program, on the bench's folder and practice shops."""

    def __init__(self, program: QApplication, shops: Mapping[str, Any] | None) -> None:
        super().__init__(program, None)
        self._shops = shops

    def open_office(self, bridge: Any) -> Any:
        """In the loader's thread, like the merchant's own desk but for where the secrets are."""
        from lazdesk import opening, settings
        from lazdesk.platforms.clock import ScaledClock
        from lazdesk.platforms.lazada.signing import AppKey
        from lazdesk.shop import Desk
        from lazdesk.vault import MemoryVault

        if self._shops is None:
            return super().open_office(bridge)
        clock = ScaledClock(self._shops["speed"], datetime.fromisoformat(self._shops["now"]))
        vault = MemoryVault()
        vault.set(*self._shops["mirror"])
        hosts = settings.Hosts(*self._shops["hosts"])
        desk = Desk(settings.data_dir(), lambda: vault, hosts, clock)
        key, secret, callback = self._shops["app"]
        desk.connect_haravan(self._shops["token"])
        desk.connect_lazada(AppKey(key, secret), self._shops["code"], callback)
        return opening.office(desk, bridge, "")


class Visitor(QObject):
    """Sees the first paint, then works in the window until enough cycles have ended."""

    def __init__(self, program: QApplication, asked: Mapping[str, Any], report: Path) -> None:
        super().__init__()
        self._program, self._asked, self._report = program, asked, report
        self._pace: Mapping[str, Any] = asked.get("pace", {})
        self._main = _Program(program, asked["shops"])
        self._found: dict[str, Any] = {"scroll_ms": [], "tab_ms": [], "filter_ms": []}
        self._cycles: list[dict[str, Any]] = []
        self._cycle_began: float | None = None
        self._relisting: QWidget | None = None
        self._repaint: _Painted | None = None
        self._within = self._painted_widget_at = 0.0
        self._watchdog = Watchdog(self)
        self._script = self._work()
        self._look = QTimer(self)
        self._look.timeout.connect(self._go_on)
        program.installEventFilter(self)

    def run(self) -> int:
        self._main.start()
        status = self._program.exec()
        self._main.close()
        return self._main.ended(status)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and watched is self._main.window.windowHandle():
            self._program.removeEventFilter(self)
            # After this event the picture is on the screen.
            QTimer.singleShot(0, self._painted)
        return False

    @Slot()
    def _painted(self) -> None:
        self._found["painted_at"] = time.time()
        self._found["modules"] = sorted({name.partition(".")[0] for name in sys.modules})
        if self._asked["shops"] is None:
            self._leave()
        else:
            self._look.start(LOOK_MS)

    def _leave(self) -> None:
        # Before the end: a thread that is still in a call ends the process at once.
        self._report.write_text(json.dumps(self._found), encoding="utf-8")
        self._program.quit()

    @Slot()
    def _go_on(self) -> None:
        try:
            next(self._script)
        except StopIteration:
            self._look.stop()
            self._leave()

    # --- what the engine says meanwhile -----------------------------------------------------------

    @Slot(object)
    def _hear(self, event: Any) -> None:
        now = time.perf_counter()
        match event:
            case answers.SyncStarted():
                self._cycle_began = now
            case answers.SyncEnded() if self._cycle_began is not None:
                self._end_cycle(now, event)
                if self._main.office is not None:
                    self._main.office.sync.sync_now()
            case _ if hasattr(event, "step"):
                self._watchdog.step = event.step

    def _end_cycle(self, now: float, ended: answers.SyncEnded | None) -> None:
        if self._cycle_began is None:
            return
        self._within += now - self._cycle_began
        self._cycles.append(
            {
                "seconds": round(now - self._cycle_began, 1),
                "ended": ended is not None,
                "errors": list(ended.errors) if ended else [],
            }
        )
        self._cycle_began = None

    # --- the script -------------------------------------------------------------------------------

    def _work(self) -> Iterator[None]:
        """Goes on at each ``yield`` once the events that came have been seen to."""
        yield from self._until(lambda: self._main.office is not None)
        self._main.bridge.arrived.connect(self._hear)
        yield from self._until(lambda: self._cycle_began is not None)
        window = self._main.window
        tabs = {tab.name: tab for tab in window.tabs}
        began, cpu = time.perf_counter(), time.process_time() - time.thread_time()
        self._watchdog.start(self._asked.get("where"))
        lists: list[Any] = [tabs[name] for name in LISTS]
        for each in lists:
            each.list.modelReset.connect(self._count_reset)
        rounds = 0
        while not rounds or len(self._cycles) < self._pace["cycles"]:
            for tab in lists:
                yield from self._switch(tab)
                yield from self._scroll(tab)
                yield from self._search(tab)
                for group in (*tab.groups, "all"):
                    yield from self._choose_group(tab, group)
                yield from self._sort(tab)
            for name in PAGES:
                yield from self._switch(tabs[name])
            rounds += 1
        now = time.perf_counter()
        self._end_cycle(now, None)
        self._watchdog.stop()
        seconds = now - began
        self._found |= {
            **{tab.name: tab.group_count("all") for tab in lists},
            "rounds": rounds,
            "seconds": seconds,
            "syncing": min(1.0, self._within / seconds),
            "engine_cpu": (time.process_time() - time.thread_time() - cpu) / seconds,
            "stall_ms": max(self._watchdog.stalls),
            "stalls_over_20": sum(stall > STALL_MS for stall in self._watchdog.stalls),
            "steps": self._watchdog.steps,
            "cycles": self._cycles,
            "memory_bytes": peak_resident(),
        }

    @Slot()
    def _count_reset(self) -> None:
        """The list is another; the next picture of it is the one that is waited for."""
        if self._relisting is not None:
            self._repaint = _Painted(self._relisting)
            self._relisting = None

    def _until(self, done: Callable[[], bool], patience: float = PATIENCE) -> Iterator[None]:
        began = time.perf_counter()
        while not done():
            if time.perf_counter() - began > patience:
                raise TimeoutError
            yield

    def _pause(self, seconds: float) -> Iterator[None]:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            yield

    def _switch(self, tab: Tab) -> Iterator[None]:
        """Until the tab is painted, with its rows if it is a list."""
        began = time.perf_counter()
        self._main.window.pages.setCurrentWidget(tab)
        # Nothing of lists may be imported here: it must not be before the first paint.
        table = getattr(tab, "table", None)
        if table is not None:
            yield from self._until(lambda: bool(table.list.loaded))
        yield from self._shown(tab if table is None else table.viewport())
        if table is not None:
            yield from self._rows_shown(table)
        self._note("tab_ms", began, tab.name)
        yield from self._pause(self._pace["between_looks"])

    def _shown(self, widget: QWidget) -> Iterator[None]:
        """Until the widget's picture, as it is now, is on the screen."""
        painted = _Painted(widget)
        widget.update()
        yield from self._until(lambda: painted.at > 0)
        self._painted_widget_at = painted.at
        painted.deleteLater()

    def _rows_shown(self, table: Any) -> Iterator[None]:
        """Until every row in view is painted, none of them as three dots."""
        if not table.list.is_complete():
            yield from self._until(table.list.is_complete)
            yield from self._shown(table.viewport())

    def _scroll(self, tab: ListTab) -> Iterator[None]:
        """The wheel, notch by notch, and jumps to where nobody was yet."""
        bar = tab.table.verticalScrollBar()
        steps, jumps = self._pace["scrolls"], self._pace["jumps"]
        for number in range(steps + jumps):
            began = time.perf_counter()
            if number % (steps // jumps + 1) == 0:
                bar.setValue((bar.maximum() // (jumps + 1)) * (number % jumps + 1))
            else:
                self._turn_wheel(tab)
            yield from self._shown(tab.table.viewport())
            yield from self._rows_shown(tab.table)
            self._note("scroll_ms", began, tab.name)
            yield from self._pause(BETWEEN_SCROLLS)

    def _turn_wheel(self, tab: ListTab) -> None:
        viewport = tab.table.viewport()
        middle = QPointF(viewport.rect().center())
        event = QWheelEvent(
            middle,
            viewport.mapToGlobal(middle),
            QPoint(),
            QPoint(0, -WHEEL_STEP),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.postEvent(viewport, event)  # as the system does: the step is an event's

    def _search(self, tab: ListTab) -> Iterator[None]:
        for words in (*WORDS, ""):
            tab.search.setText(words)
            # Enter: the wait for more keys is none of the list's.
            yield from self._relisted(tab, tab.search.returnPressed.emit, f"search {words}")

    def _choose_group(self, tab: ListTab, group: str) -> Iterator[None]:
        number = tab.groups.index(group)
        if tab.group == group or number not in tab.group_bar.offered:
            return
        yield from self._relisted(tab, lambda: tab.group_bar.go_to(number), f"group {group}")

    def _sort(self, tab: ListTab) -> Iterator[None]:
        """A click on each head that sorts, up and down; the third gives the list its own order."""
        head = tab.table.horizontalHeader()
        for number, column in enumerate(tab.list.columns):
            for way in ("up", "down", "own") if column.sort else ():
                act = partial(head.sectionClicked.emit, number)
                yield from self._relisted(tab, act, f"sort {column.sort} {way}")

    def _relisted(self, tab: ListTab, act: Callable[[], object], what: str) -> Iterator[None]:
        """Until the list that was asked for is painted."""
        before = tab.list.listing
        self._relisting, self._repaint = tab.table.viewport(), None
        began = time.perf_counter()
        act()
        if tab.list.listing == before:
            return
        yield from self._until(lambda: self._repainted_at() > 0)
        self._painted_widget_at = self._repainted_at()
        yield from self._rows_shown(tab.table)
        self._note("filter_ms", began, f"{tab.name} {what}")
        yield from self._pause(self._pace["between_looks"])

    def _repainted_at(self) -> float:
        return 0.0 if self._repaint is None else self._repaint.at

    def _note(self, kind: str, began: float, what: str) -> None:
        """What was acted on at ``began`` was on the screen when it was last painted."""
        took = (self._painted_widget_at - began) * 1000
        self._found[kind].append(took)
        if self._asked.get("where"):
            sys.stderr.write(f"{kind} {what} {took:.1f}\n")


def peak_resident() -> int | None:
    """This process's peak resident memory in bytes; None where the system does not tell.

    Not ``getrusage``: that counts what the parent held before this program began.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    for line in status.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return None


def visit(report: Path) -> int:
    """Opens the window as ``asked.json`` beside ``report`` says and writes what was found."""
    asked = json.loads((report.parent / "asked.json").read_text(encoding="utf-8"))
    desktop.do_without_screen()
    program = QApplication(sys.argv[:1])
    theme.load_fonts()
    theme.apply(program)
    return Visitor(program, asked, report).run()
