"""A month of a shop over HTTP: orders of all kinds, and after each look every one of them agrees
with its book.

``python -m tests.sync.month 300`` lives through that many orders; the usual suite through a few.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lazdesk.models import orders as order_rows
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.haravan.records import Order as HaravanOrder
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.lazada.couriers import Event
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sandbox.lazada.records import Order, ReverseOrder, Unit
from lazdesk.sync import actions
from lazdesk.sync.return_goods import Chosen
from tests.sync.book import HARAVAN, Book, Piece
from tests.sync.levels import make_level, tracked_deny, variant_of
from tests.sync.practice import Practice, practice, written

DAYS = 30
WARES = 6
UNLINKED = "KHONG-CO-BEN-HARAVAN"
HALF_A_DAY = 43_000.0
# The events of a courier by what a unit shows.
COURIER: dict[str, tuple[Event, ...]] = {
    "ready_to_ship": ("picks up",),
    "shipped": ("delivers", "delivers", "delivers", "fails", "loses"),
    "delivered": ("confirms",),
    "failed_delivery": ("delivers", "ships back"),
    "shipped_back": ("hands back",),
}


@dataclass(eq=False)
class Sale:
    """A Lazada order with the book beside it."""

    order: Order
    book: Book
    pieces: dict[int, Piece]

    def read(self) -> None:
        """The book hears what Lazada shows of the pieces."""
        for unit in self.order.units:
            self.pieces[unit.order_item_id].status = unit.status

    def units(self, *statuses: str) -> list[Unit]:
        return [unit for unit in self.order.units if unit.status in statuses]


class Month:
    """The shop, its sales, and everybody who acts."""

    def __init__(self, shops: Practice, seed: int, *, handling: str = "lazada") -> None:
        self.shops = shops
        self.rng = random.Random(seed)  # noqa: S311 - a month to live again, no secret
        self.handling = handling
        self.sales: list[Sale] = []
        self.asked: list[tuple[Sale, ReverseOrder]] = []
        self.pressed: set[Sale] = set()
        self.returned: set[Sale] = set()
        self.created: dict[Sale, dict[str, Any]] = {}
        """Each Haravan order as it stood when it was first seen."""
        for number in range(WARES):
            tracked_deny(shops, number, available=5_000)
        shops.settings(orders_handling=handling)
        sku = shops.sku(WARES)
        shops.shops.call(lambda world: world.lazada.rename_sku(sku.seller_sku, UNLINKED))
        self.home = shops.world.haravan.primary_location.id
        self.away = next(id_ for id_ in shops.world.haravan.place_ids.values() if id_ != self.home)
        self.shelves = self._shelves()

    def run(self, count: int, days: int = DAYS) -> None:
        for day in range(days):
            for _ in range(count * (day + 1) // days - count * day // days):
                self._sells()
            for _ in range(2):
                for sale in self.sales:
                    if self.rng.random() < 0.5:
                        self._lives_on(sale)
                self.shops.advance(HALF_A_DAY)
                if self.rng.random() < 0.8:
                    self.looks()
        self.looks()

    # --- everybody ------------------------------------------------------------------------------

    def _sells(self) -> None:
        rng, shops = self.rng, self.shops
        payment = rng.choice(("COD", "COD", "VNPAY", "MOMO_WALLET"))
        wishes = []
        for number in rng.sample(range(WARES), rng.randint(1, 2)):
            wishes.append(Wish(shops.sku(number).seller_sku, rng.randint(1, 2)))
        if rng.random() < 0.15:
            wishes.append(Wish(UNLINKED))
        order = shops.place_order(
            wishes,
            payment=payment,
            paid=payment == "COD" or rng.random() < 0.8,
            voucher_seller=rng.choice((0, 0, 7_003)),
            voucher_platform=rng.choice((0, 0, 9_001)),
            shipping_fee=rng.choice((0, 18_500)),
            oversell=True,
        )
        pieces = {
            unit.order_item_id: Piece(
                unit.sku.seller_sku,
                unit.price,
                unit.voucher_seller,
                unit.voucher_platform,
                linked=unit.sku.seller_sku != UNLINKED,
                status=unit.status,
            )
            for unit in order.units
        }
        book = Book(
            list(pieces.values()), payment == "COD", order.shipping_fee, str(self.home), True
        )
        self.sales.append(Sale(order, book, pieces))

    def _lives_on(self, sale: Sale) -> None:
        """One thing happens to the order, as far as it can by now."""
        acts = (
            self._pays,
            self._cancels,
            self._packs,
            self._moves,
            self._asks,
            self._refunds,
            self._presses,
            self._by_hand,
        )
        for act in self.rng.sample(acts, len(acts)):
            if act(sale):
                break
        sale.read()

    def _pays(self, sale: Sale) -> bool:
        if not sale.units("unpaid"):
            return False
        self._on_lazada(lambda lazada: lazada.pay(sale.order.order_id))
        return True

    def _cancels(self, sale: Sale) -> bool:
        units = sale.units("unpaid", "pending", "packed", "ready_to_ship")
        if not units or self.rng.random() < 0.75:
            return False
        some = self.rng.sample(units, self.rng.randint(1, len(units)))
        self._on_lazada(lambda lazada: lazada.cancel(some, "buyer-cancel", "Change of mind"))
        return True

    def _packs(self, sale: Sale) -> bool:
        """By LazDesk's own button."""
        if not sale.units("pending", "packed") or sale.units("unpaid"):
            return False
        if self.copy_of(sale) is None:
            return False
        self.pressed.add(sale)
        session = self.shops.session()
        clicked = actions.click_ready_to_ship(session, [str(sale.order.order_id)])
        actions.see_through(session, clicked)
        self.shops.advance(30)
        sale.read()
        if self.handling == "lazada":
            sale.book.looked()  # the button brings the order along
        return True

    def _moves(self, sale: Sale) -> bool:
        moving = [u for u in sale.order.units if u.status in COURIER and not self._is_back(sale, u)]
        if not moving:
            return False
        first = self.rng.choice(moving)
        alike = [unit for unit in moving if unit.status == first.status]
        some = alike if self.rng.random() < 0.7 else [first]
        event = self.rng.choice(COURIER[first.status])
        ids = [unit.order_item_id for unit in some]
        self._on_lazada(lambda lazada: lazada.courier(sale.order.order_id, event, ids))
        return True

    def _asks(self, sale: Sale) -> bool:
        """The buyer wants his money back for some pieces."""
        asked = {line.unit for _, reverse in self.asked for line in reverse.lines}
        units = [u for u in sale.units("delivered", "confirmed") if u not in asked]
        if not units or self.rng.random() < 0.5:
            return False
        ids = [u.order_item_id for u in self.rng.sample(units, self.rng.randint(1, len(units)))]
        goods = self.rng.random() < 0.7
        reverse = self._on_lazada(
            lambda lazada: lazada.buyer_returns(sale.order.order_id, ids, goods=goods)
        )
        self.asked.append((sale, reverse))
        return True

    def _refunds(self, sale: Sale) -> bool:
        waiting = [
            r for s, r in self.asked if s is sale and r.lines[0].status == "REQUEST_INITIATE"
        ]
        if not waiting:
            return False
        reverse = waiting[0]
        if self.rng.random() < 0.2:
            self._on_lazada(
                lambda lazada: lazada.return_moves(reverse.reverse_order_id, "REQUEST_REJECT")
            )
            return True
        amounts = [
            line.amount if self.rng.random() < 0.6 else line.amount // 3 for line in reverse.lines
        ]
        self._on_lazada(lambda lazada: lazada.refund(reverse.reverse_order_id, amounts))
        for line, amount in zip(reverse.lines, amounts, strict=True):
            sale.pieces[line.unit.order_item_id].refunds.append(amount)
        return True

    def _presses(self, sale: Sale) -> bool:
        """**Hoàn trả đơn hàng** for one piece that LazDesk knows to be coming back."""
        sale.read()
        away = [
            unit
            for unit in sale.order.units
            if (piece := sale.pieces[unit.order_item_id]).word in ("failed", "returned")
            and piece in sale.book.imported
            and piece.put_back is None
        ]
        if not away or self.rng.random() < 0.5:
            return False
        self.looks()  # the merchant sees it in the list first
        alike = [u for u in away if u.sku is away[0].sku and u.status == away[0].status]
        others = [u for u in sale.order.units if u.sku is away[0].sku and u not in alike]
        if others:  # which of the alike is meant, LazDesk could not tell
            return False
        place = self.rng.choice((self.home, self.away))
        lost = self.rng.random() < 0.2
        self.returned.add(sale)
        sku = away[0].sku.seller_sku
        chosen = Chosen({sku: len(alike)}, str(place), lost=lost)
        session = self.shops.session()
        clicked = actions.click_return_goods(session, str(sale.order.order_id), chosen)
        actions.see_through(session, [clicked])
        (result,) = actions.results(session, [clicked])
        assert result.result == actions.CONFIRMED, result
        for unit in alike:
            sale.pieces[unit.order_item_id].put_back = "lost" if lost else str(place)
        return True

    def _by_hand(self, sale: Sale) -> bool:
        """The merchant gives a good customer a little back, in Haravan."""
        copy = self.copy_of(sale)
        if copy is None or copy.cancelled_at is not None or self.rng.random() < 0.97:
            return False
        if self.handling == "haravan":
            return False
        if copy.captured < copy.total or copy.captured - copy.given_back < 5_000:
            return False
        self.shops.shops.call(lambda world: world.haravan.refund_order(copy.id, 5_000))
        sale.book.by_hand = copy.given_back
        return True

    def _on_lazada(self, act: Any) -> Any:
        done = self.shops.shops.call(lambda world: act(world.lazada))
        self.shops.advance(1)
        return done

    def _is_back(self, sale: Sale, unit: Unit) -> bool:
        return sale.pieces[unit.order_item_id].put_back is not None

    # --- LazDesk ----------------------------------------------------------------------------------

    def looks(self) -> None:
        self.shops.sync()
        for sale in self.sales:
            sale.read()
            sale.book.looked()
            copy = self.copy_of(sale)
            if copy is not None and sale not in self.created:
                self.created[sale] = asdict(copy)
        if self.handling == "lazada":
            self.compare()

    def compare(self) -> None:
        taken = Counter[tuple[str, str]]()
        for sale in self.sales:
            self._compare(sale)
            taken.update(sale.book.taken)
        found = {
            key: self.shelves[key] - count
            for key, count in self._shelves().items()
            if self.shelves[key] != count
        }
        assert found == {key: count for key, count in taken.items() if count}

    def _compare(self, sale: Sale) -> None:
        copy, book, number = self.copy_of(sale), sale.book, sale.order.order_id
        assert (copy is not None) == bool(book.imported), number
        if copy is None:
            return
        assert (copy.cancelled_at is not None) == book.is_over, number
        assert copy.captured == book.captured, number
        assert copy.given_back == book.refunded, number
        assert copy.financial_status == _payment(book), number
        if not book.is_over:
            assert self._word(sale) == HARAVAN[book.word], number
        self._compare_history(sale, copy)

    def _compare_history(self, sale: Sale, copy: HaravanOrder) -> None:
        """Each booking has its line: as many as Haravan shows, the merchant's own aside."""
        told = Counter(self.shops.history(sale.order))
        ours = [refund for refund in copy.refunds if "LazDesk" in (refund.note or "")]
        booked = ("units_canceled", "refunded", "goods_back", "goods_lost", "canceled")
        assert sum(told[event] for event in booked) == len(ours), (sale.order.order_id, told)
        assert told["imported"] == 1
        late = [t for t in copy.transactions if t.kind == "capture"] if sale.book.cod else []
        assert told["captured"] == len(late)

    def copy_of(self, sale: Sale) -> HaravanOrder | None:
        """The one Haravan order that says it stands for the sale."""
        mine = {"name": "lazada_order_number", "value": str(sale.order.order_id)}
        found = [row for row in self.shops.haravan_orders() if mine in row.note_attributes]
        assert len(found) <= 1
        return found[0] if found else None

    def _word(self, sale: Sale) -> str:
        session, row = self.shops.session(), self.shops.mirrored(sale.order)
        with session.database.read() as connection:
            found = order_rows.haravan_order(connection, session.org, row.haravan_id)
        assert found is not None
        return str(found.word)

    def _shelves(self) -> dict[tuple[str, str], int]:
        """What is available of each ware at each location."""
        haravan = self.shops.world.haravan
        return {
            (str(place), self.shops.sku(number).seller_sku): haravan.stock.available(
                place, variant_of(self.shops, number).id
            )
            for number in range(WARES)
            for place in haravan.locations
        }

    def writes_of_a_second_look(self) -> list[str]:
        before = len(self.shops.world.calls)
        self.shops.cycle()
        calls = self.shops.world.calls[before:]
        return [call.path for call in calls if call.face == "haravan" and written(call)]


def _payment(book: Book) -> str:
    """Haravan's word for the money: Đã nhập trả = refunded, Nhập trả một phần = partially…"""
    if not book.captured:
        return "pending"
    if not book.refunded:
        return "paid"
    return "refunded" if book.refunded == book.captured else "partially_refunded"


def live(
    folder: Path,
    count: int,
    seed: int = 7,
    days: int = DAYS,
    *,
    haravan: HaravanOptions | None = None,
    lazada: LazadaOptions | None = None,
) -> Month:
    """Lives through it in practice shops of their own. Raises AssertionError where they differ."""
    with practice(folder, products=10, haravan=haravan, lazada=lazada) as shops:
        make_level(shops)
        month = Month(shops, seed)
        month.run(count, days)
        assert month.writes_of_a_second_look() == []
        return month


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        lived = live(Path(scratch), int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    kinds = Counter(piece.word for sale in lived.sales for piece in sale.book.pieces)
    sys.stdout.write(f"{len(lived.sales)} orders agree with their books; units: {dict(kinds)}\n")
