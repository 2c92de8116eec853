"""`reconcile`: finds nothing where both sides agree, and every difference where they do not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from lazdesk.models import orders as order_rows
from lazdesk.models.database import FILE_NAME
from lazdesk.platforms.errors import Cancelled, Unavailable, WritesStopped
from lazdesk.platforms.lazada.payloads import PackOrder
from lazdesk.rules.agreement import What
from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sync import locking, second_reading
from tests.sync import planted_day
from tests.sync.happenings import Happenings
from tests.sync.levels import make_level, set_price, tracked_deny
from tests.sync.month import Month
from tests.sync.practice import CREATE, DEADLINE, LAG, LISTED_AFTER, Practice, practice
from tests.sync.proof import FOLDER, differences, proof


class QuietMonth(Month):
    """The merchant books nothing by himself; after every look both sides agree."""

    proofs = 0

    def looks(self, *, compare: bool = True) -> None:
        super().looks(compare=compare)
        if not compare:
            return
        self.shops.cycle()  # what a cancel put back on the shelf is pushed a turn later
        found = proof(self.shops)
        assert found.differences == ()
        assert found.checked > 0
        self.proofs += 1


@pytest.mark.parametrize("handling", ["lazada", "haravan"])
def test_a_month_without_faults_has_no_difference(
    tmp_path: Path, handling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Happenings, "_gives_money_back", lambda *_: False)
    with practice(tmp_path, products=10) as shops:
        make_level(shops)
        lived = QuietMonth(shops, seed=5, handling=handling)
        lived.run(count=9, days=3)
        assert lived.proofs > 2


def test_a_level_shop_agrees_and_what_is_read_anew_is_gone_afterwards(level: Practice) -> None:
    found = proof(level)
    linked = len(level.world.lazada.skus)
    assert (found.checked, found.agree, found.differences) == (linked, linked, ())
    assert not (level.desk.folder / FOLDER).exists()


def test_c1_what_is_switched_off_is_not_compared(level: Practice) -> None:
    level.shops.call(lambda world: world.lazada.set_stock(level.sku().seller_sku, 1))
    level.shops.call(lambda world: world.lazada.set_price(level.sku(1).seller_sku, 1_000))
    level.settings(push_quantity="off")
    found = proof(level)
    assert [each.what for each in found.differences if each.what is not What.MIRROR] == [What.PRICE]
    assert (found.quantity, found.price) == (False, True)


def test_c1_before_the_first_push_is_agreed_to_nothing_is_out_of_step(published: Practice) -> None:
    published.settings(push_quantity="on", push_price="on")
    set_price(published, 0, published.sku().price + 1_000)
    published.cycle()
    assert differences(published) == []


def test_c13_a_locked_value_is_as_the_merchant_wants_it(level: Practice) -> None:
    sku = level.sku()
    locking.lock(level.session(), [str(sku.sku_id)], ["price"], None, "chiến dịch")
    set_price(level, 0, sku.price + 5_000)
    level.cycle()
    assert differences(level) == []


def test_it_only_reads_whatever_it_is_asked_to_do(level: Practice) -> None:
    """The clients it reads with refuse to write, whoever would."""
    session = level.session()
    with second_reading.begun(session, level.desk.folder / FOLDER, None) as apart:
        order = level.place_order()
        with pytest.raises(WritesStopped):
            apart.haravan.create_order({"line_items": []})
        with pytest.raises(WritesStopped):
            apart.lazada.pack([PackOrder(str(order.order_id), ("1",))])
        assert apart.haravan.shop().id == session.haravan.shop().id
    before = len(level.world.calls)  # the session's own may still write
    assert session.haravan.create_metafield("lazdesk", "test", "{}").key == "test"
    assert len(level.calls(before, method="POST")) == 1


def test_what_a_cancel_breaks_off_is_gone_on_with(level: Practice) -> None:
    """Orders that were read are not read again; after some hours everything is."""
    orders = level.place_orders(2)
    level.sync()
    session = level.session()
    session.cancel.clear()
    level.hook(Point.BEFORE_EFFECT, "/com/orders.json", session.cancel.set)
    with pytest.raises(Cancelled):
        proof(level)
    session.cancel.clear()
    left = level.desk.folder / FOLDER / FILE_NAME
    assert left.exists()
    with (
        closing(level.desk.database.open_beside(left.parent)) as apart,
        apart.read() as connection,
    ):
        kept = order_rows.orders(connection, level.seller)
    assert [row.buyer for row in kept] == [{}, {}]  # G3
    before = len(level.world.calls)
    found = proof(level)
    assert found.differences == ()
    assert level.calls(before, path="/orders/items/get") == []
    assert found.checked == len(level.world.lazada.skus) + len(orders)

    level.hook(Point.BEFORE_EFFECT, "/com/orders.json", session.cancel.set)
    with pytest.raises(Cancelled):
        proof(level)
    session.cancel.clear()
    level.advance(7 * 3600)
    before = len(level.world.calls)
    proof(level)
    assert level.calls(before, path="/orders/items/get") != []


def test_g5_with_a_share_it_takes_no_more_of_the_limits(level: Practice) -> None:
    """One fiftieth of Haravan's 4 calls a second, here."""
    before, began = len(level.world.calls), level.world.now()
    proof(level, share=0.02)
    calls = len(level.calls(before, face="haravan"))
    assert calls > 4
    assert (level.world.now() - began).total_seconds() >= (calls - 2) / (4 * 0.02)


def test_a_shop_with_an_outage_says_so_and_nothing_is_told(level: Practice) -> None:
    level.fault(Kind.ERROR_BEFORE, "/orders/get", times=None)
    with pytest.raises(Unavailable):
        proof(level)


def test_a_sale_while_it_reads_is_no_difference(level: Practice) -> None:
    """Goods were read before a buyer came, his order after: the second look sees both."""
    tracked_deny(level, 0, available=9)
    level.cycle()
    level.hook(
        Point.BEFORE_EFFECT,
        "/orders/get",
        lambda: level.world.lazada.place_order({level.sku().seller_sku: 1}),
    )
    found = proof(level, before_looking_again=level.sync)
    assert found.differences == ()


def test_what_the_next_cycle_mends_is_no_difference_where_cycles_go_on(level: Practice) -> None:
    level.shops.call(lambda world: world.lazada.set_price(level.sku().seller_sku, 1_000))
    assert differences(level) == [("price", level.sku().seller_sku)]
    assert proof(level, before_looking_again=lambda: level.cycle(consent=True)).differences == ()


def test_an_order_on_its_way_in_is_not_missing(level: Practice) -> None:
    """D2: a post whose answer was lost may still take effect."""
    tracked_deny(level, 0, available=9)
    level.cycle()
    level.place_order()
    level.fault(Kind.RESET_BEFORE, CREATE, method="POST")
    level.cycle()
    assert differences(level) == []
    level.advance(DEADLINE + LAG + 120)
    assert [what for what, _ in differences(level)] == ["order_missing"]


def test_a_day_with_a_difference_of_every_kind_is_found_out_and_nothing_else(
    tmp_path: Path,
) -> None:
    """Must-show: at least forty planted on either side and in the mirror; each is told once."""
    with practice(tmp_path, products=planted_day.PRODUCTS) as shops:
        day, orders = planted_day.lay_out(shops)
        assert differences(shops) == []
        expected = planted_day.plant_all(day, orders)
        shops.advance(2 * LISTED_AFTER)  # until Haravan's list shows the new ones
        assert len(expected) == planted_day.COUNT >= 40
        assert {what for what, _ in expected} == {what.value for what in What}
        assert differences(shops) == expected
