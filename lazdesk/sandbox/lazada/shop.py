"""A practice Lazada shop: its state with everybody's acts, the seller's own included."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from lazdesk.sandbox.lazada.couriers import Couriers
from lazdesk.sandbox.lazada.records import Buckets, Lock, Order, Package, ReverseOrder, Sku


class LazadaShop(Couriers):
    """One shop of the practice Lazada. `ACTS` are what the control face may call."""

    ACTS = frozenset(
        {
            "buyer_cancels",
            "buyer_returns",
            "courier",
            "delete_sku",
            "expire_unpaid",
            "limit_prices",
            "lock",
            "pay",
            "place_order",
            "refund",
            "rename_sku",
            "return_moves",
            "set_price",
            "set_stock",
            "show_status",
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

    def lock(self, seller_sku: str, seconds: float, sellable: int = 0, price: bool = False) -> Lock:
        """A campaign claims `sellable` pieces of a SKU, and may freeze its price."""
        now = self.now()
        lock = Lock(f"campaign-{now:%m%d}", now, now + timedelta(seconds=seconds), sellable, price)
        sku = self.sku(seller_sku)
        sku.locks.append(lock)
        sku.item.updated_at = now
        return lock

    def start_campaign(self, seconds: float) -> None:
        """For so long stock may grow, but not shrink (code 4170)."""
        self.campaign_until = self.now() + timedelta(seconds=seconds)

    def limit_prices(self, low: float, high: float) -> None:
        """From now on a new price must lie between `low` and `high` times the present one."""
        self.price_band = (low, high)

    def dump(self) -> dict[str, Any]:
        """The shop's whole state, JSON-able."""
        return {
            "seller_id": str(self.seller_id),
            "skus": [dump(sku) for sku in self.skus.values()],
            "orders": [dump(order) for order in self.orders.values()],
            "packages": [dump(package) for package in self.packages.values()],
            "reverses": [dump(reverse) for reverse in self.reverses.values()],
        }


def dump(record: object) -> dict[str, Any]:
    """A record as JSON-able facts; ids as text, money in đồng."""
    match record:
        case Sku():
            return {
                "sku_id": str(record.sku_id),
                "item_id": str(record.item.item_id),
                "seller_sku": record.seller_sku,
                "status": record.status,
                "price": record.price,
                "special_price": record.special_price,
                "stock": {code: _buckets(bucket) for code, bucket in record.buckets.items()},
                "fbl": _buckets(record.fbl) if record.fbl else None,
            }
        case Order():
            return {
                "order_id": str(record.order_id),
                "created_at": record.created_at.isoformat(),
                "updated_at": record.updated_at.isoformat(),
                "payment_method": record.payment_method,
                "shipping_fee": record.shipping_fee,
                "units": [
                    {
                        "order_item_id": str(unit.order_item_id),
                        "sku_id": str(unit.sku.sku_id),
                        "seller_sku": unit.sku.seller_sku,
                        "status": unit.status,
                        "price": unit.price,
                        "paid_price": unit.paid_price,
                        "voucher_seller": unit.voucher_seller,
                        "package_id": unit.package.package_id if unit.package else None,
                        "need_cancel_confirm": unit.need_cancel_confirm,
                        "is_cancel_pending": unit.is_cancel_pending,
                        "reason": unit.reason,
                    }
                    for unit in record.units
                ],
            }
        case Package():
            return {
                "package_id": record.package_id,
                "tracking_number": record.tracking_number,
                "units": [str(unit.order_item_id) for unit in record.units],
                "gone": record.gone,
            }
        case ReverseOrder():
            return {
                "reverse_order_id": str(record.reverse_order_id),
                "order_id": str(record.order.order_id),
                "request_type": record.request_type,
                "lines": [
                    {
                        "line_id": str(line.line_id),
                        "order_item_id": str(line.unit.order_item_id),
                        "status": line.status,
                        "amount": line.amount,
                    }
                    for line in record.lines
                ],
            }
        case _:
            raise TypeError(f"not a record of a shop: {record!r}")


def _buckets(bucket: Buckets) -> dict[str, int]:
    return {
        "sellable": bucket.sellable,
        "withhold": bucket.withhold,
        "occupy": bucket.occupy,
    }
