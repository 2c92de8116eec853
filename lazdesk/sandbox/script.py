"""The merchant's day in the practice shops: what he, buyers and couriers do while LazDesk works.

`Day.open()` lays the goods out so that every rule of codes and stock has its cases; then each
`go_on()` moves every order's story (`stories`) one step and lets the merchant edit a few prices
and stocks. Between two steps LazDesk synchronises. Stories press no button: what the merchant is
to press ready to ship comes back from `go_on()`, what he is to cancel from `answers()`.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lazdesk.sandbox import stories
from lazdesk.sandbox.comparison.report import Merchant
from lazdesk.sandbox.comparison.sides import VIETNAM, Pair, Sides, code
from lazdesk.sandbox.haravan.records import Variant
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.couriers import Event
from lazdesk.sandbox.lazada.records import Order, Sku

if TYPE_CHECKING:
    from lazdesk.sandbox.world import World

# At least so many of each case.
EACH = 3
# A buyer's basket never empties a shelf, so that only the merchant decides the cases of stock.
_ENOUGH = 8
_A_NIGHT = 24 * 3600
_WAVES = 3


class Day:
    """One day with `orders` stories; call its methods inside the server's loop only."""

    def __init__(self, world: World, orders: int) -> None:
        self.world = world
        self.lazada = world.lazada
        self.haravan = world.haravan
        self.rng = world.stream("day")
        self.clicks: list[str] = []
        self.cancels: list[str] = []
        self.agreed: list[str] = []
        self.withdrawn: set[int] = set()
        self.unpublished: dict[int, list[str]] = {}
        self._shelved = {
            (row.location_id, row.variant_id): row.available for row in world.haravan.stock.rows()
        }
        self._to_mend: list[tuple[Variant, str]] = []
        self._left_alone: list[Variant] = []
        self._edited: deque[Pair] = deque()
        self._on_sale: deque[Pair] = deque()
        self._stuck: dict[str, str] = {}
        self._strangers: list[Sku] = []
        self._first_day = world.now().astimezone(VIETNAM).date()
        self._plots = list(itertools.islice(itertools.cycle(stories.ALL), orders))
        self._running: list[Iterator[None]] = []
        self._turn = 0

    # The day's course

    def open(self) -> None:
        """Yesterday's orders, a night, and the goods as the morning finds them."""
        wares = self._wares()
        old = [self.order(Wish(wares.popleft().sku.seller_sku)) for _ in range(EACH)]
        self.world.advance(_A_NIGHT)
        self._first_day = self.world.now().astimezone(VIETNAM).date()
        # That it moves today makes it none of today's orders (D1).
        self.lazada.show_status(old[0].order_id, "ready_to_ship")
        self._spoil_codes()
        wares = self._wares()
        self._leave_out(wares)
        self._lay_out_stock(wares)
        for pair in _take(wares, EACH):
            self.lazada.lock(pair.sku.seller_sku, seconds=30 * 86_400, price=True)
            self._reprice(pair.variant, 1.1)
        self._edited += _take(wares, EACH * 2)
        on_sale = [p for p in wares if p.sku.sellable >= _ENOUGH and self._on_shelf(p) >= _ENOUGH]
        self._on_sale += on_sale

    def go_on(self) -> list[str] | None:
        """One step of every story; returns the orders to press, None once all is told."""
        if self._turn < _WAVES:
            self._running += [
                plot(self, number)
                for number, plot in enumerate(self._plots)
                if number % _WAVES == self._turn
            ]
        elif not self._running:
            return None
        self._turn += 1
        self._running = [story for story in self._running if self._goes_on(story)]
        self._merchant_edits()
        clicks, self.clicks = self.clicks, []
        return clicks

    def answers(self) -> tuple[list[str], list[str]]:
        """The orders to cancel since the last call, and those whose buyers may cancel."""
        found = self.cancels, self.agreed
        self.cancels, self.agreed = [], []
        return found

    def merchant(self) -> Merchant:
        """What the comparison has to know of this day."""
        return Merchant(
            import_from=self._first_day,
            unpublished=frozenset(self.unpublished),
            withdrawn=frozenset(self.withdrawn),
            shelved=self._shelved,
            stuck=self._stuck,
        )

    def _goes_on(self, story: Iterator[None]) -> bool:
        """Whether the story has more to tell; one that cannot go on as written is noted."""
        try:
            return next(story, story) is None
        except stories.StuckError as stuck:
            self._stuck[stuck.number] = str(stuck)
            return False

    # What stories are made of

    def order(self, *wishes: Wish, number: int = 0, **how: Any) -> Order:
        """A buyer orders; every third buyer is shown unmasked, every other one pays by COD."""
        turn = number // len(stories.ALL)
        how.setdefault("payment", "COD" if (number + turn) % 2 else "MIXEDCARD")
        how.setdefault("shipping_fee", 15_000 * (number % 3))
        return self.lazada.place_order(wishes, masked=number % 3 > 0, oversell=True, **how)

    def ware(self, **wish: Any) -> Wish:
        """Something well stocked that both shops know."""
        for _ in self._on_sale:
            self._on_sale.rotate()
            if self._on_sale[0].sku.sellable >= _ENOUGH:
                break
        return Wish(self._on_sale[0].sku.seller_sku, **wish)

    def stranger(self) -> Wish:
        """Something that only Lazada knows."""
        return Wish(self.rng.choice(self._strangers).seller_sku)

    def unpublished_ware(self) -> Wish:
        """Something linked that the merchant does not publish."""
        codes = [text for texts in self.unpublished.values() for text in texts]
        return Wish(self.rng.choice(codes))

    def courier(self, order: Order, event: Event, units: list[int] | None = None) -> None:
        """Something happens to an order's parcels. Raises StuckError when it cannot."""
        try:
            self.lazada.courier(order.order_id, event, units)
        except ValueError:
            raise stories.StuckError(str(order.order_id), event) from None

    def withdraw(self, order: Order) -> None:
        """The merchant cancels the Haravan order, restocked, while Lazada goes on."""
        number = str(order.order_id)
        copies = [copy for copy in self.haravan.orders.values() if copy.name == number]
        if not copies:
            raise stories.StuckError(number, "the merchant cancels")
        self.haravan.cancel_order(copies[0].id, restock=True, amount=copies[0].captured)
        self.withdrawn.add(order.order_id)

    # The merchant's own doings

    def _shelve(self, variant: Variant, delta: int, place: str = "main") -> None:
        self.haravan.change_stock(variant.id, delta, place)
        key = self.haravan.place_ids[place], variant.id
        self._shelved[key] = self._shelved.get(key, 0) + delta

    def _reprice(self, variant: Variant, factor: float) -> None:
        price = round(variant.price * factor / 1000) * 1000
        self.haravan.set_price(variant.id, price, variant.compare_at_price)

    def _merchant_edits(self) -> None:
        for factor in (0.9, 1.2, 1.8):
            self._edited.rotate()
            pair = self._edited[0]
            self._reprice(pair.variant, factor)
            self._shelve(pair.variant, self.rng.randrange(1, 30))
        for variant in self._left_alone:
            self._reprice(variant, 1.05)
            self._shelve(variant, 1)
        if self._to_mend and self._turn > _WAVES:
            variant, barcode = self._to_mend.pop()
            self.haravan.set_barcode(variant.id, barcode)

    # The morning

    def _wares(self) -> deque[Pair]:
        """Every linked, tracked pair with stock of its own, in the day's own order."""
        pairs = [
            pair
            for pair in Sides(self.world, self.merchant()).pairs.values()
            if pair.synchronised and pair.variant.tracked and pair.sku.buckets
        ]
        self.rng.shuffle(pairs)
        return deque(pairs)

    def _on_shelf(self, pair: Pair) -> int:
        return sum(
            self.haravan.stock.available(self.haravan.place_ids[place], pair.variant.id)
            for place in ("main", "shop", "hanoi")
        )

    def _spoil_codes(self) -> None:
        """Barcodes missing, double, nearly right, and SKUs that only one side has (B1, B4, B5)."""
        wares = self._wares()
        shops_own = next(p for p in self.haravan.products.values() if len(p.variants) > 2)
        first, second, *others = shops_own.variants
        self.haravan.set_barcode(second.id, first.barcode)
        self._left_alone += others
        wares = deque(pair for pair in wares if pair.variant.product_id != shops_own.id)
        for pair, other in zip(_take(wares, EACH), _take(wares, EACH), strict=True):
            self.haravan.set_barcode(pair.variant.id, other.variant.barcode)
            self._left_alone += (pair.variant, other.variant)
        for pair in _take(wares, EACH + 1):
            self._to_mend.append((pair.variant, pair.variant.barcode or ""))
            self.haravan.set_barcode(pair.variant.id, None)
        del self._to_mend[1:]
        near = (lambda text: f"{text[:4]} {text[4:]}", lambda text: f"0{text}", str.swapcase)
        for pair, change in zip(_take(wares, EACH * 2), itertools.cycle(near), strict=False):
            text = code(pair.sku.seller_sku)
            if change(text) != text:
                self.lazada.rename_sku(pair.sku.seller_sku, change(text))
                self._left_alone.append(pair.variant)
        for number, pair in enumerate(_take(wares, EACH), start=1):
            name = f"CHI-CO-LAZADA-{number}"
            self._strangers.append(self.lazada.rename_sku(pair.sku.seller_sku, name))
        for pair in _take(wares, EACH):
            self.lazada.delete_sku(pair.sku.seller_sku)

    def _lay_out_stock(self, wares: deque[Pair]) -> None:
        """Both rules of C2 on either side of zero; two places, and one that does not count (C3)."""
        for oversell, total in itertools.product((True, False), (7, 0, -4)):
            for pair in _take(wares, EACH):
                self.haravan.set_policy(pair.variant.id, tracked=True, oversell=oversell)
                self._shelve(pair.variant, total - self._on_shelf(pair))
        for pair in _take(wares, EACH):
            self._shelve(pair.variant, 40)
            self._shelve(pair.variant, 5, "hanoi")
            self._shelve(pair.variant, 9, "faulty")

    def _leave_out(self, wares: deque[Pair]) -> None:
        """Products that the merchant will not publish."""
        while len(self.unpublished) < EACH:
            pair = wares[0]
            product_id = pair.variant.product_id
            gone = [each for each in wares if each.variant.product_id == product_id]
            self.unpublished[product_id] = [pair.sku.seller_sku]
            self._left_alone.append(pair.variant)
            for each in gone:
                wares.remove(each)


def _take(wares: deque[Pair], count: int) -> list[Pair]:
    return [wares.popleft() for _ in range(count)]
