"""Proof that both sides agree: everything is read anew and compared, and only read.

What differs is looked at again before it is told: the two platforms are not read in one moment, and
meanwhile buyers buy. Orders and SKUs are gone through page by page, so that memory stays flat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lazdesk.models import second_reading as second_rows
from lazdesk.models.database import chunks
from lazdesk.rules import agreement
from lazdesk.rules.agreement import Difference
from lazdesk.sync import reconcile_goods, reconcile_orders, second_reading
from lazdesk.sync.session import Session

PAGE = 200
LOOKS = 3
# More differences than that do not come of reading at two times.
MANY = 2000

ORDER = "order"
SKU = "sku"
Object = tuple[str, str]
"""ORDER or SKU, and the id."""


@dataclass(frozen=True)
class Agreement:
    """What a comparison came to: orders and SKUs looked at, those that agree, and the rest."""

    at: datetime
    checked: int
    agree: int
    differences: tuple[Difference, ...]
    quantity: bool
    price: bool
    """Whether these are synchronised, and so were compared (C1)."""


def at_once() -> None:
    """Looks again without waiting for anything."""


def reconcile(
    session: Session,
    folder: Path,
    *,
    share: float | None = None,
    before_looking_again: Callable[[], None] = at_once,
) -> Agreement:
    """Compares both sides and the mirror. ``folder`` is for the second reading, which may take at
    most ``share`` of the limits; ``before_looking_again`` may wait, for a cycle say.

    Raises PlatformError and Cancelled; what was read until then is gone on from next time.
    """
    with second_reading.begun(session, folder, share) as apart:
        second_reading.read_all(session, apart)
        checked, differing = 0, dict[Object, list[Difference]]()
        for key, some in _all(session, apart):
            checked += 1
            if some:
                differing[key] = some
        for _ in range(1, LOOKS):
            if not differing or len(differing) > MANY:
                break
            before_looking_again()
            again = _again(session, apart, differing)
            same, differing = again == differing, again
            if same:
                break
        at = session.now()
    told = [each for some in differing.values() for each in some]
    return Agreement(
        at,
        checked=checked,
        agree=checked - len(differing),
        differences=tuple(told),
        quantity=session.policy.push_quantity,
        price=session.policy.push_price,
    )


Found = Iterator[tuple[Object, list[Difference]]]


def _all(session: Session, apart: Session) -> Found:
    since = second_reading.since(apart)
    with apart.database.read() as connection:
        for ids in second_rows.order_pages(connection, apart.shop, since, PAGE):
            yield from _orders(session, apart, ids)
    for name, ref in reconcile_orders.strays(session, apart):
        yield from _stray(apart, name, ref)
    seen = set[str]()
    for mirror in (apart, session):
        with mirror.database.read() as connection:
            for ids in second_rows.linked_skus(connection, mirror.shop, PAGE):
                yield from _skus(session, apart, [id_ for id_ in ids if id_ not in seen])
                seen.update(ids)


def _orders(session: Session, apart: Session, ids: Sequence[str]) -> Found:
    session.progress("compare_orders", len(ids))
    for order_id, differences in reconcile_orders.compare(session, apart, ids):
        yield (ORDER, order_id), differences


def _skus(session: Session, apart: Session, ids: Sequence[str]) -> Found:
    session.progress("compare_skus", len(ids))
    for sku_id, differences in reconcile_goods.compare(session, apart, ids):
        yield (SKU, sku_id), differences


def _stray(apart: Session, name: str, ref: str) -> Found:
    """An order that Lazada's list did not show is asked for by itself."""
    order_id = ref.rpartition(":")[2]
    if not second_reading.knows(apart, order_id):
        yield (ORDER, order_id), [agreement.stray(name, ref)]


def _again(
    session: Session, apart: Session, differing: dict[Object, list[Difference]]
) -> dict[Object, list[Difference]]:
    """What still differs of these after a fresh look at them alone."""
    orders = [id_ for kind, id_ in differing if kind == ORDER]
    skus = [id_ for kind, id_ in differing if kind == SKU]
    second_reading.read_again(session, apart, orders, skus)
    found: dict[Object, list[Difference]] = {}
    for part in chunks(orders, PAGE):
        found |= dict(_orders(session, apart, part))
    for name, ref in reconcile_orders.strays(session, apart):
        found |= {k: some for k, some in _stray(apart, name, ref) if k in differing}
    for part in chunks(skus, PAGE):
        found |= dict(_skus(session, apart, part))
    return {key: some for key, some in found.items() if some}
