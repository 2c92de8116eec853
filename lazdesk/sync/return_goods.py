"""**Hoàn trả đơn hàng**: goods that came back, or never will, leave the order once (D11).

The button chooses units and location before anything is sent; each turn then does what is missing:
a goods refund, with restock at the order's own location or, for another one, without it and with
one stock voucher there. Both carry our key, by which they are found after a lost answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lazdesk.models import goods, ledger, orders
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import books, buttons, status
from lazdesk.rules.books import Kind
from lazdesk.rules.status import Word
from lazdesk.sync import bookings, sides, vouchers
from lazdesk.sync.clicks import ClickRefusedError
from lazdesk.sync.session import Session
from lazdesk.sync.sides import Sides

KIND = "return_goods"
_BACK = frozenset({Word.FAILED, Word.RETURNED})


class NothingToReturnError(ClickRefusedError):
    """No goods of the order, or not as many, are to be taken back."""


@dataclass(frozen=True)
class Chosen:
    """What the button was told: how many of each SKU (None: all that is expected back), where they
    are now (None: the order's location), or that they are lost."""

    quantities: Mapping[str, int] | None = None
    location_id: str | None = None
    lost: bool = False


@dataclass(frozen=True)
class Goods:
    """The pieces of one SKU that may come back, in the order in which the button takes them.

    The first ``expected`` are known to be on their way, or lost. ``money``: the đồng that are
    refunded in Haravan with each piece.
    """

    sku: str
    name: str
    variation: str
    expected: int
    money: tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """What the button can do with an order. ``home`` is its location; ``stands`` False: it is
    canceled in Haravan, and only stock can be brought back."""

    home: str | None
    stands: bool
    goods: tuple[Goods, ...]


def plan(session: Session, row: Any) -> Plan:
    """What may come back of an imported order. Raises NothingToReturnError."""
    order = _imported(session, row)
    away = _in_order(order, _away(order))
    if not away:
        raise NothingToReturnError("nothing_to_return")
    stands = order.order.cancelled_at is None
    by_sku: dict[str, list[Any]] = {}
    for unit in away:
        by_sku.setdefault(unit.sku, []).append(unit)
    goods_away = tuple(
        Goods(
            sku,
            units[0].name,
            units[0].variation,
            sum(_is_expected(order, unit) for unit in units),
            tuple(_money(order, unit) if stands else 0 for unit in units),
        )
        for sku, units in by_sku.items()
    )
    return Plan(order.order.location_id, stands, goods_away)


def _money(order: Sides, unit: Any) -> int:
    """Undelivered goods of a prepaid order take their money along; no reverse order does (D11)."""
    if order.is_cod or status.of_unit(unit.status) is not Word.FAILED:
        return 0
    return int(unit.item_price - unit.voucher_seller)


def _imported(session: Session, row: Any) -> Sides:
    order = sides.of(session, row)
    if order is None or row.import_state != orders.DONE:
        raise NothingToReturnError("not_in_haravan")
    return order


def _in_order(order: Sides, units: Sequence[Any]) -> list[Any]:
    """Those that are expected come first; pieces that are alike need no telling apart."""
    return sorted(units, key=lambda unit: not _is_expected(order, unit))


def arguments(session: Session, row: Any, chosen: Chosen) -> dict[str, Any]:
    """The units meant, fixed before anything is sent. Raises NothingToReturnError."""
    order = _imported(session, row)
    with session.database.read() as connection:
        places = {place.id for place in goods.locations(connection, session.org)}
    if chosen.location_id is not None and chosen.location_id not in places:
        raise NothingToReturnError("no_such_location")
    unit_ids = _pick(_away(order), order, chosen)
    return {"units": unit_ids, "location": chosen.location_id, "lost": chosen.lost}


def _pick(away: Sequence[Any], order: Sides, chosen: Chosen) -> list[str]:
    expected = [unit for unit in away if _is_expected(order, unit)]
    if chosen.quantities is None:
        if not expected:
            raise NothingToReturnError("nothing_to_return")
        return [unit.order_item_id for unit in expected]
    picked = []
    for sku, count in chosen.quantities.items():
        of_sku = _in_order(order, [unit for unit in away if unit.sku == sku])
        if not 0 < count <= len(of_sku):
            raise NothingToReturnError("too_many_to_return")
        picked += [unit.order_item_id for unit in of_sku[:count]]
    return picked


def _away(order: Sides) -> list[Any]:
    """The order's units whose goods are not back by any row of the ledger."""
    imported = {item_id for line in order.lines.values() for item_id in line.item_ids}
    units = [unit for unit in order.units if unit.order_item_id in imported]
    with order.session.database.read() as connection:
        known = ledger.restocks(connection, order.session.shop, [u.order_item_id for u in units])
    return [
        unit
        for unit in units
        if unit.order_item_id not in known and status.of_unit(unit.status) in buttons.MAY_COME_BACK
    ]


def _is_expected(order: Sides, unit: Any) -> bool:
    """Failed, returned, or refunded for a return: its goods are on their way."""
    if status.of_unit(unit.status) in _BACK:
        return True
    return any(
        line.order_item_id == unit.order_item_id and books.is_return(line.request_type)
        for line in order.complete_returns
    )


def carry_out(session: Session, row: Any, told: Mapping[str, Any]) -> None:
    """Does what the button still lacks. Raises OutcomeUnknown while an earlier call may still take
    effect, Refused when Haravan will not have it."""
    order = sides.of(session, row)
    if order is None:
        return
    place = told["location"] or order.order.location_id
    fresh = bookings.read(order)
    kept = order.books(fresh, bookings.ours(order))
    if fresh.cancelled_at is None:
        step = kept.give_back(told["units"], lost=told["lost"])
        if step is not None:
            bookings.carry_out(order, kept, step, place)
    if told["lost"]:
        _write_off(order, told["units"])
    else:
        _bring_there(order, told["units"], place, _outside(order, fresh, kept))
    with session.database.write() as connection:
        orders.change_order(connection, session.shop, row.order_id, stale=True)  # the rest (D11)


def _outside(order: Sides, fresh: haravan.Order, kept: books.Books) -> set[str]:
    """The units that left the order and did not come into stock: of an order or unit that was
    canceled while the goods stayed out, or on the way to another location."""
    gone = {unit.order_item_id for unit in order.units}
    if fresh.cancelled_at is None:
        gone = {unit.id for unit in kept.canceled}
        for made in kept.refunds:
            if made.kind is Kind.BACK and not made.restocked:
                gone.update(made.ids)
    elif any(m.kind is None and m.restocked and not m.quantities for m in kept.refunds):
        return set()  # the merchant canceled it and took back all there was
    return gone - kept.put_back_by_hand


def _write_off(order: Sides, unit_ids: Sequence[str]) -> None:
    """Lost goods of an order or unit that is canceled in Haravan: nothing holds them there any
    more, so the ledger alone has to know."""
    session = order.session
    with session.database.write() as connection:
        known = ledger.restocks(connection, session.shop, unit_ids)
        lost = [unit_id for unit_id in unit_ids if unit_id not in known]
        row = {"shop": session.shop, "order_id": order.row.order_id, "at": session.now()}
        gone = row | {"cause": Kind.LOST.value, "location_id": None}
        ledger.record_restocks(connection, [gone | {"order_item_id": id_} for id_ in lost])
        if lost:
            ids, said = [order.row.order_id], order.goods_text(lost, None)
            orders.note(connection, session.shop, ids, "goods_lost", said, session.now())


def _bring_there(
    order: Sides, unit_ids: Sequence[str], place: str, outside: Collection[str]
) -> None:
    """One stock voucher for the units that no refund brings into stock at ``place``; what the
    merchant took back himself is entered in the ledger."""
    session, home = order.session, order.order.location_id
    with session.database.read() as connection:
        known = ledger.restocks(connection, session.shop, unit_ids)

    def needs_voucher(unit_id: str) -> bool:
        if unit_id in known:
            return place != home and bool(known[unit_id].cause == Kind.BACK)
        return unit_id in outside

    moved = sorted(filter(needs_voucher, order.stocked(unit_ids)))
    if moved:
        vouchers.bring(order, moved, place)
    by_hand = [unit_id for unit_id in unit_ids if unit_id not in known and unit_id not in moved]
    with session.database.write() as connection:
        ledger.record_restocks(
            connection,
            [
                {
                    "shop": session.shop,
                    "order_item_id": unit_id,
                    "order_id": order.row.order_id,
                    "cause": "by_hand",
                    "location_id": home,
                    "at": session.now(),
                }
                for unit_id in by_hand
            ],
        )
    vouchers.bring_taken(order)
