"""When a shop's access was last consented to, and what another Lazada channel's orders carry."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("shops", sa.Column("consented_at", sa.DateTime()))
    op.execute("UPDATE shops SET consented_at = connected_at")
    op.add_column("haravan_orders", sa.Column("foreign_numbers", sa.Text()))
    carried = sa.text("foreign_numbers IS NOT NULL")
    op.create_index(
        "haravan_orders_foreign",
        "haravan_orders",
        ["org", "foreign_numbers"],
        sqlite_where=carried,
        postgresql_where=carried,
    )
    # What is in the mirror already is read again, and then looked at with the same eyes.
    op.execute("UPDATE haravan_orders SET updated_at = NULL WHERE ref IS NULL")
