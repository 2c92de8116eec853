"""C12: the one warehouse that is written, and when it must be picked."""

import pytest

from lazdesk.rules import warehouse
from lazdesk.rules.warehouse import Choice

TWO = ("dropshipping", "kho-2")


@pytest.mark.parametrize(
    ("codes", "shown", "chosen", "missing", "code"),
    [
        (("dropshipping",), 1, None, False, None),  # one warehouse needs no name
        (("dropshipping",), 1, "dropshipping", False, None),
        ((), 0, None, False, None),
        (TWO, 1, None, True, None),  # the empty one does not show in the SKU
        (TWO, 1, "kho-2", False, "kho-2"),
        (TWO, 1, "KHO-2", False, "KHO-2"),
        (TWO, 2, "kho-3", True, "kho-3"),  # it is gone
        (("dropshipping",), 1, "kho-2", True, None),  # gone, and one is left: asked all the same
        ((), 2, None, True, None),  # the list may not be read: what the SKU shows has to do
        ((), 2, "kho-2", False, "kho-2"),
    ],
)
def test_when_a_warehouse_must_be_picked(
    codes: tuple[str, ...], shown: int, chosen: str | None, missing: bool, code: str | None
) -> None:
    choice = Choice(codes, chosen)
    assert choice.is_missing(shown) is missing
    assert choice.code(shown) == code


@pytest.mark.parametrize(
    ("chosen", "sellable"), [(None, 7), ("dropshipping", 3), ("Dropshipping", 3), ("kho-3", 0)]
)
def test_what_the_written_warehouse_sells(chosen: str | None, sellable: int) -> None:
    assert warehouse.sellable([("dropshipping", 3), ("kho-2", 4)], chosen) == sellable
