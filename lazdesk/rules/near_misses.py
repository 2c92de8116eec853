"""B1 – codes that almost match, as suggestions for linking by hand."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import TypeVar

Key = TypeVar("Key", str, Decimal)

LIMIT = 5
"""Suggestions per variant: a code like 8,93E+12 may stand for thousands of SKUs."""


class NearMiss(StrEnum):
    """Why two codes are not equal although they probably mean the same."""

    CASE = "case"
    UNICODE = "unicode"
    SPACES = "spaces"
    LOOK_ALIKE = "look_alike"
    MARKS = "marks"
    LEADING_ZEROS = "leading_zeros"
    SCIENTIFIC = "scientific"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two rows a merchant may want to link by hand."""

    variant_id: str
    sku_id: str
    why: NearMiss


# Cyrillic and Greek letters whose capital looks like a Latin one, in lower case; then the letters
# that print like a digit.
_TO_LATIN = str.maketrans(
    "авекмнорстухіјѕ" + "αβεζηικμνορτυχ",
    "abekmhopctyxijs" + "abezhikmnoptyx",
)
_TO_DIGITS = str.maketrans("oil|", "0111")
_SCIENTIFIC = re.compile(r"(\d(?:[.,]\d+)?)e\+?(\d{1,2})", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,40}", re.ASCII)


def suggest(barcodes: Mapping[str, str], seller_skus: Mapping[str, str]) -> tuple[Suggestion, ...]:
    """Return near misses between unlinked variants and SKUs, at most LIMIT for a variant.

    `barcodes`: variant id → barcode, `seller_skus`: sku id → SellerSku. Equal codes are no near
    miss: those are ambiguous, which is a problem of its own.
    """
    by_form = _index((_forms(seller_sku)[-1], sku_id) for sku_id, seller_sku in seller_skus.items())
    numbers = _Numbers(barcodes.values(), seller_skus)
    found = []
    for variant_id, barcode in barcodes.items():
        matches = {
            sku_id: why
            for sku_id in by_form.get(_forms(barcode)[-1], ())[:LIMIT]
            if (why := _difference(barcode, seller_skus[sku_id])) is not None
        }
        matches |= dict.fromkeys(numbers.matches(barcode), NearMiss.SCIENTIFIC)
        found += [Suggestion(variant_id, *match) for match in list(matches.items())[:LIMIT]]
    return tuple(found)


def _difference(barcode: str, seller_sku: str) -> NearMiss | None:
    """Return the last of the differences that must be overlooked; None for equal codes."""
    if not barcode or not seller_sku or barcode == seller_sku:
        return None
    pairs = zip(_STEPS, _forms(barcode), _forms(seller_sku), strict=True)
    return next(why for why, left, right in pairs if left == right)


def _forms(code: str) -> list[str]:
    """Return the code with one difference after the other smoothed out, in the order of _STEPS."""
    forms = []
    for smooth in _STEPS.values():
        code = smooth(code)
        forms.append(code)
    return forms


def _composed(code: str) -> str:
    """Macs and some keyboards write Ế as E and its marks, one after the other."""
    return unicodedata.normalize("NFC", code)


def _without_spaces(code: str) -> str:
    return "".join(
        letter for letter in code if not letter.isspace() and unicodedata.category(letter) != "Cf"
    )


def _in_latin(code: str) -> str:
    latin = unicodedata.normalize("NFKC", code).casefold().translate(_TO_LATIN)
    return latin.translate(_TO_DIGITS)


def _without_marks(code: str) -> str:
    """Vietnamese as it is typed in a hurry; đ has no mark to take off."""
    letters = unicodedata.normalize("NFD", code.replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.translate(_TO_DIGITS)  # ỏ was no o before, and so no 0


def _without_leading_zeros(code: str) -> str:
    return code.lstrip("0")


_STEPS: Mapping[NearMiss, Callable[[str], str]] = {
    NearMiss.CASE: str.casefold,
    NearMiss.UNICODE: _composed,
    NearMiss.SPACES: _without_spaces,
    NearMiss.LOOK_ALIKE: _in_latin,
    NearMiss.MARKS: _without_marks,
    NearMiss.LEADING_ZEROS: _without_leading_zeros,
}


class _Numbers:
    """Codes that a spreadsheet rounded (8,93E+12) beside the whole numbers they came from."""

    def __init__(self, barcodes: Iterable[str], seller_skus: Mapping[str, str]) -> None:
        codes = (*barcodes, *seller_skus.values())
        lengths = {len(value.as_tuple().digits) for value in map(_scientific, codes) if value}
        self._rounding = [Context(prec=length, rounding=ROUND_HALF_UP) for length in lengths]
        self._scientific = _index(
            (value, sku_id) for sku_id, code in seller_skus.items() if (value := _scientific(code))
        )
        self._whole = _index(
            (value, sku_id) for sku_id, code in seller_skus.items() for value in self._rounded(code)
        )

    def matches(self, barcode: str) -> list[str]:
        value = _scientific(barcode)
        if value is not None:
            return self._whole.get(value, [])[:LIMIT]
        return [
            sku_id
            for rounded in self._rounded(barcode)
            for sku_id in self._scientific.get(rounded, ())[:LIMIT]
        ]

    def _rounded(self, code: str) -> set[Decimal]:
        if not self._rounding or not _DIGITS.fullmatch(code):
            return set()
        return {context.create_decimal(code) for context in self._rounding}


def _scientific(code: str) -> Decimal | None:
    match = _SCIENTIFIC.fullmatch(code)
    if match is None:
        return None
    mantissa, exponent = match.groups()
    return Decimal(f"{mantissa.replace(',', '.')}E{exponent}")


def _index(pairs: Iterable[tuple[Key, str]]) -> dict[Key, list[str]]:
    index: dict[Key, list[str]] = {}
    for key, sku_id in pairs:
        index.setdefault(key, []).append(sku_id)
    return index
