"""Connecting both sides, testing, disconnecting, forgetting (A1, A2, A8, G3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from lazdesk import texts
from lazdesk.commands import loopback
from lazdesk.commands.connect import APP_REFUSED
from lazdesk.errands import failures
from lazdesk.errands.errand import Errand
from lazdesk.models import desk as stored
from lazdesk.platforms.errors import PlatformError, Refused, Unauthorized
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.rules import access
from lazdesk.shop import ConnectionRefusedError, Desk
from lazdesk.texts import window as window_texts
from lazdesk.views import answers, wishes
from lazdesk.views.answers import Answer


def connect_haravan(desk: Desk, wish: wishes.ConnectHaravan, language: str) -> Iterable[Answer]:
    try:
        found = desk.connect_haravan(wish.token.strip())
    except Unauthorized:
        raise ConnectionRefusedError("haravan_token_wrong") from None
    yield answers.HaravanChecked(
        found.name, found.domain, found.missing_scopes, stored=found.connected
    )
    if found.connected:
        message = texts.say("haravan_connected", language, name=found.name, domain=found.domain)
        yield answers.Done("connect_haravan", message)


def disconnect(desk: Desk, wish: wishes.Disconnect, language: str) -> Iterable[Answer]:
    with desk.database.read() as connection:
        haravan, shops = stored.haravan(connection), stored.shops(connection)
    if wish.platform == "haravan":
        name = haravan.name if haravan else "Haravan"
        desk.disconnect_haravan()
    else:
        name = next(row.name for row in shops if row.seller_id == wish.shop)
        desk.disconnect_lazada(wish.shop)
    yield answers.Done("disconnect_side", texts.say("disconnected", language, name=name))


def forget_shop(desk: Desk, wish: wishes.ForgetShop, language: str) -> Iterable[Answer]:
    with desk.database.read() as connection:
        name = stored.shop_name(connection, wish.shop)
    desk.forget_shop(wish.shop)
    yield answers.Done("forget_shop", texts.say("forgotten", language, name=name))


def test_connection(desk: Desk, wish: wishes.TestConnection, language: str) -> Iterable[Answer]:
    """Token, permissions and clock of both sides (A1, A8)."""
    session = desk.session(wish.shop)
    checks = []
    for name, ask in (("Lazada", session.lazada.seller), ("Haravan", session.haravan.shop)):
        try:
            found: Any = ask()
        except PlatformError as error:
            checks.append(answers.Check(name, False, failures.told(error, desk, language)))
        else:
            checks.append(answers.Check(name, True, found.name))
    offset = session.lazada.clock_offset
    if offset is not None:
        checks.append(clock_check(offset, language))
    yield answers.Tested(tuple(checks))


def clock_check(offset: timedelta, language: str) -> answers.Check:
    """A8: LazDesk works by the server's time, but a PC clock far off is said."""
    seconds = round(abs(offset).total_seconds())
    if not access.clock_is_off(offset):
        message = window_texts.say("clock_fine", language, seconds=seconds)
        return answers.Check(window_texts.say("clock", language), True, message)
    message = texts.say("clock_off", language, minutes=round(seconds / 60))
    return answers.Check(window_texts.say("clock", language), False, message)


def is_bare(text: str) -> bool:
    """Whether ``text`` is a code alone and not the address it came in (A2)."""
    text = text.strip()
    return bool(text) and "?" not in text and "/" not in text


def code_of(desk: Desk, text: str, *, bare: bool) -> str:
    """The code of a redirected address whose state is ours (A2); ``bare``: or a code alone."""
    text = text.strip()
    if bare and is_bare(text):
        return text
    query = loopback.query_of(text)
    if "error" in query:
        raise ConnectionRefusedError("consent_denied", error=query["error"])
    if "code" not in query:
        raise ConnectionRefusedError("no_code")
    desk.check_state(query.get("state", ""))
    return query["code"]


@dataclass(frozen=True)
class Consent:
    """A code and what it is to be used for; ``confirm`` is asked whose it is."""

    app: AppKey
    code: str
    redirect_uri: str
    shop: str
    adding: bool
    confirm: Callable[[str, str], bool]


def connect_lazada(desk: Desk, consent: Consent, language: str) -> Iterable[Answer]:
    try:
        row = desk.connect_lazada(
            consent.app,
            consent.code,
            consent.redirect_uri,
            consent.shop or None,
            adding=consent.adding,
            confirm=consent.confirm,
        )
    except Refused as refusal:
        if refusal.code in APP_REFUSED:
            raise ConnectionRefusedError("app_secret_wrong") from None
        if refusal.code == "InvalidCode":
            raise ConnectionRefusedError("code_invalid") from None
        raise
    message = window_texts.say("lazada_connected", language, name=row.name, seller_id=row.seller_id)
    yield answers.Done("connect_lazada", message)


ERRANDS: Mapping[type, Errand] = MappingProxyType(
    {
        wishes.ConnectHaravan: connect_haravan,
        wishes.Disconnect: disconnect,
        wishes.ForgetShop: forget_shop,
        wishes.TestConnection: test_connection,
    }
)
