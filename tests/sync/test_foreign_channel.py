"""A9: Haravan's own Lazada channel still runs. Each Lazada order is in Haravan once, its orders are
adopted, and import waits until the merchant has chosen."""

from __future__ import annotations

from typing import Any

import pytest

from lazdesk.models import desk as desk_rows
from lazdesk.models import orders
from lazdesk.sandbox.haravan.records import Order as HaravanOrder
from lazdesk.sandbox.lazada.records import Order as LazadaOrder
from lazdesk.sync import foreign_orders
from tests.sync.parcels import shipped
from tests.sync.practice import LISTED_AFTER, Practice, written
from tests.sync.test_money import turns


def run_channel(shops: Practice, **how: Any) -> None:
    shops.shops.call(lambda world: world.haravan.run_lazada_channel(**how))


def stop_channel(shops: Practice) -> None:
    shops.shops.call(lambda world: world.haravan.stop_lazada_channel())


def choose(shops: Practice, choice: str) -> None:
    """What *đã tắt kênh kia* and *nhận các đơn đó* do."""
    shops.set(shops.desk, foreign_orders.SETTING, choice)
    shops.desk.foreign_channel_chosen(shops.seller)


def ours(shops: Practice) -> list[HaravanOrder]:
    return [order for order in shops.haravan_orders() if "Lazada" in order.tags]


def theirs(shops: Practice) -> list[HaravanOrder]:
    return [order for order in shops.haravan_orders() if order not in ours(shops)]


def counting(shops: Practice, order: LazadaOrder) -> str | None:
    found: str | None = shops.mirrored(order).haravan_id
    return found


@pytest.mark.parametrize("place", ["name", "note"])
def test_an_order_of_the_other_channel_is_adopted_and_none_is_created(
    shops: Practice, place: str
) -> None:
    """Whether or not the merchant has chosen; it is neither confirmed nor canceled by LazDesk."""
    run_channel(shops, number_in=place, confirms=False)
    order = shops.place_order()
    shops.advance(LISTED_AFTER + 5)
    shops.sync()
    shops.sync()
    (foreign,) = theirs(shops)
    assert ours(shops) == []
    assert counting(shops, order) == str(foreign.id)
    assert shops.mirrored(order).import_state == orders.DONE
    assert "adopted" in shops.history(order)
    assert shops.problems()["FOREIGN_CHANNEL"] == [shops.seller]
    assert (foreign.confirmed_at, foreign.cancelled_at) == (None, None)
    own = f"/com/orders/{foreign.id}"
    assert [c for c in shops.calls(face="haravan", path=f"{own}*") if written(c)] == []


@pytest.mark.parametrize("choice", ["off", "adopt"])
def test_import_waits_for_the_choice_and_goes_on_after_it(shops: Practice, choice: str) -> None:
    run_channel(shops)
    shops.place_order()
    shops.advance(LISTED_AFTER + 5)
    stop_channel(shops)
    later = shops.place_order()
    shops.sync()
    assert (len(theirs(shops)), ours(shops)) == (1, [])
    assert shops.mirrored(later).import_state == orders.READY
    shops.sync()
    assert ours(shops) == []

    choose(shops, choice)
    assert "FOREIGN_CHANNEL" not in shops.problems()
    shops.sync()
    (made,) = ours(shops)
    assert counting(shops, later) == str(made.id)


def test_switched_off_it_makes_one_more_and_the_alarm_is_back(shops: Practice) -> None:
    run_channel(shops)
    shops.place_order()
    shops.advance(LISTED_AFTER + 5)
    shops.sync()
    choose(shops, "off")
    shops.advance(60)
    another = shops.place_order()
    shops.advance(LISTED_AFTER + 5)
    shops.sync()
    assert shops.problems()["FOREIGN_CHANNEL"] == [shops.seller]
    with shops.desk.database.read() as connection:
        kept = desk_rows.settings(connection, shops.seller)[foreign_orders.SETTING]
    assert kept == "ask"
    assert len(shops.haravan_orders(another)) == 1


def test_adopted_orders_raise_no_alarm_once_the_merchant_takes_them(shops: Practice) -> None:
    choose(shops, "adopt")
    shops.advance(60)
    run_channel(shops)
    order = shops.place_order()
    shops.advance(LISTED_AFTER + 5)
    shops.sync()
    assert counting(shops, order) == str(theirs(shops)[0].id)
    assert {"FOREIGN_CHANNEL", "FOREIGN_DOUBLE"} & set(shops.problems()) == set()


@pytest.mark.parametrize("confirms", [True, False])
@pytest.mark.parametrize("seconds", [3, 300])
def test_one_made_after_ours_is_flagged_and_ours_counts(
    shops: Practice, seconds: float, confirms: bool
) -> None:
    """Before our election or long after it; the merchant cancels the double in Haravan, then the
    flag is gone. LazDesk touches no order of the other channel."""
    run_channel(shops, seconds_after=seconds, confirms=confirms)
    order = shops.place_order()
    shops.sync()
    shops.advance(seconds + LISTED_AFTER)
    shops.sync()
    (mine,), (foreign,) = ours(shops), theirs(shops)
    assert counting(shops, order) == str(mine.id)
    assert (mine.cancelled_at, foreign.cancelled_at) == (None, None)
    assert shops.problems()["FOREIGN_DOUBLE"] == [str(foreign.id)]
    assert "FOREIGN_CHANNEL" in shops.problems()
    shops.shops.call(lambda world: world.haravan.cancel_order(foreign.id))
    shops.sync()
    assert "FOREIGN_DOUBLE" not in shops.problems()
    assert mine.cancelled_at is None


def test_one_made_before_ours_but_listed_later_counts_and_ours_is_canceled(
    shops: Practice,
) -> None:
    """The election sees both: the lowest id counts (P6), ours was never confirmed (P8)."""
    run_channel(shops, seconds_after=1)
    order = shops.place_order()
    shops.advance(2)  # made, and for three seconds more not listed
    shops.sync()
    (mine,), (foreign,) = ours(shops), theirs(shops)
    assert foreign.id < mine.id
    assert counting(shops, order) == str(foreign.id)
    assert (mine.confirmed_at, mine.cancelled_at is None) == (None, False)
    assert foreign.cancelled_at is None
    assert mine.lines[0].reserved == 0


def test_an_adopted_order_follows_lazada_by_the_normal_rules(shops: Practice) -> None:
    run_channel(shops, number_in="note")
    order = shops.place_order(payment="COD")
    shops.advance(LISTED_AFTER + 5)
    shops.sync()
    (foreign,) = theirs(shops)
    shops.shops.call(lambda world: world.haravan.edit_order(foreign.id, {"note": "gói quà"}))
    shops.sync()  # what an order was known as stays, whatever is changed in it
    shipped(shops, order)
    shops.sync()
    (parcel,) = foreign.fulfillments
    assert parcel.carrier_status.lower() == "delivering"
    assert "status" in shops.history(order)


def test_an_adopted_order_that_lazada_cancels_is_canceled_with_restock(shops: Practice) -> None:
    run_channel(shops)
    order = shops.place_order(payment="COD")
    shops.advance(LISTED_AFTER + 5)
    shops.sync()
    shops.shops.call(lambda world: world.lazada.buyer_cancels(order.order_id, ask=False))
    turns(shops, 2)  # another PC may know the order, too, so it is looked at twice
    (foreign,) = theirs(shops)
    assert foreign.cancelled_at is not None
    assert foreign.lines[0].reserved == 0
    assert "canceled" in shops.history(order)


def test_what_lazada_sold_before_the_import_date_raises_no_alarm(shops: Practice) -> None:
    """The merchant switched the channel off yesterday and connected LazDesk today."""
    run_channel(shops)
    old = shops.place_order()
    shops.advance(2 * 86_400)
    stop_channel(shops)
    with shops.desk.database.write() as connection:
        today = shops.clock.now().date().isoformat()
        desk_rows.set_setting(connection, shops.seller, "orders.import_from", today)
    shops.shops.call(lambda world: setattr(old, "updated_at", world.now().replace(microsecond=0)))
    shops.sync()
    assert "FOREIGN_CHANNEL" not in shops.problems()


def test_the_other_channels_order_may_come_before_lazadas_is_known(shops: Practice) -> None:
    """It is in the mirror first; when the Lazada order is read later, it is found there."""
    shops.sync()
    run_channel(shops, seconds_after=0)
    order = shops.place_order()
    shops.shops.call(lambda world: world.settle())
    stop_channel(shops)
    held = shops.shops.call(lambda world: world.lazada.orders.pop(order.order_id))
    shops.advance(LISTED_AFTER + 1)
    other = shops.place_order()
    shops.sync()  # sweeps Haravan for the other order
    shops.advance(3 * 86_400)

    def show(_: Any) -> None:
        shops.world.lazada.orders[held.order_id] = held
        held.updated_at = shops.world.now().replace(microsecond=0)

    shops.shops.call(show)
    shops.sync()
    assert len(shops.haravan_orders(order)) == 1
    assert counting(shops, order) == str(shops.haravan_orders(order)[0].id)
    assert len(shops.haravan_orders(other)) == 1
