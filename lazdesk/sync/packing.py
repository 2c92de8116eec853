"""Packing on Lazada: the first step of *Sẵn sàng giao hàng*, and a button of its own (E1, E3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lazdesk.platforms.errors import MissingScope, OutcomeUnknown, Refused, Unauthorized
from lazdesk.platforms.lazada import payloads
from lazdesk.rules import buttons, status
from lazdesk.rules.status import Word
from lazdesk.sync.clicks import BATCH, Clicks, words

KIND = "pack"
STEP = "pack"

Units = Mapping[str, Sequence[Any]]


def carry_out(clicks: Clicks) -> None:
    """Packs and does nothing else: no parcel stands in Haravan before Lazada is told that it is
    ready (D8)."""
    units = pack(clicks, is_packed)
    unpacked = missing(clicks, units, is_packed)
    clicks.confirm([id_ for id_ in clicks.open if id_ not in unpacked])
    clicks.look_again(unpacked)


def pack(clicks: Clicks, is_done: Callable[[Any], bool]) -> Units:
    """Packs what the orders' live units still lack; returns the units as Lazada shows them then.

    Orders that are not done yet and may not be packed are rejected with the reason before anything
    is sent (E1).
    """
    units = clicks.units()
    for order_id in missing(clicks, units, is_done):
        if reason := buttons.why_not_ready(units[order_id]):
            clicks.reject([order_id], reason)
    wanted = [
        payloads.PackOrder(order_id=order_id, item_ids=tuple(ids))
        for order_id in clicks.at_lazada()
        if clicks.may_send(order_id, STEP)
        and (ids := [u.order_item_id for u in units[order_id] if _is_to_be_packed(u)])
    ]
    if not wanted:
        return units
    for start in range(0, len(wanted), BATCH):
        _send(clicks, wanted[start : start + BATCH])
    return clicks.units(anew=True)  # which packages there are now


def _send(clicks: Clicks, wanted: Sequence[payloads.PackOrder]) -> None:
    ids = [order.order_id for order in wanted]
    try:
        with clicks.sending(ids, STEP):
            answers = clicks.session.lazada.pack(wanted)
    except OutcomeUnknown:
        return  # never packed again blindly: what Lazada shows next decides
    except (Unauthorized, MissingScope):
        raise
    except Refused as refusal:
        if len(wanted) == 1:
            settle(clicks, {ids[0]: words(refusal)}, is_packed)
            return
        for order in wanted:  # refused as a whole: nobody was packed, one may be at fault
            _send(clicks, [order])
        return
    refused = [item for item in answers if not item.ok]
    for item in refused:
        if item.retry:
            clicks.later([item.order_id], f"{item.code}: {item.message}")
    settle(
        clicks,
        {item.order_id: f"{item.code}: {item.message}" for item in refused if not item.retry},
        is_packed,
    )


def settle(clicks: Clicks, refused: Mapping[str, str], is_done: Callable[[Any], bool]) -> None:
    """Ends the refused ones, but those that are already where the call would have brought them:
    Lazada refuses a repeat of what was done when the answer was lost. What the units show by now is
    a better reason than the refusal's words."""
    if not refused:
        return
    units = clicks.units(list(refused), anew=True)
    for order_id in missing(clicks, units, is_done):
        reason = buttons.why_not_ready(units[order_id])
        clicks.reject([order_id], reason or refused[order_id])


def missing(clicks: Clicks, units: Units, is_done: Callable[[Any], bool]) -> list[str]:
    """The orders that lack a unit of the merchant's own in the state wanted."""
    return [
        order_id
        for order_id in clicks.at_lazada()
        if order_id in units
        and (
            not (own := list(filter(buttons.is_own, units[order_id]))) or not all(map(is_done, own))
        )
    ]


def is_packed(unit: Any) -> bool:
    """Whether Lazada shows the unit as packed, or further."""
    word = status.of_unit(unit.status)
    return unit.status in buttons.PACKED or (word is not None and word >= Word.READY)


def _is_to_be_packed(unit: Any) -> bool:
    return buttons.is_own(unit) and unit.status in buttons.PACKABLE
