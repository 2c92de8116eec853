"""A9: whose order it is that Haravan's own Lazada channel made."""

from __future__ import annotations

import pytest

from lazdesk.rules import foreign
from lazdesk.rules.foreign import Line, Unit

NUMBER = "481516234200815"


@pytest.mark.parametrize(
    ("source", "name", "note", "found"),
    [
        ("lazada", NUMBER, "", (NUMBER,)),
        ("Lazada ", f"#LZD-{NUMBER}", "", (NUMBER,)),
        ("lazada", "#100801", f"Đơn hàng Lazada #{NUMBER}, gọi 0901234567", (NUMBER,)),
        ("lazada", NUMBER, f"{NUMBER} / 481516234200816", (NUMBER, "481516234200816")),
        ("lazada", "#100801", "giao giờ hành chính", ()),
        ("shopee", NUMBER, "", ()),
        ("", NUMBER, "", ()),
    ],
)
def test_the_numbers_an_order_of_the_channel_carries(
    source: str, name: str, note: str, found: tuple[str, ...]
) -> None:
    assert foreign.numbers(source, name, note) == found


def test_units_find_their_lines_by_link_or_code() -> None:
    lines = [
        Line("1", "v1", "SP0001", "893001", 2),
        Line("2", "v2", "SP0001", "893002", 1),
        Line("3", None, "LZ-ONLY", "", 1),
    ]
    units = [
        Unit("a", "893001", None),
        Unit("b", "other code", "v2"),
        Unit("c", "893001", None),
        Unit("d", "LZ-ONLY", None),
    ]
    placed = {"1": ("a", "c"), "2": ("b",), "3": ("d",)}
    assert foreign.units_of_lines(lines, units) == placed
    assert foreign.fits(lines, units)


def test_a_line_takes_no_more_units_than_it_has_pieces() -> None:
    lines = [Line("1", "v1", "", "893001", 1)]
    units = [Unit("a", "893001", "v1"), Unit("b", "893001", "v1")]
    assert foreign.units_of_lines(lines, units) == {"1": ("a",)}
    assert not foreign.fits(lines, units)
