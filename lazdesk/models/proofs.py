"""What the last comparison of both sides came to; kept beside the cursors, one per shop."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import desk

LAST = "proof.last"
DIFFERENCES = "proof.differences"
TRIED = "proof.tried"
# No window shows more, and no merchant reads more: a comparison before the first push differs in
# every SKU.
KEPT = 2000


def save(connection: sa.Connection, shop: str, document: Mapping[str, Any]) -> None:
    """``document``: checked, agree, differ, at …; the list is cut after ``KEPT``."""
    counts = {key: value for key, value in document.items() if key != "differ"}
    for key, kept in ((LAST, counts), (DIFFERENCES, list(document["differ"])[:KEPT])):
        desk.set_cursor(connection, shop, key, json.dumps(kept, ensure_ascii=False))


def last(connection: sa.Connection, shop: str) -> dict[str, Any] | None:
    """The document without its list of differences; None: none was made yet."""
    text = desk.cursor(connection, shop, LAST)
    found: dict[str, Any] | None = json.loads(text) if text else None
    return found


def differences(connection: sa.Connection, shop: str) -> list[dict[str, Any]]:
    text = desk.cursor(connection, shop, DIFFERENCES)
    found: list[dict[str, Any]] = json.loads(text) if text else []
    return found


def note_try(connection: sa.Connection, shop: str, now: datetime) -> None:
    desk.set_time_cursor(connection, shop, TRIED, now)


def tried(connection: sa.Connection, shop: str) -> datetime | None:
    return desk.time_cursor(connection, shop, TRIED)
