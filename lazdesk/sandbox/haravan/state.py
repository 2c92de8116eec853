"""The practice Haravan shop with what its merchant can do in the admin while LazDesk works."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from lazdesk.sandbox.haravan import money, orders, parcels
from lazdesk.sandbox.haravan.channel import LazadaChannel
from lazdesk.sandbox.haravan.records import Variant
from lazdesk.sandbox.haravan.shop_state import ALL_SCOPES, ShopState


class HaravanShop(ShopState):
    """One shop and its merchant's acts. Acts take Haravan's ids and raise KeyError for unknown
    ones, RefusalError for what the admin would refuse too."""

    ACTS = frozenset(
        {
            "set_price",
            "set_barcode",
            "set_policy",
            "rename_product",
            "delete_product",
            "change_stock",
            "place_order",
            "run_lazada_channel",
            "stop_lazada_channel",
            "edit_order",
            "add_tags",
            "confirm_order",
            "cancel_order",
            "close_order",
            "fulfil_order",
            "deliver_order",
            "refund_order",
            "remove_scope",
            "revoke_token",
            "issue_token",
            "dump",
        }
    )

    def set_price(self, variant_id: int, price: int, compare_at_price: int | None = None) -> None:
        variant = self._change_variant(variant_id)
        variant.price, variant.compare_at_price = price, compare_at_price

    def set_barcode(self, variant_id: int, barcode: str | None) -> None:
        self._change_variant(variant_id).barcode = barcode

    def set_policy(self, variant_id: int, *, tracked: bool, oversell: bool) -> None:
        variant = self._change_variant(variant_id)
        variant.tracked, variant.oversell = tracked, oversell

    def rename_product(self, product_id: int, title: str) -> None:
        product = self.products[product_id]
        product.title, product.updated_at = title, self.now()

    def delete_product(self, product_id: int) -> None:
        """Orders keep their lines; the variants' stock is gone."""
        for variant in self.products.pop(product_id).variants:
            del self.variants[variant.id]
            self.stock.forget(variant.id)

    def change_stock(self, variant_id: int, delta: int, place: str = "main") -> int:
        """Add to what is on hand at a place of the catalogue; returns what is available there."""
        row = self.stock.change(self.place_ids[place], self.variants[variant_id], onhand=delta)
        return row.available

    def place_order(self, fields: dict[str, Any]) -> int:
        """An order from somewhere else (the web store, another channel); returns its id.

        `fields` are those of the API's create call.
        """
        order = orders.create(self, fields)
        money.book_first_payment(self, order, fields)
        return order.id

    def run_lazada_channel(self, **how: Any) -> None:
        """Switch Haravan's own Lazada channel on; `how` as in `LazadaChannel`."""
        self.lazada_channel = LazadaChannel(**how)

    def stop_lazada_channel(self) -> None:
        self.lazada_channel = None

    def edit_order(self, order_id: int, fields: dict[str, Any]) -> None:
        """Set `note`, `tags`, `note_attributes`, … as the API's PUT does."""
        orders.edit(self, self.orders[order_id], fields)

    def add_tags(self, order_id: int, tags: str) -> None:
        orders.add_tags(self, self.orders[order_id], tags)

    def confirm_order(self, order_id: int) -> None:
        orders.confirm(self, self.orders[order_id])

    def cancel_order(self, order_id: int, *, restock: bool = True, amount: int = 0) -> None:
        fields = {"reason": "customer", "restock": restock, "amount": amount}
        orders.cancel(self, self.orders[order_id], fields)

    def close_order(self, order_id: int) -> None:
        orders.close(self, self.orders[order_id])

    def fulfil_order(self, order_id: int, tracking_number: str | None = None) -> int:
        """Ship what is left of an order; returns the fulfilment's id."""
        fields = {"tracking_company": "Tự giao", "tracking_number": tracking_number}
        return parcels.create(self, self.orders[order_id], fields).id

    def deliver_order(self, order_id: int) -> None:
        """Mark every parcel of an order as delivered."""
        order = self.orders[order_id]
        for parcel in order.fulfillments:
            parcels.reach(self, parcel, "delivered")
        self.touch(order)

    def refund_order(
        self, order_id: int, amount: int = 0, *, restock: bool = False, note: str | None = None
    ) -> None:
        """Give back money, and with `restock` all goods that are left."""
        order = self.orders[order_id]
        goods = [(line, line.refundable) for line in order.lines if restock and line.refundable]
        money.give_back(self, order, goods=goods, amount=amount, restock=restock or None, note=note)

    def remove_scope(self, scope: str) -> None:
        """Take a scope such as `com.write_orders` from every token."""
        for scopes in self.tokens.values():
            scopes.discard(scope)

    def revoke_token(self) -> None:
        """Delete the private app: its token answers 401 from now on."""
        self.tokens.pop(self.token, None)

    def issue_token(self, scopes: list[str] | None = None) -> str:
        """Make a new private app's token, with all scopes unless named."""
        self.token = self.token_text()
        self.tokens[self.token] = set(ALL_SCOPES if scopes is None else scopes)
        return self.token

    def dump(self) -> dict[str, Any]:
        """The whole state as plain JSON, times as ISO text. No access token is in it."""
        parts: dict[str, Iterable[Any]] = {
            "locations": self.locations.values(),
            "products": self.products.values(),
            "stock": self.stock.rows(),
            "adjustments": self.adjustments,
            "orders": self.orders.values(),
            "customers": self.customers.values(),
            "metafields": self.metafields.values(),
        }
        return {name: [_plain(asdict(each)) for each in rows] for name, rows in parts.items()}

    def _change_variant(self, variant_id: int) -> Variant:
        variant = self.variants[variant_id]
        product = self.products[variant.product_id]
        variant.updated_at = product.updated_at = self.now()
        return variant


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case dict():
            return {str(key): _plain(entry) for key, entry in value.items()}
        case list() | tuple():
            return [_plain(entry) for entry in value]
        case _:
            return value
