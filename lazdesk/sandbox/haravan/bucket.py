"""The leaky bucket that limits calls (haravan.md §2)."""

import math
from dataclasses import dataclass


@dataclass(slots=True)
class LeakyBucket:
    """Takes a call or refuses it, never queues. Times are world seconds."""

    size: int = 80
    leak_per_second: float = 4.0
    _level: float = 0.0
    _at: float = -math.inf

    def take(self, now: float) -> bool:
        """Whether one more call fits; a refused call does not count."""
        self._drain(now)
        if self._level > self.size - 1:
            return False
        self._level += 1
        return True

    def used(self, now: float) -> int:
        self._drain(now)
        return math.ceil(self._level)

    def _drain(self, now: float) -> None:
        if now > self._at:
            leaked = 0.0 if math.isinf(self._at) else (now - self._at) * self.leak_per_second
            self._level = max(0.0, self._level - leaked)
            self._at = now
