"""Does what a tab wishes for at once, with the errands the threads do it by, and hands back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot

from lazdesk import errands
from lazdesk.errands import orders as order_errands
from lazdesk.shop import Desk
from lazdesk.sync.events import Changes
from lazdesk.views import problem_wishes, wishes
from lazdesk.views.tab import Tab
from lazdesk.views.wishes import Wishes

CHANGES = {
    wishes.Publish: ("product", "problem"),
    wishes.Unpublish: ("product", "problem"),
    wishes.Link: ("product", "problem"),
    wishes.Unlink: ("product", "problem"),
    wishes.FollowCodes: ("product", "problem"),
    wishes.ApplyLinks: ("product", "problem"),
    wishes.Lock: ("product",),
    wishes.Unlock: ("product",),
    problem_wishes.IgnoreProblems: ("problem",),
    problem_wishes.HeedProblems: ("problem",),
    problem_wishes.RetryProblems: ("problem",),
}


class Hands(QObject):
    """Listens to every wish of ``asked``; ``answers`` and ``asked`` keep what went by."""

    def __init__(self, desk: Desk | None = None) -> None:
        super().__init__()
        self.wishes = Wishes()
        self.tab: Tab | None = None
        self.asked: list[Any] = []
        self.answers: list[Any] = []
        self._desk = desk
        for signal in (
            self.wishes.publish,
            self.wishes.unpublish,
            self.wishes.link,
            self.wishes.unlink,
            self.wishes.follow_codes,
            self.wishes.suggest,
            self.wishes.export_links,
            self.wishes.read_links,
            self.wishes.apply_links,
            self.wishes.lock,
            self.wishes.unlock,
            self.wishes.plan_undo,
            self.wishes.preview,
            self.wishes.explain,
            self.wishes.numbers,
            self.wishes.ready_to_ship,
            self.wishes.plan_cancel,
            self.wishes.cancel_orders,
            self.wishes.agree_to_cancel,
            self.wishes.refuse_cancel,
            self.wishes.agree_to_return,
            self.wishes.plan_refusal,
            self.wishes.refuse_return,
            self.wishes.plan_return,
            self.wishes.return_goods,
            self.wishes.take_stock,
            self.wishes.take_again,
            self.wishes.set_settings,
            self.wishes.cancel_sync,
            self.wishes.print_orders,
            self.wishes.count_prints,
            self.wishes.pack,
            self.wishes.retry_problems,
            self.wishes.ignore_problems,
            self.wishes.heed_problems,
            self.wishes.show_tab,
        ):
            signal.connect(self._do)

    def asked_for(self, kind: type) -> list[Any]:
        return [wish for wish in self.asked if isinstance(wish, kind)]

    @Slot(object)
    def _do(self, wish: Any) -> None:
        self.asked.append(wish)
        if self._desk is None or isinstance(wish, wishes.Show | wishes.CancelSync):
            return
        if click := order_errands.CLICKS.get(type(wish)):
            found = click(self._desk.session(wish.shop), wish, "vi")
        else:
            found = errands.ERRANDS[type(wish)](self._desk, wish, "vi")
        for answer in found:
            self.answers.append(answer)
            if self.tab is not None:
                self.tab.answered(answer)
        clicked = ("order", "problem") if type(wish) in order_errands.CLICKS else ()
        for kind in CHANGES.get(type(wish), clicked):
            if self.tab is not None:
                self.tab.take_changes(Changes(kind, ()))
