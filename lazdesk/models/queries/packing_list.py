"""What is to be fetched from the shelves, and what is to be handed to each carrier (E3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import chunks
from lazdesk.models.queries.listing import Scope

# Statuses in which the goods are still in the shop, and paid or COD.
TO_PICK = frozenset(
    {
        *("pending", "topack", "packed", "repacked"),
        *("ready_to_ship_pending", "ready_to_ship", "toship"),
    }
)
GONE = frozenset({"unpaid", "canceled", "cancelled"})

_o, _t = tables.orders, tables.order_items
# A unit's share of what the order's buyer pays for sending; "15000.00" or 15000.0.
_SHIPPING = sa.func.coalesce(
    sa.cast(sa.func.json_extract(_t.c.raw, "$.shipping_amount"), sa.Integer), 0
)


@dataclass(frozen=True)
class PickLine:
    """The pieces of one SKU, and which orders want how many of them."""

    sku: str
    name: str
    variation: str
    barcode: str
    quantity: int
    orders: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Parcel:
    """One package for a carrier; ``cod`` is what he collects, in đồng: what the buyer pays for its
    units and for sending them (lazada.md §6.2)."""

    carrier: str
    tracking: str
    order_number: str
    pieces: int
    cod: int


def shop_name(connection: sa.Connection, shop: str) -> str:
    name = connection.scalar(sa.select(tables.shops.c.name).where(tables.shops.c.seller_id == shop))
    return name or shop


def pick_list(connection: sa.Connection, scope: Scope, order_ids: Sequence[str]) -> list[PickLine]:
    """What these orders still want from the shelves, by SKU; goods that lie with Lazada or nowhere
    are left out."""
    wanted = [
        row
        for row in _units(connection, scope, order_ids)
        if row.status in TO_PICK and not (row.is_fbl or row.is_digital)
    ]
    barcodes = _barcodes(connection, scope, {row.sku_id for row in wanted})
    pieces: dict[tuple[str, str], Counter[str]] = {}
    first: dict[tuple[str, str], Any] = {}
    for row in wanted:
        key = row.sku, row.variation
        first.setdefault(key, row)
        pieces.setdefault(key, Counter())[row.order_number] += 1
    return [
        PickLine(
            sku,
            first[sku, variation].name,
            variation,
            barcodes.get(first[sku, variation].sku_id, ""),
            counted.total(),
            tuple(counted.items()),
        )
        for (sku, variation), counted in sorted(pieces.items())
    ]


def parcels(connection: sa.Connection, scope: Scope, order_ids: Sequence[str]) -> list[Parcel]:
    """The packages of these orders that Lazada's carriers take, in the order given."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in _units(connection, scope, order_ids):
        own = not (row.is_fbl or row.is_digital or row.is_dbs)
        if own and row.tracking_code and row.status not in GONE:
            found.setdefault((row.order_number, row.tracking_code), []).append(row)
    return [
        Parcel(
            units[0].shipment_provider or "",
            tracking,
            number,
            len(units),
            sum(unit.paid_price + unit.shipping for unit in units)
            if units[0].payment_method == "COD"
            else 0,
        )
        for (number, tracking), units in found.items()
    ]


def _units(connection: sa.Connection, scope: Scope, order_ids: Sequence[str]) -> list[Any]:
    """The units of these orders, in the order given."""
    columns = [column for column in _t.c if column.name != "raw"]
    rows: list[Any] = []
    for part in chunks(order_ids):
        rows += connection.execute(
            sa.select(
                *columns,
                _o.c.order_number,
                _o.c.payment_method,
                _SHIPPING.label("shipping"),
            )
            .join(_o, (_o.c.shop == _t.c.shop) & (_o.c.order_id == _t.c.order_id))
            .where(_t.c.shop == scope.shop, _t.c.order_id.in_(part))
            .order_by(_t.c.order_item_id)
        )
    place = {order_id: number for number, order_id in enumerate(order_ids)}
    return sorted(rows, key=lambda row: place[row.order_id])


def _barcodes(connection: sa.Connection, scope: Scope, sku_ids: set[str]) -> dict[str, str]:
    """The barcodes in Haravan of the variants these SKUs are linked with."""
    links, variants = tables.links, tables.variants
    found: dict[str, str] = {}
    for part in chunks(sku_ids):
        for row in connection.execute(
            sa.select(links.c.sku_id, variants.c.barcode)
            .join(
                variants,
                (variants.c.org == scope.org) & (variants.c.id == links.c.variant_id),
            )
            .where(links.c.shop == scope.shop, links.c.sku_id.in_(part))
        ):
            found[row.sku_id] = row.barcode or ""
    return found
