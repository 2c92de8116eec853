"""What is connected, what was set, and which warehouses there are to choose from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lazdesk.models import desk, goods, tables


@dataclass(frozen=True)
class HaravanShop:
    """The one Haravan shop of this desk."""

    org: str
    name: str
    domain: str
    connected: bool
    connected_at: datetime


@dataclass(frozen=True)
class LazadaShop:
    """One Lazada shop; the dates are None while it is not connected."""

    seller_id: str
    name: str
    country: str
    short_code: str
    app_key: str
    redirect_uri: str
    connected: bool
    connected_at: datetime
    access_expires_at: datetime | None
    refresh_expires_at: datetime | None
    last_sync_at: datetime | None
    consented_at: datetime | None
    access_lost: bool  # found out by a cycle, and not renewed since (A5)
    channel_alarm: bool  # Haravan's own channel makes its orders too; a choice is due (A9)


@dataclass(frozen=True)
class Connections:
    """Both sides, connected or not; ``writes`` False means *Dừng ghi* is on in a shop (C10)."""

    haravan: HaravanShop | None
    shops: tuple[LazadaShop, ...]
    writes: bool

    def shop(self, seller_id: str) -> LazadaShop | None:
        return next((shop for shop in self.shops if shop.seller_id == seller_id), None)


@dataclass(frozen=True)
class Warehouse:
    """A warehouse of Haravan."""

    id: str
    name: str
    primary: bool
    type: str
    unavailable: bool


def connections(connection: sa.Connection) -> Connections:
    haravan, shops = desk.haravan(connection), desk.shops(connection)
    return Connections(
        haravan
        and HaravanShop(
            haravan.org, haravan.name, haravan.domain, haravan.connected, haravan.connected_at
        ),
        tuple(
            LazadaShop(
                row.seller_id,
                row.name,
                row.country,
                row.short_code,
                row.app_key,
                row.redirect_uri,
                row.connected,
                row.connected_at,
                row.access_expires_at,
                row.refresh_expires_at,
                row.last_sync_at,
                row.consented_at,
                desk.has_problem(connection, row.seller_id, "ACCESS_EXPIRED"),
                desk.has_problem(connection, row.seller_id, "FOREIGN_CHANNEL"),
            )
            for row in shops
        ),
        all(desk.settings(connection, row.seller_id).get("writes", "on") == "on" for row in shops),
    )


def has_published(connection: sa.Connection, shop: str) -> bool:
    """Whether any product is published on this shop (B1)."""
    table = tables.publications
    return bool(connection.scalar(sa.select(sa.exists().where(table.c.shop == shop))))


def settings(connection: sa.Connection, shop: str) -> dict[str, str]:
    """What was set for ``shop`` or, before any was connected, for the desk."""
    return desk.settings(connection, shop)


@dataclass(frozen=True)
class LazadaWarehouse:
    """One of the seller's own warehouses on Lazada (C12)."""

    code: str
    name: str


def lazada_warehouses(connection: sa.Connection, shop: str) -> list[LazadaWarehouse]:
    """The seller's own (C12), as they were read last."""
    listed = json.loads(desk.cursor(connection, shop, "lazada.warehouses") or "[]")
    return [LazadaWarehouse(code, name or code) for code, name in listed]


def warehouses(connection: sa.Connection, org: str) -> list[Warehouse]:
    """Haravan's warehouses (C3, D7)."""
    return [
        Warehouse(row.id, row.name, row.is_primary, row.type, row.unavailable)
        for row in goods.locations(connection, org)
    ]
