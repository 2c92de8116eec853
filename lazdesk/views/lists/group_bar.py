"""The groups of a list as tabs; those that find no room stand in a menu at the end."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QTabBar, QWidget

SPACING = 8


class GroupBar(QWidget):
    """The first groups find room first, and the one that is looked at always does."""

    chosen = Signal(int)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = _Tabs(self)
        for _ in range(count):
            self.tabs.addTab("")
        self.more = QPushButton(self)
        self.menu = QMenu(self.more)
        self.menu.triggered.connect(self._on_menu)
        self.more.setMenu(self.menu)
        self._offered = set(range(count))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.tabs)
        self.tabs.currentChanged.connect(self._fold)
        self.tabs.currentChanged.connect(self.chosen)

    @property
    def offered(self) -> frozenset[int]:
        """The groups that can be gone to, as a tab or by the menu."""
        return frozenset(self._offered)

    def show_groups(self, titles: Collection[str], offered: Collection[int]) -> None:
        """All titles in order, and which of the groups are offered; the current one stays."""
        for number, title in enumerate(titles):
            if self.tabs.tabText(number) != title:
                self.tabs.setTabText(number, title)
        self._offered = {*offered, self.tabs.currentIndex()}
        self.more.setText(self.tr("Thêm"))
        self._fold()

    def go_to(self, number: int) -> None:
        self._offered.add(number)
        self.tabs.setTabVisible(number, True)
        self.tabs.setCurrentIndex(number)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._width(self._offered), self.tabs.sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.more.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fold()

    def _width(self, groups: Collection[int]) -> int:
        return sum(self.tabs.width_of(number) for number in groups)

    @Slot()
    def _fold(self) -> None:
        current, room = self.tabs.currentIndex(), self.width()
        fitting = sorted(self._offered)
        if self._width(fitting) > room:
            room -= SPACING + self.more.sizeHint().width()
            while self._width(fitting) > room and fitting != [current]:
                fitting.pop(-2 if fitting[-1] == current else -1)
        folded = sorted(self._offered.difference(fitting))
        for number in range(self.tabs.count()):
            if self.tabs.isTabVisible(number) != (number in fitting):
                self.tabs.setTabVisible(number, number in fitting)
        self.menu.clear()
        for number in folded:
            self.menu.addAction(self.tabs.tabText(number)).setData(number)
        self.more.setVisible(bool(folded))
        width = min(self._width(fitting), self.width())
        self.tabs.setGeometry(0, 0, width, self.height())
        size = self.more.sizeHint()
        top = (self.height() - size.height()) // 2
        self.more.setGeometry(width + SPACING, top, size.width(), size.height())

    @Slot(QAction)
    def _on_menu(self, action: QAction) -> None:
        self.go_to(int(action.data()))


class _Tabs(QTabBar):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        # Many groups with their counts have to find room at 1366 pixels.
        self.setStyleSheet("QTabBar::tab { padding: 6px 10px; }")

    def width_of(self, number: int) -> int:
        return self.tabSizeHint(number).width()
