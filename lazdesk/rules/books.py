"""D10, D11 – what is to be booked next in a Haravan order, given both sides.

Each step leaves its key in Haravan's own note, so that what was booked is read there and nothing is
booked twice, whatever was lost in between. What the merchant refunded by hand counts as refunded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from lazdesk.rules import status
from lazdesk.rules.status import Rollup, Word

TOLERANCE = 1
"""Lazada's refund may miss the paid price by a rounded đồng (lazada.md §8.3)."""

DONE = frozenset({"REFUND_SUCCESS", "REQUEST_COMPLETE"})
"""A reverse line's statuses in which the buyer has his money (lazada.md §8.3)."""

RETURNS = frozenset({"RETURN", "ONLY_REFUND"})
"""The request types of D11; a CANCEL shows in the units themselves."""

_OPEN = frozenset(
    {
        *("REQUEST_INITIATE", "SELLER_AGREE_RETURN", "BUYER_RETURN_ITEM", "CS_APPROVING"),
        *("SELLER_AGREE_REFUND", "REFUND_PENDING", "REFUND_AUTHORIZED", "CANCEL_SUCCESS"),
        *("REQUEST_REJECT", "SELLER_REJECT_RETURN", "SELLER_REJECT_REFUND", "REFUND_REJECT"),
        *("REJECT_CANCEL_ORDER", "REQUEST_CANCEL", "AGREE_CANCEL_ORDER"),
    }
)

_KEY = re.compile(r"\(([a-z]+):(LZD:VN:([^:()]+):([^:()]+))(?::([^:()]+))?\)")


class Kind(StrEnum):
    """What is booked; the word stands in the key."""

    CANCEL = "cancel"  # the whole order, with what is left of it
    CAPTURE = "capture"  # the total; Haravan's transactions have no note, their sum tells
    GONE = "gone"  # the goods of canceled units, with their money once there is any
    SHARE = "share"  # the money of units whose goods were booked before there was any
    RETURN = "return"  # the money of one reverse line
    REST = "rest"  # what is left once every live unit is refunded in full
    BACK = "back"  # the button: goods that came back
    LOST = "lost"  # the button: goods that never will


GOODS = frozenset({Kind.GONE, Kind.BACK, Kind.LOST})
"""Bookings that take the goods of named units out of the order."""
_SETTLED = frozenset({*GOODS, Kind.SHARE})


@dataclass(frozen=True, slots=True)
class Unit:
    """A Lazada unit the Haravan order was made for; money in đồng, `net` is D4's share."""

    id: str
    line_id: str
    status: str
    net: int
    paid_price: int

    @property
    def word(self) -> Word | None:
        return status.of_unit(self.status)


@dataclass(frozen=True, slots=True)
class ReverseLine:
    """A complete reverse line of type RETURN or ONLY_REFUND: Lazada paid `amount` đồng back."""

    id: str
    unit_id: str
    amount: int


@dataclass(frozen=True, slots=True)
class Refund:
    """A refund that stands in Haravan; `kind` is None for one that is not LazDesk's.
    `restocked`: its goods went into stock."""

    kind: Kind | None
    ids: tuple[str, ...]
    amount: int
    quantities: Mapping[str, int]
    restocked: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One booking: goods by line, `amount` in đồng; `ids` make its key one of a kind.

    `restock` False: the goods leave the order and go to no location (D10, E2).
    """

    kind: Kind
    ids: tuple[str, ...] = ()
    unit_ids: tuple[str, ...] = ()
    quantities: Mapping[str, int] = field(default_factory=dict)
    amount: int = 0
    restock: bool = True

    def key(self, ref: str) -> str:
        """The key in Haravan's note and in the ledger of effects."""
        return ":".join([self.kind, ref, *(["+".join(self.ids)] if self.ids else [])])


@dataclass(frozen=True, slots=True)
class Key:
    """Our key as it stands in a note of Haravan's: of a booking, or of a stock voucher."""

    word: str
    ref: str
    shop: str
    order_id: str
    ids: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it stands in the ledger of effects."""
        return ":".join([self.word, self.ref, *(["+".join(self.ids)] if self.ids else [])])


def key_in(note: str) -> Key | None:
    """Our key in a note; None when there is none, so that the note is the merchant's."""
    found = _KEY.search(note)
    if found is None:
        return None
    ids = tuple(found[5].split("+")) if found[5] else ()
    return Key(found[1], found[2], found[3], found[4], ids)


def are_astray(notes: Iterable[str]) -> bool:
    """Whether one of an order's refunds is the merchant's, or a booking stands there twice."""
    keys = [key_in(note) for note in notes]
    return None in keys or len(set(keys)) < len(keys)


def refund(
    note: str, amount: int, quantities: Mapping[str, int], *, restocked: bool = False
) -> Refund:
    """A refund of Haravan, with the key in its note understood; others are the merchant's."""
    key = key_in(note)
    if key is None or key.word not in {*Kind}:
        return Refund(None, (), amount, quantities, restocked)
    return Refund(Kind(key.word), key.ids, amount, quantities, restocked)


def is_complete(request_type: str, reverse_status: str, *, needs_refund: bool) -> bool:
    """Tell whether a reverse line's money went back to the buyer (D11)."""
    # One sample has a stray blank: "ONLY_ REFUND" (lazada.md §8.3).
    return needs_refund and _type(request_type) in RETURNS and reverse_status.upper() in DONE


def is_return(request_type: str) -> bool:
    """Tell whether goods travel with a reverse order; for ONLY_REFUND the buyer keeps them."""
    return _type(request_type) == "RETURN"


def is_cancel(request_type: str) -> bool:
    """Tell whether a reverse order is about canceling, before anything was delivered."""
    return _type(request_type) == "CANCEL"


def is_known(reverse_status: str) -> bool:
    """Tell whether the table of lazada.md §8.3 has this status; others are never guessed."""
    return reverse_status.upper() in DONE | _OPEN


def is_owed(rollup: Rollup, *, cod: bool) -> bool:
    """Tell whether the total is to be captured (D5): a prepaid order's at once, COD once nothing is
    on its way any more and something reached the buyer, even if it came back since."""
    if not cod:
        return True
    if rollup.word is Word.FAILED:
        return Word.RETURNED in rollup.badges
    return rollup.word in (Word.DELIVERED, Word.RETURNED)


def _type(request_type: str) -> str:
    return request_type.replace(" ", "").upper()


@dataclass(frozen=True)
class Books:
    """Both sides of one imported order, as last read.

    `captured` and `total` are Haravan's; `owed`: the capture is due (D5). The order still stands.
    `kept_out`: units whose goods go to no location once they are canceled (D10, E2).
    """

    units: tuple[Unit, ...]
    reverses: tuple[ReverseLine, ...]
    refunds: tuple[Refund, ...]
    quantities: Mapping[str, int]
    total: int
    captured: int
    owed: bool
    kept_out: frozenset[str] = frozenset()

    @property
    def canceled(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.word is Word.CANCELED)

    @property
    def canceled_inside(self) -> list[Unit]:
        """The canceled units whose goods nobody has given back."""
        return self._in_the_order(self.canceled)

    @property
    def live(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.word is not Word.CANCELED)

    @property
    def refunded(self) -> int:
        return sum(refund.amount for refund in self.refunds)

    @property
    def by_hand(self) -> int:
        """What the merchant refunded himself."""
        return sum(refund.amount for refund in self.refunds if refund.kind is None)

    @property
    def doubled(self) -> tuple[Refund, ...]:
        """What stands there a second time: two PCs booked it in the same moment."""
        ours = [made for made in self.refunds if made.kind is not None]
        return tuple(
            made
            for number, made in enumerate(ours)
            if any((made.kind, made.ids) == (it.kind, it.ids) for it in ours[:number])
        )

    @property
    def paid_twice(self) -> int:
        """What was captured a second time, in đồng: of captures no note tells whose they are."""
        return self.captured - self.total if self.captured >= 2 * self.total else 0

    @property
    def handled(self) -> frozenset[str]:
        """The units whose goods LazDesk has taken out of the order."""
        return frozenset(
            id_ for refund in self.refunds if refund.kind in GOODS for id_ in refund.ids
        )

    @property
    def put_back_by_hand(self) -> frozenset[str]:
        """The units whose goods the merchant took back into stock himself."""
        mine = [made for made in self.refunds if made.kind is None and made.restocked]
        return frozenset(self._meant_by_hand(mine))

    def is_paid_back(self, unit: Unit) -> bool:
        """In full: by Lazada's reverse lines, or, undelivered, by the button (D11)."""
        if unit.word is Word.FAILED and unit.id in self.handled:
            return True
        amounts = [line.amount for line in self.reverses if line.unit_id == unit.id]
        return bool(amounts) and sum(amounts) >= unit.paid_price - TOLERANCE

    @property
    def target(self) -> int:
        """What is to be refunded in all, as far as it was captured (D10, D11)."""
        live = self.live
        if all(map(self.is_paid_back, live)):
            return self.captured  # nothing of the order is left, so its shipping goes back too
        return sum(unit.net for unit in self.canceled) + sum(map(self._due, live))

    @property
    def refundable(self) -> int:
        """What should be refunded by now: nothing before the order was paid in full."""
        if self.captured < self.total:
            return 0
        return min(self.target, self.captured)

    @property
    def left(self) -> int:
        """What of it is still to be refunded."""
        return max(0, self.refundable - self.refunded)

    @property
    def overpaid(self) -> bool:
        """The merchant refunded more than Lazada's side explains."""
        return self.by_hand > 0 and self.refunded > self.target

    @property
    def astray(self) -> int:
        """What Lazada says beyond what is booked once nothing is left to book, in đồng: it raised
        (or, below 0, lowered) a refund after its booking, which is made once (D11)."""
        if self.captured < self.total or self.overpaid or self.doubled:
            return 0
        return min(self.target, self.captured) - self.refunded

    def _due(self, unit: Unit) -> int:
        if self.is_paid_back(unit):
            return unit.net
        return sum(line.amount for line in self.reverses if line.unit_id == unit.id)

    # --- the plan ---------------------------------------------------------------------------------

    def next_step(self) -> Step | None:
        """What is to be booked next; None: both sides agree."""
        if not self.live:
            return self._cancel()
        if self.owed and self.captured < self.total:
            return Step(Kind.CAPTURE, amount=self.total - self.captured)
        steps = (self._gone, self._share, self._return, self._rest)
        return next((step for plan in steps if (step := plan()) is not None), None)

    def take_out(self, unit_ids: Collection[str]) -> Step | None:
        """What is to be booked next for these canceled units alone: the button while orders are
        handled at Haravan (D9, E6). None: they have left the order."""
        if not self.live:
            return self._cancel()
        return self._leave([unit for unit in self.canceled_inside if unit.id in unit_ids])

    def give_back(self, unit_ids: Iterable[str], *, lost: bool) -> Step | None:
        """The button (D11): the goods of these units leave the order; for units that were never
        delivered the money too. None: the order no longer holds any of them."""
        kind = Kind.LOST if lost else Kind.BACK
        wanted = set(unit_ids)
        chosen = [unit for unit in self._in_the_order(self.live) if unit.id in wanted]
        if not chosen:
            return None
        ids = tuple(unit.id for unit in chosen)
        quantities = _by_line(chosen)
        after = replace(self, refunds=(*self.refunds, Refund(kind, ids, 0, quantities)))
        failed = sum(unit.net for unit in chosen if unit.word is Word.FAILED)
        return Step(kind, ids, ids, quantities, min(after.left, failed))

    def _cancel(self) -> Step | None:
        left = {
            line: count
            for line, quantity in self.quantities.items()
            if (count := quantity - self._taken(line)) > 0
        }
        units = self._in_the_order(self.units)
        restocked = [unit for unit in units if unit.id not in self.kept_out]
        if restocked and len(restocked) < len(units):
            return self._leave(units)  # Haravan's cancel knows one answer for all goods
        return Step(
            Kind.CANCEL,
            unit_ids=tuple(unit.id for unit in units),
            quantities=left,
            amount=max(0, self.captured - self.refunded),
            restock=bool(restocked) or not units,
        )

    def _gone(self) -> Step | None:
        """The goods of canceled units, and their money when the order is paid (D10)."""
        return self._leave(self.canceled_inside)

    def _leave(self, units: Sequence[Unit]) -> Step | None:
        """These units leave the order: first those whose goods are restocked, then the others."""
        restocked = [unit for unit in units if unit.id not in self.kept_out]
        leaving = restocked or units
        if not leaving:
            return None
        ids = tuple(unit.id for unit in leaving)
        amount = min(self.left, sum(unit.net for unit in leaving))
        return Step(Kind.GONE, ids, ids, _by_line(leaving), amount, restock=bool(restocked))

    def _share(self) -> Step | None:
        """COD: the money of what was canceled, or came back, before the courier was paid."""
        settled = [
            unit
            for unit in self.units
            if unit.word is Word.CANCELED or (unit.word is Word.FAILED and unit.id in self.handled)
        ]
        booked = sum(refund.amount for refund in self.refunds if refund.kind in _SETTLED)
        amount = min(self.left, sum(unit.net for unit in settled) - booked)
        step = Step(Kind.SHARE, tuple(unit.id for unit in settled), amount=amount)
        return step if amount > 0 and step.ids not in self._booked(Kind.SHARE) else None

    def _return(self) -> Step | None:
        """The money of one complete reverse line (D11)."""
        booked = {ids[0]: amount for ids, amount in self._booked(Kind.RETURN).items()}
        for unit in self.live:
            lines = [line for line in self.reverses if line.unit_id == unit.id]
            paid = refunded = 0
            for line in sorted(lines, key=lambda it: (it.id not in booked, len(it.id), it.id)):
                refunded += line.amount
                if line.id in booked:
                    paid += booked[line.id]
                    continue
                in_full = refunded >= unit.paid_price - TOLERANCE
                due = (unit.net if in_full else refunded) - paid
                if (amount := min(self.left, due)) > 0:
                    return Step(Kind.RETURN, (line.id,), (unit.id,), amount=amount)
                paid += max(0, due)
        return None

    def _rest(self) -> Step | None:
        """Every live unit is refunded in full: what is left, shipping included (D11)."""
        if not all(map(self.is_paid_back, self.live)) or not self.left:
            return None
        return Step(Kind.REST, amount=self.left) if not self._booked(Kind.REST) else None

    def _booked(self, kind: Kind) -> dict[tuple[str, ...], int]:
        return {refund.ids: refund.amount for refund in self.refunds if refund.kind is kind}

    def _taken(self, line_id: str) -> int:
        """How many of a line anybody has given back."""
        return sum(refund.quantities.get(line_id, 0) for refund in self.refunds)

    def _in_the_order(self, units: Iterable[Unit]) -> list[Unit]:
        """Those of `units` whose goods nobody has given back."""
        gone = set(self.handled)
        gone |= self._meant_by_hand(made for made in self.refunds if made.kind is None)
        return [unit for unit in units if unit.id not in gone]

    def _meant_by_hand(self, refunds: Iterable[Refund]) -> set[str]:
        """The units whose goods the merchant gave back: of pieces that are alike they are taken to
        be the canceled ones, then those that came back."""
        pieces, found = Counter[str](), set[str]()
        for made in refunds:
            pieces.update(made.quantities)
        for unit in sorted(self.units, key=lambda unit: unit.word or Word.UNPAID, reverse=True):
            if unit.id not in self.handled and pieces[unit.line_id] > 0:
                pieces[unit.line_id] -= 1
                found.add(unit.id)
        return found


def _by_line(units: Iterable[Unit]) -> Counter[str]:
    return Counter(unit.line_id for unit in units)
