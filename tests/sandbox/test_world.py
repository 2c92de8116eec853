"""The world behind both practice shops: its clock, its goods, and that a seed repeats it."""

from __future__ import annotations

import time
import unicodedata
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from lazdesk.sandbox import catalogue
from lazdesk.sandbox.catalogue import Good
from lazdesk.sandbox.world import Options, World, WorldClock

START = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def world(seed: int = 1, products: int = 5) -> World:
    return World(seed, products, WorldClock(0, START))


def generate(count: int) -> list[Good]:
    return World(1, count, WorldClock(0, START)).goods


def test_a_clock_runs_as_fast_as_it_is_told() -> None:
    clock = WorldClock(1_000_000, START)
    time.sleep(0.001)
    assert clock.now() - START > timedelta(seconds=1000)


def test_a_frozen_clock_moves_by_jumps_only() -> None:
    clock = WorldClock(0, START)
    assert clock.now() == clock.now() == START
    clock.advance(90)
    assert clock.now() == START + timedelta(seconds=90)


def test_what_falls_due_happens_in_order_and_at_its_own_time() -> None:
    here = world()
    seen: list[tuple[str, float]] = []

    def note(name: str) -> None:
        seen.append((name, (here.now() - START).total_seconds()))

    def first() -> None:
        note("first")
        here.later(5, lambda: note("follows"))

    here.later(20, lambda: note("second"))
    here.later(10, first)
    here.later(60, lambda: note("not yet"))
    here.advance(30)
    assert seen == [("first", 10), ("follows", 15), ("second", 20)]
    assert here.now() == START + timedelta(seconds=30)


def orders_of(seed: int) -> dict[str, object]:
    here = world(seed)
    seller_sku = next(sku.seller_sku for sku in here.lazada.skus.values() if sku.sellable)
    here.lazada.place_order({seller_sku: 1})
    return here.lazada.dump()


def test_a_seed_repeats_the_world() -> None:
    assert orders_of(1) == orders_of(1)
    assert orders_of(1) != orders_of(2)


def test_a_thousand_products_have_2500_variants_at_once() -> None:
    began = time.process_time()
    goods = generate(1000)
    assert time.process_time() - began < 1
    assert sum(len(good.variants) for good in goods) == 2500


def test_a_small_catalogue_is_clean() -> None:
    goods = generate(catalogue.TRAP_EVERY - 1)
    barcodes = Counter(variant.barcode for good in goods for variant in good.variants)
    assert max(barcodes.values()) == 1
    assert all(
        variant.barcode and variant.seller_sku == variant.barcode
        for good in goods
        for variant in good.variants
    )


@pytest.fixture(scope="module")
def trapped() -> dict[str, tuple[Good, Good]]:
    """By trap: the trapped product and the one before it."""
    goods = generate(1000)
    return {good.trap: (good, goods[good.number - 2]) for good in goods if good.trap}


def test_every_trap_is_set(trapped: dict[str, tuple[Good, Good]]) -> None:
    assert trapped.keys() == catalogue.TRAPS.keys()


def test_traps_are_what_they_are_called(trapped: dict[str, tuple[Good, Good]]) -> None:
    def codes(trap: str) -> tuple[str | None, str | None]:
        variant = trapped[trap][0].variants[0]
        return variant.barcode, variant.seller_sku

    assert codes("no barcode")[0] is None
    assert codes("not on Lazada")[1] is None
    assert not trapped["only on Lazada"][0].on_haravan
    within = {variant.barcode for variant in trapped["barcode twice within"][0].variants}
    assert len(within) == 1
    good, before = trapped["barcode twice across"]
    assert good.variants[0].barcode == before.variants[0].barcode
    good, before = trapped["SellerSku twice"]
    assert good.variants[0].seller_sku == before.variants[0].seller_sku
    assert trapped["unit barcode"][0].variants[0].unit_barcodes
    assert codes("empty SellerSku")[1] == ""
    for trap in ("outer spaces", "inner space", "leading zero", "scientific", "unicode SellerSku"):
        barcode, seller_sku = codes(trap)
        assert barcode != seller_sku
    barcode, seller_sku = codes("other case")
    assert barcode != seller_sku == str(barcode).lower()
    barcode, seller_sku = codes("decomposed letters")
    assert barcode != seller_sku
    assert unicodedata.normalize("NFC", str(seller_sku)) == barcode
    barcode, seller_sku = codes("without marks")
    assert str(barcode).replace("ĐẦM", "DAM") == seller_sku
    barcode, seller_sku = codes("outer spaces")
    assert (seller_sku or "").strip() == barcode


def test_traps_can_be_left_out() -> None:
    here = World(1, 100, WorldClock(0, START), Options(traps=False))
    assert {good.trap for good in here.goods} == {""}


def test_both_shops_are_stocked_from_the_goods() -> None:
    here = World(1, 200, WorldClock(0, START))
    listed = {sku.seller_sku for sku in here.lazada.skus.values()}
    assert listed == {
        variant.seller_sku
        for good in here.goods
        for variant in good.variants
        if variant.seller_sku is not None
    }
    barcodes = Counter(variant.barcode for variant in here.haravan.variants.values())
    assert barcodes == Counter(
        variant.barcode for good in here.goods if good.on_haravan for variant in good.variants
    )
