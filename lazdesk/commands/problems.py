"""``problems``: what is wrong, why, and what to do about it (F)."""

from __future__ import annotations

from typing import Any

from lazdesk.commands.invocation import DONE, Invocation, UsageError, table
from lazdesk.models import desk, orders, solved
from lazdesk.rules import problems
from lazdesk.shop import Desk
from lazdesk.sync import actions, late_links

HEADS = ["id", "message", "cause", "remedy", "object", "since", "count"]


def run(call: Invocation) -> int:
    """``list`` shows those that stand and are not ignored, unless their ids are named."""
    opened = call.open()
    shop = opened.pick(call.words.shop)
    if call.words.action == "list" and call.words.are_solved is True:
        with opened.database.read() as connection:
            over = solved.newest_first(connection, shop)
        return _show(
            call, [_shown(call, row) | {"solved_at": row.solved_at.isoformat()} for row in over]
        )
    rows = _chosen(call, opened, shop)
    match call.words.action:
        case "ignore":
            return _ignore(call, opened, shop, rows)
        case "retry":
            _retry(opened, shop, rows)
            said = call.say("problems_retried", count=len(rows))
            call.answer([_shown(call, row) for row in rows], [said])
            return DONE
        case _:
            return _show(call, [_shown(call, row) for row in rows])


def _chosen(call: Invocation, opened: Desk, shop: str) -> list[Any]:
    """Those named, else all of the list asked for. Raises UsageError."""
    if not all(id_.isdecimal() for id_ in call.words.ids):
        raise UsageError(call.say("ids_are_numbers"))
    ids = {int(id_) for id_ in call.words.ids}
    with opened.database.read() as connection:
        known = desk.problems(connection, shop)
    if missing := ids - {row.id for row in known}:
        listed = ", ".join(map(str, sorted(missing)))
        raise UsageError(call.say("no_such_problem", ids=listed))
    if ids:
        return [row for row in known if row.id in ids]
    are_ignored = call.words.are_solved is False
    return [row for row in known if row.ignored == are_ignored]


def _show(call: Invocation, shown: list[dict[str, Any]]) -> int:
    lines = table(HEADS, shown, call.language) if shown else [call.say("no_problems")]
    call.answer(shown, lines)
    return DONE


def _ignore(call: Invocation, opened: Desk, shop: str, rows: list[Any]) -> int:
    if not call.words.ids:
        raise UsageError(call.say("ids_are_numbers"))
    with opened.database.write() as connection:
        for row in rows:
            if call.words.undo:
                desk.heed_problem(connection, shop, row.id)
            else:
                desk.ignore_problem(connection, shop, row.id, call.words.reason)
    said = "problems_heeded" if call.words.undo else "problems_ignored"
    call.answer([_shown(call, row) for row in rows], [call.say(said, count=len(rows))])
    return DONE


def _shown(call: Invocation, row: Any) -> dict[str, Any]:
    explained = problems.CATALOGUE[row.code]
    said = row._mapping
    return {
        # What is over has no id to be named by.
        "id": str(row.id) if "ignored" in said else "",
        "code": row.code,
        "message": row.message,
        "cause": explained.cause(call.language),
        "remedy": explained.remedy(call.language),
        "object": row.title,
        "since": row.since.isoformat(),
        "count": row.count,
        "retryable": explained.retryable,
        "reason": said.get("reason"),
        "platform_code": row.platform_code,
        "request_id": row.request_id,
    }


def _retry(opened: Desk, shop: str, rows: list[Any]) -> None:
    """What rests or was refused is tried again in the next cycle; nothing is sent here."""
    with opened.database.write() as connection:
        for row in rows:
            orders.try_again(connection, shop, row.kind, row.object, opened.clock.now())
    session = opened.session(shop, online=False)
    for row in rows:
        if row.kind == late_links.KIND:
            actions.click_take_stock(session, row.object)
