"""The product list: ids of a filter in order, rows by id, counts (B6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import sqlalchemy as sa

from lazdesk.models import locks as stored_locks
from lazdesk.models import tables
from lazdesk.models.queries.listing import Listing, Scope, containing, ordered, read_ids

LINKED = ("linked", "by_hand")
# Kinds of problems of a linked SKU: guarded, refused, written by another program too.
SKU_KINDS = ("sku", "sku_price", "sku_quantity", "writer_price", "writer_quantity")
UNLINKABLE = ("missing_barcode", "not_on_lazada", "duplicate")


@dataclass(frozen=True)
class RowLock:
    """A value kept from Lazada (C13); ``until`` None: until it is lifted."""

    kind: str
    until: datetime | None
    by_merchant: bool  # then nothing at all is sent; Lazada's own keeps a number from falling only


@dataclass(frozen=True)
class ProductRow:
    """One variant on both sides; Lazada's values are None while it is not linked."""

    id: str
    product_id: str
    title: str
    barcode: str | None
    haravan_price: int
    tracked: bool
    state: str
    published: bool
    sku_id: str | None
    seller_sku: str | None
    lazada_quantity: int | None
    lazada_price: int | None
    special_price: int | None
    seen_at: datetime | None
    pushed_at: datetime | None
    problems: tuple[str, ...]  # codes, the newest last
    drifted: bool = False  # somebody else changed it on Lazada within a day (C7)
    locks: tuple[RowLock, ...] = ()


_v, _p, _k, _s = tables.variants, tables.products, tables.links, tables.skus
_state, _pub, _problem = tables.link_states, tables.publications, tables.problems

SORTS: Mapping[str, sa.ColumnElement[object]] = MappingProxyType(
    {
        "title": _v.c.search,
        "barcode": _v.c.barcode,
        "seller_sku": _s.c.seller_sku,
        "haravan_price": _v.c.price,
        "lazada_price": _s.c.price,
        "lazada_quantity": _s.c.quantity,
        "state": _state.c.state,
    }
)
OF_SKU = frozenset({"seller_sku", "lazada_price", "lazada_quantity"})
LED = OF_SKU | {"state"}  # values of other tables, with an index each
LOOKED_AT_FIRST = 1_000
FEW = 500  # are looked up one by one
DRIFT_SHOWN = timedelta(days=1)
GROUPS = ("all", "linked", "unpublished", "problems", "untracked", "locked")


def ids(connection: sa.Connection, scope: Scope, listing: Listing) -> list[str]:
    """The variants of a list, in order; those without the value that it goes by come last."""
    source: sa.FromClause = _v
    if listing.sort == "state":
        source = _with_state(source, scope)
    if listing.sort in OF_SKU:
        source = _with_sku(source, scope)
    sort = SORTS.get(listing.sort, _v.c.search)
    order = ordered(sort, _v.c.id, descending=listing.descending)
    if listing.sort in LED:
        order[0] = sa.nulls_last(order[0])
    statement = (
        sa.select(_v.c.id)
        .select_from(source)
        .where(_v.c.org == scope.org, _in_group(connection, scope, listing.group))
        .where(containing(_v.c.search, listing.words))
        .order_by(*order)
    )
    if listing.most is not None and listing.sort in LED:
        # Most often the first ones hold enough: no need to put all values beside all variants.
        found = read_ids(connection, _near(connection, scope, listing), listing.most)
        if len(found) == listing.most:
            return found
    return read_ids(connection, statement, listing.most)


def _near(connection: sa.Connection, scope: Scope, listing: Listing) -> sa.Select[str]:
    """The first variants by a value of another table that belong to the list, as the value's index
    leads to them. What else the list asks for is looked at in ``LOOKED_AT_FIRST`` of them."""
    value = SORTS[listing.sort]
    source: sa.FromClause = _state
    shop, id_ = _state.c.shop, _state.c.variant_id
    if listing.sort in OF_SKU:
        source = _s.join(_k, (_k.c.shop == _s.c.shop) & (_k.c.sku_id == _s.c.sku_id))
        shop, id_ = _s.c.shop, _k.c.variant_id
    plain = listing.group == "all" and not listing.words
    led = (
        sa.select(id_.label("id"), value.label("value"))
        .select_from(source)
        .where(shop == scope.shop)
        .order_by(*ordered(value, id_, descending=listing.descending))
        .limit(listing.most if plain else LOOKED_AT_FIRST)
        .subquery()
    )
    return (
        sa.select(_v.c.id)
        .join(led, led.c.id == _v.c.id)
        .where(_v.c.org == scope.org, _in_group(connection, scope, listing.group))
        .where(containing(_v.c.search, listing.words))
        .order_by(*ordered(led.c.value, _v.c.id, descending=listing.descending))
    )


def counts(connection: sa.Connection, scope: Scope) -> dict[str, int]:
    """How many variants each group holds."""
    by_state = {
        row.state: row.n
        for row in connection.execute(
            sa.select(_state.c.state, sa.func.count().label("n"))
            .where(_state.c.shop == scope.shop)
            .group_by(_state.c.state)
        )
    }
    settled = sum(by_state.get(state, 0) for state in (*LINKED, *UNLINKABLE))

    def count(group: str) -> int:
        statement = sa.select(sa.func.count()).select_from(_v).where(_v.c.org == scope.org)
        return connection.scalar(statement.where(_in_group(connection, scope, group))) or 0

    everything = count("all")
    return {
        "all": everything,
        "linked": sum(by_state.get(state, 0) for state in LINKED),
        "unpublished": max(0, everything - settled),
        **{group: count(group) for group in ("problems", "untracked", "locked")},
    }


def rows(
    connection: sa.Connection, scope: Scope, variant_ids: Sequence[str]
) -> dict[str, ProductRow]:
    """Both sides of these variants; those that are gone are left out."""
    last_push = (
        sa.select(tables.pushes.c.sent_at)
        .where(
            tables.pushes.c.shop == scope.shop,
            tables.pushes.c.sku_id == _k.c.sku_id,
            tables.pushes.c.kind == "quantity",
        )
        .order_by(tables.pushes.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    drift = tables.drifts
    last_drift = (
        sa.select(sa.func.max(drift.c.at))
        .where(drift.c.shop == scope.shop, drift.c.sku_id == _k.c.sku_id)
        .scalar_subquery()
    )
    source = _with_sku(_with_state(_v, scope), scope)
    source = source.join(_p, (_p.c.org == _v.c.org) & (_p.c.id == _v.c.product_id))
    source = source.outerjoin(
        _pub, (_pub.c.shop == scope.shop) & (_pub.c.product_id == _v.c.product_id)
    )
    found = connection.execute(
        sa.select(
            _v.c.id,
            _v.c.product_id,
            _p.c.title.label("product_title"),
            _v.c.title,
            _v.c.barcode,
            _v.c.price.label("haravan_price"),
            _v.c.tracked,
            _state.c.state,
            _pub.c.product_id.is_not(None).label("published"),
            _k.c.sku_id,
            _s.c.seller_sku,
            _s.c.quantity,
            _s.c.price,
            _s.c.special_price,
            _s.c.seen_at,
            last_push.label("pushed_at"),
            last_drift.label("drifted_at"),
        )
        .select_from(source)
        .where(_v.c.org == scope.org, _v.c.id.in_(variant_ids))
    ).all()
    wrong = _problems_of(connection, scope, {row.sku_id for row in found if row.sku_id})
    sku_ids = {row.sku_id for row in found if row.sku_id}
    locked = stored_locks.of(connection, scope.shop, datetime.now(UTC), sku_ids)
    return {
        row.id: ProductRow(
            id=row.id,
            product_id=row.product_id,
            title=_title(row.product_title, row.title),
            barcode=row.barcode,
            haravan_price=row.haravan_price,
            tracked=row.tracked,
            state=row.state or "unpublished",
            published=bool(row.published),
            sku_id=row.sku_id,
            seller_sku=row.seller_sku,
            lazada_quantity=row.quantity,
            lazada_price=row.price,
            special_price=row.special_price,
            seen_at=row.seen_at,
            pushed_at=row.pushed_at,
            problems=wrong.get(row.sku_id, ()),
            drifted=row.drifted_at is not None and row.seen_at - row.drifted_at < DRIFT_SHOWN,
            locks=tuple(
                RowLock(lock.kind, lock.until, lock.source == "merchant")
                for lock in locked.get(row.sku_id, ())
            ),
        )
        for row in found
    }


def products_of(connection: sa.Connection, scope: Scope, variant_ids: Collection[str]) -> list[str]:
    """The products these variants belong to: publishing is per product (B2)."""
    wanted = list(variant_ids)
    found: dict[str, None] = {}
    for start in range(0, len(wanted), 1000):
        part = wanted[start : start + 1000]
        for id_ in connection.scalars(
            sa.select(_v.c.product_id).where(_v.c.org == scope.org, _v.c.id.in_(part))
        ):
            found[id_] = None
    return list(found)


def _title(product: str, variant: str) -> str:
    # Haravan's name of the only variant of a product says nothing.
    return product if variant == "Default Title" else f"{product} / {variant}"


def _with_state(source: sa.FromClause, scope: Scope) -> sa.Join:
    return source.outerjoin(
        _state, (_state.c.shop == scope.shop) & (_state.c.variant_id == _v.c.id)
    )


def _with_sku(source: sa.FromClause, scope: Scope) -> sa.Join:
    return source.outerjoin(_k, (_k.c.shop == scope.shop) & (_k.c.variant_id == _v.c.id)).outerjoin(
        _s, (_s.c.shop == scope.shop) & (_s.c.sku_id == _k.c.sku_id)
    )


def _in_group(connection: sa.Connection, scope: Scope, group: str) -> sa.ColumnElement[bool]:
    match group:
        case "linked":
            return _has_state(scope, *LINKED)  # most have: the first ones are found at once
        case "unpublished":
            few = connection.scalars(_unsettled(scope).limit(FEW + 1)).all()
            if len(few) <= FEW:
                return _v.c.id.in_(few)
            return sa.not_(_has_state(scope, *LINKED, *UNLINKABLE))  # the first ones are found soon
        case "problems":
            return _v.c.id.in_(_in_state(scope, *UNLINKABLE).union_all(_refused(scope)))
        case "untracked":
            return sa.not_(_v.c.tracked) & _has_state(scope, *LINKED)
        case "locked":
            return _v.c.id.in_(_locked(scope))
    return sa.true()


def _unsettled(scope: Scope) -> sa.CompoundSelect[str]:
    """Variants of no settled state: those of another, and those that linking has not come to yet.

    Both sides of the latter come in the order of their ids and are merged.
    """
    state, variant = _state.alias(), _v.alias()
    settled = state.c.state.in_([*LINKED, *UNLINKABLE])
    met = sa.select(state.c.variant_id.label("id")).where(state.c.shop == scope.shop)
    every = sa.select(variant.c.id).where(variant.c.org == scope.org)
    unmet = sa.except_(every, met).order_by("id").subquery()
    return met.where(~settled).union_all(sa.select(unmet.c.id))


def _has_state(scope: Scope, *states: str) -> sa.ColumnElement[bool]:
    """Asked variant by variant."""
    found = _in_state(scope, *states)
    return found.where(found.selected_columns.variant_id == _v.c.id).exists()


def _in_state(scope: Scope, *states: str) -> sa.Select[str]:
    state = _state.alias()  # beside the one that a list is sorted by
    return sa.select(state.c.variant_id).where(
        state.c.shop == scope.shop, state.c.state.in_(states)
    )


def _locked(scope: Scope) -> sa.Select[str]:
    """Variants whose SKU has a value locked now (C13)."""
    table = tables.locks
    return _linked_with(
        scope,
        sa.select(table.c.sku_id).where(
            table.c.shop == scope.shop, stored_locks.in_force(datetime.now(UTC))
        ),
    )


def _refused(scope: Scope) -> sa.Select[str]:
    """Variants whose SKU has a problem: refused, guarded, waiting for a warehouse."""
    return _linked_with(
        scope,
        sa.select(_problem.c.object).where(
            _problem.c.shop == scope.shop,
            _problem.c.kind.in_(SKU_KINDS),
            sa.not_(_problem.c.ignored),
        ),
    )


def _linked_with(scope: Scope, sku_ids: sa.Select[str]) -> sa.Select[str]:
    """The variants of these SKUs, which are few: no link of others is looked at."""
    link = _k.alias()  # beside the one that a list is sorted by
    return sa.select(link.c.variant_id).where(link.c.shop == scope.shop, link.c.sku_id.in_(sku_ids))


def _problems_of(
    connection: sa.Connection, scope: Scope, sku_ids: Collection[str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(
        sa.select(_problem.c.object, _problem.c.code)
        .where(
            _problem.c.shop == scope.shop,
            _problem.c.kind.in_(SKU_KINDS),
            _problem.c.object.in_(list(sku_ids)),
            sa.not_(_problem.c.ignored),
        )
        .order_by(_problem.c.last_seen)
    ):
        found[row.object] = (*found.get(row.object, ()), row.code)
    return found
