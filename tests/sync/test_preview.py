"""C1: what was previewed is what is sent; what is other meanwhile waits and is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lazdesk.models.queries import preview_list
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.rules.risk import Risk
from lazdesk.sandbox.faults import Kind
from lazdesk.sync import previews
from lazdesk.sync.previews import PreviewReplacedError
from lazdesk.sync.session import Session
from lazdesk.sync.wanted import CHANGED, PREVIEW
from tests.sync.levels import (
    PRICE,
    STOCK,
    assert_level,
    change_stock,
    code_of,
    sent_quantities,
    set_price,
    tracked_deny,
    updates,
    variant_of,
)
from tests.sync.practice import Practice

BOTH = ("price", "quantity")


def switched_on(shops: Practice) -> Session:
    return previews.with_both_switches(shops.session())


def preview(shops: Practice) -> str:
    return previews.make(switched_on(shops))


def shown(shops: Practice) -> dict[tuple[str, str], int]:
    with shops.desk.database.read() as connection:
        rows = list(preview_list.whole(connection, scope(shops)))
    return {(row.kind, row.sku_id): row.wanted for row in rows}


def scope(shops: Practice) -> Scope:
    return Scope(shops.seller, shops.session().org)


def switch_on(shops: Practice, made: str) -> None:
    shops.settings(push_quantity="on", push_price="on")
    previews.agree(shops.session(), made, BOTH)


def sent(shops: Practice, since: int = 0) -> dict[tuple[str, str], int]:
    kinds = {STOCK: "quantity", PRICE: "price"}
    return {
        (kinds[path], sku_id): value
        for path, values in updates(shops)[since:]
        for sku_id, value in values.items()
    }


@pytest.fixture
def seen(published: Practice) -> Practice:
    """Published, stock read, nothing switched on."""
    published.cycle()
    return published


def test_what_was_previewed_is_exactly_what_is_sent(seen: Practice) -> None:
    made = preview(seen)
    agreed = shown(seen)
    assert {kind for kind, _ in agreed} == set(BOTH)
    switch_on(seen, made)
    outcome = seen.cycle()
    assert outcome.held == []
    assert sent(seen) == agreed
    assert_level(seen)


def test_nothing_is_sent_while_nobody_agreed(seen: Practice) -> None:
    preview(seen)
    seen.settings(push_quantity="on", push_price="on")
    outcome = seen.cycle()
    assert {change.held for change in outcome.held} == {PREVIEW}
    assert updates(seen) == []


def test_a_value_that_changed_meanwhile_waits_and_is_said(seen: Practice) -> None:
    """Whether it was to change in the preview, or was to stay as it is."""
    tracked_deny(seen, 0, available=40)
    tracked_deny(seen, 1, available=seen.sku(1).sellable)
    seen.cycle()
    made = preview(seen)
    moved, was_level = str(seen.sku(0).sku_id), str(seen.sku(1).sku_id)
    agreed = shown(seen)
    assert agreed["quantity", moved] == 40
    assert ("quantity", was_level) not in agreed
    switch_on(seen, made)
    change_stock(seen, 0, -7)
    change_stock(seen, 1, 3)

    outcome = seen.cycle()
    assert {(c.sku_id, c.held) for c in outcome.held} == {(moved, CHANGED), (was_level, CHANGED)}
    assert sent(seen) == {key: n for key, n in agreed.items() if key != ("quantity", moved)}
    assert sorted(seen.problems()[CHANGED]) == sorted([moved, was_level])

    made = preview(seen)
    assert set(shown(seen)) == {("quantity", moved), ("quantity", was_level)}
    previews.agree(seen.session(), made, BOTH)
    assert seen.cycle().held == []
    seen.cycle()
    assert CHANGED not in seen.problems()
    assert_level(seen)


def test_after_its_first_push_a_link_goes_by_itself(seen: Practice) -> None:
    """Also one for which there was nothing to push, and one that changes in between."""
    switch_on(seen, preview(seen))
    seen.cycle()
    for number in range(len(seen.world.lazada.skus)):
        change_stock(seen, number, 3)
        set_price(seen, number, variant_of(seen, number).price + 1000)
    assert seen.cycle().held == []
    assert_level(seen)


def test_a_lost_answer_of_the_first_push_is_read_back(seen: Practice) -> None:
    """The first push took effect, which nobody heard: the link goes by itself all the same."""
    tracked_deny(seen, 0, available=40)
    seen.cycle()
    switch_on(seen, preview(seen))
    seen.fault(Kind.RESET_AFTER, STOCK, times=None)
    seen.cycle()
    seen.clear_faults()
    change_stock(seen, 0, 2)
    assert seen.cycle().held == []
    assert seen.sku(0).sellable == 42


def test_a_new_link_waits_alone(level: Practice) -> None:
    sku = level.sku()
    level.shops.call(lambda world: world.lazada.rename_sku(sku.seller_sku, "KHAC"))
    level.cycle()
    level.shops.call(lambda world: world.lazada.rename_sku("KHAC", code_of(level, 0)))
    tracked_deny(level, 0, available=33)
    change_stock(level, 1, 2)
    outcome = level.cycle()
    assert [(c.sku_id, c.held) for c in outcome.held] == [(str(sku.sku_id), PREVIEW)]
    previews.agree(level.session(), preview(level), BOTH)
    assert level.cycle().held == []
    assert level.sku(0).sellable == 33


def test_another_warehouse_is_previewed_again(level: Practice) -> None:
    """C1: consents of quantities end with the choice; the prices' stay."""
    place = level.world.haravan.place_ids["shop"]
    level.settings(stock_locations=str(place))
    level.desk.withdraw_consent(level.seller, "quantity")
    before = len(updates(level))
    outcome = level.cycle()
    assert {(c.kind, c.held) for c in outcome.held} == {("quantity", PREVIEW)}
    set_price(level, 0, variant_of(level, 0).price + 1000)
    level.cycle()
    assert {path for path, _ in updates(level)[before:]} == {PRICE}
    previews.agree(level.session(), preview(level), BOTH)
    assert level.cycle().held == []


def test_only_the_preview_shown_last_can_be_agreed_to(seen: Practice) -> None:
    first = preview(seen)
    preview(seen)
    with pytest.raises(PreviewReplacedError):
        previews.agree(seen.session(), first, BOTH)
    seen.settings(push_quantity="on", push_price="on")
    seen.cycle()
    assert updates(seen) == []


def test_a_consent_is_to_one_kind(seen: Practice) -> None:
    made = preview(seen)
    seen.settings(push_quantity="on", push_price="on")
    previews.agree(seen.session(), made, ["price"])
    outcome = seen.cycle()
    assert {change.kind for change in outcome.held} == {"quantity"}
    assert {path for path, _ in updates(seen)} == {PRICE}


def test_the_most_dangerous_stand_first(seen: Practice) -> None:
    for number in range(4):
        tracked_deny(seen, number, available=seen.sku(number).sellable)
        set_price(seen, number, seen.sku(number).price)
    set_price(seen, 0, seen.sku(0).price - 1000)
    set_price(seen, 1, seen.sku(1).price * 10)
    change_stock(seen, 2, -10_000)
    seen.cycle()
    preview(seen)
    with seen.desk.database.read() as connection:
        rows = list(preview_list.whole(connection, scope(seen)))
        ids = preview_list.ids(connection, scope(seen), Listing(sort="risk"))
        zeros = preview_list.ids(connection, scope(seen), Listing(group=str(int(Risk.TO_ZERO))))
        counts = preview_list.counts(connection, scope(seen))
    risks = [row.risk for row in rows]
    assert risks == sorted(risks)
    assert [row.sku_id for row in rows[:1]] == [str(seen.sku(1).sku_id)]
    assert zeros
    assert set(zeros) == {row.id for row in rows if row.risk == Risk.TO_ZERO}
    by_id = {row.id: row.risk for row in rows}
    assert [by_id[id_] for id_ in ids] == risks
    assert sum(counts.values()) == len(rows)


def test_a_preview_of_other_settings_shows_what_they_would_do(level: Practice) -> None:
    """The window previews before it stores (C1): here a buffer of 2."""
    session = level.session()
    previews.make(replace(session, policy=replace(session.policy, stock_buffer=2)))
    changes = shown(level)
    assert changes
    before = len(updates(level))
    level.cycle()
    assert len(updates(level)) == before
    assert sent_quantities(level, before) == {}
