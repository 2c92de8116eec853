"""What Lazada answers, as frozen records (read by ``parse``). Ids are text, money is đồng."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Seller:
    """The shop behind the token (lazada.md §9)."""

    seller_id: str
    name: str
    short_code: str
    status: str
    email: str = field(repr=False)
    verified: bool


@dataclass(frozen=True, slots=True)
class Warehouse:
    """One of the seller's warehouses; more than one makes a multi-warehouse seller (C12)."""

    code: str
    name: str
    default: bool
    active: bool


@dataclass(frozen=True, slots=True)
class WarehouseStock:
    """Units of a SKU in one warehouse (lazada.md §5.3)."""

    code: str
    sellable: int
    withhold: int
    occupy: int


@dataclass(frozen=True, slots=True)
class CampaignLock:
    """Units a campaign holds inside sellable; stock cannot be set below it."""

    name: str
    start: datetime | None
    end: datetime | None
    sellable: int


@dataclass(frozen=True, slots=True)
class Sku:
    """One sellable variant; ``quantity`` is what Lazada calls sellable, prices are đồng."""

    sku_id: str
    seller_sku: str
    shop_sku: str
    status: str
    quantity: int
    price: int
    special_price: int | None
    special_from: datetime | None
    special_to: datetime | None
    variation: str
    warehouses: tuple[WarehouseStock, ...]
    fbl_only: bool
    locks: tuple[CampaignLock, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """One item with its SKUs (lazada.md §5.1)."""

    item_id: str
    name: str
    status: str
    updated_at: datetime | None
    skus: tuple[Sku, ...]
    raw: Mapping[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A page of products; ``total`` counts items, not SKUs, and drifts while paging."""

    total: int
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Where an order goes; what the numbered lines mean differs (lazada.md §6.2)."""

    name: str
    phone: str
    address1: str
    address2: str
    address3: str
    address4: str
    address5: str
    district: str
    city: str
    post_code: str
    country: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order as listed; ``statuses`` is the set of its items' statuses (lazada.md §6.2)."""

    order_id: str
    order_number: str
    created_at: datetime
    updated_at: datetime
    statuses: tuple[str, ...]
    price: int
    shipping_fee: int
    voucher: int
    voucher_seller: int
    voucher_platform: int
    items_count: int
    payment_method: str
    buyer_name: str = field(repr=False)
    shipping: Address = field(repr=False)
    need_cancel_confirm: bool
    is_cancel_pending: bool
    buyer_note: str = field(repr=False)
    remarks: str = field(repr=False)
    warehouse_code: str
    raw: Mapping[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class OrderPage:
    """A page of orders; ``total`` is ``None`` where the answer does not count them."""

    total: int | None
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One unit of an order (lazada.md §6.3); package fields are ``None`` before it is packed."""

    order_item_id: str
    order_id: str
    status: str
    name: str
    variation: str
    sku: str
    shop_sku: str
    sku_id: str
    item_id: str
    item_price: int
    paid_price: int
    voucher_seller: int
    voucher_platform: int
    shipping_amount: int
    package_id: str | None
    tracking_code: str | None
    shipment_provider: str | None
    shipping_type: str
    shipping_provider_type: str
    is_digital: bool
    is_fbl: bool
    is_dbs: bool
    warehouse_code: str
    order_type: str
    stage_pay_status: str | None
    need_cancel_confirm: bool
    is_cancel_pending: bool
    cancel_trigger_time: datetime | None
    reverse_order_id: str | None
    reason: str
    cancel_initiator: str
    created_at: datetime | None
    updated_at: datetime | None
    sla_at: datetime | None
    raw: Mapping[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """One of the reasons Lazada offers for a cancel or a refusal, in its own words."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CancelOffer:
    """The reasons that Lazada takes for a cancel; none: it may not be, and ``tip`` says why."""

    reasons: tuple[Reason, ...]
    tip: str


@dataclass(frozen=True, slots=True)
class ReverseLine:
    """One unit of a reverse order; ``amount`` is in đồng, not in cents (lazada.md §8.3).

    ``to_merchant`` False: the goods go to Lazada's warehouse, which decides. ``answer_by``: until
    then the seller may answer, else Lazada does.
    """

    line_id: str
    reverse_order_id: str
    order_id: str
    order_item_id: str
    request_type: str
    status: str
    amount: int
    needs_refund: bool
    modified_at: datetime | None
    to_merchant: bool
    reason: str
    answer_by: datetime | None


@dataclass(frozen=True, slots=True)
class ReversePage:
    """A page of reverse orders, ``count`` of them, with the lines of all."""

    total: int | None
    count: int
    lines: tuple[ReverseLine, ...]


@dataclass(frozen=True, slots=True)
class Provider:
    """A carrier one may choose when the platform does not (``NTFS``)."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class ProviderChoice:
    """Who carries an order: ``platform_default`` means that Lazada chooses (lazada.md §7.1)."""

    platform_default: bool
    allocate_type: str
    providers: tuple[Provider, ...]


@dataclass(frozen=True, slots=True)
class PackedItem:
    """What packing did to one unit; ``retry`` is Lazada's word that asking again may help."""

    order_id: str
    order_item_id: str
    ok: bool
    code: str
    message: str
    retry: bool
    package_id: str | None
    tracking_number: str | None
    shipment_provider: str | None


@dataclass(frozen=True, slots=True)
class PackageResult:
    """What an action did to one package."""

    package_id: str
    ok: bool
    code: str
    message: str
    retry: bool


@dataclass(frozen=True, slots=True)
class SkuFailure:
    """One SKU that a batch did not write, and why."""

    sku_id: str | None
    seller_sku: str | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch write came to (lazada.md §5.6).

    ``complete``: every failure names its SKU, so the others went through (to be read back, C8).
    Otherwise some failure fits no SKU of the batch: nothing is known, send smaller batches.
    ``request_id`` is what Lazada's support finds the call by.
    """

    failures: tuple[SkuFailure, ...]
    complete: bool
    request_id: str = field(default="", compare=False)
