"""B1–B7 over HTTP: every case that the practice shops set, linked as the rules say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from lazdesk.models import goods, link_inputs, links, queries, tables
from lazdesk.rules.near_misses import NearMiss
from lazdesk.sandbox import catalogue
from lazdesk.sandbox.catalogue import Good
from lazdesk.sync import hand_links, link_goods
from tests.sync.practice import Practice, practice

PRODUCTS = catalogue.TRAP_EVERY * len(catalogue.TRAPS)


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """Every trap once, all published and linked; tests leave it as they found it."""
    with practice(tmp_path_factory.mktemp("trapped"), PRODUCTS, traps=True) as shops:
        shops.cycle()
        shops.publish_all()
        link_goods.link_goods(shops.session())
        yield shops


def good(shops: Practice, trap: str) -> Good:
    (found,) = [good for good in shops.world.goods if good.trap == trap]
    return found


def variants(shops: Practice, trap: str) -> list[Any]:
    """The mirror's rows of the trapped product, in its order: state, code, linked SellerSku."""
    v, k, s, state = tables.variants, tables.links, tables.skus, tables.link_states
    with shops.desk.database.read() as connection:
        return list(
            connection.execute(
                sa.select(v.c.id, v.c.code, state.c.state, s.c.seller_sku)
                .join(tables.products, tables.products.c.id == v.c.product_id)
                .join(state, state.c.variant_id == v.c.id)
                .outerjoin(k, k.c.variant_id == v.c.id)
                .outerjoin(s, s.c.sku_id == k.c.sku_id)
                .where(tables.products.c.title == good(shops, trap).title)
                .order_by(sa.cast(v.c.id, sa.Integer))
            )
        )


def problems(shops: Practice) -> dict[tuple[str, str], Any]:
    """The problems of linking by code and object."""
    table = tables.problems
    with shops.desk.database.read() as connection:
        rows = connection.execute(sa.select(table).where(table.c.code.in_(link_goods.CODES)))
        return {(row.code, row.object): row for row in rows}


def unanswered(shops: Practice) -> list[str]:
    with shops.desk.database.read() as connection:
        return [row.seller_sku for row in links.unanswered(connection, shops.seller)]


NEAR = {
    "other case": NearMiss.CASE,
    "inner space": NearMiss.SPACES,
    "leading zero": NearMiss.LEADING_ZEROS,
    "look-alike letters": NearMiss.LOOK_ALIKE,
    "decomposed letters": NearMiss.UNICODE,
    "without marks": NearMiss.MARKS,
}


def reasons(shops: Practice, variant_id: str) -> set[NearMiss]:
    near = hand_links.suggestions(shops.session())
    return {each.why for each in near if each.variant_id == variant_id}


@pytest.mark.parametrize("trap", NEAR)
def test_b1_near_misses_are_suggested_and_never_linked(trapped: Practice, trap: str) -> None:
    rows = variants(trapped, trap)
    assert {row.seller_sku for row in rows} == {None}
    assert all(NEAR[trap] in reasons(trapped, row.id) for row in rows)
    assert {row.state for row in rows} == {"not_on_lazada"}


def test_b1_codes_that_excel_rounded_are_suggested(trapped: Practice) -> None:
    rows = variants(trapped, "scientific")
    numbers = [row for row in rows if row.code.isdecimal()]
    assert numbers
    assert all(reasons(trapped, row.id) == {NearMiss.SCIENTIFIC} for row in numbers)
    assert {row.seller_sku for row in rows} == {None}


def test_b1_outer_white_space_does_not_matter(trapped: Practice) -> None:
    rows = variants(trapped, "outer spaces")
    assert {row.state for row in rows} == {"linked"}
    assert [row.seller_sku for row in rows] == [f" {row.code} " for row in rows]


def test_b3_each_variant_links_for_itself_b5_a_missing_barcode_is_a_problem(
    trapped: Practice,
) -> None:
    first, *others = variants(trapped, "no barcode")
    assert first.state == "missing_barcode"
    assert {row.state for row in others} <= {"linked"}
    found = problems(trapped)["MISSING_BARCODE", first.id]
    assert found.message.endswith("không có barcode")


def test_b4_a_barcode_twice_within_stops_the_product(trapped: Practice) -> None:
    rows = variants(trapped, "barcode twice within")
    assert {row.state for row in rows} == {"duplicate"}
    found = problems(trapped)["DUPLICATE_BARCODE", rows[0].code]
    assert all(
        variant.title in found.message for variant in good(trapped, "barcode twice within").variants
    )


def test_b4_a_barcode_twice_across_names_both_products(trapped: Practice) -> None:
    twin = good(trapped, "barcode twice across")
    before = trapped.world.goods[twin.number - 2]
    first, *others = variants(trapped, "barcode twice across")
    found = problems(trapped)["DUPLICATE_BARCODE", first.code]
    assert first.state == "duplicate"
    assert {row.state for row in others} <= {"linked"}
    assert twin.title in found.message
    assert before.title in found.message


def test_b4_a_seller_sku_twice_names_both_skus(trapped: Practice) -> None:
    twin = good(trapped, "SellerSku twice")
    before = trapped.world.goods[twin.number - 2]
    code = before.variants[0].barcode
    found = problems(trapped)["DUPLICATE_SELLER_SKU", str(code)]
    assert twin.title in found.message
    assert before.title in found.message


def test_b5_what_lazada_does_not_have_is_a_problem_in_the_seeds_words(trapped: Practice) -> None:
    for row in variants(trapped, "not on Lazada"):
        found = problems(trapped)["SELLER_SKU_NOT_FOUND", row.id]
        assert found.message == f"Lazada Error {row.code} SELLER_SKU_NOT_FOUND"


def test_b6_what_only_lazada_has_is_counted_and_listed(trapped: Practice) -> None:
    listed = unanswered(trapped)
    alone = {variant.seller_sku for variant in good(trapped, "only on Lazada").variants}
    assert alone <= set(listed)
    with trapped.desk.database.read() as connection:
        counted = queries.counts(connection, trapped.seller)
    assert counted["unanswered"] == len(listed)
    carried = {v.barcode for v in trapped.world.haravan.variants.values() if v.barcode}
    sold = [sku.seller_sku.strip() for sku in trapped.world.lazada.skus.values()]
    assert sorted(code.strip() for code in listed) == sorted(c for c in sold if c not in carried)


def test_b7_the_code_of_a_unit_is_named(trapped: Practice) -> None:
    boxed = good(trapped, "unit barcode").variants[0]
    found = problems(trapped)["UNIT_BARCODE", boxed.unit_barcodes[0]]
    assert boxed.unit_barcodes[0] in found.message
    assert variants(trapped, "unit barcode")[0].seller_sku is None


# --- as time goes by ------------------------------------------------------------------------------


def link_state(shops: Practice, variant_id: str) -> tuple[str, bool]:
    """A variant's state, and whether it is linked."""
    with shops.desk.database.read() as connection:
        state = connection.scalar(
            sa.select(tables.link_states.c.state).where(
                tables.link_states.c.variant_id == variant_id
            )
        )
        return str(state), bool(links.links_of(connection, shops.seller, [variant_id]))


@pytest.fixture
def pair(published: Practice) -> tuple[str, str]:
    """A variant and the SKU its code links it with."""
    published.cycle()
    with published.desk.database.read() as connection:
        (row, *_) = connection.execute(sa.select(tables.links).order_by("variant_id"))
    return row.variant_id, row.sku_id


def test_b1_an_unlinked_pair_stays_apart_through_every_change(
    published: Practice, pair: tuple[str, str]
) -> None:
    variant_id, _ = pair
    assert hand_links.unlink(published.session(), [variant_id]) == 1
    assert link_state(published, variant_id) == ("unlinked", False)
    shop = published.world.haravan
    barcode = shop.variants[int(variant_id)].barcode

    def wear(code: str | None) -> None:
        published.shops.call(lambda _: shop.set_barcode(int(variant_id), code))

    for code in ("other", barcode):
        wear(code)
        published.advance(60)
        published.cycle()
    assert link_state(published, variant_id) == ("unlinked", False)
    hand_links.follow_codes(published.session(), [variant_id])
    assert link_state(published, variant_id) == ("linked", True)


def test_b1_a_new_barcode_makes_a_new_pair_that_links_by_itself(
    published: Practice, pair: tuple[str, str]
) -> None:
    """Who was unlinked because the code was wrong corrects the code and is linked."""
    variant_id, _ = pair
    hand_links.unlink(published.session(), [variant_id])
    shop, lazada = published.world.haravan, published.world.lazada
    free = list(lazada.skus.values())[-1]
    other = next(v for v in shop.variants.values() if v.barcode == free.seller_sku)

    def swap(_: object) -> None:
        shop.set_barcode(other.id, "nobody's")
        shop.set_barcode(int(variant_id), free.seller_sku)

    published.shops.call(swap)
    published.advance(60)
    published.cycle()
    assert link_state(published, variant_id) == ("linked", True)


def test_b1_a_hand_link_survives_its_skus_absence(
    published: Practice, pair: tuple[str, str]
) -> None:
    variant_id, _ = pair
    session = published.session()
    shop = published.world.haravan
    published.shops.call(lambda _: shop.set_barcode(int(variant_id), "by hand only"))
    published.advance(60)
    published.cycle()
    hand_links.link(session, dict([pair]))
    assert link_state(published, variant_id) == ("by_hand", True)
    with (
        session.database.write() as connection,
        link_inputs.watched_skus(connection, session.shop, (), [pair[1]]),
    ):
        connection.execute(
            sa.update(tables.skus).where(tables.skus.c.sku_id == pair[1]).values(status="deleted")
        )
    link_goods.link_goods(session)
    assert link_state(published, variant_id) == ("not_on_lazada", False)
    with (
        session.database.write() as connection,
        link_inputs.watched_skus(connection, session.shop, (), [pair[1]]),
    ):
        connection.execute(
            sa.update(tables.skus).where(tables.skus.c.sku_id == pair[1]).values(status="active")
        )
    link_goods.link_goods(session)
    assert link_state(published, variant_id) == ("by_hand", True)


def test_b2_what_is_unpublished_stays_linked_for_order_lines(
    published: Practice, pair: tuple[str, str]
) -> None:
    session = published.session()
    with session.database.write() as connection:
        products = goods.products_of(connection, session.org, [pair[0]])
        goods.unpublish(connection, session.shop, products)
    link_goods.link_goods(session)
    assert link_state(published, pair[0]) == ("unpublished", True)
