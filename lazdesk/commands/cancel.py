"""``orders cancel`` and ``orders answer-cancel`` (E2, E4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lazdesk.commands import holder
from lazdesk.commands.invocation import USAGE, Invocation, UsageError
from lazdesk.commands.press import Button
from lazdesk.models import orders
from lazdesk.rules import buttons, cancel
from lazdesk.shop import Desk
from lazdesk.sync import actions, cancel_orders
from lazdesk.sync.cancel_orders import Chosen
from lazdesk.sync.session import Session

REASONS = "cancel-reasons"


def run(call: Invocation) -> int:
    """Without ``--reason`` the reasons are listed and nothing is canceled (exit 2)."""
    words = call.words
    if words.reason is None:
        return _list_reasons(call)
    return CANCEL.run(call, words.orders, reason=words.reason, restock=words.restock)


def answer(call: Invocation) -> int:
    """Agrees to a buyer's cancel request, or refuses it. Raises UsageError for neither."""
    if call.words.agree is None:
        raise UsageError(call.say("agree_or_refuse"))
    return ANSWER.run(call, call.words.orders, agree=call.words.agree)


def _list_reasons(call: Invocation) -> int:
    numbers = list(dict.fromkeys(call.words.orders))
    if not numbers:
        raise UsageError(call.say("name_an_order"))
    arguments = {"shop": call.words.shop, "orders": numbers}
    status, document = holder.carry_out(call, REASONS, reasons, arguments)
    call.warn(call.say("name_a_reason"))
    call.answer(document, _told(document))
    return status


def reasons(call: Invocation, opened: Desk, arguments: dict[str, Any]) -> tuple[int, Any]:
    """The reasons themselves, by the process that holds the folder: it keeps Lazada's limits."""
    session = opened.session(opened.pick(arguments["shop"])).with_cancel(call.cancel)
    with session.database.read() as connection:
        found = orders.orders(connection, session.shop, arguments["orders"])
    rows = {row.order_number: row for row in found}
    document = [
        {"order_number": number, **_offer(call, session, rows.get(number))}
        for number in arguments["orders"]
    ]
    return USAGE, document


def _offer(call: Invocation, session: Session, row: Any) -> dict[str, Any]:
    if row is None:
        return {"reasons": [], "reason": buttons.reason("no_such_order", call.language)}
    offered = cancel_orders.look(session, [row.order_id])[row.order_id]
    return {
        "reasons": [
            {
                "id": reason.id,
                "name": reason.name,
                "zeroes_stock": cancel.zeroes_stock(reason.id, reason.name),
                "restock": cancel.restocks(
                    reason.id, reason.name, by_itself=session.policy.auto_restock
                ),
            }
            for reason in offered.reasons
        ],
        "reason": buttons.reason(offered.why_not, call.language),
    }


def _told(document: list[dict[str, Any]]) -> Iterator[str]:
    for row in document:
        yield f"{row['order_number']}  {row['reason']}".rstrip()
        yield from (f"  {reason['id']}  {reason['name']}" for reason in row["reasons"])


def _click(session: Session, row: Any, said: Mapping[str, Any]) -> str:
    chosen = Chosen(said["reason"], restock=said["restock"])
    return actions.click_cancel(session, row.order_id, chosen)


def _click_answer(session: Session, row: Any, said: Mapping[str, Any]) -> str:
    return actions.click_answer_cancel(session, row.order_id, agree=said["agree"])


CANCEL = Button("cancel", _click)
ANSWER = Button("answer-cancel", _click_answer)
