"""Sends Lazada what it should hold and does not, and reads it back (C5, C7, C8).

The cycle calls this only after a poll of the orders (C5).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from lazdesk.models import cancels, consents, desk, pairs, pushes
from lazdesk.models.database import chunks
from lazdesk.platforms.errors import (
    NotExecuted,
    Unavailable,
    WritesStopped,
)
from lazdesk.rules import cancel, problems
from lazdesk.sync import drifting, locking, pull_goods, pull_orders, sending, warehouses
from lazdesk.sync.session import Session
from lazdesk.sync.wanted import (
    CHANGED,
    PRICE_GUARD,
    ZERO_STOCK_GUARD,
    Change,
    jump,
    look,
    numbers,
    plan,
    urgency,
)

READ_AT_ONCE = 2000  # SKUs whose names are held in memory for reading them
COMMON_REFUSALS = 3
POLL_LIFE = timedelta(seconds=10)  # older orders do not let a quantity above 0 out (C5)
MAKE_GOOD_ROUNDS = 3


def push(session: Session, *, consent: bool, orders_fresh: bool) -> tuple[list[Change], int]:
    """Sends what may be sent. Returns (changes that wait, number of values sent).

    ``orders_fresh`` False (the poll failed): only zeros go out (C5). What is planned is first read
    anew on Lazada, so that a sale there is not taken for a difference (C7).
    """
    session = replace(session, run=session.new_id())
    locking.tidy(session)
    moves = drifting.noticed(session)
    _look_at_what_moved(session)
    differing = _differing(session)
    _read_anew(session, differing)
    if differing and session.policy.push_quantity and orders_fresh:
        orders_fresh = _poll_again(session)
        moves = drifting.noticed(session)
    wanted = plan(session, consent=consent, only=differing)
    # Only orders read after a value moved can explain it (C7).
    if orders_fresh and drifting.judge(session, moves, wanted):
        wanted = plan(session, consent=consent, only=differing)
    _clear_what_is_gone(session, wanted)
    waiting = [change for change in wanted if change.held]
    _say_what_waits(session, waiting)
    warehouses.say(session)
    if not session.policy.writes:
        return waiting, 0
    if consent:
        _agree(session)
    sent, raised = _send_all(session, _sendable(wanted, orders_fresh), consent, orders_fresh)
    return waiting, sent + _make_good(session, raised)


def _sendable(wanted: Sequence[Change], orders_fresh: bool) -> list[Change]:
    return [
        change
        for change in wanted
        if change.held is None and (orders_fresh or change.kind == "price" or change.wanted == 0)
    ]


def _send_all(
    session: Session, ready: Sequence[Change], consent: bool, orders_fresh: bool
) -> tuple[int, list[Change]]:
    """Sends batch after batch; the quantities of a long push are worked out anew as orders come
    in meanwhile (C5). Returns the number of values sent, and the quantities above 0 among them."""
    sent, raised = 0, dict[str, Change]()
    left, polled_at = list(ready), session.now()
    refusals: list[str] = []  # in a row, with nothing that went through between them
    while left:
        kind = left[0].kind
        if kind == "quantity" and orders_fresh and session.now() - polled_at > POLL_LIFE:
            orders_fresh, polled_at = _poll_again(session), session.now()
            left = _sendable(_plan_anew(session, left, consent), orders_fresh)
            continue
        batch = [change for change in left[: sending.BATCH] if change.kind == kind]
        try:
            answer = sending.send(session, batch)
        except WritesStopped:
            return sent, []  # as the merchant wished (C10); what went out before counts
        sent += answer.count
        left = answer.left + left[len(batch) :]
        refusals = [*refusals, answer.refusal] if answer.refusal else []
        if refusals[-COMMON_REFUSALS:] == [answer.refusal] * COMMON_REFUSALS:
            # Not the fault of single SKUs (a campaign in which no stock may fall, say): what is
            # like them would be refused one by one. The others go on, and the next cycle tries.
            left = [change for change in left if urgency(change) != urgency(batch[0])]
            refusals = []
        if kind == "quantity":
            raised |= {change.sku_id: change for change in batch if change.wanted > 0}
        session.progress(f"push_{kind}", sent, sent + len(left))
    return sent, list(raised.values())


def _make_good(session: Session, raised: Sequence[Change]) -> int:
    """What was bought between the last poll and the writing was written over, since a quantity is
    absolute: what the orders say now is written at once, not a cycle later (C5).

    Returns the number of values sent. More often than a few times nobody buys so fast.
    """
    sent = 0
    for _ in range(MAKE_GOOD_ROUNDS):
        if not raised or not _poll_again(session):
            break
        by_now = numbers(session, [change.sku_id for change in raised])
        raised = [
            replace(change, now=change.wanted, wanted=fewer, why=why)
            for change in raised
            if (why := by_now.get(change.sku_id)) is not None
            and (fewer := why.wanted) is not None
            and fewer < change.wanted
        ]
        for start in range(0, len(raised), sending.BATCH):
            sent += sending.send(session, raised[start : start + sending.BATCH]).count
    return sent


def _plan_anew(session: Session, left: Sequence[Change], consent: bool) -> list[Change]:
    """The changes that are left, as they are wanted by now."""
    still = {(change.sku_id, change.kind) for change in left}
    anew = plan(session, consent=consent, only=list({sku_id for sku_id, _ in still}))
    return [change for change in anew if (change.sku_id, change.kind) in still]


def _poll_again(session: Session) -> bool:
    """A sale between the cycle's poll and the reading of what Lazada holds would look like a number
    that somebody lowered, and be written over: so the orders are asked for once more (C5)."""
    try:
        pull_orders.poll_lazada_orders(session)
    except (Unavailable, NotExecuted):
        return False
    return True


def _agree(session: Session) -> None:
    """The merchant agreed beforehand to whatever would be shown (C1)."""
    switches = {"price": session.policy.push_price, "quantity": session.policy.push_quantity}
    with session.database.write() as connection:
        for kind, is_on in switches.items():
            if is_on:
                consents.give(connection, session.shop, kind)


def _differing(session: Session) -> list[str]:
    """The SKUs with a difference. What was agreed to and is as it should be meanwhile needs no
    first push any more (C1)."""
    differing: dict[str, None] = {}
    for found in look(session):
        level = set()
        for each in found:
            if isinstance(each, Change):
                differing[each.sku_id] = None
            elif each.agreed:
                level.add((each.kind, each.sku_id))
        _settle(session, level)
    return list(differing)


def _settle(session: Session, values: Collection[tuple[str, str]]) -> None:
    if values:
        with session.database.write() as connection:
            consents.settle(connection, session.shop, values)


def _look_at_what_moved(session: Session) -> None:
    """Reads the SKUs that orders have touched: else a unit canceled by itself, which gives Lazada
    back a piece that Haravan's order still holds, would never show as a difference (C7). So would
    one that a cancel for lack of stock sets to 0 in its own time (E2)."""
    if not session.policy.push_quantity:
        return
    with session.database.read() as connection:
        moved = pairs.moved_by_orders(connection, session.shop, session.org)
        since = session.now() - cancel.ZEROED_WITHIN
        moved |= cancels.zeroed_skus(connection, session.shop, since)
    _read_anew(session, moved)


def _read_anew(session: Session, sku_ids: Collection[str]) -> None:
    for part in chunks(sku_ids, READ_AT_ONCE):
        with session.database.read() as connection:
            found = pairs.names(connection, session.shop, session.org, part)
        pull_goods.read_skus(session, found.values())


def _say_what_waits(session: Session, waiting: Sequence[Change]) -> None:
    """Guards and what is other than it was previewed become problems; they clear by
    themselves (B5, C1, C9)."""
    codes = (CHANGED, PRICE_GUARD, ZERO_STOCK_GUARD)
    said = [change for change in waiting if change.held in codes]
    zeroed = sum(change.held == ZERO_STOCK_GUARD for change in said)
    with session.database.read() as connection:
        linked = pairs.count(connection, session.shop, session.org)
        names = pairs.names(connection, session.shop, session.org, {c.sku_id for c in said})
    current = [
        desk.Problem(
            change.held or "",
            "sku",
            change.sku_id,
            sending.title(names[change.sku_id]),
            _why_it_waits(session, change, names[change.sku_id].seller_sku, zeroed, linked),
        )
        for change in said
    ]
    with session.database.write() as connection:
        session.new_problems["waiting"] += desk.replace_problems(
            connection, session.shop, codes, current, session.now()
        )


def _why_it_waits(
    session: Session, change: Change, seller_sku: str, zeroed: int, linked: int
) -> str:
    found = jump(change, session.policy) if change.held == PRICE_GUARD else None
    old, new = found or change.moves[0]
    return problems.message(
        change.held or "",
        {
            "sku": seller_sku,
            "old": old,
            "new": new,
            "zeroed": zeroed,
            "linked": linked,
            "agreed": change.agreed[0] if change.agreed else None,
        },
    )


def _clear_what_is_gone(session: Session, planned: Sequence[Change]) -> None:
    """A refusal whose difference is gone, however that came, is no problem any more (B5, F)."""
    differing = {(change.sku_id, change.kind) for change in planned}
    with session.database.read() as connection:
        refused = {
            (row.object, row.kind.removeprefix("sku_"))
            for row in desk.problems(connection, session.shop)
            if row.kind.startswith("sku_")
        }
    sending.solved(session, refused - differing)


def read_back(session: Session, since: datetime) -> None:
    """Reads what this cycle wrote: only what Lazada shows counts as done (C7)."""
    with session.database.read() as connection:
        sent = pushes.sent_since(connection, session.shop, since)
    _read_anew(session, sent)
    with session.database.read() as connection:
        reached = consents.reached(connection, session.shop, sent)
    _settle(session, reached)
