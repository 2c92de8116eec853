"""Search keys of variants and orders, and the indexes the window's lists are read by."""

import json
import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BATCH = 5000


def upgrade() -> None:
    for table in ("variants", "orders"):
        op.add_column(table, sa.Column("search", sa.Text(), nullable=False, server_default=""))
    _fill_variants()
    _fill_orders()
    op.create_index("variants_by_search", "variants", ["org", "search", "id"])
    op.create_index(
        "orders_by_time", "orders", ["shop", "created_at", "order_id", "word", "search"]
    )
    op.create_index("orders_by_word", "orders", ["shop", "word", "created_at", "order_id"])
    op.create_index("order_items_to_cancel", "order_items", ["shop", "cancel_pending", "order_id"])
    op.create_index("actions_by_order", "actions", ["shop", "order_id"])


def _fill_variants() -> None:
    rows = op.get_bind().execute(
        sa.text(
            "SELECT v.org, v.id, p.title, v.title, v.barcode, v.sku FROM variants v"
            " JOIN products p ON p.org = v.org AND p.id = v.product_id"
        )
    )
    _fill(
        "UPDATE variants SET search = :search WHERE org = :owner AND id = :id",
        [(row[0], row[1], row[2:]) for row in rows],
    )


def _fill_orders() -> None:
    rows = op.get_bind().execute(sa.text("SELECT shop, order_id, order_number, buyer FROM orders"))
    filled = []
    for shop, order_id, number, buyer in rows:
        known = json.loads(buyer)
        filled.append((shop, order_id, (number, known.get("name"), known.get("phone"))))
    _fill("UPDATE orders SET search = :search WHERE shop = :owner AND order_id = :id", filled)


def _fill(statement: str, rows: list[tuple[str, str, Any]]) -> None:
    values = [{"owner": owner, "id": id_, "search": _folded(parts)} for owner, id_, parts in rows]
    for start in range(0, len(values), BATCH):
        op.get_bind().execute(sa.text(statement), values[start : start + BATCH])


def _folded(parts: Any) -> str:
    """As rules.text.fold was when this migration was written."""
    text = " ".join(part for part in parts if part)
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
