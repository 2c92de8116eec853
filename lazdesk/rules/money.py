"""D4 – money of an order in whole đồng: what the shop earns and what the buyer paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol


class Priced(Protocol):
    """One unit's money in đồng, as Lazada states it."""

    @property
    def item_price(self) -> int: ...
    @property
    def voucher_seller(self) -> int: ...
    @property
    def voucher_platform(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the units of one order, all in đồng.

    `discount` is the seller's vouchers; the platform's own voucher lowers only what the buyer
    paid, never the shop's revenue (D4).
    """

    items: int
    discount: int
    shipping: int
    voucher_platform: int

    @property
    def total(self) -> int:
        """What the Haravan order amounts to: items − the seller's vouchers + shipping."""
        return self.items - self.discount + self.shipping

    @property
    def buyer_paid(self) -> int:
        """What the buyer paid: price − all vouchers + shipping (lazada.md §6.1)."""
        return self.total - self.voucher_platform


def totals(units: Iterable[Priced], shipping_fee: int) -> Totals:
    """Sum the money of the units that go into Haravan, with the order's shipping fee (D4)."""
    counted = tuple(units)
    return Totals(
        items=sum(unit.item_price for unit in counted),
        discount=sum(unit.voucher_seller for unit in counted),
        shipping=shipping_fee,
        voucher_platform=sum(unit.voucher_platform for unit in counted),
    )


def shown(amount: int) -> str:
    """``1.234.567 ₫`` (G1)."""
    return f"{amount:,} ₫".replace(",", ".")


def whole_dong(amount: Decimal | int) -> int:
    """Round an amount to whole đồng, half up (C6)."""
    return int(Decimal(amount).quantize(Decimal(1), rounding=ROUND_HALF_UP))
