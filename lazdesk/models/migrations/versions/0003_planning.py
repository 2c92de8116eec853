"""Indexes that let a push be planned without reading whole tables."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("pushes_by_time", "pushes", ["shop", "sent_at", "sku_id"])
    op.create_index("orders_by_reading", "orders", ["shop", "items_read_at", "order_id"])
