"""``products lock`` and ``unlock``: values kept from Lazada for a while (C13)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from lazdesk.commands import names
from lazdesk.commands.invocation import DONE, Invocation, UsageError
from lazdesk.models import locks as stored
from lazdesk.rules import locks
from lazdesk.rules import policy as policies
from lazdesk.rules.order import VIETNAM
from lazdesk.shop import Desk
from lazdesk.sync import locking
from lazdesk.sync.session import Session

KINDS = ("price", "quantity")


def lock(call: Invocation, _opened: Desk, session: Session) -> int:
    last_day = _last_day(call)
    sku_ids = skus_named(call, session)
    kinds = _kinds(call)
    until = None if last_day is None else locks.end_of_day(last_day)
    locking.lock(session, sku_ids, kinds, until, call.words.why)
    document = {
        "locked": len(sku_ids),
        "kinds": kinds,
        "until": None if until is None else until.isoformat(),
    }
    end = (
        call.say("until_lifted")
        if last_day is None
        else call.say("until_day", day=f"{last_day:%d/%m/%Y}")
    )
    said = ", ".join(names.name(kind, call.language) for kind in kinds)
    call.answer(document, [call.say("locked", kinds=said, count=len(sku_ids), until=end)])
    return DONE


def unlock(call: Invocation, _opened: Desk, session: Session) -> int:
    sku_ids = skus_named(call, session)
    lifted = locking.unlock(session, sku_ids, _kinds(call))
    call.answer({"unlocked": lifted}, [call.say("unlocked", count=lifted)])
    return DONE


def locked_kinds(session: Session, sku_ids: Collection[str]) -> dict[str, list[str]]:
    """What is locked of these SKUs now."""
    with session.database.read() as connection:
        found = stored.of(connection, session.shop, session.now(), sku_ids)
    return {sku_id: sorted({row.kind for row in rows}) for sku_id, rows in found.items()}


def skus_named(call: Invocation, session: Session) -> set[str]:
    """The SKUs the words name. Raises UsageError when a code is nobody's."""
    if not (call.words.all or call.words.codes):
        raise UsageError(call.say("name_a_product"))
    codes = None if call.words.all else call.words.codes
    with session.database.read() as connection:
        found = stored.named(connection, session.shop, session.org, codes)
    if unknown := [code for code in codes or () if code not in found]:
        raise UsageError(call.say("unknown_codes", codes=", ".join(unknown)))
    return set().union(*found.values())


def _kinds(call: Invocation) -> list[str]:
    """Both, unless one is named."""
    chosen = [kind for kind in KINDS if getattr(call.words, kind)]
    return chosen or list(KINDS)


def _last_day(call: Invocation) -> date | None:
    text = call.words.until
    if text is None:
        return None
    try:
        day = policies.day(text.strip())
    except ValueError:
        day = None
    if day is None or day < call.clock.now().astimezone(VIETNAM).date():
        raise UsageError(call.say("bad_day", text=text))
    return day
