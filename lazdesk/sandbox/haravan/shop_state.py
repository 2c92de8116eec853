"""What the practice Haravan shop holds, and how its goods are laid out at the start."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lazdesk.sandbox import catalogue
from lazdesk.sandbox.haravan import times
from lazdesk.sandbox.haravan.bucket import LeakyBucket
from lazdesk.sandbox.haravan.records import (
    Adjustment,
    Customer,
    Event,
    Location,
    Metafield,
    Order,
    OrderLine,
    Product,
    Variant,
)
from lazdesk.sandbox.haravan.stock import Stock

if TYPE_CHECKING:
    from lazdesk.sandbox.catalogue import Good
    from lazdesk.sandbox.haravan.channel import LazadaChannel
    from lazdesk.sandbox.haravan.options import HaravanOptions
    from lazdesk.sandbox.world import World


ALL_SCOPES = frozenset(
    f"com.{verb}_{what}"
    for verb in ("read", "write")
    for what in ("shop", "products", "inventories", "orders", "customers")
)

# Haravan's ids exceed 32 bits.
_FIRST_IDS = {
    "product": 5_028_183_686,
    "variant": 5_061_514_767,
    "stock": 5_006_907_070,
    "adjustment": 5_206_854_680,
    "order": 5_456_389_374,
    "line": 5_615_733_005,
    "fulfillment": 5_052_688_901,
    "transaction": 5_091_220_954,
    "refund": 5_011_644_929,
    "customer": 5_085_558_958,
    "address": 5_056_185_840,
    "location": 963_414,
    "metafield": 5_721_389_482,
    "event": 5_164_748_010,
}


class ShopState:
    """One shop's records, tokens and counters. The API and the merchant change it synchronously."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._rng = world.stream("haravan")
        self._ids = {kind: itertools.count(first) for kind, first in _FIRST_IDS.items()}
        self._order_numbers = itertools.count(100_801)
        self.token = f"practice-{self._rng.getrandbits(128):032x}"
        self.tokens: dict[str, set[str]] = {self.token: set(ALL_SCOPES)}
        self.bucket = LeakyBucket()
        self.hidden_bucket = LeakyBucket(size=10, leak_per_second=1.0)
        self.locations: dict[int, Location] = {}
        self.products: dict[int, Product] = {}
        self.variants: dict[int, Variant] = {}
        self.orders: dict[int, Order] = {}
        self.customers: dict[int, Customer] = {}
        self.metafields: dict[int, Metafield] = {}
        self.adjustments: list[Adjustment] = []
        self.events: list[Event] = []
        self.errors_told = 0
        self.lazada_channel: LazadaChannel | None = None
        """Haravan's own Lazada channel, while it runs beside LazDesk."""
        self.stock = Stock(self.now, lambda: self.next_id("stock"))
        self.place_ids: dict[str, int] = {}
        """Location id by the catalogue's place key; `faulty` is Haravan's alone."""
        self._open_locations()
        for good in world.goods:
            if good.on_haravan:
                self._shelve(good)
        self.stock.on_change = self._note_stock_change

    @property
    def options(self) -> HaravanOptions:
        return self.world.options.haravan

    @property
    def primary_location(self) -> Location:
        return next(location for location in self.locations.values() if location.is_primary)

    def now(self) -> datetime:
        """World time to the millisecond, as Haravan keeps it."""
        moment = self.world.now()
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def next_id(self, kind: str) -> int:
        return next(self._ids[kind])

    def next_order_name(self) -> str:
        return f"#{next(self._order_numbers)}"

    def read_filter(self, sent: datetime) -> datetime:
        """The instant a time filter outside orders means; which one is unknown."""
        local = self.options.other_time_filters == "local"
        return times.as_shop_time(sent) if local else times.as_written(sent)

    def chance(self, rate: float) -> bool:
        """Whether something that happens at `rate` happens now; draws nothing at 0."""
        return rate > 0 and self._rng.random() < rate

    def token_text(self) -> str:
        """A random hexadecimal text, as order tokens are."""
        return f"{self._rng.getrandbits(128):032x}"

    def log(self, order: Order, verb: str) -> None:
        """Write a line of an order's history."""
        event_id = self.next_id("event")
        self.events.append(Event(event_id, order.id, order.name, verb, self.now()))

    def listed_orders(self) -> list[Order]:
        """The orders lists show by now, oldest first."""
        now = self.world.now()
        return [order for order in self.orders.values() if order.listed_from <= now]

    def list_delay(self) -> timedelta:
        return timedelta(seconds=self.options.list_lag_seconds)

    def touch(self, order: Order) -> None:
        """Note that an order changed now; `updated_at` moves with every change."""
        order.updated_at = max(self.now(), order.updated_at + timedelta(milliseconds=1))

    def move(
        self, location_id: int, line: OrderLine, *, onhand: int = 0, committed: int = 0
    ) -> None:
        """Move the goods of an order line; custom and untracked lines move nothing."""
        variant = self.variants.get(line.variant_id or 0)
        if line.moves_stock and variant is not None and (onhand or committed):
            self.stock.change(location_id, variant, onhand=onhand, committed=committed)

    def _open_locations(self) -> None:
        places = [
            (place.key, place.name, place.primary, place.kind, False) for place in catalogue.PLACES
        ]
        places.append(("faulty", "Kho hàng lỗi", False, "default", True))
        for key, name, primary, kind, unavailable in places:
            location_id = self.next_id("location")
            self.place_ids[key] = location_id
            self.locations[location_id] = Location(
                location_id, name, self.now(), primary, kind, unavailable
            )

    def _shelve(self, good: Good) -> None:
        now = self.now()
        product = Product(self.next_id("product"), good.title, now, now, product_type=good.kind)
        self.products[product.id] = product
        for position, each in enumerate(good.variants, start=1):
            variant = Variant(
                id=self.next_id("variant"),
                product_id=product.id,
                position=position,
                title=each.title,
                sku=f"SP{good.number:04d}",
                barcode=each.barcode,
                price=each.price,
                compare_at_price=each.compare_at,
                tracked=each.tracked,
                oversell=each.oversell,
                created_at=now,
                updated_at=now,
                unit_barcodes=each.unit_barcodes,
            )
            product.variants.append(variant)
            self.variants[variant.id] = variant
            for key, onhand in each.stock.items():
                if onhand:
                    self.stock.change(self.place_ids[key], variant, onhand=onhand)
            if each.number % 10 == 0:
                self.stock.change(self.place_ids["faulty"], variant, onhand=2)

    def _note_stock_change(self, variant_id: int) -> None:
        if self.options.stock_touches_product:
            self.products[self.variants[variant_id].product_id].updated_at = self.now()
