"""``orders``: both sides' status side by side, and the buttons (D8, E)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lazdesk.commands import cancel, holder, names, print_labels, returns, shipping
from lazdesk.commands.invocation import DONE, USAGE, Invocation, UsageError, table
from lazdesk.models import orders
from lazdesk.platforms.errors import MissingScope, Refused, Unauthorized
from lazdesk.rules import buttons, order, status
from lazdesk.shop import Desk
from lazdesk.sync import take_again as again
from lazdesk.sync.session import Session

REFRESH = "refresh-orders"
STATES = {
    orders.READY: "waiting",
    orders.CREATED: "waiting",
    orders.INTENT: "unknown",
    orders.UNKNOWN: "unknown",
    orders.DONE: "imported",
}
LIST_HEADS = ["order_number", "state", "lazada_status", "haravan_status", "total", "haravan_id"]


# How each button's words are pressed, and what the folder's holder does for another process.
PRESSES: Mapping[str, Callable[[Invocation], int]] = {
    "pack": shipping.pack,
    "ready-to-ship": shipping.make_ready,
    print_labels.COMMAND: print_labels.run,
    "cancel": cancel.run,
    "return-goods": returns.run,
    "answer-cancel": cancel.answer,
}
BUTTONS: Mapping[str, holder.Work] = {
    print_labels.COMMAND: print_labels.press,
    cancel.REASONS: cancel.reasons,
    **{
        button.command: button.press
        for button in (
            shipping.PACK,
            shipping.READY_TO_SHIP,
            cancel.CANCEL,
            cancel.ANSWER,
            returns.BUTTON,
        )
    },
}


def run(call: Invocation) -> int:
    if call.words.action in PRESSES:
        return PRESSES[call.words.action](call)
    if call.words.refresh:
        return _refresh(call)
    opened = call.open()
    session = opened.session(opened.pick(call.words.shop), online=False)
    rows = documents(session, call.words.orders or None)
    missing = set(call.words.orders) - {row["order_number"] for row in rows}
    for number in sorted(missing):
        call.warn(f"{number}: {buttons.REASONS['no_such_order'].vi}")
    if call.words.action == "show":
        call.answer(rows, [line for row in rows for line in _told(call, row)])
    else:
        call.answer(rows, table(LIST_HEADS, rows, call.language))
    return USAGE if missing else DONE


def _refresh(call: Invocation) -> int:
    """ "Lấy lại đơn này": reads these orders anew, then shows them."""
    numbers = list(dict.fromkeys(call.words.orders))
    if not numbers:
        raise UsageError(call.say("name_an_order"))
    arguments = {"shop": call.words.shop, "orders": numbers}
    status_code, document = holder.carry_out(call, REFRESH, take_again, arguments)
    for number in set(numbers) - {row["order_number"] for row in document}:
        call.warn(f"{number}: {buttons.REASONS['no_such_order'].vi}")
    call.answer(document, [line for row in document for line in _told(call, row)])
    return status_code


def take_again(_call: Invocation, opened: Desk, arguments: dict[str, Any]) -> tuple[int, Any]:
    """The work itself, in the process that holds the folder. Raises what stops all of it."""
    session = opened.session(opened.pick(arguments["shop"]))
    known = []
    for number in arguments["orders"]:
        try:
            stopped = again.take_again(session, number)
        except (Unauthorized, MissingScope):
            raise
        except Refused:
            continue  # Lazada does not know it
        if stopped is not None:
            raise stopped
        known.append(number)
    found = documents(session, known)
    return DONE if len(known) == len(arguments["orders"]) else USAGE, found


def documents(session: Session, numbers: list[str] | None) -> list[dict[str, Any]]:
    """The orders as interfaces.md has them, newest first."""
    with session.database.read() as connection:
        rows = orders.orders(connection, session.shop, numbers)
        ids = [row.order_id for row in rows]
        units = orders.items(connection, session.shop, ids)
        lines = orders.history(connection, session.shop, ids)
        there = {
            row.haravan_id: orders.haravan_order(connection, session.org, row.haravan_id)
            for row in rows
            if row.haravan_id
        }
    return [
        _document(session, row, units[row.order_id], lines[row.order_id], there.get(row.haravan_id))
        for row in rows
    ]


def _document(
    session: Session, row: Any, units: list[Any], lines: list[Any], haravan: Any
) -> dict[str, Any]:
    live = [unit for unit in units if not status.is_canceled(unit.status)]
    rollup = status.word([unit.status for unit in units])
    shown = haravan and ("Đã hủy" if haravan.cancelled_at else haravan.word)
    return {
        "order_number": row.order_number,
        "ref": order.ref(session.shop, row.order_id),
        "haravan_id": row.haravan_id,
        "state": STATES.get(row.import_state, "not_imported"),
        "lazada_status": ", ".join(rollup.unknown)
        if rollup.word is None
        else status.lazada_word(rollup.word),
        "haravan_status": shown or None,
        "total": sum(unit.item_price - unit.voucher_seller for unit in live) + row.shipping_fee,
        "lines": [
            {
                "order_item_id": unit.order_item_id,
                "sku": unit.sku,
                "name": unit.name,
                "price": unit.item_price,
                "status": unit.status,
                "tracking_code": unit.tracking_code,
            }
            for unit in units
        ],
        "history": [
            {"at": line.at.isoformat(), "event": line.event, "cause": line.cause} for line in lines
        ],
    }


def _told(call: Invocation, row: dict[str, Any]) -> list[str]:
    return [
        f"{row['order_number']}  {row['lazada_status']} → {row['haravan_status'] or '–'}"
        f"  {names.money(row['total'])}",
        *(f"  {line['sku']}  {line['name']}  {line['status']}" for line in row["lines"]),
        *(
            f"  {names.moment(line['at'])}  {names.name(line['event'], call.language)}"
            f"  {line['cause']}".rstrip()
            for line in row["history"]
        ),
    ]
