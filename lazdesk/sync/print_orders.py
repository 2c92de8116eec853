"""**In đơn hàng** (E3): the labels of the orders asked for, in their order. Only reads on Lazada,
and changes no status."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lazdesk import pdfs
from lazdesk.models import labels, orders
from lazdesk.platforms.errors import NotExecuted, PlatformError, Unavailable
from lazdesk.platforms.limits import Lane
from lazdesk.rules import buttons, status
from lazdesk.sync import label_store, pull_orders
from lazdesk.sync.session import Session

PRINTED = "printed"


@dataclass(frozen=True)
class Label:
    """The label of one package as it is kept; ``prints`` is how often it was printed before."""

    package_id: str
    file: Path
    prints: int


@dataclass(frozen=True)
class OrderLabels:
    """What an order has to be printed; ``reason`` (a key of ``buttons.REASONS`` or Lazada's own
    words) says why something is missing, and is empty when nothing is."""

    order_id: str
    order_number: str
    labels: tuple[Label, ...]
    reason: str


def gather(session: Session, order_ids: Sequence[str]) -> list[OrderLabels]:
    """The labels of these orders in the order given; those not kept yet are fetched.

    What is kept needs no network. Raises Unauthorized, MissingScope, Refused and Cancelled.
    """
    fast = session.in_lane(Lane.CLICK)
    offline = _read_units(fast, order_ids)
    with session.database.read() as connection:
        units = orders.items(connection, session.shop, order_ids)
    wanted = [
        parcel
        for order_id in order_ids
        if buttons.why_not_printed(units[order_id]) is None
        for parcel in label_store.parcels(units[order_id])
    ]
    failed: Mapping[str, Exception] = (
        label_store.fetch(fast, wanted)
        if offline is None
        else {parcel.package_id: offline for parcel in wanted}
    )
    why = {package_id: label_store.words(error) for package_id, error in failed.items()}
    kept = label_store.kept(session, order_ids)
    with session.database.read() as connection:
        rows = orders.orders(connection, session.shop, order_ids=order_ids)
    numbers = {row.order_id: row.order_number for row in rows}
    return [
        _order_labels(session, order_id, numbers[order_id], units[order_id], kept[order_id], why)
        for order_id in order_ids
        if order_id in numbers
    ]


def _read_units(session: Session, order_ids: Collection[str]) -> PlatformError | None:
    """The units as they are now: packages made anew in Seller Center have other labels. Returns
    why Lazada could not be asked; what is kept can be printed all the same."""
    try:
        pull_orders.read_items(session, order_ids)
    except (NotExecuted, Unavailable) as error:
        return error
    return None


def _order_labels(
    session: Session,
    order_id: str,
    number: str,
    units: Sequence[Any],
    kept: dict[str, Any],
    why: dict[str, str],
) -> OrderLabels:
    reason = buttons.why_not_printed(units)
    if reason is not None:
        return OrderLabels(order_id, number, (), reason)
    live = [u for u in units if buttons.is_own(u) and not status.is_canceled(u.status)]
    packages = list(dict.fromkeys(unit.package_id for unit in live if unit.package_id))
    found = tuple(
        Label(id_, session.labels / kept[id_].file, kept[id_].prints)
        for id_ in packages
        if id_ in kept
    )
    missing = [id_ for id_ in packages if id_ not in kept]
    if not packages:
        return OrderLabels(order_id, number, (), "label_later")
    reason = next((why.get(id_, "label_gone") for id_ in missing), "")
    return OrderLabels(order_id, number, found, reason)


def merged(found: Sequence[OrderLabels]) -> bytes | None:
    """One PDF of all labels, in the order given; None when none of them is a PDF.

    Raises OSError, pdfs.PdfError.
    """
    files = [
        label.file
        for order in found
        for label in order.labels
        if label.file.suffix == label_store.PDF
    ]
    return pdfs.merged(file.read_bytes() for file in files) if files else None


def count_prints(session: Session, package_ids: Collection[str]) -> list[str]:
    """These packages' labels were printed once more; returns the orders they belong to."""
    with session.database.write() as connection:
        found = labels.printed(connection, session.shop, package_ids, session.now())
        orders.note(connection, session.shop, found, PRINTED, "", session.now())
    return found
