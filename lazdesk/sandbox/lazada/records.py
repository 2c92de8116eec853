"""What the practice Lazada keeps: items and their stock, orders, units, parcels, reverse orders.

`dump()` of a record is what tests in other processes see of it: ids as text, money in đồng.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lazdesk.sandbox.people import Buyer


@dataclass(eq=False)
class Buckets:
    """Stock of one SKU in one warehouse (lazada.md §5.3)."""

    sellable: int
    withhold: int = 0  # ordered, not paid
    occupy: int = 0  # paid, not handed over

    @property
    def total(self) -> int:
        return self.sellable + self.withhold + self.occupy

    def dump(self) -> dict[str, int]:
        return {"sellable": self.sellable, "withhold": self.withhold, "occupy": self.occupy}


@dataclass(eq=False)
class Lock:
    """A campaign's claim on a SKU: `sellable` pieces are reserved, the price may be frozen."""

    name: str
    start: datetime
    end: datetime
    sellable: int = 0
    price: bool = False
    shown: bool = True


@dataclass(eq=False)
class Sku:
    """One sellable thing of an item. `fbl` = stock in Lazada's own warehouse, if it lies there."""

    sku_id: int
    item: Item
    seller_sku: str
    price: int
    variation: dict[str, str]
    buckets: dict[str, Buckets]
    fbl: Buckets | None = None
    status: str = "active"
    special_price: int = 0
    special_from: str = ""
    special_to: str = ""
    locks: list[Lock] = field(default_factory=list)
    contended: int | None = None  # the number another program keeps it at
    refuses: str = ""  # how its writes are refused, see `LazadaShop.spoil`
    refused_with: tuple[str, str] | None = None  # code and message, see `LazadaShop.refuse`

    @property
    def shop_sku(self) -> str:
        return f"{self.item.item_id}_VNAMZ-{self.sku_id}"

    @property
    def sellable(self) -> int:
        return sum(bucket.sellable for bucket in self.buckets.values())

    def locked_at(self, now: datetime) -> list[Lock]:
        """The campaign locks in force."""
        return [lock for lock in self.locks if lock.start <= now < lock.end]

    def dump(self) -> dict[str, Any]:
        return {
            "sku_id": str(self.sku_id),
            "item_id": str(self.item.item_id),
            "seller_sku": self.seller_sku,
            "status": self.status,
            "price": self.price,
            "special_price": self.special_price,
            "stock": {code: bucket.dump() for code, bucket in self.buckets.items()},
            "fbl": self.fbl.dump() if self.fbl else None,
        }


@dataclass(eq=False)
class Item:
    """A product (Lazada: item, SPU)."""

    item_id: int
    name: str
    created_at: datetime
    updated_at: datetime
    status: str = "Active"
    skus: list[Sku] = field(default_factory=list)


@dataclass(eq=False)
class Unit:
    """One piece ordered: a row of its own, with a status of its own (§6.3)."""

    order_item_id: int
    order: Order
    sku: Sku
    status: str
    price: int
    voucher_seller: int
    voucher_platform: int
    shipping_amount: int
    warehouse: str
    created_at: datetime
    updated_at: datetime
    fbl: bool = False
    digital: bool = False
    dbs: bool = False
    pickup_in_store: bool = False
    shipping_type: str = "Dropshipping"
    order_type: str = "Normal"
    stage_pay_status: str | None = None
    held: str | None = None  # the bucket that counts this unit: withhold, occupy or none
    package: Package | None = None
    need_cancel_confirm: bool = False
    is_cancel_pending: bool = False
    cancel_trigger_at: datetime | None = None
    reverse_order_id: int | None = None
    reason: str = ""
    initiator: str = ""
    return_status: str = ""

    @property
    def paid_price(self) -> int:
        return self.price - self.voucher_seller - self.voucher_platform

    def dump(self) -> dict[str, Any]:
        return {
            "order_item_id": str(self.order_item_id),
            "order_id": str(self.order.order_id),
            "sku_id": str(self.sku.sku_id),
            "seller_sku": self.sku.seller_sku,
            "status": self.status,
            "price": self.price,
            "paid_price": self.paid_price,
            "voucher_seller": self.voucher_seller,
            "package_id": self.package.package_id if self.package else None,
            "need_cancel_confirm": self.need_cancel_confirm,
            "is_cancel_pending": self.is_cancel_pending,
            "reason": self.reason,
        }


@dataclass(eq=False)
class Order:
    """A buyer's order in one shop; it has no status but its units' (§6.2)."""

    order_id: int
    created_at: datetime
    updated_at: datetime
    buyer: Buyer
    masked: bool
    payment_method: str
    shipping_fee: int
    buyer_note: str = ""
    paid_at: datetime | None = None
    units: list[Unit] = field(default_factory=list)

    @property
    def statuses(self) -> list[str]:
        return sorted({unit.status for unit in self.units})

    def dump(self) -> dict[str, Any]:
        return {
            "order_id": str(self.order_id),
            "created_at": self.created_at.isoformat(),
            "updated_at": self.updated_at.isoformat(),
            "payment_method": self.payment_method,
            "shipping_fee": self.shipping_fee,
            "units": [unit.dump() for unit in self.units],
        }


@dataclass(eq=False)
class Package:
    """A parcel: what was packed together shares its fate (§7.1)."""

    package_id: str
    tracking_number: str
    provider: str
    units: list[Unit]
    packed_at: datetime
    gone: bool = False  # dissolved by repack, or canceled

    def dump(self) -> dict[str, Any]:
        return {
            "package_id": self.package_id,
            "tracking_number": self.tracking_number,
            "units": [str(unit.order_item_id) for unit in self.units],
            "gone": self.gone,
        }


@dataclass(eq=False)
class ReverseLine:
    """One unit of a reverse order; `amount` is in đồng (§8.3)."""

    line_id: int
    unit: Unit
    status: str
    reason: str
    amount: int
    created_at: datetime
    modified_at: datetime
    needs_refund: bool
    ofc_status: str = "INITIAL"


@dataclass(eq=False)
class ReverseOrder:
    """A buyer's wish to cancel (CANCEL), to return (RETURN) or to be refunded (ONLY_REFUND)."""

    reverse_order_id: int
    order: Order
    request_type: str
    to_merchant: bool
    lines: list[ReverseLine]

    def dump(self) -> dict[str, Any]:
        return {
            "reverse_order_id": str(self.reverse_order_id),
            "order_id": str(self.order.order_id),
            "request_type": self.request_type,
            "lines": [
                {
                    "line_id": str(line.line_id),
                    "order_item_id": str(line.unit.order_item_id),
                    "status": line.status,
                    "amount": line.amount,
                }
                for line in self.lines
            ],
        }
