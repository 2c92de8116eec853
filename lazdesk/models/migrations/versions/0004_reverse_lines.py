"""Lazada's reverse lines, what an effect is to be noted as, what a click was given."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "reverse_lines",
        sa.Column("shop", sa.String(), nullable=False),
        sa.Column("line_id", sa.String(), nullable=False),
        sa.Column("reverse_order_id", sa.String(), nullable=False),
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("order_item_id", sa.String(), nullable=False),
        sa.Column("request_type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("needs_refund", sa.Boolean(), nullable=False),
        sa.Column("modified_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("shop", "line_id"),
    )
    op.create_index("reverse_lines_by_order", "reverse_lines", ["shop", "order_id"])
    for table, column in (("effects", "details"), ("actions", "arguments")):
        op.add_column(table, sa.Column(column, sa.JSON(), nullable=False, server_default="{}"))
    op.create_index("effects_by_order", "effects", ["shop", "order_id"])
