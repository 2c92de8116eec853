"""The Lazada seller's warehouses, and the one that is written (C12)."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from lazdesk.models import desk, goods, pairs
from lazdesk.platforms.errors import MissingScope
from lazdesk.rules import problems, warehouse
from lazdesk.rules.warehouse import Choice
from lazdesk.sync.session import Session

LIST = "lazada.warehouses"
READ_AT = "lazada.warehouses.at"
READ_EVERY = timedelta(hours=1)
MULTI_WAREHOUSE = "MULTI_WAREHOUSE"


def read(session: Session) -> None:
    """Reads every hour which active warehouses there are: one without stock shows in no SKU."""
    with session.database.read() as connection:
        last = desk.time_cursor(connection, session.shop, READ_AT)
    began = session.now()
    if last is not None and began - last < READ_EVERY:
        return
    try:
        found = [[place.code, place.name] for place in session.lazada.warehouses() if place.active]
    except MissingScope:
        return  # what the SKUs show has to do
    with session.database.write() as connection:
        desk.set_cursor(connection, session.shop, LIST, json.dumps(found, ensure_ascii=False))
        desk.set_time_cursor(connection, session.shop, READ_AT, began)


def choice(session: Session, connection: Any) -> Choice:
    """What there is to choose from, and what the merchant chose."""
    listed = json.loads(desk.cursor(connection, session.shop, LIST) or "[]")
    return Choice(tuple(code for code, _ in listed), session.policy.lazada_warehouse)


def seen(session: Session, connection: Any, sku_ids: Collection[str]) -> dict[str, int]:
    """What the picked warehouse can sell of these SKUs; empty without a pick: what each SKU is
    known to hold is then the whole."""
    chosen = session.policy.lazada_warehouse
    if chosen is None:
        return {}
    stock = goods.stock_by_warehouse(connection, session.shop, sku_ids)
    return {sku_id: warehouse.sellable(held, chosen) for sku_id, held in stock.items() if held}


def say(session: Session) -> None:
    """One problem for the shop while quantities wait for the merchant's pick; it clears itself."""
    with session.database.write() as connection:
        found = choice(session, connection)
        shown = pairs.most_warehouses(connection, session.shop, session.org)
        current = []
        if session.policy.push_quantity and found.is_missing(shown):
            count = max(len(found.codes), shown)
            text = problems.message(MULTI_WAREHOUSE, {"count": count})
            current = [desk.Problem(MULTI_WAREHOUSE, "shop", session.shop, "Lazada", text)]
        session.new_problems["warehouse"] += desk.replace_problems(
            connection, session.shop, [MULTI_WAREHOUSE], current, session.now()
        )
