"""The merchant's clicks: stored before they are sent, in the order clicked, each at most once (E5).

This module stores them, takes the open ones up turn after turn and gives each to its kind.
A further kind of button is a module with a function ``carry_out(clicks: Clicks)`` and a line in
``KINDS``. It gets the open clicks of its kind, up to ``batch`` orders at a time, in the first lane,
and brings each as far as it goes in one pass, without sleeping:

- ``clicks.units()`` before anything is sent: read anew when the mirror is older than 30 s;
- ``with clicks.sending(ids, step):`` around each call that has an effect: marked before it leaves,
  and only if ``clicks.may_send(id, step)``: after a lost answer one looks first;
- what Lazada shows decides: ``clicks.look_again`` until it does, ``clicks.reject`` with its words,
  then ``clicks.half_done``;
- Haravan's half for ``clicks.at_haravan()``: ``clicks.wait`` while it does not hold (it is met
  again in a later turn, ``at_lazada`` leaves it out), ``clicks.confirm`` once both sides show it.

What it raises: Unauthorized and MissingScope stop all work; NotExecuted, Unavailable and
OutcomeUnknown leave its clicks open for a later turn; Refused rejects them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lazdesk.models import actions as stored
from lazdesk.models import orders
from lazdesk.platforms.errors import (
    MissingScope,
    NotExecuted,
    OutcomeUnknown,
    Refused,
    Unauthorized,
    Unavailable,
)
from lazdesk.platforms.limits import Lane
from lazdesk.rules import cancel
from lazdesk.sync import (
    answer_cancel,
    answer_return,
    cancel_orders,
    follow_orders,
    label_store,
    late_links,
    packing,
    ready_to_ship,
    return_goods,
)
from lazdesk.sync import clicks as clicked
from lazdesk.sync.clicks import Clicks
from lazdesk.sync.session import Session

# Orders that go through the steps together, so that each step's calls are full.
TOGETHER = 200


@dataclass(frozen=True)
class Kind:
    """How clicks of one kind are carried out."""

    carry_out: Callable[[Clicks], None]
    # At most so many orders in one pass; a call takes fewer (``clicks.BATCH``).
    batch: int = 1
    # A click that could not be sent within this time is not sent any more.
    life: timedelta | None = None
    # Clicks of these kinds on the order that have not left yet are moot after this one.
    supersedes: frozenset[str] = frozenset()
    # Whether it changes a side, and so stands still while writing is stopped (C10).
    writes: bool = True


def _in_haravan(
    act: Callable[[Session, Any, Mapping[str, Any]], None],
) -> Callable[[Clicks], None]:
    """A kind that concerns Haravan alone, one order at a time (D3, D11)."""

    def carry_out(clicks: Clicks) -> None:
        session = clicks.session
        for order_id, row in clicks.orders().items():
            with session.hands.on(order_id):
                act(session, row, clicks.open[order_id].arguments)
                clicks.confirm([order_id])
                if session.policy.orders_handling == "lazada":
                    follow_orders.follow(session, row)  # what it held up: the rest of the money

    return carry_out


KINDS: dict[str, Kind] = {
    packing.KIND: Kind(packing.carry_out, batch=TOGETHER),
    ready_to_ship.KIND: Kind(
        ready_to_ship.carry_out, batch=TOGETHER, supersedes=frozenset({packing.KIND})
    ),
    cancel_orders.KIND: Kind(
        cancel_orders.carry_out,
        batch=clicked.BATCH,
        life=cancel.LIFE,
        supersedes=frozenset({packing.KIND, ready_to_ship.KIND}),
    ),
    answer_cancel.KIND: Kind(answer_cancel.carry_out, batch=clicked.BATCH),
    answer_return.KIND: Kind(answer_return.carry_out),
    return_goods.KIND: Kind(_in_haravan(return_goods.carry_out)),
    late_links.KIND: Kind(_in_haravan(late_links.carry_out)),
}

# The results of a button (interfaces.md), and the states that read as one of another name.
CONFIRMED = stored.CONFIRMED
REJECTED = stored.REJECTED
UNKNOWN = stored.UNKNOWN
WAITING = stored.WAITING
_RESULTS: Mapping[str, str] = {
    stored.QUEUED: WAITING,
    stored.SENT: WAITING,
    stored.EXPIRED: REJECTED,
    stored.SUPERSEDED: REJECTED,
}


@dataclass(frozen=True)
class Result:
    """How a click on one order stands: confirmed, rejected, unknown or waiting; ``reason`` is a key
    of ``buttons.REASONS`` or the platform's own words."""

    order_number: str
    result: str
    reason: str
    files: tuple[str, ...] = ()


def click(
    session: Session,
    kind: str,
    order_id: str,
    arguments: Mapping[str, Any] | None = None,
    target: str = "",
) -> str:
    """Stores the click and returns its action's id; a double click is one.

    ``target``: what of the order is meant, where two clicks of a kind on it may be two effects.
    """
    now, life = session.now(), KINDS[kind].life
    with session.claims.held_still() as held, session.database.write() as connection:
        unsent = stored.unsent(connection, session.shop, order_id, KINDS[kind].supersedes)
        for row in unsent:
            if row.id in held:
                continue  # on its way: this click waits for it
            state = stored.SUPERSEDED
            stored.change(connection, [row.id], state=state, answer=state, effect_key=None)
            orders.note(connection, session.shop, [order_id], f"{row.kind}_{state}", kind, now)
        return stored.click(
            connection,
            {
                "id": session.new_id(),
                "shop": session.shop,
                "kind": kind,
                "order_id": order_id,
                "asked_at": now,
                "state": stored.QUEUED,
                "step": "",
                "arguments": dict(arguments or {}),
                "expires_at": None if life is None else now + life,
                "effect_key": ":".join(filter(None, (kind, session.shop, order_id, target))),
            },
        )


def click_ready_to_ship(session: Session, order_ids: Collection[str]) -> list[str]:
    """Stores a click on **Sẵn sàng giao hàng** for each order; the actions' ids in that order."""
    return [click(session, ready_to_ship.KIND, order_id) for order_id in order_ids]


def click_cancel(session: Session, order_id: str, chosen: cancel_orders.Chosen) -> str:
    """Stores the click on **Hủy đơn hàng** with what was chosen; returns the action's id."""
    target = "+".join(chosen.unit_ids or ())
    return click(session, cancel_orders.KIND, order_id, chosen.arguments(), target)


def click_answer_cancel(
    session: Session, order_id: str, *, agree: bool, request: str | None = None
) -> str:
    """Stores the answer to a buyer's cancel request, or to all of the order; the action's id."""
    told = answer_cancel.arguments(agree=agree, request=request)
    return click(session, answer_cancel.KIND, order_id, told, request or "")


def click_answer_return(session: Session, order_id: str, answer: answer_return.Answer) -> str:
    """Stores the answer to a buyer's return; returns the action's id."""
    return click(session, answer_return.KIND, order_id, answer.arguments(), answer.request)


def click_return_goods(session: Session, order_id: str, chosen: return_goods.Chosen) -> str:
    """Stores the click on **Hoàn trả đơn hàng** with the units it means; returns the action's id.

    Raises return_goods.NothingToReturnError. An open click on the order is the same click.
    """
    with session.database.read() as connection:
        (row,) = orders.orders(connection, session.shop, order_ids=[order_id])
    told = return_goods.arguments(session, row, chosen)
    return click(session, return_goods.KIND, order_id, told)


def click_take_stock(session: Session, order_id: str) -> str:
    """Stores the consent to the stock correction of an order whose SKU was linked late (D3)."""
    return click(session, late_links.KIND, order_id)


def run(session: Session) -> None:
    """One turn: every open click that is due is brought forward as far as it goes.

    Raises what stops all work (access, scope); other faults end in the click's own state.
    """
    fast = session.in_lane(Lane.CLICK)
    met: set[str] = set()
    while True:
        session.progress("clicks", len(met))
        with session.claims.claim(lambda held: _next_batch(fast, met, held)) as batch:
            met.update(click.id for click in batch)
            if not batch or not _carry_out(fast, batch):
                return


def see_through(session: Session, ids: Collection[str]) -> None:
    """Turn after turn until these clicks are over or wait for something else than Lazada; what it
    does not show for a minute is unknown. Raises what ``run`` raises."""
    until = session.now() + clicked.SHOWN_WITHIN
    while True:
        run(session)
        session.claims.wait_for(ids)  # another thread may have been first
        with session.database.read() as connection:
            looking = [
                row.next_at
                for row in stored.by_id(connection, ids)
                if row.state in (stored.SENT, UNKNOWN) and row.next_at is not None
            ]
        if not looking:
            return
        if min(looking) >= until:
            _give_up(session, ids)
            return
        pause = (min(looking) - session.now()).total_seconds()
        session.clock.sleep(max(pause, 0.05), session.cancel)


def _give_up(session: Session, ids: Collection[str]) -> None:
    """Those that left and still do not show are looked at in later turns, and unknown till then."""
    with session.claims.held_still() as held, session.database.write() as connection:
        out = [
            row.id
            for row in stored.by_id(connection, ids)
            if row.state == stored.SENT and row.sent_at is not None and row.id not in held
        ]
        stored.change(connection, out, state=UNKNOWN, answer="not_shown")


def results(session: Session, ids: Sequence[str]) -> list[Result]:
    """How these clicks stand now, in the order given."""
    with session.database.read() as connection:
        found = {row.id: row for row in stored.by_id(connection, ids)}
        order_ids = [row.order_id for row in found.values()]
        rows = {
            row.order_id: row
            for row in orders.orders(connection, session.shop, order_ids=order_ids)
        }
    labels = label_store.kept(session, order_ids)
    answers = []
    for id_ in ids:
        action = found[id_]
        number = rows[action.order_id].order_number
        result = _RESULTS.get(action.state, action.state)
        files = labels.get(action.order_id, {}) if action.kind == ready_to_ship.KIND else {}
        paths = tuple(str(session.labels / row.file) for row in files.values())
        answers.append(Result(number, result, action.answer or "", paths))
    return answers


def _next_batch(
    session: Session, met: Collection[str], held: Collection[str]
) -> list[clicked.Click]:
    """The first open click that may go on now, and those of its kind that follow it directly;
    ``held`` are other threads'."""
    with session.database.read() as connection:
        rows = stored.open_ones(connection, session.shop)
    batch: list[clicked.Click] = []
    busy: set[str] = set()
    for row in rows:
        # A click on an order waits until the one before it is through on Lazada.
        is_free = row.order_id not in busy
        if row.state != WAITING:
            busy.add(row.order_id)
        is_due = row.next_at is None or row.next_at <= session.now()
        if row.id in met or row.id in held or not is_free or not is_due:
            continue
        if row.order_id in {click.order_id for click in batch}:
            continue
        if batch and (row.kind != batch[0].kind or len(batch) == KINDS[row.kind].batch):
            break
        batch.append(clicked.of(row))
    return batch


def _carry_out(session: Session, batch: Sequence[clicked.Click]) -> bool:
    """One batch as far as it goes; False when Lazada cannot be reached: what comes after it has to
    wait, too, so that the order of the clicks is kept."""
    kind, clicks = KINDS[batch[0].kind], Clicks(session, batch)
    unsent = [click for click in batch if click.state == stored.QUEUED]
    now = session.now()
    clicks.expire([c.order_id for c in unsent if c.expires_at is not None and c.expires_at <= now])
    if kind.writes and not session.policy.writes:
        clicks.reject([c.order_id for c in unsent if c.order_id in clicks.open], "writes_off")
        return True  # what has left already stands still until writing goes on
    if not clicks.open:
        return True
    try:
        kind.carry_out(clicks)
    except (Unauthorized, MissingScope):
        raise
    except Refused as refusal:
        clicks.reject(list(clicks.open), clicked.words(refusal))
    except OutcomeUnknown:
        clicks.unknown(list(clicks.open), "unknown_outcome")
    except (NotExecuted, Unavailable) as fault:
        return fault.platform != "lazada"
    return True
