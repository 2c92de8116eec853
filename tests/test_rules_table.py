"""docs/rules.md: what it names exists, and it names something for every rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import rules_table
from tests.mutations import MUTATIONS
from tests.mutations.mutation import Mutation
from tests.rules_table import ROOT, RULES

ROWS = {row.rule: row for row in rules_table.rows()}


def test_every_rule_stands_there_once_and_in_order() -> None:
    assert [row.rule for row in rules_table.rows()] == RULES


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_tests_and_something_that_provokes_it(rule: str) -> None:
    row = ROWS[rule]
    assert row.tests
    assert [test for test in row.tests if not rules_table.is_test(test)] == []
    assert row.cases
    assert [case for case in row.cases if not rules_table.case_exists(case)] == []


def test_a_word_that_means_nothing_is_found() -> None:
    assert not rules_table.is_test("tests/test_rules_table.py::test_of_nothing")
    assert not rules_table.is_test("tests/test_of_nothing.py::test_a_rule")
    for word in ("trap nothing", "Kind.NOTHING", "Nothing.at_all", "LazadaOptions.nothing"):
        assert not rules_table.case_exists(word)


def test_every_rule_has_a_planted_bug() -> None:
    assert {each.rule for each in MUTATIONS} == set(RULES)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: f"{each.rule}: {each.bug}")
def test_a_planted_bug_still_has_its_place_and_its_tests(mutation: Mutation) -> None:
    """`python3 dev.py mutations` plants them."""
    text = Path(ROOT / mutation.file).read_text(encoding="utf-8")
    assert text.count(mutation.old) == 1
    assert mutation.new != mutation.old
    assert [test for test in mutation.tests if not rules_table.is_test(test)] == []


def test_the_page_lists_the_planted_bugs() -> None:
    """Else: `.venv/bin/python -m tests.rules_table`."""
    assert rules_table.written_bugs() == rules_table.planted_bugs()
