"""The tables of linking (B): what the merchant decided, and what followed from it and the codes."""

from sqlalchemy import Boolean, Column, Index, String, Table, UniqueConstraint

from lazdesk.models.columns import UtcDateTime, metadata

# What the merchant decided; links and states follow from these and from the codes.
hand_links = Table(
    "hand_links",
    metadata,
    Column("shop", String, primary_key=True),
    Column("variant_id", String, primary_key=True),
    Column("sku_id", String, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    UniqueConstraint("shop", "sku_id"),
)

parted_pairs = Table(
    "parted_pairs",
    metadata,
    Column("shop", String, primary_key=True),
    Column("variant_id", String, primary_key=True),
    Column("sku_id", String, primary_key=True),
    Column("parted_at", UtcDateTime, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("shop", String, primary_key=True),
    Column("variant_id", String, primary_key=True),
    Column("sku_id", String, nullable=False),
    Column("by_hand", Boolean, nullable=False),
    Column("linked_at", UtcDateTime, nullable=False),
    # Whether the merchant has seen the preview of this link's first push (C1).
    Column("price_consent", Boolean, nullable=False, default=False),
    Column("quantity_consent", Boolean, nullable=False, default=False),
    UniqueConstraint("shop", "sku_id"),
)

link_states = Table(
    "link_states",
    metadata,
    Column("shop", String, primary_key=True),
    Column("variant_id", String, primary_key=True),
    Column("state", String, nullable=False, index=True),
    Index("link_states_by_state", "shop", "state", "variant_id"),
)

# Lazada SKUs that no variant answers to (B6).
unanswered_skus = Table(
    "unanswered_skus",
    metadata,
    Column("shop", String, primary_key=True),
    Column("sku_id", String, primary_key=True),
)

# What moved since the goods were linked last: codes, and ids of variants and products.
link_marks = Table(
    "link_marks",
    metadata,
    Column("shop", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("value", String, primary_key=True),
)
