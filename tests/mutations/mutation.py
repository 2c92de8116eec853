"""What a planted bug is."""

from __future__ import annotations

from typing import NamedTuple


class Mutation(NamedTuple):
    """In ``file``, the one place that reads ``old`` reads ``new``: then each of ``tests`` fails.

    ``bug`` says in a few words what the program would do wrong; docs/rules.md lists it.
    """

    rule: str
    bug: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
