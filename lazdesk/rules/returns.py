"""E4 – what the seller may answer to a buyer's return, and what shows that he did."""

from lazdesk.rules import books

WAITING = "REQUEST_INITIATE"
"""A reverse line that waits for the seller (lazada.md §8.3)."""

_AGREED = books.DONE | {
    *("SELLER_AGREE_RETURN", "BUYER_RETURN_ITEM", "CS_APPROVING"),
    *("SELLER_AGREE_REFUND", "REFUND_PENDING", "REFUND_AUTHORIZED"),
}
_REFUSED = frozenset({"SELLER_REJECT_RETURN", "SELLER_REJECT_REFUND", "REQUEST_REJECT"})


def is_waiting(reverse_status: str) -> bool:
    """Tell whether a line waits for the seller's answer."""
    return reverse_status.upper() == WAITING


def was_answered(reverse_status: str, *, agree: bool) -> bool:
    """Tell whether a line stands where this answer leads."""
    return reverse_status.upper() in (_AGREED if agree else _REFUSED)


def why_not(request_type: str, *, to_merchant: bool, agree: bool) -> str | None:
    """Return the key of `buttons.REASONS` that forbids this answer, None when it may be given."""
    if not books.is_return(request_type):
        return None if agree else "dispute"  # evidence with pictures is asked for (code 110)
    return None if to_merchant else "lazada_decides"
