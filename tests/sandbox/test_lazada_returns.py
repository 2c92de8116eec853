"""The seller's answers to returns and refunds in the practice Lazada (lazada.md §8.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from lazdesk.sandbox.lazada.records import ReverseOrder
from tests.sandbox.lazada_api import Api

REASONS = "/order/reverse/reason/list"
UPDATE = "/order/reverse/return/update"
DECIDE = "/order/reverse/onlyrefund/seller/decide"


@pytest.fixture
def api() -> Api:
    return Api()


def statuses(reverse: ReverseOrder) -> list[str]:
    return [line.status for line in reverse.lines]


def refusal(api: Api, reverse: ReverseOrder) -> dict[str, str]:
    line_id = str(reverse.lines[0].line_id)
    offered = api.get(REASONS, reverse_order_line_id=line_id)["data"]
    return {"reason_id": str(offered[0]["reason_id"]), "comment": "Hàng đã dùng"}


def test_a_return_is_agreed_to_received_and_refunded(api: Api) -> None:
    reverse = api.shop.buyer_returns(api.delivered().order_id)
    for action, status in (
        ("agreeReturn", "SELLER_AGREE_RETURN"),
        ("confirmDelivery", "BUYER_RETURN_ITEM"),
        ("agreeRefund", "SELLER_AGREE_REFUND"),
    ):
        assert api.answer_return(reverse, action)["code"] == "0"
        assert statuses(reverse) == [status] * 2
    assert [row["return_status"] for row in api.units(reverse.order)] == [status] * 2


def test_a_return_is_refused_one_line_at_a_time(api: Api) -> None:
    one, two = (api.shop.buyer_returns(api.delivered(n).order_id) for n in (1, 2))
    assert api.answer_return(two, "refuseReturn", **refusal(api, two))["code"] == "111"
    assert api.answer_return(one, "refuseReturn", **refusal(api, one))["code"] == "0"
    assert statuses(one) == ["SELLER_REJECT_RETURN"]
    assert statuses(two) == ["REQUEST_INITIATE"] * 2


@pytest.mark.parametrize(
    ("action", "lacks", "code"),
    [
        ("refuseReturn", {"reason_id": "1"}, "108"),
        ("refuseReturn", {"comment": ""}, "109"),
        ("refuseRefund", {}, "110"),
        ("giveUp", {}, "107"),
        ("agreeReturn", {"reverse_order_item_ids": "[]"}, "100"),
        ("agreeReturn", {"reverse_order_item_ids": "[1]"}, "126"),
        ("agreeReturn", {"reverse_order_id": "1"}, "112"),
        ("agreeRefund", {}, "114"),
    ],
)
def test_bad_answers_have_codes(api: Api, action: str, lacks: Mapping[str, str], code: str) -> None:
    reverse = api.shop.buyer_returns(api.delivered(1).order_id)
    sent: dict[str, Any] = {
        "action": action,
        "reverse_order_id": str(reverse.reverse_order_id),
        "reverse_order_item_ids": [reverse.lines[0].line_id],
        **(refusal(api, reverse) if action.startswith("refuse") else {}),
    }
    assert api.get(UPDATE, **sent | dict(lacks))["code"] == code
    assert statuses(reverse) == ["REQUEST_INITIATE"]


def test_what_goes_to_lazadas_warehouse_is_lazadas_affair(api: Api) -> None:
    reverse = api.shop.buyer_returns(api.delivered(1).order_id, to_merchant=False)
    assert api.answer_return(reverse, "agreeReturn")["code"] == "114"


def decide(api: Api, reverse: ReverseOrder, action: str, **more: object) -> str:
    answer = api.get(
        DECIDE,
        action=action,
        reverse_order_id=str(reverse.reverse_order_id),
        reverse_order_item_ids=[line.line_id for line in reverse.lines],
        **more,
    )
    return str(answer["code"])


def test_money_alone_is_decided_line_by_line(api: Api) -> None:
    one, two = (api.shop.buyer_returns(api.delivered(n).order_id, goods=False) for n in (1, 2))
    assert api.answer_return(one, "agreeReturn")["code"] == "114"
    assert decide(api, two, "agreeRefund") == "133"
    assert decide(api, one, "startDispute") == "109"
    assert decide(api, one, "startDispute", comment="x") == "110"
    assert decide(api, one, "agreeRefund") == "0"
    assert statuses(one) == ["SELLER_AGREE_REFUND"]
    assert decide(api, one, "agreeRefund") == "114"


@pytest.mark.parametrize(("line", "code"), [("x", "103"), ("1", "119")])
def test_reasons_are_a_lines_own(api: Api, line: str, code: str) -> None:
    assert api.get(REASONS, reverse_order_line_id=line)["code"] == code
