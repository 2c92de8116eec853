"""The tables of pushing (C): what was previewed and agreed to, what was sent, and what rests."""

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from lazdesk.models.columns import UtcDateTime, metadata

# The preview that was shown last, whole: the merchant's consent is to exactly these values (C1).
previews = Table(
    "previews",
    metadata,
    Column("shop", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("sku_id", String, primary_key=True),
    Column("variant_id", String, nullable=False),
    Column("preview", String, nullable=False),
    Column("now", Integer, nullable=False),
    Column("wanted", Integer, nullable=False),
    Column("sale_price", Integer),
    # Its place in rules.risk's order; empty: nothing would change.
    Column("risk", Integer),
    Column("held", String),
    Column("inputs", sa.JSON, nullable=False),
    Index("previews_by_risk", "shop", "risk", "kind", "sku_id"),
)

# What the merchant agreed to and has not reached Lazada yet (C1, C9).
agreements = Table(
    "agreements",
    metadata,
    Column("shop", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("sku_id", String, primary_key=True),
    Column("variant_id", String, nullable=False),
    Column("wanted", Integer, nullable=False),
    Column("sale_price", Integer),
)

pushes = Table(
    "pushes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String, nullable=False),
    Column("sku_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("wanted", Integer, nullable=False),
    Column("sale_price", Integer),
    Column("inputs", sa.JSON, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("answer", Text, nullable=False),
    # Of a price: the cycle that sent it, what Lazada held before, and when that was set back.
    Column("run", String),
    Column("before", Integer),
    Column("before_sale", Integer),
    Column("undone_at", UtcDateTime),
    Index("pushes_by_sku", "shop", "sku_id", "kind", "id"),
    Index("pushes_by_time", "shop", "sent_at", "sku_id"),
)

rests = Table(
    "rests",
    metadata,
    Column("shop", String, primary_key=True),
    Column("sku_id", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("step", Integer, nullable=False),
    Column("until", UtcDateTime),
    # The value that was refused: once the wanted value is another one, it is tried at once.
    Column("wanted", String, nullable=False),
)

# A value that a read found changed, until the orders known then tell whether they explain it (C7).
moves = Table(
    "moves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("sku_id", String, nullable=False),
    Column("before", Integer, nullable=False),
    Column("after", Integer, nullable=False),
    Column("before_at", UtcDateTime, nullable=False),
    Column("after_at", UtcDateTime, nullable=False),
)

# A value that somebody else wrote on Lazada (C7).
drifts = Table(
    "drifts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String, nullable=False),
    Column("sku_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("expected", Integer, nullable=False),
    Column("found", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # Not once the merchant has said that the other program is off.
    Column("counts", Boolean, nullable=False),
    Index("drifts_by_sku", "shop", "sku_id", "kind", "at"),
)
