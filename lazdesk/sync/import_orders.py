"""Exactly one Haravan order per Lazada order: the protocol P0–P9 of sync-engine.md §1 (D2).

Every step is durable before the next one leaves the desk, so that a crash anywhere ends in the same
quiet state. What must wait is left for a later turn; ``next_due`` says when that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lazdesk.models import goods, orders
from lazdesk.platforms.errors import (
    MissingScope,
    NotExecuted,
    OutcomeUnknown,
    PlatformError,
    Refused,
    Unauthorized,
)
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import order as order_rules
from lazdesk.rules import problems, stock
from lazdesk.sync import (
    bodies,
    booked,
    buyers,
    duplicates,
    foreign_orders,
    pull_goods,
    pull_orders,
)
from lazdesk.sync.session import Session

# Intents written ahead of their posts: after a crash each of these waits out D + L.
BATCH = 16
UNLINKED = "UNLINKED_ORDER_LINE"


@dataclass(frozen=True)
class Draft:
    """A mirrored order that is to be posted, and what the post will carry."""

    row: Any
    order: order_rules.Draft
    body: dict[str, Any]
    attempt: str


def import_orders(session: Session) -> int:
    """One turn of the protocol. Returns how many orders reached *done* (P9).

    Raises Unauthorized or MissingScope when Haravan refuses the whole work, NotExecuted when it
    cannot be reached; what was done until then is kept.
    """
    _reopen_intents(session)
    _note_wanted(session)
    foreign_orders.adopt(session)
    if not session.policy.writes:
        return 0
    _post_what_is_ready(session)
    _take_over(session)
    confirmed = _elect(session)
    duplicates.cancel_repeated(session)
    foreign_orders.flag_doubles(session)
    return confirmed


def next_due(session: Session) -> datetime | None:
    """When the next waiting order can go on; None: nothing waits for time alone."""
    states = [orders.UNKNOWN, orders.CREATED]
    if not foreign_orders.is_paused(session):
        states.append(orders.READY)
    with session.database.read() as connection:
        rows = orders.in_import(connection, session.shop, *states)
    times = [
        session.now()
        if row.import_state == orders.READY
        else row.sent_at + _deadline(session) + _lag(session)
        if row.import_state == orders.UNKNOWN
        else row.found_at + _lag(session)
        for row in rows
    ]
    return min(times, default=None)


def _lag(session: Session) -> timedelta:
    """L: the longest a new order stays out of Haravan's list."""
    return timedelta(seconds=session.policy.list_lag_seconds)


def _deadline(session: Session) -> timedelta:
    """D: the longest a lost post may still take effect."""
    return timedelta(seconds=session.policy.post_deadline_seconds)


def _row(session: Session, row: Any, **values: Any) -> dict[str, Any]:
    return {"shop": session.shop, "order_id": row.order_id} | values


# --- P0: what the last process left, and what wants to be in Haravan ------------------------------


def _reopen_intents(session: Session) -> None:
    """An intent found at the start of a turn is of a process that died: its order may have been
    posted, and its wait begins now, since nobody knows when the post left (P5)."""
    with session.database.write() as connection:
        orders.save_imports(
            connection,
            [
                _row(session, row, state=orders.UNKNOWN, sent_at=session.now())
                for row in orders.in_import(connection, session.shop, orders.INTENT)
            ],
        )


def _note_wanted(session: Session) -> None:
    start = pull_orders.start_of_day(session.import_from)
    with session.database.write() as connection:
        rows = orders.without_import(connection, session.shop, start)
        units = orders.items(connection, session.shop, [row.order_id for row in rows])
        wanted = [
            row
            for row in rows
            if order_rules.wants_import(
                lazada_order(session, row, units[row.order_id], {}), session.import_from
            )
        ]
        orders.save_imports(connection, [_row(session, row, state=orders.READY) for row in wanted])


def lazada_order(
    session: Session, row: Any, units: Sequence[Any], variants: dict[str, str]
) -> order_rules.LazadaOrder:
    """The mirror's rows as the rules take them; ``variants`` are the links by SKU id (D3)."""
    return order_rules.LazadaOrder(
        seller_id=session.shop,
        order_id=row.order_id,
        order_number=row.order_number,
        created_at=row.created_at,
        shipping_fee=row.shipping_fee,
        payment_method=row.payment_method,
        units=tuple(
            order_rules.Unit(
                order_item_id=unit.order_item_id,
                status=unit.status,
                sku=unit.sku,
                name=unit.name,
                item_price=unit.item_price,
                variation=unit.variation,
                voucher_seller=unit.voucher_seller,
                voucher_platform=unit.voucher_platform,
                fbl=unit.is_fbl,
                stage_pay_status=unit.stage_pay_status,
                variant_id=variants.get(unit.sku_id),
            )
            for unit in units
        ),
    )


# --- P1–P5: look up, intend, post -----------------------------------------------------------------


def _post_what_is_ready(session: Session) -> None:
    now = session.now()
    with session.database.read() as connection:
        ready = orders.in_import(connection, session.shop, orders.READY)
        unknown = orders.in_import(connection, session.shop, orders.UNKNOWN)
    due = [row for row in unknown if now >= row.sent_at + _deadline(session) + _lag(session)]
    if not ready and not due and not pull_orders.has_never_swept(session):
        return
    # One sweep serves the look-up of the new ones (P1) and of the unknown ones (P5).
    watermarks = [row.watermark for row in due if row.watermark is not None]
    end = pull_orders.sweep_created(session, min(watermarks, default=None))
    foreign_orders.adopt(session)
    refs = {row.order_id: order_rules.ref(session.shop, row.order_id) for row in ready + due}
    with session.database.read() as connection:
        found = orders.haravan_by_ref(connection, session.org, list(refs.values()))
    booked.enter(
        session, [(row, found[ref]) for row in ready if (ref := refs[row.order_id]) in found]
    )
    with session.database.write() as connection:
        absent = []
        for row in ready + due:
            if there := found.get(refs[row.order_id]):
                orders.save_imports(connection, [_found(session, row, there[0])])
            else:
                absent.append(row)
        orders.save_imports(
            connection, [_row(session, row, state=orders.READY) for row in absent if row in due]
        )
    if not foreign_orders.is_paused(session):
        _post(session, absent, watermark=end)


def _take_over(session: Session) -> None:
    """What an earlier database made is to follow Lazada, even to an end that came meanwhile."""
    taken = booked.imported_before(session)
    with session.database.write() as connection:
        found = [_found(session, row, order) for row, order in taken]
        orders.save_imports(connection, found)


def _found(session: Session, row: Any, order: Any) -> dict[str, Any]:
    return _row(
        session,
        row,
        state=orders.CREATED,
        haravan_id=order.id,
        held_since=session.now(),
        found_at=order.first_seen_at,
        watermark=order.created_at,
    )


def _post(session: Session, rows: Sequence[Any], watermark: datetime) -> None:
    done = 0
    for start in range(0, len(rows), BATCH):
        drafts = _drafts(session, rows[start : start + BATCH])
        with session.database.write() as connection:
            orders.save_imports(
                connection,
                [
                    _row(
                        session,
                        draft.row,
                        state=orders.INTENT,
                        attempt=draft.attempt,
                        tries=draft.row.tries + 1 if draft.row.tries else 1,
                        watermark=watermark,
                        sent_at=session.now(),
                    )
                    for draft in drafts
                ],
            )
        stop: PlatformError | None = None
        for draft, answer in session.in_pool(
            drafts, lambda draft: session.haravan.create_order(draft.body)
        ):
            if isinstance(answer, PlatformError):
                stop = _not_created(session, draft, answer) or stop
            else:
                _created(session, draft, answer)
            done += 1
            session.progress("import", done, len(rows))
        if stop is not None:
            raise stop


def _drafts(session: Session, rows: Sequence[Any]) -> list[Draft]:
    """Drafts of the orders that still want to be in Haravan; the others' imports are taken back
    (canceled before they were ever imported, D1)."""
    ids = [row.order_id for row in rows]
    with session.database.read() as connection:
        units = orders.items(connection, session.shop, ids)
        skus = {unit.sku_id for some in units.values() for unit in some}
        variants = goods.variants_of(connection, session.shop, skus)
        places = [
            stock.Location(row.id, row.is_primary, row.type, row.unavailable)
            for row in goods.locations(connection, session.org)
        ]
    location_id = stock.order_location(places, session.policy.orders_location)
    drafts, unwanted = [], []
    for row in rows:
        order = lazada_order(session, row, units[row.order_id], variants)
        if not order_rules.wants_import(order, session.import_from):
            unwanted.append(row)
            continue
        address = buyers.shipping_address(session, row.buyer)
        draft = order_rules.draft(order, address)
        attempt = session.new_id()
        customer_id = buyers.customer(session, address)
        body = bodies.order_body(
            draft, location_id=location_id, attempt=attempt, customer_id=customer_id
        )
        drafts.append(Draft(row, draft, body, attempt))
    with session.database.write() as connection:
        orders.forget_imports(connection, session.shop, [row.order_id for row in unwanted])
    return drafts


def _created(session: Session, draft: Draft, order: haravan.Order) -> None:
    now = session.now()
    with session.database.write() as connection:
        pull_orders.save_haravan_orders(session, connection, [order])
        orders.save_imports(
            connection,
            [
                _row(
                    session,
                    draft.row,
                    state=orders.CREATED,
                    haravan_id=order.id,
                    held_since=now,
                    found_at=now,
                    reason=None,
                )
            ],
        )
    _ask_to_link(session, draft)


def _ask_to_link(session: Session, draft: Draft) -> None:
    for line in draft.order.lines:
        if line.unlinked:
            session.raise_problem(
                UNLINKED,
                "order_line",
                f"{draft.row.order_id}/{line.order_item_ids[0]}",
                draft.row.order_number,
                problems.message(
                    UNLINKED, {"order": draft.row.order_number, "sku": line.sku or line.title}
                ),
            )


def _not_created(session: Session, draft: Draft, error: PlatformError) -> PlatformError | None:
    """P4. Returns the error when there is no sense in posting on."""
    stops_all = isinstance(error, Unauthorized | MissingScope | NotExecuted)
    if stops_all:
        state = orders.READY
    elif isinstance(error, OutcomeUnknown):
        state = orders.UNKNOWN
    else:
        _rejected(session, draft.row, error)
        # A variant that is gone is refused; once its link is, the order is tried again (D3).
        variants = [line.variant_id for line in draft.order.lines if line.variant_id]
        with session.database.read() as connection:
            products = goods.products_of(connection, session.org, variants)
        with suppress(PlatformError):  # the daily read will do; the other answers must be kept
            pull_goods.reread_products(session, products)
        return None
    with session.database.write() as connection:
        orders.save_imports(
            connection,
            [_row(session, draft.row, state=state, sent_at=session.now(), reason=error.message)],
        )
    return error if stops_all else None


def _rejected(session: Session, row: Any, error: PlatformError) -> None:
    """Haravan will not have this order: it is tried again when the merchant asks to (F)."""
    session.failed(error, "order", row.order_id, row.order_number)
    now = session.now()
    with session.database.write() as connection:
        orders.save_imports(
            connection,
            [_row(session, row, state=orders.REJECTED, sent_at=now, reason=error.message)],
        )
        orders.note(connection, session.shop, [row.order_id], "import_rejected", error.message, now)


# --- P6–P9: elect, confirm ------------------------------------------------------------------------


def _elect(session: Session) -> int:
    """Of all orders with a ref, canceled ones included, the lowest id counts; it is confirmed.

    One that is confirmed already stays the one that counts even if a lower id shows up later than
    L allows: two confirmed orders would be worse (I1).
    """
    now = session.now()
    with session.database.read() as connection:
        created = orders.in_import(connection, session.shop, orders.CREATED)
    due = [row for row in created if now >= row.found_at + _lag(session)]
    if not due:
        return 0
    watermarks = [row.watermark for row in due if row.watermark is not None]
    pull_orders.sweep_created(session, min(watermarks, default=None))
    foreign_orders.adopt(session)
    with session.database.read() as connection:
        refs = {row.order_id: order_rules.ref(session.shop, row.order_id) for row in due}
        found = orders.haravan_by_ref(connection, session.org, list(refs.values()))
    elected = []
    for row in due:
        candidates = found.get(refs[row.order_id], [])
        if candidates:
            elected.append((row, counting(candidates)))
    return _confirm(session, elected)


def counting(candidates: Sequence[Any]) -> Any:
    """Which of the Haravan orders of one ref, lowest id first, counts."""
    # Another channel's are confirmed from the start: that decides nothing (A9).
    ours = (o for o in candidates if o.confirmed and o.foreign_numbers is None)
    return next(ours, candidates[0])


def _confirm(session: Session, elected: Sequence[tuple[Any, Any]]) -> int:
    """P7: already confirmed, canceled by the merchant, or adopted (A9) is done as it is."""
    done = 0
    settled = [
        (row, order)
        for row, order in elected
        if order.confirmed or order.cancelled_at or order.foreign_numbers is not None
    ]
    for row, order in settled:
        _done(session, row, order.id, confirmed=order.confirmed)
        done += 1
    rest = [pair for pair in elected if pair not in settled]
    stop: PlatformError | None = None
    for (row, order), answer in session.in_pool(
        rest, lambda pair: session.haravan.confirm_order(pair[1].id)
    ):
        if isinstance(answer, OutcomeUnknown):
            continue  # the next sweep shows whether it is confirmed
        if isinstance(answer, Refused) and not isinstance(answer, Unauthorized | MissingScope):
            done += _not_confirmed(session, row, order, answer)
            continue
        if isinstance(answer, PlatformError):
            stop = answer
            continue
        _done(session, row, order.id)
        done += 1
        session.progress("confirm", done, len(elected))
    if stop is not None:
        raise stop
    return done


def _not_confirmed(session: Session, row: Any, order: Any, refusal: Refused) -> bool:
    """The merchant may have been quicker, which a fresh look shows; else it is this order's own
    problem and holds up no other. True when the order is done as it is."""
    fresh = session.haravan.order(order.id)
    if not (fresh.confirmed or fresh.cancelled_at):
        _rejected(session, row, refusal)
        return False
    with session.database.write() as connection:
        orders.change_haravan_order(
            connection, session.org, order.id, cancelled_at=fresh.cancelled_at
        )
    _done(session, row, order.id, confirmed=fresh.confirmed)
    return True


def _done(session: Session, row: Any, haravan_id: str, *, confirmed: bool = True) -> None:
    with session.database.write() as connection:
        orders.save_imports(
            connection, [_row(session, row, state=orders.DONE, haravan_id=haravan_id)]
        )
        orders.change_haravan_order(connection, session.org, haravan_id, confirmed=confirmed)
        orders.note(connection, session.shop, [row.order_id], "imported", haravan_id, session.now())
