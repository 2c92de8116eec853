"""`reconcile` beside the demo's own comparison: on its day of every case neither finds anything.

The demo's comparison is the referee: its rules were read and written a second time, and it sees the
shops' inner state; `reconcile` works by LazDesk's own rules, over the platforms' doors.
"""

from __future__ import annotations

from argparse import Namespace

from lazdesk import demo
from lazdesk.commands import reconcile
from lazdesk.commands.invocation import DONE, Invocation
from lazdesk.sandbox.script import Day
from lazdesk.sandbox.world import World, WorldClock
from tests.sync.practice import written


def test_a_day_of_every_case_agrees_by_both() -> None:
    words = Namespace(seed=11, products=60, orders=60, json=True, yes=True, shop=None)
    world = World(words.seed, words.products, WorldClock(0, demo.OPENING))
    with demo._practice(Invocation(words), world) as played:
        report = played.live(Day(world, words.orders))
        assert report.differences == []
        before = len(world.calls)
        status, document = reconcile.compare(played._command(), played.desk, {"shop": None})
        assert [call.path for call in world.calls[before:] if written(call)] == []
    assert document["differ"] == []
    assert (status, document["agree"]) == (DONE, document["checked"])
    assert document["checked"] > words.orders
