"""``lazdesk orders cancel`` and ``orders answer-cancel`` (E2, E4, interfaces.md)."""

from __future__ import annotations

import pytest

from lazdesk.sandbox.server import PracticeShops
from lazdesk.sandbox.world import World
from tests.cli.conftest import sell
from tests.cli.terminal import lazdesk, program

CREATE = "/order/reverse/cancel/create"
DELAY, OUT_OF_STOCK = "10000019", "10000021"


@pytest.fixture
def imported(connected: PracticeShops) -> list[str]:
    numbers = sell(connected, 2)
    assert lazdesk("sync", "--once", "--wait").status == 0
    return numbers


def restocked(shops: PracticeShops, number: str) -> list[bool | None]:
    def look(world: World) -> list[bool | None]:
        (made,) = [order for order in world.haravan.orders.values() if order.name == number]
        assert made.cancelled_at is not None
        return [refund.restock for refund in made.refunds]

    return shops.call(look)


def test_without_a_reason_the_reasons_are_listed_and_nothing_is_canceled(
    connected: PracticeShops, imported: list[str]
) -> None:
    ran = lazdesk("orders", "cancel", imported[0], "4711", "--json")
    assert ran.status == 2
    found, missing = ran.document
    assert found["order_number"] == imported[0]
    assert {
        reason["id"]: (reason["restock"], reason["zeroes_stock"]) for reason in found["reasons"]
    } == {
        DELAY: (True, False),
        OUT_OF_STOCK: (False, True),
        "10000023": (True, True),
    }
    assert (missing["reasons"], missing["reason"] != "") == ([], True)
    spoken = lazdesk("orders", "cancel", imported[0])
    assert spoken.status == 2
    assert "10000021  Out of Stock" in spoken.out
    assert "--reason" in spoken.err
    assert not [call for call in connected.world.calls if call.path == CREATE]


def test_one_result_per_order_and_both_sides_are_canceled(
    connected: PracticeShops, imported: list[str]
) -> None:
    ran = lazdesk("orders", "cancel", *imported, "--reason", DELAY, "--json")
    assert ran.status == 0
    assert ran.document == [
        {"order_number": number, "result": "confirmed", "reason": "", "files": []}
        for number in imported
    ]
    for number in imported:
        assert restocked(connected, number) == [True]
    (shown,) = lazdesk("orders", "show", imported[0], "--json").document
    assert (shown["lazada_status"], shown["haravan_status"]) == ("Canceled", "Đã hủy")


@pytest.mark.parametrize(
    ("reason", "words", "restock"),
    [
        (OUT_OF_STOCK, [], False),
        (OUT_OF_STOCK, ["--restock"], True),
        (DELAY, ["--no-restock"], False),
    ],
)
def test_restock_is_the_default_but_not_for_what_is_out_of_stock(
    connected: PracticeShops, imported: list[str], reason: str, words: list[str], restock: bool
) -> None:
    assert lazdesk("orders", "cancel", imported[0], "--reason", reason, *words).status == 0
    assert bool(restocked(connected, imported[0])[0]) is restock


def test_what_cannot_be_canceled_is_1_and_says_why(
    connected: PracticeShops, imported: list[str]
) -> None:
    shipped, other = imported
    connected.call(lambda world: world.lazada.show_status(shipped, "shipped"))
    ran = lazdesk("orders", "cancel", shipped, other, "--reason", DELAY, "--json")
    assert ran.status == 1
    assert [row["result"] for row in ran.document] == ["rejected", "confirmed"]
    assert "đơn vị vận chuyển" in ran.document[0]["reason"]
    ran = lazdesk("orders", "cancel", shipped, "--json")
    assert (ran.status, ran.document[0]["reasons"]) == (2, [])
    assert "đơn vị vận chuyển" in ran.document[0]["reason"]
    assert lazdesk("orders", "cancel", shipped, "--reason", "5", "--json").status == 1


@pytest.mark.parametrize(
    "words",
    [
        ["cancel"],
        ["cancel", "--reason", "1"],
        ["cancel", "1", "--restock", "--no-restock"],
        ["answer-cancel", "1"],
        ["answer-cancel", "--agree"],
        ["answer-cancel", "1", "--agree", "--refuse"],
    ],
)
def test_wrong_words_are_2(connected: PracticeShops, words: list[str]) -> None:
    assert lazdesk("orders", *words).status == 2
    assert not [call for call in connected.world.calls if call.path == CREATE]


def test_a_buyers_request_is_answered(connected: PracticeShops, imported: list[str]) -> None:
    agreed, refused = imported

    def ask(world: World) -> None:
        for number in imported:
            world.lazada.buyer_cancels(number, ask=True)

    connected.call(ask)
    for number, word in ((agreed, "--agree"), (refused, "--refuse")):
        ran = lazdesk("orders", "answer-cancel", number, word, "--json")
        assert ran.status == 0
        assert ran.document[0]["result"] == "confirmed"
    units = connected.call(
        lambda world: [world.lazada.order(n).units[0].is_cancel_pending for n in imported]
    )
    assert units == [True, False]
    again = lazdesk("orders", "answer-cancel", refused, "--agree", "--json")
    assert (again.status, again.document[0]["result"]) == (1, "rejected")
    assert "không (còn) yêu cầu hủy" in again.document[0]["reason"]


def test_the_holder_of_the_folder_does_it(connected: PracticeShops, imported: list[str]) -> None:
    with program("sync") as process:
        assert process.stderr is not None
        assert any(line.startswith("Xong") for line in process.stderr)
        assert lazdesk("orders", "cancel", imported[0], "--json").document[0]["reasons"]
        ran = lazdesk("orders", "cancel", imported[0], "--reason", DELAY, "--json")
        assert (ran.status, ran.document[0]["result"]) == (0, "confirmed")
        assert process.poll() is None
    assert restocked(connected, imported[0]) == [True]
