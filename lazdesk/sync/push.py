"""Compares what Lazada should hold with what it is known to hold, and sends the difference.

Planning and sending are apart, so that the merchant can be shown first what would change (C1). The
cycle calls this only after a poll of the orders (C5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lazdesk.models import desk, goods, orders
from lazdesk.platforms.errors import OutcomeUnknown, PlatformError, Refused, Unauthorized
from lazdesk.platforms.lazada import answers as lazada
from lazdesk.platforms.lazada import payloads
from lazdesk.rules import order as order_rules
from lazdesk.rules import policy as policies
from lazdesk.rules import problems, stock
from lazdesk.sync import pull_goods, pull_orders
from lazdesk.sync.session import Session

BATCH = 20
REST_STEPS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=24))
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


# --- planning -------------------------------------------------------------------------------------


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
    return Change(
        change.kind,
        change.row,
        change.now,
        change.wanted,
        change.sale_price,
        change.inputs,
        change.held or why,
    )


def _quantity_changes(session: Session, rows: Sequence[Any], consent: bool) -> list[Change]:
    found = numbers(session, rows)
    changes = []
    for row in rows:
        have = found[row.sku_id]
        # Stock never read cannot be wanted; the next cycle reads it.
        if have.wanted is None or row.stock_read_at is None or have.wanted == row.quantity:
            continue
        held = None if consent or row.quantity_consent else PREVIEW
        if len(row.warehouses) > 1:
            held = MULTI_WAREHOUSE  # C12: no consent helps, a warehouse must be picked
        changes.append(
            Change("quantity", row, row.quantity, have.wanted, None, have.inputs(), held)
        )
    zeroed = [c for c in changes if c.wanted == 0 and _not_by_orders(c.inputs)]
    if consent or not stock.too_many_zeros(len(zeroed), len(rows), session.policy):
        return changes
    return [_held(c, ZERO_STOCK_GUARD) if c in zeroed else c for c in changes]


def _not_by_orders(inputs: dict[str, Any]) -> bool:
    return bool(inputs["q"] - inputs["b"] <= 0)


def _price_changes(session: Session, rows: Sequence[Any], consent: bool) -> list[Change]:
    changes = []
    for row in rows:
        wanted = stock.wanted_price(
            row.haravan_price, row.compare_at_price, session.policy.push_sale_price
        )
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


# --- sending --------------------------------------------------------------------------------------


def push(session: Session, *, consent: bool, orders_fresh: bool) -> tuple[list[Change], int]:
    """Sends what may be sent. Returns (changes that wait, number of values sent).

    ``orders_fresh`` False (the poll failed): only zeros go out (C5). What is planned is first read
    anew on Lazada, so that a sale there is not taken for a difference (C7).
    """
    wanted = plan(session, consent=consent)
    if not wanted:
        _say_what_waits(session, [])
        return [], 0
    pull_goods.read_skus(session, [change.row for change in wanted])
    wanted = plan(session, consent=consent)
    waiting = [change for change in wanted if change.held]
    _say_what_waits(session, waiting)
    if not session.policy.writes:
        return waiting, 0
    ready = [
        change
        for change in wanted
        if change.held is None and (orders_fresh or change.kind == "price" or change.wanted == 0)
    ]
    if consent:
        with session.database.write() as connection:
            for kind in ("price", "quantity"):
                if kind == "price" and session.policy.push_price:
                    goods.give_consent(connection, session.shop, kind)
                if kind == "quantity" and session.policy.push_quantity:
                    goods.give_consent(connection, session.shop, kind)
    sent = 0
    for kind in ("quantity", "price"):
        some = [change for change in ready if change.kind == kind]
        for start in range(0, len(some), BATCH):
            sent += _send(session, some[start : start + BATCH])
            session.progress(f"push_{kind}", min(start + BATCH, len(some)), len(some))
    return waiting, sent


def _say_what_waits(session: Session, waiting: Sequence[Change]) -> None:
    """Guards and warehouses become problems; they clear by themselves (B5, C9, C12)."""
    codes = (PRICE_GUARD, ZERO_STOCK_GUARD, MULTI_WAREHOUSE)
    zeroed = sum(change.held == ZERO_STOCK_GUARD for change in waiting)
    with session.database.read() as connection:
        linked = len(goods.synchronised(connection, session.shop, session.org))
    current = [
        desk.Problem(
            change.held,
            "sku",
            f"{change.row.sku_id}",
            f"{change.row.product_title} ({change.row.seller_sku})",
            _why_it_waits(change, zeroed, linked),
        )
        for change in waiting
        if change.held in codes
    ]
    with session.database.write() as connection:
        session.new_problems += desk.replace_problems(
            connection, session.shop, codes, current, session.now()
        )


def _why_it_waits(change: Change, zeroed: int, linked: int) -> str:
    return problems.message(
        change.held or "",
        {
            "sku": change.row.seller_sku,
            "old": change.now,
            "new": change.wanted,
            "zeroed": zeroed,
            "linked": linked,
            "count": len(change.row.warehouses),
        },
    )


def _send(session: Session, batch: Sequence[Change]) -> int:
    """Sends one batch; a refusal of the whole is narrowed down to the SKU at fault (C8)."""
    try:
        result = _call(session, batch[0].kind)(batch)
    except Unauthorized:
        raise
    except Refused as refusal:
        if len(batch) > 1:
            middle = len(batch) // 2
            return _send(session, batch[:middle]) + _send(session, batch[middle:])
        _record(session, batch, f"{refusal.code}: {refusal.message}")
        _rest(session, batch[0], refusal)
        return 0
    except OutcomeUnknown as lost:
        # Absolute values: the read back tells whether it took effect, the next cycle sends again.
        _record(session, batch, f"? {lost.message}")
        return len(batch)
    failed = {id(change): failure for change, failure in _failures(batch, result)}
    applied = [change for change in batch if id(change) not in failed]
    _record(session, applied, "0")
    with session.database.write() as connection:
        goods.clear_rests(
            connection, session.shop, batch[0].kind, [change.row.sku_id for change in applied]
        )
    for change in batch:
        if failure := failed.get(id(change)):
            error = Refused(
                platform="lazada",
                operation="update sellable" if change.kind == "quantity" else "update prices",
                code=failure.code,
                message=failure.message,
            )
            _record(session, [change], f"{failure.code}: {failure.message}")
            _rest(session, change, error)
    _clear_solved(session, applied)
    return len(applied)


def _call(session: Session, kind: str) -> Callable[[Sequence[Change]], lazada.BatchResult]:
    def quantities(batch: Sequence[Change]) -> lazada.BatchResult:
        return session.lazada.update_sellable(
            [
                payloads.SellableChange(
                    item_id=c.row.item_id,
                    sku_id=c.row.sku_id,
                    seller_sku=c.row.seller_sku,
                    quantity=c.wanted,
                )
                for c in batch
            ]
        )

    def prices(batch: Sequence[Change]) -> lazada.BatchResult:
        return session.lazada.update_prices(
            [
                payloads.PriceChange(
                    item_id=c.row.item_id,
                    sku_id=c.row.sku_id,
                    seller_sku=c.row.seller_sku,
                    price=c.wanted,
                    sale_price=c.sale_price,
                )
                for c in batch
            ]
        )

    return quantities if kind == "quantity" else prices


def _failures(
    batch: Sequence[Change], result: lazada.BatchResult
) -> list[tuple[Change, lazada.SkuFailure]]:
    """Which of the batch each failure row names: by SkuId, else by SellerSku."""
    named = []
    for failure in result.failures:
        for change in batch:
            if failure.sku_id == change.row.sku_id or (
                failure.sku_id is None and failure.seller_sku == change.row.seller_sku
            ):
                named.append((change, failure))
    return named


def _record(session: Session, batch: Sequence[Change], answer: str) -> None:
    """What was sent and why, kept for C11."""
    now = session.now()
    with session.database.write() as connection:
        goods.record_pushes(
            connection,
            [
                {
                    "shop": session.shop,
                    "sku_id": change.row.sku_id,
                    "kind": change.kind,
                    "wanted": change.wanted,
                    "sale_price": change.sale_price,
                    "inputs": change.inputs,
                    "sent_at": now,
                    "answer": answer,
                }
                for change in batch
            ],
        )


def _rest(session: Session, change: Change, error: PlatformError) -> None:
    """The SKU at fault gets a problem and rests: 10 minutes, an hour, a day, then the merchant."""
    with session.database.write() as connection:
        rest = goods.rests(connection, session.shop).get((change.row.sku_id, change.kind))
        step = rest.step + 1 if rest is not None and rest.wanted == change.key else 0
        pause = REST_STEPS[step] if step < len(REST_STEPS) else None
        goods.save_rest(
            connection,
            {
                "shop": session.shop,
                "sku_id": change.row.sku_id,
                "kind": change.kind,
                "step": step,
                "until": None if pause is None else session.now() + pause,
                "wanted": change.key,
            },
        )
    session.failed(
        error,
        f"sku_{change.kind}",
        change.row.sku_id,
        f"{change.row.product_title} ({change.row.seller_sku})",
        sku=change.row.seller_sku,
    )


def _clear_solved(session: Session, applied: Sequence[Change]) -> None:
    with session.database.write() as connection:
        for kind, ids in Counter((c.kind, c.row.sku_id) for c in applied):
            desk.clear_problems(connection, session.shop, f"sku_{kind}", [ids])


def read_back(session: Session, since: datetime) -> None:
    """Reads what this cycle wrote: only what Lazada shows counts as done (C7)."""
    with session.database.read() as connection:
        pushed = goods.pushed_since(connection, session.shop, since)
        rows = [
            row
            for row in goods.synchronised(connection, session.shop, session.org)
            if row.sku_id in pushed
        ]
    pull_goods.read_skus(session, rows)
