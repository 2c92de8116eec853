"""A5: when the banner shows."""

from datetime import UTC, datetime, timedelta

import pytest

from lazdesk.rules.access import Urgency, urgency

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("life_days", "left_days", "expected"),
    [
        (180, 31, Urgency.NONE),
        (180, 30, Urgency.NOTICE),
        (180, 7.1, Urgency.NOTICE),
        (180, 7, Urgency.WARNING),
        (180, 2.1, Urgency.WARNING),
        (180, 2, Urgency.URGENT),
        (180, 0, Urgency.ENDED),
        (180, -1, Urgency.ENDED),
        # A quarter of a short life comes later than 30 days before its end.
        (40, 11, Urgency.NONE),
        (40, 10, Urgency.NOTICE),
        (20, 6, Urgency.NONE),
        (20, 5, Urgency.WARNING),
        (1, 0.3, Urgency.NONE),
        (1, 0.25, Urgency.URGENT),
    ],
)
def test_how_urgent(life_days: float, left_days: float, expected: Urgency) -> None:
    ends = NOW + timedelta(days=left_days)
    assert urgency(ends, ends - timedelta(days=life_days), NOW) is expected


def test_access_that_cannot_be_renewed_has_ended() -> None:
    assert urgency(None, NOW, NOW) is Urgency.ENDED
