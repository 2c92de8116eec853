"""Buyers who act between any two calls of the engine, and the judge who counts what was sold.

They buy what Lazada shows as sellable and nothing else, so that more can be sold than Haravan had
only if a number written there was too high.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import timedelta

from lazdesk.sandbox.faults import Hook, Point
from lazdesk.sandbox.haravan.records import Variant
from lazdesk.sandbox.lazada.buyers import SoldOutError
from lazdesk.sandbox.lazada.records import Order, Sku, Unit
from lazdesk.sandbox.world import World

PAYMENTS = ("COD", "COD", "VNPAY", "MIXEDCARD")
HOLD = timedelta(minutes=30)  # Lazada keeps the goods of an unpaid order so long (lazada.md §5.3)


class Crowd:
    """Everybody who acts while LazDesk works; `had` is what Haravan had to sell, by SKU."""

    def __init__(self, world: World, seed: int, pairs: dict[int, Variant], pace: float) -> None:
        self.world = world
        self.pace = pace
        self.rng = random.Random(f"{seed}/crowd")  # noqa: S311 - a drill that repeats
        self.pairs = pairs
        self.skus = list(world.lazada.skus.values())
        self.hot = self.rng.sample(self.skus, len(self.skus) // 5)
        self.had = {sku.sku_id: self.available(sku) for sku in self.skus}
        self.orders: list[Order] = []
        self.units: dict[int, list[Unit]] = defaultdict(list)
        self.acts: dict[str, int] = defaultdict(int)
        self.oversold: list[str] = []
        self.busy = False

    def come(self) -> None:
        """From now on somebody may act before and after each call's effect."""
        for point in (Point.BEFORE_EFFECT, Point.AFTER_EFFECT):
            self.world.faults.arm(Hook(point=point, action=self.between, times=None))
        self.busy = True

    def between(self) -> None:
        """A moment between two calls; now and then a long one, in which much happens."""
        if not self.busy:
            return
        slow = self.rng.random() < 0.02
        self.spend(self.rng.uniform(5, 40) if slow else self.rng.uniform(0.05, 0.5))
        for _ in range(3 if slow else 1):
            if self.rng.random() < self.pace:
                self.act()

    def spend(self, seconds: float) -> None:
        self.world.advance(seconds)

    def act(self) -> None:
        """Somebody does something."""
        kinds = (self._buy, self._pay, self._cancel, self._deliver)
        kind = self.rng.choices(kinds, weights=(60, 14, 24, 2))[0]
        self.acts[kind.__name__.strip("_")] += kind()

    # --- what people do: each tells whether it came to anything ----------------------------------

    def order(self, basket: dict[str, int], payment: str = "COD", *, paid: bool = True) -> None:
        """Raises SoldOutError when the basket asks for more than Lazada shows."""
        order = self.world.lazada.place_order(basket, payment, paid=paid)
        self.orders.append(order)
        for unit in order.units:
            self.units[unit.sku.sku_id].append(unit)
        self._judge(order)

    def _buy(self) -> bool:
        sku = self.rng.choice(self.hot if self.rng.random() < 0.5 else self.skus)
        basket = {sku.seller_sku: self.rng.choice((1, 1, 1, 2))}
        if self.rng.random() < 0.2:
            basket[self.rng.choice(self.skus).seller_sku] = 1
        payment = self.rng.choice(PAYMENTS)
        try:
            self.order(basket, payment, paid=payment == "COD" or self.rng.random() < 0.5)
        except SoldOutError:
            return False
        return True

    def _pay(self) -> bool:
        """An unpaid order is paid: once its hold has ended, only if the goods are still there."""
        unpaid = [order for order in self.orders[-200:] if order.statuses == ["unpaid"]]
        if not unpaid:
            return False
        order = self.rng.choice(unpaid)
        wanted = [unit.sku for unit in order.units]
        lapsed = self.world.now() - order.created_at >= HOLD
        if lapsed and any(sku.sellable < wanted.count(sku) for sku in wanted):
            return False
        self.world.lazada.pay(order.order_id)
        self._judge(order)
        return True

    def _cancel(self) -> bool:
        """An order is canceled, paid or not, whole or one unit of it."""
        open_ = [
            order
            for order in self.orders[-200:]
            if set(order.statuses) <= {"pending", "unpaid", "canceled"}
            and order.statuses != ["canceled"]
        ]
        if not open_:
            return False
        order = self.rng.choice(open_)
        live = [unit.order_item_id for unit in order.units if unit.status != "canceled"]
        some = live[:1] if self.rng.random() < 0.2 else live
        self.world.lazada.buyer_cancels(order.order_id, some, ask=False)
        return True

    def _deliver(self) -> bool:
        """The merchant gets new goods, of something that is sold out."""
        sold_out = [sku for sku in self.skus if sku.sellable == 0]
        if not sold_out:
            return False
        sku, count = self.rng.choice(sold_out), self.rng.randint(1, 3)
        self.world.haravan.change_stock(self.pairs[sku.sku_id].id, count)
        self.had[sku.sku_id] += count
        return True

    # --- the judge --------------------------------------------------------------------------------

    def sold(self, sku: Sku) -> int:
        """Units that buyers have paid for, or will at the door."""
        return sum(unit.status not in ("unpaid", "canceled") for unit in self.units[sku.sku_id])

    def may_be_oversold(self, sku: Sku) -> bool:
        return self.pairs[sku.sku_id].oversell

    def _judge(self, order: Order) -> None:
        for sku in {unit.sku for unit in order.units}:
            sold, had = self.sold(sku), self.had[sku.sku_id]
            if sold > had and not self.may_be_oversold(sku):
                now = self.world.now()
                self.oversold.append(f"{sku.seller_sku}: sold {sold} of {had} at {now:%d %H:%M:%S}")

    def available(self, sku: Sku) -> int:
        """What Haravan has of it by now, everywhere."""
        variant, haravan = self.pairs[sku.sku_id], self.world.haravan
        return sum(haravan.stock.available(place, variant.id) for place in haravan.locations)

    def totals(self) -> tuple[int, int]:
        """What was sold and what Haravan had, of the SKUs that may not be oversold."""
        bound = [sku for sku in self.skus if not self.may_be_oversold(sku)]
        return sum(map(self.sold, bound)), sum(self.had[sku.sku_id] for sku in bound)
