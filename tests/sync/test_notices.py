"""What is told of a cycle to a merchant who is not looking."""

from __future__ import annotations

from collections import Counter

import pytest

from lazdesk import notices
from lazdesk.models.queries.standing import Standing
from lazdesk.notices import Look
from lazdesk.rules import problems
from lazdesk.rules.access import Urgency
from tests.sync import parcels
from tests.sync.practice import Practice

QUIET = Look(Standing(), Urgency.NONE)


def look(asking: str = "", urgency: Urgency = Urgency.NONE, **counts: int) -> Look:
    return Look(Standing(frozenset(asking.split()), Counter(counts)), urgency)


@pytest.mark.parametrize(
    ("before", "after", "imported", "told"),
    [
        (QUIET, QUIET, 0, []),
        (QUIET, QUIET, 3, ["3 đơn mới"]),
        (look("1 2"), look("2 3"), 0, ["1 đơn có người mua yêu cầu hủy"]),
        (look("1"), QUIET, 0, []),
        (QUIET, look(urgency=Urgency.WARNING), 0, ["sắp hết hạn"]),
        (look(urgency=Urgency.WARNING), look(urgency=Urgency.WARNING), 0, []),
        (look(urgency=Urgency.URGENT), look(urgency=Urgency.ENDED), 0, ["đã hết hạn"]),
        (look(UNLINKED_ORDER_LINE=1), look(UNLINKED_ORDER_LINE=3), 0, ["2 lỗi mới"]),
        (look(UNLINKED_ORDER_LINE=3), look(UNLINKED_ORDER_LINE=1), 0, []),
        (QUIET, look("1", Urgency.ENDED, UNLINKED_ORDER_LINE=1), 1, ["1 đơn", "1 đơn", "đã", "1"]),
    ],
)
def test_only_what_is_new_is_told(
    before: Look, after: Look, imported: int, told: list[str]
) -> None:
    lines = list(notices.news(before, after, imported, "vi"))
    assert len(lines) == len(told)
    assert all(words in line for words, line in zip(told, lines, strict=True))


def test_what_only_reminds_is_no_news() -> None:
    reminder = next(code for code in problems.CATALOGUE if not notices.blocks(code))
    after = Look(Standing(problems=Counter({reminder: 2})), Urgency.NONE)
    assert list(notices.news(QUIET, after, 0, "vi")) == []


def test_how_a_desk_stands_is_read_from_the_mirror(level: Practice) -> None:
    order = level.place_order()
    level.sync()
    before = notices.look(level.desk)
    assert before.standing.asking == frozenset()
    parcels.packs(level, order)
    level.shops.call(lambda world: world.lazada.buyer_cancels(order.order_id, ask=True))
    level.advance(1)
    level.cycle()
    after = notices.look(level.desk)
    assert after.standing.asking == {str(order.order_id)}
    (line,) = notices.news(before, after, 0, "en")
    assert "ask to cancel" in line
