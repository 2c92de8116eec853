"""What the buttons of orders do (E, D11): clicks, by the action thread and with its own cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from lazdesk.rules import buttons
from lazdesk.sync import actions
from lazdesk.sync.session import Session
from lazdesk.views import answers, wishes
from lazdesk.views.answers import Answer

Click = Callable[[Session, Any, str], Iterable[Answer]]


def ready_to_ship(session: Session, wish: wishes.ReadyToShip, language: str) -> Iterable[Answer]:
    """E1."""
    clicked = actions.click_ready_to_ship(session, wish.order_ids)
    actions.see_through(session, clicked)
    yield answers.OrderResults("ready_to_ship", results(session, wish.order_ids, clicked, language))


def results(
    session: Session, order_ids: Sequence[str], clicked: Sequence[str], language: str
) -> tuple[answers.OrderResult, ...]:
    """How the actions ``clicked`` on these orders stand, in the merchant's words (E5)."""
    return tuple(
        answers.OrderResult(
            order_id, said.order_number, said.result, buttons.reason(said.reason, language)
        )
        for order_id, said in zip(order_ids, actions.results(session, clicked), strict=True)
    )


CLICKS: Mapping[type, Click] = MappingProxyType({wishes.ReadyToShip: ready_to_ship})
"""Which function does which click."""
