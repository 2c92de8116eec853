"""C8: 2,000 changed SKUs of which seven are bad in seven ways, over HTTP (sync-engine.md §3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from lazdesk.models import desk as desk_rows
from lazdesk.rules import problems
from lazdesk.sandbox.faults import Point
from lazdesk.sandbox.lazada.records import Sku
from lazdesk.sync.wanted import LOCKED, RESTING
from tests.sync.levels import STOCK, change_stock, set_price, tracked_deny, updates, variant_of
from tests.sync.practice import Practice, practice

PRODUCTS = 900
CHANGED = 2000
PRICES = 300  # of the changed SKUs change their price, the others their stock
BATCH = 20
# What any sender needs: full batches of each kind.
MINIMUM = -(-(CHANGED - PRICES) // BATCH) + -(-PRICES // BATCH)

# Which SKU is bad, how it is told, and the problem it becomes.
WHOLE, CODE_0, BY_CODE, NAMELESS, CAMPAIGN, GONE, OUT_OF_RANGE = 31, 333, 512, 777, 1012, 1400, 1900
EXPECTED = {
    WHOLE: "CAMPAIGN_LOCK",  # the whole call refused, without detail
    CODE_0: "LAZADA_NOT_FOR_SELLER",  # code 0, and the SKU in detail
    BY_CODE: "LAZADA_QUANTITY_REFUSED",  # code 501, the SellerSku alone in detail
    NAMELESS: "SELLER_SKU_NOT_FOUND",  # code 0, and detail does not say whose row it is
    CAMPAIGN: "CAMPAIGN_LOCK",  # code 501, below what a campaign claims
    GONE: "SELLER_SKU_NOT_FOUND",  # deleted while the push is under way
    OUT_OF_RANGE: "PRICE_OUT_OF_RANGE",
}


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Practice]:
    """2,000 SKUs and more, level."""
    with practice(tmp_path, PRODUCTS) as shops:
        shops.cycle()
        shops.publish_all()
        shops.settings(push_quantity="on", push_price="on")
        shops.shops.call(lambda _: stock_up(shops, 60))
        shops.cycle(consent=True)
        shops.cycle()
        yield shops


def stock_up(shops: Practice, available: int) -> None:
    haravan = shops.world.haravan
    for variant in haravan.variants.values():
        haravan.set_policy(variant.id, tracked=True, oversell=False)
        for place in haravan.place_ids.values():
            haravan.stock.change(place, variant, onhand=-haravan.stock.available(place, variant.id))
        haravan.change_stock(variant.id, available)


def change_all(shops: Practice, skus: list[Sku]) -> dict[str, tuple[str, int]]:
    """Changes 2,000 SKUs in Haravan, makes seven of them bad on Lazada; what each should hold."""
    haravan, lazada = shops.world.haravan, shops.world.lazada
    variants = {v.barcode: v for v in haravan.variants.values()}
    lazada.price_band = (0.9, 1.1)
    wanted = {}
    for number, sku in enumerate(skus):
        variant = variants[sku.seller_sku]
        if number < CHANGED - PRICES:
            step = -60 if number % 30 == 2 else (-5, 7)[number % 2]
            haravan.change_stock(variant.id, step)
            wanted[str(sku.sku_id)] = ("quantity", 60 + step)
        else:
            price = sku.price * (14 if number == OUT_OF_RANGE else 10) // 10
            price += 0 if number == OUT_OF_RANGE else 100
            haravan.set_price(variant.id, price)
            wanted[str(sku.sku_id)] = ("price", price)
    for number in (WHOLE, CAMPAIGN):
        haravan.change_stock(variants[skus[number].seller_sku].id, -20)
    lazada.start_campaign(30 * 86_400, skus[WHOLE].seller_sku)
    lazada.lock(skus[CAMPAIGN].seller_sku, 30 * 86_400, sellable=59, shown=False)
    lazada.spoil(skus[CODE_0].seller_sku, "quiet")
    lazada.spoil(skus[BY_CODE].seller_sku, "by_code")
    lazada.spoil(skus[NAMELESS].seller_sku, "nameless")
    return wanted


def problem_codes(shops: Practice) -> dict[str, str]:
    with shops.desk.database.read() as connection:
        return {
            row.object: row.code
            for row in desk_rows.problems(connection, shops.seller)
            if row.kind.startswith("sku_")
        }


def holds(sku: Sku, kind: str) -> int:
    return sku.sellable if kind == "quantity" else sku.price


def test_seven_bad_ones_hold_up_nobody_and_cost_few_calls(large: Practice) -> None:
    skus = list(large.world.lazada.skus.values())[:CHANGED]
    wanted = large.shops.call(lambda _: change_all(large, skus))
    gone = skus[GONE]
    large.hook(Point.BEFORE_EFFECT, STOCK, lambda: large.world.lazada.delete_sku(gone.seller_sku))
    bad = {str(skus[number].sku_id): code for number, code in EXPECTED.items()}
    before = len(updates(large))

    large.cycle()

    calls = updates(large)[before:]
    assert MINIMUM == 100
    assert len(calls) <= MINIMUM * 1.15
    good = {id_: value for id_, value in wanted.items() if id_ not in bad}
    now = {str(sku.sku_id): sku for sku in skus}
    assert len(good) == CHANGED - 7
    assert {id_: (kind, holds(now[id_], kind)) for id_, (kind, _) in good.items()} == good
    assert problem_codes(large) == bad
    for code in bad.values():
        remedy = problems.CATALOGUE[code]
        assert remedy.remedy("vi")
        assert remedy.remedy("en")

    rest_until_their_time(large, set(bad) - {str(gone.sku_id)})


def rest_until_their_time(shops: Practice, bad: set[str]) -> None:
    """10 minutes, an hour, a day, then the merchant: not one call before."""
    for pause, tried in ((300, 0), (305, 1), (1800, 0), (1805, 1), (43_000, 0), (43_500, 1)):
        shops.advance(pause)
        before = len(updates(shops))
        outcome = shops.cycle()
        sent = Counter(id_ for _, values in updates(shops)[before:] for id_ in values)
        assert {id_ for id_ in sent if id_ in bad} == (bad if tried else set())
        assert {c.sku_id for c in outcome.held if c.held in (RESTING, LOCKED)} == (
            set() if tried else bad
        )
    shops.advance(7 * 86_400)
    before = len(updates(shops))
    shops.cycle()
    assert not {id_ for _, values in updates(shops)[before:] for id_ in values} & bad


def test_a_refusal_that_all_share_is_not_looked_for_in_each(level: Practice) -> None:
    """During some campaigns no stock at all may fall (code 4170): raises and prices go on."""
    count = len(level.world.lazada.skus)
    for number in range(count):
        tracked_deny(level, number, available=60)
    level.cycle()
    level.advance(60)
    level.cycle()
    level.shops.call(lambda world: world.lazada.start_campaign(3600))
    for number in range(count):
        change_stock(level, number, 5 if number % 5 == 0 else -5)
    set_price(level, 1, level.sku(1).price + 1000)
    before = len(updates(level))
    level.advance(60)
    level.cycle()
    lowers = count - len(range(0, count, 5))
    assert lowers > BATCH
    assert len(updates(level)) - before <= 3 * 7 + 3
    raised = [level.sku(number).sellable for number in range(0, count, 5)]
    assert raised == [65] * len(raised)
    assert level.sku(1).price == variant_of(level, 1).price
    assert len(level.problems()["CAMPAIGN_LOCK"]) == 3
