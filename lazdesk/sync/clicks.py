"""The clicks of one kind on their way: what a kind of action is handed, and how it reports.

Every report is durable before the method returns, so that the work goes on where it stopped after a
crash at any point (E5, sync-engine.md §4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from lazdesk.models import actions, orders
from lazdesk.models.actions import CONFIRMED, EXPIRED, REJECTED, SENT, UNKNOWN, WAITING
from lazdesk.platforms.errors import (
    MissingScope,
    NotExecuted,
    OutcomeUnknown,
    Refused,
    Unauthorized,
)
from lazdesk.rules import status
from lazdesk.sync import pull_orders
from lazdesk.sync.session import Session

# Lazada's calls take twenty orders, packages or SKUs (lazada.md §7.1).
BATCH = 20
# Older than this the mirror is read anew before anything is sent (sync-engine.md §4).
FRESH = timedelta(seconds=30)
# Lazada takes a moment from accepting a request to showing it (lazada.md §12.14).
SHOWN_WITHIN = timedelta(seconds=60)
LOOK_EVERY = timedelta(seconds=3)
# What did not show by then is looked at again, ever more rarely.
PAUSES = tuple(timedelta(seconds=s) for s in (15, 30, 60, 120, 300))

HARAVAN = "haravan"  # the step of the second half


class ClickRefusedError(Exception):
    """The button has nothing to act on; ``reason`` is a key of ``buttons.REASONS``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Click:
    """One stored click as it stands."""

    id: str
    kind: str
    order_id: str
    arguments: Mapping[str, Any]
    asked_at: datetime
    state: str
    step: str
    attempts: int
    sent_at: datetime | None
    expires_at: datetime | None


def of(row: Any) -> Click:
    """The click of a row of the actions."""
    return Click(*(getattr(row, name) for name in Click.__dataclass_fields__))


class Clicks:
    """Clicks of one kind, at most one for an order; those that are over leave.

    What is still here after ``carry_out`` stays open and is met again in a later turn.
    """

    def __init__(self, session: Session, clicks: Sequence[Click]) -> None:
        self.session = session
        self.kind = clicks[0].kind
        self.open = {click.order_id: click for click in clicks}

    def at_lazada(self) -> list[str]:
        """The orders whose first half is not done yet."""
        return [id_ for id_, click in self.open.items() if click.state != WAITING]

    def at_haravan(self) -> list[str]:
        """The orders that Lazada is through with."""
        return [id_ for id_, click in self.open.items() if click.state == WAITING]

    # --- what a step sees -------------------------------------------------------------------------

    def orders(self) -> dict[str, Any]:
        """The orders' rows with their imports, by order id."""
        with self.session.database.read() as connection:
            rows = orders.orders(connection, self.session.shop, order_ids=list(self.open))
        return {row.order_id: row for row in rows}

    def units(
        self, order_ids: Collection[str] | None = None, *, anew: bool = False
    ) -> dict[str, list[Any]]:
        """The live units of these orders (all that Lazada is not through with), read again when the
        mirror is older than 30 s or than what was sent; ``anew``: in any case. An order that Lazada
        does not show is rejected."""
        rows = self.orders()
        asked = self.at_lazada() if order_ids is None else order_ids
        self._read([id_ for id_ in asked if anew or self._is_old(id_, rows[id_].items_read_at)])
        left = [id_ for id_ in asked if id_ in self.open]
        with self.session.database.read() as connection:
            found = orders.items(connection, self.session.shop, left)
        return {
            id_: [unit for unit in units if not status.is_canceled(unit.status)]
            for id_, units in found.items()
        }

    def _read(self, order_ids: Sequence[str]) -> None:
        if not order_ids:
            return
        try:
            pull_orders.read_items(self.session, order_ids)
        except (Unauthorized, MissingScope):
            raise
        except Refused as refusal:
            if len(order_ids) == 1:
                self.reject(order_ids, words(refusal))
                return
            for id_ in order_ids:  # refused as a whole: one of them may be at fault
                self._read([id_])

    def _is_old(self, order_id: str, read_at: datetime) -> bool:
        sent_at = self.open[order_id].sent_at
        return read_at < self.session.now() - FRESH or (sent_at is not None and read_at <= sent_at)

    def may_send(self, order_id: str, step: str) -> bool:
        """Whether the step's call may go out: one whose outcome is not known yet is looked for
        first, for as long as Lazada may take to show it."""
        click = self.open[order_id]
        return (
            click.step != step
            or click.sent_at is None
            or self.session.now() >= click.sent_at + SHOWN_WITHIN
        )

    def would_show(self, order_id: str) -> bool:
        """Whether what the click sent, at most once, shows by now or had no effect."""
        sent_at = self.open[order_id].sent_at
        return sent_at is None or self.session.now() >= sent_at + self.session.policy.outcome_after

    # --- reports ----------------------------------------------------------------------------------

    @contextmanager
    def sending(self, order_ids: Collection[str], step: str) -> Iterator[None]:
        """Around the one call of a step: marked before it leaves. What had provably no effect is
        unmarked, a lost answer is noted as unknown; the error goes on to the caller."""
        before = {id_: replace(self.open[id_]) for id_ in order_ids}
        attempts = max(click.attempts for click in before.values()) + 1
        now = self.session.now()
        self._change(order_ids, state=SENT, step=step, sent_at=now, attempts=attempts, answer=None)
        try:
            yield
        except (NotExecuted, Refused):
            for id_, was in before.items():
                self._change([id_], state=was.state, step=was.step, sent_at=was.sent_at)
            raise
        except OutcomeUnknown:
            self._not_known(order_ids, "unknown_outcome", LOOK_EVERY)
            raise

    def look_again(self, order_ids: Collection[str]) -> None:
        """Lazada does not show yet what was sent: soon again, and as unknown after a minute."""
        now = self.session.now()
        late = []
        for id_ in order_ids:
            sent_at = self.open[id_].sent_at
            if sent_at is None or now >= sent_at + SHOWN_WITHIN:
                late.append(id_)
        soon = [id_ for id_ in order_ids if id_ not in late]
        self._change(soon, next_at=now + LOOK_EVERY)
        self.unknown(late, "not_shown")

    def unknown(self, order_ids: Collection[str], answer: str) -> None:
        """Nobody knows yet what became of it: looked at again after a while."""
        for id_ in order_ids:
            self._not_known([id_], answer, self._pause(id_))

    def _not_known(self, order_ids: Collection[str], answer: str, pause: timedelta) -> None:
        next_at = self.session.now() + pause
        self._change(order_ids, state=UNKNOWN, answer=answer, next_at=next_at)

    def later(self, order_ids: Collection[str], answer: str) -> None:
        """The platform says that it did nothing and may be asked again."""
        for id_ in order_ids:
            next_at = self.session.now() + self._pause(id_)
            self._change([id_], sent_at=None, answer=answer, next_at=next_at)

    def half_done(self, order_ids: Collection[str]) -> None:
        """Lazada shows the effect; only Haravan's half is left, until it holds, too."""
        self._change(order_ids, state=WAITING, step=HARAVAN, sent_at=None, attempts=0)

    def wait(self, order_ids: Collection[str], answer: str) -> None:
        """Haravan's half does not hold yet."""
        for id_ in order_ids:
            next_at = self.session.now() + self._pause(id_)
            self._change([id_], answer=answer, next_at=next_at)

    def confirm(self, order_ids: Collection[str]) -> None:
        self._end(order_ids, CONFIRMED, "")

    def reject(self, order_ids: Collection[str], answer: str) -> None:
        """``answer`` is a key of ``buttons.REASONS`` or the platform's own words."""
        self._end(order_ids, REJECTED, answer)

    def expire(self, order_ids: Collection[str]) -> None:
        self._end(order_ids, EXPIRED, "expired")

    def _pause(self, order_id: str) -> timedelta:
        """Longer with every attempt; this one is counted."""
        attempts = self.open[order_id].attempts + 1
        self._change([order_id], attempts=attempts)
        return PAUSES[min(attempts, len(PAUSES)) - 1]

    def _change(self, order_ids: Collection[str], **values: Any) -> None:
        if not order_ids:
            return
        changed = {"next_at": None} | values
        with self.session.database.write() as connection:
            actions.change(connection, [self.open[id_].id for id_ in order_ids], **changed)
        for id_ in order_ids:
            for name, value in values.items():
                if name in Click.__dataclass_fields__:
                    setattr(self.open[id_], name, value)

    def _end(self, order_ids: Collection[str], state: str, answer: str) -> None:
        """The effect key is freed, so that a later click is a new one."""
        if not order_ids:
            return
        session, now = self.session, self.session.now()
        with session.database.write() as connection:
            ids = [self.open[id_].id for id_ in order_ids]
            actions.change(connection, ids, state=state, answer=answer, effect_key=None)
            orders.note(connection, session.shop, order_ids, f"{self.kind}_{state}", answer, now)
        for id_ in order_ids:
            del self.open[id_]


def words(refusal: Refused) -> str:
    """A platform's refusal as the merchant reads it."""
    return f"{refusal.code}: {refusal.message}"
