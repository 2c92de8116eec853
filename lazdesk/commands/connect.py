"""``connect``, ``disconnect``, ``forget-shop``: both sides' access (A1, A2, A5, A6)."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from lazdesk.commands import holder, loopback, names
from lazdesk.commands.invocation import DONE, NOT_CONNECTED, Invocation, UsageError
from lazdesk.models import desk
from lazdesk.platforms.errors import Refused, Unauthorized
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.shop import REDIRECT_URI, ConnectionRefusedError, Desk

# What Lazada calls a wrong App Key or App Secret (lazada.md §3.7).
APP_REFUSED = frozenset({"IncompleteSignature", "InvalidAppKey", "MissingParameter"})


def haravan(call: Invocation) -> int:
    opened = call.open()
    token = call.secret(call.words.token, "Haravan token: ")
    try:
        found = opened.connect_haravan(token)
    except Unauthorized:
        raise ConnectionRefusedError("haravan_token_wrong") from None
    document = {"name": found.name, "domain": found.domain, "missing": list(found.missing_scopes)}
    scopes = ", ".join(found.missing_scopes)
    if not found.connected:
        call.warn(call.say("haravan_scopes", scopes=scopes))
        call.answer(document, [])
        return NOT_CONNECTED
    if scopes:
        call.warn(call.say("haravan_scopes_optional", scopes=scopes))
    call.answer(document, [call.say("haravan_connected", name=found.name, domain=found.domain)])
    return DONE


def lazada(call: Invocation) -> int:
    opened = call.open()
    words = call.words
    secret = call.secret(words.app_secret, "App Secret: ")
    uri = words.redirect_uri or REDIRECT_URI
    if words.code is not None:
        code = words.code.strip()
        if not code:
            raise UsageError(call.say("no_code"))
    elif words.redirected is not None:
        code = _code_of(call, opened, words.redirected)
    else:
        code = _ask_browser(call, opened, uri)
    try:
        row = opened.connect_lazada(
            AppKey(words.app_key, secret), code, uri, words.shop, confirm=partial(_confirmed, call)
        )
    except Refused as refusal:
        if refusal.code in APP_REFUSED:
            raise ConnectionRefusedError("app_secret_wrong") from None
        if refusal.code == "InvalidCode":
            raise ConnectionRefusedError("code_invalid") from None
        raise
    call.answer(_shop(row), [_connected(call, row)])
    return DONE


def _confirmed(call: Invocation, name: str, seller_id: str) -> bool:
    """A bare code carries no state: the merchant at the terminal is asked whose it is (A2)."""
    if call.words.code is None or not sys.stdin.isatty():
        return True
    return call.agreed(call.say("confirm_shop", name=name, seller_id=seller_id))


def _ask_browser(call: Invocation, opened: Desk, uri: str) -> str:
    if not loopback.is_address(uri):
        raise UsageError(call.say("bad_redirect_uri", uri=uri))
    url = opened.begin_consent(call.words.app_key, uri)
    call.warn(call.say("open_consent"))

    def show() -> None:
        call.warn(url)
        call.warn(call.say("waiting_for_consent", uri=uri))

    try:
        redirected = loopback.wait_for_redirect(uri, call.cancel, show)
    except OSError:
        call.warn(url)  # its address can be pasted
        raise UsageError(call.say("callback_port_busy", uri=uri)) from None
    return _code_of(call, opened, redirected)


def _code_of(call: Invocation, opened: Desk, redirected: str) -> str:
    """The code of a redirected URL whose state is the one LazDesk gave out (A2)."""
    query = loopback.query_of(redirected)
    if "error" in query:
        raise ConnectionRefusedError("consent_denied", error=query["error"])
    if "code" not in query:
        raise UsageError(call.say("no_code"))
    opened.check_state(query.get("state", ""))
    return query["code"]


def _shop(row: Any) -> dict[str, Any]:
    return {
        "seller_id": row.seller_id,
        "name": row.name,
        "country": row.country,
        "access_expires_at": row.access_expires_at and row.access_expires_at.isoformat(),
        "refresh_expires_at": row.refresh_expires_at and row.refresh_expires_at.isoformat(),
    }


def _connected(call: Invocation, row: Any) -> str:
    known = _shop(row)
    return call.say(
        "lazada_connected",
        name=row.name,
        seller_id=row.seller_id,
        access=names.moment(known["access_expires_at"]),
        refresh=names.moment(known["refresh_expires_at"]),
    )


# --- the end of a connection (A6) -----------------------------------------------------------------


def disconnect(call: Invocation) -> int:
    opened = call.open()
    seller_id, name = "", "Haravan"
    if call.words.platform == "lazada":
        seller_id = opened.pick(call.words.shop)
    with opened.database.read() as connection:
        if seller_id:
            name = desk.shop_name(connection, seller_id)
        elif known := desk.haravan(connection):
            name = known.name
    if not call.agreed(call.say("disconnect_asks", name=name)):
        raise UsageError(call.say("disconnect_missing", name=name))
    status, _ = holder.carry_out(call, "disconnect", end_connection, {"shop": seller_id})
    call.answer({"disconnected": name}, [call.say("disconnected", name=name)])
    return status


def end_connection(
    _call: Invocation, opened: Desk, arguments: dict[str, Any]
) -> tuple[int, dict[str, Any]]:
    """Done by whoever holds the folder, so that no call of a cycle goes out afterwards."""
    if arguments["shop"]:
        opened.disconnect_lazada(arguments["shop"])
    else:
        opened.disconnect_haravan()
    return DONE, {}


def forget_shop(call: Invocation) -> int:
    """*Xóa dữ liệu cửa hàng*."""
    opened = call.open()
    seller_id = opened.pick(call.words.shop)
    with opened.database.read() as connection:
        name = desk.shop_name(connection, seller_id)
    if not call.agreed(call.say("forget_asks", name=name)):
        raise UsageError(call.say("forget_missing", name=name))
    status, _ = holder.carry_out(call, "forget-shop", forget, {"shop": seller_id})
    call.answer({"forgotten": name}, [call.say("forgotten", name=name)])
    return status


def forget(
    _call: Invocation, opened: Desk, arguments: dict[str, Any]
) -> tuple[int, dict[str, Any]]:
    opened.forget_shop(arguments["shop"])
    return DONE, {}
