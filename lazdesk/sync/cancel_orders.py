"""**Hủy đơn hàng**: first on Lazada, then in Haravan, in both modes of D9 (E2, E6).

A cancel is sent again only once it is known that the one before had no effect. Packages that hold
other units are dissolved first, where that saves them. The merchant's choice for the goods stands
in the click and binds whoever books the cancel in Haravan (D10).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lazdesk.models import actions, cancels, orders, pairs
from lazdesk.platforms.errors import (
    MissingScope,
    NotExecuted,
    OutcomeUnknown,
    PlatformError,
    Refused,
    Unauthorized,
    Unavailable,
)
from lazdesk.platforms.lazada.answers import CancelOffer, Reason
from lazdesk.rules import cancel, status
from lazdesk.sync import bookings, follow_orders, pull_goods, pull_orders, sides
from lazdesk.sync.clicks import Clicks, words
from lazdesk.sync.session import Session

KIND = cancels.KIND
REPACK = "repack"
CANCEL = "cancel"
EVENT = "canceled_by_shop"
GONE = "600002"  # what Lazada says of a package that was dissolved before (lazada.md §7.2)
_ACCEPTED = frozenset({"AGREE_CANCEL_ORDER", "CANCEL_SUCCESS"})

Units = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Chosen:
    """What the merchant chose.

    ``reason_name`` empty: Lazada is asked for it. ``restock`` None: what is preset for the reason.
    ``unit_ids`` None: all that may be canceled. ``mates``: what he knows will go with them.
    """

    reason_id: str
    reason_name: str = ""
    restock: bool | None = None
    unit_ids: tuple[str, ...] | None = None
    mates: tuple[str, ...] = ()

    def arguments(self) -> dict[str, Any]:
        """As the click keeps them; what is left open is fixed before anything is sent."""
        return {
            "reason": self.reason_id,
            "reason_name": self.reason_name,
            "restock": self.restock,
            "units": None if self.unit_ids is None else list(self.unit_ids),
            "mates": list(self.mates),
            "zeroes": None,
        }


@dataclass(frozen=True)
class Offered:
    """What may be done with one order now. Without ``reasons`` it may not be canceled:
    ``why_not`` is a key of ``buttons.REASONS`` or Lazada's own words."""

    units: tuple[Any, ...]
    reasons: tuple[Reason, ...] = ()
    tip: str = ""
    why_not: str = ""


def look(session: Session, order_ids: Sequence[str]) -> dict[str, Offered]:
    """What may be done with these orders, their units read anew. Raises what reading raises."""
    pull_orders.read_items(session, order_ids)
    with session.database.read() as connection:
        found = orders.items(connection, session.shop, order_ids)
    return {order_id: _offered(session, order_id, units) for order_id, units in found.items()}


def _offered(session: Session, order_id: str, units: Sequence[Any]) -> Offered:
    live = tuple(unit for unit in units if not status.is_canceled(unit.status))
    if reason := cancel.why_not(live):
        return Offered(live, why_not=reason)
    try:
        offer = _offer(session, order_id, live)
    except (Unauthorized, MissingScope):
        raise
    except Refused as refusal:
        return Offered(live, why_not=words(refusal))
    return Offered(live, offer.reasons, offer.tip, "" if offer.reasons else offer.tip)


def _offer(session: Session, order_id: str, units: Sequence[Any]) -> CancelOffer:
    """The reasons Lazada takes for those of the order's live units that may be canceled."""
    ids = [unit.order_item_id for unit in units if cancel.may_cancel(unit)]
    return session.lazada.cancel_reasons(order_id, ids)


def carry_out(clicks: Clicks) -> None:
    """One pass. Raises Unauthorized, MissingScope, and NotExecuted or Unavailable of Lazada."""
    if clicks.at_lazada():
        # What was packed a moment ago would go with it: so it is never decided by an older look.
        units = clicks.units(anew=True)
        _settle(clicks, units)
        _fix(clicks, units)
        if _repack(clicks, units):
            units = clicks.units(anew=True)
        if _cancel(clicks, units):
            _settle(clicks, clicks.units(anew=True))
    _bring_haravan_along(clicks)


# --- what was chosen ------------------------------------------------------------------------------


def _fix(clicks: Clicks, units: Units) -> None:
    """Fixes units, reason and goods of the clicks that leave them open, durable before anything is
    sent: what Lazada does then is known to be ours."""
    for order_id in clicks.at_lazada():
        click = clicks.open[order_id]
        told = dict(click.arguments)
        if told["zeroes"] is not None:
            continue
        if reason := cancel.why_not(units[order_id]):
            clicks.reject([order_id], reason)
            continue
        if told["units"] is None:
            told["units"] = [u.order_item_id for u in units[order_id] if cancel.may_cancel(u)]
        if not told["reason_name"] and not _name(clicks, order_id, told, units[order_id]):
            continue
        reason_id, name = told["reason"], told["reason_name"]
        told["zeroes"] = cancel.zeroes_stock(reason_id, name)
        if told["restock"] is None:
            by_itself = clicks.session.policy.auto_restock
            told["restock"] = cancel.restocks(reason_id, name, by_itself=by_itself)
        with clicks.session.database.write() as connection:
            actions.change(connection, [click.id], arguments=told)
        click.arguments = told


def _name(clicks: Clicks, order_id: str, told: dict[str, Any], units: Sequence[Any]) -> bool:
    """Whether Lazada offers the reason; its name is told then."""
    offered = _offer(clicks.session, order_id, units)
    names = {reason.id: reason.name for reason in offered.reasons}
    if told["reason"] in names:
        told["reason_name"] = names[told["reason"]]
        return True
    clicks.reject([order_id], "bad_reason" if names or not offered.tip else offered.tip)
    return False


# --- on Lazada ------------------------------------------------------------------------------------


def _left(clicks: Clicks, order_id: str, units: Units) -> list[Any]:
    """The chosen units that are still to be canceled."""
    chosen = clicks.open[order_id].arguments["units"]
    return [unit for unit in units[order_id] if chosen is None or unit.order_item_id in chosen]


def _was_sent(clicks: Clicks, order_id: str) -> bool:
    click = clicks.open[order_id]
    return click.step == CANCEL and click.sent_at is not None


def _settle(clicks: Clicks, units: Units) -> None:
    """What Lazada shows decides. A cancel that does not show within D + L had no effect: it may go
    out again, should there be time left."""
    for order_id in clicks.at_lazada():
        left = _left(clicks, order_id, units)
        if not left:
            if not _was_sent(clicks, order_id):
                clicks.reject([order_id], "canceled")  # somebody else was quicker
                continue
            _note(clicks, order_id)
            clicks.half_done([order_id])
            _see_zeros(clicks, order_id)
        elif _was_sent(clicks, order_id) and not _had_no_effect(clicks, order_id, left):
            clicks.look_again([order_id])


def _note(clicks: Clicks, order_id: str) -> None:
    """The history tells for which reason (D12)."""
    session, told = clicks.session, clicks.open[order_id].arguments
    with session.database.write() as connection:
        orders.note(connection, session.shop, [order_id], EVENT, told["reason_name"], session.now())


def _had_no_effect(clicks: Clicks, order_id: str, left: Sequence[Any]) -> bool:
    """Whether what was sent would show by now, and Lazada is not about to show it: by the units, or
    by a reverse order."""
    if not clicks.would_show(order_id):
        return False
    if any(unit.cancel_pending for unit in left):
        return False
    found = clicks.session.lazada.reverse_orders(order_id=order_id).lines
    taken = {line.order_item_id for line in found if line.status.upper() in _ACCEPTED}
    return taken.isdisjoint(unit.order_item_id for unit in left)


def _sendable(clicks: Clicks, units: Units) -> dict[str, list[Any]]:
    """The chosen units of the orders whose cancel may go out; what may not any more is told."""
    ready = {}
    for order_id in clicks.at_lazada():
        left = _left(clicks, order_id, units)
        if _was_sent(clicks, order_id) and not _had_no_effect(clicks, order_id, left):
            continue
        expires_at = clicks.open[order_id].expires_at
        blocked = [unit for unit in left if not cancel.may_cancel(unit)]
        if not left:
            clicks.reject([order_id], "canceled")
        elif expires_at is not None and expires_at <= clicks.session.now():
            clicks.expire([order_id])
        elif reason := cancel.why_not(blocked) if blocked else None:
            clicks.reject([order_id], reason)
        else:
            ready[order_id] = left
    return ready


def _plan(units: Sequence[Any], left: Sequence[Any]) -> cancel.Plan:
    return cancel.plan(units, {unit.order_item_id for unit in left})


def _repack(clicks: Clicks, units: Units) -> bool:
    """Dissolves packages that hold other units, too, so that those stay. Returns whether any was
    asked for. Harmless when repeated: a dissolved package's id is gone for good."""
    wanted = {
        order_id: plan.repack
        for order_id, left in _sendable(clicks, units).items()
        if (plan := _plan(units[order_id], left)).repack and clicks.may_send(order_id, REPACK)
    }
    for order_id, packages in wanted.items():
        try:
            with clicks.sending([order_id], REPACK):
                answers = clicks.session.lazada.repack(packages)
        except OutcomeUnknown:
            continue  # the look tells
        except (Unauthorized, MissingScope):
            raise
        except Refused as refusal:
            clicks.reject([order_id], words(refusal))
            continue
        if wrong := next((a for a in answers if not a.ok and a.code != GONE), None):
            clicks.reject([order_id], f"{wrong.code}: {wrong.message}")
    return bool(wanted)


def _cancel(clicks: Clicks, units: Units) -> bool:
    """Sends the cancels; returns whether any was sent."""
    ready = _sendable(clicks, units)
    for order_id, left in ready.items():
        plan = _plan(units[order_id], left)
        if plan.repack:
            clicks.look_again([order_id])  # Lazada does not show yet that it is dissolved
        elif not set(plan.mates) <= set(clicks.open[order_id].arguments["mates"]):
            clicks.reject([order_id], "mates")  # nobody said that these may go, too
        else:
            _send(clicks, order_id, plan.unit_ids)
    return bool(ready)


def _send(clicks: Clicks, order_id: str, unit_ids: Sequence[str]) -> None:
    reason = clicks.open[order_id].arguments["reason"]
    try:
        with clicks.sending([order_id], CANCEL):
            clicks.session.lazada.cancel(order_id, unit_ids, reason)
    except OutcomeUnknown:
        return  # never sent again blindly
    except (Unauthorized, MissingScope):
        raise
    except Refused as refusal:
        # What the units show by now is a better reason than the refusal's words.
        units = clicks.units(anew=True)
        if left := _left(clicks, order_id, units):
            clicks.reject([order_id], cancel.why_not(left) or words(refusal))


def _see_zeros(clicks: Clicks, order_id: str) -> None:
    """Lazada may have set the SKUs' stock to 0: what it holds now is read, so that the next push
    knows (C7). Should Lazada take its time, the push looks once more."""
    session, told = clicks.session, clicks.open[order_id].arguments
    if not told["zeroes"]:
        return
    with session.database.read() as connection:
        units = orders.items(connection, session.shop, [order_id])[order_id]
        canceled = {*told["units"], *told["mates"]}
        sku_ids = {unit.sku_id for unit in units if unit.order_item_id in canceled}
        found = pairs.names(connection, session.shop, session.org, sku_ids)
    try:
        pull_goods.read_skus(session, list(found.values()))
    except PlatformError:
        return


# --- in Haravan -----------------------------------------------------------------------------------


def _bring_haravan_along(clicks: Clicks) -> None:
    session, rows = clicks.session, clicks.orders()
    for order_id in clicks.at_haravan():
        row, told = rows[order_id], clicks.open[order_id].arguments
        if row.import_state in (None, orders.REJECTED):
            clicks.confirm([order_id])  # it is not there, and what is canceled will never be
            continue
        if row.import_state != orders.DONE:
            clicks.wait([order_id], "not_imported")
            continue
        try:
            with session.hands.on(order_id):
                holds = _follow(session, row, [*told["units"], *told["mates"]])
        except (NotExecuted, Unavailable):
            holds = False
        if holds:
            clicks.confirm([order_id])
        else:
            clicks.wait([order_id], "haravan_cancel_pending")


def _follow(session: Session, row: Any, unit_ids: Collection[str]) -> bool:
    """Whether Haravan shows the cancel, too."""
    if session.policy.orders_handling == "lazada":
        return follow_orders.follow(session, row)
    order = sides.of(session, row)
    if order is None:
        return False
    try:
        bookings.take_out(order, unit_ids)
    except (Unauthorized, MissingScope, NotExecuted, Unavailable):
        raise
    except OutcomeUnknown:
        return False  # the next turn looks what became of it
    except Refused as refusal:
        session.failed(refusal, "order", row.order_id, row.order_number)
        return False
    return True
