"""Random lives of orders, booked by the planner and by the book beside each other.

``python -m tests.sync.lives 20000`` runs that many; the usual suite runs a few of them.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass, field

from lazdesk.rules import books, status
from lazdesk.rules.books import Books, Kind, Refund, ReverseLine, Step
from tests.sync.book import Book, Piece

PLACES = ("main", "second")
REF = "LZD:VN:1:1"
STEPS_OF_A_LIFE = 50

# Status → what may follow without a cancel (lazada.md §6.4).
COURSES = {
    "unpaid": ("pending",),
    "pending": ("packed",),
    "packed": ("ready_to_ship",),
    "ready_to_ship": ("shipped",),
    "shipped": ("delivered", "delivered", "delivered", "failed_delivery", "lost_by_3pl"),
    "delivered": ("confirmed",),
    "failed_delivery": ("delivered", "shipped_back"),
    "lost_by_3pl": ("delivered",),
    "shipped_back": ("shipped_back_success",),
}
CANCELABLE = ("unpaid", "pending", "packed", "ready_to_ship")
BACK = ("failed", "returned")


@dataclass(eq=False)
class Haravan:
    """The order as Haravan keeps it, with the answers' own words for what was refunded."""

    lines: dict[str, list[str]]
    skus: dict[str, str | None]
    total: int
    captured: int
    place: str
    restock: bool
    refunds: list[Refund] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    canceled: bool = False
    word: str = "pending"

    def book(self, step: Step, place: str | None = None, *, restock: bool = True) -> None:
        """Carries a step out. What Haravan would refuse is an error here."""
        key = step.key(REF)
        assert key not in self.keys, f"{key} twice"
        if step.kind is Kind.CAPTURE:
            self.captured += step.amount
            return
        self.keys.append(key)
        assert step.amount >= 0
        assert self.given_back + step.amount <= self.captured, "more money than there was"
        for line, quantity in step.quantities.items():
            already = sum(made.quantities.get(line, 0) for made in self.refunds)
            assert already + quantity <= len(self.lines[line]), "more goods than there were"
            if (sku := self.skus[line]) is not None and restock:
                self.taken[place or self.place, sku] -= quantity
        # The key is read back from the note, as an answer of Haravan has it.
        self.refunds.append(books.refund(f"LazDesk ({key})", step.amount, step.quantities))
        self.canceled = step.kind is Kind.CANCEL

    @property
    def given_back(self) -> int:
        return sum(made.amount for made in self.refunds)


class Life:
    """One order from its birth on; `looks` compares both books."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - a life to live again, no secret
        rng = self.rng
        wares = [
            (f"sku-{n}", rng.choice((99_000, 45_500, 1_000)), rng.random() < 0.8)
            for n in range(rng.randint(1, 2))
        ]
        pieces = []
        for _ in range(rng.randint(1, 4)):
            sku, price, linked = rng.choice(wares)
            vouchers = rng.choice((0, 0, 333, 999)), rng.choice((0, 0, 1, 500, price))
            seller = min(vouchers[0], price)
            pieces.append(Piece(sku, price, seller, min(vouchers[1], price - seller), linked))
        cod = rng.random() < 0.5
        if not cod and rng.random() < 0.2:
            for piece in pieces:
                piece.status = "unpaid"
        self.book = Book(pieces, cod, rng.choice((0, 15_000, 22_001)), "main", rng.random() < 0.8)
        self.haravan: Haravan | None = None
        self.reverses: list[tuple[str, Piece, int, bool]] = []

    def run(self) -> None:
        for _ in range(self.rng.randint(4, STEPS_OF_A_LIFE)):
            self.rng.choices(ACTS, WEIGHTS)[0](self)
        self._looks()

    # --- what happens ---------------------------------------------------------------------------

    def _moves(self) -> None:
        """A parcel moves: pieces of one status go on together, or one alone."""
        piece = self.rng.choice(self.book.pieces)
        if piece.status not in COURSES or piece.put_back is not None:
            return
        before, after = piece.status, self.rng.choice(COURSES[piece.status])
        together = before == "unpaid" or self.rng.random() < 0.6
        for each in self.book.pieces:
            alike = each.status == before and each.put_back is None
            if each is piece or (together and alike):
                each.status = after

    def _cancels(self) -> None:
        chosen = [p for p in self.book.pieces if p.status in CANCELABLE]
        for piece in self.rng.sample(chosen, self.rng.randint(0, len(chosen))):
            piece.status = "canceled"

    def _returns(self) -> None:
        """The buyer asks his money back for a delivered piece."""
        chosen = [p for p in self.book.pieces if p.word == "delivered"]
        if chosen:
            piece = self.rng.choice(chosen)
            whole = self.rng.random() < 0.6
            amount = piece.paid - self.rng.choice((0, 0, 1)) if whole else piece.paid // 3
            self.reverses.append((str(len(self.reverses) + 8), piece, max(0, amount), False))

    def _refunds(self) -> None:
        """Lazada pays one of the open requests, in any order."""
        waiting = [row for row in self.reverses if not row[3]]
        if not waiting:
            return
        row = self.rng.choice(waiting)
        id_, piece, amount, _ = row
        self.reverses[self.reverses.index(row)] = (id_, piece, amount, True)
        piece.refunds.append(amount)
        if piece.is_whole_refund and self.rng.random() < 0.8:
            piece.status = "returned"

    def _presses(self) -> None:
        """The merchant gives back what came back, or writes off what is lost."""
        if self.haravan is None or self.haravan.canceled:
            return
        chosen = [p for p in self.book.living if p.word in BACK and p.put_back is None]
        if not chosen:
            return
        some = self.rng.sample(chosen, self.rng.randint(1, len(chosen)))
        lost, place = self.rng.random() < 0.2, self.rng.choice(PLACES)
        step = self._books().give_back([self._id(piece) for piece in some], lost=lost)
        assert step is not None
        self.haravan.book(step, place, restock=not lost)
        for piece in some:
            piece.put_back = "lost" if lost else place

    def _by_hand(self) -> None:
        """The merchant books or refunds some money in Haravan by himself."""
        there = self.haravan
        if there is None or there.canceled or self.rng.random() < 0.7:
            return
        if there.captured < there.total:
            there.captured += self.rng.randint(1, there.total - there.captured)
            self.book.captured = there.captured
        elif (most := there.captured - there.given_back) > 0:
            amount = self.rng.randint(1, most)
            there.refunds.append(books.refund("khách quen", amount, {}))
            self.book.by_hand = there.given_back

    # --- LazDesk --------------------------------------------------------------------------------

    def _looks(self) -> None:
        self._synchronise(steps=None)
        self.book.looked()
        self._compare()

    def _dies(self) -> None:
        """LazDesk is killed after so many bookings; what it did stands."""
        if self.haravan is not None:
            self._synchronise(steps=self.rng.randint(0, 2))

    def _synchronise(self, steps: int | None) -> None:
        if self.haravan is None:
            sold = any(p.status not in ("unpaid", "canceled") for p in self.book.pieces)
            if not sold:
                return
            self.haravan = self._created()
        there, done = self.haravan, 0
        while not there.canceled and (steps is None or done < steps):
            step = self._books().next_step()
            if step is None:
                break
            there.book(step, restock=self.book.restock)
            done += 1
        word = self._rollup().word
        if steps is None and not there.canceled and word is not None:
            before = next(w for w in status.Word if w.name.lower() == there.word)
            if word > status.Word.UNPAID and not status.goes_back(before, word):
                there.word = word.name.lower()

    def _created(self) -> Haravan:
        live = [piece for piece in self.book.pieces if piece.status != "canceled"]
        lines: dict[str, list[str]] = {}
        for piece in live:
            lines.setdefault(piece.sku, []).append(self._id(piece))
        skus = {p.sku: p.sku if p.linked else None for p in live}
        total = sum(piece.earned for piece in live) + self.book.shipping
        made = Haravan(lines, skus, total, 0 if self.book.cod else total, "main", self.book.restock)
        for line, sku in skus.items():
            if sku is not None:
                made.taken["main", sku] += len(lines[line])
        self.held = live
        return made

    def _books(self) -> Books:
        assert self.haravan is not None
        there = self.haravan
        return Books(
            units=tuple(
                books.Unit(self._id(p), p.sku, p.status, p.earned, p.paid) for p in self.held
            ),
            reverses=tuple(
                ReverseLine(id_, self._id(piece), amount)
                for id_, piece, amount, done in self.reverses
                if done
            ),
            refunds=tuple(there.refunds),
            quantities={line: len(ids) for line, ids in there.lines.items()},
            total=there.total,
            captured=there.captured,
            owed=books.is_owed(self._rollup(), cod=self.book.cod),
        )

    def _rollup(self) -> status.Rollup:
        return status.word([piece.status for piece in self.book.pieces])

    def _id(self, piece: Piece) -> str:
        return str(self.book.pieces.index(piece) + 100)

    def _compare(self) -> None:
        there, book = self.haravan, self.book
        assert (there is not None) == bool(book.imported)
        if there is None:
            return
        assert there.canceled == book.is_over
        assert there.captured == book.captured
        assert there.given_back == book.refunded
        assert Counter({k: n for k, n in there.taken.items() if n}) == book.taken
        if not book.is_over:
            assert there.word == book.word


ACTS = (
    *(Life._moves, Life._cancels, Life._returns, Life._refunds, Life._presses),
    *(Life._by_hand, Life._looks, Life._dies),
)
WEIGHTS = (8, 0.7, 2, 2, 1.5, 0.7, 3, 1)


def live(count: int, first: int = 0) -> None:
    """Raises AssertionError naming the life that went wrong."""
    for seed in range(first, first + count):
        try:
            Life(seed).run()
        except AssertionError as wrong:
            raise AssertionError(f"life {seed}: {wrong}") from wrong


if __name__ == "__main__":
    live(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
