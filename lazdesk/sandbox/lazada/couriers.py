"""What happens to parcels and returned goods in the practice Lazada."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from lazdesk.sandbox.lazada.buyers import Buyers
from lazdesk.sandbox.lazada.records import Package, ReverseOrder, Unit
from lazdesk.sandbox.lazada.state import Id

Event = Literal[
    "picks up",
    "delivers",
    "confirms",
    "fails",
    "ships back",
    "hands back",
    "cannot hand back",
    "loses",
    "damages",
    "scraps",
]

# Event → statuses it may follow, status it leads to (§6.4). A delivery may follow a failed or
# lost attempt; "confirms" is the buyer's or Lazada's word that all is well.
_COURSES: dict[Event, tuple[frozenset[str], str]] = {
    "picks up": (frozenset({"ready_to_ship", "toship"}), "shipped"),
    "delivers": (frozenset({"shipped", "failed_delivery", "lost_by_3pl"}), "delivered"),
    "confirms": (frozenset({"delivered"}), "confirmed"),
    "fails": (frozenset({"shipped"}), "failed_delivery"),
    "ships back": (frozenset({"failed_delivery"}), "shipped_back"),
    "hands back": (frozenset({"shipped_back"}), "shipped_back_success"),
    "cannot hand back": (frozenset({"shipped_back"}), "shipped_back_failed"),
    "loses": (frozenset({"shipped", "shipped_back", "shipped_back_failed"}), "lost_by_3pl"),
    "damages": (frozenset({"shipped", "shipped_back", "shipped_back_failed"}), "damaged_by_3pl"),
    "scraps": (frozenset({"shipped_back_success", "shipped_back_failed"}), "package_scrapped"),
}


class Couriers(Buyers):
    """The acts of couriers, and of buyers after delivery."""

    def courier(self, order_id: Id, event: Event, units: Iterable[Id] | None = None) -> list[Unit]:
        """`event` happens to those units of the order that can meet it, or to the named ones.

        Returns the units moved; raises ValueError when there is none.
        """
        before, after = _COURSES[event]
        moved = [unit for unit in self.some_units(order_id, units) if unit.status in before]
        if not moved:
            raise ValueError(f"no unit of {order_id} that a courier {event}")
        for unit in moved:
            if after == "shipped":
                self.hold(unit, None)
            self.change(unit, after)
        return moved

    def show_status(
        self, order_id: Id, status: str, units: Iterable[Id] | None = None
    ) -> list[Unit]:
        """Show any status word at all on units, known or not."""
        moved = self.some_units(order_id, units)
        for unit in moved:
            self.change(unit, status)
        return moved

    def finish_rts(self, package: Package) -> None:
        """Lazada has worked off a ready-to-ship call; couriers come on their own if they work."""
        for unit in package.units:
            if unit.status == "ready_to_ship_pending":
                self.change(unit, "ready_to_ship")
        if self.options.couriers_work:
            self.world.later(self.options.pickup_seconds, lambda: self._pick_up(package))

    def _pick_up(self, package: Package) -> None:
        units = [unit for unit in package.units if unit.status == "ready_to_ship"]
        for unit in units:
            self.change(unit, "shipped")
        self.world.later(self.options.delivery_seconds, lambda: self._deliver(units))

    def _deliver(self, units: list[Unit]) -> None:
        for unit in units:
            if unit.status == "shipped":
                self.change(unit, "delivered")

    def buyer_returns(
        self,
        order_id: Id,
        units: Iterable[Id] | None = None,
        *,
        goods: bool = True,
        to_merchant: bool = True,
        reason: str = "Item is defective",
    ) -> ReverseOrder:
        """After delivery the buyer asks for a return, or (`goods` False) just for the money."""
        chosen = self.some_units(order_id, units)
        if not all(unit.status in ("delivered", "confirmed") for unit in chosen):
            raise ValueError(f"not all delivered: {order_id}")
        request_type = "RETURN" if goods else "ONLY_REFUND"
        reverse = self.open_reverse(
            self.order(order_id), request_type, chosen, reason, to_merchant=to_merchant
        )
        for unit in chosen:
            unit.return_status = "REQUEST_INITIATE"
            self.change(unit)
        return reverse

    def return_moves(self, reverse_order_id: Id, status: str) -> ReverseOrder:
        """Give a reverse order any status, e.g. SELLER_AGREE_RETURN, REQUEST_REJECT."""
        reverse = self.reverses[int(reverse_order_id)]
        self.move_reverse(reverse, status)
        for line in reverse.lines:
            line.unit.return_status = status
            self.change(line.unit)
        return reverse

    def refund(
        self,
        reverse_order_id: Id,
        amounts: Iterable[int] | None = None,
        status: str = "REFUND_SUCCESS",
    ) -> ReverseOrder:
        """Lazada pays the buyer back: per line what was paid, or `amounts` in đồng.

        A unit paid back in full shows as `returned`.
        """
        reverse = self.reverses[int(reverse_order_id)]
        if amounts is not None:
            for line, amount in zip(reverse.lines, amounts, strict=True):
                line.amount = amount
        self.return_moves(reverse_order_id, status)
        for line in reverse.lines:
            if line.amount >= line.unit.paid_price:
                self.change(line.unit, "returned")
        return reverse
