"""A practice Lazada shop: its state with everybody's acts, the seller's own included."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from lazdesk.sandbox.lazada.couriers import Couriers
from lazdesk.sandbox.lazada.records import Lock, Sku

REFUSALS = frozenset({"by_code", "quiet", "nameless"})


class LazadaShop(Couriers):
    """One shop of the practice Lazada. `ACTS` are what the control face may call."""

    ACTS = frozenset(
        {
            "buyer_cancels",
            "buyer_returns",
            "contend",
            "courier",
            "delete_sku",
            "expire_unpaid",
            "limit_prices",
            "lock",
            "pay",
            "place_order",
            "refund",
            "refuse",
            "rename_sku",
            "return_moves",
            "set_price",
            "set_stock",
            "show_status",
            "spoil",
            "start_campaign",
        }
    )

    def set_stock(self, seller_sku: str, sellable: int, warehouse: str | None = None) -> Sku:
        """Somebody changes the sellable quantity in Seller Center."""
        sku = self.sku(seller_sku)
        sku.buckets[warehouse or self.options.warehouses[0]].sellable = sellable
        sku.item.updated_at = self.now()
        return sku

    def set_price(self, seller_sku: str, price: int, special: int = 0) -> Sku:
        """Somebody changes the price in Seller Center; `special` 0 = no sale."""
        sku = self.sku(seller_sku)
        sku.price, sku.special_price = price, special
        sku.item.updated_at = self.now()
        return sku

    def rename_sku(self, seller_sku: str, new: str) -> Sku:
        """Give a SKU another SellerSku."""
        sku = self.sku(seller_sku)
        self.by_seller_sku[sku.seller_sku].remove(sku)
        sku.seller_sku = new
        self.by_seller_sku[new].append(sku)
        sku.item.updated_at = self.now()
        return sku

    def delete_sku(self, seller_sku: str) -> Sku:
        """Take a SKU off Lazada; its item goes with its last SKU."""
        sku = self.sku(seller_sku)
        sku.status = "deleted"
        if all(sibling.status == "deleted" for sibling in sku.item.skus):
            sku.item.status = "Deleted"
        sku.item.updated_at = self.now()
        return sku

    def lock(
        self,
        seller_sku: str,
        seconds: float,
        sellable: int = 0,
        price: bool = False,
        *,
        shown: bool = True,
    ) -> Lock:
        """A campaign claims `sellable` pieces of a SKU, and may freeze its price; `shown` False:
        the product does not tell of it."""
        now = self.now()
        lock = Lock(
            f"campaign-{now:%m%d}", now, now + timedelta(seconds=seconds), sellable, price, shown
        )
        sku = self.sku(seller_sku)
        sku.locks.append(lock)
        sku.item.updated_at = now
        return lock

    def start_campaign(self, seconds: float, seller_sku: str | None = None) -> None:
        """For so long stock may grow, but not shrink (code 4170): all, or that of one SKU."""
        self.campaign_until = self.now() + timedelta(seconds=seconds)
        self.campaign_sku = None if seller_sku is None else self.sku(seller_sku)

    def contend(self, seller_sku: str, sellable: int | None) -> Sku:
        """Another program keeps this SKU at its own number: it writes it after each write of ours.
        None: it is switched off."""
        sku = self.sku(seller_sku)
        sku.contended = sellable
        return sku

    def spoil(self, seller_sku: str, how: str) -> Sku:
        """From now on writes of this SKU are refused, told in one of the ways that were seen:

        `by_code`: code 501, its row has the SellerSku alone (a capture of 2019, §1.5); `quiet`:
        code 0, its row names the SKU; `nameless`: code 0, its row says what, but not whose
        (live 2026-06, §1.5).
        """
        if how not in REFUSALS:
            raise ValueError(how)
        sku = self.sku(seller_sku)
        sku.refuses = how
        return sku

    def refuse(self, seller_sku: str, code: str, message: str = "") -> Sku:
        """From now on writes of this SKU are refused in these words (§11), told in its own row of
        the answer; an empty `code`: no longer."""
        sku = self.sku(seller_sku)
        sku.refused_with = (code, message) if code else None
        return sku

    def limit_prices(self, low: float, high: float) -> None:
        """From now on a new price must lie between `low` and `high` times the present one."""
        self.price_band = (low, high)

    def dump(self) -> dict[str, Any]:
        """The shop's whole state, JSON-able."""
        return {
            "seller_id": str(self.seller_id),
            "skus": [sku.dump() for sku in self.skus.values()],
            "orders": [order.dump() for order in self.orders.values()],
            "packages": [package.dump() for package in self.packages.values()],
            "reverses": [reverse.dump() for reverse in self.reverses.values()],
        }
