"""Buyers' data: what of a platform's answer is a buyer's, and how it is shown covered (G3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lazdesk.rules import books

HIDDEN = "***"
# Where Lazada and Haravan put who bought, who receives, and what either of them wrote.
_OWNED = re.compile(
    r"(?i)^(customer.*|buyer_note|delivery_info|gift_message|remarks|email|phone|contact_email|note"
    r"|national_registration_number|tax_code|tax_info.*|client_details|browser_ip|user_id_client"
    r"|(address_)?(billing|shipping)(_address)?|address_(billing|shipping))$"
)


def without_buyer(answer: Any) -> Any:
    """The platform's words without the buyer in them, at any depth; of a note LazDesk's own key
    stays, by which a booking is known (D10, D11)."""
    if isinstance(answer, Mapping):
        kept = {
            key: without_buyer(value) for key, value in answer.items() if not _OWNED.match(str(key))
        }
        key = books.key_in(str(answer.get("note") or ""))
        return kept | ({"note": f"({key.text})"} if key is not None else {})
    if isinstance(answer, list):
        return [without_buyer(value) for value in answer]
    return answer


def covered_name(name: str) -> str:
    """ "Nguyễn Thị An" → "N*** T** A*": who knows the buyer sees that it is he."""
    return " ".join(word[0] + "*" * (len(word) - 1) for word in name.split())


def initials(name: str) -> str:
    """ "Nguyễn Thị An" → "N.T.A": the covered name for a narrow column. Of most buyers Lazada
    itself tells no more than "N******n", which is "N***"."""
    words = name.split()
    return f"{words[0][0]}{HIDDEN}" if len(words) == 1 else ".".join(word[0] for word in words)


def covered_phone(phone: str) -> str:
    """All but the last three digits are covered."""
    covered = max(len(phone) - 3, 0)
    return "*" * covered + phone[covered:]


def covered_address(parts: Iterable[str]) -> list[str]:
    """The street is covered; where the parcel goes, roughly, is not."""
    street, *rest = list(parts) or [""]
    return [HIDDEN, *rest] if street else rest
