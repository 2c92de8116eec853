"""What a token opens: one small read per scope, which costs nothing and changes nothing (A1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from lazdesk.platforms.errors import MissingScope
from lazdesk.platforms.haravan.answers import Shop
from lazdesk.platforms.haravan.client import HaravanClient
from lazdesk.platforms.lazada.client import LazadaClient

T = TypeVar("T")

HARAVAN_READS = (
    "com.read_shop",
    "com.read_products",
    "com.read_inventories",
    "com.read_orders",
    "com.read_customers",
)


@dataclass(frozen=True)
class Opened:
    """The shop behind a token and the scopes that the token lacks."""

    shop: Shop | None
    missing: tuple[str, ...]


class _Probe:
    """Asks read after read and collects the scopes that are missing."""

    def __init__(self) -> None:
        self.missing: dict[str, None] = {}

    def ask(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except MissingScope as refusal:
            self.missing[refusal.scope or refusal.operation] = None
            return None


def haravan(client: HaravanClient, now: datetime) -> Opened:
    """Raises Unauthorized for a wrong token, and the network's errors."""
    probe = _Probe()
    shop = probe.ask(client.shop)
    places = probe.ask(client.locations) or []
    page = probe.ask(lambda: client.products(page=1)) or []
    probe.ask(lambda: client.orders(created_at_min=now))
    probe.ask(lambda: client.search_customers("0900000000"))
    variants = [variant.id for product in page for variant in product.variants]
    if variants and places:
        probe.ask(lambda: client.inventory([places[0].id], variants[:1]))
    return Opened(shop, tuple(probe.missing))


def lazada(client: LazadaClient, now: datetime) -> tuple[str, ...]:
    """The API groups that the merchant's app may not call. Raises like any call."""
    probe = _Probe()
    reads: tuple[Callable[[], Any], ...] = (
        client.seller,
        lambda: client.products(limit=1),
        lambda: client.orders(created_after=now, limit=1),
    )
    for read in reads:
        probe.ask(read)
    return tuple(probe.missing)
