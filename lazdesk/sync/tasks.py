"""What the merchant has to do himself, because LazDesk may not (D9, D10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lazdesk.models import cancels, desk, orders
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import problems, status
from lazdesk.sync import bookings, sides
from lazdesk.sync.session import Session

CANCELED_ON_LAZADA = "CANCELED_ON_LAZADA"


def name_cancels(session: Session) -> None:
    """The merchant's tasks while orders are handled at Haravan: what was canceled on Lazada in
    whole or in part and still stands there (D10). At Lazada there are none."""
    found = list(_cancels(session)) if session.policy.orders_handling == "haravan" else []
    with session.database.write() as connection:
        desk.replace_problems(connection, session.shop, [CANCELED_ON_LAZADA], found, session.now())


def _cancels(session: Session) -> Iterator[desk.Problem]:
    with session.database.read() as connection:
        rows = orders.canceled_and_standing(connection, session.shop, session.org, status.CANCELED)
        # The button changes both sides (E6).
        ours = cancels.choices(connection, session.shop, [row.order_id for row in rows])
    for row in rows:
        skus = [unit.sku for unit in _standing(session, row) if unit.order_item_id not in ours]
        if skus:
            said = {"order": row.order_number, "skus": ", ".join(dict.fromkeys(skus))}
            text = problems.message(CANCELED_ON_LAZADA, said)
            yield desk.Problem(
                CANCELED_ON_LAZADA, "order_task", row.order_id, row.order_number, text
            )


def _standing(session: Session, row: Any) -> list[Any]:
    """The canceled units whose goods nobody has given back in Haravan, as it was last polled."""
    order = sides.of(session, row)
    if order is None:
        return []
    kept = order.books(haravan.order(order.order.raw), bookings.ours(order))
    left = {unit.id for unit in kept.canceled_inside}
    return [unit for unit in order.units if unit.order_item_id in left]
