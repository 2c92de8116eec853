"""An independent book of one order, kept from what happened alone (D4, D5, D8, D10, D11).

It knows nothing of LazDesk but when LazDesk looked: the order is imported then, COD captured then.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

# What Lazada says of a piece, least advanced first; the words of D8's table.
PROGRESS = ("unpaid", "pending", "ready", "transit", "delivered")
WORDS = {
    "unpaid": "unpaid",
    "pending": "pending",
    "packed": "pending",
    "ready_to_ship_pending": "ready",
    "ready_to_ship": "ready",
    "shipped": "transit",
    "delivered": "delivered",
    "confirmed": "delivered",
    "failed_delivery": "failed",
    "shipped_back": "failed",
    "shipped_back_success": "failed",
    "shipped_back_failed": "failed",
    "package_scrapped": "failed",
    "lost_by_3pl": "failed",
    "damaged_by_3pl": "failed",
    "returned": "returned",
    "canceled": "canceled",
}
HARAVAN = {
    "pending": "Chưa giao hàng",
    "ready": "Chờ giao hàng",
    "transit": "Đang giao hàng",
    "delivered": "Đã giao hàng",
    "failed": "Hủy giao hàng",
    "returned": "Chuyển hoàn",
}


@dataclass(eq=False)
class Piece:
    """One unit: what the shop earns with it, what the buyer paid for it, and its fate."""

    sku: str
    price: int
    voucher_seller: int = 0
    voucher_platform: int = 0
    linked: bool = True
    status: str = "pending"
    refunds: list[int] = field(default_factory=list)
    put_back: str | None = None
    """Where the merchant put the goods: a location, or "lost"."""
    half_paid: bool = False
    """A pre-sale whose final payment is still to come."""

    @property
    def word(self) -> str:
        return WORDS[self.status]

    @property
    def is_sold(self) -> bool:
        return self.status not in ("unpaid", "canceled") and not self.half_paid

    @property
    def earned(self) -> int:
        return self.price - self.voucher_seller

    @property
    def paid(self) -> int:
        return self.earned - self.voucher_platform

    @property
    def is_whole_refund(self) -> bool:
        if self.word == "failed":
            return self.put_back is not None
        return bool(self.refunds) and sum(self.refunds) + 1 >= self.paid

    @property
    def owed_back(self) -> int:
        return self.earned if self.is_whole_refund else min(self.earned, sum(self.refunds))


@dataclass(eq=False)
class Book:
    """One order. `place` is where the order takes its goods from."""

    pieces: list[Piece]
    cod: bool
    shipping: int
    place: str
    restock: bool = True
    refunds_unpaid: bool = True
    """Whether Haravan takes goods back before any money was booked."""
    imported: list[Piece] = field(default_factory=list)
    captured: int = 0
    by_hand: int = 0
    """What the merchant refunded in Haravan himself."""
    word: str = "pending"
    words: int = 0
    """How often the word changed."""

    @property
    def total(self) -> int:
        return sum(piece.earned for piece in self.imported) + self.shipping

    @property
    def living(self) -> list[Piece]:
        return [piece for piece in self.imported if piece.status != "canceled"]

    @property
    def is_over(self) -> bool:
        return bool(self.imported) and not self.living

    def looked(self) -> None:
        """LazDesk synchronised to the end."""
        if not self.imported:
            if any(piece.is_sold for piece in self.pieces):
                self.imported = [piece for piece in self.pieces if piece.status != "canceled"]
                self.captured = 0 if self.cod else self.total
            else:
                return
        words = {piece.word for piece in self.living}
        if not words:
            return
        moving = words - {"failed", "returned"}
        arrived = moving <= {"delivered"} and words & {"delivered", "returned"}
        if self.cod and arrived:
            self.captured = self.total
        word = next(w for w in (*PROGRESS, "failed", "returned") if w in (moving or words))
        order = [*PROGRESS, "failed", "returned"]
        if word != "unpaid" and (
            order.index(word) >= order.index(self.word)
            or (self.word, word) == ("failed", "delivered")
        ):
            self.words += word != self.word
            self.word = word

    @property
    def refunded(self) -> int:
        """What Haravan must show as refunded, once LazDesk looked."""
        if self.is_over:
            return self.captured
        if self.captured < self.total:
            return self.by_hand
        if all(piece.is_whole_refund for piece in self.living):
            return self.captured
        gone = sum(piece.earned for piece in self.imported if piece.status == "canceled")
        due = gone + sum(piece.owed_back for piece in self.living)
        return max(due, self.by_hand)

    @property
    def takes_goods_back(self) -> bool:
        """Whether Haravan lets goods of this order go back by now."""
        return self.refunds_unpaid or self.captured > 0 or self.is_over

    @property
    def taken(self) -> Counter[tuple[str, str]]:
        """How many pieces this order keeps from each location; fewer than none were put there."""
        found = Counter[tuple[str, str]]()
        for piece in self.imported:
            if not piece.linked:
                continue
            found[self.place, piece.sku] += 1
            if piece.put_back is not None:
                found[piece.put_back, piece.sku] -= piece.put_back != "lost"
            elif piece.status == "canceled" and self.restock and self.takes_goods_back:
                found[self.place, piece.sku] -= 1
        return Counter({key: count for key, count in found.items() if count})
