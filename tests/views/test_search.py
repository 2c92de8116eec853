"""Search keys: written with every row, and given to the rows of an older mirror (G1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from lazdesk.models import database as databases
from lazdesk.models import tables
from lazdesk.models.database import Database
from lazdesk.models.queries import order_list, product_list
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.views.orders.source import OrderSource
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
    assert found(OrderSource, folder, "dang", "uoc") == ["3"]
    assert found(OrderSource, folder, "414") == ["3"]


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
        whole = OrderSource.ids(connection, SCOPE, listing)
        for most in (1, 10, 30):
            first = OrderSource.ids(connection, SCOPE, replace(listing, most=most))
            assert first == whole[:most]
    database.close()
    assert whole


@pytest.fixture(scope="module")
def goods(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A few variants of every state; some that linking has not come to yet."""
    database = synthetic.mirror(tmp_path_factory.mktemp("goods"), 120, 0)
    states = tables.link_states
    with database.write() as connection:
        connection.execute(sa.delete(states).where(states.c.variant_id.in_(["900003", "900100"])))
    yield database
    database.close()


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", sorted(product_list.LED))
@pytest.mark.parametrize(
    ("group", "words"), [("all", ("quan",)), *((group, ()) for group in product_list.GROUPS)]
)
def test_the_first_products_by_a_value_are_those_of_the_whole_list(
    goods: Database,
    monkeypatch: pytest.MonkeyPatch,
    sort: str,
    descending: bool,
    group: str,
    words: tuple[str, ...],
) -> None:
    """Whether they are among those looked at first or not; without a value they come last."""
    monkeypatch.setattr(product_list, "LOOKED_AT_FIRST", 20)
    listing = Listing(group, words, sort, descending)
    with goods.read() as connection:
        whole = product_list.ids(connection, SCOPE, listing)
        for most in (1, 10, 30):
            first = product_list.ids(connection, SCOPE, replace(listing, most=most))
            assert first == whole[:most]
        rows = product_list.rows(connection, SCOPE, whole)
        every = product_list.ids(connection, SCOPE, replace(listing, sort=""))
    assert sorted(whole) == sorted(every)
    if sort != "state":
        values = [getattr(rows[id_], sort) for id_ in whole]
        known = [value for value in values if value is not None]
        assert known == sorted(known, reverse=descending)
        assert values[: len(known)] == known


@pytest.mark.parametrize("few", [5, 500])
def test_what_is_unpublished_is_found_whether_it_is_little_or_much(
    goods: Database, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(product_list, "FEW", few)
    with goods.read() as connection:
        found = product_list.ids(connection, SCOPE, Listing("unpublished"))
        first = product_list.ids(connection, SCOPE, Listing("unpublished", most=5))
        rows = product_list.rows(connection, SCOPE, found)
        count = product_list.counts(connection, SCOPE)["unpublished"]
    # Two have no state yet; of the states every sixth is this one.
    assert {"900003", "900100"} <= set(found)
    assert len(found) == count == len({n for n in range(120) if n % 6 == 3} | {3, 100})
    assert first == found[:5]
    assert {row.state for row in rows.values()} == {"unpublished"}


def test_an_order_is_found_by_what_its_codes_begin_with(tmp_path: Path) -> None:
    """Whatever their case; not by what is in their middle."""
    database = synthetic.mirror(tmp_path / "mirror", 0, 20)
    units = tables.order_items
    with database.write() as connection:
        order_id = connection.scalar(sa.select(units.c.order_id).limit(1))
        connection.execute(
            sa.update(units)
            .where(units.c.order_id == order_id)
            .values(tracking_code="SPXVN07z", sku="AO-9X")
        )
    with database.read() as connection:
        for words in (("spxvn07",), ("spxvn07z",), ("ao-9",), ("ao-9x", "spxvn0")):
            for most in (None, 1):
                found = OrderSource.ids(connection, SCOPE, Listing(words=words, most=most))
                assert found == [order_id]
        for words in (("vn07z",), ("spxvn08",), ("-9x",)):
            assert OrderSource.ids(connection, SCOPE, Listing(words=words)) == []
    database.close()
