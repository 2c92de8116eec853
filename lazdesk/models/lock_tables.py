"""The table of locks: values that are kept from Lazada for a while (C13)."""

from sqlalchemy import Column, Integer, String, Table, Text

from lazdesk.models.columns import UtcDateTime, metadata

locks = Table(
    "locks",
    metadata,
    Column("shop", String, primary_key=True),
    Column("sku_id", String, primary_key=True),
    Column("kind", String, primary_key=True),  # price or quantity
    Column("source", String, primary_key=True),  # one of rules.locks.Source
    Column("name", String, primary_key=True),  # the campaign's, if Lazada told it
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),
    Column("why", Text, nullable=False),
    # A campaign holds so many pieces: less cannot be written, more can.
    Column("floor", Integer),
    # After an undo: the prices in Haravan that are not to be sent again.
    Column("prices", String),
)
