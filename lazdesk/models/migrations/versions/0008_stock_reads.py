"""What was touched since its stock was read."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("variants", sa.Column("stock_touched_at", sa.DateTime(), nullable=True))
