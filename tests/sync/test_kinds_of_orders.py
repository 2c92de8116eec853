"""D1, D3–D7, D9 over HTTP: orders that are not of the usual kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest

from lazdesk.models import desk as desk_rows
from lazdesk.models import orders as order_rows
from lazdesk.sandbox.faults import Kind
from lazdesk.sandbox.haravan.options import HaravanOptions
from lazdesk.sandbox.lazada.buyers import Wish
from lazdesk.sandbox.people import Buyer
from tests.sync.levels import tracked_deny, variant_of
from tests.sync.parcels import cancel_on_lazada, courier, hands_over, packs, shipped
from tests.sync.practice import CREATE, DEADLINE, LAG, LISTED_AFTER, Practice, json_of, practice
from tests.sync.test_import import assert_one_counts, posts
from tests.sync.test_money import cancel, stock
from tests.sync.test_return_goods import press, second_place
from tests.sync.test_return_goods import stock as stock_at

LAN = Buyer("Trần Ngọc Lan", "84987654321", "12 Lê Lợi", "Phường 14", "Quận 3", "Hồ Chí Minh")


# --- D1 -------------------------------------------------------------------------------------------


def test_d1_a_presale_comes_in_once_its_final_payment_is_made(shops: Practice) -> None:
    order = shops.place_order([Wish(shops.sku().seller_sku, presale=True)], payment="VNPAY")
    shops.sync()
    assert shops.haravan_orders() == []
    shops.advance(1)
    shops.shops.call(lambda world: world.lazada.pay(order.order_id))
    shops.sync()
    assert_one_counts(shops, order)
    assert shops.the_order(order).captured == shops.the_order(order).total


def test_d1_an_order_canceled_while_it_waited_is_not_created(shops: Practice) -> None:
    order = shops.place_order()
    shops.fault(Kind.RESET_BEFORE, CREATE, method="POST")
    shops.cycle()
    cancel_on_lazada(shops, order)
    shops.advance(DEADLINE + LAG)
    outcome = shops.sync()
    assert len(posts(shops)) == 1
    assert shops.haravan_orders() == []
    assert outcome.waiting == []


# --- D3 -------------------------------------------------------------------------------------------


def test_d3_canceled_units_are_left_out(shops: Practice) -> None:
    order = shops.place_order({shops.sku().seller_sku: 2})
    cancel(shops, order, order.units[0])
    shops.sync()
    (line,) = shops.the_order(order).lines
    assert line.quantity == 1
    assert line.properties == [
        {"name": "order_item_id", "value": str(order.units[1].order_item_id)}
    ]
    assert shops.the_order(order).total == order.units[1].price


def test_d3_fbl_takes_no_stock_and_asks_for_no_link(shops: Practice) -> None:
    """Its SKU is linked, and once another piece of it is linked late, only that one is owed."""
    tracked_deny(shops, 0, available=30)
    variant = variant_of(shops, 0)
    code, before = str(variant.barcode), stock(shops, 0)
    order = shops.place_order([Wish(code, 2, fbl=True)])
    shops.sync()
    (line,) = shops.the_order(order).lines
    assert (line.variant_id, line.quantity, line.sku) == (None, 2, code)
    assert stock(shops, 0) == before
    assert shops.problems() == {}

    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, "KHAC"))
    mixed = shops.place_order([Wish(code, fbl=True), Wish(code)])
    shops.sync()
    shops.shops.call(lambda world: world.haravan.set_barcode(variant.id, code))
    shops.advance(1)
    shops.cycle()
    assert shops.problems() == {"STOCK_CORRECTION_OFFERED": [str(mixed.order_id)]}
    with shops.desk.database.read() as connection:
        (row,) = desk_rows.problems(connection, shops.seller)
    assert f"1 × {code}" in row.message


def test_d3_digital_goods_are_a_line_like_others_and_have_no_parcel_of_their_own(
    shops: Practice,
) -> None:
    order = shops.place_order([Wish(shops.sku().seller_sku, digital=True)], payment="VNPAY")
    shops.sync()
    shops.shops.call(lambda world: world.lazada.show_status(order.order_id, "delivered"))
    shops.advance(1)
    shops.cycle()
    standing = shops.the_order(order)
    assert [parcel.carrier_status for parcel in standing.fulfillments] == ["delivered"]
    assert standing.captured == standing.total
    assert shops.problems() == {}


# --- D4 -------------------------------------------------------------------------------------------


def test_d4_the_order_in_haravan_amounts_to_what_was_sold(shops: Practice) -> None:
    wishes = [Wish(shops.sku(0).seller_sku, 2), Wish(shops.sku(1).seller_sku)]
    order = shops.place_order(
        wishes, payment="VNPAY", voucher_seller=10_001, voucher_platform=3_003, shipping_fee=21_000
    )
    shops.sync()
    standing = shops.the_order(order)
    goods = sum(unit.price for unit in order.units)
    assert standing.subtotal == goods
    assert standing.total_discounts == 10_001
    assert [int(line["price"]) for line in standing.shipping_lines] == [21_000]
    assert standing.total == goods - 10_001 + 21_000
    notes = {each["name"]: each["value"] for each in standing.note_attributes}
    assert notes["lazada_voucher_platform"] == "3003"
    assert notes["lazada_buyer_paid"] == str(standing.total - 3_003)


# --- D6 -------------------------------------------------------------------------------------------


def test_d6_a_masked_buyer_is_a_guest_and_another_one_customer(shops: Practice) -> None:
    hidden = shops.place_order(buyer=LAN, masked=True)
    first = shops.place_order(buyer=LAN, masked=False)
    shops.sync()
    second = shops.place_order(buyer=LAN, masked=False)
    shops.sync()
    assert shops.the_order(hidden).customer_id is None
    (customer,) = shops.world.haravan.customers.values()
    assert shops.the_order(first).customer_id == customer.id
    assert shops.the_order(second).customer_id == customer.id


@pytest.mark.parametrize("lists", ["old", "new"])
def test_d6_old_and_new_provinces_are_found_in_either_list(
    tmp_path: Path, lists: Literal["old", "new"]
) -> None:
    """Bình Dương is a part of Hồ Chí Minh since July 2025 (haravan.md §16.12)."""
    options = HaravanOptions(list_lag_seconds=LISTED_AFTER, provinces=lists)
    home = replace(LAN, ward="Phường An Phú", district="Thành phố Thuận An", province="Bình Dương")
    city = "Thành phố Hồ Chí Minh"
    with practice(tmp_path, haravan=options) as shops:
        old = shops.place_order(buyer=home, masked=False)
        new = shops.place_order(
            buyer=replace(home, ward="Phường Thuận An", district="", province=city), masked=False
        )
        shops.sync()
        assert shops.problems() == {}
        sent = [shops.the_order(order).shipping_address for order in (old, new)]
    provinces = [(to["province"], to["province_code"]) for to in sent]
    merged = ("Hồ Chí Minh", "HC")
    assert provinces == [("Bình Dương", "BI") if lists == "old" else merged, merged]
    assert sent[0]["district"] == "Thành phố Thuận An"
    assert bool(sent[0].get("district_code")) is (lists == "old")
    assert [to["address1"] for to in sent] == ["12 Lê Lợi"] * 2
    assert "An Phú" not in str(sent[0])


def test_d6_the_buyer_gets_no_mail(shops: Practice) -> None:
    order = shops.place_order(buyer=LAN, masked=False)
    shops.sync()
    shipped(shops, order)
    shops.cycle()
    (post,) = posts(shops)
    assert (post["send_receipt"], post["send_fulfillment_receipt"]) == (False, False)
    (made,) = shops.calls(method="POST", path="/com/customers.json")
    assert json_of(made)["customer"]["send_email_welcome"] is False
    assert [parcel.notify_customer for parcel in shops.the_order(order).fulfillments] == [False]


def test_d6_the_address_is_not_rewritten_later(shops: Practice) -> None:
    order = shops.place_order(buyer=LAN, masked=False)
    shops.sync()
    before = dict(shops.the_order(order).shipping_address)
    assert (before["district_code"], before["first_name"]) == ("HC468", LAN.name)
    assert "ward" not in before
    shops.shops.call(lambda world: setattr(world.lazada.orders[order.order_id], "masked", True))
    shipped(shops, order)
    shops.cycle()
    assert shops.the_order(order).shipping_address == before


# --- D7 -------------------------------------------------------------------------------------------


def test_d7_sold_from_the_chosen_location_and_back_to_it(shops: Practice) -> None:
    """Order, parcel and what a cancel brings back are all of the chosen location."""
    tracked_deny(shops, 0, available=30)
    place, location_id = second_place(shops)
    shops.settings(orders_location=location_id)
    home, there = stock(shops, 0), stock_at(shops, 0, place)
    order = shops.place_order({shops.sku().seller_sku: 3})
    shops.sync()
    assert shops.the_order(order).location_id == int(location_id)
    assert (stock(shops, 0), stock_at(shops, 0, place)) == (home, there - 3)

    cancel(shops, order, order.units[0])
    packs(shops, order, order.units[1:])
    hands_over(shops, order)
    shops.cycle()
    (parcel,) = shops.the_order(order).fulfillments
    assert parcel.location_id == int(location_id)
    assert (stock(shops, 0), stock_at(shops, 0, place)) == (home, there - 2)


# --- D8 -------------------------------------------------------------------------------------------


def test_d8_goods_that_are_back_before_their_parcel_was_made_get_none(shops: Practice) -> None:
    """Two parcels of one line; one is lost and written off while the other is not even packed."""
    order = shops.place_order({shops.sku().seller_sku: 2})
    shops.sync()
    first, second = order.units
    packs(shops, order, [first])
    hands_over(shops, order)
    courier(shops, order, "picks up", [first])
    courier(shops, order, "loses", [first])
    shops.cycle()
    assert press(shops, order, lost=True).result == "confirmed"
    packs(shops, order, [second])
    hands_over(shops, order)
    shops.cycle()
    package = second.package
    assert package is not None
    (parcel,) = shops.the_order(order).fulfillments
    assert parcel.tracking_number == package.tracking_number
    assert shops.problems() == {}


# --- D9 -------------------------------------------------------------------------------------------


def test_d9_handled_at_haravan_the_goods_that_came_back_are_all_that_the_button_books(
    shops: Practice,
) -> None:
    """One of two pieces was not delivered; the other one is on its way."""
    shops.settings(orders_handling="haravan")
    order = shops.place_order({shops.sku().seller_sku: 2}, payment="VNPAY")
    shops.sync()
    shipped(shops, order)
    courier(shops, order, "fails", [order.units[0]])
    shops.cycle()
    assert press(shops, order).result == "confirmed"
    standing = shops.the_order(order)
    (refund,) = standing.refunds
    assert refund.restock is True
    assert standing.fulfillments == []


# --- D12 ------------------------------------------------------------------------------------------


def test_d12_what_haravan_refused_is_in_the_history_with_its_words(shops: Practice) -> None:
    refused = shops.place_order()
    shops.fault(Kind.REFUSED, CREATE, method="POST", message="Không nhận")
    shops.sync()
    assert ("import_rejected", "Không nhận") in history_of(shops, refused)

    order = shops.place_order()
    shops.sync()
    shops.fault(Kind.REFUSED, "/com/orders/*/cancel.json", message="Không hủy được")
    cancel_on_lazada(shops, order)
    shops.cycle()
    assert ("refused", "Không hủy được") in history_of(shops, order)
    assert len(shops.problems()) == 1
    assert str(order.order_id) in str(shops.problems())
    with shops.desk.database.write() as connection:
        order_id, now = str(order.order_id), shops.clock.now()
        order_rows.try_again(connection, shops.seller, "order", order_id, now)
    shops.sync()
    assert str(order.order_id) not in str(shops.problems())  # F: it clears once it worked
    assert "canceled" in shops.history(order)


def test_d12_each_line_has_its_time(shops: Practice) -> None:
    order = shops.place_order()
    shops.sync()
    imported = shops.world.now()
    shops.advance(3_600)
    shipped(shops, order)
    shops.cycle()
    with shops.desk.database.read() as connection:
        rows = order_rows.history(connection, shops.seller, [str(order.order_id)])
    times = {row.event: row.at for row in rows[str(order.order_id)]}
    assert abs((times["imported"] - imported).total_seconds()) < 60
    assert abs((times["status"] - shops.world.now()).total_seconds()) < 60


# --- F --------------------------------------------------------------------------------------------


def test_f_what_haravan_refused_is_not_sent_again_until_something_changes(shops: Practice) -> None:
    path = "/com/orders/*/cancel.json"
    order = shops.place_order({shops.sku().seller_sku: 2})
    shops.sync()
    shops.fault(Kind.REFUSED, path, message="Không", times=2)
    cancel_on_lazada(shops, order)
    for _ in range(3):
        shops.cycle()
        shops.advance(60)
    assert len(shops.calls(path=path)) == 1
    shops.shops.call(lambda world: world.lazada.change(order.units[0]))  # Lazada says more of it
    for _ in range(3):
        shops.cycle()
        shops.advance(60)
    assert len(shops.calls(path=path)) == 2


def history_of(shops: Practice, order: Any) -> list[tuple[str, str]]:
    with shops.desk.database.read() as connection:
        rows = order_rows.history(connection, shops.seller, [str(order.order_id)])
    return [(row.event, row.cause) for row in rows[str(order.order_id)]]
