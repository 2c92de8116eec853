"""One turn of everything, in C5's order, with the one policy for errors.

goods → link → stock → Lazada orders → push → import → clicks → statuses → read back. A side that
cannot be reached, or that refuses the access, ends what depends on it and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lazdesk.models import desk, orders
from lazdesk.platforms.errors import PlatformError, WritesStopped
from lazdesk.platforms.limits import Lane
from lazdesk.sync import (
    actions,
    connection_problems,
    follow_orders,
    import_orders,
    label_store,
    link_goods,
    pull_goods,
    pull_orders,
    pull_returns,
    pull_stock,
    push,
    wanted,
)
from lazdesk.sync.session import Session

ASKING = (wanted.PREVIEW, wanted.CHANGED, wanted.PRICE_GUARD, wanted.ZERO_STOCK_GUARD)


@dataclass
class Outcome:
    """What one cycle did; ``stopped`` are the faults that ended a step, worst for its side."""

    pulled: dict[str, int] = field(default_factory=dict)
    imported: int = 0
    pushed: int = 0
    followed: int = 0
    waiting: list[str] = field(default_factory=list)  # numbers of orders on their way in (D2)
    held: list[wanted.Change] = field(default_factory=list)
    failed: int = 0
    stopped: list[PlatformError] = field(default_factory=list)

    @property
    def asking(self) -> int:
        """How many of the changes held wait for the merchant's consent (C1, C9): it does not help
        one that is locked, rests, or lacks a warehouse."""
        return sum(change.held in ASKING for change in self.held)


def run_cycle(session: Session, *, consent: bool = False) -> Outcome:
    """Runs one cycle; with ``consent`` previews and guards are agreed to beforehand (C1, C9).

    Raises Cancelled and DatabaseError; platforms' faults are in the outcome.
    """
    outcome = Outcome()
    turn = _Turn(session, outcome)
    if session.lazada.clock_offset is None:
        # The first answer tells the server's time; nothing is stamped before it is known (A8).
        turn.step("clock", lambda: _hear_the_time(session))
    began = session.now()
    goods_known = turn.step("goods", lambda: _pull_goods(session, outcome))
    if goods_known:
        link_goods.link_goods(session)
    stock_known = goods_known and turn.step("stock", lambda: pull_stock.refresh_stock(session))
    orders_known = turn.step("orders", lambda: _poll_orders(session, outcome))
    if stock_known:
        turn.step(
            "push", lambda: _push(session, outcome, consent=consent, orders_fresh=orders_known)
        )
    ordering = session.in_lane(Lane.ORDERS)
    if orders_known:
        turn.step("import", lambda: _import(ordering, outcome))
    turn.step("clicks", lambda: actions.run(session))
    turn.step("statuses", lambda: _follow(ordering, outcome))
    turn.step("read_back", lambda: push.read_back(session, began))
    _finish(session, outcome)
    return outcome


def import_now(session: Session, outcome: Outcome) -> None:
    """One turn of the import protocol alone."""
    _Turn(session, outcome).step("import", lambda: _import(session.in_lane(Lane.ORDERS), outcome))


def wait_for_imports(session: Session, outcome: Outcome) -> None:
    """Goes on until no import waits or is unknown, and the statuses of what came in are followed.

    Only the protocol's own turns are repeated, not the whole cycle.
    """
    turn = _Turn(session, outcome)
    ordering = session.in_lane(Lane.ORDERS)
    while session.policy.writes and (due := import_orders.next_due(session)) is not None:
        pause = (due - session.now()).total_seconds()
        session.progress("waiting", 0)
        session.clock.sleep(max(pause, 0.05), session.cancel)
        if not turn.step("import", lambda: _import(ordering, outcome)):
            break
    turn.step("clicks", lambda: actions.run(session))
    turn.step("statuses", lambda: _follow(ordering, outcome))
    _finish(session, outcome)


@dataclass
class _Turn:
    """The one error policy: a platform's fault ends its step and is kept, once."""

    session: Session
    outcome: Outcome

    def step(self, name: str, work: Callable[[], None]) -> bool:
        self.session.progress(name, 0)
        try:
            work()
        except WritesStopped:
            return False  # as the merchant wished: no fault (C10)
        except PlatformError as error:
            self.outcome.stopped.append(error)
            return False
        return True


def _hear_the_time(session: Session) -> None:
    session.lazada.seller()


def _pull_goods(session: Session, outcome: Outcome) -> None:
    pull_goods.pull_locations(session)
    outcome.pulled["haravan_products"] = pull_goods.pull_haravan_products(session)
    outcome.pulled["lazada_products"] = pull_goods.pull_lazada_products(session)


def _poll_orders(session: Session, outcome: Outcome) -> None:
    changed = pull_orders.poll_lazada_orders(session)
    changed += pull_orders.reread_open_orders(session)
    outcome.pulled["lazada_orders"] = changed
    outcome.pulled["lazada_returns"] = pull_returns.poll_returns(session)
    outcome.pulled["haravan_orders"] = pull_orders.poll_haravan_orders(session)


def _push(session: Session, outcome: Outcome, *, consent: bool, orders_fresh: bool) -> None:
    outcome.held, outcome.pushed = push.push(session, consent=consent, orders_fresh=orders_fresh)


def _import(session: Session, outcome: Outcome) -> None:
    outcome.imported += import_orders.import_orders(session)


def _follow(session: Session, outcome: Outcome) -> None:
    outcome.followed += follow_orders.follow_orders(session)


def _finish(session: Session, outcome: Outcome) -> None:
    connection_problems.note(session, outcome.stopped)
    with session.database.write() as connection:
        states = (orders.READY, orders.INTENT, orders.UNKNOWN, orders.CREATED)
        outcome.waiting = [
            row.order_number for row in orders.in_import(connection, session.shop, *states)
        ]
        if not outcome.stopped:
            desk.change_shop(connection, session.shop, last_sync_at=session.now())
    outcome.failed = session.new_problems.total() + len(outcome.stopped)
    label_store.drop_old(
        session.database,
        session.shop,
        session.labels,
        session.policy.retention_days,
        session.now(),
    )
