"""Reads Lazada's orders by what changed, and sweeps Haravan's for ours and the merchant's doings.

Rows and cursor commit together, page by page (I20); pages that do not advance end with an error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from lazdesk.models import desk, foreign_orders, orders, privacy, stock_reads
from lazdesk.models.database import chunks
from lazdesk.platforms.errors import Unavailable
from lazdesk.platforms.haravan import answers as haravan
from lazdesk.platforms.lazada import answers as lazada
from lazdesk.rules import address, foreign, status, text
from lazdesk.rules import order as order_rules
from lazdesk.rules import privacy as privacy_rules
from lazdesk.sync import touched
from lazdesk.sync.pull_goods import OVERLAP, ZONE_MARGIN, digest
from lazdesk.sync.session import Session

LAZADA_PAGE = 100
ITEMS_BATCH = 50
OFFSET_LIMIT = 5000
OPEN_ORDERS_EVERY = timedelta(minutes=30)
# An order that still stands somewhere else by then is read no more by itself.
OPEN_ORDERS_LIFE = timedelta(days=60)
HARAVAN_PAGE = 50
SWEEP = "haravan.sweep"
"""The cursor: up to when Haravan's orders are known."""
SWEEP_FIELDS = (
    "id",
    "name",
    "note",
    "source",
    "source_name",
    "created_at",
    "updated_at",
    "confirmed_status",
    "cancelled_at",
    "financial_status",
    "total_price",
    "location_id",
    "note_attributes",
    "line_items",
    "transactions",
    "refunds",
)


def start_of_day(day: date) -> datetime:
    """Midnight in Vietnam, as UTC (D1)."""
    return datetime.combine(day, time(), order_rules.VIETNAM).astimezone(UTC)


# --- Lazada ---------------------------------------------------------------------------------------


def poll_lazada_orders(session: Session) -> int:
    """Reads every Lazada order that changed since the cursor, less an overlap, with its units.

    Returns how many orders changed. Raises PlatformError; what came before it is kept.
    """
    with session.database.read() as connection:
        cursor = desk.time_cursor(connection, session.shop, "lazada.orders")
    since = cursor - OVERLAP if cursor else start_of_day(session.import_from)
    changed = seen = 0
    total = None
    for page in _lazada_pages(session, since):
        total = total or page.total  # of all that follow; later pages count the rest only
        seen += len(page.orders)
        changed += _save_lazada_page(session, page.orders)
        session.progress("lazada_orders", min(seen, total or seen), total)
    return changed


def read_order(session: Session, order_id: str) -> None:
    """Reads one order anew, known or not: "lấy lại đơn này". Raises Refused when Lazada does not
    know it."""
    order = session.lazada.order(order_id)
    units = _units_of(session, [order.order_id])
    with session.database.write() as connection:
        save_lazada_orders(session, connection, [order], units, {order.order_id: digest(order.raw)})


def _lazada_pages(session: Session, since: datetime) -> Iterator[lazada.OrderPage]:
    """Seeks by ``updated_at``: the next page starts at the last row's time, inclusive; an offset is
    used only inside one second's tie (sync-engine.md §2)."""
    offset = 0
    while True:
        found = session.lazada.orders(update_after=since, offset=offset, limit=LAZADA_PAGE)
        page = found.orders
        if page:
            yield found
        if len(page) < LAZADA_PAGE:
            return
        last = max(order.updated_at for order in page)
        if last > since:
            since, offset = last, 0
            continue
        offset += len(page)
        if offset + LAZADA_PAGE >= OFFSET_LIMIT:
            raise Unavailable(
                platform="lazada",
                operation="/orders/get",
                code="97",
                message=f"{offset} orders share the time {since.isoformat()}",
            )


def _save_lazada_page(session: Session, page: Sequence[lazada.Order]) -> int:
    """Reads the units of the orders that changed (50 a call), then saves all and the cursor."""
    digests = {order.order_id: digest(order.raw) for order in page}
    with session.database.read() as connection:
        known = orders.digests(connection, session.shop, list(digests))
    fresh = [order for order in page if known.get(order.order_id) != digests[order.order_id]]
    units = _units_of(session, [order.order_id for order in fresh])
    with session.database.write() as connection:
        save_lazada_orders(session, connection, fresh, units, digests)
        cursor = desk.time_cursor(connection, session.shop, "lazada.orders")
        last = max(order.updated_at for order in page)
        if cursor is None or last > cursor:
            desk.set_time_cursor(connection, session.shop, "lazada.orders", last)
    return len(fresh)


def _units_of(
    session: Session, order_ids: Sequence[str]
) -> dict[str, tuple[datetime, list[lazada.OrderItem]]]:
    found: dict[str, tuple[datetime, list[lazada.OrderItem]]] = {}
    for part in chunks(order_ids, ITEMS_BATCH):
        read_at = session.now()
        for order_id, items in session.lazada.order_items(part).items():
            found[order_id] = (read_at, items)
    return found


def save_lazada_orders(
    session: Session,
    connection: Any,
    fresh: Sequence[lazada.Order],
    units: dict[str, tuple[datetime, list[lazada.OrderItem]]],
    digests: dict[str, str],
) -> None:
    complete = [order for order in fresh if units.get(order.order_id, (None, []))[1]]
    ids = [order.order_id for order in complete]
    known = {
        row.order_id: row.buyer for row in orders.orders(connection, session.shop, order_ids=ids)
    }
    buyers = {
        id_: _buyer(order, known.get(id_, {})) for id_, order in zip(ids, complete, strict=True)
    }
    orders.save_orders(
        connection,
        [
            {
                "shop": session.shop,
                "order_id": order.order_id,
                "order_number": order.order_number,
                "created_at": order.created_at,
                "updated_at": order.updated_at,
                "payment_method": order.payment_method,
                "shipping_fee": order.shipping_fee,
                "voucher_seller": order.voucher_seller,
                "voucher_platform": order.voucher_platform,
                "buyer": buyers[order.order_id],
                "word": _word(units[order.order_id][1]),
                "ship_by": _ship_by(units[order.order_id][1]),
                "digest": digests[order.order_id],
                "items_read_at": units[order.order_id][0],
                "stale": True,
                "raw": privacy_rules.without_buyer(order.raw),
                "search": text.search_key(order.order_number, *_known_by(order, buyers)),
            }
            for order in complete
        ],
    )
    orders.save_items(
        connection,
        [_item_row(session.shop, item) for order in complete for item in units[order.order_id][1]],
    )


def _buyer(order: lazada.Order, known: dict[str, str]) -> dict[str, str]:
    """The buyer as he came; what Lazada hides by now stays as it was known (D6), and who was
    forgotten stays so (G3)."""
    if privacy.is_forgotten(known):
        return known
    to = order.shipping
    came = {
        "name": to.name or order.buyer_name,
        "phone": to.phone,
        "address1": to.address1,
        "address2": to.address2,
        "address3": to.address3,
        "address4": to.address4,
        "address5": to.address5,
        "district": to.district,
        "city": to.city,
        "country": to.country,
    }
    return {
        name: address.prefer_unmasked(known.get(name) or "", text) for name, text in came.items()
    }


def _known_by(order: lazada.Order, buyers: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """What an order is found by, beside its number."""
    if privacy.is_forgotten(buyers[order.order_id]):
        return ()
    return order.shipping.name, order.buyer_name, order.shipping.phone


def _word(items: Sequence[lazada.OrderItem]) -> str:
    rollup = status.word([item.status for item in items])
    return "unknown" if rollup.word is None else rollup.word.name.lower()


def _ship_by(items: Sequence[lazada.OrderItem]) -> datetime | None:
    """The first deadline among the live units."""
    live = [item.sla_at for item in items if not status.is_canceled(item.status)]
    return min((at for at in live if at is not None), default=None)


def _item_row(shop: str, item: lazada.OrderItem) -> dict[str, Any]:
    return {
        "shop": shop,
        "order_item_id": item.order_item_id,
        "order_id": item.order_id,
        "status": item.status,
        "name": item.name,
        "variation": item.variation,
        "sku": item.sku,
        "sku_id": item.sku_id or "",
        "item_price": item.item_price,
        "paid_price": item.paid_price,
        "voucher_seller": item.voucher_seller,
        "voucher_platform": item.voucher_platform,
        "package_id": item.package_id,
        "tracking_code": item.tracking_code,
        "shipment_provider": item.shipment_provider,
        "is_fbl": item.is_fbl,
        "is_digital": item.is_digital,
        "is_dbs": item.is_dbs,
        "stage_pay_status": item.stage_pay_status,
        "cancel_pending": item.need_cancel_confirm or item.is_cancel_pending,
        "cancel_asked": item.need_cancel_confirm,
        "cancel_until": item.cancel_trigger_time,
        "reverse_order_id": item.reverse_order_id,
        "created_at": item.created_at,
        "raw": item.raw,
    }


def read_items(session: Session, order_ids: Collection[str]) -> int:
    """Reads the units of known orders anew: an item's change may not touch its order's time.

    Returns how many orders changed.
    """
    changed = 0
    for part in chunks(order_ids, ITEMS_BATCH):
        units = _units_of(session, part)
        with session.database.write() as connection:
            held = orders.items(connection, session.shop, part)
            for order_id, (read_at, items) in units.items():
                before = {row.order_item_id: row.raw for row in held[order_id]}
                moved = any(before.get(item.order_item_id) != item.raw for item in items)
                values: dict[str, Any] = {"items_read_at": read_at}
                if moved:
                    orders.save_items(connection, [_item_row(session.shop, i) for i in items])
                    values |= {"word": _word(items), "ship_by": _ship_by(items), "stale": True}
                    changed += 1
                orders.change_order(connection, session.shop, order_id, **values)
    return changed


def reread_open_orders(session: Session) -> int:
    """Every half hour the orders that may still move are read in batches (§2)."""
    with session.database.read() as connection:
        due = orders.read_before(
            connection,
            session.shop,
            session.now() - OPEN_ORDERS_EVERY,
            created_from=session.now() - OPEN_ORDERS_LIFE,
            final=status.FINAL,
        )
    return read_items(session, due)


# --- Haravan --------------------------------------------------------------------------------------


def sweep_created(
    session: Session, since: datetime | None = None, fields: Sequence[str] = SWEEP_FIELDS
) -> datetime:
    """P1/P5/P6: lists the Haravan orders created since ``since`` (default: the last sweep's end).

    Rows never move in this order, so that paging loses none. Returns the sweep's end: the creation
    time of the newest order known.
    """
    with session.database.read() as connection:
        end = desk.time_cursor(connection, session.org, SWEEP)
    first = start_of_day(session.import_from)
    start = min(filter(None, (since, end or first)))
    asked = start - ZONE_MARGIN
    for page in _haravan_pages(session, "created_at asc", fields, created_at_min=asked):
        times = [order.created_at for order in page if order.created_at is not None]
        end = max([*times, end or start])
        with session.database.write() as connection:
            _save_haravan_page(session, connection, page)
            desk.set_time_cursor(connection, session.org, SWEEP, end)
    if end is None:
        # An empty shop: from here on its orders are watched all the same.
        end = start
        with session.database.write() as connection:
            desk.set_time_cursor(connection, session.org, SWEEP, end)
    return end


def has_never_swept(session: Session) -> bool:
    """Whether this database does not know yet what Haravan holds, though there are orders."""
    with session.database.read() as connection:
        if desk.time_cursor(connection, session.org, SWEEP) is not None:
            return False
        return orders.has_any(connection, session.shop)


def poll_haravan_orders(session: Session) -> int:
    """Reads the Haravan orders that changed: a merchant's cancel or edit there is final (§1).

    A row that moves to the end while pages are read may be missed; the overlap of more than eight
    hours shows it in the next cycle.
    """
    with session.database.read() as connection:
        cursor = desk.time_cursor(connection, session.org, "haravan.orders")
        sweep = desk.time_cursor(connection, session.org, SWEEP)
    since = cursor or sweep
    if since is None:
        return 0
    changed = 0
    asked = since - ZONE_MARGIN - OVERLAP
    for page in _haravan_pages(session, "updated_at asc", SWEEP_FIELDS, updated_at_min=asked):
        times = [order.updated_at for order in page if order.updated_at is not None]
        with session.database.write() as connection:
            changed += _save_haravan_page(session, connection, page)
            if times and (cursor is None or max(times) > cursor):
                cursor = max(times)
                desk.set_time_cursor(connection, session.org, "haravan.orders", cursor)
    return changed


def _haravan_pages(
    session: Session, order: str, fields: Sequence[str], **since: datetime
) -> Iterator[list[haravan.Order]]:
    number, seen = 1, set[str]()
    while True:
        page = session.haravan.orders(page=number, order=order, fields=fields, **since)
        fresh = {row.id for row in page} - seen
        if not fresh:
            return
        yield page
        if len(page) < HARAVAN_PAGE:
            return
        seen |= fresh
        number += 1
        session.progress("haravan_orders", len(seen))


def _save_haravan_page(session: Session, connection: Any, page: Sequence[haravan.Order]) -> int:
    known = orders.haravan_versions(connection, session.org, [order.id for order in page])
    fresh = [
        order for order in page if order.id not in known or known[order.id] != order.updated_at
    ]
    save_haravan_orders(session, connection, fresh)
    strange = filter(touched.is_to_be_looked_at, fresh)
    refs = [ref for order in strange if (ref := ref_of(connection, order)) is not None]
    touched.look_again(session, connection, refs)
    return len(fresh)


def save_haravan_orders(session: Session, connection: Any, page: Sequence[haravan.Order]) -> None:
    now = session.now()
    known = foreign_orders.origins(connection, session.org, [order.id for order in page])
    origins = {
        order.id: _origin(order, ref_of(connection, order), *known.get(order.id, (None, None)))
        for order in page
    }
    refs = {id_: origin[0] for id_, origin in origins.items()}
    moved = {line.variant_id for order in page for line in order.lines if line.variant_id}
    stock_reads.touch(connection, session.org, moved, now)
    orders.save_haravan_orders(
        connection,
        [
            {
                "org": session.org,
                "id": order.id,
                "ref": refs[order.id],
                "foreign_numbers": origins[order.id][1],
                "attempt": order.note_attributes.get("lazdesk_attempt"),
                "name": order.name,
                "confirmed": order.confirmed,
                "cancelled_at": order.cancelled_at,
                "financial_status": order.financial_status,
                "word": status.haravan_word(status.Word.PENDING),
                "total": order.total,
                "location_id": order.location_id,
                "created_at": order.created_at,
                # Ours, but of a Lazada order not known yet: without a version it is read again.
                "updated_at": order.updated_at if refs[order.id] or not _units(order) else None,
                "first_seen_at": now,
                "raw": privacy_rules.without_buyer(order.raw),
            }
            for order in page
        ],
    )


def _origin(
    order: haravan.Order, ref: str | None, known_ref: str | None, known_numbers: str | None
) -> tuple[str | None, str | None]:
    """The ref and, of an order that the other Lazada channel made, the numbers it carries (A9).

    What an order was known as it stays, whatever is wiped in it later.
    """
    if ref is not None:
        return ref, None
    if known_ref is not None:
        return known_ref, known_numbers
    if _units(order):
        return None, None  # ours, of a Lazada order not known yet
    return None, " ".join(foreign.numbers(order.source, order.name, order.note)) or None


def ref_of(connection: Any, order: haravan.Order) -> str | None:
    """The Lazada order a Haravan order stands for: by its note attribute or, should somebody have
    wiped it, by a line's ``order_item_id`` (sync-engine.md §1)."""
    ref = order.note_attributes.get("lazdesk_ref")
    if ref:
        return ref
    owner = orders.order_of_items(connection, _units(order))
    return None if owner is None else order_rules.ref(*owner)


def _units(order: haravan.Order) -> list[str]:
    return [id_ for line in order.lines for id_ in order_rules.unit_ids(line.properties)]
