"""What the merchant has to do himself, because LazDesk may not (D9, D10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lazdesk.models import cancels, desk, ledger, orders
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.rules import books, problems, status
from lazdesk.rules import order as order_rules
from lazdesk.sync.session import Session

CANCELED_ON_LAZADA = "CANCELED_ON_LAZADA"


def name_cancels(session: Session, rows: Sequence[Any]) -> None:
    """The merchant's tasks while orders are handled at Haravan: these were canceled on Lazada in
    whole or in part and still stand there (D10)."""
    ids = [row.order_id for row in rows]
    with session.database.write() as connection:
        units = orders.items(connection, session.shop, ids)
        ours = cancels.choices(connection, session.shop, ids)  # the button changes both sides (E6)
        found = []
        for row in rows:
            gone = [
                unit.sku
                for unit in units[row.order_id]
                if status.is_canceled(unit.status) and unit.order_item_id not in ours
            ]
            order = orders.haravan_order(connection, session.org, row.haravan_id)
            if gone and order is not None and order.cancelled_at is None:
                said = {"order": row.order_number, "skus": ", ".join(dict.fromkeys(gone))}
                text = problems.message(CANCELED_ON_LAZADA, said)
                found.append(
                    desk.Problem(
                        CANCELED_ON_LAZADA, "order_task", row.order_id, row.order_number, text
                    )
                )
        desk.replace_problems(connection, session.shop, [CANCELED_ON_LAZADA], found, session.now())


def look_at_refunds(
    session: Session, connection: Any, changed: Iterable[tuple[str, haravan.Order]]
) -> None:
    """Orders in Haravan, each with its ref, that changed there: what the merchant refunded himself
    is held against Lazada's side, whenever he did (D10)."""
    prefix = order_rules.ref(session.shop, "")
    ours = [
        ref.removeprefix(prefix)
        for ref, order in changed
        if ref.startswith(prefix)
        and order.cancelled_at is None
        and any(books.key_in(made.note) is None for made in order.refunds)
    ]
    ledger.mark_stale(connection, session.shop, ours)
