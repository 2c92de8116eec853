"""An import of links in the merchant's words, the same in the window and on the terminal (B1)."""

from __future__ import annotations

from collections import Counter

from lazdesk import texts
from lazdesk.sync.link_sheet import How, Plan

Told = list[tuple[int, str]]


def faults(plan: Plan, language: str) -> Told:
    """What is wrong, by line."""
    return [(fault.line, texts.say(fault.key, language, **fault.values)) for fault in plan.faults]


def changes(plan: Plan, language: str) -> Told:
    """What would change, by line."""
    return [
        (
            change.line,
            texts.say(
                f"change_{change.how.value}",
                language,
                title=change.title,
                sku=change.seller_sku or change.sku_id,
            ),
        )
        for change in plan.changes
    ]


def summary(plan: Plan, language: str) -> str:
    """One sentence on the whole file."""
    if plan.faults:
        return texts.say("import_faults", language, count=_number(len(plan.faults)))
    unchanged = _number(plan.unchanged)
    if not plan.changes:
        return texts.say("import_nothing", language, unchanged=unchanged)
    counted = Counter(change.how for change in plan.changes)
    said = [
        texts.say(f"import_{how.value}", language, count=_number(counted[how]))
        for how in (How.BY_HAND, How.UNLINKED, How.BY_CODE)
        if counted[how]
    ]
    return texts.say("import_counts", language, changes=", ".join(said), unchanged=unchanged)


def _number(value: int) -> str:
    """1234567 → ``1.234.567`` (G1)."""
    return f"{value:,}".replace(",", ".")


def line(told: tuple[int, str], language: str) -> str:
    """``Dòng 3: …``"""
    return texts.say("import_line", language, line=told[0], fault=told[1])
