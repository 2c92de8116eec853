"""Brings the Haravan order along when Lazada's units moved: first money and goods (``bookings``),
then parcels and their state (D8, D9). One order's refusal holds up no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
OF_WHAT_STANDS = (
    *(UNKNOWN_STATUS, CARRIER_REFUSED, STARTS_DELIVERED),
    *(bookings.REFUNDED_BY_HAND, bookings.REFUND_CHANGED, bookings.BOOKED_TWICE),
)
"""Problems that nobody has to look after once the order is canceled in Haravan."""


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
    tasks.name_cancels(session)
    if session.policy.orders_handling != "lazada" or not session.policy.writes:
        return 0
    with session.database.read() as connection:
        rows = orders.stale(connection, session.shop)
    held = 0
    for done, row in enumerate(rows, 1):
        with session.hands.on(row.order_id):
            held += follow(session, row, patient=True)
        session.progress("follow", done, len(rows))
    return held


def follow(session: Session, row: Any, *, patient: bool = False) -> bool:
    """Brings one order along; True when Haravan now shows what Lazada says. ``patient``: no button
    waits for it.

    Raises what stops all work (access, scope, network); an order's own refusal is a problem.
    """
    order = sides.of(session, row)
    if order is None:
        return False
    try:
        _follow(order, patient=patient)
    except (Unauthorized, MissingScope, NotExecuted, Unavailable):
        raise
    except OutcomeUnknown:
        return False  # the next turn looks what became of it
    except Refused as refusal:
        # Sent again only once something changed or the merchant asks to (F).
        session.failed(refusal, "order", row.order_id, row.order_number)
        with session.database.write() as connection:
            _is_followed(order, connection)
            said, now = refusal.message, session.now()
            orders.note(connection, session.shop, [row.order_id], "refused", said, now)
        return False
    with session.database.write() as connection:
        _is_followed(order, connection)
        desk.clear_problems(connection, session.shop, "order", [row.order_id], session.now())
    return True


def _is_followed(order: Sides, connection: Any) -> None:
    """Nothing is left to bring along, unless another thread polled something new meanwhile, or
    money and goods wait until orders are handled at Lazada again (D9)."""
    session = order.session
    if session.policy.orders_handling == "lazada" and order.is_current(connection):
        orders.change_order(connection, session.shop, order.row.order_id, stale=False)


def _follow(order: Sides, *, patient: bool) -> None:
    """Money and goods (D10, D11), unless they are Haravan's affair (D9); then the parcels, which do
    not wait for a booking that is refused."""
    refusal: Refused | None = None
    stands = order.order.cancelled_at is None
    if order.session.policy.orders_handling == "lazada":
        try:
            stands = bookings.bring_along(order, patient=patient)
        except (Unauthorized, MissingScope):
            raise
        except Refused as refused:
            refusal = refused
    _flag_goods_coming_back(order)
    if stands and order.live:
        stands = _Parcels(order).bring_along()
    if not stands:
        for code in OF_WHAT_STANDS:
            order.flag(code, wrong=False)
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

    def bring_along(self) -> bool:
        """False when the order turns out to be canceled."""
        rollup = self.sides.rollup
        self._flag_unknown(rollup.unknown)
        if rollup.word is None or status.goes_back(word_of(self.order), rollup.word):
            return True
        return not status.needs_fulfilment(rollup.word) or self._fulfil(rollup.word)

    # --- flags ------------------------------------------------------------------------------------

    def _flag_unknown(self, unknown: Sequence[str]) -> None:
        """Shown raw and flagged, never mapped by guess (D8); reverse lines have statuses too."""
        astray = [line.status for line in self.sides.returns if not books.is_known(line.status)]
        found = list(dict.fromkeys([*unknown, *astray]))
        self.sides.flag(UNKNOWN_STATUS, status=", ".join(found), wrong=bool(found))

    # --- fulfilments (D8) -------------------------------------------------------------------------

    def _fulfil(self, word: Word) -> bool:
        session = self.session
        parcels = self._ship()
        if parcels is None:
            return False
        text = status.haravan_word(word) or ""
        target = status.carrier_state(word)
        astray = set()
        for fulfilment in parcels:
            if word < Word.DELIVERED and fulfilment.carrier_status == "delivered":
                astray.add(STARTS_DELIVERED)
            elif not self._move(fulfilment, target):
                astray.add(CARRIER_REFUSED)
        for code in (STARTS_DELIVERED, CARRIER_REFUSED):
            self.sides.flag(code, state=text, wrong=code in astray)
        if astray and not self._word_elsewhere(text):
            return False
        if text == self.order.word:
            return True
        with session.database.write() as connection:
            orders.change_haravan_order(connection, session.org, self.order.id, word=text)
            orders.note(
                connection, session.shop, [self.row.order_id], "status", text, session.now()
            )
        return True

    def _ship(self) -> list[haravan.Fulfillment] | None:
        """The order's parcels in Haravan, Lazada's packages among them; None: it is canceled."""
        fresh = self._read()
        if fresh.cancelled_at is not None:
            return None
        parcels, left = list(fresh.fulfillments), left_to_ship(fresh)
        for package in packages(self.sides):
            if package.key in {parcel.tracking_number for parcel in parcels}:
                continue
            try:
                made = self._create(package, left)
            except (Unauthorized, MissingScope):
                raise
            except Refused:
                if self._is_as_known(parcels):
                    raise
                return self._ship()  # the merchant was quicker
            if made is not None:
                parcels.append(made)
        return parcels

    def _read(self) -> haravan.Order:
        fresh = self.session.haravan.order(self.order.id)
        bookings.note_cancel(self.sides, fresh)
        return fresh

    def _is_as_known(self, parcels: Iterable[haravan.Fulfillment]) -> bool:
        """Whether the order still stands in Haravan with these parcels and no others."""
        fresh = self._read()
        known = {parcel.id for parcel in parcels}
        return fresh.cancelled_at is None and {p.id for p in fresh.fulfillments} == known

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

    def _word_elsewhere(self, text: str) -> bool:
        """The word goes to a note attribute, once, merged with what is there (D2, D8). False when
        the order is canceled by now."""
        fresh = self._read()
        if fresh.cancelled_at is not None:
            return False
        if fresh.note_attributes.get(STATUS_ATTRIBUTE) != text:
            merged = dict(fresh.note_attributes) | {STATUS_ATTRIBUTE: text}
            body = {"note_attributes": bodies.attributes(merged)}
            self.session.haravan.update_order(self.order.id, body)
        return True


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
