"""The desk's own rows: connected shops, settings, cursors, problems, handed-over commands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lazdesk.models import solved, tables
from lazdesk.models.database import upsert

Row = sa.Row[Any]


def save_shop(connection: sa.Connection, row: Mapping[str, Any]) -> None:
    """Adds a Lazada shop or renews a known one; links, settings and history stay (A5)."""
    upsert(connection, tables.shops, [row], keep=["connected_at"])


def shops(connection: sa.Connection) -> list[Row]:
    return list(connection.execute(sa.select(tables.shops).order_by(tables.shops.c.connected_at)))


def shop_name(connection: sa.Connection, seller_id: str) -> str:
    """What the shop calls itself on Lazada; its id when it is not known."""
    table = tables.shops
    name = connection.scalar(sa.select(table.c.name).where(table.c.seller_id == seller_id))
    return name or seller_id


def forget_shop(connection: sa.Connection, seller_id: str, ref_prefix: str) -> None:
    """Deletes every row of a shop (A6); ``ref_prefix`` begins the refs of its orders. With the last
    shop Haravan's mirror goes too."""
    for table in tables.metadata.sorted_tables:
        if "shop" in table.c:
            connection.execute(sa.delete(table).where(table.c.shop == seller_id))
    connection.execute(sa.delete(tables.shops).where(tables.shops.c.seller_id == seller_id))
    ref = tables.haravan_orders.c.ref
    connection.execute(
        sa.delete(tables.haravan_orders).where(ref.startswith(ref_prefix, autoescape=True))
    )
    known = haravan(connection)
    if known is None or shops(connection):
        return
    for table in tables.metadata.sorted_tables:
        if "org" in table.c and table is not tables.haravan_shops:
            connection.execute(sa.delete(table).where(table.c.org == known.org))
    connection.execute(sa.delete(tables.cursors).where(tables.cursors.c.shop == known.org))


def change_shop(connection: sa.Connection, seller_id: str, **values: Any) -> None:
    connection.execute(
        sa.update(tables.shops).where(tables.shops.c.seller_id == seller_id).values(**values)
    )


def save_haravan(connection: sa.Connection, row: Mapping[str, Any]) -> None:
    upsert(connection, tables.haravan_shops, [row], keep=["connected_at"])


def haravan(connection: sa.Connection) -> Row | None:
    """The one Haravan shop of this desk, connected or not."""
    return connection.execute(sa.select(tables.haravan_shops)).first()


def disconnect_haravan(connection: sa.Connection) -> None:
    connection.execute(sa.update(tables.haravan_shops).values(connected=False))


def settings(connection: sa.Connection, shop: str) -> dict[str, str]:
    """What was set for ``shop``, and before any shop was connected (shop ``""``)."""
    rows = connection.execute(
        sa.select(tables.settings)
        .where(tables.settings.c.shop.in_(["", shop]))
        .order_by(tables.settings.c.shop)
    )
    return {row.key: row.value for row in rows}


def set_setting(connection: sa.Connection, shop: str, key: str, value: str) -> None:
    upsert(connection, tables.settings, [{"shop": shop, "key": key, "value": value}])


def cursor(connection: sa.Connection, shop: str, stream: str) -> str | None:
    return connection.scalar(
        sa.select(tables.cursors.c.value).where(
            tables.cursors.c.shop == shop, tables.cursors.c.stream == stream
        )
    )


def set_cursor(connection: sa.Connection, shop: str, stream: str, value: str) -> None:
    upsert(connection, tables.cursors, [{"shop": shop, "stream": stream, "value": value}])


def forget_cursor(connection: sa.Connection, shop: str, stream: str) -> None:
    table = tables.cursors
    connection.execute(sa.delete(table).where(table.c.shop == shop, table.c.stream == stream))


def time_cursor(connection: sa.Connection, shop: str, stream: str) -> datetime | None:
    text = cursor(connection, shop, stream)
    return None if text is None else datetime.fromisoformat(text)


def set_time_cursor(connection: sa.Connection, shop: str, stream: str, value: datetime) -> None:
    set_cursor(connection, shop, stream, value.isoformat())


# --- problems (F) ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: ``code`` is explained by ``rules.problems``."""

    code: str
    kind: str  # product, sku, order, connection
    object: str  # its id; with code and kind the problem's identity
    title: str  # how the merchant knows the object
    message: str  # the platform's own words, or ours in the platform's style
    platform_code: str = ""  # of a platform's refusal, with
    request_id: str = ""  # what its support finds the call by


def raise_problem(connection: sa.Connection, shop: str, problem: Problem, now: datetime) -> bool:
    """Notes the problem; one already known is counted up. True when it is new."""
    table = tables.problems
    identity = (
        (table.c.shop == shop)
        & (table.c.code == problem.code)
        & (table.c.kind == problem.kind)
        & (table.c.object == problem.object)
    )
    known = connection.execute(
        sa.update(table)
        .where(identity)
        .values(
            count=table.c.count + 1,
            last_seen=now,
            message=problem.message,
            title=problem.title,
            platform_code=problem.platform_code,
            request_id=problem.request_id,
        )
    )
    if known.rowcount:
        return False
    connection.execute(
        sa.insert(table).values(
            shop=shop,
            code=problem.code,
            kind=problem.kind,
            object=problem.object,
            title=problem.title,
            message=problem.message,
            since=now,
            last_seen=now,
            count=1,
            platform_code=problem.platform_code,
            request_id=problem.request_id,
        )
    )
    solved.come_back(
        connection, shop=shop, code=problem.code, kind=problem.kind, object=problem.object
    )
    return True


def clear_problems(
    connection: sa.Connection,
    shop: str,
    kind: str,
    objects: Collection[str],
    now: datetime,
    *codes: str,
) -> None:
    """The problems whose cause is gone are over (B5); without ``codes`` all of these objects'."""
    table = tables.problems
    chosen = (table.c.kind == kind) & table.c.object.in_(list(objects))
    solved.move(connection, shop, chosen & table.c.code.in_(codes) if codes else chosen, now)


def replace_problems(
    connection: sa.Connection,
    shop: str,
    codes: Iterable[str],
    current: Iterable[Problem],
    now: datetime,
) -> int:
    """Makes the problems of these codes exactly ``current``. Returns how many are new."""
    standing = list(current)
    wanted = {(problem.code, problem.kind, problem.object) for problem in standing}
    table = tables.problems
    for row in connection.execute(
        sa.select(table).where(table.c.shop == shop, table.c.code.in_(list(codes)))
    ).all():
        if (row.code, row.kind, row.object) not in wanted:
            solved.move(connection, shop, table.c.id == row.id, now)
    return sum(raise_problem(connection, shop, problem, now) for problem in standing)


def has_problem(connection: sa.Connection, shop: str, code: str) -> bool:
    """Whether a problem of this code stands, ignored or not."""
    table = tables.problems
    found = sa.select(table.c.id).where(table.c.shop == shop, table.c.code == code)
    return connection.execute(found).first() is not None


def problems(connection: sa.Connection, shop: str) -> list[Row]:
    table = tables.problems
    return list(
        connection.execute(
            sa.select(table).where(table.c.shop.in_(["", shop])).order_by(table.c.id)
        )
    )


def objects_with_problems(connection: sa.Connection, shop: str, kind: str) -> list[str]:
    """The objects of ``kind`` that have a problem; there may be thousands of other kinds."""
    table = tables.problems
    chosen = sa.select(table.c.object).where(table.c.shop == shop, table.c.kind == kind)
    return list(connection.scalars(chosen))


def problems_of_kind(connection: sa.Connection, shop: str, kind: str) -> list[Row]:
    table = tables.problems
    return list(
        connection.execute(sa.select(table).where(table.c.shop == shop, table.c.kind == kind))
    )


def problems_of_code(connection: sa.Connection, shop: str, code: str) -> list[Row]:
    table = tables.problems
    return list(
        connection.execute(sa.select(table).where(table.c.shop == shop, table.c.code == code))
    )


def ignore_problem(
    connection: sa.Connection, shop: str, problem_id: int, reason: str | None
) -> bool:
    """Takes it out of the list and the counts until it is over, for the merchant's ``reason``."""
    return _set_ignored(connection, shop, problem_id, ignored=True, reason=reason)


def heed_problem(connection: sa.Connection, shop: str, problem_id: int) -> bool:
    """It is ignored no longer."""
    return _set_ignored(connection, shop, problem_id, ignored=False, reason=None)


def _set_ignored(connection: sa.Connection, shop: str, problem_id: int, **how: Any) -> bool:
    table = tables.problems
    mine = table.c.shop.in_(["", shop]) & (table.c.id == problem_id)
    return bool(connection.execute(sa.update(table).where(mine).values(**how)).rowcount)


# --- commands handed over to the process that holds the folder ------------------------------------


def ask(
    connection: sa.Connection, request_id: str, command: str, arguments: object, now: datetime
) -> None:
    connection.execute(
        sa.insert(tables.requests).values(
            id=request_id, command=command, arguments=arguments, asked_at=now, state="asked"
        )
    )


def waiting_request(connection: sa.Connection, commands: Collection[str]) -> Row | None:
    """The oldest of these commands that waits, None when none does."""
    table = tables.requests
    return connection.execute(
        sa.select(table)
        .where(table.c.state == "asked", table.c.command.in_(list(commands)))
        .order_by(table.c.asked_at)
    ).first()


def take_request(connection: sa.Connection, request_id: str) -> bool:
    """Takes a command that waits: it is then this thread's to answer, unless another was first."""
    table = tables.requests
    taken = connection.execute(
        sa.update(table)
        .where(table.c.id == request_id, table.c.state == "asked")
        .values(state="taken")
    )
    return bool(taken.rowcount)


def answer_request(
    connection: sa.Connection, request_id: str, exit_code: int, answer: object
) -> None:
    table = tables.requests
    connection.execute(
        sa.update(table)
        .where(table.c.id == request_id)
        .values(state="answered", exit_code=exit_code, answer=answer)
    )


def take_answer(connection: sa.Connection, request_id: str) -> Row | None:
    """The answer, removed from the table; None while there is none."""
    table = tables.requests
    row = connection.execute(
        sa.select(table).where(table.c.id == request_id, table.c.state == "answered")
    ).first()
    if row is not None:
        connection.execute(sa.delete(table).where(table.c.id == request_id))
    return row


def withdraw_request(connection: sa.Connection, request_id: str) -> None:
    connection.execute(sa.delete(tables.requests).where(tables.requests.c.id == request_id))
