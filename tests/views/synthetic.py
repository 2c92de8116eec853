"""A large mirror made by hand: no platform is asked, every table a list reads is filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from lazdesk.models import tables
from lazdesk.models.database import Database
from lazdesk.rules.text import search_key
from tests.mirrors import open_database

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SHOP, ORG = "200001", "1000"
BATCH = 5000
RECENT = 400
STATES = ("linked", "linked", "linked", "unpublished", "missing_barcode", "not_on_lazada")
WORDS = ("pending", "ready", "transit", "delivered", "delivered", "canceled", "unpaid", "failed")
STATUS = {"ready": "ready_to_ship", "transit": "shipped", "failed": "failed_delivery"}
GOODS = ("Áo thun", "Đầm hoa", "Quần jean", "Bình giữ nhiệt", "Khăn tắm", "Nồi chiên", "Ấm đun")
PEOPLE = ("Nguyễn Thị Hương", "Đặng Văn Ước", "Trần Quốc Ẩn", "Lê Thùy Dương", "Phạm Đỗ Mỹ Ái")


def mirror(
    folder: Path, variants: int, orders: int, goods_tables: Sequence[sa.Table] | None = None
) -> Database:
    """An opened database in ``folder`` with one shop, its goods and its orders.

    ``goods_tables``: only these of the goods' tables are filled; None: all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    database = open_database(folder, NOW)
    with database.write() as connection:
        _desk(connection)
        for table, rows in (
            *((table, _goods(table, variants)) for table in goods_tables or GOODS_TABLES),
            *((table, _orders(table, orders)) for table in ORDER_TABLES),
        ):
            for batch in _batches(rows):
                connection.execute(sa.insert(table), batch)
    with database.write() as connection:
        connection.exec_driver_sql("ANALYZE")
    return database


GOODS_TABLES = (
    tables.products,
    tables.variants,
    tables.link_states,
    tables.links,
    tables.skus,
    tables.lazada_products,
    tables.publications,
    tables.problems,
)
ORDER_TABLES = (tables.orders, tables.order_items, tables.imports, tables.haravan_orders)


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _desk(connection: sa.Connection) -> None:
    connection.execute(
        sa.insert(tables.shops).values(
            seller_id=SHOP,
            name="Nhà Mây",
            country="vn",
            app_key="1",
            redirect_uri="http://127.0.0.1:53682/callback",
            connected=True,
            connected_at=NOW - timedelta(days=30),
            last_sync_at=NOW - timedelta(minutes=2),
            refresh_expires_at=NOW + timedelta(days=36_500),  # whatever the day is
        )
    )
    connection.execute(
        sa.insert(tables.haravan_shops).values(
            org=ORG, name="Nhà Mây", domain="nhamay.myharavan.com", connected=True, connected_at=NOW
        )
    )


def _goods(table: sa.Table, count: int) -> Iterator[dict[str, Any]]:
    for n in range(count):
        state = STATES[n % len(STATES)]
        product, first = f"{500000 + n // 3}", n % 3 == 0
        title = f"{GOODS[n // 3 % len(GOODS)]} số {n // 3}"
        code = None if state == "missing_barcode" else f"893{n:010d}"
        linked = state in ("linked", "unpublished")
        row: dict[str, Any] | None
        match table.name:
            case "products":
                raw = {"body_html": "x" * 800}
                row = {"org": ORG, "id": product, "title": title, "digest": "", "raw": raw}
                row = row if first else None
            case "variants":
                row = _variant(n, product, title, code)
            case "link_states":
                row = {"shop": SHOP, "variant_id": f"{900000 + n}", "state": state}
            case "links":
                row = _link(n) if linked else None
            case "skus":
                row = _sku(n, code) if linked else None
            case "lazada_products":
                row = {"shop": SHOP, "item_id": f"{n}", "name": title, "status": "", "raw": {}}
                row = row if linked else None
            case "publications":
                row = {"shop": SHOP, "product_id": product, "published_at": NOW}
                row = row if first and n % 4 else None
            case _:
                row = _problem(n, title) if state == "missing_barcode" else None
        if row is not None:
            yield row


def _variant(n: int, product: str, title: str, code: str | None) -> dict[str, Any]:
    variant = ("Đỏ / M", "Xanh / L", "Default Title")[n % 3]
    return {
        "org": ORG,
        "id": f"{900000 + n}",
        "product_id": product,
        "title": variant,
        "sku": None,
        "barcode": code,
        "code": code or "",
        "price": 50000 + n % 900 * 1000,
        "compare_at_price": None,
        "tracked": n % 50 != 0,
        "oversell": n % 20 == 0,
        "search": search_key(title, variant, code),
    }


def _link(n: int) -> dict[str, Any]:
    return {
        "shop": SHOP,
        "variant_id": f"{900000 + n}",
        "sku_id": f"{700000 + n}",
        "by_hand": False,
        "linked_at": NOW,
    }


def _sku(n: int, code: str | None) -> dict[str, Any]:
    return {
        "shop": SHOP,
        "sku_id": f"{700000 + n}",
        "item_id": f"{n}",
        "seller_sku": code or "",
        "code": code or "",
        "variation": "",
        "status": "active",
        "quantity": n % 40,
        "price": 50000 + n % 900 * 1000,
        "warehouses": [],
        "seen_at": NOW,
        "fbl_only": False,
        "search": search_key(code),
    }


def _problem(n: int, title: str) -> dict[str, Any]:
    return {
        "shop": SHOP,
        "code": "MISSING_BARCODE",
        "kind": "variant",
        "object": f"{900000 + n}",
        "title": title,
        "message": f"{title} không có barcode",
        "since": NOW - timedelta(minutes=n),
        "last_seen": NOW,
        "count": 1 + n % 7,
    }


def _orders(table: sa.Table, count: int) -> Iterator[dict[str, Any]]:
    for n in range(count):
        word = WORDS[n % len(WORDS)]
        if word == "unpaid" and n > RECENT:
            word = "delivered"  # Lazada cancels what stays unpaid
        at = NOW - timedelta(minutes=7 * n)
        id_, buyer = f"{300000000000 + n}", PEOPLE[n % len(PEOPLE)]
        imported = word not in ("unpaid", "canceled")
        match table.name:
            case "orders":
                yield {
                    "shop": SHOP,
                    "order_id": id_,
                    "order_number": id_,
                    "created_at": at,
                    "updated_at": at,
                    "payment_method": ("COD", "MIXEDCARD")[n % 2],
                    "shipping_fee": 15000,
                    "voucher_seller": 0,
                    "voucher_platform": 0,
                    "buyer": {"name": buyer, "phone": f"09{n:08d}", "city": "Hồ Chí Minh"},
                    "word": word,
                    "digest": "",
                    "stale": False,
                    "raw": {"address_shipping": "x" * 800},
                    "search": search_key(id_, buyer, f"09{n:08d}"),
                }
            case "order_items":
                for unit in range(1 + n % 3):
                    yield _item(n, unit, id_, word, at)
            case "imports" if imported:
                yield {
                    "shop": SHOP,
                    "order_id": id_,
                    "state": "done",
                    "tries": 1,
                    "haravan_id": f"{800000 + n}",
                    "held_since": at,
                }
            case "haravan_orders" if imported:
                yield {
                    "org": ORG,
                    "id": f"{800000 + n}",
                    "ref": f"LZD:VN:{SHOP}:{id_}",
                    "name": id_,
                    "confirmed": True,
                    "financial_status": ("pending", "paid")[n % 2],
                    "word": "Chưa giao hàng",
                    "first_seen_at": at,
                    "raw": {},
                }


def _item(n: int, unit: int, order_id: str, word: str, at: datetime) -> dict[str, Any]:
    moving = word in ("ready", "transit", "delivered")
    return {
        "shop": SHOP,
        "order_item_id": f"{order_id}{unit}",
        "order_id": order_id,
        "status": STATUS.get(word, word),
        "name": f"{GOODS[n % len(GOODS)]} số {n}",
        "variation": "Đỏ, M",
        "sku": f"893{n:010d}",
        "sku_id": f"{700000 + n}",
        "item_price": 129000,
        "paid_price": 119000,
        "voucher_seller": 5000,
        "voucher_platform": 5000,
        "package_id": f"FP{n}" if moving else None,
        "tracking_code": f"LMP{n:010d}VNA" if moving else None,
        "shipment_provider": "LEX VN" if moving else None,
        "is_fbl": n % 97 == 0,
        "is_digital": False,
        "is_dbs": False,
        "cancel_pending": word == "pending" and n % 40 == 0,
        "created_at": at,
        "raw": {"x": "y" * 300},
    }
