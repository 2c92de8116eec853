"""The merchant's clicks: stored before they are sent, sent at most once, confirmed by reading (E5).

An action is resumable at every step: each turn reads the units again and does what they still lack.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lazdesk.models import orders
from lazdesk.platforms.errors import (
    MissingScope,
    NotExecuted,
    OutcomeUnknown,
    PlatformError,
    Refused,
    Unauthorized,
    Unavailable,
)
from lazdesk.platforms.lazada import payloads
from lazdesk.platforms.limits import Lane
from lazdesk.rules import buttons, status
from lazdesk.rules.status import Word
from lazdesk.sync import follow_orders, late_links, pull_orders, return_goods
from lazdesk.sync.session import Session

READY_TO_SHIP = "ready_to_ship"
BATCH = 20
# Lazada takes a moment from accepting a request to showing it (lazada.md §12.14).
SHOWN_WITHIN = timedelta(seconds=60)
LOOK_EVERY = 3.0

QUEUED = "queued"
SENT = "sent"
CONFIRMED = "confirmed"
REJECTED = "rejected"
UNKNOWN = "unknown"
WAITING = "waiting"

_IN_HARAVAN: Mapping[str, Callable[[Session, Any, Mapping[str, Any]], None]] = {
    return_goods.KIND: return_goods.carry_out,
    late_links.KIND: late_links.carry_out,
}


@dataclass(frozen=True)
class Result:
    """How a click on one order stands; ``reason`` is for the merchant, in Vietnamese."""

    order_number: str
    result: str
    reason: str
    files: tuple[str, ...] = ()


def click_ready_to_ship(session: Session, order_ids: Collection[str]) -> list[str]:
    """Stores the clicks; a double click is one. Returns the actions' ids, in the order given."""
    return [_click(session, READY_TO_SHIP, order_id, {}) for order_id in order_ids]


def click_return_goods(session: Session, order_id: str, chosen: return_goods.Chosen) -> str:
    """Stores the click on **Hoàn trả đơn hàng** with the units it means; returns the action's id.

    Raises return_goods.NothingToReturnError. An open click on the order is the same click.
    """
    with session.database.read() as connection:
        (row,) = orders.orders(connection, session.shop, order_ids=[order_id])
    return _click(
        session, return_goods.KIND, order_id, return_goods.arguments(session, row, chosen)
    )


def click_take_stock(session: Session, order_id: str) -> str:
    """Stores the consent to the stock correction of an order whose SKU was linked late (D3)."""
    return _click(session, late_links.KIND, order_id, {})


def _click(session: Session, kind: str, order_id: str, told: dict[str, Any]) -> str:
    with session.database.write() as connection:
        return orders.click(
            connection,
            {
                "id": session.new_id(),
                "shop": session.shop,
                "kind": kind,
                "order_id": order_id,
                "asked_at": session.now(),
                "state": QUEUED,
                "step": "",
                "arguments": told,
                "effect_key": f"{kind}:{session.shop}:{order_id}",
            },
        )


def run(session: Session, ids: Collection[str] | None = None) -> None:
    """Brings open actions forward as far as they go (``ids``: only these), in the order clicked.

    Raises what stops all work (access, scope); other faults end in the action's own state.
    """
    with session.hands:
        with session.database.read() as connection:
            waiting = [
                row
                for row in orders.open_actions(connection, session.shop)
                if ids is None or row.id in ids
            ]
        fast = session.in_lane(Lane.CLICK)
        ready = [row for row in waiting if row.kind == READY_TO_SHIP]
        for start in range(0, len(ready), BATCH):
            _Batch(fast, ready[start : start + BATCH]).run()
        for row in waiting:
            if row.kind in _IN_HARAVAN:
                _act_in_haravan(fast, row)


def _act_in_haravan(session: Session, action: Any) -> None:
    """One click that concerns Haravan alone, as far as it goes (D3, D11)."""
    with session.database.read() as connection:
        (row,) = orders.orders(connection, session.shop, order_ids=[action.order_id])
    state, answer, is_over = CONFIRMED, "", True
    if not session.policy.writes:
        state, answer = REJECTED, "writes_off"
    else:
        try:
            _IN_HARAVAN[action.kind](session, row, action.arguments)
        except (Unauthorized, MissingScope):
            raise
        except Refused as refusal:
            state, answer = REJECTED, _words(refusal)
        except OutcomeUnknown:
            state, answer, is_over = UNKNOWN, "unknown_outcome", False
        except (NotExecuted, Unavailable):
            return  # nothing was lost: the click stays open and goes on in the next turn
    with session.database.write() as connection:
        orders.change_action(connection, action.id, state=state, answer=answer)
        if is_over:
            orders.change_action(connection, action.id, effect_key=None)
            event = f"{action.kind}_{state}"
            orders.note(connection, session.shop, [action.order_id], event, answer, session.now())
    if state == CONFIRMED and session.policy.orders_handling == "lazada":
        follow_orders.follow(session, row)  # what the goods held up: the rest of the money


def results(session: Session, ids: Sequence[str]) -> list[Result]:
    """How these actions stand now, in the order given; ``reason`` is a key of ``buttons.REASONS``
    or the platform's own words."""
    with session.database.read() as connection:
        found = {row.id: row for row in orders.actions(connection, ids)}
        rows = {
            row.order_id: row
            for row in orders.orders(
                connection, session.shop, order_ids=[row.order_id for row in found.values()]
            )
        }
    answers = []
    for id_ in ids:
        action = found[id_]
        number = rows[action.order_id].order_number
        label = session.labels / f"{number}.pdf"
        files = (str(label),) if action.kind == READY_TO_SHIP and label.exists() else ()
        shown = WAITING if action.state in (QUEUED, SENT) else action.state
        answers.append(Result(number, shown, action.answer or "", files))
    return answers


class _Batch:
    """Up to twenty clicked orders on their way: pack → label → ready to ship → Haravan (E1)."""

    def __init__(self, session: Session, actions: Sequence[Any]) -> None:
        self.session = session
        self.actions = {action.order_id: action for action in actions}

    def run(self) -> None:
        if not self.session.policy.writes:
            self._end(list(self.actions), REJECTED, "writes_off")
            return
        try:
            self._refuse_what_may_not()
            self._pack()
            self._labels()
            self._ready()
            self._look()
        except (NotExecuted, Unavailable):
            return  # nothing was lost: the actions stay open and go on in the next turn
        self._haravan()

    # --- what each step sees ----------------------------------------------------------------------

    def _units(self, *, fresh: bool = True) -> dict[str, list[Any]]:
        """The open actions' live units, read again on Lazada unless ``fresh`` is False."""
        ids = list(self.actions)
        if fresh and ids:
            pull_orders.read_items(self.session, ids)
        with self.session.database.read() as connection:
            found = orders.items(connection, self.session.shop, ids)
        return {
            order_id: [unit for unit in units if not status.is_canceled(unit.status)]
            for order_id, units in found.items()
        }

    def _end(self, order_ids: Collection[str], state: str, answer: str) -> None:
        """Ends these actions; the effect key is freed, so that a later click is a new one."""
        with self.session.database.write() as connection:
            for order_id in order_ids:
                action = self.actions.pop(order_id)
                orders.change_action(
                    connection, action.id, state=state, answer=answer, effect_key=None
                )
            event = f"{READY_TO_SHIP}_{state}"
            orders.note(connection, self.session.shop, order_ids, event, answer, self.session.now())

    def _mark(self, order_ids: Collection[str], state: str, step: str, answer: str = "") -> None:
        with self.session.database.write() as connection:
            for order_id in order_ids:
                orders.change_action(
                    connection, self.actions[order_id].id, state=state, step=step, answer=answer
                )

    # --- the steps --------------------------------------------------------------------------------

    def _refuse_what_may_not(self) -> None:
        for order_id, units in self._units().items():
            if reason := buttons.why_not_ready(units):
                self._end([order_id], REJECTED, reason)

    def _pack(self) -> None:
        wanted = [
            payloads.PackOrder(order_id=order_id, item_ids=tuple(ids))
            for order_id, units in self._units(fresh=False).items()
            if (ids := [u.order_item_id for u in units if _own(u) and u.status in buttons.PACKABLE])
        ]
        if not wanted:
            return
        self._send_pack(wanted)
        self._units()  # which packages there are now

    def _send_pack(self, wanted: Sequence[payloads.PackOrder]) -> None:
        ids = [order.order_id for order in wanted]
        self._mark(ids, SENT, "pack")
        try:
            answers = self.session.lazada.pack(wanted)
        except OutcomeUnknown:
            # Never packed again blindly: what Lazada shows next decides, or the next turn does.
            self._mark(ids, UNKNOWN, "pack", "unknown_outcome")
            return
        except (Unauthorized, MissingScope):
            raise
        except Refused as refusal:
            if len(wanted) == 1:
                self._end(ids, REJECTED, _words(refusal))
                return
            for order in wanted:  # refused as a whole: nobody was packed, one may be at fault
                self._send_pack([order])
            return
        self._reject(
            {
                item.order_id: f"{item.code}: {item.message}"
                for item in answers
                if not item.ok and not item.retry
            },
            _is_packed,
        )

    def _reject(self, refused: Mapping[str, str], is_done: Callable[[Any], bool]) -> None:
        """Ends the refused ones, but those that are already where the call would have brought
        them: Lazada refuses a repeat of what was done when the answer was lost."""
        if not refused:
            return
        units = self._units()
        for order_id, answer in refused.items():
            own = [unit for unit in units.get(order_id, ()) if _own(unit)]
            if own and not all(map(is_done, own)):
                self._end([order_id], REJECTED, answer)

    def _labels(self) -> None:
        """The label is fetched and kept; a failure here does not stop (E1, E3)."""
        with self.session.database.read() as connection:
            numbers = {
                row.order_id: row.order_number
                for row in orders.orders(
                    connection, self.session.shop, order_ids=list(self.actions)
                )
            }
        for order_id, packages in self._packages().items():
            try:
                content = self.session.lazada.label(packages)
                self.session.labels.mkdir(parents=True, exist_ok=True)
                (self.session.labels / f"{numbers[order_id]}.pdf").write_bytes(content)
            except Unauthorized:
                raise
            except (PlatformError, OSError) as error:
                session, said = self.session, str(error)
                with session.database.write() as connection:
                    orders.note(
                        connection, session.shop, [order_id], "label_failed", said, session.now()
                    )

    def _packages(self) -> dict[str, list[str]]:
        return {
            order_id: ids
            for order_id, units in self._units(fresh=False).items()
            if (
                ids := list(
                    dict.fromkeys(
                        unit.package_id
                        for unit in units
                        if unit.status in buttons.PACKED and unit.package_id and _own(unit)
                    )
                )
            )
        }

    def _ready(self) -> None:
        """Ready to ship, harmless when repeated per package; at most twenty packages a call."""
        owners = {
            package: order_id for order_id, some in self._packages().items() for package in some
        }
        packages = list(owners)
        for start in range(0, len(packages), BATCH):
            part = packages[start : start + BATCH]
            self._mark({owners[package] for package in part}, SENT, "ready_to_ship")
            try:
                answers = self.session.lazada.ready_to_ship(part)
            except OutcomeUnknown:
                continue  # the look tells
            except (Unauthorized, MissingScope):
                raise
            except Refused as refusal:
                self._end({owners[package] for package in part}, REJECTED, _words(refusal))
                continue
            self._reject(
                {
                    owners[answer.package_id]: f"{answer.code}: {answer.message}"
                    for answer in answers
                    if not answer.ok and not answer.retry and answer.package_id in owners
                },
                _is_ready,
            )

    def _look(self) -> None:
        """Only what Lazada shows counts: reads until every order shows it, a minute at most."""
        until = self.session.now() + SHOWN_WITHIN
        while True:
            missing = [
                order_id
                for order_id, units in self._units().items()
                if not all(map(_is_ready, filter(_own, units)))
            ]
            if not missing:
                return
            if self.session.now() >= until:
                self._mark(missing, UNKNOWN, "look", "not_shown")
                for order_id in missing:
                    self.actions.pop(order_id)
                return
            self.session.clock.sleep(LOOK_EVERY, self.session.cancel)
            self.session.progress("look", len(self.actions) - len(missing), len(self.actions))

    def _haravan(self) -> None:
        """The second half, in both modes of D9 (E6): repeated until it holds, never rolled back."""
        with self.session.database.read() as connection:
            rows = orders.orders(connection, self.session.shop, order_ids=list(self.actions))
        for row in rows:
            if row.import_state != orders.DONE:
                self._mark([row.order_id], SENT, "haravan", "not_imported")
                continue
            try:
                held = follow_orders.follow(self.session, row)
            except (NotExecuted, Unavailable):
                held = False
            if held:
                self._end([row.order_id], CONFIRMED, "")
            else:
                self._mark([row.order_id], SENT, "haravan", "haravan_pending")


def _own(unit: Any) -> bool:
    return not (unit.is_fbl or unit.is_digital or unit.is_dbs)


def _is_packed(unit: Any) -> bool:
    return unit.status in buttons.PACKED or _is_ready(unit)


def _is_ready(unit: Any) -> bool:
    word = status.of_unit(unit.status)
    return word is not None and word >= Word.READY


def _words(refusal: Refused) -> str:
    return f"{refusal.code}: {refusal.message}"
