"""When each order must be on its way, for the order list."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("orders", sa.Column("ship_by", sa.DateTime()))
    op.get_bind().execute(
        sa.text(
            "UPDATE orders SET ship_by = ("
            " SELECT min(strftime('%Y-%m-%d %H:%M:%S.000000',"
            " json_extract(i.raw, '$.sla_time_stamp'))) FROM order_items AS i"
            " WHERE i.shop = orders.shop AND i.order_id = orders.order_id"
            " AND i.status NOT IN ('canceled', 'cancelled'))"
        )
    )
    op.create_index("orders_by_deadline", "orders", ["shop", "word", "ship_by", "order_id"])
