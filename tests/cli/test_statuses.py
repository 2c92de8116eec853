"""Exit statuses, judged by this run alone: 3 goes before 4 before 1 (interfaces.md)."""

from __future__ import annotations

import itertools

import pytest

from lazdesk.commands.invocation import DONE, FAILED, NOT_CONNECTED, UNREACHABLE, worst
from lazdesk.platforms.clock import SystemClock
from lazdesk.sandbox.faults import Fault, Kind
from lazdesk.sandbox.server import PracticeShops
from tests.cli.conftest import sell
from tests.cli.terminal import lazdesk

PRICES = "/product/price_quantity/update"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], DONE),
        ([DONE, DONE], DONE),
        ([DONE, FAILED], FAILED),
        ([FAILED, UNREACHABLE], UNREACHABLE),
        ([UNREACHABLE, FAILED, NOT_CONNECTED], NOT_CONNECTED),
    ],
)
def test_the_worst_counts(found: list[int], expected: int) -> None:
    assert {worst(order) for order in itertools.permutations(found)} == {expected}


@pytest.fixture
def selling(connected: PracticeShops) -> PracticeShops:
    """Everything is published and pushed."""
    lazdesk("sync", "--once")
    lazdesk("products", "publish", "--all")
    for kind in ("quantity", "price"):
        lazdesk("config", "set", f"push.{kind}", "on", "--yes")
    assert lazdesk("sync", "--once", "--yes").status == 0
    return connected


def change_a_price(shops: PracticeShops, price: int) -> str:
    variant = next(iter(shops.world.haravan.variants.values()))
    shops.call(lambda world: world.haravan.set_price(variant.id, price))
    return str(variant.barcode)


def test_a_new_problem_is_1_and_the_same_again_is_0(selling: PracticeShops) -> None:
    refusal = Fault(
        kind=Kind.REFUSED, path=PRICES, times=None, code="501", message="Update product failed"
    )
    selling.call(lambda world: world.faults.add(refusal))
    change_a_price(selling, 190_000)
    first = lazdesk("sync", "--once", "--yes", "--json")
    assert (first.status, first.document["failed"]) == (1, 1)
    second = lazdesk("sync", "--once", "--yes", "--json")
    assert (second.status, second.document["failed"]) == (0, 0)
    (problem,) = lazdesk("problems", "--json").document
    assert problem["code"] == "LAZADA_PRODUCT_REFUSED"
    selling.call(lambda world: world.faults.clear())


def test_a_retried_problem_clears(selling: PracticeShops) -> None:
    refusal = Fault(kind=Kind.REFUSED, path=PRICES, code="501", message="Update product failed")
    selling.call(lambda world: world.faults.add(refusal))
    code = change_a_price(selling, 191_000)
    assert lazdesk("sync", "--once", "--yes").status == 1
    (problem,) = lazdesk("problems", "--json").document
    assert lazdesk("sync", "--once", "--yes", "--json").document["pushed"] == 0  # it rests
    assert lazdesk("problems", "retry", problem["id"]).status == 0
    assert lazdesk("sync", "--once", "--yes", "--json").document["pushed"] == 1
    (product,) = lazdesk("products", "list", code, "--json").document
    assert product["lazada_price"] == 191_000
    assert problem["id"] not in {p["id"] for p in lazdesk("problems", "--json").document}


def test_a_guarded_change_waits_for_consent(selling: PracticeShops) -> None:
    """C9: beyond ±50 % nothing is sent; that is no failure."""
    code = change_a_price(selling, 9_000_000)
    ran = lazdesk("sync", "--once", "--json")
    assert ran.document["held"] == 1
    assert ran.document["pushed"] == 0
    (product,) = lazdesk("products", "list", code, "--json").document
    assert product["lazada_price"] != 9_000_000
    assert lazdesk("sync", "--once", "--yes", "--json").document["pushed"] == 1


def test_a_locked_change_asks_for_no_consent(selling: PracticeShops) -> None:
    """C13: consent would not send it, so the merchant is not asked for it."""
    code = change_a_price(selling, 193_000)
    assert lazdesk("products", "lock", code).status == 0
    ran = lazdesk("sync", "--once", "--json")
    assert (ran.document["held"], ran.document["pushed"]) == (0, 0)
    assert "--yes" not in lazdesk("sync", "--once").out


def test_lost_access_goes_before_a_platform_out_of_reach(
    selling: PracticeShops, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemClock, "sleep", lambda *_: None)
    selling.call(lambda world: world.lazada_platform.revoke(world.lazada))
    fault = Fault(kind=Kind.GARBLED, face="haravan", times=None)
    selling.call(lambda world: world.faults.add(fault))
    ran = lazdesk("sync", "--once")
    assert ran.status == 3
    assert ran.err.count("\n") == 2  # each platform's trouble, once
    selling.call(lambda world: world.faults.clear())


def test_writes_off_stops_every_write_and_buttons_say_so(selling: PracticeShops) -> None:
    """C10."""
    lazdesk("config", "set", "writes", "off")
    change_a_price(selling, 192_000)
    (number,) = sell(selling)
    before = len(selling.world.calls)
    assert lazdesk("sync", "--once", "--wait", "--yes").status == 0
    ran = lazdesk("orders", "ready-to-ship", number, "--json")
    assert (ran.status, ran.document[0]["result"]) == (1, "rejected")
    assert "dừng ghi" in ran.document[0]["reason"]
    made = selling.world.calls[before:]
    assert [call.path for call in made if call.method != "GET"] == []
