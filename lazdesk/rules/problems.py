"""F – from what went wrong to its cause and what to do about it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from lazdesk.rules.explanations import haravan, lazada, lazada_codes, lazdesk
from lazdesk.rules.explanations.kinds import Explanation, Severity

__all__ = ["CATALOGUE", "Explanation", "Severity", "explain", "message", "reworded"]

CATALOGUE: Mapping[str, Explanation] = MappingProxyType(
    {entry.code: entry for entry in (*lazdesk.ENTRIES, *lazada.ENTRIES, *haravan.ENTRIES)}
)
"""Every problem LazDesk knows, by its own code."""

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "MISSING_BARCODE": "{variant} không có barcode",
        "SELLER_SKU_NOT_FOUND": "Lazada Error {sku} SELLER_SKU_NOT_FOUND",
        "PRICE_OUT_OF_RANGE": "The price is out of range, should between ({low}, {high})",
        "DUPLICATE_BARCODE": "Barcode {barcode} bị trùng: {holders}",
        "DUPLICATE_SELLER_SKU": "SellerSku {sku} bị trùng trên Lazada: {holders}",
        "TAKEN_BY_HAND": "SKU Lazada {sku} đã liên kết bằng tay với biến thể khác, không phải "
        "{variant}",
        "UNIT_BARCODE": "{variant}: mã {barcode} là barcode của đơn vị tính",
        "CHANGED_SINCE_PREVIEW": "{sku}: đã đồng ý {agreed}, nay là {new}",
        "PRICE_GUARD": "{sku}: giá đổi từ {old} ₫ thành {new} ₫",
        "ZERO_STOCK_GUARD": "{zeroed}/{linked} SKU sẽ về 0",
        "MULTI_WAREHOUSE": "Gian hàng có {count} kho Lazada",
        "CAMPAIGN_LOCK": "{sku}: Lazada đang khóa vì chương trình {campaign}",
        "ANOTHER_WRITER": "{sku}: bị đổi {count} lần trong một giờ",
        "UNLINKED_ORDER_LINE": "Đơn {order}: {sku} chưa liên kết",
        "STOCK_CORRECTION_OFFERED": "Đơn {order}: chưa trừ tồn {goods}",
        "UNKNOWN_STATUS": "Đơn {order}: trạng thái {status}",
        "CARRIER_STATUS_REFUSED": "Đơn {order}: không cập nhật được trạng thái {state}",
        "FULFILMENT_STARTS_DELIVERED": "Đơn {order}: phiếu giao vừa tạo đã là Đã giao hàng",
        "REFUNDED_BY_HAND": "Đơn {order}: đã hoàn tay {amount} ở Haravan",
        "REFUND_CHANGED": "Đơn {order}: Lazada đổi số tiền hoàn sau khi đã ghi, lệch {amount}",
        "BOOKED_TWICE": "Đơn {order}: đã ghi hai lần ở Haravan: {what}",
        "CANCELED_ON_LAZADA": "Đơn {order}: Lazada đã hủy {skus}",
        "GOODS_COME_BACK": "Đơn {order}: hàng hoàn về",
        "FOREIGN_CHANNEL": "Đơn {order} đã có ở Haravan do kênh khác tạo",
        "FOREIGN_DOUBLE": "Đơn {order}: kênh Lazada của Haravan đã tạo thêm đơn {name}",
        "MISSING_SCOPE": "Thiếu quyền {scope}",
        "HARAVAN_TOKEN": "Haravan không nhận mã truy cập đang dùng",
        "ACCESS_EXPIRED": "Gian hàng {shop}: hết quyền truy cập",
        "CLOCK_OFF": "Đồng hồ máy lệch {seconds} giây",
        "NO_CONNECTION": "Không kết nối được với {platform}",
        "ANSWER_LOST": "{platform} không trả lời",
    }
)
"""LazDesk's own messages; what a platform says is shown as it said it."""

# The same in English; what is not here is English already.
_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "MISSING_BARCODE": "{variant} has no barcode",
        "DUPLICATE_BARCODE": "Barcode {barcode} is not unique: {holders}",
        "DUPLICATE_SELLER_SKU": "SellerSku {sku} is not unique on Lazada: {holders}",
        "TAKEN_BY_HAND": "Lazada SKU {sku} is linked by hand to another variant than {variant}",
        "UNIT_BARCODE": "{variant}: {barcode} is the barcode of a unit of measure",
        "CHANGED_SINCE_PREVIEW": "{sku}: agreed to {agreed}, now it is {new}",
        "PRICE_GUARD": "{sku}: the price goes from {old} ₫ to {new} ₫",
        "ZERO_STOCK_GUARD": "{zeroed}/{linked} SKUs would go to 0",
        "MULTI_WAREHOUSE": "The shop has {count} Lazada warehouses",
        "CAMPAIGN_LOCK": "{sku}: locked by Lazada for the campaign {campaign}",
        "ANOTHER_WRITER": "{sku}: changed {count} times within an hour",
        "UNLINKED_ORDER_LINE": "Order {order}: {sku} is not linked",
        "STOCK_CORRECTION_OFFERED": "Order {order}: stock of {goods} not taken yet",
        "UNKNOWN_STATUS": "Order {order}: status {status}",
        "CARRIER_STATUS_REFUSED": "Order {order}: status {state} could not be set",
        "FULFILMENT_STARTS_DELIVERED": "Order {order}: a new fulfilment is Delivered at once",
        "REFUNDED_BY_HAND": "Order {order}: {amount} was refunded by hand in Haravan",
        "REFUND_CHANGED": "Order {order}: Lazada changed a refund after it was booked, by {amount}",
        "BOOKED_TWICE": "Order {order}: booked twice in Haravan: {what}",
        "CANCELED_ON_LAZADA": "Order {order}: Lazada canceled {skus}",
        "GOODS_COME_BACK": "Order {order}: the goods come back",
        "FOREIGN_CHANNEL": "Order {order} is in Haravan already, made by another channel",
        "FOREIGN_DOUBLE": "Order {order}: Haravan's own Lazada channel also made the order {name}",
        "MISSING_SCOPE": "The permission {scope} is missing",
        "HARAVAN_TOKEN": "Haravan does not accept the token in use",
        "ACCESS_EXPIRED": "Shop {shop}: access has ended",
        "CLOCK_OFF": "This computer's clock is off by {seconds} seconds",
        "NO_CONNECTION": "{platform} cannot be reached",
        "ANSWER_LOST": "{platform} does not answer",
    }
)

# What the HTTP client calls a failure that no platform answered for.
_TRANSPORT: Mapping[str, str] = MappingProxyType(
    {
        "CircuitOpen": "NO_CONNECTION",
        "CloseError": "ANSWER_LOST",
        "ConnectError": "NO_CONNECTION",
        "ConnectTimeout": "NO_CONNECTION",
        "DecodingError": "ANSWER_LOST",
        "PoolTimeout": "NO_CONNECTION",
        "ProxyError": "NO_CONNECTION",
        "TLS": "NO_CONNECTION",
        "UnsupportedProtocol": "NO_CONNECTION",
        "ReadError": "ANSWER_LOST",
        "ReadTimeout": "ANSWER_LOST",
        "RemoteProtocolError": "ANSWER_LOST",
        "WriteError": "ANSWER_LOST",
        "WriteTimeout": "ANSWER_LOST",
    }
)
_NUMBER = re.compile(r"E?0*(\d+)")
_REFUSAL = re.compile(r"(?P<code>\w+): (?P<message>.*)", re.DOTALL)
# What a platform's code looks like that no list has: E016, SYSTEM_ERROR, SellerNotActive.
_CODE = re.compile(r"E?\d+|[A-Z]+(_[A-Z0-9]+)+|[A-Z][A-Za-z0-9]*[a-z0-9][A-Z][A-Za-z0-9]*")
_WRITES = frozenset({"adjust", "cancel", "close", "confirm", "create", "set", "update"})


def explain(platform: str, operation: str, code: str, message: str) -> Explanation:
    """Return what a platform's failure means and what to do (F).

    `platform` is "lazada" or "haravan", `operation` the client's name of the call. Never fails:
    a code that is not in the catalogue gets the platform's entry for such codes.
    """
    if code in _TRANSPORT:
        return CATALOGUE[_TRANSPORT[code]]
    if platform == "lazada":
        return CATALOGUE[_lazada(operation, code, message)]
    return CATALOGUE[_haravan(operation, code)]


def of_words(said: str) -> Explanation | None:
    """Return what a refused click's words ("700026: FO_ITEM_NOT_ALLOW_TO_PACK") mean; None for
    words that no platform said."""
    parts = _REFUSAL.fullmatch(said)
    if parts is None or not _is_code(parts["code"]):
        return None
    # Haravan's codes are those of HTTP; Lazada has none in the four hundreds (§11).
    if re.fullmatch(r"4\d\d", parts["code"]):
        return explain("haravan", "set", parts["code"], parts["message"])
    return explain("lazada", "pack", parts["code"], parts["message"])


def message(code: str, params: Mapping[str, object]) -> str:
    """Return LazDesk's own message of a problem; KeyError when `params` lacks a part of it."""
    return MESSAGES[code].format_map(params)


def reworded(code: str, stored: str, language: str) -> str:
    """A message as it was stored, in `language`; what a platform said stays as it is."""
    if language != "en" or code not in _ENGLISH:
        return stored
    parts = re.split(r"\{(\w+)\}", MESSAGES[code])
    pattern = "".join(
        f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)
    )
    said = re.fullmatch(pattern, stored, re.DOTALL)
    return _ENGLISH[code].format_map(said.groupdict()) if said else stored


def _is_code(word: str) -> bool:
    return bool(_CODE.fullmatch(word)) or word in _TRANSPORT or word in lazada_codes.CODES


def _lazada(operation: str, code: str, message: str) -> str:
    said = message.casefold()
    for part, entry in lazada_codes.MESSAGES:
        if part.casefold() in said or part == code:
            return entry
    if not code:
        # Every refusal of Lazada has a code: what has none is no answer of Lazada (§1.5).
        return "ANSWER_LOST"
    number = _NUMBER.fullmatch(code)
    bare = number[1] if number else code
    by_code = lazada_codes.CODES.get(bare, "LAZADA_OTHER")
    return lazada_codes.BY_OPERATION.get((operation, bare), by_code)


def _haravan(operation: str, code: str) -> str:
    if not code.isdigit() or code[0] in "13":
        return haravan.CODES.get(code, "HARAVAN_GARBLED")
    if code[0] == "5":
        return "HARAVAN_DOWN"
    first_word = re.split(r"[ _]", operation)[0]
    if first_word not in _WRITES and code in haravan.READS:
        return haravan.READS[code]
    return haravan.CODES.get(code, "HARAVAN_OTHER")
