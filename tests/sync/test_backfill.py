"""D1: "Nhập đơn từ ngày" up to 90 days back with progress, and "lấy lại đơn này" for one order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lazdesk.platforms.errors import Refused
from lazdesk.rules.order import VIETNAM
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import cycle, events, take_again
from tests.sync.parcels import cancel_on_lazada, courier, show
from tests.sync.practice import CREATE, START, Practice
from tests.sync.test_money import pay_back


def old_orders(shops: Practice) -> dict[str, Order]:
    """Orders of 89 days ago with all their lives behind them, none of them imported."""
    shops.settings(**{"orders_import_from": (START + timedelta(days=89)).date().isoformat()})
    found = {
        name: shops.place_order({shops.sku().seller_sku: 2}, payment=payment, oversell=True)
        for name, payment in (
            ("delivered", "COD"),
            ("returned", "VNPAY"),
            ("failed", "COD"),
            ("canceled", "VNPAY"),
        )
    }
    for name in ("delivered", "returned", "failed"):
        show(shops, found[name], "shipped")
    courier(shops, found["delivered"], "delivers")
    courier(shops, found["returned"], "delivers")
    courier(shops, found["failed"], "fails")
    pay_back(shops, found["returned"], found["returned"].units)
    cancel_on_lazada(shops, found["canceled"])
    shops.sync()
    shops.advance(89 * 86_400)
    shops.sync()
    assert shops.haravan_orders() == []
    return found


def test_an_earlier_day_brings_old_orders_in_with_what_became_of_them(shops: Practice) -> None:
    found = old_orders(shops)
    shops.settings(orders_import_from=START.astimezone(VIETNAM).date().isoformat())
    shops.desk.reach_back(shops.seller)
    heard: list[events.Event] = []
    shops.desk.report = heard.append
    shops.sync()
    delivered, returned = (shops.the_order(found[name]) for name in ("delivered", "returned"))
    failed = shops.the_order(found["failed"])
    assert delivered.captured == delivered.total
    assert returned.given_back == returned.captured == returned.total
    assert (failed.captured, failed.cancelled_at) == (0, None)
    assert shops.haravan_orders(found["canceled"]) == []
    steps = [e for e in heard if isinstance(e, events.Progress) and e.step == "lazada_orders"]
    assert [(step.done, step.total) for step in steps if step.total] == [(4, 4)]


def test_a_desk_from_before_the_returns_were_read_reads_them_again(shops: Practice) -> None:
    found = old_orders(shops)
    shops.settings(orders_import_from=START.astimezone(VIETNAM).date().isoformat())
    shops.desk.reach_back(shops.seller)
    before = len(shops.world.calls)
    shops.sync()
    (call, *_) = shops.calls(before, path="/reverse/getreverseordersforseller")
    since = int(call.params["ReverseOrderLineModifiedTimeRangeStart"]) / 1000
    assert since <= found["returned"].created_at.timestamp()


def test_one_order_is_taken_again(shops: Practice) -> None:
    """Known or not, and whether or not its time moved (lazada.md §14.5)."""
    order = shops.place_order()
    assert take_again.take_again(shops.session(), str(order.order_id)) is None
    copy = shops.the_order(order)
    assert copy.confirmed_at is not None
    for unit in order.units:
        unit.status = "shipped"  # without a word in the order's own times
    take_again.take_again(shops.session(), str(order.order_id))
    assert [parcel.carrier_status for parcel in copy.fulfillments] == ["delivering"]
    assert len(shops.haravan_orders(order)) == 1


def test_an_order_that_haravan_refused_is_posted_again(shops: Practice) -> None:
    order = shops.place_order()
    shops.fault(Kind.REFUSED, CREATE, method="POST", message="Không")
    cycle.run_cycle(shops.session())
    assert shops.haravan_orders(order) == []
    take_again.take_again(shops.session(), str(order.order_id))
    assert len(shops.haravan_orders(order)) == 1


def test_an_order_that_lazada_does_not_know_is_refused(shops: Practice) -> None:
    with pytest.raises(Refused):
        take_again.take_again(shops.session(), "4711")
