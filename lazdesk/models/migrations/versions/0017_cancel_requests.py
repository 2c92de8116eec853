"""Buyers' cancel requests and returns that wait for an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column(
        "order_items",
        sa.Column("cancel_asked", sa.Boolean(), nullable=False, server_default="0"),
    )
    op.add_column("order_items", sa.Column("cancel_until", sa.DateTime()))
    op.add_column("order_items", sa.Column("reverse_order_id", sa.String()))
    op.add_column(
        "reverse_lines",
        sa.Column("to_merchant", sa.Boolean(), nullable=False, server_default="1"),
    )
    op.add_column(
        "reverse_lines", sa.Column("reason", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("reverse_lines", sa.Column("answer_by", sa.DateTime()))
    op.create_index("reverse_lines_by_status", "reverse_lines", ["shop", "status"])
    # Requests that wait already are read anew: the mirror did not keep who must answer till when.
    op.execute("UPDATE order_items SET raw = '{}' WHERE cancel_pending")
