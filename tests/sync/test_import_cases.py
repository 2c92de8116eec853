"""Single cases of an import that a plain order does not show (D1, D2, D3, D6)."""

from __future__ import annotations

from lazdesk.sandbox.faults import Kind, Point
from lazdesk.sandbox.people import Buyer
from tests.sync.practice import LAG, Practice


def test_one_paid_unit_is_enough(shops: Practice) -> None:
    order = shops.place_order({shops.sku().seller_sku: 2}, payment="VNPAY", paid=False)
    unit = order.units[0].order_item_id
    shops.shops.call(lambda world: world.lazada.show_status(order.order_id, "pending", [unit]))
    shops.sync()
    assert shops.the_order(order).confirmed_at is not None


def test_the_merchants_cancel_just_before_the_confirmation_stops_nobody(shops: Practice) -> None:
    orders = shops.place_orders(2)
    shops.cycle()
    shops.advance(LAG)
    made = shops.haravan_orders(orders[0])[0]
    path = f"/com/orders/{made.id}/confirm.json"
    shops.hook(Point.BEFORE_EFFECT, path, lambda: shops.world.haravan.cancel_order(made.id))
    outcome = shops.cycle()
    assert (outcome.stopped, outcome.waiting, outcome.failed) == ([], [], 0)
    assert shops.the_order(orders[1]).confirmed_at is not None


def test_a_refused_confirmation_is_that_orders_own_problem(shops: Practice) -> None:
    orders = shops.place_orders(2)
    shops.cycle()
    shops.advance(LAG)
    path = f"/com/orders/{shops.haravan_orders(orders[0])[0].id}/confirm.json"
    shops.fault(Kind.REFUSED, path, message="Không", times=None)
    outcome = shops.cycle()
    assert outcome.stopped == []
    assert shops.the_order(orders[1]).confirmed_at is not None
    assert shops.mirrored(orders[0]).import_state == "rejected"
    assert [[str(orders[0].order_id)]] == list(shops.problems().values())


def test_an_unlinked_line_is_content_once_its_sku_is_linked(shops: Practice) -> None:
    shops.cycle()
    sku = shops.sku()
    code = sku.seller_sku
    shops.shops.call(lambda world: world.lazada.rename_sku(code, "KHONG-CO"))
    shops.place_order({"KHONG-CO": 1})
    shops.sync()
    assert list(shops.problems()) == ["UNLINKED_ORDER_LINE"]
    shops.shops.call(lambda world: world.lazada.rename_sku("KHONG-CO", code))
    shops.cycle()
    assert list(shops.problems()) == ["STOCK_CORRECTION_OFFERED"]  # and no longer the line's own


def test_what_lazada_hides_by_now_stays_as_it_was_known(shops: Practice) -> None:
    """D6: masked values never replace unmasked ones."""
    shops.settings(writes="off")
    order = shops.place_order(masked=False)
    shops.cycle()
    order.masked = True
    shops.shops.call(lambda world: world.lazada.show_status(order.order_id, "packed"))
    shops.cycle()
    shops.settings(writes="on")
    shops.sync()
    address = shops.the_order(order).shipping_address
    assert address is not None
    assert "*" not in f"{address['first_name']}{address['phone']}{address['address1']}"


def test_a_ward_without_its_word_is_no_district(shops: Practice) -> None:
    """Two levels only, as since 2025: what is in the district's place is a ward (D6)."""
    buyer = Buyer("Lê An", "84901234567", "12 Lê Lợi", "", "Bến Nghé", "Hồ Chí Minh")
    order = shops.place_order(buyer=buyer, masked=False)
    shops.sync()
    address = shops.the_order(order).shipping_address
    assert address is not None
    assert (address["district"], address["province_code"]) == ("", "HC")
    assert "Bến Nghé" not in str(address)


def test_an_order_of_goods_deleted_in_haravan_goes_in_all_the_same(shops: Practice) -> None:
    """As a custom line, although the daily read of all products is yet to come."""
    shops.cycle()
    order = shops.place_order()
    haravan = shops.world.haravan
    code = order.units[0].sku.seller_sku
    variant = next(row for row in haravan.variants.values() if row.barcode == code)
    shops.shops.call(lambda world: world.haravan.delete_product(variant.product_id))
    shops.sync()
    shops.sync()
    assert [line.variant_id for line in shops.the_order(order).lines] == [None]
    assert "HARAVAN_REFUSED" not in shops.problems()
