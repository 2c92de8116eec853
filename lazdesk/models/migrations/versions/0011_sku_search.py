"""Search keys of Lazada's SKUs, for the list of those without a variant."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

BATCH = 5000


def upgrade() -> None:
    op.add_column("skus", sa.Column("search", sa.Text(), nullable=False, server_default=""))
    rows = op.get_bind().execute(
        sa.text(
            "SELECT s.shop, s.sku_id, p.name, s.variation, s.seller_sku FROM skus s"
            " JOIN lazada_products p ON p.shop = s.shop AND p.item_id = s.item_id"
        )
    )
    values = [
        {"shop": row[0], "sku_id": row[1], "search": _folded(" ".join(filter(None, row[2:])))}
        for row in rows
    ]
    statement = sa.text("UPDATE skus SET search = :search WHERE shop = :shop AND sku_id = :sku_id")
    for start in range(0, len(values), BATCH):
        op.get_bind().execute(statement, values[start : start + BATCH])


def _folded(text: str) -> str:
    """As rules.text.fold was when this migration was written."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
