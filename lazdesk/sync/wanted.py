"""What Lazada should hold by the rules, beside what it is known to hold (C2–C4, C6, C9).

Planning only: nothing here calls a platform, so that the merchant can be shown what would change.
All pairs are gone through page by page; only what differs is kept, and small.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from lazdesk.models import consents, desk, drifts, goods, pairs, pushes, units
from lazdesk.rules import locks, stock, warehouse
from lazdesk.rules import order as order_rules
from lazdesk.rules import policy as policies
from lazdesk.sync import locking, pull_orders, warehouses
from lazdesk.sync.session import Session

FEW = 500  # of more SKUs, all orders are gone through once rather than those with them

PREVIEW = "preview"
RESTING = "resting"
LOCKED = "locked"
CHANGED = "CHANGED_SINCE_PREVIEW"
ANOTHER_WRITER = "ANOTHER_WRITER"
PRICE_GUARD = "PRICE_GUARD"
ZERO_STOCK_GUARD = "ZERO_STOCK_GUARD"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The inputs of one SKU's quantity (C4) and what follows from them.

    ``levels`` are the available pieces at each of ``places``, which all SKUs share.
    """

    need: stock.Need
    rule: stock.StockRule
    places: tuple[str, ...]
    levels: tuple[int, ...]
    wanted: int | None

    def inputs(self) -> dict[str, Any]:
        return {
            "q": self.need.q,
            "u": self.need.u,
            "w": self.need.w,
            "b": self.need.b,
            "rule": self.rule.value,
            "locations": [
                {"id": id_, "available": n} for id_, n in zip(self.places, self.levels, strict=True)
            ],
        }


@dataclass(frozen=True, slots=True)
class Prices:
    """The inputs of one SKU's price (C6), in đồng."""

    price: int
    compare_at_price: int | None

    def inputs(self) -> dict[str, Any]:
        return {"price": self.price, "compare_at_price": self.compare_at_price}

    @property
    def key(self) -> str:
        """Tells whether Haravan says another price than it did (after an undo, C13)."""
        return f"{self.price}/{self.compare_at_price or ''}"


@dataclass(frozen=True, slots=True)
class Change:
    """One value Lazada should take. ``held`` says what it waits for; None: it may be sent."""

    kind: str  # quantity or price
    sku_id: str
    variant_id: str
    now: int
    wanted: int
    sale_price: int | None
    why: Numbers | Prices
    held: str | None = None
    warehouse: str | None = None  # the one that is written (C12)
    agreed: tuple[int, int | None] | None = None  # the value and sale price agreed to before
    sale_now: int | None = None  # the sale price Lazada is known to hold

    @property
    def moves(self) -> tuple[tuple[int, int], ...]:
        """What the change moves, from and to: the value, and where there is a sale what is paid."""
        if self.sale_price is None:
            return ((self.now, self.wanted),)
        return (self.now, self.wanted), (self.sale_now or self.now, self.sale_price)

    @property
    def is_agreed(self) -> bool:
        """Whether the merchant agreed to exactly this."""
        return self.agreed == (self.wanted, self.sale_price)

    @property
    def key(self) -> str:
        """What was refused, if it was: another wanted value is tried at once."""
        return f"{self.wanted}/{self.sale_price}"

    @property
    def inputs(self) -> dict[str, Any]:
        """As they are kept for C11."""
        return self.why.inputs()


@dataclass(frozen=True, slots=True)
class Level:
    """A value that is as it should be while its first push is not done, or agreed to (C1)."""

    kind: str
    sku_id: str
    variant_id: str
    value: int
    sale_price: int | None
    why: Numbers | Prices
    agreed: bool


# --- quantities (C2–C4) ---------------------------------------------------------------------------


def numbers(session: Session, sku_ids: Collection[str]) -> dict[str, Numbers]:
    """C2–C4 of these SKUs, those of them that are synchronised, from the mirror as it stands."""
    found: dict[str, Numbers] = {}
    with session.database.read() as connection:
        count = _Count(session, connection, sku_ids)
        for rows in pairs.numbers(connection, session.shop, session.org, sku_ids):
            found |= count.of(connection, rows)
    return found


class _Count:
    """What the quantities of all pairs have in common: places, and the units of u and w.

    ``only``: of these SKUs; when they are few, the units of all others are not looked at.
    """

    def __init__(
        self, session: Session, connection: Any, only: Collection[str] | None = None
    ) -> None:
        if only is not None and len(only) > FEW:
            only = None
        self._org = session.org
        self._buffer = session.policy.stock_buffer
        self._now = session.now()
        self._places = stock.counted_locations(
            (
                stock.Location(row.id, row.is_primary, row.type, row.unavailable)
                for row in goods.locations(connection, session.org)
            ),
            session.policy.stock_locations,
        )
        oldest = pairs.oldest_stock(connection, session.shop, session.org, only)
        self._units = _units(session, connection, oldest or self._now, only)

    def of(self, connection: Any, rows: Sequence[Any]) -> dict[str, Numbers]:
        levels: dict[str, dict[str, int]] = {}
        for level in goods.available(connection, self._org, [row.variant_id for row in rows]):
            levels.setdefault(level.variant_id, {})[level.location_id] = level.available
        return {row.sku_id: self._of(row, levels.get(row.variant_id, {})) for row in rows}

    def _of(self, row: Any, levels: dict[str, int]) -> Numbers:
        ordered = self._units.get(row.sku_id, ())
        need = stock.Need(
            q=stock.available(levels, self._places),
            u=stock.unheld(ordered, row.stock_read_at or self._now)[row.sku_id] if ordered else 0,
            w=stock.withheld(ordered, self._now)[row.sku_id] if ordered else 0,
            b=self._buffer,
        )
        rule = stock.stock_rule(tracked=row.tracked, oversell=row.oversell)
        return Numbers(
            need,
            rule,
            self._places,
            tuple(levels.get(place, 0) for place in self._places),
            # Stock never read cannot be wanted; the next cycle reads it.
            None if row.stock_read_at is None else stock.wanted_quantity(rule, need.n),
        )


def _units(
    session: Session, connection: Any, held_before: datetime, only: Collection[str] | None
) -> dict[str, list[stock.StockUnit]]:
    """The units that u and w may count, of every connected shop, by this shop's SKU (C4, A10)."""
    starts = {
        shop: pull_orders.start_of_day(day)
        for shop in {row.seller_id for row in desk.shops(connection)}
        if (day := policies.from_settings(desk.settings(connection, shop)).import_from) is not None
    }
    # An unpaid unit is withheld whatever day imports start at.
    since = min([*starts.values(), session.now() - stock.UNPAID_HOLD])
    # A SKU's goods are ordered under another SKU in another shop.
    alike = None if only is None else goods.skus_in_shops(connection, session.shop, only, starts)
    rows = units.maybe_unheld(connection, session.org, starts, since, held_before, alike)
    sku_of = goods.skus_of_other_shops(
        connection, session.shop, {(row.shop, row.sku_id) for row in rows}
    )
    paid_orders = {
        (row.shop, row.order_id)
        for row in rows
        if order_rules.is_sold(row.status, row.stage_pay_status)
    }
    found: dict[str, list[stock.StockUnit]] = {}
    for row in rows:
        own = row.shop == session.shop
        sku_id = row.sku_id if own else sku_of.get((row.shop, row.sku_id))
        start = starts.get(row.shop)
        if sku_id is None or start is None:
            continue
        found.setdefault(sku_id, []).append(
            stock.StockUnit(
                sku_id=sku_id,
                status=row.status,
                created_at=row.created_at,
                fbl=row.is_fbl,
                digital=row.is_digital,
                imports=row.ordered_at >= start and (row.shop, row.order_id) in paid_orders,
                held_since=row.held_since,
                merchant_canceled=row.is_canceled,
            )
        )
    return found


# --- what differs (C7) ----------------------------------------------------------------------------


def plan(
    session: Session, *, consent: bool = False, only: Sequence[str] | None = None
) -> list[Change]:
    """Every difference between wanted and known, in the order it would be sent (C7, C8).

    ``consent``: the merchant's agreement to previews and guards was given beforehand (``--yes``).
    ``only``: look at these SKUs alone. A switch that is off plans nothing for its kind (C1, I16).
    """
    changes = [
        change
        for found in look(session, consent=consent, only=only)
        for change in found
        if isinstance(change, Change)
    ]
    return in_turn(session, changes, consent=consent)


def look(
    session: Session, *, consent: bool = False, only: Sequence[str] | None = None
) -> Iterator[list[Change | Level]]:
    """Compares page by page what is wanted with what is known; the guard that counts over all
    pages and the order come with ``in_turn``."""
    policy = session.policy
    if not (policy.push_quantity or policy.push_price):
        return
    with session.database.read() as connection:
        if only is None:
            pages = pairs.pages(connection, session.shop, session.org)
        else:
            pages = pairs.numbers(connection, session.shop, session.org, only)
        count = _Count(session, connection, only) if policy.push_quantity else None
        choice = warehouses.choice(session, connection)
        for rows in pages:
            sku_ids = [row.sku_id for row in rows]
            agreed = consents.agreements(connection, session.shop, sku_ids)
            locked = locking.of(session, connection, sku_ids)
            seen = warehouses.seen(session, connection, sku_ids)
            found: list[Change | Level] = []
            if count is not None:
                found += _quantities(count.of(connection, rows), rows, choice, seen)
            if policy.push_price:
                found += _prices(session, connection, rows)
            found = [_locked(each, locked, session.now()) for each in found]
            consented = {
                (kind, row.sku_id)
                for row in rows
                for kind in ("quantity", "price")
                if getattr(row, f"{kind}_consent")
            }
            yield _until_agreed(session, found, consented, {} if consent else agreed, consent)


def _locked(
    each: Change | Level, locked: Mapping[str, Sequence[locks.Lock]], now: datetime
) -> Change | Level:
    """A locked value is not sent, whoever agrees to it (C13)."""
    if isinstance(each, Level) or each.sku_id not in locked:
        return each
    prices = each.why.key if isinstance(each.why, Prices) else ""
    is_held = any(
        lock.kind == each.kind
        and locks.holds(lock, now, present=each.now, wanted=each.wanted, prices=prices)
        for lock in locked[each.sku_id]
    )
    return replace(each, held=LOCKED) if is_held else each


def _until_agreed(
    session: Session,
    found: list[Change | Level],
    consented: set[tuple[str, str]],
    agreed: dict[tuple[str, str], Any],
    consent: bool,
) -> list[Change | Level]:
    """What the merchant has to agree to first is held: a first push, or a jump of the price (C1,
    C9). Both consents are to one value alone."""
    held: list[Change | Level] = []
    for each in found:
        key = each.kind, each.sku_id
        agreement = agreed.get(key)
        if agreement is not None and agreement.variant_id != each.variant_id:
            agreement = None  # of another link
        if isinstance(each, Level):
            if agreement is not None or key not in consented:
                held.append(replace(each, agreed=agreement is not None))
            continue
        if agreement is not None:
            each = replace(each, agreed=(agreement.wanted, agreement.sale_price))
        if not consent and each.held is None and not each.is_agreed:
            each = replace(each, held=_consent_missing(session, each, key in consented))
        held.append(each)
    return held


def _consent_missing(session: Session, change: Change, consented: bool) -> str | None:
    if change.agreed is not None and not consented:
        return CHANGED
    if change.kind == "price" and jump(change, session.policy):
        return PRICE_GUARD
    return None if consented else PREVIEW


def jump(change: Change, policy: policies.Policy) -> tuple[int, int] | None:
    """The move of a price, or of what a sale makes buyers pay, that waits for consent (C9)."""
    return next((move for move in change.moves if stock.price_jump(*move, policy)), None)


def in_turn(session: Session, changes: list[Change], *, consent: bool = False) -> list[Change]:
    """All differences, guarded as a whole (C9), with those that rest held, most urgent first."""
    with session.database.read() as connection:
        if session.policy.push_quantity and not consent:
            linked = pairs.count(connection, session.shop, session.org)
            changes = _zeros_guarded(session, changes, linked)
        rests = pushes.rests(connection, session.shop)
        contended = {
            (row.object, row.kind.removeprefix(drifts.WRITER_KIND))
            for row in desk.problems_of_code(connection, session.shop, ANOTHER_WRITER)
        }
    now = session.now()
    turns: tuple[list[Change], ...] = ([], [], [], [])
    for change in changes:
        if (change.sku_id, change.kind) in contended:
            change = replace(change, held=ANOTHER_WRITER)
        rest = rests.get((change.sku_id, change.kind))
        if rest and rest.wanted == change.key and (rest.until is None or rest.until > now):
            change = replace(change, held=change.held or RESTING)
        turns[urgency(change)].append(change)
    return [change for turn in turns for change in turn]


def urgency(change: Change) -> int:
    """The turn a change has; those of one turn are alike. To zero first, then lowers, then raises,
    then prices (sync-engine.md §3)."""
    if change.kind == "price":
        return 3
    if change.wanted == 0:
        return 0
    return 1 if change.wanted < change.now else 2


def _quantities(
    found: dict[str, Numbers],
    rows: Sequence[Any],
    choice: warehouse.Choice,
    seen: Mapping[str, int],
) -> Iterator[Change | Level]:
    for row in rows:
        have = found[row.sku_id]
        if row.fbl_only or have.wanted is None:
            continue
        holds = seen.get(row.sku_id, row.quantity)
        if have.wanted == holds:
            yield Level("quantity", row.sku_id, row.variant_id, holds, None, have, False)
            continue
        # C12: no consent helps, a warehouse must be picked.
        held = warehouses.MULTI_WAREHOUSE if choice.is_missing(row.warehouses) else None
        yield Change(
            "quantity",
            row.sku_id,
            row.variant_id,
            holds,
            have.wanted,
            None,
            have,
            held,
            choice.code(row.warehouses),
        )


def _zeros_guarded(session: Session, changes: list[Change], linked: int) -> list[Change]:
    """Many at once to zero, and not because orders sold them out, wait for the merchant (C9)."""
    zeroed = [_is_zero_without_orders(change) for change in changes]
    if not stock.too_many_zeros(sum(zeroed), linked, session.policy):
        return changes
    return [
        replace(change, held=change.held or ZERO_STOCK_GUARD) if is_zeroed else change
        for change, is_zeroed in zip(changes, zeroed, strict=True)
    ]


def _is_zero_without_orders(change: Change) -> bool:
    why = change.why
    if not isinstance(why, Numbers) or change.wanted or change.is_agreed or change.held == LOCKED:
        return False
    return why.need.q - why.need.b <= 0


def _prices(session: Session, connection: Any, rows: Sequence[Any]) -> Iterator[Change | Level]:
    on_sale = [row.sku_id for row in rows if row.special_price is not None]
    own_sales = pushes.last_sale_prices(connection, session.shop, on_sale)
    for row in rows:
        wanted = stock.wanted_price(
            row.haravan_price, row.compare_at_price, session.policy.push_sale_price
        )
        if wanted is None:
            continue
        if wanted.sale_price is None and own_sales.get(row.sku_id) == row.special_price is not None:
            # No way to end a sale is documented: one at the full price has the same effect. Should
            # Lazada refuse it, the SKU rests with a problem until the seller ends it over there.
            # A sale that is not what was sent from here last is the seller's own (C7).
            wanted = replace(wanted, sale_price=wanted.price)
        pair = "price", row.sku_id, row.variant_id
        why = Prices(row.haravan_price, row.compare_at_price)
        if wanted.price == row.price and wanted.sale_price in (None, row.special_price):
            yield Level(*pair, row.price, wanted.sale_price, why, False)
        else:
            yield Change(
                *pair,
                row.price,
                wanted.price,
                wanted.sale_price,
                why,
                sale_now=row.special_price,
            )
