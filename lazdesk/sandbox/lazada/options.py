"""How the practice Lazada behaves: limits, lives, a switch for each unknown of the reference."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class LazadaOptions:
    """Times are world seconds; the numbers cited are lazada.md's, `§14` its open unknowns."""

    # Access (§3). Live lifetimes differ by app: 7/30, 30/180 and 10/50 days were all seen (§14.3).
    access_seconds: int = 30 * 86_400
    refresh_seconds: int = 180 * 86_400
    old_refresh_token_survives: bool = False  # §14.3
    old_access_token_survives: bool = True
    refresh_unsupported: bool = False  # an app of the service market: AUTH_TYPE_UNSUPPORTED
    accepts_loopback_callback: bool = True  # §14.1
    country: str = "vn"  # where the consenting seller's shop is
    timestamp_code: str = "IllegalTimestamp"  # §14.2

    # Limits (§4), per second of world time; a world whose clock stands still has none.
    api_calls_per_second: int = 20
    seller_calls_per_second: int = 50
    app_calls_per_day: int = 10_000_000
    ban_seconds: int = 1

    # Wire (§1.6)
    all_strings: bool = False  # every scalar as text, as the reference's samples print them
    iso_times: bool = False  # `2018-02-09T22:44:30+07:00` for `2018-02-09 22:44:30 +0700`
    offset_hours: int = 7  # §14.7: +0700 or +0800

    # Products and stock (§5)
    warehouses: tuple[str, ...] = ("dropshipping",)
    partial_failure_code: str = "501"  # "0" = the answer looks like a success and has `detail`
    price_detail_with_code_0: bool = False  # §14.10
    sale_at_full_price: bool = True  # nothing documents whether SalePrice may equal Price

    # Orders (§6)
    order_touch_rate: float = 1.0  # §14.5: how often a unit's change touches its order's time
    masked_buyers: bool = True  # §14.11
    address_levels: str = "ward-district-city"  # §14.6; "state-city-postcode" is the guide's
    price_follows_cancel: bool = False  # §14.13: the order's price drops by canceled units
    unpaid_hold_seconds: int = 30 * 60
    unpaid_life_seconds: int = 72 * 3600
    rts_pending_seconds: int = 20
    label_delay_seconds: int = 0
    # §7.1 tells of one merged file a call, not of its pages' order nor whether they hold text.
    label_pages_as_asked: bool = True
    label_text: bool = True
    label_pdf: bool = True  # False: no link to a PDF, the label as HTML alone
    cancel_decision_seconds: int = 48 * 3600
    cancel_pending_seconds: int = 60
    # The seller's own cancel (§8.1): when it shows, and how the SKU's stock "may be set to 0".
    seller_cancel_seconds: int = 0
    seller_cancel_has_reverse: bool = False  # a CANCEL reverse order tells of it meanwhile
    zeroes_stock: bool = True
    zeroes_after_seconds: int = 0
    zeroing_touches_product: bool = True
    couriers_work: bool = False  # parcels get picked up and delivered without being told
    pickup_seconds: int = 6 * 3600
    delivery_seconds: int = 48 * 3600
