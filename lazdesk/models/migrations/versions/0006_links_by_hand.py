"""Codes as they are compared, the merchant's own links, and what must be linked anew."""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

BATCH = 5000
# Problems of linking are written anew, under the code they dispute.
SHARED = ("DUPLICATE_BARCODE", "DUPLICATE_SELLER_SKU", "UNIT_BARCODE", "TAKEN_BY_HAND")


def upgrade() -> None:
    _add_tables()
    for table, owner, id_, text in (
        ("variants", "org", "id", "barcode"),
        ("skus", "shop", "sku_id", "seller_sku"),
    ):
        op.add_column(table, sa.Column("code", sa.String(), nullable=False, server_default=""))
        _fill_codes(table, owner, id_, text)
        op.create_index(f"{table}_by_code", table, [owner, "code"])
    _move_units()
    _run(
        "INSERT INTO hand_links (shop, variant_id, sku_id, made_at)"
        " SELECT shop, variant_id, sku_id, linked_at FROM links WHERE by_hand"
    )
    for code in SHARED:
        _run("DELETE FROM problems WHERE code = :code", [{"code": code}])


def _add_tables() -> None:
    def key(name: str) -> sa.Column[str]:
        return sa.Column(name, sa.String(), primary_key=True)

    op.create_table("variant_units", key("org"), key("variant_id"), key("code"))
    op.create_index("variant_units_by_code", "variant_units", ["org", "code"])
    op.create_table(
        "hand_links",
        key("shop"),
        key("variant_id"),
        sa.Column("sku_id", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("shop", "sku_id"),
    )
    op.create_table(
        "parted_pairs",
        key("shop"),
        key("variant_id"),
        key("sku_id"),
        sa.Column("parted_at", sa.DateTime(), nullable=False),
    )
    op.create_table("unanswered_skus", key("shop"), key("sku_id"))
    op.create_table("link_marks", key("shop"), key("kind"), key("value"))


def _fill_codes(table: str, owner: str, id_: str, text: str) -> None:
    """As rules.linking.code was when this migration was written."""
    rows = op.get_bind().execute(
        sa.text(f"SELECT {owner}, {id_}, {text} FROM {table} WHERE {text} IS NOT NULL")  # noqa: S608
    )
    _run(
        f"UPDATE {table} SET code = :code WHERE {owner} = :owner AND {id_} = :id",  # noqa: S608
        [{"owner": row[0], "id": row[1], "code": row[2].strip()} for row in rows],
    )


def _move_units() -> None:
    rows = op.get_bind().execute(
        sa.text("SELECT org, id, unit_barcodes FROM variants WHERE unit_barcodes != '[]'")
    )
    _run(
        "INSERT INTO variant_units (org, variant_id, code) VALUES (:org, :variant_id, :code)",
        [
            {"org": row[0], "variant_id": row[1], "code": code}
            for row in rows
            for code in sorted({text.strip() for text in json.loads(row[2])} - {""})
        ],
    )
    op.drop_column("variants", "unit_barcodes")


def _run(statement: str, values: Iterable[dict[str, Any]] | None = None) -> None:
    if values is None:
        op.get_bind().execute(sa.text(statement))
        return
    rows = list(values)
    for start in range(0, len(rows), BATCH):
        op.get_bind().execute(sa.text(statement), rows[start : start + BATCH])
