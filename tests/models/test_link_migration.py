"""A mirror of an earlier version keeps its hand links and learns what linking now reads."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from lazdesk.models import database as databases
from lazdesk.models import desk, link_inputs, link_marks, tables
from tests import mirrors

SHOP, ORG = "1", "9"
THEN = datetime(2026, 11, 1, tzinfo=UTC)
OLD_ROWS: dict[str, list[dict[str, object]]] = {
    "products": [{"org": ORG, "id": "1", "title": "Đầm", "digest": "", "raw": {}}],
    "variants": [
        {"id": "10", "barcode": "\u00a0893 \n", "unit_barcodes": ["THUNG ", "LOC", "", "LOC"]},
        {"id": "11", "barcode": None, "unit_barcodes": []},
    ],
    "lazada_products": [
        {"shop": SHOP, "item_id": "5", "name": "Đầm Hoa", "status": "Active", "raw": {}}
    ],
    "skus": [
        {
            "shop": SHOP,
            "sku_id": "50",
            "item_id": "5",
            "seller_sku": " AO-1",
            "variation": "Đỏ",
            "status": "active",
            "quantity": 1,
            "price": 1,
            "warehouses": [],
            "fbl_only": False,
            "seen_at": THEN,
        }
    ],
    "links": [
        {"variant_id": "10", "sku_id": "50", "by_hand": True},
        {"variant_id": "11", "sku_id": "51", "by_hand": False},
    ],
    "problems": [{"code": "DUPLICATE_BARCODE"}, {"code": "MISSING_BARCODE"}],
}
COMMON: dict[str, dict[str, object]] = {
    "variants": {
        "org": ORG,
        "product_id": "1",
        "title": "M",
        "price": 1,
        "tracked": True,
        "oversell": False,
    },
    "links": {
        "shop": SHOP,
        "linked_at": THEN,
        "price_consent": True,
        "quantity_consent": True,
    },
    "problems": {
        "shop": SHOP,
        "kind": "variant",
        "object": "10",
        "title": "",
        "message": "",
        "since": THEN,
        "last_seen": THEN,
        "count": 1,
        "ignored": False,
    },
}


def test_an_older_mirror_is_brought_along(tmp_path: Path, now: datetime) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / databases.FILE_NAME}")
    config = Config()
    config.set_main_option("script_location", databases.MIGRATIONS.as_posix())
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        old = sa.MetaData()
        old.reflect(connection)
        for name, rows in OLD_ROWS.items():
            for row in rows:
                statement = sa.insert(old.tables[name])
                connection.execute(statement, COMMON.get(name, {}) | row)
    engine.dispose()

    database = mirrors.open_database(tmp_path, now)
    with database.read() as connection:
        codes = {row.id: row.code for row in connection.execute(sa.select(tables.variants))}
        assert codes == {"10": "893", "11": ""}
        assert link_inputs.units(connection, ORG, ["10", "11"]) == {"10": ("LOC", "THUNG")}
        (sku,) = connection.execute(sa.select(tables.skus))
        assert (sku.code, sku.search) == ("AO-1", "dam hoa do ao-1")
        hands = link_inputs.hand_links(connection, SHOP, variant_ids=["10", "11"])
        assert [(row.variant_id, row.sku_id) for row in hands] == [("10", "50")]
        assert connection.scalar(sa.select(sa.func.count()).select_from(tables.links)) == 2
        assert [row.code for row in desk.problems(connection, SHOP)] == ["MISSING_BARCODE"]
        assert link_marks.watching(connection) == [], "everything is linked anew once"
    database.close()
