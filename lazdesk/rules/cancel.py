"""E2 – which units the seller may cancel, what goes with them, and what a reason entails."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from lazdesk.rules import buttons, status, text
from lazdesk.rules.status import Word

CANCELABLE = frozenset(
    {
        *("pending", "topack", "packed", "repacked"),
        *("ready_to_ship_pending", "ready_to_ship", "toship"),
    }
)
"""Statuses in which the seller may cancel a unit (lazada.md §8.1)."""

LIFE = timedelta(minutes=10)
"""A cancel that could not be sent within this time is not sent any more."""

ZEROED_WITHIN = timedelta(minutes=20)
"""So long after the click Lazada may yet be seen to set the SKU's stock to 0."""

_OUT_OF_STOCK_IDS = frozenset({"10000021"})
_OUT_OF_STOCK = ("out of stock", "het hang", "khong con hang")
_WRONG_PRICE_IDS = frozenset({"10000023"})
_WRONG_PRICE = ("wrong price", "pricing error", "sai gia")


class Unit(Protocol):
    """What a cancel looks at in a Lazada unit."""

    @property
    def status(self) -> str: ...
    @property
    def is_fbl(self) -> bool: ...
    @property
    def cancel_pending(self) -> bool: ...


class Parcel(Unit, Protocol):
    """A unit that is told apart, and what it travels in."""

    @property
    def order_item_id(self) -> str: ...
    @property
    def package_id(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """A cancel of `unit_ids`: packages to dissolve first, so that what else is in them stays, and
    the `mates` that no repacking saves, which are canceled too (lazada.md §12.12)."""

    unit_ids: tuple[str, ...]
    repack: tuple[str, ...] = ()
    mates: tuple[str, ...] = ()


def why_not(units: Iterable[Unit]) -> str | None:
    """Return the key of `buttons.REASONS` that forbids *Hủy đơn hàng*, None when some unit may be
    canceled by the seller."""
    live = [unit for unit in units if not status.is_canceled(unit.status)]
    if not live:
        return "canceled"
    own = [unit for unit in live if not unit.is_fbl]
    if not own:
        return "fbl"
    if any(map(may_cancel, own)):
        return None
    if any(unit.cancel_pending for unit in own):
        return "cancel_request"
    words = [status.of_unit(unit.status) for unit in own]
    if None in words:
        return "unknown_status"
    return "unpaid" if Word.UNPAID in words else "on_its_way"


def may_cancel(unit: Unit) -> bool:
    """Tell whether the seller may cancel this unit; a buyer's request is answered instead (E4)."""
    return not unit.is_fbl and not unit.cancel_pending and unit.status.strip().lower() in CANCELABLE


def plan(units: Sequence[Parcel], chosen: Collection[str]) -> Plan:
    """Return how the `chosen` ones of an order's live units are canceled.

    Only a package whose units are all packed, and not more, can be dissolved (lazada.md §6.4).
    """
    unit_ids = tuple(unit.order_item_id for unit in units if unit.order_item_id in chosen)
    repack: list[str] = []
    mates: list[str] = []
    packages = {u.package_id for u in units if u.order_item_id in chosen and u.package_id}
    for package in sorted(packages):
        inside = [unit for unit in units if unit.package_id == package]
        others = [unit.order_item_id for unit in inside if unit.order_item_id not in chosen]
        if others and all(unit.status in buttons.PACKED for unit in inside):
            repack.append(package)
        else:
            mates += others
    return Plan(unit_ids, tuple(repack), tuple(mates))


def is_out_of_stock(reason_id: str, name: str) -> bool:
    """Tell whether the reason says that the goods are not there; names differ by country."""
    return reason_id in _OUT_OF_STOCK_IDS or any(said in text.fold(name) for said in _OUT_OF_STOCK)


def zeroes_stock(reason_id: str, name: str) -> bool:
    """Tell whether Lazada sets the SKU's stock to 0 for this reason (lazada.md §8.1)."""
    wrong_price = reason_id in _WRONG_PRICE_IDS or any(
        said in text.fold(name) for said in _WRONG_PRICE
    )
    return wrong_price or is_out_of_stock(reason_id, name)


def restocks(reason_id: str, name: str, *, by_itself: bool) -> bool:
    """Return what is preset for the goods: as canceled orders are handled by themselves (D10), but
    what is out of stock cannot go back into it."""
    return by_itself and not is_out_of_stock(reason_id, name)
