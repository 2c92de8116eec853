"""Calls on a few threads: every answer comes, none of them early by more than a few."""

from __future__ import annotations

import threading
from typing import cast

import pytest

from lazdesk.platforms.errors import PlatformError, Refused
from lazdesk.sync.session import AHEAD, HTTP_THREADS, Session

NONE = cast(Session, None)  # the pool takes nothing of it


def test_every_task_has_its_answer_and_a_refusal_is_one() -> None:
    refusal = Refused(platform="haravan", operation="x", code="1", message="no")

    def call(task: int) -> str:
        if task == 7:
            raise refusal
        return f"answer {task}"

    answers: dict[int, str | PlatformError] = dict(Session.in_pool(NONE, range(50), call))
    assert answers.pop(7) is refusal
    assert answers == {task: f"answer {task}" for task in range(50) if task != 7}
    assert dict(Session.in_pool(NONE, [], call)) == {}


def test_answers_do_not_heap_up_before_a_slow_caller() -> None:
    """100,000 variants' stock is 2,000 answers: whoever writes them down is slower than the net."""
    begun: list[int] = []
    for dealt_with, _ in enumerate(Session.in_pool(NONE, range(100), begun.append)):
        assert len(begun) <= dealt_with + 1 + AHEAD
    assert sorted(begun) == list(range(100))


def test_several_are_under_way_at_once() -> None:
    together = threading.Barrier(HTTP_THREADS, timeout=30)
    answers = dict(Session.in_pool(NONE, range(HTTP_THREADS), lambda _: together.wait()))
    assert sorted(answers.values(), key=str) == list(range(HTTP_THREADS))


def test_what_breaks_off_leaves_few_calls_behind() -> None:
    begun: list[int] = []

    def call(task: int) -> None:
        begun.append(task)
        if task == 0:
            raise ValueError(task)

    with pytest.raises(ValueError, match="0"):
        list(Session.in_pool(NONE, range(100), call))
    assert len(begun) <= 2 * AHEAD
