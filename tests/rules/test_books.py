"""D10, D11: what is booked next in a Haravan order, to the đồng and each thing once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lazdesk.rules import books, status
from lazdesk.rules.books import Books, Kind, Refund, ReverseLine, Step, Unit

REF = "LZD:VN:1:2"
# Two pieces of 100,000 each: vouchers of the shop 5,000 and of Lazada 1,000; shipping 20,000.
A = Unit("11", "L", "delivered", net=95_000, paid_price=94_000)
B = replace(A, id="12")
PAID = Books((A, B), (), (), {"L": 2}, total=210_000, captured=210_000, owed=False)
COD = replace(PAID, captured=0)


def canceled(unit: Unit) -> Unit:
    return replace(unit, status="canceled")


def booked(kind: Kind, *ids: str, amount: int = 0, **quantities: int) -> Refund:
    return Refund(kind, ids, amount, quantities)


def by_hand(amount: int = 0, **quantities: int) -> Refund:
    return Refund(None, (), amount, quantities)


@pytest.mark.parametrize(
    ("order", "step"),
    [
        pytest.param(PAID, None, id="nothing happened"),
        pytest.param(
            replace(PAID, units=(canceled(A), B)),
            Step(Kind.GONE, ("11",), ("11",), {"L": 1}, 95_000),
            id="D10 prepaid: those lines, money and goods",
        ),
        pytest.param(
            replace(COD, units=(canceled(A), B)),
            Step(Kind.GONE, ("11",), ("11",), {"L": 1}, 0),
            id="D10 COD: goods only for now",
        ),
        pytest.param(
            replace(COD, units=(canceled(A), B), owed=True),
            Step(Kind.CAPTURE, amount=210_000),
            id="D10 COD delivered: the total is captured",
        ),
        pytest.param(
            replace(PAID, units=(canceled(A), B), refunds=(booked(Kind.GONE, "11", L=1),)),
            Step(Kind.SHARE, ("11",), amount=95_000),
            id="D10 COD delivered: and the canceled share refunded at once",
        ),
        pytest.param(
            replace(PAID, units=(canceled(A), canceled(B))),
            Step(Kind.CANCEL, (), ("11", "12"), {"L": 2}, 210_000),
            id="D10 all units: the order is canceled, shipping included",
        ),
        pytest.param(
            replace(
                PAID,
                units=(canceled(A), canceled(B)),
                refunds=(booked(Kind.GONE, "11", amount=95_000, L=1),),
            ),
            Step(Kind.CANCEL, (), ("12",), {"L": 1}, 115_000),
            id="D10 all units: for what is left of it",
        ),
        pytest.param(
            replace(PAID, reverses=(ReverseLine("7", "11", 94_000),)),
            Step(Kind.RETURN, ("7",), ("11",), amount=95_000),
            id="D11 in full: what the shop earned",
        ),
        pytest.param(
            replace(PAID, reverses=(ReverseLine("7", "11", 93_999),)),
            Step(Kind.RETURN, ("7",), ("11",), amount=95_000),
            id="D11 in full, one đồng short",
        ),
        pytest.param(
            replace(PAID, reverses=(ReverseLine("7", "11", 93_998),)),
            Step(Kind.RETURN, ("7",), ("11",), amount=93_998),
            id="D11 in part: Lazada's own amount",
        ),
        pytest.param(
            replace(
                PAID,
                reverses=(ReverseLine("7", "11", 40_000), ReverseLine("8", "11", 54_000)),
                refunds=(booked(Kind.RETURN, "7", amount=40_000),),
            ),
            Step(Kind.RETURN, ("8",), ("11",), amount=55_000),
            id="D11 in two steps: what is left of the unit",
        ),
        pytest.param(
            replace(
                PAID,
                reverses=(ReverseLine("7", "11", 94_000), ReverseLine("8", "12", 94_000)),
                refunds=(
                    booked(Kind.RETURN, "7", amount=95_000),
                    booked(Kind.RETURN, "8", amount=95_000),
                ),
            ),
            Step(Kind.REST, amount=20_000),
            id="D11 all live units: the rest, shipping included",
        ),
        pytest.param(
            replace(
                PAID,
                units=(canceled(A), B),
                reverses=(ReverseLine("8", "12", 94_000),),
                refunds=(
                    booked(Kind.GONE, "11", L=1),
                    booked(Kind.SHARE, "11", amount=95_000),
                ),
            ),
            Step(Kind.RETURN, ("8",), ("12",), amount=95_000),
            id="a booked share is not booked under another name",
        ),
        pytest.param(
            replace(PAID, units=(canceled(A), B), refunds=(by_hand(95_000, L=1),)),
            None,
            id="the merchant was quicker: nothing twice",
        ),
        pytest.param(
            replace(PAID, units=(canceled(A), B), refunds=(by_hand(30_000),)),
            Step(Kind.GONE, ("11",), ("11",), {"L": 1}, 65_000),
            id="the merchant refunded a part: the rest of it",
        ),
        pytest.param(
            replace(PAID, units=(canceled(A), B), refunds=(by_hand(L=1),)),
            Step(Kind.SHARE, ("11",), amount=95_000),
            id="the merchant took the goods back: the money is still due",
        ),
    ],
)
def test_next_step(order: Books, step: Step | None) -> None:
    assert order.next_step() == step


GONE_A = Step(Kind.GONE, ("11",), ("11",), {"L": 1}, 95_000)


@pytest.mark.parametrize(
    ("order", "step"),
    [
        pytest.param(
            replace(PAID, units=(canceled(A), B), kept_out=frozenset({"11"})),
            replace(GONE_A, restock=False),
            id="a part: it leaves the order, not restocked",
        ),
        pytest.param(
            replace(PAID, units=(canceled(A), canceled(B)), kept_out=frozenset({"11", "12"})),
            Step(Kind.CANCEL, (), ("11", "12"), {"L": 2}, 210_000, restock=False),
            id="all: canceled, not restocked",
        ),
        pytest.param(
            replace(PAID, units=(canceled(A), canceled(B)), kept_out=frozenset({"12"})),
            GONE_A,
            id="all, one kept out: first the goods that are restocked",
        ),
        pytest.param(
            replace(
                PAID,
                units=(canceled(A), canceled(B)),
                refunds=(booked(Kind.GONE, "11", amount=95_000, L=1),),
                kept_out=frozenset({"12"}),
            ),
            Step(Kind.CANCEL, (), ("12",), {"L": 1}, 115_000, restock=False),
            id="all, one kept out: then the rest",
        ),
        pytest.param(
            replace(
                PAID,
                units=(canceled(A), canceled(B), replace(B, id="13")),
                kept_out=frozenset({"11"}),
            ),
            Step(Kind.GONE, ("12",), ("12",), {"L": 1}, 95_000),
            id="two of three: those that are restocked come first",
        ),
        pytest.param(
            replace(PAID, kept_out=frozenset({"11"})), None, id="what lives is not canceled"
        ),
    ],
)
def test_e2_the_choice_of_the_button_binds_the_cancel(order: Books, step: Step | None) -> None:
    assert order.next_step() == step


def test_e6_handled_at_haravan_only_what_the_button_canceled_leaves_the_order() -> None:
    """D9: neither what Lazada canceled by itself nor a payment flows."""
    both = replace(COD, units=(canceled(A), canceled(B), replace(B, id="13")), owed=True)
    assert both.take_out({"12"}) == Step(Kind.GONE, ("12",), ("12",), {"L": 1}, 0)
    booked_b = replace(both, refunds=(booked(Kind.GONE, "12", L=1),))
    assert booked_b.take_out({"12"}) is None
    whole = replace(PAID, units=(canceled(A), canceled(B)))
    assert whole.take_out({"12"}) == whole.next_step()


def test_d11_the_button_gives_back_goods_and_no_money_of_what_was_delivered() -> None:
    returned = replace(PAID, units=(replace(A, status="returned"), B))
    assert returned.give_back(["11"], lost=False) == Step(Kind.BACK, ("11",), ("11",), {"L": 1}, 0)


@pytest.mark.parametrize(
    ("lost", "kind"), [pytest.param(False, Kind.BACK), pytest.param(True, Kind.LOST)]
)
def test_d11_a_failed_delivery_books_the_money_too(lost: bool, kind: Kind) -> None:
    failed = replace(PAID, units=(replace(A, status="failed"), B))
    assert failed.give_back(["11"], lost=lost) == Step(kind, ("11",), ("11",), {"L": 1}, 95_000)


def test_d11_cod_that_was_never_paid_books_no_money() -> None:
    failed = replace(COD, units=(replace(A, status="failed"), replace(B, status="failed")))
    step = failed.give_back(["11", "12"], lost=False)
    assert step is not None
    assert step.amount == 0


def test_goods_that_are_back_are_not_given_back_again() -> None:
    returned = replace(A, status="returned")
    some = replace(PAID, units=(returned, B), refunds=(booked(Kind.BACK, "11", L=1),))
    assert some.give_back(["11"], lost=False) is None
    by_merchant = replace(PAID, units=(returned, B), refunds=(by_hand(L=1),))
    assert by_merchant.give_back(["11"], lost=False) is None


@pytest.mark.parametrize(
    ("order", "overpaid"),
    [
        pytest.param(PAID, False, id="nothing"),
        pytest.param(replace(PAID, refunds=(by_hand(5_000),)), True, id="unexplained"),
        pytest.param(
            replace(PAID, units=(canceled(A), B), refunds=(by_hand(95_000),)), False, id="explained"
        ),
        pytest.param(
            replace(PAID, refunds=(booked(Kind.RETURN, "7", amount=1),)), False, id="our own"
        ),
    ],
)
def test_more_by_hand_than_lazada_explains_is_said(order: Books, overpaid: bool) -> None:
    assert order.overpaid is overpaid


def test_a_key_is_read_back_from_haravans_note() -> None:
    step = Step(Kind.GONE, ("11", "12"), ("11", "12"), {"L": 2}, 5)
    note = f"LazDesk: đơn 2 (một phần) đã hủy ({step.key(REF)})"
    assert books.refund(note, 5, {"L": 2}) == Refund(Kind.GONE, ("11", "12"), 5, {"L": 2})
    assert books.refund(f"x ({Step(Kind.REST).key(REF)})", 5, {}) == Refund(Kind.REST, (), 5, {})


@pytest.mark.parametrize(
    "note", ["", "Khách hủy", "(gone)", f"(mine:{REF}:1)", "gone:LZD:VN:1:2:3"]
)
def test_every_other_note_is_the_merchants(note: str) -> None:
    assert books.refund(note, 5, {}).kind is None


@pytest.mark.parametrize(
    ("statuses", "cod", "owed"),
    [
        (["pending"], False, True),
        (["pending"], True, False),
        (["shipped", "delivered"], True, False),
        (["delivered"], True, True),
        (["returned"], True, True),
        (["delivered", "failed"], True, True),
        (["failed", "returned"], True, True),
        (["failed"], True, False),
        (["canceled", "delivered"], True, True),
        (["teleported"], True, False),
    ],
)
def test_d5_when_the_capture_is_owed(statuses: list[str], cod: bool, owed: bool) -> None:
    assert books.is_owed(status.word(statuses), cod=cod) is owed


@pytest.mark.parametrize(
    ("facts", "complete"),
    [
        ({}, True),
        ({"request_type": "ONLY_ REFUND"}, True),
        ({"reverse_status": "request_complete"}, True),
        ({"request_type": "CANCEL", "reverse_status": "CANCEL_SUCCESS"}, False),
        ({"reverse_status": "REFUND_PENDING"}, False),
        ({"reverse_status": "BEAMED_BACK"}, False),
        ({"needs_refund": False}, False),
    ],
)
def test_d11_which_reverse_lines_count(facts: dict[str, Any], complete: bool) -> None:
    line: dict[str, Any] = {
        "request_type": "RETURN",
        "reverse_status": "REFUND_SUCCESS",
        "needs_refund": True,
    }
    assert books.is_complete(**(line | facts)) is complete
