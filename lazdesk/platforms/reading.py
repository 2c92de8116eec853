"""Tolerant readers of JSON values: numbers or strings, ``""``, ``"null"``, several time formats.

A missing or odd value of a field nobody can do without raises ``Garbled``; any other falls back
to an empty value (lazada.md §1.6, haravan.md §3.1).
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, TypeVar

import msgspec

Row = TypeVar("Row")

VIETNAM = timezone(timedelta(hours=7))
"""Vietnam has had no daylight saving since 1979."""

_SPACE_BEFORE_OFFSET = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)")
_MILLISECOND_DIGITS = 12


class Garbled(Exception):  # noqa: N818 - a fact about the answer
    """The answer cannot be believed: not JSON, or without what makes it that answer."""


def document(body: bytes) -> dict[str, Any]:
    """The JSON object in ``body``; ``Garbled`` when it is anything else."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Garbled(f"not JSON ({len(body)} bytes)") from None
    if not isinstance(value, dict):
        raise Garbled("not a JSON object")
    return value


def text(value: object) -> str:
    """Any scalar as text; ``None`` and the word ``null`` are empty."""
    if value is None or value == "null":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) else ""


def text_or_none(value: object) -> str | None:
    """Like ``text``, with ``None`` for empty."""
    return text(value).strip() or None


def key(row: Mapping[str, Any], *names: str) -> str:
    """The identifying field of ``row`` under the first of ``names`` it has, else ``Garbled``."""
    for name in names:
        if found := text(row.get(name)).strip():
            return found
    raise Garbled(f"no {names[0]}")


def whole_or_none(value: object) -> int | None:
    """A count or an amount in đồng, rounded to whole; ``None`` when there is none."""
    if isinstance(value, int):
        return int(value)
    if not isinstance(value, str | float):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return int(number.to_integral_value(ROUND_HALF_UP)) if number.is_finite() else None


def whole(value: object) -> int:
    """Like ``whole_or_none``, with 0 for none."""
    return whole_or_none(value) or 0


def flag(value: object) -> bool:
    """A truth value written as bool, number or word."""
    return text(value).strip().lower() in {"true", "1", "yes"}


def moment(value: object, zone: tzinfo = UTC) -> datetime | None:
    """A time in UTC from ISO 8601, ``2018-10-31 09:38:42 +0700`` or epoch seconds or milliseconds.

    ``zone`` is what a text without an offset means. ``None`` when there is no time in it.
    """
    written = text(value).strip()
    try:
        if written.isdigit():
            number = int(written)
            seconds = number / 1000 if len(written) >= _MILLISECOND_DIGITS else number
            return datetime.fromtimestamp(seconds, UTC) if number else None
        parsed = datetime.fromisoformat(_SPACE_BEFORE_OFFSET.sub("", written))
        aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def mapping(value: object) -> dict[str, Any]:
    """A JSON object, also when it came as JSON text; empty when it is none."""
    found = _parsed(value)
    return found if isinstance(found, dict) else {}


def rows(value: object) -> list[dict[str, Any]]:
    """The objects in a JSON array, also when it came as JSON text; empty when it is none."""
    found = _parsed(value)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def required_rows(row: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The rows a list answer is about: ``null`` is none, but a missing key is ``Garbled``."""
    if name not in row:
        raise Garbled(f"no {name}")
    return rows(row[name])


def distinct(found: Iterable[Row], key: Callable[[Row], Hashable]) -> list[Row]:
    """Each row once, in order: a page read while the list moved may show one twice."""
    return list({key(row): row for row in found}.values())


def required_mapping(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The object an answer is about, else ``Garbled``."""
    found = _parsed(row.get(name))
    if isinstance(found, dict):
        return found
    raise Garbled(f"no {name}")


def words(value: object) -> tuple[str, ...]:
    """The non-empty texts in a JSON array, or in a text separated by commas."""
    found = _parsed(value)
    parts = found if isinstance(found, list) else text(found).split(",")
    return tuple(word for part in parts if (word := text(part).strip()))


def pairs(value: object) -> dict[str, str]:
    """``[{"name": …, "value": …}]`` as a dict."""
    return {text(row.get("name")): text(row.get("value")) for row in rows(value)}


def _parsed(value: object) -> object:
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        try:
            return msgspec.json.decode(value)
        except msgspec.DecodeError:
            return value
    return value
