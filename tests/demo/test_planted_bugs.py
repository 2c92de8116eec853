"""The demo agrees on a clean day, and each planted bug makes it fail and names whom it hurts."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from lazdesk import cli
from tests.demo.planted_bugs import BUGS, Bug

SMALL = ["demo", "--headless", "--products", "60", "--orders", "60", "--json"]
# An order's number, or a SKU of the practice shops, be it a near miss.
NAMED = re.compile(r"\d{15}|0?8936 ?\d{9}|0?TD-.*/\w+|CHI-CO-LAZADA-\d", re.IGNORECASE)


def demo(capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    status = cli.main(SMALL)
    return status, json.loads(capsys.readouterr().out)


def test_a_clean_day_agrees_and_holds_each_case_three_times(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, document = demo(capsys)
    assert document["differ"] == []
    assert {case: n for case, n in document["cases"].items() if n < 3} == {}
    assert status == 0


def test_the_bugs_are_spread_over_the_rooms() -> None:
    in_rules = [bug for bug in BUGS if any(".rules." in name for name in bug.patches)]
    assert len(BUGS) >= 10
    assert len(in_rules) >= 5
    for subject in ("linking", "stock", "money", "status", "ward"):
        assert any(bug.name.startswith(subject) for bug in in_rules)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_fails_the_demo_and_names_its_victim(
    bug: Bug, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for target, replacement in bug.patches.items():
        monkeypatch.setattr(target, replacement)
    status, document = demo(capsys)
    assert status == 1
    victims = [row["object"] for row in document["differ"] if row["what"] == bug.shows]
    assert victims
    assert all(NAMED.fullmatch(victim) for victim in victims)
