"""``orders return-goods``: **Hoàn trả đơn hàng** from the terminal (D11)."""

from __future__ import annotations

from typing import Any

from lazdesk.commands import holder
from lazdesk.commands.invocation import DONE, FAILED, Invocation, UsageError, table
from lazdesk.models import orders
from lazdesk.rules import buttons
from lazdesk.shop import Desk
from lazdesk.sync import actions
from lazdesk.sync.return_goods import Chosen, NothingToReturnError

COMMAND = "return-goods"


def run(call: Invocation) -> int:
    """One order, with SKU=N for a part of it; waits until it is confirmed, rejected or unknown."""
    numbers = [word for word in call.words.orders if "=" not in word]
    if len(numbers) != 1:
        raise UsageError(call.say("name_one_order"))
    arguments = {
        "shop": call.words.shop,
        "order": numbers[0],
        "quantities": _quantities(call),
        "location": call.words.location,
        "lost": call.words.lost,
    }
    status, document = holder.carry_out(call, COMMAND, press, arguments)
    call.answer(document, table(["order_number", "result", "reason"], document, call.language))
    return status


def _quantities(call: Invocation) -> dict[str, int] | None:
    """``SKU=N`` words. Raises UsageError for an N that is no number of pieces."""
    found: dict[str, int] = {}
    for word in call.words.orders:
        sku, equals, count = word.rpartition("=")
        if not equals:
            continue
        if not sku or not count.isdecimal() or not int(count):
            raise UsageError(call.say("bad_quantity", word=word))
        found[sku] = int(count)
    return found or None


def press(call: Invocation, opened: Desk, arguments: dict[str, Any]) -> tuple[int, Any]:
    """The button itself, in the process that holds the folder."""
    session = opened.session(opened.pick(arguments["shop"]))
    number = arguments["order"]
    with session.database.read() as connection:
        rows = orders.orders(connection, session.shop, [number])
    chosen = Chosen(arguments["quantities"], arguments["location"], arguments["lost"])
    try:
        if not rows:
            raise NothingToReturnError("no_such_order")
        clicked = actions.click_return_goods(session, rows[0].order_id, chosen)
    except NothingToReturnError as nothing:
        result, reason = actions.REJECTED, nothing.reason
    else:
        actions.run(session, {clicked})
        (found,) = actions.results(session, [clicked])
        result, reason = found.result, found.reason
    spoken = buttons.REASONS.get(reason)
    said = (spoken.en if call.language == "en" else spoken.vi) if spoken else reason
    document = [{"order_number": number, "result": result, "reason": said, "files": []}]
    return DONE if result == actions.CONFIRMED else FAILED, document
