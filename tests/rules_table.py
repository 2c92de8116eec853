"""docs/rules.md beside what it speaks of: `python -m tests.rules_table` renews its generated part.

The tests hold the page to it: every rule has tests that exist and something in the
practice shops that provokes it, and the list of planted bugs is the one of `tests/mutations/`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from lazdesk.sandbox import catalogue, stories
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.haravan.state import HaravanShop
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.lazada.platform import Platform
from lazdesk.sandbox.lazada.shop import LazadaShop
from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import Options, WorldClock
from tests.mutations import MUTATIONS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules.md"
GROUPS = (("A", 10), ("B", 7), ("C", 13), ("D", 12), ("E", 6), ("F", 0), ("G", 6))
"""How many rules a group has; F is one."""
RULES = [
    rule
    for group, count in GROUPS
    for rule in ([f"{group}{n}" for n in range(1, count + 1)] or [group])
]
BEGIN, END = "<!-- planted bugs -->", "<!-- end -->"

# What a page's word such as `LazadaOptions.warehouses` or `trap no barcode` may speak of.
SANDBOX: dict[str, Any] = {
    each.__name__: each
    for each in (
        *(HaravanOptions, HaravanShop, Kind, LazadaOptions, LazadaShop),
        *(Options, Platform, PracticeShops, WorldClock),
    )
} | {"stories": stories}


class Row(NamedTuple):
    """One rule of the page: its tests and what provokes it."""

    rule: str
    tests: tuple[str, ...]
    cases: tuple[str, ...]


def rows() -> Iterator[Row]:
    for line in PAGE.read_text(encoding="utf-8").partition(BEGIN)[0].splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and cells[0] in RULES:
            yield Row(cells[0], *(tuple(re.findall(r"`([^`]+)`", cell)) for cell in cells[2:]))


def is_test(id_: str) -> bool:
    """Whether ``path::test`` or ``path::Class::test`` is defined."""
    path, *names = id_.split("::")
    return bool(names) and (ROOT / path).is_file() and names[-1] in _functions(path)


def case_exists(word: str) -> bool:
    if word.startswith("trap "):
        return word.removeprefix("trap ") in catalogue.TRAPS
    name, _, member = word.partition(".")
    owner = SANDBOX.get(name)
    return owner is not None and (
        hasattr(owner, member) or member in getattr(owner, "__dataclass_fields__", {})
    )


@cache
def _functions(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def planted_bugs() -> str:
    """The generated part of the page."""
    lines = ["| rule | planted bug | in | seen by |", "|---|---|---|---|"]
    for each in MUTATIONS:
        seen_by = "<br>".join(f"`{test}`" for test in each.tests)
        lines.append(f"| {each.rule} | {each.bug} | `{each.file}` | {seen_by} |")
    return "\n".join(lines)


def written_bugs() -> str:
    text = PAGE.read_text(encoding="utf-8")
    return text.partition(BEGIN)[2].partition(END)[0].strip()


def renew() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{planted_bugs()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    renew()
