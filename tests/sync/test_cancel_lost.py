"""E5 for *Hủy đơn hàng*: whatever is lost on the way, it happens once, or is known not to."""

from __future__ import annotations

from pathlib import Path

import pytest

from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import actions
from lazdesk.sync.actions import CONFIRMED, REJECTED, UNKNOWN, WAITING
from lazdesk.sync.cancel_orders import Chosen
from tests.sync.cancels import (
    CREATE,
    DELAY,
    HARAVAN,
    PowerCutError,
    assert_both_sides_are_canceled,
    buy,
    die_after,
    press,
    stock,
    turns,
)
from tests.sync.parcels import show
from tests.sync.practice import DEADLINE, LAG, Practice, practice


@pytest.fixture
def order(shops: Practice) -> Order:
    return buy(shops)


LOST_AFTER = [Kind.RESET_AFTER, Kind.ERROR_AFTER, Kind.GARBLED]
LOST_BEFORE = [Kind.RESET_BEFORE, Kind.ERROR_BEFORE]


@pytest.mark.parametrize("kind", LOST_AFTER)
def test_a_lost_answer_is_looked_up_not_repeated(shops: Practice, order: Order, kind: Kind) -> None:
    shops.fault(kind, CREATE)
    (result,) = press(shops, order)
    assert result.result == CONFIRMED
    assert len(shops.calls(path=CREATE)) == 1
    assert_both_sides_are_canceled(shops, order)


@pytest.mark.parametrize("kind", LOST_BEFORE)
def test_never_sent_twice_without_knowing_what_the_first_did(
    shops: Practice, order: Order, kind: Kind
) -> None:
    """What is not there D + L later never happened, and is sent once more while there is time."""
    shops.fault(kind, CREATE)
    (result,) = press(shops, order)
    assert result.result == UNKNOWN
    assert len(shops.calls(path=CREATE)) == 1
    sent = shops.calls(path=CREATE)[0].at
    turns(shops, 3)
    assert_both_sides_are_canceled(shops, order)
    first, second = shops.calls(path=CREATE)
    assert (second.at - sent).total_seconds() >= DEADLINE + LAG
    assert first.at == sent


def test_a_cancel_that_never_happened_is_given_up_after_ten_minutes(
    shops: Practice, order: Order
) -> None:
    shops.fault(Kind.RESET_BEFORE, CREATE, times=None)
    session = shops.session()
    id_ = actions.click_cancel(session, str(order.order_id), Chosen(DELAY))
    for _ in range(12):
        actions.run(session)
        shops.advance(DEADLINE)
    (result,) = actions.results(session, [id_])
    assert (result.result, result.reason) == (REJECTED, "expired")
    assert order.statuses == ["pending"]
    assert "cancel_expired" in shops.history(order)


@pytest.mark.parametrize("effect", [True, False])
def test_a_power_cut_during_the_call(
    shops: Practice, order: Order, monkeypatch: pytest.MonkeyPatch, effect: bool
) -> None:
    session = shops.session()
    shops.fault(Kind.RESET_AFTER if effect else Kind.RESET_BEFORE, CREATE)
    die_after(monkeypatch, session, "cancel")
    id_ = actions.click_cancel(session, str(order.order_id), Chosen(DELAY))
    with pytest.raises(PowerCutError):
        actions.run(session)
    monkeypatch.undo()
    turns(shops, 3)
    (result,) = actions.results(shops.session(), [id_])
    assert result.result == CONFIRMED
    assert_both_sides_are_canceled(shops, order)
    assert len(shops.calls(path=CREATE)) == (1 if effect else 2)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("lazada", Kind.ERROR_BEFORE),
        ("lazada", Kind.RESET_AFTER),
        ("haravan", Kind.RESET_BEFORE),
        ("haravan", Kind.ERROR_AFTER),
        ("haravan", Kind.GARBLED),
    ],
)
def test_haravans_half_is_repeated_until_it_holds_and_booked_once(
    shops: Practice, order: Order, mode: str, kind: Kind
) -> None:
    shops.settings(orders_handling=mode)
    before = stock(shops) + 2
    shops.fault(kind, HARAVAN)
    (result,) = press(shops, order)
    assert (result.result, result.reason) == (WAITING, "haravan_cancel_pending")
    turns(shops)
    assert_both_sides_are_canceled(shops, order)
    assert stock(shops) == before
    assert "cancel_confirmed" in shops.history(order)


def test_offline_for_an_hour_nothing_is_canceled_any_more(shops: Practice, order: Order) -> None:
    """Must-show 5: it says so, and the order stands."""
    shops.advance(60)
    shops.fault(Kind.ERROR_BEFORE, "/order*", face="lazada", times=None)
    session = shops.session()
    id_ = actions.click_cancel(session, str(order.order_id), Chosen(DELAY))
    actions.run(session)
    assert [r.result for r in actions.results(session, [id_])] == [WAITING]
    shops.clear_faults()
    shops.advance(3600)
    shops.cycle()
    (result,) = actions.results(session, [id_])
    assert (result.result, result.reason) == (REJECTED, "expired")
    assert order.statuses == ["pending"]
    assert shops.calls(path=CREATE) == []


def test_a_short_cut_of_the_network_does_not_lose_the_click(shops: Practice, order: Order) -> None:
    shops.advance(60)
    shops.fault(Kind.ERROR_BEFORE, "/order*", face="lazada", times=None)
    (result,) = press(shops, order)
    assert result.result == WAITING
    shops.clear_faults()
    shops.advance(300)
    shops.cycle()
    assert_both_sides_are_canceled(shops, order)


# --- what Lazada shows later ----------------------------------------------------------------------


@pytest.mark.parametrize("has_reverse", [True, False])
def test_a_cancel_that_shows_later_is_waited_for(tmp_path: Path, has_reverse: bool) -> None:
    """Undocumented: whether it shows at once, and whether a reverse order tells meanwhile."""
    late = LazadaOptions(
        seller_cancel_seconds=int(3 * (DEADLINE + LAG)), seller_cancel_has_reverse=has_reverse
    )
    with practice(tmp_path, lazada=late) as shops:
        order = buy(shops)
        (result,) = press(shops, order)
        assert (result.result, result.reason) == (UNKNOWN, "not_shown")
        turns(shops, 8)
        assert_both_sides_are_canceled(shops, order)
        assert len(shops.calls(path=CREATE)) == 1


def test_a_reverse_order_alone_tells_that_it_was_taken(shops: Practice, order: Order) -> None:
    """The units look as before, but Lazada has begun: it is not sent again."""

    def begin() -> None:
        lazada = shops.world.lazada
        reverse = lazada.open_reverse(order, "CANCEL", order.units, "Sourcing Delay")
        lazada.move_reverse(reverse, "AGREE_CANCEL_ORDER")

    shops.fault(Kind.RESET_BEFORE, CREATE)
    shops.hook(Point.BEFORE_EFFECT, CREATE, begin)
    press(shops, order)
    turns(shops, 4)
    assert len(shops.calls(path=CREATE)) == 1
    show(shops, order, "canceled")
    turns(shops, 4)
    assert_both_sides_are_canceled(shops, order)
