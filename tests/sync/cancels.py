"""The click on *Hủy đơn hàng* and what both sides hold after it, for tests (E2)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest

from lazdesk.models import ledger
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.records import Order, Unit
from lazdesk.sync import actions
from lazdesk.sync.actions import Result
from lazdesk.sync.cancel_orders import Chosen
from tests.sync.levels import tracked_deny, variant_of
from tests.sync.practice import DEADLINE, LAG, Practice

CREATE = "/order/reverse/cancel/create"
VALIDATE = "/order/reverse/cancel/validate"
REPACK = "/order/package/repack"
ITEMS = "/orders/items/get"
HARAVAN = "/com/orders/*/cancel.json"
DELAY, OUT_OF_STOCK, WRONG_PRICE = "10000019", "10000021", "10000023"
MODES = ["lazada", "haravan"]


def buy(shops: Practice, payment: str = "VNPAY", pieces: int = 2) -> Order:
    """One SKU's pieces, with a voucher and shipping, imported."""
    tracked_deny(shops, 0, available=30)
    wish = Wish(shops.sku().seller_sku, pieces)
    order = shops.place_order([wish], payment=payment, voucher_seller=10_001, shipping_fee=21_000)
    shops.sync()
    return order


def press(shops: Practice, *some: Order, reason: str = DELAY, **chosen: Any) -> list[Result]:
    session = shops.session()
    how = Chosen(reason, **chosen)
    ids = [actions.click_cancel(session, str(order.order_id), how) for order in some]
    actions.see_through(session, ids)
    return actions.results(session, ids)


def stock(shops: Practice, number: int = 0) -> int:
    haravan = shops.world.haravan
    variant = variant_of(shops, number)
    return haravan.stock.available(haravan.primary_location.id, variant.id)


def ledger_of(shops: Practice, order: Order) -> dict[str, str]:
    ids = [str(unit.order_item_id) for unit in order.units]
    with shops.desk.database.read() as connection:
        rows = ledger.restocks(connection, shops.seller, ids)
    return {id_: row.cause for id_, row in rows.items()}


def turns(shops: Practice, count: int = 4) -> None:
    for _ in range(count):
        shops.advance(DEADLINE + LAG)
        shops.cycle()


def ids_of(units: Collection[Unit]) -> tuple[str, ...]:
    return tuple(str(unit.order_item_id) for unit in units)


def assert_both_sides_are_canceled(shops: Practice, order: Order) -> None:
    (standing,) = shops.haravan_orders(order)
    assert order.statuses == ["canceled"]
    assert standing.cancelled_at is not None
    assert standing.given_back == standing.captured


class PowerCutError(Exception):
    """The program ends here."""


def die_after(monkeypatch: pytest.MonkeyPatch, session: Any, method: str) -> None:
    kind = type(session.lazada)
    real = getattr(kind, method)

    def call(self: Any, *given: Any) -> Any:
        try:
            real(self, *given)
        finally:
            raise PowerCutError

    monkeypatch.setattr(kind, method, call)
