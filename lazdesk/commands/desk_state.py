"""``status`` and ``config``: the desk itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lazdesk.commands import goods as goods_commands
from lazdesk.commands import names
from lazdesk.commands.doctor import database_line
from lazdesk.commands.invocation import (
    DONE,
    Invocation,
    UsageError,
)
from lazdesk.models import desk, goods, pairs, queries
from lazdesk.models.queries import connections, preview_list
from lazdesk.models.queries.listing import Scope
from lazdesk.models.stock_reads import Freshness, freshness
from lazdesk.rules import policy as policies
from lazdesk.rules import stock, warehouse
from lazdesk.rules.order import VIETNAM
from lazdesk.shop import Desk, NotConnectedError
from lazdesk.sync import foreign_orders, previews
from lazdesk.sync.session import Session

SHOWN_CHANGES = 20
WAREHOUSE_KEYS = ("stock.locations", "stock.lazada_warehouse")
LOCATION_KEYS = ("stock.locations", "orders.location")
SWITCHES = {"push.price": "price", "push.quantity": "quantity"}


def status(call: Invocation) -> int:
    opened = call.open()
    if call.words.shop is not None:
        opened.pick(call.words.shop)  # raises: there is no such shop
    with opened.database.read() as connection:
        haravan = desk.haravan(connection)
        shops = [row for row in desk.shops(connection) if call.words.shop in (None, row.seller_id)]
        fresh = {row.seller_id: freshness(connection, row.seller_id) for row in shops}
        counted = [queries.counts(connection, row.seller_id) for row in shops]
    backup = opened.database.last_backup()
    keys = ("linked", "problems", "unpublished", "orders", "waiting", "unanswered")
    document = {
        "haravan": {
            "connected": bool(haravan and haravan.connected),
            "name": haravan.name if haravan else None,
            "domain": haravan.domain if haravan else None,
        },
        "shops": [_shop(row, fresh[row.seller_id]) for row in shops],
        "counts": {key: sum(one[key] for one in counted) for key in keys},
        "database": {
            "encrypted": opened.database.encrypted,
            "last_backup_at": backup.isoformat() if backup else None,
        },
    }
    how = call.say("database_line", how=database_line(call, opened))
    call.answer(document, [*_status_lines(call, document), how])
    return DONE


def _shop(row: Any, fresh: Freshness | None) -> dict[str, Any]:
    def iso(time: Any) -> str | None:
        return None if time is None else time.isoformat()

    return {
        "seller_id": row.seller_id,
        "name": row.name,
        "connected": row.connected,
        "access_expires_at": iso(row.access_expires_at),
        "refresh_expires_at": iso(row.refresh_expires_at),
        "last_sync_at": iso(row.last_sync_at),
        "stock_read": {"oldest": iso(fresh.oldest), "newest": iso(fresh.newest)} if fresh else None,
    }


def _status_lines(call: Invocation, document: dict[str, Any]) -> list[str]:
    haravan = document["haravan"]
    where = f": {haravan['name']} ({haravan['domain']})" if haravan["name"] else ""
    lines = [f"Haravan{where} {_connected(call, haravan)}"]
    for shop in document["shops"]:
        lines.append(f"Lazada: {shop['name']} ({shop['seller_id']}) {_connected(call, shop)}")
        if shop["connected"]:
            lines.append(
                "  " + call.say("access_until", until=names.moment(shop["refresh_expires_at"]))
            )
        lines.append("  " + call.say("last_sync", at=names.moment(shop["last_sync_at"])))
        if read := shop["stock_read"]:
            newest, oldest = names.moment(read["newest"]), names.moment(read["oldest"])
            lines.append("  " + call.say("stock_read", newest=newest, oldest=oldest))
    if not document["shops"]:
        lines.append(f"Lazada {_connected(call, {'connected': False})}")
    counts = document["counts"].items()
    return [*lines, ", ".join(f"{n} {names.name(key, call.language)}" for key, n in counts)]


def _connected(call: Invocation, side: dict[str, Any]) -> str:
    return call.say("is_connected" if side["connected"] else "is_not_connected")


# --- settings -------------------------------------------------------------------------------------


def config(call: Invocation) -> int:
    opened = call.open()
    shop = _shop_of_settings(call, opened)
    needed = {"list": (), "get": ("key",), "set": ("key", "value")}[call.words.action]
    if any(getattr(call.words, name) is None for name in needed):
        raise UsageError(call.say("name_a_setting"))
    if call.words.action == "set":
        return _set(call, opened, shop)
    if call.words.key is not None and call.words.key not in policies.SETTINGS:
        policies.parse(call.words.key, "")  # raises: there is no such setting
    with opened.database.read() as connection:
        policy = policies.from_settings(desk.settings(connection, shop))
    keys = [call.words.key] if call.words.action == "get" else list(policies.SETTINGS)
    shown = {}
    for key in keys:
        shown[key] = policies.show(key, getattr(policy, policies.SETTINGS[key].field))
    call.answer(shown, [f"{key} = {value}" for key, value in shown.items()])
    return DONE


def _shop_of_settings(call: Invocation, opened: Desk) -> str:
    """Before any shop is connected settings belong to the desk (shop ``""``)."""
    with opened.database.read() as connection:
        known = desk.shops(connection)
    return opened.pick(call.words.shop) if known or call.words.shop else ""


def _set(call: Invocation, opened: Desk, shop: str) -> int:
    key, text = call.words.key, call.words.value
    value = policies.parse(key, text)
    if key == "orders.import_from":
        policies.check_import_from(value, call.clock.now().astimezone(VIETNAM).date())
    shown = policies.show(key, value)
    if key in SWITCHES and value and not _agreed(call, opened, shop, key):
        raise UsageError(call.say("consent_missing", key=key))
    if key == "stock.lazada_warehouse":
        _check_warehouse(call, opened, shop, value)
    if key in LOCATION_KEYS:
        _agree_to_locations(call, opened, shop, key, value)
    with opened.database.write() as connection:
        before = policies.from_settings(desk.settings(connection, shop))
        desk.set_setting(connection, shop, key, shown)
        if key == "ui.language":
            desk.set_setting(connection, "", key, shown)
    if key == "orders.import_from" and (before.import_from is None or value < before.import_from):
        opened.reach_back(shop)  # orders older than the first poll looked at must be read
    if key == foreign_orders.SETTING and value != "ask":
        opened.foreign_channel_chosen(shop)
    if key in WAREHOUSE_KEYS and getattr(before, policies.SETTINGS[key].field) != value:
        opened.withdraw_consent(shop, "quantity")  # a change of warehouse is previewed (C1)
    if key == "stock.lazada_warehouse":
        opened.count_warehouse(shop)
    call.answer({key: shown}, [call.say("setting_saved", key=key, value=shown)])
    return DONE


def _check_warehouse(call: Invocation, opened: Desk, shop: str, code: str | None) -> None:
    """Raises UsageError for a warehouse the seller is known not to have (C12)."""
    with opened.database.read() as connection:
        known = connections.lazada_warehouses(connection, shop)
    if code and known and not any(warehouse.is_same(code, place.code) for place in known):
        listed = ", ".join(f"{place.code} ({place.name})" for place in known)
        raise UsageError(call.say("no_such_lazada_warehouse", code=code, known=listed))


def _agreed(call: Invocation, opened: Desk, shop: str, key: str) -> bool:
    """C1: turning a switch on shows what would change and takes effect with the consent only."""
    kind = SWITCHES[key]
    if shop:
        try:
            session = opened.session(shop, online=False)
        except NotConnectedError:
            return True  # nothing is linked yet; the first push is previewed anyway
        if kind == "quantity" and not call.words.yes and goods_commands.stock_unread(session):
            raise UsageError(call.say("preview_needs_a_sync", key=key))
        if call.words.yes:
            opened.consent(shop, kind)  # beforehand, to whatever it will be
            return True
        return _agreed_to_preview(call, session, key)
    return call.agreed(call.say("consent_needed", key=key, count=0))


def _agreed_to_preview(call: Invocation, session: Session, key: str) -> bool:
    """The consent is to exactly what is planned now. Raises UsageError when that is not what
    ``products preview`` showed last."""
    kind = SWITCHES[key]
    seen = previews.latest(session)
    before = previews.shown(session, seen, kind) if seen else None
    made = previews.make(previews.with_both_switches(session))
    now = previews.shown(session, made, kind)
    if before is not None and (moved := [id_ for id_, v in now.items() if before.get(id_) != v]):
        raise UsageError(_told_what_changed(call, session, key, moved, before, now))
    with session.database.read() as connection:
        counts = preview_list.counts(connection, Scope(session.shop, session.org))
    count = sum(n for (kind_, _), n in counts.items() if kind_ == kind)
    if not call.agreed(call.say("consent_needed", key=key, count=count)):
        return False
    previews.agree(session, made, [kind])
    return True


def _told_what_changed(
    call: Invocation,
    session: Session,
    key: str,
    moved: list[str],
    before: Mapping[str, tuple[int, int | None]],
    now: Mapping[str, tuple[int, int | None]],
) -> str:
    with session.database.read() as connection:
        named = pairs.names(connection, session.shop, session.org, moved[:SHOWN_CHANGES])
    changes = ", ".join(
        f"{row.seller_sku}: {before[id_][0] if id_ in before else '–'} → {now[id_][0]}"
        for id_, row in named.items()
    )
    more = " …" if len(moved) > SHOWN_CHANGES else ""
    return call.say("preview_changed", key=key, count=len(moved), changes=changes + more)


def _agree_to_locations(call: Invocation, opened: Desk, shop: str, key: str, value: Any) -> None:
    """D7: an order location outside the stock locations only after a warning. Raises UsageError
    when the merchant does not agree, and for a location the shop does not have."""
    with opened.database.read() as connection:
        policy = policies.from_settings(desk.settings(connection, shop))
        known = desk.haravan(connection)
        rows = goods.locations(connection, known.org) if known else []
    policy = replace(policy, **{policies.SETTINGS[key].field: value})
    places = [stock.Location(row.id, row.is_primary, row.type, row.unavailable) for row in rows]
    named = {*(policy.stock_locations or ()), *filter(None, [policy.orders_location])}
    if places and (strange := named - {place.id for place in places}):
        raise UsageError(
            call.say(
                "no_such_location",
                ids=", ".join(sorted(strange)),
                known=", ".join(f"{row.id} ({row.name})" for row in rows),
            )
        )
    order_place = stock.order_location(places, policy.orders_location)
    if order_place is None or order_place in stock.counted_locations(
        places, policy.stock_locations
    ):
        return
    warning = call.say("order_location_outside")
    if not call.agreed(" ".join([warning, call.say("save_anyway")])):
        raise UsageError(" ".join([warning, call.say("consent_missing_location", key=key)]))
    if call.words.yes:
        call.warn(warning)  # agreed to beforehand, but not unsaid
