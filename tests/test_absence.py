"""What was missed is told in one line, once it is all there (G6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from lazdesk.absence import Absence
from lazdesk.sync.cycle import Outcome

EVENING = datetime(2026, 11, 24, 15, tzinfo=UTC)  # 22:00 in Vietnam


class Day:
    """The cycles of one evening, minutes after ten."""

    def __init__(self) -> None:
        self.absence = Absence()

    def cycle(self, *reports: int, orders: int = 0, imported: int = 0, whole: bool = True) -> str:
        """A cycle from the first to the last of these minutes; returns what is told after it."""
        began, *between, ended = [EVENING + timedelta(minutes=minute) for minute in reports]
        self.absence.cycle_begins(began)
        for moment in between:
            self.absence.cycle_reports(moment)
        outcome = Outcome(pulled={"lazada_orders": orders}, imported=imported)
        return self.absence.cycle_ends(ended, [outcome], whole=whole, language="vi")


def test_usual_pauses_and_the_first_cycle_of_a_start_are_not_told() -> None:
    day = Day()
    assert day.cycle(0, 8, 16) == ""
    assert day.cycle(25, 26) == ""


def test_a_sleep_between_two_cycles_is_told() -> None:
    day = Day()
    day.cycle(0, 1)
    line = day.cycle(121, 122, orders=3, imported=2)
    assert line.startswith("Từ 24/11 22:01 đến 25/11 00:01 ")
    assert "3 đơn thay đổi, nhập 2" in line
    assert day.cycle(123, 124) == "", "once"


def test_a_sleep_within_a_cycle_is_told_by_the_next_one_with_what_both_brought() -> None:
    day = Day()
    day.cycle(0, 1)
    assert day.cycle(2, 3, 123, 124, orders=1, imported=1) == ""
    assert day.absence.slept
    line = day.cycle(124, 125, orders=2)
    assert line.startswith("Từ 24/11 22:03 đến 25/11 00:04 ")
    assert "3 đơn thay đổi, nhập 1" in line
    assert not day.absence.slept


def test_cycles_that_were_broken_off_count_as_absence() -> None:
    day = Day()
    day.cycle(0, 1)
    assert day.cycle(2, 3, orders=1, whole=False) == ""
    assert day.cycle(60, 61, whole=False) == ""
    line = day.cycle(61, 62, orders=4)
    assert line.startswith("Từ 24/11 22:01 đến 24/11 23:01 ")
    assert "5 đơn thay đổi" in line


def test_a_sleep_within_the_very_first_cycle_has_nothing_to_tell() -> None:
    day = Day()
    assert day.cycle(0, 1, 121, 122) == ""
    assert day.cycle(122, 123) == ""
