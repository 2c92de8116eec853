"""D8 – an order's word from the statuses of its units, and what of it is written to Haravan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType


class Word(IntEnum):
    """The word of a Lazada order; the first five are ordered by progress."""

    UNPAID = 0
    PENDING = 1
    READY = 2
    TRANSIT = 3
    DELIVERED = 4
    FAILED = 5
    RETURNED = 6
    CANCELED = 7


@dataclass(frozen=True, slots=True)
class Rollup:
    """An order's word, the badges beside it and the statuses no rule knows.

    `word` is None when the order has no units, or a unit's status is not in the table: the raw
    text is then shown and flagged (UNKNOWN_STATUS), and nothing is written by guess.
    """

    word: Word | None
    badges: tuple[Word, ...] = ()
    unknown: tuple[str, ...] = ()


WORDS: Mapping[str, Word] = MappingProxyType(
    {
        "unpaid": Word.UNPAID,
        "pending": Word.PENDING,
        "topack": Word.PENDING,
        "packed": Word.PENDING,
        "repacked": Word.PENDING,
        "ready_to_ship_pending": Word.READY,
        "ready_to_ship": Word.READY,
        "toship": Word.READY,
        "shipped": Word.TRANSIT,
        "shipping": Word.TRANSIT,
        "delivered": Word.DELIVERED,
        "confirmed": Word.DELIVERED,
        "failed_delivery": Word.FAILED,
        "failed": Word.FAILED,
        "lost": Word.FAILED,
        "lost_by_3pl": Word.FAILED,
        "damaged_by_3pl": Word.FAILED,
        "package_scrapped": Word.FAILED,
        "shipped_back": Word.FAILED,
        "shipped_back_success": Word.FAILED,
        "shipped_back_failed": Word.FAILED,
        "returned": Word.RETURNED,
        "canceled": Word.CANCELED,
        "cancelled": Word.CANCELED,
    }
)

CANCELED = frozenset({"canceled", "cancelled"})
"""Statuses of a unit that is not live."""

FINAL = CANCELED | frozenset(
    {
        "confirmed",
        "returned",
        "package_scrapped",
        "shipped_back_success",
    }
)
"""Statuses a unit stays in (lazada.md §6.4); delivered is followed by confirmed or returned."""

COMING_BACK = frozenset(
    status for status, word in WORDS.items() if word in (Word.FAILED, Word.RETURNED)
)
"""Statuses of a unit that was not delivered, or returned: its goods come back, or are lost (D8)."""

_LAZADA_WORDS: Mapping[Word, str] = MappingProxyType(
    {
        Word.UNPAID: "Unpaid",
        Word.PENDING: "Pending",
        Word.READY: "Ready to ship",
        Word.TRANSIT: "In transit",
        Word.DELIVERED: "Delivered",
        Word.FAILED: "Delivered failed",
        Word.RETURNED: "Returned",
        Word.CANCELED: "Canceled",
    }
)

_HARAVAN_WORDS: Mapping[Word, str] = MappingProxyType(
    {
        Word.PENDING: "Chưa giao hàng",
        Word.READY: "Chờ giao hàng",
        Word.TRANSIT: "Đang giao hàng",
        Word.DELIVERED: "Đã giao hàng",
        Word.FAILED: "Hủy giao hàng",
        Word.RETURNED: "Chuyển hoàn",
    }
)

_CARRIER_STATES: Mapping[Word, str] = MappingProxyType(
    {
        Word.TRANSIT: "delivering",
        Word.DELIVERED: "delivered",
        Word.FAILED: "cancel",
        Word.RETURNED: "return",
    }
)

_PARCEL_WORDS: Mapping[str, Word] = MappingProxyType(
    {
        "": Word.READY,
        "pending": Word.READY,
        "readytopick": Word.READY,
        "picking": Word.READY,
        "delivering": Word.TRANSIT,
        "notmeetcustomer": Word.TRANSIT,
        "delivered": Word.DELIVERED,
        "cancel": Word.FAILED,
        "return": Word.RETURNED,
    }
)

# haravan.md §8.1, the column "rank".
_CARRIER_RANKS: Mapping[str, int] = MappingProxyType(
    {
        "pending": 0,
        "readytopick": 1,
        "picking": 2,
        "delivering": 3,
        "notmeetcustomer": 4,
        "waitingforreturn": 5,
        "delivered": 6,
        "cancel": 7,
        "return": 8,
    }
)


def of_unit(status: str) -> Word | None:
    """Return the word of one unit's status, None when the table does not know it (D8)."""
    return WORDS.get(status.strip().lower())


def is_canceled(status: str) -> bool:
    """Tell whether a unit is canceled, that is, not live."""
    return of_unit(status) is Word.CANCELED


def word(statuses: Iterable[str]) -> Rollup:
    """Roll the statuses of an order's units up to its word (D8).

    Canceled units count only when nothing else is left; failed and returned ones only when no
    other live unit is left, failed before returned, and are badges until then.
    """
    seen = tuple(statuses)
    unknown = tuple(dict.fromkeys(status for status in seen if of_unit(status) is None))
    words = {found for status in seen if (found := of_unit(status)) is not None}
    badges = sorted(words & {Word.FAILED, Word.RETURNED})
    moving = words - {Word.FAILED, Word.RETURNED, Word.CANCELED}
    if unknown or not words:
        return Rollup(None, tuple(badges), unknown)
    if moving:
        return Rollup(min(moving), tuple(badges))
    return Rollup(min(words), tuple(badges[1:]))


def lazada_word(word: Word) -> str:
    """Return the word as Lazada's merchants read it, e.g. "Ready to ship"."""
    return _LAZADA_WORDS[word]


def haravan_word(word: Word) -> str | None:
    """Return Haravan's word for the order; None for an unpaid or canceled one (D8)."""
    return _HARAVAN_WORDS.get(word)


def goes_back(before: Word, after: Word) -> bool:
    """Tell whether an order would move backwards, which it never does; but delivered may follow
    failed or lost, which is a new attempt (D8)."""
    return after < before and (before, after) != (Word.FAILED, Word.DELIVERED)


def needs_fulfilment(word: Word) -> bool:
    """Tell whether each package of an order with this word has a fulfilment in Haravan (D8)."""
    return Word.READY <= word <= Word.RETURNED


def carrier_state(word: Word) -> str | None:
    """Return the carrier state to set on every fulfilment; None: leave it as it starts (D8)."""
    return _CARRIER_STATES.get(word)


def word_of_parcel(state: str) -> str:
    """Return Haravan's word for a fulfilment in this carrier state; an unknown one is shown raw."""
    word = _PARCEL_WORDS.get(_carrier_code(state))
    return state if word is None else _HARAVAN_WORDS[word]


def may_follow(old: str | None, new: str) -> bool:
    """Tell whether a fulfilment in carrier state `old` may be set to `new` (D8).

    Never backwards, but delivered may follow cancel: a failed or lost parcel is tried again.
    Case and underscores do not matter; a state Haravan does not document ranks lowest.
    """
    before, after = _carrier_code(old or ""), _carrier_code(new)
    if (before, after) == ("cancel", "delivered"):
        return True
    return _CARRIER_RANKS.get(after, -1) > _CARRIER_RANKS.get(before, -1)


def _carrier_code(state: str) -> str:
    return state.strip().lower().replace("_", "")
