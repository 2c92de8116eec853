"""Brings the Haravan order along when Lazada's units moved: first money and goods (``bookings``),
then parcels and their state (D8, D9). One order's refusal holds up no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lazdesk.models import desk, ledger, orders
from lazdesk.platforms.errors import (
    MissingScope,
    NotExecuted,
    OutcomeUnknown,
    Refused,
    Unauthorized,
    Unavailable,
)
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import books, status
from lazdesk.rules.status import Word
from lazdesk.sync import bodies, bookings, effects, sides, tasks
from lazdesk.sync.session import Session
from lazdesk.sync.sides import Sides

STATUS_ATTRIBUTE = "lazada_status"
UNKNOWN_STATUS = "UNKNOWN_STATUS"
GOODS_COME_BACK = "GOODS_COME_BACK"
CARRIER_REFUSED = "CARRIER_STATUS_REFUSED"
STARTS_DELIVERED = "FULFILMENT_STARTS_DELIVERED"


@dataclass(frozen=True)
class Package:
    """Live units that travel together; ``key`` is the tracking number where there is one."""

    key: str
    carrier: str
    item_ids: tuple[str, ...]


def packages(order: Sides) -> list[Package]:
    """The parcels of the live units; goods that are back already have left the order."""
    session = order.session
    with session.database.read() as connection:
        ids = [unit.order_item_id for unit in order.live]
        back = ledger.restocks(connection, session.shop, ids)
    groups: dict[str, list[Any]] = {}
    for unit in order.live:
        if unit.order_item_id in back:
            continue
        # A package without tracking number (DBS) is known by its package id, else by the order.
        key = unit.tracking_code or unit.package_id or order.row.order_number
        groups.setdefault(key, []).append(unit)
    return [
        Package(
            key,
            units[0].shipment_provider or "Lazada",
            tuple(unit.order_item_id for unit in units),
        )
        for key, units in groups.items()
    ]


def word_of(order: Any) -> Word:
    """The word that LazDesk last brought a mirrored Haravan order to (D8)."""
    return next((w for w in Word if status.haravan_word(w) == order.word), Word.PENDING)


def follow_orders(session: Session) -> int:
    """Brings every imported order whose units moved along. Returns how many now hold.

    Handled at Haravan, nothing flows (D9), but what Lazada canceled is a task (D10). One order's
    refusal does not hold up the others.
    """
    with session.database.read() as connection:
        rows = orders.stale(connection, session.shop)
    at_lazada = session.policy.orders_handling == "lazada"
    tasks.name_cancels(session, [] if at_lazada else rows)
    if not at_lazada or not session.policy.writes:
        return 0
    held = 0
    for done, row in enumerate(rows, 1):
        with session.hands.on(row.order_id):
            held += follow(session, row)
        session.progress("follow", done, len(rows))
    return held


def follow(session: Session, row: Any) -> bool:
    """Brings one order along; True when Haravan now shows what Lazada says.

    Raises what stops all work (access, scope, network); an order's own refusal is a problem.
    """
    order = sides.of(session, row)
    if order is None:
        return False
    try:
        _follow(order)
    except (Unauthorized, MissingScope, NotExecuted, Unavailable):
        raise
    except OutcomeUnknown:
        return False  # the next turn looks what became of it
    except Refused as refusal:
        # Sent again only once something changed or the merchant asks to (F).
        session.failed(refusal, "order", row.order_id, row.order_number)
        with session.database.write() as connection:
            orders.change_order(connection, session.shop, row.order_id, stale=False)
            said, now = refusal.message, session.now()
            orders.note(connection, session.shop, [row.order_id], "refused", said, now)
        return False
    with session.database.write() as connection:
        orders.change_order(connection, session.shop, row.order_id, stale=False)
        desk.clear_problems(connection, session.shop, "order", [row.order_id], session.now())
    return True


def _follow(order: Sides) -> None:
    """Money and goods (D10, D11), unless they are Haravan's affair (D9); then the parcels, which do
    not wait for a booking that is refused."""
    refusal: Refused | None = None
    stands = order.order.cancelled_at is None
    if order.session.policy.orders_handling == "lazada":
        try:
            stands = bookings.bring_along(order)
        except (Unauthorized, MissingScope):
            raise
        except Refused as refused:
            refusal = refused
    _flag_goods_coming_back(order)
    if stands and order.live:
        _Parcels(order).bring_along()
    if refusal is not None:
        raise refusal


def _flag_goods_coming_back(order: Sides) -> None:
    """Failed parcels, and returned ones beside others, are the merchant's to look after until he
    says where the goods are (D11), whatever became of the order in Haravan."""
    words = {Word.FAILED, *({Word.RETURNED} & set(order.rollup.badges))}
    away = [u.order_item_id for u in order.live if status.of_unit(u.status) in words]
    with order.session.database.read() as connection:
        known = ledger.restocks(connection, order.session.shop, away)
    order.flag(GOODS_COME_BACK, wrong=set(away) > set(known), is_task=True)


class _Parcels:
    """The fulfilments of an order that stands, and its word (D8)."""

    def __init__(self, order: Sides) -> None:
        self.sides = order
        self.session = order.session
        self.row = order.row
        self.order = order.order

    def bring_along(self) -> None:
        rollup = self.sides.rollup
        self._flag_unknown(rollup.unknown)
        if rollup.word is None or status.goes_back(word_of(self.order), rollup.word):
            return
        if status.needs_fulfilment(rollup.word):
            self._fulfil(rollup.word)

    # --- flags ------------------------------------------------------------------------------------

    def _flag_unknown(self, unknown: Sequence[str]) -> None:
        """Shown raw and flagged, never mapped by guess (D8); reverse lines have statuses too."""
        astray = [line.status for line in self.sides.returns if not books.is_known(line.status)]
        found = list(dict.fromkeys([*unknown, *astray]))
        self.sides.flag(UNKNOWN_STATUS, status=", ".join(found), wrong=bool(found))

    # --- fulfilments (D8) -------------------------------------------------------------------------

    def _fulfil(self, word: Word) -> None:
        session = self.session
        fresh = session.haravan.order(self.order.id)
        there = {parcel.tracking_number: parcel for parcel in fresh.fulfillments}
        left = left_to_ship(fresh)
        for package in packages(self.sides):
            if package.key not in there:
                made = self._create(package, left)
                if made is not None:
                    there[package.key] = made
        text = status.haravan_word(word) or ""
        target = status.carrier_state(word)
        astray = set()
        for fulfilment in there.values():
            if word < Word.DELIVERED and fulfilment.carrier_status == "delivered":
                astray.add(STARTS_DELIVERED)
            elif not self._move(fulfilment, target):
                astray.add(CARRIER_REFUSED)
        for code in (STARTS_DELIVERED, CARRIER_REFUSED):
            self.sides.flag(code, state=text, wrong=code in astray)
        if astray:
            self._word_elsewhere(text)
        if text == self.order.word:
            return
        with session.database.write() as connection:
            orders.change_haravan_order(connection, session.org, self.order.id, word=text)
            orders.note(
                connection, session.shop, [self.row.order_id], "status", text, session.now()
            )

    def _create(self, package: Package, left: Counter[str]) -> haravan.Fulfillment | None:
        """``left``: how many of each line nobody has shipped yet; what is shipped leaves it."""
        session = self.session
        lines = []
        for line in self.sides.lines.values():
            count = min(left[line.id], len(set(line.item_ids) & set(package.item_ids)))
            if count > 0:
                lines.append({"id": int(line.id), "quantity": count})
                left[line.id] -= count
        if not lines:
            return None  # none of these units is in Haravan, or the merchant shipped them there
        fulfilment: dict[str, Any] = {
            "tracking_company": package.carrier,
            "tracking_number": package.key,
            "line_items": lines,
            "notify_customer": False,
        }
        if self.order.location_id:
            fulfilment["location_id"] = int(self.order.location_id)
        return effects.once(
            session,
            self.row.order_id,
            f"fulfil:{self.sides.ref}:{package.key}",
            None,
            lambda: session.haravan.create_fulfillment(self.order.id, fulfilment),
            again=True,  # the merchant may have deleted it
        )

    def _move(self, fulfilment: haravan.Fulfillment, target: str | None) -> bool:
        """Brings a parcel on to ``target``, never back. False: Haravan does not let an app move it
        (haravan.md §8.1)."""
        if target is None or not status.may_follow(fulfilment.carrier_status, target):
            return True
        try:
            self.session.haravan.set_carrier_status(self.order.id, fulfilment.id, target)
        except (Unauthorized, MissingScope):
            raise
        except Refused:
            return False
        return True

    def _word_elsewhere(self, text: str) -> None:
        """The word goes to a note attribute, once, merged with what is there (D2, D8)."""
        session = self.session
        fresh = session.haravan.order(self.order.id)
        if fresh.note_attributes.get(STATUS_ATTRIBUTE) == text:
            return
        merged = dict(fresh.note_attributes) | {STATUS_ATTRIBUTE: text}
        session.haravan.update_order(
            self.order.id,
            {"note_attributes": bodies.attributes(merged)},
        )


def left_to_ship(order: haravan.Order) -> Counter[str]:
    """By line: what is neither shipped nor given back. Haravan says it, or else what was shipped
    tells."""
    shipped = Counter[str]()
    for parcel in order.fulfillments:
        shipped.update(dict(parcel.lines))
    return Counter(
        {
            line.id: line.quantity - shipped[line.id]
            if line.fulfillable_quantity is None
            else line.fulfillable_quantity
            for line in order.lines
        }
    )
