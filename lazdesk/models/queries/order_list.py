"""The order list by what to do next: ids of a work tab in order, rows by id, counts, one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from lazdesk.models import labels, tables
from lazdesk.models import orders as stored
from lazdesk.models.privacy import is_forgotten
from lazdesk.models.queries import coming_back, order_groups
from lazdesk.models.queries.coming_back import Restock, Reverse, Statuses
from lazdesk.models.queries.listing import Listing, Scope, containing, ordered, read_ids

Row = sa.Row[*tuple[Any, ...]]


@dataclass(frozen=True)
class OrderRow:
    """One order on both sides; ``total`` is D4's, over the live units; ``prints`` is how often each
    of its labels was printed at least (E3)."""

    id: str
    number: str
    created_at: datetime
    ship_by: datetime | None
    word: str
    statuses: tuple[str, ...]
    units: int
    live_units: int
    skus: int
    buyer: str
    payment_method: str
    total: int
    carrier: str
    tracking: str
    prints: int
    cancel_pending: bool
    cancel_asked: bool  # the buyer waits for an answer (E4)
    answer_by: datetime | None  # until when what a buyer asks for is to be answered
    haravan_id: str | None
    haravan_name: str | None
    haravan_word: str | None
    haravan_canceled: bool
    financial_status: str | None
    import_state: str | None
    import_reason: str | None
    click_state: str | None
    click_answer: str | None
    unlinked: tuple[str, ...]  # units for whose lines a link is asked for (D3)
    offered: bool  # to take the stock of lines that were linked late (D3)
    problem: str  # the code of what is wrong with it as a whole; empty: nothing

    @property
    def is_imported(self) -> bool:
        return self.import_state == stored.DONE


@dataclass(frozen=True)
class Unit:
    """One Lazada unit of an order."""

    id: str
    name: str
    variation: str
    sku: str
    status: str
    price: int
    paid_price: int
    voucher_seller: int
    voucher_platform: int
    tracking: str
    carrier: str
    is_fbl: bool
    is_digital: bool
    is_dbs: bool
    cancel_pending: bool
    restock: Restock | None  # None: the goods are with the buyer, or on their way
    reverses: tuple[Reverse, ...]

    @property
    def is_back(self) -> bool:
        return self.restock is not None


@dataclass(frozen=True)
class Event:
    """One line of an order's history (D12)."""

    at: datetime
    event: str
    cause: str


@dataclass(frozen=True)
class OrderFacts:
    """What the buttons look at in an order."""

    row: OrderRow
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class OrderDetail(OrderFacts):
    """Everything the drawer shows of one order."""

    shipping_fee: int
    buyer: Mapping[str, str]
    forgotten: bool  # the buyer was (G3)
    read_at: datetime | None  # when Lazada was last asked about its units
    haravan_total: int | None
    haravan: Mapping[str, Any]  # the order as Haravan wrote it when it was last read
    history: tuple[Event, ...]


_o, _i, _h, _t = tables.orders, tables.imports, tables.haravan_orders, tables.order_items
_problem = tables.problems

LOOKED_AT_FIRST = 1_000
LAST = "\U0010ffff"  # no code goes on with it

SORTS: Mapping[str, sa.ColumnElement[object]] = MappingProxyType(
    {
        "created_at": _o.c.created_at,
        "number": _o.c.order_number,
        "word": _o.c.word,
        "ship_by": _o.c.ship_by,
    }
)


def ids(connection: sa.Connection, scope: Scope, listing: Listing, statuses: Statuses) -> list[str]:
    """The orders of a list, in order: what must go out first comes first, where nothing need go
    out any more the newest, unless another order is asked for."""
    own = (
        "ship_by"
        if listing.group in (order_groups.TO_PRINT, *order_groups.TO_SHIP)
        else "created_at"
    )
    sort = SORTS.get(listing.sort, SORTS[own])
    descending = listing.descending if listing.sort else own == "created_at"
    order = ordered(sort, _o.c.order_id, descending=descending)
    if sort is SORTS["ship_by"]:  # what has no deadline can wait longest
        order[0] = sa.nulls_first(order[0]) if descending else sa.nulls_last(order[0])
    everything = (
        sa.select(_o.c.order_id)
        .where(
            _o.c.shop == scope.shop,
            order_groups.within(scope, listing.group, statuses),
            order_groups.printed(scope, listing.printed),
        )
        .order_by(*order)
    )
    if listing.most is not None and any(map(_is_code, listing.words)):
        # Of what most orders have, the first ones hold enough: no need to go through all units.
        first = everything.limit(LOOKED_AT_FIRST).subquery()
        near = everything.where(_o.c.order_id.in_(sa.select(first.c.order_id)))
        near = near.where(*(_found(scope, word, each=True) for word in listing.words))
        found = read_ids(connection, near, listing.most)
        if len(found) == listing.most or _is_small(connection, everything):
            return found
    found_words = (_found(scope, word) for word in listing.words)
    return read_ids(connection, everything.where(*found_words), listing.most)


def rows(
    connection: sa.Connection, scope: Scope, order_ids: Sequence[str], waiting: str = ""
) -> dict[str, OrderRow]:
    """Both sides of these orders; those that are gone are left out. ``waiting``: the status of a
    return that waits for the seller, whose time to answer is told."""
    found = _rows(connection, scope, order_ids, _units(connection, scope, order_ids))
    times = coming_back.answer_times(connection, scope.shop, order_ids, waiting)
    for order_id, until in times.items():
        if order_id in found:
            first = min(filter(None, (found[order_id].answer_by, until)))
            found[order_id] = replace(found[order_id], answer_by=first)
    return found


def _rows(
    connection: sa.Connection,
    scope: Scope,
    order_ids: Sequence[str],
    units: Mapping[str, Sequence[Row]],
) -> dict[str, OrderRow]:
    found = connection.execute(
        sa.select(
            _o.c.order_id,
            _o.c.order_number,
            _o.c.created_at,
            _o.c.ship_by,
            _o.c.word,
            _o.c.buyer,
            _o.c.payment_method,
            _o.c.shipping_fee,
            _i.c.state,
            _i.c.reason,
            _i.c.haravan_id,
            _h.c.name,
            _h.c.word.label("haravan_word"),
            _h.c.cancelled_at,
            _h.c.financial_status,
        )
        .outerjoin(_i, (_i.c.shop == _o.c.shop) & (_i.c.order_id == _o.c.order_id))
        .outerjoin(_h, (_h.c.org == scope.org) & (_h.c.id == _i.c.haravan_id))
        .where(_o.c.shop == scope.shop, _o.c.order_id.in_(order_ids))
    ).all()
    clicks = _clicks(connection, scope, order_ids)
    problems = _problems(connection, scope, order_ids)
    kept = labels.of_orders(connection, scope.shop, order_ids)
    return {
        row.order_id: _row(
            row,
            units[row.order_id],
            clicks.get(row.order_id),
            problems.get(row.order_id, ()),
            kept[row.order_id],
        )
        for row in found
    }


def facts(connection: sa.Connection, scope: Scope, order_ids: Sequence[str]) -> list[OrderFacts]:
    """These orders for the buttons, in the order given; those that are gone are left out."""
    found = []
    for start in range(0, len(order_ids), 500):
        part = order_ids[start : start + 500]
        units = _units(connection, scope, part)
        shown = _rows(connection, scope, part, units)
        whole = _whole_units(connection, scope, units)
        found += [OrderFacts(shown[id_], whole[id_]) for id_ in part if id_ in shown]
    return found


def _whole_units(
    connection: sa.Connection, scope: Scope, units: Mapping[str, Sequence[Row]]
) -> dict[str, tuple[Unit, ...]]:
    """The units with where their goods are, by order."""
    item_ids = [unit.order_item_id for some in units.values() for unit in some]
    back = coming_back.restocks(connection, scope.shop, item_ids)
    reverses = coming_back.reverses(connection, scope.shop, list(units))
    return {
        order_id: tuple(
            _unit(unit, back.get(unit.order_item_id), tuple(reverses.get(unit.order_item_id, ())))
            for unit in some
        )
        for order_id, some in units.items()
    }


def detail(connection: sa.Connection, scope: Scope, order_id: str) -> OrderDetail | None:
    """One order with its units and history; None when it is gone."""
    units = _units(connection, scope, [order_id])
    row = _rows(connection, scope, [order_id], units).get(order_id)
    if row is None:
        return None
    order = connection.execute(
        sa.select(_o.c.shipping_fee, _o.c.buyer, _o.c.items_read_at).where(
            _o.c.shop == scope.shop, _o.c.order_id == order_id
        )
    ).one()
    there = connection.execute(
        sa.select(_h.c.total, _h.c.raw).where(_h.c.org == scope.org, _h.c.id == row.haravan_id)
    ).first()
    told = stored.history(connection, scope.shop, [order_id])[order_id]
    return OrderDetail(
        row=row,
        shipping_fee=order.shipping_fee,
        buyer=order.buyer,
        forgotten=is_forgotten(order.buyer),
        read_at=order.items_read_at,
        units=_whole_units(connection, scope, units)[order_id],
        haravan_total=there.total if there else None,
        haravan=there.raw if there else {},
        history=tuple(Event(line.at, line.event, line.cause) for line in told),
    )


def _is_small(connection: sa.Connection, everything: sa.Select[str]) -> bool:
    """Whether those that are looked at first are all there are."""
    past = everything.order_by(None).offset(LOOKED_AT_FIRST).limit(1)
    return connection.scalar(past) is None


def _is_code(word: str) -> bool:
    """Whether it may be (part of) a tracking number or a SKU."""
    return any(letter.isdigit() for letter in word)


def _found(scope: Scope, word: str, *, each: bool = False) -> sa.ColumnElement[bool]:
    """An order is found by number, buyer and phone, by a tracking number or a SKU in it.

    ``each``: the units are looked at order by order, which is for few orders.
    """
    told = containing(_o.c.search, (word,))
    if not _is_code(word):
        return told  # names are far more often looked for, and no unit need be read for them
    coded = [
        sa.select(_t.c.order_id).where(_t.c.shop == scope.shop, _begins(column, word))
        for column in (_t.c.tracking_folded, _t.c.sku_folded)
    ]
    if each:
        return sa.or_(
            told, *(some.where(_t.c.order_id == _o.c.order_id).exists() for some in coded)
        )
    return sa.or_(told, _o.c.order_id.in_(sa.union_all(*coded)))


def _begins(column: sa.ColumnElement[Any], word: str) -> sa.ColumnElement[bool]:
    """Whether the code begins with ``word``: it lies between it and all that begin otherwise."""
    return (column >= word) & (column < word + LAST)


def _units(
    connection: sa.Connection, scope: Scope, order_ids: Sequence[str]
) -> dict[str, list[Row]]:
    columns = [column for column in _t.c if column.name != "raw"]
    found: dict[str, list[Row]] = {order_id: [] for order_id in order_ids}
    for row in connection.execute(
        sa.select(*columns)
        .where(_t.c.shop == scope.shop, _t.c.order_id.in_(order_ids))
        .order_by(_t.c.order_item_id)
    ):
        found[row.order_id].append(row)
    return found


def _clicks(connection: sa.Connection, scope: Scope, order_ids: Sequence[str]) -> dict[str, Row]:
    """The last click on each order (E5)."""
    table = tables.actions
    return {
        row.order_id: row
        for row in connection.execute(
            sa.select(table.c.order_id, table.c.state, table.c.answer)
            .where(table.c.shop == scope.shop, table.c.order_id.in_(order_ids))
            .order_by(table.c.asked_at)
        )
    }


def _problems(
    connection: sa.Connection, scope: Scope, order_ids: Sequence[str]
) -> dict[str, list[Row]]:
    """What is wrong with these orders, or asked of their lines (D3), by order."""
    kinds = (order_groups.UNLINKED, order_groups.OFFERED, *order_groups.ABOUT_ORDERS)
    found: dict[str, list[Row]] = {}
    wanted = set(order_ids)
    for row in connection.execute(
        sa.select(_problem.c.object, _problem.c.kind, _problem.c.code)
        .where(
            _problem.c.shop == scope.shop, _problem.c.kind.in_(kinds), sa.not_(_problem.c.ignored)
        )
        .order_by(_problem.c.id)
    ):
        order_id = row.object.partition(order_groups.SEPARATOR)[0]
        if order_id in wanted:
            found.setdefault(order_id, []).append(row)
    return found


def _row(
    row: Row,
    units: Sequence[Row],
    click: Row | None,
    problems: Sequence[Row],
    kept: Mapping[str, Row],
) -> OrderRow:
    live = [unit for unit in units if unit.status not in order_groups.CANCELED]
    own = [unit for unit in live if not (unit.is_fbl or unit.is_digital or unit.is_dbs)]
    packages = {unit.package_id for unit in own if unit.package_id}
    prints = [kept[id_].prints if id_ in kept else 0 for id_ in packages]
    return OrderRow(
        id=row.order_id,
        number=row.order_number,
        created_at=row.created_at,
        ship_by=row.ship_by,
        word=row.word,
        statuses=tuple(dict.fromkeys(unit.status for unit in units)),
        units=len(units),
        live_units=len(live),
        skus=len({unit.sku for unit in live or units}),
        buyer=row.buyer.get("name") or "",
        payment_method=row.payment_method,
        total=sum(u.item_price - u.voucher_seller for u in live)
        + (row.shipping_fee if live else 0),
        carrier=_joined(unit.shipment_provider for unit in live),
        tracking=_joined(unit.tracking_code for unit in live),
        prints=min(prints, default=0),
        cancel_pending=any(unit.cancel_pending for unit in live),
        cancel_asked=any(unit.cancel_asked for unit in live),
        answer_by=min(
            (u.cancel_until for u in live if u.cancel_asked and u.cancel_until), default=None
        ),
        haravan_id=row.haravan_id,
        haravan_name=row.name,
        haravan_word=row.haravan_word,
        haravan_canceled=row.cancelled_at is not None,
        financial_status=row.financial_status,
        import_state=row.state,
        import_reason=row.reason,
        click_state=click.state if click else None,
        click_answer=click.answer if click else None,
        unlinked=tuple(
            problem.object.partition(order_groups.SEPARATOR)[2]
            for problem in problems
            if problem.kind == order_groups.UNLINKED
        ),
        offered=any(problem.kind == order_groups.OFFERED for problem in problems),
        problem=next((p.code for p in problems if p.kind in order_groups.ABOUT_ORDERS), ""),
    )


def _joined(texts: Any) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text))


def _unit(row: Row, restock: Restock | None, reverses: tuple[Reverse, ...]) -> Unit:
    return Unit(
        id=row.order_item_id,
        name=row.name,
        variation=row.variation,
        sku=row.sku,
        status=row.status,
        price=row.item_price,
        paid_price=row.paid_price,
        voucher_seller=row.voucher_seller,
        voucher_platform=row.voucher_platform,
        tracking=row.tracking_code or "",
        carrier=row.shipment_provider or "",
        is_fbl=row.is_fbl,
        is_digital=row.is_digital,
        is_dbs=row.is_dbs,
        cancel_pending=row.cancel_pending,
        restock=restock,
        reverses=reverses,
    )
