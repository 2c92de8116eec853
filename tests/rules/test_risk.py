"""C1: the most dangerous change stands first in a preview."""

import pytest

from lazdesk.rules import risk
from lazdesk.rules.risk import Risk

CASES = [
    # kind, on Lazada now, will become, sale price, risk
    ("price", 100_000, 1_000_000, None, Risk.PRICE_TENFOLD),
    ("price", 100_000, 999_999, None, Risk.PRICE_UP),
    ("price", 100_000, 10_000, None, Risk.PRICE_TENFOLD),
    ("price", 100_000, 10_001, None, Risk.PRICE_DOWN),
    ("price", 100_000, 99_999, None, Risk.PRICE_DOWN),
    ("price", 100_000, 100_001, None, Risk.PRICE_UP),
    ("price", 100_000, 120_000, 90_000, Risk.PRICE_DOWN),
    ("price", 100_000, 120_000, 10_000, Risk.PRICE_TENFOLD),
    ("price", 100_000, 120_000, 110_000, Risk.PRICE_UP),
    ("quantity", 5, 0, None, Risk.TO_ZERO),
    ("quantity", 5, 100_000, None, Risk.TO_OVERSELL),
    ("quantity", 0, 100_000, None, Risk.TO_OVERSELL),
    ("quantity", 5, 4, None, Risk.LOWER),
    ("quantity", 0, 4, None, Risk.HIGHER),
    ("quantity", 100_000, 99_999, None, Risk.LOWER),
]


@pytest.mark.parametrize(("kind", "now", "wanted", "sale", "expected"), CASES)
def test_risk(kind: str, now: int, wanted: int, sale: int | None, expected: Risk) -> None:
    assert risk.of(kind, now, wanted, sale) is expected


def test_what_costs_money_at_once_goes_before_what_loses_a_sale() -> None:
    assert sorted(Risk) == [
        Risk.PRICE_TENFOLD,
        Risk.PRICE_DOWN,
        Risk.TO_OVERSELL,
        Risk.TO_ZERO,
        Risk.PRICE_UP,
        Risk.LOWER,
        Risk.HIGHER,
    ]
