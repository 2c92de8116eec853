"""B1–B7 – linking by code: links, states, problems, suggestions."""

import time
from collections.abc import Collection, Mapping

import pytest

from lazdesk.rules import linking
from lazdesk.rules.linking import Linking, LinkState, Sku, Variant

NO_HANDS: Mapping[str, str] = {}


def variant(id_: str, barcode: str | None, product: str = "p", title: str = "") -> Variant:
    return Variant(id_, product, f"Áo {product}", title or id_, barcode)


def sku(id_: str, seller_sku: str, *, deleted: bool = False) -> Sku:
    return Sku(id_, "i", seller_sku, f"Áo {id_}", deleted)


def link(
    variants: list[Variant],
    skus: list[Sku],
    published: tuple[str, ...] = ("p", "q"),
    by_hand: Mapping[str, str] = NO_HANDS,
    parted: Collection[tuple[str, str]] = (),
) -> Linking:
    return linking.link(variants, skus, set(published), by_hand, set(parted))


def codes(result: Linking) -> list[tuple[str, tuple[str, ...]]]:
    return [(problem.code, problem.variant_ids) for problem in result.problems]


@pytest.mark.parametrize(
    ("barcode", "seller_sku", "linked"),
    [
        pytest.param("8934567890123", "8934567890123", True, id="equal"),
        pytest.param(" 893 ", "\t893\n", True, id="but for outer white space"),
        pytest.param("893\u00a0", "893", True, id="a hard space outside"),
        pytest.param("AB", "ab", False, id="case matters"),
        pytest.param("A B", "AB", False, id="inner spaces matter"),
        pytest.param("0893", "893", False, id="leading zeros matter"),
        pytest.param("8,93E+12", "8930000000000", False, id="scientific notation is no number"),
        pytest.param("А1", "A1", False, id="a Cyrillic letter is another letter"),
        pytest.param("ĐẦM", "DAM", False, id="marks matter"),
        pytest.param("ẦM", "A\u0302\u0300M", False, id="other Unicode for the same letter"),
        pytest.param("\u3000893\u2003", "893", True, id="every kind of outer space"),
        pytest.param("8\u200b93", "893", False, id="a character nobody sees"),
        pytest.param("", "", False, id="nothing equals nothing"),
        pytest.param(None, "893", False, id="no barcode"),
    ],
)
def test_b1_linked_when_seller_sku_equals_barcode(
    barcode: str | None, seller_sku: str, linked: bool
) -> None:
    result = link([variant("v", barcode)], [sku("s", seller_sku)])
    assert result.links == ({"v": "s"} if linked else {})


def test_b1_a_deleted_sku_is_not_linked() -> None:
    result = link([variant("v", "893")], [sku("s", "893", deleted=True)])
    assert (result.links, result.unanswered) == ({}, ())
    assert result.states == {"v": LinkState.NOT_ON_LAZADA}


def test_b1_a_hand_link_is_marked_and_goes_before_the_code() -> None:
    result = link(
        [variant("v", "893"), variant("w", "other")],
        [sku("s", "893"), sku("t", "894")],
        by_hand={"v": "t"},
    )
    assert result.links == {"v": "t"}
    assert result.states["v"] is LinkState.BY_HAND


def test_b1_one_sku_is_one_variant_a_code_does_not_take_what_a_hand_gave_away() -> None:
    result = link([variant("v", "893"), variant("w", "777")], [sku("s", "893")], by_hand={"w": "s"})
    assert result.links == {"w": "s"}
    assert result.states["v"] is LinkState.DUPLICATE
    assert codes(result) == [("TAKEN_BY_HAND", ("v",))]


def test_b1_one_sku_linked_by_hand_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two variants"):
        link([variant("v", "1"), variant("w", "2")], [sku("s", "3")], by_hand={"v": "s", "w": "s"})


@pytest.mark.parametrize("gone", [{"gone": "s"}, {"v": "gone"}, {"v": "deleted"}])
def test_b1_a_hand_link_to_a_row_that_is_gone_does_not_count(gone: dict[str, str]) -> None:
    skus = [sku("s", "893"), sku("deleted", "1", deleted=True)]
    result = link([variant("v", "893")], skus, by_hand=gone)
    assert result.links == {"v": "s"}
    assert result.states == {"v": LinkState.LINKED}


def test_b1_a_pair_taken_apart_is_not_linked_by_its_code() -> None:
    """The merchant's own decision: a state of its own, and no problem."""
    variants = [variant("v", "893"), variant("w", "894")]
    result = link(variants, [sku("s", "893"), sku("t", "894")], parted=[("v", "s")])
    assert result.links == {"w": "t"}
    assert result.states == {"v": LinkState.UNLINKED, "w": LinkState.LINKED}
    assert result.problems == ()
    assert result.unanswered == (), "its code is known in Haravan"


def test_b1_a_pair_taken_apart_says_nothing_of_other_pairs() -> None:
    """Another SKU under that code, or another code, links by itself."""
    result = link([variant("v", "893")], [sku("t", "893")], parted=[("v", "s")])
    assert result.synchronised() == {"v": "t"}
    result = link([variant("v", "894")], [sku("s", "893")], parted=[("v", "s")])
    assert result.states == {"v": LinkState.NOT_ON_LAZADA}


def test_b1_a_hand_link_goes_before_a_parting() -> None:
    result = link([variant("v", "893")], [sku("s", "893")], by_hand={"v": "s"}, parted=[("v", "s")])
    assert result.states == {"v": LinkState.BY_HAND}


def test_b4_a_holder_taken_apart_still_carries_the_barcode() -> None:
    """Its parting does not settle the other's ambiguity."""
    variants = [variant("v", "893"), variant("w", "893", "q")]
    result = link(variants, [sku("s", "893")], parted=[("v", "s")])
    assert result.links == {}
    assert set(result.states.values()) == {LinkState.DUPLICATE}


def test_b1_who_was_taken_apart_is_not_told_that_the_sku_is_taken() -> None:
    variants = [variant("v", "893"), variant("w", "7")]
    result = link(variants, [sku("s", "893")], by_hand={"w": "s"}, parted=[("v", "s")])
    assert result.states["v"] is LinkState.UNLINKED
    assert result.problems == ()


def test_b2_unpublished_is_linked_for_order_lines_but_not_synchronised() -> None:
    result = link([variant("v", "893"), variant("w", None)], [sku("s", "893")], published=())
    assert result.links == {"v": "s"}
    assert set(result.states.values()) == {LinkState.UNPUBLISHED}
    assert result.synchronised() == {}
    assert result.problems == ()


def test_b3_each_variant_links_for_itself() -> None:
    result = link([variant("v", "893"), variant("w", None), variant("x", "0")], [sku("s", "893")])
    assert result.synchronised() == {"v": "s"}
    assert result.states == {
        "v": LinkState.LINKED,
        "w": LinkState.MISSING_BARCODE,
        "x": LinkState.NOT_ON_LAZADA,
    }


def test_b4_a_barcode_twice_in_one_product_stops_the_whole_product() -> None:
    result = link(
        [variant("v", "893"), variant("w", "893"), variant("x", "894"), variant("y", "895", "q")],
        [sku("s", "893"), sku("t", "894"), sku("u", "895")],
    )
    assert result.synchronised() == {"y": "u"}
    assert [result.states[id_] for id_ in "vwx"] == [LinkState.DUPLICATE] * 3
    assert result.links == {"x": "t", "y": "u"}, "an unambiguous link serves order lines (D3)"
    assert codes(result) == [("DUPLICATE_BARCODE", ("v", "w"))]


def test_b4_a_barcode_twice_across_products_stops_every_holder_only() -> None:
    result = link(
        [variant("v", "893"), variant("x", "894"), variant("w", " 893", "q")],
        [sku("s", "893"), sku("t", "894")],
    )
    assert result.synchronised() == {"x": "t"}
    assert result.states["v"] is result.states["w"] is LinkState.DUPLICATE


def test_b4_the_problem_names_all_holders() -> None:
    variants = [variant("v", "893", title="M"), variant("w", "893", "q", title="L")]
    (problem,) = link(variants, [sku("s", "893")]).problems
    assert problem.params == {"barcode": "893", "holders": "Áo p – M; Áo q – L"}
    assert problem.sku_ids == ("s",)


def test_b4_an_unpublished_holder_makes_the_published_one_ambiguous_too() -> None:
    variants = [variant("v", "893"), variant("w", "893", "hidden")]
    result = link(variants, [sku("s", "893")])
    assert result.links == {}
    assert result.states == {"v": LinkState.DUPLICATE, "w": LinkState.UNPUBLISHED}
    assert codes(result) == [("DUPLICATE_BARCODE", ("v", "w"))]


def test_b4_the_same_seller_sku_on_two_skus_is_ambiguous() -> None:
    result = link([variant("v", "893")], [sku("s", "893"), sku("t", "893 ")])
    assert result.links == {}
    assert result.states == {"v": LinkState.DUPLICATE}
    (problem,) = result.problems
    assert (problem.code, problem.sku_ids) == ("DUPLICATE_SELLER_SKU", ("s", "t"))


def test_b4_codes_shared_on_both_sides_name_the_holders_of_both() -> None:
    variants = [variant("v", "893", title="M"), variant("w", "893", "q", title="L")]
    result = link(variants, [sku("s", "893"), sku("t", "893")])
    assert [(problem.code, problem.shared, problem.params) for problem in result.problems] == [
        ("DUPLICATE_BARCODE", "893", {"barcode": "893", "holders": "Áo p – M; Áo q – L"}),
        ("DUPLICATE_SELLER_SKU", "893", {"sku": "893", "holders": "Áo s (s); Áo t (t)"}),
    ]


def test_b4_a_deleted_twin_makes_nothing_ambiguous() -> None:
    result = link([variant("v", "893")], [sku("s", "893"), sku("t", "893", deleted=True)])
    assert result.synchronised() == {"v": "s"}


def test_b4_a_hand_link_settles_its_own_variant_only() -> None:
    variants = [variant("v", "893"), variant("w", "893", "q")]
    one = link(variants, [sku("s", "893"), sku("t", "5")], by_hand={"v": "s"})
    assert one.synchronised() == {"v": "s"}
    assert one.states["w"] is LinkState.DUPLICATE
    both = link(variants, [sku("s", "893"), sku("t", "5")], by_hand={"v": "s", "w": "t"})
    assert both.synchronised() == {"v": "s", "w": "t"}
    assert both.problems == ()


def test_b4_within_one_product_a_hand_link_on_one_holder_does_not_free_the_product() -> None:
    variants = [variant("v", "893"), variant("w", "893")]
    result = link(variants, [sku("s", "893")], by_hand={"v": "s"})
    assert result.synchronised() == {}


def test_b5_problems_say_what_they_concern() -> None:
    variants = [variant("v", " ", title="Đỏ / M"), Variant("w", "p", "Mũ", "", None)]
    result = link([*variants, variant("x", "893")], [])
    assert [(problem.code, problem.params) for problem in result.problems] == [
        ("MISSING_BARCODE", {"variant": "Đỏ / M", "product": "Áo p"}),
        ("MISSING_BARCODE", {"variant": "Default Title", "product": "Mũ"}),
        ("SELLER_SKU_NOT_FOUND", {"sku": "893"}),
    ]


def test_b6_skus_that_no_variant_answers_to() -> None:
    skus = [sku("s", "893"), sku("t", "894"), sku("u", ""), sku("x", "9"), sku("y", "895")]
    variants = [variant("v", "893"), variant("a", "895"), variant("b", "895"), variant("c", "7")]
    result = link(variants, skus, by_hand={"c": "x"})
    assert result.unanswered == ("t", "u")


def test_b7_a_unit_barcode_is_named_in_a_problem() -> None:
    box = Variant("v", "p", "Sữa", "Hộp", "893", unit_barcodes=("THUNG-24", "893", ""))
    result = link([box], [sku("s", "893"), sku("t", "THUNG-24")])
    assert result.links == {"v": "s"}
    (problem,) = result.problems
    assert (problem.code, problem.variant_ids, problem.sku_ids) == ("UNIT_BARCODE", ("v",), ("t",))
    assert problem.params == {"barcode": "THUNG-24", "variant": "Hộp"}


def test_b7_a_unit_barcode_that_two_variants_carry_is_one_problem() -> None:
    boxes = [Variant(id_, "p", "Sữa", id_, None, unit_barcodes=("T", "T ")) for id_ in "vw"]
    result = link(boxes, [sku("t", "T")])
    (problem,) = [problem for problem in result.problems if problem.code == "UNIT_BARCODE"]
    assert (problem.variant_ids, problem.shared, problem.params["variant"]) == (
        ("v", "w"),
        "T",
        "v; w",
    )


def test_b7_a_unit_of_an_unpublished_product_is_nobodys_problem() -> None:
    box = Variant("v", "hidden", "Sữa", "Hộp", None, unit_barcodes=("T",))
    assert link([box], [sku("t", "T")]).problems == ()


def test_b7_a_unit_barcode_linked_by_hand_is_settled() -> None:
    box = Variant("v", "p", "Sữa", "Hộp", None, unit_barcodes=("T",))
    assert link([box], [sku("t", "T")], by_hand={"v": "t"}).problems == ()


def test_b7_a_unit_barcode_that_lazada_does_not_have_is_no_problem() -> None:
    box = Variant("v", "p", "Sữa", "Hộp", "893", unit_barcodes=("THUNG-24",))
    assert link([box], [sku("s", "893")]).problems == ()


def test_100_000_variants_link_in_seconds() -> None:
    variants = [variant(f"v{n}", f"893{n:010d}", f"p{n // 4}") for n in range(100_000)]
    skus = [sku(f"s{n}", f"893{n:010d}") for n in range(0, 200_000, 2)]
    started = time.process_time()
    result = link(variants, skus)
    assert time.process_time() - started < 10
    assert len(result.links) == 50_000
