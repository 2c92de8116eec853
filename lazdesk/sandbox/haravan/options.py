"""What Haravan's documents leave open, one switch each, and how often its known quirks show.

The defaults are what evidence or caution favours (haravan.md §16 lists the unknowns); a test of a
client runs under either answer.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class HaravanOptions:
    """How this practice Haravan answers. Times are world seconds, rates are 0 to 1."""

    # Orders
    honour_name: bool = True
    """`name` of a created order is kept; otherwise the shop's own number is given."""
    refuse_short_stock: bool = False
    """An order for more of a `deny` variant than is available gets a 422."""
    orders_default_order: Literal["id desc", "id asc", "updated_at desc"] = "id desc"
    orders_default_status: Literal["open", "any"] = "open"
    list_lag_seconds: float = 5.0
    """How long a new order stays out of the order list and count."""
    merge_note_attributes: bool = False
    """A PUT merges note_attributes by name; otherwise it replaces them all."""
    tags_by_put: bool = True
    """A PUT may set `tags`; otherwise they are left as they are."""
    cancel_frees_committed: bool = False
    """Cancelling frees unshipped goods even without `restock`."""

    # Fulfilments and money
    fulfillment_start: Literal["readytopick", "pending", "delivered"] = "readytopick"
    accept_carrier_status: bool = True
    """`carrier_status` and `cod_status` work on fulfilments whose carrier is not the caller's."""
    refund_before_payment: bool = True
    """Goods may be given back before any money was booked; otherwise that gets a 422."""
    refund_beyond: bool = False
    """More may be given back, in money or in pieces, than there is; otherwise a 422."""
    refund_line_once: bool = False
    """A line of which a part was given back before gets a 422."""
    onhand_leaves_at: Literal["fulfillment", "pickup"] = "fulfillment"

    # Stock and products
    inventory_without_ids: Literal["refuse", "delta", "everything", "nothing"] = "refuse"
    """Whether `updated_at_min` alone reads every stock row changed since; it may also be answered
    with all rows whatever their time, or with none."""
    refuse_unknown_ids: bool = True
    """One unknown variant id spoils the whole stock read with a 422."""
    set_overwrites: Literal["onhand", "available"] = "onhand"
    stock_touches_product: bool = False
    """A stock change moves the product's `updated_at`."""
    inventory_advance: bool = False
    """Variants carry `inventory_advance` instead of null."""
    other_time_filters: Literal["local", "utc"] = "local"
    """How time filters outside orders are read: with the order list's trap, or as they stand."""

    # Regions
    provinces: Literal["old", "new"] = "old"
    """The 63 provinces with districts, or the 34 of July 2025, which have none."""

    # Access and limits
    metafields_allowed: bool = True
    unique_metafields: bool = False
    """A second metafield of one namespace and key gets a 422."""
    hidden_limit_path: str | None = None
    """A path that runs against its own much smaller bucket without saying so in the header."""

    # Shapes of answers
    flake_rate: float = 0.0
    """Share of GETs that answer 422 although nothing is wrong."""
    numbers_as_text: bool = False
    """Prices and amounts come as text."""
    order_shape: Literal["2021", "2023"] = "2023"
    sparse: bool = False
    """Keys whose value is null are left out."""
    extra_keys: bool = False
    """Every object of an answer carries keys nobody has documented."""
