"""Which entry of the catalogue each of Lazada's codes and messages means (lazada.md §11, §5.6).

The same number can mean different things on different paths, and a message often says more than
its number, so messages go first, then (operation, code), then the code.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

MESSAGES = (
    ("SELLER_SKU_NOT_FOUND", "SELLER_SKU_NOT_FOUND"),
    ("ITEM_NOT_FOUND_OR_NOT_BELONG_DIGITAL", "LAZADA_NOT_PACKABLE"),
    ("ORDER_ITEM_NOT_FOUND", "LAZADA_ITEMS_CHANGED"),
    ("ITEM_NOT_FOUND", "SELLER_SKU_NOT_FOUND"),
    ("SELLER_SKU_INVALID", "LAZADA_SELLER_SKU_INVALID"),
    ("price is out of range", "PRICE_OUT_OF_RANGE"),
    ("SPECIAL_PRICE_RATE_OUT_OF_RANGE", "PRICE_OUT_OF_RANGE"),
    ("SPECIAL_PRICE_FROM_DATE_AFTER", "LAZADA_SALE_DATES"),
    ("SPECIAL_PRICE_GREATER_THAN_PRICE", "LAZADA_PRICE_REFUSED"),
    ("PRICE_PRECISION_INVALID", "LAZADA_PRICE_REFUSED"),
    ("PRICE_IS_ZERO", "LAZADA_PRICE_REFUSED"),
    ("control price is not pass", "LAZADA_PRICE_CONTROLLED"),
    ("ABILITY_PG_003", "CAMPAIGN_LOCK"),
    ("ABILITY_PG_004", "CAMPAIGN_LOCK"),
    ("negative sellable on channel inventory", "CAMPAIGN_LOCK"),
    ("may not decrease stocks", "CAMPAIGN_LOCK"),
    ("SERVICE_EDIT_002", "LAZADA_PRODUCT_BUSY"),
    ("NO_EDIT_ITEM_LOCK", "LAZADA_PRODUCT_LOCKED"),
    ("SELLER_NOT_PERMITTED", "LAZADA_NOT_FOR_SELLER"),
    ("INV_PARAM_ILLEGAL", "LAZADA_QUANTITY_REFUSED"),
    ("INV_NEGATIVE_SELLABLE", "LAZADA_QUANTITY_REFUSED"),
    ("Category is inactive", "LAZADA_PRODUCT_DATA"),
    ("semi-hosted", "LAZADA_GLOBAL_PLUS"),
    ("Invalid status filter", "LAZADA_BAD_REQUEST"),
)
"""Part of a message (any case) → entry; the first that fits."""

_BY_ENTRY: Mapping[str, str] = {
    "ACCESS_EXPIRED": "IllegalAccessToken IllegalRefreshToken NotConnected",
    "CLOCK_OFF": "IllegalTimestamp InvalidTimestamp",
    "MISSING_SCOPE": "InsufficientPermission",
    "CAMPAIGN_LOCK": "4170",
    "PRICE_OUT_OF_RANGE": "4119",
    "SELLER_SKU_NOT_FOUND": "207 208 4136 4137",
    "LAZADA_LOGIN_CODE": "InvalidCode",
    "LAZADA_SUBSCRIPTION": "AUTH_TYPE_UNSUPPORTED",
    "LAZADA_APP_KEYS": "IncompleteSignature InvalidAppKey",
    "LAZADA_IP_WHITELIST": "AppWhiteIpLimit",
    "LAZADA_SHOP_INACTIVE": "SellerNotVerified SellerNotActive",
    "LAZADA_NOT_FOR_SELLER": "Mp3SellerApiLimit",
    "LAZADA_BAD_REQUEST": (
        "MissingParameter InvalidParameter UnsupportedHTTPMethod InvalidApiPath InvalidApi "
        "1 5 14 17 19 30 32 36 38 39 56 70 74 75 97 1001 4132 4193 4216 "
        "700004 700009 700017 700018 700019 700022 1000012 1000014"
    ),
    "LAZADA_THROTTLED": "ApiCallLimit SellerCallLimit Paused 429 901 1002 4154",
    "LAZADA_APP_QUOTA": "AppApiCallLimit AppCallLimit",
    "LAZADA_API_PAUSED": "998",
    "LAZADA_DOWN": (
        "ServiceTimeout ServiceUnavailable UnknownRuntimeException 6 15 21 106 500 502 503 504 "
        "506 513 1000"
    ),
    "LAZADA_ORDER_NOT_FOUND": "16 37 122 700021",
    "LAZADA_ITEMS_CHANGED": "20 102 123 124 700000 700013 700025 700026",
    "LAZADA_PACK_LATER": "1003 40011 700024 700031",
    "LAZADA_NOT_PACKABLE": "700020 700023 700027 700028 700030",
    "LAZADA_SELLER_DELIVERED": "50008",
    "LAZADA_TWO_WAREHOUSES": "700029",
    "LAZADA_CARRIER": "700001 700016 700033",
    "LAZADA_PACKAGE_GONE": "600001 600002",
    "LAZADA_LABEL_NOT_READY": "34 30012",
    "LAZADA_NO_LABEL": "35 700040",
    "LAZADA_LABEL_LINK": "LabelHost",
    "LAZADA_REASON": "104",
    "LAZADA_SELLER_SKU_INVALID": "200 4150",
    "LAZADA_BATCH_TOO_BIG": "204 4171",
    "LAZADA_QUANTITY_REFUSED": "212 4152",
    "LAZADA_PRICE_REFUSED": "4104 4114 4118 4121 4157",
    "LAZADA_SALE_DATES": "4117",
    "LAZADA_PRICE_CONTROLLED": "10006",
    "LAZADA_PRODUCT_REFUSED": "501",
    "LAZADA_PRODUCT_BUSY": "4147",
    "LAZADA_PRODUCT_LOCKED": "4155",
    "LAZADA_GLOBAL_PLUS": "4225",
    "LAZADA_OTHER_SHOP": "EDIT_ITEM_NOT_BELONG_SELLER 700032",
    "LAZADA_NO_TRACE": (
        "LD_INPUT_PARAM_VALID INPUT_PARAM_VALID LD_INVOKE_DOWNSTREAM_RESPONSE_BLANK"
    ),
}

# Ranges whose members the reference does not tell apart; a code of its own above goes first.
_RANGES = (
    (range(100, 134), "LAZADA_REVERSE_REFUSED"),
    (range(4104, 4134), "LAZADA_PRODUCT_DATA"),
    (range(700000, 700034), "LAZADA_PACK_REFUSED"),
)

BY_OPERATION: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        # SYSTEM_ERROR of one order among several, not the gateway's own trouble (§7.2).
        ("pack", "6"): "LAZADA_PACK_LATER",
    }
)
"""(operation, code) → entry, where a number means something else than usual."""


def _codes() -> Iterator[tuple[str, str]]:
    for numbers, entry in _RANGES:
        yield from ((str(number), entry) for number in numbers)
    for entry, codes in _BY_ENTRY.items():
        yield from ((code, entry) for code in codes.split())


CODES: Mapping[str, str] = MappingProxyType(dict(_codes()))
"""Lazada's code, numbers without their E and zeros → entry."""
