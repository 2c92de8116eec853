"""What an endpoint is: its path, the scope it needs, what it accepts and the function behind it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from lazdesk.sandbox.haravan import times
from lazdesk.sandbox.haravan.shapes import Shape

if TYPE_CHECKING:
    from lazdesk.sandbox.haravan.shop_state import ShopState

Parser = Callable[[str], Any]
Json = dict[str, Any]

LIST_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Call:
    """One checked request: ids from the path, parsed query values, the body."""

    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Json


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`scope` None: no scope is needed. `body` None: no body is read."""

    method: str
    path: str
    scope: str | None
    handler: "Callable[[ShopState, Call], Json]"
    query: Mapping[str, Parser] = field(default_factory=dict)
    body: Shape | None = None
    status: int = 200


def words(*allowed: str) -> Parser:
    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"{text!r} is none of {', '.join(allowed)}")
        return text

    return parse


def id_list(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def natural(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError("negative")
    return value


PAGING: Mapping[str, Parser] = {"limit": natural, "page": natural, "since_id": natural}
FIELDS: Mapping[str, Parser] = {"fields": str}


def span(*fields: str) -> dict[str, Parser]:
    """`created_at` → the filters `created_at_min` and `created_at_max`."""
    return {f"{name}_{end}": times.parse_filter for name in fields for end in ("min", "max")}


Row = TypeVar("Row")


def within(
    rows: Iterable[Row], query: Mapping[str, Any], read: Callable[[datetime], datetime], name: str
) -> Iterable[Row]:
    """The rows whose `name` lies in the span the query asks for, ends included."""
    low, high = query.get(f"{name}_min"), query.get(f"{name}_max")
    if low is not None:
        earliest = read(low)
        rows = [row for row in rows if getattr(row, name) >= earliest]
    if high is not None:
        latest = read(high)
        rows = [row for row in rows if getattr(row, name) <= latest]
    return rows


def one_page(rows: Iterable[Any], query: Mapping[str, Any], cap: int = LIST_LIMIT) -> list[Any]:
    """The asked page. A limit above the cap is lowered without a word (haravan.md §3)."""
    since_id = query.get("since_id")
    kept = [row for row in rows if row.id > since_id] if since_id else list(rows)
    limit = min(query.get("limit") or cap, cap)
    start = (max(query.get("page") or 1, 1) - 1) * limit
    return kept[start : start + limit]


def only_fields(objects: list[Json], query: Mapping[str, Any]) -> list[Json]:
    """The listed top-level fields; `id` comes with them."""
    if not query.get("fields"):
        return objects
    wanted = {"id", *query["fields"].split(",")}
    return [{key: value for key, value in each.items() if key in wanted} for each in objects]
