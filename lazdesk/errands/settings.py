"""What is set, and what is previewed and agreed to before it takes effect (C1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from lazdesk.errands.errand import Errand
from lazdesk.models import desk as stored
from lazdesk.models.queries import preview_list
from lazdesk.models.queries.listing import Scope
from lazdesk.rules import policy as policies
from lazdesk.rules.order import VIETNAM
from lazdesk.shop import Desk
from lazdesk.sync import foreign_orders, previews
from lazdesk.texts import window as window_texts
from lazdesk.views import answers, wishes
from lazdesk.views.answers import Answer


def preview(desk: Desk, wish: wishes.Preview, _language: str) -> Iterable[Answer]:
    """C1: the plan as it would be with these settings; values that rest are left out."""
    session = desk.session(wish.shop, online=False)
    with desk.database.read() as connection:
        kept = stored.settings(connection, wish.shop)
    policy = policies.from_settings(kept | _parsed(desk, wish.settings))
    made = previews.make(replace(session, policy=policy))
    sent = {"price": policy.push_price, "quantity": policy.push_quantity}
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
        tuple(kind for kind, is_sent in sent.items() if is_sent),
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


ERRANDS: Mapping[type, Errand] = MappingProxyType(
    {
        wishes.Preview: preview,
        wishes.SetSettings: set_settings,
        wishes.SetWrites: set_writes,
        wishes.Agree: agree,
    }
)
