"""C5: what buyers do while LazDesk reads and writes is not written over."""

from __future__ import annotations

from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.lazada.records import Sku
from tests.sync.levels import (
    STOCK,
    change_stock,
    move_all,
    sent_quantities,
    tracked_deny,
    updates,
    variant_of,
)
from tests.sync.practice import Practice

READ_SKUS = "/products/get"
POLL = "/orders/get"


def polls(shops: Practice, since: int) -> int:
    return len(shops.calls(since, face="lazada", path=POLL))


def values_sent(shops: Practice, sku: Sku, since: int) -> list[int]:
    """What was written to this SKU, one call after the other."""
    id_ = str(sku.sku_id)
    return [values[id_] for _, values in updates(shops)[since:] if id_ in values]


def test_a_sale_after_the_poll_is_not_taken_for_a_number_too_low(level: Practice) -> None:
    """The SKU is read after the orders were asked for, and by then somebody has bought two."""
    tracked_deny(level, 0, available=10)
    level.cycle()
    change_stock(level, 0, 4)
    code = level.sku().seller_sku
    # The first reading of the cycle is of what changed, the second of what is to be written.
    level.hook(
        Point.BEFORE_EFFECT,
        READ_SKUS,
        lambda: level.world.lazada.place_order({code: 2}),
        nth=2,
    )
    before = len(updates(level))
    level.cycle()
    assert values_sent(level, level.sku(), before) == [12]
    assert level.sku().sellable == 12


def test_no_write_needs_no_second_poll(level: Practice) -> None:
    start = len(level.world.calls)
    level.cycle()
    assert polls(level, start) == 1


def test_when_the_second_poll_fails_only_zeros_go_out(level: Practice) -> None:
    tracked_deny(level, 0, available=9)
    tracked_deny(level, 1, available=9)
    level.cycle()
    change_stock(level, 0, -9)
    change_stock(level, 1, 5)
    level.fault(Kind.ERROR_BEFORE, POLL, nth=2, times=None)
    before = len(updates(level))
    level.cycle()
    assert sent_quantities(level, before) == {str(level.sku(0).sku_id): 0}
    assert level.sku(1).sellable == 9


def test_a_long_push_hears_of_orders_between_its_batches(level: Practice) -> None:
    """More changes than one call takes; while the first is answered half a minute goes by and a
    buyer takes two of what the second is about to raise."""
    move_all(level, 7)
    bought: list[tuple[Sku, int]] = []

    def meanwhile() -> None:
        level.world.clock.advance(30)
        written = sent_quantities(level, before)
        sku = next(
            sku
            for number, sku in enumerate(level.world.lazada.skus.values())
            if variant_of(level, number).tracked
            and sku.sellable > 2
            and str(sku.sku_id) not in written
        )
        level.world.lazada.place_order({sku.seller_sku: 2})
        bought.append((sku, sku.sellable))

    level.advance(60)
    before = len(updates(level))
    level.hook(Point.AFTER_EFFECT, STOCK, meanwhile)
    level.cycle()
    assert len(bought) == 1
    sku, left = bought[0]
    assert values_sent(level, sku, before) == [left + 7]
    assert sku.sellable == left + 7


def test_a_sale_right_before_the_write_is_made_good_in_the_same_cycle(level: Practice) -> None:
    """No poll can know of it, and the write puts the two pieces on sale again."""
    tracked_deny(level, 0, available=10)
    level.cycle()
    change_stock(level, 0, 4)
    code = level.sku().seller_sku
    level.hook(Point.BEFORE_EFFECT, STOCK, lambda: level.world.lazada.place_order({code: 2}))
    before = len(updates(level))
    level.cycle()
    assert values_sent(level, level.sku(), before) == [14, 12]
    assert level.sku().sellable == 12
