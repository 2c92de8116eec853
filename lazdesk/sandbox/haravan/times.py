"""How Haravan writes times, and how it reads time filters (haravan.md §3.1)."""

from datetime import UTC, datetime, timedelta, timezone

_SHOP_TIME = timezone(timedelta(hours=7))


def stamp(moment: datetime) -> str:
    """UTC with up to three fraction digits, trailing zeros dropped, as most fields come."""
    fraction = f"{moment.microsecond // 1000:03d}".rstrip("0")
    return f"{moment:%Y-%m-%dT%H:%M:%S}{'.' if fraction else ''}{fraction}Z"


def long_stamp(moment: datetime) -> str:
    """UTC with seven fraction digits, as refunds and stock vouchers come."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond:06d}6Z"


def stamp_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)


def parse_filter(text: str) -> datetime:
    """A filter value as it was sent, naive or with its offset. Raises ValueError."""
    return datetime.fromisoformat(text)


def as_shop_time(sent: datetime) -> datetime:
    """The instant the order list compares with: the measured trap.

    A naive value is shop time. An offset is turned to UTC first and the result is then taken for
    shop time, so that `Z` changes nothing and `+07:00` is seven hours off.
    """
    wall = sent if sent.tzinfo is None else sent.astimezone(UTC)
    return wall.replace(tzinfo=_SHOP_TIME)


def as_written(sent: datetime) -> datetime:
    """The instant a filter names by the documentation: UTC unless it says otherwise."""
    return sent.replace(tzinfo=UTC) if sent.tzinfo is None else sent
