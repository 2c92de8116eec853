"""How the life of an order moves Tồn, Đặt and Khả dụng (haravan.md §6.1)."""

from collections.abc import Callable

import pytest

from tests.sandbox.haravan_api import Api

Step = Callable[[Api, int], object]

LEFT = 10


def ship(api: Api, order_id: int) -> None:
    api.shop.fulfil_order(order_id)


def cancel_with_restock(api: Api, order_id: int) -> None:
    api.shop.cancel_order(order_id)


def cancel_without_restock(api: Api, order_id: int) -> None:
    api.shop.cancel_order(order_id, restock=False)


def money_back(api: Api, order_id: int) -> None:
    api.shop.refund_order(order_id, amount=1000)


def goods_back(api: Api, order_id: int) -> None:
    api.shop.refund_order(order_id, restock=True)


def confirm(api: Api, order_id: int) -> None:
    api.shop.confirm_order(order_id)


def close(api: Api, order_id: int) -> None:
    api.shop.close_order(order_id)


def deliver(api: Api, order_id: int) -> None:
    api.shop.deliver_order(order_id)


# An order of 3 of 10: what (Tồn, Đặt, Khả dụng) are after the steps.
@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), (10, 3, 7)),
        ((confirm, close), (10, 3, 7)),
        ((ship,), (7, 0, 7)),
        ((ship, deliver), (7, 0, 7)),
        ((cancel_with_restock,), (10, 0, 10)),
        ((ship, cancel_with_restock), (10, 0, 10)),
        ((ship, cancel_without_restock), (7, 0, 7)),
        ((ship, money_back), (7, 0, 7)),
        ((ship, goods_back), (10, 0, 10)),
        ((goods_back,), (10, 0, 10)),
        ((goods_back, cancel_with_restock), (10, 0, 10)),
        ((ship, goods_back, cancel_with_restock), (10, 0, 10)),
        ((cancel_without_restock,), (10, 3, 7)),
    ],
)
def test_stock_after(steps: tuple[Step, ...], expected: tuple[int, int, int]) -> None:
    api = Api(products=20)
    variant = api.variant(stock=LEFT)
    api.shop.change_stock(variant.id, LEFT - api.levels(variant)[0])
    payment = [{"kind": "capture", "amount": 1000}]
    order_id = api.order({"variant_id": variant.id, "quantity": 3}, transactions=payment)["id"]
    for step in steps:
        step(api, order_id)
    assert api.levels(variant) == expected


def sold(api: Api, quantity: int = 3) -> tuple[int, tuple[int, int, int]]:
    """An order of 3 of 10 and the levels after it."""
    variant = api.variant(stock=LEFT)
    api.shop.change_stock(variant.id, LEFT - api.levels(variant)[0])
    order_id = api.order({"variant_id": variant.id, "quantity": quantity})["id"]
    return order_id, api.levels(variant)


def test_cancel_may_free_unshipped_goods_without_restock() -> None:
    api = Api(products=20, cancel_frees_committed=True)
    order_id, _ = sold(api)
    api.shop.cancel_order(order_id, restock=False)
    assert api.levels(api.variant()) == (10, 0, 10)


def test_goods_may_leave_only_when_the_courier_has_them() -> None:
    api = Api(products=20, onhand_leaves_at="pickup")
    order_id, _ = sold(api)
    parcel = api.shop.fulfil_order(order_id)
    path = f"/orders/{order_id}/fulfillments/{parcel}/carrier_status"
    seen = [api.levels(api.variant())]
    for state in ("picking", "delivering", "delivered"):
        api.write("PUT", f"{path}/{state}")
        seen.append(api.levels(api.variant()))
    assert seen == [(10, 3, 7), (10, 3, 7), (7, 0, 7), (7, 0, 7)]


def test_restock_before_the_pickup_frees_what_was_reserved() -> None:
    api = Api(products=20, onhand_leaves_at="pickup")
    order_id, _ = sold(api)
    api.shop.fulfil_order(order_id)
    api.shop.cancel_order(order_id)
    assert api.levels(api.variant()) == (10, 0, 10)


@pytest.mark.parametrize("tracked", [True, False])
def test_custom_lines_and_untracked_variants_move_nothing(tracked: bool) -> None:
    api = Api(products=120)
    variant = api.variant(tracked=tracked)
    before = [(row.onhand, row.committed) for row in api.shop.stock.rows()]
    line = {"title": "Quà", "price": 1, "quantity": 2}
    order = api.order(line if tracked else {"variant_id": variant.id, "quantity": 2})
    api.shop.fulfil_order(order["id"])
    assert [(row.onhand, row.committed) for row in api.shop.stock.rows()] == before


def test_short_stock_goes_negative_or_is_refused() -> None:
    api = Api(products=20)
    _, levels = sold(api, quantity=12)
    assert levels == (10, 12, -2)
    api.switch(refuse_short_stock=True)
    body = {"order": {"line_items": [{"variant_id": api.variant().id, "quantity": 1}]}}
    answer = api.send("POST", "/orders", json=body)
    assert answer.json() == {"errors": {"base": ["Số lượng tồn kho không đủ"]}}
    may = {"line_items": [{"variant_id": api.variant(oversell=True).id, "quantity": 999}]}
    assert api.send("POST", "/orders", json={"order": may}).status_code == 201


def test_order_takes_from_its_own_location() -> None:
    api = Api(products=20)
    variant, place = api.variant(), api.shop.place_ids["shop"]
    before = (api.levels(variant), api.shop.stock.available(place, variant.id))
    api.order({"variant_id": variant.id, "quantity": 1}, location_id=place)
    after = (api.levels(variant), api.shop.stock.available(place, variant.id))
    assert after == (before[0], before[1] - 1)


def test_named_lines_of_a_refund_are_restocked_without_being_told_so_on_cancel() -> None:
    api = Api(products=20)
    order_id, _ = sold(api)
    line = api.read(f"/orders/{order_id}")["order"]["line_items"][0]["id"]
    body = {"refund": {"refund_line_items": [{"line_item_id": line, "quantity": 2}]}}
    shown = api.write("POST", f"/orders/{order_id}/cancel", body)["order"]
    assert shown["refunds"][0]["restock"] is True
    assert api.levels(api.variant()) == (10, 1, 9)


def test_variant_shows_what_is_available_over_all_locations() -> None:
    api = Api(products=20, inventory_advance=True)
    order_id, _ = sold(api)
    variant = api.variant()
    shown = api.read(f"/variants/{variant.id}")["variant"]
    rows = [row for row in api.shop.stock.rows() if row.variant_id == variant.id]
    assert shown["inventory_quantity"] == sum(row.available for row in rows)
    assert shown["inventory_advance"]["qty_commited"] == 3
    assert order_id in api.shop.orders
