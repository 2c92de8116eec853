"""C13: a locked value is not sent, whoever locked it; the lock ends by itself, or is lifted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lazdesk.models import locks as stored
from lazdesk.sync import locking
from lazdesk.sync.wanted import LOCKED
from tests.sync.levels import (
    PRICE,
    STOCK,
    assert_level,
    change_stock,
    sent_quantities,
    set_price,
    tracked_deny,
    updates,
)
from tests.sync.practice import Practice

DAY = 86_400


def lock(shops: Practice, *kinds: str, seconds: float | None = None) -> None:
    """The merchant locks the first SKU."""
    session = shops.session()
    until = None if seconds is None else session.now() + timedelta(seconds=seconds)
    locking.lock(session, [str(shops.sku().sku_id)], kinds, until, "Sale 12.12")


def sources(shops: Practice) -> list[tuple[str, str]]:
    """Kind and source of the first SKU's locks in force."""
    id_ = str(shops.sku().sku_id)
    with shops.desk.database.read() as connection:
        rows = stored.of(connection, shops.seller, shops.world.now(), [id_]).get(id_, [])
    return [(row.kind, row.source) for row in rows]


@pytest.fixture
def differing(level: Practice) -> Practice:
    """The first SKU's price and stock are other in Haravan than they are on Lazada."""
    tracked_deny(level, 0, available=20)
    level.cycle()
    change_stock(level, 0, -8)
    set_price(level, 0, level.sku().price + 1000)
    return level


# --- the merchant's own ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "sent"),
    [(("price",), {STOCK}), (("quantity",), {PRICE}), (("price", "quantity"), set())],
)
def test_a_value_the_merchant_locked_is_not_sent(
    differing: Practice, kinds: tuple[str, ...], sent: set[str]
) -> None:
    lock(differing, *kinds)
    before = len(updates(differing))
    outcome = differing.cycle(consent=True)  # no consent helps
    assert {path for path, _ in updates(differing, before)} == sent
    assert {(change.kind, change.held) for change in outcome.held} == {(k, LOCKED) for k in kinds}
    assert differing.problems() == {}  # nothing is wrong: it was wanted so


def test_a_locked_stock_is_not_set_to_zero_either(differing: Practice) -> None:
    lock(differing, "quantity")
    change_stock(differing, 0, -12)
    differing.cycle()
    assert differing.sku().sellable == 20


def test_the_lock_ends_by_itself_at_its_date(differing: Practice) -> None:
    lock(differing, "price", "quantity", seconds=3600)
    differing.cycle()
    assert differing.sku().sellable == 20
    differing.advance(3601)
    differing.cycle()
    assert differing.sku().sellable == 12
    assert_level(differing)
    assert sources(differing) == []


def test_a_lifted_lock_lets_the_value_out(differing: Practice) -> None:
    lock(differing, "price", "quantity")
    differing.cycle()
    assert locking.unlock(differing.session(), [str(differing.sku().sku_id)], ["quantity"]) == 1
    differing.cycle()
    assert differing.sku().sellable == 12
    assert sources(differing) == [("price", "merchant")]


def test_the_others_go_on(differing: Practice) -> None:
    lock(differing, "price", "quantity")
    change_stock(differing, 1, 3)
    differing.cycle()
    assert_level(differing, but=differing.sku().sku_id)


# --- Lazada's campaigns ---------------------------------------------------------------------------


def campaign(shops: Practice, *, sellable: int = 0, price: bool = False) -> None:
    code = shops.sku().seller_sku
    shops.shops.call(lambda world: world.lazada.lock(code, DAY, sellable=sellable, price=price))


def test_what_a_product_shows_of_a_campaign_is_respected_without_a_try(
    differing: Practice,
) -> None:
    """Its pieces may not be taken: 12 is below the 15 held. Afterwards it is sent by itself."""
    campaign(differing, sellable=15)
    before = len(updates(differing))
    differing.cycle()
    assert str(differing.sku().sku_id) not in sent_quantities(differing, before)
    assert sources(differing) == [("quantity", "campaign")]
    assert differing.problems() == {}
    differing.advance(DAY + 1)
    differing.cycle()
    assert differing.sku().sellable == 12


@pytest.mark.parametrize("held", [12, 5])
def test_down_to_what_a_campaign_holds_the_stock_still_follows(
    differing: Practice, held: int
) -> None:
    campaign(differing, sellable=held)
    differing.cycle()
    assert differing.sku().sellable == 12


def test_a_frozen_price_is_learned_from_its_refusal_and_not_tried_again(
    differing: Practice,
) -> None:
    """501 with …PG_003; the product shows the campaign's end, so the lock has it too."""
    campaign(differing, sellable=1, price=True)
    old = differing.sku().price
    differing.cycle()
    assert differing.problems() == {"CAMPAIGN_LOCK": [str(differing.sku().sku_id)]}
    assert ("price", "refusal") in sources(differing)
    before = len(updates(differing))
    for _ in range(3):
        differing.advance(7200)
        differing.cycle()
    assert updates(differing, before) == []
    assert differing.sku().price == old
    differing.advance(DAY)
    differing.cycle()
    assert_level(differing)
    assert differing.problems() == {}


def test_while_stock_may_not_fall_it_may_rise(differing: Practice) -> None:
    """4170: what falls is locked for as long as it rests, then tried again; what rises is sent."""
    differing.shops.call(lambda world: world.lazada.start_campaign(1800))
    tracked_deny(differing, 1, available=differing.sku(1).sellable + 4)
    differing.cycle()
    assert sources(differing) == [("quantity", "refusal")]
    assert differing.sku().sellable == 20
    assert_level(differing, but=differing.sku().sku_id)
    change_stock(differing, 0, 20)
    differing.cycle()
    assert differing.sku().sellable == 32
    change_stock(differing, 0, -2)
    before = len(updates(differing))
    differing.cycle()
    assert updates(differing)[before:] == []  # another number, but it falls too
    differing.advance(605)
    differing.cycle()  # refused once more
    assert len(updates(differing)[before:]) == 1
    differing.advance(3605)
    differing.cycle()
    assert_level(differing)
