"""What is a buyer's in a platform's answer, and how buyers are covered (G3)."""

from __future__ import annotations

from typing import Any

import pytest

from lazdesk.rules import privacy


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Nguyễn Thị An", "N***** T** A*"), ("An", "A*"), ("", ""), ("  Lê   Lợi ", "L* L**")],
)
def test_a_name_is_known_to_who_knows_it(name: str, shown: str) -> None:
    assert privacy.covered_name(name) == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("Nguyễn Thị An", "N.T.A"), ("T******n", "T***"), ("", "")]
)
def test_a_name_in_a_narrow_column(name: str, shown: str) -> None:
    assert privacy.initials(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"), [("84901234567", "********567"), ("567", "567"), ("", "")]
)
def test_of_a_phone_the_last_digits_are_shown(phone: str, shown: str) -> None:
    assert privacy.covered_phone(phone) == shown


def test_of_an_address_the_street_is_covered() -> None:
    assert privacy.covered_address(["12 Lê Lợi", "Quận 1", "Hồ Chí Minh"]) == [
        "***",
        "Quận 1",
        "Hồ Chí Minh",
    ]
    assert privacy.covered_address([]) == []


LAZADA: dict[str, Any] = {
    "order_id": 1,
    "customer_first_name": "An",
    "customer_last_name": "Nguyễn",
    "address_billing": {"phone": "84901234567"},
    "address_shipping": {"address1": "12 Lê Lợi"},
    "buyer_note": "gọi 84901234567",
    "statuses": ["pending"],
    "shipping_fee": "0",
}
HARAVAN: dict[str, Any] = {
    "id": 2,
    "email": "an@example.com",
    "note": "giao chị An",
    "customer": {"phone": "84901234567"},
    "billing_address": {},
    "shipping_address": {"address1": "12 Lê Lợi"},
    "shipping_lines": [{"price": 0}],
    "line_items": [{"id": 3, "properties": [{"name": "order_item_id", "value": "9"}]}],
    "transactions": [{"kind": "Capture", "amount": 5}],
    "note_attributes": [{"name": "lazdesk_ref", "value": "LZD:VN:1:1"}],
}


def test_what_is_kept_of_an_answer_has_no_buyer_in_it() -> None:
    assert privacy.without_buyer(LAZADA) == {
        "order_id": 1,
        "statuses": ["pending"],
        "shipping_fee": "0",
    }
    kept = ("id", "shipping_lines", "line_items", "transactions", "note_attributes")
    assert privacy.without_buyer(HARAVAN) == {key: HARAVAN[key] for key in kept}
