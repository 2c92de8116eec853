"""The kinds of buttons as the table of failures presses them: one entry each in ``CASES``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order
from lazdesk.sandbox.world import World
from lazdesk.sync import (
    actions,
    answer_cancel,
    answer_return,
    cancel_orders,
    late_links,
    packing,
    ready_to_ship,
    return_goods,
)
from lazdesk.sync.return_goods import Chosen
from lazdesk.sync.session import Session
from tests.sync.cancels import CREATE, DELAY, HARAVAN, REPACK
from tests.sync.levels import tracked_deny, variant_of
from tests.sync.parcels import PACK, READY, courier, packs, shipped
from tests.sync.practice import Practice

LABEL = "/order/package/document/get"
FULFIL = "/com/orders/*/fulfillments.json"
REFUND = "/com/orders/*/refunds.json"
VOUCHER = "/com/inventories/adjustorset.json"
DECIDE = "/order/reverse/cancel/seller/decide"
UPDATE = "/order/reverse/return/update"

Made = dict[str, int]


class Step(NamedTuple):
    """One call of an action."""

    method: str
    path: str


@dataclass(frozen=True)
class Case:
    """A kind of button: which orders it is pressed on, how, and what it does, each once."""

    kind: str
    steps: tuple[Step, ...]
    orders: Callable[[Practice, int], list[Order]]
    click: Callable[[Practice, Session, Order], str]
    # How often each of its effects on either side has taken place on the order.
    made: Callable[[Practice, Order], Made]


# --- pack, ready to ship --------------------------------------------------------------------------


def pending(shops: Practice, count: int) -> list[Order]:
    """Orders of two pieces, imported."""
    code = shops.sku().seller_sku
    found = [shops.place_order({code: 2}, oversell=True) for _ in range(count)]
    shops.sync()
    return found


def _packages(shops: Practice, order: Order) -> int:
    """Packages ever made for the order."""
    made = shops.world.lazada.packages.values()
    return sum(package.units[0].order is order for package in made)


def _packed(shops: Practice, order: Order) -> Made:
    return {"packages": _packages(shops, order)}


def _ready(shops: Practice, order: Order) -> Made:
    return {
        "packages": _packages(shops, order),
        "ready on Lazada": int(set(order.statuses) <= {"ready_to_ship", "ready_to_ship_pending"}),
        "fulfilments": len(shops.the_order(order).fulfillments),
    }


def _pack(_shops: Practice, session: Session, order: Order) -> str:
    return actions.click(session, packing.KIND, str(order.order_id))


def _press_ready(_shops: Practice, session: Session, order: Order) -> str:
    return actions.click(session, ready_to_ship.KIND, str(order.order_id))


# --- goods back, goods taken ----------------------------------------------------------------------


def failed(shops: Practice, count: int) -> list[Order]:
    """Prepaid orders of one piece whose parcels could not be delivered."""
    tracked_deny(shops, 0, available=50 + count)
    code = shops.sku().seller_sku
    found = [shops.place_order({code: 1}, payment="VNPAY") for _ in range(count)]
    shops.sync()
    for order in found:
        shipped(shops, order)
        courier(shops, order, "fails")
    shops.cycle()
    return found


def _vouchers(shops: Practice, order: Order) -> int:
    key = f":{order.order_id}:"
    return sum(key in str(made.note) for made in shops.world.haravan.adjustments)


def _goods_back(shops: Practice, order: Order) -> Made:
    refunds = shops.the_order(order).refunds
    return {"pieces back": sum(line.quantity for made in refunds for line in made.lines or [])}


def _goods_elsewhere(shops: Practice, order: Order) -> Made:
    return {**_goods_back(shops, order), "vouchers": _vouchers(shops, order)}


def _return(_shops: Practice, session: Session, order: Order) -> str:
    return actions.click_return_goods(session, str(order.order_id), Chosen())


def _return_elsewhere(shops: Practice, session: Session, order: Order) -> str:
    haravan = shops.world.haravan
    primary = haravan.primary_location.id
    other = next(id_ for id_ in haravan.place_ids.values() if id_ != primary)
    chosen = Chosen(location_id=str(other))
    return actions.click_return_goods(session, str(order.order_id), chosen)


def linked_late(shops: Practice, count: int) -> list[Order]:
    """Orders of a SKU whose barcode Haravan's variant did not carry at first (D3)."""
    tracked_deny(shops, 1, available=50 + count)
    variant = variant_of(shops, 1)
    code = str(variant.barcode)
    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, "KHAC"))
    wish = Wish(shops.sku(1).seller_sku)
    found = [shops.place_order([wish], payment="VNPAY") for _ in range(count)]
    shops.sync()
    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, code))
    shops.advance(1)
    shops.cycle()
    return found


def _taken(shops: Practice, order: Order) -> Made:
    return {"vouchers": _vouchers(shops, order)}


def _take(_shops: Practice, session: Session, order: Order) -> str:
    return actions.click_take_stock(session, str(order.order_id))


# --- cancels, and answers to buyers (E2, E4) ------------------------------------------------------


def prepaid(shops: Practice, count: int) -> list[Order]:
    """Prepaid orders of two pieces, imported."""
    tracked_deny(shops, 0, available=50 + 2 * count)
    code = shops.sku().seller_sku
    found = [shops.place_order({code: 2}, payment="VNPAY") for _ in range(count)]
    shops.sync()
    return found


def packed(shops: Practice, count: int) -> list[Order]:
    """The same, both pieces in one parcel."""
    found = prepaid(shops, count)
    for order in found:
        packs(shops, order)
    shops.advance(60)
    return found


def asked_to_cancel(shops: Practice, count: int) -> list[Order]:
    """Their buyers ask to cancel, and LazDesk knows."""
    found = packed(shops, count)

    def ask(world: World) -> None:
        for order in found:
            world.lazada.buyer_cancels(order.order_id, ask=True)

    shops.shops.call(ask)
    shops.advance(60)
    shops.cycle()
    return found


def asked_to_return(shops: Practice, count: int) -> list[Order]:
    """Delivered; their buyers ask to send them back, and LazDesk knows."""
    found = prepaid(shops, count)
    for order in found:
        shipped(shops, order)
        courier(shops, order, "delivers")

    def ask(world: World) -> None:
        for order in found:
            world.lazada.buyer_returns(order.order_id)

    shops.shops.call(ask)
    shops.advance(60)
    shops.cycle()
    return found


def _canceled(shops: Practice, order: Order) -> Made:
    (copy,) = shops.haravan_orders(order)
    return {
        "canceled on Lazada": int(order.statuses == ["canceled"]),
        "canceled in Haravan": int(copy.cancelled_at is not None),
        "the money": copy.given_back // copy.captured,
    }


def _one_canceled(shops: Practice, order: Order) -> Made:
    parcels = [p for p in shops.world.lazada.packages.values() if p.units[0].order is order]
    return {
        "parcels dissolved": sum(parcel.gone for parcel in parcels),
        "pieces canceled": sum(unit.status == "canceled" for unit in order.units),
        **_goods_back(shops, order),
    }


def _agreed_to_cancel(_shops: Practice, order: Order) -> Made:
    gone = [unit.is_cancel_pending or unit.status == "canceled" for unit in order.units]
    return {"agreed": int(all(gone))}


def _agreed_to_return(shops: Practice, order: Order) -> Made:
    (reverse,) = (r for r in shops.world.lazada.reverses.values() if r.order is order)
    return {"agreed": int({line.status for line in reverse.lines} == {"SELLER_AGREE_RETURN"})}


def _cancel(_shops: Practice, session: Session, order: Order) -> str:
    return actions.click_cancel(session, str(order.order_id), cancel_orders.Chosen(DELAY))


def _cancel_one(_shops: Practice, session: Session, order: Order) -> str:
    one = (str(order.units[0].order_item_id),)
    chosen = cancel_orders.Chosen(DELAY, unit_ids=one)
    return actions.click_cancel(session, str(order.order_id), chosen)


def _agree_to_cancel(_shops: Practice, session: Session, order: Order) -> str:
    return actions.click_answer_cancel(session, str(order.order_id), agree=True)


def _agree_to_return(shops: Practice, session: Session, order: Order) -> str:
    (reverse,) = (r for r in shops.world.lazada.reverses.values() if r.order is order)
    answer = answer_return.Answer(str(reverse.reverse_order_id), agree=True)
    return actions.click_answer_return(session, str(order.order_id), answer)


CASES = (
    Case(packing.KIND, (Step("POST", PACK),), pending, _pack, _packed),
    Case(
        ready_to_ship.KIND,
        (Step("POST", PACK), Step("*", LABEL), Step("POST", READY), Step("POST", FULFIL)),
        pending,
        _press_ready,
        _ready,
    ),
    Case(return_goods.KIND, (Step("POST", REFUND),), failed, _return, _goods_back),
    Case(
        f"{return_goods.KIND} elsewhere",
        (Step("POST", REFUND), Step("POST", VOUCHER)),
        failed,
        _return_elsewhere,
        _goods_elsewhere,
    ),
    Case(late_links.KIND, (Step("POST", VOUCHER),), linked_late, _take, _taken),
    Case(
        cancel_orders.KIND,
        (Step("*", CREATE), Step("POST", HARAVAN)),
        prepaid,
        _cancel,
        _canceled,
    ),
    Case(
        f"{cancel_orders.KIND} of a part",
        (Step("*", REPACK), Step("*", CREATE), Step("POST", REFUND)),
        packed,
        _cancel_one,
        _one_canceled,
    ),
    Case(
        answer_cancel.KIND,
        (Step("*", DECIDE),),
        asked_to_cancel,
        _agree_to_cancel,
        _agreed_to_cancel,
    ),
    Case(
        answer_return.KIND,
        (Step("*", UPDATE),),
        asked_to_return,
        _agree_to_return,
        _agreed_to_return,
    ),
)
