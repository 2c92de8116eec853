"""Finds out which values somebody else wrote on Lazada, and raises the alarm (C7)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from lazdesk.models import cancels, drifts, pairs
from lazdesk.rules import cancel, drift, problems, stock
from lazdesk.sync import sending
from lazdesk.sync.session import Session
from lazdesk.sync.wanted import ANOTHER_WRITER, Change

# Lazada's clock on an order and ours on a read may differ by a little.
SLACK = timedelta(minutes=2)


def noticed(session: Session) -> list[Any]:
    """The moves that were not judged yet. They can be once the orders were polled after them."""
    with session.database.read() as connection:
        return drifts.moves(connection, session.shop)


def judge(session: Session, moves: Sequence[Any], differing: Sequence[Change]) -> bool:
    """What neither orders nor our own writes explain, and is not what it should be, was written by
    somebody else. Returns whether a SKU is contended by now: it must not be pushed any more."""
    expected = {(change.kind, change.sku_id): change.wanted for change in differing}
    contended = set[tuple[str, str]]()
    with session.database.write() as connection:
        for move in moves:
            key = (move.kind, move.sku_id)
            if key not in expected or _explains_itself(connection, move):
                continue
            drifts.remember(connection, move, expected[key])
            times = drifts.times(connection, session.shop, move.kind, move.sku_id)
            if drift.is_another_writer(times, session.now()):
                contended.add(key)
        drifts.forget_moves(connection, [move.id for move in moves])
    _raise_alarm(session, contended)
    return bool(contended)


def _explains_itself(connection: Any, move: Any) -> bool:
    sold, given_back = drifts.pieces(connection, move, SLACK, stock.UNPAID_HOLD)
    sent = drifts.sent_values(connection, move)
    since = move.before_at - cancel.ZEROED_WITHIN
    if move.kind == "quantity" and move.sku_id in cancels.zeroed_skus(connection, move.shop, since):
        sent.append(0)  # a cancel of the merchant's took it off sale (E2)
    return drift.is_explained(
        move.kind,
        move.before,
        move.after,
        sent=sent,
        sold=sold,
        given_back=given_back,
    )


def _raise_alarm(session: Session, contended: Collection[tuple[str, str]]) -> None:
    with session.database.read() as connection:
        names = pairs.names(connection, session.shop, session.org, {id_ for _, id_ in contended})
        counts = {
            key: len(drifts.times(connection, session.shop, *key)) for key in sorted(contended)
        }
    for (kind, sku_id), count in counts.items():
        params = {"sku": names[sku_id].seller_sku, "count": count}
        session.raise_problem(
            ANOTHER_WRITER,
            f"{drifts.WRITER_KIND}{kind}",
            sku_id,
            sending.title(names[sku_id]),
            problems.message(ANOTHER_WRITER, params),
        )
