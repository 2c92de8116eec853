"""What may go wrong around one call of a button, a power cut among it, and the next start."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from types import MappingProxyType

import httpx

from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.lazada.records import Order
from lazdesk.shop import Desk
from lazdesk.sync import actions
from lazdesk.sync.actions import CONFIRMED, REJECTED, UNKNOWN, WAITING
from tests.sync.action_cases import Case, Made, Step
from tests.sync.practice import DEADLINE, LAG, Practice
from tests.sync.programs import start

FAULTS: Mapping[str, Kind] = MappingProxyType(
    {
        "lost after": Kind.RESET_AFTER,
        "lost before": Kind.RESET_BEFORE,
        "5xx before": Kind.ERROR_BEFORE,
        "5xx after": Kind.ERROR_AFTER,
    }
)
KILLS = ("kill before", "kill after")
FAILURES = (*FAULTS, *KILLS)
REAL_KILLS = ("kill before", "kill alive", "kill after")
CYCLES = 5


class PowerCutError(BaseException):
    """The program ends here; nothing of it handles this."""


class Cable(httpx.BaseTransport):
    """The way to the shops; ``cut`` ends the program at a step's call, before it leaves or once its
    answer is on the way."""

    def __init__(self) -> None:
        self._wire = httpx.HTTPTransport()
        self._cut: tuple[Step, str] | None = None

    def cut(self, step: Step, when: str) -> None:
        self._cut = (step, when)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._cut is None:
            return self._wire.handle_request(request)
        step, when = self._cut
        if not (
            fnmatchcase(request.method, step.method)
            and fnmatchcase(request.url.path, f"*{step.path}")
        ):
            return self._wire.handle_request(request)
        if when == "kill after":
            self._wire.handle_request(request).read()
        raise PowerCutError

    def close(self) -> None:
        self._wire.close()


@dataclass(frozen=True)
class Cell:
    """How one click went: what it said when the failure was over, and at the end."""

    kind: str
    step: str
    failure: str
    said: str
    made_then: Made
    end: str
    made: Made

    @property
    def is_truthful(self) -> bool:
        """I23: confirmed only when both sides show it, rejected only when nothing was done."""
        if self.said == CONFIRMED:
            return set(self.made_then.values()) == {1}
        if self.said == REJECTED:
            return not any(self.made_then.values())
        return self.said in (UNKNOWN, WAITING)

    @property
    def is_once(self) -> bool:
        """I22."""
        return max(self.made.values()) <= 1

    @property
    def has_ended(self) -> bool:
        return self.end == CONFIRMED and set(self.made.values()) == {1}

    @property
    def is_fine(self) -> bool:
        return self.is_truthful and self.is_once and self.has_ended


def press(shops: Practice, case: Case, order: Order, step: Step, failure: str) -> Cell:
    """Presses the button, lets the failure strike every call of ``step``, starts the program again
    without it, and lets time go by."""
    cable = Cable()
    session = shops.session(shops.restart(cable))
    clicked = case.click(shops, session, order)
    fault = None
    if failure in KILLS:
        cable.cut(step, failure)
    else:
        fault = shops.fault(FAULTS[failure], step.path, method=step.method, times=None)
    try:
        actions.run(session)
    except PowerCutError:
        assert failure in KILLS
    else:
        assert fault is not None
        assert fault.struck, step
    return _afterwards(shops, case, order, step, failure, clicked)


def press_and_kill(shops: Practice, case: Case, order: Order, step: Step, failure: str) -> Cell:
    """The same in a program of its own that is killed for real; "kill alive": its call takes effect
    although its sender is dead by then."""
    clicked = case.click(shops, shops.session(), order)
    program: list[subprocess.Popen[str]] = []

    def strike() -> None:
        program[0].send_signal(signal.SIGKILL)

    point = Point.AFTER_EFFECT if failure == "kill after" else Point.BEFORE_EFFECT
    shops.hook(point, step.path, strike, method=step.method)
    if failure == "kill before":
        shops.fault(Kind.RESET_BEFORE, step.path, method=step.method)
    words = ["tests.sync.action_program", shops.seller, shops.clock.now().isoformat()]
    program.append(start(shops.shops.addresses, shops.desk.folder, *words))
    _, said = program[0].communicate(timeout=60)
    assert program[0].returncode == -signal.SIGKILL, said
    return _afterwards(shops, case, order, step, failure, clicked)


def _afterwards(
    shops: Practice, case: Case, order: Order, step: Step, failure: str, clicked: str
) -> Cell:
    """The program is started anew, and time goes by."""
    shops.clear_faults()
    desk = shops.restart()
    said, made_then = _result(shops, desk, clicked), case.made(shops, order)
    end = said
    for _ in range(CYCLES):
        shops.advance(DEADLINE + LAG + 5)
        shops.cycle(opened=desk)
        end = _result(shops, desk, clicked)
        if end in (CONFIRMED, REJECTED):
            break
    name = step.path.removeprefix("/com").removesuffix(".json")
    return Cell(case.kind, name, failure, said, made_then, end, case.made(shops, order))


def _result(shops: Practice, desk: Desk, clicked: str) -> str:
    (found,) = actions.results(shops.session(desk), [clicked])
    return found.result


def table(cells: list[Cell]) -> str:
    """The whole table, one line per step: what was said at once → how it ended."""
    failures = list(dict.fromkeys(cell.failure for cell in cells))
    lines = [f"\n{'step':<58}" + "".join(f"{failure:<22}" for failure in failures)]
    steps = dict.fromkeys((cell.kind, cell.step) for cell in cells)
    for kind, step in steps:
        found = {c.failure: c for c in cells if (c.kind, c.step) == (kind, step)}
        shown = "".join(f"{f'{c.said} → {c.end}':<22}" for c in map(found.get, failures) if c)
        lines.append(f"{f'{kind}: {step}':<58}{shown}")
    return "\n".join(lines)
