"""What platforms said of orders stays without the buyer: he is in ``buyer`` only (G3)."""

import json
import re

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

OWNED = re.compile(
    r"(?i)^(customer.*|buyer_note|delivery_info|gift_message|remarks|email|phone|contact_email|note"
    r"|national_registration_number|tax_code|tax_info.*|client_details|browser_ip|user_id_client"
    r"|(address_)?(billing|shipping)(_address)?|address_(billing|shipping))$"
)


def upgrade() -> None:
    for table, key in (("orders", ("shop", "order_id")), ("haravan_orders", ("org", "id"))):
        _clean(table, key)


def _clean(table: str, key: tuple[str, str]) -> None:
    here = " AND ".join(f"{name} = :{name}" for name in key)
    listed = ", ".join(key)
    ids = op.get_bind().execute(sa.text(f"SELECT {listed} FROM {table}")).all()  # noqa: S608
    read = sa.text(f"SELECT raw FROM {table} WHERE {here}")  # noqa: S608
    write = sa.text(f"UPDATE {table} SET raw = :raw WHERE {here}")  # noqa: S608
    for row in ids:
        of_row = dict(zip(key, row, strict=True))
        raw = json.loads(op.get_bind().execute(read, of_row).scalar_one())
        op.get_bind().execute(write, {**of_row, "raw": json.dumps(_without_buyer(raw))})


def _without_buyer(answer: object) -> object:
    """As rules.privacy was when this migration was written."""
    if isinstance(answer, dict):
        return {k: _without_buyer(v) for k, v in answer.items() if not OWNED.match(k)}
    if isinstance(answer, list):
        return [_without_buyer(value) for value in answer]
    return answer
