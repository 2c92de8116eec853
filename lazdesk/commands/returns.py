"""``orders return-goods``: **Hoàn trả đơn hàng** from the terminal (D11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lazdesk.commands.invocation import Invocation, UsageError
from lazdesk.commands.press import Button
from lazdesk.sync import actions
from lazdesk.sync.return_goods import Chosen
from lazdesk.sync.session import Session


def run(call: Invocation) -> int:
    """One order, with SKU=N for a part of it; waits until it is confirmed, rejected or unknown."""
    numbers = [word for word in call.words.orders if "=" not in word]
    if len(numbers) != 1:
        raise UsageError(call.say("name_one_order"))
    words = call.words
    return BUTTON.run(
        call, numbers, quantities=_quantities(call), location=words.location, lost=words.lost
    )


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


def _click(session: Session, row: Any, said: Mapping[str, Any]) -> str:
    chosen = Chosen(said["quantities"], said["location"], said["lost"])
    return actions.click_return_goods(session, row.order_id, chosen)


BUTTON = Button("return-goods", _click)
