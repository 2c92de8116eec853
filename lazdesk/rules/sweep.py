"""How much of a catalogue's stock one cycle reads anew (sync-engine.md §3, I29)."""

from datetime import timedelta

BURST_CALLS = 20
"""A quarter of Haravan's bucket of 80: what any cycle may take, however soon after the last."""

CALLS_PER_SECOND = 1.0
"""A quarter of what the bucket leaks: 100,000 variants take about half an hour."""

LONGEST_PAUSE = timedelta(minutes=5)
"""What a longer pause left unused is not made up for, so that no cycle is held up."""

ROWS_PER_CALL = 250
IDS_PER_CALL = 50


def calls(since_last: timedelta | None) -> int:
    """Return how many calls the sweep may make; None: it has never run."""
    if since_last is None:
        return BURST_CALLS
    earned = min(since_last, LONGEST_PAUSE).total_seconds() * CALLS_PER_SECOND
    return max(BURST_CALLS, int(earned))


def calls_per_batch(locations: int) -> int:
    """Return the calls that 50 variants at so many locations take (haravan.md §6.2)."""
    whole, rest = divmod(locations, IDS_PER_CALL)
    return whole * _pages(IDS_PER_CALL) + _pages(rest)


def _pages(locations: int) -> int:
    return -(-locations * IDS_PER_CALL // ROWS_PER_CALL)


def variants(since_last: timedelta | None, locations: int) -> int:
    """Return how many variants the sweep may read anew."""
    return calls(since_last) // max(1, calls_per_batch(locations)) * IDS_PER_CALL
