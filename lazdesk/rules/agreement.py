"""Proof: where two sides that should agree do not (C2–C7, D1–D11).

One order at a time, as both platforms hold it now. What Haravan should hold follows from the rules
that wrote it there (``order``, ``books``, ``status``); what the merchant decided himself, as the
cancel of a Haravan order, is final and no difference. One cause is told once: the sum of an order
whose line is off is off as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lazdesk.rules import books, money, order, status
from lazdesk.rules.books import Books
from lazdesk.rules.status import Word

Value = int | str | None
"""A number of pieces, đồng, or a word of the merchant's; None: there is nothing to show."""


class What(StrEnum):
    """In which respect an order or a SKU differs."""

    MISSING = "order_missing"
    DOUBLED = "order_doubled"
    UNWANTED = "order_unwanted"
    STRAY = "order_stray"
    UNCONFIRMED = "order_unconfirmed"
    CANCELED = "order_canceled"
    LINE = "order_line"
    UNLINKED = "order_line_unlinked"
    TOTAL = "order_total"
    CAPTURED = "order_captured"
    REFUNDED = "order_refunded"
    PAYMENT = "order_payment_status"
    GOODS = "order_goods_back"
    RESTOCK = "order_restock"
    STATUS = "order_status"
    LINK = "link"
    STOCK = "stock"
    PRICE = "price"
    MIRROR = "mirror"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that should agree and does not.

    `object` is how the merchant knows it (order number, SellerSku), `id` the order's or SKU's id;
    `mirror` is what LazDesk believed, where that is the matter.
    """

    what: What
    object: str
    id: str
    lazada: Value
    haravan: Value
    wanted: Value
    mirror: Value = None


# --- one order ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a Haravan order and the Lazada units it stands for; `price` in đồng, `left` are
    the pieces neither shipped nor given back."""

    id: str
    variant_id: str | None
    sku: str
    quantity: int
    price: int
    unit_ids: tuple[str, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """A fulfilment: its tracking number, and Haravan's carrier state."""

    number: str
    state: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The Haravan order that counts for a ref.

    `restocked`: pieces of each line that refunds put back into stock. `noted_word`: where Haravan
    takes no carrier state (D8). `adopted`: another channel made it, lines and sum are that one's
    own (A9).
    """

    confirmed: bool
    canceled: bool
    payment: str
    lines: tuple[Line, ...]
    restocked: Mapping[str, int] = field(default_factory=dict)
    parcels: tuple[Parcel, ...] = ()
    noted_word: str | None = None
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """A Lazada order beside what stands for it in Haravan.

    `units`: statuses and all, with the variants of today's links; `relinked`: units whose link is
    younger than the Haravan order. `standing`: names of the Haravan orders not canceled.
    `packages`: the units of each tracking number. `before`: the word LazDesk brought Haravan to.
    `taken`: units of custom lines whose goods a voucher took since (D3). `put_back`: units that
    LazDesk's ledger says are back at the order's own location.
    """

    lazada: order.LazadaOrder
    standing: tuple[str, ...]
    copy: Copy | None = None
    books: Books | None = None
    packages: Mapping[str, Collection[str]] = field(default_factory=dict)
    before: Word = Word.PENDING
    relinked: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    put_back: frozenset[str] = frozenset()
    canceled_by_us: bool = False
    wanted: bool = True
    at_lazada: bool = True

    @property
    def rollup(self) -> status.Rollup:
        return status.word(unit.status for unit in self.lazada.units)


def of_order(sides: Sides) -> list[Difference]:
    """Return every difference of one order; nothing when both sides agree."""
    return list(_Order(sides).differences())


def stray(name: str, ref: str) -> Difference:
    """A Haravan order with our ref of which Lazada knows nothing."""
    return Difference(What.STRAY, name, ref, None, ref, None)


class _Order:
    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.lazada = sides.lazada
        self.units = {unit.order_item_id: unit for unit in sides.lazada.units}

    def _differs(
        self, what: What, lazada: Value, haravan: Value, wanted: Value
    ) -> Iterator[Difference]:
        if haravan != wanted:
            number, id_ = self.lazada.order_number, self.lazada.order_id
            yield Difference(what, number, id_, lazada, haravan, wanted)

    def differences(self) -> Iterator[Difference]:
        sides, copy = self.sides, self.sides.copy
        if len(sides.standing) > 1:
            # Which of them is right, their cancel will tell.
            yield from self._differs(What.DOUBLED, 1, ", ".join(sides.standing), 1)
            return
        if copy is None:
            yield from self._differs(What.MISSING, self._word(), 0, int(sides.wanted))
            return
        if not (copy.canceled or self._is_sold(copy)):
            yield from self._differs(What.UNWANTED, self._word(), 1, 0)
            return
        ordered = list(self._lines_and_sum(copy))
        yield from ordered
        if copy.canceled:
            yield from self._given_back_whole(copy)
            return
        yield from self._differs(What.UNCONFIRMED, self._word(), int(copy.confirmed), 1)
        if not sides.at_lazada or sides.books is None:
            return
        if not sides.books.live:
            yield from self._differs(What.CANCELED, self._word(), 0, 1)
            return
        # What is paid follows the sum, and a refund follows its goods.
        given_back = list(self._goods(copy, sides.books))
        yield from given_back
        if not (ordered or given_back):
            yield from self._money(copy, sides.books)
        yield from self._status(copy)

    def _word(self) -> str:
        word = self.sides.rollup.word
        if word is None:
            return ", ".join(self.sides.rollup.unknown)
        return status.lazada_word(word)

    def _is_sold(self, copy: Copy) -> bool:
        """A unit it stands for is, or was, past unpaid (D1)."""
        ours = [
            self.units[id_] for line in copy.lines for id_ in line.unit_ids if id_ in self.units
        ]
        words = {status.of_unit(unit.status) for unit in ours or self.lazada.units}
        return words != {Word.UNPAID}

    # --- goods ordered, and the sum (D3, D4) ------------------------------------------------------

    def _lines_and_sum(self, copy: Copy) -> Iterator[Difference]:
        if copy.adopted:
            return
        astray = next((found for line in copy.lines if (found := self._line(line))), None)
        astray = astray or self._left_out(copy)
        if astray is not None:
            yield astray
        elif self.sides.books is not None:
            imported = {id_ for line in copy.lines for id_ in line.unit_ids}
            units = [unit for id_, unit in self.units.items() if id_ in imported]
            total = money.totals(units, self.lazada.shipping_fee).total
            yield from self._differs(What.TOTAL, total, self.sides.books.total, total)

    def _line(self, line: Line) -> Difference | None:
        units = [self.units[id_] for id_ in line.unit_ids if id_ in self.units]
        if not units:
            return self._astray(None, line, None)  # a line that no Lazada unit explains
        unit = next((u for u in units if not status.is_canceled(u.status)), units[0])
        wanted = None if unit.fbl else unit.variant_id
        found = _shown(line.quantity, line.price, line.variant_id)
        right = _shown(len(units), unit.item_price, line.variant_id)
        lazada = f"{len(units)} × {unit.sku} × {unit.item_price}"
        # What a canceled unit cost is not known to stay as it was (lazada.md §14.13).
        is_priced = status.is_canceled(unit.status) or line.price == unit.item_price
        if line.quantity != len(units) or len(units) != len(set(line.unit_ids)) or not is_priced:
            return self._differs_line(What.LINE, lazada, found, right)
        if line.variant_id == wanted or unit.order_item_id in self.sides.relinked:
            return None
        if line.variant_id is None:
            if status.is_canceled(unit.status) or set(line.unit_ids) <= self.sides.taken:
                return None
            return self._differs_line(What.UNLINKED, unit.sku, None, wanted)
        if wanted is None and not unit.fbl:
            return None  # unlinked since
        return self._differs_line(What.LINE, unit.sku, line.variant_id, wanted)

    def _left_out(self, copy: Copy) -> Difference | None:
        """A unit of an imported order is in exactly one of its lines."""
        counted = Counter(id_ for line in copy.lines for id_ in line.unit_ids)
        for unit in order.live_units(self.lazada):
            if counted[unit.order_item_id] != 1:
                count = counted[unit.order_item_id]
                return self._differs_line(What.LINE, f"1 × {unit.sku}", count, 1)
        return None

    def _astray(self, lazada: Value, line: Line, wanted: Value) -> Difference | None:
        found = _shown(line.quantity, line.price, line.variant_id)
        return self._differs_line(What.LINE, lazada, found, wanted)

    def _differs_line(
        self, what: What, lazada: Value, haravan: Value, wanted: Value
    ) -> Difference | None:
        return next(self._differs(what, lazada, haravan, wanted), None)

    # --- money and goods given back (D5, D10, D11) ------------------------------------------------

    def _money(self, copy: Copy, kept: Books) -> Iterator[Difference]:
        owed = kept.total if kept.owed else 0
        if kept.captured != owed:
            yield from self._differs(What.CAPTURED, self._word(), kept.captured, owed)
        elif kept.refunded != kept.refundable:
            paid_back = sum(line.amount for line in kept.reverses)
            yield from self._differs(What.REFUNDED, paid_back, kept.refunded, kept.refundable)
        elif copy.payment in _PAYMENTS and kept.total:
            wanted = payment(kept)
            yield from self._differs(What.PAYMENT, self._word(), copy.payment, wanted)

    def _goods(self, copy: Copy, kept: Books) -> Iterator[Difference]:
        out = sum(sum(made.quantities.values()) for made in kept.refunds)
        canceled = len(kept.canceled)
        most = canceled + len({unit.id for unit in kept.live if self._may_be_back(unit, kept)})
        if not canceled <= out <= most:
            wanted = canceled if out < canceled else most
            yield from self._differs(What.GOODS, canceled, out, wanted)
        else:
            yield from self._restocked(copy)

    @staticmethod
    def _may_be_back(unit: books.Unit, kept: Books) -> bool:
        """Failed, returned, handed back by the button, or paid back: the merchant may have taken
        its goods back in Haravan himself."""
        if unit.id in kept.handled or unit.word in (Word.FAILED, Word.RETURNED):
            return True
        return any(line.unit_id == unit.id for line in kept.reverses)

    def _restocked(self, copy: Copy) -> Iterator[Difference]:
        """What the ledger says is back on the shelf, Haravan's refunds must have put there."""
        for line in copy.lines:
            wanted = len(self.sides.put_back.intersection(line.unit_ids))
            found = copy.restocked.get(line.id, 0)
            if line.variant_id is not None and found < wanted:
                yield from self._differs(What.RESTOCK, wanted, found, wanted)
                return

    def _given_back_whole(self, copy: Copy) -> Iterator[Difference]:
        """Goods and money of an order that LazDesk canceled; the merchant's cancel is his own."""
        kept = self.sides.books
        if kept is None or not self.sides.canceled_by_us:
            return
        if kept.refunded != kept.captured:
            yield from self._differs(What.REFUNDED, kept.captured, kept.refunded, kept.captured)
        else:
            yield from self._restocked(copy)

    # --- parcels (D8) -----------------------------------------------------------------------------

    def _status(self, copy: Copy) -> Iterator[Difference]:
        word = self.sides.rollup.word
        if word is None:
            return  # a status nobody knows is a problem of its own, and never guessed at
        if status.goes_back(self.sides.before, word):
            word = self.sides.before
        text = status.haravan_word(max(word, Word.PENDING))
        if copy.noted_word == text:
            return
        found = {status.word_of_parcel(parcel.state) for parcel in copy.parcels}
        unsent = self._unsent(copy) if status.needs_fulfilment(word) else []
        wanted = {text} if unsent or found else set()
        if word is Word.PENDING:
            wanted = set()
        if found != wanted:
            shown = ", ".join(sorted(found)) or status.haravan_word(Word.PENDING)
            yield from self._differs(What.STATUS, self._word(), shown, text)
        elif unsent:
            there = ", ".join(parcel.number for parcel in copy.parcels)
            yield from self._differs(What.STATUS, ", ".join(unsent), there, ", ".join(unsent))

    def _unsent(self, copy: Copy) -> list[str]:
        """Packages of which Haravan shows no parcel, though pieces of theirs are left to send; the
        merchant may have sent them under a number of his own."""
        there = {parcel.number for parcel in copy.parcels}
        left = {id_ for line in copy.lines if line.left > 0 for id_ in line.unit_ids}
        return [
            key
            for key, unit_ids in self.sides.packages.items()
            if key not in there and left.intersection(unit_ids)
        ]


def _shown(quantity: int, price: int, variant_id: str | None) -> str:
    return f"{quantity} × {price} ({variant_id or '–'})"


_PAYMENTS = frozenset({"pending", "paid", "partiallypaid", "refunded", "partiallyrefunded"})


def payment(kept: Books) -> str:
    """Haravan's word for the money (haravan.md §9), without underscores."""
    if not kept.captured:
        return "pending"
    if not kept.refunded:
        return "paid" if kept.captured >= kept.total else "partiallypaid"
    return "refunded" if kept.refunded >= kept.captured else "partiallyrefunded"


# --- the mirror -----------------------------------------------------------------------------------


def of_mirror(
    object_: str, id_: str, found: Mapping[str, Value], known: Mapping[str, Value]
) -> Iterator[Difference]:
    """What LazDesk believes of an object whose sides agree, where that is not what was ``found``.

    Told once per object, with the first respect that differs.
    """
    for name, value in found.items():
        if known.get(name) != value:
            shown = f"{name}: {value}"
            yield Difference(
                What.MIRROR, object_, id_, shown, shown, shown, f"{name}: {known.get(name)}"
            )
            return


def agreeing(checked: Iterable[str], differences: Iterable[Difference]) -> int:
    """Return how many of the objects ``checked`` have no difference."""
    differing = {each.id for each in differences}
    return sum(id_ not in differing for id_ in checked)
