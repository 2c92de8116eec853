"""Problems that are over are kept apart; one that is ignored says why, a refusal its request."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("problems", sa.Column("reason", sa.Text()))
    for name in ("platform_code", "request_id"):
        op.add_column("problems", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.create_table(
        "solved_problems",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("shop", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("object", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("solved_at", sa.DateTime(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("platform_code", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.UniqueConstraint("shop", "code", "kind", "object"),
    )
