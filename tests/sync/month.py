"""A month of a shop over HTTP: orders of all kinds, and after each look every one of them agrees
with its book.

``python -m tests.sync.month 300`` lives through that many orders; the usual suite through a few.
``python -m tests.sync.month 300 all`` lives through them under every answer of the unknowns.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lazdesk.models import desk as desk_rows
from lazdesk.models import orders as order_rows
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.haravan.records import Order as HaravanOrder
from lazdesk.sandbox.lazada.options import LazadaOptions
from lazdesk.sync import actions, late_links
from tests.sync.book import HARAVAN, Book
from tests.sync.happenings import Happenings
from tests.sync.levels import change_stock, code_of, make_level, tracked_deny, variant_of
from tests.sync.practice import LISTED_AFTER, Practice, practice, written
from tests.sync.sales import KINDS, UNLINKED, WARES, Sale, sell

DAYS = 30
HALF_A_DAY = 43_000.0
HALF_AN_HOUR = 1_801.0
PLENTY = 5_000
SHORT = 4
"""What there is of each ware while Haravan refuses what it does not have."""
DELIVERY = 12
STATES = {
    "transit": "delivering",
    "delivered": "delivered",
    "failed": "cancel",
    "returned": "return",
}

# Both answers of what nobody knows (docs/unknowns.md); the defaults are the other answer of each.
UNKNOWNS: dict[str, dict[str, Any]] = {
    "haravan §16.1": {"honour_name": False},
    "haravan §16.2": {"refuse_short_stock": True},
    "haravan §16.3": {"onhand_leaves_at": "pickup"},
    "haravan §16.4 start": {"fulfillment_start": "pending"},
    "haravan §16.4 starts delivered": {"fulfillment_start": "delivered"},
    "haravan §16.4 state": {"accept_carrier_status": False},
    "haravan §16.5": {"set_overwrites": "available"},
    "haravan §16.6": {"orders_default_order": "updated_at desc", "orders_default_status": "any"},
    "haravan §16.6 zone": {"other_time_filters": "utc"},
    "haravan §16.8": {"merge_note_attributes": True, "tags_by_put": False},
    "haravan §16.11": {"hidden_limit_path": "/com/orders.json"},
    "haravan §16.13": {"cancel_frees_committed": True},
    "haravan §16.14 unpaid": {"refund_before_payment": False},
    "haravan §16.14 more": {"refund_beyond": True},
    "haravan shapes": {
        **{"numbers_as_text": True, "order_shape": "2021", "sparse": True, "extra_keys": True},
    },
    "lazada §14.5": {"order_touch_rate": 0.0},
    "lazada §14.6": {"address_levels": "state-city-postcode"},
    "lazada §14.7": {"offset_hours": 8},
    "lazada §14.11": {"masked_buyers": False},
    "lazada §14.13": {"price_follows_cancel": True},
    "lazada wire": {"all_strings": True, "iso_times": True},
}


class Month:
    """The shop, its sales, and LazDesk, which looks at them."""

    def __init__(
        self, shops: Practice, seed: int, *, handling: str = "lazada", restock: bool = True
    ) -> None:
        self.shops = shops
        self.options = shops.world.options.haravan
        self.rng = random.Random(seed)  # noqa: S311 - a month to live again, no secret
        self.handling = handling
        self.restock = restock
        self.sales: list[Sale] = []
        self.linked = False
        self.people = Happenings(shops, self.rng, handling, self.looks)
        self.created: dict[Sale, dict[str, Any]] = {}
        """Each Haravan order as it stood when it was first seen."""
        for number in range(WARES + 1):
            stock = SHORT if self.options.refuse_short_stock else PLENTY
            tracked_deny(shops, number, available=stock)
        shops.settings(orders_handling=handling, orders_auto_restock="on" if restock else "off")
        sku = shops.sku(WARES)
        shops.shops.call(lambda world: world.lazada.rename_sku(sku.seller_sku, UNLINKED))
        shops.cycle()
        self.codes = [code_of(shops, number) for number in range(WARES + 1)]
        self.shelves = self._shelves()

    def run(self, count: int, days: int = DAYS) -> None:
        for day in range(days):
            for _ in range(count * (day + 1) // days - count * day // days):
                self._sells()
            for _ in range(2):
                for sale in self.sales:
                    if self.rng.random() < 0.5:
                        self.people.lives_on(sale)
                self.shops.advance(HALF_A_DAY)
                if self.rng.random() < 0.8:
                    self.looks()
            if day == days // 2:
                self._links_late()
        while self._refused():
            self._delivery_comes()
            self.looks()
        self.looks()

    def _sells(self) -> None:
        kind, home = KINDS[len(self.sales) % len(KINDS)], self.people.home
        sale = sell(self.shops, self.rng, kind, home, linked=self.linked, restock=self.restock)
        self.sales.append(sale)

    def _links_late(self) -> None:
        """The SKU without counterpart gets one; the merchant agrees to each correction (D3)."""
        self.looks()
        code = self.codes[WARES]
        self.shops.shops.call(lambda world: world.lazada.rename_sku(UNLINKED, code))
        self.linked = True
        self.looks(compare=False)
        session = self.shops.session()
        with session.database.read() as connection:
            offered = desk_rows.objects_with_problems(connection, session.shop, late_links.KIND)
        for order_id in offered:
            actions.click_take_stock(session, order_id)
        actions.run(session)
        assert late_links.OFFERED not in self.shops.problems()
        for sale in self.sales:
            fbl = {u.order_item_id for u in sale.order.units if u.fbl}
            for id_, piece in sale.pieces.items():
                is_owed = piece in sale.book.living or not sale.book.imported
                piece.linked |= id_ not in fbl and is_owed and not sale.book.is_over
        self.looks()

    # --- a Haravan that refuses what it does not have -------------------------------------------

    def _refused(self) -> list[Sale]:
        return [
            sale
            for sale in self.sales
            if (row := self._row(sale)) is not None and row.import_state == order_rows.REJECTED
        ]

    def _delivery_comes(self) -> None:
        """New goods; the merchant presses retry beside each order that was refused."""
        for number, code in enumerate(self.codes):
            change_stock(self.shops, number, DELIVERY)
            self.shelves[str(self.people.home), code] += DELIVERY
        for sale in self._refused():
            assert str(sale.order.order_id) in str(self.shops.problems())
            with self.shops.desk.database.write() as connection:
                order_id, now = str(sale.order.order_id), self.shops.clock.now()
                order_rows.try_again(connection, self.shops.seller, "order", order_id, now)

    # --- LazDesk ----------------------------------------------------------------------------------

    def looks(self, *, compare: bool = True) -> None:
        if self._refused() and self.rng.random() < 0.3:
            self._delivery_comes()
        if self.shops.world.options.lazada.order_touch_rate < 1:
            self.shops.advance(HALF_AN_HOUR)  # only then are open orders read again
        self.shops.sync()
        refused = self._refused()
        for sale in self.sales:
            sale.read()
            if sale in refused:
                continue
            sale.book.looked()
            if self.handling == "lazada":
                self.people.note_parcels(sale)
            copy = self.people.copy_of(sale)
            if copy is not None and sale not in self.created:
                self.created[sale] = asdict(copy)
        if self.handling == "lazada" and compare:
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
        copies = [copy for sale in self.sales if (copy := self.people.copy_of(sale)) is not None]
        assert len(self.shops.haravan_orders()) == len(copies)

    def _compare(self, sale: Sale) -> None:
        copy, book, number = self.people.copy_of(sale), sale.book, sale.order.order_id
        assert (copy is not None) == bool(book.imported), number
        if copy is None:
            return
        assert copy.total == book.total, number
        assert (copy.cancelled_at is not None) == book.is_over, number
        assert copy.captured == book.captured, number
        assert copy.given_back == book.refunded, number
        assert copy.financial_status == _payment(book), number
        if not book.is_over:
            assert self._word(sale) == HARAVAN[book.word], number
            self._compare_parcels(sale, copy)
        self._compare_history(sale, copy)

    def _compare_parcels(self, sale: Sale, copy: HaravanOrder) -> None:
        """Each parcel once, all in the state of the order's word, or the word stands elsewhere."""
        number, word = sale.order.order_id, sale.book.word
        assert sorted(str(p.tracking_number) for p in copy.fulfillments) == sorted(sale.parcels), (
            number,
            sale.kind,
        )
        start, notes = self.options.fulfillment_start, {n["name"]: n for n in copy.note_attributes}
        wanted = STATES.get(word, start)
        if not self.options.accept_carrier_status or (start, word) == ("delivered", "transit"):
            if word != "pending":
                assert word == "ready" or notes["lazada_status"]["value"] == HARAVAN[word], number
            wanted = start
        assert {parcel.carrier_status for parcel in copy.fulfillments} <= {wanted}, (number, word)

    def _compare_history(self, sale: Sale, copy: HaravanOrder) -> None:
        """Each booking has its line: as many as Haravan shows, the merchant's own aside."""
        told = Counter(self.shops.history(sale.order))
        ours = [refund for refund in copy.refunds if "LazDesk" in (refund.note or "")]
        booked = ("units_canceled", "refunded", "goods_back", "goods_lost", "canceled")
        assert sum(told[event] for event in booked) == len(ours), (sale.order.order_id, told)
        assert told["imported"] == 1
        assert told["status"] == sale.book.words, (sale.order.order_id, told)
        late = [t for t in copy.transactions if t.kind == "capture"] if sale.book.cod else []
        assert told["captured"] == len(late)

    def _row(self, sale: Sale) -> Any | None:
        """The order in the mirror."""
        with self.shops.desk.database.read() as connection:
            ids = [str(sale.order.order_id)]
            rows = order_rows.orders(connection, self.shops.seller, order_ids=ids)
        return rows[0] if rows else None

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
            (str(place), code): haravan.stock.available(place, variant_of(self.shops, number).id)
            for number, code in enumerate(self.codes)
            for place in haravan.locations
        }

    def writes_of_a_second_look(self) -> list[str]:
        """Haravan's at once; Lazada's after the one that may push what the first look brought."""
        before = len(self.shops.world.calls)
        self.shops.cycle()
        calls = self.shops.world.calls[before:]
        found = [call.path for call in calls if call.face == "haravan" and written(call)]
        before = len(self.shops.world.calls)
        self.shops.cycle()
        return found + [call.path for call in self.shops.world.calls[before:] if written(call)]


def _payment(book: Book) -> str:
    """Haravan's word for the money: Đã nhập trả = refunded, Nhập trả một phần = partially…"""
    if not book.captured:
        return "pending"
    if not book.refunded:
        return "paid"
    return "refunded" if book.refunded == book.captured else "partially_refunded"


@contextmanager
def lived(
    folder: Path, count: int, seed: int = 7, days: int = DAYS, *, unknown: str = "", **how: Any
) -> Iterator[Month]:
    """Lives through it in practice shops of their own, under the other answer of ``unknown``.
    Raises AssertionError where they differ."""
    told: dict[str, Any] = UNKNOWNS[unknown] if unknown else {}
    options: dict[str, Any] = {}
    if unknown.startswith("haravan"):
        options["haravan"] = HaravanOptions(list_lag_seconds=LISTED_AFTER, **told)
    if unknown.startswith("lazada"):
        options["lazada"] = LazadaOptions(**told)
    with practice(folder, products=10, **options) as shops:
        make_level(shops)
        month = Month(shops, seed, **how)
        month.run(count, days)
        assert month.writes_of_a_second_look() == []
        yield month


def _main(words: list[str]) -> None:
    count = int(words[0]) if words else 300
    runs = words[1:]
    if runs == ["all"]:
        runs = ["", *UNKNOWNS, "no restock"]
    for run in runs or [""]:
        how = {"restock": False} if run == "no restock" else {"unknown": run}
        with tempfile.TemporaryDirectory() as scratch, lived(Path(scratch), count, **how) as month:
            kinds = Counter(piece.word for sale in month.sales for piece in sale.book.pieces)
            said = f"{run or 'defaults'}: {count} orders agree with their books; {dict(kinds)}\n"
            sys.stdout.write(said)
            sys.stdout.flush()


if __name__ == "__main__":
    _main(sys.argv[1:])
