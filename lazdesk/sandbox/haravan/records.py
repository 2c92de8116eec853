"""What the practice Haravan keeps: a class per resource. Ids are Haravan's, money is đồng."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(slots=True)
class Location:
    id: int
    name: str
    created_at: datetime
    is_primary: bool = False
    type: str = "default"
    is_unavailable_quantity: bool = False


@dataclass(slots=True)
class Variant:
    id: int
    product_id: int
    position: int
    title: str
    sku: str | None
    barcode: str | None
    price: int
    compare_at_price: int | None
    tracked: bool
    oversell: bool
    created_at: datetime
    updated_at: datetime
    grams: float = 250.0
    unit_barcodes: tuple[str, ...] = ()


@dataclass(slots=True)
class Product:
    id: int
    title: str
    created_at: datetime
    updated_at: datetime
    vendor: str = "Khác"
    product_type: str = "Khác"
    tags: str | None = None
    variants: list[Variant] = field(default_factory=list)

    @property
    def handle(self) -> str:
        return f"san-pham-{self.id}"

    @property
    def published_at(self) -> datetime:
        return self.created_at


@dataclass(slots=True)
class StockRow:
    """One variant at one location (haravan.md §6.1)."""

    id: int
    location_id: int
    product_id: int
    variant_id: int
    updated_at: datetime
    onhand: int = 0
    committed: int = 0
    incoming: int = 0

    @property
    def available(self) -> int:
        return self.onhand - self.committed


@dataclass(slots=True)
class AdjustmentLine:
    id: int
    variant: Variant
    quantity: int


@dataclass(slots=True)
class Adjustment:
    """A stock voucher."""

    id: int
    created_at: datetime
    location_id: int
    type: str
    reason: str
    note: str | None
    tags: str | None
    lines: list[AdjustmentLine]


@dataclass(slots=True)
class Transaction:
    """Money booked on an order; a refund's amount is negative. `kind` in lower case."""

    id: int
    order_id: int
    kind: str
    amount: int
    created_at: datetime
    gateway: str | None
    location_id: int
    parent_id: int | None = None
    is_cod: bool = False


@dataclass(slots=True)
class OrderLine:
    """`price` is after the discount; `discount` is that of the whole line."""

    id: int
    variant_id: int | None
    product_id: int | None
    title: str
    variant_title: str | None
    sku: str | None
    barcode: str | None
    quantity: int
    price: int
    discount: int
    moves_stock: bool
    grams: float
    properties: list[dict[str, str]]
    applied_discounts: list[dict[str, Any]]
    shipped: int = 0
    withdrawn: int = 0
    """Units given back or given up before they were shipped."""
    reserved: int = 0
    """Units that stand in Đặt."""
    left: int = 0
    """Units that were taken off Tồn."""
    refunded: int = 0
    restocked: bool = False

    @property
    def fulfillable(self) -> int:
        return self.quantity - self.shipped - self.withdrawn

    @property
    def refundable(self) -> int:
        return self.quantity - self.refunded

    @property
    def name(self) -> str:
        return f"{self.title} - {self.variant_title}" if self.variant_title else self.title


@dataclass(slots=True)
class RefundLine:
    id: int
    line: OrderLine
    quantity: int


@dataclass(slots=True)
class Refund:
    """Goods, money or both given back. `lines` and `restock` are None where Haravan says null."""

    id: int
    order_id: int
    created_at: datetime
    note: str | None
    lines: list[RefundLine] | None
    restock: bool | None
    location_id: int | None
    transactions: list[Transaction]


@dataclass(slots=True)
class Fulfillment:
    """A parcel. `dates` holds when each carrier status was reached."""

    id: int
    order_id: int
    location_id: int
    tracking_company: str | None
    tracking_number: str | None
    tracking_url: str | None
    cod_amount: int
    note: str | None
    notify_customer: bool
    lines: list[tuple[OrderLine, int]]
    carrier_status: str
    created_at: datetime
    updated_at: datetime
    cod_status: str = "none"
    has_left: bool = False
    """Whether its goods have been taken off Tồn."""
    dates: dict[str, datetime] = field(default_factory=dict)


@dataclass(slots=True)
class Customer:
    id: int
    first_name: str | None
    last_name: str | None
    email: str | None
    phone: str | None
    tags: str | None
    note: str | None
    addresses: list[dict[str, Any]]
    created_at: datetime
    updated_at: datetime
    order_ids: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Order:
    id: int
    name: str
    created_at: datetime
    updated_at: datetime
    listed_from: datetime
    """When lists begin to show it."""
    email: str
    customer_id: int | None
    shipping_address: dict[str, Any]
    billing_address: dict[str, Any]
    source: str | None
    location_id: int
    gateway: str | None
    is_cod: bool
    lines: list[OrderLine]
    shipping_lines: list[dict[str, Any]]
    discount_codes: list[dict[str, Any]]
    total_discounts: int
    note: str | None
    tags: list[str]
    note_attributes: list[dict[str, Any]]
    landing_site_ref: str | None
    user_id: int | None
    token: str
    financial_status: str = "pending"
    transactions: list[Transaction] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    fulfillments: list[Fulfillment] = field(default_factory=list)
    confirmed_at: datetime | None = None
    closed_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str | None = None
    assigned_location_id: int | None = None
    assigned_at: datetime | None = None

    @property
    def processed_at(self) -> datetime:
        return self.created_at

    @property
    def subtotal(self) -> int:
        return sum(line.price * line.quantity for line in self.lines)

    @property
    def total(self) -> int:
        shipping = sum(int(line["price"]) for line in self.shipping_lines)
        return self.subtotal - self.total_discounts + shipping

    @property
    def captured(self) -> int:
        return sum(t.amount for t in self.transactions if t.kind in ("capture", "sale"))

    @property
    def given_back(self) -> int:
        """Money refunded so far, as a positive amount."""
        return -sum(t.amount for refund in self.refunds for t in refund.transactions)

    @property
    def fulfillment_status(self) -> str:
        if not any(line.shipped for line in self.lines):
            return "notfulfilled"
        return "partial" if any(line.fulfillable for line in self.lines) else "fulfilled"


@dataclass(slots=True)
class Metafield:
    id: int
    namespace: str
    key: str
    value: str
    value_type: str
    created_at: datetime
    updated_at: datetime


@dataclass(slots=True)
class Event:
    id: int
    order_id: int
    order_name: str
    verb: str
    created_at: datetime
