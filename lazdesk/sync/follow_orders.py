"""Brings the Haravan order along when Lazada's units moved: parcels, payment, cancels (D5, D8–D10).

Each write that may happen at most once leaves its intent first (``effects``); after an unknown
outcome Haravan is read before anything is sent again (sync-engine.md §4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lazdesk.models import desk, goods, orders
from lazdesk.platforms.errors import (
    MissingScope,
    NotExecuted,
    OutcomeUnknown,
    PlatformError,
    Refused,
    Unauthorized,
    Unavailable,
)
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import order as order_rules
from lazdesk.rules import problems, status
from lazdesk.rules.status import Word
from lazdesk.sync import bodies, tasks
from lazdesk.sync.session import Session

STATUS_ATTRIBUTE = "lazada_status"
UNKNOWN_STATUS = "UNKNOWN_STATUS"
PARTIAL_CANCEL = "PARTIAL_CANCEL_OPEN"
GOODS_COME_BACK = "GOODS_COME_BACK"
CARRIER_REFUSED = "CARRIER_STATUS_REFUSED"
STARTS_DELIVERED = "FULFILMENT_STARTS_DELIVERED"


@dataclass(frozen=True)
class Package:
    """Live units that travel together; ``key`` is the tracking number where there is one."""

    key: str
    carrier: str
    item_ids: tuple[str, ...]


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
        with session.hands:
            held += follow(session, row)
        session.progress("follow", done, len(rows))
    return held


def follow(session: Session, row: Any) -> bool:
    """Brings one order along; True when Haravan now shows what Lazada says.

    Raises what stops all work (access, scope, network); an order's own refusal is a problem.
    """
    with session.database.read() as connection:
        units = orders.items(connection, session.shop, [row.order_id])[row.order_id]
        order = orders.haravan_order(connection, session.org, row.haravan_id)
    if order is None:
        return False
    try:
        _Follower(session, row, units, order).run()
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
        desk.clear_problems(connection, session.shop, "order", [row.order_id])
    return True


class _Follower:
    """One order on both sides while it is brought along."""

    def __init__(self, session: Session, row: Any, units: Sequence[Any], order: Any) -> None:
        self.session = session
        self.row = row
        self.units = units
        self.live = [unit for unit in units if not status.is_canceled(unit.status)]
        self.order = order
        self.ref = order_rules.ref(session.shop, row.order_id)

    def run(self) -> None:
        if not self.live:
            self._cancel()
            return
        if self.order.cancelled_at is not None:
            return  # the merchant's word
        rollup = status.word([unit.status for unit in self.units])
        self._flag_unknown(rollup.unknown)
        self._flag_partial_cancel()
        self._flag_goods_coming_back(rollup)
        if rollup.word is None or self._goes_back(rollup.word):
            return
        if status.needs_fulfilment(rollup.word):
            self._fulfil(rollup.word)
        if self._owes_a_capture(rollup.word):
            self._capture()

    def _goes_back(self, word: Word) -> bool:
        """A status never moves backwards, but delivered may follow failed or lost (D8)."""
        before = next((w for w in Word if status.haravan_word(w) == self.order.word), Word.PENDING)
        return word < before and (before, word) != (Word.FAILED, Word.DELIVERED)

    # --- flags ------------------------------------------------------------------------------------

    def _flag_unknown(self, unknown: Sequence[str]) -> None:
        """Shown raw and flagged, never mapped by guess (D8)."""
        self._flag(UNKNOWN_STATUS, status=", ".join(unknown), wrong=bool(unknown))

    def _flag_partial_cancel(self) -> None:
        """A unit canceled after the order was imported is still in Haravan (D10)."""
        imported = {item_id for line in self._haravan_lines().values() for item_id in line.item_ids}
        gone = [
            unit.sku
            for unit in self.units
            if status.is_canceled(unit.status) and unit.order_item_id in imported
        ]
        self._flag(PARTIAL_CANCEL, wrong=bool(gone))

    def _flag_goods_coming_back(self, rollup: status.Rollup) -> None:
        """Failed parcels, and returned ones beside others, are the merchant's to look after."""
        is_back = Word.FAILED in (rollup.word, *rollup.badges) or Word.RETURNED in rollup.badges
        self._flag(GOODS_COME_BACK, wrong=is_back, is_task=True)

    def _flag(self, code: str, *, wrong: bool, is_task: bool = False, **said: str) -> None:
        """A task is to be done; it is no failure of this run."""
        session, number = self.session, self.row.order_number
        if wrong:
            text = problems.message(code, {"order": number, **said})
            session.raise_problem(
                code, "order_status", self.row.order_id, number, text, is_failure=not is_task
            )
            return
        with session.database.write() as connection:
            desk.clear_problems(connection, session.shop, "order_status", [self.row.order_id], code)

    # --- cancel (D10, all units) ------------------------------------------------------------------

    def _cancel(self) -> None:
        """Cancels the Haravan order for what is left of it; goods go back once, by the ledger."""
        session = self.session
        key = f"cancel:{self.ref}"
        with session.database.read() as connection:
            asked = orders.effect(connection, key)
        if self.order.cancelled_at is not None and (asked is None or asked.state != orders.ASKED):
            return  # the merchant's word, or this was done before
        restock = session.policy.auto_restock
        fresh = session.haravan.order(self.order.id)
        if fresh.cancelled_at is not None:
            ours = any(key in refund.note for refund in fresh.refunds)
            self._saw_cancel(fresh, key, restock=restock and ours)
            return
        returned: dict[str, int] = {}
        for refund in fresh.refunds:
            for line_id, quantity in refund.lines:
                returned[line_id] = returned.get(line_id, 0) + quantity
        left = [
            {"line_item_id": int(line.id), "quantity": line.quantity - returned.get(line.id, 0)}
            for line in fresh.lines
            if line.quantity > returned.get(line.id, 0)
        ]
        goods_back = self._goods_text(self._goods_back(restock=restock))
        captured = sum(t.amount for t in fresh.transactions if t.kind in ("capture", "sale"))
        refunded = sum(refund.amount for refund in fresh.refunds)
        body = {
            "reason": "customer",
            "restock": restock,
            "amount": captured - refunded,
            "refund": {"refund_line_items": left},
            "note": f"LazDesk: Lazada đã hủy đơn {self.row.order_number}; "
            f"hàng trả về kho: {goods_back} ({key})",
            "email": False,
        }
        canceled = self._once(key, lambda: session.haravan.cancel_order(self.order.id, body))
        if canceled is not None:
            self._saw_cancel(canceled, key, restock=restock)

    def _saw_cancel(self, order: haravan.Order, key: str, *, restock: bool) -> None:
        """Notes that Haravan shows the cancel, and which units it gave back to stock."""
        session = self.session
        now = session.now()
        place = self.order.location_id
        goods_back = self._goods_back(restock=restock)
        cause = self._goods_text(goods_back)
        with session.database.write() as connection:
            orders.end_effect(connection, key, orders.HELD)
            orders.change_haravan_order(
                connection, session.org, order.id, cancelled_at=order.cancelled_at or now
            )
            known = orders.restocked(
                connection, session.shop, [unit.order_item_id for unit in goods_back]
            )
            orders.record_restocks(
                connection,
                [
                    {
                        "shop": session.shop,
                        "order_item_id": unit.order_item_id,
                        "order_id": self.row.order_id,
                        "cause": "canceled",
                        "location_id": place,
                        "at": now,
                    }
                    for unit in goods_back
                    if unit.order_item_id not in known
                ],
            )
            orders.note(connection, session.shop, [self.row.order_id], "canceled", cause, now)

    def _goods_back(self, *, restock: bool) -> list[Any]:
        """The units that a cancel gives back to stock: those whose line took any."""
        stocked = [line for line in self._haravan_lines().values() if line.takes_stock]
        held = {item_id for line in stocked for item_id in line.item_ids}
        return [unit for unit in self.units if restock and unit.order_item_id in held]

    def _goods_text(self, units: Sequence[Any]) -> str:
        """Which goods went to which location, e.g. "2 × 893… → Kho chính" (D10)."""
        if not units:
            return "không"
        session = self.session
        with session.database.read() as connection:
            places = {row.id: row.name for row in goods.locations(connection, session.org)}
        place = places.get(self.order.location_id, self.order.location_id)
        counted = Counter(unit.sku for unit in units)
        return ", ".join(f"{count} × {sku}" for sku, count in counted.items()) + f" → {place}"

    # --- fulfilments (D8) -------------------------------------------------------------------------

    def _fulfil(self, word: Word) -> None:
        session = self.session
        there = {f.tracking_number: f for f in session.haravan.fulfillments(self.order.id)}
        for package in self._packages():
            if package.key not in there:
                made = self._create(package, there.values())
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
            self._flag(code, state=text, wrong=code in astray)
        if astray:
            self._word_elsewhere(text)
        if text == self.order.word:
            return
        with session.database.write() as connection:
            orders.change_haravan_order(connection, session.org, self.order.id, word=text)
            orders.note(
                connection, session.shop, [self.row.order_id], "status", text, session.now()
            )

    def _packages(self) -> list[Package]:
        groups: dict[str, list[Any]] = {}
        for unit in self.live:
            # A package without tracking number (DBS) is known by its package id, else by the order.
            key = unit.tracking_code or unit.package_id or self.row.order_number
            groups.setdefault(key, []).append(unit)
        return [
            Package(
                key,
                units[0].shipment_provider or "Lazada",
                tuple(unit.order_item_id for unit in units),
            )
            for key, units in groups.items()
        ]

    def _create(
        self, package: Package, there: Iterable[haravan.Fulfillment]
    ) -> haravan.Fulfillment | None:
        session = self.session
        shipped = Counter[str]()
        for made in there:
            shipped.update(dict(made.lines))
        lines = []
        for line in self._haravan_lines().values():
            left = len(line.item_ids) - shipped[line.id]
            if (count := min(left, len(set(line.item_ids) & set(package.item_ids)))) > 0:
                lines.append({"id": int(line.id), "quantity": count})
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
        return self._once(
            f"fulfil:{self.ref}:{package.key}",
            lambda: session.haravan.create_fulfillment(self.order.id, fulfilment),
        )

    def _haravan_lines(self) -> dict[str, _Line]:
        found = {}
        for line in self.order.raw.get("line_items") or []:
            properties = {p["name"]: str(p["value"]) for p in line.get("properties") or []}
            line_id = str(line["id"])
            units = order_rules.unit_ids(properties)
            found[line_id] = _Line(line_id, units, bool(line.get("variant_id")))
        return found

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

    # --- payment (D5) -----------------------------------------------------------------------------

    def _owes_a_capture(self, word: Word) -> bool:
        """COD owes the total once delivered, also when it came back since; a prepaid order only
        when the capture that was sent with it did not show: whether Haravan books one at creation
        is known from samples alone (haravan.md §7.2)."""
        if order_rules.is_cod(self.row.payment_method):
            return word in (Word.DELIVERED, Word.RETURNED)
        booked = self.order.raw.get("transactions") or []
        captured = sum(
            float(row.get("amount") or 0)
            for row in booked
            if str(row.get("kind")).lower() in ("capture", "sale")
        )
        return captured < (self.order.total or 0)

    def _capture(self) -> None:
        """What is owed of the total; a capture that is there already is not repeated."""
        session = self.session
        transactions = session.haravan.transactions(self.order.id)
        captured = sum(t.amount for t in transactions if t.kind in ("capture", "sale"))
        total = self.order.total or 0
        if captured >= total:
            return
        amount = total - captured
        if (
            self._once(
                f"capture:{self.ref}",
                lambda: session.haravan.create_transaction(
                    self.order.id, {"kind": "Capture", "amount": amount}
                ),
            )
            is None
        ):
            return
        with session.database.write() as connection:
            orders.note(
                connection,
                session.shop,
                [self.row.order_id],
                "captured",
                str(amount),
                session.now(),
            )

    # --- at most once -----------------------------------------------------------------------------

    def _once(self, key: str, call: Callable[[], Any]) -> Any | None:
        """Performs ``call`` with its intent durable first.

        Every caller has just read Haravan and found the effect absent: an intent of an earlier
        attempt whose outcome was unknown has therefore not taken effect, unless it is younger than
        D; then this waits for a later turn (None).
        """
        session = self.session
        now = session.now()
        with session.database.write() as connection:
            before = orders.effect(connection, key)
            if before is not None and before.state == orders.ASKED:
                age = (now - before.asked_at).total_seconds()
                if age < session.policy.post_deadline_seconds + session.policy.list_lag_seconds:
                    raise OutcomeUnknown(
                        platform="haravan",
                        operation=key.partition(":")[0],
                        message="the outcome of the last attempt is not known yet",
                    )
            orders.ask_effect(connection, key, session.shop, self.row.order_id, now)
        try:
            answer = call()
        except OutcomeUnknown:
            raise
        except PlatformError as error:
            with session.database.write() as connection:
                orders.end_effect(connection, key, orders.REFUSED, error.message)
            raise
        with session.database.write() as connection:
            orders.end_effect(connection, key, orders.HELD)
        return answer


@dataclass(frozen=True)
class _Line:
    """A line of the Haravan order; a custom line takes no stock (D3)."""

    id: str
    item_ids: tuple[str, ...]
    takes_stock: bool
