"""``products link, unlink, export, import``: the merchant's own links (B1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lazdesk import link_report, sheets
from lazdesk.commands.invocation import DONE, USAGE, Invocation, UsageError
from lazdesk.models import link_inputs, links
from lazdesk.rules import linking
from lazdesk.sheets import SheetError
from lazdesk.shop import Desk
from lazdesk.sync import hand_links, link_sheet
from lazdesk.sync.link_sheet import HeadsError, Plan
from lazdesk.sync.session import Session

SHOWN = 20  # changes told to a person; the document has all of them


def link(call: Invocation, _opened: Desk, session: Session) -> int:
    """One pair by hand, or (``--by-code``) variants left to their codes again."""
    if call.words.by_code:
        return _follow_codes(call, session)
    if len(call.words.codes) != 2:
        raise UsageError(call.say("link_two_codes"))
    barcode, seller_sku = call.words.codes
    with session.database.read() as connection:
        variants = hand_links.variants_called(session, connection, barcode)
        skus = hand_links.skus_called(session, connection, seller_sku)
        variant = _the_one(call, "link_unknown_barcode", barcode, variants, _variant_named)
        sku = _the_one(call, "link_unknown_sku", seller_sku, skus, _sku_named)
        taken = [
            row.variant_id
            for row in link_inputs.hand_links(connection, session.shop, sku_ids=[sku.sku_id])
            if row.variant_id != variant.id
        ]
        holders = link_inputs.variants_by_id(connection, session.org, taken)
    if holders:
        raise UsageError(
            call.say("link_taken", sku=sku.code or sku.sku_id, holder=hand_links.title(holders[0]))
        )
    hand_links.link(session, {variant.id: sku.sku_id})
    document = {"barcode": variant.code or None, "seller_sku": sku.code, "link": "by_hand"}
    title = hand_links.title(variant)
    call.answer(document, [call.say("linked_by_hand", title=title, sku=sku.code or sku.sku_id)])
    return DONE


def unlink(call: Invocation, _opened: Desk, session: Session) -> int:
    """All of the codes or, where one is linked with nothing, none."""
    count = hand_links.unlink(session, _linked_under(call, session))
    call.answer({"unlinked": count}, [call.say("unlinked_count", count=count)])
    return DONE


def _follow_codes(call: Invocation, session: Session) -> int:
    if not call.words.codes:
        raise UsageError(call.say("link_name_codes"))
    found: dict[str, Sequence[Any]] = {}
    with session.database.read() as connection:
        for code in call.words.codes:
            found[code] = hand_links.variants_called(session, connection, code)
    if missing := [code for code, rows in found.items() if not rows]:
        raise UsageError(call.say("link_unknown_barcode", code=", ".join(missing)))
    ids = {row.id for rows in found.values() for row in rows}
    hand_links.follow_codes(session, ids)
    call.answer({"by_code": len(ids)}, [call.say("by_code_count", count=len(ids))])
    return DONE


def _linked_under(call: Invocation, session: Session) -> set[str]:
    """The linked variants that carry one of the codes, or whose SKU does. Raises UsageError."""
    if not call.words.codes:
        raise UsageError(call.say("link_name_codes"))
    found: dict[str, set[str]] = {}
    with session.database.read() as connection:
        for code in call.words.codes:
            variants = [row.id for row in hand_links.variants_called(session, connection, code)]
            skus = [row.sku_id for row in hand_links.skus_called(session, connection, code)]
            found[code] = {
                *links.links_of(connection, session.shop, variants),
                *links.variants_linked_with(connection, session.shop, skus),
            }
    if missing := [code for code, ids in found.items() if not ids]:
        raise UsageError(call.say("not_linked_codes", codes=", ".join(missing)))
    return set().union(*found.values())


def _the_one(
    call: Invocation, unknown: str, code: str, found: Sequence[Any], named: Callable[[Any], str]
) -> Any:
    if not found:
        raise UsageError(call.say(unknown, code=linking.code(code)))
    if len(found) > 1:
        holders = "; ".join(named(row) for row in found)
        raise UsageError(call.say("link_several", code=linking.code(code), holders=holders))
    return found[0]


def _variant_named(row: Any) -> str:
    return f"{hand_links.title(row)} ({row.id})"


def _sku_named(row: Any) -> str:
    return f"{row.name} ({row.sku_id})"


# --- files ----------------------------------------------------------------------------------------


def export(call: Invocation, _opened: Desk, session: Session) -> int:
    path = _file(call)
    lines = list(link_sheet.rows(session, call.language))
    try:
        sheets.write(path, lines)
    except SheetError as fault:
        raise UsageError(call.say(fault.key, **fault.values)) from fault
    count = len(lines) - 1
    document = {"file": str(path), "lines": count}
    call.answer(document, [call.say("exported", count=count, file=path)])
    return DONE


def import_(call: Invocation, _opened: Desk, session: Session) -> int:
    """Shows what the file would change and asks; a wrong line anywhere changes nothing."""
    path = _file(call)
    try:
        lines = sheets.read(path)
        plan = link_sheet.plan(session, lines)
    except SheetError as fault:
        raise UsageError(call.say(fault.key, **fault.values)) from fault
    except HeadsError as fault:
        raise UsageError(call.say("sheet_heads")) from fault
    document = _document(plan, call.language)
    if plan.faults:
        call.answer(document | {"applied": False}, told(plan, call.language))
        return USAGE
    if plan.changes:
        for line in told(plan, call.language):
            call.warn(line)
        if not call.agreed(call.say("import_ask")):
            call.warn(call.say("import_not_agreed"))
            call.answer(document | {"applied": False}, [])
            return USAGE
        if link_sheet.apply(session, lines, plan) != plan:
            raise UsageError(call.say("import_moved"))
    done = [call.say("imported_links", count=len(plan.changes))]
    call.answer(document | {"applied": True}, done if plan.changes else told(plan, call.language))
    return DONE


def _file(call: Invocation) -> Path:
    if len(call.words.codes) != 1:
        raise UsageError(call.say("name_a_file"))
    return Path(call.words.codes[0])


def _document(plan: Plan, language: str) -> dict[str, Any]:
    return {
        "changes": [
            {
                "line": change.line,
                "link": change.how.value,
                "title": change.title,
                "seller_sku": change.seller_sku,
            }
            for change in plan.changes
        ],
        "faults": [
            {"line": line, "message": message}
            for line, message in link_report.faults(plan, language)
        ],
        "unchanged": plan.unchanged,
    }


def told(plan: Plan, language: str) -> list[str]:
    """The plan for a person: its wrong lines, or what it changes."""
    summary = link_report.summary(plan, language)
    lines = [
        link_report.line(one, language)
        for one in link_report.faults(plan, language) or link_report.changes(plan, language)[:SHOWN]
    ]
    if plan.faults:
        return [summary, *lines]
    return [*lines, *(["…"] if len(plan.changes) > SHOWN else []), summary]
