"""What the seller does in Seller Center and the couriers do on the road, for tests."""

from __future__ import annotations

from collections.abc import Sequence

from lazdesk.platforms.lazada.payloads import PackOrder
from lazdesk.sandbox.haravan.records import Fulfillment
from lazdesk.sandbox.lazada.couriers import Event
from lazdesk.sandbox.lazada.records import Order, Unit
from lazdesk.sandbox.world import World
from tests.sync.practice import Practice

PACK = "/order/fulfill/pack"
READY = "/order/package/rts"


def packs(shops: Practice, order: Order, units: Sequence[Unit] | None = None) -> None:
    """The seller packs these units (or all) into one parcel."""
    ids = [str(unit.order_item_id) for unit in units or order.units]
    shops.session().lazada.pack([PackOrder(str(order.order_id), tuple(ids))])


def repacks(shops: Practice, order: Order) -> None:
    """The seller undoes every parcel of the order and packs anew: other packages."""

    def undo(world: World) -> None:
        for unit in order.units:
            if unit.package is not None:
                unit.package.gone = True
                unit.package = None
                world.lazada.change(unit, "repacked")

    shops.shops.call(undo)
    packs(shops, order)


def hands_over(shops: Practice, order: Order) -> None:
    """The seller makes every parcel of the order ready to ship, and Lazada has worked it off."""
    packages = {unit.package.package_id for unit in order.units if unit.package}
    shops.session().lazada.ready_to_ship(sorted(packages))
    shops.advance(30)


def courier(
    shops: Practice, order: Order, event: Event, units: Sequence[Unit] | None = None
) -> None:
    ids = None if units is None else [unit.order_item_id for unit in units]
    shops.shops.call(lambda world: world.lazada.courier(order.order_id, event, ids))
    shops.advance(1)


def shipped(shops: Practice, order: Order) -> None:
    """Packed, handed over, picked up."""
    packs(shops, order)
    hands_over(shops, order)
    courier(shops, order, "picks up")


def parcels(shops: Practice, order: Order) -> list[Fulfillment]:
    """The order's fulfilments in Haravan."""
    return shops.the_order(order).fulfillments


def states(shops: Practice, order: Order) -> list[str]:
    return [parcel.carrier_status for parcel in parcels(shops, order)]


def show(shops: Practice, order: Order, status: str) -> None:
    shops.shops.call(lambda world: world.lazada.show_status(order.order_id, status))
    shops.advance(1)


def cancel_on_lazada(shops: Practice, order: Order) -> None:
    shops.shops.call(lambda world: world.lazada.buyer_cancels(order.order_id, ask=False))
    shops.advance(1)
