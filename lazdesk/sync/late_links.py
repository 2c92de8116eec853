"""Orders whose SKU was linked after they were imported: their custom lines took no stock, so one
stock correction of −n is offered, and done when the merchant says so (D3).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from lazdesk.models import desk, links, orders
from lazdesk.rules import problems
from lazdesk.sync import sides, vouchers
from lazdesk.sync.session import Session
from lazdesk.sync.sides import Sides

KIND = "take_stock"
OFFERED = "STOCK_CORRECTION_OFFERED"


def offer(session: Session, order_ids: Collection[str]) -> None:
    """Names the orders among these whose goods are still to be taken, as a task; an offer that is
    settled goes."""
    with session.database.read() as connection:
        offered = set(desk.objects_with_problems(connection, session.shop, KIND))
        wanted = offered.union(order_ids)
        rows = orders.orders(connection, session.shop, order_ids=wanted) if wanted else []
    settled = []
    for row in rows:
        order = sides.of(session, row) if row.import_state == orders.DONE else None
        missing = _missing(order) if order is not None else {}
        if order is None or not missing:
            settled.append(row.order_id)
        elif row.order_id not in offered:
            said = {"order": row.order_number, "goods": order.goods_text(missing, None)}
            text = problems.message(OFFERED, said)
            session.raise_problem(
                OFFERED, KIND, row.order_id, row.order_number, text, is_failure=False
            )
    if settled:
        with session.database.write() as connection:
            desk.clear_problems(connection, session.shop, KIND, settled, session.now())


def carry_out(session: Session, row: Any, _told: Mapping[str, Any]) -> None:
    """Takes what is missing from the order's location. Raises OutcomeUnknown while an earlier
    voucher may still take effect, Refused when Haravan will not have it."""
    order = sides.of(session, row) if row.import_state == orders.DONE else None
    if order is not None and (missing := _missing(order)):
        vouchers.take(order, missing)
        vouchers.bring_taken(order)  # of what had come back before
    with session.database.write() as connection:
        desk.clear_problems(connection, session.shop, KIND, [row.order_id], session.now())


def _missing(order: Sides) -> dict[str, list[int]]:
    """Live units of the merchant's own stock in custom lines whose SKU is linked by now, with the
    product and variant to take them from."""
    session = order.session
    if order.order.cancelled_at is not None:
        return {}
    custom = {i for line in order.lines.values() if not line.takes_stock for i in line.item_ids}
    units = [
        unit
        for unit in order.live
        if unit.order_item_id in custom.difference(order.taken) and not unit.is_fbl
    ]
    with session.database.read() as connection:
        found = links.stocked_variants(
            connection, session.shop, session.org, {unit.sku_id for unit in units}
        )
    return {
        unit.order_item_id: [int(id_) for id_ in found[unit.sku_id]]
        for unit in units
        if unit.sku_id in found
    }
