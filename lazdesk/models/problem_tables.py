"""The tables of problems (F): what is wrong now, and what was and is over."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, UniqueConstraint

from lazdesk.models.columns import UtcDateTime, metadata

problems = Table(
    "problems",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String, nullable=False),
    Column("code", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("object", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    Column("count", Integer, nullable=False),
    Column("ignored", Boolean, nullable=False, default=False),
    # Why the merchant ignores it.
    Column("reason", Text),
    # What the platform's own support asks for.
    Column("platform_code", String, nullable=False, default=""),
    Column("request_id", String, nullable=False, default=""),
    UniqueConstraint("shop", "code", "kind", "object"),
)

# Never one that stands in ``problems`` too: what comes back is no longer over.
solved_problems = Table(
    "solved_problems",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String, nullable=False),
    Column("code", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("object", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("solved_at", UtcDateTime, nullable=False),
    Column("count", Integer, nullable=False),
    Column("platform_code", String, nullable=False),
    Column("request_id", String, nullable=False),
    UniqueConstraint("shop", "code", "kind", "object"),
)
