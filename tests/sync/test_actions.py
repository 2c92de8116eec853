"""E1, E5, E6: *Sẵn sàng giao hàng* happens once, goes on where it stopped, and says why not."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from lazdesk.platforms.errors import Unauthorized
from lazdesk.platforms.limits import HaravanBucket, Lane, LazadaLimiter
from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sync import actions, packing
from lazdesk.sync.actions import CONFIRMED, REJECTED, UNKNOWN, WAITING, Result
from tests.sync.parcels import PACK, READY, cancel_on_lazada, packs, parcels, states
from tests.sync.practice import Practice

LABEL = "/order/package/document/get"


class PowerCutError(Exception):
    """The program ends here."""


@pytest.fixture
def order(shops: Practice) -> Order:
    order = shops.place_order({shops.sku().seller_sku: 2})
    shops.sync()
    return order


def test_one_click_packs_labels_ships_and_tells_haravan(shops: Practice, order: Order) -> None:
    (result,) = press(shops, order)
    assert result.result == CONFIRMED
    assert set(order.statuses) <= {"ready_to_ship_pending", "ready_to_ship"}
    assert states(shops, order) == ["readytopick"]
    (label,) = result.files
    assert Path(label).read_bytes().startswith(b"%PDF")
    assert "ready_to_ship_confirmed" in shops.history(order)


def test_many_orders_go_in_few_calls(shops: Practice) -> None:
    some = shops.place_orders(25)
    shops.sync()
    results = press(shops, *some)
    assert [result.result for result in results] == [CONFIRMED] * 25
    assert [result.order_number for result in results] == [str(o.order_id) for o in some]
    assert len(shops.calls(path=PACK)) == 2
    assert len(shops.calls(path=READY)) == 2


def test_i28_every_call_of_a_click_goes_in_the_first_lane(
    shops: Practice, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that none waits behind what a cycle reads or imports beside it."""
    lanes: set[tuple[str, Lane]] = set()
    for platform, limiter in (("lazada", LazadaLimiter), ("haravan", HaravanBucket)):
        watch(monkeypatch, limiter, platform, lanes)
    press(shops, order)
    assert lanes == {("lazada", Lane.CLICK), ("haravan", Lane.CLICK)}


def test_a_double_click_is_one(shops: Practice, order: Order) -> None:
    session = shops.session()
    first = actions.click_ready_to_ship(session, [str(order.order_id)])
    assert actions.click_ready_to_ship(session, [str(order.order_id)]) == first
    actions.run(session)
    assert len(shops.calls(path=PACK)) == 1
    assert len(shops.calls(path=READY)) == 1


def test_a_click_after_the_first_has_ended_finds_nothing_to_do(
    shops: Practice, order: Order
) -> None:
    press(shops, order)
    (again,) = press(shops, order)
    assert again.result == CONFIRMED
    assert len(shops.calls(path=PACK)) == 1
    assert len(parcels(shops, order)) == 1


def test_an_order_packed_in_seller_center_is_not_packed_again(
    shops: Practice, order: Order
) -> None:
    packs(shops, order)
    shops.advance(60)
    (result,) = press(shops, order)
    assert result.result == CONFIRMED
    assert len(shops.calls(path=PACK)) == 1


# --- crashes and lost answers ---------------------------------------------------------------------


@pytest.mark.parametrize("path", [PACK, LABEL, READY])
@pytest.mark.parametrize("point", [Point.BEFORE_EFFECT, Point.AFTER_EFFECT])
def test_a_crash_at_any_step_resumes(
    shops: Practice, order: Order, monkeypatch: pytest.MonkeyPatch, path: str, point: Point
) -> None:
    """The program dies while a call is on its way; the click was stored, so the next one goes on.

    A power cut is played by an error no code of ours handles, once the server got the call.
    """
    session = shops.session()
    shops.fault(Kind.RESET_BEFORE if point is Point.BEFORE_EFFECT else Kind.RESET_AFTER, path)
    die_after(monkeypatch, session, path)
    ids = actions.click_ready_to_ship(session, [str(order.order_id)])
    with pytest.raises(PowerCutError):
        actions.run(session)
    monkeypatch.undo()
    shops.clear_faults()

    shops.advance(120)
    shops.cycle()
    (result,) = actions.results(shops.session(), ids)
    assert result.result == CONFIRMED
    assert len(packages_of(shops, order)) == 1
    assert len(parcels(shops, order)) == 1


@pytest.mark.parametrize("kind", [Kind.RESET_AFTER, Kind.GARBLED, Kind.ERROR_AFTER])
def test_a_lost_answer_to_pack_is_looked_up_not_repeated(
    shops: Practice, order: Order, kind: Kind
) -> None:
    shops.fault(kind, PACK)
    (result,) = press(shops, order)
    assert result.result == CONFIRMED
    assert len(shops.calls(path=PACK)) == 1
    assert len(packages_of(shops, order)) == 1


def test_a_pack_that_never_happened_is_unknown_first_and_then_made(
    shops: Practice, order: Order
) -> None:
    shops.fault(Kind.RESET_BEFORE, PACK)
    (result,) = press(shops, order)
    assert (result.result, result.reason) == (UNKNOWN, "unknown_outcome")
    assert len(shops.calls(path=PACK)) == 1  # looked for, as long as it may take to show
    shops.advance(10)
    shops.cycle()
    assert states(shops, order) == ["readytopick"]


@pytest.mark.parametrize("kind", [Kind.RESET_AFTER, Kind.TRUNCATED])
def test_a_lost_answer_to_ready_to_ship_is_no_refusal(
    shops: Practice, order: Order, kind: Kind
) -> None:
    """The repeat is refused, since the first one did it (PACKAGE_STATUS_NOT_ALLOW_TO_OP)."""
    shops.fault(kind, READY)
    (result,) = press(shops, order)
    assert result.result == CONFIRMED


def test_a_label_that_fails_does_not_stop(shops: Practice, order: Order) -> None:
    shops.fault(Kind.ERROR_BEFORE, LABEL, times=None)
    (result,) = press(shops, order)
    assert (result.result, result.files) == (CONFIRMED, ())
    assert "label_failed" in shops.history(order)


def test_a_label_that_cannot_be_kept_does_not_stop(shops: Practice, order: Order) -> None:
    labels = shops.session().labels
    labels.parent.parent.joinpath("labels").write_text("a file where the folder should be")
    (result,) = press(shops, order)
    assert (result.result, result.files) == (CONFIRMED, ())


def test_haravans_half_is_repeated_until_it_holds(shops: Practice, order: Order) -> None:
    shops.fault(Kind.ERROR_BEFORE, "/com/orders/*", times=None)
    (result,) = press(shops, order)
    assert (result.result, result.reason) == (WAITING, "haravan_pending")
    assert set(order.statuses) <= {"ready_to_ship_pending", "ready_to_ship"}
    shops.clear_faults()
    shops.advance(300)
    shops.cycle()
    assert states(shops, order) == ["readytopick"]
    assert "ready_to_ship_confirmed" in shops.history(order)


def test_no_connection_keeps_the_click(shops: Practice, order: Order) -> None:
    shops.advance(60)  # the units are read anew before anything is sent
    shops.fault(Kind.ERROR_BEFORE, "/orders/items/get", times=None)
    (result,) = press(shops, order)
    assert result.result == WAITING
    assert shops.calls(path=PACK) == []
    shops.clear_faults()
    shops.advance(300)
    shops.cycle()
    assert states(shops, order) == ["readytopick"]


def test_dead_access_keeps_the_click(shops: Practice, order: Order) -> None:
    session = shops.session()
    ids = actions.click_ready_to_ship(session, [str(order.order_id)])
    shops.shops.call(lambda world: world.lazada_platform.revoke(world.lazada))
    with pytest.raises(Unauthorized):
        actions.run(session)
    (result,) = actions.results(session, ids)
    assert result.result == WAITING


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("basket", "reason"),
    [({"fbl": True}, "fbl"), ({"digital": True}, "digital"), ({"dbs": True}, "dbs")],
)
def test_what_lazada_or_the_seller_ships_otherwise(
    shops: Practice, basket: dict[str, bool], reason: str
) -> None:
    order = shops.place_order([Wish(shops.sku().seller_sku, **basket)])  # type: ignore[arg-type]
    shops.sync()
    assert refusal(shops, order) == reason


def test_unpaid_canceled_and_cancel_requests(shops: Practice) -> None:
    unpaid = shops.place_order(payment="VNPAY", paid=False)
    canceled, asked = shops.place_order(), shops.place_order()
    shops.sync()
    shops.shops.call(lambda world: world.lazada.buyer_cancels(canceled.order_id, ask=False))
    shops.shops.call(lambda world: world.lazada.buyer_cancels(asked.order_id, ask=True))
    shops.advance(60)
    assert refusal(shops, unpaid) == "unpaid"
    assert refusal(shops, canceled) == "canceled"
    assert refusal(shops, asked) == "cancel_request"
    assert shops.calls(path=PACK) == []


def test_an_unknown_status(shops: Practice, order: Order) -> None:
    shops.shops.call(lambda world: world.lazada.show_status(order.order_id, "teleported"))
    assert refusal(shops, order) == "unknown_status"


def test_a_mixed_order_packs_the_shops_own_units_only(shops: Practice) -> None:
    code = shops.sku().seller_sku
    order = shops.place_order([Wish(code), Wish(code, fbl=True)])
    shops.sync()
    (result,) = press(shops, order)
    assert result.result == CONFIRMED
    (package,) = packages_of(shops, order)
    assert [unit.fbl for unit in package.units] == [False]
    (call,) = shops.calls(path=PACK)
    (asked,) = json.loads(parse_qs(call.body.decode())["packReq"][0])["pack_order_list"]
    assert list(map(str, asked["order_item_list"])) == [str(order.units[0].order_item_id)]


def test_writes_off_refuses(shops: Practice, order: Order) -> None:
    shops.settings(writes="off")
    assert refusal(shops, order) == "writes_off"


def test_a_refusal_of_the_whole_call_falls_on_the_order_at_fault(shops: Practice) -> None:
    """One order that Lazada no longer finds must not take nineteen others with it."""
    lost, *others = shops.place_orders(4)
    shops.sync()
    real = shops.session().lazada.order_items([str(lost.order_id)])
    assert real
    order_ids = [lost, *others]

    def forget(world: Any) -> None:
        del world.lazada.orders[lost.order_id]

    session = shops.session()
    ids = actions.click_ready_to_ship(session, [str(o.order_id) for o in order_ids])
    shops.hook(Point.BEFORE_EFFECT, PACK, lambda: forget(shops.world), times=1)
    actions.run(session)
    results = actions.results(session, ids)
    assert [result.result for result in results] == [REJECTED, *[CONFIRMED] * 3]
    assert "E039" in results[0].reason


def test_an_order_the_buyer_canceled_a_moment_ago(shops: Practice, order: Order) -> None:
    """The mirror is too fresh to be read again: Lazada refuses, and the reason is the real one."""
    cancel_on_lazada(shops, order)
    assert refusal(shops, order) == "canceled"
    assert packages_of(shops, order) == []


@pytest.mark.parametrize(("ask", "reason"), [(False, "canceled"), (True, "cancel_request")])
def test_a_buyer_who_is_quicker_than_ready_to_ship(
    shops: Practice, order: Order, ask: bool, reason: str
) -> None:
    """Between packing and making ready the buyer cancels, or asks to."""

    def cancel() -> None:
        shops.world.lazada.buyer_cancels(order.order_id, ask=ask)

    shops.hook(Point.AFTER_ANSWER, PACK, cancel)
    assert refusal(shops, order) == reason
    assert "ready_to_ship" not in " ".join(order.statuses)


def test_two_threads_press_once(shops: Practice) -> None:
    """The click thread and the cycle meet the same clicks; each is carried out by one of them."""
    some = shops.place_orders(30)
    shops.sync()
    session = shops.session()
    ids = actions.click_ready_to_ship(session, [str(order.order_id) for order in some])
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(actions.see_through, shops.session(), ids) for _ in range(4)]:
            done.result()
    assert {result.result for result in actions.results(session, ids)} == {CONFIRMED}
    assert len(shops.calls(path=PACK)) == 2
    assert all(len(parcels(shops, order)) == 1 for order in some)


def test_ready_to_ship_replaces_a_pack_that_has_not_left(shops: Practice, order: Order) -> None:
    session = shops.session()
    packed = actions.click(session, packing.KIND, str(order.order_id))
    ready = actions.click_ready_to_ship(session, [str(order.order_id)])
    actions.see_through(session, ready)
    first, second = actions.results(session, [packed, *ready])
    assert (first.result, first.reason) == (REJECTED, "superseded")
    assert second.result == CONFIRMED


def test_pack_packs_and_does_nothing_else(shops: Practice, order: Order) -> None:
    session = shops.session()
    clicked = actions.click(session, packing.KIND, str(order.order_id))
    actions.see_through(session, [clicked])
    (result,) = actions.results(session, [clicked])
    assert result.result == CONFIRMED
    assert order.statuses == ["packed"]
    assert shops.calls(path=READY) == []
    shops.cycle()
    assert parcels(shops, order) == []  # still "Chưa giao hàng" (D8)


# --- D9 -------------------------------------------------------------------------------------------


def test_the_button_works_when_handled_at_haravan_too(shops: Practice, order: Order) -> None:
    shops.settings(orders_handling="haravan")
    (result,) = press(shops, order)
    assert result.result == CONFIRMED
    assert states(shops, order) == ["readytopick"]


def test_an_order_not_imported_yet_follows_once_it_is(shops: Practice) -> None:
    order = shops.place_order()
    shops.cycle()
    (result,) = press(shops, order)
    assert (result.result, result.reason) == (WAITING, "not_imported")
    assert set(order.statuses) <= {"ready_to_ship_pending", "ready_to_ship"}
    shops.sync()
    shops.advance(60)
    shops.cycle()
    assert states(shops, order) == ["readytopick"]
    assert "ready_to_ship_confirmed" in shops.history(order)


# --- helpers --------------------------------------------------------------------------------------


def press(shops: Practice, *some: Order) -> list[Result]:
    session = shops.session()
    ids = actions.click_ready_to_ship(session, [str(order.order_id) for order in some])
    actions.see_through(session, ids)
    return actions.results(session, ids)


def refusal(shops: Practice, order: Order) -> str:
    (result,) = press(shops, order)
    assert result.result == REJECTED
    return result.reason


def watch(
    monkeypatch: pytest.MonkeyPatch, limiter: Any, platform: str, lanes: set[tuple[str, Lane]]
) -> None:
    """Notes the lanes of this limiter's calls."""
    real = limiter.acquire

    def acquire(self: Any, lane: Lane, *rest: Any) -> None:
        lanes.add((platform, lane))
        real(self, lane, *rest)

    monkeypatch.setattr(limiter, "acquire", acquire)


def packages_of(shops: Practice, order: Order) -> list[Any]:
    return [
        package
        for package in shops.world.lazada.packages.values()
        if package.units[0].order is order and not package.gone
    ]


def die_after(monkeypatch: pytest.MonkeyPatch, session: Any, path: str) -> None:
    """The process ends once its call to `path` is out."""
    method = {PACK: "pack", LABEL: "label", READY: "ready_to_ship"}[path]
    kind = type(session.lazada)
    real = getattr(kind, method)

    def call(self: Any, *given: Any) -> Any:
        try:
            real(self, *given)
        finally:
            raise PowerCutError

    monkeypatch.setattr(kind, method, call)
