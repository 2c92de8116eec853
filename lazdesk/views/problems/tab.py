"""Lỗi: what is wrong, why, and what to do about it; by cause, with retry and ignore (F)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lazdesk.models.queries import connections, problem_list
from lazdesk.models.queries.listing import Listing, Scope
from lazdesk.models.queries.problem_list import APART, IGNORED, SOLVED, ProblemRow
from lazdesk.rules import problems
from lazdesk.rules.problems import CATALOGUE, Severity
from lazdesk.views import answers, labels, problem_wishes, wishes
from lazdesk.views.lists.cells import Column
from lazdesk.views.lists.list_tab import ListTab
from lazdesk.views.problems.cause_list import ALL, LEVELS, CauseList
from lazdesk.views.problems.detail import ProblemDetail
from lazdesk.views.problems.ignore_dialog import IgnoreDialog
from lazdesk.views.wishes import Wishes

URGENT = tuple(
    tuple(code for code, explained in CATALOGUE.items() if explained.severity is severity)
    for severity in (Severity.ORDERS, Severity.STOCK)
)


class ProblemSource:
    """Problems with their explanations' code; what holds something up comes first."""

    @staticmethod
    def ids(connection: Any, scope: Scope, listing: Listing) -> list[str]:
        return problem_list.ids(connection, scope, listing, URGENT)

    rows = staticmethod(problem_list.rows)


class ProblemsTab(ListTab):
    """Causes on the left with their counts, the problems of the chosen one on the right."""

    name = "problems"
    kind = "problem"
    counted_while_hidden = True
    lines = 3  # causes and remedies are sentences
    source = ProblemSource()

    def __init__(self, wishes_: Wishes, parent: QWidget | None = None) -> None:
        self._group = ALL  # whose columns are shown; the list is made with them
        super().__init__(wishes_, parent)
        self._practising = False
        # Causes take the place of groups, and a problem is found by its cause, not by a word.
        self.search.hide()
        self.group_bar.hide()
        self.causes = CauseList()
        self.causes.chosen.connect(self._on_cause)
        self.retry, self.ignore, self.heed = QPushButton(), QPushButton(), QPushButton()
        for button, act in (
            (self.retry, self._on_retry),
            (self.ignore, self._on_ignore),
            (self.heed, self._on_heed),
        ):
            self.bar.add(button)
            button.clicked.connect(act)
        self.detail = ProblemDetail()
        self.detail.hide()
        self.detail.shows_tab.connect(self._on_place)
        self.table.current.connect(self._show_detail)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.causes)
        row.addWidget(right, 1)
        self.lay_out(body)
        self._offer_buttons()

    def title(self) -> str:
        return self.tr("Lỗi")

    def count(self) -> int:
        return sum(n for group, n in self._counted.items() if group not in APART)

    def columns(self) -> list[Column]:
        remedy = Column("remedy", self.tr("Phương án xử lý"), self._remedy, 226, cut="end")
        reason = Column("reason", self.tr("Lý do bỏ qua"), lambda r: r.reason, 226, "reason")
        since = Column("since", self.tr("Từ lúc"), lambda r: labels.moment(r.since), 140, "since")
        over = Column(
            "solved", self.tr("Hết lúc"), lambda r: labels.moment(r.last_seen), 140, "last_seen"
        )
        return [
            Column(
                "message",
                self.tr("Thông báo lỗi"),
                self._message,
                246,
                "message",
                level=self._level,
                cut="end",
            ),
            Column("cause", self.tr("Nguyên do"), self._cause, 226, cut="end"),
            replace(reason, cut="end") if self._group == IGNORED else remedy,
            Column("title", self.tr("Đối tượng"), lambda r: r.title, 158, "title", cut="end"),
            over if self._group == SOLVED else since,
            Column("count", self.tr("Số lần"), _count, 62, "count", number=True),
        ]

    def group_title(self, group: str) -> str:
        if group == ALL:
            return self.tr("Tất cả lỗi")
        if group == IGNORED:
            return self.tr("Đã bỏ qua")
        if group == SOLVED:
            return self.tr("Đã xử lý")
        return CATALOGUE[group].cause(self.language())

    def count_groups(self, connection: Any, scope: Scope) -> dict[str, int]:
        return problem_list.counts(connection, scope)

    def counted(self) -> None:
        self._list_causes()

    def empty_text(self) -> str:
        if self.group == IGNORED:
            return self.tr("Chưa bỏ qua lỗi nào.")
        if self.group == SOLVED:
            return self.tr("Trong 30 ngày qua chưa có lỗi nào hết.")
        return self.tr("Không có lỗi. Lỗi đã hết nguyên do thì tự biến mất sau lần đồng bộ.")

    def retranslate(self) -> None:
        super().retranslate()
        self.retry.setText(self.tr("Thử lại"))
        self.retry.setToolTip(self.tr("Chỉ những lỗi thử lại có thể thành công mới được thử lại."))
        self.ignore.setText(self.tr("Bỏ qua…"))
        self.heed.setText(self.tr("Đưa lại vào danh sách"))
        self.causes.setAccessibleName(self.tr("Nguyên do"))
        self._list_causes()
        self._show_detail(self.table.current_id() or "")

    def show_part(self, part: str) -> None:
        self.causes.choose(part)

    def answered(self, answer: Any) -> None:
        super().answered(answer)
        if isinstance(answer, answers.Opened):
            self._practising = answer.practising

    # --- causes -----------------------------------------------------------------------------------

    def _list_causes(self) -> None:
        self.causes.show_groups(self._counted, self.group, self.group_title)

    def _on_cause(self, group: str) -> None:
        self.list.tick_all(on=False)
        self.list.show_listing(replace(self.list.listing, group=group))
        self._group = group
        self.list.set_columns(self.columns())
        self._offer_buttons()
        self._say_empty()

    def _offer_buttons(self) -> None:
        self.retry.setVisible(self.group != SOLVED)
        self.ignore.setVisible(self.group not in APART)
        self.heed.setVisible(self.group == IGNORED)

    # --- one problem ------------------------------------------------------------------------------

    def _message(self, row: ProblemRow) -> str:
        return problems.reworded(row.code, row.message, self.language())

    def _level(self, row: ProblemRow) -> str:
        """As the cause is coloured in the list; what is over holds nothing up any more."""
        return "" if self._group in APART else LEVELS[CATALOGUE[row.code].severity]

    def _cause(self, row: ProblemRow) -> str:
        return CATALOGUE[row.code].cause(self.language())

    def _remedy(self, row: ProblemRow) -> str:
        return CATALOGUE[row.code].remedy(self.language())

    def _show_detail(self, id_: str) -> None:
        row = self.list.row_of(id_)
        self.detail.setVisible(row is not None)
        if row is None or self.database is None:
            return
        with self.database.read() as connection:
            about = problem_list.about(connection, self.scope, row)
            haravan = connections.connections(connection).haravan
        domain = haravan.domain.removeprefix("https://") if haravan is not None else ""
        self.detail.show_problem(row, about, domain, self.language(), practising=self._practising)

    def refresh(self) -> None:
        super().refresh()
        self._show_detail(self.table.current_id() or "")

    def _on_place(self, tab: str, part: str) -> None:
        self.wishes.show_tab.emit(wishes.Show(tab, part))

    # --- buttons ----------------------------------------------------------------------------------

    def _on_ticked(self) -> None:
        super()._on_ticked()
        self.retry.setEnabled(bool(self._retryable(self.list.ticks())))

    def _on_retry(self) -> None:
        if ids := self._retryable(self.list.ticks()):
            self.wishes.retry_problems.emit(problem_wishes.RetryProblems(self.shop, tuple(ids)))
            self.list.tick_all(on=False)

    def _on_ignore(self) -> None:
        ids = self.list.ticks()
        dialog = IgnoreDialog(len(ids), self)
        if ids and dialog.exec() == QDialog.DialogCode.Accepted:
            wish = problem_wishes.IgnoreProblems(self.shop, tuple(ids), dialog.reason())
            self.wishes.ignore_problems.emit(wish)
            self.list.tick_all(on=False)
        dialog.deleteLater()

    def _on_heed(self) -> None:
        if ids := self.list.ticks():
            self.wishes.heed_problems.emit(problem_wishes.HeedProblems(self.shop, tuple(ids)))
            self.list.tick_all(on=False)

    def _retryable(self, ids: Collection[str]) -> list[str]:
        """Only what can succeed is retried (F)."""
        if self.group == SOLVED:
            return []
        if self.group not in (ALL, IGNORED):  # one cause: no row need be read
            return list(ids) if CATALOGUE[self.group].retryable else []
        rows = [(id_, self.list.row_of(id_)) for id_ in ids]
        return [id_ for id_, row in rows if row is not None and CATALOGUE[row.code].retryable]


def _count(row: ProblemRow) -> str:
    return labels.number(row.count)
