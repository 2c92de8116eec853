"""A practice Lazada shop's state and its primitive moves: everything else is made of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lazdesk.sandbox.catalogue import Good, GoodVariant
from lazdesk.sandbox.lazada.records import (
    Buckets,
    Item,
    Order,
    Package,
    ReverseOrder,
    Sku,
    Unit,
)

if TYPE_CHECKING:
    from lazdesk.sandbox.lazada.options import LazadaOptions
    from lazdesk.sandbox.world import World

Id = int | str


class ShopState:
    """What one shop holds. Ids are numbers, as on Lazada; acts also take them as text."""

    def __init__(self, world: World, number: int) -> None:
        self.world = world
        self.options: LazadaOptions = world.options.lazada
        self.rng = world.stream(f"lazada/{number}")
        self.seller_id = 200_123_455 + number
        self.short_code = f"VN{number}ABCDE"
        self.name = "Tiệm Mộng Mơ" if number == 1 else f"Tiệm Mộng Mơ {number}"
        self.email = f"shop{number}@example.com"
        self.items: dict[int, Item] = {}
        self.skus: dict[int, Sku] = {}
        self.by_seller_sku: dict[str, list[Sku]] = defaultdict(list)
        self.orders: dict[int, Order] = {}
        self.units: dict[int, Unit] = {}
        self.packages: dict[str, Package] = {}
        self.reverses: dict[int, ReverseOrder] = {}
        # While a campaign runs stock may only grow (§5.5, code 4170).
        self.campaign_until: datetime | None = None
        self.campaign_sku: Sku | None = None  # the one it is about; None: all
        # New prices must lie within these shares of the present one, if set.
        self.price_band: tuple[float, float] | None = None
        for good in world.goods:
            self._list_good(good, number)

    # Reading

    def now(self) -> datetime:
        """World time in whole seconds: Lazada's answers know no finer."""
        return self.world.now().replace(microsecond=0)

    def order(self, order_id: Id) -> Order:
        """Raises KeyError when this shop has no such order."""
        return self.orders[int(order_id)]

    def sku(self, seller_sku: str) -> Sku:
        """The first live SKU with this SellerSku; raises KeyError when there is none."""
        for sku in self.by_seller_sku.get(seller_sku, ()):
            if sku.status != "deleted":
                return sku
        raise KeyError(seller_sku)

    def some_units(self, order_id: Id, units: Iterable[Id] | None) -> list[Unit]:
        """The named units of an order, or all of them."""
        order = self.order(order_id)
        if units is None:
            return list(order.units)
        wanted = {int(unit_id) for unit_id in units}
        chosen = [unit for unit in order.units if unit.order_item_id in wanted]
        if len(chosen) != len(wanted):
            raise KeyError(f"not units of order {order_id}: {sorted(wanted)}")
        return chosen

    def new_id(self, digits: int) -> int:
        """A number nobody has yet, of `digits` digits, not starting with 0."""
        return self.rng.randrange(10 ** (digits - 1), 10**digits)

    # Writing

    def change(self, unit: Unit, status: str | None = None) -> None:
        """Give the unit a status (or just note that it changed) and touch its order's time."""
        now = self.now()
        if status is not None:
            unit.status = status
        unit.updated_at = now
        rate = self.options.order_touch_rate
        if rate >= 1.0 or self.rng.random() < rate:
            unit.order.updated_at = now

    def hold(self, unit: Unit, bucket: str | None) -> None:
        """Move the unit between the buckets of its SKU; None = out of all of them.

        A unit that was in no bucket is taken from the sellable ones, as far as there are any.
        """
        stock = self.stock_of(unit)
        if unit.held is not None:
            setattr(stock, unit.held, getattr(stock, unit.held) - 1)
        elif bucket is not None:
            stock.sellable = max(0, stock.sellable - 1)
        if bucket is not None:
            setattr(stock, bucket, getattr(stock, bucket) + 1)
        unit.held = bucket

    def release(self, unit: Unit) -> None:
        """Put a held unit back on sale."""
        if unit.held is not None:
            self.hold(unit, None)
            self.stock_of(unit).sellable += 1

    def stock_of(self, unit: Unit) -> Buckets:
        """The buckets that count the unit: its warehouse's, or Lazada's own for FBL."""
        if unit.fbl:
            return unit.sku.fbl or Buckets(0)
        return unit.sku.buckets[unit.warehouse]

    def cancel(self, units: Sequence[Unit], initiator: str, reason: str) -> None:
        """Cancel units, and with them everything in the same parcels (§7.1)."""
        mates = {
            id(mate): mate
            for unit in units
            for mate in (unit.package.units if unit.package else (unit,))
            if mate.status != "canceled"
        }
        for unit in mates.values():
            self.release(unit)
            unit.need_cancel_confirm = unit.is_cancel_pending = False
            unit.cancel_trigger_at = None
            unit.initiator, unit.reason = initiator, reason
            if unit.package:
                unit.package.gone = True
            self.change(unit, "canceled")

    def _list_good(self, good: Good, number: int) -> None:
        listed = [variant for variant in good.variants if variant.seller_sku is not None]
        if not listed:
            return
        created = self.now() - timedelta(days=400 - good.number % 365)
        item = Item(
            item_id=2_000_000_000 + number * 10_000_000 + good.number * 7,
            name=good.title,
            created_at=created,
            updated_at=created + timedelta(days=good.number % 30),
        )
        self.items[item.item_id] = item
        for variant in listed:
            self.add_sku(item, self._sku(item, variant, number))

    def add_sku(self, item: Item, sku: Sku) -> None:
        """List a SKU under an item."""
        item.skus.append(sku)
        self.skus[sku.sku_id] = sku
        self.by_seller_sku[sku.seller_sku].append(sku)

    def _sku(self, item: Item, variant: GoodVariant, number: int) -> Sku:
        quantity = max(0, variant.lazada_quantity)
        first, *others = self.options.warehouses
        buckets = {} if variant.fbl else {first: Buckets(quantity)}
        if not variant.fbl:
            buckets |= {code: Buckets(0) for code in others}
        return Sku(
            sku_id=10_000_000_000 + number * 100_000_000 + variant.number * 13,
            item=item,
            seller_sku=variant.seller_sku or "",
            price=variant.lazada_price,
            variation={"color_family": variant.color, "size": variant.size},
            buckets=buckets,
            fbl=Buckets(quantity) if variant.fbl else None,
        )
