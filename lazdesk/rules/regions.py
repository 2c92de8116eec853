"""Names of Vietnam's provinces, districts and wards made comparable (D6)."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from lazdesk.rules import text


@dataclass(frozen=True, slots=True)
class Region:
    """A province, district or ward of Haravan's lists."""

    id: str
    name: str
    code: str


class Level(Enum):
    """The three levels, with the words that may stand before a name and their short forms."""

    PROVINCE = MappingProxyType({"tinh": "tinh", "thanh pho": "thanh pho", "tp": "thanh pho"})
    DISTRICT = MappingProxyType(
        {
            "quan": "quan",
            "q": "quan",
            "huyen": "huyen",
            "h": "huyen",
            "thi xa": "thi xa",
            "tx": "thi xa",
            "thanh pho": "thanh pho",
            "tp": "thanh pho",
        }
    )
    WARD = MappingProxyType(
        {
            "phuong": "phuong",
            "p": "phuong",
            "xa": "xa",
            "x": "xa",
            "thi tran": "thi tran",
            "tt": "thi tran",
        }
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: the kind of unit, if said, and the name alone without spaces."""

    kind: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """The region a name means; `exact` when the name says its kind as well ("Thị xã Kỳ Anh")."""

    region: Region
    exact: bool


# Since July 2025: the new province, and the old ones that went into it beside its namesake.
MERGED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Tuyên Quang": ("Hà Giang",),
        "Lào Cai": ("Yên Bái",),
        "Thái Nguyên": ("Bắc Kạn",),
        "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
        "Bắc Ninh": ("Bắc Giang",),
        "Hưng Yên": ("Thái Bình",),
        "Hải Phòng": ("Hải Dương",),
        "Ninh Bình": ("Hà Nam", "Nam Định"),
        "Quảng Trị": ("Quảng Bình",),
        "Đà Nẵng": ("Quảng Nam",),
        "Quảng Ngãi": ("Kon Tum",),
        "Gia Lai": ("Bình Định",),
        "Khánh Hòa": ("Ninh Thuận",),
        "Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
        "Đắk Lắk": ("Phú Yên",),
        "Hồ Chí Minh": ("Bình Dương", "Bà Rịa - Vũng Tàu"),
        "Đồng Nai": ("Bình Phước",),
        "Tây Ninh": ("Long An",),
        "Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
        "Vĩnh Long": ("Bến Tre", "Trà Vinh"),
        "Đồng Tháp": ("Tiền Giang",),
        "Cà Mau": ("Bạc Liêu",),
        "An Giang": ("Kiên Giang",),
    }
)
UNCHANGED = (
    "Hà Nội",
    "Huế",
    "Lai Châu",
    "Điện Biên",
    "Sơn La",
    "Lạng Sơn",
    "Quảng Ninh",
    "Thanh Hóa",
    "Nghệ An",
    "Hà Tĩnh",
    "Cao Bằng",
)

# Other spellings of a province, without spaces.
_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "saigon": "hochiminh",
        "hcm": "hochiminh",
        "hcmc": "hochiminh",
        "tphcm": "hochiminh",
        "thuathienhue": "hue",
        "daclac": "daklak",
        "dacnong": "daknong",
        "brvt": "bariavungtau",
    }
)
_ENGLISH_KIND = re.compile(r" (city|province|district|ward)$")
_WARD_WORD = re.compile(r"(phường|xã|thị trấn|p\.|x\.|tt\.|p\.? ?\d)")
_PLAIN_WARD_WORD = re.compile(r"(phuong|xa(?! lo )|thi tran) ")


def readings(name: str, level: Level) -> tuple[Reading, ...]:
    """Return the ways to read a name: as it stands, and with the kind taken off its front.

    Both are needed: "Quan Sơn" is a district whose name begins like the word Quận. A bare number
    is a name only behind its kind ("Quận 1", "Q1"), so that a post code is never a district.
    A masked text has no reading: "H** C** M***" must not be taken for an abbreviation.
    """
    if "*" in name:
        return ()
    folded = _ENGLISH_KIND.sub("", text.fold(name).strip(" .,"))
    found = [Reading(None, _squashed(folded, level))]
    for word, kind in level.value.items():
        rest = re.fullmatch(rf"{word}(?:[. ]+|(?=\d))(.+)", folded)
        if rest:
            found.append(Reading(kind, _squashed(rest[1], level)))
    return tuple(
        reading
        for reading in found
        if reading.name and (reading.kind or not reading.name.isdigit())
    )


# Haravan's lists are compared over and over; what buyers wrote is not kept.
_listed = functools.lru_cache(maxsize=20_000)(readings)


def find(name: str, regions: Iterable[Region], level: Level) -> Match | None:
    """Return the one region the name means.

    None when no region answers, or more than one: "Kỳ Anh" is a town and a rural district.
    """
    wanted = readings(name, level)
    matches = [
        Match(region, exact)
        for region in regions
        if (exact := _agreement(wanted, _listed(region.name, level))) is not None
    ]
    best = [match for match in matches if match.exact] or matches
    return best[0] if len(best) == 1 else None


def provinces_meant(name: str, provinces: Sequence[Region]) -> tuple[Region, ...]:
    """Return the provinces of the list that a province's name may mean, likeliest first.

    The namesake, then the old provinces that went into it in July 2025; a list that has only the
    new ones answers an old name with the province it went into. Empty: no province's name.
    """
    key = _province_key(name)
    if key is None:
        return ()
    found = _listed_as((key, *_PARTS.get(key, ())), provinces)
    return found or _listed_as((_WHOLE.get(key, key),), provinces)


def is_province(name: str) -> bool:
    """Tell whether the text is the name of an old or a new province."""
    return _province_key(name) is not None


def has_kind(name: str, level: Level) -> bool:
    """Tell whether the name begins with a word or short form of the level, e.g. "Q. 3"."""
    return any(reading.kind for reading in readings(name, level))


def is_ward(name: str, wards: Iterable[Region]) -> bool:
    """Tell whether a field is a ward: by its first word, or because the list has it (D6).

    Marks are heeded, since "Xa lộ Hà Nội" is a road and "Xã Hà Nội" would be a ward; text typed
    without any marks is taken for a ward too, but for such a road.
    """
    lowered = unicodedata.normalize("NFC", name).strip().lower()
    if _WARD_WORD.match(lowered) or (lowered.isascii() and _PLAIN_WARD_WORD.match(lowered)):
        return True
    wanted = readings(name, Level.WARD)
    return any(_agreement(wanted, _listed(ward.name, Level.WARD)) is not None for ward in wards)


def _agreement(ours: Iterable[Reading], theirs: Iterable[Reading]) -> bool | None:
    """Tell whether two names agree in kind too; None when they are different names."""
    pairs = [(one, other) for one in ours for other in theirs if one.name == other.name]
    if not pairs:
        return None
    return any(one.kind == other.kind is not None for one, other in pairs)


def _listed_as(keys: Iterable[str], provinces: Sequence[Region]) -> tuple[Region, ...]:
    return tuple(
        region
        for key in keys
        for region in provinces
        if any(reading.name == key for reading in _listed(region.name, Level.PROVINCE))
    )


def _province_key(name: str) -> str | None:
    """Return the province's name as it is compared; None for what is no province's name."""
    names = (reading.name for reading in readings(name, Level.PROVINCE))
    return next((name for name in names if name in _PROVINCES), None)


def _squashed(folded: str, level: Level) -> str:
    name = re.sub(r"[^a-z0-9]", "", folded)
    if name.isdigit():
        return str(int(name))
    return _ALIASES.get(name, name) if level is Level.PROVINCE else name


def _squashed_province(name: str) -> str:
    return _squashed(text.fold(name), Level.PROVINCE)


_PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {_squashed_province(new): tuple(map(_squashed_province, old)) for new, old in MERGED.items()}
)
_WHOLE: Mapping[str, str] = MappingProxyType(
    {part: new for new, parts in _PARTS.items() for part in parts}
)
_PROVINCES = frozenset((*_PARTS, *_WHOLE, *map(_squashed_province, UNCHANGED)))
