"""Carries out what ``rules.books`` plans: cancels, captures, refunds (D5, D10, D11).

The order is read before each booking and its key written into the note, so that a booking whose
answer was lost is found again; what the merchant did in between is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from lazdesk.models import ledger, orders
from lazdesk.platforms.errors import MissingScope, Refused, Unauthorized
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import books, money, status
from lazdesk.rules.books import Books, Kind, Step
from lazdesk.sync import booked, effects, vouchers
from lazdesk.sync.effects import Details
from lazdesk.sync.sides import Sides

REFUNDED_BY_HAND = "REFUNDED_BY_HAND"
REFUND_CHANGED = "REFUND_CHANGED"
BOOKED_TWICE = "BOOKED_TWICE"
_NOTES = {
    Kind.CANCEL: "Lazada đã hủy đơn {order}; hàng trả về kho: {goods}",
    Kind.GONE: "Lazada đã hủy một phần đơn {order}; hàng trả về kho: {goods}",
    Kind.SHARE: "hoàn tiền phần đã hủy hoặc không giao được của đơn {order}",
    Kind.RETURN: "Lazada hoàn tiền cho người mua {lazada}, đơn {order}",
    Kind.REST: "người mua đơn {order} đã được hoàn tiền hết, phần còn lại kể cả phí vận chuyển",
    Kind.BACK: "hoàn trả đơn hàng {order}: {goods}",
    Kind.LOST: "hàng của đơn {order} không về nữa: {goods}",
}


def bring_along(order: Sides, *, patient: bool = False) -> bool:
    """Books until both sides agree; False when the Haravan order is canceled (now or before).

    ``patient``: nobody waits for it, so that of several PCs the one that posted the order books,
    and the others only what it left undone. Raises OutcomeUnknown while another booking may still
    take effect, Refused for one that Haravan will not have.
    """
    patient = patient and not order.is_posted_here
    if not _may_differ(order):
        vouchers.bring_taken(order, patient=patient)  # its call may have been lost
        return order.order.cancelled_at is None
    kept = _book(order, Books.next_step, patient=patient)
    if kept is not None:
        _tell_what_differs(order, kept)
    vouchers.bring_taken(order, patient=patient)
    return kept is not None


def take_out(order: Sides, unit_ids: Collection[str]) -> None:
    """Books that these canceled units left the order, and nothing else (E2, E6).

    Raises what ``bring_along`` raises.
    """
    _book(order, lambda kept: kept.take_out(unit_ids), patient=False)
    vouchers.bring_taken(order)


def _book(order: Sides, plan: Callable[[Books], Step | None], *, patient: bool) -> Books | None:
    """One booking after the other as planned on a fresh read; the books once nothing is left, or
    None when the order is canceled."""
    fresh, refusal, refused = read(order), None, None
    while fresh.cancelled_at is None:
        kept = order.books(fresh, ours(order))
        step = plan(kept)
        if step is None:
            return kept
        if refusal is not None and step == refused:
            raise refusal
        refusal = refused = None
        try:
            carry_out(order, kept, step, patient=patient)
        except (Unauthorized, MissingScope):
            raise
        except Refused as error:
            refusal, refused = error, step  # the merchant may have been quicker: a look tells
        fresh = read(order)
    return None


def read(order: Sides) -> haravan.Order:
    """The order as Haravan has it now, with every open booking known to have held or not."""
    session = order.session
    fresh = session.haravan.order(order.order.id)
    with session.database.read() as connection:
        waiting = ledger.effects(connection, session.shop, order.row.order_id, ledger.ASKED)
    notes = " ".join(made.note for made in fresh.refunds)
    for effect in waiting:
        kind = effect.key.partition(":")[0]
        if kind not in {*Kind}:
            continue
        if f"({effect.key})" in notes or _was_captured(effect.key, fresh):
            effects.held(session, order.row.order_id, effect.key)
        elif effects.is_young(session, effect) and fresh.cancelled_at is None:
            raise effects.unknown(effect.key)
        else:
            effects.refused(session, effect.key, "not found")
    booked.enter_refunds(order, fresh.refunds)
    note_cancel(order, fresh)
    return fresh


def note_cancel(order: Sides, fresh: haravan.Order) -> None:
    """The mirror hears at once that an order is canceled."""
    if fresh.cancelled_at is not None and order.order.cancelled_at is None:
        session = order.session
        with session.database.write() as connection:
            orders.change_haravan_order(
                connection, session.org, fresh.id, cancelled_at=fresh.cancelled_at
            )


def carry_out(
    order: Sides,
    kept: Books,
    step: Step,
    location_id: str | None = None,
    *,
    patient: bool = False,
) -> None:
    """One booking. Goods go back to the order's location; for ``location_id``, another one, they
    leave the order only, and a stock voucher has to bring them there (D11)."""
    session = order.session
    home = order.order.location_id
    to = None if step.kind is Kind.LOST else location_id or home
    moves_goods = bool(step.quantities) or step.kind is Kind.CANCEL
    back = order.stocked(step.unit_ids) if moves_goods and step.restock else ()
    if step.kind in (Kind.BACK, Kind.LOST):
        back = step.unit_ids  # the button's word holds for goods that took no stock, too
    moved = order.goods_text(back, to)
    key = step.key(order.ref)
    if step.kind is Kind.CAPTURE:
        key = f"{key}:{kept.captured}"  # what was paid before tells this capture from others
    said = [moved] if moves_goods else []
    if step.amount:
        said.append(money.shown(step.amount))
    details = Details(booked.EVENTS[step.kind], "; ".join(said), back, step.kind.value, to)
    booking = _Booking(
        order, step, restock=step.restock and to == home, note=_note(order, step, moved, key)
    )
    effects.once(session, order.row.order_id, key, details, booking.send, patient=patient)


@dataclass(frozen=True)
class _Booking:
    """The call of one step."""

    order: Sides
    step: Step
    restock: bool
    note: str

    def send(self) -> object:
        client, id_, step = self.order.session.haravan, self.order.order.id, self.step
        if step.kind is Kind.CAPTURE:
            return client.create_transaction(id_, {"kind": "Capture", "amount": step.amount})
        lines = [
            {"line_item_id": int(line), "quantity": count}
            for line, count in step.quantities.items()
        ]
        if step.kind is Kind.CANCEL:
            return client.cancel_order(
                id_,
                {
                    "reason": "customer",
                    "restock": self.restock,
                    "amount": step.amount,
                    "refund": {"refund_line_items": lines},
                    "note": self.note,
                    "email": False,
                },
            )
        body = {
            "notify": False,
            "note": self.note,
            "refund_line_items": lines,
            "transactions": [{"amount": step.amount, "kind": "refund"}] if step.amount else [],
        }
        # Money only has no word on stock at all (haravan.md §9).
        return client.create_refund(id_, body | ({"restock": self.restock} if lines else {}))


def _note(order: Sides, step: Step, moved: str, key: str) -> str:
    """What the merchant reads beside the booking, with our key; Lazada's own amount stands in a
    return's (D11)."""
    paid = sum(line.amount for line in order.returns if line.line_id in step.ids)
    said = _NOTES.get(step.kind, "").format(
        order=order.row.order_number, goods=moved, lazada=money.shown(paid)
    )
    return f"LazDesk: {said} ({key})"


def _tell_what_differs(order: Sides, kept: Books) -> None:
    """What the merchant refunded beyond what Lazada explains is his to look at, and so is a refund
    that Lazada changed after it was booked, for each is booked once (D11), and what two PCs booked
    in the same moment."""
    by_hand = money.shown(kept.by_hand)
    order.flag(REFUNDED_BY_HAND, wrong=kept.overpaid, is_task=True, amount=by_hand)
    twice = _booked_twice(order, kept)
    order.flag(BOOKED_TWICE, wrong=bool(twice), is_task=True, what=twice)
    more = money.shown(kept.astray)
    order.flag(REFUND_CHANGED, wrong=kept.astray != 0, is_task=True, amount=more)


def _booked_twice(order: Sides, kept: Books) -> str:
    """The goods and the money that another PC booked, too."""
    goods = [id_ for made in kept.doubled if made.quantities for id_ in made.ids]
    said = [order.goods_text(goods, None)] if goods else []
    if amount := sum(made.amount for made in kept.doubled) + kept.paid_twice:
        said.append(money.shown(amount))
    return "; ".join(said)


def _may_differ(order: Sides) -> bool:
    """Whether Haravan has to be read: most orders that move have nothing to book."""
    session = order.session
    with session.database.read() as connection:
        waiting = ledger.effects(connection, session.shop, order.row.order_id, ledger.ASKED)
        given_back = ledger.restocks(
            connection, session.shop, [unit.order_item_id for unit in order.units]
        )
    if any(effect.key.partition(":")[0] in {*Kind} for effect in waiting):
        return True
    if order.order.cancelled_at is not None:
        return False  # the merchant's word, or done before
    imported = {item_id for line in order.lines.values() for item_id in line.item_ids}
    canceled = [u for u in order.units if status.is_canceled(u.status)]
    if any(unit.order_item_id in imported for unit in canceled):
        return True
    if order.complete_returns or given_back or order.has_refund_to_look_at:
        return True
    paid = sum(
        int(float(row.get("amount") or 0))
        for row in order.order.raw.get("transactions") or []
        if str(row.get("kind")).lower() in haravan.CAPTURES
    )
    return books.is_owed(order.rollup, cod=order.is_cod) and paid != (order.order.total or 0)


def ours(order: Sides) -> dict[str, str]:
    """LazDesk's bookings by the id of Haravan's answer."""
    session = order.session
    with session.database.read() as connection:
        rows = ledger.effects(connection, session.shop, order.row.order_id, ledger.HELD)
    return {row.answer: row.key for row in rows if row.answer}


def _was_captured(key: str, fresh: haravan.Order) -> bool:
    kind, _, rest = key.partition(":")
    before = rest.rpartition(":")[2]
    return kind == Kind.CAPTURE and before.isdecimal() and fresh.captured > int(before)
