"""Whose fault each problem is, and the page where it is mended (F)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Whose(StrEnum):
    """Who can do something about the cause."""

    SHOP = "shop"
    LAZADA = "lazada"
    HARAVAN = "haravan"
    NETWORK = "network"  # the way there: connection, proxy, this computer
    LAZDESK = "lazdesk"


class Place(StrEnum):
    """A page in LazDesk, or one of the platforms' own."""

    CONNECTION = "connection"
    SETTINGS = "settings"
    PRODUCTS = "products"
    ORDERS = "orders"
    HARAVAN_PRODUCT = "haravan_product"
    HARAVAN_ORDER = "haravan_order"
    HARAVAN_ADMIN = "haravan_admin"
    LAZADA_ORDER = "lazada_order"
    SELLER_CENTER = "seller_center"
    APP_CONSOLE = "app_console"
    NONE = "none"  # it passes, or whoever supports LazDesk has to know


_CODES: Mapping[tuple[Whose, Place], str] = {
    (Whose.SHOP, Place.HARAVAN_PRODUCT): (
        "MISSING_BARCODE PRICE_OUT_OF_RANGE DUPLICATE_BARCODE LAZADA_PRICE_REFUSED"
    ),
    (Whose.SHOP, Place.SELLER_CENTER): (
        "SELLER_SKU_NOT_FOUND DUPLICATE_SELLER_SKU UNIT_BARCODE LAZADA_SELLER_SKU_INVALID "
        "LAZADA_SALE_DATES LAZADA_PRODUCT_REFUSED LAZADA_PRODUCT_DATA LAZADA_SHOP_INACTIVE "
        "LAZADA_CARRIER LAZADA_QUANTITY_REFUSED"
    ),
    (Whose.SHOP, Place.PRODUCTS): "TAKEN_BY_HAND ANOTHER_WRITER",
    (Whose.SHOP, Place.SETTINGS): (
        "CHANGED_SINCE_PREVIEW PRICE_GUARD ZERO_STOCK_GUARD MULTI_WAREHOUSE"
    ),
    (Whose.SHOP, Place.ORDERS): "UNLINKED_ORDER_LINE STOCK_CORRECTION_OFFERED LAZADA_REASON",
    (Whose.SHOP, Place.HARAVAN_ORDER): (
        "REFUNDED_BY_HAND BOOKED_TWICE CANCELED_ON_LAZADA HARAVAN_CONFLICT"
    ),
    (Whose.SHOP, Place.CONNECTION): (
        "ACCESS_EXPIRED HARAVAN_TOKEN LAZADA_LOGIN_CODE LAZADA_APP_KEYS LAZADA_OTHER_SHOP "
        "LAZADA_ORDER_NOT_FOUND LAZADA_SUBSCRIPTION"
    ),
    (Whose.SHOP, Place.HARAVAN_ADMIN): "MISSING_SCOPE HARAVAN_GONE HARAVAN_REFUSED",
    (Whose.SHOP, Place.APP_CONSOLE): "LAZADA_IP_WHITELIST LAZADA_APP_QUOTA",
    (Whose.HARAVAN, Place.HARAVAN_ADMIN): "FOREIGN_CHANNEL HARAVAN_OTHER",
    (Whose.HARAVAN, Place.HARAVAN_ORDER): (
        "FOREIGN_DOUBLE CARRIER_STATUS_REFUSED FULFILMENT_STARTS_DELIVERED"
    ),
    (Whose.HARAVAN, Place.NONE): "HARAVAN_DOWN HARAVAN_READ_REFUSED HARAVAN_THROTTLED",
    (Whose.LAZADA, Place.LAZADA_ORDER): (
        "UNKNOWN_STATUS REFUND_CHANGED GOODS_COME_BACK LAZADA_PACK_REFUSED LAZADA_NOT_PACKABLE "
        "LAZADA_SELLER_DELIVERED LAZADA_TWO_WAREHOUSES LAZADA_NO_LABEL LAZADA_LABEL_LINK "
        "LAZADA_REVERSE_REFUSED"
    ),
    (Whose.LAZADA, Place.ORDERS): (
        "LAZADA_ITEMS_CHANGED LAZADA_PACK_LATER LAZADA_PACKAGE_GONE LAZADA_LABEL_NOT_READY"
    ),
    (Whose.LAZADA, Place.SELLER_CENTER): (
        "CAMPAIGN_LOCK LAZADA_NOT_FOR_SELLER LAZADA_PRICE_CONTROLLED LAZADA_PRODUCT_LOCKED "
        "LAZADA_GLOBAL_PLUS LAZADA_OTHER"
    ),
    (Whose.LAZADA, Place.NONE): (
        "LAZADA_API_PAUSED LAZADA_DOWN LAZADA_THROTTLED LAZADA_PRODUCT_BUSY LAZADA_NO_TRACE"
    ),
    (Whose.NETWORK, Place.CONNECTION): "NO_CONNECTION CLOCK_OFF",
    (Whose.NETWORK, Place.NONE): "ANSWER_LOST HARAVAN_GARBLED",
    (Whose.LAZDESK, Place.NONE): "LAZADA_BAD_REQUEST HARAVAN_BAD_REQUEST LAZADA_BATCH_TOO_BIG",
}

WHOSE: Mapping[str, Whose] = MappingProxyType(
    {code: whose for (whose, _), codes in _CODES.items() for code in codes.split()}
)
"""By the problem's code."""

PLACES: Mapping[str, Place] = MappingProxyType(
    {code: place for (_, place), codes in _CODES.items() for code in codes.split()}
)
"""By the problem's code."""
