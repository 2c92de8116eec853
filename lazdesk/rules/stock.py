"""C2–C4, C6, C9 – what Lazada should hold: sellable quantity, price, and the guards on both."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from lazdesk.rules import money, status
from lazdesk.rules.policy import Policy
from lazdesk.rules.status import Word

OVERSELL_QUANTITY = 100_000
"""Quantity shown on Lazada for goods that may be ordered when out of stock (C2)."""

UNPAID_HOLD = timedelta(minutes=30)
"""How long Lazada withholds the stock of an unpaid unit (C4, lazada.md §5.3)."""


@dataclass(frozen=True, slots=True)
class Location:
    """A Haravan location; `unavailable` is its flag `is_unavailable_quantity`."""

    id: str
    primary: bool = False
    type: str = ""
    unavailable: bool = False


class StockRule(StrEnum):
    """How a variant's quantity goes to Lazada (C2)."""

    CONTINUE = "continue"
    DENY = "deny"
    UNTRACKED = "untracked"


@dataclass(frozen=True, slots=True)
class StockUnit:
    """One Lazada unit as far as stock is concerned.

    `imports`: D1 imports its order. `held_since`: when a Haravan order was seen to hold it, None
    while none does or the outcome of the post is unknown. `merchant_canceled`: the merchant
    canceled that Haravan order while Lazada goes on.
    """

    sku_id: str
    status: str
    created_at: datetime
    fbl: bool = False
    digital: bool = False
    imports: bool = True
    held_since: datetime | None = None
    merchant_canceled: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """The inputs of one quantity (C4), as shown by `explain` (C11)."""

    q: int
    u: int = 0
    w: int = 0
    b: int = 0

    @property
    def n(self) -> int:
        """The number rule C2 is applied to."""
        return self.q - self.u - self.w - self.b


@dataclass(frozen=True, slots=True)
class PriceWanted:
    """Price in đồng; `sale_price` None: Lazada's sale price is not this push's business."""

    price: int
    sale_price: int | None = None


def counted_locations(
    locations: Iterable[Location], chosen: Sequence[str] | None
) -> tuple[str, ...]:
    """Return the ids of the locations whose stock counts (C3).

    `chosen` None is Kho tổng: all but goods on the road and those marked unavailable; a location
    the merchant names himself counts whatever it is.
    """
    if chosen is not None:
        return tuple(dict.fromkeys(chosen))
    return tuple(
        location.id
        for location in locations
        if location.type.strip().lower() != "ontheroad" and not location.unavailable
    )


def order_location(locations: Iterable[Location], chosen: str | None) -> str | None:
    """Return the id of the location orders are deducted from (D7).

    `chosen` None is Kho tổng, which here means the primary location. None: the shop has none.
    """
    if chosen is not None:
        return chosen
    return next((location.id for location in locations if location.primary), None)


def available(rows: Mapping[str, int], counted: Iterable[str]) -> int:
    """Return q: the sum of `qty_available` over the counted locations, a missing row being 0."""
    return sum(rows.get(location_id, 0) for location_id in counted)


def stock_rule(*, tracked: bool, oversell: bool) -> StockRule:
    """Return the rule of a variant from Haravan's inventory management and policy (C2)."""
    if not tracked:
        return StockRule.UNTRACKED
    return StockRule.CONTINUE if oversell else StockRule.DENY


def wanted_quantity(rule: StockRule, n: int) -> int | None:
    """Return the sellable quantity Lazada should hold (C2); None: quantity is not pushed."""
    match rule:
        case StockRule.UNTRACKED:
            return None
        case StockRule.CONTINUE:
            return n if n > 0 else OVERSELL_QUANTITY
        case StockRule.DENY:
            return max(n, 0)


def unheld(units: Iterable[StockUnit], read_at: datetime) -> Counter[str]:
    """Count u per SKU: sold units that no Haravan order held when q was read (C4)."""
    return Counter(unit.sku_id for unit in units if _is_unheld(unit, read_at))


def withheld(units: Iterable[StockUnit], now: datetime) -> Counter[str]:
    """Count w per SKU: unpaid units that Lazada still withholds (C4)."""
    return Counter(
        unit.sku_id
        for unit in units
        if _takes_own_stock(unit)
        and status.of_unit(unit.status) is Word.UNPAID
        and now - unit.created_at < UNPAID_HOLD
    )


def _is_unheld(unit: StockUnit, read_at: datetime) -> bool:
    word = status.of_unit(unit.status)
    if not (unit.imports and _takes_own_stock(unit)) or word in (Word.UNPAID, Word.CANCELED):
        return False
    if unit.merchant_canceled:
        # Once shipped, the goods have left the shelf and Haravan's count is the merchant's own.
        return word is None or word < Word.TRANSIT
    return unit.held_since is None or unit.held_since > read_at


def _takes_own_stock(unit: StockUnit) -> bool:
    return not (unit.fbl or unit.digital)


def wanted_price(
    price: Decimal | int, compare_at: Decimal | int | None, sale_enabled: bool
) -> PriceWanted | None:
    """Return the price Lazada should hold, in whole đồng; None: a price of 0 is never sent (C6)."""
    selling = money.whole_dong(price)
    if selling <= 0:
        return None
    before = money.whole_dong(compare_at or 0)
    if sale_enabled and before > selling:
        return PriceWanted(before, selling)
    return PriceWanted(selling)


def price_jump(old: int, new: int, policy: Policy) -> bool:
    """Tell whether a change of price, in đồng, waits for the merchant's consent (C9)."""
    return abs(new - old) * 100 > policy.price_change_percent * old


def too_many_zeros(zeroed: int, linked: int, policy: Policy) -> bool:
    """Tell whether a cycle that sets `zeroed` of `linked` SKUs to 0 waits for consent (C9).

    `zeroed` leaves out the SKUs that orders sold out.
    """
    return zeroed >= policy.zero_stock_min and zeroed * 100 > policy.zero_stock_percent * linked
