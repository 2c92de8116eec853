"""The answer to a buyer's return, or to one who only wants his money (E4, D11).

Lazada alone is answered: money and goods are booked in Haravan once Lazada paid (D11), or by
*Hoàn trả đơn hàng*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lazdesk.models import ledger
from lazdesk.platforms.errors import MissingScope, OutcomeUnknown, Refused, Unauthorized
from lazdesk.platforms.lazada.reverses import ReturnAction
from lazdesk.rules import books, returns
from lazdesk.sync import pull_returns
from lazdesk.sync.clicks import Clicks, words
from lazdesk.sync.session import Session

KIND = "answer_return"


@dataclass(frozen=True)
class Answer:
    """What the merchant says to the return ``request``; a refusal needs one of Lazada's reasons
    and a comment."""

    request: str
    agree: bool
    reason_id: str = ""
    comment: str = ""

    def arguments(self) -> dict[str, Any]:
        """As the click keeps them."""
        return {
            "request": self.request,
            "agree": self.agree,
            "reason": self.reason_id,
            "comment": self.comment,
        }


def carry_out(clicks: Clicks) -> None:
    """One pass. Raises Unauthorized, MissingScope, and NotExecuted or Unavailable."""
    for order_id in list(clicks.open):
        lines = _lines(clicks, order_id)
        if why := _why_not(clicks, order_id, lines):
            clicks.reject([order_id], why)
            continue
        for call in _calls(clicks, order_id, lines):
            if order_id in clicks.open and not _send(clicks, order_id, call):
                break
        if order_id in clicks.open:
            _look(clicks, order_id, _lines(clicks, order_id))


def _lines(clicks: Clicks, order_id: str) -> list[Any]:
    """The lines of the return, read anew."""
    session: Session = clicks.session
    pull_returns.read_order(session, order_id)
    request = clicks.open[order_id].arguments["request"]
    with session.database.read() as connection:
        lines = ledger.reverse_lines(connection, session.shop, [order_id])[order_id]
    return [line for line in lines if line.reverse_order_id == request]


def _why_not(clicks: Clicks, order_id: str, lines: Sequence[Any]) -> str | None:
    if not lines:
        return "no_return_request"
    agree = clicks.open[order_id].arguments["agree"]
    first = lines[0]
    return returns.why_not(first.request_type, to_merchant=first.to_merchant, agree=agree)


def _calls(clicks: Clicks, order_id: str, lines: Sequence[Any]) -> list[tuple[str, ...]]:
    """The lines that go with each call: all at once, but refusals and refunds one by one (codes
    111, 133)."""
    told: Mapping[str, Any] = clicks.open[order_id].arguments
    waiting = tuple(line.line_id for line in lines if returns.is_waiting(line.status))
    if waiting and told["agree"] and books.is_return(lines[0].request_type):
        return [waiting]
    return [(line_id,) for line_id in waiting]


def _send(clicks: Clicks, order_id: str, line_ids: tuple[str, ...]) -> bool:
    """Gives the answer for these lines; False: the look comes first."""
    step = "+".join(line_ids)
    if clicks.open[order_id].step == step and not clicks.would_show(order_id):
        return False
    try:
        with clicks.sending([order_id], step):
            _call(clicks, order_id, line_ids)
    except OutcomeUnknown:
        return False
    except (Unauthorized, MissingScope):
        raise
    except Refused as refusal:
        if any(
            line.line_id in line_ids and returns.is_waiting(line.status)
            for line in _lines(clicks, order_id)
        ):
            clicks.reject([order_id], words(refusal))
        return False
    return True


def _call(clicks: Clicks, order_id: str, line_ids: tuple[str, ...]) -> None:
    told, lazada = clicks.open[order_id].arguments, clicks.session.lazada
    with clicks.session.database.read() as connection:
        lines = ledger.reverse_lines(connection, clicks.session.shop, [order_id])[order_id]
    kind = next(line.request_type for line in lines if line.line_id == line_ids[0])
    if not books.is_return(kind):
        lazada.agree_to_refund(told["request"], line_ids[0])
    elif told["agree"]:
        lazada.answer_return(told["request"], line_ids, ReturnAction.AGREE)
    else:
        lazada.answer_return(
            told["request"],
            line_ids,
            ReturnAction.REFUSE,
            reason_id=told["reason"],
            comment=told["comment"],
        )


def _look(clicks: Clicks, order_id: str, lines: Sequence[Any]) -> None:
    """Only what Lazada shows counts."""
    agree = clicks.open[order_id].arguments["agree"]
    if any(returns.is_waiting(line.status) for line in lines):
        clicks.look_again([order_id])
    elif all(returns.was_answered(line.status, agree=agree) for line in lines):
        clicks.confirm([order_id])
    else:
        clicks.reject([order_id], "request_over")
