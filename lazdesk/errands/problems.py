"""What is done with problems (F)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lazdesk.errands.errand import Errand
from lazdesk.models import desk as stored
from lazdesk.models import orders
from lazdesk.shop import Desk
from lazdesk.sync import actions, late_links
from lazdesk.views import answers, problem_wishes
from lazdesk.views.answers import Answer


def retry_problems(
    desk: Desk, wish: problem_wishes.RetryProblems, _language: str
) -> Iterable[Answer]:
    ids = {int(id_) for id_ in wish.problem_ids}
    with desk.database.write() as connection:
        rows = [row for row in stored.problems(connection, wish.shop) if row.id in ids]
        for row in rows:
            orders.try_again(connection, wish.shop, row.kind, row.object, desk.clock.now())
    session = desk.session(wish.shop, online=False)
    for row in rows:
        if row.kind == late_links.KIND:
            actions.click_take_stock(session, row.object)
    yield answers.Done("retry_problems")


def ignore_problems(
    desk: Desk, wish: problem_wishes.IgnoreProblems, _language: str
) -> Iterable[Answer]:
    with desk.database.write() as connection:
        for id_ in wish.problem_ids:
            stored.ignore_problem(connection, wish.shop, int(id_), wish.reason)
    yield answers.Done("ignore_problems")


def heed_problems(
    desk: Desk, wish: problem_wishes.HeedProblems, _language: str
) -> Iterable[Answer]:
    with desk.database.write() as connection:
        for id_ in wish.problem_ids:
            stored.heed_problem(connection, wish.shop, int(id_))
    yield answers.Done("heed_problems")


ERRANDS: Mapping[type, Errand] = MappingProxyType(
    {
        problem_wishes.RetryProblems: retry_problems,
        problem_wishes.IgnoreProblems: ignore_problems,
        problem_wishes.HeedProblems: heed_problems,
    }
)
