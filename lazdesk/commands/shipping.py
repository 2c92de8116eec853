"""``orders pack`` and ``orders ready-to-ship`` (E1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lazdesk.commands.invocation import Invocation
from lazdesk.commands.press import Button
from lazdesk.sync import actions, packing, ready_to_ship
from lazdesk.sync.session import Session


def pack(call: Invocation) -> int:
    return PACK.run(call, call.words.orders)


def make_ready(call: Invocation) -> int:
    return READY_TO_SHIP.run(call, call.words.orders)


def _click_pack(session: Session, row: Any, _said: Mapping[str, Any]) -> str:
    return actions.click(session, packing.KIND, row.order_id)


def _click_ready_to_ship(session: Session, row: Any, _said: Mapping[str, Any]) -> str:
    return actions.click(session, ready_to_ship.KIND, row.order_id)


PACK = Button("pack", _click_pack)
READY_TO_SHIP = Button("ready-to-ship", _click_ready_to_ship)
