"""E2, C7: the stock that Lazada sets to 0 for a cancel is known, explained and restored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lazdesk.models import drifts, goods
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sync.actions import CONFIRMED
from tests.sync.cancels import (
    DELAY,
    OUT_OF_STOCK,
    WRONG_PRICE,
    press,
)
from tests.sync.levels import assert_level, make_level, tracked_deny
from tests.sync.practice import Practice, practice


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({}, OUT_OF_STOCK),
        ({}, WRONG_PRICE),
        ({"zeroing_touches_product": False}, OUT_OF_STOCK),
        ({"zeroes_after_seconds": 90}, WRONG_PRICE),
        ({"zeroes_after_seconds": 90, "zeroing_touches_product": False}, OUT_OF_STOCK),
        # Nothing else would have the SKU read again.
        ({"zeroes_after_seconds": 90, "zeroing_touches_product": False}, WRONG_PRICE),
        ({"zeroes_stock": False}, OUT_OF_STOCK),
    ],
)
def test_e2_the_next_push_restores_what_lazada_zeroed(
    tmp_path: Path, options: dict[str, Any], reason: str
) -> None:
    """Whether and when it does is undocumented (lazada.md §8.1); nobody else wrote it (C7)."""
    with practice(tmp_path, products=12, lazada=LazadaOptions(**options)) as shops:
        shops.cycle()
        shops.publish_all()
        make_level(shops)
        tracked_deny(shops, 0, available=9)
        order = shops.place_order({shops.sku().seller_sku: 2})
        shops.sync()
        assert_level(shops)
        shops.advance(1800)  # what was pushed is no news any more: another product is
        other = shops.sku(5).item
        shops.shops.call(lambda world: setattr(other, "updated_at", world.now()))
        shops.cycle()
        (result,) = press(shops, order, reason=reason)
        assert result.result == CONFIRMED
        for _ in range(3):
            shops.advance(60)
            shops.cycle()
        restocked = reason == WRONG_PRICE
        assert shops.sku().sellable == (9 if restocked else 7)
        assert_level(shops)
        with shops.desk.database.read() as connection:
            assert drifts.newest(connection, shops.seller, str(shops.sku().sku_id), 5) == []


def test_the_mirror_knows_at_once_that_lazada_holds_none(level: Practice) -> None:
    tracked_deny(level, 0, available=9)
    order = level.place_order({level.sku().seller_sku: 2})
    level.sync()
    press(level, order, reason=OUT_OF_STOCK)
    assert level.sku().sellable == 0
    with level.desk.database.read() as connection:
        rows = goods.skus(connection, level.seller)
    assert [row.quantity for row in rows if row.sku_id == str(level.sku().sku_id)] == [0]


def test_a_zero_that_no_cancel_explains_is_still_drift(level: Practice) -> None:
    tracked_deny(level, 0, available=9)
    order = level.place_order({level.sku().seller_sku: 2})
    level.sync()
    press(level, order, reason=DELAY)
    code = level.sku().seller_sku
    level.shops.call(lambda world: world.lazada.set_stock(code, 0))
    level.advance(60)
    level.cycle()
    with level.desk.database.read() as connection:
        found = drifts.newest(connection, level.seller, str(level.sku().sku_id), 5)
    assert [(row.kind, row.found) for row in found] == [("quantity", 0)]
