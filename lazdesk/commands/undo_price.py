"""``products undo-price``: the prices sent last are taken back, where Lazada still holds them."""

from __future__ import annotations

from typing import Any

from lazdesk.commands import goods_locks, holder, names
from lazdesk.commands.invocation import DONE, FAILED, USAGE, Invocation, UsageError
from lazdesk.shop import Desk
from lazdesk.sync import undo_prices
from lazdesk.sync.session import Session

COMMAND = "undo-price"


def run(call: Invocation, _opened: Desk, session: Session) -> int:
    """Shows what would be set back, and sets it back once the merchant agrees."""
    if (why := undo_prices.refusal(session.policy)) is not None:
        raise UsageError(call.say(why))
    sku_ids = None if call.words.all else goods_locks.skus_named(call, session)
    undos = undo_prices.plan(session, sku_ids)
    preview = [
        {"seller_sku": u.seller_sku, "now": u.change.now, "becomes": u.change.wanted} for u in undos
    ]
    if not undos:
        call.answer({"preview": [], "undone": []}, [call.say("undo_nothing")])
        return DONE
    if not call.words.json:
        for u in undos:
            now, before = names.money(u.change.now), names.money(u.change.wanted)
            call.warn(call.say("undo_line", sku=u.seller_sku, now=now, before=before))
    if not call.agreed(call.say("undo_question", count=len(undos))):
        call.answer({"preview": preview, "undone": []}, [])
        call.warn(call.say("undo_consent"))
        return USAGE
    arguments = {"shop": session.shop, "skus": [u.change.sku_id for u in undos]}
    status, undone = holder.carry_out(call, COMMAND, press, arguments)
    said = call.say("undo_done", count=len(undone), planned=len(undos))
    call.answer({"preview": preview, "undone": undone}, [said])
    return status


def press(_call: Invocation, opened: Desk, arguments: dict[str, Any]) -> tuple[int, Any]:
    """The work itself, in the process that holds the folder."""
    session = opened.session(arguments["shop"])
    done = undo_prices.undo(session, arguments["skus"])
    status = DONE if len(done) == len(arguments["skus"]) else FAILED
    return status, [each.seller_sku for each in done]
