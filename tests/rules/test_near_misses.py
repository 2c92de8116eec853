"""B1 – codes that almost match are suggested, each with its reason."""

import pytest

from lazdesk.rules import near_misses
from lazdesk.rules.near_misses import LIMIT, NearMiss, Suggestion


@pytest.mark.parametrize(
    ("barcode", "seller_sku", "why"),
    [
        ("ao-thun-m", "AO-THUN-M", NearMiss.CASE),
        ("ÁO-1", "áo-1", NearMiss.CASE),
        ("893 456", "893456", NearMiss.SPACES),
        ("893\u00a0456", "893 456", NearMiss.SPACES),
        ("893456\u200b", "893456", NearMiss.SPACES),
        ("ao 1", "AO1", NearMiss.SPACES),
        ("AO-1O", "AO-10", NearMiss.LOOK_ALIKE),
        ("SKU-l1", "SKU-I1", NearMiss.LOOK_ALIKE),
        ("АВС-7", "ABC-7", NearMiss.LOOK_ALIKE),
        ("ΚΟΝ-7", "KON-7", NearMiss.LOOK_ALIKE),
        ("８９３", "893", NearMiss.LOOK_ALIKE),
        ("ＡＢ", "ab", NearMiss.LOOK_ALIKE),
        ("ĐẦM-1", "\u0110A\u0302\u0300M-1", NearMiss.UNICODE),
        ("đầm-1", "\u0110A\u0302\u0300M-1", NearMiss.UNICODE),
        ("ĐẦM-1", "DAM-1", NearMiss.MARKS),
        ("Váy Đỏ", "vay do", NearMiss.MARKS),
        ("ÁO 1", "AO1", NearMiss.MARKS),
        ("Ế", "E", NearMiss.MARKS),
        ("ĐỒ-01", "ĐO-01", NearMiss.MARKS),
        ("0ÁO", "ao", NearMiss.LEADING_ZEROS),
        ("0893456", "893456", NearMiss.LEADING_ZEROS),
        ("893456", "000893456", NearMiss.LEADING_ZEROS),
        ("8,93E+12", "8934567890123", NearMiss.SCIENTIFIC),
        ("8.93457E+12", "8934567890123", NearMiss.SCIENTIFIC),
        ("8934567890123", "8,934567890123E+12", NearMiss.SCIENTIFIC),
        ("8,94e12", "8935000000000", NearMiss.SCIENTIFIC),
        ("9E+12", "8999999999999", NearMiss.SCIENTIFIC),
    ],
)
def test_near_misses_with_their_reason(barcode: str, seller_sku: str, why: NearMiss) -> None:
    found = near_misses.suggest({"v": barcode}, {"s": seller_sku})
    assert found == (Suggestion("v", "s", why),)


@pytest.mark.parametrize(
    ("barcode", "seller_sku"),
    [
        pytest.param("893", "893", id="equal codes are no near miss"),
        pytest.param("", "", id="empty codes"),
        pytest.param("", "0", id="empty beside zero"),
        pytest.param("893456", "893457", id="another number"),
        pytest.param("AO-1", "AO1", id="a dash is part of the code"),
        pytest.param("ĐẦM-1", "DAM-2", id="another code without marks"),
        pytest.param("8,93E+12", "8945567890123", id="another mantissa"),
        pytest.param("8,93E+12", "893456789012", id="another magnitude"),
        pytest.param("8,93E+12", "8,93E+11", id="two rounded codes"),
    ],
)
def test_no_near_misses(barcode: str, seller_sku: str) -> None:
    assert near_misses.suggest({"v": barcode}, {"s": seller_sku}) == ()


def test_a_rounded_code_is_suggested_for_a_few_skus_only() -> None:
    skus = {f"s{n}": f"893000000{n:04d}" for n in range(100)}
    assert len(near_misses.suggest({"v": "8,93E+12"}, skus)) == LIMIT


def test_each_pair_is_suggested_once_with_one_reason() -> None:
    skus = {"s": "AO-1", "t": "ao 1"}
    assert near_misses.suggest({"v": "ao-1", "w": "AO1"}, skus) == (
        Suggestion("v", "s", NearMiss.CASE),
        Suggestion("w", "t", NearMiss.SPACES),
    )
