"""What Lazada should hold by the rules, beside what it is known to hold (C2–C4, C6, C9).

Planning only: nothing here calls a platform, so that the merchant can be shown what would change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from lazdesk.models import desk, goods, orders
from lazdesk.rules import order as order_rules
from lazdesk.rules import policy as policies
from lazdesk.rules import stock
from lazdesk.sync import pull_goods, pull_orders
from lazdesk.sync.session import Session

PREVIEW = "preview"
RESTING = "resting"
MULTI_WAREHOUSE = "MULTI_WAREHOUSE"
PRICE_GUARD = "PRICE_GUARD"
ZERO_STOCK_GUARD = "ZERO_STOCK_GUARD"


@dataclass(frozen=True)
class Change:
    """One value Lazada should take. ``held`` says what it waits for; None: it may be sent."""

    kind: str  # quantity or price
    row: Any  # one of goods.synchronised()
    now: int
    wanted: int
    sale_price: int | None
    inputs: dict[str, Any]
    held: str | None

    @property
    def key(self) -> str:
        """What was refused, if it was: another wanted value is tried at once."""
        return f"{self.wanted}/{self.sale_price}"


@dataclass(frozen=True)
class Numbers:
    """The inputs of one SKU's quantity (C4) and what follows from them."""

    need: stock.Need
    rule: stock.StockRule
    locations: tuple[tuple[str, int], ...]
    wanted: int | None

    def inputs(self) -> dict[str, Any]:
        return {
            "q": self.need.q,
            "u": self.need.u,
            "w": self.need.w,
            "b": self.need.b,
            "rule": self.rule.value,
            "locations": [{"id": id_, "available": n} for id_, n in self.locations],
        }


def numbers(session: Session, rows: Sequence[Any]) -> dict[str, Numbers]:
    """C2–C4 for each synchronised row, by SKU id, from the mirror as it stands."""
    with session.database.read() as connection:
        places = [
            stock.Location(row.id, row.is_primary, row.type, row.unavailable)
            for row in goods.locations(connection, session.org)
        ]
        levels: dict[str, dict[str, int]] = {}
        for level in goods.stock(connection, session.org, [row.variant_id for row in rows]):
            levels.setdefault(level.variant_id, {})[level.location_id] = level.available
        reads = [row.stock_read_at for row in rows if row.stock_read_at is not None]
        units = _units(session, connection, min(reads, default=session.now()))
    counted = stock.counted_locations(places, session.policy.stock_locations)
    withheld = stock.withheld((unit for some in units.values() for unit in some), session.now())
    found = {}
    for row in rows:
        levels_here = levels.get(row.variant_id, {})
        unheld = stock.unheld(units.get(row.sku_id, ()), row.stock_read_at or session.now())
        need = stock.Need(
            q=stock.available(levels_here, counted),
            u=unheld[row.sku_id],
            w=withheld[row.sku_id],
            b=session.policy.stock_buffer,
        )
        rule = stock.stock_rule(tracked=row.tracked, oversell=row.oversell)
        found[row.sku_id] = Numbers(
            need,
            rule,
            tuple((id_, levels_here.get(id_, 0)) for id_ in counted),
            stock.wanted_quantity(rule, need.n),
        )
    return found


def _units(
    session: Session, connection: Any, held_before: datetime
) -> dict[str, list[stock.StockUnit]]:
    """The units that u and w may count, of every connected shop, by this shop's SKU (C4, A10)."""
    variants = {
        (row.shop, row.sku_id): row.variant_id for row in goods.links_of_all_shops(connection)
    }
    own = {row.variant_id: row.sku_id for row in goods.links(connection, session.shop)}
    starts = {
        shop: policies.from_settings(desk.settings(connection, shop)).import_from
        for shop in {row.seller_id for row in desk.shops(connection)}
    }
    rows = orders.units_that_may_be_unheld(connection, held_before)
    paid_orders = {
        (row.shop, row.order_id)
        for row in rows
        if order_rules.is_sold(row.status, row.stage_pay_status)
    }
    found: dict[str, list[stock.StockUnit]] = {}
    for row in rows:
        variant_id = variants.get((row.shop, row.sku_id))
        sku_id = row.sku_id if row.shop == session.shop else own.get(variant_id or "")
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
                imports=row.ordered_at >= pull_orders.start_of_day(start)
                and (row.shop, row.order_id) in paid_orders,
                held_since=row.held_since,
                merchant_canceled=row.cancelled_at is not None,
            )
        )
    return found


def plan(session: Session, *, consent: bool = False) -> list[Change]:
    """Every difference between wanted and known, in the order it would be sent (C7, C8).

    ``consent``: the merchant's agreement to previews and guards was given beforehand (``--yes``).
    A switch that is off plans nothing for its kind (C1, I16).
    """
    with session.database.read() as connection:
        rows = goods.synchronised(connection, session.shop, session.org)
        rests = goods.rests(connection, session.shop)
    changes: list[Change] = []
    if session.policy.push_quantity:
        changes += _quantity_changes(session, rows, consent)
    if session.policy.push_price:
        changes += _price_changes(session, rows, consent)
    now = session.now()
    planned = []
    for change in changes:
        rest = rests.get((change.row.sku_id, change.kind))
        resting = (
            rest is not None
            and rest.wanted == change.key
            and (rest.until is None or rest.until > now)
        )
        planned.append(_held(change, RESTING) if resting else change)
    return sorted(planned, key=_urgency)


def _urgency(change: Change) -> tuple[int, str]:
    """To zero first, then lowers, then raises, then prices (sync-engine.md §3)."""
    if change.kind == "price":
        return 3, change.row.sku_id
    if change.wanted == 0:
        return 0, change.row.sku_id
    return (1 if change.wanted < change.now else 2), change.row.sku_id


def _held(change: Change, why: str) -> Change:
    return replace(change, held=change.held or why)


def _quantity_changes(session: Session, rows: Sequence[Any], consent: bool) -> list[Change]:
    found = numbers(session, rows)
    warehouses = warehouse_count(session)
    changes = []
    for row in rows:
        have = found[row.sku_id]
        # Stock never read cannot be wanted; the next cycle reads it.
        if row.fbl_only or row.stock_read_at is None or have.wanted in (None, row.quantity):
            continue
        held = None if consent or row.quantity_consent else PREVIEW
        if max(warehouses, len(row.warehouses)) > 1:
            held = MULTI_WAREHOUSE  # C12: no consent helps, a warehouse must be picked
        changes.append(
            Change("quantity", row, row.quantity, have.wanted, None, have.inputs(), held)
        )
    zeroed = [c for c in changes if c.wanted == 0 and _not_by_orders(c.inputs)]
    if consent or not stock.too_many_zeros(len(zeroed), len(rows), session.policy):
        return changes
    return [_held(c, ZERO_STOCK_GUARD) if c in zeroed else c for c in changes]


def warehouse_count(session: Session) -> int:
    """How many warehouses the seller is known to have on Lazada (C12)."""
    with session.database.read() as connection:
        return int(desk.cursor(connection, session.shop, pull_goods.WAREHOUSES) or 1)


def _not_by_orders(inputs: dict[str, Any]) -> bool:
    return bool(inputs["q"] - inputs["b"] <= 0)


def _is_own_sale(session: Session, row: Any) -> bool:
    """Whether the sale on Lazada is what was last sent from here; others are the seller's (C7)."""
    if row.special_price is None:
        return False
    with session.database.read() as connection:
        sent = goods.last_push(connection, session.shop, row.sku_id, "price")
    return sent is not None and bool(sent.sale_price == row.special_price)


def _price_changes(session: Session, rows: Sequence[Any], consent: bool) -> list[Change]:
    changes = []
    for row in rows:
        wanted = stock.wanted_price(
            row.haravan_price, row.compare_at_price, session.policy.push_sale_price
        )
        if wanted is not None and wanted.sale_price is None and _is_own_sale(session, row):
            # No way to end a sale is documented: one at the full price has the same effect.
            wanted = replace(wanted, sale_price=wanted.price)
        if wanted is None or (
            wanted.price == row.price and wanted.sale_price in (None, row.special_price)
        ):
            continue
        held = None if consent or row.price_consent else PREVIEW
        if not consent and stock.price_jump(row.price, wanted.price, session.policy):
            held = PRICE_GUARD
        inputs = {"price": row.haravan_price, "compare_at_price": row.compare_at_price}
        changes.append(
            Change("price", row, row.price, wanted.price, wanted.sale_price, inputs, held)
        )
    return changes
