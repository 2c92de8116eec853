"""Reads both sides' goods into the mirror.

Cursors are the largest time a server sent, never the desk's clock (sync-engine.md §2).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from lazdesk.models import desk, drifts, goods
from lazdesk.platforms.errors import Refused
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.platforms.lazada import answers as lazada
from lazdesk.rules import linking, text, warehouse
from lazdesk.sync import locking, warehouses
from lazdesk.sync.session import Session

# Haravan's time filters read naive local time; 8 hours cover either reading (haravan.md §3.1).
ZONE_MARGIN = timedelta(hours=8)
OVERLAP = timedelta(minutes=10)
HARAVAN_BATCH = 50
LAZADA_PAGE = 50
SELLER_SKUS_PER_CALL = 100
# They travel in the URL, percent-encoded, and gateways take about 8,000 characters of it.
SELLER_SKUS_LENGTH = 6_000
# Past this offset Lazada refuses; a shop that large is read by its changes only (lazada.md §5.1).
LAZADA_OFFSET_LIMIT = 10_000
FULL_READ_EVERY = timedelta(hours=24)


def digest(raw: object) -> str:
    """Tells whether a row changed, without keeping two copies to compare."""
    canonical = json.dumps(raw, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(canonical.encode(), digest_size=16).hexdigest()


def pull_locations(session: Session) -> None:
    rows = [
        {
            "org": session.org,
            "id": place.id,
            "name": place.name,
            "is_primary": place.primary,
            "type": place.type,
            "unavailable": place.unavailable,
        }
        for place in session.haravan.locations()
    ]
    with session.database.write() as connection:
        goods.save_locations(connection, session.org, rows)


# --- Haravan products -----------------------------------------------------------------------------


def pull_haravan_products(session: Session) -> int:
    """Reads what changed since the cursor, and once a day everything, so that deletions show.

    Returns the number of products that changed.
    """
    with session.database.read() as connection:
        cursor = desk.time_cursor(connection, session.org, "haravan.products")
        full_at = desk.time_cursor(connection, session.org, "haravan.products.full")
    full = cursor is None or full_at is None or session.now() - full_at > FULL_READ_EVERY
    since = None if full or cursor is None else cursor - ZONE_MARGIN - OVERLAP
    began, seen, changed = session.now(), set[str](), 0
    for page in _haravan_pages(session, since):
        seen.update(product.id for product in page)
        changed += save_haravan_page(session, page)
        session.progress("haravan_products", len(seen))
    if full:
        _end_full_read(session, seen)
        with session.database.write() as connection:
            desk.set_time_cursor(connection, session.org, "haravan.products.full", began)
    return changed


def _haravan_pages(session: Session, since: datetime | None) -> Iterator[list[haravan.Product]]:
    """Pages until one is empty or shows nothing new: 50 at most come, whatever is asked (§3)."""
    number, seen = 1, set[str]()
    while True:
        page = session.haravan.products(page=number, updated_at_min=since)
        fresh = {product.id for product in page} - seen
        if not fresh:
            return
        yield page
        if len(page) < HARAVAN_BATCH:
            return
        seen |= fresh
        number += 1


def save_haravan_page(session: Session, page: Sequence[haravan.Product]) -> int:
    digests = {product.id: digest(product.raw) for product in page}
    with session.database.write() as connection:
        known = goods.product_digests(connection, session.org, list(digests))
        fresh = [product for product in page if known.get(product.id) != digests[product.id]]
        goods.save_products(
            connection,
            session.org,
            [
                {
                    "org": session.org,
                    "id": product.id,
                    "title": product.title,
                    "updated_at": product.updated_at,
                    "digest": digests[product.id],
                    "raw": product.raw,
                }
                for product in fresh
            ],
            [
                _variant_row(session.org, product, variant, session.now())
                for product in fresh
                for variant in product.variants
            ],
            [
                {"org": session.org, "variant_id": variant.id, "code": code}
                for product in fresh
                for variant in product.variants
                for code in dict.fromkeys(map(linking.code, variant.unit_barcodes))
                if code
            ],
        )
        times = [product.updated_at for product in page if product.updated_at is not None]
        cursor = desk.time_cursor(connection, session.org, "haravan.products")
        if times and (cursor is None or max(times) > cursor):
            desk.set_time_cursor(connection, session.org, "haravan.products", max(times))
    return len(fresh)


def _variant_row(
    org: str, product: haravan.Product, variant: haravan.Variant, now: datetime
) -> dict[str, Any]:
    return {
        "org": org,
        "id": variant.id,
        "product_id": variant.product_id,
        "title": variant.title,
        "sku": variant.sku,
        "barcode": variant.barcode,
        "code": linking.code(variant.barcode),
        "price": variant.price,
        "compare_at_price": variant.compare_at_price,
        "tracked": variant.tracked,
        "oversell": variant.oversell,
        "stock_touched_at": now,
        "search": text.search_key(product.title, variant.title, variant.barcode, variant.sku),
    }


def reread_products(session: Session, ids: Collection[str]) -> None:
    """Reads these products anew: one that was deleted shows in no list of changes."""
    for id_ in ids:
        try:
            save_haravan_page(session, [session.haravan.product(id_)])
        except Refused as refusal:
            if refusal.http_status != 404:
                raise
            with session.database.write() as connection:
                goods.forget_products(connection, session.org, [id_])


def _end_full_read(session: Session, seen: Collection[str]) -> None:
    """Believes that a product is gone only when the count agrees with what was read (§2)."""
    if session.haravan.count_products() != len(seen):
        return
    with session.database.write() as connection:
        goods.forget_products_except(connection, session.org, seen)


# --- Lazada products ------------------------------------------------------------------------------


def pull_lazada_products(session: Session) -> int:
    """Reads the Lazada products changed since the cursor (all of them at first and once a day)."""
    with session.database.read() as connection:
        cursor = desk.time_cursor(connection, session.shop, "lazada.products")
        full_at = desk.time_cursor(connection, session.shop, "lazada.products.full")
    full = cursor is None or full_at is None or session.now() - full_at > FULL_READ_EVERY
    since = None if full or cursor is None else cursor - OVERLAP
    began, offset = session.now(), 0
    while offset <= LAZADA_OFFSET_LIMIT:
        page = session.lazada.products(offset=offset, limit=LAZADA_PAGE, update_after=since)
        save_lazada_products(session, page.products, complete=True)
        offset += len(page.products)
        session.progress("lazada_products", offset, page.total)
        if len(page.products) < LAZADA_PAGE:
            break
    warehouses.read(session)
    if full:
        with session.database.write() as connection:
            desk.set_time_cursor(connection, session.shop, "lazada.products.full", began)
    return offset


def read_skus(session: Session, rows: Collection[Any]) -> None:
    """Reads these SKUs anew (rows with ``item_id`` and ``seller_sku``): before comparing what a
    sale may have moved, and after a write (C7)."""
    for part in _sku_batches(rows):
        page = session.lazada.products(offset=0, limit=LAZADA_PAGE, seller_skus=part)
        save_lazada_products(session, page.products, complete=False)


def _sku_batches(rows: Collection[Any]) -> Iterator[list[str]]:
    """Up to 100 SellerSkus a call, of no more products than fit one answer's page, as long as a URL
    may be. One too long for any URL is left to the next read of changed products (I17)."""
    part: dict[str, None] = {}
    items: set[str] = set()
    room = SELLER_SKUS_LENGTH
    for row in sorted(rows, key=lambda row: (row.item_id, row.seller_sku)):
        length = len(quote(f'"{row.seller_sku}",'))
        if length > SELLER_SKUS_LENGTH:
            continue
        if part and (
            len(part) == SELLER_SKUS_PER_CALL
            or length > room
            or (row.item_id not in items and len(items) == LAZADA_PAGE)
        ):
            yield list(part)
            part, items, room = {}, set(), SELLER_SKUS_LENGTH
        part[row.seller_sku] = None
        items.add(row.item_id)
        room -= length
    if part:
        yield list(part)


def save_lazada_products(
    session: Session, products: Sequence[lazada.Product], complete: bool
) -> None:
    """Saves products; when ``complete`` each lists all of its SKUs, so that others are gone."""
    now = session.now()
    rows = [
        {
            "shop": session.shop,
            "item_id": product.item_id,
            "name": product.name,
            "status": product.status,
            "raw": product.raw,
        }
        for product in products
    ]
    skus = [
        {
            "shop": session.shop,
            "sku_id": sku.sku_id,
            "item_id": product.item_id,
            "seller_sku": sku.seller_sku,
            "code": linking.code(sku.seller_sku),
            "variation": sku.variation,
            "status": sku.status,
            "quantity": sellable(sku, session.policy.lazada_warehouse),
            "price": sku.price,
            "special_price": sku.special_price,
            "warehouses": [[place.code, place.sellable] for place in sku.warehouses],
            "fbl_only": sku.fbl_only,
            "seen_at": now,
            "search": text.search_key(product.name, sku.variation, sku.seller_sku),
        }
        for product in products
        for sku in product.skus
    ]
    with session.database.write() as connection:
        drifts.note_moves(connection, session.shop, skus)
        goods.save_skus(connection, session.shop, rows, skus, complete=complete)
        locking.see_campaigns(session, connection, products)
        times = [product.updated_at for product in products if product.updated_at is not None]
        cursor = desk.time_cursor(connection, session.shop, "lazada.products")
        if complete and times and (cursor is None or max(times) > cursor):
            desk.set_time_cursor(connection, session.shop, "lazada.products", max(times))


def sellable(sku: lazada.Sku, chosen: str | None) -> int:
    """What the merchant's warehouse (C12), or all he has, can sell now; Lazada's own stock (FBL) is
    not ours to write and does not count (lazada.md §5.1)."""
    if not sku.warehouses:
        return sku.quantity
    return warehouse.sellable([(place.code, place.sellable) for place in sku.warehouses], chosen)
