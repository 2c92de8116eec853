"""C1 – how dangerous a previewed change is, so that the worst stand first."""

from enum import IntEnum

from lazdesk.rules.stock import OVERSELL_QUANTITY

TENFOLD = 10


class Risk(IntEnum):
    """What a change may cost, the worst first."""

    PRICE_TENFOLD = 0  # ten times as much or a tenth: a digit too many or too few
    PRICE_DOWN = 1
    TO_OVERSELL = 2  # to 100,000: sold without having it
    TO_ZERO = 3
    PRICE_UP = 4
    LOWER = 5
    HIGHER = 6


def of(kind: str, now: int, wanted: int, sale_price: int | None = None) -> Risk:
    """Return the worst risk of a change of `kind` ("price", "quantity") from `now` to `wanted`.

    A price is what the buyer would pay: `sale_price` where there is one. A sale alone, at the same
    price before it, is a price that falls.
    """
    if kind == "price":
        paid = wanted if sale_price is None else sale_price
        if paid >= now * TENFOLD or paid * TENFOLD <= now:
            return Risk.PRICE_TENFOLD
        return Risk.PRICE_DOWN if paid < now else Risk.PRICE_UP
    if wanted == OVERSELL_QUANTITY:
        return Risk.TO_OVERSELL
    if wanted == 0:
        return Risk.TO_ZERO
    return Risk.LOWER if wanted < now else Risk.HIGHER
