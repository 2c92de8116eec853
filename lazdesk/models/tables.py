"""Every table of the mirror.

Lazada's side is keyed by ``shop`` (the seller id), Haravan's by ``org`` (the Haravan shop id), so
that several Lazada shops beside one Haravan shop never mix (A10). Ids are text, money is whole
đồng, times are aware UTC. ``raw`` keeps the platform's own words beside the columns that are used.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from lazdesk.models.columns import UtcDateTime
from lazdesk.models.columns import metadata as metadata
from lazdesk.models.label_tables import labels as labels
from lazdesk.models.link_tables import hand_links as hand_links
from lazdesk.models.link_tables import link_marks as link_marks
from lazdesk.models.link_tables import link_states as link_states
from lazdesk.models.link_tables import links as links
from lazdesk.models.link_tables import parted_pairs as parted_pairs
from lazdesk.models.link_tables import unanswered_skus as unanswered_skus
from lazdesk.models.lock_tables import locks as locks
from lazdesk.models.problem_tables import problems as problems
from lazdesk.models.problem_tables import solved_problems as solved_problems
from lazdesk.models.push_tables import agreements as agreements
from lazdesk.models.push_tables import drifts as drifts
from lazdesk.models.push_tables import moves as moves
from lazdesk.models.push_tables import previews as previews
from lazdesk.models.push_tables import pushes as pushes
from lazdesk.models.push_tables import rests as rests

# --- the desk itself ----------------------------------------------------------------------------

shops = Table(
    "shops",
    metadata,
    Column("seller_id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("country", String, nullable=False),
    Column("short_code", String, nullable=False, default=""),
    Column("app_key", String, nullable=False),
    Column("redirect_uri", String, nullable=False),
    Column("connected", Boolean, nullable=False),
    Column("connected_at", UtcDateTime, nullable=False),
    # The last consent: what remains of its refresh token's life is counted from it (A5).
    Column("consented_at", UtcDateTime),
    Column("access_expires_at", UtcDateTime),
    Column("refresh_expires_at", UtcDateTime),
    Column("last_sync_at", UtcDateTime),
)

haravan_shops = Table(
    "haravan_shops",
    metadata,
    Column("org", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("domain", String, nullable=False),
    Column("connected", Boolean, nullable=False),
    Column("connected_at", UtcDateTime, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("shop", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

cursors = Table(
    "cursors",
    metadata,
    Column("shop", String, primary_key=True),
    Column("stream", String, primary_key=True),
    Column("value", Text, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("id", String, primary_key=True),
    Column("command", String, nullable=False),
    Column("arguments", sa.JSON, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),
    Column("exit_code", Integer),
    Column("answer", sa.JSON),
)

# --- goods ----------------------------------------------------------------------------------------

locations = Table(
    "locations",
    metadata,
    Column("org", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("is_primary", Boolean, nullable=False),
    Column("type", String, nullable=False),
    Column("unavailable", Boolean, nullable=False),
)

regions = Table(
    "regions",
    metadata,
    Column("org", String, primary_key=True),
    Column("level", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("parent", String, nullable=False),
    Column("name", String, nullable=False),
    Column("code", String, nullable=False),
)

products = Table(
    "products",
    metadata,
    Column("org", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("updated_at", UtcDateTime),
    Column("digest", String, nullable=False),
    Column("raw", sa.JSON, nullable=False),
)

variants = Table(
    "variants",
    metadata,
    Column("org", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("product_id", String, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("sku", String),
    Column("barcode", String),
    # The barcode as B1 compares it; "" is no code. SQL's own trim knows fewer kinds of space.
    Column("code", String, nullable=False, server_default=""),
    Column("price", Integer, nullable=False),
    Column("compare_at_price", Integer),
    Column("tracked", Boolean, nullable=False),
    Column("oversell", Boolean, nullable=False),
    Column("stock_read_at", UtcDateTime),
    # When an order or an edit last moved the variant: its stock is then read first.
    Column("stock_touched_at", UtcDateTime),
    # Titles and codes folded (G1): what the window searches and sorts by.
    Column("search", Text, nullable=False, server_default=""),
    Index("variants_by_search", "org", "search", "id"),
    Index("variants_by_code", "org", "code"),
    # The window's other orders, and its group of what has no stock.
    Index("variants_by_barcode", "org", "barcode", "id"),
    Index("variants_by_price", "org", "price", "id"),
    Index("variants_by_tracked", "org", "tracked", "search", "id"),
)

variant_units = Table(
    "variant_units",
    metadata,
    Column("org", String, primary_key=True),
    Column("variant_id", String, primary_key=True),
    # The barcode of a unit of measure, as B7 looks it up.
    Column("code", String, primary_key=True),
    Index("variant_units_by_code", "org", "code"),
)

stock = Table(
    "stock",
    metadata,
    Column("org", String, primary_key=True),
    Column("variant_id", String, primary_key=True),
    Column("location_id", String, primary_key=True),
    Column("available", Integer, nullable=False),
    Column("onhand", Integer, nullable=False),
    Column("committed", Integer, nullable=False),
    Column("incoming", Integer, nullable=False),
)

lazada_products = Table(
    "lazada_products",
    metadata,
    Column("shop", String, primary_key=True),
    Column("item_id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("raw", sa.JSON, nullable=False),
)

skus = Table(
    "skus",
    metadata,
    Column("shop", String, primary_key=True),
    Column("sku_id", String, primary_key=True),
    Column("item_id", String, nullable=False, index=True),
    Column("seller_sku", String, nullable=False, index=True),
    Column("code", String, nullable=False, server_default=""),  # as B1 compares it
    Column("variation", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("price", Integer, nullable=False),
    Column("special_price", Integer),
    Column("warehouses", sa.JSON, nullable=False),  # [[code, sellable], …]
    # All its stock lies with Lazada (FBL): the quantity is not the merchant's to write.
    Column("fbl_only", Boolean, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    # Name, variation and code folded (G1): what the window searches and sorts by.
    Column("search", Text, nullable=False, server_default=""),
    Index("skus_by_code", "shop", "code"),
    # The window's lists in the order of Lazada's values are led by these.
    Index("skus_by_price", "shop", "price", "sku_id"),
    Index("skus_by_quantity", "shop", "quantity", "sku_id"),
    Index("skus_by_seller_sku", "shop", "seller_sku", "sku_id"),
)

publications = Table(
    "publications",
    metadata,
    Column("shop", String, primary_key=True),
    Column("product_id", String, primary_key=True),
    Column("published_at", UtcDateTime, nullable=False),
)

# --- orders ---------------------------------------------------------------------------------------

orders = Table(
    "orders",
    metadata,
    Column("shop", String, primary_key=True),
    Column("order_id", String, primary_key=True),
    Column("order_number", String, nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("payment_method", String, nullable=False),
    Column("shipping_fee", Integer, nullable=False),
    Column("voucher_seller", Integer, nullable=False),
    Column("voucher_platform", Integer, nullable=False),
    Column("buyer", sa.JSON, nullable=False),
    Column("word", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("items_read_at", UtcDateTime),
    # Set when the units changed and the Haravan side has not been brought along yet.
    Column("stale", Boolean, nullable=False),
    Column("raw", sa.JSON, nullable=False),
    # Number, buyer and phone folded (G1); buyer data, to be forgotten with ``buyer``.
    Column("search", Text, nullable=False, server_default=""),
    # When the first of its live units must be on its way; NULL when Lazada does not say.
    Column("ship_by", UtcDateTime),
    Index("orders_stale", "shop", "stale"),
    # These answer the window's lists without touching the rows, which carry ``raw``.
    Index("orders_by_time", "shop", "created_at", "order_id", "word", "search"),
    Index("orders_by_number", "shop", "order_number", "order_id"),
    Index("orders_by_word", "shop", "word", "created_at", "order_id"),
    Index("orders_by_deadline", "shop", "word", "ship_by", "order_id"),
    Index("orders_by_ship_by", "shop", "ship_by", "order_id"),
    Index("orders_by_reading", "shop", "items_read_at", "order_id"),
)

order_items = Table(
    "order_items",
    metadata,
    Column("shop", String, primary_key=True),
    Column("order_item_id", String, primary_key=True),
    Column("order_id", String, nullable=False, index=True),
    Column("status", String, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("variation", Text, nullable=False),
    Column("sku", String, nullable=False),
    Column("sku_id", String, nullable=False, index=True),
    Column("item_price", Integer, nullable=False),
    Column("paid_price", Integer, nullable=False),
    Column("voucher_seller", Integer, nullable=False),
    Column("voucher_platform", Integer, nullable=False),
    Column("package_id", String),
    Column("tracking_code", String),
    Column("shipment_provider", String),
    Column("is_fbl", Boolean, nullable=False),
    Column("is_digital", Boolean, nullable=False),
    Column("is_dbs", Boolean, nullable=False),
    Column("stage_pay_status", String),
    Column("cancel_pending", Boolean, nullable=False),
    # The buyer asks to cancel and waits for an answer, until then (E4); NULL: Lazada says no time.
    Column("cancel_asked", Boolean, nullable=False, server_default="0"),
    Column("cancel_until", UtcDateTime),
    Column("reverse_order_id", String),
    Column("created_at", UtcDateTime, nullable=False),
    Column("raw", sa.JSON, nullable=False),
    Index("order_items_to_cancel", "shop", "cancel_pending", "order_id"),
    # Codes are searched in it without touching the rows.
    Index("order_items_by_order", "shop", "order_id", "sku", "tracking_code"),
    # As they are looked for by what they begin with.
    Column("sku_folded", String, sa.Computed("lower(sku)")),
    Column("tracking_folded", String, sa.Computed("lower(tracking_code)")),
    Index("order_items_by_sku", "shop", "sku_folded", "order_id"),
    Index("order_items_by_tracking", "shop", "tracking_folded", "order_id"),
)

haravan_orders = Table(
    "haravan_orders",
    metadata,
    Column("org", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("ref", String, index=True),
    Column("attempt", String),
    # The numbers carried by an order of channel Lazada that LazDesk did not make (A9), blanks
    # between them; NULL for every other order.
    Column("foreign_numbers", Text),
    Column("name", String, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("cancelled_at", UtcDateTime),
    Column("financial_status", String, nullable=False),
    # Haravan's word for the delivery, as LazDesk last brought it there (D8).
    Column("word", String, nullable=False),
    Column("total", Integer),
    Column("location_id", String),
    Column("created_at", UtcDateTime),
    Column("updated_at", UtcDateTime),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("raw", sa.JSON, nullable=False),
    Index(
        "haravan_orders_foreign",
        "org",
        "foreign_numbers",
        sqlite_where=sa.text("foreign_numbers IS NOT NULL"),
        postgresql_where=sa.text("foreign_numbers IS NOT NULL"),
    ),
    # Every cycle counts those that stand beside another.
    Index(
        "haravan_orders_standing",
        "org",
        "ref",
        sqlite_where=sa.text("cancelled_at IS NULL"),
        postgresql_where=sa.text("cancelled_at IS NULL"),
    ),
)

imports = Table(
    "imports",
    metadata,
    Column("shop", String, primary_key=True),
    Column("order_id", String, primary_key=True),
    Column("state", String, nullable=False, index=True),
    Column("attempt", String),
    Column("tries", Integer, nullable=False, default=0),
    # Where the sweep before the post ended: what the post may have made lies after it (P2, P5).
    Column("watermark", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Column("haravan_id", String, index=True),
    # Since when a Haravan order holds this order's units (C4's u looks at it).
    Column("held_since", UtcDateTime),
    Column("found_at", UtcDateTime),
    Column("reason", Text),
    Index("imports_by_state", "shop", "state", "order_id"),
)

restocks = Table(
    "restocks",
    metadata,
    Column("shop", String, primary_key=True),
    Column("order_item_id", String, primary_key=True),
    Column("order_id", String, nullable=False),
    Column("cause", String, nullable=False),
    Column("location_id", String),
    Column("at", UtcDateTime, nullable=False),
)

effects = Table(
    "effects",
    metadata,
    Column("key", String, primary_key=True),
    Column("shop", String, nullable=False),
    Column("order_id", String, nullable=False),
    Column("state", String, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answer", Text),
    # What to note once it held: the event, its cause, and the units given back with it.
    Column("details", sa.JSON, nullable=False, server_default="{}"),
    Index("effects_by_order", "shop", "order_id"),
)

reverse_lines = Table(
    "reverse_lines",
    metadata,
    Column("shop", String, primary_key=True),
    Column("line_id", String, primary_key=True),
    Column("reverse_order_id", String, nullable=False),
    Column("order_id", String, nullable=False),
    Column("order_item_id", String, nullable=False),
    Column("request_type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("needs_refund", Boolean, nullable=False),
    Column("modified_at", UtcDateTime),
    # False: the goods go to Lazada's warehouse, which decides.
    Column("to_merchant", Boolean, nullable=False, server_default="1"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("answer_by", UtcDateTime),
    Index("reverse_lines_by_order", "shop", "order_id"),
    Index("reverse_lines_by_status", "shop", "status"),
)

actions = Table(
    "actions",
    metadata,
    Column("id", String, primary_key=True),
    Column("shop", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("order_id", String, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("step", String, nullable=False),
    Column("arguments", sa.JSON, nullable=False, server_default="{}"),
    Column("attempts", Integer, nullable=False, default=0),
    # One open action per order and kind, so that a double click is one; emptied when it ends.
    Column("effect_key", String, unique=True),
    Column("answer", Text),
    # Its place among the shop's clicks: they are carried out in this order.
    Column("number", Integer, nullable=False, server_default="0"),
    # When the present step's call left; NULL: it did not, or is known to have had no effect.
    Column("sent_at", UtcDateTime),
    # Not looked at before this; NULL: at once.
    Column("next_at", UtcDateTime),
    # Not sent after this (E2).
    Column("expires_at", UtcDateTime),
    Index("actions_by_order", "shop", "order_id"),
    Index("actions_by_number", "shop", "number"),
    Index(
        "actions_open",
        "shop",
        "number",
        sqlite_where=sa.text("effect_key IS NOT NULL"),
        postgresql_where=sa.text("effect_key IS NOT NULL"),
    ),
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String, nullable=False),
    Column("order_id", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("event", String, nullable=False),
    Column("cause", Text, nullable=False),
    Index("history_by_order", "shop", "order_id", "id"),
)
