"""A list of 100,000 rows: shown whole, read by the screen, found in, changed under the hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from pytestqt.qtbot import QtBot

from lazdesk.models import tables
from lazdesk.models.database import Database
from lazdesk.models.queries import product_list
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.models.queries.product_list import ProductRow
from lazdesk.views.lists.cells import Column
from lazdesk.views.lists.paged_model import BLOCK, FIRST, PagedModel
from lazdesk.views.lists.paged_table import PagedTable
from tests.views import synthetic

ROWS = 100_000
SCOPE = Scope(synthetic.SHOP, synthetic.ORG)


class Products:
    """The product list, counting what is read of it."""

    def __init__(self) -> None:
        self.read = 0

    def ids(self, connection: Any, scope: Scope, listing: Listing) -> list[str]:
        return product_list.ids(connection, scope, listing)

    def rows(self, connection: Any, scope: Scope, ids: Sequence[str]) -> dict[str, ProductRow]:
        self.read += len(ids)
        return product_list.rows(connection, scope, ids)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = synthetic.mirror(
        tmp_path_factory.mktemp("mirror"), ROWS, 0, (tables.products, tables.variants)
    )
    yield database
    database.close()


def test_a_hundred_thousand_rows(qtbot: QtBot, database: Database) -> None:
    source = Products()
    columns = [Column("title", "Sản phẩm", lambda row: row.title, 300, "title")]
    model = PagedModel(source, columns, tickable=True)
    table = PagedTable("test", model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(600, 500)
    model.set_database(database, SCOPE)
    table.show()
    with qtbot.waitSignal(model.listed):
        model.refresh()
    # The first rows are there long before the last ones.
    assert model.rowCount() == FIRST
    qtbot.waitUntil(lambda: model.whole)
    assert model.rowCount() == ROWS

    # A look at the first, the middle and the last rows reads these and their neighbours.
    for row in (0, ROWS // 2, ROWS - 1):
        table.scrollTo(model.index(row, 0))
        table.grab()
        qtbot.waitUntil(model.is_complete)
    assert source.read <= 8 * BLOCK

    # What changes in view is told for its row alone, though the list was read again.
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    last = model.id_at(ROWS - 1) or ""
    with database.write() as connection:
        variants = tables.variants
        connection.execute(
            sa.update(variants).where(variants.c.id == last).values(title="Cam / XL")
        )
    with qtbot.waitSignal(model.listed):
        model.refresh()
    assert (told, resets) == ([(ROWS - 1, ROWS - 1)], [])
    assert model.data(model.index(ROWS - 1, 0)).endswith("Cam / XL")

    # A word finds what it should, whatever its case and marks.
    with qtbot.waitSignal(model.listed):
        model.show_listing(Listing(words=("dam", "hoa", "100")))
    qtbot.waitUntil(lambda: model.whole)
    found = model.rowCount()
    assert 0 < found < ROWS // 100
    titles = [row.title for row in map(model.row_at, range(found)) if row is not None]
    assert len(titles) == found
    assert all("Đầm hoa" in title for title in titles)
