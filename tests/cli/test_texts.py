"""Both languages say the same with the same values, and nothing is said in vain."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from lazdesk import texts
from lazdesk.commands import names

SOURCE = "".join(
    file.read_text(encoding="utf-8")
    for file in Path(texts.__file__).parents[1].rglob("*.py")
    if file.name != "texts.py"
)


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", texts.TEXTS)
def test_both_languages_take_the_same_values(key: str) -> None:
    vietnamese, english = texts.TEXTS[key]
    assert values(vietnamese) == values(english)
    assert vietnamese.strip()
    assert f'"{key}"' in SOURCE


def test_times_and_money_are_vietnamese() -> None:
    assert names.moment("2026-11-24T18:05:16.140670+00:00") == "25/11/2026 01:05"
    assert names.moment(None) == "–"
    assert names.money(1_234_567) == "1.234.567 ₫"
    assert names.name("linked", "vi") == "đã liên kết"
    assert names.name("a product's own word", "vi") == "a product's own word"
