"""``lazdesk orders return-goods ORDER [SKU=N …] [--location ID] [--lost]`` (D11, interfaces.md)."""

from __future__ import annotations

import pytest

from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World
from tests.cli.conftest import sell
from tests.cli.terminal import lazdesk


@pytest.fixture
def failed(connected: PracticeShops) -> str:
    """A COD order that could not be delivered."""
    (number,) = sell(connected, 1)
    assert lazdesk("sync", "--once", "--wait").status == 0

    def fail(world: World) -> None:
        for status in ("ready_to_ship", "shipped", "failed_delivery"):
            world.lazada.show_status(number, status)

    connected.call(fail)
    assert lazdesk("sync", "--once", "--wait").status == 0
    return number


def test_one_order_one_result(failed: str) -> None:
    ran = lazdesk("orders", "return-goods", failed, "--json")
    assert ran.status == 0
    assert ran.document == [
        {"order_number": failed, "result": "confirmed", "reason": "", "files": []}
    ]
    (shown,) = lazdesk("orders", "show", failed, "--json").document
    assert "goods_back" in [line["event"] for line in shown["history"]]


def test_what_cannot_be_taken_back_is_1_and_says_why(failed: str) -> None:
    (shown,) = lazdesk("orders", "show", failed, "--json").document
    sku = shown["lines"][0]["sku"]
    ran = lazdesk("orders", "return-goods", failed, f"{sku}=2", "--json")
    assert (ran.status, ran.document[0]["result"]) == (1, "rejected")
    assert "không còn ngần ấy" in ran.document[0]["reason"]
    assert lazdesk("orders", "return-goods", "4711", "--json").document[0]["result"] == "rejected"
    assert lazdesk("orders", "return-goods", failed, f"{sku}=1", "--lost").status == 0


@pytest.mark.parametrize("words", [[], ["1", "2"], ["1", "A=x"], ["1", "A=0"], ["1", "=1"]])
def test_wrong_words_are_2(connected: PracticeShops, words: list[str]) -> None:
    assert lazdesk("orders", "return-goods", *words).status == 2


def test_an_order_is_taken_again_and_shown(connected: PracticeShops) -> None:
    """``orders show ORDER --refresh``: "lấy lại đơn này"."""
    (number,) = sell(connected, 1)
    ran = lazdesk("orders", "show", number, "--refresh", "--json")
    assert ran.status == 0
    assert [(row["order_number"], row["state"]) for row in ran.document] == [(number, "imported")]
    assert lazdesk("orders", "show", "4711", "--refresh").status == 2
    assert lazdesk("orders", "show", "--refresh").status == 2
