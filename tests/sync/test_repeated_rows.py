"""A page read while the list moved may show a row twice: nothing is lost and nothing breaks."""

from __future__ import annotations

from pathlib import Path

from lazdesk.models import goods
from lazdesk.sandbox.faults import Kind
from tests.sync.levels import assert_level, make_level
from tests.sync.practice import practice


def test_every_list_may_show_a_row_twice(tmp_path: Path) -> None:
    with practice(tmp_path, 60) as shops:
        shops.fault(Kind.REPEATED_ROWS, "*", method="GET", times=None)
        make_level(shops)
        orders = shops.place_orders(3)
        shops.sync()
        for order in orders:
            assert shops.the_order(order).confirmed_at is not None
        with shops.desk.database.read() as connection:
            mirrored = {row.sku_id for row in goods.skus(connection, shops.seller)}
        assert mirrored == {str(sku_id) for sku_id in shops.world.lazada.skus}
        assert_level(shops)


def test_a_customer_whose_creation_was_lost_is_created_after_all(tmp_path: Path) -> None:
    with practice(tmp_path) as shops:
        shops.fault(Kind.RESET_BEFORE, "/com/customers.json", method="POST")
        order = shops.place_order(masked=False)
        shops.sync()
        customer = shops.the_order(order).customer_id
        assert shops.world.haravan.customers[customer or 0].phone == order.buyer.phone
