"""E2, E5, E6: *Hủy đơn hàng* ends both sides once, goods as the merchant chose, or says why not."""

from __future__ import annotations

from typing import Any

import pytest

from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import actions
from lazdesk.sync.actions import CONFIRMED, REJECTED, WAITING
from lazdesk.sync.cancel_orders import Chosen
from tests.sync.cancels import (
    CREATE,
    DELAY,
    HARAVAN,
    ITEMS,
    MODES,
    OUT_OF_STOCK,
    REPACK,
    VALIDATE,
    WRONG_PRICE,
    PowerCutError,
    assert_both_sides_are_canceled,
    buy,
    die_after,
    ids_of,
    ledger_of,
    press,
    stock,
    turns,
)
from tests.sync.parcels import hands_over, packs, show
from tests.sync.practice import Practice


@pytest.fixture
def order(shops: Practice) -> Order:
    return buy(shops)


# --- both sides, once -----------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("payment", ["VNPAY", "COD"])
def test_e6_one_click_cancels_both_sides_and_restocks_once(
    shops: Practice, mode: str, payment: str
) -> None:
    order = buy(shops, payment)
    shops.settings(orders_handling=mode)
    before = stock(shops) + 2
    (result,) = press(shops, order)
    assert (result.result, result.reason) == (CONFIRMED, "")
    assert_both_sides_are_canceled(shops, order)
    assert {unit.initiator for unit in order.units} == {"cancellation-seller"}
    assert stock(shops) == before
    assert ledger_of(shops, order) == dict.fromkeys(ids_of(order.units), "cancel")
    turns(shops)
    assert stock(shops) == before
    assert len(shops.calls(path=CREATE)) == len(shops.calls(path=HARAVAN)) == 1
    events = [event for event in shops.history(order) if "cancel" in event]
    assert events == ["canceled_by_shop", "canceled", "cancel_confirmed"]
    assert shops.problems() == {}


@pytest.mark.parametrize(
    ("mode", "auto_restock", "restock"),
    [
        ("lazada", "on", False),
        ("lazada", "off", True),
        ("haravan", "on", False),
        ("haravan", "off", True),
    ],
)
def test_the_choice_for_the_goods_binds_d10(
    shops: Practice, order: Order, mode: str, auto_restock: str, restock: bool
) -> None:
    """Whatever the setting says, and whoever books the cancel in Haravan."""
    shops.settings(orders_auto_restock=auto_restock, orders_handling=mode)
    before = stock(shops)
    (result,) = press(shops, order, restock=restock)
    assert result.result == CONFIRMED
    turns(shops, 2)
    assert stock(shops) == before + 2 * restock
    assert len(ledger_of(shops, order)) == 2 * restock


@pytest.mark.parametrize(
    ("reason", "auto_restock", "restocked"),
    [
        (DELAY, "on", True),
        (WRONG_PRICE, "on", True),
        (OUT_OF_STOCK, "on", False),
        (DELAY, "off", False),
    ],
)
def test_what_is_preset_for_the_goods(
    shops: Practice, order: Order, reason: str, auto_restock: str, restocked: bool
) -> None:
    shops.settings(orders_auto_restock=auto_restock)
    before = stock(shops)
    press(shops, order, reason=reason)
    assert stock(shops) == before + 2 * restocked


def test_the_choice_survives_a_power_cut_between_the_halves(
    shops: Practice, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Haravan's half is booked by the next cycle, as the merchant chose (D10)."""
    session, before = shops.session(), stock(shops)
    die_after(monkeypatch, session, "cancel")
    id_ = actions.click_cancel(session, str(order.order_id), Chosen(DELAY, restock=False))
    with pytest.raises(PowerCutError):
        actions.run(session)
    monkeypatch.undo()
    assert shops.the_order(order).cancelled_at is None
    turns(shops, 2)
    (result,) = actions.results(shops.session(), [id_])
    assert result.result == CONFIRMED
    assert_both_sides_are_canceled(shops, order)
    assert stock(shops) == before


def test_many_orders_take_one_call_each_and_few_reads(shops: Practice) -> None:
    some = [shops.place_order(oversell=True) for _ in range(25)]
    shops.sync()
    shops.advance(60)
    since = len(shops.world.calls)
    known = {"reason_name": "Sourcing Delay"}
    assert {r.result for r in press(shops, *some, **known)} == {CONFIRMED}
    assert len(shops.calls(since, path=CREATE)) == 25
    assert shops.calls(since, path=VALIDATE) == []
    assert len(shops.calls(since, path=ITEMS)) == 4  # before and after each twenty


def test_a_double_click_is_one(shops: Practice, order: Order) -> None:
    session = shops.session()
    first = actions.click_cancel(session, str(order.order_id), Chosen(DELAY))
    assert actions.click_cancel(session, str(order.order_id), Chosen(OUT_OF_STOCK)) == first
    actions.see_through(session, [first])
    assert len(shops.calls(path=CREATE)) == 1


def test_what_was_to_be_packed_is_not_packed_any_more(shops: Practice, order: Order) -> None:
    session = shops.session()
    (packing,) = actions.click_ready_to_ship(session, [str(order.order_id)])
    cancel = actions.click_cancel(session, str(order.order_id), Chosen(DELAY))
    actions.see_through(session, [packing, cancel])
    assert [r.result for r in actions.results(session, [packing, cancel])] == [REJECTED, CONFIRMED]
    assert shops.calls(path="/order/fulfill/pack") == []


# --- a part of an order ---------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_a_part_is_canceled_in_haravan_too(shops: Practice, order: Order, mode: str) -> None:
    shops.settings(orders_handling=mode)
    before, standing = stock(shops) + 1, shops.the_order(order)
    gone, kept = order.units
    (result,) = press(shops, order, unit_ids=ids_of([gone]))
    assert result.result == CONFIRMED
    assert (gone.status, kept.status) == ("canceled", "pending")
    turns(shops, 2)
    assert standing.cancelled_at is None
    assert standing.given_back == gone.price - gone.voucher_seller
    assert stock(shops) == before
    assert shops.problems() == {}


def test_e2_a_packed_package_is_dissolved_so_that_the_others_stay(
    shops: Practice, order: Order
) -> None:
    packs(shops, order)
    gone, kept = order.units
    (result,) = press(shops, order, unit_ids=ids_of([gone]))
    assert result.result == CONFIRMED
    assert (gone.status, kept.status, kept.package) == ("canceled", "repacked", None)
    assert len(shops.calls(path=REPACK)) == 1


@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.ERROR_AFTER])
def test_a_lost_answer_to_repack_does_not_cancel_the_others(
    shops: Practice, order: Order, kind: Kind
) -> None:
    packs(shops, order)
    gone, kept = order.units
    shops.fault(kind, REPACK)
    (result,) = press(shops, order, unit_ids=ids_of([gone]))
    assert result.result == CONFIRMED
    assert (gone.status, kept.status) == ("canceled", "repacked")


def test_e2_mates_that_nothing_saves_go_only_if_the_merchant_said_so(
    shops: Practice, order: Order
) -> None:
    packs(shops, order)
    hands_over(shops, order)
    gone, mate = order.units
    (result,) = press(shops, order, unit_ids=ids_of([gone]))
    assert (result.result, result.reason) == (REJECTED, "mates")
    assert shops.calls(path=CREATE) == []
    before = stock(shops)
    (result,) = press(shops, order, unit_ids=ids_of([gone]), mates=ids_of([mate]), restock=False)
    assert result.result == CONFIRMED
    assert_both_sides_are_canceled(shops, order)
    assert stock(shops) == before, "the choice is the mates', too"


def test_two_parts_with_two_choices(shops: Practice, order: Order) -> None:
    """Haravan's cancel knows one answer for all goods: the restocked ones leave before it."""
    first, second = order.units
    before = stock(shops)
    session = shops.session()
    ids = [
        actions.click_cancel(
            session, str(order.order_id), Chosen(DELAY, "", restock, ids_of([unit]))
        )
        for unit, restock in ((first, True), (second, False))
    ]
    actions.see_through(session, ids)
    assert {result.result for result in actions.results(session, ids)} == {CONFIRMED}
    assert_both_sides_are_canceled(shops, order)
    assert stock(shops) == before + 1
    assert set(ledger_of(shops, order)) == set(ids_of([first]))


# --- refusals -------------------------------------------------------------------------------------


def refusal(shops: Practice, order: Order, **chosen: Any) -> str:
    (result,) = press(shops, order, **chosen)
    assert result.result == REJECTED
    return result.reason


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("unpaid", "unpaid"),
        ("shipped", "on_its_way"),
        ("delivered", "on_its_way"),
        ("teleported", "unknown_status"),
    ],
)
def test_what_the_seller_cannot_cancel(
    shops: Practice, order: Order, status: str, reason: str
) -> None:
    show(shops, order, status)
    shops.advance(60)
    assert refusal(shops, order) == reason
    assert shops.calls(path=CREATE) == []


def test_what_lies_with_lazada_stays(shops: Practice) -> None:
    code = shops.sku().seller_sku
    order, mixed = (shops.place_order([Wish(code, fbl=True), *more]) for more in ([], [Wish(code)]))
    shops.sync()
    assert refusal(shops, order) == "fbl"
    (result,) = press(shops, mixed)
    assert result.result == CONFIRMED
    assert [unit.status for unit in mixed.units] == ["pending", "canceled"]


def test_one_that_the_buyer_just_canceled_is_refused_clearly(shops: Practice, order: Order) -> None:
    """Must-show 3; and what was chosen for the goods does not bind the buyer's cancel."""
    before = stock(shops) + 2
    shops.shops.call(lambda world: world.lazada.buyer_cancels(order.order_id))
    shops.advance(60)
    assert refusal(shops, order, restock=False) == "canceled"
    assert shops.calls(path=CREATE) == []
    turns(shops, 2)
    assert stock(shops) == before


def test_one_that_the_buyer_cancels_between_the_look_and_the_call(
    shops: Practice, order: Order
) -> None:
    def act() -> None:
        shops.world.lazada.buyer_cancels(order.order_id)

    before = stock(shops) + 2
    shops.hook(Point.BEFORE_EFFECT, CREATE, act)
    assert refusal(shops, order, restock=False) == "canceled"
    turns(shops, 2)
    assert stock(shops) == before, "what was refused does not bind the buyer's cancel"


def test_a_buyers_request_is_answered_first(shops: Practice, order: Order) -> None:
    shops.shops.call(lambda world: world.lazada.buyer_cancels(order.order_id, ask=True))
    shops.advance(60)
    assert refusal(shops, order) == "cancel_request"


def test_a_reason_that_lazada_does_not_offer(shops: Practice, order: Order) -> None:
    assert refusal(shops, order, reason="1") == "bad_reason"
    assert shops.calls(path=CREATE) == []


def test_lazadas_own_words_where_it_refuses(shops: Practice, order: Order) -> None:
    shops.fault(Kind.REFUSED, CREATE, code="106", message="E0106: ROC internal error")
    assert refusal(shops, order) == "106: E0106: ROC internal error"
    (result,) = press(shops, order)
    assert result.result == CONFIRMED, "a later click is a new one"


def test_dung_ghi_refuses(shops: Practice, order: Order) -> None:
    shops.settings(writes="off")
    assert refusal(shops, order) == "writes_off"
    assert order.statuses == ["pending"]


# --- before the import ----------------------------------------------------------------------------


def test_an_order_that_is_not_in_haravan_never_comes_there(shops: Practice) -> None:
    order = shops.place_order()
    shops.cycle()
    press(shops, order)
    assert order.statuses == ["canceled"]
    turns(shops, 3)
    assert [row for row in shops.haravan_orders(order) if row.cancelled_at is None] == []
    assert "cancel_confirmed" in shops.history(order)


def test_one_that_is_just_being_imported_is_canceled_once_it_is_there(shops: Practice) -> None:
    order = shops.place_order()
    shops.fault(Kind.RESET_AFTER, "/com/orders.json", method="POST")
    shops.cycle()
    (result,) = press(shops, order)
    assert (result.result, result.reason) == (WAITING, "not_imported")
    turns(shops, 4)
    assert_both_sides_are_canceled(shops, order)
    assert "cancel_confirmed" in shops.history(order)
