"""The window's wishes about links: by hand, suggested, as files (B1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from lazdesk import link_report, sheets, texts
from lazdesk.models import link_inputs
from lazdesk.shop import Desk
from lazdesk.sync import hand_links, link_sheet
from lazdesk.sync.link_sheet import Plan
from lazdesk.views import answers, wishes
from lazdesk.views.answers import Answer


class RefusedError(Exception):
    """The wish cannot be done; ``key`` names the reason in ``texts``."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def link(desk: Desk, wish: wishes.Link, language: str) -> Iterable[Answer]:
    """A SKU that another variant holds by hand stays with it, and then nothing is linked."""
    session = desk.session(wish.shop, online=False)
    pairs = dict(wish.pairs)
    with desk.database.read() as connection:
        held = link_inputs.hand_links(connection, wish.shop, sku_ids=pairs.values())
        taken = [row for row in held if pairs.get(row.variant_id) != row.sku_id]
        if taken or len(set(pairs.values())) < len(wish.pairs):
            ids = [row.variant_id for row in taken]
            holders = link_inputs.variants_by_id(connection, session.org, ids)
            names = "; ".join(map(hand_links.title, holders))
            raise RefusedError("pairs_taken", holders=names or "–")
    hand_links.link(session, pairs)
    yield answers.Done("link", texts.say("linked_pairs", language, count=len(pairs)))


def unlink(desk: Desk, wish: wishes.Unlink, language: str) -> Iterable[Answer]:
    count = hand_links.unlink(desk.session(wish.shop, online=False), wish.variant_ids)
    yield answers.Done("unlink", texts.say("unlinked_count", language, count=count))


def follow_codes(desk: Desk, wish: wishes.FollowCodes, language: str) -> Iterable[Answer]:
    hand_links.follow_codes(desk.session(wish.shop, online=False), wish.variant_ids)
    message = texts.say("by_code_count", language, count=len(wish.variant_ids))
    yield answers.Done("follow_codes", message)


def suggest(desk: Desk, wish: wishes.Suggest, _language: str) -> Iterable[Answer]:
    found = hand_links.suggestions(desk.session(wish.shop, online=False))
    pairs = (
        answers.SuggestedPair(
            near.variant_id,
            near.title,
            near.barcode,
            near.sku_id,
            near.name,
            near.seller_sku,
            near.why.value,
        )
        for near in found
    )
    yield answers.Suggested(wish.shop, tuple(pairs))


def export_links(desk: Desk, wish: wishes.ExportLinks, language: str) -> Iterable[Answer]:
    lines = list(link_sheet.rows(desk.session(wish.shop, online=False), language))
    try:
        sheets.write(Path(wish.path), lines)
    except sheets.SheetError as fault:
        raise RefusedError(fault.key, **fault.values) from fault
    message = texts.say("exported", language, count=len(lines) - 1, file=wish.path)
    yield answers.Done("export_links", message)


def read_links(desk: Desk, wish: wishes.ReadLinks, language: str) -> Iterable[Answer]:
    session = desk.session(wish.shop, online=False)
    try:
        lines = sheets.read(Path(wish.path))
        plan = link_sheet.plan(session, lines)
    except sheets.SheetError as fault:
        raise RefusedError(fault.key, **fault.values) from fault
    except link_sheet.HeadsError as fault:
        raise RefusedError("sheet_heads") from fault
    yield answers.LinksRead(
        shop=wish.shop,
        path=wish.path,
        faults=tuple(link_report.faults(plan, language)),
        changes=tuple(link_report.changes(plan, language)),
        told=link_report.summary(plan, language),
        lines=lines,
        plan=plan,
    )


def apply_links(desk: Desk, wish: wishes.ApplyLinks, language: str) -> Iterable[Answer]:
    read = cast(answers.LinksRead, wish.read)
    plan, lines = cast(Plan, read.plan), cast(list[sheets.Line], read.lines)
    session = desk.session(wish.shop, online=False)
    if link_sheet.apply(session, lines, plan) != plan:
        raise RefusedError("import_moved")
    message = texts.say("imported_links", language, count=len(plan.changes))
    yield answers.Done("apply_links", message)


ERRANDS: Mapping[type, Callable[[Desk, Any, str], Iterable[Answer]]] = MappingProxyType(
    {
        wishes.Link: link,
        wishes.Unlink: unlink,
        wishes.FollowCodes: follow_codes,
        wishes.Suggest: suggest,
        wishes.ExportLinks: export_links,
        wishes.ReadLinks: read_links,
        wishes.ApplyLinks: apply_links,
    }
)
