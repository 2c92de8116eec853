"""C7 – whether a value that changed on Lazada explains itself, or somebody else wrote it."""

from collections.abc import Collection
from datetime import datetime, timedelta

FLIPS = 3
"""More changes of one value than this within `FLIPS_WITHIN` mean that another program writes it."""

FLIPS_WITHIN = timedelta(hours=1)


def is_explained(
    kind: str, before: int, after: int, *, sent: Collection[int], sold: int, given_back: int
) -> bool:
    """Tell whether Lazada's value may go from `before` to `after` without anybody else.

    `sent`: what was written from here since `before` was seen. `sold` and `given_back` are the most
    pieces that orders may have taken meanwhile and canceled or unpaid ones may have returned.
    """
    if kind == "price":
        return after in sent
    return any(-sold <= after - base <= given_back for base in (before, *sent))


def is_another_writer(times: Collection[datetime], now: datetime) -> bool:
    """Tell whether a value that somebody else changed at `times` is contended (sync-engine §3)."""
    return sum(now - at < FLIPS_WITHIN for at in times) > FLIPS
