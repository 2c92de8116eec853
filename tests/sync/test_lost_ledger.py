"""The database was lost: an empty mirror before a Haravan that holds our orders in every state. The
first sync writes nothing there, and the ledger knows again what was booked (D10, D11, I11, I12).
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from lazdesk.models import ledger
from lazdesk.models import orders as order_rows
from lazdesk.models.queries import coming_back
from lazdesk.sandbox.lazada.records import Order
from lazdesk.shop import Desk
from lazdesk.sync import actions
from lazdesk.sync.return_goods import Chosen, NothingToReturnError
from lazdesk.views.orders.source import STATUSES
from tests.sync.parcels import cancel_on_lazada, courier, shipped
from tests.sync.practice import DEADLINE, LAG, Practice, written
from tests.sync.test_late_links import agree, link_late
from tests.sync.test_money import buy, cancel, deliver, id_of, ledger_rows, pay_back, stock
from tests.sync.test_return_goods import press, second_place

# --- every state an order can be in ---------------------------------------------------------------


def canceled(shops: Practice) -> Order:
    order = buy(shops, "VNPAY")
    cancel(shops, order, order.units[1])
    shops.cycle()
    cancel_on_lazada(shops, order)
    return order


def part_canceled(shops: Practice) -> Order:
    order = buy(shops, "VNPAY")
    cancel(shops, order, order.units[1])
    return order


def part_canceled_cod(shops: Practice) -> Order:
    order = buy(shops, "COD", pieces=3)
    cancel(shops, order, order.units[2])
    shops.cycle()
    shipped(shops, order)
    courier(shops, order, "delivers")
    return order


def part_returned(shops: Practice) -> Order:
    order = buy(shops, "COD")
    deliver(shops, order)
    pay_back(shops, order, [order.units[1]], [10_000])
    return order


def returned_to(shops: Practice, **chosen: Any) -> Order:
    order = buy(shops, "VNPAY")
    deliver(shops, order)
    pay_back(shops, order, order.units)
    shops.cycle()
    press(shops, order, **chosen)
    return order


def returned_home(shops: Practice) -> Order:
    return returned_to(shops)


def returned_elsewhere(shops: Practice) -> Order:
    return returned_to(shops, location_id=second_place(shops)[1])


def lost(shops: Practice) -> Order:
    return returned_to(shops, lost=True)


def failed_and_back(shops: Practice) -> Order:
    order = buy(shops, "VNPAY")
    shipped(shops, order)
    courier(shops, order, "fails")
    shops.cycle()
    press(shops, order)
    return order


def linked_late(shops: Practice) -> Order:
    order = link_late(shops)
    agree(shops)
    return order


def linked_late_and_canceled(shops: Practice) -> Order:
    order = linked_late(shops)
    cancel_on_lazada(shops, order)
    return order


def delivered(shops: Practice) -> Order:
    order = buy(shops, "COD")
    deliver(shops, order)
    return order


STATES = (
    *(canceled, part_canceled, part_canceled_cod, part_returned, returned_home),
    *(returned_elsewhere, lost, failed_and_back, linked_late, linked_late_and_canceled, delivered),
)


@pytest.mark.parametrize("state", STATES)
def test_the_first_sync_of_an_empty_mirror_writes_nothing(shops: Practice, state: Any) -> None:
    order = state(shops)
    shops.cycle()
    shops.advance(60)
    shops.cycle()
    before, known = len(shops.world.calls), of_the_ledger(shops, shops.desk, order)
    there = json.dumps(shops.world.haravan.dump()["orders"], sort_keys=True)

    fresh = shops.open_desk("new PC")
    for _ in range(2):
        shops.sync(opened=fresh)
    made = [(c.method, c.path) for c in shops.calls(before, face="haravan") if written(c)]
    assert [call for call in made if "metafields" not in call[1]] == []
    assert json.dumps(shops.world.haravan.dump()["orders"], sort_keys=True) == there
    assert of_the_ledger(shops, fresh, order) == known
    assert lists(shops, fresh) == lists(shops, shops.desk)


@pytest.mark.parametrize("state", [canceled, returned_home, returned_elsewhere, lost])
def test_what_is_back_is_not_brought_back_again(shops: Practice, state: Any) -> None:
    """The merchant presses the button before the new mirror, for all there was."""
    order = state(shops)
    shops.cycle()
    fresh = shops.open_desk("new PC")
    shops.sync(opened=fresh)
    before = len(shops.world.haravan.adjustments), stock(shops, 0), stock(shops, 1)
    session = shops.session(fresh)
    quantities = {unit.sku.seller_sku: 1 for unit in order.units}
    for chosen in (Chosen(), Chosen(quantities), Chosen(quantities, second_place(shops)[1])):
        with pytest.raises(NothingToReturnError):
            actions.click_return_goods(session, str(order.order_id), chosen)
    assert (len(shops.world.haravan.adjustments), stock(shops, 0), stock(shops, 1)) == before


def test_a_click_that_was_lost_with_the_database_is_finished_by_the_next_one(
    shops: Practice,
) -> None:
    """The goods had left the order for another location, and no voucher had brought them there."""
    place, location_id = second_place(shops)
    order = returned_elsewhere(shops)
    haravan = shops.world.haravan
    shops.shops.call(lambda _: haravan.adjustments.clear())
    fresh = shops.open_desk("new PC")
    shops.sync(opened=fresh)
    session = shops.session(fresh)
    clicked = actions.click_return_goods(
        session, str(order.order_id), Chosen(location_id=location_id)
    )
    actions.see_through(session, [clicked])
    (voucher,) = haravan.adjustments
    assert (voucher.location_id, len(voucher.lines)) == (haravan.place_ids[place], 2)
    assert [line.quantity for line in voucher.lines] == [1, 1]


def test_what_was_taken_late_comes_back_with_a_later_cancel(shops: Practice) -> None:
    order = linked_late(shops)
    before = stock(shops, 1)
    fresh = shops.open_desk("new PC")
    shops.sync(opened=fresh)
    cancel_on_lazada(shops, order)
    later(shops, fresh)
    assert stock(shops, 1) == before + 2


def test_what_lazada_canceled_while_the_database_was_lost_is_canceled_in_haravan(
    shops: Practice,
) -> None:
    order = buy(shops, "VNPAY")
    before = stock(shops, 0), stock(shops, 1)
    cancel_on_lazada(shops, order)
    fresh = shops.open_desk("new PC")
    shops.sync(opened=fresh)
    later(shops, fresh)
    (standing,) = shops.haravan_orders(order)
    assert standing.cancelled_at is not None
    assert standing.given_back == standing.captured
    assert (stock(shops, 0), stock(shops, 1)) == (before[0] + 1, before[1] + 1)


def test_a_ledger_from_a_backup_learns_what_was_booked_since(shops: Practice) -> None:
    """The import is known, what was booked after the backup is not."""
    order = returned_home(shops)
    shops.cycle()
    before = ledger_rows(shops, order)
    with shops.desk.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM effects")
        connection.exec_driver_sql("DELETE FROM restocks")
        order_rows.change_order(connection, shops.seller, str(order.order_id), stale=True)
    since = len(shops.world.calls)
    shops.cycle()
    assert [c.path for c in shops.calls(since, face="haravan") if written(c)] == []
    assert ledger_rows(shops, order) == before


# --- helpers --------------------------------------------------------------------------------------


def later(shops: Practice, desk: Desk) -> None:
    """After so long that no booking of an earlier database is under way any more."""
    for _ in range(4):
        shops.cycle(opened=desk)
        shops.advance(DEADLINE + LAG)


def of_the_ledger(shops: Practice, desk: Desk, order: Order) -> tuple[Any, Any]:
    """Which goods went where and why, and what held, without its lost calls and parcels."""
    with desk.database.read() as connection:
        back = ledger.restocks(connection, shops.seller, list(map(id_of, order.units)))
        held = ledger.effects(connection, shops.seller, str(order.order_id), ledger.HELD)
    words = {"fulfil", "capture"}
    return (
        {unit_id: (row.cause, row.location_id) for unit_id, row in back.items()},
        sorted(row.key for row in held if row.key.partition(":")[0] not in words),
    )


def lists(shops: Practice, desk: Desk) -> tuple[list[str], list[str]]:
    """The two work lists of goods that are away, and the tasks."""
    with desk.database.read() as connection:
        return (
            list(connection.scalars(coming_back.refunded(shops.seller, STATUSES).distinct())),
            list(connection.scalars(coming_back.on_the_way(shops.seller, STATUSES).distinct())),
        )
