"""Lỗi: what is wrong, why, and what to do about it; by cause, with retry and ignore (F)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QMargins, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lazdesk.models.queries import problem_list
from lazdesk.models.queries.listing import Scope
from lazdesk.models.queries.problem_list import IGNORED, ProblemRow
from lazdesk.rules import problems
from lazdesk.rules.problems import Explanation, Severity
from lazdesk.views import labels, theme, wishes
from lazdesk.views.cells import Column
from lazdesk.views.list_tab import ListTab
from lazdesk.views.wishes import Wishes

GROUP = Qt.ItemDataRole.UserRole
LEVELS = {Severity.ORDERS: "bad", Severity.STOCK: "warn", Severity.NOTICE: "muted"}


class ProblemSource:
    """Problems with their explanations' code."""

    ids = staticmethod(problem_list.ids)
    rows = staticmethod(problem_list.rows)


class ProblemsTab(ListTab):
    """Causes on the left with their counts, the problems of the chosen one on the right."""

    name = "problems"
    kind = "problem"
    counted_while_hidden = True
    lines = 3  # causes and remedies are sentences
    source = ProblemSource()

    def __init__(self, wishes_: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(wishes_, parent)
        # Causes take the place of groups, and a problem is found by its cause, not by a word.
        self.search.hide()
        self.group_bar.hide()
        self.causes = QListWidget()
        self.causes.setFixedWidth(250)
        self.causes.setWordWrap(True)
        self.causes.setItemDelegate(_Spaced(self.causes))
        self.causes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.causes.currentItemChanged.connect(self._on_cause)
        self.retry = QPushButton()
        self.ignore = QPushButton()
        self.bar.add(self.retry)
        self.bar.add(self.ignore)
        self.retry.clicked.connect(self._on_retry)
        self.ignore.clicked.connect(self._on_ignore)
        self.detail = _Detail()
        self.detail.hide()
        self.detail.choose.clicked.connect(self._on_choose)
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

    def title(self) -> str:
        return self.tr("Lỗi")

    def count(self) -> int:
        return sum(n for group, n in self._counted.items() if group != IGNORED)

    def columns(self) -> list[Column]:
        return [
            Column("message", self.tr("Thông báo lỗi"), self._message, 246, "message", cut="end"),
            Column("cause", self.tr("Nguyên do"), self._cause, 226, cut="end"),
            Column("remedy", self.tr("Phương án xử lý"), self._remedy, 226, cut="end"),
            Column("title", self.tr("Đối tượng"), lambda r: r.title, 158, "title", cut="end"),
            Column("since", self.tr("Từ lúc"), lambda r: labels.moment(r.since), 140, "since"),
            Column("count", self.tr("Số lần"), _count, 62, "count", number=True),
        ]

    def group_title(self, group: str) -> str:
        if group == "all":
            return self.tr("Tất cả lỗi")
        if group == IGNORED:
            return self.tr("Đã bỏ qua")
        explained = _explained(group)
        return explained.cause(self.language()) if explained else group

    def count_groups(self, connection: Any, scope: Scope) -> dict[str, int]:
        return problem_list.counts(connection, scope)

    def counted(self) -> None:
        self._list_causes()

    def empty_text(self) -> str:
        if self.group == IGNORED:
            return self.tr("Chưa bỏ qua lỗi nào.")
        return self.tr("Không có lỗi. Lỗi đã hết nguyên do thì tự biến mất sau lần đồng bộ.")

    def retranslate(self) -> None:
        super().retranslate()
        self.retry.setText(self.tr("Thử lại"))
        self.retry.setToolTip(self.tr("Chỉ những lỗi thử lại có thể thành công mới được thử lại."))
        self.ignore.setText(self.tr("Bỏ qua"))
        self.causes.setAccessibleName(self.tr("Nguyên do"))
        self._list_causes()
        self._show_detail(self.table.current_id() or "")

    def show_part(self, part: str) -> None:
        self._choose(part)

    # --- causes -----------------------------------------------------------------------------------

    def _list_causes(self) -> None:
        """All, each cause by severity and count, those ignored; the chosen one stays chosen."""
        codes = [code for code in self._counted if code != IGNORED]
        codes.sort(key=lambda code: (_severity(code), -self._counted[code]))
        groups = ["all", *codes, *([IGNORED] if self.group_count(IGNORED) else [])]
        if self.group not in groups:
            groups.append(self.group)  # its last problem has just gone
        self.causes.blockSignals(True)
        self.causes.clear()
        for group in groups:
            count = self.count() if group == "all" else self.group_count(group)
            item = QListWidgetItem(f"{labels.number(count)} · {self.group_title(group)}")
            item.setData(GROUP, group)
            if explained := _explained(group):
                item.setToolTip(self._severity_words(explained.severity))
                item.setForeground(_color(LEVELS[explained.severity]))
            self.causes.addItem(item)
            if group == self.group:
                self.causes.setCurrentItem(item)
        self.causes.blockSignals(False)

    def _severity_words(self, severity: Severity) -> str:
        return {
            Severity.ORDERS: self.tr("Chặn đơn"),
            Severity.STOCK: self.tr("Chặn tồn kho và giá"),
            Severity.NOTICE: self.tr("Nhắc nhở"),
        }[severity]

    def _choose(self, group: str) -> None:
        for number in range(self.causes.count()):
            if self.causes.item(number).data(GROUP) == group:
                self.causes.setCurrentRow(number)

    def _on_cause(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.list.tick_all(on=False)
            self.list.show_listing(replace(self.list.listing, group=item.data(GROUP)))
            self._say_empty()

    # --- one problem ------------------------------------------------------------------------------

    def _message(self, row: ProblemRow) -> str:
        return problems.reworded(row.code, row.message, self.language())

    def _cause(self, row: ProblemRow) -> str:
        explained = _explained(row.code)
        return explained.cause(self.language()) if explained else row.code

    def _remedy(self, row: ProblemRow) -> str:
        explained = _explained(row.code)
        return explained.remedy(self.language()) if explained else "–"

    def _show_detail(self, id_: str) -> None:
        row = self.list.row_of(id_)
        self.detail.setVisible(row is not None)
        if row is not None:
            seen = self.tr("Từ {since} · lần cuối {last} · {n} lần").format(
                since=labels.moment(row.since),
                last=labels.moment(row.last_seen),
                n=labels.number(row.count),
            )
            self.detail.show_problem(
                row, self._message(row), self._cause(row), self._remedy(row), seen
            )

    def refresh(self) -> None:
        super().refresh()
        self._show_detail(self.table.current_id() or "")

    # --- buttons ----------------------------------------------------------------------------------

    def _on_ticked(self) -> None:
        super()._on_ticked()
        self.retry.setEnabled(bool(self._retryable(self.list.ticks())))

    def _on_retry(self) -> None:
        if ids := self._retryable(self.list.ticks()):
            self.wishes.retry_problems.emit(wishes.RetryProblems(self.shop, tuple(ids)))
            self.list.tick_all(on=False)

    def _on_choose(self) -> None:
        """C12: the warehouse is picked where its preview is."""
        self.wishes.show_tab.emit(wishes.Show("configuration"))

    def _on_ignore(self) -> None:
        if ids := self.list.ticks():
            self.wishes.ignore_problems.emit(wishes.IgnoreProblems(self.shop, tuple(ids)))
            self.list.tick_all(on=False)

    def _retryable(self, ids: Collection[str]) -> list[str]:
        """Only what can succeed is retried (F)."""
        if self.group not in ("all", IGNORED):  # one cause: no row need be read
            return list(ids) if _can_succeed(self.group) else []
        found = []
        for id_ in ids:
            row = self.list.row_of(id_)
            if row is not None and _can_succeed(row.code):
                found.append(id_)
        return found


class _Spaced(QStyledItemDelegate):
    """Room between the causes. Qt forgets a list's own spacing when it wraps: texts were cut."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return super().sizeHint(option, index).grownBy(QMargins(0, 4, 0, 4))


class _Detail(QFrame):
    """The whole text of one problem, which a row has no room for."""

    def __init__(self) -> None:
        super().__init__()
        theme.set_role(self, "card")
        self.lines = {name: QLabel() for name in ("message", "cause", "remedy", "seen")}
        self.copy = QPushButton()
        self.copy.clicked.connect(self._copy)
        self.choose = QPushButton()
        texts = QVBoxLayout()
        for name, label in self.lines.items():
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setProperty("quoted", name in ("message", "seen"))  # as it was reported
            theme.set_role(label, {"message": "title", "seen": "muted"}.get(name, "text"))
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.addLayout(texts, 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self.support = ""

    def show_problem(
        self, row: ProblemRow, message: str, cause: str, remedy: str, seen: str
    ) -> None:
        self.copy.setText(self.tr("Sao chép mã hỗ trợ"))
        self.choose.setText(self.tr("Chọn kho Lazada"))
        self.choose.setVisible(row.code == "MULTI_WAREHOUSE")
        self.lines["message"].setText(message)
        self.lines["cause"].setText(self.tr("Nguyên do: {text}").format(text=cause))
        self.lines["remedy"].setText(self.tr("Phương án xử lý: {text}").format(text=remedy))
        self.lines["seen"].setText(f"{row.title} · {seen}")
        self.support = f"{row.code} · {row.kind} {row.object} · {row.message}"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.support)


def _explained(code: str) -> Explanation | None:
    return problems.CATALOGUE.get(code)


def _can_succeed(code: str) -> bool:
    explained = _explained(code)
    return explained is not None and explained.retryable


def _severity(code: str) -> int:
    explained = _explained(code)
    return list(Severity).index(explained.severity) if explained else len(Severity)


def _color(level: str) -> QBrush:
    return QBrush(QColor(getattr(theme.colors(), level)))


def _count(row: ProblemRow) -> str:
    return labels.number(row.count)
