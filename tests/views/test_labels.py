"""Days and times as the merchant counts them (G1)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lazdesk.views import labels

NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)  # in Vietnam


@pytest.mark.parametrize(
    ("then", "days"),
    [
        (NOON + timedelta(days=180) - timedelta(seconds=9), 180),
        (NOON + timedelta(hours=11), 0),
        (NOON + timedelta(hours=13), 1),
        (NOON - timedelta(hours=13), -1),
    ],
)
def test_days_are_counted_as_a_calendar_in_vietnam_does(then: datetime, days: int) -> None:
    assert labels.days_between(NOON, then) == days
