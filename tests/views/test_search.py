"""Search keys: written with every row, and given to the rows of an older mirror (G1)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from lazdesk.models import database as databases
from lazdesk.models.queries import order_list, product_list
from lazdesk.models.queries.listing import Listing, Scope
from tests import mirrors
from tests.views import synthetic
from tests.views.synthetic import NOW, ORG, SHOP

SCOPE = Scope(SHOP, ORG)
OLD_ROWS = (
    (
        "INSERT INTO products (org, id, title, digest, raw) VALUES (:org, '1', :title, '', '{}')",
        {"org": ORG, "title": "Đầm  Hoa Nhí"},
    ),
    (
        "INSERT INTO variants (org, id, product_id, title, barcode, price, tracked, oversell,"
        " unit_barcodes) VALUES (:org, '2', '1', :title, '8936', 1000, 1, 0, '[]')",
        {"org": ORG, "title": "Đỏ / M"},
    ),
    (
        "INSERT INTO orders (shop, order_id, order_number, created_at, updated_at, payment_method,"
        " shipping_fee, voucher_seller, voucher_platform, buyer, word, digest, stale, raw) VALUES"
        " (:shop, '3', '414', :at, :at, 'COD', 0, 0, 0, :buyer, 'pending', '', 0, '{}')",
        {"shop": SHOP, "at": "2026-11-24 07:00:00", "buyer": '{"name": "Đặng Văn Ước"}'},
    ),
)


def old_mirror(folder: Path) -> None:
    """A file as the first version left it."""
    folder.mkdir()
    engine = sa.create_engine(f"sqlite:///{folder / databases.FILE_NAME}")
    config = Config()
    config.set_main_option("script_location", databases.MIGRATIONS.as_posix())
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement, values in OLD_ROWS:
            connection.execute(sa.text(statement), values)
    engine.dispose()


def found(module: Any, folder: Path, *words: str) -> list[str]:
    database = mirrors.open_database(folder, NOW)
    with database.read() as connection:
        ids: list[str] = module.ids(connection, SCOPE, Listing(words=words))
    database.close()
    return ids


def test_rows_of_an_older_mirror_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    old_mirror(folder)
    assert found(product_list, folder, "dam", "hoa nhi", "do") == ["2"]
    assert found(product_list, folder, "8936") == ["2"]
    assert found(product_list, folder, "xanh") == []
    assert found(order_list, folder, "dang", "uoc") == ["3"]
    assert found(order_list, folder, "414") == ["3"]


def test_a_search_for_signs_finds_signs_only(tmp_path: Path) -> None:
    """What LIKE reads as a pattern is looked for as it is."""
    folder = tmp_path / "old"
    old_mirror(folder)
    assert found(product_list, folder, "%") == []
    assert found(product_list, folder, "d_m") == []
    assert found(product_list, folder, "/") == ["2"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("words", [("893",), ("893", "dang"), ("8930000000007",), ("3000000000",)])
def test_the_first_orders_found_are_those_of_the_whole_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], descending: bool
) -> None:
    """Whether they are among those looked at first or not."""
    monkeypatch.setattr(order_list, "LOOKED_AT_FIRST", 20)
    database = synthetic.mirror(tmp_path / "mirror", 0, 100)
    listing = Listing(words=words, sort="created_at", descending=descending)
    with database.read() as connection:
        whole = order_list.ids(connection, SCOPE, listing)
        for most in (1, 10, 30):
            first = order_list.ids(connection, SCOPE, replace(listing, most=most))
            assert first == whole[:most]
    database.close()
    assert whole
