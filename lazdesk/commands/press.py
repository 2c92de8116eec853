"""A button of group E from the terminal: pressed on orders by number, one result for each (E5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lazdesk.commands import holder
from lazdesk.commands.invocation import DONE, FAILED, Invocation, UsageError, table
from lazdesk.models import orders
from lazdesk.rules import buttons
from lazdesk.shop import Desk
from lazdesk.sync import actions
from lazdesk.sync.actions import Result
from lazdesk.sync.clicks import ClickRefusedError
from lazdesk.sync.session import Session

HEADS = ["order_number", "result", "reason"]


@dataclass(frozen=True)
class Button:
    """What ``orders COMMAND ORDER …`` presses.

    ``click`` stores the click on one order of the mirror, with what the words said, and returns the
    action's id; it raises ClickRefusedError when there is nothing to press.
    """

    command: str
    click: Callable[[Session, Any, Mapping[str, Any]], str]

    def run(self, call: Invocation, numbers: list[str], **said: Any) -> int:
        """Presses it here or, while another process holds the folder, there; prints the results.

        ``said``: what the words chose, as JSON. Raises UsageError without an order.
        """
        status, document = self.results(call, numbers, **said)
        call.answer(document, table(HEADS, document, call.language))
        return status

    def results(
        self, call: Invocation, numbers: list[str], **said: Any
    ) -> tuple[int, list[dict[str, Any]]]:
        """The same without printing."""
        if not numbers:
            raise UsageError(call.say("name_an_order"))
        arguments = {"shop": call.words.shop, "orders": list(dict.fromkeys(numbers)), "said": said}
        return holder.carry_out(call, self.command, self.press, arguments)

    def press(
        self, call: Invocation, opened: Desk, arguments: dict[str, Any]
    ) -> tuple[int, list[dict[str, Any]]]:
        """In the process that holds the folder: waits until each is confirmed, rejected or
        unknown."""
        session = opened.session(opened.pick(arguments["shop"])).with_cancel(call.cancel)
        numbers = arguments["orders"]
        with session.database.read() as connection:
            found = orders.orders(connection, session.shop, numbers)
        rows = {row.order_number: row for row in found}
        clicked: dict[str, str] = {}
        refused: dict[str, Result] = {}
        for number in numbers:
            try:
                if number not in rows:
                    raise ClickRefusedError("no_such_order")
                clicked[number] = self.click(session, rows[number], arguments["said"])
            except ClickRefusedError as nothing:
                refused[number] = Result(number, actions.REJECTED, nothing.reason)
        actions.see_through(session, list(clicked.values()))
        ended = actions.results(session, list(clicked.values()))
        results = dict(zip(clicked, ended, strict=True)) | refused
        document = [_document(results[number], call.language) for number in numbers]
        confirmed = all(row["result"] == actions.CONFIRMED for row in document)
        return DONE if confirmed else FAILED, document


def _document(result: Result, language: str) -> dict[str, Any]:
    return {
        "order_number": result.order_number,
        "result": result.result,
        "reason": buttons.reason(result.reason, language),
        "files": list(result.files),
    }
