"""**Sẵn sàng giao hàng**: pack → label → ready to ship on Lazada, then *Chờ giao hàng* in Haravan.

Each pass reads the units and does what they still lack (E1); the second half works in both modes of
D9 (E6).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lazdesk.models import orders
from lazdesk.models.database import chunks
from lazdesk.platforms.errors import (
    MissingScope,
    NotExecuted,
    OutcomeUnknown,
    Refused,
    Unauthorized,
    Unavailable,
)
from lazdesk.rules import buttons, status
from lazdesk.rules.status import Word
from lazdesk.sync import follow_orders, label_store, packing
from lazdesk.sync.clicks import BATCH, Clicks, words

KIND = "ready_to_ship"
STEP = "ready_to_ship"


def carry_out(clicks: Clicks) -> None:
    """One pass. Raises Unauthorized, MissingScope, and NotExecuted or Unavailable of Lazada."""
    if clicks.at_lazada():
        units = packing.pack(clicks, is_ready)
        _fetch_labels(clicks, units)
        if _send(clicks, units):
            units = clicks.units(anew=True)
        _look(clicks, units)
    _bring_haravan_along(clicks)


def is_ready(unit: Any) -> bool:
    """Whether Lazada shows the unit as ready to ship, or further."""
    word = status.of_unit(unit.status)
    return word is not None and word >= Word.READY


def _packages(clicks: Clicks, units: packing.Units) -> dict[str, list[str]]:
    """The packages that may be made ready, by order."""
    found = {}
    for order_id in clicks.at_lazada():
        packed = [u for u in units[order_id] if buttons.is_own(u) and u.status in buttons.PACKED]
        if packages := list(dict.fromkeys(u.package_id for u in packed if u.package_id)):
            found[order_id] = packages
    return found


def _fetch_labels(clicks: Clicks, units: packing.Units) -> None:
    """The labels are fetched and kept; a failure here does not stop (E1, E3)."""
    session = clicks.session
    parcels = label_store.parcels(
        unit
        for order_id in clicks.at_lazada()
        for unit in units[order_id]
        if unit.status in buttons.PACKED
    )
    owners = {parcel.package_id: parcel.order_id for parcel in parcels}
    failed = label_store.fetch(session, parcels)
    with session.database.write() as connection:
        for package_id, error in failed.items():
            said = label_store.words(error)
            orders.note(
                connection, session.shop, [owners[package_id]], "label_failed", said, session.now()
            )


def _send(clicks: Clicks, units: packing.Units) -> bool:
    """Ready to ship, harmless when repeated per package; at most twenty packages a call. Returns
    whether anything was sent."""
    owners = {
        package: order_id
        for order_id, packages in _packages(clicks, units).items()
        if clicks.may_send(order_id, STEP)
        for package in packages
    }
    for part in chunks(list(owners), BATCH):
        _send_part(clicks, {package: owners[package] for package in part})
    return bool(owners)


def _send_part(clicks: Clicks, owners: Mapping[str, str]) -> None:
    packages = [package for package, order_id in owners.items() if order_id in clicks.open]
    order_ids = {owners[package] for package in packages}
    if not packages:
        return
    try:
        with clicks.sending(order_ids, STEP):
            answers = clicks.session.lazada.ready_to_ship(packages)
    except OutcomeUnknown:
        return  # the look tells
    except (Unauthorized, MissingScope):
        raise
    except Refused as refusal:
        packing.settle(clicks, dict.fromkeys(order_ids, words(refusal)), is_ready)
        return
    refused = [answer for answer in answers if not answer.ok and answer.package_id in owners]
    for answer in refused:
        order_id, said = owners[answer.package_id], f"{answer.code}: {answer.message}"
        if answer.retry and order_id in clicks.open:
            clicks.later([order_id], said)
    packing.settle(
        clicks,
        {owners[a.package_id]: f"{a.code}: {a.message}" for a in refused if not a.retry},
        is_ready,
    )


def _look(clicks: Clicks, units: packing.Units) -> None:
    """Only what Lazada shows counts."""
    missing = packing.missing(clicks, units, is_ready)
    clicks.half_done([id_ for id_ in clicks.at_lazada() if id_ not in missing])
    clicks.look_again(missing)


def _bring_haravan_along(clicks: Clicks) -> None:
    session, rows = clicks.session, clicks.orders()
    for order_id in clicks.at_haravan():
        if rows[order_id].import_state != orders.DONE:
            clicks.wait([order_id], "not_imported")
            continue
        try:
            with session.hands.on(order_id):
                holds = follow_orders.follow(session, rows[order_id])
        except (NotExecuted, Unavailable):
            holds = False
        if holds:
            clicks.confirm([order_id])
        else:
            clicks.wait([order_id], "haravan_pending")
