"""``reconcile``: compares both sides and the mirror, and only reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from lazdesk.commands import holder, sync
from lazdesk.commands.invocation import DONE, FAILED, Invocation
from lazdesk.models import desk, proofs
from lazdesk.rules import nightly
from lazdesk.rules.agreement import Difference
from lazdesk.rules.explanations import differences
from lazdesk.shop import Desk, NotConnectedError
from lazdesk.sync import reconcile
from lazdesk.sync.session import Session

COMMAND = "reconcile"
SHOWN = 50
NIGHTLY_SHARE = 0.25
LOOK_EVERY = 1.0
CYCLE_SECONDS = 120  # what a cycle takes, usually much less
KINDS = ("quantity", "price")


def run(call: Invocation) -> int:
    """0: both sides agree; 1: something differs."""
    arguments = {"shop": call.words.shop}
    status, document = holder.carry_out(call, COMMAND, compare, arguments)
    call.answer(document, told(call, document))
    return status


def compare(
    call: Invocation, opened: Desk, arguments: Mapping[str, Any], *, beside: bool = False
) -> tuple[int, Any]:
    """One shop, or every connected one; their numbers are summed and their differences listed.

    ``beside``: cycles go on meanwhile, in another thread.
    """
    sellers = [opened.pick(arguments["shop"])] if arguments["shop"] else sync.connected(opened)
    if not sellers:
        raise NotConnectedError("lazada_not_connected")
    total: dict[str, Any] = {"checked": 0, "agree": 0, "differ": [], "not_compared": []}
    with sync.shown(opened):
        for seller_id in sellers:
            session = opened.session(seller_id)
            found = of_shop(opened, session, call.language, beside=beside)
            for key in ("checked", "agree", "differ"):
                total[key] += found[key]
            new = [kind for kind in found["not_compared"] if kind not in total["not_compared"]]
            total["not_compared"] += new
            total["at"] = found["at"]
    return FAILED if total["differ"] else DONE, total


def of_shop(
    opened: Desk, session: Session, language: str, *, beside: bool, share: float | None = None
) -> dict[str, Any]:
    """Compares one shop and remembers what came of it. Raises PlatformError, Cancelled."""
    with opened.database.write() as connection:
        proofs.note_try(connection, session.shop, session.now())
    found = reconcile.reconcile(
        session,
        opened.second_reading(session.shop),
        share=share,
        before_looking_again=partial(_let_a_cycle_end, session) if beside else reconcile.at_once,
    )
    document = {
        "at": found.at.isoformat(),
        "checked": found.checked,
        "agree": found.agree,
        "differ": [_told(each, session.shop, language) for each in found.differences],
        "not_compared": [kind for kind in KINDS if not getattr(found, kind)],
    }
    with opened.database.write() as connection:
        proofs.save(connection, session.shop, document)
    return document


def _let_a_cycle_end(session: Session) -> None:
    """What the next cycle brings into line by itself is no difference. Without a cycle that ends
    well there is nothing to wait for."""
    before = _last_cycle(session)
    patience = 2 * session.policy.poll_seconds + CYCLE_SECONDS
    until = session.clock.monotonic() + patience
    while _last_cycle(session) == before and session.clock.monotonic() < until:
        session.progress("waiting_for_cycle", 0)
        session.clock.sleep(LOOK_EVERY, session.cancel)


def _last_cycle(session: Session) -> datetime | None:
    with session.database.read() as connection:
        rows = {row.seller_id: row for row in desk.shops(connection)}
    at: datetime | None = rows[session.shop].last_sync_at
    return at


def _told(each: Difference, shop: str, language: str) -> dict[str, Any]:
    words = differences.TOLD[each.what]
    return {
        "what": each.what.value,
        "object": each.object,
        "lazada": each.lazada,
        "haravan": each.haravan,
        "wanted": each.wanted,
        "mirror": each.mirror,
        "id": each.id,
        "shop": shop,
        "title": words.title(language),
        "remedy": words.remedy(language),
    }


def nightly_of(opened: Desk, session: Session, language: str) -> dict[str, Any]:
    """The nightly comparison of one shop: within a quarter of the limits."""
    return of_shop(opened, session, language, beside=True, share=NIGHTLY_SHARE)


def due(opened: Desk) -> list[str]:
    """The connected shops whose nightly comparison is to begin now."""
    now = opened.clock.now()
    found = []
    for seller_id in sync.connected(opened):
        with opened.database.read() as connection:
            known = proofs.last(connection, seller_id)
            tried = proofs.tried(connection, seller_id)
        ended = None if known is None else datetime.fromisoformat(known["at"])
        if nightly.is_due(opened.policy(seller_id).nightly, now, ended, tried):
            found.append(seller_id)
    return found


def told(call: Invocation, document: Mapping[str, Any]) -> Iterator[str]:
    """For a person: how many agree, then what does not."""
    count = len(document["differ"])
    key = "proof_differs" if count else "proof_agrees"
    yield call.say(key, count=count, agree=document["agree"], checked=document["checked"])
    for row in document["differ"][:SHOWN]:
        shown = {k: "–" if value is None else value for k, value in row.items()}
        yield call.say("proof_line", **shown)
    if count > SHOWN:
        yield call.say("proof_more", count=count - SHOWN)
    if document["not_compared"]:
        kinds = ", ".join(call.say(f"kind_{kind}") for kind in document["not_compared"])
        yield call.say("proof_not_compared", kinds=kinds)
