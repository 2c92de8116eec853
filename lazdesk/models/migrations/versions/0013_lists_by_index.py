"""The window's lists, counts and searches are answered by indexes, without touching the rows."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_index(
        "order_items_by_order", "order_items", ["shop", "order_id", "sku", "tracking_code"]
    )
    op.create_index("orders_by_number", "orders", ["shop", "order_number", "order_id"])
    op.create_index("link_states_by_state", "link_states", ["shop", "state", "variant_id"])
    op.create_index("imports_by_state", "imports", ["shop", "state", "order_id"])
