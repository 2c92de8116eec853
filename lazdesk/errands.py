"""What each wish of the window does on a desk: plain functions, run by a thread of ``workers``.

Every function takes the desk and a wish and returns the answers; what goes wrong is raised and put
into the merchant's words by ``told``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from lazdesk import (
    keeping_errands,
    link_errands,
    lock_errands,
    logs,
    order_errands,
    proof_errands,
    texts,
    window_texts,
)
from lazdesk.commands import loopback
from lazdesk.commands.connect import APP_REFUSED
from lazdesk.commands.endings import words_of
from lazdesk.models import desk as stored
from lazdesk.models import drifts, goods, orders, pairs, pushes
from lazdesk.models.database import DatabaseError
from lazdesk.models.queries import preview_list
from lazdesk.models.queries.listing import Scope
from lazdesk.platforms.errors import Cancelled, PlatformError, Refused, Unauthorized
from lazdesk.platforms.lazada.signing import AppKey
from lazdesk.rules import access
from lazdesk.rules import policy as policies
from lazdesk.rules.order import VIETNAM
from lazdesk.rules.policy import PolicyError
from lazdesk.shop import ConnectionRefusedError, Desk, NotConnectedError
from lazdesk.sync import actions, foreign_orders, late_links, link_goods, previews, wanted
from lazdesk.sync.previews import PreviewReplacedError
from lazdesk.vault import VaultError
from lazdesk.views import answers, problem_wishes, wishes
from lazdesk.views.answers import Answer

SHOWN_DRIFTS = 5
KINDS: Mapping[str, str] = MappingProxyType({"push.price": "price", "push.quantity": "quantity"})

Errand = Callable[[Desk, Any, str], Iterable[Answer]]


def told(error: Exception, desk: Desk, language: str) -> str:
    """What went wrong and what to do, in the merchant's words (G2)."""
    match error:
        case link_errands.RefusedError():
            return texts.say(error.key, language, **error.values)
        case NotConnectedError():
            return window_texts.say(error.key, language)
        case ConnectionRefusedError():
            return window_texts.say(error.key, language, **error.values)
        case Unauthorized() if error.platform == "lazada":
            return window_texts.say("access_lost", language)
        case PlatformError():
            return words_of(error, language)
        case VaultError() | DatabaseError():
            return error.words(language)
        case PolicyError():
            return str(error)
        case PreviewReplacedError():
            return window_texts.say("preview_replaced", language)
        case Cancelled():
            return window_texts.say("cancelled", language)
        case _:
            logging.getLogger(__name__).error("unexpected", exc_info=error)
            return window_texts.say("unexpected", language, log=desk.folder / logs.FILE_NAME)


# --- products -------------------------------------------------------------------------------------


def publish(desk: Desk, wish: wishes.Publish, language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    with desk.database.write() as connection:
        goods.publish(connection, wish.shop, wish.product_ids, session.now())
    link_goods.link_goods(session)
    yield answers.Done("publish", texts.say("published", language, count=len(wish.product_ids)))


def unpublish(desk: Desk, wish: wishes.Unpublish, language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    with desk.database.write() as connection:
        goods.unpublish(connection, wish.shop, wish.product_ids)
    link_goods.link_goods(session)
    yield answers.Done("unpublish", texts.say("unpublished", language, count=len(wish.product_ids)))


def explain(desk: Desk, wish: wishes.Explain, _language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    with desk.database.read() as connection:
        name = pairs.names(connection, session.shop, session.org, [wish.sku_id]).get(wish.sku_id)
        sent = pushes.last(connection, session.shop, wish.sku_id, "quantity")
        drifted = drifts.newest(connection, session.shop, wish.sku_id, SHOWN_DRIFTS)
        names = {row.id: row.name for row in goods.locations(connection, session.org)}
    if name is None:
        return
    now = wanted.numbers(session, [wish.sku_id])[wish.sku_id]
    inputs = sent.inputs if sent is not None else now.inputs()
    yield answers.Explained(
        sku_id=wish.sku_id,
        seller_sku=name.seller_sku,
        locations=tuple(
            (names.get(place["id"], place["id"]), place["available"])
            for place in inputs["locations"]
        ),
        q=inputs["q"],
        u=inputs["u"],
        w=inputs["w"],
        b=inputs["b"],
        rule=inputs["rule"],
        wanted=sent.wanted if sent is not None else now.wanted,
        sent=None if sent is None else sent.wanted,
        sent_at=None if sent is None else sent.sent_at,
        answer=None if sent is None else sent.answer,
        drifts=tuple(answers.Drift(row.kind, row.expected, row.found, row.at) for row in drifted),
    )


def count(desk: Desk, wish: wishes.Numbers, _language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    found = wanted.numbers(session, wish.sku_ids)
    yield answers.Counted(
        wish.shop,
        tuple((id_, found[id_].wanted if id_ in found else None) for id_ in wish.sku_ids),
    )


# --- settings and previews ------------------------------------------------------------------------


def preview(desk: Desk, wish: wishes.Preview, _language: str) -> Iterable[Answer]:
    """C1: the plan as it would be with these settings; values that rest are left out."""
    session = desk.session(wish.shop, online=False)
    with desk.database.read() as connection:
        kept = stored.settings(connection, wish.shop)
    policy = policies.from_settings(kept | _parsed(desk, wish.settings))
    made = previews.make(replace(session, policy=policy))
    scope = Scope(session.shop, session.org)
    with desk.database.read() as connection:
        counts = preview_list.counts(connection, scope)
        skus = preview_list.skus(connection, scope)
    yield answers.Previewed(
        wish.shop,
        wish.settings,
        made,
        skus,
        tuple((kind, risk, n) for (kind, risk), n in counts.items()),
    )


def set_settings(desk: Desk, wish: wishes.SetSettings, language: str) -> Iterable[Answer]:
    """Stores all or none; what an earlier import date or another warehouse entails follows."""
    values = _parsed(desk, wish.settings)
    with desk.database.write() as connection:
        before = policies.from_settings(stored.settings(connection, wish.shop))
        for key, text in values.items():
            stored.set_setting(connection, wish.shop, key, text)
            if key == "ui.language":
                stored.set_setting(connection, "", key, text)
    after = desk.policy(wish.shop)
    if wish.shop:
        _entail(desk, wish, before, after)
    yield answers.Done("set_settings", window_texts.say("settings_saved", language))


def _entail(
    desk: Desk, wish: wishes.SetSettings, before: policies.Policy, after: policies.Policy
) -> None:
    earlier = after.import_from is not None and (
        before.import_from is None or after.import_from < before.import_from
    )
    if earlier:
        desk.reach_back(wish.shop)
    if before.lazada_warehouse != after.lazada_warehouse:
        desk.count_warehouse(wish.shop)
    moved = (before.stock_locations, before.lazada_warehouse) != (
        after.stock_locations,
        after.lazada_warehouse,
    )
    if moved:
        desk.withdraw_consent(wish.shop, "quantity")  # previewed again (C1), unless agreed below
    if wish.agreed:
        previews.agree(desk.session(wish.shop, online=False), wish.preview, wish.agreed)
    if foreign_orders.SETTING in dict(wish.settings) and after.foreign_channel != "ask":
        desk.foreign_channel_chosen(wish.shop)


def _parsed(desk: Desk, settings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The settings as they are stored. Raises PolicyError for a value that is none."""
    found = {}
    for key, text in settings:
        value = policies.parse(key, text)
        if key == "orders.import_from" and value is not None:
            policies.check_import_from(value, desk.clock.now().astimezone(VIETNAM).date())
        found[key] = policies.show(key, value)
    return found


def set_writes(desk: Desk, wish: wishes.SetWrites, _language: str) -> Iterable[Answer]:
    with desk.database.write() as connection:
        for row in stored.shops(connection):
            stored.set_setting(connection, row.seller_id, "writes", "on" if wish.on else "off")
    yield answers.Done("set_writes")


def agree(desk: Desk, wish: wishes.Agree, language: str) -> Iterable[Answer]:
    previews.agree(desk.session(wish.shop, online=False), wish.preview, wish.kinds)
    yield answers.Done("agree", window_texts.say("agreed", language))


# --- problems -------------------------------------------------------------------------------------


def retry_problems(
    desk: Desk, wish: problem_wishes.RetryProblems, _language: str
) -> Iterable[Answer]:
    ids = {int(id_) for id_ in wish.problem_ids}
    with desk.database.write() as connection:
        rows = [row for row in stored.problems(connection, wish.shop) if row.id in ids]
        for row in rows:
            orders.try_again(connection, wish.shop, row.kind, row.object, desk.clock.now())
    session = desk.session(wish.shop, online=False)
    for row in rows:
        if row.kind == late_links.KIND:
            actions.click_take_stock(session, row.object)
    yield answers.Done("retry_problems")


def ignore_problems(
    desk: Desk, wish: problem_wishes.IgnoreProblems, _language: str
) -> Iterable[Answer]:
    with desk.database.write() as connection:
        for id_ in wish.problem_ids:
            stored.ignore_problem(connection, wish.shop, int(id_), wish.reason)
    yield answers.Done("ignore_problems")


def heed_problems(
    desk: Desk, wish: problem_wishes.HeedProblems, _language: str
) -> Iterable[Answer]:
    with desk.database.write() as connection:
        for id_ in wish.problem_ids:
            stored.heed_problem(connection, wish.shop, int(id_))
    yield answers.Done("heed_problems")


# --- connections ----------------------------------------------------------------------------------


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
            checks.append(answers.Check(name, False, told(error, desk, language)))
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
        wishes.Publish: publish,
        wishes.Unpublish: unpublish,
        **link_errands.ERRANDS,
        **lock_errands.ERRANDS,
        **keeping_errands.ERRANDS,
        **order_errands.ERRANDS,
        **proof_errands.ERRANDS,
        wishes.Explain: explain,
        wishes.Numbers: count,
        wishes.Preview: preview,
        wishes.SetSettings: set_settings,
        wishes.SetWrites: set_writes,
        wishes.Agree: agree,
        problem_wishes.RetryProblems: retry_problems,
        problem_wishes.IgnoreProblems: ignore_problems,
        problem_wishes.HeedProblems: heed_problems,
        wishes.ConnectHaravan: connect_haravan,
        wishes.Disconnect: disconnect,
        wishes.ForgetShop: forget_shop,
        wishes.TestConnection: test_connection,
    }
)
"""Which function does which wish; ``order_errands`` has the clicks, the consent its own thread."""
