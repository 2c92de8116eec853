"""The merchant's goods, drawn from the seed: both practice shops are stocked from this list."""

from __future__ import annotations

import itertools
import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """Somewhere the merchant keeps stock; Haravan calls it a location. One place is primary."""

    key: str
    name: str
    primary: bool = False
    kind: str = "default"  # Haravan's location type; "ontheroad" = goods still travelling


PLACES = (
    Place("main", "Kho chính Tân Bình", primary=True),
    Place("shop", "Cửa hàng Quận 3"),
    Place("hanoi", "Chi nhánh Hà Nội"),
    Place("road", "Hàng đang về", kind="ontheroad"),
)


@dataclass
class GoodVariant:
    """One sellable thing. `seller_sku` None = not on Lazada; `stock` = on hand by place key."""

    number: int
    title: str
    color: str
    size: str
    barcode: str | None
    seller_sku: str | None
    price: int
    compare_at: int | None
    tracked: bool
    oversell: bool
    stock: dict[str, int]
    unit_barcodes: tuple[str, ...] = ()
    fbl: bool = False  # on Lazada, stocked in Lazada's own warehouse
    lazada_price: int = 0
    lazada_quantity: int = 0

    @property
    def total(self) -> int:
        """On hand over all places but the goods still travelling."""
        return sum(n for key, n in self.stock.items() if key != "road")


@dataclass
class Good:
    """One product. `trap` names what is wrong with its codes ("" = nothing; see `TRAPS`)."""

    number: int
    title: str
    kind: str
    variants: list[GoodVariant] = field(default_factory=list)
    on_haravan: bool = True
    trap: str = ""


# What is sold, its base price in thousand đồng, and its sizes.
_KINDS: tuple[tuple[str, int, Sequence[str]], ...] = (
    ("Áo thun cổ tròn", 149, ("S", "M", "L", "XL")),
    ("Áo sơ mi tay dài", 299, ("S", "M", "L", "XL")),
    ("Áo khoác gió", 459, ("M", "L", "XL", "XXL")),
    ("Váy suông", 329, ("S", "M", "L", "XL")),
    ("Đầm maxi đi biển", 389, ("S", "M", "L", "XL")),
    ("Quần jean ống rộng", 419, ("27", "28", "29", "30")),
    ("Quần short kaki", 229, ("28", "29", "30", "31")),
    ("Giày thể thao", 599, ("38", "39", "40", "41")),
    ("Dép quai ngang", 119, ("37", "38", "39", "40")),
    ("Túi tote vải canvas", 159, ("Nhỏ", "Vừa", "Lớn", "Đại")),
    ("Bình giữ nhiệt", 249, ("350ml", "500ml", "750ml", "1000ml")),
    ("Chảo chống dính", 289, ("20cm", "24cm", "26cm", "28cm")),
    ("Bộ ga giường", 549, ("1m2", "1m4", "1m6", "1m8")),
    ("Khăn tắm cotton", 99, ("50x100", "60x120", "70x140", "80x160")),
    ("Hộp đựng thực phẩm", 79, ("0.5L", "1L", "1.5L", "2L")),
)
_STYLES = ("mộng mơ", "Hàn Quốc", "tối giản", "vintage", "cao cấp", "công sở", "mùa hè", "tự nhiên")
_COLORS = ("Đen", "Trắng", "Be", "Xanh rêu", "Xanh navy", "Hồng phấn", "Nâu", "Đỏ đô")

# Products 40, 80, 120 … are trapped, so that a small world is clean.
TRAP_EVERY = 40


def generate(rng: random.Random, count: int, traps: bool = True) -> list[Good]:
    """`count` products of 1 to 4 variants (2.5 on average), with `traps` among them."""
    numbers = itertools.count(1)
    goods = [_good(rng, number, numbers) for number in range(1, count + 1)]
    if traps:
        trapped = goods[TRAP_EVERY - 1 :: TRAP_EVERY]
        for good, (name, spring) in zip(trapped, itertools.cycle(TRAPS.items()), strict=False):
            good.trap = name
            spring(good, goods[good.number - 2])
    return goods


def _good(rng: random.Random, number: int, numbers: itertools.count[int]) -> Good:
    kind, base, sizes = rng.choice(_KINDS)
    color = rng.choice(_COLORS)
    good = Good(number, f"{kind} {rng.choice(_STYLES)} {color.lower()} {number:04d}", kind)
    price = (base + rng.randrange(0, 60, 5)) * 1000
    for size in sizes[: 1 + (number - 1) % 4]:
        good.variants.append(_variant(rng, next(numbers), color, size, price))
    return good


def _variant(rng: random.Random, number: int, color: str, size: str, price: int) -> GoodVariant:
    barcode = _ean13(f"8936{number:08d}") if rng.random() < 0.8 else f"TD-{number:05d}/{size}"
    stock = {
        "main": rng.randrange(0, 80),
        "shop": rng.randrange(0, 20),
        "hanoi": rng.choice((0, 0, 0, rng.randrange(1, 30))),
        "road": rng.choice((0, 0, 0, 10)),
    }
    oversell = rng.random() < 0.1
    variant = GoodVariant(
        number=number,
        title=f"{color} / {size}",
        color=color,
        size=size,
        barcode=barcode,
        seller_sku=barcode,
        price=price,
        compare_at=price * 5 // 4 if rng.random() < 0.2 else None,
        tracked=rng.random() >= 0.05,
        oversell=oversell,
        stock=stock,
    )
    # One in ten stands differently on Lazada: that is what the first push mends.
    astray = rng.random() < 0.1
    variant.lazada_price = price + 10_000 if astray else price
    variant.lazada_quantity = variant.total + (3 if astray else 0)
    return variant


def _ean13(digits: str) -> str:
    odd, even = sum(map(int, digits[::2])), sum(map(int, digits[1::2]))
    return f"{digits}{-(odd + 3 * even) % 10}"


def _every_sku(change: Callable[[str], str | None]) -> Callable[[Good, Good], None]:
    def spring(good: Good, _before: Good) -> None:
        for variant in good.variants:
            variant.seller_sku = change(variant.barcode or "")

    return spring


def _no_barcode(good: Good, _before: Good) -> None:
    good.variants[0].barcode = None


def _lazada_only(good: Good, _before: Good) -> None:
    good.on_haravan = False


def _twins_within(good: Good, _before: Good) -> None:
    for variant in good.variants:
        variant.barcode = good.variants[0].barcode


def _twins_across(good: Good, before: Good) -> None:
    good.variants[0].barcode = before.variants[0].barcode


def _sku_twice(good: Good, before: Good) -> None:
    good.variants[0].seller_sku = before.variants[0].seller_sku


def _unit_barcode(good: Good, _before: Good) -> None:
    variant = good.variants[0]
    variant.unit_barcodes = (variant.barcode or "",)
    variant.barcode = None


def _in_lazadas_warehouse(good: Good, _before: Good) -> None:
    for variant in good.variants:
        variant.fbl = True


def _unlike_letters(code: str) -> str:
    """The same to the eye: Cyrillic letters instead of Latin ones, or O for 0."""
    return code.replace("T", "Т") if "T" in code else code.replace("0", "O", 1)


def _as_excel_shows(code: str) -> str:
    """A long number in a column that is too narrow, on a Vietnamese PC."""
    return f"{int(code):.2E}".replace(".", ",") if code.isdecimal() else f"{code}E+2"


def _in_letters(word: str, seller_sku: Callable[[str], str]) -> Callable[[Good, Good], None]:
    """Barcodes as merchants invent them; Lazada has them in another way."""

    def spring(good: Good, _before: Good) -> None:
        for variant in good.variants:
            variant.barcode = f"{word}-{variant.number:05d}"
            variant.seller_sku = seller_sku(variant.barcode)

    return spring


# What can be wrong with a product's codes, in the order in which it is dealt out (B1, B4, B5, B7).
TRAPS: dict[str, Callable[[Good, Good], None]] = {
    "no barcode": _no_barcode,
    "not on Lazada": _every_sku(lambda _code: None),
    "only on Lazada": _lazada_only,
    "barcode twice within": _twins_within,
    "barcode twice across": _twins_across,
    "SellerSku twice": _sku_twice,
    "outer spaces": _every_sku(lambda code: f" {code} "),
    "other case": _in_letters("AO", str.lower),
    "inner space": _every_sku(lambda code: f"{code[:4]} {code[4:]}"),
    "leading zero": _every_sku(lambda code: f"0{code}"),
    "scientific": _every_sku(_as_excel_shows),
    "look-alike letters": _every_sku(_unlike_letters),
    "unit barcode": _unit_barcode,
    "empty SellerSku": _every_sku(lambda _code: ""),
    "Lazada's warehouse": _in_lazadas_warehouse,
    "unicode SellerSku": _every_sku(lambda code: f"Váy & đầm #{code}: ½"),
    "decomposed letters": _in_letters("ĐẦM", lambda code: unicodedata.normalize("NFD", code)),
    "without marks": _in_letters("ĐẦM", lambda code: code.replace("ĐẦM", "DAM")),
}
