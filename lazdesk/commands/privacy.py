"""``forget-buyer``: a buyer asked that his data be deleted (G3)."""

from __future__ import annotations

from typing import Any

from lazdesk import forgetting
from lazdesk.commands import holder
from lazdesk.commands.invocation import DONE, Invocation
from lazdesk.shop import Desk

COMMAND = "forget-buyer"


def forget_buyer(call: Invocation) -> int:
    arguments = {"shop": call.words.shop, "order": call.words.order}
    status, document = holder.carry_out(call, COMMAND, forget, arguments)
    call.answer(document, [call.say("buyer_forgotten", number=call.words.order)])
    return status


def forget(
    _call: Invocation, opened: Desk, arguments: dict[str, Any]
) -> tuple[int, dict[str, Any]]:
    """The work itself, in the process that holds the folder."""
    forgetting.forget_buyer(opened, opened.pick(arguments["shop"]), arguments["order"])
    return DONE, {"order_number": arguments["order"], "forgotten": True}
