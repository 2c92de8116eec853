"""Sends one batch of values to Lazada and finds the SKU at fault when it is refused (C8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lazdesk.models import consents, desk, pairs, price_undo, pushes
from lazdesk.platforms.errors import (
    MissingScope,
    OutcomeUnknown,
    PlatformError,
    Refused,
    Unauthorized,
)
from lazdesk.platforms.lazada import answers as lazada
from lazdesk.platforms.lazada import payloads
from lazdesk.sync import locking
from lazdesk.sync.session import Session
from lazdesk.sync.wanted import Change

BATCH = 20
REST_STEPS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=24))


@dataclass
class Sent:
    """What became of a batch: how many values went out, and those that go with the next batch.

    ``refusal`` is the code of a refusal of the whole, when nothing at all went through.
    """

    count: int
    left: list[Change]
    refusal: str = ""


def send(session: Session, batch: Sequence[Change]) -> Sent:
    """Sends one batch. The SKUs at fault rest; what was refused only for being beside them is left
    for the next batch, so that several refusals share their calls."""
    named = _named(session, batch)
    if not named:
        return Sent(0, [])
    answer = _try(session, named)
    if not answer.suspects:
        return Sent(answer.count, [])
    narrowed = _narrow(session, answer)
    count = answer.count + narrowed.count
    code = answer.refusal.code if answer.refusal is not None and not count else ""
    return Sent(count, narrowed.left, code)


def _narrow(session: Session, answer: _Answer) -> Sent:
    """One at least of the suspects is at fault, and Lazada does not say which: half of them are
    sent, until one is left. When that half goes through, the fault is in the other one."""
    count, left = 0, list[Change]()
    suspects, refusal = answer.suspects, answer.refusal
    while len(suspects) > 1:
        half, others = suspects[: len(suspects) // 2], suspects[len(suspects) // 2 :]
        answer = _try(session, half)
        count += answer.count
        if answer.suspects:
            left += [named.change for named in others]
            suspects, refusal = answer.suspects, answer.refusal
        else:
            suspects, refusal = others, None
    if refusal is None:
        # It was only deduced: the refusal may have passed meanwhile.
        answer = _try(session, suspects)
        count, suspects, refusal = count + answer.count, answer.suspects, answer.refusal
    if refusal is not None:
        _refused(session, suspects[0], refusal)
    return Sent(count, left)


@dataclass
class _Answer:
    """``suspects`` were refused with ``refusal``, which is the fault of one of them at least."""

    count: int
    suspects: list[Named]
    refusal: Refused | None


@dataclass(frozen=True, slots=True)
class Named:
    """A change with what its SKU is called, for the call and for what is said of it."""

    change: Change
    item_id: str
    seller_sku: str
    title: str


def title(name: Any) -> str:
    """How the merchant knows a pair (a row of ``pairs.names``)."""
    return f"{name.product_title} ({name.seller_sku})"


def _named(session: Session, batch: Sequence[Change]) -> list[Named]:
    with session.database.read() as connection:
        names = pairs.names(connection, session.shop, session.org, {c.sku_id for c in batch})
    return [
        Named(change, name.item_id, name.seller_sku, title(name))
        for change in batch
        if (name := names.get(change.sku_id)) is not None
    ]


def _try(session: Session, batch: Sequence[Named]) -> _Answer:
    """Sends the batch once. Whom Lazada names as refused rests. Values are absolute, so that it is
    harmless to send one again."""
    try:
        result = _call(session, batch[0].change.kind)(batch)
    except (Unauthorized, MissingScope):
        raise
    except Refused as refusal:
        return _Answer(0, list(batch), refusal)
    except OutcomeUnknown as lost:
        # The read back tells whether it took effect, the next cycle sends again.
        _record(session, batch, f"? {lost.message}")
        return _Answer(len(batch), [], None)
    failed = _failures(batch, result)
    for named in batch:
        if failure := failed.get(named.change.sku_id):
            _refused(session, named, _refusal(named.change.kind, failure, result.request_id))
    others = [named for named in batch if named.change.sku_id not in failed]
    nameless = _nameless(batch, result)
    if nameless is not None and others:
        meant = _refusal(batch[0].change.kind, nameless, result.request_id)
        return _Answer(0, others, meant)
    if result.failures:
        # Not named in a partial failure is not yet done: the read back shows what holds (C8).
        _record(session, others, f"? {result.failures[0].code}")
    else:
        _record(session, others, "0")
        _done(session, [named.change for named in others])
    return _Answer(len(others), [], None)


def _done(session: Session, changes: Collection[Change]) -> None:
    """Lazada took these values: what stood against them is over, and a first push is done (C1)."""
    solved(session, {(change.sku_id, change.kind) for change in changes})
    agreed = {(change.kind, change.sku_id) for change in changes if change.agreed is not None}
    if agreed:
        with session.database.write() as connection:
            consents.settle(connection, session.shop, agreed)


def _call(session: Session, kind: str) -> Callable[[Sequence[Named]], lazada.BatchResult]:
    def quantities(batch: Sequence[Named]) -> lazada.BatchResult:
        return session.lazada.update_sellable(
            [
                payloads.SellableChange(
                    item_id=named.item_id,
                    sku_id=named.change.sku_id,
                    seller_sku=named.seller_sku,
                    quantity=named.change.wanted,
                    warehouse_code=named.change.warehouse,
                )
                for named in batch
            ]
        )

    def prices(batch: Sequence[Named]) -> lazada.BatchResult:
        return session.lazada.update_prices(
            [
                payloads.PriceChange(
                    item_id=named.item_id,
                    sku_id=named.change.sku_id,
                    seller_sku=named.seller_sku,
                    price=named.change.wanted,
                    sale_price=named.change.sale_price,
                )
                for named in batch
            ]
        )

    return quantities if kind == "quantity" else prices


def _failures(batch: Sequence[Named], result: lazada.BatchResult) -> dict[str, lazada.SkuFailure]:
    """The failure of each SKU that a failure row names."""
    return {
        named.change.sku_id: failure
        for failure in result.failures
        for named in batch
        if _names(failure, named)
    }


def _names(failure: lazada.SkuFailure, named: Named) -> bool:
    """Whether the failure row is about this SKU: by SkuId, else by SellerSku."""
    if failure.sku_id is not None:
        return failure.sku_id == named.change.sku_id
    return failure.seller_sku == named.seller_sku


def _nameless(batch: Sequence[Named], result: lazada.BatchResult) -> lazada.SkuFailure | None:
    """A failure row that does not say whose it is."""
    for failure in result.failures:
        if not any(_names(failure, named) for named in batch):
            return failure
    return None


def _refusal(kind: str, failure: lazada.SkuFailure, request_id: str) -> Refused:
    return Refused(
        platform="lazada",
        operation="update sellable" if kind == "quantity" else "update prices",
        code=failure.code,
        message=failure.message,
        request_id=request_id,
    )


def _refused(session: Session, named: Named, refusal: Refused) -> None:
    _record(session, [named], f"{refusal.code}: {refusal.message}")
    _rest(session, named, refusal)


def _record(session: Session, batch: Sequence[Named], answer: str) -> None:
    """What was sent and why, kept for C11; of a price also what it took the place of."""
    now = session.now()
    prices = [named.change.sku_id for named in batch if named.change.kind == "price"]
    with session.database.write() as connection:
        # An undo (which is no run's) cannot be undone itself.
        before = price_undo.held_now(connection, session.shop, prices) if session.run else {}
        pushes.record(
            connection,
            [
                {
                    "shop": session.shop,
                    "sku_id": named.change.sku_id,
                    "kind": named.change.kind,
                    "wanted": named.change.wanted,
                    "sale_price": named.change.sale_price,
                    "inputs": named.change.inputs,
                    "sent_at": now,
                    "answer": answer,
                    "run": session.run or None,
                    "before": before.get(named.change.sku_id, (None, None))[0],
                    "before_sale": before.get(named.change.sku_id, (None, None))[1],
                }
                for named in batch
            ],
        )


def _rest(session: Session, named: Named, error: PlatformError) -> None:
    """The SKU at fault gets a problem and rests: 10 minutes, an hour, a day, then the merchant.
    What a campaign locks is besides shown as locked, until its end if that is known (C13)."""
    change = named.change
    with session.database.write() as connection:
        rest = pushes.rests(connection, session.shop).get((change.sku_id, change.kind))
        step = rest.step + 1 if rest is not None and rest.wanted == change.key else 0
        until = session.now() + REST_STEPS[step] if step < len(REST_STEPS) else None
        pushes.save_rest(
            connection,
            {
                "shop": session.shop,
                "sku_id": change.sku_id,
                "kind": change.kind,
                "step": step,
                "until": until,
                "wanted": change.key,
            },
        )
    locking.learn(session, change.kind, change.sku_id, error, until)
    session.failed(
        error,
        f"sku_{change.kind}",
        change.sku_id,
        named.title,
        sku=named.seller_sku,
    )


def solved(session: Session, values: Collection[tuple[str, str]]) -> None:
    """Nothing stands against these (SKU, kind) any more."""
    with session.database.write() as connection:
        for kind in {kind for _, kind in values}:
            sku_ids = [sku_id for sku_id, kind_ in values if kind_ == kind]
            pushes.clear_rests(connection, session.shop, kind, sku_ids)
            desk.clear_problems(connection, session.shop, f"sku_{kind}", sku_ids, session.now())
