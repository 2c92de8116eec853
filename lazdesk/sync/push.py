"""Sends Lazada what it should hold and does not, and reads it back (C5, C7, C8).

The cycle calls this only after a poll of the orders (C5).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from lazdesk.models import desk, goods
from lazdesk.platforms.errors import (
    MissingScope,
    OutcomeUnknown,
    PlatformError,
    Refused,
    Unauthorized,
)
from lazdesk.platforms.lazada import answers as lazada
from lazdesk.platforms.lazada import payloads
from lazdesk.rules import problems
from lazdesk.sync import pull_goods
from lazdesk.sync.session import Session
from lazdesk.sync.wanted import (
    MULTI_WAREHOUSE,
    PRICE_GUARD,
    ZERO_STOCK_GUARD,
    Change,
    plan,
    warehouse_count,
)

BATCH = 20
REST_STEPS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=24))


def push(session: Session, *, consent: bool, orders_fresh: bool) -> tuple[list[Change], int]:
    """Sends what may be sent. Returns (changes that wait, number of values sent).

    ``orders_fresh`` False (the poll failed): only zeros go out (C5). What is planned is first read
    anew on Lazada, so that a sale there is not taken for a difference (C7).
    """
    _look_at_what_moved(session)
    wanted = plan(session, consent=consent)
    if wanted:
        pull_goods.read_skus(session, [change.row for change in wanted])
        wanted = plan(session, consent=consent)
    _clear_what_is_gone(session, wanted)
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
        _agree(session)
    sent = 0
    for kind in ("quantity", "price"):
        some = [change for change in ready if change.kind == kind]
        for start in range(0, len(some), BATCH):
            sent += _send(session, some[start : start + BATCH])
            session.progress(f"push_{kind}", min(start + BATCH, len(some)), len(some))
    return waiting, sent


def _agree(session: Session) -> None:
    """The merchant agreed beforehand to whatever would be shown (C1)."""
    switches = {"price": session.policy.push_price, "quantity": session.policy.push_quantity}
    with session.database.write() as connection:
        for kind, is_on in switches.items():
            if is_on:
                goods.give_consent(connection, session.shop, kind)


def _look_at_what_moved(session: Session) -> None:
    """Reads the SKUs that orders have touched: else a unit canceled by itself, which gives Lazada
    back a piece that Haravan's order still holds, would never show as a difference (C7)."""
    if not session.policy.push_quantity:
        return
    with session.database.read() as connection:
        moved = goods.moved_by_orders(connection, session.shop)
        rows = goods.synchronised(connection, session.shop, session.org)
    pull_goods.read_skus(session, [row for row in rows if row.sku_id in moved])


def _say_what_waits(session: Session, waiting: Sequence[Change]) -> None:
    """Guards and warehouses become problems; they clear by themselves (B5, C9, C12)."""
    codes = (PRICE_GUARD, ZERO_STOCK_GUARD, MULTI_WAREHOUSE)
    warehouses = warehouse_count(session)
    zeroed = sum(change.held == ZERO_STOCK_GUARD for change in waiting)
    with session.database.read() as connection:
        linked = len(goods.synchronised(connection, session.shop, session.org))
    current = [
        desk.Problem(
            change.held,
            "sku",
            f"{change.row.sku_id}",
            f"{change.row.product_title} ({change.row.seller_sku})",
            _why_it_waits(change, zeroed, linked, warehouses),
        )
        for change in waiting
        if change.held in codes
    ]
    with session.database.write() as connection:
        session.new_problems["waiting"] += desk.replace_problems(
            connection, session.shop, codes, current, session.now()
        )


def _why_it_waits(change: Change, zeroed: int, linked: int, warehouses: int) -> str:
    return problems.message(
        change.held or "",
        {
            "sku": change.row.seller_sku,
            "old": change.now,
            "new": change.wanted,
            "zeroed": zeroed,
            "linked": linked,
            "count": max(warehouses, len(change.row.warehouses)),
        },
    )


def _send(session: Session, batch: Sequence[Change]) -> int:
    """Sends one batch; a refusal of the whole is narrowed down to the SKU at fault (C8)."""
    try:
        result = _call(session, batch[0].kind)(batch)
    except (Unauthorized, MissingScope):
        raise
    except Refused as refusal:
        if len(batch) > 1:
            return _send_halves(session, batch)
        _record(session, batch, f"{refusal.code}: {refusal.message}")
        _rest(session, batch[0], refusal)
        return 0
    except OutcomeUnknown as lost:
        # Absolute values: the read back tells whether it took effect, the next cycle sends again.
        _record(session, batch, f"? {lost.message}")
        return len(batch)
    failed = {id(change): failure for change, failure in _failures(batch, result)}
    if len(failed) < len(result.failures) and len(batch) > 1:
        return _send_halves(session, batch)  # a failure that does not say whose it is
    applied = [change for change in batch if id(change) not in failed]
    # Not named in a partial failure is not yet done: the next plan sees what Lazada holds (C8).
    _record(session, applied, f"? {result.failures[0].code}" if result.failures else "0")
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
    if not result.failures:
        _solved(session, {(change.row.sku_id, change.kind) for change in applied})
    return len(applied)


def _send_halves(session: Session, batch: Sequence[Change]) -> int:
    """Values are absolute, so that sending one again is harmless."""
    middle = len(batch) // 2
    return _send(session, batch[:middle]) + _send(session, batch[middle:])


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


def _clear_what_is_gone(session: Session, planned: Sequence[Change]) -> None:
    """A refusal whose difference is gone, however that came, is no problem any more (B5, F)."""
    differing = {(change.row.sku_id, change.kind) for change in planned}
    with session.database.read() as connection:
        refused = {
            (row.object, row.kind.removeprefix("sku_"))
            for row in desk.problems(connection, session.shop)
            if row.kind.startswith("sku_")
        }
    _solved(session, refused - differing)


def _solved(session: Session, values: Collection[tuple[str, str]]) -> None:
    with session.database.write() as connection:
        for sku_id, kind in values:
            goods.clear_rests(connection, session.shop, kind, [sku_id])
            desk.clear_problems(connection, session.shop, f"sku_{kind}", [sku_id])


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
