"""Bugs planted one at a time, each of which lets Lazada sell what is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from lazdesk.rules import stock
from lazdesk.sync import cycle, push
from lazdesk.sync.cycle import Outcome
from lazdesk.sync.session import Session

_poll_orders, _import = cycle._poll_orders, cycle._import
_push, _poll_again = push.push, push._poll_again


def _nobody(*_: object) -> Counter[str]:
    return Counter()


def _not_now(*_: object) -> None:
    pass


def _still_fresh(_: Session) -> bool:
    return True


def _fresh_regardless(session: Session) -> bool:
    _poll_again(session)
    return True


def _poll_and_import(session: Session, outcome: Outcome) -> None:
    _poll_orders(session, outcome)
    _import(session, outcome)


def _push_regardless(session: Session, *, consent: bool, **_: object) -> Any:
    return _push(session, consent=consent, orders_fresh=True)


# What each of them replaces, by the rule it breaks.
PLANTED: dict[str, tuple[tuple[Any, str, Any], ...]] = {
    "u": ((stock, "unheld", _nobody),),
    "w": ((stock, "withheld", _nobody),),
    "C5": (  # pushed first, polled afterwards
        (cycle, "_poll_orders", _not_now),
        (cycle, "_import", _poll_and_import),
        (push, "_poll_again", _still_fresh),
    ),
    "C5-failed": (  # a poll that failed stops nothing
        (push, "push", _push_regardless),
        (push, "_poll_again", _fresh_regardless),
    ),
    "C5-again": ((push, "_poll_again", _still_fresh),),  # polled once, before reading the SKUs
}


@contextmanager
def planted(name: str) -> Iterator[None]:
    with ExitStack() as stack:
        for target, attribute, replacement in PLANTED[name]:
            stack.enter_context(patch.object(target, attribute, replacement))
        yield
