"""What Haravan answers, as frozen records; no key but the id is taken for granted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lazdesk.platforms import reading

CAPTURES = ("capture", "sale")
"""The kinds of a transaction that say that something was paid."""


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop behind the token (haravan.md §4)."""

    id: str
    name: str
    domain: str
    myharavan_domain: str
    timezone: str
    raw: Mapping[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Location:
    """A place that holds stock; ``unavailable`` marks goods that must not be sold."""

    id: str
    name: str
    primary: bool
    type: str
    unavailable: bool
    raw: Mapping[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant; prices are đồng, the quantity means nothing unless ``tracked``."""

    id: str
    product_id: str
    title: str
    sku: str
    barcode: str
    price: int
    compare_at_price: int | None
    tracked: bool
    oversell: bool
    inventory_quantity: int
    unit_barcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """One product with its variants (haravan.md §5)."""

    id: str
    title: str
    updated_at: datetime | None
    variants: tuple[Variant, ...]
    raw: Mapping[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Stock:
    """Units of a variant at a location (haravan.md §6.1); may be negative."""

    variant_id: str
    location_id: str
    available: int
    onhand: int
    committed: int
    incoming: int
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class Transaction:
    """Money of an order; ``kind`` is lower case, ``status`` as Haravan wrote it."""

    id: str
    kind: str
    amount: int
    status: str


@dataclass(frozen=True, slots=True)
class Refund:
    """Goods and money given back; ``lines`` are (order line id, quantity), ``amount`` ≥ 0.
    ``restocked``: the goods went back into stock."""

    id: str
    note: str
    lines: tuple[tuple[str, int], ...]
    amount: int
    restocked: bool
    created_at: datetime | None


@dataclass(frozen=True, slots=True)
class Fulfillment:
    """One shipment; ``carrier_status`` is lower case without underscores (haravan.md §8.1)."""

    id: str
    order_id: str
    tracking_number: str
    tracking_company: str
    status: str
    carrier_status: str
    lines: tuple[tuple[str, int], ...]
    location_id: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A stock voucher; its note is how it is found again (haravan.md §6.3). ``lines`` are
    (product id, variant id, quantity)."""

    id: str
    location_id: str
    note: str
    lines: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line; a custom line has no variant."""

    id: str
    variant_id: str | None
    sku: str
    title: str
    quantity: int
    price: int
    fulfillable_quantity: int | None
    properties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Order:
    """An order; with a ``fields`` filter what was not asked for is empty.

    ``financial_status`` and ``fulfillment_status`` are lower case without underscores, since
    Haravan writes them both ways (haravan.md §7.3).
    """

    id: str
    name: str
    created_at: datetime | None
    updated_at: datetime | None
    source: str
    confirmed: bool
    cancelled_at: datetime | None
    financial_status: str
    fulfillment_status: str
    closed: bool
    location_id: str
    total: int | None
    note: str
    tags: tuple[str, ...]
    note_attributes: Mapping[str, str]
    lines: tuple[OrderLine, ...]
    transactions: tuple[Transaction, ...]
    refunds: tuple[Refund, ...]
    fulfillments: tuple[Fulfillment, ...]
    raw: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def captured(self) -> int:
        """The đồng that were paid for it, by its transactions."""
        return sum(row.amount for row in self.transactions if row.kind in CAPTURES)


@dataclass(frozen=True, slots=True)
class Metafield:
    """A shop metafield: a text under a namespace and a key."""

    id: str
    namespace: str
    key: str
    value: str
    value_type: str
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class Region:
    """A province, district or ward of Haravan's lists."""

    id: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer, as far as finding one by phone needs."""

    id: str
    name: str = field(repr=False)
    phone: str = field(repr=False)


def shop(row: Mapping[str, Any]) -> Shop:
    """``shop`` of ``shop.json``."""
    return Shop(
        id=reading.key(row, "id"),
        name=reading.text(row.get("name")),
        domain=reading.text(row.get("domain")),
        myharavan_domain=reading.text(row.get("myharavan_domain")),
        timezone=reading.text(row.get("timezone")),
        raw=row,
    )


def location(row: Mapping[str, Any]) -> Location:
    """One element of ``locations``."""
    return Location(
        id=reading.key(row, "id"),
        name=reading.text(row.get("name")),
        primary=reading.flag(row.get("is_primary")),
        type=reading.text(row.get("type")).lower(),
        unavailable=reading.flag(row.get("is_unavailable_quantity")),
        raw=row,
    )


def _variant(row: Mapping[str, Any], product_id: str) -> Variant:
    units = reading.rows(row.get("variant_units"))
    return Variant(
        id=reading.key(row, "id"),
        product_id=reading.text(row.get("product_id")) or product_id,
        title=reading.text(row.get("title")),
        sku=reading.text(row.get("sku")),
        barcode=reading.text(row.get("barcode")),
        price=reading.whole(row.get("price")),
        compare_at_price=reading.whole(row.get("compare_at_price")) or None,
        tracked=reading.text(row.get("inventory_management")).lower() == "haravan",
        oversell=reading.text(row.get("inventory_policy")).lower() == "continue",
        inventory_quantity=reading.whole(row.get("inventory_quantity")),
        unit_barcodes=tuple(
            barcode for unit in units if (barcode := reading.text(unit.get("barcode")))
        ),
    )


def product(row: Mapping[str, Any]) -> Product:
    """One element of ``products``."""
    product_id = reading.key(row, "id")
    return Product(
        id=product_id,
        title=reading.text(row.get("title")),
        updated_at=reading.moment(row.get("updated_at")),
        variants=tuple(_variant(v, product_id) for v in reading.rows(row.get("variants"))),
        raw=row,
    )


def stock(row: Mapping[str, Any]) -> Stock:
    """One element of ``inventory_locations``; ``loc_id`` and ``qty_commited`` are spelt so."""
    return Stock(
        variant_id=reading.key(row, "variant_id"),
        location_id=reading.key(row, "loc_id"),
        available=reading.whole(row.get("qty_available")),
        onhand=reading.whole(row.get("qty_onhand")),
        committed=reading.whole(row.get("qty_commited")),
        incoming=reading.whole(row.get("qty_incoming")),
        updated_at=reading.moment(row.get("updated_at")),
    )


def transaction(row: Mapping[str, Any]) -> Transaction:
    """One element of ``transactions``."""
    return Transaction(
        id=reading.key(row, "id"),
        kind=reading.text(row.get("kind")).lower(),
        amount=reading.whole(row.get("amount")),
        status=reading.text(row.get("status")),
    )


def _line_quantities(value: object, id_name: str) -> tuple[tuple[str, int], ...]:
    return tuple(
        (reading.key(row, id_name), reading.whole(row.get("quantity")))
        for row in reading.rows(value)
    )


def refund(row: Mapping[str, Any]) -> Refund:
    """One element of ``refunds``; Haravan writes the amounts negative (haravan.md §9)."""
    return Refund(
        id=reading.key(row, "id"),
        note=reading.text(row.get("note")),
        lines=_line_quantities(row.get("refund_line_items"), "line_item_id"),
        amount=sum(
            abs(reading.whole(money.get("amount")))
            for money in reading.rows(row.get("transactions"))
        ),
        restocked=reading.flag(row.get("restock")),
        created_at=reading.moment(row.get("created_at")),
    )


def adjustment(row: Mapping[str, Any]) -> Adjustment:
    """One element of ``adjustments``."""
    return Adjustment(
        id=reading.key(row, "id"),
        location_id=reading.text(row.get("location_id")),
        note=reading.text(row.get("note")),
        lines=tuple(
            (
                reading.text(line.get("product_id")),
                reading.text(line.get("product_variant_id")),
                reading.whole(line.get("quantity")),
            )
            for line in reading.rows(row.get("line_items"))
        ),
    )


def _status(value: object) -> str:
    return reading.text(value).lower().replace("_", "")


def fulfillment(row: Mapping[str, Any], order_id: str = "") -> Fulfillment:
    """One element of ``fulfillments`` of the order ``order_id``."""
    return Fulfillment(
        id=reading.key(row, "id"),
        order_id=reading.text(row.get("order_id")) or order_id,
        tracking_number=reading.text(row.get("tracking_number")),
        tracking_company=reading.text(row.get("tracking_company")),
        status=_status(row.get("status")),
        carrier_status=_status(row.get("carrier_status_code")),
        lines=_line_quantities(row.get("line_items"), "id"),
        location_id=reading.text(row.get("location_id")),
    )


def _order_line(row: Mapping[str, Any]) -> OrderLine:
    variant_id = reading.text_or_none(row.get("variant_id"))
    return OrderLine(
        id=reading.key(row, "id"),
        variant_id=None if variant_id == "0" else variant_id,
        sku=reading.text(row.get("sku")),
        title=reading.text(row.get("title")),
        quantity=reading.whole(row.get("quantity")),
        price=reading.whole(row.get("price")),
        fulfillable_quantity=reading.whole_or_none(row.get("fulfillable_quantity")),
        properties=reading.pairs(row.get("properties")),
    )


def order(row: Mapping[str, Any]) -> Order:
    """One element of ``orders``."""
    order_id = reading.key(row, "id")
    return Order(
        id=order_id,
        name=reading.text(row.get("name")),
        created_at=reading.moment(row.get("created_at")),
        updated_at=reading.moment(row.get("updated_at")),
        source=reading.text(row.get("source_name")) or reading.text(row.get("source")),
        confirmed=_status(row.get("confirmed_status")) == "confirmed",
        cancelled_at=_cancelled_at(row),
        financial_status=_status(row.get("financial_status")),
        fulfillment_status=_status(row.get("fulfillment_status")),
        closed=_status(row.get("closed_status")) == "closed" or bool(row.get("closed_at")),
        location_id=reading.text(row.get("location_id")),
        total=reading.whole_or_none(row.get("total_price")),
        note=reading.text(row.get("note")),
        tags=reading.words(row.get("tags")),
        note_attributes=reading.pairs(row.get("note_attributes")),
        lines=tuple(map(_order_line, reading.rows(row.get("line_items")))),
        transactions=tuple(map(transaction, reading.rows(row.get("transactions")))),
        refunds=tuple(map(refund, reading.rows(row.get("refunds")))),
        fulfillments=tuple(
            fulfillment(shipment, order_id) for shipment in reading.rows(row.get("fulfillments"))
        ),
        raw=row,
    )


def _cancelled_at(row: Mapping[str, Any]) -> datetime | None:
    cancelled_at = reading.moment(row.get("cancelled_at"))
    if cancelled_at is None and _status(row.get("cancelled_status")) == "cancelled":
        return reading.moment(row.get("updated_at"))
    return cancelled_at


def metafield(row: Mapping[str, Any]) -> Metafield:
    """One element of ``metafields``."""
    return Metafield(
        id=reading.key(row, "id"),
        namespace=reading.text(row.get("namespace")),
        key=reading.text(row.get("key")),
        value=reading.text(row.get("value")),
        value_type=reading.text(row.get("value_type")),
        updated_at=reading.moment(row.get("updated_at")),
    )


def region(row: Mapping[str, Any]) -> Region:
    """One element of ``provinces``, ``districts`` or ``wards``."""
    return Region(
        id=reading.key(row, "id"),
        name=reading.text(row.get("name")),
        code=reading.text(row.get("code")),
    )


def customer(row: Mapping[str, Any]) -> Customer:
    """One element of ``customers``; a full name is written family name first (haravan.md §14)."""
    names = (reading.text(row.get(part)).strip() for part in ("last_name", "first_name"))
    return Customer(
        id=reading.key(row, "id"),
        name=" ".join(filter(None, names)),
        phone=reading.text(row.get("phone")),
    )
