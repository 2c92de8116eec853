"""C12: of several Lazada warehouses LazDesk writes the one that the merchant picked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lazdesk.errands import settings
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sync.wanted import PREVIEW
from lazdesk.sync.warehouses import MULTI_WAREHOUSE
from lazdesk.views import wishes
from tests.sync.levels import change_stock, tracked_deny, updates
from tests.sync.practice import Practice, practice

FIRST, SECOND = "dropshipping", "kho-2"


@pytest.fixture
def several(tmp_path: Path) -> Iterator[Practice]:
    """A seller with two warehouses, nothing picked."""
    options = LazadaOptions(warehouses=(FIRST, SECOND))
    with practice(tmp_path, 3, lazada=options) as shops:
        shops.cycle()
        shops.publish_all()
        shops.settings(push_quantity="on")
        tracked_deny(shops, 0, available=9)
        yield shops


def held_in(shops: Practice, code: str) -> int:
    return shops.sku().buckets[code].sellable


def put_in(shops: Practice, code: str, pieces: int) -> None:
    seller_sku = shops.sku().seller_sku
    shops.shops.call(lambda world: world.lazada.set_stock(seller_sku, pieces, code))


@pytest.mark.parametrize("second_stocked", [True, False])
def test_quantity_stays_off_with_one_problem_until_a_warehouse_is_picked(
    several: Practice, second_stocked: bool
) -> None:
    """Whether or not the second warehouse holds any of the SKU: an empty one does not show."""
    if second_stocked:
        put_in(several, SECOND, 3)
    outcome = several.cycle(consent=True)
    assert {change.held for change in outcome.held} == {MULTI_WAREHOUSE}
    assert updates(several) == []
    assert several.problems() == {MULTI_WAREHOUSE: [several.seller]}


@pytest.mark.parametrize("picked", [FIRST, SECOND])
def test_only_the_picked_warehouse_is_written(several: Practice, picked: str) -> None:
    """`seen` is what that one can sell, so that it is level once that one holds the number."""
    other = SECOND if picked == FIRST else FIRST
    put_in(several, picked, 2)
    put_in(several, other, 44)
    several.settings(stock_lazada_warehouse=picked)
    several.cycle(consent=True)
    assert (held_in(several, picked), held_in(several, other)) == (9, 44)
    before = len(updates(several))
    outcome = several.cycle()
    assert outcome.held == []
    assert updates(several)[before:] == []
    assert several.problems() == {}


def test_a_pick_of_the_same_name_in_other_letters_is_the_same(several: Practice) -> None:
    several.settings(stock_lazada_warehouse="KHO-2")
    several.cycle(consent=True)
    assert held_in(several, SECOND) == 9


def test_a_warehouse_that_disappears_asks_again(several: Practice) -> None:
    several.settings(stock_lazada_warehouse=SECOND)
    several.cycle(consent=True)
    assert several.problems() == {}
    several.world.options.lazada.warehouses = (FIRST, "kho-3")
    change_stock(several, 0, -2)
    several.advance(3601)  # the list is read every hour
    before = len(updates(several))
    outcome = several.cycle(consent=True)
    assert {change.held for change in outcome.held} == {MULTI_WAREHOUSE}
    assert updates(several)[before:] == []
    assert several.problems() == {MULTI_WAREHOUSE: [several.seller]}


def test_a_second_warehouse_that_appears_asks(tmp_path: Path) -> None:
    options = LazadaOptions(warehouses=(FIRST,))
    with practice(tmp_path, 3, lazada=options) as shops:
        shops.cycle()
        shops.publish_all()
        shops.settings(push_quantity="on")
        shops.cycle(consent=True)
        assert shops.problems() == {}
        shops.world.options.lazada.warehouses = (FIRST, SECOND)
        shops.advance(3601)
        shops.cycle()
        assert shops.problems() == {MULTI_WAREHOUSE: [shops.seller]}


def test_another_warehouse_is_previewed_before_it_is_written(several: Practice) -> None:
    """C1: the consent was to the first one; the preview names what the new one holds."""
    several.settings(stock_lazada_warehouse=FIRST)
    several.cycle(consent=True)
    put_in(several, SECOND, 2)
    several.cycle()
    pick(several, SECOND)
    before = len(updates(several))
    outcome = several.cycle()
    first = next(c for c in outcome.held if c.sku_id == str(several.sku().sku_id))
    assert (first.now, first.wanted, first.held) == (2, 9, PREVIEW)
    assert updates(several)[before:] == []
    several.cycle(consent=True)
    assert (held_in(several, FIRST), held_in(several, SECOND)) == (9, 9)


def pick(shops: Practice, code: str) -> None:
    """As the window does it."""
    wish = wishes.SetSettings(shops.seller, (("stock.lazada_warehouse", code),))
    assert list(settings.set_settings(shops.desk, wish, "vi"))
