"""The answer to a buyer who asks to cancel (E4): bound to the request it was given for.

What Lazada shows counts. Haravan follows when the units are canceled (D10), as for every cancel
that the seller did not begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lazdesk.models import actions, orders
from lazdesk.platforms.errors import MissingScope, OutcomeUnknown, Refused, Unauthorized
from lazdesk.rules import status
from lazdesk.sync.clicks import Clicks, words

KIND = "answer_cancel"


def arguments(*, agree: bool, request: str | None = None) -> dict[str, Any]:
    """As the click keeps them; no ``request``: all that wait when it is sent."""
    return {"agree": agree, "requests": None if request is None else [request], "units": None}


def carry_out(clicks: Clicks) -> None:
    """One pass. Raises Unauthorized, MissingScope, and NotExecuted or Unavailable."""
    clicks.units(anew=True)
    _fix(clicks)
    sent = [_answer(clicks, order_id) for order_id in list(clicks.open)]
    if any(sent):
        clicks.units(anew=True)
    for order_id in list(clicks.open):
        _look(clicks, order_id)


def _units(clicks: Clicks, order_id: str) -> list[Any]:
    """All units of the order, canceled ones too."""
    session = clicks.session
    with session.database.read() as connection:
        return orders.items(connection, session.shop, [order_id])[order_id]


def _waiting(units: Sequence[Any]) -> dict[str, list[str]]:
    """The units that wait for an answer, by request."""
    found: dict[str, list[str]] = {}
    for unit in units:
        is_live = not status.is_canceled(unit.status)
        if is_live and unit.cancel_asked and unit.reverse_order_id:
            found.setdefault(unit.reverse_order_id, []).append(unit.order_item_id)
    return found


def _fix(clicks: Clicks) -> None:
    """Binds each click to the requests and units it answers, durable before anything is sent."""
    for order_id, click in list(clicks.open.items()):
        if click.arguments["units"] is not None:
            continue
        waiting = _waiting(_units(clicks, order_id))
        asked = click.arguments["requests"]
        requests = [id_ for id_ in waiting if asked is None or id_ in asked]
        if not requests:
            clicks.reject([order_id], "no_cancel_request")
            continue
        units = [unit_id for id_ in requests for unit_id in waiting[id_]]
        told = {**click.arguments, "requests": requests, "units": units}
        with clicks.session.database.write() as connection:
            actions.change(connection, [click.id], arguments=told)
        click.arguments = told


def _answer(clicks: Clicks, order_id: str) -> bool:
    """Answers what still waits; returns whether anything was sent."""
    click = clicks.open[order_id]
    waiting = _waiting(_units(clicks, order_id))
    sent = False
    for request in click.arguments["requests"]:
        if request not in waiting or not _may_send(clicks, order_id, request):
            continue
        sent = True
        try:
            with clicks.sending([order_id], request):
                clicks.session.lazada.answer_cancel(request, agree=click.arguments["agree"])
        except OutcomeUnknown:
            return True  # the look tells
        except (Unauthorized, MissingScope):
            raise
        except Refused as refusal:
            clicks.units(anew=True)
            if request in _waiting(_units(clicks, order_id)):
                clicks.reject([order_id], words(refusal))
                return True
    return sent


def _may_send(clicks: Clicks, order_id: str, request: str) -> bool:
    """An answer whose outcome is not known is given again once the first would show: D + L."""
    return clicks.open[order_id].step != request or clicks.would_show(order_id)


def _look(clicks: Clicks, order_id: str) -> None:
    """Agreed: canceled or about to be. Refused: the units go on. Else Lazada, or the buyer, was
    quicker with another answer."""
    click = clicks.open[order_id]
    units = [u for u in _units(clicks, order_id) if u.order_item_id in click.arguments["units"]]
    if set(click.arguments["requests"]) & _waiting(units).keys():
        clicks.look_again([order_id])
        return
    gone = [unit.cancel_pending or status.is_canceled(unit.status) for unit in units]
    if all(gone) if click.arguments["agree"] else not any(gone):
        clicks.confirm([order_id])
    else:
        clicks.reject([order_id], "request_over")
