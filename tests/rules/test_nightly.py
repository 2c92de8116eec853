"""When the nightly comparison of both sides is due."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from lazdesk.rules import nightly
from lazdesk.rules.policy import PolicyError, parse, show

# 02:30 in Vietnam.
HOUR = time(2, 30)
START = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (START - MINUTE, False),
        (START, True),
        (START + 179 * MINUTE, True),
        (START + 180 * MINUTE, False),  # the PC was switched on too late
        (START + timedelta(hours=12), False),
    ],
)
def test_it_begins_in_the_quiet_hours_alone(now: datetime, due: bool) -> None:
    assert nightly.is_due(HOUR, now, None, None) == due


def test_once_a_night_is_enough() -> None:
    now = START + 60 * MINUTE
    assert not nightly.is_due(HOUR, now, START + 20 * MINUTE, START)
    assert nightly.is_due(HOUR, now, START - timedelta(hours=20), START - timedelta(hours=20))


def test_one_that_could_not_end_is_tried_again_after_a_while() -> None:
    tried = START + MINUTE
    assert not nightly.is_due(HOUR, tried + 29 * MINUTE, None, tried)
    assert nightly.is_due(HOUR, tried + 30 * MINUTE, None, tried)


def test_an_hour_before_midnight_reaches_into_the_next_day() -> None:
    late = datetime(2026, 11, 23, 17, 10, tzinfo=UTC)  # ten past midnight
    assert nightly.is_due(time(23, 50), late, None, None)


def test_off_is_never() -> None:
    assert not nightly.is_due(None, START, None, None)


def test_the_setting_is_an_hour_or_off() -> None:
    assert parse("reconcile.nightly", "off") is None
    assert show("reconcile.nightly", parse("reconcile.nightly", "3:05")) == "03:05"
    with pytest.raises(PolicyError):
        parse("reconcile.nightly", "25:00")
