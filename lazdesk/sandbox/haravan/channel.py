"""Haravan's own Lazada channel: where it still runs it makes an order for every Lazada order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from lazdesk.sandbox.haravan import money, orders

if TYPE_CHECKING:
    from lazdesk.sandbox.haravan.shop_state import ShopState
    from lazdesk.sandbox.lazada.records import Order, Sku


@dataclass(frozen=True, slots=True)
class LazadaChannel:
    """`seconds_after` Lazada has an order the channel makes its own. Where it writes Lazada's
    number, and whether it confirms, is unknown (haravan.md §7.2 knows the source alone)."""

    seconds_after: float = 2.0
    number_in: Literal["name", "note"] = "name"
    confirms: bool = True

    def make(self, shop: ShopState, order: Order) -> int | None:
        """The channel's order for a Lazada order that is paid or COD; returns its id."""
        pieces = Counter((unit.sku.sku_id, unit.price) for unit in order.units)
        skus = {unit.sku.sku_id: unit.sku for unit in order.units}
        if all(unit.status in ("unpaid", "canceled") for unit in order.units):
            return None
        number = str(order.order_id)
        fields: dict[str, Any] = {
            "name": number if self.number_in == "name" else None,
            "note": f"Đơn hàng Lazada #{number}" if self.number_in == "note" else None,
            "source": "lazada",
            "source_name": "lazada",
            "gateway": "Lazada",
            "is_cod_gateway": order.payment_method == "COD",
            "is_confirm": self.confirms,
            "line_items": [
                {**_goods(shop, skus[sku_id]), "price": price, "quantity": quantity}
                for (sku_id, price), quantity in pieces.items()
            ],
        }
        if order.payment_method != "COD":
            total = sum(price * quantity for (_, price), quantity in pieces.items())
            fields["financial_status"] = "paid"
            fields["transactions"] = [{"kind": "capture", "amount": total}]
        made = orders.create(shop, fields)
        money.book_first_payment(shop, made, fields)
        return made.id


def _goods(shop: ShopState, sku: Sku) -> Mapping[str, Any]:
    """The variant with this barcode, else a custom line."""
    for variant in shop.variants.values():
        if variant.barcode == sku.seller_sku:
            return {"variant_id": variant.id}
    return {"title": sku.item.name, "sku": sku.seller_sku}
