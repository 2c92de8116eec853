"""A tab that is one long list: search, groups with counts, the table, a bar for what is ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lazdesk.models.database import Database
from lazdesk.models.queries.listing import Scope
from lazdesk.rules import text as texts
from lazdesk.sync import events
from lazdesk.views import labels, theme
from lazdesk.views.lists.cells import Column
from lazdesk.views.lists.group_bar import GroupBar
from lazdesk.views.lists.paged_model import PagedModel, Source
from lazdesk.views.lists.paged_table import PagedTable
from lazdesk.views.reader import Reader
from lazdesk.views.tab import Tab
from lazdesk.views.wishes import Wishes

SEARCH_AFTER = 120  # ms without a key


class ListTab(Tab):
    """A subclass names its ``groups`` and ``kind``, its source, and what its columns show."""

    groups: Sequence[str] = ("all",)
    # Groups that are shown only while they hold something (or are looked at).
    rare: frozenset[str] = frozenset()
    first_group = "all"
    counted_while_hidden = False  # its title carries a count
    lines = 1  # of text in a row
    kind = ""  # what ``events.Changes`` calls the rows
    source: Source

    def __init__(
        self, wishes: Wishes, parent: QWidget | None = None, *, tickable: bool = True
    ) -> None:
        super().__init__(wishes, parent)
        self._counted: dict[str, int] = {}
        self.of_a_shop: Sequence[QWidget] = ()  # buttons that do nothing before there is one
        self.list = PagedModel(self.source, self.columns(), self, tickable=tickable)
        self.list.listing = replace(self.list.listing, group=self.first_group)
        self.table = PagedTable(self.name, self.list, lines=self.lines)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(460)
        self.group_bar = GroupBar(len(self.groups))
        self.tabs = self.group_bar.tabs
        self.tabs.setCurrentIndex(self.groups.index(self.first_group))
        self.tools = QHBoxLayout()
        self.tools.addWidget(self.search, 3)
        self.tools.addStretch(1)
        self.bar = _TickBar(self)
        self.bar.clear.clicked.connect(self._clear_ticks)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SEARCH_AFTER)
        self._wait.timeout.connect(self._apply_search)
        self._counter = Reader(self, urgent=False)
        self._counter.answered.connect(self._show_counts)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.mark_stale)
        self.search.textChanged.connect(self._wait.start)
        self.search.returnPressed.connect(self._apply_search)
        self.group_bar.chosen.connect(self._on_group)
        self.list.ticked.connect(self._on_ticked)
        # The window's shortcuts, but only those of the tab that is seen are in force.
        for keys in ("F3", "Ctrl+K"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.search.setFocus)

    # --- what a subclass says ---------------------------------------------------------------------

    def columns(self) -> list[Column]:
        raise TypeError(f"{type(self).__name__} has no columns")

    def group_title(self, group: str) -> str:
        raise TypeError(f"{type(self).__name__} has no title for {group}")

    def count_groups(self, _connection: Any, _scope: Scope) -> dict[str, int]:
        """How many rows each group holds; read beside the main thread."""
        return {}

    def empty_text(self) -> str:
        """What is said when the list is empty and nothing was searched for."""
        return ""

    def counted(self) -> None:
        """The counts are there."""

    # --- the whole --------------------------------------------------------------------------------

    def lay_out(self, body: QWidget) -> None:
        """Puts search and groups above ``body`` (which holds the table), the tick bar below."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addLayout(self.tools)
        whole.addWidget(self.group_bar)
        whole.addWidget(body, 1)
        whole.addWidget(self.bar)
        self.setTabOrder(self.search, self.tabs)
        self.setTabOrder(self.tabs, self.table)
        self.retranslate()

    @property
    def scope(self) -> Scope:
        return Scope(self.shop, self.org)

    @property
    def group(self) -> str:
        return self.list.listing.group

    def group_count(self, group: str) -> int:
        return self._counted.get(group, 0)

    def set_database(self, database: Database | None, shop: str = "", org: str = "") -> None:
        self.list.set_database(database, Scope(shop, org))
        for widget in self.of_a_shop:
            widget.setEnabled(bool(shop))
        super().set_database(database, shop, org)
        self._say_empty()
        self._count_hidden()

    def refresh(self) -> None:
        self.list.refresh()
        self._ask_counts()

    def concerns(self, changes: events.Changes) -> bool:
        return changes.kind == self.kind

    def changed(self, changes: events.Changes) -> None:
        if changes.ids:
            self.list.refresh_rows(changes.ids)
            self._ask_counts()
        elif not self._later.isActive():
            self._later.start(self.list.rest_ms())

    def take_changes(self, changes: events.Changes) -> None:
        super().take_changes(changes)
        if self.concerns(changes):
            self._count_hidden()

    def _count_hidden(self) -> None:
        if self.counted_while_hidden and not self.isVisible():
            self._ask_counts()

    def show_part(self, part: str) -> None:
        """Goes to the group called ``part``; a search is dropped, so that all of it is seen.
        Anything else is looked for among all."""
        if part in self.groups:
            self.search.clear()
            self.group_bar.go_to(self.groups.index(part))
            self.table.setFocus()  # Ctrl+A and the arrows are meant for what is shown
        elif "all" in self.groups:
            self.group_bar.go_to(self.groups.index("all"))
            self.search.setText(part)
            self._apply_search()

    def retranslate(self) -> None:
        self.list.set_columns(self.columns())
        self.search.setPlaceholderText(self.search_hint())
        self.search.setAccessibleName(self.search_hint())
        self.table.setAccessibleName(self.title())
        self.tabs.setAccessibleName(self.tr("Nhóm"))
        self.bar.retranslate()
        self._title_groups()
        self._say_empty()

    def search_hint(self) -> str:
        return self.tr("Tìm (Ctrl+K)")

    def language(self) -> str:
        """``vi`` or ``en``, for the texts of ``rules``, which carry both."""
        return self.tr("vi")  # this text's translation is the language's own code

    # --- groups and search ------------------------------------------------------------------------

    def _ask_counts(self) -> None:
        database, scope, count = self.database, self.scope, self.count_groups
        if database is None:
            return

        def question() -> tuple[Scope, dict[str, int]]:
            with database.read() as connection:
                return scope, count(connection, scope)

        self._counter.ask(question)

    def _show_counts(self, answer: tuple[Scope, dict[str, int]]) -> None:
        scope, counted = answer
        if scope == self.scope:
            self._counted = counted
            self._title_groups()
            self.counted()
            self.count_changed.emit()

    def _title_groups(self) -> None:
        titles, offered = [], []
        for number, group in enumerate(self.groups):
            count = self.group_count(group)
            title = self.group_title(group)
            titles.append(f"{title} ({labels.number(count)})" if count else title)
            if count or group not in self.rare:
                offered.append(number)
        self.group_bar.show_groups(titles, offered)

    def _on_group(self, number: int) -> None:
        self.list.tick_all(on=False)
        self.list.show_listing(replace(self.list.listing, group=self.groups[number]))
        self._say_empty()

    def _apply_search(self) -> None:
        self._wait.stop()
        words = tuple(texts.fold(self.search.text()).split())
        self.list.show_listing(replace(self.list.listing, words=words))
        self._say_empty()

    def _say_empty(self) -> None:
        if not self.shop:
            self.table.set_empty_text(self.tr("Chưa kết nối. Mở thẻ Kết nối để bắt đầu."))
        elif self.list.listing.words:
            self.table.set_empty_text(
                self.tr("Không tìm thấy gì. Thử từ khác, hoặc xóa chữ trong ô tìm.")
            )
        else:
            self.table.set_empty_text(self.empty_text())

    # --- ticks ------------------------------------------------------------------------------------

    def _on_ticked(self) -> None:
        self.bar.show_count(len(self.list.ticks()))

    def _clear_ticks(self) -> None:
        self.list.tick_all(on=False)


class _TickBar(QFrame):
    """Says how many rows are ticked and holds the buttons that act on them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.set_role(self, "card")
        self._count = 0
        self.told = QLabel()
        self.clear = QPushButton()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 6, 12, 6)
        self.row.addWidget(self.told)
        self.row.addStretch(1)
        self.row.addWidget(self.clear)
        self.hide()

    def add(self, button: QPushButton) -> None:
        """Buttons stand in the order they are added, before *Bỏ chọn*."""
        self.row.insertWidget(self.row.count() - 1, button)

    def fill(self, row: QWidget) -> None:
        """``row`` takes what room there is, before *Bỏ chọn*."""
        self.row.insertWidget(self.row.count() - 1, row, 1)

    def show_count(self, count: int) -> None:
        self._count = count
        self.told.setText(self.tr("Đã chọn {n}").format(n=labels.number(count)))
        self.setVisible(bool(count))

    def retranslate(self) -> None:
        self.clear.setText(self.tr("Bỏ chọn"))
        self.told.setText(self.tr("Đã chọn {n}").format(n=labels.number(self._count)))
