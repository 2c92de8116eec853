"""What becomes of an order: one story each, told step by step; LazDesk synchronises at `yield`.

Each is called with the day and the order's number in it, which varies buyer and payment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lazdesk.sandbox.lazada.records import Order, Package

if TYPE_CHECKING:
    from lazdesk.sandbox.script import Day

Story = Iterator[None]


class StuckError(Exception):
    """A story cannot go on as written: LazDesk has not brought its order to where it should be."""

    def __init__(self, number: str, event: str) -> None:
        super().__init__(event)
        self.number = number


# So many steps pass before the day's last orders come.
_EVENING = 8


def _handed_over(day: Day, order: Order) -> Story:
    """Imported, pressed ready to ship, picked up by the courier."""
    yield
    day.clicks.append(str(order.order_id))
    yield
    day.courier(order, "picks up")
    yield


def delivered(day: Day, number: int) -> Story:
    """Two of a kind, delivered."""
    order = day.order(day.ware(quantity=2), number=number)
    yield from _handed_over(day, order)
    day.courier(order, "delivers")
    yield


def one_sku_two_prices(day: Day, number: int) -> Story:
    """The same SKU at two prices; confirmed by the buyer."""
    ware = day.ware()
    price = day.lazada.sku(ware.sku).price
    dearer = type(ware)(ware.sku, price=price + 1_000)
    order = day.order(ware, ware, dearer, number=number)
    yield from _handed_over(day, order)
    day.courier(order, "delivers")
    day.courier(order, "confirms")
    yield


def sellers_voucher(day: Day, number: int) -> Story:
    """The shop pays a voucher; the parcel waits for the courier."""
    order = day.order(day.ware(quantity=3), number=number, voucher_seller=10_001)
    yield
    day.clicks.append(str(order.order_id))
    yield


def lazadas_voucher(day: Day, number: int) -> Story:
    """Lazada pays a voucher and the shop another; the parcel is on its way."""
    vouchers = {"voucher_platform": 20_003, "voucher_seller": 5_000 * (number % 2)}
    order = day.order(day.ware(), day.ware(), number=number, **vouchers)
    yield from _handed_over(day, order)


def unpaid(day: Day, number: int) -> Story:
    """Never paid; every other one is still held by Lazada at the day's end."""
    if _every_other(number):
        for _ in range(_EVENING):
            yield
    day.order(day.ware(quantity=2), number=number, payment="MIXEDCARD", paid=False)


def paid_later(day: Day, number: int) -> Story:
    """Paid when LazDesk has already seen it unpaid."""
    order = day.order(day.ware(), number=number, payment="MOMO_WALLET", paid=False)
    yield
    day.lazada.pay(order.order_id)
    yield


def half_paid(day: Day, number: int) -> Story:
    """A pre-sale whose final payment is not made."""
    day.order(day.ware(presale=True), number=number, payment="MIXEDCARD")
    yield


def canceled_at_once(day: Day, number: int) -> Story:
    """Canceled before LazDesk ever saw it."""
    order = day.order(day.ware(), number=number)
    day.lazada.buyer_cancels(order.order_id)
    yield


def canceled(day: Day, number: int) -> Story:
    """Canceled after import: by the shop's button, by a buyer who asks once the parcel is ready and
    is agreed to, or by one who is not made to ask."""
    order = day.order(day.ware(quantity=2), day.ware(), number=number, voucher_seller=2_000)
    yield
    turn = number // len(ALL) % 3
    if turn == 0:
        day.cancels.append(str(order.order_id))
        yield
        return
    day.clicks.append(str(order.order_id))
    yield
    day.lazada.buyer_cancels(order.order_id, ask=turn == 1)
    yield
    if turn == 1:
        day.agreed.append(str(order.order_id))
        yield


def canceled_in_part(day: Day, number: int) -> Story:
    """One of two units is canceled after import, the other is delivered."""
    order = day.order(day.ware(), day.ware(), number=number)
    yield
    day.lazada.buyer_cancels(order.order_id, [order.units[0].order_item_id])
    yield
    yield from _handed_over(day, order)
    day.courier(order, "delivers")
    yield


def smaller_from_the_start(day: Day, number: int) -> Story:
    """One of three units is canceled before import."""
    order = day.order(day.ware(quantity=2), day.ware(), number=number, voucher_seller=3_000)
    day.lazada.buyer_cancels(order.order_id, [order.units[0].order_item_id])
    yield


def failed(day: Day, number: int) -> Story:
    """Not delivered; on its way back, or lost."""
    order = day.order(day.ware(), number=number)
    yield from _handed_over(day, order)
    if _every_other(number):
        day.courier(order, "loses")
    else:
        day.courier(order, "fails")
        yield
        day.courier(order, "ships back")
    yield


def second_attempt(day: Day, number: int) -> Story:
    """Delivered after an attempt that failed; for the delay the buyer gets a part back."""
    order = day.order(day.ware(), number=number, voucher_platform=7_001)
    yield from _handed_over(day, order)
    day.courier(order, "fails")
    yield
    day.courier(order, "delivers")
    yield
    unit = order.units[0]
    reverse = day.lazada.buyer_returns(order.order_id, goods=False)
    day.lazada.refund(reverse.reverse_order_id, [unit.paid_price // 3])
    yield


def returned(day: Day, number: int) -> Story:
    """Delivered, then sent back and refunded."""
    order = day.order(day.ware(), number=number)
    yield from _handed_over(day, order)
    day.courier(order, "delivers")
    yield
    reverse = day.lazada.buyer_returns(order.order_id)
    day.lazada.refund(reverse.reverse_order_id)
    yield


def unlinked(day: Day, number: int) -> Story:
    """One line that only Lazada knows beside one that both do."""
    order = day.order(day.stranger(), day.ware(), number=number)
    yield from _handed_over(day, order)


def lazadas_warehouse(day: Day, number: int) -> Story:
    """Goods in Lazada's own warehouse, which Lazada itself ships."""
    order = day.order(day.ware(fbl=True, quantity=2), number=number)
    yield
    _lazada_ships(day, order)
    yield
    day.courier(order, "picks up")
    yield


def two_packages(day: Day, number: int) -> Story:
    """Lazada splits the order into two parcels; only one has been picked up at the end."""
    order = day.order(day.ware(quantity=2), day.ware(shipping_type="Express"), number=number)
    yield
    day.clicks.append(str(order.order_id))
    yield
    day.courier(order, "picks up", [order.units[0].order_item_id])
    yield
    if _every_other(number):
        day.courier(order, "picks up")
        yield


def unheard_of(day: Day, number: int) -> Story:
    """A status that nobody has documented."""
    order = day.order(day.ware(), number=number)
    yield
    day.lazada.show_status(order.order_id, "awaiting_drone")
    yield


def withdrawn(day: Day, number: int) -> Story:
    """The merchant cancels in Haravan, the buyer still waits on Lazada."""
    order = day.order(day.ware(quantity=2), number=number)
    yield
    day.withdraw(order)
    yield


def not_published(day: Day, number: int) -> Story:
    """A linked SKU that the merchant does not publish: its order is one like any other."""
    order = day.order(day.unpublished_ware(), number=number)
    yield
    day.clicks.append(str(order.order_id))
    yield


def _every_other(number: int) -> bool:
    """Whether this is the second, fourth … order with its story."""
    return number // len(ALL) % 2 == 1


def _lazada_ships(day: Day, order: Order) -> None:
    package = Package(
        package_id=f"FBL{day.lazada.new_id(12)}",
        tracking_number=f"FBL{day.lazada.new_id(10)}VN",
        provider="LEX VN",
        units=order.units,
        packed_at=day.lazada.now(),
    )
    day.lazada.packages[package.package_id] = package
    for unit in order.units:
        unit.package = package
        day.lazada.change(unit, "ready_to_ship")


ALL: tuple[Callable[[Day, int], Story], ...] = (
    *(delivered, one_sku_two_prices, sellers_voucher, lazadas_voucher),
    *(unpaid, paid_later, half_paid, canceled_at_once, canceled),
    *(canceled_in_part, smaller_from_the_start, failed, second_attempt, returned),
    *(unlinked, lazadas_warehouse, two_packages, unheard_of, withdrawn, not_published),
)
