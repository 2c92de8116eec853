"""D1–D5 – which Lazada orders go into Haravan, and what the order there looks like."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from lazdesk.rules import money, status
from lazdesk.rules.address import ShippingAddress
from lazdesk.rules.status import Word

SOURCE = "lazada"
"""Haravan's channel of these orders: `source_name` and `source` (D2)."""

TAG = "Lazada"
REF_ATTRIBUTE = "lazdesk_ref"
NUMBER_ATTRIBUTE = "lazada_order_number"
UNITS_PROPERTY = "order_item_id"

VIETNAM = timezone(timedelta(hours=7))
"""Vietnam's time; it has no summer time."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One Lazada order item row, with the variant its SKU is linked with, if any.

    Money in đồng; `fbl`: the goods lie in Lazada's own warehouse.
    """

    order_item_id: str
    status: str
    sku: str
    name: str
    item_price: int
    variation: str = ""
    voucher_seller: int = 0
    voucher_platform: int = 0
    fbl: bool = False
    stage_pay_status: str | None = None
    variant_id: str | None = None


@dataclass(frozen=True, slots=True)
class LazadaOrder:
    """One order as Lazada holds it; `created_at` is aware, `shipping_fee` in đồng."""

    seller_id: str
    order_id: str
    order_number: str
    created_at: datetime
    shipping_fee: int
    payment_method: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of the Haravan order; a custom line, which takes no stock, has no variant (D3)."""

    variant_id: str | None
    title: str
    sku: str
    price: int
    order_item_ids: tuple[str, ...]
    fbl: bool = False

    @property
    def quantity(self) -> int:
        return len(self.order_item_ids)

    @property
    def unlinked(self) -> bool:
        """Whether somebody should link the SKU: a custom line that is not FBL (D3)."""
        return self.variant_id is None and not self.fbl

    @property
    def properties(self) -> dict[str, str]:
        """The line's properties: by them a wiped order is still known (D2)."""
        return {UNITS_PROPERTY: ",".join(self.order_item_ids)}


@dataclass(frozen=True, slots=True)
class Draft:
    """The Haravan order to create; money in đồng, `name` is Lazada's order number."""

    ref: str
    name: str
    lines: tuple[DraftLine, ...]
    discount: int
    shipping_fee: int
    total: int
    cod: bool
    address: ShippingAddress
    note_attributes: Mapping[str, str]

    @property
    def paid(self) -> bool:
        """Whether the total is captured at creation; COD waits for the delivery (D5)."""
        return not self.cod


def ref(seller_id: str, order_id: str) -> str:
    """Return the one key of a Lazada order; an order id is unique within one shop only."""
    return f"LZD:VN:{seller_id}:{order_id}"


def unit_ids(properties: Mapping[str, str]) -> tuple[str, ...]:
    """Return the Lazada units a Haravan line stands for, read from its properties (D2)."""
    return tuple(part for part in properties.get(UNITS_PROPERTY, "").split(",") if part)


def wants_import(order: LazadaOrder, import_from: date | None) -> bool:
    """Tell whether the order is to be in Haravan (D1).

    It was created on or after the day `import_from` in Vietnam, and a unit is paid or COD. With
    no such day set nothing is imported.
    """
    if import_from is None or order.created_at.astimezone(VIETNAM).date() < import_from:
        return False
    return any(is_sold(unit.status, unit.stage_pay_status) for unit in order.units)


def is_cod(payment_method: str) -> bool:
    """Tell whether the buyer pays the courier (D5)."""
    return payment_method.strip().upper() == "COD"


def live_units(order: LazadaOrder) -> tuple[Unit, ...]:
    """Return the units that are not canceled: these go into Haravan (D3)."""
    return tuple(unit for unit in order.units if not status.is_canceled(unit.status))


def draft(order: LazadaOrder, address: ShippingAddress) -> Draft:
    """Return the Haravan order for the live units of a Lazada order (D2–D6)."""
    units = live_units(order)
    sums = money.totals(units, order.shipping_fee)
    return Draft(
        ref=ref(order.seller_id, order.order_id),
        name=order.order_number,
        lines=_lines(units),
        discount=sums.discount,
        shipping_fee=sums.shipping,
        total=sums.total,
        cod=is_cod(order.payment_method),
        address=address,
        note_attributes=_note_attributes(order, sums, address),
    )


def is_sold(unit_status: str, stage_pay_status: str | None) -> bool:
    """Tell whether a unit is paid or COD, so that its order is imported (D1)."""
    # stage_pay_status is null, "unpaid" or "unpaid final payment": a pre-sale half paid is not
    # paid (lazada.md §6.3).
    stage = (stage_pay_status or "").strip().lower()
    word = status.of_unit(unit_status)
    return word not in (Word.UNPAID, Word.CANCELED) and not stage.startswith("unpaid")


def _lines(units: Iterable[Unit]) -> tuple[DraftLine, ...]:
    """Bring units with the same SKU and unit price together, in the order they came (D3)."""
    groups: dict[tuple[str | None, str, int, bool], list[Unit]] = {}
    for unit in units:
        variant_id = None if unit.fbl else unit.variant_id
        # Rows without a SKU are told apart by their title.
        key = (variant_id, unit.sku or _title(unit), unit.item_price, unit.fbl)
        groups.setdefault(key, []).append(unit)
    return tuple(
        DraftLine(
            variant_id=variant_id,
            title=_title(rows[0]),
            sku=rows[0].sku,
            price=price,
            order_item_ids=tuple(unit.order_item_id for unit in rows),
            fbl=fbl,
        )
        for (variant_id, _, price, fbl), rows in groups.items()
    )


def _title(unit: Unit) -> str:
    return f"{unit.name} ({unit.variation})" if unit.variation else unit.name


def _note_attributes(
    order: LazadaOrder, sums: money.Totals, address: ShippingAddress
) -> dict[str, str]:
    attributes = {
        REF_ATTRIBUTE: ref(order.seller_id, order.order_id),
        NUMBER_ATTRIBUTE: order.order_number,
        "lazada_created_at": order.created_at.astimezone(VIETNAM).isoformat(timespec="seconds"),
        "lazada_voucher_platform": str(sums.voucher_platform),
        "lazada_buyer_paid": str(sums.buyer_paid),
    }
    if address.masked:
        attributes["lazada_masked"] = ",".join(address.masked)
    return attributes
