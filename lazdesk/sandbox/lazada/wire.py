"""How Lazada writes things down: errors, times, and the all-strings mode (§1.5, §1.6)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TypeVar

from lazdesk.sandbox.lazada.options import LazadaOptions

Row = TypeVar("Row")


class LazopError(Exception):
    """An error answer (envelope E), sent with HTTP 200."""

    def __init__(
        self,
        code: str,
        message: str,
        kind: str = "ISP",
        detail: Sequence[Mapping[str, str]] | None = None,
    ) -> None:
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message
        self.kind = kind
        self.detail = detail

    def envelope(self) -> dict[str, Any]:
        """The answer's body, but for its request id."""
        body: dict[str, Any] = {"code": self.code, "type": self.kind, "message": self.message}
        if self.detail is not None:
            body["detail"] = list(self.detail)
        return body


class MisuseError(LazopError):
    """An error that only a client provokes which does not keep to the documentation."""


def text_time(options: LazadaOptions, moment: datetime) -> str:
    """A time of an order or unit in the shop's offset, in the form the options choose."""
    local = moment.astimezone(timezone(timedelta(hours=options.offset_hours)))
    if options.iso_times:
        return local.isoformat(timespec="seconds")
    return f"{local:%Y-%m-%d %H:%M:%S %z}"


def shop_time(moment: datetime) -> str:
    """A time without zone: the shop's local one."""
    return f"{moment.astimezone(timezone(timedelta(hours=7))):%Y-%m-%d %H:%M:%S}"


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def read_time(text: str) -> datetime:
    """A time parameter, which must be ISO 8601 with an offset; raises `MisuseError` 17."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or "T" not in text:
        raise MisuseError("17", f'E017: "{text}" Invalid Date Format')
    return moment.astimezone(UTC)


def read_json(text: str, code: str, message: str) -> Any:
    """A parameter that is JSON text; raises `MisuseError` with `code` and `message`."""
    try:
        return json.loads(text)
    except ValueError:
        raise MisuseError(code, message) from None


def read_number(params: Mapping[str, str], name: str, default: int, code: str, what: str) -> int:
    """A whole number ≥ 0; raises `MisuseError` with `code`."""
    text = params.get(name, str(default))
    if not text.isdecimal():
        raise MisuseError(code, f'E0{code}: "{text}" {what}')
    return int(text)


def read_ids(text: str, code: str, message: str) -> list[int]:
    """A JSON array of ids, which may be quoted; raises `MisuseError` with `code` and `message`."""
    value = read_json(text, code, message)
    if not isinstance(value, list):
        raise MisuseError(code, message)
    try:
        return [int(entry) for entry in value]
    except (TypeError, ValueError):
        raise MisuseError(code, message) from None


def within(
    rows: list[Row], params: Mapping[str, str], what: str, time_of: Callable[[Row], datetime]
) -> list[Row]:
    """The rows whose time lies in the window of `<what>_after` and `<what>_before`, inclusive."""
    if after := params.get(f"{what}_after"):
        start = read_time(after)
        rows = [row for row in rows if time_of(row) >= start]
    if before := params.get(f"{what}_before"):
        end = read_time(before)
        rows = [row for row in rows if time_of(row) <= end]
    return rows


def stringify(value: Any) -> Any:
    """Every scalar as text, as the reference's samples print them."""
    if isinstance(value, dict):
        return {key: stringify(child) for key, child in value.items()}
    if isinstance(value, list):
        return [stringify(child) for child in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, float):
        return f"{value:.2f}"
    return str(value)
