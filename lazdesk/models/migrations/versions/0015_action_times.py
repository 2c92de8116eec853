"""Actions know their place among the clicks, when they were sent, when to look again, and when they
are too late (E2, E5)."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("actions", sa.Column("number", sa.Integer, nullable=False, server_default="0"))
    for column in ("sent_at", "next_at", "expires_at"):
        op.add_column("actions", sa.Column(column, sa.DateTime()))
    op.create_index("actions_by_number", "actions", ["shop", "number"])
    is_open = sa.text("effect_key IS NOT NULL")
    op.create_index(
        "actions_open",
        "actions",
        ["shop", "number"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
