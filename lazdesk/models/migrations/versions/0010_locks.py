"""Locks; what a price was before it was sent; how much each warehouse of a SKU can sell."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

BATCH = 5000


def upgrade() -> None:
    op.create_table(
        "locks",
        sa.Column("shop", sa.String(), nullable=False),
        sa.Column("sku_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=True),
        sa.Column("prices", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("shop", "sku_id", "kind", "source", "name"),
    )
    op.add_column("pushes", sa.Column("run", sa.String(), nullable=True))
    op.add_column("pushes", sa.Column("before", sa.Integer(), nullable=True))
    op.add_column("pushes", sa.Column("before_sale", sa.Integer(), nullable=True))
    op.add_column("pushes", sa.Column("undone_at", sa.DateTime(), nullable=True))
    _read_products_anew()


def _read_products_anew() -> None:
    """A SKU's warehouses come with what each can sell: [[code, sellable], …]."""
    rows = op.get_bind().execute(sa.text("SELECT shop, sku_id, warehouses, quantity FROM skus"))
    values = []
    for shop, sku_id, text, quantity in rows:
        codes = json.loads(text)
        pairs = [[code, quantity if len(codes) == 1 else 0] for code in codes]
        values.append({"shop": shop, "sku_id": sku_id, "text": json.dumps(pairs)})
    for start in range(0, len(values), BATCH):
        op.get_bind().execute(
            sa.text("UPDATE skus SET warehouses = :text WHERE shop = :shop AND sku_id = :sku_id"),
            values[start : start + BATCH],
        )
    # All of them are read again before anything is written.
    op.execute("DELETE FROM cursors WHERE stream IN ('lazada.products.full', 'lazada.warehouses')")
