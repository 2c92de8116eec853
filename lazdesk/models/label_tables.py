"""The table of labels: what is kept of each package's label, and how often it was printed (E3)."""

from sqlalchemy import Column, Index, Integer, String, Table

from lazdesk.models.columns import UtcDateTime, metadata

labels = Table(
    "labels",
    metadata,
    Column("shop", String, primary_key=True),
    Column("package_id", String, primary_key=True),
    Column("order_id", String, nullable=False),
    Column("file", String, nullable=False),  # its name in the shop's folder of labels
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("prints", Integer, nullable=False),
    Column("printed_at", UtcDateTime),
    Index("labels_by_order", "shop", "order_id"),
)
