"""Counts the cases that really stand in both shops: a day without one of them proves nothing."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from lazdesk.sandbox.comparison.goods import Stock
from lazdesk.sandbox.comparison.sides import WORD_OF, Sides, code, live, word
from lazdesk.sandbox.haravan.records import Variant
from lazdesk.sandbox.lazada.records import Order


def count(sides: Sides) -> dict[str, int]:
    """How often each case of goods and of orders is there; the keys are the merchant's words."""
    return {**_of_stock(sides), **_of_codes(sides), **_of_orders(sides)}


def _of_stock(sides: Sides) -> dict[str, int]:
    stock = Stock(sides)
    signs, two, elsewhere = Counter[str](), 0, 0
    for pair in sides.pairs.values():
        if not pair.synchronised or not pair.sku.buckets:
            continue
        number = stock.number(pair)
        sign = "> 0" if number.n > 0 else "= 0" if number.n == 0 else "< 0"
        signs[f"{number.rule}, n {sign}"] += 1
        at = {
            place.id
            for place in sides.haravan.locations.values()
            if sides.haravan.stock.available(place.id, pair.variant.id) > 0
        }
        two += len(at.intersection(stock.counted)) > 1
        elsewhere += not at <= set(stock.counted)
    rules = [f"{rule}, n {sign}" for rule in ("continue", "deny") for sign in ("> 0", "= 0", "< 0")]
    return {
        **{rule: signs[rule] for rule in rules},
        "tồn ở hai kho": two,
        "tồn ở kho không tính": elsewhere,
    }


def _of_codes(sides: Sides) -> dict[str, int]:
    variants = list(sides.haravan.variants.values())
    barcodes = Counter(code(variant.barcode) for variant in variants)
    skus = {code(sku.seller_sku) for sku in sides.lazada.skus.values() if sku.status != "deleted"}
    unanswered = {_blurred(text) for text in skus if text not in barcodes}
    astray = [v for v in variants if code(v.barcode) and code(v.barcode) not in skus]
    near = [v for v in astray if _blurred(code(v.barcode)) in unanswered]
    return {
        "trùng barcode": sum(n for text, n in barcodes.items() if text and n > 1),
        "gần giống": len(near),
        "không có barcode": barcodes[""],
        "không có trên Lazada": len(astray) - len(near),
        "chưa đăng": _unpublished(sides, variants),
        "giá bị khóa": sum(
            bool(sku.locked_at(sides.lazada.now())) for sku in sides.lazada.skus.values()
        ),
    }


def _unpublished(sides: Sides, variants: Iterable[Variant]) -> int:
    return sum(variant.product_id in sides.merchant.unpublished for variant in variants)


def _blurred(text: str) -> str:
    """What codes that look alike have in common: case, spaces, leading zeros, accents."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum()).lstrip("0o")


def _of_orders(sides: Sides) -> dict[str, int]:
    counts = Counter[str]()
    for order in sides.lazada.orders.values():
        counts.update(_unsold(sides, order))
        if order.order_id in sides.copies:
            counts.update(_imported(sides, order))
    return {case: counts[case] for case in _ORDER_CASES}


_ORDER_CASES = (
    *("chưa thanh toán", "trước ngày nhập", "hủy trước khi nhập"),
    *("COD", "voucher của shop", "voucher của Lazada", "hủy cả đơn", "hủy một phần"),
    *(
        "giao không thành",
        "trả hàng",
        "hoàn tiền một phần",
        "dòng chưa liên kết",
        "hàng FBL",
        "hai kiện",
    ),
    *("trạng thái lạ", "người mua bị che", "người mua hiện rõ", "shop hủy bên Haravan"),
)


def _unsold(sides: Sides, order: Order) -> Iterable[str]:
    if any(unit.status == "unpaid" for unit in order.units):
        yield "chưa thanh toán"
    if not sides.is_recent(order):
        yield "trước ngày nhập"
    elif not live(order) and order.order_id not in sides.copies:
        yield "hủy trước khi nhập"


def _imported(sides: Sides, order: Order) -> Iterable[str]:
    units = live(order)
    if order.payment_method == "COD":
        yield "COD"
    if any(unit.voucher_seller for unit in units):
        yield "voucher của shop"
    if any(unit.voucher_platform for unit in units):
        yield "voucher của Lazada"
    if not units:
        yield "hủy cả đơn"
    elif any(unit.status == "canceled" for unit in sides.imported(order)):
        yield "hủy một phần"
    if word(order) == "failed":
        yield "giao không thành"
    if word(order) == "returned":
        yield "trả hàng"
    if any(0 < (sides.paid_back(unit) or 0) < unit.paid_price - 1 for unit in units):
        yield "hoàn tiền một phần"
    if any(not unit.fbl and sides.variant_of(unit) is None for unit in units):
        yield "dòng chưa liên kết"
    if any(unit.fbl for unit in units):
        yield "hàng FBL"
    if len({unit.package.package_id for unit in units if unit.package}) > 1:
        yield "hai kiện"
    if any(unit.status not in WORD_OF for unit in units):
        yield "trạng thái lạ"
    yield "người mua bị che" if order.masked else "người mua hiện rõ"
    if units and order.order_id in sides.merchant.withdrawn:
        yield "shop hủy bên Haravan"
