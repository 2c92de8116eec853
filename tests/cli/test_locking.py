"""C13, C12 and the freshness of stock from the command line."""

from __future__ import annotations

from datetime import datetime

import pytest

from lazdesk.sandbox.server import PracticeShops
from tests.cli.terminal import lazdesk


@pytest.fixture
def level(connected: PracticeShops) -> PracticeShops:
    """Everything is published, switched on and agreed to."""
    assert lazdesk("sync", "--once").status == 0
    assert lazdesk("products", "publish", "--all").status == 0
    for kind in ("quantity", "price"):
        lazdesk("config", "set", f"push.{kind}", "on", "--yes")
    assert lazdesk("sync", "--once", "--yes").status == 0
    return connected


def some_code(number: int = 0) -> str:
    products = lazdesk("products", "list", "--json").document
    linked = [p for p in products if p["link"] == "linked" and p["wanted_quantity"] is not None]
    return str(linked[number]["seller_sku"])


def locks_of(code: str) -> list[str]:
    (product,) = lazdesk("products", "list", code, "--json").document
    return list(product["locks"])


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        ([], ["price", "quantity"]),
        (["--price"], ["price"]),
        (["--quantity"], ["quantity"]),
        (["--price", "--quantity"], ["price", "quantity"]),
    ],
)
def test_lock_and_unlock_name_what_they_mean(
    level: PracticeShops, options: list[str], kinds: list[str]
) -> None:
    code = some_code()
    locked = lazdesk("products", "lock", code, *options, "--until", "31/12/2099", "--json")
    assert (locked.status, locked.document["locked"], locked.document["kinds"]) == (0, 1, kinds)
    assert datetime.fromisoformat(locked.document["until"]).isoformat().startswith("2100-01-01")
    assert locks_of(code) == kinds
    waits = lazdesk("products", "preview", code, "--json").document
    assert {row["waits_for"] for row in waits if row["kind"] in kinds} <= {"locked"}
    assert lazdesk("products", "unlock", code, "--json").document == {"unlocked": len(kinds)}
    assert locks_of(code) == []


def test_a_locked_value_is_not_sent_by_a_sync(level: PracticeShops) -> None:
    code = some_code()
    sku = level.world.lazada.sku(code)
    assert lazdesk("products", "lock", code, "--price").status == 0
    level.call(lambda world: world.lazada.set_price(code, sku.price - 1000))
    lowered = sku.price
    assert lazdesk("sync", "--once", "--yes").status == 0
    assert sku.price == lowered
    assert lazdesk("products", "unlock", code).status == 0
    assert lazdesk("sync", "--once", "--yes").status == 0
    assert sku.price == lowered + 1000


@pytest.mark.parametrize(
    "words",
    [
        ["lock"],
        ["lock", "KHONG-CO"],
        ["unlock", "KHONG-CO"],
        ["lock", "--all", "--until", "hôm nào đó"],
        ["lock", "--all", "--until", "2001-01-01"],
    ],
)
def test_wrong_words_lock_nothing(level: PracticeShops, words: list[str]) -> None:
    ran = lazdesk("products", *words)
    assert ran.status == 2
    assert ran.err
    products = lazdesk("products", "list", "--json").document
    assert not any(product["locks"] for product in products)


def test_all_locks_every_linked_sku(level: PracticeShops) -> None:
    count = lazdesk("products", "lock", "--all", "--json").document["locked"]
    products = lazdesk("products", "list", "--json").document
    assert count == sum(bool(product["locks"]) for product in products) > 20


def test_status_says_how_fresh_the_stock_is(level: PracticeShops) -> None:
    (shop,) = lazdesk("status", "--json").document["shops"]
    oldest, newest = (datetime.fromisoformat(shop["stock_read"][k]) for k in ("oldest", "newest"))
    assert oldest <= newest
    assert "Tồn kho đọc lúc" in lazdesk("status").out


def test_the_lazada_warehouse_must_be_one_of_the_sellers(level: PracticeShops) -> None:
    """C12; before the list was read any is taken."""
    refused = lazdesk("config", "set", "stock.lazada_warehouse", "kho-9")
    assert refused.status == 2
    assert "dropshipping" in refused.err
    assert lazdesk("config", "set", "stock.lazada_warehouse", "dropshipping").status == 0
    assert lazdesk("config", "get", "stock.lazada_warehouse", "--json").document == {
        "stock.lazada_warehouse": "dropshipping"
    }


def test_undo_price_previews_asks_and_sets_back(level: PracticeShops) -> None:
    code = some_code()
    sku = level.world.lazada.sku(code)
    old = sku.price
    (variant,) = [v for v in level.world.haravan.variants.values() if v.barcode == code]
    level.call(lambda world: world.haravan.set_price(variant.id, old + 4000))
    assert lazdesk("sync", "--once").status == 0
    assert sku.price == old + 4000

    asked = lazdesk("products", "undo-price", "--all", "--json")
    assert asked.status == 2  # nobody agreed
    row = {"seller_sku": code, "now": old + 4000, "becomes": old}
    assert asked.document == {"preview": [row], "undone": []}
    assert sku.price == old + 4000

    done = lazdesk("products", "undo-price", code, "--yes", "--json")
    assert (done.status, done.document["undone"], sku.price) == (0, [code], old)
    assert lazdesk("sync", "--once", "--yes").status == 0
    assert sku.price == old  # held
    assert locks_of(code) == ["price"]

    again = lazdesk("products", "undo-price", "--all", "--yes", "--json")
    assert (again.status, again.document) == (0, {"preview": [], "undone": []})


@pytest.mark.parametrize("switch", ["push.price", "writes"])
def test_undo_price_while_a_switch_is_off_is_refused(level: PracticeShops, switch: str) -> None:
    assert lazdesk("config", "set", switch, "off").status == 0
    assert lazdesk("products", "undo-price", "--all", "--yes").status == 2
