"""The preview: what would change on Lazada, kept as it was shown, so that the merchant's consent is
to exactly that (C1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from lazdesk.models import consents, desk
from lazdesk.rules import risk
from lazdesk.sync import wanted
from lazdesk.sync.session import Session

CURSOR = "preview"
AT_ONCE = 500  # rows of one write


class PreviewReplacedError(Exception):
    """A preview that is no longer the one shown last cannot be agreed to."""


def make(session: Session) -> str:
    """Plans with the session's settings and keeps every value that would be agreed to: what would
    change, and what would stay of links whose first push is not done. Returns the preview's id."""
    id_ = session.new_id()
    with session.database.write() as connection:
        desk.forget_cursor(connection, session.shop, CURSOR)
        consents.clear_preview(connection, session.shop)
    changes: list[wanted.Change] = []
    for found in wanted.look(session):
        changes += [each for each in found if isinstance(each, wanted.Change)]
        _keep(session, id_, [each for each in found if isinstance(each, wanted.Level)])
    changes = wanted.in_turn(session, changes)
    for start in range(0, len(changes), AT_ONCE):
        _keep(session, id_, changes[start : start + AT_ONCE])
    with session.database.write() as connection:
        desk.set_cursor(connection, session.shop, CURSOR, id_)
    return id_


def with_both_switches(session: Session) -> Session:
    """The session as it would be with price and quantity switched on."""
    return replace(session, policy=replace(session.policy, push_price=True, push_quantity=True))


def latest(session: Session) -> str | None:
    """The preview that was made last, if it is still there."""
    with session.database.read() as connection:
        return desk.cursor(connection, session.shop, CURSOR)


def shown(session: Session, preview: str, kind: str) -> dict[str, tuple[int, int | None]]:
    """The values of ``kind`` the preview showed, and those it showed no change of, by SKU id."""
    with session.database.read() as connection:
        rows = consents.previewed(connection, session.shop, preview, kind)
        return {row.sku_id: (row.wanted, row.sale_price) for row in rows}


def agree(session: Session, preview: str, kinds: Collection[str]) -> None:
    """The merchant confirmed exactly what this preview shows of these kinds.

    Raises PreviewReplacedError when another preview took its place.
    """
    with session.database.write() as connection:
        if desk.cursor(connection, session.shop, CURSOR) != preview:
            raise PreviewReplacedError
        consents.agree(connection, session.shop, preview, kinds)


def _keep(session: Session, preview: str, found: Sequence[wanted.Change | wanted.Level]) -> None:
    with session.database.write() as connection:
        consents.add_to_preview(connection, list(_rows(session, preview, found)))


def _rows(
    session: Session, preview: str, found: Iterable[wanted.Change | wanted.Level]
) -> Iterable[dict[str, Any]]:
    for each in found:
        row: dict[str, Any] = {
            "shop": session.shop,
            "kind": each.kind,
            "sku_id": each.sku_id,
            "variant_id": each.variant_id,
            "preview": preview,
            "sale_price": each.sale_price,
            "inputs": each.why.inputs(),
        }
        if isinstance(each, wanted.Change):
            row |= {
                "now": each.now,
                "wanted": each.wanted,
                "risk": int(risk.of(each.kind, each.now, each.wanted, each.sale_price)),
                "held": each.held,
            }
        else:
            row |= {"now": each.value, "wanted": each.value, "risk": None, "held": None}
        yield row
