"""Codes are found by what they begin with, and lists by Lazada's values are led by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    for name, code in (("sku_folded", "sku"), ("tracking_folded", "tracking_code")):
        op.add_column("order_items", sa.Column(name, sa.String(), sa.Computed(f"lower({code})")))
    op.create_index("order_items_by_sku", "order_items", ["shop", "sku_folded", "order_id"])
    op.create_index(
        "order_items_by_tracking", "order_items", ["shop", "tracking_folded", "order_id"]
    )
    for value in ("price", "quantity", "seller_sku"):
        op.create_index(f"skus_by_{value}", "skus", ["shop", value, "sku_id"])
