"""Every command's JSON document has at least the keys of interfaces.md, over one connected desk."""

from __future__ import annotations

import pytest

from lazdesk.sandbox.server import PracticeShops
from tests.cli.conftest import sell
from tests.cli.terminal import lazdesk, program

STATUS_HARAVAN = {"connected", "name", "domain"}
STATUS_SHOP = {
    "seller_id",
    "name",
    "connected",
    "access_expires_at",
    "refresh_expires_at",
    "last_sync_at",
}
COUNTS = {"linked", "problems", "unpublished", "orders", "waiting"}
PRODUCT = {
    "barcode",
    "seller_sku",
    "title",
    "published",
    "link",
    "wanted_quantity",
    "lazada_quantity",
    "haravan_price",
    "lazada_price",
}
EXPLANATION = {
    "seller_sku",
    "q",
    "u",
    "w",
    "b",
    "locations",
    "rule",
    "wanted",
    "sent",
    "sent_at",
    "answer",
}
ORDER = {
    "order_number",
    "ref",
    "haravan_id",
    "state",
    "lazada_status",
    "haravan_status",
    "total",
    "lines",
    "history",
}
PROBLEM = {"id", "code", "message", "cause", "remedy", "object", "since", "count", "retryable"}
SYNC = {"pulled", "imported", "pushed", "waiting", "failed", "calls"}


@pytest.fixture
def working(connected: PracticeShops) -> PracticeShops:
    """A shop that has sold one thing, lacks one barcode, and is synchronised."""

    def busy(world: object) -> None:
        shop = connected.world.lazada
        shop.place_order({next(iter(shop.by_seller_sku)): 1})
        haravan = connected.world.haravan
        haravan.set_barcode(next(reversed(haravan.variants)), None)

    connected.call(busy)
    assert lazdesk("sync", "--once").status == 0
    assert lazdesk("products", "publish", "--all").status == 0
    for kind in ("quantity", "price"):
        assert lazdesk("config", "set", f"push.{kind}", "on", "--yes").status == 0
    return connected


def test_documents_have_their_keys(working: PracticeShops) -> None:
    sync = lazdesk("sync", "--once", "--wait", "--yes", "--json").document
    assert sync.keys() >= SYNC
    assert sync["calls"].keys() == {"lazada", "haravan"}
    assert sync["imported"] == 1
    assert sync["pushed"] > 0

    status = lazdesk("status", "--json").document
    assert status["haravan"].keys() >= STATUS_HARAVAN
    assert status["haravan"]["connected"] is True
    assert [shop.keys() >= STATUS_SHOP for shop in status["shops"]] == [True]
    assert status["counts"].keys() >= COUNTS
    assert (status["counts"]["orders"], status["counts"]["waiting"]) == (1, 0)

    products = lazdesk("products", "list", "--json").document
    assert all(product.keys() >= PRODUCT for product in products)
    links = {"linked", "missing_barcode", "not_on_lazada", "duplicate", "unpublished", "by_hand"}
    assert {product["link"] for product in products} <= links
    linked = [p for p in products if p["link"] == "linked" and p["wanted_quantity"] is not None]
    assert all(p["wanted_quantity"] == p["lazada_quantity"] for p in linked)
    assert len(linked) > 20

    explained = lazdesk("products", "explain", linked[0]["barcode"], "--json").document
    assert explained.keys() >= EXPLANATION
    assert explained["rule"] in ("continue", "deny", "untracked")
    assert all(place.keys() >= {"id", "available"} for place in explained["locations"])

    (order,) = lazdesk("orders", "list", "--json").document
    assert order.keys() >= ORDER
    assert order["state"] == "imported"
    shown = lazdesk("orders", "show", order["order_number"], "--json").document
    assert shown == [order]

    (button,) = lazdesk("orders", "ready-to-ship", order["order_number"], "--json").document
    assert button.keys() >= {"order_number", "result", "reason", "files"}
    assert button["result"] == "confirmed"

    problems = lazdesk("problems", "--json").document
    assert all(problem.keys() >= PROBLEM for problem in problems)
    assert "MISSING_BARCODE" in {problem["code"] for problem in problems}

    settings = lazdesk("config", "list", "--json").document
    assert settings["push.price"] == "on"
    assert lazdesk("config", "get", "stock.buffer", "--json").document == {"stock.buffer": "0"}
    assert lazdesk("products", "preview", "--json").document == []

    doctor = lazdesk("doctor", "--json").document
    assert {check["check"] for check in doctor} >= {"keyring", "database", "lazada", "haravan"}


def test_a_preview_names_what_would_change_and_sends_nothing(connected: PracticeShops) -> None:
    lazdesk("sync", "--once")
    lazdesk("products", "publish", "--all")
    lazdesk("sync", "--once")
    before = len(connected.world.calls)
    changes = lazdesk("products", "preview", "--json").document
    assert changes
    assert all(change.keys() >= {"seller_sku", "now", "wanted", "why"} for change in changes)
    assert len(connected.world.calls) == before


def test_problems_are_ignored_and_retried_by_id(working: PracticeShops) -> None:
    lazdesk("sync", "--once", "--yes")
    problems = lazdesk("problems", "--json").document
    first = problems[0]["id"]
    assert lazdesk("problems", "retry", first, "--json").document == problems[:1]
    ignored = lazdesk("problems", "ignore", first, "--reason", "không bán nữa", "--json")
    assert [p["id"] for p in ignored.document] == [first]
    assert first not in {p["id"] for p in lazdesk("problems", "--json").document}
    (kept,) = lazdesk("problems", "--ignored", "--json").document
    assert (kept["id"], kept["reason"]) == (first, "không bán nữa")
    lazdesk("problems", "ignore", first, "--undo")
    assert lazdesk("problems", "--json").document == problems


def test_problems_that_are_over_are_listed_apart(working: PracticeShops) -> None:
    lazdesk("sync", "--once", "--yes")
    standing = {p["message"] for p in lazdesk("problems", "--json").document}
    lazdesk("products", "unpublish", "--all")
    over = lazdesk("problems", "--solved", "--json").document
    assert over
    assert {p["message"] for p in over} <= standing
    assert all(p["solved_at"] >= p["since"] for p in over)
    assert all(p["message"] not in lazdesk("problems").out for p in over[:1])


def test_text_for_the_person_is_vietnamese(working: PracticeShops) -> None:
    assert "Đồng bộ gần nhất" in lazdesk("status").out
    assert "đã liên kết" in lazdesk("products", "list").out
    assert "Nguyên do" in lazdesk("problems").out
    assert lazdesk("config", "set", "ui.language", "en").status == 0
    assert "Last sync" in lazdesk("status").out


def test_a_cycle_lists_the_orders_that_wait(connected: PracticeShops) -> None:
    """D2: what must wait is listed."""
    assert lazdesk("config", "set", "orders.list_lag_seconds", "60").status == 0
    numbers = sell(connected, 2)
    assert sorted(lazdesk("sync", "--once", "--json").document["waiting_orders"]) == sorted(numbers)
    out = lazdesk("sync", "--once").out
    assert all(number in out for number in numbers)
    assert lazdesk("config", "set", "orders.list_lag_seconds", "0").status == 0
    assert lazdesk("sync", "--once", "--wait", "--json").document["waiting_orders"] == []


def test_a_reader_that_has_seen_enough_is_no_failure(connected: PracticeShops) -> None:
    lazdesk("sync", "--once")
    with program("products", "list", "--json") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_codes_that_almost_match_are_listed_as_suggestions(connected: PracticeShops) -> None:
    """B1: shown, never linked by themselves."""
    code = connected.call(lambda world: next(iter(world.lazada.by_seller_sku)))
    connected.call(lambda world: world.lazada.rename_sku(code, f"0{code}"))
    lazdesk("sync", "--once")
    (product,) = lazdesk("products", "list", code, "--json").document
    assert (product["seller_sku"], product["suggestions"]) == (None, [f"0{code}"])
    assert f"SellerSku 0{code}" in lazdesk("products", "list").out
