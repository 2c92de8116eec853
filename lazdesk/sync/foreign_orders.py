"""Haravan's own Lazada channel: its orders are adopted, and import waits for the merchant (A9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lazdesk.models import desk, foreign_orders, goods, orders
from lazdesk.rules import foreign, problems
from lazdesk.rules import order as order_rules
from lazdesk.sync import pull_orders
from lazdesk.sync.session import Session

SETTING = "orders.foreign_channel"
CHANNEL = "FOREIGN_CHANNEL"
DOUBLE = "FOREIGN_DOUBLE"
KIND = "channel"
CHOSEN = "foreign.chosen"


def adopt(session: Session) -> None:
    """An order of the other channel that carries the number of one of this shop's orders gets that
    order's ref: from then on it counts, or stands beside the one that does.

    Raises the alarm for each that the merchant's choice does not cover.
    """
    alarming = []
    with session.database.write() as connection:
        chosen = desk.time_cursor(connection, session.shop, CHOSEN)
        for order, owner in _claims(session, connection):
            orders.try_again(connection, session.shop, "order", owner.order_id, session.now())
            note = (connection, session.shop, [owner.order_id], "adopted", order.name)
            orders.note(*note, session.now())
            covered = chosen is not None and (order.created_at or order.first_seen_at) <= chosen
            if session.policy.foreign_channel != "adopt" and not covered:
                alarming.append(owner.order_number)
        if alarming:
            # Switched off, it made another one: the choice is to be made anew.
            desk.set_setting(connection, session.shop, SETTING, "ask")
    for number in alarming:
        text = problems.message(CHANNEL, {"order": number})
        session.raise_problem(CHANNEL, KIND, session.shop, number, text)


def _claims(session: Session, connection: Any) -> Iterator[tuple[Any, Any]]:
    """The orders of the other channel that are this shop's, each with the Lazada order it is of.

    Two shops may have an order of one number (one basket, A10): those with the right goods in them
    go first, and beside a shop that may have one, too, an order claims one only.
    """
    others = [s for s in desk.shops(connection) if s.seller_id != session.shop]
    loose = foreign_orders.unclaimed(connection, session.org)
    for fitting in (True, False):
        for order in loose[:]:
            owner = _owner(session, connection, order, others)
            if owner is None or _fits(connection, order, owner) != fitting:
                continue
            loose.remove(order)
            ref = order_rules.ref(session.shop, owner.order_id)
            orders.change_haravan_order(connection, session.org, order.id, ref=ref)
            yield order, owner


def _owner(session: Session, connection: Any, order: Any, others: Sequence[Any]) -> Any | None:
    """The order of this shop that ``order`` carries the number of, if it may have it."""
    start = pull_orders.start_of_day(session.import_from)
    numbers = order.foreign_numbers.split()
    # Each other shop was read since the order was seen, and has none of this number.
    alone = all(
        shop.last_sync_at is not None
        and shop.last_sync_at > order.first_seen_at
        and not foreign_orders.owners(connection, shop.seller_id, numbers)
        for shop in others
    )
    for row in foreign_orders.owners(connection, session.shop, numbers):
        ref = order_rules.ref(session.shop, row.order_id)
        free = alone or not foreign_orders.is_claimed(connection, session.org, ref)
        if free and row.created_at >= start:
            return row
    return None


def _fits(connection: Any, order: Any, owner: Any) -> bool:
    return foreign.fits(lines_of(order), units_of(connection, owner.shop, owner.order_id))


def lines_of(order: Any) -> list[foreign.Line]:
    """The lines of a mirrored Haravan order."""
    return [
        foreign.Line(
            str(line["id"]),
            str(line["variant_id"]) if line.get("variant_id") else None,
            str(line.get("sku") or ""),
            str(line.get("barcode") or ""),
            int(line.get("quantity") or 0),
        )
        for line in order.raw.get("line_items") or []
    ]


def units_of(connection: Any, shop: str, order_id: str) -> list[foreign.Unit]:
    """The units of a Lazada order with their links."""
    rows: Sequence[Any] = orders.items(connection, shop, [order_id])[order_id]
    variants = goods.variants_of(connection, shop, {row.sku_id for row in rows})
    return [foreign.Unit(row.order_item_id, row.sku, variants.get(row.sku_id)) for row in rows]


def is_paused(session: Session) -> bool:
    """Whether the alarm stands: no order is created until the merchant has chosen."""
    with session.database.read() as connection:
        return desk.has_problem(connection, session.shop, CHANNEL)


def flag_doubles(session: Session) -> None:
    """What the other channel made beside the order that counts is the merchant's to cancel."""
    prefix = order_rules.ref(session.shop, "")
    with session.database.write() as connection:
        refs = [r for r in orders.repeated_refs(connection, session.org) if r.startswith(prefix)]
        ids = [ref.removeprefix(prefix) for ref in refs]
        numbers = {
            order_rules.ref(session.shop, row.order_id): row.order_number
            for row in orders.orders(connection, session.shop, order_ids=ids)
        }
        found = []
        for ref, rows in orders.haravan_by_ref(connection, session.org, numbers).items():
            counting = orders.counting_order(connection, ref)
            number = numbers[ref]
            for row in rows:
                standing = row.foreign_numbers is not None and row.cancelled_at is None
                if standing and counting not in (None, row.id):
                    said = {"order": number, "name": row.name}
                    text = problems.message(DOUBLE, said)
                    found.append(desk.Problem(DOUBLE, KIND, row.id, number, text))
        new = desk.replace_problems(connection, session.shop, [DOUBLE], found, session.now())
    session.new_problems[DOUBLE] += new
