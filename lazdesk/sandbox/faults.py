"""Faults and hooks that strike chosen calls of the practice shops, repeatably from the seed."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase


class Kind(StrEnum):
    """What goes wrong. "Before" means that the request had no effect, "after" that it had."""

    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    ERROR_BEFORE = "error_before"  # a gateway's 5xx HTML page (`status`)
    ERROR_AFTER = "error_after"
    SLOW = "slow"  # `seconds` pass before the effect
    LATE = "late"  # the effect is done, the answer comes `seconds` later
    TRUNCATED = "truncated"  # after: the answer's JSON breaks off
    GARBLED = "garbled"  # after: HTTP 200 with an HTML page
    EMPTY = "empty"  # after: HTTP 200 without a body
    REPEATED_ROWS = "repeated_rows"  # after: a list carries rows twice
    THROTTLED = "throttled"  # before: Haravan 429, Lazada ApiCallLimit
    EXPIRED_TOKEN = "expired_token"  # noqa: S105  (before: 401, IllegalAccessToken)
    REFUSED = "refused"  # before: the platform's own refusal with `code` and `message`


class Point(StrEnum):
    """Where in a call's life a hook runs."""

    BEFORE_EFFECT = "before_effect"
    AFTER_EFFECT = "after_effect"  # the answer is not yet sent
    AFTER_ANSWER = "after_answer"


@dataclass
class Target:
    """Which calls are meant: `face`, `method` and `path` are shell patterns.

    It strikes from the `nth` matching call on (1 = the next), each time with `probability`,
    and `times` times in all (None = until cleared).
    """

    face: str = "*"
    path: str = "*"
    method: str = "*"
    nth: int = 1
    probability: float = 1.0
    times: int | None = 1
    seen: int = field(default=0, init=False)
    struck: int = field(default=0, init=False)

    def hits(self, face: str, method: str, path: str, rng: random.Random) -> bool:
        """Count the call if it matches, and say whether it is to be struck."""
        if not (
            fnmatchcase(face, self.face)
            and fnmatchcase(method, self.method)
            and fnmatchcase(path, self.path)
        ):
            return False
        self.seen += 1
        if self.seen < self.nth or (self.times is not None and self.struck >= self.times):
            return False
        if self.probability < 1.0 and rng.random() >= self.probability:
            return False
        self.struck += 1
        return True


@dataclass(kw_only=True)
class Fault(Target):
    """Something that goes wrong with a call; `seconds` are real ones (see `Kind`)."""

    kind: Kind
    seconds: float = 0.0
    status: int = 502
    code: str = ""
    message: str = ""


@dataclass(kw_only=True)
class Hook(Target):
    """`action` runs at `point` of a matching call, in the server's event loop."""

    point: Point
    action: Callable[[], object]


def kill(pid: int) -> Callable[[], None]:
    """A hook's action: end the process `pid` on the spot, as a power cut would."""

    def action() -> None:
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    return action


class Faults:
    """The faults and hooks in force. The first fault that hits a call is the one it suffers."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.faults: list[Fault] = []
        self.hooks: list[Hook] = []

    def add(self, fault: Fault) -> Fault:
        """Put `fault` in force; what is returned tells how often it struck."""
        self.faults.append(fault)
        return fault

    def arm(self, hook: Hook) -> Hook:
        """Put `hook` in force; what is returned tells how often it struck."""
        self.hooks.append(hook)
        return hook

    def clear(self) -> None:
        """Lift every fault and hook."""
        self.faults.clear()
        self.hooks.clear()

    def strike(self, face: str, method: str, path: str) -> Fault | None:
        """The fault this call suffers; every fault counts the call, whether or not it strikes."""
        hits = [fault for fault in self.faults if fault.hits(face, method, path, self._rng)]
        return hits[0] if hits else None

    def hooks_for(self, face: str, method: str, path: str) -> list[Hook]:
        """The hooks that run during this call."""
        return [hook for hook in self.hooks if hook.hits(face, method, path, self._rng)]
