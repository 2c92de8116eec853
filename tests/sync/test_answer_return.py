"""D11, E4: the answer to a return reaches Lazada once, and is what it shows."""

from __future__ import annotations

from typing import Any

import pytest

from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.lazada.records import Order, ReverseOrder
from lazdesk.sync import actions
from lazdesk.sync.actions import CONFIRMED, REJECTED, Result
from lazdesk.sync.answer_return import Answer
from tests.sync.parcels import courier, shipped
from tests.sync.practice import DEADLINE, LAG, Practice

UPDATE = "/order/reverse/return/update"
DECIDE = "/order/reverse/onlyrefund/seller/decide"
REASONS = "/order/reverse/reason/list"


@pytest.fixture
def order(shops: Practice) -> Order:
    order = shops.place_order({shops.sku().seller_sku: 2}, payment="VNPAY")
    shops.sync()
    shipped(shops, order)
    courier(shops, order, "delivers")
    shops.cycle()
    return order


def ask(shops: Practice, order: Order, **how: Any) -> ReverseOrder:
    made = shops.shops.call(lambda world: world.lazada.buyer_returns(order.order_id, **how))
    shops.advance(60)
    shops.cycle()
    return made


def press(shops: Practice, reverse: ReverseOrder, *, agree: bool) -> Result:
    session = shops.session()
    request = str(reverse.reverse_order_id)
    answer = Answer(request, agree=True)
    if not agree:
        line_id = str(reverse.lines[0].line_id)
        reason = session.lazada.refusal_reasons(line_id)[0].id
        answer = Answer(request, agree=False, reason_id=reason, comment="Hàng đã qua sử dụng")
    id_ = actions.click_answer_return(session, str(reverse.order.order_id), answer)
    actions.see_through(session, [id_])
    return actions.results(session, [id_])[0]


def statuses(reverse: ReverseOrder) -> set[str]:
    return {line.status for line in reverse.lines}


@pytest.mark.parametrize(
    ("goods", "agree", "path", "calls", "status"),
    [
        (True, True, UPDATE, 1, "SELLER_AGREE_RETURN"),
        (True, False, UPDATE, 2, "SELLER_REJECT_RETURN"),
        (False, True, DECIDE, 2, "SELLER_AGREE_REFUND"),
    ],
)
def test_all_lines_are_answered_in_as_few_calls_as_lazada_takes(
    shops: Practice, order: Order, goods: bool, agree: bool, path: str, calls: int, status: str
) -> None:
    reverse = ask(shops, order, goods=goods)
    result = press(shops, reverse, agree=agree)
    assert (result.result, result.reason) == (CONFIRMED, "")
    assert statuses(reverse) == {status}
    assert len(shops.calls(path=path)) == calls
    assert "answer_return_confirmed" in shops.history(order)


@pytest.mark.parametrize("goods", [True, False])
@pytest.mark.parametrize("kind", [Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.GARBLED])
def test_a_lost_answer_is_looked_up_before_it_is_given_again(
    shops: Practice, order: Order, kind: Kind, goods: bool
) -> None:
    reverse = ask(shops, order, goods=goods)
    path = UPDATE if goods else DECIDE
    shops.fault(kind, path)
    press(shops, reverse, agree=True)
    for _ in range(4):
        shops.advance(DEADLINE + LAG)
        shops.cycle()
    assert statuses(reverse) == {"SELLER_AGREE_RETURN" if goods else "SELLER_AGREE_REFUND"}
    assert len(shops.calls(path=path)) == (1 if goods else 2) + (kind is Kind.RESET_BEFORE)
    assert "answer_return_confirmed" in shops.history(order)


@pytest.mark.parametrize(
    ("how", "agree", "reason"),
    [
        ({"to_merchant": False}, True, "lazada_decides"),
        ({"to_merchant": False}, False, "lazada_decides"),
        ({"goods": False}, False, "dispute"),
    ],
)
def test_what_is_not_the_sellers_to_answer_here(
    shops: Practice, order: Order, how: dict[str, bool], agree: bool, reason: str
) -> None:
    reverse = ask(shops, order, **how)
    result = press(shops, reverse, agree=agree)
    assert (result.result, result.reason) == (REJECTED, reason)
    assert shops.calls(path=UPDATE) + shops.calls(path=DECIDE) == []


def test_one_that_was_answered_otherwise_meanwhile(shops: Practice, order: Order) -> None:
    reverse = ask(shops, order)
    id_ = reverse.reverse_order_id
    shops.shops.call(lambda world: world.lazada.return_moves(id_, "SELLER_REJECT_RETURN"))
    result = press(shops, reverse, agree=True)
    assert (result.result, result.reason) == (REJECTED, "request_over")
    assert press(shops, reverse, agree=False).result == CONFIRMED


def test_lazadas_own_words(shops: Practice, order: Order) -> None:
    reverse = ask(shops, order)
    shops.fault(Kind.REFUSED, UPDATE, code="106", message="E0106: ROC internal error")
    result = press(shops, reverse, agree=True)
    assert (result.result, result.reason) == (REJECTED, "106: E0106: ROC internal error")


def test_an_unknown_return(shops: Practice, order: Order) -> None:
    session = shops.session()
    id_ = actions.click_answer_return(session, str(order.order_id), Answer("1", agree=True))
    actions.see_through(session, [id_])
    (result,) = actions.results(session, [id_])
    assert (result.result, result.reason) == (REJECTED, "no_return_request")
