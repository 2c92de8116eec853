"""docs/unknowns.md: each unknown of the references stands there, and what it names exists."""

from __future__ import annotations

import re

import pytest

from tests import rules_table
from tests.rules_table import ROOT
from tests.sync import month

HARAVAN, LAZADA = range(1, 15), range(1, 14)
UNKNOWNS = [*(f"16.{n}" for n in HARAVAN), *(f"14.{n}" for n in LAZADA)]
OF_NO_ORDER = {"16.7", "16.10", "14.1", "14.2", "14.3", "14.8", "14.10"}
ROWS = {
    cells[0]: (re.findall(r"`([^`]+)`", cells[3]), re.findall(r"`([^`]+)`", cells[4]))
    for line in (ROOT / "docs" / "unknowns.md").read_text(encoding="utf-8").splitlines()
    if len(cells := [cell.strip() for cell in line.strip().strip("|").split("|")]) == 5
    and re.fullmatch(r"\d+\.\d+", cells[0])
}


def test_every_unknown_stands_there_in_order() -> None:
    assert list(ROWS) == UNKNOWNS


@pytest.mark.parametrize("unknown", UNKNOWNS)
def test_what_touches_orders_was_tried(unknown: str) -> None:
    switches, tests = ROWS[unknown]
    assert bool(tests) is (unknown not in OF_NO_ORDER)
    assert [word for word in switches if not rules_table.case_exists(word)] == []
    for test in tests:
        id_, _, parameter = test.rstrip("]").partition("[")
        assert rules_table.is_test(id_), test
        assert not parameter or parameter in month.UNKNOWNS, test


def test_every_month_under_another_answer_is_named() -> None:
    named = {test.rstrip("]").partition("[")[2] for _, tests in ROWS.values() for test in tests}
    wire = {"haravan shapes", "lazada wire"}  # no unknowns: Haravan and Lazada answer in many forms
    assert named - {""} == set(month.UNKNOWNS) - wire
