"""What every cycle counts, and the lists by deadline and of what has no stock, go through an index
alone."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    standing = sa.text("cancelled_at IS NULL")
    op.create_index(
        "haravan_orders_standing",
        "haravan_orders",
        ["org", "ref"],
        sqlite_where=standing,
        postgresql_where=standing,
    )
    op.create_index("orders_by_ship_by", "orders", ["shop", "ship_by", "order_id"])
    op.drop_index("variants_by_tracked", "variants")
    op.create_index("variants_by_tracked", "variants", ["org", "tracked", "search", "id"])
