"""C7: a value that somebody else wrote is shown as such and pushed back; sales are no drift."""

from __future__ import annotations

from typing import Any

from lazdesk.models import desk as desk_rows
from lazdesk.models import drifts, orders
from lazdesk.sync.wanted import ANOTHER_WRITER
from tests.sync.levels import (
    assert_level,
    change_stock,
    sent_quantities,
    set_price,
    tracked_deny,
    updates,
    variant_of,
)
from tests.sync.practice import Practice


def seen(shops: Practice, number: int = 0) -> list[tuple[str, int, int]]:
    """(kind, what it should be, what somebody made it), the newest first."""
    with shops.desk.database.read() as connection:
        rows = drifts.newest(connection, shops.seller, str(shops.sku(number).sku_id), 50)
    return [(row.kind, row.expected, row.found) for row in rows]


def set_on_lazada(shops: Practice, number: int, sellable: int) -> None:
    code = shops.sku(number).seller_sku
    shops.shops.call(lambda world: world.lazada.set_stock(code, sellable))


def at_nine(level: Practice) -> None:
    tracked_deny(level, 0, available=9)
    level.cycle()
    level.advance(300)
    level.cycle()


def test_a_quantity_that_somebody_changed_is_remembered_and_pushed_back(level: Practice) -> None:
    at_nine(level)
    set_on_lazada(level, 0, 77)
    level.advance(60)
    level.cycle()
    assert seen(level) == [("quantity", 9, 77)]
    assert level.sku().sellable == 9
    with level.desk.database.read() as connection:
        (row,) = drifts.newest(connection, level.seller, str(level.sku().sku_id), 5)
    assert abs((row.at - level.world.now()).total_seconds()) < 120
    level.advance(60)
    level.cycle()
    assert len(seen(level)) == 1


def test_a_price_that_somebody_changed_is_remembered_and_pushed_back(level: Practice) -> None:
    sku, price = level.sku(), level.sku().price
    level.shops.call(lambda world: world.lazada.set_price(sku.seller_sku, price - 500))
    level.advance(60)
    level.cycle()
    assert seen(level) == [("price", price, price - 500)]
    assert sku.price == price


def test_sales_and_cancels_explain_themselves(level: Practice) -> None:
    """Sold, unpaid and let go, canceled: Lazada's number moves each time, and nobody wrote it."""
    at_nine(level)
    code = level.sku().seller_sku
    sold = level.place_order({code: 2})
    level.sync()
    unpaid = level.place_order({code: 1}, payment="VNPAY", paid=False)
    level.cycle()
    level.advance(31 * 60)
    level.cycle()
    level.shops.call(lambda world: world.lazada.buyer_cancels(sold.order_id))
    level.advance(120)
    level.sync()
    level.advance(60)
    level.cycle()
    assert unpaid.units
    assert seen(level) == []
    assert_level(level)


def test_a_change_in_haravan_is_no_drift(level: Practice) -> None:
    at_nine(level)
    change_stock(level, 0, 4)
    level.cycle()
    level.advance(60)
    level.cycle()
    assert level.sku().sellable == 13
    assert seen(level) == []


def test_somebody_who_writes_what_the_rule_says_does_no_harm(level: Practice) -> None:
    at_nine(level)
    change_stock(level, 0, 4)
    set_on_lazada(level, 0, 13)
    before = len(updates(level))
    level.cycle()
    assert (seen(level), len(updates(level))) == ([], before)


def test_more_than_sales_explain_is_drift(level: Practice) -> None:
    at_nine(level)
    level.place_order({level.sku().seller_sku: 1})
    set_on_lazada(level, 0, 3)
    level.advance(60)
    level.sync()
    assert seen(level) == [("quantity", 8, 3)]
    assert level.sku().sellable == 8


def contended(level: Practice) -> Practice:
    """Another program keeps the first SKU at 50; an hour's cycles have gone by."""
    at_nine(level)
    sku = level.sku()
    level.shops.call(lambda world: world.lazada.contend(sku.seller_sku, 50))
    set_on_lazada(level, 0, 50)
    for _ in range(8):
        level.advance(120)
        level.cycle()
    return level


def test_another_writer_raises_the_alarm_and_ends_the_push(level: Practice) -> None:
    """More than three flips in an hour: that SKU is left alone, the others go on."""
    contended(level)
    sku_id = str(level.sku().sku_id)
    assert level.problems() == {ANOTHER_WRITER: [sku_id]}
    assert len(seen(level)) == 4
    before = len(updates(level))
    change_stock(level, 0, 5)
    set_price(level, 1, level.sku(1).price + 700)
    price = variant_of(level, 1).price
    outcome = level.cycle()
    assert sku_id not in sent_quantities(level, before)
    assert level.sku(1).price == price
    assert [(c.sku_id, c.held) for c in outcome.held] == [(sku_id, ANOTHER_WRITER)]
    level.advance(3 * 86_400)
    level.cycle()
    assert level.problems() == {ANOTHER_WRITER: [sku_id]}
    assert sku_id not in sent_quantities(level, before)


def test_the_merchant_says_when_the_other_program_is_off(level: Practice) -> None:
    contended(level)
    sku = level.sku()
    level.shops.call(lambda world: world.lazada.contend(sku.seller_sku, None))
    retry(level)
    level.advance(60)
    level.cycle()
    assert sku.sellable == 9
    assert level.problems() == {}


def retry(shops: Practice) -> None:
    """*Thử lại* on every problem."""
    with shops.desk.database.write() as connection:
        rows: list[Any] = desk_rows.problems(connection, shops.seller)
        for row in rows:
            now = shops.clock.now()
            orders.try_again(connection, shops.seller, row.kind, row.object, now)


def test_a_rival_that_is_still_there_raises_it_again(level: Practice) -> None:
    contended(level)
    retry(level)
    assert level.problems() == {}
    for _ in range(8):
        level.advance(120)
        level.cycle()
    assert level.problems() == {ANOTHER_WRITER: [str(level.sku().sku_id)]}
