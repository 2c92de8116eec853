"""What Haravan shows of our bookings and this ledger does not know: its database was lost, or put
back from a backup. It is entered before anything is booked, so that nothing is booked twice
(sync-engine.md §1, D10, D11).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lazdesk.models import desk, goods, ledger, links, orders
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.platforms.haravan.client import PAGE
from lazdesk.rules import books, money
from lazdesk.rules import order as order_rules
from lazdesk.rules.books import Key, Kind
from lazdesk.sync import effects, pull_orders
from lazdesk.sync.effects import Details
from lazdesk.sync.session import Session
from lazdesk.sync.sides import Sides

# The order's history: canceled as a whole, a part of it, paid, refunded, and goods given back.
EVENTS: Mapping[Kind, str] = {
    Kind.CANCEL: "canceled",
    Kind.GONE: "units_canceled",
    Kind.CAPTURE: "captured",
    Kind.SHARE: "refunded",
    Kind.RETURN: "refunded",
    Kind.REST: "refunded",
    Kind.BACK: "goods_back",
    Kind.LOST: "goods_lost",
}
BRING = "stock"
"""The voucher of goods that no order line brings back."""
TAKE = "taken"
"""The voucher of goods whose SKU was linked after the import (D3)."""

_VOUCHERS_READ = "booked.vouchers"


def imported_before(session: Session) -> list[tuple[Any, Any]]:
    """Orders that ended on Lazada before this database began, each with the Haravan order that an
    earlier one made for it: nobody would want them any more (D1). What was booked is entered."""
    prefix = order_rules.ref(session.shop, "")
    start = pull_orders.start_of_day(session.import_from)
    with session.database.read() as connection:
        rows = orders.there_without_import(connection, session.org, session.shop, prefix, start)
        refs = [f"{prefix}{row.order_id}" for row in rows]
        there = orders.haravan_by_ref(connection, session.org, refs)
    found = [(row, there[ref]) for row, ref in zip(rows, refs, strict=True)]
    enter(session, found)
    return [(row, copies[0]) for row, copies in found]


def enter(session: Session, found: Sequence[tuple[Any, Sequence[Any]]]) -> None:
    """Lazada orders with the Haravan orders that stand for them and that this database did not
    post: what was booked in these is entered, and all stock vouchers with our key."""
    if not found:
        return
    vouchers = _vouchers(session)
    for made, place in vouchers:
        _enter_voucher(session, TAKE, made, place)
    with session.database.read() as connection:
        units = orders.items(connection, session.shop, [row.order_id for row, _ in found])
    for row, there in found:
        for order in there:
            refunds = [haravan.refund(made) for made in order.raw.get("refunds") or []]
            enter_refunds(Sides(session, row, units[row.order_id], [], order), refunds)
    # Where goods came to that left their order for another location.
    for made, place in vouchers:
        _enter_voucher(session, BRING, made, place)
    with session.database.write() as connection:
        desk.set_cursor(connection, session.shop, _VOUCHERS_READ, session.now().isoformat())


def enter_refunds(order: Sides, refunds: Sequence[haravan.Refund]) -> None:
    """Enters the order's refunds and cancel that carry our key, with the goods they brought back.

    Goods that left the order for another location are entered with their voucher.
    """
    session = order.session
    for made in refunds:
        key = books.key_in(made.note)
        if key is None or key.word not in {*Kind} or key.ref != order.ref:
            continue
        text = key.text
        with session.database.read() as connection:
            known = ledger.effect(connection, text)
        if known is None:
            details = _refund_details(order, key, made, refunds)
            effects.found(session, key.order_id, text, details, made.id, at=made.created_at)


def _vouchers(session: Session) -> list[tuple[haravan.Adjustment, str]]:
    """All stock vouchers with their locations, once in this database's life."""
    with session.database.read() as connection:
        if desk.cursor(connection, session.shop, _VOUCHERS_READ) is not None:
            return []
        places = [place.id for place in goods.locations(connection, session.org)]
    found: list[tuple[haravan.Adjustment, str]] = []
    for place in places:
        page = 1
        while rows := session.haravan.adjustments(place, page):
            found += [(made, place) for made in rows]
            if len(rows) < PAGE:
                break
            page += 1
    return found


def _enter_voucher(session: Session, word: str, made: haravan.Adjustment, place: str) -> None:
    key = books.key_in(made.note)
    if key is None or key.word != word or key.shop != session.shop:
        return
    with session.database.read() as connection:
        if ledger.effect(connection, key.text) is not None:
            return
    if word == BRING:
        details = Details("stock_voucher", made.note, key.ids, Kind.BACK.value, place)
    else:
        details = Details("stock_taken", made.note, variants=_variants(session, key, made))
    effects.found(session, key.order_id, key.text, details, made.id)


def _variants(session: Session, key: Key, made: haravan.Adjustment) -> dict[str, list[int]]:
    """Which product and variant was taken for each unit: by its link, else what is left of it."""
    with session.database.read() as connection:
        units = orders.items(connection, session.shop, [key.order_id])[key.order_id]
        sku_of = {unit.order_item_id: unit.sku_id for unit in units}
        linked = links.stocked_variants(
            connection, session.shop, session.org, {sku_of[i] for i in key.ids if i in sku_of}
        )
    left = [
        [int(product_id), int(variant_id)]
        for product_id, variant_id, quantity in made.lines
        for _ in range(abs(quantity))
    ]
    found: dict[str, list[int]] = {}
    for unit_id in key.ids:
        goods_of = [int(id_) for id_ in linked.get(sku_of.get(unit_id, ""), ())]
        if goods_of in left:
            left.remove(goods_of)
            found[unit_id] = goods_of
    for unit_id, goods_of in zip((i for i in key.ids if i not in found), left, strict=False):
        found[unit_id] = goods_of
    return found


def _refund_details(
    order: Sides, key: Key, made: haravan.Refund, refunds: Sequence[haravan.Refund]
) -> Details:
    kind, home = Kind(key.word), order.order.location_id
    moves = key.ids if kind in books.GOODS else ()
    if kind is Kind.CANCEL:
        moves = _what_was_left(order, made, refunds)
    back: tuple[str, ...] = ()
    if kind is Kind.LOST:
        back, home = moves, None
    elif made.restocked:
        back = moves if kind is Kind.BACK else order.stocked(moves)
    said = [order.goods_text(back, home)] if moves else []
    if made.amount:
        said.append(money.shown(made.amount))
    return Details(EVENTS[kind], "; ".join(said), back, kind.value, home)


def _what_was_left(
    order: Sides, made: haravan.Refund, refunds: Sequence[haravan.Refund]
) -> tuple[str, ...]:
    """The units that a cancel found in the order: those no other booking had taken out."""
    keys = [books.key_in(each.note) for each in refunds]
    gone = {i for key in keys if key and key.word in {*books.GOODS} for i in key.ids}
    found: list[str] = []
    for line_id, quantity in made.lines:
        line = order.lines.get(line_id)
        left = [id_ for id_ in line.item_ids if id_ not in gone] if line else []
        found += left[:quantity]
    return tuple(found)
