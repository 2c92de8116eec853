"""What the engine reports upwards while it works: frozen facts, safe to hand across threads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """A step of the cycle is under way; ``total`` is None while it is not known."""

    step: str
    done: int
    total: int | None


@dataclass(frozen=True)
class Changes:
    """Rows that changed: ``kind`` is order, product or problem; ``ids`` are their keys."""

    kind: str
    ids: tuple[str, ...]


Event = Progress | Changes
