"""``--json`` prints one document however a command ends; it says what the message says."""

from __future__ import annotations

import pytest

from lazdesk.sandbox.server import PracticeShops
from tests.cli.terminal import lazdesk

UNKNOWN = [
    "products publish NOBODY",
    "products unpublish NOBODY",
    "products explain NOBODY",
    "products preview NOBODY",
    "products lock NOBODY",
    "products unlock NOBODY",
    "products undo-price NOBODY",
]
NOT_AGREED = [
    "config set push.price on",
    "config set push.quantity on",
    "disconnect lazada",
    "disconnect haravan",
    "forget-shop",
]


@pytest.mark.parametrize("words", [*UNKNOWN, *NOT_AGREED])
def test_wrong_usage_is_a_document_too(connected: PracticeShops, words: str) -> None:
    ran = lazdesk(*words.split(), "--json")
    assert ran.status == 2
    assert ran.error == "usage"


def test_one_unknown_code_among_known_ones_is_told(connected: PracticeShops) -> None:
    assert lazdesk("sync", "--once").status == 0
    assert lazdesk("products", "publish", "--all").status == 0
    listed = lazdesk("products", "list", "--json").document
    known = next(row["barcode"] for row in listed if row["link"] == "linked")
    assert lazdesk("products", "explain", f" {known} ", "--json").document["seller_sku"] == known
    for action in ("explain", "preview"):
        ran = lazdesk("products", action, known, "NOBODY", "--json")
        assert ran.error == "usage"
        assert "NOBODY" in ran.err
        assert known not in ran.err


def test_a_preview_is_asked_for_by_barcode_or_sellersku(connected: PracticeShops) -> None:
    assert lazdesk("sync", "--once").status == 0
    assert lazdesk("products", "publish", "--all").status == 0
    listed = lazdesk("products", "list", "--json").document
    row = next(
        row
        for row in listed
        if row["link"] == "linked" and row["haravan_price"] != row["lazada_price"]
    )
    assert lazdesk("products", "link", row["barcode"], row["seller_sku"]).status == 0
    variants = connected.world.haravan.variants.values()
    variant = next(each for each in variants if each.barcode == row["barcode"])
    connected.call(lambda world: world.haravan.set_barcode(variant.id, "OWN-CODE"))
    assert lazdesk("sync", "--once").status == 0
    for code in ("OWN-CODE", row["seller_sku"]):
        changes = lazdesk("products", "preview", code, "--json").document
        assert {change["seller_sku"] for change in changes} == {row["seller_sku"]}
